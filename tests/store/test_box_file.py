"""The ballot's file does not remember who voted how: the same papers dealt out differently leave the same bytes."""

import os
import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import keys
from bot.keys import Keys
from bot.store import ballot
from bot.store.ballot import Paper, Vote
from bot.store.box import Boxes
from tests.store.evenings import BALLOT, SALT, Evening, Spoil, files, member, spent, tag, uncounted

SINGLE = st.integers(1, 5).map(lambda option: (option,))
MULTIPLE = st.sets(st.integers(1, 9), max_size=9).map(lambda options: tuple(sorted(options)))
RANKED = st.permutations(range(1, 8)).flatmap(lambda order: st.integers(0, 7).map(lambda most: tuple(order[:most])))
KINDS = {"single": (1, SINGLE), "multiple": (9, MULTIPLE), "ranked": (7, RANKED)}


@st.composite
def evenings(draw: st.DrawFn, kind: str, people: int) -> tuple[Evening, Evening, list[int]]:
    """An evening, the same with papers exchanged between whoever voted before one look at the file and the next, and
    the commits after which somebody looks: then the same papers are in the box."""
    places, papers = KINDS[kind]
    batches = draw(st.lists(st.integers(1, 6), min_size=1, max_size=people))
    voters = draw(st.permutations(range(sum(batches))))
    cast: list[Paper] = [draw(papers) for _ in voters]
    looks = sorted({*draw(st.sets(st.integers(0, len(batches) - 1))), len(batches) - 1})
    listed = draw(st.sampled_from([None, range(len(voters) + 3)]))
    dealt: list[Paper] = []
    for look in looks:
        until = sum(batches[: look + 1])
        dealt += draw(st.permutations(cast[len(dealt) : until]))
    one = Evening(list(zip(voters, cast, strict=True)), batches, kind == "ranked", places, listed)
    return one, replace(one, votes=list(zip(voters, dealt, strict=True))), looks


def looked_at(found: list, looks: list[int]) -> list:
    return [found[look] for look in looks] + found[-2:]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_papers_dealt_out_differently_leave_the_same_bytes_open_closed_and_forgotten(kind, data):
    one, other, looks = data.draw(evenings(kind, people=12))
    assert looked_at(spent(one), looks) == looked_at(spent(other), looks)


def a_crowd(seed: int, kind: str, people: int) -> tuple[Evening, Evening]:
    hand = random.Random(seed)  # noqa: S311 - the same crowd each time
    options = list(range(1, KINDS[kind][0] + 1))
    make = {
        "single": lambda: (hand.randint(1, 5),),
        "multiple": lambda: tuple(sorted(hand.sample(options, hand.randint(0, 9)))),
        "ranked": lambda: tuple(hand.sample(options, hand.randint(0, 7))),
    }[kind]
    voters, papers, batches = list(range(people)), [make() for _ in range(people)], list[int]()
    hand.shuffle(voters)
    while sum(batches) < people:
        batches.append(min(hand.choice([1, 2, 10, 50]), people - sum(batches)))
    one = Evening(list(zip(voters, papers, strict=True)), batches, kind == "ranked", KINDS[kind][0])
    hand.shuffle(papers)
    return one, replace(one, votes=list(zip(voters, papers, strict=True)))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", KINDS)
def test_so_do_the_papers_of_a_crowd_that_needs_more_drawers_than_one(kind, seed):
    one, other = map(spent, a_crowd(seed, kind, 700))
    assert one[-3:] == other[-3:]
    assert len(one[-3][f"{BALLOT}.db"]) > 20 * 4096  # seven hundred tags fill more than one drawer


@pytest.mark.parametrize("kind", KINDS)
def test_not_even_the_order_of_voters_or_who_has_which_receipt_or_who_came_together_is_in_the_bytes(kind):
    """More than was promised: only SQLite's count of transactions differs with the number of commits."""
    one, _ = a_crowd(3, kind, 400)
    hand = random.Random(5)  # noqa: S311
    votes = list(one.votes)
    hand.shuffle(votes)
    other = replace(one, votes=votes, batches=[1] * 13 + [287, 100])
    assert list(map(uncounted, spent(one)[-3:])) == list(map(uncounted, spent(other)[-3:]))


# -- the test bites: what must never be added to the file is noticed ---------------------------------------------------


def a_row_a_vote(connection: sqlite3.Connection, _: int, vote: Vote) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS papers (paper BLOB)")
    connection.execute("INSERT INTO papers VALUES (?)", (bytes(vote.paper),))


def a_time(connection: sqlite3.Connection, clock: int, vote: Vote) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS last (paper BLOB PRIMARY KEY, at INTEGER) WITHOUT ROWID")
    connection.execute(
        "INSERT INTO last VALUES (:p, :at) ON CONFLICT DO UPDATE SET at = :at", [bytes(vote.paper), clock]
    )


def a_tally_with_row_ids(connection: sqlite3.Connection, _: int, vote: Vote) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS tally (paper BLOB UNIQUE, votes INTEGER)")
    connection.execute(
        "INSERT INTO tally VALUES (?, 1) ON CONFLICT DO UPDATE SET votes = votes + 1", (bytes(vote.paper),)
    )


def a_tally_without_row_ids(connection: sqlite3.Connection, _: int, vote: Vote) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS tally (paper BLOB PRIMARY KEY, votes INTEGER) WITHOUT ROWID")
    connection.execute(
        "INSERT INTO tally VALUES (?, 1) ON CONFLICT DO UPDATE SET votes = votes + 1", (bytes(vote.paper),)
    )


SPOILS = [a_row_a_vote, a_time, a_tally_with_row_ids, a_tally_without_row_ids]


@pytest.mark.parametrize("spoil", [None, *SPOILS], ids=lambda spoil: spoil.__name__ if spoil else "as it is")
def test_whatever_would_remember_is_noticed_while_open_and_after_the_close(spoil: Spoil | None):
    papers: list[Paper] = [(1,), (2,), (3,), (3,), (2,), (2,), (1,), (3,)]
    one = Evening(list(enumerate(papers)), [1] * 8)
    other = replace(one, votes=list(enumerate(reversed(papers))))
    (open_, closed, _), (open_too, closed_too, _) = spent(one, spoil)[-3:], spent(other, spoil)[-3:]
    assert (open_ == open_too) is (closed == closed_too) is (spoil is None)


# -- what else is in the folder ----------------------------------------------------------------------------------------


async def test_the_same_holds_for_votes_handed_in_as_people_do(tmp_path: Path):
    async def evening(folder: Path, papers: list[Paper]) -> list:
        hand = random.Random(9)  # noqa: S311
        boxes = Boxes(folder, new_receipt=lambda: receipt(hand.randbytes(12)))
        await boxes.start()
        await boxes.open(BALLOT, places=1, salt=SALT)
        for number, paper in enumerate(papers):
            await boxes.cast(BALLOT, tag(number), paper)
        while_open = files(folder)
        count = await boxes.close(BALLOT)
        await boxes.finish()
        return [while_open, files(folder), count]

    def receipt(noise: bytes) -> str:
        value = int.from_bytes(noise)
        return keys._spell(value) + keys.SYMBOLS[value % 37]  # pyright: ignore[reportPrivateUsage]

    papers: list[Paper] = [(1,), (2,), (3,), (3,), (2,), (2,), (1,), (3,)]
    one, other = await evening(tmp_path / "a", papers), await evening(tmp_path / "b", papers[::-1])
    assert one == other
    assert list(one[0]) == [f"ballots/{BALLOT}.db"]


async def test_no_member_no_key_and_no_receipt_can_be_found_anywhere_in_the_folder(tmp_path: Path):
    key = Keys(tmp_path / "keys").make(BALLOT)
    boxes = Boxes(tmp_path)
    await boxes.start()
    await boxes.open(BALLOT, places=1, listed=[keys.tag(key, member(number)) for number in range(60)])
    receipts = [await boxes.cast(BALLOT, keys.tag(key, member(number)), (1 + number % 3,)) for number in range(50)]
    secret = [key, key.hex().encode(), *(text.replace("-", "").encode() for text in receipts)]
    for number in range(60):
        person = member(number)
        secret += [
            str(person).encode(),
            f"{person:x}".encode(),
            person.to_bytes(8, "big"),
            person.to_bytes(8, "little"),
        ]
    for stage in (None, boxes.close, boxes.forget_roll):
        if stage is not None:
            await stage(BALLOT)
        everything = b"".join(content for name, content in files(tmp_path).items() if not name.startswith("keys/"))
        assert [text for text in secret if text in everything] == []
    await boxes.finish()
    assert [
        number for number in range(60) if keys.tag(key, member(number)) in everything
    ] == []  # the roll is forgotten


def test_no_page_has_both_a_voter_and_a_paper(tmp_path: Path):
    file = tmp_path / "42.db"
    ballot.make(file, places=9, ranked=True, listed=None, salt=SALT)
    hand = random.Random(4)  # noqa: S311
    votes = [Vote(tag(n), tuple(hand.sample(range(1, 10), 9)), hand.randbytes(32)) for n in range(300)]
    with ballot.changing(file) as box:
        assert not any(box.take(vote) for vote in votes)
        box.write()
    content = file.read_bytes()
    pages = [content[start : start + 4096] for start in range(0, len(content), 4096)]
    kept = [[vote.tag for vote in votes], [bytes(vote.paper) for vote in votes], [vote.receipt_hash for vote in votes]]
    holding = [{number for number, page in enumerate(pages) if any(part in page for part in parts)} for parts in kept]
    assert all(holding)
    assert not (holding[0] & holding[1] or holding[1] & holding[2] or holding[0] & holding[2])


def test_the_journal_is_overwritten_before_its_blocks_are_given_back(tmp_path: Path):
    file, journal = tmp_path / "42.db", tmp_path / "42.db-journal"
    ballot.make(file, places=1, ranked=False, listed=None, salt=SALT)
    for number in range(3):
        with ballot.changing(file) as box:
            box.take(Vote(tag(number), (1,), tag(number + 1000)))
            box.write()
            held = os.open(journal, os.O_RDONLY)
            assert any(os.pread(held, 1 << 20, 0))
        assert not journal.exists()
        remains = os.pread(held, 1 << 20, 0)
        assert len(remains) > 3 * 4096  # the pages as they were before this vote would be in it
        assert not any(remains)
        os.close(held)


def test_files_are_their_owners_alone_and_keep_no_write_ahead_log(tmp_path: Path):
    file = tmp_path / "42.db"
    ballot.make(file, places=1, ranked=False, listed=None, salt=SALT)
    with ballot.changing(file) as box:
        box.write()
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
        assert len(list(tmp_path.iterdir())) == 2
    assert file.read_bytes()[18:20] == b"\1\1"  # a rollback journal, not a WAL
    assert [path.name for path in tmp_path.iterdir()] == ["42.db"]


def test_a_vote_is_on_the_disk_and_its_journal_off_it_before_anybody_is_told(tmp_path: Path):
    """A power cut must not bring a journal back that would undo it: what SQLite calls EXTRA."""
    file = tmp_path / "42.db"
    ballot.make(file, places=1, ranked=False, listed=None, salt=SALT)
    with ballot.changing(file) as box:
        asked = box._connection.execute("PRAGMA synchronous")  # pyright: ignore[reportPrivateUsage]
        assert asked.fetchone() == (3,)
