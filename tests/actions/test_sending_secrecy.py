"""Whoever has the whole data folder cannot tell who sent a report, nor which of those of one round came first.

Who: the same reports sent by other people leave the same bytes. Which first: over many rounds, nothing that can be seen
goes with the order of sending. A test that finds nothing proves something only if it finds what is there, so the same
is asked of a Steward that draws no lots.
"""

import asyncio
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.actions import releasing, reports
from bot.actions.limits import Senders
from bot.actions.sending import Sending
from bot.desk import Desk
from bot.errors import BranchError
from bot.keys import KEY_BYTES
from bot.rules.reports import Status
from bot.rules.sending import A_DAY
from bot.seals import Seals
from bot.store import folder, jobs
from bot.store import reports as store
from tests.actions.announced import GUILD, Hall
from tests.actions.test_sending import DRAFT, somebody, with_a_desk
from tests.builders import Clock, new_data
from tests.store.evenings import files

ROUNDS, EACH = 40, 10
# The rank correlation of ten things in no order has a standard deviation of 1 / sqrt(9), the mean of forty of them one
# of 0.053: what is allowed is four of these, and what gives away a quarter of the order is beyond it.
MOST = 4 / math.sqrt((EACH - 1) * ROUNDS)


# -- who ---------------------------------------------------------------------------------------------------------------


async def an_evening(data: Path, people: Sequence[int]) -> list[Mapping[str, bytes]]:
    """The same reports at the same times, sent by these: every file after each of them, after the round, at the end."""
    kept = new_data(data) / folder.KEYS
    kept.mkdir(mode=0o700)
    for number, kind in enumerate(("seal", "codes")):
        (kept / f"1.{kind}").write_bytes(bytes([number]) * KEY_BYTES)
        (kept / f"1.{kind}").chmod(0o600)
    clock, nonces = Clock(), Random(1)  # noqa: S311
    desk = await Desk.open(data, clock.now)
    desk = replace(desk, seals=Seals(kept, nonces.randbytes), lots=Random(2))  # noqa: S311
    hall = await with_a_desk(desk, clock)
    sending, seen = Sending(desk, Senders(clock.now, A_DAY)), list[Mapping[str, bytes]]()
    for number, person in enumerate(people):
        draft = replace(DRAFT, text=f"Report {number}.", is_urgent=number == 3)
        if number == 2:  # somebody may not, and nothing tells who
            with pytest.raises(BranchError):
                await sending.send(somebody(hall, person), hall.branch, replace(draft, category="Weather"))
        await sending.send(somebody(hall, person), hall.branch, draft)
        seen.append(files(data))
        clock.move(minutes=7)
    await hold_round(hall)
    seen.append(files(data))
    await desk.close()
    return [*seen, files(data)]


async def hold_round(hall: Hall) -> None:
    """Give the desk what waits."""
    async with hall.desk.db.reading() as conn:
        job = await jobs.get(conn, f"feedback.round:{GUILD}")
    assert job is not None
    await releasing.hold_round(hall.desk, job, None)


async def test_the_same_reports_sent_by_other_people_leave_the_same_bytes_in_every_file(tmp_path: Path) -> None:
    first = await an_evening(tmp_path / "a", (101, 102, 103, 104, 105, 101, 101))
    other = await an_evening(tmp_path / "b", (7, 7, 2**40, 102, 101, 7, 102))
    assert [sorted(found) for found in first] == [sorted(found) for found in other]
    for moment, (ours, theirs) in enumerate(zip(first, other, strict=True)):
        different = [name for name in ours if ours[name] != theirs[name] and not name.endswith("-shm")]
        assert different == [], moment
    assert all(found["steward.db-wal"] == b"" for found in first[:-1])
    assert b"Report 4." not in b"".join(first[-1].values())


# -- which first -------------------------------------------------------------------------------------------------------


class Unshuffled(Random):
    """Lots that leave everything as it came, and numbers that go on."""

    def __init__(self) -> None:
        super().__init__(3)
        self._number = count()

    def shuffle(self, x: Any) -> None:
        """Nothing."""
        del x

    def choices(self, population: Any, *_: Any, k: int = 1, **__: Any) -> list[Any]:
        """The next ones."""
        number = next(self._number)
        return [population[number // len(population) ** place % len(population)] for place in reversed(range(k))]


def correlation(ranks: Sequence[float]) -> float:
    """Spearman's: how far these, in the order of sending, rise (1) or fall (-1) with it."""
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    rank = {place: number for number, place in enumerate(order)}
    n = len(ranks)
    return 1 - 6 * sum((place - rank[place]) ** 2 for place in range(n)) / (n * (n * n - 1))


async def a_round(hall: Hall, sending: Sending, data: Path) -> dict[str, Sequence[float]]:
    """Ten members send, some together and some alone, and a round is held: what is to be seen, in sending order."""
    texts = [f"Report {number}." for number in range(EACH)]
    drafts = [replace(DRAFT, text=text) for text in texts]
    codes: list[str] = []
    for together in (slice(0, 5), slice(5, 9), slice(9, 10)):
        going = [
            sending.send(somebody(hall, number), hall.branch, each) for number, each in enumerate(drafts[together])
        ]
        codes += await asyncio.gather(*going)
    async with hall.desk.db.reading() as conn:
        tray = [each.text for each in (await reports.read_tray(hall.desk, conn, GUILD)).reports]
    await hold_round(hall)
    file = (data / folder.DATABASE).read_bytes()
    async with hall.desk.db.reading() as conn:
        found = {each.code: each for each in await store.list_(conn, GUILD, [Status.NEW])}
        mine = [found[hall.desk.seals.tag_of_typed(GUILD, code)] for code in codes]
        posts = await conn.execute_fetchall("SELECT id, key FROM jobs WHERE kind = 'feedback.card'")
        entries = [(await store.thread(conn, GUILD, each.number))[0].sealed for each in mine]
        rows = [each.number for each in await store.list_(conn, GUILD, [Status.NEW])]
    job = {str(row["key"]).rpartition(":")[2]: row["id"] for row in posts}
    return {
        "place in the tray": [tray.index(text) for text in texts],
        "case number": [int(each.number, 36) for each in mine],
        "place in the list": [rows.index(each.number) for each in mine],
        "release": [job[each.number] for each in mine],
        "place of the head in the file": [file.index(each.head) for each in mine],
        "place of the text in the file": [file.index(each) for each in entries],
        "place of the code in the file": [file.index(each.code) for each in mine],
    }


async def many_rounds(data: Path, lots: Random, rounds: int) -> Mapping[str, float]:
    """The mean correlation with the order of sending of each thing that can be seen."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    clock = Clock()
    desk = await Desk.open(new_data(data), clock.now)
    hall = await with_a_desk(replace(desk, lots=lots), clock)
    sending = Sending(hall.desk, Senders(clock.now, rounds * EACH))
    for _ in range(rounds):
        for what, ranks in (await a_round(hall, sending, data)).items():
            found[what].append(correlation(ranks))
        async with desk.db.transaction() as tx:
            await tx.execute("DELETE FROM reports")
            await tx.execute("DELETE FROM jobs WHERE kind = 'feedback.card'")
    await desk.close()
    return {what: sum(each) / len(each) for what, each in found.items()}


def leaking(found: Mapping[str, float]) -> Iterable[str]:
    return [what for what, mean in found.items() if abs(mean) > MOST]


async def test_nothing_that_can_be_seen_of_a_round_goes_with_the_order_in_which_its_reports_came(
    tmp_path: Path,
) -> None:
    found = await many_rounds(tmp_path / "data", Random(4), ROUNDS)  # noqa: S311 - the same every time
    assert leaking(found) == [], found


async def test_without_lots_every_one_of_these_goes_with_it(tmp_path: Path) -> None:
    found = await many_rounds(tmp_path / "data", Unshuffled(), 8)
    assert set(leaking(found)) == set(found), found
