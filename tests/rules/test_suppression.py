"""Nobody can work out a small number: a reader is played who works out whatever follows from what is published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.suppression import LEAST, Cell, Table, suppress
from tests.rules.samples import thoroughly

Sizes = Sequence[int | None]
World = tuple[int, ...]
"""What the numbers of a table might be, cell by cell."""


def plain(*numbers: int) -> dict[int, Cell]:
    return {place: Cell(number) for place, number in enumerate(numbers)}


def sized(numbers: Iterable[int], sizes: Sizes) -> dict[int, Cell]:
    return {place: Cell(number, of) for place, (number, of) in enumerate(zip(numbers, sizes, strict=True))}


# What is withheld


def test_a_table_without_small_cells_is_published_whole():
    assert suppress(plain(5, 12, 40)) == Table({0: 5, 1: 12, 2: 40})


def test_a_small_cell_is_withheld_together_with_the_next_smallest():
    assert suppress(plain(3, 30, 12, 40)) == Table({1: 30, 3: 40}, frozenset({0, 2}), 15)


def test_two_small_cells_cover_each_other_and_nothing_else_is_withheld():
    assert suppress(plain(3, 4, 12, 40)) == Table({2: 12, 3: 40}, frozenset({0, 1}), 7)


def test_small_cells_that_come_to_less_than_five_together_take_the_next_smallest_with_them():
    assert suppress(plain(0, 1, 2, 12, 40)) == Table({4: 40}, frozenset({0, 1, 2, 3}), 15)


def test_small_cells_whose_sum_gives_them_away_take_the_next_smallest_with_them():
    # 8 would be 4 and 4, the most that two small cells come to.
    assert suppress(plain(4, 4, 12, 40)) == Table({3: 40}, frozenset({0, 1, 2}), 20)


def test_of_equally_small_cells_none_is_singled_out_to_cover_another():
    assert suppress(plain(3, 12, 12, 40)) == Table({3: 40}, frozenset({0, 1, 2}), 27)


def test_nothing_at_all_is_said_of_a_handful_of_people():
    assert suppress(plain(1, 0, 3)) == Table({}, frozenset({0, 1, 2}), None)
    assert suppress(plain(4)) == Table({}, frozenset({0}), None)
    assert suppress({}) == Table({})


def test_nearly_everybody_of_a_known_size_is_a_small_cell_too():
    assert suppress(sized([17, 12, 30], [20, 20, 60])).withheld == {0, 1}
    assert suppress(sized([15, 12, 30], [20, 20, 60])).withheld == set()
    assert suppress(sized([17, 12, 30], [None, 20, 60])).withheld == set()


def test_more_than_a_typed_size_is_a_size_typed_wrongly_and_withheld():
    assert 0 in suppress(sized([23, 12, 30], [20, 20, 60])).withheld


def test_five_is_where_small_ends():
    assert LEAST == 5
    assert [Cell(number, 20).is_small(LEAST) for number in (4, 5, 15, 16)] == [True, False, False, True]


def test_a_branch_of_ordinary_offices_sees_all_but_its_smallest():
    table = suppress(plain(41, 33, 28, 19, 17, 12, 9, 8, 3, 2))
    assert (table.withheld, table.rest) == ({8, 9}, 5)


def test_no_more_is_withheld_than_the_small_cells_where_these_cover_each_other():
    for numbers in product(range(9), repeat=3):
        withheld = sorted((*numbers, 30)[place] for place in suppress(plain(*numbers, 30)).withheld)
        small = sorted(number for number in numbers if number < LEAST)
        if not small or (len(small) > 1 and sum(small) >= LEAST and min(small) < LEAST - 1):
            assert withheld == small
        else:
            assert set(withheld) == {*small, min(number for number in (*numbers, 30) if number >= LEAST)}


# A series


def test_cells_come_out_as_they_grow():
    first = suppress(plain(2, 4, 30))
    second = suppress(plain(6, 9, 30), first)
    assert (first.withheld, second.withheld) == ({0, 1}, set())


def test_a_cell_that_covers_another_stays_under_as_long_as_it_is_needed():
    first = suppress(plain(2, 7, 9))
    # The third is the next smallest now; but to show the second would tell how many the first had.
    second = suppress(plain(2, 10, 9), first)
    assert first.withheld == second.withheld == {0, 1}


def test_a_cell_that_was_shown_and_is_withheld_again_stays_so():
    first = suppress(sized([15, 12, 30], [20, 90, 90]))
    second = suppress(sized([16, 12, 30], [20, 90, 90]), first)
    third = suppress(sized([16, 40, 30], [20, 90, 90]), second)
    assert (first.withheld, second.withheld, third.withheld) == (set(), {0, 1}, {0, 1})
    assert third.for_good == {0, 1}


def test_it_stays_so_though_another_would_be_enough_to_cover_by_now():
    sizes = [20, 90, 90, 90]
    first = suppress(sized([15, 12, 12, 30], sizes))
    second = suppress(sized([16, 12, 12, 30], sizes), first)
    third = suppress(sized([16, 13, 12, 30], sizes), second)
    assert (first.withheld, second.withheld, third.withheld) == (set(), {0, 1, 2}, {0, 1, 2})


# Working it out


def vectors(total: int, bounds: Sequence[tuple[int, int]]) -> Iterator[World]:
    """Every way in which cells within these bounds come to that total."""
    if not bounds:
        if total == 0:
            yield ()
        return
    (low, high), others = bounds[0], bounds[1:]
    least = sum(low for low, _ in others)
    for number in range(low, min(high, total - least) + 1):
        for more in vectors(total - number, others):
            yield (number, *more)


def possible(table: Table[int], sizes: Sizes) -> set[World]:
    """Whatever the numbers may be, going by one published table and the sizes."""
    assert table.rest is not None or not table.withheld
    total = sum(table.shown.values()) + (table.rest or 0)
    bounds = [
        (table.shown[place], table.shown[place]) if place in table.shown else (0, total if of is None else of)
        for place, of in enumerate(sizes)
    ]
    return set(vectors(total, bounds))


def grows(before: World, after: World) -> bool:
    return all(one <= other for one, other in zip(before, after, strict=True))


def worked_out(tables: Sequence[Table[int]], sizes: Sizes) -> list[set[World]]:
    """What the numbers may be on each day, going by all tables: none ever fell. Exact, for days are a chain."""
    days = [possible(table, sizes) for table in tables]
    for day in range(1, len(days)):
        days[day] = {after for after in days[day] if any(grows(before, after) for before in days[day - 1])}
    for day in reversed(range(len(days) - 1)):
        days[day] = {before for before in days[day] if any(grows(before, after) for after in days[day + 1])}
    return days


def given_away(worlds: Iterable[World], sizes: Sizes, least: int) -> list[tuple[int, int]]:
    """The small cells that have the same number in all these worlds."""
    found = [(place, set(numbers)) for place, numbers in enumerate(zip(*worlds, strict=True))]
    known = [(place, numbers.pop()) for place, numbers in found if len(numbers) == 1]
    return [(place, number) for place, number in known if Cell(number, sizes[place]).is_small(least)]


def published(days: Sequence[Mapping[int, Cell]], least: int) -> Iterator[Table[int]]:
    before = None
    for cells in days:
        before = suppress(cells, before, least)
        yield before


@st.composite
def weeks(draw: st.DrawFn) -> tuple[list[World], list[int | None]]:
    """A few days of a few workplaces; nobody takes back what they said."""
    places = draw(st.integers(2, 4))
    steps = st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, 4]), min_size=places, max_size=places)
    moves = draw(st.lists(steps, min_size=1, max_size=4))
    days = list(accumulate(map(tuple, moves), lambda one, other: tuple(map(sum, zip(one, other, strict=True)))))
    room = draw(st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=places, max_size=places))
    sizes = [None if more is None else max(1, last + more) for last, more in zip(days[-1], room, strict=True)]
    return days, sizes


@settings(max_examples=120, deadline=None)
@given(weeks(), st.integers(2, 3))
def test_no_small_number_follows_from_any_series_of_tables(week: tuple[list[World], list[int | None]], least: int):
    days, sizes = week
    tables = list(published([sized(numbers, sizes) for numbers in days], least))
    told = [day for day, table in enumerate(tables) if table.rest is not None or not table.withheld]
    worlds = worked_out([tables[day] for day in told], sizes)
    for day, found in zip(told, worlds, strict=True):
        assert days[day] in found
        assert given_away(found, sizes, least) == []


@pytest.mark.parametrize(
    ("sizes", "most", "least"),
    [
        ([None] * 2, 14, 5),
        ([None] * 3, 9, 3),
        ([None] * 4, 6, 2),
        ([9] * 3, 9, 3),
        ([12, 14, 20], 0, 5),
        ([12, None, 18], 18, 5),
        ([3, 4, 14, 20], 0, 5),
        ([8, None, None], 12, 3),
    ],
)
def test_who_knows_the_rules_works_out_no_small_number_of_a_table(sizes: Sizes, most: int, least: int):
    said: defaultdict[object, list[World]] = defaultdict(list)
    for world in product(*(range((most if of is None else of) + 1) for of in sizes)):
        table = suppress(sized(world, sizes), None, least)
        if None not in sizes or table.rest is None or table.rest <= most:  # else this is not a list of all worlds
            said[tuple(sorted(table.shown.items())), table.rest].append(world)
    assert len(said) > 10
    assert [worlds for worlds in said.values() if given_away(worlds, sizes, least)] == []


@thoroughly
@given(st.lists(st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(1, 70))), max_size=8))
def test_whatever_is_withheld_is_several_cells_and_no_small_number_together(typed: list[tuple[int, int | None]]):
    cells = {place: Cell(number, of) for place, (number, of) in enumerate(typed)}
    table = suppress(cells)
    assert table.shown.keys() | table.withheld == cells.keys()
    assert not any(cells[place].is_small(LEAST) for place in table.shown)
    if table.rest is not None:
        assert len(table.withheld) > 1
        assert table.rest == sum(cells[place].number for place in table.withheld) >= LEAST
