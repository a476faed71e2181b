"""How many reports the desk was given in a month, by category and by office apart from each other."""

from collections.abc import Iterable, Mapping
from typing import Literal

from bot.ids import GuildId
from bot.store.db import Connection

By = Literal["category", "office"]

_ADD = """
    INSERT INTO report_counts (guild_id, month, by, name, number) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (guild_id, month, by, name) DO UPDATE SET number = number + excluded.number
"""
_LIST = "INSERT INTO report_counts (guild_id, month, by, name, number) VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING"
_OF = "SELECT month, name, number FROM report_counts WHERE guild_id = ? AND by = ? ORDER BY month, name"


async def add(tx: Connection, guild_id: GuildId, month: str, *, category: str, office: str, number: int = 1) -> None:
    """So many more in this month ("2026-11"): of this category, and from this office ("": not said)."""
    await tx.execute(_ADD, (guild_id, month, "category", category, number))
    await tx.execute(_ADD, (guild_id, month, "office", office, number))


async def list_(tx: Connection, guild_id: GuildId, month: str, by: By, names: Iterable[str]) -> None:
    """These could be chosen in this month: where nothing came from one of them that is a number too, and withheld."""
    await tx.executemany(_LIST, [(guild_id, month, by, name) for name in names])


async def of(conn: Connection, guild_id: GuildId, by: By) -> Mapping[str, Mapping[str, int]]:
    """By month, and in it by name, how many; a month without any is not in it."""
    found: dict[str, dict[str, int]] = {}
    async with conn.execute(_OF, (guild_id, by)) as rows:
        async for month, name, number in rows:
            found.setdefault(month, {})[name] = number
    return found
