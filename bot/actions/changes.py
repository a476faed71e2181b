"""Moving a meeting that was announced, in time or place, cancelling it, and telling those who had answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from bot.actions import attendance, meetings
from bot.actions.letters import Progress
from bot.actions.meetings import Standing
from bot.desk import Desk
from bot.ids import Asker, MeetingId, MemberId, Power
from bot.rules import access, moves, times
from bot.rules.branches import Branch
from bot.rules.meetings import NAMES_KEPT, Counts, Meeting, may_change
from bot.rules.moves import Move
from bot.store import answers, jobs
from bot.store import meetings as store
from bot.store.db import Connection

# What the clock would still do in a meeting, and what waits to be said of it: of a cancelled one nothing of it is true.
_OF_THE_CLOCK = ("meeting.open_checkin", "meeting.end", "meeting.remind")
_TOLD, _REMINDED = "meeting.tell_each", "meeting.remind_each"
_THERE = "there"


@dataclass(frozen=True)
class Plan:
    """What a change would come to, for whoever is about to make it."""

    move: Move
    told: int
    """How many members have answered, and will be written to."""


async def plan(
    desk: Desk, who: Asker, branch: Branch, meeting_id: MeetingId, when: str | None, *, where: str | None = None
) -> Plan:
    """What moving it to the time, the place or both that were typed would come to; refuses what `move` would refuse."""
    starts_at = None if when is None else times.read(when, now=desk.now(), zone=branch.zone).replace(second=0)
    return await plan_at(desk, who, branch, meeting_id, starts_at, where=where)


async def plan_at(
    desk: Desk,
    who: Asker,
    branch: Branch,
    meeting_id: MeetingId,
    starts_at: datetime | None,
    *,
    where: str | None = None,
) -> Plan:
    """The same for a time that has been read before."""
    access.require(who, Power.REP)
    found = await meetings.look(desk, who, meeting_id)
    move = moves.plan(found.meeting, starts_at, desk.now(), branch.zone, place=where)
    return Plan(move, answered(found.counts))


async def move(
    desk: Desk,
    who: Asker,
    branch: Branch,
    meeting_id: MeetingId,
    starts_at: datetime | None,
    *,
    where: str | None = None,
    reason: str = "",
) -> Move:
    """Move this one meeting, of a series only this date, to that time, that place or both.

    Answers stay, and everybody who gave one or is checked in is told.
    """
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, meeting_id)
        there = await answers.present(tx, meeting_id)
        planned = moves.plan(before, starts_at, now, branch.zone, place=where)
        meeting = moves.moved(planned, reason, now)
        await store.save(tx, meeting)
        if planned.has_new_time:
            meeting = await _at_its_new_time(tx, meeting, who, now)
        if planned.has_new_place:  # the record is for good, and a place may be a link with its password
            await meetings.note(tx, now, meeting, "meeting.place_changed", who)
        await _tell(tx, meeting, "meeting.moved", now, there)
    return planned


async def _at_its_new_time(tx: Connection, before: Meeting, who: Asker, now: datetime) -> Meeting:
    """What the clock does in it happens at the new time, and who had come for the old one is not there."""
    meeting = await attendance.replanned(tx, now, before)
    await jobs.drop_subject(tx, f"{_REMINDED}:{meeting.id}")  # it names the old time
    await meetings.schedule(tx, meeting, now)
    await meetings.note(tx, now, meeting, "meeting.moved", who, starts_at=meeting.starts_at.isoformat())
    return meeting


async def changeable(desk: Desk, who: Asker, meeting_id: MeetingId) -> Standing:
    """The meeting that this person may move or cancel; refuses who may not, and what has begun."""
    access.require(who, Power.REP)
    found = await meetings.look(desk, who, meeting_id)
    may_change(found.meeting, desk.now())
    return found


async def cancel(desk: Desk, who: Asker, meeting_id: MeetingId, reason: str) -> Meeting:
    """Cancel this one meeting, of a series only this date; everybody who had answered or is there is told why."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        there = await answers.present(tx, meeting_id)
        meeting = moves.cancelled(await store.get(tx, who.guild_id, meeting_id), reason, now)
        await store.save(tx, meeting)
        meeting = await attendance.replanned(tx, now, meeting)
        for kind in (*_OF_THE_CLOCK, "meeting.moved"):
            await jobs.drop(tx, meetings.key(meeting, kind))
        await jobs.drop_subject(tx, f"{_REMINDED}:{meeting.id}")
        await _tell(tx, meeting, "meeting.cancelled", now, there)
        await meetings.queue(tx, meeting, "meeting.erase", now + NAMES_KEPT, again=True)
        await meetings.note(tx, now, meeting, "meeting.cancelled", who)
    return meeting


def answered(counts: Counts) -> int:
    """How many members have answered."""
    return counts.coming + counts.online + counts.apologies + counts.unsure


# Telling each


async def waiting(desk: Desk, job: jobs.Job, meeting: Meeting, progress: Progress) -> Sequence[MemberId]:
    """Who is still to be told, in an order that stays; nobody once it is no news or something newer is to be told."""
    if not moves.is_news(meeting, desk.now()):
        return []
    async with desk.db.reading() as conn:
        if not await _is_wanted(conn, job):
            return []
        answered_it = {member_id for member_id, _ in await answers.everybody(conn, meeting.id)}
    everybody = answered_it | {MemberId(each) for each in cast(Sequence[int], job.payload.get(_THERE, ()))}
    return sorted(member_id for member_id in everybody if member_id > int(progress.last))


async def is_wanted(desk: Desk, job: jobs.Job) -> bool:
    """Whether what this job tells is still the last word: a later move or cancellation has its own."""
    async with desk.db.reading() as conn:
        return await _is_wanted(conn, job)


async def told(desk: Desk, job: jobs.Job, meeting: Meeting, progress: Progress) -> None:
    """Put on record how many were told and how many could not be; no names."""
    nameless = {name: part for name, part in job.payload.items() if name != _THERE}
    await meetings.note_letters(desk, replace(job, payload=nameless), meeting, progress, "meeting.told")


async def _is_wanted(conn: Connection, job: jobs.Job) -> bool:
    return await jobs.state(conn, job.key) == "waiting"


async def _tell(tx: Connection, meeting: Meeting, kind: str, now: datetime, there: Sequence[MemberId]) -> None:
    """Say it under the notice and to each who answered, in the place of what waits to be said of an earlier change.

    Also to each who was `there` already: their check-ins may be gone with the change, so it is the letters' job that
    remembers them until all are written to.
    """
    await meetings.refresh(tx, meeting, now)
    await jobs.drop_subject(tx, f"{_TOLD}:{meeting.id}")
    await meetings.queue(tx, meeting, kind, now, again=True, sequence=meeting.sequence)
    await meetings.queue(tx, meeting, _TOLD, now, each=meeting.sequence, again=True, there=there)
    if meeting.with_event or meeting.event_id is not None:
        await meetings.queue(tx, meeting, "meeting.event", now, again=True)
