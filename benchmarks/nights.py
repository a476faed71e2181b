"""The night in which reports are erased and the file is written anew: how long it takes, and how long a vote waits.

In one process, without Discord: somebody writes a little every 5 ms, as votes do, while the night's job is carried out.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from os import urandom
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure, ratios
from bot.actions import branches, report_hours, reports, retention
from bot.desk import Desk
from bot.errors import Unavailable
from bot.ids import Caller, CaseNumber, GuildId, MemberId
from bot.rules.branches import Branch
from bot.rules.reports import Door, Head, Kind, Report, Status
from bot.store import facts, jobs
from bot.store import folder as on_disk
from bot.store import reports as store

HERE, NOW = GuildId(7), datetime(2026, 11, 22, 4, tzinfo=UTC)
EVERY = 0.005
ENTRIES, LENGTH = 3, 1200
ONE_IN = 10  # is due to be erased


class NotErased(Exception):
    """What was due is still there: no figure matters then."""


@dataclass(frozen=True)
class _Night:
    took: float
    waited: float
    """The longest that somebody who wrote had to."""
    refused: int
    size: float
    """Of the file before, in megabytes."""


async def measure(folder: Path, few: int = 500, many: int = 5000, rounds: int = 3) -> list[Figure]:
    """With few reports and with many, in turns; raises NotErased."""
    nights = [
        (await _night(folder / f"few{number}", few), await _night(folder / f"many{number}", many))
        for number in range(rounds)
    ]
    small, large = [each for each, _ in nights], [each for _, each in nights]
    return [
        Figure(f"nights: {few:,} reports", [each.took for each in small], "s"),
        Figure(f"nights: {many:,} reports", [each.took for each in large], "s"),
        Figure("nights: the file before", [each.size for each in large], "MB"),
        Figure("nights: longest wait of who writes meanwhile", [each.waited for each in large], "s", most=1.5),
        Figure("nights: writers who were told to try again", [each.refused for each in large], most=0),
        Figure("nights: many beside few", ratios([each.took for each in large], [each.took for each in small]), "×"),
    ]


async def _night(folder: Path, number: int) -> _Night:
    desk = await Desk.open(folder, lambda: NOW)
    try:
        branch = await _fill(desk, number)
        size = (folder / on_disk.DATABASE).stat().st_size / 1e6
        async with desk.db.transaction() as tx:
            await report_hours.go_on(tx, report_hours.NIGHT, branch, NOW - timedelta(days=1))
            job = await jobs.get(tx, f"{report_hours.NIGHT}:{HERE}")
        assert job is not None  # noqa: S101 - it was put there just now
        over, writing = asyncio.Event(), asyncio.Event()
        writer = asyncio.create_task(_write(desk, over, writing))
        await writing.wait()
        began = perf_counter()
        await retention.hold_night(desk, job)
        took = perf_counter() - began
        over.set()
        waited, refused = await writer
        async with desk.db.reading() as conn:
            if len(await store.numbers(conn, HERE)) != number - number // ONE_IN:
                raise NotErased
    finally:
        await desk.close()
    return _Night(took, waited, refused, size)


async def _write(desk: Desk, over: asyncio.Event, writing: asyncio.Event) -> tuple[float, int]:
    longest, refused = 0.0, 0
    while not over.is_set():
        began = perf_counter()
        try:
            async with desk.db.transaction() as tx:
                await facts.put(tx, "a vote", str(began))
        except Unavailable:
            refused += 1
        longest = max(longest, perf_counter() - began)
        writing.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), EVERY)
    return longest, refused


async def _fill(desk: Desk, number: int) -> Branch:
    officer = Caller(HERE, MemberId(1), frozenset(), administrator=True)
    branch = await branches.begin(desk, officer, name="Leeds", roles={}, channels={})
    async with desk.db.transaction() as tx:
        for each in range(number):
            report = _report(desk, each)
            await store.add(tx, report)
            for _ in range(ENTRIES):
                report = await reports.add_entry(desk, tx, report, Kind.REPORT, "x" * LENGTH, week=report.week)
            if each % ONE_IN == 0:
                report = replace(report, status=Status.DONE, closed_on=date(2026, 8, 1))
            await store.save(tx, report)
    await desk.db.fold()
    return branch


def _report(desk: Desk, number: int) -> Report:
    case = CaseNumber(f"{number:04}")
    return Report(
        guild_id=HERE,
        number=case,
        door=Door.UNNAMED,
        category="Workload",
        office=None,
        is_urgent=False,
        week="2026-W30",
        released_on=date(2026, 7, 21),
        code=urandom(32),
        head=reports.seal_head(desk, HERE, case, Head()),
        entries=0,
    )
