"""Pauses of the doors for reports: at most one of a branch is asked for or in force; the table sees to that."""

import sqlite3
from datetime import datetime

from bot.errors import AlreadyDone
from bot.ids import GuildId, MemberId, PauseId
from bot.rules.pauses import Pause
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms

_NOW = "SELECT * FROM feedback_pauses WHERE guild_id = ? AND ended_at IS NULL"
_ASK = "INSERT INTO feedback_pauses (guild_id, reason, asked_by, asked_at) VALUES (?, ?, ?, ?)"
_AGREE = "UPDATE feedback_pauses SET agreed_by = ?, agreed_at = ? WHERE id = ?"
_END = "UPDATE feedback_pauses SET ended_by = ?, ended_at = ? WHERE id = ?"


async def now_of(conn: Connection, guild_id: GuildId) -> Pause | None:
    """What is asked for or in force in this branch, if anything is."""
    rows = list(await conn.execute_fetchall(_NOW, (guild_id,)))
    return _pause(rows[0]) if rows else None


async def ask(tx: Connection, guild_id: GuildId, reason: str, asked_by: MemberId, at: datetime) -> None:
    """An officer asks for it; raises AlreadyDone where one is there."""
    try:
        await tx.execute(_ASK, (guild_id, reason, asked_by, to_ms(at)))
    except sqlite3.IntegrityError as error:
        raise AlreadyDone("pause.asked_already") from error


async def agree(tx: Connection, pause_id: PauseId, agreed_by: MemberId, at: datetime) -> None:
    """A second officer has agreed: it is in force."""
    await tx.execute(_AGREE, (agreed_by, to_ms(at), pause_id))


async def end(tx: Connection, pause_id: PauseId, ended_by: MemberId, at: datetime) -> None:
    """It is over, or never came into force."""
    await tx.execute(_END, (ended_by, to_ms(at), pause_id))


def _pause(row: sqlite3.Row) -> Pause:
    agreed_by = row["agreed_by"]
    return Pause(
        PauseId(row["id"]),
        GuildId(row["guild_id"]),
        row["reason"],
        MemberId(row["asked_by"]),
        from_ms(row["asked_at"]),
        None if agreed_by is None else MemberId(agreed_by),
        from_ms_or_none(row["agreed_at"]),
    )
