"""Who asked never to be reminded of an outside ballot. Whoever has posted is not here: that is a tag's business."""

import json
from collections.abc import Collection

from bot.ids import GuildId, MemberId
from bot.store.db import Connection

# A reminder's button is still in somebody's private messages where the data of a branch are gone.
_SILENCE = """
    INSERT INTO campaign_silenced (guild_id, member_id) SELECT guild_id, :member_id FROM branches
    WHERE guild_id = :guild_id ON CONFLICT DO NOTHING
"""
_HEAR = "DELETE FROM campaign_silenced WHERE guild_id = ? AND member_id = ?"
_OF = "SELECT member_id FROM campaign_silenced WHERE guild_id = ? AND member_id IN (SELECT value FROM json_each(?))"
_ERASE = "DELETE FROM campaign_silenced WHERE guild_id = ?"


async def silence(tx: Connection, guild_id: GuildId, member_id: MemberId) -> None:
    """This member gets no reminders of the branch's ballots."""
    await tx.execute(_SILENCE, {"guild_id": guild_id, "member_id": member_id})


async def hear(tx: Connection, guild_id: GuildId, member_id: MemberId) -> None:
    """This member gets them again."""
    await tx.execute(_HEAR, (guild_id, member_id))


async def of(conn: Connection, guild_id: GuildId, members: Collection[MemberId]) -> frozenset[MemberId]:
    """Who of these members gets none."""
    found = await conn.execute_fetchall(_OF, (guild_id, json.dumps(list(members))))
    return frozenset(MemberId(member_id) for (member_id,) in found)


async def erase(tx: Connection, guild_id: GuildId) -> int:
    """Nobody of this branch is known to have asked for that any more; how many had."""
    async with tx.execute(_ERASE, (guild_id,)) as erased:
        return erased.rowcount
