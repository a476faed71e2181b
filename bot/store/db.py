"""Opening the database, and the only ways to write and to read.

The only file that sets a connection's pragmas. What the rows mean is left to the files beside it.
"""

import asyncio
import logging
import sqlite3
from asyncio import CancelledError, Task
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from aiosqlite import context

from bot.errors import Unavailable
from bot.store import folder as on_disk
from bot.store import schema
from bot.store.folder import FolderError, FolderInUse, FolderLock

__all__ = ["Connection", "Database", "FolderError", "FolderInUse", "translated"]

# An interaction must be answered within 3 s: a person waits at most for a turn and then for the file.
TURN_WITHIN = 1.5
FILE_WITHIN = 1.0
READERS = 2
FIRST_ROWS = 64  # fetched along with the question

NOT_NOW = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOMEM,
}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

# Not trusted_schema = OFF: SQLite 3.40 then refuses json_valid() in a table's CHECK, which is worth more here.
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten, not only unlinked
    "PRAGMA temp_store = MEMORY",  # a sort must not spill what members wrote into /tmp
)

R = TypeVar("R")


class Fetched(aiosqlite.Cursor):
    """What a statement found, the first rows of it already here; the rest is fetched when it is asked for."""

    def __init__(self, conn: aiosqlite.Connection, cursor: sqlite3.Cursor, first: list[sqlite3.Row]) -> None:
        super().__init__(conn, cursor)
        self._here = deque(first)
        self._is_all = len(first) < FIRST_ROWS

    async def fetchone(self) -> sqlite3.Row | None:
        """The next row, if there is one."""
        if self._here:
            return self._here.popleft()
        return None if self._is_all else await super().fetchone()

    async def fetchmany(self, size: int | None = None) -> list[sqlite3.Row]:
        """The next few rows, those that are here or else at most so many; none at the end."""
        if self._here or self._is_all:
            rows, self._here = list(self._here), deque[sqlite3.Row]()
            return rows
        return list(await super().fetchmany(size))

    async def fetchall(self) -> list[sqlite3.Row]:
        """All the rows that are left."""
        return [row async for row in self]

    async def close(self) -> None:
        """Let go of the rest, if there is any."""
        if not self._is_all:
            await super().close()


class Connection(aiosqlite.Connection):
    """A connection that remembers what its transaction touched, for whoever waits for it to be stored."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=FIRST_ROWS)
        self.touched: set[str] = set()

    @context.contextmanager
    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> aiosqlite.Cursor:
        """Carry out one statement, in one visit to the connection's thread: a visit costs more than what is done there.

        aiosqlite goes there three times for a row: to ask, to fetch, and to close.
        """
        visit: Coroutine[Any, Any, tuple[sqlite3.Cursor, list[sqlite3.Row]]]
        visit = self._execute(self._ask, sql, parameters or ())  # pyright: ignore[reportUnknownMemberType] - untyped
        return Fetched(self, *await visit)

    def _ask(self, sql: str, parameters: Any) -> tuple[sqlite3.Cursor, list[sqlite3.Row]]:
        cursor = self._conn.execute(sql, parameters)
        return cursor, cursor.fetchmany(FIRST_ROWS)


@contextmanager
def translated() -> Generator[None]:
    """SQLite's troubles become the branch's; constraint errors pass, for the store functions to name."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
        if code in NOT_NOW:
            raise Unavailable("store.unavailable") from error
        if code in DAMAGED:
            raise Unavailable("store.damaged") from error
        raise


class Database:
    """One folder's database: one writer at a time, a few readers that never wait for it."""

    def __init__(self, lock: FolderLock, writer: Connection, readers: Sequence[Connection]) -> None:
        self._lock = lock
        self._writer = writer
        self._turn = asyncio.Lock()
        self._holder: Task[object] | None = None
        self._all_readers = readers
        self._readers: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self._listeners: dict[str, list[Callable[[], None]]] = {}
        self._is_closing = False
        self._is_to_fold = False

    @classmethod
    async def open(cls, folder: Path) -> "Database":
        """The folder's database, made or migrated where needed; FolderInUse when another process has it."""
        logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # at DEBUG it logs every statement with its values
        async with AsyncExitStack() as undo:
            file = folder / on_disk.DATABASE
            lock = on_disk.take(folder)
            undo.callback(lock.release)
            with translated():
                await _through(asyncio.to_thread(schema.migrate, file, FILE_WITHIN))
                writer = await _connect(file, undo, read_only=False)
                readers = [await _connect(file, undo, read_only=True) for _ in range(READERS)]
            undo.pop_all()
        return cls(lock, writer, readers)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Connection]:
        """One writer at a time; all of it happens or none of it, and it is on the disk when this ends."""
        async with self._turn_taken():
            tx = self._writer
            with translated():
                try:
                    # Inside the try: cancelled here, the statement still runs in the connection's thread.
                    await tx.execute("BEGIN IMMEDIATE")
                    yield tx
                    await tx.commit()
                except BaseException:
                    # Behind whatever is still on its way to the thread; undoes nothing if the commit came through.
                    await _through(tx.rollback())
                    raise
                finally:
                    self._tell(tx)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Connection]:
        """What was stored at the time of the first question, unmoved by writers until this ends."""
        with translated():
            reader = await self._within_turn(self._readers.get())
            try:
                await reader.execute("BEGIN DEFERRED")
                yield reader
            finally:
                try:
                    await _through(reader.rollback())
                finally:
                    self._readers.put_nowait(reader)

    async def fold(self) -> None:
        """What was erased is nowhere any more: the WAL, which remembers it for a while, is emptied into the file.

        Raises Unavailable while somebody still reads what was there before.
        """
        self._is_to_fold = True
        async with self._turn_taken():
            with translated():
                await self._emptied()

    async def fold_the_rest(self) -> None:
        """Do what `fold` could not do the last time, if so; raises the same."""
        if self._is_to_fold:
            await self.fold()

    async def vacuum(self) -> None:
        """Write the file anew, without the space in which something erased once lay, and empty the WAL into it.

        Whoever wants to write waits meanwhile, and may be told to try again; readers do not. Raises Unavailable while
        somebody still reads what was there before: then the WAL remembers it until the next time.
        """
        async with self._turn_taken():
            with translated():
                await _through(self._vacuum())

    async def _vacuum(self) -> None:
        await self._writer.execute("VACUUM")
        await self._emptied()

    def when_stored(self, mark: str, listener: Callable[[], None]) -> Callable[[], None]:
        """After each transaction with this mark in `tx.touched` call the listener, until what is returned is called."""
        listeners = self._listeners.setdefault(mark, [])
        listeners.append(listener)
        return partial(listeners.remove, listener)

    async def close(self) -> None:
        """Wait for what is in hand, fold the WAL into the file, let go of the folder. Closing twice is harmless."""
        if not self._is_closing:
            self._is_closing = True
            await _through(self._close())

    async def _close(self) -> None:
        async with self._turn:
            for _ in self._all_readers:
                await self._readers.get()
            try:
                for connection in (*self._all_readers, self._writer):  # the last to close folds the WAL in
                    await connection.close()
            finally:
                self._lock.release()

    async def _emptied(self) -> None:
        (found,) = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        if found["busy"]:
            raise Unavailable("store.unavailable")
        self._is_to_fold = False

    def _tell(self, tx: Connection) -> None:
        # Also after a rollback: a listener looks for itself, and a cancelled caller may have been stored after all.
        touched, tx.touched = tx.touched, set()
        for mark in touched:
            for listener in self._listeners.get(mark, ()):
                listener()

    @asynccontextmanager
    async def _turn_taken(self) -> AsyncGenerator[None]:
        if self._holder is asyncio.current_task():
            raise RuntimeError("a transaction inside a transaction would wait for itself")
        await self._within_turn(self._turn.acquire())
        self._holder = asyncio.current_task()
        try:
            yield
        finally:
            self._holder = None
            self._turn.release()

    async def _within_turn(self, turn: Coroutine[None, None, R]) -> R:
        if self._is_closing:
            turn.close()
            raise Unavailable("store.unavailable")
        try:
            async with asyncio.timeout(TURN_WITHIN):
                return await turn
        except TimeoutError as error:
            raise Unavailable("store.unavailable") from error


@asynccontextmanager
async def looking(folder: Path) -> AsyncGenerator[Connection]:
    """A look into a folder's database while a bot has it; FolderError when there is none."""
    file = folder / on_disk.DATABASE
    if not file.is_file():
        raise FolderError(f"there is no database at {file}")
    async with AsyncExitStack() as undo:
        with translated():
            yield await _connect(file, undo, read_only=True)


async def _connect(file: Path, undo: AsyncExitStack, *, read_only: bool) -> Connection:
    connection = Connection(partial(sqlite3.connect, file, isolation_level=None, timeout=FILE_WITHIN))
    await connection
    undo.push_async_callback(connection.close)
    connection.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        await connection.execute(pragma)
    if read_only:
        await connection.execute("PRAGMA query_only = ON")
    return connection


async def _through(step: Coroutine[None, None, R]) -> R:
    """See the step through to its end however often the waiter is cancelled; only then let the cancellation go on."""
    task = asyncio.create_task(step)
    cancelled: CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except CancelledError as error:
            cancelled = error
    if cancelled is not None:
        task.exception()  # looked at, so that asyncio does not complain; the cancellation matters more
        raise cancelled
    return task.result()
