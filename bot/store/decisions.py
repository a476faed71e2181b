"""The register of decisions: what is to be done, by whom, until when, and what became of it."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from bot.errors import NotFound
from bot.ids import DecisionId, GuildId, MeetingId, MemberId
from bot.rules.decisions import Decision, Owner, Silence, Status
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none

_GET = "SELECT * FROM decisions WHERE id = ? AND guild_id = ?"
# What is open as it was recorded, for `bot.rules.decisions` to order; what has ended, the last first.
_OPEN = "SELECT * FROM decisions WHERE guild_id = ? AND status = 'open' ORDER BY id"
_ENDED = "SELECT * FROM decisions WHERE guild_id = ? AND status <> 'open' ORDER BY ended_at DESC, id DESC LIMIT ?"
_OF_MEETING = "SELECT * FROM decisions WHERE guild_id = ? AND meeting_id = ? ORDER BY id"
# Where a backup was restored, ids go on well after it: what was made since is gone, but its buttons are still in chat.
_INSERT = """
    INSERT INTO decisions (id, guild_id, meeting_id, what, owner_id, owner, due_on, made_at, made_by)
    VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM decisions), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        :guild_id, :meeting_id, :what, :owner_id, :owner, :due_on, :made_at, :made_by
    ) RETURNING *
"""
_SAVE = """
    UPDATE decisions SET owner_id = :owner_id, owner = :owner, due_on = :due_on, status = :status, outcome = :outcome,
        ended_at = :ended_at, silence = :silence
    WHERE id = :id AND guild_id = :guild_id
"""
_SET_SILENCE = """
    UPDATE decisions SET silence = ? WHERE guild_id = ? AND status = 'open' AND owner_id = ?
"""


async def get(conn: Connection, guild_id: GuildId, decision_id: DecisionId) -> Decision:
    """The branch's decision; another branch's is not found, like one that never was."""
    rows = list(await conn.execute_fetchall(_GET, (decision_id, guild_id)))
    if not rows:
        raise NotFound("decision.not_found")
    return _decision(rows[0])


async def open_(conn: Connection, guild_id: GuildId) -> Sequence[Decision]:
    """Everything of the branch's that is still to be done, as it was recorded."""
    return [_decision(row) for row in await conn.execute_fetchall(_OPEN, (guild_id,))]


async def ended(conn: Connection, guild_id: GuildId, limit: int) -> Sequence[Decision]:
    """What became of something, the last first."""
    return [_decision(row) for row in await conn.execute_fetchall(_ENDED, (guild_id, limit))]


async def of_meeting(conn: Connection, guild_id: GuildId, meeting_id: MeetingId) -> Sequence[Decision]:
    """What this meeting decided, as it was recorded."""
    return [_decision(row) for row in await conn.execute_fetchall(_OF_MEETING, (guild_id, meeting_id))]


async def add(
    tx: Connection,
    guild_id: GuildId,
    meeting_id: MeetingId | None,
    *,
    what: str,
    owner: Owner,
    due_on: date | None,
    by: MemberId,
    now: datetime,
) -> Decision:
    """A new decision, still to be done."""
    values = {"guild_id": guild_id, "meeting_id": meeting_id, "what": what, "made_at": to_ms(now), "made_by": by}
    async with tx.execute(_INSERT, values | _changing(owner, due_on)) as made:
        row = await made.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row or raises
    return _decision(row)


async def save(tx: Connection, decision: Decision) -> None:
    """Store the decision as it is now; what was decided, where and when stays."""
    values: dict[str, object] = {
        "id": decision.id,
        "guild_id": decision.guild_id,
        "status": decision.status,
        "outcome": decision.outcome or None,
        "ended_at": to_ms_or_none(decision.ended_at),
        "silence": decision.silence,
    }
    await tx.execute(_SAVE, values | _changing(decision.owner, decision.due_on))


async def set_silence(tx: Connection, guild_id: GuildId, owner_id: MemberId, silence: Silence | None) -> None:
    """Why the weekly reminder does not reach this owner of whatever is still to be done; None where it does."""
    await tx.execute(_SET_SILENCE, (silence, guild_id, owner_id))


def _changing(owner: Owner, due_on: date | None) -> dict[str, object]:
    due = None if due_on is None else due_on.isoformat()
    return {"owner_id": owner.member_id, "owner": owner.name or None, "due_on": due}


def _decision(row: sqlite3.Row) -> Decision:
    meeting_id, owner_id, due_on, silence = (row[name] for name in ("meeting_id", "owner_id", "due_on", "silence"))
    return Decision(
        id=DecisionId(row["id"]),
        guild_id=GuildId(row["guild_id"]),
        meeting_id=None if meeting_id is None else MeetingId(meeting_id),
        what=row["what"],
        owner=Owner(None if owner_id is None else MemberId(owner_id), row["owner"] or ""),
        due_on=None if due_on is None else date.fromisoformat(due_on),
        made_at=from_ms(row["made_at"]),
        made_by=MemberId(row["made_by"]),
        status=Status(row["status"]),
        outcome=row["outcome"] or "",
        ended_at=from_ms_or_none(row["ended_at"]),
        silence=None if silence is None else Silence(silence),
    )
