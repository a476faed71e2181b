"""Sets whose pages show what is in them, and nothing of the order or the company in which it came there.

An entry lies in the drawer that follows from the entry itself. A drawer is one row that fills a page: its entries
sorted, the rest zeros, always overwritten in place. How many drawers there are follows from what is in them, and is
the same for all stores of a file. So the same contents are the same bytes, with nothing to vacuum afterwards.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIZE = 4000  # of a drawer: a second one would not fit on a page of 4,096 bytes


@dataclass(frozen=True)
class Table:
    """The statements of one store."""

    add: str
    read: str
    write: str


ROLL = Table(
    "INSERT INTO roll VALUES (?, zeroblob(4000))",
    "SELECT entries FROM roll WHERE number = ?",
    "UPDATE roll SET entries = ? WHERE number = ?",
)
BOX = Table(
    "INSERT INTO box VALUES (?, zeroblob(4000))",
    "SELECT entries FROM box WHERE number = ?",
    "UPDATE box SET entries = ? WHERE number = ?",
)
RECEIPTS = Table(
    "INSERT INTO receipts VALUES (?, zeroblob(4000))",
    "SELECT entries FROM receipts WHERE number = ?",
    "UPDATE receipts SET entries = ? WHERE number = ?",
)


class Store:
    """One table's drawers within a transaction: keys of one width, each with a value of another."""

    def __init__(
        self, connection: sqlite3.Connection, table: Table, key: int, value: int, *, salt: bytes, depth: int
    ) -> None:
        self._connection, self._table = connection, table
        self._key, self._width = key, key + value
        self._salt = salt  # so that nobody can choose papers that crowd into one drawer
        self._drawers: dict[int, bytearray] = {}
        self._changed: set[int] = set()
        self._places: dict[bytes, int] = {}
        self.depth = depth

    def get(self, key: bytes) -> bytes | None:
        """The value under this key, or None."""
        drawer = self._drawer(self._place(key) & self._mask)
        at = self._find(drawer, key)
        return bytes(drawer[at + self._key : at + self._width]) if drawer.startswith(key, at) else None

    def put(self, key: bytes, value: bytes) -> None:
        """This value is under this key, once everything is written."""
        number = self._place(key) & self._mask
        drawer = self._drawer(number)
        at = self._find(drawer, key)
        replaced = self._width if drawer.startswith(key, at) else 0
        drawer[at : at + replaced] = key + value
        self._changed.add(number)

    def everything(self) -> Iterator[tuple[bytes, bytes]]:
        """Every key and value, in the order of the keys."""
        for entry in sorted(self._entries()):
            yield entry[: self._key], entry[self._key :]

    def is_too_full(self) -> bool:
        """Whether a drawer holds more than its row has room for."""
        return any(len(self._drawers[number]) > SIZE for number in self._changed)

    def least_depth(self) -> int:
        """The depth at which every drawer's entries fit its row, not less than now."""
        places = [self._place(entry[: self._key]) for entry in self._entries()]
        depth, room = self.depth, SIZE // self._width
        while max(Counter(place & ((1 << depth) - 1) for place in places).values(), default=0) > room:
            depth += 1
        return depth

    def add_drawers(self, depth: int) -> None:
        """Rows for this depth, empty so far, on new pages behind all there are."""
        numbers = range(1 << depth - 1, 1 << depth)
        self._connection.executemany(self._table.add, [(number,) for number in numbers])

    def spread(self, depth: int) -> None:
        """Move every entry to its drawer at this depth; each drawer's come from one, so they stay sorted."""
        entries, self.depth = list(self._entries()), depth
        self._drawers = {number: bytearray() for number in range(1 << depth)}
        self._changed = set(self._drawers)
        for entry in entries:
            self._drawers[self._place(entry[: self._key]) & self._mask] += entry

    def write(self) -> None:
        """Overwrite the drawers that have changed."""
        rows = [(bytes(self._drawer(number)).ljust(SIZE, b"\0"), number) for number in sorted(self._changed)]
        self._connection.executemany(self._table.write, rows)
        self._changed.clear()

    @property
    def _mask(self) -> int:
        return (1 << self.depth) - 1

    def _place(self, key: bytes) -> int:
        if key not in self._places:
            self._places[key] = int.from_bytes(hashlib.sha256(self._salt + key).digest()[:4])
        return self._places[key]

    def _find(self, drawer: bytearray, key: bytes) -> int:
        """Where this key begins in the drawer, or would: entries are sorted."""
        low, high = 0, len(drawer) // self._width
        while low < high:
            middle = (low + high) // 2
            at = middle * self._width
            if drawer[at : at + self._key] < key:
                low = middle + 1
            else:
                high = middle
        return low * self._width

    def _entries(self) -> Iterator[bytes]:
        for number in range(1 << self.depth):
            yield from _cut(self._drawer(number), self._width)

    def _drawer(self, number: int) -> bytearray:
        if number not in self._drawers:
            (packed,) = self._connection.execute(self._table.read, (number,)).fetchone()
            used = len(packed.rstrip(b"\0"))  # an entry may end in zeros, but none is all zeros: see `ballot.py`
            self._drawers[number] = bytearray(packed[: used + -used % self._width])
        return self._drawers[number]


def _cut(drawer: bytearray, width: int) -> Iterator[bytes]:
    for start in range(0, len(drawer), width):
        yield bytes(drawer[start : start + width])


def make_room(stores: Sequence[Store]) -> None:
    """As many drawers as it takes, the same in each store."""
    if not any(store.is_too_full() for store in stores):
        return
    depth = max(store.least_depth() for store in stores)
    for step in range(stores[0].depth + 1, depth + 1):  # step by step: the same pages, however far it is at once
        for store in stores:
            store.add_drawers(step)
    for store in stores:
        store.spread(depth)
