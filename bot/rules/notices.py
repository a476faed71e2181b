"""How much notice a date gives, and the days by which motions, amendments and nominations have to be in.

All days are days of the branch's own calendar: `local_date` says which one an instant is in.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.rules.times import local

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Deadline(StrEnum):
    """What has to reach the branch some days before a meeting."""

    MOTIONS = "motions"
    AMENDMENTS = "amendments"
    NOMINATIONS = "nominations"


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The day it is in the branch."""
    return local(instant, zone).date()


def clear_days(given_on: date, held_on: date) -> int:
    """How many clear days' notice this is: neither the day of the notice nor the day of the meeting counts.

    Notice on Monday of a meeting on Thursday is two clear days, Tuesday and Wednesday. It is none, and never less than
    none, for the day after, the day itself and a day gone by. Standing orders follow the rule that the common law has
    for periods of notice and that the Companies Act 2006, section 360, puts in words: a period of so many days "before
    a meeting" is without "the day of the meeting" and "the day on which the notice is given".
    """
    return max(0, (held_on - given_on).days - 1)


def latest_notice_on(held_on: date, days: int) -> date:
    """The last day on which so many clear days' notice can still be given; the day itself where none are needed."""
    return held_on - (days + 1) * _DAY if days > 0 else held_on


def earliest_on(given_on: date, days: int) -> date:
    """The first day of which so many clear days' notice can be given on this day; that day where none are needed."""
    return given_on + (days + 1) * _DAY if days > 0 else given_on


def deadline_on(held_on: date, days: int) -> date:
    """The last day for what must be in "not later than so many days before" the meeting: that day still counts.

    Unlike a notice's, these are not clear days: seven days before a Thursday is the Thursday of the week before.
    """
    return held_on - days * _DAY


def closes_at(on: date, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which this day is over in the branch (24:00): what comes before it is in time.

    People are told the day, or 23:59 of it, a minute less than this: "00:00" begins another day.
    """
    midnight = datetime.combine(on + _DAY, time(0))
    first, last = sorted(midnight.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    # Clocks that go back over midnight read it twice, and the day is over the second time; clocks that go back to
    # midnight read it twice as well, and the day was over the first time.
    return last if local_date(last - _MINUTE, zone) == on else first


def to_come(days: Mapping[Deadline, date], zone: ZoneInfo, now: datetime) -> Mapping[Deadline, date]:
    """Of these last days those that are not over."""
    return {what: on for what, on in days.items() if closes_at(on, zone) > now}


def gone_by(days: Mapping[Deadline, date], zone: ZoneInfo, now: datetime) -> Mapping[Deadline, date]:
    """Of these last days those that are over."""
    return {what: on for what, on in days.items() if closes_at(on, zone) <= now}
