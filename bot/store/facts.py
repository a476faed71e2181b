"""Small facts about the installation, by name: the hash of the commands last registered with Discord, and the like."""

import aiosqlite

_GET = "SELECT value FROM facts WHERE name = ?"
_PUT = "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


async def get(conn: aiosqlite.Connection, name: str) -> str | None:
    """The fact as last put, or None."""
    async with conn.execute(_GET, (name,)) as found:
        row = await found.fetchone()
    return None if row is None else row["value"]


async def put(tx: aiosqlite.Connection, name: str, value: str) -> None:
    """The fact is this from now on."""
    await tx.execute(_PUT, (name, value))
