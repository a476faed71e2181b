"""What somebody would try who wants to know who sent a report, when, or against whom; and what must hold in between."""

import asyncio
import os
import shutil
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.actions import casework, desk_posts, records, releasing, report_hours, report_letters, reports, retention
from bot.actions.limits import Senders
from bot.actions.reading import Reading
from bot.desk import Desk
from bot.errors import Unavailable
from bot.ids import Asker, CaseNumber, MemberId, Power
from bot.rules.reports import Head, SentReply, Status
from bot.scheduler import Hopeless, Scheduler
from bot.seals import Seals
from bot.store import folder, jobs, report_counts
from bot.store import reports as store
from tests.actions.announced import GUILD, Hall, a_hall
from tests.actions.desk_work import K7QD, organiser
from tests.actions.reported import a_sent, released, wait
from tests.builders import Clock, new_data

OLI, OLA = MemberId(21), MemberId(22)


@pytest.fixture
def reading(hall: Hall) -> Reading:
    return Reading(hall.desk, Senders(hall.clock.now, 5))


async def tampered(desk: Desk) -> bytes:
    """What waits for its round cannot be opened any more."""
    sealed = desk.seals.seal(b"{}", "elsewhere")
    async with desk.db.transaction() as tx:
        await store.put_tray(tx, GUILD, sealed)
    return sealed


async def the_round(hall: Hall) -> Coroutine[None, None, None]:
    """Giving the desk what waits, about to begin."""
    async with hall.desk.db.reading() as conn:
        job = await jobs.get(conn, f"feedback.round:{GUILD}")
    assert job is not None
    return releasing.hold_round(hall.desk, job, None)


# Who is conflicted


async def test_nobody_can_tell_from_the_word_to_members_that_there_is_a_report_they_must_not_see(hall: Hall):
    await released(hall.desk, "AAAA", answer_waits=True)
    await released(hall.desk, "BBBB", answer_waits=True, not_to=frozenset({OLI}))
    _, number = await desk_posts.answers_waiting(hall.desk, GUILD)
    assert number == 1


async def test_after_the_night_nothing_in_the_queue_tells_that_there_was_a_report_somebody_must_not_see(hall: Hall):
    await wait(hall.desk, *(a_sent(hall.desk, each, head=Head(frozenset({OLI}))) for each in ("AAAA", "BBBB")))
    await (await the_round(hall))
    scheduler = Scheduler(hall.desk)
    for kind in (releasing.TOLD, "audit.post"):
        scheduler.handle(kind, nothing)
    await scheduler.settle()
    assert releasing.TOLD in await kinds(hall)
    async with hall.desk.db.reading() as conn:
        night = await jobs.get(conn, f"feedback.night:{GUILD}")
    assert night is not None
    await retention.hold_night(hall.desk, night)
    assert releasing.TOLD not in await kinds(hall)


async def nothing(_: jobs.Job) -> None:
    """It is done."""


async def kinds(hall: Hall) -> set[str]:
    async with hall.desk.db.reading() as conn:
        return {row["kind"] for row in await conn.execute_fetchall("SELECT kind FROM jobs")}


async def test_a_report_stands_on_record_without_its_number_also_where_nobody_could_be_told_of_it(hall: Hall):
    report, _ = await released(hall.desk, not_to=frozenset({OLI}))
    async with hall.desk.db.transaction() as tx:
        await reports.queue(tx, report, releasing.TOLD, hall.clock.now())

    async def flagged(_: jobs.Job) -> None:
        raise Hopeless("job.flagged")

    scheduler = Scheduler(hall.desk)
    scheduler.handle(releasing.TOLD, flagged)
    scheduler.handle("audit.post", flagged)
    await scheduler.settle()
    entries = await records.page(hall.desk, organiser(OLA, Power.OFFICER))
    assert ("job.failed", "report") in [(each.what, each.about) for each in entries]
    assert "K7QD" not in str(entries)


async def test_the_figures_are_the_same_whether_or_not_there_is_a_report_that_somebody_must_not_see(hall: Hall):
    await wait(hall.desk, a_sent(hall.desk, "AAAA"), a_sent(hall.desk, "BBBB", head=Head(frozenset({OLI}))))
    await (await the_round(hall))
    async with hall.desk.db.reading() as conn:
        counted = await report_counts.of(conn, GUILD, "category")
    assert sum(counted["2026-11"].values()) == 1


# When


async def test_no_key_is_made_when_the_first_report_comes_nor_before_there_is_a_branch(tmp_path: Path, clock: Clock):
    desk = await Desk.open(new_data(tmp_path / "new"), clock.now)
    try:
        await report_hours.take_stock(desk)
        assert not key_files(tmp_path / "new")
        await a_hall(desk, clock)
        before = key_files(tmp_path / "new")
        desk.seals.seal(b"the first", "tray:7")
        desk.seals.tag_of_typed(GUILD, "typed")
        assert key_files(tmp_path / "new") == before
        assert len(before) == 2
    finally:
        await desk.close()


async def test_a_branch_of_a_steward_without_reports_has_its_keys_from_the_next_start_on(hall: Hall, tmp_path: Path):
    for file in (tmp_path / "data" / folder.KEYS).iterdir():
        file.unlink()
    desk = replace(hall.desk, seals=Seals(tmp_path / "data" / folder.KEYS))
    await report_hours.take_stock(desk)
    assert [name for name, _, _ in key_files(tmp_path / "data")] == ["1.codes", "1.seal"]


def key_files(data: Path) -> Sequence[tuple[str, int, int]]:
    files = (data / folder.KEYS).iterdir()
    return sorted((each.name, each.stat().st_ino, each.stat().st_mtime_ns) for each in files)


async def test_what_the_journal_remembers_while_somebody_reads_is_gone_soon_after(hall: Hall, tmp_path: Path):
    db, wal = hall.desk.db, tmp_path / "data" / "steward.db-wal"
    async with db.reading() as conn:
        await store.numbers(conn, GUILD)
        await wait(hall.desk, a_sent(hall.desk))
        with pytest.raises(Unavailable):
            await db.fold()
    assert wal.stat().st_size
    await db.fold_the_rest()
    assert not wal.stat().st_size
    await wait(hall.desk, a_sent(hall.desk, "M3XT"))
    await db.fold_the_rest()  # nobody asked for that
    assert wal.stat().st_size


async def test_after_whatever_a_reporter_does_the_journal_is_empty(
    hall: Hall, reading: Reading, ann: Asker, tmp_path: Path
):
    report, _ = await released(hall.desk, by=ann.member_id, opener=OLI, answer_waits=True)
    found = await reading.look(ann, report.code)
    acts = (
        partial(reading.fetch, found),
        partial(reading.reply, ann, hall.branch, report.code, "It is six by now."),
        partial(reading.set_letters, ann, report.code, wanted=True),
        partial(reading.entrust, ann, report.code, organiser(OLA)),
        partial(reading.withdraw, ann, report.code),
    )
    assert (tmp_path / "data" / "steward.db-wal").stat().st_size
    for act in acts:
        await act()
        assert not (tmp_path / "data" / "steward.db-wal").stat().st_size, act.func


async def test_the_week_does_not_part_those_of_one_round_on_a_monday_morning(hall: Hall):
    await released(hall.desk, "AAAA")
    await released(hall.desk, "BBBB")
    sunday, monday = "2026-W47", "2026-W48"
    await wait(hall.desk, a_sent(hall.desk, "CCCC", week=sunday), a_sent(hall.desk, "DDDD", week=monday))
    await wait(hall.desk, *(SentReply(CaseNumber(n), w, "More.") for n, w in (("AAAA", sunday), ("BBBB", monday))))
    hall.clock.move(days=1, hours=13.5)
    await (await the_round(hall))
    async with hall.desk.db.reading() as conn:
        found = [await store.get(conn, GUILD, CaseNumber(each)) for each in ("CCCC", "DDDD")]
        last = [(await store.thread(conn, GUILD, CaseNumber(n)))[-1].week for n in ("AAAA", "BBBB", "CCCC", "DDDD")]
    assert {each.week for each in found} == set(last) == {monday}


async def test_after_a_crash_between_storing_and_emptying_the_journal_the_next_start_empties_it(
    hall: Hall, tmp_path: Path
):
    await wait(hall.desk, a_sent(hall.desk))
    shutil.copytree(tmp_path / "data", tmp_path / "crashed")
    assert (tmp_path / "crashed" / "steward.db-wal").stat().st_size
    desk = await Desk.open(tmp_path / "crashed", hall.clock.now)
    try:
        assert not (tmp_path / "crashed" / "steward.db-wal").stat().st_size
        async with desk.db.reading() as conn:
            assert len((await reports.read_tray(desk, conn, GUILD)).reports) == 1
    finally:
        await desk.close()


async def test_the_times_of_files_do_not_say_when_something_was_stored(hall: Hall, tmp_path: Path):
    data = tmp_path / "data"
    (data / folder.BALLOTS / "1.db").touch()
    hall.desk.seals.begin()
    files = [data, *data.rglob("*")]
    for each in files:
        os.utime(each, (1, 1))
    folder.even_out(data)
    assert [each.name for each in files if each.stat().st_mtime == 1] == ["steward.lock"]


# What the reporter is told


async def test_a_right_code_typed_twice_at_once_is_right_twice(hall: Hall, reading: Reading, ann: Asker):
    _, code = await released(hall.desk, answer_waits=True)
    found = await asyncio.gather(*(reading.find(ann, code) for _ in range(3)))
    assert [each.report.number for each in found] == ["K7QD"] * 3


async def test_while_what_waits_cannot_be_opened_a_report_is_read_and_withdrawn_and_no_reply_takes_its_place(
    hall: Hall, reading: Reading, ann: Asker
):
    report, _ = await released(hall.desk)
    before = await tampered(hall.desk)
    with pytest.raises(Unavailable, match=r"report\.damaged"):
        await reading.reply(ann, hall.branch, report.code, "It is six by now.")
    assert (await reading.look(ann, report.code)).thread
    await reading.withdraw(ann, report.code)
    async with hall.desk.db.reading() as conn:
        assert (await store.get(conn, GUILD, report.number)).status is Status.WITHDRAWN
        assert not await store.thread(conn, GUILD, report.number)
        assert await store.tray(conn, GUILD) == before  # perhaps its key is put back


@pytest.mark.parametrize("is_first", [True, False])
async def test_who_withdraws_at_the_moment_of_the_round_has_withdrawn_whichever_came_first(
    hall: Hall, reading: Reading, ann: Asker, is_first: bool
):
    sents = [a_sent(hall.desk, number) for number in ("K7QD", "M3XT")]
    await wait(hall.desk, *sents)
    both = [reading.withdraw(ann, sents[0].code), await the_round(hall)]
    await asyncio.gather(*(both if is_first else reversed(both)))
    async with hall.desk.db.reading() as conn:
        assert not await store.thread(conn, GUILD, K7QD)
        found = await store.list_(conn, GUILD, list(Status))
        tray = await reports.read_tray(hall.desk, conn, GUILD)
    assert {each.number: each.status for each in found} == ({} if is_first else {"K7QD": "withdrawn", "M3XT": "new"})
    assert [each.number for each in tray.reports] == (["M3XT"] if is_first else [])


async def test_of_two_answers_in_one_night_neither_letter_takes_the_place_of_the_other(hall: Hall):
    oli = organiser(OLI)
    await released(hall.desk, by=MemberId(101), opener=OLI, by_letter=True)
    await casework.answer(hall.desk, oli, K7QD, "A rep will ring the office.", seen=1)
    await casework.close(hall.desk, oli, K7QD, "done", "They have taken on two more.", seen=2)
    async with hall.desk.db.reading() as conn:
        found = await conn.execute_fetchall("SELECT key FROM jobs WHERE kind = 'feedback.letter' ORDER BY id")
        queued = [await jobs.get(conn, row["key"]) for row in found]
    letters = [await report_letters.of_job(hall.desk, each) for each in queued if each]
    assert [each.text for each in letters if each] == ["A rep will ring the office.", "They have taken on two more."]


async def test_while_what_waits_cannot_be_opened_nobody_is_told_that_there_is_no_such_report(
    hall: Hall, reading: Reading, ann: Asker
):
    await tampered(hall.desk)
    for act in (reading.look, reading.withdraw):
        with pytest.raises(Unavailable, match=r"report\.damaged"):
            await act(ann, a_sent(hall.desk).code)
