"""Workload returns by month: while it is open under tags (`bot.keys`), afterwards only what was published of it.

A member comes here as a tag, so no id of a person reaches these tables, and nothing says when a return was handed in.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from bot.ids import GuildId, ReturnMonthId
from bot.rules.workload import Return, ReturnMonth
from bot.store.db import Connection

_MONTH = "SELECT * FROM workload_months WHERE guild_id = ? AND month = ?"
# Where a backup was restored, ids go on well after it: a key of then may still be there.
_BEGIN = """
    INSERT INTO workload_months (id, guild_id, month) VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM workload_months), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        ?, ?
    )
"""
_OPEN = "SELECT * FROM workload_months WHERE is_open ORDER BY guild_id, month"
_CLOSED = "SELECT id FROM workload_months WHERE NOT is_open"
_CLOSE = "UPDATE workload_months SET is_open = 0, published = ? WHERE id = ? AND is_open"
_BEGIN_ANEW = "UPDATE workload_months SET began_anew = 1 WHERE id = ?"
_PUBLISHED = "SELECT * FROM workload_months WHERE guild_id = ? AND NOT is_open ORDER BY month"
_RETURNS = "SELECT * FROM workload_returns WHERE month_id = ? ORDER BY tag"
_ERASE = "DELETE FROM workload_returns WHERE month_id = ?"
_ADD = """
    INSERT INTO workload_returns (
        month_id, tag, office, caseload, high_risk, hours_over, vacancies, leave_refused
    ) VALUES (:month_id, :tag, :office, :caseload, :high_risk, :hours_over, :vacancies, :leave_refused)
"""


async def month(conn: Connection, guild_id: GuildId, name: str) -> ReturnMonth | None:
    """This month ("2026-11") of the branch, if anybody has given numbers for it."""
    rows = list(await conn.execute_fetchall(_MONTH, (guild_id, name)))
    return _month(rows[0]) if rows else None


async def begin(tx: Connection, guild_id: GuildId, name: str) -> ReturnMonth:
    """The month, for the first return of it."""
    await tx.execute(_BEGIN, (guild_id, name))
    (row,) = await tx.execute_fetchall(_MONTH, (guild_id, name))
    return _month(row)


async def open_(conn: Connection) -> Sequence[ReturnMonth]:
    """The open months of every branch; several of one where Steward was off at the month's end."""
    async with conn.execute(_OPEN) as found:
        return [_month(row) async for row in found]


async def closed(conn: Connection) -> frozenset[ReturnMonthId]:
    """Those that are over: none of them may have a key."""
    return frozenset(ReturnMonthId(row["id"]) for row in await conn.execute_fetchall(_CLOSED))


async def published(conn: Connection, guild_id: GuildId) -> Sequence[ReturnMonth]:
    """The branch's months that are over, in their order."""
    async with conn.execute(_PUBLISHED, (guild_id,)) as found:
        return [_month(row) async for row in found]


async def returns(conn: Connection, month_id: ReturnMonthId) -> Mapping[bytes, Return]:
    """All that was given for a month, by tag; nothing once it is over."""
    async with conn.execute(_RETURNS, (month_id,)) as found:
        return {row["tag"]: _return(row) async for row in found}


async def put(tx: Connection, month_id: ReturnMonthId, given: Mapping[bytes, Return]) -> None:
    """These are the month's returns from now on.

    All are written anew, in the order of their tags: a page of SQLite's tells in which order its rows came.
    """
    await tx.execute(_ERASE, (month_id,))
    rows = [{"month_id": month_id, "tag": tag, **asdict(each)} for tag, each in sorted(given.items())]
    await tx.executemany(_ADD, rows)


async def close(tx: Connection, month_id: ReturnMonthId, text: str) -> None:
    """The month is over: this is published of it, and the returns are erased."""
    await tx.execute(_CLOSE, (text, month_id))
    await tx.execute(_ERASE, (month_id,))


async def begin_anew(tx: Connection, month_id: ReturnMonthId) -> None:
    """Nobody's numbers are kept any more, and everybody can give theirs again."""
    await tx.execute(_ERASE, (month_id,))
    await tx.execute(_BEGIN_ANEW, (month_id,))


def _month(row: sqlite3.Row) -> ReturnMonth:
    return ReturnMonth(
        id=ReturnMonthId(row["id"]),
        guild_id=GuildId(row["guild_id"]),
        month=row["month"],
        is_open=bool(row["is_open"]),
        began_anew=bool(row["began_anew"]),
        published=row["published"],
    )


def _return(row: sqlite3.Row) -> Return:
    return Return(
        caseload=row["caseload"],
        high_risk=row["high_risk"],
        hours_over=row["hours_over"],
        vacancies=row["vacancies"],
        leave_refused=row["leave_refused"],
        office=row["office"],
    )
