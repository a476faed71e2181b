"""How far a ballot held elsewhere has come: how many more a goal needs, and where the pace of the last days leads.

Only who says to have posted is known here, in one branch. The law counts the papers that the scrutineer receives in the
whole ballot, so nothing here ever says that a threshold has been met. What of small numbers is published by workplace
is `bot.rules.suppression`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.errors import AlreadyDone, Invalid
from bot.rules.ballots import TURNOUT_EVERY, TURNOUT_STEP, next_step_at, shown_turnout
from bot.rules.campaigns import Campaign
from bot.rules.numbers import Turnout, percent, share_against
from bot.rules.outside_ballots import OutsideBallot
from bot.rules.suppression import LEAST
from bot.rules.times import instant_at, local

LOOKS_BACK = timedelta(days=7)  # as the days of a week differ, a pace is that of a whole one
TOO_EARLY = timedelta(days=1)
TABLE_AT = time(8)
_DAY, _ALL = timedelta(days=1), 100


@dataclass(frozen=True)
class Pace:
    """Where the ballot stands at its close if it goes on as in the last days."""

    number: int
    days: int
    """How many days that pace was taken from."""


@dataclass(frozen=True)
class Goal:
    """So many per cent of so many."""

    per_cent: int
    of: int

    @property
    def number(self) -> int:
        """The people it takes, rounded up to a whole person."""
        return -(-self.per_cent * self.of // _ALL)

    def more(self, number: int) -> int:
        """How many are still missing; none once that many have posted."""
        return max(0, self.number - number)


def share(number: int, of: int, per_cent: int | None) -> str:
    """The share as it is shown, with decimals where a whole one would look as high as what the law asks for."""
    shown = percent(number, of)
    if shown is None or per_cent is None or shown.whole != per_cent:
        return str(shown or "")
    return str(share_against(number, of, Fraction(per_cent, _ALL)) or "")


def against(turnout: Turnout, per_cent: int | None) -> Mapping[str, object]:
    """What a sentence on a ballot held elsewhere needs: both denominators, the first with a share as `share` has it.

    `per_cent`: what the law asks for; None where that is not known.
    """
    of = turnout.eligible
    return {**turnout.values, "here": "" if of is None else share(turnout.voted, of, per_cent)}


def read_target(per_cent: int, campaign: Campaign) -> int:
    """The share to have posted, as typed; raises Invalid, and AlreadyDone where it is that already."""
    if not 1 <= per_cent <= _ALL:
        raise Invalid("turnout.target_range")
    if per_cent == campaign.target:
        raise AlreadyDone("turnout.target_same", target=per_cent)
    return per_cent


def publishable(number: int) -> int:
    """The number as it is published: fewer than five are none yet."""
    return number if number >= LEAST else 0


def step(number: int, ballot: OutsideBallot, now: datetime) -> int:
    """The number to show from now on: the true one after five more or a quarter of an hour, else that of before."""
    return shown_turnout(publishable(number), ballot.shown, ballot.shown_at or ballot.opens_at, now)


def look_at(number: int, ballot: OutsideBallot, now: datetime) -> datetime:
    """When it is looked at next whether a step is due: on a fixed minute, so that no job has the moment of a press."""
    if number - ballot.shown >= TURNOUT_STEP:
        return next_step_at(now)
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + timedelta(minutes=15)
    return max(quarter, next_step_at((ballot.shown_at or ballot.opens_at) + TURNOUT_EVERY))


def is_table_due(ballot: OutsideBallot, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the table by workplace is to be published: in the morning, once a day, never on the day it opens."""
    here = local(now, zone)
    last = ballot.workplaces_on or local(ballot.opens_at, zone).date()
    return here.date() > last and here.time() >= TABLE_AT


def next_table_at(now: datetime, zone: ZoneInfo) -> datetime:
    """The next time of day at which the table is published."""
    here = local(now, zone)
    on = here.date() + (_DAY if here.time() >= TABLE_AT else timedelta(0))
    return instant_at(datetime.combine(on, TABLE_AT), zone)


def pace(ballot: OutsideBallot, days: Sequence[tuple[date, int]], now: datetime, zone: ZoneInfo) -> Pace | None:
    """Where it leads to go on as in the last days; None where it is too early to say, or over."""
    if not ballot.opens_at + TOO_EARLY <= now < ballot.closes_at or not ballot.shown:
        return None
    since, before = _base(ballot, days, now, zone)
    elapsed, remaining = now - since, ballot.closes_at - now
    number = ballot.shown + max(0, ballot.shown - before) * remaining // elapsed
    most = ballot.entitled if ballot.entitled is None else max(ballot.entitled, ballot.shown)
    return Pace(number if most is None else min(number, most), max(1, round(elapsed / _DAY)))


def _base(
    ballot: OutsideBallot, days: Sequence[tuple[date, int]], now: datetime, zone: ZoneInfo
) -> tuple[datetime, int]:
    """Since when the pace is taken, and how many had posted by then: a week ago, or the opening."""
    since = instant_at(datetime.combine(local(now - LOOKS_BACK, zone).date(), time()), zone)
    if since <= ballot.opens_at:
        return ballot.opens_at, 0
    earlier = [number for on, number in days if on < local(since, zone).date()]
    return since, earlier[-1] if earlier else 0
