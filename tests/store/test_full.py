"""A full disk: refused in words, nothing half stored, and all is well once there is room."""

import asyncio
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import Unavailable
from bot.ids import GuildId
from bot.store import audit, facts
from bot.store.db import Database
from bot.store.gathering import Gathering
from tests.builders import Clock

LONG = "x" * 20_000


@pytest.fixture
async def db(tmp_path):
    db = await Database.open(tmp_path)
    async with db.transaction() as tx:
        (pages,) = await (await tx.execute("PRAGMA page_count")).fetchone()  # pyright: ignore[reportGeneralTypeIssues]
        await tx.execute(f"PRAGMA max_page_count = {pages + 8}")
    yield db
    await db.close()


async def test_a_change_that_finds_no_room_is_undone_whole(db):
    with pytest.raises(Unavailable) as refused:
        async with db.transaction() as tx:
            await audit.note(tx, Clock().now(), GuildId(7), "poll.closed")
            await facts.put(tx, "short", "x")
            await facts.put(tx, "long", LONG * 10)
    assert refused.value.key == "store.unavailable"
    async with db.reading() as conn:
        assert await facts.get(conn, "short") is None
        assert await audit.page(conn, GuildId(7), before=None, limit=10) == []
    async with db.transaction() as tx:
        await facts.put(tx, "short", "x")


async def test_everybody_in_a_batch_that_finds_no_room_hears_of_it(db):
    async def write(tx, items):
        for item in items:
            await facts.put(tx, item, LONG)
        return items

    votes = Gathering[str, str](db, write)
    answers = await asyncio.gather(*(votes.join(str(number)) for number in range(20)), return_exceptions=True)
    assert {type(answer) for answer in answers} == {Unavailable}
    assert await votes.join("1") == "1"


FILLING = """
import asyncio, resource, sys
from pathlib import Path
from bot.errors import Unavailable
from bot.store import facts
from bot.store.db import Database
async def main():
    db = await Database.open(Path(sys.argv[1]))
    room = (Path(sys.argv[1]) / "steward.db-wal").stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    stored = 0
    try:
        for number in range(1000):
            async with db.transaction() as tx:
                await facts.put(tx, f"{number}", "x" * 5000)
                await facts.put(tx, f"{number} too", "x" * 5000)
            stored = number + 1
    except Unavailable as error:
        print(stored, error.key)
    async with db.reading() as conn:
        assert await facts.get(conn, str(stored)) is None
        assert await facts.get(conn, "0") is not None
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    async with db.transaction() as tx:
        await facts.put(tx, "there is room again", "")
    await db.close()
asyncio.run(main())
"""


async def test_when_the_system_lets_no_file_grow_what_was_stored_stays_and_the_rest_is_refused(tmp_path: Path):
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    filling = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FILLING, str(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, err = await filling.communicate()
    assert (filling.returncode, err) == (0, b"")
    stored, key = out.split()
    assert key == b"store.unavailable"
    assert 5 < int(stored) < 50
    db = await Database.open(tmp_path)
    async with db.reading() as conn:
        for number in range(60):
            assert (await facts.get(conn, f"{number}") is not None) == (number < int(stored))
            assert (await facts.get(conn, f"{number} too") is not None) == (number < int(stored))
        assert await facts.get(conn, "there is room again") == ""
    await db.close()
