"""What somebody asked for and an officer has still to agree to."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import NotFound
from bot.ids import GuildId, MemberId, PollId
from bot.store.db import Connection
from bot.store.instants import from_ms, to_ms

_ASK = "INSERT INTO agreements (guild_id, poll_id, what, asked_by, asked_at, members) VALUES (?, ?, ?, ?, ?, ?)"
_GET = "SELECT * FROM agreements WHERE guild_id = ? AND poll_id = ? AND what = ?"
_OPEN = "SELECT * FROM agreements WHERE guild_id = ? ORDER BY asked_at, id"
_DROP = "DELETE FROM agreements WHERE poll_id = ? AND what = ?"


class What(StrEnum):
    """What two officers do together."""

    OPEN = "open"
    CLOSE = "close"
    ENROL = "enrol"


@dataclass(frozen=True)
class Request:
    """Asked for, and not agreed to yet."""

    guild_id: GuildId
    poll_id: PollId
    what: What
    asked_by: MemberId
    asked_at: datetime
    members: frozenset[MemberId]

    @property
    def moment(self) -> int:
        """What tells it from another request for the same; a button can carry it."""
        return to_ms(self.asked_at)


async def ask(  # noqa: PLR0917 - a row
    tx: Connection,
    guild_id: GuildId,
    poll_id: PollId,
    what: What,
    asked_by: MemberId,
    members: Collection[MemberId],
    now: datetime,
) -> None:
    """Put the request down; there is one for each thing at a time."""
    row = (guild_id, poll_id, what, asked_by, to_ms(now), json.dumps(sorted(members)))
    await tx.execute(_ASK, row)


async def get(conn: Connection, guild_id: GuildId, poll_id: PollId, what: What) -> Request:
    """The request; raises NotFound once it was agreed to, withdrawn, or overtaken."""
    rows = list(await conn.execute_fetchall(_GET, (guild_id, poll_id, what)))
    if not rows:
        raise NotFound("agreement.gone")
    return _request(rows[0])


async def waiting(conn: Connection, guild_id: GuildId) -> Sequence[Request]:
    """Everything the branch's officers have still to agree to, the oldest first."""
    return [_request(row) for row in await conn.execute_fetchall(_OPEN, (guild_id,))]


async def drop(tx: Connection, poll_id: PollId, what: What) -> None:
    """Done, withdrawn, or overtaken."""
    await tx.execute(_DROP, (poll_id, what))


def _request(row: sqlite3.Row) -> Request:
    return Request(
        guild_id=GuildId(row["guild_id"]),
        poll_id=PollId(row["poll_id"]),
        what=What(row["what"]),
        asked_by=MemberId(row["asked_by"]),
        asked_at=from_ms(row["asked_at"]),
        members=frozenset(map(MemberId, json.loads(row["members"]))),
    )
