"""A secret poll whose computer loses its power at any moment, from the opening to the end of the roll: one result.

What is done is done by the real actions, the queue and the files; only Discord is left out.
"""

import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot import keys
from bot.actions import ballots
from bot.actions.ballots import Ballots
from bot.desk import Desk
from bot.errors import AlreadyDone, NotFound
from bot.rules.polls import Status
from bot.store import audit, jobs, tallies
from bot.store import polls as store
from tests.actions.secret_polls import GUILD, POLL, a_branch, ask, person, working
from tests.builders import Clock
from tests.store.evenings import a_folder

TRIALS = 8
VOTERS = 12


async def life(folder: Path, tell: Callable[[str], object]) -> None:
    """The whole life of a poll, telling what was acknowledged."""
    clock = Clock()
    desk = await Desk.open(folder, clock.now)
    scheduler = working(desk)
    await ask(desk, "single", frozen=False)
    tell("asked")
    await scheduler.settle()
    tell("opened")
    box = Ballots(desk)

    async def vote(number: int) -> None:
        tell(f"voted {number} {await box.cast(person(number), POLL, (1 + number % 3,))}")

    for number in range(0, VOTERS, 3):
        await asyncio.gather(*(vote(number + each) for each in range(3)))
    await box.finish()
    for days in (4, 15):
        clock.move(days=days)
        tell(f"days {days}")
        await scheduler.settle()
    tell("forgotten")
    await desk.close()


async def afterwards(folder: Path, told: list[str]) -> None:
    """Start again, go on to the end, and compare with what was told before."""
    clock = Clock()
    clock.move(days=sum(int(line.split()[1]) for line in told if line.startswith("days")))
    desk = await Desk.open(folder, clock.now)
    try:
        await ballots.take_stock(desk)
        async with desk.db.transaction() as tx:
            await jobs.release_all(tx)
        receipts = {int(line.split()[1]): line.split()[2] for line in told if line.startswith("voted")}
        if "asked" in told or await _is_there(desk):
            await _go_on(desk, clock, receipts)
    finally:
        await desk.close()


async def _is_there(desk: Desk) -> bool:
    async with desk.db.reading() as conn:
        try:
            return (await store.get(conn, GUILD, POLL)).status is not Status.DRAFT
        except NotFound:
            return False


async def _go_on(desk: Desk, clock: Clock, receipts: dict[int, str]) -> None:
    scheduler = working(desk)
    await scheduler.settle()
    assert POLL in await desk.boxes.held()
    async with desk.db.reading() as conn:
        poll = await store.get(conn, GUILD, POLL)
    if poll.status is Status.OPEN and clock.now() < poll.closes_at:
        assert POLL in desk.keys.held()  # a box without a key takes no votes
        box = Ballots(desk)
        check = await desk.boxes.check(POLL)
        assert check.agrees
        again = [await _refused(box.cast(person(number), POLL, (1,))) for number in range(VOTERS)]
        assert all(again[number] for number in receipts)  # whoever was told has voted, and cannot again
        assert sum(again) == check.crossed_off
        await box.finish()
    for _ in range(2):
        clock.move(days=15)
        await scheduler.settle()
    await _compare(desk, receipts)


async def _refused(vote: Awaitable[str]) -> bool:
    try:
        await vote
    except AlreadyDone:
        return True
    return False


async def _compare(desk: Desk, receipts: dict[int, str]) -> None:
    async with desk.db.reading() as conn:
        poll = await store.get(conn, GUILD, POLL)
        tally = await tallies.get(conn, POLL)
        record = [entry.what for entry in await audit.page(conn, GUILD, before=None, limit=99)]
        left = await jobs.next_due(conn, desk.now())
    assert (poll.status, poll.mishap) == (Status.CLOSED, None)
    assert tally.agrees
    assert sum(tally.papers.values()) == len(tally.receipts) == tally.crossed_off
    assert {keys.receipt_hash(POLL, receipt) for receipt in receipts.values()} <= set(tally.receipts)
    assert poll.result is not None
    assert poll.result.turnout.voted == tally.crossed_off
    assert [record.count(what) for what in ("poll.opened", "poll.closed")] == [1, 1]
    assert record.count("poll.key_destroyed") <= 1
    assert left is None
    assert desk.keys.held() == set()
    count = await desk.boxes.count(POLL)
    assert (count.papers, count.receipts) == (dict(tally.papers), tally.receipts)


def trial(folder: Path, after: float) -> list[str]:
    """Kill a process that lives through it, so many seconds after the poll was asked for; what it told."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        asyncio.run(life(folder, lambda line: os.write(writing, f"{line}\n".encode())))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        asked = told.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return (asked + told.read()).splitlines()


def goes_on(folder: Path, told: list[str]) -> bool:
    """Whether what is there then is whole; in a process of its own, as the next one has to be killed as well."""
    if (child := os.fork()) == 0:
        try:
            asyncio.run(afterwards(folder, told))
        except BaseException:  # noqa: BLE001 - it is said, and nothing may go on from here
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def main(seed: int) -> None:
    """The trials, in a process without threads, which alone may fork."""
    dice = random.Random(seed)  # noqa: S311
    whole = Path(sys.argv[2])
    with a_folder() as place:
        shutil.copytree(whole, place / "first")
        longest = undisturbed(place / "first")
        for number in range(TRIALS):
            folder = place / str(number)
            shutil.copytree(whole, folder)
            told = trial(folder, dice.uniform(0.0, 0.8 * longest))  # the first life is the slowest
            assert goes_on(folder, told), (seed, number, told)
            print(len(told), told[-1:])  # noqa: T201


def undisturbed(folder: Path) -> float:
    """For how long the same goes on after the poll was asked for."""
    told: list[tuple[str, float]] = []
    asyncio.run(life(folder, lambda line: told.append((line, time.monotonic()))))
    assert told[-1][0] == "forgotten"
    return told[-1][1] - told[0][1]


def test_killed_at_any_moment_it_comes_to_one_result_with_every_vote_that_was_acknowledged(tmp_path: Path) -> None:
    shutil.copytree(a_branch(), tmp_path / "branch")
    for key in (tmp_path / "branch" / "keys").iterdir():
        key.unlink()
    seed = random.randrange(1_000_000)  # noqa: S311
    command = [sys.executable, "-m", "tests.actions.test_secret_kills", str(seed), str(tmp_path / "branch")]
    trials = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
    assert trials.returncode == 0, trials.stdout + trials.stderr
    assert len(trials.stdout.splitlines()) == TRIALS


if __name__ == "__main__":
    main(int(sys.argv[1]))
