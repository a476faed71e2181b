"""A rep makes a secret poll or an election: what the preview offers, warns of and refuses, and that nothing is lost."""

from collections.abc import Iterable

import pytest

from bot.i18n import say
from bot.standin import CannotDo, Member, Reply
from tests.e2e.living import MOTION, Branch

CANDIDATES = ("Ann Archer", "Bob Baker", "Cat Carter", "Re-open nominations")


def grow(branch: Branch, number: int) -> None:
    """Let so many more members join: six may vote before."""
    for each in range(number):
        branch.guild.member(f"m{each}", roles=[branch.members])


def chosen(preview: Reply, menu: str) -> list[int]:
    """Who is preselected in a menu."""
    held = next(each.held for each in preview.selects if each.placeholder == menu)
    return [int(each["id"]) for each in held.get("default_values") or []]


async def an_election(branch: Branch, candidates: Iterable[str] = CANDIDATES, seats: int = 1) -> Reply:
    return await branch.draft("Branch secretary", options=list(candidates), kind="ranked", seats=seats)


# Which kind


async def test_the_kind_is_chosen_with_the_command_or_in_the_preview(branch: Branch) -> None:
    secret = await branch.draft(kind="secret")
    assert say("poll.vote-button") in branch.labels(secret)
    assert say("poll.change-shown") not in branch.labels(secret)
    switched = await branch.rob.press(await branch.draft(), say("poll.make-secret"))
    assert switched.updated
    assert branch.labels(switched) == branch.labels(secret)
    assert say("ballot.promise") in switched.text
    back = await branch.rob.press(switched, say("poll.make-open"))
    assert say("ballot.promise") not in back.text
    assert say("poll.change-shown") in branch.labels(back)


async def test_becoming_secret_takes_back_what_a_secret_poll_never_shows(branch: Branch) -> None:
    preview = await branch.draft(live="yes", named="yes")
    secret = await branch.rob.press(preview, say("poll.make-secret"))
    again = await branch.rob.press(secret, say("poll.make-open"))
    assert say("poll.shown-at-close") in again.text
    assert say("poll.shown-unnamed") in again.text


async def test_an_election_stays_an_election(branch: Branch) -> None:
    preview = await an_election(branch)
    labels = branch.labels(preview)
    assert say("poll.make-open") not in labels
    assert say("poll.make-secret") not in labels
    forged = await branch.rob.raw_press(preview, custom_id="poll:switch:open:1")
    assert say("election.statements") in branch.labels(forged)
    assert (await branch.rob.raw_press(preview, custom_id="poll:switch:sideways:1")).text == say("ui.unknown_button")


async def test_nothing_is_posted_before_open_it_and_then_members_can_vote(branch: Branch) -> None:
    preview = await branch.draft(kind="secret")
    assert branch.posts() == []
    assert all(button.disabled for button in preview.buttons[:1])
    opened = await branch.rob.press(preview, say("poll.open-it"))
    assert "The poll is open" in opened.text
    (post,) = branch.posts()
    assert say("ballot.promise") in post.text
    assert branch.labels(post) == [say("poll.vote-button")]


# How many may vote


async def test_a_secret_poll_of_four_is_refused_and_the_draft_stays(branch: Branch) -> None:
    few = branch.guild.role("Committee")
    for person in (branch.ann, branch.bob, branch.cat, branch.dan):
        person.add_role(few)
    preview = await branch.draft(kind="secret", roles=[few])
    assert say("poll.number-too_small", least=5) in preview.text
    refused = await branch.rob.press(preview, say("poll.open-it"))
    assert refused.followups[-1].text == say("ballot.too_few_eligible", eligible=4, least=5)
    await branch.settle()
    assert branch.posts() == []
    wider = await branch.rob.select(preview, say("poll.choose-voters"), [branch.members])
    assert say("poll.number-too_small", least=5) not in wider.text
    await branch.rob.press(wider, say("poll.open-it"))
    assert len(branch.posts()) == 1


async def test_five_to_nine_are_warned_of_and_ten_are_not(branch: Branch) -> None:
    preview = await branch.draft(kind="secret")
    assert say("poll.number-small", number=6) in preview.text
    grow(branch, 4)
    preview = await branch.draft(kind="secret")
    assert "10 people can vote" in preview.text
    assert say("poll.number-small", number=10) not in preview.text


async def test_where_the_number_is_not_known_the_preview_says_so_and_the_poll_can_be_opened(branch: Branch) -> None:
    branch.discord.faults.error("GET", "*member-counts", times=3, status=403)
    preview = await branch.draft(kind="secret")
    assert say("poll.number-unknown", least=5) in preview.text
    assert "The poll is open" in (await branch.rob.press(preview, say("poll.open-it"))).text


async def test_an_open_poll_is_not_warned_of_small_numbers(branch: Branch) -> None:
    preview = await branch.draft(roles=[branch.reps])
    assert say("poll.number-too_small", least=5) not in preview.text
    assert "The poll is open" in (await branch.rob.press(preview, say("poll.open-it"))).text


async def test_a_poll_that_finds_too_few_when_its_time_comes_is_cancelled_and_officers_can_read_why(
    branch: Branch,
) -> None:
    preview = await branch.draft(kind="secret", opens="in 1 hour")
    scheduled = await branch.rob.press(preview, say("poll.schedule-it"))
    assert "Scheduled" in scheduled.text
    for person in (branch.cat, branch.dan):
        person.remove_role(branch.members)
    await branch.pass_(hours=1)
    assert branch.posts() == []
    assert "too few people could vote" in (await branch.sue.slash("branch audit")).text
    assert any("too few people could vote" in post.text for post in branch.posts(branch.audit))
    assert "**Cancelled**" in (await branch.rob.slash("poll list")).text
    shown = await branch.rob.slash("poll results", poll="1")
    assert say("poll.mishap-too_few") in shown.text


# Scrutineers


async def test_scrutineers_are_chosen_shown_and_taken_back(branch: Branch) -> None:
    menu = say("poll.choose-scrutineers")
    preview = await branch.draft(kind="secret")
    assert say("poll.about-scrutineers") in preview.text
    preview = await branch.rob.select(preview, menu, [branch.cat, branch.tim])
    assert set(chosen(preview, menu)) == {branch.cat.id, branch.tim.id}
    preview = await branch.rob.select(preview, menu, [branch.tim])
    assert branch.tim.mention in preview.text
    assert branch.cat.mention not in preview.text
    preview = await branch.rob.select(preview, menu, [])
    assert chosen(preview, menu) == []
    with pytest.raises(CannotDo):
        await branch.rob.select(preview, menu, [branch.ann, branch.bob, branch.cat])


async def test_a_bot_and_a_stranger_are_no_scrutineers(branch: Branch) -> None:
    preview = await branch.draft(kind="secret")
    name = preview.selects[1].custom_id
    bot = branch.guild.me
    refused = await branch.rob.select(preview, name, [bot])
    assert refused.text == say("ui.bot_chosen", who=bot.mention)
    forged = await branch.rob.raw_press(preview, custom_id=name, component_type=5, values=["123"])
    assert forged.text == say("ui.not_here", who="<@123>")
    three = [str(each.id) for each in (branch.ann, branch.bob, branch.cat)]
    forged = await branch.rob.raw_press(preview, custom_id=name, component_type=5, values=three)
    assert forged.is_private
    assert (await branch.rows("poll_scrutineers"))["poll_scrutineers"] == []


async def test_an_open_poll_has_no_scrutineers(branch: Branch) -> None:
    preview = await branch.draft(kind="secret")
    preview = await branch.rob.select(preview, say("poll.choose-scrutineers"), [branch.cat])
    preview = await branch.rob.press(preview, say("poll.make-open"))
    assert len(preview.selects) == 1
    preview = await branch.rob.press(preview, say("poll.make-secret"))
    assert chosen(preview, say("poll.choose-scrutineers")) == []


# The roll


async def test_without_the_list_of_members_the_roll_is_who_holds_the_role_when_voting(branch: Branch) -> None:
    preview = await branch.draft(kind="secret")
    assert say("poll.roll-no_list") in preview.text
    assert say("poll.do-list") not in branch.labels(preview)
    forged = await branch.rob.raw_press(preview, custom_id="poll:freeze:1:1")
    assert forged.text == say("ui.unknown_button")


async def test_with_the_list_of_members_the_roll_can_be_listed_at_the_opening(listed_branch: Branch) -> None:
    branch = listed_branch
    preview = await branch.draft(kind="secret")
    assert say("poll.roll-not_listed") in preview.text
    preview = await branch.rob.press(preview, say("poll.do-list"))
    assert say("poll.roll-listed") in preview.text
    assert say("ballot.roll-listed") in preview.text
    preview = await branch.rob.press(preview, say("poll.do-not-list"))
    assert say("poll.roll-not_listed") in preview.text
    preview = await branch.rob.press(preview, say("poll.do-list"))
    await branch.rob.press(preview, say("poll.open-it"))
    (post,) = branch.posts()
    late = branch.guild.member("late", roles=[branch.members])
    assert (await branch.cast(late, post, "For")).text.endswith(say("box.not_on_roll"))


async def test_a_roll_that_can_no_longer_be_listed_is_said_before_the_poll_opens(listed_branch: Branch) -> None:
    branch = listed_branch
    preview = await branch.rob.press(await branch.draft(kind="secret"), say("poll.do-list"))
    await branch.stop()
    branch.settings = branch.settings.model_copy(update={"members_intent": False})
    await branch.start()
    refused = await branch.rob.press(preview, say("poll.open-it"))
    assert (refused.is_private, refused.text) == (True, say("poll.roll-cannot_be_listed"))
    preview = await branch.rob.press(preview, say("poll.do-not-list"))
    assert say("poll.roll-no_list") in preview.text
    assert say("poll.do-list") not in branch.labels(preview)
    assert "The poll is open" in (await branch.rob.press(preview, say("poll.open-it"))).text


async def test_the_longest_preview_of_each_kind_fits_in_five_rows(listed_branch: Branch) -> None:
    branch = listed_branch
    roles = [branch.guild.role(f"Workplace {number}") for number in range(25)]
    branch.polls.deny(branch.guild.bot_role, "send_messages", "embed_links", "attach_files", "read_message_history")
    for kind in (None, "secret", "ranked"):
        options = CANDIDATES if kind == "ranked" else MOTION
        preview = await branch.draft("x" * 200, options=options, kind=kind, roles=roles)
        if kind is not None:
            preview = await branch.rob.press(preview, say("poll.do-list"))
            preview = await branch.rob.select(preview, say("poll.choose-scrutineers"), [branch.ann, branch.bob])
        assert len(preview.components) <= 5
        assert all(len(row["components"]) <= 5 for row in preview.components)
        assert len(preview.content) <= 2000


# Elections


@pytest.mark.parametrize(
    ("candidates", "seats", "key", "values"),
    [
        (("Ann Archer", "Bob Baker"), "2", "election.uncontested", {"candidates": 2, "seats": 2}),
        (("Ann Archer", "Re-open nominations"), "2", "election.uncontested", {"candidates": 1, "seats": 2}),
        ([f"Person {n}" for n in range(21)], "1", "election.too_many_candidates", {"candidates": 21, "most": 20}),
        (CANDIDATES, "0", "election.seats_unreadable", {"most": 19}),
        (CANDIDATES, "abc", "election.seats_unreadable", {"most": 19}),
        (CANDIDATES, "20", "election.seats_unreadable", {"most": 19}),
        (("Ann Archer", "ann archer"), "1", "poll.same_option", {"option": "ann archer"}),
    ],
)
async def test_an_election_that_cannot_be_is_refused_and_what_was_typed_comes_back(
    branch: Branch, candidates: Iterable[str], seats: str, key: str, values: dict[str, object]
) -> None:
    form = await branch.rob.slash("poll create", kind="ranked")
    lines = "\n".join(candidates)
    refused = await branch.rob.submit(form, question="Treasurer", options=lines, seats=seats, closes="in 3 days")
    assert (refused.is_private, refused.text) == (True, say(key, **values))
    again = await branch.rob.press(refused, say("ui.correct_it"))
    preview = await branch.rob.submit(again, options="\n".join(CANDIDATES), seats="1")
    assert "Treasurer" in preview.text
    assert (await branch.rows("polls"))["polls"] != []


async def test_one_candidate_can_stand_against_reopening_nominations(branch: Branch) -> None:
    preview = await an_election(branch, ("Ann Archer", "re-open NOMINATIONS"))
    assert say("election.preview-reopen", name="re-open NOMINATIONS") in preview.text
    opened = await branch.rob.press(preview, say("poll.open-it"))
    assert "The poll is open" in opened.text


async def test_a_line_that_only_looks_like_reopening_nominations_is_said_to_be_electable(branch: Branch) -> None:
    preview = await an_election(branch, ("Ann Archer", "None of the above"))
    assert say("election.preview-people") in preview.text


async def test_seats_and_quorum_are_changed_and_refused_in_plain_words(branch: Branch) -> None:
    preview = await an_election(branch)
    form = await branch.rob.press(preview, say("election.change-rules"))
    refused = await branch.rob.submit(form, seats="4", quorum="40%")
    assert refused.text == say("election.uncontested", candidates=3, seats=4)
    preview = await branch.rob.submit(await branch.rob.press(refused, say("ui.correct_it")), seats="2")
    assert "2 seats" in preview.text
    assert "40%" in preview.text


async def statement(branch: Branch, page: Reply, name: str) -> Reply:
    """The form for one candidate's statement."""
    return await branch.rob.select(page, say("election.choose-candidate"), name)


async def test_statements_are_written_counted_and_read_before_voting(branch: Branch) -> None:
    preview = await an_election(branch)
    page = await branch.rob.press(preview, say("election.statements"))
    assert page.updated
    assert [label for label, _ in page.selects[0].options] == list(CANDIDATES[:3])
    page = await branch.rob.submit(await statement(branch, page, "Ann Archer"), statement="I would listen.\nOften.")
    assert page.updated
    assert f"Ann Archer**: {say('election.words', number=4)}" in page.text
    assert f"Bob Baker**: {say('election.words', number=0)}" in page.text
    form = await statement(branch, page, "Ann Archer")
    assert "I would listen." in str(form.modal)
    page = await branch.rob.submit(form, statement="I would listen.")
    preview = await branch.rob.press(page, say("ui.back"))
    assert say("poll.choose-scrutineers") in {menu.placeholder for menu in preview.selects}
    await branch.rob.press(preview, say("poll.open-it"))
    (post,) = branch.posts()
    shown = await branch.bob.press(post, say("paper.statements-button"))
    assert "I would listen." in shown.text


async def test_a_statement_that_is_too_long_comes_back_to_be_shortened(branch: Branch) -> None:
    page = await branch.rob.press(await an_election(branch), say("election.statements"))
    refused = await branch.rob.submit(await statement(branch, page, "Bob Baker"), statement="word " * 101)
    assert refused.text == say("election.statement_too_long", words=101, most=100)
    again = await branch.rob.press(refused, say("ui.correct_it"))
    assert "word word" in str(again.modal)
    page = await branch.rob.submit(again, statement="word " * 100)
    assert f"Bob Baker**: {say('election.words', number=100)}" in page.text
    page = await branch.rob.submit(await statement(branch, page, "Bob Baker"), statement="")
    assert f"Bob Baker**: {say('election.words', number=0)}" in page.text


async def test_a_statement_goes_with_its_candidate_and_the_others_stay(branch: Branch) -> None:
    preview = await an_election(branch)
    page = await branch.rob.press(preview, say("election.statements"))
    for name in CANDIDATES[:3]:
        page = await branch.rob.submit(await statement(branch, page, name), statement=f"{name} speaks.")
    preview = await branch.rob.press(page, say("ui.back"))
    form = await branch.rob.press(preview, say("election.change-words"))
    changed = "Cat Carter\nBob Butcher\nRe-open nominations"
    preview = await branch.rob.submit(form, options=changed)
    page = await branch.rob.press(preview, say("election.statements"))
    assert f"Cat Carter**: {say('election.words', number=3)}" in page.text
    assert f"Bob Butcher**: {say('election.words', number=0)}" in page.text
    assert "Ann Archer" not in page.text


async def test_nobody_speaks_for_reopening_nominations_or_for_who_does_not_stand(branch: Branch) -> None:
    page = await branch.rob.press(await an_election(branch), say("election.statements"))
    for value in ("4", "9", "0", "x"):
        forged = await branch.rob.raw_press(page, custom_id="poll:candidate:1", component_type=3, values=[value])
        assert forged.text == say("ui.unknown_button")
    sent = await branch.rob.raw_submit("poll:statement:1:4", {"statement": "Ron speaks."}, in_channel=branch.lobby)
    assert sent.text == say("poll.no_such_option")


async def test_a_draft_is_nobody_elses_to_change(branch: Branch) -> None:
    preview = await an_election(branch)
    for custom_id in ("poll:candidates:1", "poll:switch:open:1", "poll:preview:1", "poll:withdraw:1", "poll:open:1"):
        for stranger in (branch.sue, branch.ann):
            assert_refused(stranger, await stranger.raw_press(preview, custom_id=custom_id))


def assert_refused(person: Member, reply: Reply) -> None:
    key = say("access.needs", power="rep") if person.name == "ann" else say("poll.not_found")
    assert (reply.is_private, reply.text) == (True, key)


async def test_the_preview_goes_on_after_a_restart(branch: Branch) -> None:
    preview = await branch.draft(options=list(MOTION), kind="secret")
    await branch.restart()
    preview = await branch.rob.select(preview, say("poll.choose-scrutineers"), [branch.cat])
    assert branch.cat.mention in preview.text
    assert "The poll is open" in (await branch.rob.press(preview, say("poll.open-it"))).text
