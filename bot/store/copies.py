"""Copies of the database and what can be said of one: the SQLite half of backup, restore and check.

Plain functions on files, for a process that is not the bot. Only SQLite makes a copy: copying a file byte by byte
while the bot writes would tear it.
"""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.store import folder as on_disk
from bot.store import schema
from bot.store.folder import FolderError
from bot.store.instants import from_ms_or_none, to_ms

BUSY_FOR = 10.0  # an operator can wait longer than an interaction

_WAITING = "SELECT count(*), min(due_at) FROM jobs WHERE state = 'waiting' AND due_at <= ?"
_FAILED = "SELECT count(*) FROM jobs WHERE state = 'failed'"
# A draft of back then may be an open poll by now, with votes in its box: changed and opened anew, it would count them.
# Or a meeting, a campaign, an update or a ballot held elsewhere that members know of.
_NO_DRAFTS = {
    "polls": (
        "DELETE FROM jobs WHERE subject IN (SELECT 'poll:' || id FROM polls WHERE status = 'draft')",
        "DELETE FROM polls WHERE status = 'draft'",
    ),
    "meetings": (
        "DELETE FROM jobs WHERE subject IN (SELECT 'meeting:' || id FROM meetings WHERE status = 'draft')",
        "DELETE FROM meetings WHERE status = 'draft'",
    ),
    "campaigns": (
        "DELETE FROM jobs WHERE subject IN (SELECT 'campaign:' || id FROM campaigns WHERE status = 'draft')",
        "DELETE FROM campaigns WHERE status = 'draft'",
    ),
    "updates": ("DELETE FROM updates WHERE status = 'draft'",),
    "outside_ballots": ("DELETE FROM outside_ballots WHERE status = 'draft'",),
}
# Who was written to since the backup is known to Discord only: everybody is looked up before they get the letter.
_IN_DOUBT = """
    UPDATE jobs SET payload = json_set(payload, '$.restored', json('true'))
    WHERE kind IN ('campaign.letters', 'campaign.ladder_each') AND state IN ('waiting', 'failed')
"""
_HAS_TABLE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
# Of an older file without this table nothing is known.
_NUMBERS = {
    "polls": ("polls", "SELECT id FROM polls"),
    "outside_ballots": ("outside_ballots", "SELECT id FROM outside_ballots"),
    "open_outside_ballots": ("outside_ballots", "SELECT id FROM outside_ballots WHERE status = 'open'"),
    "return_months": ("workload_months", "SELECT id FROM workload_months"),
    "open_return_months": ("workload_months", "SELECT id FROM workload_months WHERE is_open"),
}
# What buttons in chat call by its number. An older file has not all of these tables, or the fact by its older name.
_LAST = (
    "SELECT max(id) FROM polls",
    "SELECT max(id) FROM meetings",
    "SELECT max(id) FROM meeting_series",
    "SELECT max(id) FROM decisions",
    "SELECT max(id) FROM campaigns",
    "SELECT max(id) FROM updates",
    "SELECT max(id) FROM outside_ballots",
    "SELECT max(id) FROM workplaces",
    "SELECT max(id) FROM pay_proposals",
    "SELECT max(id) FROM workload_months",
    "SELECT max(CAST(value AS INTEGER)) FROM facts WHERE name IN ('begin_after', 'polls.begin_after')",
)
_SET_BEGIN_AFTER = "INSERT OR REPLACE INTO facts (name, value) VALUES ('begin_after', ?)"
_SET_RESTORED_AT = "INSERT OR REPLACE INTO facts (name, value) VALUES ('polls.restored_at', ?)"


class DamagedError(FolderError):
    """The file is no sound SQLite database."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(f"{file} is damaged: {problem}")


class CopyError(FolderError):
    """The copy could not be made; nothing of it is left behind."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(f"{file} could not be copied: {problem}")


@dataclass(frozen=True)
class Survey:
    """What a look at a database found; `problem` says what is wrong with the file itself."""

    version: int
    newest: int
    problem: str | None
    failed: int
    overdue: int
    overdue_since: datetime | None
    polls: frozenset[int] = frozenset()
    outside_ballots: frozenset[int] = frozenset()
    open_outside_ballots: frozenset[int] = frozenset()
    return_months: frozenset[int] = frozenset()
    open_return_months: frozenset[int] = frozenset()


def back_up(database: Path, target: Path) -> None:
    """A sound copy at the target as of one moment, while the bot may be writing; or no file there at all."""
    with told(database), closing(connect(database, "mode=rw")) as source:
        schema.admit(source, database, newest=None)
        _copy(source, target)


def take_in(file: Path, target: Path) -> int:
    """A sound copy of a file that may come from anywhere; its schema version. Refuses what this bot cannot use."""
    with told(file), closing(connect(file, to_look(file))) as source:
        version = schema.admit(source, file, len(schema.migrations()))
        if version == 0:
            raise DamagedError(file, "there is nothing in it")
        if problem := _problem(source):
            raise DamagedError(file, problem)
        _copy(source, target)
    return version


def last_number(database: Path) -> int:
    """The highest number of anything in this database, or that was kept free in it; 0 if it cannot be told."""
    numbers = [0]
    with suppress(sqlite3.Error), closing(connect(database, to_look(database))) as connection:
        for question in _LAST:
            with suppress(sqlite3.Error):
                numbers.append(connection.execute(question).fetchone()[0] or 0)
    return max(numbers)


def renew(copy: Path, begin_after: int, now: datetime) -> None:
    """Make a restored copy fit to go on with: no drafts, what is new gets numbers above this one, it knows the time.

    What was to open before that time may have been open, and voted in, for all that the copy knows.
    """
    with told(copy), closing(connect(copy, "mode=rw")) as connection:
        # No journal on the disk: a copy that is cut off is made anew, and must find none of an earlier one's beside it.
        connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON")
        connection.execute("BEGIN")
        for table, statements in _NO_DRAFTS.items():
            for statement in statements if connection.execute(_HAS_TABLE, (table,)).fetchone() else ():
                connection.execute(statement)
        connection.execute(_IN_DOUBT)
        connection.execute(_SET_BEGIN_AFTER, (str(begin_after),))
        connection.execute(_SET_RESTORED_AT, (str(to_ms(now)),))
        connection.execute("COMMIT")
    on_disk.sync(copy)


def fold(database: Path) -> None:
    """What lies in the WAL is in the file, if both are sound; nobody else may have it open."""
    with suppress(sqlite3.Error):
        with closing(connect(database, to_look(database))) as look:
            if _problem(look):
                return  # SQLite may throw away a WAL it cannot read, and somebody may yet rescue something from it
        with closing(connect(database, "mode=rw")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def survey(database: Path, now: datetime) -> Survey:
    """Look without changing or making anything, also while the bot runs."""
    with told(database), closing(connect(database, to_look(database))) as connection:
        newest = len(schema.migrations())
        version = schema.admit(connection, database, newest)
        problem = _problem(connection)
        if problem or version == 0:
            return Survey(version, newest, problem, 0, 0, None)
        failed = connection.execute(_FAILED).fetchone()[0]
        overdue, since = connection.execute(_WAITING, (to_ms(now),)).fetchone()
        known = {name: _numbers(connection, *asked) for name, asked in _NUMBERS.items()}
        return Survey(version, newest, None, failed, overdue, from_ms_or_none(since), **known)


def connect(file: Path, mode: str) -> sqlite3.Connection:
    """This file as it is, with no pragma set."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=BUSY_FOR)


def to_look(file: Path) -> str:
    """The mode for a connection that changes and makes nothing."""
    # Without a WAL nobody has the file open: read it as it lies, so that not even a -shm is made beside it.
    return "mode=ro" if file.with_name(file.name + "-wal").exists() else "mode=ro&immutable=1"


@contextmanager
def told(file: Path) -> Generator[None]:
    """Whatever SQLite or the disk says about this file, the operator is told in one line."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedError(file, str(error)) from error
        raise CopyError(file, str(error)) from error
    except OSError as error:
        raise CopyError(file, error.strerror or type(error).__name__) from error


def _numbers(connection: sqlite3.Connection, table: str, query: str) -> frozenset[int]:
    if not connection.execute(_HAS_TABLE, (table,)).fetchone():
        return frozenset()
    return frozenset(number for (number,) in connection.execute(query))


def _copy(source: sqlite3.Connection, target: Path) -> None:
    try:
        on_disk.touch(target)  # empty and its owner's alone before anything is in it
        _vacuum_into(source, target)
        with closing(connect(target, "mode=ro&immutable=1")) as copy:
            if problem := _problem(copy):
                raise DamagedError(target, problem)
        on_disk.sync(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _vacuum_into(source: sqlite3.Connection, target: Path) -> None:
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.OperationalError as error:
        # Of a damaged page SQLite may say that the disk is full: what it read there as a size fits on none.
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL and (problem := _problem(source)):
            file = Path(source.execute("PRAGMA database_list").fetchone()[2])
            raise DamagedError(file, problem) from error
        raise


def _problem(connection: sqlite3.Connection) -> str | None:
    first: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if first != "ok":
        return first
    dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    return f"{len(dangling)} rows point at nothing, the first in {dangling[0][0]}" if dangling else None
