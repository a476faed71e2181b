"""Small numbers: which cells of a table are withheld, so that nobody can work out a number under five.

A cell is small when its number is, and also when nearly everybody of a known size is in it: "18 of 20" says of two
people what they have not done. A small cell is withheld, and with it the next smallest, so that no subtraction from
the total gives it away. What is withheld is published as one sum, which is no small cell itself.

Tables of one series, which count the same people again later, are read side by side. So what the table before withheld
is given too: cells come out from under it only while none goes in, and one that was shown before and is withheld now
stays so. What a reader could work out is tested by working it out (tests/rules/test_suppression.py): from a series, for
one who knows that numbers only grow, and from a single table for one who knows these rules as well.
"""

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5
Key = TypeVar("Key", bound=Hashable)
Keys = AbstractSet[Key]


@dataclass(frozen=True)
class Cell:
    """How many are counted here, of how many if that is known."""

    number: int
    of: int | None = None

    @property
    def can_be(self) -> bool:
        """Whether there can be such a cell: not fewer than nobody, nor more than everybody."""
        return self.number >= 0 and (self.of is None or self.number <= self.of)

    def is_small(self, least: int) -> bool:
        """Whether so few are in it, or so few of those who could be are not, that it may tell of somebody."""
        return self.number < least or (self.of is not None and self.of - self.number < least)


@dataclass(frozen=True)
class Table(Generic[Key]):
    """What may be published: the numbers that are shown, and the sum of all that are not."""

    shown: Mapping[Key, int]
    withheld: frozenset[Key] = frozenset()
    rest: int | None = None
    """Of all that are withheld, together; None where nothing is, or where not even that may be published."""
    for_good: frozenset[Key] = frozenset()
    """Of those withheld, the ones that an earlier table of the series showed."""


def suppress(cells: Mapping[Key, Cell], before: Table[Key] | None = None, least: int = LEAST) -> Table[Key]:
    """What may be published of these cells after that table of the same series: no more withheld than it takes."""
    small = frozenset(key for key, cell in cells.items() if cell.is_small(least))
    if before is None:
        return _table(cells, _covered(cells, small, cells.keys(), least), frozenset(), least)
    under = before.withheld & cells.keys()
    if small <= under and _covers(cells, under, least):
        withheld = _covered(cells, small | before.for_good & under, under, least)
    else:
        withheld = _covered(cells, small | under, cells.keys(), least)
    return _table(cells, withheld, withheld & (before.for_good | before.shown.keys()), least)


def _table(cells: Mapping[Key, Cell], withheld: frozenset[Key], for_good: frozenset[Key], least: int) -> Table[Key]:
    shown = {key: cell.number for key, cell in cells.items() if key not in withheld}
    says_rest = bool(withheld) and _covers(cells, withheld, least)
    return Table(shown, withheld, _sum(cells, withheld) if says_rest else None, for_good)


def _covered(cells: Mapping[Key, Cell], chosen: frozenset[Key], among: Keys[Key], least: int) -> frozenset[Key]:
    """These cells and as many of the next smallest as it takes; all that are equally small, lest their order tells."""
    while not _covers(cells, chosen, least) and (others := among - chosen):
        next_ = min(cells[key].number for key in others)
        chosen |= {key for key in others if cells[key].number == next_}
    return chosen


def _covers(cells: Mapping[Key, Cell], withheld: Keys[Key], least: int) -> bool:
    """Whether their sum tells of none of them: several, together no small cell, and each small one may differ."""
    chosen = [cells[key] for key in withheld]
    if not chosen:
        return True
    sizes = [cell.of for cell in chosen if cell.of is not None]
    together = Cell(_sum(cells, withheld), sum(sizes) if len(sizes) == len(chosen) else None)
    if len(chosen) == 1 or together.is_small(least):
        return False
    next_ = min((cell.number for key, cell in cells.items() if key not in withheld), default=None)
    small = [cell for cell in chosen if cell.is_small(least)]
    return all(any(_may_differ(cell, other, next_, least) for other in chosen if other is not cell) for cell in small)


def _may_differ(cell: Cell, other: Cell, next_: int | None, least: int) -> bool:
    """Whether, for who knows these rules, this small cell may have another number, the two together the same.

    They may have each other's where they are of the same size; or one person in one of them might be in the other, if
    what is small stays small, and what covers it below the next smallest, which is shown.
    """
    if cell.of == other.of and cell.number != other.number:
        return True
    is_small = other.is_small(least)
    for step in (1, -1):
        one, two = Cell(cell.number + step, cell.of), Cell(other.number - step, other.of)
        is_next = not is_small and next_ is not None and other.number < next_ <= two.number
        if one.can_be and two.can_be and one.is_small(least) and two.is_small(least) == is_small and not is_next:
            return True
    return False


def _sum(cells: Mapping[Key, Cell], keys: Keys[Key]) -> int:
    return sum(cells[key].number for key in keys)
