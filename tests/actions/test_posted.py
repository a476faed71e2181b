"""*I've posted it*, on a real database, without Discord: what is kept of a press, until when, what nobody can find."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import operate
from bot.actions import outside_ballots, outside_endings
from bot.actions.posted import Posted
from bot.desk import Desk
from bot.errors import AlreadyDone, NotAllowed, NotFound, TooLate, Unavailable
from bot.ids import Caller, MemberId, OutsideBallotId, RoleId, WorkplaceId
from bot.rules.outside_ballots import KEPT_FOR, Status
from bot.store import jobs
from tests.actions.announced import ELSEWHERE, GUILD, MEMBERS, member
from tests.actions.ballots_elsewhere import WORDS, Dispute, a_dispute, bytes_of
from tests.builders import Clock, written


@pytest.fixture
async def dispute(desk: Desk, clock: Clock) -> AsyncIterator[Dispute]:
    found = await a_dispute(desk, clock)
    yield found
    await found.posted.finish()


async def test_a_member_who_has_posted_is_counted_once_however_often_she_presses(dispute: Dispute):
    first = await dispute.posted.say(member(1), dispute.id)
    again = await dispute.posted.say(member(1), dispute.id)
    assert [(each.has_posted, each.was_known) for each in (first, again)] == [(True, False), (True, True)]
    assert await dispute.totals() == {None: 1}


async def test_of_a_mistake_nothing_is_kept_and_she_can_press_again(dispute: Dispute):
    assert (await dispute.posted.take_back(member(1), dispute.id)).was_known
    await dispute.posted.say(member(1), dispute.id)
    assert not (await dispute.posted.take_back(member(1), dispute.id)).has_posted
    assert await dispute.totals() == {}
    assert dispute.tag(member(1)) not in (await _rows(dispute))
    assert not (await dispute.posted.say(member(1), dispute.id)).was_known


async def test_a_workplace_is_chosen_once_by_who_has_posted(dispute: Dispute):
    leeds, york = await dispute.list_workplaces("Leeds: 40\nYork")
    with pytest.raises(NotFound, match=r"outside\.not_posted"):
        await dispute.posted.choose(member(1), dispute.id, leeds.id)
    noted = await dispute.posted.say(member(1), dispute.id)
    assert [each.name for each in noted.choices] == ["Leeds", "York"]
    noted = await dispute.posted.choose(member(1), dispute.id, leeds.id)
    assert (noted.workplace, noted.choices) == (leeds, [])
    with pytest.raises(AlreadyDone, match=r"outside\.workplace_chosen"):
        await dispute.posted.choose(member(1), dispute.id, york.id)
    assert await dispute.totals() == {leeds.id: 1}
    await dispute.posted.take_back(member(1), dispute.id)
    assert (await dispute.posted.say(member(1), dispute.id)).choices == [leeds, york]


async def test_a_workplace_that_is_no_longer_listed_cannot_be_chosen_but_still_counts(dispute: Dispute):
    leeds, york = await dispute.list_workplaces("Leeds\nYork")
    await dispute.posted.say(member(1), dispute.id)
    await dispute.posted.choose(member(1), dispute.id, york.id)
    await dispute.list_workplaces("Leeds: 40")
    await dispute.posted.say(member(2), dispute.id)
    for gone in (york.id, WorkplaceId(99)):
        with pytest.raises(NotFound, match=r"outside\.workplace_gone"):
            await dispute.posted.choose(member(2), dispute.id, gone)
    assert (await dispute.posted.say(member(1), dispute.id)).workplace == replace(york, is_gone=True)
    assert await dispute.totals() == {york.id: 1, None: 1}
    assert [each.members for each in await dispute.list_workplaces("Leeds: 41\nYork")] == [41, None]
    assert leeds.id != york.id


async def test_nobody_can_press_before_the_papers_are_out_or_once_it_is_over_or_without_the_role(
    desk: Desk, clock: Clock
):
    early = await a_dispute(desk, clock, opened=False)
    with pytest.raises(TooLate, match=r"outside\.not_open"):
        await early.posted.say(member(1), early.id)
    clock.move(days=2)
    with pytest.raises(NotAllowed):
        await early.posted.say(Caller(GUILD, MemberId(9), frozenset()), early.id)
    with pytest.raises(NotFound):
        await early.posted.say(member(1, ELSEWHERE), early.id)
    with pytest.raises(NotFound):
        await early.posted.say(member(1), OutsideBallotId(99))
    clock.move(days=30)  # past its close, before the job has run
    with pytest.raises(TooLate, match=r"outside\.closed"):
        await early.posted.say(member(1), early.id)
    await outside_endings.close(desk, GUILD, early.id)
    with pytest.raises(TooLate, match=r"outside\.closed"):
        await early.posted.take_back(member(1), early.id)
    assert await early.totals() == {}
    await early.posted.finish()


async def test_who_has_left_can_still_take_it_back(dispute: Dispute):
    await dispute.posted.say(member(1), dispute.id)
    left = replace(member(1), role_ids=frozenset[RoleId]())
    with pytest.raises(NotAllowed):
        await dispute.posted.say(left, dispute.id)
    assert not (await dispute.posted.take_back(left, dispute.id)).has_posted
    assert await dispute.totals() == {}


async def test_three_hundred_who_press_together_are_each_told_and_each_counted(dispute: Dispute):
    noted = await asyncio.gather(*(dispute.posted.say(member(number % 250), dispute.id) for number in range(300)))
    assert sum(not each.was_known for each in noted) == 250
    assert await dispute.totals() == {None: 250}


async def test_without_its_key_nobody_is_counted_and_everybody_is_told(dispute: Dispute):
    dispute.desk.outside_keys.destroy(dispute.id)
    with pytest.raises(Unavailable, match=r"outside\.key_gone"):
        await dispute.posted.say(member(1), dispute.id)
    assert await dispute.totals() == {}


# What nobody can find


def _crowd() -> list[Caller]:
    dice = random.Random(5)  # noqa: S311 - people, not secrets
    return [Caller(GUILD, MemberId(dice.getrandbits(62) | 1 << 61), frozenset({MEMBERS})) for _ in range(40)]


async def test_no_byte_says_who_has_posted_without_the_key_and_none_at_all_after_the_purge(
    dispute: Dispute, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    crowd, (leeds, york) = _crowd(), await dispute.list_workplaces("Leeds\nYork")
    for number, who in enumerate(crowd):
        await dispute.posted.say(who, dispute.id)
        if number % 3:
            await dispute.posted.choose(who, dispute.id, (leeds, york)[number % 2].id)
    for who in crowd[:5]:
        await dispute.posted.take_back(who, dispute.id)
    tags, key = [dispute.tag(who) for who in crowd], dispute.desk.outside_keys.read(dispute.id)
    ids = [each for who in crowd for each in written(who.member_id)]
    folder, backups = tmp_path / "data", tmp_path / "backups"
    operate.backup(folder, backups, 3, dispute.clock.now())
    lying = bytes_of(folder) + bytes_of(backups)
    assert not [each for each in [*ids, key, key.hex().encode()] if each in lying]
    assert sum(tag in lying for tag in tags) >= 35  # the search finds what is there
    for file in backups.iterdir():
        file.unlink()

    await _end(dispute)
    assert dispute.desk.outside_keys.held() == set()
    forgotten = bytes_of(folder)
    assert not [each for each in [*ids, *tags, *(tag.hex().encode() for tag in tags), key] if each in forgotten]
    ballot = await dispute.ballot()
    assert (ballot.shown, ballot.status, ballot.purged_at) == (35, Status.CLOSED, dispute.clock.now())
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert not [each for each in [*(str(who.member_id) for who in crowd), *(t.hex() for t in tags)] if each in said]


async def _end(dispute: Dispute) -> None:
    dispute.clock.move(days=28)
    await outside_endings.close(dispute.desk, GUILD, dispute.id)
    await outside_endings.close(dispute.desk, GUILD, dispute.id)
    dispute.clock.move(days=KEPT_FOR.days - 1)
    await outside_endings.purge(dispute.desk, GUILD, dispute.id)
    assert dispute.desk.outside_keys.held() == {dispute.id}  # not before its time
    dispute.clock.move(days=1)
    await outside_endings.purge(dispute.desk, GUILD, dispute.id)
    await outside_endings.purge(dispute.desk, GUILD, dispute.id)


async def test_of_a_ballot_that_is_called_off_nothing_is_kept_at_once(dispute: Dispute, tmp_path: Path):
    await dispute.posted.say(member(1), dispute.id)
    tag = dispute.tag(member(1))
    await outside_endings.call_off(dispute.desk, dispute.rob, dispute.id)
    await outside_endings.purge(dispute.desk, GUILD, dispute.id)
    assert tag not in bytes_of(tmp_path / "data")
    assert dispute.desk.outside_keys.held() == set()
    with pytest.raises(TooLate, match=r"outside\.cancelled"):
        await dispute.posted.say(member(2), dispute.id)


# Cut off, and restored


async def test_a_purge_that_is_cut_off_after_the_key_leaves_only_what_is_nobodys_and_is_done_by_the_next_try(
    dispute: Dispute,
):
    await dispute.posted.say(member(1), dispute.id)
    dispute.clock.move(days=60)
    await outside_endings.close(dispute.desk, GUILD, dispute.id)
    dispute.desk.outside_keys.destroy(dispute.id)  # cut off here
    await outside_endings.take_stock(dispute.desk)
    assert (await dispute.ballot()).began_anew_at is None  # it is over: nobody is asked to press again
    await outside_endings.purge(dispute.desk, GUILD, dispute.id)
    assert await dispute.totals() == {}
    assert (await dispute.ballot()).purged_at is not None


@pytest.mark.parametrize("harm", ["gone", "half"])
async def test_a_start_without_the_key_counts_from_nothing_again_and_says_so(
    dispute: Dispute, tmp_path: Path, harm: str
):
    for number in range(20):
        await dispute.posted.say(member(number), dispute.id)
    (file,) = (tmp_path / "data" / "keys").glob("*.outside")
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(b"half")
    await outside_endings.take_stock(dispute.desk)
    ballot = await dispute.ballot()
    assert (await dispute.totals(), ballot.shown, ballot.began_anew_at) == ({}, 0, dispute.clock.now())
    assert not (await dispute.posted.say(member(1), dispute.id)).was_known
    await outside_endings.take_stock(dispute.desk)  # the next start finds nothing wrong
    assert await dispute.totals() == {None: 1}


async def test_before_the_papers_are_out_a_lost_key_is_made_anew_without_a_word(desk: Desk, clock: Clock):
    early = await a_dispute(desk, clock, opened=False)
    desk.outside_keys.destroy(early.id)
    await outside_endings.take_stock(desk)
    clock.move(days=2)
    assert (await early.posted.say(member(1), early.id)).has_posted
    assert (await early.ballot()).began_anew_at is None
    await early.posted.finish()


async def test_a_start_destroys_the_keys_of_drafts_and_of_ballots_that_were_purged(dispute: Dispute):
    await outside_endings.call_off(dispute.desk, dispute.rob, dispute.id)
    draft = await outside_ballots.make(dispute.desk, dispute.rob, dispute.branch, dispute.standing.campaign.id, WORDS)
    await outside_endings.purge(dispute.desk, GUILD, dispute.id)
    dispute.desk.outside_keys.make(dispute.id)  # as if the computer had forgotten that it was gone
    dispute.desk.outside_keys.make(draft.ballot.id)
    dispute.desk.outside_keys.make(OutsideBallotId(900))  # of newer data: `steward check` names it
    await outside_endings.take_stock(dispute.desk)
    assert dispute.desk.outside_keys.held() == {900}


async def test_a_draft_that_nobody_announces_is_forgotten_with_its_key(dispute: Dispute):
    await outside_endings.call_off(dispute.desk, dispute.rob, dispute.id)
    draft = await outside_ballots.make(dispute.desk, dispute.rob, dispute.branch, dispute.standing.campaign.id, WORDS)
    dispute.desk.outside_keys.make(draft.ballot.id)
    await outside_ballots.forget(dispute.desk, GUILD, draft.ballot.id)
    await outside_ballots.forget(dispute.desk, GUILD, draft.ballot.id)
    with pytest.raises(NotFound):
        await outside_ballots.get(dispute.desk, dispute.rob, draft.ballot.id)
    assert draft.ballot.id not in dispute.desk.outside_keys.held()


async def test_a_press_is_on_the_disk_before_it_is_answered(dispute: Dispute, tmp_path: Path):
    await dispute.posted.say(member(1), dispute.id)
    tag = dispute.tag(member(1))
    assert tag in bytes_of(tmp_path / "data")


async def test_a_press_queues_nothing_but_a_look_on_a_whole_minute(dispute: Dispute):
    async with dispute.desk.db.transaction() as tx:
        await tx.execute("DELETE FROM jobs")
    dispute.clock.move(seconds=17.25)
    await dispute.posted.say(member(1), dispute.id)
    async with dispute.desk.db.reading() as conn:
        (row,) = await conn.execute_fetchall("SELECT kind, payload, due_at FROM jobs")
        assert await jobs.failed(conn, GUILD) == []
    assert (row["kind"], row["due_at"] % 60_000) == ("campaign.turnout", 0)
    assert str(member(1).member_id) not in row["payload"]


async def _rows(dispute: Dispute) -> bytes:
    async with dispute.desk.db.reading() as conn:
        return b"\0".join([bytes(row["tag"]) for row in await conn.execute_fetchall("SELECT tag FROM posted")])


async def test_presses_handed_in_together_are_judged_in_their_order(dispute: Dispute):
    (leeds,) = await dispute.list_workplaces("Leeds")
    posted = Posted(dispute.desk)
    said, chosen, back, once_more = await asyncio.gather(
        posted.say(member(1), dispute.id),
        posted.choose(member(1), dispute.id, leeds.id),
        posted.take_back(member(1), dispute.id),
        posted.say(member(1), dispute.id),
    )
    assert (said.has_posted, chosen.workplace, back.has_posted, once_more.workplace) == (True, leeds, False, None)
    assert await dispute.totals() == {None: 1}
    await posted.finish()
