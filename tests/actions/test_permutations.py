"""Whoever has the whole data folder, at any moment, cannot tell who voted how: other votes would look the same.

The same people vote in the same order at the same times, the papers are dealt out differently, and every byte is the
same: the ballot's file and the database with its jobs, its record and its facts; open, closed, and forgotten.
"""

import asyncio
import json
import random
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import keys
from bot.actions.ballots import Ballots
from bot.desk import Desk
from bot.errors import BranchError
from bot.ids import Caller, MemberId, PollId
from bot.seals import Seals
from bot.store import jobs
from bot.store.box import Boxes
from bot.store.db import Database
from tests.actions.secret_polls import GUILD, POLL, a_branch, ask, person, working
from tests.builders import Clock
from tests.store.evenings import KEY, SALT, a_folder, files, uncounted

SINGLE = st.integers(1, 5).map(lambda option: (option,))
MULTIPLE = st.sets(st.integers(1, 7), min_size=1).map(lambda options: tuple(sorted(options)))
RANKED = st.permutations(range(1, 8)).flatmap(lambda order: st.integers(1, 7).map(lambda most: tuple(order[:most])))
KINDS = {"single": SINGLE, "multiple": MULTIPLE, "ranked": RANKED}
Paper = tuple[int, ...]
Found = dict[str, object]


@dataclass(frozen=True)
class Evening:
    """Who casts what, in this order; after which casts somebody looks at the folder."""

    kind: str
    votes: Sequence[tuple[int, Paper]]
    looks: Collection[int]
    frozen: bool = False
    together: bool = False


class Same(Boxes):
    """Boxes whose chance is the same every evening."""

    def __init__(self, folder: Path) -> None:
        hand = random.Random(7)  # noqa: S311
        super().__init__(folder, new_receipt=lambda: _receipt(hand.getrandbits(keys.CODE_BITS)))

    async def open(self, poll_id: PollId, **given: Any) -> None:
        await super().open(poll_id, **{"salt": SALT, **given})


def _receipt(value: int) -> str:
    return keys._spell(value) + keys.SYMBOLS[value % len(keys.SYMBOLS)]  # pyright: ignore[reportPrivateUsage]


# -- an evening, and what it leaves ------------------------------------------------------------------------------------


def spent(evening: Evening, casting: Callable[[Desk], Ballots] = Ballots) -> list[Found]:
    """What somebody finds who looks at the folder: after these casts, after the close, and when the roll is gone."""
    with a_folder() as place:
        folder = place / "data"
        shutil.copytree(a_branch(), folder)
        return asyncio.run(_spend(folder, evening, casting))


async def _spend(folder: Path, evening: Evening, casting: Callable[[Desk], Ballots]) -> list[Found]:
    clock = Clock()
    kept = folder / "keys"
    of_outside, of_returns = keys.Keys(kept, keys.OF_OUTSIDE_BALLOTS), keys.Keys(kept, keys.OF_WORKLOAD_RETURNS)
    db = await Database.open(folder)
    desk = Desk(db, keys.Keys(kept), of_outside, of_returns, Seals(kept), Same(folder), clock.now)
    try:
        found = [one async for one in _told(desk, clock, evening, casting(desk))]
    finally:
        await desk.close()
    return [*found, dict(files(folder))]


async def _told(desk: Desk, clock: Clock, evening: Evening, box: Ballots) -> AsyncIterator[Found]:
    folder = desk.boxes._folder.parent  # pyright: ignore[reportPrivateUsage]
    await desk.boxes.start()
    scheduler = working(desk, [number for number, _ in evening.votes] if evening.frozen else None)
    await ask(desk, evening.kind, frozen=evening.frozen)
    await scheduler.settle()
    async for place in _vote(clock, box, evening):
        if place in evening.looks:
            await box.finish()
            await scheduler.settle()
            yield seen(folder)
    await box.finish()
    for days in (4, 15):
        clock.move(days=days)
        await scheduler.settle()
        yield seen(folder)


async def _vote(clock: Clock, box: Ballots, evening: Evening) -> AsyncIterator[int]:
    """Everybody casts: after each, its place."""
    if evening.together:
        await asyncio.gather(*(box.cast(person(number), POLL, paper) for number, paper in evening.votes))
        yield len(evening.votes) - 1
        return
    for place, (number, paper) in enumerate(evening.votes):
        clock.move(seconds=7 + 613 * (place % 4 == 3))
        await box.cast(person(number), POLL, paper)
        if place % 3 == 1:  # on another device as well, and somebody who may not
            for caller in (person(number), Caller(GUILD, MemberId(99), frozenset())):
                with pytest.raises(BranchError):
                    await box.cast(caller, POLL, (1 + place % 5,))
        yield place


def seen(folder: Path) -> Found:
    """Every file but SQLite's index of its log, byte by byte; the database also as text and folded into one file."""
    found: Found = {name: content for name, content in files(folder).items() if not name.startswith("steward.db-")}
    with a_folder() as copied:
        for name in ("steward.db", "steward.db-wal"):
            if (folder / name).exists():
                shutil.copy(folder / name, copied)
        with closing(sqlite3.connect(copied / "steward.db")) as connection:
            found["as text"] = list(connection.iterdump())
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        found["folded"] = (copied / "steward.db").read_bytes()
    return found


# -- the property ------------------------------------------------------------------------------------------------------


@st.composite
def evenings(draw: st.DrawFn, kind: str) -> tuple[Evening, Evening]:
    """An evening, and the same with papers exchanged among those who cast between one look and the next."""
    people = draw(st.integers(1, 12))
    voters = draw(st.permutations(range(people)))
    cast: list[Paper] = [draw(KINDS[kind]) for _ in voters]
    looks = sorted({*draw(st.sets(st.integers(0, people - 1), max_size=2)), people - 1})
    dealt: list[Paper] = []
    for look in looks:
        dealt += draw(st.permutations(cast[len(dealt) : look + 1]))
    one = Evening(kind, list(zip(voters, cast, strict=True)), looks, frozen=draw(st.booleans()))
    return one, replace(one, votes=list(zip(voters, dealt, strict=True)))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_papers_dealt_out_differently_leave_the_same_bytes_in_every_file_open_closed_and_forgotten(kind, data):
    one, other = data.draw(evenings(kind))
    assert spent(one) == spent(other)


@pytest.mark.parametrize("kind", KINDS)
def test_so_do_those_of_a_crowd_that_casts_all_at_once(kind):
    """How many share a commit is chance then, and SQLite counts commits; nothing else differs."""
    hand = random.Random(5)  # noqa: S311
    papers: list[Paper] = [tuple(sorted(hand.sample(range(1, 8), 1 if kind == "single" else 3))) for _ in range(60)]
    one = Evening(kind, list(enumerate(papers)), {59}, together=True)
    hand.shuffle(papers)
    other = replace(one, votes=list(enumerate(papers)))
    assert list(map(without_commits, spent(one))) == list(map(without_commits, spent(other)))


def without_commits(found: Found) -> Found:
    ballot = f"ballots/{POLL}.db"
    return {**found, **uncounted({ballot: found[ballot]})}  # pyright: ignore[reportArgumentType]


async def test_a_vote_leaves_the_database_as_it_was_and_the_fifth_asks_for_the_turnout_on_a_whole_minute(
    tmp_path: Path,
):
    shutil.copytree(a_branch(), tmp_path / "data")
    clock = Clock()
    desk = await Desk.open(tmp_path / "data", clock.now)
    await ask(desk, "single", frozen=False)
    scheduler = working(desk)
    await scheduler.settle()
    box = Ballots(desk)

    def data() -> dict[str, bytes]:
        return {name: each for name, each in files(tmp_path / "data").items() if not name.startswith("ballots/")}

    for turn in range(2):
        clock.move(seconds=13.377)
        before, text = data(), seen(tmp_path / "data")["as text"]
        for number in range(4):
            await box.cast(person(10 * turn + number), POLL, (1,))
        await box.finish()
        assert data() == before
        await box.cast(person(10 * turn + 4), POLL, (2,))
        await box.finish()
        changed = set(map(str, seen(tmp_path / "data")["as text"])) - set(map(str, text))  # pyright: ignore[reportArgumentType]
        assert [line[:12] for line in changed] == ["INSERT INTO "]
        assert all("'poll.turnout:1'" in line and ",'waiting',0,NULL,NULL," in line for line in changed)
        async with desk.db.reading() as conn:
            due_at = await jobs.next_due(conn, clock.now())
        assert due_at is not None
        assert (due_at.second, due_at.microsecond) == (0, 0)
        clock.move(minutes=2)
        await scheduler.settle()
    await desk.close()


# -- it bites: whatever would remember is noticed ----------------------------------------------------------------------


# What somebody might write who has not read why not: a table, and what is kept in it of every cast.
REMEMBERING = {
    "a row a vote": (
        "CREATE TABLE IF NOT EXISTS papers (paper TEXT)",
        "INSERT INTO papers VALUES (:paper)",
    ),
    "a time": (
        "CREATE TABLE IF NOT EXISTS last (paper TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID",
        "INSERT INTO last VALUES (:paper, :now) ON CONFLICT DO UPDATE SET at = :now",
    ),
    "a tally with row ids": (
        "CREATE TABLE IF NOT EXISTS tally (paper TEXT UNIQUE, votes INTEGER)",
        "INSERT INTO tally VALUES (:paper, 1) ON CONFLICT DO UPDATE SET votes = votes + 1",
    ),
    "a link by tag": (
        "CREATE TABLE IF NOT EXISTS choices (tag BLOB PRIMARY KEY, paper TEXT) WITHOUT ROWID",
        "INSERT INTO choices VALUES (:who, :paper)",
    ),
    "an entry in the record": (
        "SELECT 1",
        "INSERT INTO audit (guild_id, at, what, detail) VALUES (7, :now, 'poll.voted', json_object('paper', :paper))",
    ),
    # Nothing of the paper, but when it was cast: due a while after the last vote for the first option.
    "a job of the winner": (
        "SELECT 1",
        """
            INSERT INTO jobs (key, kind, subject, guild_id, due_at)
            SELECT 'poll.refresh:9', 'poll.refresh', 'poll:9', 7, :now + 7776000000 WHERE :paper = '[1]'
            ON CONFLICT DO UPDATE SET due_at = excluded.due_at
        """,
    ),
}


class Remembering(Ballots):
    """Casts as usual, and keeps something of it."""

    def __init__(self, desk: Desk, what: str) -> None:
        super().__init__(desk)
        self._table, self._remember = REMEMBERING[what]

    async def cast(self, caller: Caller, poll_id: PollId, numbers: Sequence[int]) -> str:
        receipt = await super().cast(caller, poll_id, numbers)
        now, paper = int(self._desk.now().timestamp() * 1000), json.dumps(list(numbers))
        async with self._desk.db.transaction() as tx:
            await tx.execute(self._table)
            await tx.execute(self._remember, {"paper": paper, "now": now, "who": keys.tag(KEY, caller.member_id)})
        return receipt


@pytest.fixture
def two_evenings() -> tuple[Evening, Evening]:
    """The same people at the same times with other papers."""
    papers: list[Paper] = [(1,), (2,), (3,), (3,), (2,), (1,), (3,)]
    one = Evening("single", list(enumerate(papers)), {6})
    return one, replace(one, votes=list(enumerate([*papers[3:], *papers[:3]])))


@pytest.mark.parametrize("what", REMEMBERING)
def test_whatever_would_remember_is_noticed_while_it_is_open_and_after_the_close(
    two_evenings: tuple[Evening, Evening], what: str
):
    one, other = (spent(evening, partial(Remembering, what=what)) for evening in two_evenings)
    assert len(one) == 4
    assert not any(here == there for here, there in zip(one, other, strict=True))


def test_what_remembers_nothing_is_not_suspected(two_evenings: tuple[Evening, Evening]):
    one, other = map(spent, two_evenings)
    assert one == other
