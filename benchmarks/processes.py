"""A bot in a process of its own: started, measured from outside through /proc, stopped. Linux only."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.standin import Discord

ROOT = Path(__file__).parents[1]
STEWARD = ("bot", "run")
BARE = ("benchmarks.bare",)
START_WITHIN = 30.0
TICKS = os.sysconf("SC_CLK_TCK")


class DidNotStart(Exception):
    """The bot ended or stayed away from the gateway; says what it wrote."""


@dataclass(frozen=True)
class Memory:
    """In MB: resident, with shared pages divided among their users, and its own alone."""

    resident: float
    proportional: float
    own: float


@dataclass
class Bot:
    """A running bot."""

    process: Process
    ready_after: float
    """Seconds from the start of the process to READY."""
    cpu_to_ready: float
    """Seconds of processor time until then."""

    def cpu(self) -> float:
        """Seconds of processor time so far, all threads, user and system."""
        return _cpu(self.process.pid)

    def memory(self) -> Memory:
        """What it holds now."""
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
        kb = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
        return Memory(kb["Rss"] / 1024, kb["Pss"] / 1024, (kb["Private_Clean"] + kb["Private_Dirty"]) / 1024)

    async def longest_stall(self) -> tuple[float, float]:
        """Milliseconds, by the clock and of processor time, since last asked; of `benchmarks.watched` bots only."""
        self.process.send_signal(signal.SIGUSR1)
        assert self.process.stdout is not None  # noqa: S101 - started with a pipe
        clock, worked = (await self.process.stdout.readline()).split()
        return float(clock), float(worked)

    async def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()
        await self.process.wait()


async def start(discord: Discord, folder: Path, module: tuple[str, ...] = STEWARD) -> Bot:
    """Start it on the stand-in and wait for READY; raises DidNotStart."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - before anything is measured
    discord.gateway.sessions.clear()  # those of a bot that was killed
    began = perf_counter()
    with (folder / "bot.log").open("ab") as written:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *module),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=written,
            cwd=folder,
            env=_environment(discord, folder),
        )
    while not discord.gateway.connected:
        if process.returncode is not None or perf_counter() - began > START_WITHIN:
            raise DidNotStart((folder / "bot.log").read_text(encoding="utf-8")[-2000:])
        await asyncio.sleep(0.001)
    return Bot(process, perf_counter() - began, _cpu(process.pid))


async def stop(bot: Bot) -> None:
    """Let it finish; after ten seconds make it."""
    if bot.process.returncode is None:
        bot.process.terminate()
        try:
            await asyncio.wait_for(bot.process.wait(), 10)
        except TimeoutError:
            await bot.kill()


@asynccontextmanager
async def running(discord: Discord, folder: Path, module: tuple[str, ...] = STEWARD) -> AsyncGenerator[Bot]:
    """The bot for as long as the block lasts."""
    bot = await start(discord, folder, module)
    try:
        yield bot
    finally:
        await stop(bot)


def _environment(discord: Discord, folder: Path) -> dict[str, str]:
    """Nothing of ours but what Python needs; the settings as whoever runs Steward gives them."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "STEWARD_TOKEN": discord.token,
        "STEWARD_API_BASE": discord.api_base,
        "STEWARD_DATA_DIR": str(folder / "data"),
        "STEWARD_SECRETS_DIR": str(folder / "no-secrets"),
        "STEWARD_LETTERS_A_MINUTE": "3000",  # the most that can be set: the bot is measured, not the pace it keeps
    }


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
