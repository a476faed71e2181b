"""The count of a ranked election: how fast beside stvpoll, and how long it keeps the event loop from its turn.

Both count the same papers in the same process, in turns. stvpoll counts by the same rules (Scottish STV) in `Decimal`;
of its two ways the faster is taken, and only its counting is measured: the import of the papers is not. Ours is
measured whole, with the check of every paper and, where papers come one by one, with their tally.
"""

import asyncio
import gc
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from time import process_time
from typing import TypeVar

from stvpoll.scottish_stv import ScottishSTV

from benchmarks.figures import Figure, ratios
from benchmarks.watched import EVERY, Pulse
from bot.rules.counts import count

CANDIDATES, SEATS = 12, 5
DRAWN = tuple(range(1, CANDIDATES + 1))
# Of first preferences, per cent: two who are well known, a middle field in three slates, and some hardly anybody knows.
KNOWN = (21, 17, 13, 11, 9, 8, 6, 5, 4, 3, 2, 1)
SLATES = (0, 1, 0, 1, 2, 3, 3, 0, 3, 3, 1, 2)
# Of every hundred voters, how many name one candidate, two and so on; few rank everybody.
NAMED = (17, 18, 21, 13, 9, 6, 4, 2, 2, 1, 1, 6)
EVERYBODY = (0,) * (CANDIDATES - 1) + (1,)

Paper = tuple[int, ...]
T = TypeVar("T")


def papers(number: int, seed: int = 1, named: Sequence[int] = NAMED) -> list[Paper]:
    """So many papers as a branch might cast them, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - nobody's vote
    lengths = rng.choices(DRAWN, named, k=number)
    return [_paper(rng, length) for length in lengths]


def _paper(rng: random.Random, length: int) -> Paper:
    """The first by how well known they are, the next rather from the same slate."""
    left = list(range(CANDIDATES))
    weights = list(KNOWN)
    paper: list[int] = []
    while len(paper) < length:
        picked = rng.choices(range(len(left)), cum_weights=list(accumulate(weights)))[0]
        if not paper:
            weights = [known * (4 if SLATES[each] == SLATES[left[picked]] else 1) for each, known in enumerate(KNOWN)]
        paper.append(left.pop(picked) + 1)
        weights.pop(picked)
    return tuple(paper)


async def measure(_folder: Path, number: int = 100_000, rounds: int = 5) -> list[Figure]:
    """The papers as they were cast, one by one; the same as a tally; a tally where everybody ranks everybody."""
    cast = papers(number)
    ranked = papers(number, named=EVERYBODY)
    one_by_one = [(paper, 1) for paper in cast]
    figures = await _beside("one by one", lambda: _ours(_tallied(cast)), one_by_one, rounds)
    for how, tally in (("tallied", Counter(cast)), ("all ranked", Counter(ranked))):
        counted = partial(_ours, tally)
        figures += await _beside(f"{how}, {len(tally):,} distinct", counted, list(tally.items()), rounds)
    return figures


async def _beside(how: str, ours: Callable[[], set[int]], theirs: list[tuple[Paper, int]], rounds: int) -> list[Figure]:
    fast: list[float] = []
    slow: list[float] = []
    stalls: list[tuple[float, float]] = []
    for _ in range(rounds):
        elected, took = _timed(ours)
        fast.append(took)
        poll = ScottishSTV(SEATS, DRAWN)
        for paper, number in theirs:
            poll.add_ballot(paper, number)
        result, took = _timed(poll.calculate)
        slow.append(took)
        if set(result) != elected:
            raise RuntimeError(f"the two elect others: {sorted(elected)} and {sorted(result)}")
        stalls.append(await _stall(ours))
    return [
        Figure(f"counting: {how}, faster than stvpoll", ratios(slow, fast), "×", least=5),
        Figure(f"counting: {how}, CPU", [took * 1000 for took in fast], "ms"),
        Figure(f"counting: {how}, CPU of stvpoll", [took * 1000 for took in slow], "ms"),
        Figure(f"counting: {how}, longest stall, in processor time", [worked for _, worked in stalls], "ms", most=50),
        Figure(f"counting: {how}, longest stall, by the clock", [clock for clock, _ in stalls], "ms"),
    ]


def _ours(tally: Mapping[Paper, int]) -> set[int]:
    sheet = count(tally, candidates=CANDIDATES, seats=SEATS, drawn=DRAWN)
    return {each.number for stage in sheet.stages for each in stage.elected}


def _tallied(cast: list[Paper]) -> dict[Paper, int]:
    """A `Counter` would be a third faster and hold everybody else up: it counts in one piece."""
    tally: dict[Paper, int] = {}
    for paper in cast:
        tally[paper] = tally.get(paper, 0) + 1
    return tally


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    gc.collect()
    began = process_time()
    done = work()
    return done, process_time() - began


async def _stall(work: Callable[[], object]) -> tuple[float, float]:
    """The longest stall while this runs in a thread, in milliseconds: by the clock, and of this process's work."""
    gc.collect()
    pulse = Pulse(process_time)
    beating = asyncio.create_task(pulse.beat())
    await asyncio.sleep(10 * EVERY)
    pulse.begin()
    await asyncio.to_thread(work)
    await asyncio.sleep(10 * EVERY)
    beating.cancel()
    return pulse.longest * 1000, pulse.busiest * 1000
