"""What is published of a secret poll comes back as it was kept, whatever its size."""

import json
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ids import PollId
from bot.store import tallies
from bot.store.db import Connection, Database
from bot.store.tallies import AT_ONCE, Tally
from tests.store.samples import POLL

NOBODY = Tally({}, (), 0, 0, agrees=True)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = await Database.open(tmp_path)
    yield db
    await db.close()


async def test_a_large_tally_comes_back_equal_and_in_an_order_that_says_nothing(db):
    dice = random.Random(1)  # noqa: S311 - the same each time
    papers = {tuple(dice.sample(range(1, 13), dice.randint(1, 8))): 1 + dice.randrange(3) for _ in range(3 * AT_ONCE)}
    receipts = tuple(dice.randbytes(32) for _ in range(3 * AT_ONCE))
    kept = [await _kept(db, PollId(number), dict(dealt), receipts) for number, dealt in _dealt(papers)]
    assert kept[0] == kept[1]
    tally, text = kept[0]
    assert tally == Tally(papers, tuple(sorted(receipts)), len(receipts), len(receipts), agrees=True)
    assert [(tuple(paper), number) for paper, number in json.loads(text)] == sorted(papers.items())


def _dealt(papers):
    """The same papers in two orders."""
    return enumerate((papers.items(), reversed(papers.items())), POLL.id)


async def _kept(db, poll_id, papers, receipts) -> tuple[Tally, str]:
    async with db.transaction() as tx:
        await tx.execute("PRAGMA defer_foreign_keys = ON")
        await tallies.put(tx, poll_id, Tally(papers, receipts, len(receipts), len(receipts), agrees=True))
        found = await tallies.get(tx, poll_id)
        ((text,),) = await tx.execute_fetchall("SELECT papers FROM poll_tallies WHERE poll_id = ?", (poll_id,))
        one, next_ = sorted(receipts)[7:9]
        assert await tallies.has_receipt(tx, poll_id, one)
        assert not await tallies.has_receipt(tx, poll_id, one[1:] + next_[:1])  # in the column, but across two hashes
        await tx.execute("DELETE FROM poll_tallies")
    return found, text


@pytest.fixture
async def tx(db: Database) -> AsyncIterator[Connection]:
    """A transaction in which there may be a tally without its poll."""
    async with db.transaction() as tx:
        await tx.execute("PRAGMA defer_foreign_keys = ON")
        yield tx
        await tx.execute("DELETE FROM poll_tallies")


async def test_no_papers_are_no_papers(tx):
    await tallies.put(tx, POLL.id, NOBODY)
    assert await tallies.get(tx, POLL.id) == NOBODY


@pytest.mark.parametrize(
    "later",
    [
        Tally({(1,): 9}, (bytes(32),), 9, 9, agrees=True),
        Tally({}, (), 0, 0, agrees=False),
    ],
)
async def test_what_is_published_stays_whatever_comes_later(tx, later: Tally):
    await tallies.put(tx, POLL.id, NOBODY)
    await tallies.put(tx, POLL.id, later)
    assert await tallies.get(tx, POLL.id) == NOBODY
