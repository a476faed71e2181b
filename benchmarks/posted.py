"""5,000 members press *I've posted it*: what a press costs beside a bare answer, and how often anything is edited."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.beside import beside, compared
from benchmarks.branches import DATA, Branch, announce_ballot
from benchmarks.figures import Figure
from bot.i18n import say
from bot.standin import Discord, Message

EDITED_EVERY = 5.0  # seconds at least, each of the two messages


class PressesLost(Exception):
    """What members were told is not what is stored: no figure matters then."""


class EditedTooOften(Exception):
    """The public numbers were brought up to date more often than Steward promises."""


async def measure(folder: Path, presses: int = 1000, rounds: int = 5, within: float = 12.0) -> list[Figure]:
    """Five fifths of a minute with the bare bot's in between; raises PressesLost, EditedTooOften."""
    shown: list[Message] = []

    async def make(discord: Discord, members: int) -> Branch:
        branch = await announce_ballot(discord, members)
        shown.extend(each for each in branch.post.channel.messages.values() if not each.is_private)
        return branch

    ours, theirs = await beside(folder, make, say("outside.button"), presses, rounds, within=within)
    told = sum(text.startswith(say("posted.noted")) for each in ours for text in each.words)
    if told != presses * rounds or stored(folder / "steward") != told:
        raise PressesLost(f"{presses * rounds} presses, {told} told, {stored(folder / 'steward')} stored")
    took, edits = sum(each.took for each in (*ours, *theirs)), sum(each.edits for each in shown)
    most = len(shown) * 60 / EDITED_EVERY
    if edits > len(shown) * (took / EDITED_EVERY + 2):
        raise EditedTooOften(f"{edits} edits of {len(shown)} messages in {took:.0f} s")
    return [
        *compared("posted", ours, theirs),
        Figure("posted: wait, longest", [each.wait(100) for each in ours], "s", most=3),
        Figure("posted: wait, longest, bare bot", [each.wait(100) for each in theirs], "s"),
        Figure("posted: edits of the board and the post a minute", [60 * edits / took], most=most),
    ]


def stored(folder: Path) -> int:
    """How many have posted, by the database."""
    with closing(sqlite3.connect(f"file:{folder / DATA}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM posted").fetchone()[0])
