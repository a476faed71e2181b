"""When members are reminded to post their papers: four times at most in one ballot, by day, and never too late to help.

Three days after it opens, half-way, the day before the last day to ask for another paper, and on the last safe posting
day. The first two fall away where another would follow within two days: nobody is nagged day after day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules import working_days
from bot.rules.campaigns import Nation
from bot.rules.outside_ballots import OutsideBallot, Status
from bot.rules.times import instant_at, local

MOST = 4
ARRIVED = timedelta(days=3)  # papers have come by then
APART = timedelta(days=2)
REMINDED_AT = time(10)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The days that matter in an outside ballot, on the branch's calendar."""

    opens_on: date
    closes_on: date
    post_by: date | None
    """The last day on which a paper that is posted nearly always arrives in time; None where there was none."""
    replacement_by: date | None
    """The last day to ask for another paper; None where the ballot is too short for that."""


def days(ballot: OutsideBallot, nation: Nation, zone: ZoneInfo) -> Days:
    """What the calendar says of this ballot; a day before it opens is none."""
    opens_on, closes = local(ballot.opens_at, zone).date(), local(ballot.closes_at, zone)
    post_by = working_days.last_safe_posting_day(closes.date(), nation, closes.time())
    ask_by = working_days.last_day_to_ask(closes.date(), nation, closes.time())
    return Days(
        opens_on, closes.date(), post_by if post_by >= opens_on else None, ask_by if ask_by > opens_on else None
    )


def moments(ballot: OutsideBallot, nation: Nation, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When to remind, in order, at most four times; never once a paper could not be posted safely any more."""
    found = days(ballot, nation, zone)
    if found.post_by is None:
        return ()
    wanted = {found.post_by}
    if found.replacement_by is not None:
        wanted.add(found.replacement_by - _DAY)
    for on in (found.opens_on + (found.closes_on - found.opens_on) // 2, found.opens_on + ARRIVED):
        if on <= found.post_by and all(abs(on - other) > APART for other in wanted):
            wanted.add(on)
    instants = (instant_at(datetime.combine(on, REMINDED_AT), zone) for on in wanted)
    return tuple(sorted(at for at in instants if ballot.opens_at < at < ballot.closes_at))


def next_moment(moments: Iterable[datetime], ballot: OutsideBallot, now: datetime) -> datetime | None:
    """When to remind next; None once it has been four times, or no time is left."""
    if ballot.reminders >= MOST:
        return None
    return min((at for at in moments if at > now), default=None)


def is_due(moments: Iterable[datetime], ballot: OutsideBallot, now: datetime) -> bool:
    """Whether a moment has come since members were reminded last, however late it is noticed."""
    return any(ballot.reminded_at is None or at > ballot.reminded_at for at in moments if at <= now)


def may_remind(ballot: OutsideBallot, nation: Nation, zone: ZoneInfo, now: datetime) -> bool:
    """Whether it still helps to remind: it is open, it has not been four times, and a paper can be posted safely."""
    if ballot.status is not Status.OPEN or not ballot.opens_at <= now < ballot.closes_at:
        return False
    post_by = days(ballot, nation, zone).post_by
    return ballot.reminders < MOST and post_by is not None and local(now, zone).date() <= post_by
