"""The posts with buttons that open the doors for reports: one a channel, while nobody has deleted it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ids import ChannelId, FeedbackPostId, GuildId, MemberId, MessageId
from bot.store.db import Connection
from bot.store.instants import to_ms

_PUT = """
    INSERT INTO feedback_posts (guild_id, channel_id, made_by, made_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (guild_id, channel_id) DO UPDATE SET made_by = excluded.made_by, made_at = excluded.made_at
    RETURNING *
"""
_GET = "SELECT * FROM feedback_posts WHERE id = ?"
_ALL = "SELECT * FROM feedback_posts WHERE guild_id = ? ORDER BY id"
_POSTED = "UPDATE feedback_posts SET message_id = ? WHERE id = ?"
_FORGET = "DELETE FROM feedback_posts WHERE id = ?"


@dataclass(frozen=True)
class FeedbackPost:
    """One of them; it has no message before it is posted."""

    id: FeedbackPostId
    guild_id: GuildId
    channel_id: ChannelId
    message_id: MessageId | None = None


async def put(
    tx: Connection, guild_id: GuildId, channel_id: ChannelId, made_by: MemberId, at: datetime
) -> FeedbackPost:
    """The channel's post, which an officer asks for: a new one, or the one it has."""
    (row,) = await tx.execute_fetchall(_PUT, (guild_id, channel_id, made_by, to_ms(at)))
    return _post(row)


async def get(conn: Connection, post_id: FeedbackPostId) -> FeedbackPost | None:
    """The post; None for one that is forgotten."""
    rows = list(await conn.execute_fetchall(_GET, (post_id,)))
    return _post(rows[0]) if rows else None


async def all_(conn: Connection, guild_id: GuildId) -> Sequence[FeedbackPost]:
    """Every post of the branch."""
    async with conn.execute(_ALL, (guild_id,)) as found:
        return [_post(row) async for row in found]


async def posted(tx: Connection, post_id: FeedbackPostId, message_id: MessageId) -> None:
    """It is this message."""
    await tx.execute(_POSTED, (message_id, post_id))


async def forget(tx: Connection, post_id: FeedbackPostId) -> None:
    """Somebody has deleted it, who does not want it there."""
    await tx.execute(_FORGET, (post_id,))


def _post(row: sqlite3.Row) -> FeedbackPost:
    message_id = row["message_id"]
    return FeedbackPost(
        FeedbackPostId(row["id"]),
        GuildId(row["guild_id"]),
        ChannelId(row["channel_id"]),
        None if message_id is None else MessageId(message_id),
    )
