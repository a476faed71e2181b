"""What was done, by whom, when. Append only: the table itself refuses change."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.ids import GuildId, MemberId
from bot.store.instants import from_ms, to_ms
from bot.store.jobs import JSON

_NOTE = "INSERT INTO audit (guild_id, at, actor_id, what, about, detail) VALUES (?, ?, ?, ?, ?, ?)"
_PAGE = "SELECT * FROM audit WHERE guild_id = ? AND id < ? ORDER BY id DESC LIMIT ?"
_SINCE = "SELECT * FROM audit WHERE guild_id = ? AND id > ? ORDER BY id LIMIT ?"
_HAS = "SELECT EXISTS (SELECT 1 FROM audit WHERE guild_id = ? AND what = ? AND about = ?)"
_NEWEST = (1 << 63) - 1


@dataclass(frozen=True)
class Entry:
    """One thing that was done; `what` is a message key and `detail` its values."""

    id: int
    at: datetime
    actor: MemberId | None
    what: str
    about: str
    detail: dict[str, JSON]


async def note(
    tx: aiosqlite.Connection,
    now: datetime,
    guild_id: GuildId,
    what: str,
    *,
    actor: MemberId | None = None,
    about: str = "",
    **detail: JSON,
) -> None:
    """It is on record, with the change it belongs to or not at all; without an actor it was Steward itself."""
    await tx.execute(_NOTE, (guild_id, to_ms(now), actor, what, about, json.dumps(detail, ensure_ascii=False)))


async def has(conn: aiosqlite.Connection, guild_id: GuildId, what: str, *, about: str) -> bool:
    """Whether this was done to this at any time."""
    async with conn.execute(_HAS, (guild_id, what, about)) as found:
        row = await found.fetchone()
    return row is not None and bool(row[0])


async def page(conn: aiosqlite.Connection, guild_id: GuildId, *, before: int | None, limit: int) -> list[Entry]:
    """The newest entries first, from before this entry's id on; a branch sees its own alone."""
    async with conn.execute(_PAGE, (guild_id, _NEWEST if before is None else before, limit)) as found:
        return [_entry(row) async for row in found]


async def since(conn: aiosqlite.Connection, guild_id: GuildId, *, after: int, limit: int) -> list[Entry]:
    """The oldest entries first, from after this entry's id on; for whoever repeats them elsewhere."""
    async with conn.execute(_SINCE, (guild_id, after, limit)) as found:
        return [_entry(row) async for row in found]


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(row["id"], from_ms(row["at"]), row["actor_id"], row["what"], row["about"], json.loads(row["detail"]))
