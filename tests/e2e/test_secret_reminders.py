"""Reminders of a secret poll: the public one knows no number, the private ones go out together, to nobody by name."""

import re
from collections.abc import Collection

from bot.actions import branches, drafts
from bot.i18n import say
from bot.ids import PollId
from bot.standin import Member, Message
from bot.standin.records import Request
from bot.ui import stamp
from tests.e2e.bad_days import LETTERS, recover, sent
from tests.e2e.living import Branch, Rows
from tests.e2e.secret import caller, crowd, vote

FOR = (1,)


def written_to(*members: Member) -> list[int]:
    """How many private messages each has got."""
    return [len(member.dms) for member in members]


def ids_in(rows: Rows, people: Collection[Member]) -> list[str]:
    """The names of those whose ids stand in these rows."""
    return [member.name for member in people if str(member.id) in str(rows)]


async def tells_no_number(branch: Branch) -> None:
    """Whoever takes the role from everybody but one just before the hour must not read whether that one has voted."""
    record = (await branch.sue.slash("branch audit")).text
    assert "had members reminded" in record
    assert "wrote to" not in record
    assert '{"poll": 1, "last": "~", "sent": 0, "refused": 0}' in str(await branch.rows("jobs"))


async def listed_poll(branch: Branch) -> Message:
    """A secret poll whose roll is listed at its opening."""
    preview = await branch.draft("Accept?", kind="secret")
    rob, _ = await branches.asker(branch.desk, caller(branch.rob))
    await drafts.freeze(branch.desk, rob, PollId(1), frozen=True)
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    return branch.posts()[-1]


async def test_the_public_reminder_says_no_number_that_could_be_untrue(branch: Branch) -> None:
    post = await branch.open_poll("Accept?", kind="secret")
    await vote(branch, post, [(branch.ann, FOR), (branch.bob, FOR)])
    reply = await branch.rob.slash("poll remind", poll="Accept?")
    assert reply.text == say("poll.reminded-post")
    await branch.settle()
    reminder = branch.posts()[-1]
    assert "**Still open:**" in reminder.text
    assert "If you have not voted yet, there is still time." in reminder.text
    assert "have not voted yet." not in reminder.text.replace("If you have not voted yet,", "")
    assert reminder.pinged.roles == {branch.members.id}


async def test_those_who_have_not_voted_by_the_fixed_hour_are_written_to_together(listed_branch: Branch) -> None:
    branch = listed_branch
    ann, bob, cat, dan, tim = branch.ann, branch.bob, branch.cat, branch.dan, branch.tim
    post = await branch.open_poll("Accept?", kind="secret")
    await vote(branch, post, [(ann, FOR)])
    reply = await branch.rob.slash("poll remind", poll="Accept?")
    noon = branch.clock.now().replace(day=22, hour=12, minute=0)
    assert reply.text == say("poll.reminded-at", at=stamp(noon))
    await branch.pass_(hours=17)
    assert written_to(ann, bob, cat, dan, tim) == [0, 0, 0, 0, 0]
    await vote(branch, post, [(bob, FOR)])  # between asking and the hour
    await branch.pass_(minutes=30)
    assert written_to(ann, bob, cat, dan, tim) == [0, 0, 1, 1, 0]
    assert str(post.id) in cat.dms[0].text
    await tells_no_number(branch)


async def test_a_restart_in_the_middle_writes_to_nobody_twice_and_no_id_is_kept(listed_branch: Branch) -> None:
    branch, people = listed_branch, crowd(listed_branch, 6)
    branch.expect_error("poll.remind_each for poll.remind_each:1 failed, try 1")
    await branch.open_poll("Accept?", kind="secret")
    await branch.rob.slash("poll remind", poll="Accept?")
    await branch.settle()

    def break_off(_: Request) -> None:
        if len(sent(branch, "POST", LETTERS)) == 3 and not branch.discord.faults.orders:
            branch.discord.faults.error("POST", LETTERS, status=503)

    branch.discord.records.listeners.append(break_off)
    await branch.pass_(hours=17, minutes=30)
    assert sorted(written_to(*people)) == [0, 0, 0, 1, 1, 1]
    assert ids_in(await branch.rows("jobs"), people) == []
    await branch.restart()
    await recover(branch)
    assert written_to(*people) == [1] * 6
    assert ids_in(await branch.rows("jobs", "audit"), set(people) - {branch.rob, branch.sue}) == []
    assert re.search(r"[0-9a-f]{64}", str(await branch.rows("jobs"))) is None  # nor a mark
    await tells_no_number(branch)


async def test_nobody_is_written_to_of_a_poll_that_was_cancelled_or_closed_before_the_hour(
    listed_branch: Branch,
) -> None:
    branch = listed_branch
    for question, act in (("First?", "cancel"), ("Second?", "close")):
        await branch.open_poll(question, kind="secret")
        await branch.rob.slash("poll remind", poll=question)
        if act == "cancel":
            await branch.rob.slash("poll cancel", poll=question, reason="Withdrawn")
        else:
            sure = await branch.rob.slash("poll close", poll=question)
            await branch.rob.press(sure, say("poll.close-sure"))
    await branch.pass_(days=1)
    assert written_to(*crowd(branch, 6)) == [0] * 6
    assert "who had not voted" not in (await branch.sue.slash("branch audit")).text


async def test_a_poll_that_closes_before_the_hour_has_no_private_reminders_and_rob_is_told(
    listed_branch: Branch,
) -> None:
    branch = listed_branch
    await branch.open_poll("Accept?", kind="secret", closes="in 10 hours")
    reply = await branch.rob.slash("poll remind", poll="Accept?")
    assert reply.text == say("poll.reminded-too_late")
    await branch.pass_(days=1)
    assert written_to(*crowd(branch, 6)) == [0] * 6


async def test_of_a_listed_roll_exactly_those_on_it_are_written_to(listed_branch: Branch) -> None:
    branch = listed_branch
    await listed_poll(branch)
    branch.tim.add_role(branch.members)  # not on the list
    branch.cat.remove_role(branch.members)  # still on it
    await branch.rob.slash("poll remind", poll="Accept?")
    await branch.pass_(days=1)
    assert written_to(branch.ann, branch.cat, branch.tim) == [1, 1, 0]
