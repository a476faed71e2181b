"""How meetings repeat, as people in a branch type it, read once and strictly, or refused with what to type instead.

What is read: how often ("weekly", "every 2 weeks", "fortnightly", "every other Tuesday", "monthly", "quarterly",
"yearly") and on what ("every month on the 15th", "last Thursday of the month", "2nd and 4th Tuesday of the month",
"last day of every month", "every 3 months on the first Monday", "every year on 8 March"); what is left out is as the
first meeting has it. Then, if wanted, its time of day, and its end: "until 31 Jul 2027" or "10 times".

Where a branch would still argue about the meaning, it is refused: "every third Thursday" and "bi-weekly" are two
things to two people. A rule that would leave months out (the 31st, a fifth Thursday) is refused with the one that does
not, and so is a first meeting that is not on its own rule.

Texts over 80 characters are not read, as with `bot.rules.times`, so no pattern here has much to work on.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import dropwhile, islice, takewhile

from bot.errors import Invalid
from bot.rules import dates
from bot.rules.recurrences import LAST, Recurrence, Unit, walls
from bot.rules.times import without_clock

MOST_TIMES = 100
LONGEST_GAP = timedelta(days=5 * 366)
_IN_EVERY_MONTH = 28
_LONGEST_MONTH = 31
_IN_EVERY_MONTH_WEEKS = 4
_SEARCHED = timedelta(days=2 * 366)

_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "ten": 10, "twelve": 12}
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST}
_UNITS = {
    **dict.fromkeys(("week", "weeks", "weekly"), (Unit.WEEK, 1)),
    **dict.fromkeys(("fortnight", "fortnightly"), (Unit.WEEK, 2)),
    **dict.fromkeys(("month", "months", "monthly"), (Unit.MONTH, 1)),
    **dict.fromkeys(("quarter", "quarterly"), (Unit.MONTH, 3)),
    **dict.fromkeys(("half-yearly", "six-monthly"), (Unit.MONTH, 6)),
    **dict.fromkeys(("year", "years", "yearly", "annually"), (Unit.YEAR, 1)),
}
_OFTEN = "|".join(word for word in _UNITS if word.endswith("ly"))
_LONG = "|".join(word for word in _UNITS if not word.endswith("ly"))
_WORDS = "|".join(_NUMBERS)
_NTH = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)|{'|'.join(_NTHS)})"
_COUNT = rf"(?P<count>[0-9]{{1,2}}|{_WORDS}|other|alternate|{_NTH})"
_EVERY = rf"(?:(?:every|each|once a|once every) (?:{_COUNT} )?(?P<long>{_LONG})|(?P<often>{_OFTEN}))"

_OFTEN_FIRST = re.compile(rf"{_EVERY}(?: (?P<on>.+))?")
# "The last Friday of every quarter" is one of March, not of every third month from the first meeting on: not read.
_DAY_FIRST = re.compile(rf"(?P<on>.+?) (?!(?:of|in) .*quarter)(?:(?:of|in) the month|(?:(?:of|in) )?{_EVERY})")
_WEEKDAYS = re.compile(rf"(?:(?:every|each) (?P<other>other |alternate )?|(?P<alternate>alternate ))?{dates.WEEKDAY}s?")
_EVERY_DATE = re.compile(rf"(?:every|each) (?P<on>(?!.*(?:week|month|year)).*\b{dates.MONTH}\b.*)")
_ENDS = re.compile(
    rf"(?P<rule>.+?) (?:(?:until|till|up to) (?P<until>.+)|(?:for )?(?P<times>[0-9]{{1,3}}|{_WORDS}) "
    r"(?:times|meetings))"
)
_ON_WEEKDAY = re.compile(rf"{dates.WEEKDAY}s?")
_ON_NTH = re.compile(
    rf"(?P<nth>{_NTH})(?: and (?:the )?(?P<also>{_NTH}))? {dates.WEEKDAY}s?(?: (?:of|in) (?P<rest>.+))?"
)
_ON_LAST_DAY = re.compile(r"last day(?: of (?P<rest>.+))?")
_ON_DAY = re.compile(r"(?:day )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: day)?(?: of the month)?")
_TWO_MEANINGS = re.compile(rf"(?:every|each) (?P<nth>{_NTH}) {dates.WEEKDAY}")
_BI = re.compile(r"\bbi-?(?P<unit>week|month|annual|year)")


def read(text: str, first: datetime, *, today: date) -> Recurrence:
    """The rule meant by this, the first meeting being when the branch's clock reads `first`.

    `today` is the branch's: a date without a year is one to come, and no meeting is suggested in the past. Raises
    Invalid for what is no rule, what means two things, and what the first meeting is not on.
    """
    rest, clock = without_clock(text)
    rest, until, times = _split_end(rest)
    if clock is None:
        rest, clock = without_clock(rest)
    if clock not in (None, first.time()):
        raise Invalid("repeat.other_time", said=f"{clock:%H:%M}", first=f"{first:%H:%M}")
    rule = _read_rule(_plain(rest), first, today)
    _refuse_off_rule(rule, first, today)
    return _ended(rule, first, until, times, today)


def _plain(typed: str) -> str:
    """Without the words that say nothing: "on", "the", "&"."""
    plain = re.sub(r"\bon(?: an?)?\b", " ", typed.replace("&", " and ").replace("half yearly", "half-yearly"))
    return " ".join(re.sub(r"(?<!of )(?<!in )\bthe\b", " ", plain).split())


def _split_end(typed: str) -> tuple[str, str | None, int | None]:
    found = _ENDS.fullmatch(typed)
    if not found:
        return typed, None, None
    times = found["times"]
    return found["rule"], found["until"], (_NUMBERS.get(times) or int(times)) if times else None


# The rule.


def _read_rule(typed: str, first: datetime, today: date) -> Recurrence:
    _refuse_two_meanings(typed)
    if found := _WEEKDAYS.fullmatch(typed):
        every = 2 if found["other"] or found["alternate"] else 1
        return Recurrence(Unit.WEEK, every, weekday=dates.weekday_number(found["weekday"]))
    if found := _EVERY_DATE.fullmatch(typed):
        return _yearly(found["on"], 1, first, today)
    found = _OFTEN_FIRST.fullmatch(typed) or _DAY_FIRST.fullmatch(typed)
    every = _count(found["count"]) if found else 0
    if not found or every < 1:
        raise _unreadable()
    unit, many = _UNITS[found["long"] or found["often"] or "month"]
    return _on(re.sub(r"^(?:every|each) ", "", found["on"] or ""), unit, every * many, first, today)


def _count(word: str | None) -> int:
    """How many from one to the next: "3", "three", "3rd", "other"; not more than none for what is no such number."""
    if word in (None, "other", "alternate"):
        return 2 if word else 1
    return _NUMBERS.get(word) or _NTHS.get(word) or int(re.sub("[a-z]", "", word))


def _unreadable() -> Invalid:
    return Invalid("repeat.unreadable", first="every 2 weeks", second="last Thursday of the month", third="monthly")


def _refuse_two_meanings(typed: str) -> None:
    if found := _BI.search(typed):
        raise Invalid("repeat.bi", unit={"annual": "year"}.get(found["unit"], found["unit"]))
    if found := _TWO_MEANINGS.fullmatch(typed):
        nth, weekday = _nth(found["nth"]), dates.WEEKDAYS[dates.weekday_number(found["weekday"])].title()
        of_the_month = f"{found['nth']} {weekday} of the month"
        if nth < 2:  # noqa: PLR2004 - neither the first nor the last is every so many weeks
            raise Invalid("repeat.of_the_month", example=of_the_month)
        raise Invalid("repeat.two_meanings", often=f"every {nth} weeks on {weekday}", nth=of_the_month)


def _on(typed: str, unit: Unit, every: int, first: datetime, today: date) -> Recurrence:
    """The rule with its day, the first meeting's if none was typed."""
    if unit is Unit.WEEK:
        return _weekly(typed, every, first)
    if unit is Unit.MONTH:
        return _monthly(typed, every, first)
    return _yearly(typed, every, first, today)


def _weekly(typed: str, every: int, first: datetime) -> Recurrence:
    if not typed:
        return Recurrence(Unit.WEEK, every, weekday=first.weekday())
    found = _ON_WEEKDAY.fullmatch(typed)
    if not found:
        raise _unreadable()
    return Recurrence(Unit.WEEK, every, weekday=dates.weekday_number(found["weekday"]))


def _monthly(typed: str, every: int, first: datetime) -> Recurrence:
    if (found := _ON_LAST_DAY.fullmatch(typed)) and found["rest"] in (None, "the month"):
        return Recurrence(Unit.MONTH, every, day=LAST)
    if (found := _ON_NTH.fullmatch(typed)) and found["rest"] in (None, "the month"):
        nths = [_nth(word) for word in (found["nth"], found["also"]) if word]
        return Recurrence(Unit.MONTH, every, weekday=_nth_weekday(nths, found["weekday"]), nths=_in_order(nths))
    found = _ON_DAY.fullmatch(typed)
    if typed and not found:
        raise _unreadable()
    return Recurrence(Unit.MONTH, every, day=_day(int(found["day"]) if found else first.day))


def _yearly(typed: str, every: int, first: datetime, today: date) -> Recurrence:
    if found := _ON_LAST_DAY.fullmatch(typed):
        return Recurrence(Unit.YEAR, every, day=LAST, month=_month(found["rest"]))
    if (found := _ON_NTH.fullmatch(typed)) and not found["also"]:
        nth, month = _nth(found["nth"]), _month(found["rest"])
        return Recurrence(Unit.YEAR, every, weekday=_nth_weekday([nth], found["weekday"]), nths=(nth,), month=month)
    meant = dates.days(typed, today) if re.search(rf"\b{dates.MONTH}\b|/", typed) else ()
    if typed and not meant:
        raise _unreadable()
    on = meant[0] if meant else first.date()
    if (on.month, on.day) == (2, 29):
        raise Invalid("repeat.leap_day", example="every year on the last day of February")
    return Recurrence(Unit.YEAR, every, day=on.day, month=on.month)


def _month(word: str | None) -> int:
    if not word or not re.fullmatch(dates.MONTH, word):
        raise _unreadable()
    return dates.month_number(word)


def _day(day: int) -> int:
    """The day if every month has it."""
    if not 1 <= day <= _LONGEST_MONTH:
        raise Invalid("repeat.never", example="every month on the 15th")
    if day > _IN_EVERY_MONTH:
        raise Invalid("repeat.short_months", day=day, example="last day of the month")
    return day


def _nth(word: str) -> int:
    return _NTHS[word] if word in _NTHS else int(word[:-2])


def _nth_weekday(nths: list[int], word: str) -> int:
    """The weekday if every month has so many of it."""
    weekday = dates.weekday_number(word)
    example = f"last {dates.WEEKDAYS[weekday].title()} of the month"
    if not all(nth in _NTHS.values() for nth in nths):
        raise Invalid("repeat.never", example=example)
    if max(nths) > _IN_EVERY_MONTH_WEEKS:
        raise Invalid("repeat.fifth", example=example)
    return weekday


def _in_order(nths: list[int]) -> tuple[int, ...]:
    """Each once, in the order of the month."""
    return tuple(sorted(set(nths), key=lambda nth: nth if nth != LAST else _LONGEST_MONTH))


# Whether it can be kept.


def _refuse_off_rule(rule: Recurrence, first: datetime, today: date) -> None:
    """Refuse a first meeting that its own rule would not have, naming the nearest day that it would."""
    held_on = first.date()
    if next(walls(rule, first)).date() == held_on:
        return
    often = replace(rule, every=1)
    days = (wall.date() for wall in walls(often, first - _SEARCHED))
    near = takewhile(lambda day: day < held_on + _SEARCHED, dropwhile(lambda day: day < min(today, held_on), days))
    raise Invalid("repeat.not_on_rule", first=held_on, nearest=min(near, key=lambda day: abs(day - held_on)))


def _ended(rule: Recurrence, first: datetime, until: str | None, times: int | None, today: date) -> Recurrence:
    """The rule with its end, which leaves at least a second meeting that is not too far off."""
    if times is not None and not 2 <= times <= MOST_TIMES:  # noqa: PLR2004 - once is not repeating
        raise Invalid("repeat.how_many_times", most=MOST_TIMES)
    until_on = _until(until, first.date(), today) if until else None
    ended = replace(rule, until_on=until_on, times=times)
    second = next(islice(walls(rule, first), 1, None), None)
    if second is None or second - first > LONGEST_GAP:
        raise Invalid("repeat.too_rare")
    if until_on and second.date() > until_on:
        raise Invalid("repeat.ends_before_second", until=until_on, second=second.date())
    return ended


def _until(typed: str, first_on: date, today: date) -> date:
    """The first day it can mean that is not before the first meeting."""
    meant = dates.days(typed, today)
    if not meant:
        raise Invalid("repeat.until_unreadable", example=f"until 31 Jul {first_on.year + 1}")
    return next((day for day in meant if day >= first_on), meant[-1])
