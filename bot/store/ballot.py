"""The file of one secret ballot: its tables, its transactions, and what is done to it in one.

One file a ballot, so that nothing in it is older or younger than the ballot, what is destroyed is destroyed with its
file system blocks, and whether it remembers anything can be tested by comparing two files. Why not in the database:
docs/decisions/0011-a-secret-vote-in-a-file-of-its-own.md.
"""

import sqlite3
from collections.abc import Collection, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import AlreadyDone, BranchError, Invalid, NotAllowed, NotFound, TooLate, Unavailable
from bot.store import folder as on_disk
from bot.store.db import FILE_WITHIN, translated
from bot.store.drawers import BOX, RECEIPTS, ROLL, Store, make_room

Paper = tuple[int, ...]  # option numbers: sorted, or in the voter's order of preference where the ballot is ranked

# No entry of a store is all zeros: tags and hashes are random, and a paper is there because it is counted.
TAG, HASH, COUNT = 32, 32, 4
LISTED, VOTED = b"\0", b"\1"
MOST_PLACES = 100
MANY = 1000
NUMBERS = frozenset(range(1, 256))  # an option is a byte of its paper; 0 fills up
PRAGMAS = (
    "PRAGMA page_size = 4096",
    "PRAGMA journal_mode = DELETE",
    # FULL, and the folder too once the journal is gone from it: otherwise a power cut could bring a journal back, and
    # a vote that somebody was told is counted would be rolled back.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)
SCHEMA = Path(__file__).with_suffix(".sql")
_OPEN = "INSERT INTO ballot (one, places, ranked, frozen, salt) VALUES (1, ?, ?, ?, ?)"
_READ = "SELECT places, ranked, frozen, closed, depth, listed, voted, salt FROM ballot"
_WRITE = "UPDATE ballot SET depth = ?, listed = ?, voted = ?"
_CLOSE = "UPDATE ballot SET closed = 1"
_BEGIN_JOURNAL = "UPDATE ballot SET one = 1"  # changes nothing, but from here on there is a journal to hold on to
_HAS_ROLL = "SELECT count(*) FROM sqlite_schema WHERE name = 'roll'"


@dataclass(frozen=True)
class Vote:
    """What one voter hands in. Nothing of it shows when it is printed."""

    tag: bytes = field(repr=False)
    paper: Paper = field(repr=False)
    receipt_hash: bytes = field(repr=False)


@dataclass(frozen=True)
class Turnout:
    """All that can be known of an open ballot."""

    voted: int
    listed: int


@dataclass(frozen=True)
class Check:
    """As many receipts as papers as people crossed off the roll, or not."""

    receipts: int
    papers: int
    crossed_off: int
    listed: int

    @property
    def agrees(self) -> bool:
        """Whether all three are the same number."""
        return self.receipts == self.papers == self.crossed_off


@dataclass(frozen=True)
class Count:
    """What is published: the papers, and the receipts' hashes in an order that says nothing."""

    papers: dict[Paper, int]
    receipts: tuple[bytes, ...]
    voted: int
    listed: int
    agrees: bool
    """Receipts = papers = crossed off the roll."""


class Ballot:
    """One ballot within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        row = connection.execute(_READ).fetchone()
        self.places, self.is_ranked, self.is_frozen, self.is_closed, depth, self.listed, self.voted, salt = row
        self._roll = Store(connection, ROLL, TAG, len(VOTED), salt=salt, depth=depth)
        self._box = Store(connection, BOX, self.places, COUNT, salt=salt, depth=depth)
        self._receipts = Store(connection, RECEIPTS, HASH, 0, salt=salt, depth=depth)
        self._stores = (self._roll, self._box, self._receipts)

    def enrol(self, tags: Collection[bytes]) -> None:
        """These tags are on the roll, which has to be a list."""
        if not self.is_frozen:
            raise NotFound("box.no_list")
        if self.is_closed:
            raise TooLate("box.closed")
        for number, tag in enumerate(tags, 1):
            if self._roll.get(tag) is None:
                self._cross(tag, LISTED, is_new=True)
            if number % MANY == 0:
                make_room(self._stores)  # so that no drawer grows long before it is divided

    def take(self, vote: Vote) -> BranchError | None:
        """Cross the voter off, count the paper, keep the receipt; or the reason why none of it is done."""
        if (refusal := self.refusal(vote.tag)) is not None:
            return refusal
        if (paper := self._paper(vote.paper)) is None:
            return Invalid("poll.no_such_option")
        self._cross(vote.tag, VOTED, is_new=self._roll.get(vote.tag) is None)
        self.voted += 1
        self._box.put(paper, (_number(self._box.get(paper)) + 1).to_bytes(COUNT))
        self._receipts.put(vote.receipt_hash, b"")
        return None

    def has_voted(self, tag: bytes) -> bool:
        """Whether this tag is crossed off."""
        return self._roll.get(tag) == VOTED

    def is_listed(self, tag: bytes) -> bool:
        """Whether this tag is on the roll, crossed off or not."""
        return self._roll.get(tag) is not None

    def refusal(self, tag: bytes) -> BranchError | None:
        """Why this tag can cast no vote; None when it can."""
        entry = self._roll.get(tag)
        if self.is_closed:
            return TooLate("box.closed")
        if entry == VOTED:
            return AlreadyDone("box.already_voted")
        return NotAllowed("box.not_on_roll") if entry is None and self.is_frozen else None

    def write(self) -> None:
        """Store what was done."""
        make_room(self._stores)
        for store in self._stores:
            store.write()
        self._connection.execute(_WRITE, (self._roll.depth, self.listed, self.voted))

    def close(self) -> None:
        """Nobody can vote from here on."""
        if not self.is_closed:
            self._connection.execute(_CLOSE)
            self.is_closed = 1

    def drop_roll(self) -> None:
        """Who voted is forgotten: secure_delete fills the roll's pages with zeros."""
        if not self.is_closed:
            raise TooLate("box.still_open")
        self._connection.execute("DROP TABLE IF EXISTS roll")

    def check(self) -> Check:
        """The three numbers that must be one."""
        papers = sum(_number(votes) for _, votes in self._box.everything())
        receipts = sum(1 for _ in self._receipts.everything())
        return Check(receipts, papers, self._crossed_off(), self.listed)

    def count(self) -> Count:
        """The count of a closed ballot; raises TooLate while it is open."""
        if not self.is_closed:
            raise TooLate("box.still_open")
        papers = {tuple(paper.rstrip(b"\0")): _number(votes) for paper, votes in self._box.everything()}
        receipts = tuple(sorted(receipt for receipt, _ in self._receipts.everything()))
        agrees = sum(papers.values()) == len(receipts) == self.voted == self._crossed_off()
        return Count(papers, receipts, self.voted, self.listed, agrees)

    def _crossed_off(self) -> int:
        if not self._connection.execute(_HAS_ROLL).fetchone()[0]:
            return self.voted  # the roll is destroyed; the number was compared before
        return sum(entry == VOTED for _, entry in self._roll.everything())

    def _cross(self, tag: bytes, entry: bytes, *, is_new: bool) -> None:
        self._roll.put(tag, entry)
        self.listed += is_new

    def _paper(self, paper: Paper) -> bytes | None:
        if len(paper) > self.places or len(set(paper)) != len(paper) or not NUMBERS.issuperset(paper):
            return None
        return bytes(paper if self.is_ranked else sorted(paper)).ljust(self.places, b"\0")


def make(file: Path, *, places: int, ranked: bool, listed: Collection[bytes] | None, salt: bytes) -> None:
    """An empty ballot in this file, which appears whole or not at all. The roll is frozen if it is listed."""
    if not 0 < places <= MOST_PLACES:
        raise ValueError(f"{places} places on a paper")
    unfinished = file.with_suffix(".part")
    on_disk.erase(unfinished)
    on_disk.touch(unfinished)
    with translated(), _connected(unfinished) as connection:
        connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA.read_text(encoding='utf-8')}")
        connection.execute(_OPEN, (places, ranked, listed is not None, salt))
        ballot = Ballot(connection)
        if listed is not None:
            ballot.enrol(listed)
            ballot.write()
        connection.execute("COMMIT")
    unfinished.rename(file)
    on_disk.sync(file.parent)


@contextmanager
def changing(file: Path) -> Generator[Ballot]:
    """All that is done to the ballot in here is on the disk when this ends, or none of it."""
    with _translated(), _connected(_present(file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_BEGIN_JOURNAL)
        with on_disk.wiped(_journal(file)), connection:  # commits, or rolls back
            yield Ballot(connection)


@contextmanager
def looking(file: Path) -> Generator[Ballot]:
    """The ballot, unchanged."""
    with _translated(), _connected(_present(file)) as connection:
        connection.execute("BEGIN DEFERRED")
        yield Ballot(connection)


def recover(file: Path) -> str | None:
    """Undo what a crash left half done, and what is wrong with the file after that, if anything."""
    try:
        with on_disk.wiped(_journal(file)), _connected(file) as connection:
            connection.execute("BEGIN IMMEDIATE")
            problem: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        on_disk.erase(_journal(file))  # one that had not come to anything, which SQLite leaves where it is
        return None if problem == "ok" else problem
    except sqlite3.Error as error:
        return str(error)


def forget_roll(file: Path) -> None:
    """Take the roll out of a closed ballot; the count stays. Doing it twice is harmless."""
    with changing(file) as ballot:
        ballot.drop_roll()
    with translated(), _connected(file) as connection:
        connection.execute("VACUUM")


@contextmanager
def _connected(file: Path) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=FILE_WITHIN)) as connection:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        yield connection


def _present(file: Path) -> Path:
    if not file.is_file():
        raise Unavailable("box.damaged")
    return file


@contextmanager
def _translated() -> Generator[None]:
    """As for the database; but it is this ballot that is damaged, and no backup has it."""
    try:
        with translated():
            yield
    except Unavailable as error:
        raise Unavailable("box.damaged" if error.key == "store.damaged" else error.key) from error


def _journal(file: Path) -> Path:
    return file.with_name(f"{file.name}-journal")


def _number(packed: bytes | None) -> int:
    return int.from_bytes(packed or b"")
