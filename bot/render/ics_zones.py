"""A time zone as a calendar file tells it (RFC 5545, VTIMEZONE), worked out from the rules that Python has.

Not icalendar's own: its clocks go forward an hour late, and it lists dates where Outlook reads nothing but one yearly
rule for winter and one for summer (MS-OXCICAL 2.1.3.1.1.19). Apple and Google go by the zone's name.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from bot.render.ics_texts import put

_ALWAYS = datetime(1970, 1, 1)  # noqa: DTZ001 - local, as RFC 5545 wants it
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_WEEK = 7
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Clock(NamedTuple):
    """What the clocks of a zone show for a while, and what they showed before."""

    before: timedelta
    offset: timedelta
    saved: timedelta
    name: str


def timezone(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """The zone, right for every moment from the year `first` to the year `last`."""
    opening = datetime(first - 1, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, opening, datetime(last + 2, 1, 1, tzinfo=UTC)))
    observed: dict[Clock, list[datetime]] = defaultdict(list)
    if not changes or changes[0].year >= first:  # nothing a reader could go by when the first year begins
        observed[_clock(zone, opening, opening)].append(_ALWAYS)
    for at in changes:
        clock = _clock(zone, at - _SECOND, at)
        observed[clock].append((at + clock.before).replace(tzinfo=None))
    written = Timezone()
    put(written, "TZID", zone.key)
    least = min(clock.saved for clock in observed)  # Irish winter time is an hour less, by law: the least is the winter
    for clock, onsets in observed.items():
        written.add_component(_observance(clock, onsets, summer=clock.saved > least, last=last + 1))
    return written


def _changes(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """When the clocks are changed, to the second; they never are twice within a day."""
    at = since
    while at < until:
        if _offset(zone, at) != _offset(zone, at + _DAY):
            yield _change(zone, at, at + _DAY)
        at += _DAY


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    was = _offset(zone, before)
    while after - before > _SECOND:
        between = before + (after - before) // _SECOND // 2 * _SECOND
        before, after = (between, after) if _offset(zone, between) == was else (before, between)
    return after


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _clock(zone: ZoneInfo, before: datetime, at: datetime) -> Clock:
    local = at.astimezone(zone)
    return Clock(_offset(zone, before), _offset(zone, at), local.dst() or timedelta(0), local.tzname() or zone.key)


def _observance(
    clock: Clock, onsets: Sequence[datetime], *, summer: bool, last: int
) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if summer else TimezoneStandard()
    observance.DTSTART = onsets[0]  # by the clock that is about to be changed
    observance.TZOFFSETFROM, observance.TZOFFSETTO = clock.before, clock.offset
    put(observance, "TZNAME", clock.name)
    if rule := _rule(onsets, last):
        put(observance, "RRULE", rule)
    elif onsets[1:]:  # Ramadan, say: no calendar file can say it as a rule
        put(observance, "RDATE", list(onsets[1:]))
    return observance


def _rule(onsets: Sequence[datetime], last: int) -> vRecur | None:
    """Every year on the same Sunday of the same month, where that is what happens until `last`."""
    if len(onsets) == 1 or [at.year for at in onsets] != list(range(onsets[0].year, last + 1)):
        return None
    if len({(at.month, at.weekday(), at.time()) for at in onsets}) > 1 or not (which := _which(onsets)):
        return None
    weekday = _WEEKDAYS[onsets[0].weekday()]
    return vRecur({"FREQ": "YEARLY", "BYMONTH": onsets[0].month, "BYDAY": f"{which}{weekday}"})


def _which(onsets: Sequence[datetime]) -> int | None:
    """Which Sunday of the month it always is: -1 for the last."""
    if all(at.day + _WEEK > monthrange(at.year, at.month)[1] for at in onsets):
        return -1
    which = {(at.day - 1) // _WEEK + 1 for at in onsets}
    return which.pop() if len(which) == 1 else None
