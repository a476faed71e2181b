"""Reports in numbers: nobody can work out a small one, neither from one sheet nor from all sheets of a year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.report_figures import Counted, Figures, Period, figures, years
from tests.rules.samples import thoroughly

NAMES = ("Workload", "Pay", "Bullying", "Other")
OVER = 13
World = tuple[tuple[int, ...], ...]
"""Month by month how many there were, name by name."""


def month(number: int) -> str:
    return f"2026-{number:02}"


def counted(world: Sequence[Sequence[int]], names: Sequence[str] = NAMES) -> dict[str, dict[str, int]]:
    """What the table holds: of a month without any report nothing at all."""
    return {month(number): dict(zip(names, row, strict=False)) for number, row in enumerate(world, 1) if any(row)}


def told(world: Sequence[Sequence[int]], until: int | None = None, least: int = 5) -> Figures:
    """What is told at the beginning of the month after these, or in month `until`."""
    found = counted(world)
    this_month = "2027-01" if until == OVER else month(until or len(world) + 1)
    return figures(2026, this_month, found, found, least)


# By month


def test_months_are_joined_until_each_period_has_five():
    assert told([(6,), (2,), (1,), (2,), (9,)]).periods == [
        Period("2026-01", "2026-01", 6),
        Period("2026-02", "2026-04", 5),
        Period("2026-05", "2026-05", 9),
    ]


def test_what_comes_after_the_last_period_is_not_told_yet():
    assert told([(6,), (4,)]).number == 6
    assert told([(4,)]) == told([(0,)]) == Figures(2026, [], [], [])
    assert told([(6,), (4,), (1,)]).periods[1] == Period("2026-02", "2026-03", 5)


def test_a_month_that_is_not_over_is_not_counted():
    assert told([(6,), (9,)], until=2).periods == [Period("2026-01", "2026-01", 6)]
    assert told([(6,)], until=1).periods == []


def test_a_year_that_is_over_is_counted_whole_and_no_other_with_it():
    found = {"2025-12": {"Pay": 7}, "2026-01": {"Pay": 8}, "2026-12": {"Pay": 9}, "2027-01": {"Pay": 20}}
    assert [each.number for each in figures(2026, "2027-02", found, found).periods] == [8, 9]
    assert figures(2024, "2027-02", found, found) == Figures(2024, [], [], [])


def test_the_years_there_are_begin_with_this_one_and_one_with_few_reports_is_like_one_without():
    found = {"2026-12": {"Pay": 3}, "2025-02": {"Pay": 2}, "2025-12": {"Pay": 3}, "2024-12": {"Pay": 4}, "2023-01": {}}
    assert years("2027-02", found) == [2027, 2025]
    assert years("2026-12", found) == [2026, 2025]
    assert years("2027-02", {}) == [2027]


# By category and by office


def test_a_table_shows_who_can_be_told_apart_the_most_first_and_the_others_together():
    (table,) = told([(8, 12, 3, 1)]).by_category
    assert (table.shown, table.others, table.number) == ({"Pay": 12}, 12, 24)
    (table,) = told([(8, 12, 3, 3)]).by_category
    assert (list(table.shown.items()), table.others) == ([("Pay", 12), ("Workload", 8)], 6)


def test_a_name_from_which_nothing_came_is_withheld_like_one_with_four():
    (table,) = told([(15, 5, 0, 0)]).by_category
    assert (table.shown, table.others) == ({"Workload": 15}, 5)


def test_a_table_without_small_numbers_is_shown_whole():
    (table,) = told([(12, 5, 8, 6)]).by_category
    assert (table.others, len(table.shown)) == (0, 4)


def test_of_numbers_that_cannot_be_told_apart_there_is_their_sum():
    (table,) = told([(16, 1, 1, 2)]).by_category
    assert (table.shown, table.others) == ({}, 20)


def test_a_table_waits_for_twenty_reports_and_the_next_one_begins_after_it():
    assert len(told([(8, 5, 0, 7)]).by_category) == 1
    world = [(8, 5, 0, 6), (3, 3, 0, 3), (9, 0, 0, 1), (9, 0, 1, 9)]
    spans = [[(table.first, table.last) for table in told(world[:length]).by_category] for length in (1, 2, 3, 4)]
    first = ("2026-01", "2026-02")
    assert spans == [[], [first], [first], [first, ("2026-03", "2026-04")]]


def test_what_came_after_the_last_table_is_in_one_when_the_year_is_over():
    world = [(6, 5, 7, 8), (9, 0, 0, 0), (0, 0, 0, 4)]
    assert len(told(world, until=12).by_category) == 1
    assert told(world, until=OVER).by_category[1] == Counted("2026-02", "2026-02", 9, {})


def test_one_new_report_in_october_is_not_told_by_two_sheets_side_by_side():
    world = [(20, 9, 8, 7), *[(0, 0, 0, 0)] * 8, (4, 0, 1, 0)]
    before, after = told(world[:9]).by_category, told(world).by_category
    assert before == after == [Counted("2026-01", "2026-01", 44, {"Workload": 20, "Pay": 9, "Bullying": 8, "Other": 7})]


def test_a_single_name_is_the_total():
    assert told([(26,)]).by_category == [Counted("2026-01", "2026-01", 26, {"Workload": 26})]


@st.composite
def years_of_reports(draw: st.DrawFn) -> list[tuple[int, ...]]:
    names = draw(st.integers(1, 4))
    row = st.tuples(*[st.sampled_from([0, 0, 1, 1, 2, 3, 5, 8, 13])] * names)
    return draw(st.lists(row, min_size=1, max_size=12))


@thoroughly
@given(years_of_reports())
def test_whatever_is_told_is_no_small_number_and_comes_to_the_whole(world: list[tuple[int, ...]]):
    found = told(world, until=OVER)
    assert all(period.number >= 5 for period in found.periods)
    ends = {0, *(int(period.last[5:]) for period in found.periods)}
    for table in found.by_category:
        rows = world[int(table.first[5:]) - 1 : int(table.last[5:])]
        assert {int(table.first[5:]) - 1, int(table.last[5:])} <= ends
        assert table.number == sum(map(sum, rows))
        assert all(number >= 5 for number in table.shown.values())
        assert table.others == 0 or table.others >= 5
        assert (
            table.others == 0 or len({name for each in counted(rows).values() for name in each} - set(table.shown)) > 1
        )


@thoroughly
@given(years_of_reports())
def test_what_was_told_once_stays_as_it_was_whatever_comes_later(world: list[tuple[int, ...]]):
    sheets = [told(world, until) for until in range(2, len(world) + 2)]
    for earlier, later in pairwise(sheets):
        for before, after in (
            (earlier.periods, later.periods),
            (earlier.by_category, later.by_category),
            (earlier.by_office, later.by_office),
        ):
            assert list(after[: len(before)]) == list(before)


def test_a_category_that_officers_add_later_changes_no_table_that_was_told():
    early = {"2026-01": {"Workload": 12, "Pay": 8}}
    late = {**early, "2026-03": {"Workload": 9, "Pay": 7, "Heating": 6}}
    (table,) = figures(2026, "2026-02", early, early).by_category
    assert figures(2026, "2026-04", late, late).by_category == [
        table,
        Counted("2026-02", "2026-03", 22, {"Workload": 9, "Pay": 7, "Heating": 6}),
    ]


# Working it out


def worlds(months: int, names: int, most: int) -> Iterator[World]:
    """Everything that may have been reported, so many at most."""

    def numbers(cells: int, most: int) -> Iterator[tuple[int, ...]]:
        if not cells:
            yield ()
            return
        for number in range(most + 1):
            for more in numbers(cells - 1, most - number):
                yield (number, *more)

    for found in numbers(months * names, most):
        yield tuple(found[at : at + names] for at in range(0, months * names, names))


def last_sheet(world: World, least: int) -> Figures:
    """What is told when the year is over: as what was told stays, it is all that was told before, and when."""
    return figures(2026, "2027-01", counted(world), {}, least)


@pytest.mark.parametrize(
    ("months", "names", "most", "least"), [(1, 2, 20, 5), (2, 2, 14, 3), (3, 2, 8, 2), (2, 3, 8, 2)]
)
def test_who_knows_the_rules_and_has_every_sheet_works_out_no_small_number(
    months: int, names: int, most: int, least: int
):
    """Not of a month, nor of a name in a month, nor of a name in all months together."""
    said: defaultdict[str, list[World]] = defaultdict(list)
    has_names = False
    for world in worlds(months, names, most + least - 1):  # of which fewer than `least` are not told yet
        found = last_sheet(world, least)
        if found.number <= most:  # else this is not a list of all worlds
            has_names |= any(len(table.shown) > 1 for table in found.by_category)
            said[repr(found)].append(world)
    assert has_names
    for text, alike in said.items():
        for numbers in zip(*map(_numbers, alike), strict=True):
            assert len(set(numbers)) > 1 or numbers[0] >= least, text


def _numbers(world: World) -> list[int]:
    """Everything that a reader would like to know of a world."""
    by_month = [sum(row) for row in world]
    return [*by_month, *(number for row in world for number in row), *map(sum, zip(*world, strict=True))]
