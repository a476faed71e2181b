"""How many reports there were, by month, category and office, told so that nobody can work out a number under five.

Only months that are over count, and their numbers never change any more. Consecutive months are joined until together
they have five reports: a *period*. What comes after the last period is not told yet.

Tables by category and by office are of one or more periods, a *span*, which ends with its twentieth report or with the
year; then the next one begins. So no report is in two tables of a kind: a table up to October less one up to September
would tell what came in October. A table that was told is never made anew: whoever asks later sees the same, and more of
them. Where a span ends does not depend on what its table looks like: that would tell of what it looked like before.

Those withheld are one row, and nobody reads which they are or how many: else "not shown" would say of a small office
that something came from there. Whatever could be chosen in a span is in its table, with 0 where nothing came.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.rules.suppression import LEAST, Cell, suppress

Months = Mapping[str, Mapping[str, int]]
"""By month ("2026-11"), and in it by name: how many."""
MONTHS = 12
SPAN = 4
"""How many times the least number a span has: with twenty reports of a few categories some can be told apart."""


@dataclass(frozen=True)
class Period:
    """Consecutive months that together have five reports or more."""

    first: str
    last: str
    number: int


@dataclass(frozen=True)
class Counted:
    """A table of one span: who can be told apart, the most first, and all others together."""

    first: str
    last: str
    number: int
    shown: Mapping[str, int]

    @property
    def others(self) -> int:
        """How many are not told apart; 0 where everybody is."""
        return self.number - sum(self.shown.values())


@dataclass(frozen=True)
class Figures:
    """What may be told of a year."""

    year: int
    periods: Sequence[Period] = ()
    by_category: Sequence[Counted] = ()
    by_office: Sequence[Counted] = ()

    @property
    def number(self) -> int:
        """How many reports all periods have."""
        return sum(period.number for period in self.periods)


def figures(year: int, this_month: str, by_category: Months, by_office: Months, least: int = LEAST) -> Figures:
    """What may be told of this year in this month, which is not over itself."""
    over = [month for month in _months(year) if month < this_month]
    periods = _periods(over, by_category, least)
    is_over = len(over) == MONTHS
    categories, offices = (_tables(periods, each, least, is_over=is_over) for each in (by_category, by_office))
    return Figures(year, periods, categories, offices)


def years(this_month: str, counted: Months, least: int = LEAST) -> Sequence[int]:
    """The years of which something is told, and this one, the latest first: few reports are like none."""
    present = int(this_month[:4])
    found = {int(month[:4]) for month in counted} - {present}
    told = [year for year in found if _periods(_months(year), counted, least)]
    return sorted([present, *told], reverse=True)


def _months(year: int) -> Sequence[str]:
    return [f"{year}-{number:02}" for number in range(1, MONTHS + 1)]


def _periods(over: Sequence[str], counted: Months, least: int) -> Sequence[Period]:
    periods: list[Period] = []
    waiting: list[str] = []
    number = 0
    for month in over:
        waiting.append(month)
        number += sum(counted.get(month, {}).values())
        if number >= least:
            periods.append(Period(waiting[0], month, number))
            waiting, number = [], 0
    return periods


def _tables(periods: Sequence[Period], counted: Months, least: int, *, is_over: bool) -> Sequence[Counted]:
    spans: list[list[Period]] = [[]]
    for period in periods:
        spans[-1].append(period)
        if sum(each.number for each in spans[-1]) >= SPAN * least:
            spans.append([])
    if not is_over:
        spans.pop()
    return [_table(span, counted, least) for span in spans if span]


def _table(span: Sequence[Period], counted: Months, least: int) -> Counted:
    """What of a span can be told; of names that together are few there is nothing but their number."""
    first, last = span[0].first, span[-1].last
    cells = {name: Cell(number) for name, number in _cells(first, last, counted).items()}
    shown = suppress(cells, None, least).shown
    most_first = sorted(shown.items(), key=lambda each: (-each[1], each[0]))
    return Counted(first, last, sum(each.number for each in span), dict(most_first))


def _cells(first: str, last: str, counted: Months) -> Mapping[str, int]:
    cells: Counter[str] = Counter()
    for month, names in counted.items():
        if first <= month <= last:
            cells.update(names)  # adds up, and keeps names with 0
    return cells
