"""Where what is kept about one person stands: the rows to show, and what erasing them takes.

The statements are in the `held_in_….py` beside it, one file for each part of Steward. What stands under a tag is not
among them: to find it takes a key (`bot.actions.holdings`).
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.ids import CaseNumber, GuildId, MemberId, OutsideBallotId, PollId
from bot.rules.holdings import Item
from bot.store import held_in_branch, held_in_campaigns, held_in_meetings, held_in_polls, held_in_reports
from bot.store.db import Connection
from bot.store.instants import from_ms
from bot.store.whereabouts import Where

_WHERE: Mapping[str, Where] = {
    **held_in_polls.WHERE,
    **held_in_meetings.WHERE,
    **held_in_campaigns.WHERE,
    **held_in_reports.WHERE,
    **held_in_branch.WHERE,
}
FOUND_HERE = frozenset(_WHERE)
"""The holdings that a member's id alone finds."""

_ANSWERABLE = """
    SELECT meeting_id FROM meeting_answers JOIN meetings ON id = meeting_id
    WHERE guild_id = ? AND member_id = ? AND status = 'announced'
"""
_BALLOTS = """
    SELECT ballot.id FROM outside_ballots AS ballot JOIN campaigns ON campaigns.id = campaign_id
    WHERE guild_id = ? AND ballot.status IN ('open', 'closed') AND purged_at IS NULL ORDER BY ballot.id
"""
_NAMED = "SELECT number FROM reports WHERE guild_id = ? AND name IS NOT NULL ORDER BY number"
_ENDS_AT = "SELECT due_at FROM jobs WHERE key = ? AND state = 'waiting'"


async def find(conn: Connection, key: str, guild_id: GuildId, member_id: MemberId) -> Sequence[Item]:
    """Everything of this holding that is about this member of this branch."""
    values = {"guild_id": guild_id, "member_id": member_id}
    found: list[Item] = []
    for statement in _WHERE[key].find:
        found += [_item(row) for row in await conn.execute_fetchall(statement, values)]
    return found


async def erase(tx: Connection, key: str, guild_id: GuildId, member_id: MemberId) -> None:
    """Erase of this holding what can be erased at once; a second time changes nothing."""
    for statement in _WHERE[key].erase:
        await tx.execute(statement, {"guild_id": guild_id, "member_id": member_id})


async def holders(conn: Connection, guild_id: GuildId, after: MemberId, limit: int) -> Sequence[MemberId]:
    """Of whom something is kept that is forgotten once they leave: the next so many after this one, by their ids."""
    values = {"guild_id": guild_id, "after": after, "limit": limit}
    found: set[int] = set()
    for where in _WHERE.values():
        for statement in where.holders:
            found.update(row[0] for row in await conn.execute_fetchall(statement, values))
    return [MemberId(each) for each in sorted(found)[:limit]]


async def answerable(conn: Connection, guild_id: GuildId, member_id: MemberId) -> Sequence[int]:
    """The meetings that are still to come and that this member has answered."""
    return [row[0] for row in await conn.execute_fetchall(_ANSWERABLE, (guild_id, member_id))]


async def tagged_ballots(conn: Connection, guild_id: GuildId) -> Sequence[OutsideBallotId]:
    """The branch's ballots held elsewhere whose tags are still here."""
    return [OutsideBallotId(row[0]) for row in await conn.execute_fetchall(_BALLOTS, (guild_id,))]


async def named_reports(conn: Connection, guild_id: GuildId) -> Sequence[CaseNumber]:
    """The branch's reports with which a name was sealed."""
    return [CaseNumber(row[0]) for row in await conn.execute_fetchall(_NAMED, (guild_id,))]


async def roll_ends_at(conn: Connection, poll_id: PollId) -> datetime | None:
    """When a secret poll's key is to be destroyed, once that is known."""
    rows = list(await conn.execute_fetchall(_ENDS_AT, (f"poll.erase:{poll_id}",)))
    return from_ms(rows[0][0]) if rows else None


def _item(row: sqlite3.Row) -> Item:
    """Columns are told apart by how their names end: an instant, a list, a number that stands for yes or no."""
    values: dict[str, object] = {}
    for name in row.keys():  # noqa: SIM118 - a row is no mapping
        value = row[name]
        if name.startswith("_") or value is None:
            continue
        if name == "at" or name.endswith("_at"):
            values[name] = from_ms(value)
        elif name.startswith("is_"):
            values[name] = bool(value)
        elif name.endswith("_json"):
            values[name.removesuffix("_json")] = json.loads(value)
        else:
            values[name] = value
    ends_at = row["_ends_at"]
    return Item(values, bool(row["_erasable"]), None if ends_at is None else from_ms(ends_at))
