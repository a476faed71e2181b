"""Released reports with their threads, the tray, and what the branch has chosen. All that was written is sealed."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.errors import NotFound
from bot.ids import CaseNumber, ChannelId, GuildId, MemberId, MessageId
from bot.rules.reports import Door, Kind, Report, Settings, Status
from bot.store.db import Connection

_SETTINGS = "SELECT * FROM report_settings WHERE guild_id = ?"
_PUT_SETTINGS = """
    INSERT INTO report_settings (guild_id, categories, retention_days) VALUES (?, ?, ?)
    ON CONFLICT (guild_id) DO UPDATE
    SET categories = excluded.categories, retention_days = excluded.retention_days
"""
_TRAY = "SELECT sealed FROM report_trays WHERE guild_id = ?"
_PUT_TRAY = """
    INSERT INTO report_trays (guild_id, sealed) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET sealed = excluded.sealed
"""
_CLEAR_TRAY = "DELETE FROM report_trays WHERE guild_id = ?"
_ADD = """
    INSERT INTO reports (
        guild_id, number, door, category, office, is_urgent, week, released_on, code, head, name, status
    ) VALUES (
        :guild_id, :number, :door, :category, :office, :is_urgent, :week, :released_on, :code, :head, :name, :status
    )
"""
_GET = "SELECT * FROM reports WHERE guild_id = ? AND number = ?"
_BY_CODE = "SELECT * FROM reports WHERE guild_id = ? AND code = ?"
_SAVE = """
    UPDATE reports SET head = :head, name = :name, status = :status, holder_id = :holder_id, entries = :entries,
        reply_waits = :reply_waits, answer_waits = :answer_waits, closed_on = :closed_on, channel_id = :channel_id,
        message_id = :message_id, message_lost = :message_lost
    WHERE guild_id = :guild_id AND number = :number
"""
# The longest waiting first; those of one release by their case numbers, which are drawn by lot.
_LIST = """
    SELECT * FROM reports WHERE guild_id = ? AND status IN (SELECT value FROM json_each(?)) ORDER BY released_on, number
"""
_CLOSED_BY = "SELECT * FROM reports WHERE guild_id = ? AND closed_on <= ? ORDER BY number"
_ADD_ENTRY = """
    INSERT INTO report_entries (guild_id, number, position, kind, sealed, week, author_id, written_on)
    VALUES (:guild_id, :number, :position, :kind, :sealed, :week, :author_id, :written_on)
"""
_THREAD = "SELECT * FROM report_entries WHERE guild_id = ? AND number = ? ORDER BY position"
_ERASE_THREAD = "DELETE FROM report_entries WHERE guild_id = ? AND number = ?"
_ERASE = "DELETE FROM reports WHERE guild_id = ? AND number = ?"
_NUMBERS = "SELECT number FROM reports WHERE guild_id = ?"
_ANSWERS_WAITING = "SELECT * FROM reports WHERE guild_id = ? AND answer_waits = 1 ORDER BY number"


@dataclass(frozen=True)
class SealedEntry:
    """One entry of a report's thread, as it lies in the table."""

    position: int
    kind: Kind
    sealed: bytes = field(repr=False)
    week: str
    author_id: MemberId | None = None
    written_on: date | None = None


async def settings(conn: Connection, guild_id: GuildId) -> Settings | None:
    """What the branch has chosen about reports; None before anybody has."""
    rows = list(await conn.execute_fetchall(_SETTINGS, (guild_id,)))
    return Settings(tuple(json.loads(rows[0]["categories"])), rows[0]["retention_days"]) if rows else None


async def put_settings(tx: Connection, guild_id: GuildId, chosen: Settings) -> None:
    """The branch has chosen this."""
    categories = json.dumps(list(chosen.categories), ensure_ascii=False)
    await tx.execute(_PUT_SETTINGS, (guild_id, categories, chosen.retention_days))


async def tray(conn: Connection, guild_id: GuildId) -> bytes | None:
    """What waits for its round, sealed; None while nothing does."""
    rows = list(await conn.execute_fetchall(_TRAY, (guild_id,)))
    return rows[0]["sealed"] if rows else None


async def put_tray(tx: Connection, guild_id: GuildId, sealed: bytes | None) -> None:
    """What waits is this from now on; None: nothing does."""
    if sealed is None:
        await tx.execute(_CLEAR_TRAY, (guild_id,))
    else:
        await tx.execute(_PUT_TRAY, (guild_id, sealed))


async def add(tx: Connection, report: Report) -> None:
    """A report that the desk is given."""
    values = {
        "guild_id": report.guild_id,
        "number": report.number,
        "door": report.door,
        "category": report.category,
        "office": report.office,
        "is_urgent": report.is_urgent,
        "week": report.week,
        "released_on": report.released_on.isoformat(),
        "code": report.code,
        "head": report.head,
        "name": report.name,
        "status": report.status,
    }
    await tx.execute(_ADD, values)


async def get(conn: Connection, guild_id: GuildId, number: CaseNumber) -> Report:
    """The branch's report; raises NotFound, for another branch's too."""
    rows = list(await conn.execute_fetchall(_GET, (guild_id, number)))
    if not rows:
        raise NotFound("report.not_found")
    return _report(rows[0])


async def by_code(conn: Connection, guild_id: GuildId, code: bytes) -> Report | None:
    """The report whose code has this tag, if there is one."""
    rows = list(await conn.execute_fetchall(_BY_CODE, (guild_id, code)))
    return _report(rows[0]) if rows else None


async def save(tx: Connection, report: Report) -> None:
    """Store what has become of it."""
    values = {
        "guild_id": report.guild_id,
        "number": report.number,
        "head": report.head,
        "name": report.name,
        "status": report.status,
        "holder_id": report.holder_id,
        "entries": report.entries,
        "reply_waits": report.reply_waits,
        "answer_waits": report.answer_waits,
        "closed_on": None if report.closed_on is None else report.closed_on.isoformat(),
        "channel_id": report.channel_id,
        "message_id": report.message_id,
        "message_lost": report.message_lost,
    }
    await tx.execute(_SAVE, values)


async def list_(conn: Connection, guild_id: GuildId, statuses: Collection[Status]) -> Sequence[Report]:
    """The branch's reports in these states, the longest waiting first."""
    async with conn.execute(_LIST, (guild_id, json.dumps(list(statuses)))) as found:
        return [_report(row) async for row in found]


async def closed_by(conn: Connection, guild_id: GuildId, day: date) -> Sequence[Report]:
    """Those that were closed on this day or before it."""
    async with conn.execute(_CLOSED_BY, (guild_id, day.isoformat())) as found:
        return [_report(row) async for row in found]


async def add_entry(tx: Connection, guild_id: GuildId, number: CaseNumber, entry: SealedEntry) -> None:
    """The next entry of a report's thread."""
    values = {
        "guild_id": guild_id,
        "number": number,
        "position": entry.position,
        "kind": entry.kind,
        "sealed": entry.sealed,
        "week": entry.week,
        "author_id": entry.author_id,
        "written_on": None if entry.written_on is None else entry.written_on.isoformat(),
    }
    await tx.execute(_ADD_ENTRY, values)


async def thread(conn: Connection, guild_id: GuildId, number: CaseNumber) -> Sequence[SealedEntry]:
    """A report's entries in their order, sealed."""
    async with conn.execute(_THREAD, (guild_id, number)) as found:
        return [_entry(row) async for row in found]


async def erase_thread(tx: Connection, guild_id: GuildId, number: CaseNumber) -> None:
    """All that was written is erased; that there was a report stays."""
    await tx.execute(_ERASE_THREAD, (guild_id, number))


async def erase(tx: Connection, guild_id: GuildId, number: CaseNumber) -> None:
    """The report and all that was written are erased."""
    await tx.execute(_ERASE, (guild_id, number))


async def numbers(conn: Connection, guild_id: GuildId) -> frozenset[CaseNumber]:
    """The case numbers that are taken."""
    return frozenset(CaseNumber(row["number"]) for row in await conn.execute_fetchall(_NUMBERS, (guild_id,)))


async def answers_waiting(conn: Connection, guild_id: GuildId) -> Sequence[Report]:
    """Those whose code has an answer that was not fetched yet."""
    async with conn.execute(_ANSWERS_WAITING, (guild_id,)) as found:
        return [_report(row) async for row in found]


def _report(row: sqlite3.Row) -> Report:
    holder_id, channel_id, message_id = row["holder_id"], row["channel_id"], row["message_id"]
    return Report(
        guild_id=GuildId(row["guild_id"]),
        number=CaseNumber(row["number"]),
        door=Door(row["door"]),
        category=row["category"],
        office=row["office"],
        is_urgent=bool(row["is_urgent"]),
        week=row["week"],
        released_on=date.fromisoformat(row["released_on"]),
        code=row["code"],
        head=row["head"],
        name=row["name"],
        status=Status(row["status"]),
        holder_id=None if holder_id is None else MemberId(holder_id),
        entries=row["entries"],
        reply_waits=bool(row["reply_waits"]),
        answer_waits=bool(row["answer_waits"]),
        closed_on=_day_or_none(row["closed_on"]),
        channel_id=None if channel_id is None else ChannelId(channel_id),
        message_id=None if message_id is None else MessageId(message_id),
        message_lost=bool(row["message_lost"]),
    )


def _entry(row: sqlite3.Row) -> SealedEntry:
    author_id = row["author_id"]
    return SealedEntry(
        position=row["position"],
        kind=Kind(row["kind"]),
        sealed=row["sealed"],
        week=row["week"],
        author_id=None if author_id is None else MemberId(author_id),
        written_on=_day_or_none(row["written_on"]),
    )


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
