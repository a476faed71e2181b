"""Where sealed things lie in the database, and how all of them come under another key (what a seal is: bot/seals.py).

The bot asks for the newest key alone; the rest are plain functions for a process that is not the bot.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.keys import Lost
from bot.seals import Broken, Seals, number_of
from bot.store import copies, schema
from bot.store.db import PRAGMAS, Connection
from bot.store.folder import FolderError
from bot.store.instants import to_ms

BATCH = 100  # sealed anew in one transaction


@dataclass(frozen=True)
class Place:
    """One column with sealed things: how to find, read, replace and erase one, and what each is sealed to."""

    name: str
    all: str
    read: str
    write: str
    erase: str
    about: str


Key = tuple[int | str, ...]

TRAYS = Place(
    "trays",
    "SELECT guild_id, sealed FROM report_trays",
    "SELECT sealed FROM report_trays WHERE guild_id = ?",
    "UPDATE report_trays SET sealed = ? WHERE guild_id = ?",
    "DELETE FROM report_trays WHERE guild_id = ?",
    "tray:{}",
)
REPORTS = Place(
    "reports",
    "SELECT guild_id, number, head FROM reports",
    "SELECT head FROM reports WHERE guild_id = ? AND number = ?",
    "UPDATE reports SET head = ? WHERE guild_id = ? AND number = ?",
    "DELETE FROM reports WHERE guild_id = ? AND number = ?",  # and its thread, by the table's own rule
    "head:{}:{}",
)
NAMES = Place(
    "names",
    "SELECT guild_id, number, name FROM reports WHERE name IS NOT NULL",
    "SELECT name FROM reports WHERE guild_id = ? AND number = ?",
    "UPDATE reports SET name = ? WHERE guild_id = ? AND number = ?",
    "UPDATE reports SET name = NULL WHERE guild_id = ? AND number = ?",
    "name:{}:{}",
)
ENTRIES = Place(
    "entries",
    "SELECT guild_id, number, position, sealed FROM report_entries",
    "SELECT sealed FROM report_entries WHERE guild_id = ? AND number = ? AND position = ?",
    "UPDATE report_entries SET sealed = ? WHERE guild_id = ? AND number = ? AND position = ?",
    "DELETE FROM report_entries WHERE guild_id = ? AND number = ? AND position = ?",
    "entry:{}:{}:{}",
)
PLACES = (REPORTS, NAMES, ENTRIES, TRAYS)

_HEADS = """
    SELECT substr(sealed, 1, 5) FROM report_trays UNION SELECT substr(head, 1, 5) FROM reports
    UNION SELECT substr(name, 1, 5) FROM reports WHERE name IS NOT NULL
    UNION SELECT substr(sealed, 1, 5) FROM report_entries
"""
_NOTE = "INSERT INTO audit (guild_id, at, what, detail) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True)
class Survey:
    """All that is sealed: how many pieces by the number of their key, and which cannot be opened, and why."""

    pieces: Mapping[int, int]
    lost: Mapping[int, int]
    """By the number of the missing key."""
    broken: int
    unopenable: tuple[tuple[Place, Key], ...] = field(repr=False)

    @property
    def newest(self) -> int:
        """The highest number of a key with which anything is sealed; 0 if nothing is."""
        return max(self.pieces, default=0)


async def newest(conn: Connection) -> int:
    """The highest number of a key with which anything is sealed; 0 if nothing is."""
    return _highest(await conn.execute_fetchall(_HEADS))


@contextmanager
def reading(database: Path) -> Generator[sqlite3.Connection]:
    """The database to look at, also while the bot runs."""
    with _told(database), closing(copies.connect(database, copies.to_look(database))) as connection:
        yield connection


@contextmanager
def writing(database: Path) -> Generator[sqlite3.Connection]:
    """The database of a bot that is stopped; FolderError where its schema is not the one this Steward knows."""
    with _told(database), closing(copies.connect(database, "mode=rw")) as connection:
        known = len(schema.migrations())
        if schema.admit(connection, database, known) < known:
            raise FolderError(f"{database} is of an older Steward: start the bot once, which brings it up to date")
        for pragma in PRAGMAS:
            connection.execute(pragma)
        yield connection


def survey(connection: sqlite3.Connection, seals: Seals) -> Survey:
    """Open everything once, and say what could not be. Nothing that was opened is kept."""
    seals.expect(_highest(connection.execute(_HEADS)))
    pieces, lost, unopenable, broken = Counter[int](), Counter[int](), list[tuple[Place, Key]](), 0
    for place, key, sealed in _all(connection):
        number = 0
        try:
            number = number_of(sealed)
            pieces[number] += 1
            seals.open(sealed, place.about.format(*key))
        except Broken:
            broken += 1
            unopenable.append((place, key))
        except Lost:
            lost[number] += 1
            unopenable.append((place, key))
    return Survey(pieces, lost, broken, tuple(unopenable))


def reseal(connection: sqlite3.Connection, seals: Seals) -> int:
    """Everything is sealed with the newest key; how many pieces. Cut off anywhere, each piece is whole."""
    found = [(place, key) for place, key, _ in _all(connection)]
    for start in range(0, len(found), BATCH):
        with _transaction(connection):
            for place, key in found[start : start + BATCH]:
                (sealed,) = connection.execute(place.read, key).fetchone()
                connection.execute(place.write, (seals.reseal(sealed, place.about.format(*key)), *key))
    return len(found)


def erase(connection: sqlite3.Connection, places: Iterable[tuple[Place, Key]], now: datetime) -> Mapping[str, int]:
    """These are gone, a report with its thread, and the branch's record says so; how many, by the name of the place."""
    branches = defaultdict[int | str, Counter[str]](Counter)
    with _transaction(connection):
        for place, key in sorted(places, key=lambda each: PLACES.index(each[0])):
            branches[key[0]][place.name] += connection.execute(place.erase, key).rowcount
        for guild_id, erased in branches.items():
            detail = {place.name: erased[place.name] for place in PLACES}
            connection.execute(_NOTE, (guild_id, to_ms(now), "feedback.given_up", json.dumps(detail)))
    return sum(branches.values(), Counter[str]())


def give_up_codes(connection: sqlite3.Connection, now: datetime) -> int:
    """Each branch's record says that no code leads to its reports any more; how many reports that are."""
    with _transaction(connection):
        found = connection.execute("SELECT guild_id, count(*) FROM reports GROUP BY guild_id").fetchall()
        for guild_id, number in found:
            detail = json.dumps({"reports": number})
            connection.execute(_NOTE, (guild_id, to_ms(now), "feedback.codes_given_up", detail))
    return sum(number for _, number in found)


def compact(connection: sqlite3.Connection) -> None:
    """What was replaced or erased is in no free page of the file, and not in its WAL."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def _told(database: Path) -> Generator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise FolderError(f"{database} could not be read or written: {error}") from error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Generator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _all(connection: sqlite3.Connection) -> Iterator[tuple[Place, Key, bytes]]:
    for place in PLACES:
        for *key, sealed in connection.execute(place.all):
            yield place, tuple(key), sealed


def _highest(heads: Iterable[Sequence[bytes]]) -> int:
    highest = 0
    for (head,) in heads:
        with suppress(Broken):
            highest = max(highest, number_of(head))
    return highest
