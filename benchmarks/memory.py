"""What Steward holds when nothing happens, and how long it takes to be there, in a branch of 5,000."""

import asyncio
from pathlib import Path

from benchmarks.branches import open_poll, pretend, twin
from benchmarks.figures import Figure, ratios
from benchmarks.processes import BARE, Bot, Memory, running

SETTLED = 2.0  # seconds after READY


async def measure(folder: Path, members: int = 5000, rounds: int = 5) -> list[Figure]:
    """Starts Steward where a poll is open, and the bare bot in the same branch, in turn."""
    ours: list[tuple[Bot, Memory]] = []
    theirs: list[tuple[Bot, Memory]] = []
    async with pretend() as here, pretend() as there:
        async with running(here, folder / "steward"):
            branch = await open_poll(here, members)
        twin(there, branch)
        for _ in range(rounds):
            async with running(here, folder / "steward") as bot:
                ours.append(await _idle(bot))
            async with running(there, folder / "bare", BARE) as bot:
                theirs.append(await _idle(bot))
    held = [[memory.resident for _, memory in each] for each in (ours, theirs)]
    ready = [[bot.ready_after for bot, _ in each] for each in (ours, theirs)]
    worked = [[bot.cpu_to_ready for bot, _ in each] for each in (ours, theirs)]
    return [
        Figure("memory: resident beside the bare bot", ratios(*held), "×", most=1.7),
        Figure("memory: resident", held[0], "MB"),
        Figure("memory: resident, bare bot", held[1], "MB"),
        Figure("memory: its own (USS)", [memory.own for _, memory in ours], "MB"),
        Figure("memory: its own (USS), bare bot", [memory.own for _, memory in theirs], "MB"),
        Figure("memory: start to READY beside the bare bot", ratios(*ready), "×", most=2),
        Figure("memory: CPU to READY beside the bare bot", ratios(*worked), "×", most=2),
        Figure("memory: CPU to READY", worked[0], "s"),
        Figure("memory: CPU to READY, bare bot", worked[1], "s"),
    ]


async def _idle(bot: Bot) -> tuple[Bot, Memory]:
    await asyncio.sleep(SETTLED)
    return bot, bot.memory()
