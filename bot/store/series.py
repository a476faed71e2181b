"""Meetings that repeat, and the days that are left out. What was announced of them is in `meetings`."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.errors import NotFound
from bot.ids import ChannelId, GuildId, MemberId, SeriesId
from bot.rules.agendas import Item
from bot.rules.meetings import Kind
from bot.rules.recurrences import Recurrence
from bot.rules.series import Series
from bot.rules.times import MINUTE
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms
from bot.store.meetings import agenda_from_json, agenda_to_json

_GET = "SELECT * FROM meeting_series WHERE id = ? AND guild_id = ?"
_LIST = "SELECT * FROM meeting_series WHERE guild_id = ? AND (ended_at IS NULL OR ended_at > ?) ORDER BY id"
# Ids go on well after those of a backup that was restored, as in `meetings`.
_INSERT = """
    INSERT INTO meeting_series (id, guild_id, author_id, uid, kind, title, place, agenda, minutes, with_event, first,
        repeats, made_at)
    VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM meeting_series), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        :guild_id, :author_id, :uid, :kind, :title, :place, :agenda, :minutes, :with_event, :first,
        :repeats, :made_at
    ) RETURNING id
"""
_GONE_BY = "UPDATE meeting_series SET gone_by_on = max(coalesce(gone_by_on, ''), ?) WHERE id = ?"
_END = "UPDATE meeting_series SET ended_at = ? WHERE id = ?"
_SKIP = "INSERT INTO meeting_skips (series_id, occurs_on) VALUES (?, ?) ON CONFLICT DO NOTHING"
_UNSKIP = "DELETE FROM meeting_skips WHERE series_id = ? AND occurs_on = ?"
_SKIPPED = "SELECT occurs_on FROM meeting_skips WHERE series_id = ?"
_HELD_ON = "SELECT occurs_on FROM meetings WHERE series_id = ?"
_CHANNEL = "SELECT channel_id FROM meetings WHERE series_id = ? ORDER BY occurs_on DESC LIMIT 1"


async def get(conn: Connection, guild_id: GuildId, series_id: SeriesId) -> Series:
    """The branch's series; another branch's is not found, like one that never was."""
    rows = list(await conn.execute_fetchall(_GET, (series_id, guild_id)))
    if not rows:
        raise NotFound("series.not_found")
    return _series(rows[0])


async def list_(conn: Connection, guild_id: GuildId, ended_after: datetime) -> Sequence[Series]:
    """The branch's series that go on, and those that were ended after this moment."""
    async with conn.execute(_LIST, (guild_id, to_ms(ended_after))) as found:
        return [_series(row) async for row in found]


async def add(
    tx: Connection,
    guild_id: GuildId,
    author_id: MemberId,
    *,
    uid: str,
    kind: Kind,
    title: str,
    place: str,
    agenda: Sequence[Item],
    lasts_for: timedelta,
    with_event: bool,
    first: datetime,
    repeats: Recurrence,
    now: datetime,
) -> Series:
    """A new series, whose first meeting is announced with it."""
    values = {
        "guild_id": guild_id,
        "author_id": author_id,
        "uid": uid,
        "kind": kind,
        "title": title,
        "place": place,
        "agenda": agenda_to_json(agenda),
        "minutes": lasts_for // MINUTE,
        "with_event": with_event,
        "first": first.isoformat(timespec="minutes"),
        "repeats": repeats.to_text(),
        "made_at": to_ms(now),
    }
    async with tx.execute(_INSERT, values) as made:
        row = await made.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row or raises
    return await get(tx, guild_id, SeriesId(row["id"]))


async def gone_by(tx: Connection, series_id: SeriesId, on: date) -> None:
    """What is up to this day has gone by, announced or not; never less than before."""
    await tx.execute(_GONE_BY, (on.isoformat(), series_id))


async def end(tx: Connection, series_id: SeriesId, now: datetime) -> None:
    """Nothing more comes of it."""
    await tx.execute(_END, (to_ms(now), series_id))


async def skip(tx: Connection, series_id: SeriesId, on: date) -> None:
    """No meeting on this day."""
    await tx.execute(_SKIP, (series_id, on.isoformat()))


async def unskip(tx: Connection, series_id: SeriesId, on: date) -> None:
    """A meeting on this day after all."""
    await tx.execute(_UNSKIP, (series_id, on.isoformat()))


async def skipped(conn: Connection, series_id: SeriesId) -> frozenset[date]:
    """The days that are left out."""
    return await _days(conn, _SKIPPED, series_id)


async def held_on(conn: Connection, series_id: SeriesId) -> frozenset[date]:
    """The days whose meetings were announced, whatever became of them."""
    return await _days(conn, _HELD_ON, series_id)


async def channel(conn: Connection, series_id: SeriesId) -> ChannelId:
    """Where the last of its meetings was announced; there is always one."""
    rows = list(await conn.execute_fetchall(_CHANNEL, (series_id,)))
    return ChannelId(rows[0]["channel_id"])


async def _days(conn: Connection, question: str, series_id: SeriesId) -> frozenset[date]:
    async with conn.execute(question, (series_id,)) as found:
        return frozenset([date.fromisoformat(row["occurs_on"]) async for row in found])


def _series(row: sqlite3.Row) -> Series:
    gone_by_on = row["gone_by_on"]
    return Series(
        id=SeriesId(row["id"]),
        guild_id=GuildId(row["guild_id"]),
        author_id=MemberId(row["author_id"]),
        uid=row["uid"],
        kind=Kind(row["kind"]),
        title=row["title"],
        place=row["place"],
        agenda=agenda_from_json(row["agenda"]),
        lasts_for=row["minutes"] * MINUTE,
        with_event=bool(row["with_event"]),
        first=datetime.fromisoformat(row["first"]),
        repeats=Recurrence.from_text(row["repeats"]),
        made_at=from_ms(row["made_at"]),
        gone_by_on=None if gone_by_on is None else date.fromisoformat(gone_by_on),
        ended_at=from_ms_or_none(row["ended_at"]),
    )
