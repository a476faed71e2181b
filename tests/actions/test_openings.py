"""The organisers' desk as each sees it: the list, opening a report, and what cannot be opened."""

from datetime import date

import pytest

from bot.actions import casework, openings
from bot.actions.openings import Openings
from bot.desk import Desk
from bot.ids import Asker
from bot.rules.casework import Which
from bot.rules.reports import Status
from bot.store import desk_organisers
from tests.actions.announced import GUILD, a_hall
from tests.actions.desk_work import (
    ANN,
    EVERY_ACT,
    K7QD,
    OLA,
    OLI,
    changes_nothing,
    flipped,
    jobs,
    kept,
    last_entry,
    on_record,
    organiser,
    put,
    refused,
)
from tests.actions.reported import TEXT, released


@pytest.fixture
def oli() -> Asker:
    return organiser(OLI)


@pytest.fixture
def ola() -> Asker:
    return organiser(OLA)


# The list


async def test_the_list_has_the_longest_waiting_first_and_leaves_out_what_must_not_be_shown(hall, oli, ola):
    await released(hall.desk, "ZZZZ", released_on=date(2026, 11, 2))
    await released(hall.desk, "B222", released_on=date(2026, 11, 20))
    await released(hall.desk, "A111", released_on=date(2026, 11, 20))
    await released(hall.desk, "H0H0", released_on=date(2026, 11, 1), not_to=frozenset({OLI}))
    await released(hall.desk, "D0NE", status=Status.DONE, closed_on=date(2026, 11, 20))
    of_oli = await openings.list_(hall.desk, oli, Which.OPEN)
    assert [each.report.number for each in of_oli.reports] == ["ZZZZ", "A111", "B222"]
    assert (of_oli.today, of_oli.unreadable) == (date(2026, 11, 21), 0)
    of_ola = await openings.list_(hall.desk, ola, Which.OPEN)
    assert [each.report.number for each in of_ola.reports] == ["H0H0", "ZZZZ", "A111", "B222"]
    closed = await openings.list_(hall.desk, oli, Which.CLOSED)
    assert [each.report.number for each in closed.reports] == ["D0NE"]


async def test_one_that_nobody_can_open_is_counted_and_the_others_are_listed(hall, oli):
    await released(hall.desk, "A111")
    damaged, _ = await released(hall.desk, "B222")
    await put(hall, damaged, head=flipped(damaged.head))
    found = await openings.list_(hall.desk, oli, Which.OPEN)
    assert ([each.report.number for each in found.reports], found.unreadable) == (["A111"], 1)


async def test_whoever_uses_the_desk_is_known_to_have_used_it(hall, oli, ola):
    await released(hall.desk)
    async with hall.desk.db.reading() as conn:
        assert list(await desk_organisers.of(conn, GUILD)) == []
    await openings.list_(hall.desk, oli, Which.OPEN)
    await Openings(hall.desk).open_(ola, K7QD)
    async with hall.desk.db.reading() as conn:
        assert list(await desk_organisers.of(conn, GUILD)) == [OLI, OLA]


# Opening


async def test_opening_shows_the_text_makes_it_read_and_stands_on_record_each_time(hall, oli, ola):
    await released(hall.desk)
    opened = Openings(hall.desk)
    case = await opened.open_(oli, K7QD)
    assert [each.text for each in case.thread] == [TEXT]
    assert (case.report.status, (await kept(hall)).status) == (Status.READ, Status.READ)
    entry = await last_entry(hall)
    assert (entry.actor, entry.what, entry.detail) == (OLI, "feedback.opened", {"number": "K7QD"})
    await opened.open_(oli, K7QD)
    await opened.open_(ola, K7QD)
    assert await on_record(hall) == ["feedback.opened"] * 3
    assert await jobs(hall) == ["feedback.card"]


async def test_turning_pages_is_no_other_opening_on_the_same_day(hall, oli, ola):
    await released(hall.desk)
    opened = Openings(hall.desk)
    await opened.open_(oli, K7QD)
    await opened.look(oli, K7QD)
    assert await on_record(hall) == ["feedback.opened"]
    await opened.look(ola, K7QD)  # whoever comes by that way without having opened it, opens it
    assert (await last_entry(hall)).actor == OLA
    hall.clock.move(days=1)
    await opened.look(oli, K7QD)
    await Openings(hall.desk).look(oli, K7QD)  # after a restart
    assert await on_record(hall) == ["feedback.opened"] * 4


async def test_what_has_become_of_a_report_is_shown_to_who_has_it_open_alone(hall, oli, ola):
    await released(hall.desk)
    opened = Openings(hall.desk)
    await opened.open_(oli, K7QD)
    case = await casework.note(hall.desk, oli, K7QD, "Ask the safety rep.")
    assert opened.has_open(oli, case)
    assert not opened.has_open(ola, case)


# What cannot be opened


@pytest.mark.parametrize("act", ["open", "turn", "answer", "close", "status", "note", "pass"])
async def test_a_text_that_was_changed_is_shown_to_nobody_and_nothing_is_done(hall, oli, act):
    await released(hall.desk)
    async with hall.desk.db.transaction() as tx:
        (row,) = await tx.execute_fetchall("SELECT sealed FROM report_entries")
        await tx.execute("UPDATE report_entries SET sealed = ?", (flipped(row["sealed"]),))
    await changes_nothing(hall, "report.damaged", lambda: EVERY_ACT[act](hall, oli))


@pytest.mark.parametrize("column", ["head", "name"])
async def test_a_head_or_a_name_that_was_changed_opens_nothing(hall, oli, column):
    report, _ = await released(hall.desk, by=ANN, opener=OLI)
    await put(hall, report, **{column: flipped(getattr(report, column))})
    await changes_nothing(hall, "report.damaged", lambda: EVERY_ACT["open_name"](hall, oli))


async def test_a_text_that_was_moved_to_another_report_does_not_open_there(hall, oli):
    await released(hall.desk)
    await released(hall.desk, "M3XT", "Another text")
    async with hall.desk.db.transaction() as tx:
        await tx.execute(
            "UPDATE report_entries SET sealed = (SELECT sealed FROM report_entries WHERE number = 'M3XT')"
            " WHERE number = 'K7QD'"
        )
    await changes_nothing(hall, "report.damaged", lambda: Openings(hall.desk).open_(oli, K7QD))


@pytest.mark.parametrize("column", ["head", "name"])
async def test_a_head_or_a_name_that_was_moved_to_another_report_does_not_open_there(hall, oli, column):
    report, _ = await released(hall.desk, by=ANN, opener=OLI)
    other, _ = await released(hall.desk, "M3XT", by=OLA, opener=OLI)
    await put(hall, report, **{column: getattr(other, column)})
    await changes_nothing(hall, "report.damaged", lambda: EVERY_ACT["open_name"](hall, oli))


async def test_a_lost_key_is_named_and_nothing_is_done(tmp_path, clock, oli):
    desk = await Desk.open(tmp_path / "lost", clock.now)
    await a_hall(desk, clock)
    await released(desk)
    await desk.close()
    for key in (tmp_path / "lost").rglob("*.seal"):
        key.unlink()
    desk = await Desk.open(tmp_path / "lost", clock.now)
    try:
        await refused("report.key_lost", lambda: Openings(desk).open_(oli, K7QD))
        found = await openings.list_(desk, oli, Which.OPEN)
        assert (list(found.reports), found.unreadable) == ([], 1)
    finally:
        await desk.close()
