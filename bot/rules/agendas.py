"""A meeting's agenda as typed, one item to a line, each with its minutes where somebody planned them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import Invalid
from bot.rules import texts

MOST_ITEMS = 30
ITEM_LENGTH = 100
LONGEST_ITEM = 600  # minutes
LONGEST_TYPED = MOST_ITEMS * (ITEM_LENGTH + 12)  # a number in front and the minutes behind

_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|[0-9]{1,2}[.)]\s+)")
_MINUTES = re.compile(
    r"\s*(?:[-–,:]\s*)?[(\[]?\s*\b([0-9]{1,4})\s*(?:minutes?|mins?\.?|m|['’])\s*[)\]]?\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Item:
    """One item; `minutes` is the time planned for it, None where nobody said."""

    text: str
    minutes: int | None = None


def read(typed: str) -> tuple[Item, ...]:
    """The agenda as typed: empty lines and bullets aside, "Pay claim (15 min)" with its time; raises Invalid."""
    lines = [line for line in typed.splitlines() if _BULLET.sub("", line).strip()]
    if len(lines) > MOST_ITEMS:
        raise Invalid("agenda.too_many", items=len(lines), most=MOST_ITEMS)
    return tuple(_item(line, number) for number, line in enumerate(lines, 1))


def as_typed(agenda: Sequence[Item]) -> str:
    """The agenda as one would type it, to be corrected."""
    return "\n".join(item.text if item.minutes is None else f"{item.text} ({item.minutes} min)" for item in agenda)


def planned(agenda: Sequence[Item]) -> int | None:
    """The minutes planned for all of it, or None where no item has any."""
    timed = [item.minutes for item in agenda if item.minutes is not None]
    return sum(timed) if timed else None


def begins(agenda: Sequence[Item]) -> tuple[int | None, ...]:
    """After how many minutes each item begins; None from the first item on whose time nobody planned."""
    found: list[int | None] = []
    after: int | None = 0
    for item in agenda:
        found.append(after)
        after = None if after is None or item.minutes is None else after + item.minutes
    return tuple(found)


def _item(line: str, number: int) -> Item:
    text = _BULLET.sub("", line)
    found = _MINUTES.search(text)
    if found is None or not text[: found.start()].strip():
        return Item(texts.line(text, most=ITEM_LENGTH, field="agenda_item", number=number))
    minutes = int(found[1])
    if not 1 <= minutes <= LONGEST_ITEM:
        raise Invalid("agenda.minutes", number=number, most=LONGEST_ITEM)
    return Item(texts.line(text[: found.start()], most=ITEM_LENGTH, field="agenda_item", number=number), minutes)
