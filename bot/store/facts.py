"""Small facts about the installation, by name: the hash of the commands last registered with Discord, and the like."""

import aiosqlite

_GET = "SELECT value FROM facts WHERE name = ?"
_PUT = "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
_KEEP_FREE = """
    INSERT INTO facts (name, value) VALUES ('begin_after', ?)
    ON CONFLICT (name) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))
"""


async def get(conn: aiosqlite.Connection, name: str) -> str | None:
    """The fact as last put, or None."""
    async with conn.execute(_GET, (name,)) as found:
        row = await found.fetchone()
    return None if row is None else row["value"]


async def put(tx: aiosqlite.Connection, name: str, value: str) -> None:
    """The fact is this from now on."""
    await tx.execute(_PUT, (name, value))


async def keep_free(tx: aiosqlite.Connection, number: int) -> None:
    """Nothing new gets this number: the buttons of what had it may still be on somebody's screen."""
    await tx.execute(_KEEP_FREE, (str(number),))
