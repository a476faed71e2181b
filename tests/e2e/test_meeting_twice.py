"""Two people at the same moment, or one person twice: what is done counts once, and each hears what came of it."""

import asyncio

from bot.i18n import say
from bot.rules.meetings import Answer
from bot.standin import Member
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, cancelling, draft_meeting, moving, said

TITLE = "Branch meeting"  # as `announce` calls it
COMING, ONLINE, APOLOGIES, UNSURE = (say(f"meeting.answer-{answer}") for answer in Answer)
CHECK_IN = say("meeting.check_in")


def rita(branch: Branch) -> Member:
    """A rep besides rob."""
    return branch.guild.member("rita", roles=[branch.reps, branch.members])


def counts(post_text: str, **numbers: int) -> bool:
    return say("meeting.answers", **(dict.fromkeys(Answer, 0) | numbers)) in post_text


async def test_two_reps_at_the_same_moment_do_one_thing_each_hears_what_became_of_it(branch: Branch) -> None:
    rep = rita(branch)
    preview = await draft_meeting(branch)
    posting = say("notice.post_it")
    both = await asyncio.gather(branch.rob.press(preview, posting), branch.rob.press(preview, posting))
    await branch.settle()
    (post,) = branch.posts(branch.notices)
    assert sum(say("notice.already_posted") in reply.text for reply in both) == 1
    await branch.ann.press(post, COMING)

    forms = [
        await moving(branch.rob, TITLE, "Thu 17 Dec 2026 18:30"),
        await moving(rep, TITLE, "Thu 24 Dec 2026 18:30"),
    ]
    moved = await asyncio.gather(branch.rob.submit(forms[0], reason="Snow"), rep.submit(forms[1], reason="Frost"))
    await branch.settle()
    assert all("now begins" in reply.text for reply in moved)
    last = "24 December" if "24 December" in post.preview else "17 December"
    assert last in post.preview
    assert last in branch.ann.dms[-1].preview
    assert last in branch.posts(branch.notices)[-1].preview

    branch.clock.move(seconds=1)
    forms = [
        await cancelling(branch.rob, TITLE),
        await moving(rep, TITLE, "Thu 7 Jan 2027 18:30"),
        await cancelling(branch.sue, TITLE),
    ]
    crowd = [branch.guild.member(f"zq-{number}", roles=[branch.members]) for number in range(20)]
    presses = [asyncio.create_task(each.press(post, APOLOGIES)) for each in crowd[:10]]
    changes = [
        asyncio.create_task(branch.rob.submit(forms[0], reason="Flood")),
        asyncio.create_task(rep.submit(forms[1], reason="Sun")),
        asyncio.create_task(branch.sue.submit(forms[2], reason="Flood")),
    ]
    presses += [asyncio.create_task(each.press(post, APOLOGIES)) for each in crowd[10:]]
    replies, (cancelled, moved_on, cancelled_too) = await asyncio.gather(*presses), await asyncio.gather(*changes)
    await branch.settle()
    both = (cancelled.text, cancelled_too.text)
    assert sorted(say("meeting.cancelled") in text for text in both) == [False, True]
    assert ("now begins" in moved_on.text) != (say("meeting.cancelled") in moved_on.text)
    told = sum("apologies are recorded" in reply.text for reply in replies)
    assert told + sum(reply.text == say("meeting.cancelled") for reply in replies) == 20
    assert counts(post.text, coming=1, apologies=told)
    assert "Flood" in post.text
    assert all(each.dms == [] or each.dms[-1].preview.startswith("Cancelled") for each in (branch.ann, *crowd))
    assert sum(bool(each.dms) for each in crowd) == told
    again = await rep.raw_submit(forms[1], {"reason": "Sun"})
    assert say("meeting.cancelled") in again.text
    assert len(set(marks := said(branch, post))) == len(marks)


async def test_whoever_ends_the_meeting_second_is_told_so_and_a_reminder_due_while_it_moves_names_no_old_time(
    branch: Branch,
) -> None:
    rep = rita(branch)
    post = await announce(branch)
    await branch.ann.press(await branch.ann.press(post, COMING), say("follow.on_button"))
    form = await moving(branch.rob, TITLE, "Thu 10 Dec 2026 20:00")
    branch.clock.move(days=18)  # the reminders of a week and of a day before are due
    await asyncio.gather(branch.settle(), branch.rob.submit(form, reason="The train"))
    await branch.settle()
    reminders = [each for each in branch.posts(branch.notices) if "Reminder of meeting" in each.text]
    assert len(reminders) <= 1
    (news,) = (each for each in branch.posts(branch.notices) if each.preview.startswith("Moved"))
    assert all(each.id < news.id or "20:00" in each.preview for each in reminders)
    assert "20:00" in branch.ann.dms[-1].preview
    assert sum(each.preview.startswith("Moved") for each in branch.ann.dms) == 1

    await branch.pass_(days=1, hours=2)
    crowd = [branch.guild.member(f"zq-{number}", roles=[branch.members]) for number in range(10)]
    panels = [await each.slash("meeting checkin") for each in (branch.rob, rep)]
    endings = [
        await each.press(panel, say("attendance.end-button"))
        for each, panel in zip((branch.rob, rep), panels, strict=True)
    ]
    presses = [asyncio.create_task(each.press(post, CHECK_IN)) for each in crowd]
    sure = say("attendance.end-sure")
    ended = await asyncio.gather(branch.rob.press(endings[0], sure), rep.press(endings[1], sure))
    told = sum(reply.text == say("attendance.checked_in") for reply in await asyncio.gather(*presses))
    await branch.pass_(days=1)
    assert sorted(say("meeting.over") == reply.text for reply in ended) == [False, True]
    assert f"**Present at the end: {told}**" in post.text
    assert "\n".join(each.text for each in branch.posts(branch.audit)).count("ended the meeting") == 1
