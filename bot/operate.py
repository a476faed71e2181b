"""The operator's tools: backup, restore, check, and the sign of life a container asks for.

Plain functions for a terminal, so their words are English. None of them reads a setting or prints.
"""

import fcntl
import logging
import os
import re
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot import resealing
from bot.desk import wall_clock
from bot.keys import OF_OUTSIDE_BALLOTS, OF_POLLS, OF_WORKLOAD_RETURNS
from bot.store import copies
from bot.store import folder as on_disk
from bot.store.folder import FolderError, FolderLock

log = logging.getLogger(__name__)

ALIVE = "steward.alive"
BACKUP = re.compile(r"steward-(?P<at>\d{8}T\d{6}Z)(-(?P<number>\d+))?\.db")
LITTLE_SPACE = 500 * 2**20
NO_SPACE = 50 * 2**20
OVERDUE_AFTER = timedelta(minutes=15)
KEPT_LONG = timedelta(days=30)
KEPT_FREE = 1000  # numbers of polls and meetings that may have been made after the backup


class Level(StrEnum):
    """How a finding reads: nothing to do, worth a look, or must be put right."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """One thing looked at, and what to do about it where there is something to do."""

    level: Level
    what: str
    remedy: str = ""


@dataclass(frozen=True)
class BackupMade:
    """A checked copy, and the older ones that made way for it."""

    file: Path
    size: int
    pruned: tuple[Path, ...]


@dataclass(frozen=True)
class Restored:
    """What is in force now, and where to find what it replaced."""

    file: Path
    version: int
    replaced: Path | None


def backup(folder: Path, target: Path, keep: int, now: datetime) -> BackupMade:
    """A checked copy of the database in the target folder, where the newest few stay; never the keys."""
    if keep < 1:
        raise FolderError("a backup that keeps no copies would delete itself: keep at least 1")
    database = folder / on_disk.DATABASE
    if not database.is_file():
        raise FolderError(f"there is no database at {database}")
    with copies.told(target), _alone_in(target):
        unfinished = target / ".steward-backup.part"
        unfinished.unlink(missing_ok=True)  # of a backup that was killed
        copies.back_up(database, unfinished)
        made = _free_name(target, f"steward-{_stamp(now)}", ".db")
        unfinished.rename(made)
        pruned = _prune(target, keep)
        on_disk.sync(target)
    return BackupMade(made, made.stat().st_size, pruned)


def restore(file: Path, folder: Path, now: datetime) -> Restored:
    """Put a backup in force and set aside what it replaces; interrupted anywhere, the old or the new is there."""
    database = folder / on_disk.DATABASE
    if not file.is_file():
        raise FolderError(f"there is no file {file}")
    if database.exists() and file.samefile(database):
        raise FolderError(f"{file} is the database itself")
    with copies.told(folder):
        on_disk.make(folder)
        lock = FolderLock(folder)
        fresh = folder / "steward.restoring.db"
        try:
            fresh.unlink(missing_ok=True)  # of a restore that was killed
            version = copies.take_in(file, fresh)
            copies.renew(fresh, _last_known(folder, fresh) + KEPT_FREE, now)
            replaced = _set_aside(database, now)
            fresh.replace(database)
            on_disk.sync(folder)
        finally:
            fresh.unlink(missing_ok=True)
            lock.release()
    return Restored(database, version, replaced)


def examine(folder: Path, now: datetime | None = None) -> list[Finding]:
    """Everything about the data that can be looked at without changing it, also while the bot runs."""
    if not folder.is_dir():
        return [
            Finding(Level.PROBLEM, f"there is no data folder at {folder}", "check the setting; a first start makes it")
        ]
    now = wall_clock() if now is None else now
    return [_writable(folder), _space(folder), *_private(folder), *_database(folder, now), *_leftovers(folder, now)]


def write_alive(folder: Path, now: datetime) -> None:
    """The bot was alive now. On a full disk the old sign stays, and grows too old, which is what it is for."""
    unfinished = folder / f"{ALIVE}.part"
    try:
        on_disk.touch(unfinished)
        unfinished.write_text(now.isoformat(), encoding="ascii")
        unfinished.replace(folder / ALIVE)
    except OSError as error:
        log.warning("no sign of life could be written: %s", error.strerror)


def is_alive(folder: Path, now: datetime, within: timedelta) -> bool:
    """Whether the bot gave a sign of life within that time."""
    try:
        return now - datetime.fromisoformat((folder / ALIVE).read_text(encoding="ascii")) <= within
    except (OSError, ValueError, TypeError):  # none, half a one, or one without a time zone
        return False


@contextmanager
def _alone_in(target: Path) -> Generator[None]:
    # Two backups at once would take each other's unfinished file; the kernel ends this lock with the process.
    on_disk.make(target)
    fd = os.open(target, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def _stamp(now: datetime) -> str:
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _free_name(folder: Path, stem: str, suffix: str = "") -> Path:
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{suffix}", number + 1
    return path


def _prune(target: Path, keep: int) -> tuple[Path, ...]:
    named = [(found, file) for file in target.iterdir() if (found := BACKUP.fullmatch(file.name)) and file.is_file()]
    named.sort(key=lambda pair: (pair[0]["at"], int(pair[0]["number"] or 1)), reverse=True)
    old = tuple(file for _, file in named[keep:])
    for file in old:
        file.unlink()
    return old


def _last_known(folder: Path, fresh: Path) -> int:
    """The highest number of anything that was ever made here, as far as it can be told.

    The posts of what the backup does not know are still in chat, and ballots may be in the folder: nothing new may have
    their number. Also not after the same backup is restored a second time.
    """
    databases = (fresh, folder / on_disk.DATABASE, *folder.glob(f"replaced-*/{on_disk.DATABASE}"))
    files = {**_of_polls(folder), **_of_outside_ballots(folder), **_of_return_months(folder)}
    return max(*map(copies.last_number, databases), *files.values(), 0)


def _of_polls(folder: Path) -> dict[Path, int]:
    """The files of secret polls and of their keys, each with the number of its poll."""
    return _numbered([*folder.glob(f"{on_disk.BALLOTS}/*.db"), *folder.glob(f"{on_disk.KEYS}/*.{OF_POLLS}")])


def _of_outside_ballots(folder: Path) -> dict[Path, int]:
    """The keys of ballots held elsewhere, each with its ballot's number."""
    return _numbered(folder.glob(f"{on_disk.KEYS}/*.{OF_OUTSIDE_BALLOTS}"))


def _of_return_months(folder: Path) -> dict[Path, int]:
    """The keys of workload returns, each with its month's number."""
    return _numbered(folder.glob(f"{on_disk.KEYS}/*.{OF_WORKLOAD_RETURNS}"))


def _numbered(files: Iterable[Path]) -> dict[Path, int]:
    return {file: int(file.stem) for file in files if file.stem.isdecimal()}


def _set_aside(database: Path, now: datetime) -> Path | None:
    if not database.exists():
        return None
    copies.fold(database)  # the file alone is the whole old state from here on, so that one rename can replace it
    aside = _free_name(database.parent, f"replaced-{_stamp(now)}")
    aside.mkdir(mode=on_disk.FOLDER_MODE)
    companions = on_disk.companions(database)  # left only where the old file is damaged
    for file in (database, *companions):
        _keep(file, aside / file.name)
    on_disk.sync(aside)
    for file in companions:
        file.unlink()  # an old WAL would be played into the new file
    return aside


def _keep(file: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(file)
    except OSError:  # a file system without hard links
        shutil.copy2(file, kept)
        on_disk.sync(kept)


def _writable(folder: Path) -> Finding:
    if os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding(Level.OK, f"the data folder {folder} can be written")
    return Finding(Level.PROBLEM, f"the data folder {folder} cannot be written", "make the bot's user its owner")


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    what = f"{free // 2**20:,} MiB free on the data folder's disk"
    if free >= LITTLE_SPACE:
        return Finding(Level.OK, what)
    return Finding(Level.PROBLEM if free < NO_SPACE else Level.WARNING, what, "make room: without it votes are refused")


def _private(folder: Path) -> Iterator[Finding]:
    inner = [folder / name for name in (on_disk.KEYS, on_disk.BALLOTS)]
    within = (path for place in inner if place.is_dir() for path in place.rglob("*"))
    open_to_others = [
        path
        for path in (folder, *folder.glob("steward*"), *inner, *within)
        if path.exists() and path.stat().st_mode & 0o077
    ]
    if not open_to_others:
        yield Finding(Level.OK, "only the bot's user can read the data")
    for path in open_to_others:
        yield Finding(Level.WARNING, f"other users of this computer can open {path}", f"chmod go= {path}")


def _database(folder: Path, now: datetime) -> Iterator[Finding]:
    database = folder / on_disk.DATABASE
    if not database.is_file():
        yield Finding(Level.WARNING, "there is no database yet", "start the bot, or restore a backup")
        return
    try:
        found = copies.survey(database, now)
    except FolderError as error:
        yield Finding(Level.PROBLEM, str(error), "restore the last backup, or run the Steward that wrote it")
        return
    if found.problem:
        yield Finding(Level.PROBLEM, f"the database is damaged: {found.problem}", "restore the last backup")
        return
    yield Finding(Level.OK, "the database is sound")
    yield _schema(found)
    yield from _queue(found, now)
    yield from _strays(folder, found)
    yield from _keyless(folder, found)
    if found.version == found.newest:
        yield from _sealed(folder)


def _schema(found: copies.Survey) -> Finding:
    if found.version == found.newest:
        return Finding(Level.OK, f"the schema is {found.version}, the newest")
    what = f"the schema is {found.version}, this Steward's is {found.newest}"
    return Finding(Level.WARNING, what, "the next start brings it up to date and keeps a copy")


def _queue(found: copies.Survey, now: datetime) -> Iterator[Finding]:
    if found.failed:
        yield Finding(Level.WARNING, f"failed jobs: {found.failed}", "/branch check in Discord says which and why")
    else:
        yield Finding(Level.OK, "no job has failed")
    if found.overdue_since is None or now - found.overdue_since < OVERDUE_AFTER:
        yield Finding(Level.OK, "no job is overdue")
    else:
        what = f"overdue jobs: {found.overdue}, the oldest since {found.overdue_since:%d %b %Y %H:%M} UTC"
        yield Finding(Level.WARNING, what, "is the bot running, and can it reach Discord? see its log")


def _strays(folder: Path, found: copies.Survey) -> Iterator[Finding]:
    # Of what was made after the backup that was restored: nobody closes it, and nothing will destroy its key.
    remedy = "restore the newer data, or delete it if all is well"
    for file, number in sorted(_of_polls(folder).items()):
        if number not in found.polls:
            what = f"{file} is of poll {number}, which is not in the database: with it, who voted may be found out"
            yield Finding(Level.WARNING, what, remedy)
    for file, number in sorted(_of_outside_ballots(folder).items()):
        if number not in found.outside_ballots:
            what = (
                f"{file} is of outside ballot {number}, which is not in the database: with it, who posted may be found"
            )
            yield Finding(Level.WARNING, what, remedy)
    for file, number in sorted(_of_return_months(folder).items()):
        if number not in found.return_months:
            what = (
                f"{file} is of returns {number}, which are not in the database: with it, whose they were may be found"
            )
            yield Finding(Level.WARNING, what, remedy)


def _keyless(folder: Path, found: copies.Survey) -> Iterator[Finding]:
    # A backup holds no keys: restored on another computer, a ballot that was open is without its own.
    for number in sorted(found.open_outside_ballots - set(_of_outside_ballots(folder).values())):
        what = f"the key of outside ballot {number} is gone, and that ballot is open: nobody can be counted in it"
        yield Finding(Level.PROBLEM, what, "start the bot anew: it counts from nothing again, and tells members so")
    for number in sorted(found.open_return_months - set(_of_return_months(folder).values())):
        what = f"the key of workload returns {number} is gone, and their month is open: nobody can give any"
        yield Finding(Level.PROBLEM, what, "start the bot anew: it counts from nothing again, and says so")


def _sealed(folder: Path) -> Iterator[Finding]:
    try:
        found = resealing.look(folder)
    except (FolderError, OSError) as error:
        yield Finding(
            Level.PROBLEM, f"what was reported could not be looked at: {error}", "is the bot's user its owner?"
        )
        return
    newest = max(found.held, default=0)
    if found.troubles:
        yield from (Finding(Level.PROBLEM, each.what, each.remedy) for each in found.troubles)
    elif older := sorted(found.held - {newest}):
        what = f"a change of keys was not completed: reports are sealed with key {newest}, and key {older[0]} is there"
        yield Finding(Level.WARNING, what, "stop the bot, and run `steward reseal` again")
    elif found.pieces:
        yield Finding(
            Level.OK, f"all that was reported can be opened: {found.pieces[newest]} pieces, with key {newest}"
        )


def _leftovers(folder: Path, now: datetime) -> Iterator[Finding]:
    # What a member has had erased lives on in these.
    for path in sorted((*folder.glob("steward.before-*.db"), *folder.glob("replaced-*"))):
        with suppress(OSError):
            kept_for = now - datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if kept_for > KEPT_LONG:
                yield Finding(
                    Level.WARNING, f"{path.name} was kept {kept_for.days} days ago", f"delete {path} if all is well"
                )
