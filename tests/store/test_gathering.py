"""Votes that arrive together share a commit, and nobody hears of it before it is on the disk."""

import asyncio
import sqlite3
import subprocess
import sys
from asyncio import CancelledError

import pytest

from bot.errors import AlreadyDone, Unavailable
from bot.store.db import Database
from bot.store.gathering import Gathering, apart

INSERT = "INSERT OR IGNORE INTO facts (name, value) VALUES (?, 'x') RETURNING name"


class Counting:
    """Writes names; a name that is there already is refused; 'bad' breaks the whole batch."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.has_begun = asyncio.Event()

    async def __call__(self, tx, items):
        self.batches.append(len(items))
        self.has_begun.set()
        answers = []
        for item in items:
            if item == "bad":
                raise ZeroDivisionError
            async with tx.execute(INSERT, (item,)) as stored:
                answers.append(item.upper() if await stored.fetchone() else AlreadyDone("poll.voted"))
        return answers


@pytest.fixture
async def db(tmp_path):
    db = await Database.open(tmp_path)
    yield db
    await db.close()


def stored(tmp_path) -> set[str]:
    """As another process sees it: what has been committed."""
    with sqlite3.connect(tmp_path / "steward.db") as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM facts")}
    connection.close()
    return found


async def test_two_hundred_people_share_a_few_commits(db, tmp_path):
    write = Counting()
    votes = Gathering(db, write)

    async def person(name):
        assert await votes.join(name) == name.upper()
        assert name in stored(tmp_path)

    await asyncio.gather(*(person(f"p{number}") for number in range(200)))
    assert sum(write.batches) == 200
    assert len(write.batches) <= 3


async def test_whoever_arrives_during_a_commit_is_in_the_next(db):
    write = Counting()
    votes = Gathering(db, write)
    first = asyncio.create_task(votes.join("first"))
    await write.has_begun.wait()
    assert await asyncio.gather(first, votes.join("second"), votes.join("third")) == ["FIRST", "SECOND", "THIRD"]
    assert write.batches == [1, 2]


async def test_whoever_comes_alone_goes_at_once_and_those_who_come_one_by_one_go_together(db):
    write = Counting()
    answers = Gathering(db, write, every=0.05)
    assert await answers.join("alone") == "ALONE"
    later = []
    for name in "abcde":
        later.append(asyncio.create_task(answers.join(name)))
        await asyncio.sleep(0)
    assert await asyncio.gather(*later) == list("ABCDE")
    assert write.batches == [1, 5]


async def test_a_full_commit_waits_for_nobody(db):
    write = Counting()
    answers = Gathering(db, write, every=60)
    await answers.join("alone")
    await asyncio.gather(*(answers.join(f"p{number}") for number in range(200)))
    assert write.batches == [1, 200]


async def test_one_who_is_refused_is_refused_alone(db, tmp_path):
    votes = Gathering(db, Counting())
    answers = await asyncio.gather(*(votes.join(name) for name in ("a", "b", "a")), return_exceptions=True)
    assert answers[:2] == ["A", "B"]
    assert isinstance(answers[2], AlreadyDone)
    assert stored(tmp_path) == {"a", "b"}


async def test_a_batch_that_fails_stores_nothing_and_everybody_hears_of_it(db, tmp_path):
    votes = Gathering(db, Counting())
    answers = await asyncio.gather(*(votes.join(name) for name in ("a", "bad", "b")), return_exceptions=True)
    assert [type(answer) for answer in answers] == [ZeroDivisionError] * 3
    assert stored(tmp_path) == set()
    assert await votes.join("c") == "C"


async def test_a_locked_file_is_everybodys_trouble_and_passes(db, tmp_path):
    votes = Gathering(db, Counting())
    other = sqlite3.connect(tmp_path / "steward.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answers = await asyncio.gather(votes.join("a"), votes.join("b"), return_exceptions=True)
    assert [type(answer) for answer in answers] == [Unavailable] * 2
    other.close()
    assert await votes.join("a") == "A"


async def test_one_who_goes_away_while_waiting_disturbs_nobody(db, tmp_path):
    write = Counting()
    votes = Gathering(db, write)
    people = [asyncio.create_task(votes.join(name)) for name in "abc"]
    await write.has_begun.wait()
    late = [asyncio.create_task(votes.join(name)) for name in "de"]
    await asyncio.sleep(0)
    people[1].cancel()
    late[0].cancel()
    answers = await asyncio.gather(*people, *late, return_exceptions=True)
    assert [answers[0], answers[2], answers[4]] == ["A", "C", "E"]
    assert isinstance(answers[1], CancelledError)
    assert isinstance(answers[3], CancelledError)
    assert stored(tmp_path) == {"a", "b", "c", "e"}  # b was being written already; d was not


async def test_a_wrong_number_of_answers_is_nobodys_vote(db, tmp_path):
    async def forgetful(tx, items):
        await tx.execute(INSERT, (items[0],))
        return []

    with pytest.raises(RuntimeError, match="0 answers for 1"):
        await Gathering[str, str](db, forgetful).join("a")
    assert stored(tmp_path) == set()


async def test_finishing_waits_until_everybody_is_answered(db, tmp_path):
    votes = Gathering(db, Counting())
    people = [asyncio.create_task(votes.join(str(number))) for number in range(20)]
    await asyncio.sleep(0)
    await votes.finish()
    assert len(stored(tmp_path)) == 20
    assert await asyncio.gather(*people) == [str(number) for number in range(20)]
    await votes.finish()  # nobody waits: at once


async def test_when_the_loop_is_torn_down_nobody_waits_for_ever(db):
    votes = Gathering(db, Counting())
    person = asyncio.create_task(votes.join("a"))
    await asyncio.sleep(0)
    for task in asyncio.all_tasks() - {asyncio.current_task(), person}:
        task.cancel()
    async with asyncio.timeout(1):
        with pytest.raises(CancelledError):
            await person


async def test_what_is_of_one_meeting_is_judged_together_and_everybody_gets_their_own_answer():
    judged: dict[str, list[str]] = {}

    async def judge(meeting, said):
        judged[meeting] = list(said)
        return [each.upper() for each in said]

    assert await apart(["a1", "b1", "a2"], lambda said: said[0], judge) == ["A1", "B1", "A2"]
    assert judged == {"a": ["a1", "a2"], "b": ["b1"]}


BURST = """
import asyncio, sys
from pathlib import Path
from bot.store.db import Database
from bot.store.gathering import Gathering
async def write(tx, items):
    await tx.executemany("INSERT INTO facts (name, value) VALUES (?, 'x')", [(item,) for item in items])
    return items
async def main():
    db = await Database.open(Path(sys.argv[1]))
    votes = Gathering(db, write)
    async def person(number):
        for turn in range(100_000):
            print(await votes.join(f"{number}-{turn}"), flush=True)
    await asyncio.gather(*(person(number) for number in range(20)))
asyncio.run(main())
"""


@pytest.mark.parametrize("lines", [1, 19, 21, 333, 1500])
def test_whatever_was_answered_before_a_kill_is_in_the_file(tmp_path, lines):
    with subprocess.Popen([sys.executable, "-c", BURST, str(tmp_path)], stdout=subprocess.PIPE, text=True) as burst:  # noqa: S603
        assert burst.stdout is not None
        answered = [burst.stdout.readline().strip() for _ in range(lines)]
        burst.kill()
        rest = burst.stdout.read()
        answered += rest[: rest.rfind("\n") + 1].split()
    assert len(answered) >= lines
    assert set(answered) <= stored(tmp_path)
    with sqlite3.connect(tmp_path / "steward.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
