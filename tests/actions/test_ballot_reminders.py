"""Whom the ladder writes to, in which order, and what stays of it: no ids, no names, no exact numbers."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.actions import (
    ballot_reminders,
    branches,
    campaign_letters,
    following,
    letters,
    outside_ballots,
    outside_endings,
    posted,
)
from bot.actions.letters import Progress
from bot.desk import Desk
from bot.ids import Caller, GuildId, MemberId
from bot.rules.following import Topic
from bot.rules.outside_ballots import Status
from bot.store import jobs
from bot.store import outside_ballots as store
from bot.store.jobs import Job
from tests.actions.announced import GUILD, MEMBERS
from tests.actions.ballots_elsewhere import Dispute, a_dispute, bytes_of
from tests.builders import Clock

CROWD = [Caller(GUILD, MemberId(10**17 + number), frozenset({MEMBERS})) for number in range(12)]
EVERYBODY = [each.member_id for each in CROWD]


@pytest.fixture
async def dispute(desk: Desk, clock: Clock) -> AsyncIterator[Dispute]:
    found = await a_dispute(desk, clock)
    yield found
    await found.posted.finish()


async def _job(dispute: Dispute, key: str) -> Job:
    async with dispute.desk.db.reading() as conn:
        found = await jobs.get(conn, key)
    assert found is not None
    return found


async def _first_step(dispute: Dispute) -> Job:
    """The letters of the ladder's first step, on the third day at eleven."""
    dispute.clock.move(days=2, hours=16, minutes=30)
    await ballot_reminders.remind(dispute.desk, GUILD, dispute.id)
    return await _job(dispute, ballot_reminders.letters_key(dispute.standing.campaign, dispute.standing.ballot, 1))


async def _waiting(dispute: Dispute, job: Job, most: int = 100) -> list[MemberId]:
    found = await ballot_reminders.to_write_to(dispute.desk, job, EVERYBODY, most)
    return [member_id for _, member_id in found.waiting]


async def test_who_has_posted_or_wants_none_is_not_reminded_and_who_took_it_back_is(dispute: Dispute):
    job = await _first_step(dispute)
    for who in CROWD[:4]:
        await dispute.posted.say(who, dispute.id)
    await dispute.posted.take_back(CROWD[0], dispute.id)
    await posted.silence(dispute.desk, GUILD, CROWD[5].member_id)
    await posted.silence(dispute.desk, GUILD, CROWD[6].member_id)
    await posted.hear(dispute.desk, GUILD, CROWD[6].member_id)
    await posted.silence(dispute.desk, GuildId(8), CROWD[7].member_id)
    assert set(await _waiting(dispute, job)) == set(EVERYBODY) - {
        EVERYBODY[1],
        EVERYBODY[2],
        EVERYBODY[3],
        EVERYBODY[5],
    }


async def test_a_press_between_two_letters_is_heeded_at_once(dispute: Dispute):
    job = await _first_step(dispute)
    (later,) = (await _waiting(dispute, job))[-1:]
    assert await ballot_reminders.still_waits(dispute.desk, GUILD, dispute.id, later)
    await dispute.posted.say(next(each for each in CROWD if each.member_id == later), dispute.id)
    assert not await ballot_reminders.still_waits(dispute.desk, GUILD, dispute.id, later)
    await posted.silence(dispute.desk, GUILD, EVERYBODY[0])
    assert not await ballot_reminders.still_waits(dispute.desk, GUILD, dispute.id, EVERYBODY[0])


async def test_a_restart_goes_on_after_the_last_mark_and_writes_to_nobody_twice(dispute: Dispute):
    job, written = await _first_step(dispute), list[MemberId]()
    for _ in range(12):
        found = await ballot_reminders.to_write_to(dispute.desk, job, EVERYBODY, 1)
        ((mark, member_id),) = found.waiting
        written.append(member_id)
        progress = Progress.of(job).about_to(mark).after(mark, arrived=True)
        assert await campaign_letters.intend(dispute.desk, job, progress)
        job = await _job(dispute, job.key)  # as another process would find it
        assert not any(str(each) in json.dumps(job.payload) for each in EVERYBODY)
    assert sorted(written) == sorted(EVERYBODY)
    assert written != sorted(EVERYBODY)  # not in the order of their ids
    assert await _waiting(dispute, job) == []


async def test_at_the_end_no_mark_and_no_number_of_letters_stays_and_who_accepts_none_is_counted_in_fives(
    dispute: Dispute,
):
    job = await _first_step(dispute)
    progress = Progress()
    for mark, _ in (await ballot_reminders.to_write_to(dispute.desk, job, EVERYBODY, 100)).waiting:
        progress = progress.about_to(mark).after(mark, arrived=progress.refused == 7)
        await campaign_letters.intend(dispute.desk, job, progress)
    await ballot_reminders.finished(dispute.desk, await _job(dispute, job.key), progress)
    kept = (await _job(dispute, job.key)).payload
    assert kept == {
        "campaign": 1,
        "ballot": 1,
        "step": 1,
        "last": letters.AFTER_EVERY_MARK,
        "sent": 0,
        "refused": 0,
    }
    assert (await dispute.ballot()).unreachable == 5  # of seven
    await ballot_reminders.finished(
        dispute.desk, await _job(dispute, job.key), Progress.of(await _job(dispute, job.key))
    )
    assert (await dispute.ballot()).unreachable == 5  # nor is it lost if that is done twice


async def test_letters_that_were_cut_off_leave_no_mark_after_the_purge(dispute: Dispute, tmp_path: object):
    job = await _first_step(dispute)
    ((mark, _),) = (await ballot_reminders.to_write_to(dispute.desk, job, EVERYBODY, 1)).waiting
    await campaign_letters.intend(dispute.desk, job, Progress().about_to(mark).after(mark, arrived=True).about_to(mark))
    dispute.clock.move(days=60)
    await outside_endings.close(dispute.desk, GUILD, dispute.id)
    await outside_endings.purge(dispute.desk, GUILD, dispute.id)
    folder = tmp_path / "data"  # pyright: ignore[reportOperatorIssue]
    assert mark.encode() not in bytes_of(folder)
    assert bytes.fromhex(mark) not in bytes_of(folder)


async def test_looked_at_however_often_the_ladder_takes_each_step_once_and_none_at_night(dispute: Dispute):
    found, taken = dispute.standing, 0
    for _ in range(4 * 28):
        dispute.clock.move(hours=6)
        before = (await dispute.ballot()).reminders
        await ballot_reminders.remind(dispute.desk, GUILD, dispute.id)
        after = (await dispute.ballot()).reminders
        taken += after - before
        hour = dispute.clock.now().hour
        assert after == before or 8 <= hour < 21
    assert taken == 3
    async with dispute.desk.db.reading() as conn:
        made = [
            await jobs.state(conn, ballot_reminders.letters_key(found.campaign, found.ballot, step))
            for step in range(1, 5)
        ]
    assert made == ["waiting"] * 3 + [None]


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CANCELLED])
async def test_of_a_ballot_that_is_over_nobody_is_reminded_any_more(dispute: Dispute, status: Status):
    job = await _first_step(dispute)
    async with dispute.desk.db.transaction() as tx:
        await store.save(tx, replace(await dispute.ballot(), status=status))
    assert await _waiting(dispute, job) == []
    await ballot_reminders.remind(dispute.desk, GUILD, dispute.id)
    assert (await dispute.ballot()).reminders == 1


async def test_the_next_step_takes_over_from_letters_that_are_still_going_out(dispute: Dispute):
    first = await _first_step(dispute)
    dispute.clock.move(days=12)
    await ballot_reminders.remind(dispute.desk, GUILD, dispute.id)
    assert await _waiting(dispute, first) == []
    second = await _job(dispute, first.key.replace("ladder_each:1", "ladder_each:2"))
    assert sorted(await _waiting(dispute, second)) == sorted(EVERYBODY)


async def test_without_discords_list_of_members_those_are_reminded_who_follow_the_ballot(dispute: Dispute):
    job = await _first_step(dispute)
    for number, topics in enumerate(([Topic.BALLOT], [Topic.UPDATES], [Topic.BALLOT, Topic.DATES], [])):
        await following.follow(dispute.desk, branches.identify(dispute.branch, CROWD[number]), topics)
    await dispute.posted.say(CROWD[2], dispute.id)
    found = await ballot_reminders.to_write_to(dispute.desk, job, None, 100)
    assert [member_id for _, member_id in found.waiting] == [EVERYBODY[0]]


async def test_who_stops_all_messages_is_not_reminded_either_until_they_ask_for_it_again(dispute: Dispute):
    job, ann = await _first_step(dispute), branches.identify(dispute.branch, CROWD[0])
    await following.unfollow(dispute.desk, GUILD, ann.member_id)
    await following.follow(dispute.desk, ann, [Topic.UPDATES])
    assert ann.member_id not in await _waiting(dispute, job)
    await following.follow(dispute.desk, ann, [Topic.BALLOT])
    assert ann.member_id in await _waiting(dispute, job)


async def test_a_step_whose_day_was_moved_waits_for_the_new_one(dispute: Dispute):
    await ballot_reminders.remind(dispute.desk, GUILD, dispute.id)  # days before the first
    assert (await dispute.ballot()).reminders == 0
    key = outside_ballots.key(dispute.standing.campaign, dispute.standing.ballot, "campaign.ladder")
    async with dispute.desk.db.reading() as conn:
        assert await jobs.due_at(conn, key) == dispute.standing.moments[0]


async def test_five_thousand_members_are_sorted_out_while_others_press(dispute: Dispute):
    job = await _first_step(dispute)
    many = [MemberId(10_000 + number) for number in range(5_000)]
    found, _ = await asyncio.gather(
        ballot_reminders.to_write_to(dispute.desk, job, many, 50), dispute.posted.say(CROWD[0], dispute.id)
    )
    assert len(found.waiting) == 50
