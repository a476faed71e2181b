"""How numbers of reports and of workload are written, wherever they are: on the card, in a table, on a picture."""

from collections.abc import Sequence
from datetime import date

from bot.actions.figures import Counted, InNumbers
from bot.i18n import day_in_full, month_alone, month_in_full, say
from bot.rules.numbers import Turnout, percent
from bot.rules.times import local
from bot.rules.workload import NOT_SAID, Measure, Sums, first_of


def span(first: str, last: str) -> str:
    """From one month of a year to another, each as "2026-11", in words without the year."""
    same = "yes" if first == last else "no"
    return say("figures.span", same=same, first=month_alone(first_of(first)), last=month_alone(first_of(last)))


def month(found: str) -> str:
    """A month in words: "November 2026"."""
    return month_in_full(first_of(found))


def month_of(counted: Counted) -> str:
    """The month of these returns in words."""
    return month_in_full(counted.month)


def share(number: int, of: int) -> str:
    """So many of all, in per cent."""
    return str(percent(number, of) or "")


def office(name: str) -> str:
    """An office as it was typed, or that none was said."""
    return say("figures.not_said") if name == NOT_SAID else name


def returns(found: InNumbers, counted: Counted) -> str:
    """How many gave numbers in a month, of the branch's membership as it was given then."""
    published = counted.published
    voted = 0 if published.together is None else published.together.returns
    turnout = Turnout(voted, None, True, published.membership, published.membership_at)
    at = published.membership_at
    given_on = "" if at is None else day_in_full(local(at, found.branch.zone).date())
    return say("figures.returns", **turnout.values, given_on=given_on)


def rows(counted: Counted) -> Sequence[tuple[str, Sums]]:
    """The offices that are shown by their names, then the others together, then all."""
    published = counted.published
    others = [] if published.others is None else [(say("figures.other_offices"), published.others)]
    together = [] if published.together is None else [(say("figures.all_offices"), published.together)]
    return [*((office(name), sums) for name, sums in published.offices.items()), *others, *together]


def number(sums: Sums, measure: Measure) -> str:
    """What these returns say of one thing: an average to a tenth, or how much of the cases is high risk."""
    if measure is Measure.HIGH_RISK:
        return str(sums.high_risk_share or say("figures.no_cases"))
    return tenths(sums.average(measure))


def height(sums: Sums, measure: Measure) -> int:
    """The same as a number, to be held against others of its kind."""
    if measure is Measure.HIGH_RISK:
        return 10_000 * sums.high_risk // max(1, sums.caseload)
    return sums.average(measure)


def tenths(found: int) -> str:
    """Tenths as people write them: 385 is "38.5"."""
    return f"{found // 10}.{found % 10}"


def name(measure: Measure) -> str:
    """What a column of this is called."""
    return say(f"figures.measure-{measure}")


def last_month(found: InNumbers) -> date | None:
    """The last month of the year that is over; None in January."""
    if found.today.year > found.year:
        return date(found.year, 12, 1)
    return None if found.today.month == 1 else date(found.year, found.today.month - 1, 1)
