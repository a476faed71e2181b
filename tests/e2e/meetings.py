"""Meetings as people make them in the stories: through the real commands and forms."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.i18n import say
from bot.ids import MeetingId
from bot.rules.meetings import Answer
from bot.rules.times import local
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch

WHEN = "Thu 10 Dec 2026 18:30"  # eighteen clear days after the stories begin, on Saturday 21 November
CHOOSE_SERIES = say("series.choose")
LONDON = ZoneInfo("Europe/London")
AGENDA = "Apologies (5 min)\nPay claim (45 min)\nOffice moves (20 min)"


async def draft_meeting(
    branch: Branch,
    title: str = "Branch meeting",
    when: str = WHEN,
    *,
    place: str = "Room 2, Union House",
    agenda: str = AGENDA,
    kind: str = "general",
    length: str | None = None,
    event: bool = False,
    by: Member | None = None,
) -> Reply:
    """A preview, made through the forms. Without a Discord event unless a story is about it."""
    rob = by or branch.rob
    form = await rob.slash("meeting notice", in_channel=branch.lobby)
    preview = await rob.submit(form, title=title, when=when, place=place, agenda=agenda, kind=kind)
    if length is not None:
        preview = await rob.submit(await rob.press(preview, say("notice.change-times")), length=length)
    leave_out = say("notice.event-leave_out")
    return preview if event or leave_out not in branch.labels(preview) else await rob.press(preview, leave_out)


async def announce(
    branch: Branch,
    title: str = "Branch meeting",
    when: str = WHEN,
    *,
    reason: str = "The employer answered late",
    by: Member | None = None,
    **given: Any,
) -> Message:
    """A meeting through the real commands, its notice posted; where it is short notice, for this reason."""
    rob = by or branch.rob
    preview = await draft_meeting(branch, title, when, by=rob, **given)
    if say("notice.post_short") in branch.labels(preview):
        reply = await rob.submit(await rob.press(preview, say("notice.post_short")), reason=reason)
    else:
        reply = await rob.press(preview, say("notice.post_it"))
    assert reply.is_private
    await branch.settle()
    return branch.posts(branch.notices)[-1]


def meeting_id(post: Message) -> MeetingId:
    """The number of the meeting that a notice is of."""
    return MeetingId(int(str(post.embeds[0]["footer"]["text"]).split()[-1]))


async def repeat(branch: Branch, rule: str, when: str, title: str = "Branch meeting", kind: str = "general") -> Message:
    """A series through the real forms; the notice of its first meeting."""
    preview = await draft_meeting(branch, title, when, kind=kind)
    preview = await branch.rob.submit(await branch.rob.press(preview, say("notice.change-repeat")), repeats=rule)
    assert (await branch.rob.press(preview, say("notice.post_it"))).is_private
    await branch.settle()
    return branch.posts(branch.notices)[-1]


async def wait_until(branch: Branch, *at: int) -> None:
    """Let time go by a morning at a time, as it does, up to this moment."""
    end = datetime(*at, tzinfo=UTC)  # pyright: ignore[reportArgumentType]
    while (now := branch.clock.now()) < end:
        nine = local(now, LONDON).replace(hour=9, minute=0, second=0)
        nine += timedelta(days=1) if nine <= local(now, LONDON) else timedelta(0)
        await branch.pass_(seconds=(min(nine, end).astimezone(UTC) - now).total_seconds())


async def of_series(branch: Branch) -> Reply:
    """The series as rob finds it in the list."""
    return await branch.rob.select(await branch.rob.slash("meeting list"), CHOOSE_SERIES, "Branch meeting")


async def moving(rep: Member, meeting: Message | str, when: str) -> Reply:
    """The form whose sending moves the meeting, found by its notice or its title."""
    screen = await rep.slash("meeting move", meeting=_chosen(meeting), when=when)
    return await rep.press(screen, say("change.move_it"))


async def cancelling(rep: Member, meeting: Message | str) -> Reply:
    """The form whose sending cancels it."""
    screen = await rep.slash("meeting cancel", meeting=_chosen(meeting))
    return await rep.press(screen, say("change.cancel_it"))


async def move(branch: Branch, meeting: Message | str, when: str, reason: str = "The hall is taken") -> Reply:
    """Rob moves it, and whoever is to be told is told."""
    done = await branch.rob.submit(await moving(branch.rob, meeting, when), reason=reason)
    await branch.settle()
    return done


async def cancel(branch: Branch, meeting: Message | str, reason: str = "The hall is flooded") -> Reply:
    """Rob cancels it, and whoever is to be told is told."""
    done = await branch.rob.submit(await cancelling(branch.rob, meeting), reason=reason)
    await branch.settle()
    return done


async def follow(post: Message, *people: Member, said: Answer = Answer.COMING) -> None:
    """They answer, and ask to be written to."""
    for each in people:
        await each.press(await each.press(post, say(f"meeting.answer-{said}")), say("follow.on_button"))


def reminders(branch: Branch) -> list[Message]:
    """Every reminder in the channel for notices, of whichever meeting."""
    return [each for each in branch.posts(branch.notices) if "Reminder of meeting" in each.text]


def said(branch: Branch, post: Message) -> list[str]:
    """What was said in public about this meeting: by its marks, in order."""
    number = f"eeting {meeting_id(post)}"
    marks = [str(each.embeds[0]["footer"]["text"]) for each in branch.posts(branch.notices)]
    return [mark for mark in marks if f"{mark} ".find(f"{number} ") > 0]


def _chosen(meeting: Message | str) -> str:
    return meeting if isinstance(meeting, str) else str(meeting_id(meeting))
