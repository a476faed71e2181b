"""Many members press at the same moment; what they waited, and what it cost the bot."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter

from benchmarks.branches import Branch
from benchmarks.processes import Bot
from bot.standin import Member, Message, Reply

IN_TIME = 3.0  # seconds in which Discord wants an answer
A_FEW = 20  # presses handed to the socket at once, so that the first is on its way before the last is made


@dataclass(frozen=True)
class Burst:
    """What came of it; times in seconds."""

    presses: int
    unanswered: int
    late: int
    took: float
    cpu: float
    waits: Sequence[float]
    replies: Sequence[Reply]

    @property
    def words(self) -> Sequence[str]:
        """What each was answered."""
        return [reply.text for reply in self.replies]

    @property
    def cpu_each(self) -> float:
        """Milliseconds of the bot's processor time for each press."""
        return self.cpu / self.presses * 1000

    @property
    def a_second(self) -> float:
        """Presses answered a second."""
        return (self.presses - self.unanswered) / self.took

    def wait(self, percent: int) -> float:
        """The wait that so many per cent did not exceed; 100 for the longest."""
        return max(self.waits) if percent == 100 else quantiles(self.waits, n=100)[percent - 1]


async def burst(
    bot: Bot,
    branch: Branch,
    members: Sequence[Member],
    label: str,
    shown: Sequence[Reply] = (),
    *,
    within: float = 0.0,
) -> Burst:
    """Each of these members presses the button once: under the post, or on their screens.

    All at the same moment or, evenly, within so many seconds.
    """
    before, began = bot.cpu(), perf_counter()
    pressing: list[asyncio.Task[tuple[float, Reply]]] = []
    for number, member in enumerate(members, 1):
        on = shown[number - 1] if shown else branch.post
        pressing.append(asyncio.create_task(_press(member, on, label)))
        if within:
            await asyncio.sleep(max(0.0, began + within * number / len(members) - perf_counter()))
        elif number % A_FEW == 0:
            await asyncio.sleep(0)
    done = await asyncio.gather(*pressing)
    took = perf_counter() - began
    await asyncio.sleep(0.1)  # the bot reads the answers to its answers
    cpu = bot.cpu() - before
    waits, replies = [wait for wait, _ in done], [reply for _, reply in done]
    unanswered = sum(reply.text.startswith("The application") for reply in replies)
    return Burst(len(members), unanswered, sum(wait > IN_TIME for wait in waits), took, cpu, waits, replies)


async def _press(member: Member, post: Message | Reply, label: str) -> tuple[float, Reply]:
    began = perf_counter()
    reply = await member.press(post, label)
    return perf_counter() - began, reply
