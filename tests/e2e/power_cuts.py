"""A computer that loses its power again and again in the middle of a story, and a clock that weeks go by on."""

import asyncio
import os
import random
import signal
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.desk import wall_clock
from bot.standin import Discord, Limits, Patience, Request
from bot.store.folder import DATABASE
from tests.e2e.machine import Machine, run


class Story(Machine):
    """A bot that is started again whenever it is killed, and a clock that all of them and Discord go by."""

    def __init__(self, discord: Discord, folder: Path, ahead: Path) -> None:
        super().__init__(discord, folder)
        self.ahead, self.dice = ahead, random.Random()  # noqa: S311 - when the power goes: each time another
        self.bot, self.left, self.words = 0, 0, ("",)
        discord.on_request(self._notice)

    async def begin(self) -> None:
        self.process = await run(self.folder, module="tests.e2e.supervised", **self.settings, AHEAD=str(self.ahead))
        await self.next_bot()

    async def next_bot(self) -> None:
        """Wait until another bot is connected."""
        assert self.process is not None
        assert self.process.stdout is not None
        async with asyncio.timeout(40):
            self.bot = int(await self.process.stdout.readline())
            while not self.discord.gateway.connected:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.02)

    def cut(self) -> None:
        """Now."""
        os.kill(self.bot, signal.SIGKILL)
        self.discord.faults.drop_gateway()

    def cuts_soon(self, at_most: int, *words: str) -> None:
        """After so many messages with these words, or of any: Discord has the last one, and never gets to answer."""
        self.left, self.words = self.dice.randint(1, at_most), words

    def _notice(self, request: Request) -> None:
        is_message = request.method in ("POST", "PATCH") and request.route.startswith("/channels/")
        if self.left > 0 and is_message and all(each in str(request.body) for each in self.words):
            self.left -= 1
            if self.left == 0:
                self.cut()

    async def through(self, act: Awaitable[object]) -> None:
        """Somebody does this, and the power goes in the middle; nobody waits for the answer that is not to come."""
        doing = asyncio.ensure_future(act)
        await self.power_is_back()
        await asyncio.wait({doing}, timeout=0.1)
        doing.cancel()

    async def power_is_back(self) -> None:
        """Whom the bot before has not answered is not answered any more."""
        await self.next_bot()
        await self._leave_the_rest_unanswered()

    async def done(self, *kinds: str) -> None:
        """Wait until there is nothing of these to be done."""
        async with asyncio.timeout(40):
            while self._waiting(kinds):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.02)

    def _waiting(self, kinds: tuple[str, ...]) -> int:
        now = round((wall_clock() + timedelta(seconds=float(self.ahead.read_text()))).timestamp() * 1000)
        with sqlite3.connect(f"file:{self.folder / DATABASE}?mode=ro", uri=True) as conn:
            query = "SELECT kind FROM jobs WHERE state = 'waiting' AND due_at <= ?"
            found = [row[0] for row in conn.execute(query, (now,)) if row[0] in kinds]
        conn.close()
        return len(found)

    def marks(self) -> list[str]:
        return [str(each.embeds[0]["footer"]["text"]) for each in self.posts(self.campaign)]


S = TypeVar("S", bound=Story)


@asynccontextmanager
async def telling(make: Callable[[Discord, Path, Path], S], folder: Path) -> AsyncGenerator[S]:
    """A story whose bot is killed and started, in a Discord whose clock can be moved."""
    ahead = folder / "ahead"
    ahead.write_text("0")

    def clock() -> datetime:
        return wall_clock() + timedelta(seconds=float(ahead.read_text()))

    async with Discord(clock=clock, limits=Limits(on=False), patience=Patience(first_answer=10.0)) as discord:
        made = make(discord, folder / "steward" / "data", ahead)
        await made.begin()
        try:
            yield made
        finally:
            if made.process is not None and made.process.returncode is None:
                os.killpg(made.process.pid, signal.SIGKILL)
                await made.process.communicate()
        assert discord.unknown == []
