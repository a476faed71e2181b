"""Who says to have posted their paper in a ballot held elsewhere: a tag each (`bot.keys`), and nothing about when.

A member comes here as a tag, so no id of a person reaches this table. What is published of the numbers is in
`outside_ballots`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.ids import OutsideBallotId, WorkplaceId
from bot.store.db import Connection

TAG_BYTES = 32

_RECORD = "INSERT INTO posted (ballot_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING"
_TAKE_BACK = "DELETE FROM posted WHERE ballot_id = ? AND tag = ?"
_CHOOSE = "UPDATE posted SET workplace_id = ? WHERE ballot_id = ? AND tag = ?"
# Tags are handed over as one blob, 32 bytes each: JSON has no bytes.
_OF = """
    WITH RECURSIVE place (at) AS (SELECT 0 UNION ALL SELECT at + 1 FROM place WHERE at + 1 < :number)
    SELECT tag, workplace_id FROM place JOIN posted ON ballot_id = :ballot_id AND tag = substr(:tags, 32 * at + 1, 32)
    WHERE :number > 0
"""
_TOTALS = "SELECT workplace_id, count(*) FROM posted WHERE ballot_id = ? GROUP BY workplace_id"
_TOTAL = "SELECT count(*) FROM posted WHERE ballot_id = ?"
_ERASE = "DELETE FROM posted WHERE ballot_id = ?"
_PUT_DAY = """
    INSERT INTO posted_days (ballot_id, falls_on, number) VALUES (?, ?, ?)
    ON CONFLICT (ballot_id, falls_on) DO UPDATE SET number = excluded.number
"""
_DAYS = "SELECT falls_on, number FROM posted_days WHERE ballot_id = ? ORDER BY falls_on"
_FORGET_DAYS = "DELETE FROM posted_days WHERE ballot_id = ?"


async def record(tx: Connection, ballot_id: OutsideBallotId, tags: Collection[bytes]) -> None:
    """These have posted; who had before stays as they are."""
    await tx.executemany(_RECORD, [(ballot_id, tag) for tag in tags])


async def take_back(tx: Connection, ballot_id: OutsideBallotId, tags: Collection[bytes]) -> None:
    """These have not: nothing of them stays, their workplaces neither."""
    await tx.executemany(_TAKE_BACK, [(ballot_id, tag) for tag in tags])


async def choose(tx: Connection, ballot_id: OutsideBallotId, chosen: Mapping[bytes, WorkplaceId]) -> None:
    """These, who have posted, work there."""
    await tx.executemany(_CHOOSE, [(workplace_id, ballot_id, tag) for tag, workplace_id in chosen.items()])


async def of(conn: Connection, ballot_id: OutsideBallotId, tags: Collection[bytes]) -> dict[bytes, WorkplaceId | None]:
    """Who of these has posted, each with the workplace chosen."""
    values = {"ballot_id": ballot_id, "number": len(tags), "tags": b"".join(tags)}
    async with conn.execute(_OF, values) as found:
        return {tag: None if chosen is None else WorkplaceId(chosen) async for tag, chosen in found}


async def totals(conn: Connection, ballot_id: OutsideBallotId) -> dict[WorkplaceId | None, int]:
    """How many have posted, by the workplace they chose; None is who chose none. Nothing once the tags are gone."""
    async with conn.execute(_TOTALS, (ballot_id,)) as found:
        return {None if at is None else WorkplaceId(at): number async for at, number in found}


async def total(conn: Connection, ballot_id: OutsideBallotId) -> int:
    """How many have posted; none once the tags are gone."""
    ((number,),) = await conn.execute_fetchall(_TOTAL, (ballot_id,))
    return int(number)


async def erase(tx: Connection, ballot_id: OutsideBallotId) -> int:
    """Delete every tag of this ballot; how many there were."""
    async with tx.execute(_ERASE, (ballot_id,)) as done:
        return done.rowcount


async def put_day(tx: Connection, ballot_id: OutsideBallotId, on: date, number: int) -> None:
    """So many had posted by the end of that day, or by now."""
    await tx.execute(_PUT_DAY, (ballot_id, on.isoformat(), number))


async def days(conn: Connection, ballot_id: OutsideBallotId) -> Sequence[tuple[date, int]]:
    """How many had posted, day by day; this stays after the purge."""
    async with conn.execute(_DAYS, (ballot_id,)) as found:
        return [(date.fromisoformat(on), number) async for on, number in found]


async def forget_days(tx: Connection, ballot_id: OutsideBallotId) -> None:
    """The days so far are of a count that was given up: it begins anew."""
    await tx.execute(_FORGET_DAYS, (ballot_id,))
