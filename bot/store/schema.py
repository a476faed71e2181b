"""The version inside the file, and the numbered steps that bring an old file up to date.

One file is one transaction: its statements, its version and the foreign-key check are stored together or not at all.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.store import folder as on_disk
from bot.store.folder import FolderError

APPLICATION_ID = int.from_bytes(b"Stwd")
MIGRATIONS = Path(__file__).parent / "migrations"


class TooNew(FolderError):
    """A later Steward wrote this file; this one would not understand what it finds."""

    def __init__(self, file: Path, found: int, known: int) -> None:
        super().__init__(f"{file} has schema {found}, this Steward knows up to {known}: run the newer Steward")
        self.found, self.known = found, known


class NotOurs(FolderError):
    """The file belongs to another program."""

    def __init__(self, file: Path, application_id: int) -> None:
        super().__init__(f"{file} is not Steward's database (application id {application_id:#x})")
        self.application_id = application_id


class MigrationFailed(FolderError):
    """A step could not be taken; the file is as it was before that step."""

    def __init__(self, step: str, problem: str) -> None:
        super().__init__(f"migration {step} failed and was undone: {problem}")
        self.step, self.problem = step, problem


@dataclass(frozen=True)
class Migration:
    """One numbered step: everything in its file, or nothing."""

    number: int
    file: Path


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """Every step in order, read from the file names; numbers run from 1 without a gap."""
    steps = [Migration(int(file.name[:4]), file) for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))]
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"migrations are not numbered 1, 2, 3 …: {[step.file.name for step in steps]}")
    return steps


def admit(connection: sqlite3.Connection, file: Path, newest: int | None) -> int:
    """The file's schema version, 0 for an empty one; refuses another program's file, and one newer than that."""
    application_id: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    is_empty = connection.execute("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()[0]
    if application_id != APPLICATION_ID and not (is_empty and application_id == 0):
        raise NotOurs(file, application_id)
    if newest is not None and version > newest:
        raise TooNew(file, version, newest)
    return version


def migrate(file: Path, busy_for: float, steps: list[Migration] | None = None) -> None:
    """Bring the file to the newest schema, keeping a copy of what was there before each start that changes it."""
    steps = migrations() if steps is None else steps
    # A plain connection: foreign keys are off in it, so that a step may rebuild a table; they are checked after.
    # A step that fails is undone by closing it.
    with closing(sqlite3.connect(file, isolation_level=None, timeout=busy_for)) as connection:
        version = admit(connection, file, len(steps))
        if 0 < version < len(steps):
            _keep_copy(connection, file, version + 1)
        for step in steps[version:]:
            _take(connection, step)


def _take(connection: sqlite3.Connection, step: Migration) -> None:
    # executescript commits whatever is open, so the transaction begins inside the script (and so does the version).
    script = (
        f"BEGIN IMMEDIATE;\n{step.file.read_text(encoding='utf-8')}\n;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {step.number};"
    )
    try:
        connection.executescript(script)
        if not connection.in_transaction:
            raise MigrationFailed(step.file.name, "it ends the transaction it runs in")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise MigrationFailed(step.file.name, f"{len(broken)} rows point at nothing, first in {broken[0][0]}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT):
            raise MigrationFailed(step.file.name, str(error)) from error
        raise  # the disk or a lock, not the step


def _keep_copy(connection: sqlite3.Connection, file: Path, step: int) -> None:
    kept = file.with_name(f"{file.stem}.before-{step:04}.db")
    unfinished = kept.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    on_disk.touch(unfinished)
    connection.execute("VACUUM INTO ?", (str(unfinished),))
    on_disk.sync(unfinished)
    unfinished.replace(kept)
    on_disk.sync(file.parent)
    for older in file.parent.glob(f"{file.stem}.before-[0-9][0-9][0-9][0-9].db"):
        if older != kept:
            older.unlink()  # members erased since then would live on in it
