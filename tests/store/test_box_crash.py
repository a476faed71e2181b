"""Power cuts, full disks and locked files in the middle of a secret ballot: told is counted, once, and still secret."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot import keys
from bot.errors import Unavailable
from bot.ids import PollId
from bot.store import ballot
from bot.store.ballot import Vote
from bot.store.box import Boxes, Turnout
from tests.store.evenings import BALLOT, SALT, files, tag, uncounted

BURST = """
import asyncio, sys
from pathlib import Path
from bot.store.box import Boxes
from tests.store.evenings import BALLOT, SALT, tag
async def main():
    boxes = Boxes(Path(sys.argv[1]))
    await boxes.start()
    await boxes.open(BALLOT, places=1, salt=SALT)
    async def person(number):
        for turn in range(100_000):
            voter = 20 * turn + number
            print(voter, await boxes.cast(BALLOT, tag(voter), (1 + voter % 3,)), flush=True)
    await asyncio.gather(*(person(number) for number in range(20)))
asyncio.run(main())
"""


def killed_after(lines: int, folder: Path) -> list[str]:
    with subprocess.Popen([sys.executable, "-c", BURST, str(folder)], stdout=subprocess.PIPE, text=True) as burst:  # noqa: S603
        assert burst.stdout is not None
        told = [burst.stdout.readline() for _ in range(lines)]
        burst.kill()
        rest = burst.stdout.read()
    return told + rest[: rest.rfind("\n") + 1].splitlines()


@pytest.mark.parametrize("lines", [1, 19, 21, 400])
async def test_whoever_was_told_before_a_kill_is_counted_once_and_the_file_remembers_no_more_than_ever(tmp_path, lines):
    told = await asyncio.to_thread(killed_after, lines, tmp_path)
    voters, receipts = zip(*(line.split() for line in told), strict=True)
    boxes = Boxes(tmp_path)
    assert await boxes.start() == {}
    while_open = uncounted(files(tmp_path))
    everybody = [tag(number) for number in range(len(told) + 100)]
    voted = await boxes.have_voted(BALLOT, everybody)
    count = await boxes.close(BALLOT)
    await boxes.finish()
    assert count.agrees
    assert len(told) <= len(voted) == count.voted <= len(told) + 20
    assert {tag(int(voter)) for voter in voters} <= voted
    assert {keys.receipt_hash(BALLOT, receipt) for receipt in receipts} <= set(count.receipts)
    assert while_open == uncounted(_made_anew(tmp_path / "anew", voted, count))


def _made_anew(folder: Path, voted: set[bytes], count: ballot.Count) -> dict[str, bytes]:
    """The same ballot with its papers and receipts given to anybody, in one go."""
    (folder / "ballots").mkdir(parents=True)
    file = folder / "ballots" / f"{BALLOT}.db"
    ballot.make(file, places=1, ranked=False, listed=None, salt=SALT)
    papers = [paper for paper, votes in count.papers.items() for _ in range(votes)]
    with ballot.changing(file) as box:
        assert not any(map(box.take, map(Vote, sorted(voted), papers, count.receipts)))
        box.write()
    return files(folder)


HALF_WAY = """
import os, signal, sys
from pathlib import Path
from bot.store import ballot
from bot.store.ballot import Vote
from tests.store.evenings import tag
with ballot.changing(Path(sys.argv[1])) as box:
    box._connection.execute("PRAGMA cache_size = 10")  # as if the batch were so large that it begins on the file early
    for number in range(10, 1000):
        box.take(Vote(tag(number), (1,), tag(-number)))
    box.write()
    os.kill(os.getpid(), signal.SIGKILL)
"""


async def test_a_batch_cut_off_half_way_into_the_file_is_undone_at_the_start_and_its_journal_is_gone(tmp_path: Path):
    boxes = Boxes(tmp_path)
    await boxes.start()
    await boxes.open(BALLOT, places=1, salt=SALT)
    for number in range(10):
        await boxes.cast(BALLOT, tag(number), (2,))
    before = files(tmp_path)
    file, journal = tmp_path / "ballots" / f"{BALLOT}.db", tmp_path / "ballots" / f"{BALLOT}.db-journal"
    cut_off = subprocess.run([sys.executable, "-c", HALF_WAY, str(file)], check=False)  # noqa: S603, ASYNC221
    assert cut_off.returncode == -signal.SIGKILL
    assert journal.stat().st_size > 4096
    assert file.read_bytes() != before[f"ballots/{BALLOT}.db"]
    held = os.open(journal, os.O_RDONLY)
    (tmp_path / "ballots" / "43.part").write_bytes(b"an opening that was cut off")
    assert await boxes.start() == {}
    assert files(tmp_path) == before
    assert not any(os.pread(held, 1 << 24, 0))  # nor are the journal's blocks left with anything in them
    os.close(held)
    await boxes.cast(BALLOT, tag(10), (2,))
    assert (await boxes.close(BALLOT)).papers == {(2,): 11}
    await boxes.finish()


def overwritten(_: bytes) -> bytes:
    return random.Random(1).randbytes(20480)  # noqa: S311


def without_its_last_page(file: bytes) -> bytes:
    return file[:-4096] + bytes(4096)


@pytest.mark.parametrize("damaged", [overwritten, without_its_last_page])
async def test_a_damaged_ballot_is_named_at_the_start_and_the_others_go_on(
    tmp_path: Path, damaged: Callable[[bytes], bytes]
):
    boxes = Boxes(tmp_path)
    await boxes.start()
    other = PollId(BALLOT + 1)
    for poll in (BALLOT, other):
        await boxes.open(poll, places=1)
    file = tmp_path / "ballots" / f"{BALLOT}.db"
    file.write_bytes(damaged(file.read_bytes()))
    assert list(await boxes.start()) == [BALLOT]
    with pytest.raises(Unavailable) as refused:
        await boxes.cast(BALLOT, tag(1), (1,))
    assert refused.value.key == "box.damaged"
    await boxes.cast(other, tag(1), (1,))
    await boxes.finish()


async def test_a_locked_file_is_everybodys_trouble_counts_nobody_and_passes(tmp_path: Path):
    boxes = Boxes(tmp_path)
    await boxes.start()
    await boxes.open(BALLOT, places=1)
    with closing(sqlite3.connect(tmp_path / "ballots" / f"{BALLOT}.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        people = [boxes.cast(BALLOT, tag(number), (1,)) for number in range(3)]
        refused = await asyncio.gather(*people, return_exceptions=True)
        assert [type(answer) for answer in refused] == [Unavailable] * 3
        for ask in (boxes.turnout, boxes.close):
            with pytest.raises(Unavailable) as answer:
                await ask(BALLOT)
            assert answer.value.key == "store.unavailable"
    await asyncio.gather(*(boxes.cast(BALLOT, tag(number), (1,)) for number in range(3)))
    assert await boxes.turnout(BALLOT) == Turnout(3, 3)
    await boxes.finish()


FILLING = """
import asyncio, resource, sys
from pathlib import Path
from bot.errors import Unavailable
from bot.store.box import Boxes, Turnout
from tests.store.evenings import BALLOT, tag
async def main():
    boxes = Boxes(Path(sys.argv[1]))
    await boxes.start()
    await boxes.open(BALLOT, places=1)
    async def crowd(numbers):
        return await asyncio.gather(*(boxes.cast(BALLOT, tag(n), (1,)) for n in numbers), return_exceptions=True)
    await crowd(range(50))
    room = (Path(sys.argv[1]) / "ballots" / f"{BALLOT}.db").stat().st_size + 4000  # a journal, not a page
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    assert all(isinstance(answer, str) for answer in await crowd(range(50, 60)))  # in place: needs no more room
    before = await boxes.turnout(BALLOT)
    refused = [answer for answer in await crowd(range(60, 500)) if not isinstance(answer, str)]
    assert {(type(error), error.key) for error in refused} == {(Unavailable, "store.unavailable")}
    after = await boxes.turnout(BALLOT)
    assert after.voted == 500 - len(refused), (after, len(refused))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await crowd(range(60, 500))
    count = await boxes.close(BALLOT)
    assert (count.papers, count.voted, count.agrees) == ({(1,): 500}, 500, True)
    await boxes.finish()
    print(len(refused))
asyncio.run(main())
"""


def test_on_a_full_disk_votes_that_need_more_room_are_refused_and_uncounted_until_there_is_some(tmp_path: Path):
    command = [sys.executable, "-c", FILLING, str(tmp_path)]
    filling = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    assert (filling.returncode, filling.stderr) == (0, "")
    assert int(filling.stdout) > 100


async def test_whoever_casts_while_it_is_being_switched_off_is_counted_and_told_so_or_neither(tmp_path: Path):
    boxes = Boxes(tmp_path)
    await boxes.start()
    await boxes.open(BALLOT, places=1)
    before = [asyncio.create_task(boxes.cast(BALLOT, tag(number), (1,))) for number in range(20)]
    await asyncio.sleep(0)
    ending = asyncio.create_task(boxes.finish())
    late: list[asyncio.Task[str]] = []
    for number in range(20, 400):
        late.append(asyncio.create_task(boxes.cast(BALLOT, tag(number), (1,))))
        await asyncio.sleep(0)
    told = await asyncio.gather(*before, *late, return_exceptions=True)
    await ending
    counted = [number for number, answer in enumerate(told) if isinstance(answer, str)]
    assert {type(answer) for answer in told} == {str, Unavailable}
    again = Boxes(tmp_path)
    await again.start()
    assert await again.have_voted(BALLOT, [tag(n) for n in range(400)]) == {tag(n) for n in counted}
    await again.finish()
