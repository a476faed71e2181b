"""Who asked to be written to about a branch's campaigns, and about what."""

from collections.abc import Collection, Sequence

from bot.ids import GuildId, MemberId
from bot.rules.following import Topic
from bot.store.db import Connection

_FOLLOW = "INSERT INTO campaign_followers (guild_id, member_id, topic) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_UNFOLLOW = "DELETE FROM campaign_followers WHERE guild_id = ? AND member_id = ?"
_TOPICS = "SELECT topic FROM campaign_followers WHERE guild_id = ? AND member_id = ?"
_OF = """
    SELECT member_id FROM campaign_followers WHERE guild_id = ? AND topic = ? AND member_id > ?
    ORDER BY member_id LIMIT ?
"""
_COUNT = "SELECT count(*) FROM campaign_followers WHERE guild_id = ? AND topic = ? AND member_id > ?"
_ERASE = "DELETE FROM campaign_followers WHERE guild_id = ?"


async def follow(tx: Connection, guild_id: GuildId, member_id: MemberId, topics: Collection[Topic]) -> None:
    """This member wants to be written to about these as well."""
    await tx.executemany(_FOLLOW, [(guild_id, member_id, topic) for topic in topics])


async def unfollow(tx: Connection, guild_id: GuildId, member_id: MemberId) -> None:
    """This member wants no more of it, about anything."""
    await tx.execute(_UNFOLLOW, (guild_id, member_id))


async def topics(conn: Connection, guild_id: GuildId, member_id: MemberId) -> frozenset[Topic]:
    """What this member is written to about."""
    async with conn.execute(_TOPICS, (guild_id, member_id)) as found:
        return frozenset([Topic(topic) async for (topic,) in found])


async def of(
    conn: Connection, guild_id: GuildId, topic: Topic | None, after: MemberId, limit: int
) -> Sequence[MemberId]:
    """Who is written to about this, in the order of their ids, from the first after this member; about None nobody."""
    async with conn.execute(_OF, (guild_id, topic, after, limit)) as found:
        return [MemberId(member_id) async for (member_id,) in found]


async def count(conn: Connection, guild_id: GuildId, topic: Topic | None, after: MemberId) -> int:
    """How many these are."""
    ((number,),) = await conn.execute_fetchall(_COUNT, (guild_id, topic, after))
    return int(number)


async def erase(tx: Connection, guild_id: GuildId) -> int:
    """Nobody of this branch is written to about a campaign any more; how many rows that were."""
    async with tx.execute(_ERASE, (guild_id,)) as erased:
        return erased.rowcount
