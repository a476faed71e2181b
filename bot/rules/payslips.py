"""What one member is paid, would be paid, and what that is worth: worked out when asked, and kept nowhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.errors import Invalid
from bot.rules import prices
from bot.rules.pay import Band, Hours, Proposal, Terms, Year, a_month, a_year, gives, rise_of, to_penny
from bot.rules.prices import Level, Measure, Span

MINUTES = 60
LEAST_HOURS, MOST_HOURS = 1, 168
LONGEST_HOURS = 30

_HOURS = re.compile(
    r"([0-9]{1,3})(?:(?::|h| h | hours? )([0-5][0-9])(?: ?m(?:in(?:ute)?s?)?)?|(\.[0-9]{1,2}))?(?: ?h(?:ou)?rs?| ?h)?"
)
_FULL = frozenset({"", "full", "full time", "full-time", "fulltime", "ft"})


@dataclass(frozen=True)
class Prospect:
    """What the claim or an offer makes of this pay, year by year; None where it does not say."""

    proposal: Proposal
    years: tuple[Year, ...] | None

    @property
    def terms(self) -> Terms:
        """What each of these years gives."""
        return tuple(year.rise for year in self.years or ())


@dataclass(frozen=True)
class Worth:
    """What a pay of now is worth in pounds of then, and what was paid then; both pence a year for the same hours."""

    span: Span
    pay: int
    real: int
    past: int | None

    @property
    def less(self) -> int | None:
        """By how much less than then, in pounds of then; below nothing where it is worth more; None if unknown."""
        return None if self.past is None else self.past - self.real


@dataclass(frozen=True)
class Payslip:
    """All that is shown to one member of one band's pay."""

    band: Band
    hours: Hours
    since: int | None
    """The year that pay is compared with; None where neither prices nor earlier pay are known."""
    prospects: Sequence[Prospect]
    spans: Mapping[Measure, Span | None]
    """Of every measure the prices since then; None where a level is missing."""
    levels: Sequence[Level]

    @property
    def now(self) -> int:
        """Pence a year for these hours."""
        return a_year(self.band.current, self.hours)

    @property
    def past(self) -> int | None:
        """Pence a year for these hours in the year compared with; None if that is not known."""
        pay = None if self.since is None else self.band.past.get(self.since)
        return None if pay is None else a_year(pay, self.hours)

    def yearly(self, year: Year) -> int:
        """What that year of a proposal gives, pence a year for these hours."""
        return a_year(year.pay, self.hours)

    def monthly(self, pay: int) -> int:
        """A twelfth of a full-time pay, for these hours."""
        return a_month(pay, self.hours)

    def pay_course(self) -> Sequence[tuple[int, Decimal]]:
        """By how many per cent pay has changed since that year, year by year; nothing where either is not known."""
        ends = [span.now.month.year for span in self.spans.values() if span is not None]
        first = None if self.since is None else self.band.past.get(self.since)
        if self.since is None or first is None or not ends:
            return []
        known = {year: pay for year, pay in self.band.past.items() if self.since <= year < max(ends)}
        return [(year, rise_of(first, pay)) for year, pay in sorted({**known, max(ends): self.band.current}.items())]

    def price_course(self, span: Span) -> Sequence[tuple[int, Decimal]]:
        """The same of these prices."""
        course = prices.course(_of(self.levels, span.measure), span)
        return [(each.month.year, prices.rise_of_level(span.then, each)) for each in course]

    def kept_up(self, span: Span) -> int | None:
        """What pay would be now had it risen as these prices did, pence a year for these hours; None if unknown."""
        return None if self.past is None else span.in_new_pounds(self.past)

    def worth(self, span: Span, pay: int) -> Worth:
        """What this pay (pence a year for these hours) is worth by these prices."""
        return Worth(span, pay, span.in_old_pounds(pay), self.past)


def payslip(
    band: Band, hours: Hours, since: int | None, proposals: Sequence[Proposal], levels: Sequence[Level]
) -> Payslip:
    """Work out everything about the pay of this band for these hours, against prices since that year."""
    found = [Prospect(each, _years(band, each)) for each in proposals]
    spans = {} if since is None else {each: prices.span(_of(levels, each), since) for each in Measure}
    return Payslip(band, hours, since, found, spans, levels)


def years_to_choose(band: Band, levels: Sequence[Level]) -> Sequence[int]:
    """The years that this band's pay can be compared with in any way, the earliest first."""
    return sorted({*band.past, *prices.years(levels)})


def usual_year(band: Band, levels: Sequence[Level]) -> int | None:
    """The year to begin with: the earliest of which both pay and prices are known, or else the earliest of any."""
    told = prices.years(levels)
    both = [year for year in told if year in band.past]
    return next(iter([*both, *told, *sorted(band.past)]), None)


def read_hours(typed: str, full_time: int) -> Hours:
    """The hours a week from "37", "22.5", "22:30", "18.5 of 35" or nothing for full time; raises Invalid."""
    said = " ".join(typed.casefold().split())
    worked, of, whole = said.partition(" of ") if " of " in said else said.partition("/")
    full = _minutes(whole, typed) if of else full_time
    if worked.strip() in _FULL:
        return Hours(full, full)
    return check_hours(_minutes(worked, typed), full)


def read_full_time(typed: str) -> int:
    """The minutes of a full-time week from "37", "37.5" or "37:30"; raises Invalid."""
    return _minutes(typed, typed)


def check_hours(worked: int, full_time: int) -> Hours:
    """These minutes of a full-time post's, unless they are more than all; raises Invalid."""
    if not 0 < worked <= full_time:
        raise Invalid("pay.more_than_full_time", said=hours_text(worked), full=hours_text(full_time))
    return Hours(worked, full_time)


def read_since(typed: str, band: Band, levels: Sequence[Level]) -> int | None:
    """The year to compare with, one of those there are; the usual one for nothing typed; raises Invalid."""
    said, years = typed.strip(), years_to_choose(band, levels)
    if not said:
        return usual_year(band, levels)
    if said not in map(str, years):
        raise Invalid("pay.no_such_year", said=said, number=len(years), years=", ".join(map(str, years)))
    return int(said)


def hours_text(minutes: int) -> str:
    """Hours as one reads them: "37", "22.5"; with minutes where decimals would not be exact: "22:20"."""
    hours, rest = divmod(minutes, MINUTES)
    if 100 * rest % MINUTES:
        return f"{hours}:{rest:02}"
    return f"{hours}.{100 * rest // MINUTES:02}".rstrip("0").rstrip(".")


def hours_as_typed(hours: Hours, full_time: int) -> str:
    """The hours as one would type them where full time is usually so many minutes."""
    worked = hours_text(hours.worked)
    return worked if hours.full_time == full_time else f"{worked} of {hours_text(hours.full_time)}"


def _minutes(text: str, typed: str) -> int:
    read = _HOURS.fullmatch(text.strip())
    if read is None:
        raise Invalid("pay.hours_unreadable", said=typed.strip())
    minutes = to_penny(Fraction(read[1] + (read[3] or "")) * MINUTES) + int(read[2] or 0)
    if not LEAST_HOURS * MINUTES <= minutes <= MOST_HOURS * MINUTES:
        raise Invalid("pay.hours_unlikely", said=typed.strip())
    return minutes


def _years(band: Band, proposal: Proposal) -> tuple[Year, ...] | None:
    terms = proposal.terms_for(band.name)
    return None if terms is None else gives(band.current, terms)


def _of(levels: Sequence[Level], measure: Measure) -> Sequence[Level]:
    return [each for each in levels if each.measure is measure]
