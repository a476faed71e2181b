"""A meeting from its notice to its end: one function for each thing a person, or the clock, does to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.actions import letters, records
from bot.actions.letters import Progress
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, ChannelId, GuildId, MeetingId, MessageId
from bot.rules import meetings as rules
from bot.rules import reminding
from bot.rules.branches import Branch
from bot.rules.meetings import Counts, Meeting, Status
from bot.store import answers, branches, jobs
from bot.store import meetings as store
from bot.store.db import Connection
from bot.store.jobs import JSON, Job

REFRESH_EVERY = timedelta(seconds=5)
LISTED, EVERY = 25, 1000
TO_COME = (Status.ANNOUNCED,)


@dataclass(frozen=True)
class Standing:
    """A meeting with its running numbers, and the branch it is in."""

    meeting: Meeting
    branch: Branch
    counts: Counts


async def standing(desk: Desk, guild_id: GuildId, meeting_id: MeetingId) -> Standing:
    """The meeting as it stands, for Steward itself to show; raises NotFound."""
    async with desk.db.reading() as conn:
        return await standing_in(conn, await store.get(conn, guild_id, meeting_id))


async def look(desk: Desk, who: Asker, meeting_id: MeetingId) -> Standing:
    """The meeting as it stands, for a person; a draft is nobody's but its author's. Raises NotFound."""
    found = await standing(desk, who.guild_id, meeting_id)
    if found.meeting.status is Status.DRAFT:
        raise NotFound("meeting.not_found")
    return found


async def list_(
    desk: Desk, guild_id: GuildId, statuses: Collection[Status] = TO_COME, limit: int = LISTED
) -> Sequence[Meeting]:
    """So many of the branch's meetings in these states: the next to come first, then the last that ended."""
    async with desk.db.reading() as conn:
        return await store.list_(conn, guild_id, statuses, limit)


async def begun(desk: Desk, guild_id: GuildId) -> Sequence[Meeting]:
    """The branch's meetings that have begun and were not cancelled, the latest first."""
    async with desk.db.reading() as conn:
        found = await store.list_(conn, guild_id, (Status.ANNOUNCED, Status.HELD), EVERY)
    return sorted((each for each in found if each.starts_at <= desk.now()), key=lambda each: each.starts_at)[::-1]


async def find(desk: Desk, who: Asker, typed: str) -> Meeting:
    """The meeting that was chosen from the list, or whose title was typed by hand; raises NotFound."""
    async with desk.db.reading() as conn:
        everything = await store.list_(conn, who.guild_id, set(Status) - {Status.DRAFT}, EVERY)
    same = [each for each in everything if str(each.id) == typed] or [
        each for each in everything if each.title.casefold() == typed.strip().casefold()
    ]
    if len(same) != 1:
        raise NotFound("meeting.not_found" if typed.isdigit() else "meeting.choose_from_list")
    return same[0]


async def publish(tx: Connection, now: datetime, draft: Meeting, who: Asker | None = None) -> Meeting:
    """The draft is the branch's meeting from now on, within the transaction of whoever decided it.

    Its notice gets posted (`posted` then asks for Discord's event), and what the clock is to do in it is queued.
    """
    meeting = replace(draft, status=Status.ANNOUNCED, announced_at=now)
    await store.save(tx, meeting)
    await answers.start_counts(tx, meeting.id)
    await queue(tx, meeting, "meeting.announce", now)
    await schedule(tx, meeting, now)
    starts_at = meeting.starts_at.isoformat()
    if meeting.short_reason is None:
        await note(tx, now, meeting, "meeting.announced", who, starts_at=starts_at)
    else:
        await note(tx, now, meeting, "meeting.announced_short", who, starts_at=starts_at, reason=meeting.short_reason)
    return meeting


async def posted(
    desk: Desk, guild_id: GuildId, meeting_id: MeetingId, channel_id: ChannelId, message_id: MessageId
) -> None:
    """The notice is this message, and was given only now, if Discord was away before.

    Discord's event leads to it, so it is made only now as well, if one is wanted.
    """
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, meeting_id)
        meeting = replace(before, channel_id=channel_id, message_id=message_id, message_lost=False)
        if before.message_id is None:
            meeting = replace(meeting, announced_at=now)
        await store.save(tx, meeting)
        if meeting.with_event:
            await queue(tx, meeting, "meeting.event", now, again=True)


async def lost(desk: Desk, guild_id: GuildId, meeting_id: MeetingId) -> None:
    """Somebody has deleted the notice; the meeting stands."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, meeting_id)
        await store.save(tx, replace(before, message_lost=True))


async def standing_in(conn: Connection, meeting: Meeting) -> Standing:
    """This meeting as it stands, within a transaction."""
    branch = await branches.present(conn, meeting.guild_id)
    return Standing(meeting, branch, await answers.counts(conn, meeting.id))


def key(meeting: Meeting, kind: str, each: datetime | int | None = None) -> str:
    """The key of a meeting's job; those that may happen several times are told apart by their moment or number."""
    if each is None:
        return f"{kind}:{meeting.id}"
    return f"{kind}:{meeting.id}:{each if isinstance(each, int) else f'{each.timestamp():.3f}'}"


# Those that take their time, or may fail on their own, so that nothing else of the meeting waits for them.
_ALONE = ("meeting.remind_each", "meeting.tell_each", "meeting.event")


async def queue(
    tx: Connection,
    meeting: Meeting,
    kind: str,
    due_at: datetime,
    *,
    each: datetime | int | None = None,
    again: bool = False,
    **payload: JSON,
) -> None:
    """Queue a job of this meeting; `each` tells apart those that may happen several times, `again` repeats one."""
    await jobs.add(
        tx,
        kind=kind,
        subject=f"{kind if kind in _ALONE else 'meeting'}:{meeting.id}",
        guild_id=meeting.guild_id,
        due_at=due_at,
        key=key(meeting, kind, each),
        payload={"meeting": meeting.id, **payload},
        again=again,
    )


async def schedule(tx: Connection, meeting: Meeting, now: datetime) -> None:
    """What the clock is to do in it, from its notice on; after a move, at the new times instead."""
    await jobs.drop(tx, key(meeting, "meeting.remind"))
    await queue_reminder(tx, meeting, (await branches.present(tx, meeting.guild_id)).zone, now)
    for kind, at in (("meeting.open_checkin", meeting.check_in_from), ("meeting.end", meeting.over_at)):
        await jobs.drop(tx, key(meeting, kind))
        await queue(tx, meeting, kind, at, again=True)


async def queue_reminder(tx: Connection, meeting: Meeting, zone: ZoneInfo, after: datetime) -> None:
    """The next reminder after that time, if there is one: of any number that were missed, one is given."""
    moment = reminding.next_moment(rules.reminders(meeting, zone), after)
    if moment is not None:
        await queue(tx, meeting, "meeting.remind", moment, again=True)


async def rearrange(tx: Connection, guild_id: GuildId, now: datetime) -> None:
    """The branch's clock is another: what is to come is shown by it, and reminded of by its days and nights."""
    zone = (await branches.present(tx, guild_id)).zone
    for meeting in await store.list_(tx, guild_id, TO_COME, EVERY):
        await jobs.drop(tx, key(meeting, "meeting.remind"))
        await queue_reminder(tx, meeting, zone, now)
        await refresh(tx, meeting, now)


async def refresh(tx: Connection, meeting: Meeting, due_at: datetime) -> None:
    """Bring the notice up to date at that time; asked for more often, it still happens once."""
    await queue(tx, meeting, "meeting.refresh", due_at, again=True)


async def note(
    tx: Connection, now: datetime, meeting: Meeting, what: str, who: Asker | None = None, **detail: str | int
) -> None:
    """Put on record what was done to this meeting; without a person it was the clock."""
    actor = None if who is None else who.member_id
    await records.note(
        tx, now, meeting.guild_id, what, actor=actor, about=f"meeting:{meeting.id}", title=meeting.title, **detail
    )


async def note_letters(desk: Desk, job: Job, meeting: Meeting, progress: Progress, what: str) -> None:
    """Put on record how many letters arrived and how many members accept none, once and if there were any; no names.

    Nor does anybody's id stay with their job.
    """
    if progress.last != letters.AFTER_EVERYBODY and (progress.sent or progress.refused):
        async with desk.db.transaction() as tx:
            await letters.forget_last(tx, job)
            await note(tx, desk.now(), meeting, what, sent=progress.sent, refused=progress.refused)
