"""What a pay claim or an offer gives: exact arithmetic in whole pence, and the working of it for people to check.

How terms are typed is `bot.rules.pay_terms`', tables of bands `bot.rules.pay_tables`', prices `bot.rules.prices`'.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.errors import Invalid
from bot.ids import ProposalId
from bot.rules import campaign_texts

NAME_LENGTH = 60
LEAST_PAY, MOST_PAY = 1_000_00, 1_000_000_00  # pence a year; less is a rate an hour, a week or a month
MOST_PROPOSALS = 10
MONTHS = 12


class Kind(StrEnum):
    """Who proposes it: the union claims, the employer offers."""

    CLAIM = "claim"
    OFFER = "offer"


@dataclass(frozen=True)
class Band:
    """A band or a point of the pay scale: pence a year for a full-time post, now and in earlier years."""

    name: str
    current: int
    past: Mapping[int, int] = field(default_factory=dict[int, int])


@dataclass(frozen=True)
class Rise:
    """What one year gives a full-time post: so many per cent and so many pence more, at least, or a pay of its own."""

    percent: Decimal = Decimal(0)
    flat: int = 0
    """Pence a year on top."""
    at_least: int = 0
    """The pence a year by which pay rises at least."""
    once: int = 0
    """Pence paid once, which is no part of the pay that the next year builds on."""
    pay: int | None = None
    """The new pay itself, where a table gives that; then there is no per cent, nothing flat and no least."""


Terms = tuple[Rise, ...]
"""What each year of a claim or an offer gives, the first year first."""


@dataclass(frozen=True)
class Proposal:
    """The claim or an offer: its terms for everybody, and those of the bands that have their own."""

    id: ProposalId
    kind: Kind
    name: str
    made_on: date
    general: Terms | None
    """None where the bands that are not named get nothing that is known."""
    special: Mapping[str, Terms] = field(default_factory=dict[str, Terms])
    """By the name of the band."""

    def terms_for(self, band: str) -> Terms | None:
        """What it gives this band; None where it does not say."""
        return self.special.get(band, self.general)


@dataclass(frozen=True)
class Year:
    """One year of a proposal, worked out: enough to show every step of the sum."""

    number: int
    before: int
    """Pence a year before it."""
    rise: Rise
    share: int
    """What its per cent comes to, half a penny rounded up."""
    pay: int
    """Pence a year from then on."""

    @property
    def more(self) -> int:
        """By how many pence a year pay rises; below nothing where a table gives less than before."""
        return self.pay - self.before

    @property
    def is_least(self) -> bool:
        """Whether the least that was promised decided, because per cent and flat together come to less."""
        return self.rise.pay is None and self.share + self.rise.flat < self.rise.at_least


@dataclass(frozen=True)
class Hours:
    """Minutes a week that somebody works, and those of a full-time post."""

    worked: int
    full_time: int

    @property
    def part(self) -> Fraction:
        """The part of a full-time post."""
        return Fraction(self.worked, self.full_time)


def gives(current: int, terms: Terms) -> tuple[Year, ...]:
    """Year by year what these terms make of this pay (pence a year, full time): each year builds on the one before.

    Rounding happens once a year, where the per cent is taken: to the penny, half a penny up.
    """
    years: list[Year] = []
    for number, rise in enumerate(terms, 1):
        years.append(_year(number, current, rise))
        current = years[-1].pay
    return tuple(years)


def a_year(pay: int, hours: Hours | None = None) -> int:
    """The pence a year of a full-time pay for these hours, half a penny rounded up; all of it without hours."""
    return pay if hours is None else to_penny(pay * hours.part)


def a_month(pay: int, hours: Hours | None = None) -> int:
    """A twelfth of the full-time pay for these hours, rounded once and not first to a year's pence."""
    return to_penny(Fraction(pay, MONTHS) * (1 if hours is None else hours.part))


def to_penny(pence: Fraction) -> int:
    """The nearest whole penny; half a penny goes up."""
    return (pence + Fraction(1, 2)).__floor__()


def rise_of(before: int, after: int) -> Decimal:
    """By how many per cent pay rises, to one decimal, half of it rounded up; of nothing it is none."""
    if not before:
        return Decimal(0)
    tenths = to_penny(Fraction(1000 * (after - before), before))
    return Decimal(tenths).scaleb(-1)


def pounds(pence: int) -> str:
    """An amount as it is written in every language of these islands: "£24,790", "£1,250.50", "−£3"."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"


def percent(number: Decimal) -> str:
    """A percentage without needless zeros: "5%", "3.25%"."""
    text = f"{number:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def check_pay(pay: int) -> int:
    """The pay, unless no post has such a pay a year: then it is an hourly rate, a month's pay or a slip."""
    if pay < LEAST_PAY:
        raise Invalid("offer.pay_too_low", said=pounds(pay), least=pounds(LEAST_PAY))
    if pay > MOST_PAY:
        raise Invalid("offer.pay_too_high", said=pounds(pay), most=pounds(MOST_PAY))
    return pay


def mark(band: Band) -> int:
    """The number by which buttons know this band, made of its name: what takes its place in the table has another."""
    return int.from_bytes(hashlib.sha256(band.name.encode()).digest()[:6], "big")


def read_name(text: str, field: str) -> str:
    """The name of a band, the claim or an offer, one line; raises Invalid."""
    return campaign_texts.words(text, most=NAME_LENGTH, field=field)


def in_order(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The claim first, then the offers as they were made."""
    return sorted(proposals, key=lambda each: (each.kind is not Kind.CLAIM, each.made_on, each.id))


def _year(number: int, before: int, rise: Rise) -> Year:
    if rise.pay is not None:
        return Year(number, before, rise, 0, rise.pay)
    share = to_penny(before * Fraction(rise.percent) / 100)
    return Year(number, before, rise, share, before + max(share + rise.flat, rise.at_least))
