"""What is kept long enough after its closing is erased at night, and is nowhere in the file afterwards."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.actions import report_hours, reports, retention
from bot.actions.report_hours import NIGHT
from bot.actions.workload import Returns
from bot.desk import Desk
from bot.errors import Unavailable
from bot.rules.reports import Report, SentReply, Settings, Status, Tray
from bot.store import facts, jobs, workload
from bot.store import folder as on_disk
from bot.store import reports as store
from bot.store.jobs import Job
from tests.actions.announced import GUILD, Hall, member
from tests.actions.reported import released
from tests.rules.samples import RETURN

CLOSED_ON = date(2026, 11, 21)
DONE: dict[str, Any] = {"status": Status.DONE, "closed_on": CLOSED_ON}


async def hold_night(hall: Hall, on: date) -> None:
    """Let it be four in the morning of that day, and what is due be done: the night's job, and nothing of the rest."""
    at = datetime.combine(on, datetime.min.time(), UTC) + timedelta(hours=4)
    hall.clock.move(seconds=(at - hall.clock.now()).total_seconds())
    async with hall.desk.db.transaction() as tx:
        await report_hours.go_on(tx, NIGHT, hall.branch, hall.clock.now() - timedelta(hours=1))
    was_held = False
    while job := await claimed(hall):
        if job.kind == NIGHT:
            await retention.hold_night(hall.desk, job)
            was_held = True
        async with hall.desk.db.transaction() as tx:
            await jobs.finish(tx, job, hall.clock.now())
    assert was_held


async def claimed(hall: Hall) -> Job | None:
    async with hall.desk.db.transaction() as tx:
        return await jobs.claim(tx, hall.clock.now(), timedelta(hours=1))


async def kept(desk: Desk) -> Sequence[str]:
    """The case numbers of the reports that are there."""
    async with desk.db.reading() as conn:
        return sorted(await store.numbers(conn, GUILD))


async def on_record(desk: Desk) -> Sequence[tuple[str, str]]:
    async with desk.db.reading() as conn:
        return [
            tuple(row) for row in await conn.execute_fetchall("SELECT what, detail FROM audit WHERE what LIKE 'fe%'")
        ]


async def keep_for(hall: Hall, days: int) -> None:
    async with hall.desk.db.transaction() as tx:
        await store.put_settings(tx, GUILD, Settings(("Workload",), days))


async def put_reply(hall: Hall, report: Report) -> None:
    async with hall.desk.db.transaction() as tx:
        reply = SentReply(report.number, "2026-W47", "It goes on.")
        await reports.put_tray(hall.desk, tx, GUILD, Tray(replies=(reply,)))


def lies_in(folder: Path, what: bytes) -> list[str]:
    """In which files these bytes are."""
    return [each.name for each in folder.rglob("*") if each.is_file() and what in each.read_bytes()]


async def sealed(desk: Desk, report: Report) -> Sequence[bytes]:
    async with desk.db.reading() as conn:
        return [each.sealed for each in await store.thread(conn, GUILD, report.number)] + [report.head]


async def test_a_closed_report_is_erased_ninety_days_later_and_not_a_day_before(hall: Hall):
    await released(hall.desk, **DONE)
    await released(hall.desk, "M3XT")
    await hold_night(hall, CLOSED_ON + timedelta(days=89))
    assert await kept(hall.desk) == ["K7QD", "M3XT"]
    assert await on_record(hall.desk) == []
    await hold_night(hall, CLOSED_ON + timedelta(days=90))
    assert await kept(hall.desk) == ["M3XT"]
    assert await on_record(hall.desk) == [("feedback.erased", '{"number": 1}')]


@pytest.mark.parametrize("status", [Status.DONE, Status.NO_ACTION, Status.WITHDRAWN])
async def test_however_it_was_closed_it_goes(hall: Hall, status: Status):
    await released(hall.desk, status=status, closed_on=CLOSED_ON)
    await hold_night(hall, CLOSED_ON + timedelta(days=90))
    assert await kept(hall.desk) == []


async def test_a_shorter_time_holds_at_once_and_for_what_was_closed_before(hall: Hall):
    await released(hall.desk, **DONE)
    await hold_night(hall, CLOSED_ON + timedelta(days=40))
    assert await kept(hall.desk) == ["K7QD"]
    await keep_for(hall, 30)
    await hold_night(hall, CLOSED_ON + timedelta(days=41))
    assert await kept(hall.desk) == []


async def test_a_longer_time_holds_at_once_too(hall: Hall):
    await released(hall.desk, **DONE)
    await keep_for(hall, 365)
    await hold_night(hall, CLOSED_ON + timedelta(days=364))
    assert await kept(hall.desk) == ["K7QD"]
    await hold_night(hall, CLOSED_ON + timedelta(days=365))
    assert await kept(hall.desk) == []


async def test_a_report_whose_reporter_has_replied_on_the_last_day_is_not_erased_under_the_reply(hall: Hall):
    report, _ = await released(hall.desk, **DONE)
    await put_reply(hall, report)
    await hold_night(hall, CLOSED_ON + timedelta(days=90))
    assert await kept(hall.desk) == ["K7QD"]


async def test_what_nobody_can_open_any_more_is_erased_all_the_same(hall: Hall):
    report, _ = await released(hall.desk, **DONE)
    await put_reply(hall, report)
    hall.desk.seals.destroy(1)
    await hold_night(hall, CLOSED_ON + timedelta(days=90))
    assert await kept(hall.desk) == []


async def test_nothing_that_was_to_be_done_about_it_stays_with_the_jobs(hall: Hall):
    report, _ = await released(hall.desk, **DONE)
    async with hall.desk.db.transaction() as tx:
        for kind, days in (("feedback.card", 0), ("feedback.told", 400)):
            await reports.queue(tx, report, kind, hall.clock.now() + timedelta(days=days))
    await hold_night(hall, CLOSED_ON + timedelta(days=90))
    async with hall.desk.db.reading() as conn:
        left = await conn.execute_fetchall("SELECT key FROM jobs WHERE key LIKE '%K7QD%'")
    assert list(left) == []


async def test_after_the_night_what_was_erased_is_nowhere_in_the_folder(hall: Hall, tmp_path: Path):
    many = [await released(hall.desk, f"{number:04}", text=f"Caseload {number} " * 150, **DONE) for number in range(30)]
    seals = [each for report, _ in many for each in await sealed(hall.desk, report)]
    other, _ = await released(hall.desk, "M3XT")
    await hall.desk.db.fold()
    (data,) = lies_in(tmp_path / "data", seals[0][:40])
    assert data == on_disk.DATABASE
    size = (tmp_path / "data" / on_disk.DATABASE).stat().st_size
    await hold_night(hall, CLOSED_ON + timedelta(days=90))
    for seal in seals:
        assert lies_in(tmp_path / "data", seal[:40]) == []
        assert lies_in(tmp_path / "data", seal[-40:]) == []
    for report, _ in many:
        assert lies_in(tmp_path / "data", report.code) == []
    assert lies_in(tmp_path / "data", other.head)
    assert (tmp_path / "data" / on_disk.DATABASE).stat().st_size < size - 30 * 2000


async def test_while_somebody_reads_the_night_is_not_over_and_the_next_try_writes_the_file_anew(hall: Hall):
    await released(hall.desk, **DONE)
    async with hall.desk.db.reading() as conn:
        await store.numbers(conn, GUILD)
        with pytest.raises(Unavailable):
            await hold_night(hall, CLOSED_ON + timedelta(days=90))
    assert await kept(hall.desk) == []
    assert await _is_due(hall.desk) == "1"
    hall.clock.move(hours=1)
    await hold_night(hall, CLOSED_ON + timedelta(days=91))
    assert await _is_due(hall.desk) == "0"
    assert await on_record(hall.desk) == [("feedback.erased", '{"number": 1}')]


async def test_a_night_that_was_cut_off_is_held_again_and_erases_nothing_twice(hall: Hall):
    await released(hall.desk, **DONE)
    hall.clock.move(days=90)
    async with hall.desk.db.transaction() as tx:
        job = await jobs.get(tx, f"{NIGHT}:{GUILD}")
    assert job is not None
    await retention.hold_night(hall.desk, job)
    await retention.hold_night(hall.desk, job)
    assert await on_record(hall.desk) == [("feedback.erased", '{"number": 1}')]


async def test_every_night_is_followed_by_the_next(hall: Hall):
    for day in range(1, 4):
        await hold_night(hall, CLOSED_ON + timedelta(days=day))
        assert await _next(hall.desk) == datetime(2026, 11, 22 + day, 4, tzinfo=UTC)


async def _is_due(desk: Desk) -> str | None:
    async with desk.db.reading() as conn:
        return await facts.get(conn, "reports.vacuum_due")


async def _next(desk: Desk) -> datetime | None:
    async with desk.db.reading() as conn:
        return await jobs.due_at(conn, f"{NIGHT}:{GUILD}")


async def test_in_the_night_after_a_month_its_workload_is_counted_and_its_key_is_gone(hall: Hall):
    await Returns(hall.desk).hand_in(member(1), "2026-11", RETURN, None)
    await hold_night(hall, date(2026, 11, 30))
    assert len(hall.desk.return_keys.held()) == 1
    await hold_night(hall, date(2026, 12, 1))
    assert hall.desk.return_keys.held() == set()
    async with hall.desk.db.reading() as conn:
        assert await workload.open_(conn) == []
        assert [each.month for each in await workload.published(conn, GUILD)] == ["2026-11"]
