"""Reminding members of a meeting: in public, and privately those who asked for it.

One job a meeting: it says once what is true when it runs, however many reminders fell due since the last one, and then
waits for the next moment. What is late at night waits as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.actions import meetings
from bot.actions.letters import Progress
from bot.actions.meetings import Standing
from bot.desk import Desk
from bot.ids import GuildId, MeetingId, MemberId
from bot.rules import meetings as rules
from bot.rules import reminding
from bot.rules.meetings import Meeting
from bot.rules.notices import Deadline
from bot.store import answers
from bot.store import meetings as store
from bot.store.jobs import Job


@dataclass(frozen=True)
class Reminder:
    """What there is to say of a meeting now."""

    standing: Standing
    deadlines: Mapping[Deadline, date]
    """Those of today, and the next after them."""
    moment: datetime
    """The first reminder that this one makes up for: the same however often it is tried."""


@dataclass(frozen=True)
class Mailing:
    """What there is to say privately, and to whom next."""

    standing: Standing
    deadlines: Mapping[Deadline, date]
    waiting: Sequence[MemberId]
    """Who follows the branch's meetings and has not sent apologies, in the order of their ids; nobody when it is over.
    """
    not_before: datetime


async def due(desk: Desk, guild_id: GuildId, meeting_id: MeetingId) -> Reminder | None:
    """What to say now; None when that is nothing, or it is night. What is still to come then waits for its time."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await meetings.standing_in(tx, await store.get(tx, guild_id, meeting_id))
        meeting, zone = found.meeting, found.branch.zone
        if not rules.may_remind(meeting, now):
            return None
        moment = reminding.next_moment(rules.reminders(meeting, zone), _reminded_until(meeting))
        if moment is None or moment > now:
            await meetings.queue_reminder(tx, meeting, zone, now)
            return None
        at = reminding.audible_from(now, meeting.starts_at, zone)
        if at > now:
            await meetings.queue(tx, meeting, "meeting.remind", at, again=True)
            return None
    return Reminder(found, rules.next_deadlines(meeting, zone, now), moment)


async def given(desk: Desk, reminder: Reminder) -> None:
    """It has been said in public: wait for the next moment, and write to those who asked for that."""
    now = desk.now()
    found = reminder.standing
    async with desk.db.transaction() as tx:
        before = await store.get(tx, found.meeting.guild_id, found.meeting.id)
        meeting = replace(before, reminded_at=now)
        await store.save(tx, meeting)
        if not rules.may_remind(meeting, now):
            return
        await meetings.queue_reminder(tx, meeting, found.branch.zone, now)
        await meetings.queue(tx, meeting, "meeting.remind_each", now, each=now, said_at=now.isoformat())


async def to_write_to(desk: Desk, job: Job, progress: Progress, most: int) -> Mailing:
    """Whom to write to next, up to so many: nobody when the meeting begins, is cancelled, or is reminded of anew."""
    now = desk.now()
    async with desk.db.reading() as conn:
        meeting = await store.get(conn, job.guild_id, MeetingId(int(str(job.payload["meeting"]))))
        found = await meetings.standing_in(conn, meeting)
        zone = found.branch.zone
        waiting: Sequence[MemberId] = []
        if rules.may_remind(meeting, now) and not _is_overtaken(job, found, now):
            waiting = await answers.to_remind(conn, job.guild_id, meeting.id, MemberId(int(progress.last)), most)
    not_before = reminding.audible_from(now, meeting.starts_at, zone)
    return Mailing(found, rules.next_deadlines(meeting, zone, now), waiting, not_before)


async def finished(desk: Desk, job: Job, meeting: Meeting, progress: Progress) -> None:
    """Put on record how many private reminders arrived and how many members accept none; no names."""
    await meetings.note_letters(desk, job, meeting, progress, "meeting.reminders_sent")


def _reminded_until(meeting: Meeting) -> datetime:
    """Up to when whatever fell due has been said, by the notice and by what told of a move too."""
    said_at = (meeting.made_at, meeting.announced_at, meeting.moved_at, meeting.reminded_at)
    return max(at for at in said_at if at is not None)


def _is_overtaken(job: Job, found: Standing, now: datetime) -> bool:
    """Whether the next reminder is due already, so that whoever got this one as well would be written to twice."""
    said_at = datetime.fromisoformat(str(job.payload["said_at"]))
    moment = reminding.next_moment(rules.reminders(found.meeting, found.branch.zone), said_at)
    return moment is not None and moment <= now
