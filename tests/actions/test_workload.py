"""Workload returns, on a real database, without Discord: what is kept of them, until when, what nobody can find."""

import asyncio
import json
import logging
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from sqlite3 import connect

import pytest

from bot import keys, operate
from bot.actions import branches, workload, workplaces
from bot.actions.workload import Returns
from bot.desk import Desk
from bot.errors import NotAllowed, NotFound, TooLate, Unavailable
from bot.ids import Caller, MemberId, RoleId, WorkplaceId
from bot.rules.outside_ballots import Workplace
from bot.rules.workload import Published, Return, ReturnMonth, Sums, month_of, revived
from bot.store import branches as branches_store
from bot.store import workload as store
from tests.actions.announced import ELSEWHERE, GUILD, MEMBERS, SUE, Hall, a_hall, member
from tests.actions.ballots_elsewhere import bytes_of
from tests.builders import Clock, new_data, written
from tests.rules.samples import RETURN

NOVEMBER = "2026-11"
FIRST_OF_DECEMBER = date(2026, 12, 1)


@dataclass
class Month:
    """A branch whose members give numbers."""

    hall: Hall
    returns: Returns

    @property
    def desk(self) -> Desk:
        return self.hall.desk

    async def list_offices(self, text: str) -> Sequence[Workplace]:
        return await workplaces.put(self.desk, branches.identify(self.hall.branch, SUE), text)

    async def give(self, number: int, office: Workplace | None = None, **changes: int) -> workload.Kept:
        at = None if office is None else office.id
        return await self.returns.hand_in(
            member(number), month_of(self.hall.clock.now().date()), replace(RETURN, **changes), at
        )

    async def end(self) -> Published:
        """The month ends, and the night counts it."""
        self.hall.clock.move(days=10)
        await workload.close_months(self.desk, GUILD, FIRST_OF_DECEMBER)
        month = await self.month()
        assert month is not None
        return _read(month)

    async def month(self) -> ReturnMonth | None:
        async with self.desk.db.reading() as conn:
            return await store.month(conn, GUILD, NOVEMBER)

    async def kept(self) -> list[Return]:
        """What lies in the table."""
        month = await self.month()
        if month is None:
            return []
        async with self.desk.db.reading() as conn:
            return list((await store.returns(conn, month.id)).values())

    async def on_record(self) -> int:
        """How often it stands on record that a month was counted."""
        async with self.desk.db.reading() as conn:
            rows = await conn.execute_fetchall("SELECT 1 FROM audit WHERE what = 'feedback.workload_counted'")
        return len(list(rows))

    async def tag(self, who: Caller) -> bytes:
        month = await self.month()
        assert month is not None
        return keys.tag(self.desk.return_keys.read(month.id), who.member_id)


def _read(month: ReturnMonth) -> Published:
    assert month.published is not None
    return revived(json.loads(month.published))


@pytest.fixture
async def month(hall: Hall) -> AsyncIterator[Month]:
    returns = Returns(hall.desk)
    yield Month(hall, returns)
    await returns.finish()


async def test_a_member_counts_once_a_month_and_the_last_numbers_stand(month: Month):
    first = await month.give(1)
    again = await month.give(1, caseload=52)
    assert [(each.was_given, each.month) for each in (first, again)] == [
        (False, date(2026, 11, 1)),
        (True, date(2026, 11, 1)),
    ]
    assert again.given == replace(RETURN, caseload=52)
    assert await month.kept() == [replace(RETURN, caseload=52)]


async def test_of_numbers_that_are_taken_back_nothing_is_kept(month: Month):
    await month.give(1)
    tag = await month.tag(member(1))
    left = replace(member(1), role_ids=frozenset[RoleId]())  # who has left the branch can still do it
    taken = await month.returns.take_back(left, NOVEMBER)
    assert (taken.given, taken.was_given) == (None, True)
    assert not (await month.returns.take_back(left, NOVEMBER)).was_given
    assert await month.kept() == []
    assert tag not in bytes_of(month.desk.boxes._folder.parent)  # pyright: ignore[reportPrivateUsage]


async def test_an_office_is_chosen_from_the_list_and_may_be_left_out(month: Month):
    leeds, york = await month.list_offices("Leeds: 40\nYork")
    asked = await workload.ask(month.desk, branches.identify(month.hall.branch, member(1)))
    assert ([each.name for each in asked.offices], asked.month) == (["Leeds", "York"], date(2026, 11, 1))
    await month.give(1, leeds)
    await month.give(2)
    assert sorted(str(each.office) for each in await month.kept()) == ["Leeds", "None"]
    await month.list_offices("Leeds")
    for gone in (york.id, WorkplaceId(99)):
        with pytest.raises(NotFound, match=r"workload\.office_gone"):
            await month.returns.hand_in(member(3), NOVEMBER, RETURN, gone)
    assert len(await month.kept()) == 2


async def test_only_members_give_numbers_and_another_branch_has_months_of_its_own(month: Month):
    nobody = Caller(GUILD, MemberId(9), frozenset())
    with pytest.raises(NotAllowed):
        await month.returns.hand_in(nobody, NOVEMBER, RETURN, None)
    with pytest.raises(NotAllowed):
        await workload.ask(month.desk, branches.identify(month.hall.branch, nobody))
    with pytest.raises(NotFound):
        await month.returns.hand_in(member(1, ELSEWHERE), NOVEMBER, RETURN, None)
    assert await month.kept() == []


async def test_three_hundred_who_give_numbers_together_are_each_told_and_each_counted_once(month: Month):
    kept = await asyncio.gather(*(month.give(number % 250) for number in range(300)))
    assert sum(not each.was_given for each in kept) == 250
    assert len(await month.kept()) == 250


async def test_what_is_handed_in_together_is_judged_in_its_order(month: Month):
    given, back, again = await asyncio.gather(
        month.give(1), month.returns.take_back(member(1), NOVEMBER), month.give(1, caseload=11)
    )
    assert [each.was_given for each in (given, back, again)] == [False, True, False]
    assert await month.kept() == [replace(RETURN, caseload=11)]


async def test_the_month_is_the_one_of_the_branchs_calendar(month: Month):
    month.hall.clock._at = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(TooLate, match=r"workload\.month_over"):
        await month.give(1)  # for June: it is half past midnight in summer time
    kept = await month.returns.hand_in(member(1), "2027-07", RETURN, None)
    assert kept.month == date(2027, 7, 1)
    with pytest.raises(TooLate, match=r"workload\.month_over"):
        await month.returns.take_back(member(1), "2027-06")


# At the month's end


async def test_at_the_months_end_what_may_be_published_stays_and_nothing_else(month: Month):
    hull, leeds, york = await month.list_offices("Leeds\nYork\nHull")
    for number, office in enumerate([leeds] * 6 + [york] * 3 + [hull] * 7 + [None] * 8):
        await month.give(number, office, caseload=30 + number)
    published = await month.end()
    assert published.offices.keys() == {"", "Hull"}
    assert published.others is not None
    assert (published.others.returns, published.others.caseload) == (9, sum(range(30, 39)))
    assert published.together == Sums(24, sum(range(30, 54)), 240, 144, 24, 0)
    assert (published.membership, published.counted_on) == (None, FIRST_OF_DECEMBER)
    assert await month.kept() == []
    assert month.desk.return_keys.held() == set()
    with pytest.raises(TooLate, match=r"workload\.month_over"):
        await month.returns.take_back(member(1), NOVEMBER)


async def test_a_month_is_not_counted_before_it_is_over_nor_twice(month: Month):
    for number in range(5):
        await month.give(number)
    await workload.close_months(month.desk, GUILD, date(2026, 11, 30))
    assert len(await month.kept()) == 5
    first = await month.end()
    await workload.close_months(month.desk, GUILD, date(2026, 12, 2))
    found = await month.month()
    assert found is not None
    assert (_read(found), first.together) == (first, Sums(5, 200, 50, 30, 5, 0))
    assert await month.on_record() == 1


async def test_of_a_month_with_four_returns_it_is_not_even_on_record_that_it_was_counted(month: Month):
    for number in range(4):
        await month.give(number)
    assert (await month.end()).together is None
    assert await month.on_record() == 0


async def test_a_month_that_ended_while_steward_was_off_is_counted_at_the_start(month: Month):
    for number in range(5):
        await month.give(number)
    month.hall.clock.move(days=40)
    await workload.take_stock(month.desk)
    found = await month.month()
    assert found is not None
    assert _read(found).together == Sums(5, 200, 50, 30, 5, 0)
    assert month.desk.return_keys.held() == set()


async def test_a_count_that_is_cut_off_after_the_key_is_done_by_the_next_start(month: Month):
    for number in range(5):
        await month.give(number)
    found = await month.month()
    assert found is not None
    month.hall.clock.move(days=10)
    month.desk.return_keys.destroy(found.id)  # cut off here
    await workload.take_stock(month.desk)
    after = await month.month()
    assert after is not None
    assert (_read(after).together, after.began_anew) == (Sums(5, 200, 50, 30, 5, 0), False)


async def test_a_start_destroys_the_key_of_a_month_that_is_over(month: Month):
    await month.give(1)
    found = await month.month()
    assert found is not None
    await month.end()
    month.desk.return_keys.make(found.id)  # as if the computer had forgotten that it was gone
    await workload.take_stock(month.desk)
    assert month.desk.return_keys.held() == set()


async def test_where_no_key_can_be_made_nothing_is_taken_and_no_month_is_begun(month: Month, tmp_path: Path):
    in_the_way = tmp_path / "data" / "keys" / "1.workload.part"
    in_the_way.mkdir()  # no file can be made there, whoever tries
    with pytest.raises(Unavailable, match=r"store\.unavailable"):
        await month.give(1)
    assert await month.month() is None
    in_the_way.rmdir()
    assert not (await month.give(1)).was_given


@pytest.mark.parametrize("harm", ["gone", "half"])
async def test_a_start_without_the_key_counts_from_nothing_again_and_says_so(month: Month, tmp_path: Path, harm: str):
    for number in range(9):
        await month.give(number)
    (file,) = (tmp_path / "data" / "keys").glob("*.workload")
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(b"half")
    with pytest.raises(Unavailable, match=r"workload\.key_gone"):
        await month.give(1)
    await workload.take_stock(month.desk)
    assert await month.kept() == []
    assert (await workload.ask(month.desk, branches.identify(month.hall.branch, member(1)))).began_anew
    assert not (await month.give(1)).was_given
    await workload.take_stock(month.desk)  # the next start finds nothing wrong
    assert len(await month.kept()) == 1


# What nobody can find


def _crowd() -> list[Caller]:
    dice = random.Random(5)  # noqa: S311 - people, not secrets
    return [Caller(GUILD, MemberId(dice.getrandbits(62) | 1 << 61), frozenset({MEMBERS})) for _ in range(30)]


async def test_no_byte_says_who_gave_numbers_without_the_key_and_none_at_all_after_the_month(
    month: Month, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    crowd, offices = _crowd(), await month.list_offices("Leeds\nYork")
    for number, who in enumerate(crowd):
        await month.returns.hand_in(who, NOVEMBER, replace(RETURN, caseload=10 + number), offices[number % 2].id)
    for who in crowd[:5]:
        await month.returns.take_back(who, NOVEMBER)
    found = await month.month()
    assert found is not None
    tags, key = [await month.tag(who) for who in crowd], month.desk.return_keys.read(found.id)
    ids = [each for who in crowd for each in written(who.member_id)]
    folder, backups = tmp_path / "data", tmp_path / "backups"
    operate.backup(folder, backups, 3, month.hall.clock.now())
    lying = bytes_of(folder) + bytes_of(backups)
    assert not [each for each in [*ids, key, key.hex().encode()] if each in lying]
    assert [tag in lying for tag in tags] == [False] * 5 + [True] * 25  # the search finds what is there
    for file in backups.iterdir():
        file.unlink()

    await month.end()
    forgotten = bytes_of(folder)
    assert not [each for each in [*ids, *tags, *(tag.hex().encode() for tag in tags), key] if each in forgotten]
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert not [each for each in [*(str(who.member_id) for who in crowd), *(t.hex() for t in tags)] if each in said]


async def test_a_return_queues_nothing_and_is_on_no_record(month: Month):
    async def known() -> list[object]:
        async with month.desk.db.reading() as conn:
            return [
                [tuple(row) for row in await conn.execute_fetchall(f"SELECT * FROM {table}")]  # noqa: S608
                for table in ("jobs", "audit", "facts")
            ]

    before = await known()
    await month.give(1)
    await month.returns.take_back(member(1), NOVEMBER)
    assert await known() == before


async def _evening(folder: Path, people: Sequence[int]) -> tuple[list[object], list[str], int]:
    """These people give the same numbers one after the other: what everybody finds who has the file but not the key."""
    clock = Clock()
    desk = await Desk.open(new_data(folder), clock.now)
    try:
        found = Month(await a_hall(desk, clock), Returns(desk))
        (leeds,) = await found.list_offices("Leeds")
        for place, number in enumerate(people):
            clock.move(minutes=place)
            await found.give(number, leeds if place % 2 else None, caseload=20 + place)
        await found.returns.finish()
    finally:
        await desk.close()
    with closing(connect(folder / "steward.db")) as connection:
        returns = sorted(map(str, connection.execute("SELECT office, caseload FROM workload_returns")))
        others = [line for line in connection.iterdump() if '"workload_returns"' not in line]
    return list(returns), others, (folder / "steward.db").stat().st_size


async def test_the_same_numbers_by_other_members_leave_the_same_but_for_the_tags(tmp_path: Path):
    one = await _evening(tmp_path / "one", range(12))
    other = await _evening(tmp_path / "other", [50 - number for number in range(12)])
    assert one == other
    assert len(one[0]) == 12


async def test_the_file_holds_returns_in_the_order_of_their_tags_and_not_in_that_in_which_they_came(month: Month):
    """A page of SQLite's is filled from its end: where a row lies would tell when it came."""
    for number in range(20):
        await month.give(number)
    tags = sorted([await month.tag(member(number)) for number in range(20)])
    lying = bytes_of(month.desk.boxes._folder.parent)  # pyright: ignore[reportPrivateUsage]
    places = [lying.rindex(tag) for tag in tags]
    assert places in (sorted(places), sorted(places, reverse=True))
    came = [lying.rindex(await month.tag(member(number))) for number in range(20)]
    assert came not in (sorted(came), sorted(came, reverse=True))


async def test_the_membership_of_the_day_is_counted_with_it(month: Month, hall: Hall):
    async with month.desk.db.transaction() as tx:
        await branches_store.set_membership(tx, GUILD, 212, hall.clock.now())
    await month.give(1)
    published = await month.end()
    assert published.membership == 212
    assert published.membership_at == hall.clock.now().replace(day=21, month=11)
