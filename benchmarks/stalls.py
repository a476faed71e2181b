"""For how long at most the event loop gave nobody a turn: while 2,000 members vote, and while a chart is drawn."""

import asyncio
from pathlib import Path

from benchmarks.branches import Branch, open_poll, pretend, twin
from benchmarks.figures import Figure
from benchmarks.presses import burst
from benchmarks.processes import running

STEWARD, BARE = ("benchmarks.watched", "steward"), ("benchmarks.watched", "bare")


async def measure(folder: Path, presses: int = 2000, rounds: int = 3, charts: int = 3) -> list[Figure]:
    """Interleaved bursts, then the poll is closed and its chart drawn several times."""
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    drawing: list[tuple[float, float]] = []
    async with (
        pretend() as here,
        pretend() as there,
        running(here, folder / "steward", STEWARD) as steward,
        running(there, folder / "bare", BARE) as bare,
    ):
        branch = await open_poll(here, presses * rounds)
        other = twin(there, branch)
        for first in range(0, presses * rounds, presses):
            for bot, place, found in ((steward, branch, ours), (bare, other, theirs)):
                await bot.longest_stall()
                await burst(bot, place, place.members[first : first + presses], "For")
                found.append(await bot.longest_stall())
        await _close(branch)
        for _ in range(charts):
            await steward.longest_stall()
            await branch.rep.slash("poll results", poll="Accept the offer?")
            drawing.append(await steward.longest_stall())
    return [
        Figure("stalls: longest, votes, in processor time", [worked for _, worked in ours], "ms", most=50),
        Figure("stalls: longest, votes, by the clock", [clock for clock, _ in ours], "ms"),
        Figure("stalls: longest, bare bot, in processor time", [worked for _, worked in theirs], "ms"),
        Figure("stalls: longest, bare bot, by the clock", [clock for clock, _ in theirs], "ms"),
        Figure("stalls: longest, a chart, in processor time", [worked for _, worked in drawing], "ms", most=50),
        Figure("stalls: longest, a chart, by the clock", [clock for clock, _ in drawing], "ms"),
    ]


async def _close(branch: Branch) -> None:
    """Close the poll and wait for its chart; raises RuntimeError when none comes."""
    asked = await branch.rep.slash("poll close", poll="Accept the offer?")
    await branch.rep.press(asked, "Close it now")
    for _ in range(100):
        if (await branch.rep.slash("poll results", poll="Accept the offer?")).files:
            return
        await asyncio.sleep(0.2)
    raise RuntimeError("no chart came")
