"""The index levels that officers have typed: what prices are, for every campaign of the branch."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from bot.ids import GuildId, MemberId
from bot.rules.prices import Level, Measure, Month
from bot.store.db import Connection

_ALL = "SELECT * FROM prices WHERE guild_id = ? ORDER BY measure, month"
_PUT = """
    INSERT INTO prices (guild_id, measure, month, level, source, typed_on, typed_by) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (guild_id, measure, month) DO UPDATE SET
        level = excluded.level, source = excluded.source, typed_on = excluded.typed_on, typed_by = excluded.typed_by
"""
_REMOVE = "DELETE FROM prices WHERE guild_id = ? AND measure = ? AND month = ?"


async def all_(conn: Connection, guild_id: GuildId) -> Sequence[Level]:
    """Every level of the branch's, by measure and month."""
    return [_level(row) for row in await conn.execute_fetchall(_ALL, (guild_id,))]


async def put(tx: Connection, guild_id: GuildId, levels: Iterable[Level], by: MemberId) -> None:
    """These levels stand from now on, typed by this officer."""
    rows = [
        (guild_id, each.measure, str(each.month), each.text, each.source, each.typed_on.isoformat(), by)
        for each in levels
    ]
    await tx.executemany(_PUT, rows)


async def remove(tx: Connection, guild_id: GuildId, measure: Measure, months: Iterable[Month]) -> None:
    """These months have no level any more."""
    await tx.executemany(_REMOVE, [(guild_id, measure, str(month)) for month in months])


def _level(row: sqlite3.Row) -> Level:
    return Level(
        measure=Measure(row["measure"]),
        month=Month.parse(row["month"]),
        text=row["level"],
        source=row["source"],
        typed_on=date.fromisoformat(row["typed_on"]),
    )
