"""Minutes of meetings, as text or as a file, and where they are posted."""

import sqlite3
from datetime import datetime

from bot.ids import ChannelId, MeetingId, MemberId, MessageId
from bot.rules.minutes import Minutes, Status
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms

# Without the file: it may have megabytes, and hardly anybody who asks wants it.
_GET = """
    SELECT meeting_id, status, text, file_name, drafted_at, drafted_by, approved_at, approved_by, channel_id, message_id
    FROM meeting_minutes WHERE meeting_id = ?
"""
_FILE = "SELECT file FROM meeting_minutes WHERE meeting_id = ?"
_DRAFT = """
    INSERT INTO meeting_minutes (meeting_id, status, text, file_name, file, drafted_at, drafted_by)
    VALUES (:meeting_id, 'draft', :text, :file_name, :file, :drafted_at, :drafted_by)
    ON CONFLICT (meeting_id) DO UPDATE SET text = excluded.text, file_name = excluded.file_name, file = excluded.file,
        drafted_at = excluded.drafted_at, drafted_by = excluded.drafted_by
    WHERE status = 'draft'
"""
_APPROVE = """
    UPDATE meeting_minutes SET status = 'approved', approved_at = ?, approved_by = ?
    WHERE meeting_id = ? AND status = 'draft'
"""
_POSTED = "UPDATE meeting_minutes SET channel_id = ?, message_id = ? WHERE meeting_id = ?"


async def get(conn: Connection, meeting_id: MeetingId) -> Minutes | None:
    """The meeting's minutes, None while there are none."""
    rows = list(await conn.execute_fetchall(_GET, (meeting_id,)))
    return _minutes(rows[0]) if rows else None


async def file(conn: Connection, meeting_id: MeetingId) -> bytes | None:
    """What is in the file of these minutes; None where they are a text."""
    rows = list(await conn.execute_fetchall(_FILE, (meeting_id,)))
    return rows[0]["file"] if rows else None


async def draft(
    tx: Connection,
    meeting_id: MeetingId,
    *,
    text: str = "",
    file_name: str | None = None,
    file: bytes | None = None,
    by: MemberId,
    now: datetime,
) -> None:
    """Store this draft in the place of an earlier one; approved minutes stay as they are."""
    values = {"meeting_id": meeting_id, "text": text, "file_name": file_name, "file": file}
    await tx.execute(_DRAFT, values | {"drafted_at": to_ms(now), "drafted_by": by})


async def approve(tx: Connection, meeting_id: MeetingId, by: MemberId, now: datetime) -> None:
    """The draft is approved; a second time changes nothing."""
    await tx.execute(_APPROVE, (to_ms(now), by, meeting_id))


async def posted(
    tx: Connection, meeting_id: MeetingId, channel_id: ChannelId | None, message_id: MessageId | None
) -> None:
    """The minutes' post is this message; None: it is gone."""
    await tx.execute(_POSTED, (channel_id, message_id, meeting_id))


def _minutes(row: sqlite3.Row) -> Minutes:
    channel_id, message_id = row["channel_id"], row["message_id"]
    return Minutes(
        meeting_id=MeetingId(row["meeting_id"]),
        status=Status(row["status"]),
        text=row["text"],
        file_name=row["file_name"],
        drafted_at=from_ms(row["drafted_at"]),
        drafted_by=MemberId(row["drafted_by"]),
        approved_at=from_ms_or_none(row["approved_at"]),
        approved_by=None if row["approved_by"] is None else MemberId(row["approved_by"]),
        channel_id=None if channel_id is None else ChannelId(channel_id),
        message_id=None if message_id is None else MessageId(message_id),
    )
