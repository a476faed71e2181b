"""Whether a vote costs more when 100,000 others were there before it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.branches import DATA, Branch, open_poll, pretend
from benchmarks.figures import Figure, ratios
from benchmarks.presses import burst
from benchmarks.processes import running, start, stop
from bot.standin import Discord


async def measure(folder: Path, presses: int = 1000, rounds: int = 7) -> list[Figure]:
    """Two branches with a bot each, one poll with 100 votes, one with 100,000; interleaved rounds."""
    few: list[float] = []
    many: list[float] = []
    async with pretend() as here, pretend() as there:
        small = await _with_votes(here, folder / "small", 100, presses * rounds)
        large = await _with_votes(there, folder / "large", 100_000, presses * rounds)
        async with running(here, folder / "small") as one, running(there, folder / "large") as other:
            for first in range(0, presses * rounds, presses):
                part = slice(first, first + presses)
                few.append((await burst(one, small, small.members[part], "For")).cpu_each)
                many.append((await burst(other, large, large.members[part], "For")).cpu_each)
    return [
        Figure("big: CPU each after 100,000 votes, beside after 100", ratios(many, few), "×", most=1.1),
        Figure("big: CPU each after 100", few, "ms"),
        Figure("big: CPU each after 100,000", many, "ms"),
    ]


async def _with_votes(discord: Discord, folder: Path, votes: int, members: int) -> Branch:
    """A branch whose poll has so many votes, put there while the bot is away, as if cast by others."""
    bot = await start(discord, folder)
    branch = await open_poll(discord, members)
    await stop(bot)
    with closing(sqlite3.connect(folder / DATA)) as connection, connection:
        poll_id = connection.execute("SELECT max(id) FROM polls").fetchone()[0]
        rows = ((poll_id, branch.members[0].id - 7 * number) for number in range(1, votes + 1))
        connection.executemany("INSERT INTO poll_votes (poll_id, member_id, choices) VALUES (?, ?, 1)", rows)
        connection.execute("UPDATE poll_counts SET votes = ? WHERE poll_id = ? AND number IN (0, 1)", (votes, poll_id))
    return branch
