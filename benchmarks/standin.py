"""What the stand-in can do, so that it is known not to be what is measured."""

import asyncio
import sys
from pathlib import Path
from time import process_time
from urllib.parse import urlsplit

from benchmarks.branches import open_poll, pretend, twin
from benchmarks.figures import Figure
from benchmarks.presses import burst
from benchmarks.processes import BARE, running
from bot.standin import Discord, Limits


async def measure(folder: Path, presses: int = 2000, rounds: int = 5) -> list[Figure]:
    """Presses answered by the bare bot; the stand-in's own processor time alone, people's clients included."""
    able: list[float] = []
    async with pretend() as here, pretend() as there:
        async with running(here, folder / "steward"):
            branch = await open_poll(here, presses)
        other = twin(there, branch)
        async with running(there, folder / "bare", BARE) as bare:
            for _ in range(rounds):
                before = process_time()
                await burst(bare, other, other.members, "For")
                able.append(presses / (process_time() - before))
    return [
        Figure("standin: requests a second of its own processor time", await _requests(rounds), least=3000),
        Figure("standin: presses a second of its own processor time, members included", able),
    ]


async def _requests(rounds: int, number: int = 5000) -> list[float]:
    """Messages posted from another process, each checked, stored and answered; no bot and no members beside it."""
    able: list[float] = []
    async with Discord(limits=Limits(on=False), keep=0) as here:
        channel = here.guild("Requests").channel("polls")
        address = urlsplit(here.api_base)
        command = [str(address.hostname), str(address.port), here.token, str(channel.id), str(number)]
        for _ in range(rounds):
            before = process_time()
            load = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.requests", *command)
            if await load.wait():
                raise RuntimeError("a request was not answered")
            able.append(number / (process_time() - before))
    return able
