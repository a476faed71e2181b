"""The posts with a check-in button that reps had put where a meeting is held, besides its notice."""

from bot.ids import ChannelId, MeetingId, MessageId
from bot.store.db import Connection

_PUT = """
    INSERT INTO meeting_rooms (meeting_id, channel_id, message_id) VALUES (?, ?, ?)
    ON CONFLICT (meeting_id, channel_id) DO UPDATE SET message_id = excluded.message_id
"""
_OF = "SELECT channel_id, message_id FROM meeting_rooms WHERE meeting_id = ? ORDER BY channel_id"
_DROP = "DELETE FROM meeting_rooms WHERE meeting_id = ? AND channel_id = ? AND message_id = ?"


async def put(tx: Connection, meeting_id: MeetingId, channel_id: ChannelId, message_id: MessageId) -> None:
    """The meeting's post in this channel is this one, in the place of an earlier one."""
    await tx.execute(_PUT, (meeting_id, channel_id, message_id))


async def of(conn: Connection, meeting_id: MeetingId) -> dict[ChannelId, MessageId]:
    """The posts by channel."""
    async with conn.execute(_OF, (meeting_id,)) as found:
        return {ChannelId(channel_id): MessageId(message_id) async for channel_id, message_id in found}


async def drop(tx: Connection, meeting_id: MeetingId, channel_id: ChannelId, message_id: MessageId) -> None:
    """That post is gone; one that has taken its place stays."""
    await tx.execute(_DROP, (meeting_id, channel_id, message_id))
