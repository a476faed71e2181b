"""By which rule meetings repeat: kept in local wall-clock time, so that 18:30 stays 18:30 whatever the clocks do.

A wall is a reading of the branch's clock: a datetime without a zone. `bot.rules.times.instant_at` makes an instant of
it. What people type is read by `bot.rules.repeats`; `words` says it back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from dateutil import rrule

from bot.rules.dates import MONTHS, WEEKDAYS

LAST = -1
Sentence = tuple[str, Mapping[str, object]]

_DAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTHS = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}
_LAST_SECOND = time(23, 59, 59)


class Unit(StrEnum):
    """What a rule counts in."""

    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


_FREQUENCIES: Mapping[Unit, Literal[0, 1, 2]] = {
    Unit.WEEK: rrule.WEEKLY,
    Unit.MONTH: rrule.MONTHLY,
    Unit.YEAR: rrule.YEARLY,
}


@dataclass(frozen=True)
class Recurrence:
    """Every so many weeks, months or years: on a weekday, its nth of the month, or a day of the month."""

    unit: Unit
    every: int = 1
    weekday: int | None = None
    """Monday is 0."""
    nths: tuple[int, ...] = ()
    """Which of these weekdays in the month, one or two of them; LAST is the last."""
    day: int | None = None
    """The day of the month; LAST is the last."""
    month: int | None = None
    """Of a yearly rule; January is 1."""
    until_on: date | None = None
    """The last local day on which a meeting can be."""
    times: int | None = None
    """How many meetings there are, the first included."""

    def to_text(self) -> str:
        """The rule as it is kept: a recurrence rule of RFC 5545 (3.3.10), its end in local time as its start is."""
        days = [f"{nth or ''}{_CODES[self.weekday]}" for nth in self.nths or (0,)] if self.weekday is not None else []
        parts = {
            "FREQ": self.unit.value,
            "INTERVAL": self.every if self.every > 1 else None,
            "BYMONTH": self.month,
            "BYMONTHDAY": self.day,
            "BYDAY": ",".join(days),
            "COUNT": self.times,
            "UNTIL": f"{self.until_on:%Y%m%d}T235959" if self.until_on else None,
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    @classmethod
    def from_text(cls, text: str) -> "Recurrence":
        """The rule that was kept as this text; ValueError or KeyError if it is none of ours."""
        parts = dict(part.split("=") for part in text.split(";"))
        days = [part for part in parts.get("BYDAY", "").split(",") if part]
        kept = cls(
            unit=Unit(parts["FREQ"]),
            every=int(parts.get("INTERVAL", 1)),
            weekday=_CODES.index(days[0][-2:]) if days else None,
            nths=tuple(int(part[:-2]) for part in days if part[:-2]),
            day=_number(parts.get("BYMONTHDAY")),
            month=_number(parts.get("BYMONTH")),
            until_on=date.fromisoformat(parts["UNTIL"][:8]) if "UNTIL" in parts else None,
            times=_number(parts.get("COUNT")),
        )
        if kept.to_text() != text:
            raise ValueError(text)
        return kept


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def walls(recurrence: Recurrence, first: datetime, *, after: datetime | None = None) -> Iterator[datetime]:
    """What the clock reads at each meeting, or each after this reading; made one by one, perhaps without end."""
    rule = rrule.rrule(
        _FREQUENCIES[recurrence.unit],
        dtstart=first,
        interval=recurrence.every,
        wkst=rrule.MO,  # left out, it would be the computer's own first day of the week
        byweekday=_weekdays(recurrence),
        bymonthday=recurrence.day,
        bymonth=recurrence.month,
        count=recurrence.times,
        until=datetime.combine(recurrence.until_on, _LAST_SECOND) if recurrence.until_on else None,
    )
    return iter(rule) if after is None else rule.xafter(after)


def _weekdays(recurrence: Recurrence) -> tuple[rrule.weekday, ...] | None:
    if recurrence.weekday is None:
        return None
    day = _DAYS[recurrence.weekday]
    return tuple(day(nth) for nth in recurrence.nths) or (day,)


def words(recurrence: Recurrence) -> tuple[Sentence, ...]:
    """The rule in one sentence and its end, if it has one, in another: keys with their values."""
    key, values = _rule_in_words(recurrence)
    said: tuple[Sentence, ...] = ((key, {"every": recurrence.every, **values}),)
    if recurrence.until_on:
        said += (("repeat.until", {"until": recurrence.until_on}),)
    if recurrence.times:
        said += (("repeat.times", {"times": recurrence.times}),)
    return said


def _rule_in_words(rule: Recurrence) -> Sentence:
    yearly = {"month": MONTHS[rule.month - 1]} if rule.month else {}
    kind = "yearly" if rule.month else "monthly"
    if rule.weekday is None:
        return (
            (f"repeat.{kind}_last_day", yearly)
            if rule.day == LAST
            else (f"repeat.{kind}_day", {"day": rule.day, **yearly})
        )
    weekday = {"weekday": WEEKDAYS[rule.weekday]}
    if not rule.nths:
        return "repeat.weekly", weekday
    nths = [_NTHS[nth] for nth in rule.nths]
    if len(nths) == 1:
        return f"repeat.{kind}_nth", {"nth": nths[0], **weekday, **yearly}
    return "repeat.monthly_nths", {"nth": nths[0], "also": nths[1], **weekday}
