"""Letters on a real database, without Discord: who is next, who is in doubt, and when nobody need be written to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.actions import branches, campaign_letters, following, letters, starting, updates
from bot.actions.letters import Progress
from bot.actions.updates import Standing
from bot.desk import Desk
from bot.errors import NotAllowed, TooLate
from bot.ids import Asker, ChannelId, MemberId
from bot.rules.branches import Use
from bot.rules.campaigns import Campaign, Nation
from bot.rules.following import Topic
from bot.store import jobs
from bot.store.jobs import Job
from tests.actions.announced import GUILD, SUE, Hall, member
from tests.builders import Clock

MOST = 3
LEASE = timedelta(hours=1)


@dataclass
class Post:
    """A campaign, and letters in it."""

    desk: Desk
    clock: Clock
    hall: Hall
    campaign: Campaign
    rob: Asker

    async def follow(self, *numbers: int) -> None:
        """These members follow updates."""
        for number in numbers:
            who = branches.identify(self.hall.branch, member(number))
            await following.follow(self.desk, who, [Topic.UPDATES])

    async def update(self) -> Standing:
        """An update, posted."""
        found = await updates.draft(self.desk, self.rob, self.campaign.id, text="Talks begin.", office="Chair")
        return await updates.post(self.desk, self.rob, found.update.id)

    async def correct(self, found: Standing, text: str) -> Standing:
        """The same, corrected."""
        return await updates.correct(
            self.desk,
            self.rob,
            found.update.id,
            number=found.update.text.number,
            text=text,
            office="Chair",
            reason="It was wrong",
        )

    async def job(self, found: Standing) -> Job:
        """The letters that carry what stands."""
        async with self.desk.db.reading() as conn:
            job = await jobs.get(conn, updates.letters_key(found))
        assert job is not None
        return job

    async def state(self, found: Standing) -> str | None:
        """Whether they wait, are done, or are gone."""
        async with self.desk.db.reading() as conn:
            return await jobs.state(conn, updates.letters_key(found))

    async def next_(self, found: Standing) -> Sequence[int]:
        """Who is written to next, by number."""
        portion = await campaign_letters.next_(self.desk, await self.job(found), MOST)
        return [each - 100 for each in portion.waiting]

    async def write(self, found: Standing, number: int, *, arrived: bool = True) -> None:
        """One letter, noted before it is sent, and what came of it."""
        job = await self.job(found)
        progress = Progress.of(job).about_to(MemberId(100 + number))
        assert await campaign_letters.intend(self.desk, job, progress)
        progress = progress.after(MemberId(100 + number), arrived=arrived)
        await campaign_letters.put_down(self.desk, job, progress)


@pytest.fixture
async def post(desk: Desk, clock: Clock, hall: Hall, rob: Asker) -> Post:
    await branches.choose_channel(desk, SUE, Use.CAMPAIGN, ChannelId(6))
    branch = await branches.finish(desk, SUE)
    words = {"title": "Pay 2026", "employer": "The employer", "claim": "8%", "contact": "Any rep"}
    draft = await starting.make(desk, rob, branch, nation=Nation.ENGLAND_WALES, **words)
    return Post(desk, clock, hall, await starting.start(desk, rob, branch, draft.id), rob)


async def test_followers_are_written_to_in_the_order_of_their_ids_a_few_at_a_time(post: Post):
    await post.follow(4, 2, 5, 1)
    found = await post.update()
    assert await post.next_(found) == [1, 2, 4]
    for number in (1, 2, 4):
        await post.write(found, number)
    assert await post.next_(found) == [5]
    await post.follow(3, 6)  # three has missed it, and six has not
    assert await post.next_(found) == [5, 6]


async def test_whoever_is_to_be_written_to_besides_them_has_one_letter_too_and_nobody_two(post: Post):
    await post.follow(2)
    async with post.desk.db.transaction() as tx:
        await following.queue_letters(
            tx, post.campaign, Topic.UPDATES, "answer", post.clock.now(), each=1, also=[MemberId(101), MemberId(102)]
        )
        job = await jobs.get(tx, following.letters_key(post.campaign, "answer", 1))
    assert job is not None
    portion = await campaign_letters.next_(post.desk, job, MOST)
    assert portion.waiting == [101, 102]
    tally = await campaign_letters.tally(post.desk, GUILD, job.key)
    assert tally is not None
    assert tally.to_come == 3  # the one who follows as well is counted with both: it is a forecast
    await campaign_letters.finished(post.desk, replace(job, payload={**job.payload, "last": 102, "sent": 2}))
    async with post.desk.db.reading() as conn:
        after = await jobs.get(conn, job.key)
    assert after is not None
    assert not {"101", "102"} & set(re.findall(r"\d+", str(after.payload)))


async def test_after_a_crash_only_who_was_being_written_to_is_in_doubt(post: Post):
    await post.follow(1, 2, 3)
    found = await post.update()
    await post.write(found, 1)
    job = await post.job(found)
    assert await campaign_letters.intend(post.desk, job, Progress.of(job).about_to(MemberId(102)))
    # Here the power goes. Whoever starts again reads:
    after = Progress.of(await post.job(found))
    assert (after.last, after.in_hand, after.sent) == (101, 102, 1)
    assert await post.next_(found) == [2, 3]


async def test_when_all_are_written_the_numbers_stay_and_nobodys_id(post: Post):
    await post.follow(1, 2)
    found = await post.update()
    await post.write(found, 1)
    await post.write(found, 2, arrived=False)
    for _ in range(2):  # a crash after it changes nothing
        await campaign_letters.finished(post.desk, await post.job(found))
    job = await post.job(found)
    assert Progress.of(job) == Progress(letters.AFTER_EVERYBODY, sent=1, refused=1)
    assert "101" not in str(job.payload)
    tally = await campaign_letters.tally(post.desk, GUILD, job.key)
    assert tally is not None
    assert (tally.sent, tally.refused, tally.to_come) == (1, 1, 0)


async def test_a_correction_takes_the_place_of_letters_still_to_be_written(post: Post):
    await post.follow(1, 2)
    found = await post.update()
    job = await post.job(found)
    corrected = await post.correct(found, "Talks begin on Tuesday.")
    assert await post.state(found) is None
    assert not await campaign_letters.intend(post.desk, job, Progress.of(job).about_to(MemberId(101)))
    await campaign_letters.put_down(post.desk, job, Progress(101, 1))
    assert await post.state(found) is None  # what was going on meanwhile does not bring it back
    assert await post.next_(corrected) == [1, 2]
    post.clock.move(seconds=1)
    again = await post.correct(corrected, "Talks begin on Wednesday.")
    assert (await post.state(corrected), await post.state(again)) == (None, "waiting")


async def test_nobody_is_written_to_at_night(post: Post):
    found = await post.update()
    job = await post.job(found)
    assert (await campaign_letters.next_(post.desk, job, MOST)).not_before == post.clock.now()
    post.clock.move(hours=2.5)  # 21:00
    not_before = (await campaign_letters.next_(post.desk, job, MOST)).not_before
    assert (not_before - post.clock.now()).total_seconds() == 11 * 3600
    tally = await campaign_letters.tally(post.desk, GUILD, job.key)
    assert tally is not None
    assert tally.is_night


async def test_letters_of_all_branches_take_turns(post: Post):
    await post.follow(1, 2)
    first, second = updates.letters_key(await post.update()), updates.letters_key(await post.update())
    turns: list[str] = []
    for _ in range(4):
        post.clock.move(seconds=1)
        held: list[Job] = []
        async with post.desk.db.transaction() as tx:
            while (each := await jobs.claim(tx, post.clock.now(), LEASE)) is not None:
                held += [each] if each.kind == "campaign.letters" else []
        (job,) = held  # one at a time, whatever else is done
        turns.append(job.key)
        await campaign_letters.put_down(post.desk, job, Progress.of(job))
        async with post.desk.db.transaction() as tx:
            await jobs.finish(tx, job, post.clock.now())
    assert turns == [first, second, first, second]


async def test_who_has_left_is_forgotten_and_only_members_can_follow(post: Post):
    await post.follow(1)
    await campaign_letters.has_left(post.desk, GUILD, MemberId(101))
    ann = branches.identify(post.hall.branch, member(1))
    assert await following.topics(post.desk, ann) == frozenset()
    stranger = Asker(GUILD, MemberId(999), frozenset())
    with pytest.raises(NotAllowed):
        await following.follow(post.desk, stranger, [Topic.UPDATES])


async def test_what_was_withdrawn_is_not_posted_when_its_time_comes(post: Post):
    draft = await updates.draft(post.desk, post.rob, post.campaign.id, text="Talks begin.", office="Chair")
    waiting = await updates.schedule(post.desk, post.rob, post.hall.branch, draft.update.id, "in 2 hours")
    with pytest.raises(TooLate, match=r"update\.not_posted"):
        await updates.correctable(post.desk, post.rob, waiting.update.id)
    await updates.withdraw(post.desk, post.rob, waiting.update.id)
    await updates.fall_due(post.desk, GUILD, waiting.update.id)
    assert (await updates.standing(post.desk, GUILD, waiting.update.id)).update.posted_at is None
