"""A secret ballot from its opening to its forgetting: everybody once, nobody early, and no result before the close."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import keys, operate
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound, TooLate, Unavailable
from bot.keys import Keys
from bot.operate import Level
from bot.store.ballot import Vote
from bot.store.box import Boxes, Turnout
from bot.store.db import Database
from tests.store.evenings import BALLOT, files, tag

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
FOR, AGAINST = (1,), (2,)


@pytest.fixture
async def boxes(tmp_path: Path):
    boxes = Boxes(tmp_path)
    assert await boxes.start() == {}
    yield boxes
    await boxes.finish()


async def cast_all(boxes: Boxes, votes: list) -> list:
    """All at once, as a burst of presses."""
    return await asyncio.gather(*(boxes.cast(BALLOT, tag(n), paper) for n, paper in votes), return_exceptions=True)


def kinds(answers: list) -> list:
    return [type(answer) for answer in answers]


async def test_everybody_votes_once_and_it_is_counted_at_the_close(boxes):
    await boxes.open(BALLOT, places=1)
    receipts = await cast_all(boxes, [(n, FOR if n % 3 else AGAINST) for n in range(90)])
    count = await boxes.close(BALLOT)
    assert count.papers == {FOR: 60, AGAINST: 30}
    assert count.receipts == tuple(sorted(keys.receipt_hash(BALLOT, receipt) for receipt in receipts))
    assert (count.voted, count.listed, count.agrees) == (90, 90, True)
    assert await boxes.close(BALLOT) == await boxes.count(BALLOT) == count


async def test_nobody_can_foretell_in_which_drawer_of_a_ballot_a_paper_lies(boxes, tmp_path):
    await boxes.open(BALLOT, places=1)
    first = salt(tmp_path)
    await boxes.open(BALLOT, places=1)
    assert salt(tmp_path) != first


def salt(folder: Path) -> bytes:
    with closing(sqlite3.connect(folder / "ballots" / f"{BALLOT}.db")) as connection:
        return connection.execute("SELECT salt FROM ballot").fetchone()[0]


@pytest.mark.parametrize("store", ["roll", "box", "receipts"])
async def test_a_store_from_which_something_is_gone_is_noticed_before_the_close_and_at_it(boxes, tmp_path, store):
    await boxes.open(BALLOT, places=1)
    await cast_all(boxes, [(1, FOR), (2, FOR)])
    assert (await boxes.check(BALLOT)).agrees
    with closing(sqlite3.connect(tmp_path / "ballots" / f"{BALLOT}.db")) as connection, connection:
        connection.execute(f"UPDATE {store} SET entries = zeroblob(4000)")  # noqa: S608
    assert not (await boxes.check(BALLOT)).agrees
    assert not (await boxes.close(BALLOT)).agrees


async def test_whoever_votes_twice_is_refused_and_nobody_else_is_disturbed(boxes):
    await boxes.open(BALLOT, places=1)
    answers = await cast_all(boxes, [(1, FOR), (2, FOR), (1, AGAINST), (3, AGAINST), (2, AGAINST)])
    assert kinds(answers) == [str, str, AlreadyDone, str, AlreadyDone]
    assert kinds(await cast_all(boxes, [(3, FOR), (4, FOR)])) == [AlreadyDone, str]
    assert (await boxes.close(BALLOT)).papers == {FOR: 3, AGAINST: 1}


async def test_whoever_votes_again_after_a_restart_is_refused(boxes, tmp_path):
    await boxes.open(BALLOT, places=1)
    await boxes.cast(BALLOT, tag(1), FOR)
    await boxes.finish()
    again = Boxes(tmp_path)
    assert await again.start() == {}
    with pytest.raises(AlreadyDone) as refused:
        await again.cast(BALLOT, tag(1), AGAINST)
    assert refused.value.key == "box.already_voted"
    assert await again.turnout(BALLOT) == Turnout(1, 1)
    await again.finish()


async def test_while_it_is_open_the_turnout_is_all_that_anybody_can_ask_for(boxes):
    await boxes.open(BALLOT, places=1)
    await cast_all(boxes, [(n, FOR) for n in range(7)])
    assert await boxes.turnout(BALLOT) == Turnout(voted=7, listed=7)
    assert await boxes.have_voted(BALLOT, [tag(3), tag(99)]) == {tag(3)}
    assert await boxes.waiting(BALLOT, [tag(3), tag(99)]) == {tag(99)}
    for early in (boxes.count, boxes.forget_roll):
        with pytest.raises(TooLate) as refused:
            await early(BALLOT)
        assert refused.value.key == "box.still_open"
    await boxes.cast(BALLOT, tag(8), FOR)  # nobody has closed it by asking


async def test_after_the_close_nobody_votes_and_the_tables_themselves_refuse_a_change(boxes, tmp_path):
    await boxes.open(BALLOT, places=1, listed=[tag(1), tag(2)])
    await boxes.cast(BALLOT, tag(1), FOR)
    count = await boxes.close(BALLOT)
    assert kinds(await cast_all(boxes, [(2, FOR), (1, FOR)])) == [TooLate, TooLate]
    with pytest.raises(TooLate):
        await boxes.enrol(BALLOT, [tag(3)])
    with closing(sqlite3.connect(tmp_path / "ballots" / f"{BALLOT}.db")) as connection:
        for change in (
            "UPDATE roll SET entries = zeroblob(4000)",
            "UPDATE box SET entries = zeroblob(4000)",
            "UPDATE receipts SET entries = zeroblob(4000)",
            "UPDATE ballot SET closed = 0",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="closed"):
                connection.execute(change)
    assert await boxes.count(BALLOT) == count


async def test_with_a_list_only_those_on_it_vote_and_it_can_grow(boxes):
    await boxes.open(BALLOT, places=1, listed=[tag(n) for n in range(300)])
    assert await boxes.turnout(BALLOT) == Turnout(0, 300)
    assert kinds(await cast_all(boxes, [(1, FOR), (300, FOR)])) == [str, NotAllowed]
    assert await boxes.waiting(BALLOT, [tag(1), tag(2), tag(300)]) == {tag(2)}
    await boxes.enrol(BALLOT, [tag(300), tag(1)])  # a second time on the list: still crossed off
    assert kinds(await cast_all(boxes, [(300, FOR), (1, FOR)])) == [str, AlreadyDone]
    assert await boxes.turnout(BALLOT) == Turnout(2, 301)
    assert (await boxes.close(BALLOT)).agrees


async def test_a_crowd_that_asks_whether_it_may_vote_is_answered_one_by_one(boxes):
    await boxes.open(BALLOT, places=1, listed=[tag(1), tag(2)])
    await boxes.cast(BALLOT, tag(2), FOR)
    asking = (boxes.admit(BALLOT, tag(n)) for n in (1, 2, 3))
    answers = await asyncio.gather(*asking, boxes.cast(BALLOT, tag(1), FOR), return_exceptions=True)
    assert kinds(answers) == [type(None), AlreadyDone, NotAllowed, str]
    with pytest.raises(AlreadyDone):
        await boxes.admit(BALLOT, tag(1))
    await boxes.close(BALLOT)
    with pytest.raises(TooLate):
        await boxes.admit(BALLOT, tag(3))


async def test_an_empty_list_lets_nobody_vote_and_no_list_cannot_grow(boxes):
    await boxes.open(BALLOT, places=1, listed=[])
    assert kinds(await cast_all(boxes, [(1, FOR)])) == [NotAllowed]
    await boxes.open(BALLOT, places=1)
    with pytest.raises(NotFound):
        await boxes.enrol(BALLOT, [tag(1)])


async def test_several_options_are_a_set_and_a_ranking_is_an_order(boxes):
    await boxes.open(BALLOT, places=3)
    await cast_all(boxes, [(1, (3, 1)), (2, (1, 3)), (3, (1, 2, 3)), (4, ())])
    assert (await boxes.close(BALLOT)).papers == {(1, 3): 2, (1, 2, 3): 1, (): 1}
    await boxes.remove(BALLOT)
    await boxes.open(BALLOT, places=3, ranked=True)
    await cast_all(boxes, [(1, (3, 1)), (2, (1, 3)), (3, (3, 1))])
    assert (await boxes.close(BALLOT)).papers == {(3, 1): 2, (1, 3): 1}


async def test_an_impossible_paper_is_refused_alone_and_its_voter_is_not_crossed_off(boxes):
    await boxes.open(BALLOT, places=2)
    impossible = [(1, (1, 2, 3)), (2, (1, 1)), (3, (0,)), (4, (256,)), (5, (-1,))]
    answers = await cast_all(boxes, [*impossible, (6, (1, 2))])
    assert kinds(answers) == [Invalid] * 5 + [str]
    assert await boxes.turnout(BALLOT) == Turnout(1, 1)
    assert kinds(await cast_all(boxes, [(1, (1,))])) == [str]


async def test_ballots_do_not_know_of_each_other(boxes):
    other = BALLOT + 1
    await boxes.open(BALLOT, places=1)
    await boxes.open(other, places=1)
    await asyncio.gather(*(boxes.cast(poll, tag(1), FOR) for poll in (BALLOT, other)))
    with pytest.raises(Unavailable):
        await boxes.cast(other + 1, tag(1), FOR)  # no such file
    assert (await boxes.close(BALLOT)).voted == 1
    await boxes.cast(other, tag(2), AGAINST)
    assert await boxes.turnout(other) == Turnout(2, 2)


async def test_opening_again_begins_afresh_only_until_somebody_has_voted(boxes):
    await boxes.open(BALLOT, places=1, listed=[tag(1)])
    await boxes.open(BALLOT, places=1, listed=[tag(1), tag(2)])
    assert await boxes.turnout(BALLOT) == Turnout(0, 2)
    await boxes.cast(BALLOT, tag(2), FOR)
    with pytest.raises(AlreadyDone):
        await boxes.open(BALLOT, places=1)
    assert await boxes.turnout(BALLOT) == Turnout(1, 2)


async def test_when_the_roll_is_forgotten_the_count_stays(boxes, tmp_path):
    await boxes.open(BALLOT, places=1)
    await cast_all(boxes, [(n, FOR) for n in range(300)])
    count = await boxes.close(BALLOT)
    file = tmp_path / "ballots" / f"{BALLOT}.db"
    before = file.stat().st_size
    for _ in range(2):
        await boxes.forget_roll(BALLOT)
        assert await boxes.count(BALLOT) == count
        assert not any(tag(n) in file.read_bytes() for n in range(300))
    assert file.stat().st_size < before


async def test_a_ballot_that_is_called_off_is_overwritten_and_gone(boxes, tmp_path):
    await boxes.open(BALLOT, places=1)
    await cast_all(boxes, [(n, FOR) for n in range(5)])
    kept = tmp_path / "the same blocks under another name"
    kept.hardlink_to(tmp_path / "ballots" / f"{BALLOT}.db")
    await boxes.remove(BALLOT)
    await boxes.remove(BALLOT)
    assert kept.stat().st_size > 4096
    assert not any(kept.read_bytes())
    assert list((tmp_path / "ballots").iterdir()) == []
    with pytest.raises(Unavailable) as refused:
        await boxes.turnout(BALLOT)
    assert refused.value.key == "box.damaged"


async def test_a_vote_shows_nothing_of_itself_when_it_is_printed():
    assert repr(Vote(b"alice" * 6, (2, 7), b"receipt")) == "Vote()"


async def test_whoever_goes_away_before_the_commit_is_counted_or_not_and_nobody_else_notices(boxes):
    await boxes.open(BALLOT, places=1)
    people = [asyncio.create_task(boxes.cast(BALLOT, tag(n), FOR)) for n in range(40)]
    await asyncio.sleep(0)
    for person in people[::4]:
        person.cancel()
    answers = await asyncio.gather(*people, return_exceptions=True)
    assert all(isinstance(answer, str) for number, answer in enumerate(answers) if number % 4)
    assert 30 <= (await boxes.close(BALLOT)).voted <= 40
    assert (await boxes.count(BALLOT)).agrees


async def test_finishing_waits_for_everybody_and_then_refuses(boxes):
    await boxes.open(BALLOT, places=1)
    people = [asyncio.create_task(boxes.cast(BALLOT, tag(n), FOR)) for n in range(40)]
    await asyncio.sleep(0)
    await boxes.finish()
    assert kinds(await asyncio.gather(*people)) == [str] * 40
    with pytest.raises(Unavailable):
        await boxes.cast(BALLOT, tag(99), FOR)


async def test_a_backup_leaves_out_ballots_and_keys(boxes, tmp_path):
    db = await Database.open(tmp_path)
    key = Keys(tmp_path / "keys").make(BALLOT)
    await boxes.open(BALLOT, places=1)
    await boxes.cast(BALLOT, tag(1), FOR)
    made = operate.backup(tmp_path, tmp_path / "backups", 3, NOW)
    await db.close()
    assert list(files(tmp_path / "backups")) == [made.file.name]
    content = made.file.read_bytes()
    assert not any(secret in content for secret in (key, tag(1), b"CREATE TABLE receipts"))


async def test_a_ballot_that_others_can_read_is_pointed_out(boxes, tmp_path):
    tmp_path.chmod(0o700)
    await boxes.open(BALLOT, places=1)
    assert [finding.what for finding in operate.examine(tmp_path, NOW) if "other users" in finding.what] == []
    file = tmp_path / "ballots" / f"{BALLOT}.db"
    file.chmod(0o644)
    (found,) = [finding for finding in operate.examine(tmp_path, NOW) if "other users" in finding.what]
    assert (found.level, found.remedy) == (Level.WARNING, f"chmod go= {file}")
