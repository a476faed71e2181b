"""Organisers at their desk: who they are, everything they can do with a report, and what has become of it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.actions import casework
from bot.actions.limits import Senders
from bot.actions.openings import Openings
from bot.errors import BranchError
from bot.ids import Asker, CaseNumber, MemberId, Power
from bot.rules.reports import Report, Status
from bot.store import audit
from bot.store import reports as store
from tests.actions.announced import GUILD, Hall

K7QD = CaseNumber("K7QD")
OLI, OLA, OLU = MemberId(31), MemberId(32), MemberId(33)
ANN = MemberId(1573767453081731093)  # long enough that it lies nowhere by chance


def organiser(member_id: MemberId, *more: Power) -> Asker:
    """Somebody who holds the power, and perhaps others."""
    return Asker(GUILD, member_id, frozenset(), frozenset({Power.ORGANISER, Power.MEMBER, *more}))


async def refused(key: str, doing: Callable[[], Awaitable[object]]) -> BranchError:
    """The refusal, which must have this key."""
    with pytest.raises(BranchError) as refusal:
        await doing()
    assert refusal.value.key == key
    return refusal.value


async def everything(hall: Hall) -> dict[str, list[tuple[object, ...]]]:
    """All that the database holds."""
    async with hall.desk.db.reading() as conn:
        tables = [row[0] for row in await conn.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {each: [tuple(row) for row in await conn.execute_fetchall(f"SELECT * FROM {each}")] for each in tables}  # noqa: S608


async def changes_nothing(hall: Hall, key: str, doing: Callable[[], Awaitable[object]]) -> BranchError:
    """The same, with every table as it was before."""
    before = await everything(hall)
    refusal = await refused(key, doing)
    assert await everything(hall) == before
    return refusal


async def on_record(hall: Hall) -> list[str]:
    """What organisers did, as it stands on record, the oldest first."""
    async with hall.desk.db.reading() as conn:
        entries = await audit.page(conn, GUILD, before=None, limit=100)
    return [each.what for each in reversed(entries) if each.what.startswith("feedback.")]


async def last_entry(hall: Hall) -> audit.Entry:
    """What was noted last."""
    async with hall.desk.db.reading() as conn:
        return (await audit.page(conn, GUILD, before=None, limit=1))[0]


async def kept(hall: Hall, number: CaseNumber = K7QD) -> Report:
    """The report as it lies in the database."""
    async with hall.desk.db.reading() as conn:
        return await store.get(conn, GUILD, number)


async def jobs(hall: Hall) -> list[str]:
    """What is queued about reports, but not the rounds and what else comes whether or not there are any."""
    async with hall.desk.db.reading() as conn:
        found = await conn.execute_fetchall("SELECT kind FROM jobs WHERE subject LIKE 'report:%' ORDER BY kind")
    return [row["kind"] for row in found]


async def put(hall: Hall, report: Report, **changes: Any) -> Report:
    """The report, with this changed behind everybody's back."""
    after = replace(report, **changes)
    async with hall.desk.db.transaction() as tx:
        await store.save(tx, after)
    return after


# What an organiser can do with a report, each as it stands by itself.
EVERY_ACT: dict[str, Callable[[Hall, Asker], Awaitable[object]]] = {
    "open": lambda hall, who: Openings(hall.desk).open_(who, K7QD),
    "turn": lambda hall, who: Openings(hall.desk).look(who, K7QD),
    "to_work_on": lambda hall, who: casework.to_work_on(hall.desk, who, K7QD),
    "to_answer": lambda hall, who: casework.to_answer(hall.desk, who, K7QD),
    "answer": lambda hall, who: casework.answer(hall.desk, who, K7QD, "We look into it.", seen=1),
    "close": lambda hall, who: casework.close(hall.desk, who, K7QD, "done", "It is settled.", seen=1),
    "status": lambda hall, who: casework.set_status(hall.desk, who, K7QD, Status.IN_HAND),
    "reopen": lambda hall, who: casework.reopen(hall.desk, who, K7QD),
    "note": lambda hall, who: casework.note(hall.desk, who, K7QD, "Ask the safety rep."),
    "pass": lambda hall, who: casework.pass_to(hall.desk, who, K7QD, organiser(OLU)),
    "take_back": lambda hall, who: casework.take_back(hall.desk, who, K7QD),
    "mute": lambda hall, who: casework.mute(hall.desk, Senders(hall.clock.now, 5), who, K7QD),
    "may_open_name": lambda hall, who: casework.may_open_name(hall.desk, who, K7QD),
    "open_name": lambda hall, who: casework.open_name(hall.desk, who, K7QD, "To offer a rep at her hearing"),
}


def flipped(sealed: bytes) -> bytes:
    """The same with one bit of its content changed."""
    return sealed[:-5] + bytes([sealed[-5] ^ 1]) + sealed[-4:]
