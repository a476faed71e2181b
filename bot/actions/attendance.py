"""Who is at a meeting against its quorum: what reps see and do, the end, and what a poll opened from it says.

How members check in is `bot.actions.check_ins`'.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions import meetings
from bot.actions.meetings import Standing
from bot.desk import Desk
from bot.errors import Invalid, NotFound, TooLate
from bot.ids import Asker, ChannelId, GuildId, MeetingId, MemberId, MessageId, Power
from bot.rules import access
from bot.rules import attendance as rules
from bot.rules import meetings as calling
from bot.rules.attendance import Attendance, Change
from bot.rules.meetings import Answer, Meeting, Status
from bot.rules.polls import Poll
from bot.store import answers, jobs, quorums, rooms
from bot.store import meetings as store
from bot.store.db import Connection


@dataclass(frozen=True)
class Live:
    """A meeting with who is there, against its quorum, and when that was reached and lost."""

    standing: Standing
    attendance: Attendance
    changes: Sequence[Change]

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.standing.meeting


@dataclass(frozen=True)
class Names:
    """Who answered what and who was there; nobody, once the names are erased."""

    live: Live
    answers: dict[MemberId, Answer]
    present: frozenset[MemberId]


async def count_room(desk: Desk, who: Asker, meeting_id: MeetingId, number: str) -> Live:
    """How many are in the room without Discord, as a rep typed it; raises Invalid, NotAllowed or TooLate."""
    access.require(who, Power.REP)
    in_room, now = rules.read_in_room(number), desk.now()
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, meeting_id)
        calling.may_check_in(before, now)
        if in_room != before.in_room:
            meeting = replace(before, in_room=in_room)
            await store.save(tx, meeting)
            await meetings.note(tx, now, meeting, "meeting.room_counted", who, number=in_room, before=before.in_room)
            await changed(tx, now, meeting)
        return await _live(tx, who.guild_id, meeting_id)


async def look(desk: Desk, who: Asker, meeting_id: MeetingId) -> Live:
    """Who is there against the quorum, for reps; raises NotAllowed or NotFound."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        return await _live(conn, who.guild_id, meeting_id)


async def current(desk: Desk, who: Asker) -> MeetingId:
    """The one meeting of the branch that members can check in to now; raises Invalid where it is not one."""
    found = [each.id for each in await meetings.list_(desk, who.guild_id) if rules.is_open(each, desk.now())]
    if len(found) != 1:
        raise Invalid("attendance.which")
    return found[0]


async def names(desk: Desk, who: Asker, meeting_id: MeetingId) -> Names:
    """Who answered and who is there, for reps; raises NotAllowed or NotFound."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        return await _names(conn, who, meeting_id)


async def export(desk: Desk, who: Asker, meeting_id: MeetingId) -> Names:
    """The same to take away, which is put on record; raises TooLate once the names are erased."""
    access.require(who, Power.REP)
    async with desk.db.transaction() as tx:
        found = await _names(tx, who, meeting_id)
        if found.live.meeting.erased_at is not None:
            raise TooLate("attendance.erased")
        await meetings.note(tx, desk.now(), found.live.meeting, "meeting.attendance_exported", who)
    return found


async def end(desk: Desk, guild_id: GuildId, meeting_id: MeetingId) -> None:
    """The meeting is over by the clock: once, and not where it was moved on or is over already."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        meeting = await store.get(tx, guild_id, meeting_id)
        if meeting.status is Status.ANNOUNCED and now >= meeting.over_at:
            await _end(tx, now, meeting, meeting.over_at)


async def end_now(desk: Desk, who: Asker, meeting_id: MeetingId) -> Live:
    """The meeting is over, as a rep says; raises NotAllowed, and TooLate before its start or after its end."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        meeting = await store.get(tx, who.guild_id, meeting_id)
        rules.may_end(meeting, now)
        await _end(tx, now, meeting, now, who)
        await jobs.drop(tx, meetings.key(meeting, "meeting.end"))
        return await _live(tx, who.guild_id, meeting_id)


async def open_check_in(desk: Desk, guild_id: GuildId, meeting_id: MeetingId) -> None:
    """Let the button to check in appear, if it is time."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        meeting = await store.get(tx, guild_id, meeting_id)
        if rules.is_open(meeting, now):
            await meetings.refresh(tx, meeting, now)


# Posts in the room


async def post_here(desk: Desk, who: Asker, meeting_id: MeetingId, channel_id: ChannelId) -> str:
    """Have the check-in posted in this channel too, by the job of this key; raises NotAllowed or TooLate."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        meeting = await store.get(tx, who.guild_id, meeting_id)
        calling.may_check_in(meeting, now)
        await meetings.queue(tx, meeting, "meeting.post_checkin", now, each=now, channel=channel_id)
    return meetings.key(meeting, "meeting.post_checkin", now)


async def posts(desk: Desk, meeting_id: MeetingId) -> dict[ChannelId, MessageId]:
    """The check-in posts besides the notice, by channel."""
    async with desk.db.reading() as conn:
        return await rooms.of(conn, meeting_id)


async def posted(desk: Desk, meeting_id: MeetingId, channel_id: ChannelId, message_id: MessageId) -> None:
    """The check-in in this channel is this message."""
    async with desk.db.transaction() as tx:
        await rooms.put(tx, meeting_id, channel_id, message_id)


async def lost(desk: Desk, meeting_id: MeetingId, channel_id: ChannelId, message_id: MessageId) -> None:
    """Somebody has deleted that message."""
    async with desk.db.transaction() as tx:
        await rooms.drop(tx, meeting_id, channel_id, message_id)


# What others need of it


async def changed(tx: Connection, now: datetime, meeting: Meeting) -> None:
    """Somebody came or went: note what that means for the quorum, and let everybody see it."""
    await _note_quorum(tx, now, meeting)
    await _show(tx, meeting, now + meetings.REFRESH_EVERY)


async def replanned(tx: Connection, now: datetime, before: Meeting) -> Meeting:
    """The meeting was moved or cancelled: who had come for it is not there, unless it begins in a moment all the same.

    Within the transaction that changed it.
    """
    if rules.is_open(before, now):
        return before
    meeting = replace(before, in_room=0)
    await store.save(tx, meeting)
    await answers.clear_present(tx, meeting.id)
    await _note_quorum(tx, now, meeting)
    await _show(tx, meeting, now)
    return meeting


async def measured_anew(tx: Connection, guild_id: GuildId, now: datetime) -> None:
    """The branch's membership is another: quorums in per cent are of that one, from now on and in every notice."""
    for meeting in await store.list_(tx, guild_id, meetings.TO_COME, meetings.EVERY):
        if meeting.rule.quorum.unit == "percent":
            if rules.is_open(meeting, now):
                await _note_quorum(tx, now, meeting)
            await _show(tx, meeting, now)


async def as_opened(conn: Connection, poll: Poll, now: datetime) -> Poll:
    """The poll as it is when it opens now: with how many are at the meeting it is opened from."""
    if poll.meeting is None:
        return poll
    found = await meetings.standing_in(conn, await store.get(conn, poll.guild_id, poll.meeting.meeting_id))
    return replace(poll, meeting=rules.opened(poll.meeting, found.meeting, _attendance(found), now))


async def check_asking(conn: Connection, who: Asker, meeting_id: MeetingId, now: datetime) -> None:
    """Refuse a poll from a meeting that is not there, not near, or over."""
    calling.may_check_in(await store.get(conn, who.guild_id, meeting_id), now)


async def _live(conn: Connection, guild_id: GuildId, meeting_id: MeetingId) -> Live:
    found = await meetings.standing_in(conn, await store.get(conn, guild_id, meeting_id))
    if found.meeting.status is Status.DRAFT:
        raise NotFound("meeting.not_found")
    return Live(found, _attendance(found), await quorums.of(conn, meeting_id))


async def _names(conn: Connection, who: Asker, meeting_id: MeetingId) -> Names:
    live = await _live(conn, who.guild_id, meeting_id)
    given = dict(await answers.everybody(conn, meeting_id))
    return Names(live, given, frozenset(await answers.present(conn, meeting_id)))


def _attendance(found: Standing) -> Attendance:
    return rules.attendance(found.meeting, found.counts, found.branch.membership)


async def _show(tx: Connection, meeting: Meeting, due_at: datetime) -> None:
    await meetings.refresh(tx, meeting, due_at)
    if await rooms.of(tx, meeting.id):
        await meetings.queue(tx, meeting, "meeting.refresh_checkin", due_at, again=True)


async def _note_quorum(tx: Connection, now: datetime, meeting: Meeting) -> None:
    before = next(reversed(await quorums.of(tx, meeting.id)), None)
    found = _attendance(await meetings.standing_in(tx, meeting))
    if (change := rules.change(before, found, now)) is not None:
        await quorums.note(tx, meeting.id, change)


async def _end(tx: Connection, now: datetime, before: Meeting, ended_at: datetime, who: Asker | None = None) -> None:
    """Keep the membership, so that the quorum stays what it was, and have the names erased in the end."""
    await _note_quorum(tx, ended_at, before)
    found = await meetings.standing_in(tx, before)
    meeting = replace(before, status=Status.HELD, ended_at=ended_at, membership=found.branch.membership)
    await store.save(tx, meeting)
    await meetings.queue(tx, meeting, "meeting.erase", ended_at + calling.NAMES_KEPT_AT_MOST)
    await _show(tx, meeting, now)
    await meetings.note(tx, now, meeting, "meeting.held", who, present=_attendance(found).present)
