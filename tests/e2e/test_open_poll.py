"""Everything a rep can ask of a poll, and what members see of it."""

import csv
import io
import re
from typing import Any

import pytest

from bot.i18n import say
from bot.standin import CannotDo, Reply
from tests.e2e.living import Branch, poll_id

COLOURS = ("Red", "Green", "Blue", "White", "Black", "Grey", "Abstain")


# How many options, how many choices


async def test_more_than_five_options_are_a_menu(branch: Branch) -> None:
    post = await branch.open_poll("Which colour?", options=COLOURS)
    (menu,) = post.selects
    assert [label for label, _ in menu.options] == list(COLOURS)
    assert (menu.low, menu.high) == (1, 1)
    reply = await branch.ann.select(post, say("poll.choose-one"), "Blue")
    assert "Recorded: **Blue**" in reply.text
    assert await branch.votes() == {0: 1, 1: 0, 2: 0, 3: 1, 4: 0, 5: 0, 6: 0, 7: 0}


async def test_twenty_five_options_fit(branch: Branch) -> None:
    options = [f"Option {number} " + "x" * 60 for number in range(1, 26)]
    post = await branch.open_poll("Which?", options=options, live="yes")
    reply = await branch.ann.select(post, say("poll.choose-one"), options[24])
    assert options[24] in reply.text
    await branch.close_in_time()
    (result,) = branch.results()
    assert "Option 25" in result.text


async def test_several_choices_have_a_least_and_a_most_and_an_abstention_stands_alone(branch: Branch) -> None:
    post = await branch.open_poll("Which two or three?", options=COLOURS, choices="2-3")
    menu = say("poll.choose-some", least=2, most=3)
    assert menu in post.text
    for chosen, key, values in (
        (["Red"], "poll.too_few_choices", {"least": 2, "choices": 1}),
        (["Red", "Abstain"], "poll.abstain_alone", {}),
    ):
        refused = await branch.ann.select(post, menu, chosen)
        assert (refused.is_private, refused.text) == (True, say(key, **values))
    with pytest.raises(CannotDo):
        await branch.ann.select(post, menu, ["Red", "Green", "Blue", "White"])
    forged = await branch.ann.raw_press(
        post, custom_id=post.selects[0].custom_id, component_type=3, values=["1", "2", "3", "4"]
    )
    assert forged.text == say("poll.too_many_choices", most=3, choices=4)
    assert (await branch.votes())[0] == 0
    assert "**Red**, **Blue**" in (await branch.ann.select(post, menu, ["Blue", "Red"])).text
    assert "Recorded: **Abstain**" in (await branch.bob.select(post, menu, ["Abstain"])).text
    assert "Changed" in (await branch.ann.select(post, menu, ["Green", "White", "Grey"])).text
    await branch.close_in_time()
    (result,) = branch.results()
    assert "2 of 6 eligible here voted" in result.text  # people, not crosses
    assert await branch.votes() == {0: 2, 1: 0, 2: 1, 3: 0, 4: 1, 5: 0, 6: 1, 7: 1}


# What is shown


async def test_live_numbers_are_in_the_post(branch: Branch) -> None:
    post = await branch.open_poll(live="yes")
    assert say("poll.shown-live") in post.text
    await branch.ann.press(post, "For")
    await branch.pass_(seconds=6)
    assert "For: **1**" in post.text
    assert "Against: **0**" in post.text
    shown = await branch.bob.slash("poll results", poll=str(poll_id(post)))
    assert shown.is_private
    assert "For: **1**" in shown.text


async def test_numbers_stay_hidden_until_the_close_unless_announced(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    await branch.pass_(seconds=6)
    assert say("poll.shown-at-close") in post.text
    for person in (branch.bob, branch.rob, branch.sue):
        shown = await person.slash("poll results", poll=str(poll_id(post)))
        for text in (post.text, shown.text):
            assert "**1**" not in text
            assert "1 of 6 eligible here voted" in text
        assert shown.files == []


async def names(branch: Branch, shown: Reply) -> str:
    """What the button that names voters answers bob."""
    reply = await branch.bob.press(shown, say("poll.names-button"))
    assert reply.is_private
    return reply.text


async def test_a_named_poll_names_only_after_the_close(branch: Branch) -> None:
    post = await branch.open_poll(named="yes")
    assert say("poll.shown-named") in post.text
    await branch.ann.press(post, "For")
    await branch.pass_(seconds=6)
    assert branch.ann.mention not in post.text
    assert say("poll.names-button") not in branch.labels(post)
    forged = await branch.bob.raw_press(post, custom_id=f"poll:names:{poll_id(post)}:0")
    assert forged.text == say("poll.names_not_shown")
    await branch.close_in_time()
    reply = await branch.bob.press(post, say("poll.names-button"))
    assert reply.is_private
    assert f"{branch.ann.mention}: For" in reply.text
    shown = await branch.rob.slash("poll results", poll=str(poll_id(post)))
    table = list(csv.reader(io.StringIO(shown.files[1].data.decode("utf-8-sig"))))
    assert table[-1] == ["", str(branch.ann.id), "1"]


async def test_a_named_and_live_poll_names_while_it_is_open(branch: Branch) -> None:
    post = await branch.open_poll(named="yes", live="yes")
    await branch.ann.press(post, "Against")
    reply = await branch.bob.press(post, say("poll.names-button"))
    assert reply.is_private
    assert f"{branch.ann.mention}: Against" in reply.text


async def test_nobody_gets_the_names_of_an_unnamed_poll(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    await branch.close_in_time()
    for person in (branch.bob, branch.rob, branch.sue):
        forged = await person.raw_press(post, custom_id=f"poll:names:{poll_id(post)}:0")
        assert forged.text == say("poll.names_not_shown")
    shown = await branch.rob.slash("poll results", poll=str(poll_id(post)))
    assert str(branch.ann.id).encode() not in shown.files[1].data


async def test_many_names_come_in_pages(branch: Branch) -> None:
    post = await branch.open_poll(named="yes", live="yes")
    crowd = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(45)]
    for member in crowd:
        await member.press(post, "For")
    first = await branch.bob.press(post, say("poll.names-button"))
    assert first.text.count("<@") == 40
    second = await branch.bob.press(first, say("ui.next"))
    assert second.updated
    assert second.text.count("<@") == 5
    assert (await branch.bob.press(second, say("ui.back"))).text.count("<@") == 40


# The rule


@pytest.mark.parametrize(
    ("settings", "votes", "lines"),
    [
        ({"quorum": "4"}, "FF", ["Quorum: 4 needed, 2 voted: not met.", "no decision"]),
        ({"quorum": "50%"}, "FFA", ["Quorum: 3 needed, 3 voted: met.", "Outcome: carried."]),
        ({"threshold": "two thirds"}, "FFA", ["at least two thirds of the votes", ": reached.", "Outcome: carried."]),
        ({"threshold": "70%"}, "FFA", [": not reached.", "Outcome: not carried."]),
        ({"abstentions": "yes"}, "FFAX", ["abstentions included", ": not reached.", "Outcome: not carried."]),
        ({"abstentions": "no"}, "FFAX", ["abstentions not counted", ": reached.", "Outcome: carried."]),
        ({}, "FA", ["Outcome: not carried. As many voted for it as against."]),
        ({}, "XX", ["Everybody who voted abstained."]),
        ({}, "", ["Outcome: nobody voted.", "0 of 6 eligible here voted (0%)"]),
    ],
)
async def test_the_rule_announced_is_the_rule_applied(
    branch: Branch, settings: dict[str, Any], votes: str, lines: list[str]
) -> None:
    post = await branch.open_poll(**settings)
    voters = (branch.ann, branch.bob, branch.cat, branch.dan)
    for member, vote in zip(voters, votes, strict=False):
        await member.press(post, {"F": "For", "A": "Against", "X": "Abstain"}[vote])
    await branch.close_in_time()
    (result,) = branch.results()
    for line in lines:
        assert line in result.text


# Who may vote


async def test_roles_chosen_for_a_poll_are_its_voters(branch: Branch) -> None:
    post = await branch.open_poll(roles=[branch.reps])
    assert f"Who may vote: {branch.reps.mention}" in post.text
    assert "0 of 1 eligible here voted" in post.text
    assert (await branch.ann.press(post, "For")).text == say("poll.not_eligible")
    assert "Recorded" in (await branch.rob.press(post, "For")).text


async def test_two_roles_are_a_ceiling_and_it_says_so(branch: Branch) -> None:
    post = await branch.open_poll(roles=[branch.reps, branch.members])
    await branch.rob.press(post, "For")
    await branch.pass_(seconds=6)
    assert "1 of at most 7 eligible here voted (at least 14%)" in post.text


async def test_with_the_list_of_members_two_roles_are_counted_once(listed_branch: Branch) -> None:
    branch = listed_branch
    post = await branch.open_poll(roles=[branch.reps, branch.members])
    assert "0 of 6 eligible here voted" in post.text


async def test_full_members_only(branch: Branch) -> None:
    preview = await branch.draft()
    refused = await branch.rob.press(preview, say("poll.full-members"))
    assert refused.text == say("poll.no_full_members")
    full = branch.guild.role("Paid up")
    branch.ann.add_role(full)
    panel = await branch.sue.slash("branch setup")
    panel = await branch.sue.press(await branch.sue.press(panel, say("ui.next")), say("ui.next"))
    await branch.sue.select(panel, say("branch.choose-full_member"), full)
    preview = await branch.rob.press(preview, say("poll.full-members"))
    assert "1 person can vote" in preview.text
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    post = branch.posts()[-1]
    assert (await branch.bob.press(post, "For")).text == say("poll.not_eligible")
    assert "Recorded" in (await branch.ann.press(post, "For")).text


async def test_where_no_role_is_for_members_everybody_votes(branch: Branch) -> None:
    panel = await branch.sue.slash("branch setup")
    await branch.sue.select(panel, say("branch.choose-member"), [])
    post = await branch.open_poll()
    assert say("poll.everyone-here") in post.text
    assert "@everyone" not in post.text
    assert "Recorded" in (await branch.tim.press(post, "For")).text
    assert "0 of at most 10 eligible here voted" in post.text


async def test_with_the_list_of_members_everybody_is_counted_without_bots(listed_branch: Branch) -> None:
    preview = await listed_branch.draft(roles=[listed_branch.guild.everyone])
    assert "9 people can vote (everyone here)" in preview.text


# Changing a draft


async def test_a_draft_is_changed_until_it_is_right(branch: Branch) -> None:
    preview = await branch.draft("Wrong?", quorum="4", threshold="60%")
    form = await branch.rob.press(preview, say("poll.change-words"))
    preview = await branch.rob.submit(form, question="Right?", options="Yes\nNo")
    assert "Right?" in preview.text
    assert "Wrong?" not in preview.text
    form = await branch.rob.press(preview, say("poll.change-rules"))
    values = {
        field["component"]["custom_id"]: field["component"].get("value")
        for field in form.components
        if field["component"]["custom_id"] != "abstentions"
    }
    assert values == {"choices": "1", "quorum": "4", "threshold": "60%"}
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    assert branch.labels(branch.posts()[-1]) == ["Yes", "No"]


# Times


async def test_a_scheduled_poll_opens_by_itself(branch: Branch) -> None:
    preview = await branch.draft(opens="Mon 09:00", closes="Fri 17:00")
    reply = await branch.rob.press(preview, say("poll.schedule-it"))
    assert "Monday 23 November 2026, 09:00 (GMT)" in reply.text
    await branch.settle()
    assert branch.posts() == []
    listed = await branch.ann.slash("poll list")
    assert "**Scheduled**" in listed.text
    await branch.pass_(days=1, hours=14, minutes=29)
    assert branch.posts() == []
    await branch.pass_(minutes=1)
    (post,) = branch.posts()
    assert "Recorded" in (await branch.ann.press(post, "For")).text


async def test_a_poll_kept_open_for_longer_says_so_where_it_is(branch: Branch) -> None:
    post = await branch.open_poll(closes="in 1 day")
    reply = await branch.rob.slash("poll extend", poll=str(poll_id(post)), closes="in 3 days")
    assert "Tuesday 24 November 2026, 18:30 (GMT)" in reply.text
    await branch.settle()
    said = branch.posts()[-1]
    assert "**Open for longer:** Accept the offer?" in said.text
    assert said.replies_to is post
    assert not said.pinged
    await branch.pass_(days=2)
    assert branch.results() == []
    assert "Recorded" in (await branch.ann.press(post, "For")).text
    shorter = await branch.rob.slash("poll extend", poll=str(poll_id(post)), closes="in 1 hour")
    assert shorter.text == say("poll.extend_not_later")
    await branch.rob.slash("poll extend", poll=str(poll_id(post)), closes="in 5 days")
    await branch.settle()
    assert sum("**Open for longer:**" in each.text for each in branch.posts()) == 2
    await branch.pass_(days=6)
    assert len(branch.results()) == 1


async def test_a_poll_is_closed_early_only_after_a_second_thought(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    sure = await branch.rob.slash("poll close", poll=str(poll_id(post)))
    assert sure.is_private
    await branch.settle()
    assert branch.results() == []
    done = await branch.rob.press(sure, say("poll.close-sure"))
    assert done.text == say("poll.closed-done")
    late = await branch.bob.press(post, "For")
    assert late.text.startswith("This poll closed")
    await branch.settle()
    (result,) = branch.results()
    assert "1 of 6 eligible" in result.text
    assert (await branch.ann.raw_press(post, custom_id=f"poll:close:{poll_id(post)}")).text == say(
        "access.needs", power="rep"
    )


async def test_an_open_poll_is_cancelled_with_a_reason(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    reply = await branch.rob.slash("poll cancel", poll=str(poll_id(post)), reason="The offer was withdrawn")
    assert reply.is_private
    await branch.settle()
    said = branch.posts()[-1]
    assert "**Cancelled:** Accept the offer?" in said.text
    assert "The offer was withdrawn" in said.text
    assert "The offer was withdrawn" in post.text
    assert post.buttons == []
    await branch.close_in_time()
    assert branch.results() == []
    again = await branch.rob.slash("poll cancel", poll=str(poll_id(post)), reason="Twice")
    assert again.text == say("poll.already_cancelled")
    assert "**Cancelled**" in (await branch.ann.slash("poll list")).text


async def test_a_scheduled_poll_is_cancelled_before_anybody_saw_it(branch: Branch) -> None:
    preview = await branch.draft(opens="in 1 day", closes="in 3 days")
    await branch.rob.press(preview, say("poll.schedule-it"))
    await branch.rob.slash("poll cancel", poll="Accept the offer?", reason="Too soon")
    await branch.pass_(days=5)
    assert branch.posts() == []


# Reminding


async def test_a_reminder_calls_the_role_once_and_says_how_many_are_missing(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    reply = await branch.rob.slash("poll remind", poll=str(poll_id(post)))
    assert reply.text == say("poll.reminded-post")
    await branch.settle()
    said = branch.posts()[-1]
    assert "5 people have not voted yet." in said.text
    assert said.pinged.roles == {branch.members.id}
    assert not said.pinged.everyone
    assert not said.pinged.users
    again = await branch.rob.slash("poll remind", poll=str(poll_id(post)))
    assert again.is_private
    assert again.text.startswith("Members were reminded")
    branch.clock.move(hours=24)
    await branch.rob.slash("poll remind", poll=str(poll_id(post)))
    await branch.settle()
    assert sum(bool(each.pinged) for each in branch.posts()) == 2
    assert branch.ann.dms == []


async def test_a_reminder_that_cannot_ping_says_so(branch: Branch) -> None:
    branch.members.edit(mentionable=False)
    post = await branch.open_poll()
    reply = await branch.rob.slash("poll remind", poll=str(poll_id(post)))
    assert say("poll.roles_unheard", roles=branch.members.mention) in reply.text
    await branch.settle()
    assert not branch.posts()[-1].pinged


async def test_those_who_have_not_voted_are_written_to_once(listed_branch: Branch) -> None:
    branch = listed_branch
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.bob.close_dms()
    reply = await branch.rob.slash("poll remind", poll=str(poll_id(post)))
    assert reply.text == say("poll.reminded-each")
    await branch.settle()
    await branch.restart()
    await branch.pass_(hours=1)
    assert (len(branch.ann.dms), len(branch.bob.dms), len(branch.cat.dms), len(branch.tim.dms)) == (0, 0, 1, 0)
    (letter,) = branch.cat.dms
    assert f"/{post.id}" in letter.text
    assert re.search(r"The poll closes <t:(\d+):F> \(<t:\1:R>\)", letter.text)
    record = (await branch.sue.slash("branch audit")).text
    assert "wrote to 4 who had not voted" in record  # sue, rob, cat, dan
    assert "1 accept no messages" in record


# Finding a poll again


async def test_a_poll_whose_post_was_deleted_goes_on_in_the_list(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    post.delete()
    listed = await branch.bob.slash("poll list")
    assert listed.is_private
    assert say("poll.list-lost") in listed.text
    paper = await branch.bob.select(listed, say("poll.list-vote"), "Accept the offer?")
    assert paper.is_private
    assert "Recorded: **Against**" in (await branch.bob.press(paper, "Against")).text
    assert "Changed to **Abstain**" in (await branch.ann.press(paper_of := await _paper(branch), "Abstain")).text
    assert paper_of.is_private
    await branch.close_in_time()
    (result,) = branch.results()
    assert "2 of 6 eligible here voted" in result.text


async def _paper(branch: Branch) -> Reply:
    listed = await branch.ann.slash("poll list")
    return await branch.ann.select(listed, say("poll.list-vote"), "Accept the offer?")


async def test_a_poll_is_chosen_while_typing(branch: Branch) -> None:
    await branch.open_poll("Accept the offer?")
    await branch.open_poll("Move the meeting?")
    await branch.draft("A secret draft?")
    offered = await branch.rob.autocomplete("poll close", "poll", "MEET")
    assert [name for name, _ in offered] == ["Move the meeting?"]
    everything = await branch.ann.autocomplete("poll results", "poll", "")
    assert {name for name, _ in everything} == {"Accept the offer?", "Move the meeting?"}


async def test_the_list_of_a_young_branch_is_empty(branch: Branch) -> None:
    listed = await branch.ann.slash("poll list")
    assert listed.is_private
    assert say("poll.list-empty") in listed.text
    assert listed.selects == []
