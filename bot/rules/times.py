"""Times as people in a branch type them, read once and strictly, or refused with what to type instead.

What is read: a day ("Fri", "tomorrow", "28 Nov", "28/11/2026", "2026-11-28", "in 3 days"; see `bot.rules.dates`) and a
time of day ("17:00", "5.30pm", "noon"), in either order; a time of day alone (the next one); a length of time ("in 90
minutes", "2h30m", "3d"); "end of Friday" (23:59). A time of day may carry its zone ("BST", "GMT", "UTC", "+01:00").
Whatever was read is shown in full before anything is posted; where a branch would still argue about the meaning, it is
refused or fixed here:

- "next Friday" is two different days to two people: refused, naming both.
- "Friday 5" may be morning or afternoon: refused. "Friday 5:00" is on the 24-hour clock.
- midnight ends its day: "Friday midnight" is 24:00 on Friday, as a closing time is meant; "00:00" begins the day.
- a weekday is the next one to come; a day and month without a year likewise. Dates are day first, as in Britain.
- days and weeks are days of the calendar (the same time on the clock across a change), hours and minutes are elapsed.
- a time of day that the clocks skip, or show twice, is refused with what to type.

Texts over 80 characters are not read, so no pattern here has much to work on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from string import capwords
from unicodedata import normalize
from zoneinfo import ZoneInfo

from bot.errors import Invalid
from bot.rules import dates

_LONGEST_TEXT = 80
_YEARS_AHEAD = 5
_MIDNIGHT = time(0)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class _Clock:
    """A time of day as typed; `days` is 1 for midnight, which ends its day."""

    at: time
    days: int = 0
    zone: str = ""


def read(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, meant by typing this at `now` in `zone`; past only for a full date or "today"."""
    typed = _tidy(text)
    try:
        instant = _elapsed(typed, now, zone) or _on_calendar(typed, now, zone)
    except OverflowError as error:
        raise Invalid("time.too_far", years=_YEARS_AHEAD) from error
    if instant is None:
        raise _unreadable(now, zone)
    if instant > now + timedelta(days=366 * _YEARS_AHEAD):
        raise Invalid("time.too_far", years=_YEARS_AHEAD)
    return instant.replace(microsecond=0)  # what is shown has no fractions, and what is shown holds


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The same instant on the branch's clock."""
    return instant.astimezone(zone)


def instant_at(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the branch's clock reads this: the first of two.

    A reading that the clocks skip is as long after the gap as it is into it, because the offset before the gap counts
    (RFC 5545, section 3.3.5): 01:30 is 02:30 on the night when 01:00 becomes 02:00.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def without_clock(text: str) -> tuple[str, time | None]:
    """What was typed, tidied, less the time of day it ends or begins with, and that time; None without one."""
    typed = _tidy(text)
    for rest, clock in _splits(typed, _clock_pattern(frozenset[str]())):
        if not clock.zone and not clock.days:
            return rest, clock.at
    return typed, None


def read_length(text: str) -> timedelta:
    """A length of time as typed, in whole minutes: "2h30m", "1:30", "an hour and a half", or "90" for minutes.

    Raises Invalid. A day is 24 hours here, whatever the clocks do.
    """
    typed = re.sub(r"^(.+) and a half$", r"\1 30 minutes", _tidy(text).removeprefix("for "))
    if bare := re.fullmatch(r"(?:([0-9]{1,2}):)?([0-9]{1,4})", typed):
        return timedelta(hours=int(bare[1] or 0), minutes=int(bare[2]))
    amounts = _amounts(re.sub(r"^([0-9]{1,2}) ?h ?([0-9]{2})$", r"\1h\2m", typed))
    if amounts is None:
        raise Invalid("time.length_unreadable")
    return timedelta(**amounts) // MINUTE * MINUTE


def _tidy(text: str) -> str:
    """Lower case, plain digits and dashes, single spaces, no filler; nothing at all if it is too long for a time."""
    if len(text) > _LONGEST_TEXT:
        return ""
    plain = normalize("NFKC", text).casefold().translate({0x2013: "-", 0x2212: "-", 0x2C: " ", 0x2019: "'"})
    plain = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", " ".join(plain.split()))
    plain = re.sub(r"(?<=[0-9])([ap])m\b\.?", r"\1m", re.sub(r"([0-9]) ?([ap])\.m\b\.?", r"\1\2m", plain))
    plain = re.sub(r"([0-9])t([0-9])", r"\1 \2", plain)
    # In an ISO time "-05:00" is a zone; anywhere else "9:00-12:00" is two times, which is not read.
    plain = re.sub(r"^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{5,8})-([0-9]{2}):([0-9]{2})$", r"\1 -\2\3", plain)
    return re.sub(r"^(?:on|by|at|until|till) ", "", plain.rstrip(".!"))


def _unreadable(now: datetime, zone: ZoneInfo) -> Invalid:
    soon = local(now, zone).date() + timedelta(days=7)
    example = f"{soon.day} {dates.MONTHS[soon.month - 1][:3].title()} {soon.year} 18:30"
    return Invalid("time.unreadable", first="Fri 17:00", second=example)


# Lengths of time.

_UNITS = {
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "weeks"),
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "hours"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "minutes"),
}
_NUMBERS = {"a": 1.0, "an": 1.0, "half an": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "ten": 10.0}
_PART = re.compile(rf"(?:and )?([0-9]{{1,5}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}) ?([a-z]+) ?")


def _elapsed(typed: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The end of "in 3 days" and the like: calendar days first, then hours and minutes as they pass."""
    amounts = _amounts(typed)
    if amounts is None:
        return None
    days = timedelta(weeks=amounts.pop("weeks", 0), days=amounts.pop("days", 0))
    there = local(now, zone) + days if days else now  # adding to a local time keeps what the clock reads
    return there.astimezone(UTC) + timedelta(**amounts)


def _amounts(typed: str) -> dict[str, float] | None:
    """How many of each unit, each named once; None if this is not a length of time ("1730hrs" is a time of day)."""
    rest = re.sub(r"^in (.+?)(?:'? time)?$|^[0-9]{4} ?hrs$", r"\1", typed)
    amounts: dict[str, float] = {}
    while rest:
        part = _PART.match(rest)
        unit = _UNITS.get(part[2]) if part else None
        if part is None or unit is None or unit in amounts:
            return None
        amounts[unit] = _NUMBERS.get(part[1]) or int(part[1])
        rest = rest[part.end() :]
    return amounts or None


# Days and times of day.


def _on_calendar(typed: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    today = local(now, zone).date()
    for day, clock in _splits(typed, _clock_pattern(_zone_names(now.year, zone))):
        meant = dates.days(day, today) if day else (today, today + timedelta(days=1))
        if meant:
            return _first(meant, clock, now, zone)
    _refuse_half_a_time(typed, today)
    return None


def _refuse_half_a_time(typed: str, today: date) -> None:
    """A day without a time of day, or an hour that may be of the morning or the afternoon."""
    if dates.days(typed, today):
        raise Invalid("time.needs_time", example=f"{capwords(typed)} 17:00")
    bare = re.fullmatch(r"(?:(.+?) )??(?:at )?([0-9]{1,2})(?: ?o'?clock)?", typed)
    if bare and 1 <= int(bare[2]) <= 12 and (not bare[1] or dates.days(bare[1], today)):  # noqa: PLR2004 - noon
        raise Invalid("time.am_or_pm", hour=int(bare[2]))


def _splits(typed: str, clock: re.Pattern[str]) -> Iterator[tuple[str, _Clock]]:
    """Every way to see a day and a time of day in this, the day perhaps empty."""
    if typed.startswith("end of "):
        yield re.sub(r"^(?:the )?day$", "today", typed.removeprefix("end of ")), _Clock(time(23, 59))
    for pattern in (rf"(?P<on>.+?),? {clock.pattern}", rf"{clock.pattern}(?: (?:on )?(?P<on>.+))?"):
        found = re.fullmatch(pattern, typed)
        read_clock = _read_clock(found) if found else None
        if found and read_clock:
            yield found["on"] or "", read_clock


@lru_cache(maxsize=64)
def _clock_pattern(names: frozenset[str]) -> re.Pattern[str]:
    zones = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        r"(?:at |by |@ ?)?(?:(?:12 )?(?P<word>noon|midday|midnight)"
        r"|(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::00)?(?: ?(?P<half>am|pm)| ?hrs)?"
        r"|(?P<full>[0-9]{1,2}) ?(?P<full_half>am|pm)"
        r"|(?P<military>[0-9]{4}) ?hrs)"
        rf"(?: ?(?P<zone>{zones}|(?:utc|gmt)[+-][0-9]{{1,2}}|\+[0-9]{{2}}(?::?[0-9]{{2}})?)"
        r"| (?P<west>-[0-9]{2}(?:[0-9]{2})?))?"
    )


@lru_cache(maxsize=64)
def _zone_names(year: int, zone: ZoneInfo) -> frozenset[str]:
    """The names the branch's clock goes by in a year ("GMT", "BST"), and UTC's."""
    months = (datetime(year, month, 1, tzinfo=zone).tzname() for month in range(1, 13))
    return frozenset({"utc", "gmt", "z"} | {name.casefold() for name in months if name})


def _read_clock(found: re.Match[str]) -> _Clock | None:
    zone = found["zone"] or found["west"] or ""
    if found["word"]:
        return _Clock(_MIDNIGHT, 1, zone) if found["word"] == "midnight" else _Clock(time(12), 0, zone)
    military = found["military"] or ""
    hour, minute = int(found["hour"] or found["full"] or military[:2]), int(found["minute"] or military[2:] or 0)
    if (hour, minute) == (24, 0):
        return _Clock(_MIDNIGHT, 1, zone)
    hour = _of_day(hour, found["half"] or found["full_half"])
    return _Clock(time(hour, minute), 0, zone) if 0 <= hour < 24 and minute < 60 else None  # noqa: PLR2004 - a day


def _of_day(hour: int, half: str | None) -> int:
    """The hour of the day, -1 if there is none such: 13pm and 0am are slips, not times."""
    if not half:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004 - noon
        return -1
    return hour % 12 + (12 if half == "pm" else 0)


# From the clock on the wall to an instant.


def _first(meant: tuple[date, ...], clock: _Clock, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant on the first of these days on which it is still to come, or on the last of them."""
    walls = [datetime.combine(day, clock.at) + timedelta(days=clock.days) for day in meant]
    for wall in walls[:-1]:
        if any(instant > now for instant in _instants(wall, clock.zone, zone)):
            return _settled(wall, clock.zone, zone)
    return _settled(walls[-1], clock.zone, zone)


def _instants(wall: datetime, said: str, zone: ZoneInfo) -> list[datetime]:
    """The instants at which the branch's clock reads this: two in autumn; in spring what each offset makes of it."""
    if fixed := _fixed(said, zone):
        return [wall.replace(tzinfo=fixed).astimezone(UTC)]
    both = [wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    return sorted({each.astimezone(UTC) for each in both if said in ("", (each.tzname() or "").casefold())})


def _fixed(said: str, zone: ZoneInfo) -> tzinfo | None:
    """The zone typed, where it means the same all the year; a name of the branch's own clock does not."""
    if said in ("utc", "z") or (said == "gmt" and not _goes_by_gmt(zone)):
        return UTC
    digits = re.fullmatch(r"(?:utc|gmt)?([+-])([0-9]{1,2}):?([0-9]{2})?", said)
    if not digits:
        return None
    offset = timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0))
    if offset > timedelta(hours=14):
        raise Invalid("time.no_such_zone", said=said.upper())
    return timezone(-offset if digits[1] == "-" else offset)


def _goes_by_gmt(zone: ZoneInfo) -> bool:
    return any(datetime(2026, month, 1, tzinfo=zone).tzname() == "GMT" for month in (1, 7))


def _settled(wall: datetime, said: str, zone: ZoneInfo) -> datetime:
    """The one instant meant, or a refusal that says how to mean one."""
    instants = _instants(wall, said, zone)
    if not instants:
        raise Invalid("time.zone_not_then", said=said.upper(), actual=wall.replace(tzinfo=zone).tzname() or "")
    if not _fixed(said, zone):
        _refuse_change(wall, instants, zone)
    return instants[0]


def _refuse_change(wall: datetime, instants: list[datetime], zone: ZoneInfo) -> None:
    """Refuse a reading of the clock that a change of the clocks leaves out or repeats."""
    said = f"{wall:%H:%M}"
    if local(instants[0], zone).replace(tzinfo=None) != wall:
        change = _change_after(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), zone)
        before, after = local(change - timedelta(minutes=1), zone), local(change, zone)
        raise Invalid("time.skipped", said=said, before=f"{before:%H:%M}", after=f"{after:%H:%M}")
    if len(instants) > 1:
        first, second = (_name(local(instant, zone)) for instant in instants)
        raise Invalid("time.twice", said=said, first=first, second=second)


def _change_after(instant: datetime, zone: ZoneInfo) -> datetime:
    offset = local(instant, zone).utcoffset()
    while local(instant, zone).utcoffset() == offset:
        instant += timedelta(minutes=1)
    return instant


def _name(at: datetime) -> str:
    """What to type to mean this one of two: "GMT", "BST", "+1030"."""
    return at.tzname() or f"{at:%z}"
