"""When a meeting is reminded of: so long before it and on the day of each deadline, but hardly ever at night.

A "day before" is a day of the calendar (the same time on the clock), an hour is an hour that passes. In quiet hours
nothing is said but what belongs to the last hour before the meeting: it waits for the morning or, where the morning is
too late, has been said the evening before. What would be said days ahead, on the day of a deadline, is said with it in
the morning: where motions close a week before, nobody reads the same twice that day. No reminder gets lost in this,
though two may become one.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.times import instant_at, local

BEFORE = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))
LAST_HOUR = timedelta(hours=1)
QUIET_FROM, QUIET_UNTIL = time(21), time(8)
ON_DEADLINES_AT = time(9)
# Half an hour before it gets quiet, so that a reminder that is a little late is not too late.
EVENING = time(20, 30)


def moments(
    starts_at: datetime, deadlines: Iterable[date], zone: ZoneInfo, *, before: Iterable[timedelta] = BEFORE
) -> tuple[datetime, ...]:
    """The instants, in UTC and in order, at which a meeting is reminded of; all before it, no two the same."""
    closing = frozenset(deadlines)
    wanted = [instant_at(datetime.combine(on, ON_DEADLINES_AT), zone) for on in closing]
    for length in before:
        ahead = _ahead(starts_at, length, zone)
        if not length.days or local(ahead, zone).date() not in closing:
            wanted.append(ahead)
    return tuple(sorted({_audible(moment, starts_at, zone) for moment in wanted}))


def next_moment(moments: Iterable[datetime], after: datetime) -> datetime | None:
    """The first of these after this one, None if there is no more."""
    return min((moment for moment in moments if moment > after), default=None)


def is_quiet(instant: datetime, zone: ZoneInfo) -> bool:
    """Whether it is night in the branch: from 21:00 until just before 08:00."""
    at = local(instant, zone).time()
    return at >= QUIET_FROM or at < QUIET_UNTIL


def by_day(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant from now on that is not at night: for what can always wait until the morning."""
    return _morning_after(now, zone) if is_quiet(now, zone) else now


def audible_from(now: datetime, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """The first instant from now on at which it may be said: now, in the morning, or in the meeting's last hour."""
    last = starts_at - LAST_HOUR
    if now >= last or not is_quiet(now, zone):
        return now
    return min(_morning_after(now, zone), last)


def _ahead(starts_at: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """So long before the meeting, the days by the calendar and the rest as it passes."""
    wall = local(starts_at, zone).replace(tzinfo=None)
    hours = length - timedelta(days=length.days)
    return (instant_at(wall - timedelta(days=length.days), zone) if length.days else starts_at) - hours


def _audible(moment: datetime, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself or, if it is at night or too late, one that is neither."""
    last = starts_at - LAST_HOUR
    if moment >= starts_at:  # a deadline on the day of a meeting early in the morning
        return last
    if moment >= last or not is_quiet(moment, zone):
        return moment
    morning = _morning_after(moment, zone)
    evening = local(morning, zone).date() - timedelta(days=1)
    return morning if morning < last else instant_at(datetime.combine(evening, EVENING), zone)


def _morning_after(moment: datetime, zone: ZoneInfo) -> datetime:
    """When the night that this is in is over."""
    at = local(moment, zone)
    day = at.date() if at.time() < QUIET_UNTIL else at.date() + timedelta(days=1)
    return instant_at(datetime.combine(day, QUIET_UNTIL), zone)
