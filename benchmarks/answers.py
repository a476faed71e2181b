"""5,000 members answer a notice within a minute: what an answer costs beside a bare one, and how often it is edited."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.beside import beside, compared
from benchmarks.branches import DATA, Branch, call_meeting
from benchmarks.figures import Figure
from bot.i18n import say
from bot.standin import Discord, Message

EDITED_EVERY = 5.0  # seconds at least


class AnswersLost(Exception):
    """What members were told is not what is stored: no figure matters then."""


class EditedTooOften(Exception):
    """The public numbers were brought up to date more often than Steward promises."""


async def measure(folder: Path, presses: int = 1000, rounds: int = 5, within: float = 12.0) -> list[Figure]:
    """Five fifths of a minute with the bare bot's in between; raises AnswersLost, EditedTooOften."""
    notices: list[Message] = []

    async def make(discord: Discord, members: int) -> Branch:
        branch = await call_meeting(discord, members)
        notices.append(branch.post)
        return branch

    ours, theirs = await beside(folder, make, say("meeting.answer-coming"), presses, rounds, within=within)
    told = sum(text.startswith(say("answer.recorded", answer="coming")) for each in ours for text in each.words)
    if told != presses * rounds or stored(folder / "steward") != told:
        raise AnswersLost(f"{presses * rounds} answers, {told} told, {stored(folder / 'steward')} stored")
    took, edits = sum(each.took for each in (*ours, *theirs)), notices[0].edits
    if edits > took / EDITED_EVERY + 1:
        raise EditedTooOften(f"{edits} edits in {took:.0f} s")
    return [
        *compared("answers", ours, theirs),
        Figure("answers: wait, longest", [each.wait(100) for each in ours], "s", most=3),
        Figure("answers: wait, longest, bare bot", [each.wait(100) for each in theirs], "s"),
        Figure("answers: edits of the notice a minute", [60 * edits / took], most=60 / EDITED_EVERY),
    ]


def stored(folder: Path) -> int:
    """The members whose answer is in the database, after checking that the public number says the same."""
    with closing(sqlite3.connect(f"file:{folder / DATA}?mode=ro", uri=True)) as connection:
        answers = connection.execute("SELECT count(*) FROM meeting_answers WHERE answer = 'coming'").fetchone()[0]
        counted = connection.execute("SELECT number FROM meeting_counts WHERE what = 'coming'").fetchone()[0]
    if answers != counted:
        raise AnswersLost(f"{answers} answers, counted as {counted}")
    return answers
