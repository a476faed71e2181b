"""A branch's standing orders on meetings as an officer types them: notice, quorum and deadlines, read or refused."""

import re
from collections.abc import Mapping

from bot.errors import Invalid
from bot.rules.meetings import Rule
from bot.rules.notices import Deadline
from bot.rules.numbers import read_quorum

MOST_DAYS = 120
LONGEST_TYPED = 100

_DAYS = re.compile(r"([0-9]{1,4})(?: ?(?:clear )?(?:days?|d))?(?: before)?")
_DEADLINE = re.compile(r"(motions?|amendments?|nominations?)[ :=-]+(.+)")
_NONE = frozenset({"", "none", "no", "-", "nil"})


def read_rule(notice: str, short_allowed: bool, quorum: str, deadlines: str) -> Rule:
    """The rule for a kind of meeting from what was typed; raises Invalid.

    A deadline after the notice could have gone out to nobody's use is refused: whoever is told with the least notice
    the rule allows must still be able to meet it.
    """
    notice_days = 0 if _tidy(notice) in _NONE else _days(notice)
    read = _deadlines(deadlines)
    for deadline, days in read.items():
        if days > notice_days:
            raise Invalid("standing_orders.before_notice", deadline=deadline.value, days=days, notice=notice_days)
    return Rule(notice_days, short_allowed, read_quorum(quorum), read)


def as_typed(deadlines: Mapping[Deadline, int]) -> str:
    """The deadlines as one would type them."""
    return ", ".join(f"{deadline} {days}" for deadline, days in deadlines.items())


def _deadlines(typed: str) -> dict[Deadline, int]:
    found: dict[Deadline, int] = {}
    for part in filter(None, map(_tidy, re.split(r"[,;\n]", typed))):
        if part in _NONE:
            continue
        read = _DEADLINE.fullmatch(part)
        if read is None:
            raise Invalid("standing_orders.deadline_unreadable", said=part)
        deadline = next(each for each in Deadline if each.startswith(read[1].rstrip("s")))
        if deadline in found:
            raise Invalid("standing_orders.deadline_twice", deadline=deadline.value)
        found[deadline] = _days(read[2])
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _days(typed: str) -> int:
    read = _DAYS.fullmatch(_tidy(typed))
    if read is None:
        raise Invalid("standing_orders.days_unreadable", said=typed.strip()[:LONGEST_TYPED])
    if int(read[1]) > MOST_DAYS:
        raise Invalid("standing_orders.too_many_days", most=MOST_DAYS)
    return int(read[1])


def _tidy(typed: str) -> str:
    return " ".join(typed.casefold().split())
