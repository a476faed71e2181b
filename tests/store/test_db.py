"""One way to write and one to read, however people come and go."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from asyncio import CancelledError
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import Unavailable
from bot.store import facts
from bot.store.db import FIRST_ROWS, Database, FolderError, FolderInUse

INSERT = "INSERT INTO facts (name, value) VALUES (?, 'x')"


async def names(db: Database) -> list[str]:
    async with db.reading() as conn, conn.execute("SELECT name FROM facts ORDER BY name") as found:
        return [row["name"] async for row in found]


@pytest.fixture
async def db(tmp_path):
    db = await Database.open(tmp_path / "data")
    yield db
    await db.close()


async def test_a_refused_transaction_takes_nobody_else_with_it(db):
    """Trap 1: on a shared connection, B's row went when A rolled back."""
    a_has_begun = asyncio.Event()

    async def a():
        async with db.transaction() as tx:
            await tx.execute(INSERT, ("a",))
            a_has_begun.set()
            await asyncio.sleep(0.01)
            raise LookupError

    async def b():
        await a_has_begun.wait()
        async with db.transaction() as tx:
            await tx.execute(INSERT, ("b",))

    assert isinstance((await asyncio.gather(a(), b(), return_exceptions=True))[0], LookupError)
    assert await names(db) == ["b"]


@pytest.mark.parametrize("after", range(8))
async def test_a_writer_cancelled_at_any_await_leaves_the_database_usable(db, after):
    """Trap 2: cancelled while BEGIN, a statement or COMMIT is on its way to the connection's thread."""
    done: list[str] = []

    async def write():
        async with db.transaction() as tx:
            await tx.execute(INSERT, ("one",))
            await tx.execute(INSERT, ("two",))
        done.append("told so")

    task = asyncio.create_task(write())
    for _ in range(after):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(CancelledError):
        await task
    async with db.transaction() as tx:
        await tx.execute(INSERT, ("three",))
    assert await names(db) in (["three"], ["one", "three", "two"])  # all of it or none of it
    assert not done


async def test_a_writer_cancelled_at_any_moment_leaves_the_database_usable(db):
    async def write(name: str):
        async with db.transaction() as tx:
            await tx.execute(INSERT, (f"{name} first",))
            await tx.execute(INSERT, (f"{name} second",))

    for number in range(60):
        task = asyncio.create_task(write(str(number)))
        await asyncio.sleep(number / 30_000)
        task.cancel()
        await asyncio.wait({task})
    async with db.transaction() as tx:
        await tx.execute(INSERT, ("after",))
    stored = await names(db)
    assert "after" in stored
    assert {name.split()[0] for name in stored if name.endswith("first")} == {
        name.split()[0] for name in stored if name.endswith("second")
    }


async def test_a_reader_cancelled_at_any_moment_gives_its_connection_back(db):
    for number in range(40):
        task = asyncio.create_task(names(db))
        await asyncio.sleep(number / 30_000)
        task.cancel()
        await asyncio.wait({task})
    async with asyncio.timeout(1):
        await asyncio.gather(*(names(db) for _ in range(10)))


async def cancelled_twice(work, number: int) -> None:
    task = asyncio.create_task(work())
    await asyncio.sleep(number / 10_000)
    for _ in range(2):
        task.cancel()
        await asyncio.sleep(0)
    await asyncio.wait({task})


async def test_a_writer_cancelled_twice_holds_the_file_no_longer_than_his_task(db, tmp_path):
    async def write():
        async with db.transaction() as tx:
            await tx.executemany(INSERT, [(f"{number:0900}",) for number in range(3000)])
            await asyncio.sleep(1)

    with closing(sqlite3.connect(tmp_path / "data" / "steward.db", isolation_level=None, timeout=0)) as other:
        for number in range(30):
            await cancelled_twice(write, number)
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")


async def test_a_reader_cancelled_twice_holds_his_moment_no_longer_than_his_task(db, tmp_path):
    async def read():
        async with db.reading() as conn, conn.execute(SLOWLY) as found:
            await found.fetchone()

    with closing(sqlite3.connect(tmp_path / "data" / "steward.db", isolation_level=None, timeout=0)) as other:
        for number in range(15):
            await cancelled_twice(read, number)
            await _write_nothing(db)
            other.execute("INSERT INTO facts VALUES (?, '')", (f"{number}",))
            assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


SLOWLY = """
    WITH RECURSIVE n (i) AS (SELECT count(*) FROM facts UNION ALL SELECT i + 1 FROM n LIMIT 50000) SELECT max(i) FROM n
"""


async def test_every_connection_keeps_the_rules(db):
    async with db.transaction() as tx, db.reading() as one, db.reading() as other:
        for connection in (tx, one, other):
            for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
                async with connection.execute(f"PRAGMA {pragma}") as found:
                    assert tuple(await found.fetchone()) == (value,)


async def test_a_reader_sees_one_moment_while_a_writer_goes_on(db):
    async with db.reading() as conn:
        assert await facts.get(conn, "a") is None
        async with db.transaction() as tx:
            await facts.put(tx, "a", "1")
        assert await facts.get(conn, "a") is None
    async with db.reading() as conn:
        assert await facts.get(conn, "a") == "1"


@pytest.mark.parametrize("number", [0, 1, FIRST_ROWS - 1, FIRST_ROWS, FIRST_ROWS + 1, 3 * FIRST_ROWS])
async def test_however_much_a_question_finds_all_of_it_comes_once_and_in_order(db, number):
    rows = [(f"{each:04}",) for each in range(number)]
    async with db.transaction() as tx:
        await tx.executemany(INSERT, rows)
        async with tx.execute(f"{INSERT} RETURNING name", ("9999",)) as stored:
            assert (await stored.fetchone())["name"] == "9999"
    found = [*(name for (name,) in rows), "9999"]
    assert await names(db) == found
    async with db.reading() as conn:
        async with conn.execute("SELECT name FROM facts ORDER BY name") as cursor:
            first = [(await cursor.fetchone())["name"], *(row["name"] for row in await cursor.fetchmany(2))]
            assert [*first, *(row["name"] for row in await cursor.fetchall())] == found
            assert await cursor.fetchone() is None
        async with conn.execute("SELECT name FROM facts ORDER BY name") as cursor:
            assert [(await cursor.fetchone())["name"] for _ in found] == found
            assert await cursor.fetchone() is None
            assert await cursor.fetchmany(5) == []


async def test_a_reader_is_not_kept_waiting_by_a_transaction(db):
    async with db.transaction() as tx:
        await facts.put(tx, "a", "1")
        async with asyncio.timeout(0.5):
            assert await names(db) == []


async def test_a_reader_cannot_write(db):
    with pytest.raises(Unavailable):
        async with db.reading() as conn:
            await conn.execute(INSERT, ("a",))


async def test_a_transaction_inside_a_transaction_is_refused_at_once(db):
    with pytest.raises(RuntimeError, match="inside a transaction"):
        async with db.transaction(), db.transaction():
            pass
    async with db.transaction():
        pass


async def test_whoever_waits_too_long_for_a_turn_is_told_in_time(db):
    async with db.transaction():
        started = asyncio.get_running_loop().time()
        with pytest.raises(Unavailable, match=r"store\.unavailable"):
            await asyncio.create_task(_write_nothing(db))
        assert asyncio.get_running_loop().time() - started < 2.5


async def _write_nothing(db: Database) -> None:
    async with db.transaction():
        pass


async def test_a_file_held_by_somebody_else_is_reported_within_what_discord_allows(db, tmp_path):
    other = sqlite3.connect(tmp_path / "data" / "steward.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = asyncio.get_running_loop().time()
    with pytest.raises(Unavailable) as refused:
        await _write_nothing(db)
    assert asyncio.get_running_loop().time() - started < 2.5
    assert refused.value.key == "store.unavailable"
    assert await names(db) == []  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    await _write_nothing(db)


async def test_a_broken_rule_of_a_table_is_left_to_the_store_function(db):
    with pytest.raises(sqlite3.IntegrityError):
        async with db.transaction() as tx:
            await tx.execute(INSERT, ("a",))
            await tx.execute(INSERT, ("a",))
    assert await names(db) == []


async def test_a_damaged_file_is_called_damaged(tmp_path):
    folder = tmp_path / "data"
    await (await Database.open(folder)).close()
    (folder / "steward.db").write_bytes(b"not a database" * 1000)
    with pytest.raises(Unavailable) as refused:
        await Database.open(folder)
    assert refused.value.key == "store.damaged"
    (folder / "steward.db").unlink()
    await (await Database.open(folder)).close()  # the folder was let go


async def test_a_page_that_is_damaged_is_called_damaged(tmp_path):
    folder = tmp_path / "data"
    db = await Database.open(folder)
    async with db.transaction() as tx:
        await tx.executemany(INSERT, [(f"{number:0500}",) for number in range(200)])
    await db.close()
    with (folder / "steward.db").open("r+b") as file:
        file.seek(-50_000, os.SEEK_END)  # the last of these rows, and nothing that is needed to begin
        file.write(b"\xff" * 50_000)
    db = await Database.open(folder)
    with pytest.raises(Unavailable) as refused:
        await names(db)
    await db.close()
    assert refused.value.key == "store.damaged"


async def test_the_data_is_its_owners_alone(db, tmp_path):
    await _write_nothing(db)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "data").iterdir()}
    assert modes.keys() >= {"steward.db", "steward.db-wal", "steward.db-shm", "steward.lock"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


async def test_an_open_umask_does_not_open_the_data(tmp_path):
    before = os.umask(0)
    try:
        db = await Database.open(tmp_path / "data")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "data").iterdir()}
    await db.close()
    assert modes == {0o600}


async def test_a_second_bot_on_the_folder_is_refused(db, tmp_path):
    with pytest.raises(FolderInUse):
        await Database.open(tmp_path / "data")


async def test_a_second_process_on_the_folder_is_refused_until_the_first_is_killed(tmp_path):
    folder = tmp_path / "data"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE)  # noqa: ASYNC220, S603
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(FolderInUse):
            await Database.open(folder)
        holder.kill()
    db = await Database.open(folder)
    assert await names(db) == ["held"]
    await db.close()


HOLDER = """
import asyncio, sys, time
from pathlib import Path
from bot.store.db import Database
from bot.store import facts
async def main():
    db = await Database.open(Path(sys.argv[1]))
    async with db.transaction() as tx:
        await facts.put(tx, "held", "")
    print("open", flush=True)
    time.sleep(60)
asyncio.run(main())
"""


async def test_a_folder_that_cannot_be_is_refused_in_words(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match="cannot be used: Not a directory"):
        await Database.open(tmp_path / "file" / "data")


async def test_closing_waits_for_what_is_in_hand_and_leaves_one_tidy_file(tmp_path):
    folder = tmp_path / "data"
    db = await Database.open(folder)

    async def slowly():
        async with db.transaction() as tx:
            await facts.put(tx, "slow", "")
            await asyncio.sleep(0.05)

    writing = asyncio.create_task(slowly())
    await asyncio.sleep(0.01)
    await db.close()
    await db.close()
    await writing
    assert sorted(file.name for file in folder.iterdir()) == ["steward.db", "steward.lock"]
    with pytest.raises(Unavailable):
        await _write_nothing(db)
    with pytest.raises(Unavailable):
        await names(db)
    again = await Database.open(folder)
    assert await names(again) == ["slow"]
    await again.close()


async def test_whoever_waits_for_a_mark_is_called_after_it_is_stored(db):
    seen: list[list[str]] = []
    called = asyncio.Event()
    db.when_stored("facts", called.set)
    async with db.transaction() as tx:
        await facts.put(tx, "a", "")
        tx.touched.add("facts")
        assert not called.is_set()
    assert called.is_set()
    seen.append(await names(db))
    called.clear()
    await _write_nothing(db)
    assert not called.is_set()


async def test_an_error_says_nothing_of_what_was_being_written(db, caplog):
    caplog.set_level("DEBUG")
    async with db.transaction() as tx:
        await facts.put(tx, "a", "the steward of Leeds has had enough")
    assert "Leeds" not in caplog.text


def test_pragmas_are_set_in_one_file_for_each_kind_of_database():
    store = Path(__file__).parents[2] / "bot" / "store"
    settings = ("journal_mode", "synchronous =", "foreign_keys", "busy_timeout", "query_only", "temp_store")
    guilty = {
        file.name for file in store.glob("*.py") for pragma in settings if f"PRAGMA {pragma}" in file.read_text("utf-8")
    }
    assert guilty == {"db.py", "ballot.py", "copies.py"}  # the last for a copy in the making, which nobody else has


async def test_while_the_file_is_written_anew_others_read_on_and_whoever_writes_waits_and_is_stored(db):
    async with db.transaction() as tx:
        await facts.put(tx, "long", "x" * 100_000)
    async with db.reading() as conn:
        assert await facts.get(conn, "long")
        anew = asyncio.create_task(db.vacuum())
        await asyncio.sleep(0)
        assert len(await facts.get(conn, "long") or "") == 100_000
        with pytest.raises(Unavailable):  # somebody read what was there before
            await anew
    anew = asyncio.create_task(db.vacuum())
    await asyncio.sleep(0)
    async with db.transaction() as tx:
        await facts.put(tx, "short", "y")
    await anew
    async with db.reading() as conn:
        assert await facts.get(conn, "short") == "y"


async def test_a_file_that_is_written_anew_shrinks_by_what_was_erased(db, tmp_path):
    async with db.transaction() as tx:
        await facts.put(tx, "long", "x" * 1_000_000)
    await db.fold()
    (file,) = tmp_path.rglob("steward.db")
    before = file.stat().st_size
    async with db.transaction() as tx:
        await facts.put(tx, "long", "")
    await db.fold()
    assert file.stat().st_size == before
    await db.vacuum()
    assert file.stat().st_size < before - 900_000
