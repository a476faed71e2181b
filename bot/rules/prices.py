"""Prices as an officer types them from the official tables, and what pay is worth against them: exact, by index ratios.

An index is one series: a level says nothing alone, only against another level of the same measure and base year.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, Self

from bot.errors import Invalid
from bot.rules import dates
from bot.rules.pay import rise_of, to_penny

LONGEST_SOURCE = 100
LONGEST_TYPED = 4000
MOST_MONTHS = 200  # which still fit in one field of a form
MONTHS_IN_A_YEAR = 12
THOUSANDTHS = 1000  # no level has more than three decimals
# A yearly rate ("4.1") is what is most often typed for a level. The index of no measure was under this since 1987.
LOWEST = 20
# Prices neither fall nor rise like this from one typed month to the next; a new base year makes a series seem to.
MOST_FALL, MOST_RISE_A_YEAR = Fraction(95, 100), Fraction(120, 100)

_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_LINE = re.compile(
    r"""(?: (?P<name>[a-z]{3,9})\.? [ /-]* (?P<year>(?:19|20)?[0-9]{2})
          | (?P<year_first>(?:19|20)[0-9]{2}) [ /-]* (?P<name_last>[a-z]{3,9})
          | (?P<year_iso>(?:19|20)[0-9]{2}) [/-] (?P<number_last>[0-9]{1,2})
          | (?P<number>[0-9]{1,2}) [/-] (?P<year_last>(?:19|20)[0-9]{2})
        ) [\s:;,=]+ (?P<level>\S+)""",
    re.VERBOSE,
)
_LEVEL = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3})?")


class Measure(StrEnum):
    """Which prices: without and with owners' housing costs, and the older index that many agreements still name."""

    CPI = "cpi"
    CPIH = "cpih"
    RPI = "rpi"


class Month(NamedTuple):
    """A month of the calendar; as text '2026-10'."""

    year: int
    number: int

    def __str__(self) -> str:
        """As the tables keep it, and as it sorts."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def as_typed(self) -> str:
        """As one would type it: "Sep 2021"."""
        return f"{dates.MONTHS[self.number - 1][:3].title()} {self.year}"

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which this day is."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """From what `str` made of it."""
        year, number = text.split("-")
        return cls(int(year), int(number))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    def since(self, other: "Month") -> int:
        """How many months after the other it is."""
        return (self.year - other.year) * MONTHS_IN_A_YEAR + self.number - other.number


@dataclass(frozen=True)
class Level:
    """One figure of an index: exactly as typed, where it is from, and when it was typed."""

    measure: Measure
    month: Month
    text: str
    source: str
    typed_on: date

    @property
    def value(self) -> Fraction:
        """The figure, exact."""
        return Fraction(self.text)


@dataclass(frozen=True)
class Span:
    """Prices of one measure between the same month of two years, so that no season is counted as a rise."""

    then: Level
    now: Level

    @property
    def measure(self) -> Measure:
        """Of which prices."""
        return self.then.measure

    @property
    def rise(self) -> Decimal:
        """By how many per cent prices rose, to one decimal; below nothing where they fell."""
        return rise_of_level(self.then, self.now)

    def in_old_pounds(self, pence: int) -> int:
        """What pay of now is worth in pounds of then: pay × index then ÷ index now, to the nearest penny."""
        return to_penny(pence * self.then.value / self.now.value)

    def in_new_pounds(self, pence: int) -> int:
        """What pay of then would have to be now to buy the same: pay × index now ÷ index then."""
        return to_penny(pence * self.now.value / self.then.value)


def span(levels: Sequence[Level], since: int) -> Span | None:
    """The prices of one measure from that year to the newest month that both years have; None where none is.

    A pair that ends more than a year before the newest level is no answer to what prices are now.
    """
    known = {each.month: each for each in levels}
    newest = max(known, default=None)
    for month in sorted(known, reverse=True):
        then = known.get(Month(since, month.number))
        if newest is not None and then is not None and month.year > since:
            return Span(then, known[month]) if newest.since(month) < MONTHS_IN_A_YEAR else None
    return None


def course(levels: Sequence[Level], span: Span) -> Sequence[Level]:
    """The levels of one measure in the month of this span, year by year, as far as they are known."""
    first, last, number = span.then.month, span.now.month, span.now.month.number
    between = [each for each in levels if each.month.number == number and first <= each.month <= last]
    return sorted(between, key=lambda each: each.month)


def rise_of_level(then: Level, now: Level) -> Decimal:
    """By how many per cent prices rose from one level to another, to one decimal."""
    return rise_of(_thousandths(then), _thousandths(now))


def years(levels: Iterable[Level]) -> Sequence[int]:
    """From which years prices can be told up to now, the earliest first."""
    by_measure: dict[Measure, list[Level]] = {}
    for each in levels:
        by_measure.setdefault(each.measure, []).append(each)
    asked = {each.month.year for found in by_measure.values() for each in found}
    return sorted(year for year in asked if any(span(found, year) for found in by_measure.values()))


# What an officer types


def read(typed: str, today: date) -> Mapping[Month, str]:
    """A whole series from lines such as "Sep 2021: 112.4"; raises Invalid, naming the line."""
    found: dict[Month, str] = {}
    for number, line in enumerate(typed.splitlines(), 1):
        if line.strip():
            month, level = _read_line(line, number, today)
            if found.setdefault(month, level) != level:
                raise Invalid("prices.twice", line=number, said=line.strip())
    if not found:
        raise Invalid("prices.nothing_typed")
    if len(found) > MOST_MONTHS:
        raise Invalid("prices.too_many", number=len(found), most=MOST_MONTHS)
    _check_one_series(found)
    return found


def as_typed(levels: Iterable[Level]) -> str:
    """One measure's levels as one would type them, the earliest first."""
    return "\n".join(f"{each.month.as_typed}: {each.text}" for each in sorted(levels, key=lambda level: level.month))


def revised(
    levels: Iterable[Level], typed: Mapping[Month, str], measure: Measure, source: str, today: date
) -> Sequence[Level]:
    """The series as typed: what stood there already keeps its source and its date, the rest is from this source."""
    known = {(each.month, each.text): each for each in levels}
    return [
        known.get((month, text)) or Level(measure, month, text, source, today) for month, text in sorted(typed.items())
    ]


def _thousandths(level: Level) -> int:
    return int(level.value * THOUSANDTHS)


def _check_one_series(levels: Mapping[Month, str]) -> None:
    # The ratio of two levels with different base years is no rise in prices, and looks like one.
    months = sorted(levels)
    for before, after in pairwise(months):
        change = Fraction(levels[after]) / Fraction(levels[before])
        begun = -(-after.since(before) // MONTHS_IN_A_YEAR)
        if not MOST_FALL <= change <= MOST_RISE_A_YEAR**begun:
            raise Invalid(
                "prices.two_bases",
                before=before.as_typed,
                level_before=levels[before],
                after=after.as_typed,
                level_after=levels[after],
            )


def _read_line(line: str, number: int, today: date) -> tuple[Month, str]:
    read = _LINE.fullmatch(" ".join(line.replace('"', "").casefold().split()))
    month = None if read is None else _month(read)
    if read is None or month is None:
        raise Invalid("prices.line_unreadable", line=number, said=line.strip())
    if month >= Month.of(today):
        raise Invalid("prices.not_yet", line=number, said=line.strip())
    return month, _level(read["level"], number)


def _month(read: re.Match[str]) -> Month | None:
    year = next(filter(None, map(read.group, ("year", "year_first", "year_iso", "year_last"))))
    name, number = read["name"] or read["name_last"], read["number"] or read["number_last"]
    place = _place(name) if name else int(number)
    return Month(int(year if len(year) == len("2021") else f"20{year}"), place) if 1 <= place <= len(_NAMES) else None


def _place(name: str) -> int:
    return next((place for place, full in enumerate(_NAMES, 1) if full.startswith(name)), 0)


def _level(typed: str, number: int) -> str:
    if typed.endswith("%") or (_LEVEL.fullmatch(typed) and Fraction(typed) < LOWEST):
        raise Invalid("prices.rate_typed", line=number, said=typed)
    if not _LEVEL.fullmatch(typed):
        raise Invalid("prices.level_unreadable", line=number, said=typed)
    return typed
