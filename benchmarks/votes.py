"""2,000 members press at the same moment: what a vote costs beside a bare answer, and how long members wait."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks import disk
from benchmarks.beside import beside, compared
from benchmarks.branches import DATA, open_poll
from benchmarks.figures import Figure


class VotesLost(Exception):
    """What members were told is not what is stored: no figure matters then."""


async def measure(folder: Path, presses: int = 2000, rounds: int = 5) -> list[Figure]:
    """Interleaved rounds, each with members who have not voted yet; raises VotesLost when a vote is not stored."""
    ours, theirs = await beside(folder, open_poll, "For", presses, rounds)
    told = sum(text.startswith("Recorded") for each in ours for text in each.words)
    if told != presses * rounds or stored(folder / "steward") != told:
        raise VotesLost(f"{presses * rounds} votes, {told} told, {stored(folder / 'steward')} stored")
    return [
        *compared("votes", ours, theirs),
        Figure("votes: wait, longest", [each.wait(100) for each in ours], "s", most=3),
        Figure("votes: wait, longest, bare bot", [each.wait(100) for each in theirs], "s"),
        Figure("votes: SQLite's own commits a second, one vote each", disk.commits_a_second(folder)),
    ]


def stored(folder: Path) -> int:
    """The members whose vote is in the database, after checking that the running count says the same."""
    with closing(sqlite3.connect(f"file:{folder / DATA}?mode=ro", uri=True)) as connection:
        votes = connection.execute("SELECT count(*) FROM poll_votes").fetchone()[0]
        counted = connection.execute("SELECT votes FROM poll_counts WHERE number = 0").fetchone()[0]
    if votes != counted:
        raise VotesLost(f"{votes} votes, counted as {counted}")
    return votes
