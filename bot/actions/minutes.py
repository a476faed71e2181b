"""Minutes from a draft to their approval, and the names of who was there until they are erased.

A draft is replaced as often as needed, and its post with it. Approving them is what a meeting does, usually the next
one; here a rep notes that it did. From then on nothing in them changes, and the names have a month left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions import meetings
from bot.actions.meetings import Standing
from bot.desk import Desk
from bot.errors import NotFound, TooLate
from bot.ids import Asker, ChannelId, GuildId, MeetingId, MemberId, MessageId, Power
from bot.rules import access, attendance
from bot.rules import minutes as rules
from bot.rules.meetings import NAMES_KEPT, Answer, Meeting
from bot.rules.minutes import Minutes
from bot.store import answers, jobs
from bot.store import meetings as meetings_store
from bot.store import minutes as store
from bot.store.db import Connection

# What was said to each who had answered: how far it had come is the id of one of them.
_TOLD = ("meeting.tell_each", "meeting.remind_each")


@dataclass(frozen=True)
class Kept:
    """A meeting and its minutes; None while there are none."""

    standing: Standing
    minutes: Minutes | None
    queued: str = ""
    """The key of the job that brings them before members, where this was asked for just now."""

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.standing.meeting

    @property
    def present(self) -> int:
        """How many were there, those in the room without Discord among them."""
        return attendance.attendance(self.meeting, self.standing.counts, None).present


@dataclass(frozen=True)
class File:
    """Minutes as a file."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Named:
    """Who was there and who sent apologies; nobody, once the names are erased."""

    kept: Kept
    present: Sequence[MemberId]
    apologies: Sequence[MemberId]


async def look(desk: Desk, who: Asker, meeting_id: MeetingId) -> Kept:
    """The minutes as a rep sees them; raises NotAllowed, and what `rules.may_keep` raises."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        return await _kept(conn, desk.now(), who, meeting_id)


async def file(desk: Desk, who: Asker, meeting_id: MeetingId) -> File:
    """The file that a rep kept, for a rep to read; raises NotFound where the minutes are a text."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        found = await _file(conn, await store.get(conn, (await meetings_store.get(conn, who.guild_id, meeting_id)).id))
    if found is None:
        raise NotFound("minutes.no_file")
    return found


async def write(desk: Desk, who: Asker, meeting_id: MeetingId, text: str) -> Kept:
    """Keep this text as the draft, in the place of an earlier one."""
    return await _draft(desk, who, meeting_id, text=rules.read_text(text))


async def attach(desk: Desk, who: Asker, meeting_id: MeetingId, name: str, data: bytes) -> Kept:
    """Keep this file as the draft, in the place of an earlier one."""
    rules.check_file(name, data)
    return await _draft(desk, who, meeting_id, file_name=rules.read_name(name), file=data)


async def post(desk: Desk, who: Asker, meeting_id: MeetingId) -> Kept:
    """Let members read the minutes; posted already, the post is brought up to date."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        kept = await _kept(tx, now, who, meeting_id)
        _present(kept)
        queued = await _queue(tx, kept.meeting, now)
        await meetings.note(tx, now, kept.meeting, "meeting.minutes_posted", who)
    return replace(kept, queued=queued)


async def approve(desk: Desk, who: Asker, meeting_id: MeetingId, version: int) -> Kept:
    """A meeting has approved this draft, and no other; raises TooLate if somebody has replaced it since."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        kept = await _kept(tx, now, who, meeting_id)
        minutes = _present(kept)
        rules.may_change(minutes)
        if minutes.version != version:
            raise TooLate("minutes.replaced")
        await store.approve(tx, meeting_id, who.member_id, now)
        queued = await _queue(tx, kept.meeting, now)
        if kept.meeting.erased_at is None:  # the earlier of this and what was planned at the meeting's end
            await meetings.queue(tx, kept.meeting, "meeting.erase", now + NAMES_KEPT, again=True)
        await meetings.note(tx, now, kept.meeting, "meeting.minutes_approved", who)
        return replace(await _kept(tx, now, who, meeting_id), queued=queued)


async def present(desk: Desk, who: Asker, meeting_id: MeetingId) -> Named:
    """Who was there and who sent apologies, for any member to whom the minutes were given; raises NotFound before."""
    async with desk.db.reading() as conn:
        kept = await _kept(conn, desk.now(), who, meeting_id)
        access.require_member(who, kept.standing.branch.holders(Power.MEMBER))
        if not _present(kept).is_posted:
            raise NotFound("minutes.none")
        given = await answers.everybody(conn, meeting_id)
        apologies = [member_id for member_id, answer in given if answer is Answer.APOLOGIES]
        return Named(kept, await answers.present(conn, meeting_id), apologies)


# What the clock and the queue do


async def to_post(desk: Desk, guild_id: GuildId, meeting_id: MeetingId) -> tuple[Kept, File | None]:
    """The minutes as they are to stand before members, with their file."""
    async with desk.db.reading() as conn:
        minutes = await store.get(conn, meeting_id)
        standing = await meetings.standing_in(conn, await meetings_store.get(conn, guild_id, meeting_id))
        return Kept(standing, minutes), await _file(conn, minutes)


async def posted(
    desk: Desk, meeting_id: MeetingId, channel_id: ChannelId | None = None, message_id: MessageId | None = None
) -> None:
    """The minutes' post is this message; without one, somebody has deleted it."""
    async with desk.db.transaction() as tx:
        await store.posted(tx, meeting_id, channel_id, message_id)


async def erase(desk: Desk, guild_id: GuildId, meeting_id: MeetingId) -> None:
    """Forget who answered and who was there; the numbers stay. A second time changes nothing.

    Raises Unavailable, for another try, while the names may still be found in what SQLite remembers for a while.
    """
    now = desk.now()
    async with desk.db.transaction() as tx:
        meeting = await meetings_store.get(tx, guild_id, meeting_id)
        if meeting.erased_at is None:
            await answers.erase(tx, meeting_id)
            await meetings_store.save(tx, replace(meeting, erased_at=now))
            for kind in _TOLD:
                await jobs.forget_ended(tx, f"{kind}:{meeting_id}")
            await meetings.note(tx, now, meeting, "meeting.names_erased")
    await desk.db.fold()


async def _draft(
    desk: Desk,
    who: Asker,
    meeting_id: MeetingId,
    *,
    text: str = "",
    file_name: str | None = None,
    file: bytes | None = None,
) -> Kept:
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        kept = await _kept(tx, now, who, meeting_id)
        rules.may_change(kept.minutes)
        await store.draft(tx, meeting_id, text=text, file_name=file_name, file=file, by=who.member_id, now=now)
        if kept.minutes is not None and kept.minutes.is_posted:
            await _queue(tx, kept.meeting, now)
        await meetings.note(tx, now, kept.meeting, "meeting.minutes_drafted", who)
        return await _kept(tx, now, who, meeting_id)


async def _queue(tx: Connection, meeting: Meeting, now: datetime) -> str:
    # A job of its own each time: after somebody deleted the post, Discord must not take the next one for a repetition.
    await meetings.queue(tx, meeting, "meeting.minutes", now, each=now, again=True)
    return meetings.key(meeting, "meeting.minutes", now)


async def _kept(conn: Connection, now: datetime, who: Asker, meeting_id: MeetingId) -> Kept:
    meeting = await meetings_store.get(conn, who.guild_id, meeting_id)
    rules.may_keep(meeting, now)
    return Kept(await meetings.standing_in(conn, meeting), await store.get(conn, meeting_id))


def _present(kept: Kept) -> Minutes:
    if kept.minutes is None:
        raise NotFound("minutes.none")
    return kept.minutes


async def _file(conn: Connection, minutes: Minutes | None) -> File | None:
    if minutes is None or minutes.file_name is None:
        return None
    return File(minutes.file_name, await store.file(conn, minutes.meeting_id) or b"")
