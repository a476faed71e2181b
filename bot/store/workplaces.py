"""The branch's workplaces: what a member can choose, once for each ballot, when they say to have posted."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.ids import GuildId, WorkplaceId
from bot.rules.outside_ballots import Workplace
from bot.store.db import Connection
from bot.store.instants import to_ms

_ALL = "SELECT * FROM workplaces WHERE guild_id = ? ORDER BY name COLLATE NOCASE, id"
# Where a backup was restored, ids go on well after it: what was listed since is gone, but menus may still name it.
_PUT = """
    INSERT INTO workplaces (id, guild_id, name, members) VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM workplaces), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        ?, ?, ?
    )
    ON CONFLICT (guild_id, name) DO UPDATE SET members = excluded.members, gone_at = NULL
"""
_REMOVE = "UPDATE workplaces SET gone_at = ? WHERE id = ? AND gone_at IS NULL"


async def all_(conn: Connection, guild_id: GuildId) -> Sequence[Workplace]:
    """Every workplace by its name, also those that are no longer on the list: who chose one before counts there."""
    async with conn.execute(_ALL, (guild_id,)) as found:
        return [_workplace(row) async for row in found]


async def put(tx: Connection, guild_id: GuildId, listed: Mapping[str, int | None], now: datetime) -> None:
    """The list is this from now on: name and size; who chose one that is gone from it still counts there."""
    for each in await all_(tx, guild_id):
        if each.name not in listed:
            await tx.execute(_REMOVE, (to_ms(now), each.id))
    await tx.executemany(_PUT, [(guild_id, name, members) for name, members in listed.items()])


def _workplace(row: sqlite3.Row) -> Workplace:
    return Workplace(
        WorkplaceId(row["id"]), GuildId(row["guild_id"]), row["name"], row["members"], row["gone_at"] is not None
    )
