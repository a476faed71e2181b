"""What Discord does on a bad day, and how a story waits until it is over."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.standin import Discord
from bot.standin.records import Request
from tests.e2e.living import Branch

LETTERS = "/users/@me/channels"  # what is asked before somebody is written to in private
MESSAGES = ("POST", "/channels/{channel_id}/messages")
BAD_DAYS: dict[str, Callable[[Discord], Any]] = {
    "errs before it does anything": lambda discord: discord.faults.error(*MESSAGES, times=4, status=503),
    "does it and errs": lambda discord: discord.faults.lose_answer(*MESSAGES, times=4, status=503),
    "does it and breaks off": lambda discord: discord.faults.cut(*MESSAGES, times=4),
    "breaks off before it does anything": lambda discord: discord.faults.cut(*MESSAGES, times=4, before=True),
    "asks for a pause": lambda discord: discord.faults.storm(*MESSAGES, times=4, retry_after=0.05),
    "is slow": lambda discord: discord.faults.slow(0.2, times=30),
}
bad_days = pytest.mark.parametrize("bad_day", BAD_DAYS.values(), ids=BAD_DAYS.keys())


async def until(true: Callable[[], bool]) -> None:
    """Wait for what the bot does without being asked for an answer."""
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110 - nothing tells when a request has ended
            await asyncio.sleep(0.005)


async def recover(branch: Branch) -> None:
    """Let enough time pass for every retry."""
    for _ in range(6):
        await branch.pass_(minutes=11)


async def through(branch: Branch, bad_day: Callable[[Discord], Any], act: Awaitable[Any]) -> Any:
    """Somebody does this on a bad day, and every retry has its time; what came of it."""
    bad_day(branch.discord)
    doing = asyncio.ensure_future(act)
    await asyncio.wait({doing}, timeout=0.3)
    await recover(branch)
    branch.discord.faults.calm()
    done = await doing
    await branch.settle()  # on a slow machine it was begun only now
    return done


def sent(branch: Branch, method: str, route: str) -> list[Request]:
    """The requests of this kind, in order."""
    return [each for each in branch.discord.requests if each.method == method and each.route == route]
