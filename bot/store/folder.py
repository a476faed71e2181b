"""The data folder on disk: what lies where, who may touch it, and that only one process does.

Knows nothing of what is inside the database.
"""

import fcntl
import logging
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

log = logging.getLogger(__name__)

DATABASE = "steward.db"
LOCK = "steward.lock"
KEYS = "keys"
BALLOTS = "ballots"  # a file for each secret ballot
COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database file
FOLDER_MODE = 0o700
FILE_MODE = 0o600
BLOCK = 2**20


class FolderError(Exception):
    """The data folder cannot be used as it is; `str()` is one English line for the operator's terminal."""


class FolderInUse(FolderError):
    """Another process has this folder: two bots on one database would post everything twice."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is in use by another running Steward")
        self.folder = folder


class FolderLock:
    """Holding it means no other process has the folder; the kernel lets go even after kill -9."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._fd)
            raise FolderInUse(folder) from error

    def release(self) -> None:
        """Let others in. The file stays: removing it would let two processes lock two files of one name."""
        os.close(self._fd)


def take(folder: Path) -> FolderLock:
    """The folder and its database file exist and are this process's; FolderError says why not."""
    try:
        make(folder)
        touch(folder / DATABASE)
        return FolderLock(folder)
    except OSError as error:
        raise FolderError(f"{folder} cannot be used: {error.strerror}") from error


def make(folder: Path) -> None:
    """The folder exists, closed to other users where it was made here."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def touch(file: Path) -> None:
    """The file exists and is its owner's alone; SQLite gives its companions the same permissions."""
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE))


def sync(path: Path) -> None:
    """What was written to this file, or renamed in this folder, survives a power cut from here on."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def even_out(folder: Path) -> None:
    """Give what lies in the folder the time it is now: else a file's says when the last vote or report was stored."""
    inner = [folder / KEYS, folder / BALLOTS]
    within = (file for place in inner if place.is_dir() for file in place.iterdir())
    for path in (folder, folder / DATABASE, *companions(folder / DATABASE), *inner, *within):
        with suppress(OSError):  # gone meanwhile
            os.utime(path)


def erase(file: Path) -> None:
    """Overwrite the file with zeros and remove it, if it is there."""
    if file.exists():
        fd = os.open(file, os.O_WRONLY | os.O_CLOEXEC)
        try:
            _overwrite(fd)
            file.unlink()
        finally:
            os.close(fd)


@contextmanager
def wiped(file: Path) -> Generator[None]:
    """If somebody removes the file in here, its blocks are full of zeros before the file system can hand them on.

    That reaches the medium only where a block is overwritten in place: not on btrfs or ZFS, not in an SSD's spare
    blocks, not in a snapshot.
    """
    fd = os.open(file, os.O_WRONLY | os.O_CLOEXEC) if file.exists() else None
    try:
        yield
    finally:
        if fd is not None:
            _overwrite_if_gone(fd)


def _overwrite_if_gone(fd: int) -> None:
    try:
        if os.fstat(fd).st_nlink == 0:
            _overwrite(fd)
    except OSError as error:  # what it was for has been done; nobody must hear that it has not
        log.warning("a removed file could not be overwritten: %s", error.strerror)
    finally:
        os.close(fd)


def _overwrite(fd: int) -> None:
    size = os.fstat(fd).st_size
    for start in range(0, size, BLOCK):
        os.pwrite(fd, bytes(min(BLOCK, size - start)), start)
    os.fsync(fd)


def companions(database: Path) -> list[Path]:
    """The files SQLite keeps beside this database, where they exist."""
    beside = (database.with_name(database.name + suffix) for suffix in COMPANIONS)
    return [file for file in beside if file.exists()]
