"""Corners that a branch comes to sooner or later: much of something, the same twice, and permissions half given."""

import asyncio
import resource

import pytest

from bot.i18n import say
from bot.standin import Patience
from tests.e2e.bad_days import until
from tests.e2e.living import Branch, poll_id

LOUD = "_*" * 99 + "ab"  # 200 characters that come to nearly 400 when they are written so that they show


async def test_a_question_of_two_hundred_asterisks_is_asked_and_answered(branch: Branch) -> None:
    post = await branch.open_poll(LOUD)
    assert post.embeds[0].get("title") is None
    assert post.embeds[0]["description"].replace("\\", "").startswith(f"**{LOUD}**")
    await branch.ann.press(post, "For")
    await branch.close_in_time()
    assert any("Outcome: carried." in each.text for each in branch.posts())


async def test_options_that_fill_the_post_never_push_out_who_may_vote_the_turnout_and_the_guard(branch: Branch) -> None:
    options = [f"{number:02}" + "*_" * 39 for number in range(25)]
    post = await branch.open_poll("Which?", options=options, live="yes")
    for shown in (post.text,):
        assert say("ui.cut_short") in shown
        assert say("poll.guard") in shown
        assert "Turnout so far" in shown
        assert "Who may vote" in shown
    await branch.ann.select(post, "poll:choose:1", [options[0]])
    await branch.close_in_time()
    result = next(each for each in branch.posts() if "Outcome:" in each.text)
    assert say("poll.guard") in result.text
    assert "1 of 6 eligible here voted" in result.text


async def test_a_tie_of_twenty_five_long_options_does_not_push_out_the_turnout(branch: Branch) -> None:
    options = [f"{'*_~|`<>[]' * 7} {number:02} a" for number in range(25)]
    post = await branch.open_poll("_" * 199 + "a", options=options, choices="any")
    await branch.ann.select(post, say("poll.choose-some", least=1, most=25), options)
    await branch.close_in_time()
    (result,) = branch.posts()[-1:]
    assert "1 of 6 eligible here voted" in result.text
    assert say("poll.outcome-tie_many", number=25, votes=1) in result.text


async def test_a_member_who_chooses_twenty_five_long_options_hears_that_they_are_recorded(branch: Branch) -> None:
    options = [f"{number:02} " + "long " * 15 for number in range(25)]
    post = await branch.open_poll("Which?", options=options, choices="any")
    labels = [label for label, _ in post.selects[0].options]
    first = await branch.ann.select(post, "poll:choose:1", labels)
    assert first.text.startswith("Recorded: **1**, **2**, **3**")
    changed = await branch.ann.select(post, "poll:choose:1", labels[:24])
    assert changed.text.startswith("Changed to **1**, **2**")
    few = await branch.ann.select(post, "poll:choose:1", labels[:1])
    assert len(few.text) <= 2000
    assert (await branch.votes())[0] == 1


async def test_every_name_is_on_some_page_however_long_the_options_are(branch: Branch) -> None:
    options = [f"{number:02} " + "long " * 15 for number in range(6)]
    post = await branch.open_poll("Which?", options=options, choices="any", live="yes", named="yes")
    crowd = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(30)]
    labels = [label for label, _ in post.selects[0].options]
    await asyncio.gather(*(who.select(post, "poll:choose:1", labels) for who in crowd))
    shown = await branch.cat.press(post, say("poll.names-button"))
    seen = shown.text
    while say("ui.next") in branch.labels(shown):
        shown = await branch.cat.press(shown, say("ui.next"))
        seen += shown.text
    assert all(who.mention in seen for who in crowd)


async def test_the_record_is_whole_in_its_channel_and_on_its_pages_however_long_the_questions_are(
    branch: Branch,
) -> None:
    for number in range(10):
        preview = await branch.draft(f"{number} " + LOUD[4:])
        await branch.rob.press(preview, say("poll.open-it"))
    branch.audit.messages.clear()
    await branch.settle()
    said = "\n".join(post.text for post in branch.posts(branch.audit))
    assert say("ui.cut_short") not in said
    page = await branch.sue.slash("branch audit")
    seen = page.text
    while any(button.label == say("branch.audit-older") and not button.disabled for button in page.buttons):
        page = await branch.sue.press(page, say("branch.audit-older"))
        seen += page.text
    assert say("ui.cut_short") not in seen
    for number in range(10):
        assert f'made the poll "{number} ' in seen


async def test_a_recorded_votes_result_is_still_shown_when_the_names_are_erased(branch: Branch) -> None:
    post = await branch.open_poll(named="yes")
    await branch.ann.press(post, "For")
    await branch.close_in_time()
    await branch.pass_(days=366)
    reply = await branch.rob.slash("poll results", poll=str(poll_id(post)))
    assert "Outcome: carried." in reply.text
    assert str(branch.ann.id) not in reply.files[-1].data.decode()


async def test_among_more_than_twenty_five_polls_each_is_found_by_typing_and_by_its_name(branch: Branch) -> None:
    for number in range(28):
        preview = await branch.draft(f"Poll about biscuits, {number}?", closes=f"in {number + 2} days")
        await branch.rob.press(preview, say("poll.open-it"))
    assert await branch.ann.autocomplete("poll results", "poll", "biscuits, 27") == [("Poll about biscuits, 27?", "28")]
    assert len(await branch.ann.autocomplete("poll results", "poll", "")) == 25
    assert "biscuits, 0?" in (await branch.rob.slash("poll close", poll="poll about biscuits, 0?")).text
    listed = await branch.ann.slash("poll list")
    assert [label for label, _ in listed.selects[0].options][:2] == [
        "Poll about biscuits, 0?",
        "Poll about biscuits, 1?",
    ]


async def test_two_polls_that_ask_the_same_are_told_apart_by_their_numbers(branch: Branch) -> None:
    await branch.open_poll("Again?")
    await branch.open_poll("Again?")
    found = await branch.rob.autocomplete("poll close", "poll", "again")
    assert {name for name, _ in found} == {"Again? · Poll 1", "Again? · Poll 2"}
    listed = await branch.ann.slash("poll list")
    assert len({label for label, _ in listed.selects[0].options}) == 2


async def test_a_question_that_is_a_number_is_found(branch: Branch) -> None:
    await branch.open_poll("2027")
    assert "2027" in (await branch.ann.slash("poll results", poll="2027")).text


async def test_a_question_cannot_turn_the_lists_link_into_its_own(branch: Branch) -> None:
    await branch.open_poll("Read this](https://example.org) [or that?")
    assert "](https://example.org)" not in (await branch.ann.slash("poll list")).text.replace("\\]", "")


async def test_a_result_is_posted_alone_where_the_bot_may_no_longer_read_what_was_posted(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.polls.deny(branch.guild.bot_role, "read_message_history")
    await branch.close_in_time()
    (result,) = branch.results()
    assert result.files[0].data.startswith(b"\x89PNG")


async def test_a_result_is_posted_without_its_picture_where_the_bot_may_attach_nothing(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.polls.deny(branch.guild.bot_role, "attach_files")
    await branch.close_in_time()
    (result,) = branch.results()
    assert result.files == []


async def test_a_server_with_a_hundred_member_roles_guesses_no_more_than_a_menu_holds(new_branch: Branch) -> None:
    for number in range(100):
        new_branch.guild.role(f"Members {number}")
    await new_branch.set_up()
    post = await new_branch.open_poll()
    assert post.text.count("<@&") == 25
    assert say("poll.guard") in post.text
    await new_branch.rob.slash("poll remind", poll="1")
    await new_branch.settle()
    assert any("Still open" in each.text for each in new_branch.posts())


async def test_a_server_without_roles_or_with_two_hundred_channels_is_set_up(new_branch: Branch) -> None:
    for number in range(200):
        new_branch.guild.channel(f"room{number}")
    for role in (new_branch.officers, new_branch.reps, new_branch.organisers, new_branch.members):
        role.delete()
    await new_branch.set_up()
    post = await new_branch.open_poll(by=new_branch.sue)
    assert (await new_branch.tim.press(post, "For")).text.startswith("Recorded")


async def test_while_the_server_is_away_nobody_is_told_that_its_roles_and_channels_are_gone(branch: Branch) -> None:
    (server,) = branch.app.guilds
    branch.guild.outage()
    await until(lambda: server.unavailable)
    reply = await branch.sue.slash("branch check")
    assert reply.text == say("ui.server_away")
    branch.guild.outage(over=True)
    await until(lambda: not server.unavailable)
    assert "no longer exists" not in (await branch.sue.slash("branch check")).text


async def test_a_poll_extended_twice_while_posting_fails_says_the_last_time_once(branch: Branch) -> None:
    post = await branch.open_poll()
    branch.discord.faults.error("POST", "*/messages", status=400, times=99)
    branch.expect_error("failed, try 1")
    for days in (5, 6):
        await branch.rob.slash("poll extend", poll=str(poll_id(post)), closes=f"in {days} days")
        await branch.settle()
    branch.discord.faults.calm()
    await branch.pass_(minutes=10)
    assert sum("Open for longer" in each.text for each in branch.posts()) == 1


async def test_a_crowd_that_lists_the_polls_asks_discord_for_each_post_once_a_minute(branch: Branch) -> None:
    await branch.open_poll()
    before = len(branch.discord.requests)
    await asyncio.gather(*(who.slash("poll list") for who in (branch.ann, branch.bob, branch.cat) * 5))
    assert sum(request.method == "GET" for request in branch.discord.requests[before:]) == 1
    branch.clock.move(minutes=1)
    await branch.ann.slash("poll list")
    assert sum(request.method == "GET" for request in branch.discord.requests[before:]) == 2


async def test_when_the_answer_breaks_off_the_log_tells_it_in_one_line(branch: Branch) -> None:
    post = await branch.open_poll()
    branch.discord.faults.cut("POST", "*/callback")
    await branch.ann.press(post, "For")
    line = "Discord was away in the middle of an answer: ServerDisconnectedError"
    await until(lambda: line in branch.log.text)
    assert await branch.votes() == {0: 1, 1: 1, 2: 0, 3: 0}
    assert "fault" not in branch.log.text


async def test_a_refusal_that_cannot_arrive_is_told_in_one_line(branch: Branch) -> None:
    post = await branch.open_poll()
    branch.discord.faults.cut("POST", "*/callback", times=2, before=True)
    branch.discord.world.patience = Patience(first_answer=0.1)
    await branch.tim.press(post, "For")
    await until(lambda: "an answer did not arrive" in branch.log.text)
    assert "Traceback" not in branch.log.text


async def test_a_channel_of_another_branch_cannot_be_chosen(branch: Branch) -> None:
    elsewhere = branch.discord.guild("Hillside Branch").channel("polls")
    panel = await branch.sue.slash("branch setup")
    before = await branch.rows("branches")
    reply = await branch.sue.raw_press(
        panel, custom_id="branch:channel:polls", component_type=8, values=[str(elsewhere.id)]
    )
    assert reply.text == say("ui.unknown_button")
    assert await branch.rows("branches") == before


@pytest.mark.parametrize("number", ["000000001" + "9" * 20, "9" * 30, "0" * 40])
async def test_a_membership_longer_than_any_number_is_refused(branch: Branch, number: str) -> None:
    reply = await branch.sue.raw_submit(
        "branch:description", {"name": "R", "zone": "Europe/London", "membership": number}
    )
    assert reply.text.startswith("The branch membership has to be a whole number")


def drawing_took() -> float:
    """Seconds of the processor's, so far: those of the wall are others' too."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


async def test_a_result_is_drawn_once_however_many_ask_for_it(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    await branch.close_in_time()
    (result,) = branch.results()
    asked = [branch.ann, branch.bob, branch.cat, branch.dan] * 10
    before = drawing_took()
    replies = await asyncio.gather(*(who.press(result, say("poll.results-button")) for who in asked))
    assert drawing_took() - before < 4  # forty drawings would take ten
    assert all(reply.files[0].data == result.files[0].data for reply in replies)


async def test_the_reason_for_a_cancellation_stands_on_a_line_of_its_own(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.rob.slash("poll cancel", poll="Accept the offer?", reason="Wrong date")
    await branch.settle()
    assert "**Cancelled:** Wrong date\nNothing is counted." in post.text


async def test_a_poll_whose_count_waits_for_discord_is_not_called_open(branch: Branch) -> None:
    branch.expect_error("failed, try 1")
    await branch.open_poll()
    branch.discord.faults.error("GET", "*member-counts", times=60, status=503)
    await branch.close_in_time()
    assert branch.results() == []
    listed = await branch.ann.slash("poll list")
    standing = await branch.ann.slash("poll results", poll="Accept the offer?")
    for reply in (listed, standing):
        assert reply.is_private
        assert "**Open**" not in reply.text
        assert "count" in reply.text
    assert say("poll.list-vote") not in branch.labels(listed)


async def test_a_scheduled_poll_is_not_called_open(branch: Branch) -> None:
    await branch.open_poll(opens="in 1 day")
    shown = await branch.ann.slash("poll results", poll="Accept the offer?")
    assert "**Not open yet.**" in shown.text
    assert "**Open**" not in shown.text


async def test_a_draft_whose_channel_was_deleted_can_be_opened_once_an_officer_has_chosen_another(
    branch: Branch,
) -> None:
    preview = await branch.draft()
    branch.polls.delete()
    refused = await branch.rob.press(preview, say("poll.open-it"))
    assert say("room.gone", use="polls") in refused.text
    hall = branch.guild.channel("hall")
    panel = await branch.sue.press(await branch.sue.slash("branch setup"), say("ui.next"))
    await branch.sue.select(panel, say("branch.choose-polls"), hall)
    opened = await branch.rob.press(preview, say("poll.open-it"))
    assert str(hall.id) in opened.text
    (post,) = branch.posts(hall)
    assert "Recorded" in (await branch.ann.press(post, "For")).text
