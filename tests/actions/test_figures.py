"""Reports and workload in numbers, on a real database: what organisers are given of a year."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.actions import branches, figures
from bot.errors import NotAllowed
from bot.ids import Asker, Caller, MemberId, Power, RoleId
from bot.rules.workload import first_of, stored, summarise
from bot.store import branches as branches_store
from bot.store import report_counts, workload
from tests.actions.announced import ELSEWHERE, GUILD, SUE, Hall, member
from tests.rules.samples import RETURN

ORGANISERS = RoleId(14)


@pytest.fixture
async def oli(hall: Hall) -> Asker:
    async with hall.desk.db.transaction() as tx:
        await branches_store.set_roles(tx, GUILD, Power.ORGANISER, [ORGANISERS])
        branch = await branches_store.present(tx, GUILD)
    return branches.identify(branch, Caller(GUILD, MemberId(5), frozenset({ORGANISERS})))


async def report(hall: Hall, month: str, number: int, category: str = "Workload") -> None:
    async with hall.desk.db.transaction() as tx:
        for _ in range(number):
            await report_counts.add(tx, GUILD, month, category=category, office="")


async def count(hall: Hall, name: str, returns: int) -> None:
    """So many returns of a month that is over."""
    given = [replace(RETURN, office="Leeds")] * returns
    on = first_of(name)
    published = summarise(given, ["Leeds"], membership=212, membership_at=None, counted_on=on)
    async with hall.desk.db.transaction() as tx:
        month = await workload.begin(tx, GUILD, name)
        await workload.close(tx, month.id, json.dumps(stored(published)))


async def test_organisers_are_given_what_may_be_told_of_a_year(hall: Hall, oli: Asker):
    await report(hall, "2026-10", 22)
    await report(hall, "2026-11", 9)  # this month, which is not over
    await report(hall, "2025-03", 6)
    await count(hall, "2026-09", 7)
    await count(hall, "2025-12", 8)
    found = await figures.of_year(hall.desk, oli)
    assert (found.year, list(found.years), found.reports.number) == (2026, [2026, 2025], 22)
    assert [(each.month, each.published.counted_on) for each in found.workload] == [
        (date(2026, 9, 1), date(2026, 9, 1))
    ]
    assert found.reports.by_category[0].shown == {"Workload": 22}
    before = await figures.of_year(hall.desk, oli, 2025)
    assert (before.reports.number, [each.month.month for each in before.workload]) == (6, [12])
    assert (await figures.of_year(hall.desk, oli, 1999)).reports.periods == []


async def test_a_branch_without_a_list_of_offices_has_no_table_of_them(hall: Hall, oli: Asker):
    await report(hall, "2026-10", 22)
    found = await figures.of_year(hall.desk, oli)
    assert (found.has_offices, found.reports.by_office) == (False, ())
    async with hall.desk.db.transaction() as tx:
        await report_counts.list_(tx, GUILD, "2026-10", "office", ["Leeds"])
    found = await figures.of_year(hall.desk, oli)
    assert (found.has_offices, len(found.reports.by_office)) == (True, 1)


async def test_a_month_with_four_returns_is_like_one_with_none(hall: Hall, oli: Asker):
    await count(hall, "2026-09", 4)
    await count(hall, "2024-09", 4)
    found = await figures.of_year(hall.desk, oli)
    assert (found.workload, list(found.years)) == ([], [2026])


async def test_a_month_is_told_from_its_end_on_the_branchs_calendar(hall: Hall, oli: Asker):
    await report(hall, "2026-11", 9)
    hall.clock.move(days=9, hours=5)  # 23:30 on the 30th
    assert (await figures.of_year(hall.desk, oli)).reports.number == 0
    hall.clock.move(hours=1)
    assert (await figures.of_year(hall.desk, oli)).reports.number == 9


async def test_nobody_but_organisers_is_given_any(hall: Hall, oli: Asker):
    for caller in (member(1), replace(SUE, administrator=False)):
        with pytest.raises(NotAllowed):
            await figures.of_year(hall.desk, branches.identify(hall.branch, caller))
    elsewhere = replace(oli, guild_id=ELSEWHERE)
    await report(hall, "2026-10", 9)
    with pytest.raises(Exception, match=r"branch\.not_begun"):
        await figures.of_year(hall.desk, elsewhere)
