"""Small numbers: which cells of a table are withheld, so that nobody can work out a number under five.

A cell is small when its number is, and also when nearly everybody of a known size is in it: "18 of 20" says of two
people what they have not done. A small cell is withheld, and with it the next smallest, so that no subtraction from
the total gives it away. What is withheld is published as one sum, which is no small cell itself.

Tables of one series, which count the same people again later, are read side by side. So what the table before withheld
is given too: cells come out from under it only while none goes in, and one that was shown before and is withheld now
stays so. What a reader could work out is tested by working it out (tests/rules/test_suppression.py), for one who knows
that numbers only grow; and of a single table without sizes for one who knows these rules as well.
"""

from collections.abc import Collection, Hashable, Mapping
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
    """Whether the sum of these says nothing of any of them: several, together no small cell, and not extreme."""
    if not withheld:
        return True
    chosen = [cells[key] for key in withheld]
    sizes = [cell.of for cell in chosen if cell.of is not None]
    together = Cell(_sum(cells, withheld), sum(sizes) if len(sizes) == len(chosen) else None)
    return len(chosen) > 1 and not together.is_small(least) and not _is_extreme(chosen, least)


def _is_extreme(chosen: Collection[Cell], least: int) -> bool:
    """Whether all are small, and none could be one more or none one fewer, as in 8 of twice at most 4: that tells."""
    small = [cell for cell in chosen if cell.is_small(least)]
    more = any(Cell(cell.number + 1, cell.of).is_small(least) for cell in small if cell.number != cell.of)
    fewer = any(Cell(cell.number - 1, cell.of).is_small(least) for cell in small if cell.number)
    return len(small) == len(chosen) and not (more and fewer)


def _sum(cells: Mapping[Key, Cell], keys: Keys[Key]) -> int:
    return sum(cells[key].number for key in keys)
