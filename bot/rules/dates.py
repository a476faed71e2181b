"""Which day a typed day can mean: the words of `bot.rules.times`' grammar that name days.

The text arrives tidied: lower case, single spaces.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from bot.errors import Invalid

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_EARLIEST_YEAR = 2000
_YEARS_TRIED = 8  # 29 February may be eight years away
_MONTHS_TRIED = 4  # no two months in a row are short
_OFFSETS = {
    **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
    **dict.fromkeys(("tomorrow", "tomorow", "tommorow", "tommorrow", "tmrw", "tmw"), 1),
}
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
MONTH = r"(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|sept)"
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_LED = rf"(?:{WEEKDAY} )?(?:the )?"

_ONLY_WEEKDAY = re.compile(rf"(?P<which>this |coming |next )?{WEEKDAY}")
_IN_DAYS = re.compile(r"in (?P<number>[0-9]{1,4}|a|one|two|three) ?(?P<unit>days?|weeks?|d|w)")
_ONLY_DAY = re.compile(rf"{_LED}{_DAY}(?:st|nd|rd|th)")
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LED}{_DAY}(?:st|nd|rd|th)?(?: of)?[ -]?{MONTH}(?:[ -]{_YEAR})?",
        rf"{_LED}{MONTH} (?:the )?{_DAY}(?:st|nd|rd|th)?(?: {_YEAR})?",
        rf"{_LED}{_DAY}(?P<sign>[/.-])(?P<month>[0-9]{{1,2}})(?P=sign){_YEAR}",
        rf"{_LED}{_DAY}/(?P<month>[0-9]{{1,2}})",
        rf"{_LED}(?P<year>[0-9]{{4}})(?P<sign>[/.-])(?P<month>[0-9]{{1,2}})(?P=sign){_DAY}",
    )
)


def days(typed: str, today: date) -> tuple[date, ...]:
    """The days this can mean, nearest first and none before today unless its year says so; none if it is not a day."""
    if typed in _OFFSETS:
        return (today + timedelta(days=_OFFSETS[typed]),)
    if found := _IN_DAYS.fullmatch(typed):
        return (today + _distance(found["number"], found["unit"]),)
    if found := _ONLY_WEEKDAY.fullmatch(typed):
        return _on_weekday(found["weekday"], found["which"], today)
    if found := _ONLY_DAY.fullmatch(typed):
        return _agreeing(found["weekday"], _in_coming_months(int(found["day"]), today))
    for pattern in _DATES:
        if found := pattern.fullmatch(typed):
            return _agreeing(found["weekday"], _dated(found, today))
    return ()


def last(typed: str, today: date) -> date | None:
    """The last day up to today that this can mean: "yesterday", "Monday", "20 Nov"; None where it means none.

    For what has happened already: a day without a year is then the one gone by, and not the next one to come.
    """
    if typed in ("today", "yesterday"):
        return today - timedelta(days=typed == "yesterday")
    if (found := _ONLY_WEEKDAY.fullmatch(typed)) and found["which"] is None:
        return days(typed, today - timedelta(days=6))[0]
    if not any(pattern.fullmatch(typed) for pattern in _DATES):
        return None
    return max((each for each in days(typed, today - timedelta(days=365)) if each <= today), default=None)


def _distance(number: str, unit: str) -> timedelta:
    many = {"a": 1, "one": 1, "two": 2, "three": 3}.get(number) or int(number)
    return timedelta(weeks=many) if unit.startswith("w") else timedelta(days=many)


def weekday_number(word: str) -> int:
    """The number of a weekday as `WEEKDAY` reads it, Monday being 0."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(word[:3]))


def _on_weekday(word: str, which: str | None, today: date) -> tuple[date, ...]:
    """The next such day, today included, and the one after. "Next Friday" is this week's or next week's: refused."""
    nearest = today + timedelta(days=(weekday_number(word) - today.weekday()) % 7)
    pair = (nearest, nearest + timedelta(days=7))
    if which == "next ":
        raise Invalid("time.next", weekday=WEEKDAYS[weekday_number(word)], nearest=pair[0], later=pair[1])
    return pair


def _dated(found: re.Match[str], today: date) -> tuple[date, ...]:
    """A date in its year or, without one, in the coming years."""
    year, day = _year(found.groupdict().get("year")), int(found["day"])
    month = _month(found["month"], day)
    if not month or (year is not None and year < _EARLIEST_YEAR):
        return ()
    years = [year] if year else [today.year + more for more in range(_YEARS_TRIED + 1)]
    dates = _existing([(each, month) for each in years], day)
    if not dates:
        last = max(monthrange(each, month)[1] for each in years)
        raise Invalid("time.no_such_date", day=day, month=MONTHS[month - 1], last=last)
    return dates if year else tuple(each for each in dates if each >= today)


def _year(typed: str | None) -> int | None:
    """The year, "26" being 2026."""
    return None if not typed else int(typed) if len(typed) == len("2026") else 2000 + int(typed)


def month_number(word: str) -> int:
    """The number of a month as `MONTH` reads it, January being 1."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def _month(typed: str, day: int) -> int:
    """The month's number, 0 if there is none such; 11/28 is refused, because here the day comes first."""
    if not typed.isdigit():
        return month_number(typed)
    number = int(typed)
    if number > len(MONTHS) and 1 <= day <= len(MONTHS):
        raise Invalid("time.day_first", day=number, month=MONTHS[day - 1])
    return number if number <= len(MONTHS) else 0


def _in_coming_months(day: int, today: date) -> tuple[date, ...]:
    start = today.year * 12 + today.month - 1
    months = [((start + more) // 12, (start + more) % 12 + 1) for more in range(_MONTHS_TRIED)]
    return tuple(each for each in _existing(months, day) if each >= today)


def _existing(months: Iterable[tuple[int, int]], day: int) -> tuple[date, ...]:
    return tuple(date(year, month, day) for year, month in months if 1 <= day <= monthrange(year, month)[1])


def _agreeing(weekday: str | None, dates: tuple[date, ...]) -> tuple[date, ...]:
    """The dates as they are; with a weekday only the nearest, and only if it falls on that day."""
    if not weekday or not dates:
        return dates
    if dates[0].weekday() != weekday_number(weekday):
        actual = WEEKDAYS[dates[0].weekday()]
        raise Invalid("time.weekday", said=WEEKDAYS[weekday_number(weekday)], actual=actual, date=dates[0])
    return dates[:1]
