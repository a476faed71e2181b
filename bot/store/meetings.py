"""Meetings: their drafts, notices and what became of them. Who answered is `answers`', what repeats `series`'."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from bot.errors import NotFound
from bot.ids import ChannelId, EventId, GuildId, MeetingId, MemberId, MessageId, SeriesId
from bot.rules.agendas import Item
from bot.rules.meetings import Kind, Meeting, Rule, Status
from bot.rules.times import MINUTE
from bot.store import facts
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none

_GET = "SELECT * FROM meetings WHERE id = ? AND guild_id = ?"
# What is to come, the next first; then what is over, the last first.
_LIST = """
    SELECT * FROM meetings WHERE guild_id = ? AND status IN (SELECT value FROM json_each(?))
    ORDER BY ended_at IS NOT NULL, iif(ended_at IS NULL, starts_at, -starts_at), id LIMIT ?
"""
# Where a backup was restored, ids go on well after it: what was made since is gone, but its buttons are still in chat.
_INSERT = """
    INSERT INTO meetings (id, guild_id, author_id, status, kind, title, place, agenda, starts_at, minutes, rule,
        repeats, series_id, occurs_on, uid, with_event, channel_id, made_at)
    VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM meetings), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        :guild_id, :author_id, 'draft', :kind, :title, :place, :agenda, :starts_at, :minutes, :rule,
        :repeats, :series_id, :occurs_on, :uid, :with_event, :channel_id, :made_at
    ) RETURNING id
"""
_SAVE = """
    UPDATE meetings SET status = :status, kind = :kind, title = :title, place = :place, agenda = :agenda,
        starts_at = :starts_at, minutes = :minutes, rule = :rule, short_reason = :short_reason, repeats = :repeats,
        series_id = :series_id, occurs_on = :occurs_on, sequence = :sequence, with_event = :with_event,
        event_id = :event_id, event_problem = :event_problem, channel_id = :channel_id, message_id = :message_id,
        message_lost = :message_lost, announced_at = :announced_at, agenda_at = :agenda_at, ended_at = :ended_at,
        moved_at = :moved_at, moved_from = :moved_from, move_reason = :move_reason, place_at = :place_at,
        place_from = :place_from, place_reason = :place_reason, cancel_reason = :cancel_reason,
        reminded_at = :reminded_at, in_room = :in_room, membership = :membership, erased_at = :erased_at
    WHERE id = :id AND guild_id = :guild_id
"""
_DROP_DRAFT = "DELETE FROM meetings WHERE id = ? AND guild_id = ? AND status = 'draft'"


async def get(conn: Connection, guild_id: GuildId, meeting_id: MeetingId) -> Meeting:
    """The branch's meeting; another branch's is not found, like one that never was."""
    rows = list(await conn.execute_fetchall(_GET, (meeting_id, guild_id)))
    if not rows:
        raise NotFound("meeting.not_found")
    return _meeting(rows[0])


async def list_(conn: Connection, guild_id: GuildId, statuses: Collection[Status], limit: int) -> Sequence[Meeting]:
    """The branch's meetings in these states: the next to come first, then the last that ended."""
    async with conn.execute(_LIST, (guild_id, json.dumps(sorted(statuses)), limit)) as found:
        return [_meeting(row) async for row in found]


async def add(
    tx: Connection,
    guild_id: GuildId,
    author_id: MemberId,
    *,
    kind: Kind,
    title: str,
    place: str,
    agenda: Sequence[Item],
    starts_at: datetime,
    lasts_for: timedelta,
    rule: Rule,
    uid: str,
    channel_id: ChannelId,
    now: datetime,
    with_event: bool = False,
    repeats: str | None = None,
    series_id: SeriesId | None = None,
    occurs_on: date | None = None,
) -> Meeting:
    """A new draft; of a series the one occurrence of that day, which is refused a second time (IntegrityError)."""
    values = {
        "guild_id": guild_id,
        "author_id": author_id,
        "kind": kind,
        "title": title,
        "place": place,
        "agenda": agenda_to_json(agenda),
        "starts_at": to_ms(starts_at),
        "minutes": lasts_for // MINUTE,
        "rule": rule.to_json(),
        "repeats": repeats,
        "series_id": series_id,
        "occurs_on": None if occurs_on is None else occurs_on.isoformat(),
        "uid": uid,
        "with_event": with_event,
        "channel_id": channel_id,
        "made_at": to_ms(now),
    }
    async with tx.execute(_INSERT, values) as made:
        row = await made.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row or raises
    return await get(tx, guild_id, MeetingId(row["id"]))


async def save(tx: Connection, meeting: Meeting) -> None:
    """Store the meeting as it is now."""
    await tx.execute(_SAVE, _values(meeting))


async def drop_draft(tx: Connection, guild_id: GuildId, meeting_id: MeetingId) -> None:
    """Forget a draft, whose number no other gets; a meeting that was announced stays."""
    async with tx.execute(_DROP_DRAFT, (meeting_id, guild_id)) as done:
        if done.rowcount:
            await facts.keep_free(tx, meeting_id)


def agenda_to_json(agenda: Sequence[Item]) -> str:
    """The items as the tables keep them."""
    return json.dumps([[item.text, item.minutes] for item in agenda], ensure_ascii=False)


def agenda_from_json(text: str) -> tuple[Item, ...]:
    """The items that were kept."""
    return tuple(Item(item, minutes) for item, minutes in json.loads(text))


def _values(meeting: Meeting) -> dict[str, object]:
    return {
        "id": meeting.id,
        "guild_id": meeting.guild_id,
        "status": meeting.status,
        "kind": meeting.kind,
        "title": meeting.title,
        "place": meeting.place,
        "agenda": agenda_to_json(meeting.agenda),
        "starts_at": to_ms(meeting.starts_at),
        "minutes": meeting.lasts_for // MINUTE,
        "rule": meeting.rule.to_json(),
        "short_reason": meeting.short_reason,
        "repeats": meeting.repeats,
        "series_id": meeting.series_id,
        "occurs_on": None if meeting.occurs_on is None else meeting.occurs_on.isoformat(),
        "sequence": meeting.sequence,
        "with_event": meeting.with_event,
        "event_id": meeting.event_id,
        "event_problem": meeting.event_problem,
        "channel_id": meeting.channel_id,
        "message_id": meeting.message_id,
        "message_lost": meeting.message_lost,
        "announced_at": to_ms_or_none(meeting.announced_at),
        "agenda_at": to_ms_or_none(meeting.agenda_at),
        "ended_at": to_ms_or_none(meeting.ended_at),
        "moved_at": to_ms_or_none(meeting.moved_at),
        "moved_from": to_ms_or_none(meeting.moved_from),
        "move_reason": meeting.move_reason,
        "place_at": to_ms_or_none(meeting.place_at),
        "place_from": meeting.place_from,
        "place_reason": meeting.place_reason,
        "cancel_reason": meeting.cancel_reason,
        "reminded_at": to_ms_or_none(meeting.reminded_at),
        "in_room": meeting.in_room,
        "membership": meeting.membership,
        "erased_at": to_ms_or_none(meeting.erased_at),
    }


def _meeting(row: sqlite3.Row) -> Meeting:
    message_id, event_id, series_id, occurs_on = (
        row[name] for name in ("message_id", "event_id", "series_id", "occurs_on")
    )
    return Meeting(
        id=MeetingId(row["id"]),
        guild_id=GuildId(row["guild_id"]),
        author_id=MemberId(row["author_id"]),
        status=Status(row["status"]),
        kind=Kind(row["kind"]),
        title=row["title"],
        place=row["place"],
        agenda=agenda_from_json(row["agenda"]),
        starts_at=from_ms(row["starts_at"]),
        lasts_for=row["minutes"] * MINUTE,
        rule=Rule.from_json(row["rule"]),
        uid=row["uid"],
        channel_id=ChannelId(row["channel_id"]),
        made_at=from_ms(row["made_at"]),
        short_reason=row["short_reason"],
        repeats=row["repeats"],
        series_id=None if series_id is None else SeriesId(series_id),
        occurs_on=None if occurs_on is None else date.fromisoformat(occurs_on),
        sequence=row["sequence"],
        with_event=bool(row["with_event"]),
        event_id=None if event_id is None else EventId(event_id),
        event_problem=row["event_problem"],
        message_id=None if message_id is None else MessageId(message_id),
        message_lost=bool(row["message_lost"]),
        announced_at=from_ms_or_none(row["announced_at"]),
        agenda_at=from_ms_or_none(row["agenda_at"]),
        ended_at=from_ms_or_none(row["ended_at"]),
        moved_at=from_ms_or_none(row["moved_at"]),
        moved_from=from_ms_or_none(row["moved_from"]),
        move_reason=row["move_reason"],
        place_at=from_ms_or_none(row["place_at"]),
        place_from=row["place_from"],
        place_reason=row["place_reason"],
        cancel_reason=row["cancel_reason"],
        reminded_at=from_ms_or_none(row["reminded_at"]),
        in_room=row["in_room"],
        membership=row["membership"],
        erased_at=from_ms_or_none(row["erased_at"]),
    )
