"""Who has used the organisers' desk, and on which day last."""

from collections.abc import Sequence
from datetime import date

from bot.ids import GuildId, MemberId
from bot.store.db import Connection

_SEEN = """
    INSERT INTO desk_organisers (guild_id, member_id, seen_on) VALUES (?, ?, ?)
    ON CONFLICT (guild_id, member_id) DO UPDATE SET seen_on = excluded.seen_on
"""
_OF = "SELECT member_id FROM desk_organisers WHERE guild_id = ? ORDER BY member_id"


async def seen(tx: Connection, guild_id: GuildId, member_id: MemberId, day: date) -> None:
    """This organiser has used the desk on this day."""
    await tx.execute(_SEEN, (guild_id, member_id, day.isoformat()))


async def of(conn: Connection, guild_id: GuildId) -> Sequence[MemberId]:
    """Who has ever used it and is not forgotten; whether they are organisers still is Discord's to say."""
    return [MemberId(row["member_id"]) for row in await conn.execute_fetchall(_OF, (guild_id,))]
