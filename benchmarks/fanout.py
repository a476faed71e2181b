"""One update is written to 5,000 followers, and members vote meanwhile: how long they wait, and what a letter costs.

The letters go out at the fastest pace that can be set, fifty times the usual one, and the stand-in does not limit them:
Discord would, and Steward keeps to one a second so that it need not.
"""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.branches import DATA, Branch, draft_update, open_poll, pretend, twin
from benchmarks.figures import Figure, ratios
from benchmarks.presses import Burst, burst
from benchmarks.processes import BARE, Bot, running
from bot.i18n import say
from bot.rules.following import Topic
from bot.standin import Limits

WITHIN = 600.0


class LettersWrong(Exception):
    """Somebody has no letter, or two, or they were all written before the voting was over."""


async def measure(
    folder: Path, followers: int = 5000, votes: int = 300, rounds: int = 5, within: float = 5.0
) -> list[Figure]:
    """Parts of the voting, the bare bot's in between; raises LettersWrong."""
    ours: list[Burst] = []
    theirs: list[Burst] = []
    async with (
        pretend(Limits(on=False)) as here,
        pretend(Limits(on=False)) as there,
        running(here, folder / "steward") as steward,
        running(there, folder / "bare", BARE) as bare,
    ):
        branch = await open_poll(here, max(followers, votes * (rounds + 1)), zone=_noon())
        other = twin(there, branch)
        preview = await draft_update(branch.rep)
        _follow(folder / "steward", branch, followers)
        calm = await burst(steward, branch, branch.members[:votes], "For", within=within)
        await branch.rep.press(preview, say("update.post_it"))
        for start in range(votes, votes * (rounds + 1), votes):
            part = slice(start, start + votes)
            ours.append(await burst(steward, branch, branch.members[part], "For", within=within))
            theirs.append(await burst(bare, other, other.members[part], "For", within=within))
        if written(branch) == followers:
            raise LettersWrong("the letters were all written before the voting was over")
        each, a_second = await _rest(steward, branch, followers)
    return [
        Figure("fanout: wait for a vote, 99 in 100 within", [each.wait(99) for each in ours], "s", most=1),
        Figure("fanout: wait for a vote, 99 in 100 within, bare bot", [each.wait(99) for each in theirs], "s"),
        Figure(
            "fanout: … beside the bare bot's", ratios((a.wait(99) for a in ours), (b.wait(99) for b in theirs)), "×"
        ),
        Figure("fanout: … before there were letters to write", [calm.wait(99)], "s"),
        Figure("fanout: wait for a vote, half of them within", [each.wait(50) for each in ours], "s"),
        Figure("fanout: wait for a vote, half of them within, bare bot", [each.wait(50) for each in theirs], "s"),
        Figure("fanout: CPU of a letter, nobody voting", [each], "ms"),
        Figure("fanout: letters a second, nobody voting", [a_second]),
    ]


def written(branch: Branch) -> int:
    """How many have their letter; raises LettersWrong where somebody has two."""
    numbers = [len(each.dms) for each in branch.members if each.user.dm is not None]
    if max(numbers, default=0) > 1:
        raise LettersWrong(f"somebody has {max(numbers)} letters")
    return sum(numbers)


async def _rest(bot: Bot, branch: Branch, followers: int) -> tuple[float, float]:
    """Wait for the rest of the letters: milliseconds of processor time for each of them, and how many a second."""
    began, cpu, before = perf_counter(), bot.cpu(), written(branch)
    while (now := written(branch)) < followers:
        if perf_counter() - began > WITHIN:
            raise LettersWrong(f"{now} of {followers} letters written after {WITHIN:.0f} s more")
        await asyncio.sleep(0.2)
    return (bot.cpu() - cpu) / (now - before) * 1000, (now - before) / (perf_counter() - began)


def _follow(folder: Path, branch: Branch, followers: int) -> None:
    """So many follow updates; that each of them asked for it is not what is measured."""
    rows = [(branch.rep.guild.id, each.id, Topic.UPDATES) for each in branch.members[:followers]]
    with closing(sqlite3.connect(folder / DATA, timeout=30)) as connection, connection:
        connection.executemany("INSERT INTO campaign_followers (guild_id, member_id, topic) VALUES (?, ?, ?)", rows)


def _noon() -> str:
    """A time zone in which nobody is asleep: nobody is written to at night."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+}"  # noqa: TID251 - the bot is a process with the same clock
