"""2,000 members press at the same moment: what a vote costs beside a bare answer, and how long members wait."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks import disk
from benchmarks.branches import DATA, open_poll, pretend, twin
from benchmarks.figures import Figure, ratios
from benchmarks.presses import Burst, burst
from benchmarks.processes import BARE, running


class VotesLost(Exception):
    """What members were told is not what is stored: no figure matters then."""


async def measure(folder: Path, presses: int = 2000, rounds: int = 5) -> list[Figure]:
    """Interleaved rounds, each with members who have not voted yet; raises VotesLost when a vote is not stored."""
    ours: list[Burst] = []
    theirs: list[Burst] = []
    async with (
        pretend() as here,
        pretend() as there,
        running(here, folder / "steward") as steward,
        running(there, folder / "bare", BARE) as bare,
    ):
        branch = await open_poll(here, presses * rounds)
        other = twin(there, branch)
        for start in range(0, presses * rounds, presses):
            ours.append(await burst(steward, branch, branch.members[start : start + presses], "For"))
            theirs.append(await burst(bare, other, other.members[start : start + presses], "For"))
    told = sum(text.startswith("Recorded") for each in ours for text in each.words)
    if told != presses * rounds or stored(folder / "steward") != told:
        raise VotesLost(f"{presses * rounds} votes, {told} told, {stored(folder / 'steward')} stored")
    return [
        Figure("votes: CPU beside a bare answer", ratios(_costs(ours), _costs(theirs)), "×", most=1.25),
        Figure("votes: CPU each", _costs(ours), "ms"),
        Figure("votes: CPU each, bare bot", _costs(theirs), "ms"),
        Figure("votes: a second, from press to answer", [each.a_second for each in ours]),
        Figure("votes: a second, bare bot", [each.a_second for each in theirs]),
        *(Figure(f"votes: wait, {_name(part)}", [each.wait(part) for each in ours], "s") for part in (50, 99)),
        Figure("votes: wait, longest", [each.wait(100) for each in ours], "s", most=3),
        *(Figure(f"votes: wait, {_name(part)}, bare bot", [each.wait(part) for each in theirs], "s") for part in (50,)),
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


def _costs(bursts: list[Burst]) -> list[float]:
    return [each.cpu_each for each in bursts]


def _name(percent: int) -> str:
    return f"{percent} in 100 within"
