"""Workload returns: what a member says in numbers of one month, and what may be published of all of them.

Members give numbers and no name. What is published at the month's end are sums over five returns or more, by office and
for the branch. An office with fewer is withheld, and with it as many others as it takes so that no subtraction gives it
away (`suppression`); those withheld are one row together, and nobody reads which they are. An office on the branch's
list from which nothing came is withheld like one with four, so that "not shown" says of nobody that they gave numbers.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from bot.errors import Invalid, TooLate
from bot.ids import GuildId, ReturnMonthId
from bot.rules.numbers import Percent, percent
from bot.rules.suppression import LEAST, Cell, suppress

NOT_SAID = ""  # the office of who named none
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
_BROKEN = re.compile(r"[0-9]*([.,:][0-9]+|[½¼¾])")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


class Measure(StrEnum):
    """What is asked for, in the order of the form."""

    CASELOAD = "caseload"
    HIGH_RISK = "high_risk"
    HOURS_OVER = "hours_over"
    VACANCIES = "vacancies"
    LEAVE_REFUSED = "leave_refused"

    @property
    def most(self) -> int:
        """The largest number that can be given: what is beyond it was mistyped."""
        return _MOST[self]


_MOST = {
    Measure.CASELOAD: 1000,
    Measure.HIGH_RISK: 1000,
    Measure.HOURS_OVER: 400,
    Measure.VACANCIES: 100,
    Measure.LEAVE_REFUSED: 100,
}


@dataclass(frozen=True)
class Return:
    """One member's numbers for a month; there is nothing in it of who gave them."""

    caseload: int
    high_risk: int
    hours_over: int
    vacancies: int
    leave_refused: int
    office: str | None = None

    def number(self, measure: Measure) -> int:
        """The number that was given for this."""
        return int(getattr(self, measure))


@dataclass(frozen=True)
class ReturnMonth:
    """A month of the branch's returns."""

    id: ReturnMonthId
    guild_id: GuildId
    month: str
    """On the branch's calendar: "2026-11"."""
    is_open: bool = True
    began_anew: bool = False
    """Whether what had been given was lost in the middle: a restored backup came without the key."""
    published: str | None = None


@dataclass(frozen=True)
class Sums:
    """Some returns added up: how many, and what they come to."""

    returns: int
    caseload: int
    high_risk: int
    hours_over: int
    vacancies: int
    leave_refused: int

    def average(self, measure: Measure) -> int:
        """What a return says on average, in tenths, halves rounded up."""
        total = int(getattr(self, measure))
        return (20 * total + self.returns) // (2 * self.returns)

    @property
    def high_risk_share(self) -> Percent | None:
        """How much of all caseloads together is high risk; None where there are no cases."""
        return percent(self.high_risk, self.caseload)


@dataclass(frozen=True)
class Published:
    """What everybody may know of a month that is over."""

    offices: Mapping[str, Sums]
    others: Sums | None
    """All other offices together; None where all that gave anything are shown, or none of them is."""
    together: Sums | None
    """The whole branch; None for fewer than five returns."""
    membership: int | None
    membership_at: datetime | None
    counted_on: date


def month_of(day: date) -> str:
    """The month of this day: "2026-11"."""
    return f"{day:%Y-%m}"


def first_of(month: str) -> date:
    """The month's first day, by which it is named."""
    return date.fromisoformat(f"{month}-01")


def counted_from(month: date) -> date:
    """The day from which on the month of this day is counted: the first of the next one."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def read_month(text: str) -> str:
    """A month as it stands in a button; raises ValueError for what never was one."""
    if not _MONTH.fullmatch(text):
        raise ValueError(text)
    return text


def must_be_now(month: str, today: date) -> None:
    """Refuse to touch what was given for another month: it is counted, and nobody's any more."""
    if month != month_of(today):
        raise TooLate("workload.month_over")


def read_return(typed: Mapping[str, str]) -> Return:
    """The numbers as typed into the form ("35", "1,000"); raises Invalid, which names the field and its range."""
    caseload, high_risk, hours_over, vacancies, leave_refused = (
        _read(typed.get(measure, ""), measure) for measure in Measure
    )
    found = Return(caseload, high_risk, hours_over, vacancies, leave_refused)
    if found.high_risk > found.caseload:
        raise Invalid("workload.more_than_caseload", high_risk=found.high_risk, caseload=found.caseload)
    return found


def _read(text: str, measure: Measure) -> int:
    plain = "".join(text.split())
    if _BROKEN.fullmatch(plain) and not _WHOLE.fullmatch(plain):
        raise Invalid("workload.not_whole", field=measure, most=measure.most)
    if not _WHOLE.fullmatch(plain):
        raise Invalid("workload.unreadable", field=measure, most=measure.most)
    digits = plain.replace(",", "").lstrip("0") or "0"
    if len(digits) > len(str(measure.most)) or int(digits) > measure.most:
        raise Invalid("workload.too_large", field=measure, most=measure.most)
    return int(digits)


# What is published


def summarise(
    returns: Collection[Return],
    listed: Iterable[str],
    *,
    membership: int | None,
    membership_at: datetime | None,
    counted_on: date,
    least: int = LEAST,
) -> Published:
    """What may be published of these returns; `listed` are the offices that could be chosen."""
    by_office: dict[str, list[Return]] = defaultdict(list, {name: [] for name in (*listed, NOT_SAID)})
    for each in returns:
        by_office[each.office or NOT_SAID].append(each)
    table = suppress({name: Cell(len(given)) for name, given in by_office.items()}, None, least)
    shown = {name: _summed(by_office[name]) for name in sorted(table.shown)}
    rest = [each for name in table.withheld for each in by_office[name]]
    return Published(
        offices=shown,
        # Where no office is shown, the others are the whole branch, which has its own row: so it does not tell either
        # whether they were withheld for being few or for covering each other.
        others=_summed(rest) if shown and rest else None,
        together=_summed(returns) if len(returns) >= least else None,
        membership=membership,
        membership_at=membership_at,
        counted_on=counted_on,
    )


def _summed(returns: Collection[Return]) -> Sums:
    return Sums(len(returns), *(sum(each.number(measure) for each in returns) for measure in Measure))


def stored(published: Published) -> dict[str, object]:
    """Itself in values that JSON has."""
    at = published.membership_at
    return {
        "offices": {name: asdict(sums) for name, sums in published.offices.items()},
        "others": None if published.others is None else asdict(published.others),
        "together": None if published.together is None else asdict(published.together),
        "membership": published.membership,
        "membership_at": None if at is None else at.isoformat(),
        "counted_on": published.counted_on.isoformat(),
    }


def revived(plain: Mapping[str, Any]) -> Published:
    """From what `stored` made of it; a missing field fails loudly."""
    at = cast("str | None", plain["membership_at"])
    return Published(
        offices={name: _sums(sums) for name, sums in plain["offices"].items()},
        others=None if plain["others"] is None else _sums(plain["others"]),
        together=None if plain["together"] is None else _sums(plain["together"]),
        membership=plain["membership"],
        membership_at=None if at is None else datetime.fromisoformat(at),
        counted_on=date.fromisoformat(plain["counted_on"]),
    )


def _sums(plain: Mapping[str, int]) -> Sums:
    return Sums(**{field.name: plain[field.name] for field in fields(Sums)})
