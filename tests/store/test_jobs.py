"""The queue on its own: what is asked for, who holds it, and what becomes of it."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ids import GuildId
from bot.store import jobs
from bot.store.db import Database
from tests.builders import Clock

HOUR = timedelta(hours=1)
BRANCH = GuildId(7)


class Queue:
    """The queue with a clock; each call is a transaction of its own."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock

    async def add(self, key="refresh", *, after=0.0, subject="poll:1", again=False, payload=None):
        async with self.db.transaction() as tx:
            due_at = self.clock.now() + timedelta(seconds=after)
            await jobs.add(
                tx,
                kind="poll.refresh",
                subject=subject,
                guild_id=BRANCH,
                due_at=due_at,
                key=key,
                payload=payload,
                again=again,
            )

    async def claim(self):
        async with self.db.transaction() as tx:
            return await jobs.claim(tx, self.clock.now(), HOUR)

    async def claimed(self):
        job = await self.claim()
        assert job is not None
        return job

    async def keys(self):
        """Everything that can be claimed now, finished as it comes."""
        found = []
        while job := await self.claim():
            found.append(job.key)
            await self.finish(job)
        return found

    async def finish(self, job):
        async with self.db.transaction() as tx:
            await jobs.finish(tx, job, self.clock.now())

    async def retry(self, job, after):
        async with self.db.transaction() as tx:
            await jobs.retry(tx, job, self.clock.now() + timedelta(seconds=after), "job.unexpected")

    async def fail(self, job):
        async with self.db.transaction() as tx:
            return await jobs.fail(tx, job, self.clock.now(), "job.unexpected")

    async def state(self, key="refresh"):
        async with self.db.reading() as conn:
            return await jobs.state(conn, key)


@pytest.fixture
def queue(desk, clock):
    return Queue(desk.db, clock)


async def test_the_same_key_is_queued_once(queue):
    await queue.add(payload={"first": True})
    await queue.add(payload={"first": False})
    job = await queue.claimed()
    assert job.payload == {"first": True}
    await queue.add()
    await queue.finish(job)
    await queue.add()
    assert await queue.claim() is None
    assert await queue.state() == "done"


async def test_a_job_that_failed_is_tried_anew_when_added(queue, clock):
    await queue.add()
    await queue.fail(await queue.claimed())
    async with queue.db.reading() as conn:
        (failed,) = await jobs.failed(conn, BRANCH)
        assert await jobs.failed(conn, GuildId(8)) == []
    assert (failed.problem, failed.attempts) == ("job.unexpected", 1)
    await queue.add()
    assert (await queue.claimed()).attempts == 1


async def test_what_is_done_runs_again_when_asked_again(queue):
    await queue.add(payload={"message": 1})
    assert await queue.keys() == ["refresh"]
    await queue.add(again=True)
    job = await queue.claimed()
    assert (job.attempts, job.payload) == (1, {"message": 1})


async def test_asked_again_while_it_runs_it_runs_once_more(queue):
    await queue.add()
    job = await queue.claimed()
    await queue.add(again=True)
    await queue.add(again=True)
    assert await queue.claim() is None  # not beside itself
    await queue.finish(job)
    assert await queue.keys() == ["refresh"]


async def test_asked_again_while_it_runs_it_keeps_the_earliest_of_the_new_times(queue, clock):
    await queue.add()
    job = await queue.claimed()
    await queue.add(again=True, after=60)
    await queue.add(again=True, after=30)
    await queue.add(again=True, after=90)
    await queue.finish(job)
    assert await queue.claim() is None
    clock.move(seconds=30)
    assert await queue.keys() == ["refresh"]


async def test_asked_again_while_it_waits_it_keeps_the_earlier_time(queue, clock):
    await queue.add(after=60)
    await queue.add(after=30, again=True)
    await queue.add(after=90, again=True)
    clock.move(seconds=30)
    assert await queue.keys() == ["refresh"]
    clock.move(seconds=60)
    assert await queue.keys() == []


async def test_asked_again_while_it_backs_off_it_keeps_to_its_own_time(queue, clock):
    await queue.add()
    await queue.retry(await queue.claimed(), after=60)
    await queue.add(again=True)
    assert await queue.claim() is None
    clock.move(seconds=60)
    assert (await queue.claimed()).attempts == 2


async def test_asked_again_while_its_last_try_fails_it_is_not_given_up(queue):
    await queue.add()
    job = await queue.claimed()
    await queue.add(again=True)
    assert await queue.fail(job) is False
    assert (await queue.claimed()).attempts == 1


async def test_jobs_of_one_subject_run_one_at_a_time_the_earliest_first(queue):
    await queue.add("third")
    await queue.add("second", after=-1)
    await queue.add("other", subject="poll:2", after=-0.5)
    await queue.add("first", after=-2)
    first, other = await queue.claimed(), await queue.claimed()
    assert (first.key, other.key) == ("first", "other")
    assert await queue.claim() is None
    await queue.finish(first)
    assert await queue.keys() == ["second", "third"]


async def test_a_job_that_backs_off_lets_later_ones_of_its_subject_pass(queue):
    await queue.add("first")
    await queue.add("second")
    await queue.retry(await queue.claimed(), after=60)
    assert await queue.keys() == ["second"]


async def test_a_lease_that_runs_out_frees_the_job_and_its_old_holder_has_no_say(queue, clock):
    await queue.add()
    slow = await queue.claimed()
    clock.move(minutes=59)
    assert await queue.claim() is None
    clock.move(minutes=1)
    quick = await queue.claimed()
    assert quick.attempts == 2
    await queue.fail(slow)
    await queue.retry(slow, after=0)
    await queue.finish(slow)
    assert await queue.claim() is None
    assert await queue.state() == "waiting"
    await queue.finish(quick)
    assert await queue.state() == "done"


async def test_a_new_process_frees_everything_and_counts_the_tries_of_the_old_one(queue):
    await queue.add()
    await queue.claimed()
    async with queue.db.transaction() as tx:
        await jobs.release_all(tx)
    assert (await queue.claimed()).attempts == 2


async def test_what_a_try_kept_is_there_for_the_next(queue):
    await queue.add(payload={"poll": 1})
    job = await queue.claimed()
    async with queue.db.transaction() as tx:
        await jobs.keep(tx, job, job.payload | {"message": 99})
    await queue.retry(job, after=0)
    assert (await queue.claimed()).payload == {"poll": 1, "message": 99}


async def test_what_is_added_to_a_job_that_runs_is_there_when_it_runs_again_with_what_the_try_added(queue):
    await queue.add(payload={"poll": 1, "settled": None})
    job = await queue.claimed()
    async with queue.db.transaction() as tx:
        await jobs.amend(tx, job.key, {"settled": "agreed", "by": 2**62})
    await queue.add(again=True)
    async with queue.db.transaction() as tx:
        await jobs.amend(tx, job.key, {"message": 99})
    await queue.finish(job)
    assert (await queue.claimed()).payload == {"poll": 1, "settled": "agreed", "by": 2**62, "message": 99}


async def test_a_dropped_job_is_not_done_and_may_be_added_anew(queue):
    await queue.add()
    async with queue.db.transaction() as tx:
        await jobs.drop(tx, "refresh")
    assert await queue.claim() is None
    assert await queue.state() is None
    await queue.add()
    assert await queue.keys() == ["refresh"]


async def test_dropping_a_subject_leaves_others_alone(queue):
    await queue.add("one")
    await queue.add("two")
    await queue.add("other", subject="poll:2")
    async with queue.db.transaction() as tx:
        await jobs.drop_subject(tx, "poll:1")
    assert await queue.keys() == ["other"]


@pytest.mark.parametrize("ending", ["finish", "fail", "retry"])
async def test_a_job_dropped_while_it_runs_holds_its_subject_and_is_not_tried_again(queue, ending):
    await queue.add("announce")
    job = await queue.claimed()
    async with queue.db.transaction() as tx:
        await jobs.drop_subject(tx, "poll:1")
    await queue.add("cancel")
    assert await queue.claim() is None
    if ending == "finish":
        await queue.finish(job)
    elif ending == "fail":
        assert await queue.fail(job) is False
    else:
        await queue.retry(job, after=0)
    assert await queue.keys() == ["cancel"]


async def test_a_job_asked_again_and_then_dropped_while_it_runs_does_not_run_again(queue):
    await queue.add()
    job = await queue.claimed()
    await queue.add(again=True)
    async with queue.db.transaction() as tx:
        await jobs.drop(tx, "refresh")
    await queue.finish(job)
    assert await queue.keys() == []


async def test_a_job_dropped_while_it_runs_and_added_anew_runs_again(queue):
    await queue.add()
    job = await queue.claimed()
    async with queue.db.transaction() as tx:
        await jobs.drop(tx, "refresh")
    await queue.add()
    await queue.finish(job)
    assert await queue.keys() == ["refresh"]


async def test_what_was_dropped_while_it_ran_is_forgotten_when_the_process_died(queue):
    await queue.add()
    await queue.claimed()
    async with queue.db.transaction() as tx:
        await jobs.drop(tx, "refresh")
    async with queue.db.transaction() as tx:
        await jobs.release_all(tx)
    assert await queue.state() is None


async def test_an_extended_poll_closes_at_its_new_time(queue, clock):
    await queue.add("close", after=60)
    async with queue.db.transaction() as tx:
        await jobs.reschedule(tx, "close", clock.now() + HOUR)
    clock.move(minutes=59)
    assert await queue.claim() is None
    clock.move(minutes=1)
    assert await queue.keys() == ["close"]


async def test_a_poll_extended_while_its_close_runs_closes_again_at_its_new_time(queue, clock):
    await queue.add("close")
    job = await queue.claimed()
    async with queue.db.transaction() as tx:
        await jobs.reschedule(tx, "close", clock.now() + HOUR)
    await queue.finish(job)
    assert await queue.claim() is None
    clock.move(hours=1)
    assert await queue.keys() == ["close"]


async def test_the_next_time_leaves_out_subjects_that_are_held(queue, clock):
    async def next_due():
        async with queue.db.reading() as conn:
            return await jobs.next_due(conn, clock.now())

    assert await next_due() is None
    await queue.add("later", subject="poll:2", after=60)
    await queue.add("first")
    await queue.add("second")
    assert await next_due() == clock.now()
    first = await queue.claimed()
    assert await next_due() == clock.now() + timedelta(seconds=60)
    await queue.finish(first)
    assert await next_due() == clock.now()
    async with queue.db.reading() as conn:
        assert await jobs.kinds_waiting(conn) == {"poll.refresh"}


class Story:
    """Acts on the queue, and keeps account of what it owes: asked for, and not begun since."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.owed: set[str] = set()
        self.held: list[jobs.Job] = []

    async def add(self, key: str, after: int) -> None:
        if await self.queue.state(key) in (None, "failed", "dropped"):
            self.owed.add(key)
        await self.queue.add(key, subject=key[0], after=after)

    async def again(self, key: str, after: int) -> None:
        self.owed.add(key)
        await self.queue.add(key, subject=key[0], after=after, again=True)

    async def claim(self, _key: str, _after: int) -> None:
        if job := await self.queue.claim():
            assert job.subject not in {other.subject for other in self.held}
            self.held.append(job)
            self.owed.discard(job.key)

    async def finish(self, _key: str, _after: int) -> None:
        if self.held:
            await self.queue.finish(self.held.pop(0))

    async def retry(self, _key: str, after: int) -> None:
        if self.held:
            job = self.held.pop(0)
            await self.queue.retry(job, after)
            await self._owe_if_waiting(job)

    async def fail(self, _key: str, _after: int) -> None:
        if self.held:
            await self.queue.fail(self.held.pop(0))

    async def drop(self, key: str, _after: int) -> None:
        async with self.queue.db.transaction() as tx:
            await jobs.drop(tx, key)
        self.owed.discard(key)

    async def die(self, _key: str, _after: int) -> None:
        async with self.queue.db.transaction() as tx:
            await jobs.release_all(tx)
        for job in self.held:
            await self._owe_if_waiting(job)
        self.held.clear()

    async def wait(self, _key: str, after: int) -> None:
        self.queue.clock.move(seconds=after)

    async def _owe_if_waiting(self, job: jobs.Job) -> None:
        if await self.queue.state(job.key) == "waiting":
            self.owed.add(job.key)


ACT = st.tuples(
    st.sampled_from(["add", "again", "claim", "finish", "retry", "fail", "drop", "die", "wait"]),
    st.sampled_from(["a1", "a2", "b1"]),
    st.integers(0, 3),
)


@settings(max_examples=60, deadline=None)
@given(acts=st.lists(ACT, max_size=30))
async def test_nothing_asked_for_is_ever_lost_and_no_subject_is_held_twice(tmp_path_factory, acts):
    """In whatever order: in the end exactly what was asked for and not dropped since it last began still runs."""
    clock = Clock()
    db = await Database.open(tmp_path_factory.mktemp("queue"))
    story = Story(Queue(db, clock))
    for act, key, after in acts:
        await getattr(story, act)(key, after)
    while story.held:
        await story.finish("", 0)
    clock.move(seconds=10)
    assert set(await story.queue.keys()) == story.owed
    await db.close()


async def test_everything_of_a_branch_that_failed_can_be_tried_once_more(queue, clock):
    await queue.add("one")
    await queue.add("two")
    for _ in range(2):
        await queue.fail(await queue.claimed())
    clock.move(hours=1)
    async with queue.db.transaction() as tx:
        assert await jobs.revive(tx, GuildId(8), clock.now()) == 0
        assert await jobs.revive(tx, BRANCH, clock.now()) == 2
    assert await queue.keys() == ["one", "two"]
