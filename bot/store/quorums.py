"""When a meeting's quorum was reached and lost. Numbers only, so nothing of it is ever erased."""

from collections.abc import Sequence

from bot.ids import MeetingId
from bot.rules.attendance import Change
from bot.store.db import Connection
from bot.store.instants import from_ms, to_ms

_NOTE = "INSERT INTO meeting_quorums (meeting_id, at, is_met, present, needed) VALUES (?, ?, ?, ?, ?)"
_OF = "SELECT at, is_met, present, needed FROM meeting_quorums WHERE meeting_id = ? ORDER BY id"


async def note(tx: Connection, meeting_id: MeetingId, change: Change) -> None:
    """The quorum was reached, or lost."""
    await tx.execute(_NOTE, (meeting_id, to_ms(change.at), change.is_met, change.present, change.needed))


async def of(conn: Connection, meeting_id: MeetingId) -> Sequence[Change]:
    """Every time that it was, the first first."""
    async with conn.execute(_OF, (meeting_id,)) as found:
        return [Change(from_ms(at), bool(is_met), present, needed) async for at, is_met, present, needed in found]
