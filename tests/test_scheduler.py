"""What Steward owes somebody is done: after failures, restarts and full disks, once each and in order."""

import asyncio
import gc
import sqlite3
import subprocess
import sys
import weakref
from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.errors import Unavailable
from bot.ids import GuildId
from bot.scheduler import Hopeless, Later, NoHandlerError, Scheduler, full_jitter
from bot.store import audit, jobs
from bot.store.jobs import Job

BRANCH = GuildId(7)


class Handler:
    """Remembers what it was given, and fails as often as it was told to."""

    def __init__(self) -> None:
        self.seen: list[Job] = []
        self.trouble: list[Exception] = []
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.has_begun = asyncio.Event()
        self.begun = asyncio.Semaphore(0)
        self.at_once = self.most_at_once = 0

    async def __call__(self, job: Job) -> None:
        self.seen.append(job)
        self.has_begun.set()
        self.begun.release()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.may_go_on.wait()
            if self.trouble:
                raise self.trouble.pop(0)
        finally:
            self.at_once -= 1

    @property
    def keys(self) -> list[str]:
        return [job.key for job in self.seen]


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
async def scheduler(desk: Desk, handler: Handler):
    scheduler = Scheduler(desk, jitter=lambda delay: delay)
    scheduler.handle("poll.announce", handler)
    yield scheduler
    await scheduler.stop(0)


async def queue(desk: Desk, key: str = "one", *, after: float = 0, subject: str = "poll:1", again=False, kind=None):
    async with desk.db.transaction() as tx:
        await jobs.add(
            tx,
            kind=kind or "poll.announce",
            subject=subject,
            guild_id=BRANCH,
            due_at=desk.now() + timedelta(seconds=after),
            key=key,
            again=again,
        )


async def state(desk: Desk, key: str = "one") -> str | None:
    async with desk.db.reading() as conn:
        return await jobs.state(conn, key)


async def failed(desk: Desk) -> list[Job]:
    async with desk.db.reading() as conn:
        return await jobs.failed(conn, BRANCH)


async def test_what_is_due_is_done_once(desk, scheduler, handler):
    await queue(desk)
    await scheduler.settle()
    await scheduler.settle()
    assert handler.keys == ["one"]
    assert await state(desk) == "done"


async def test_what_is_not_due_waits(desk, scheduler, handler, clock):
    await queue(desk, after=60)
    await scheduler.settle()
    assert handler.keys == []
    clock.move(seconds=60)
    await scheduler.settle()
    assert handler.keys == ["one"]


async def test_what_a_job_brings_about_is_settled_too(desk, handler):
    scheduler = Scheduler(desk)

    async def close(job: Job) -> None:
        await queue(desk, "announce")

    scheduler.handle("poll.close", close)
    scheduler.handle("poll.announce", handler)
    await queue(desk, "close", kind="poll.close")
    await scheduler.settle()
    assert handler.keys == ["announce"]


async def test_a_running_scheduler_hears_of_new_jobs_at_once(desk, scheduler, handler):
    await scheduler.start()
    await asyncio.sleep(0.02)
    async with asyncio.timeout(5):  # and not only when it next looks
        await queue(desk)
        await handler.has_begun.wait()
        assert await scheduler.when_done("one", 5)


async def test_a_running_scheduler_notices_when_a_job_falls_due(tmp_path, handler):
    desk = await Desk.open(tmp_path)  # the wall clock
    scheduler = Scheduler(desk)
    scheduler.handle("poll.announce", handler)
    await scheduler.start()
    await queue(desk, after=0.15)
    async with asyncio.timeout(5):
        await handler.has_begun.wait()
    assert desk.now() >= handler.seen[0].due_at
    await scheduler.stop(1)
    await desk.close()


async def test_settling_waits_for_what_a_running_scheduler_has_in_hand(desk, scheduler, handler):
    await scheduler.start()
    handler.may_go_on.clear()
    await queue(desk)
    await handler.has_begun.wait()
    await queue(desk, "two")
    asyncio.get_running_loop().call_later(0.03, handler.may_go_on.set)
    await scheduler.settle()
    assert handler.keys == ["one", "two"]
    assert await state(desk, "two") == "done"


async def test_jobs_of_one_subject_never_run_beside_each_other(desk, scheduler, handler):
    for number in range(5):
        await queue(desk, f"job {number}")
    await scheduler.start()
    await scheduler.settle()
    assert handler.keys == [f"job {number}" for number in range(5)]
    assert handler.most_at_once == 1


async def test_different_subjects_run_side_by_side_up_to_the_number_of_workers(desk, scheduler, handler):
    handler.may_go_on.clear()
    for number in range(6):
        await queue(desk, f"job {number}", subject=f"poll:{number}")
    await scheduler.start()
    for _ in range(4):
        await handler.begun.acquire()
    await asyncio.sleep(0.05)
    assert handler.at_once == 4
    handler.may_go_on.set()
    await scheduler.settle()
    assert len(handler.seen) == 6


async def test_a_failure_is_tried_again_later_and_later(desk, scheduler, handler, clock):
    handler.trouble = [OSError() for _ in range(12)]
    await queue(desk)
    waited = []
    while await state(desk) != "done":
        await scheduler.settle()
        async with desk.db.reading() as conn:
            due_at = await jobs.next_due(conn, clock.now())
        if due_at is not None:
            waited.append((due_at - clock.now()).total_seconds())
            clock.move(seconds=waited[-1])
    assert waited == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]
    assert [job.attempts for job in handler.seen] == list(range(1, 14))


def test_the_delay_is_spread_so_that_what_failed_together_comes_back_apart():
    delays = [full_jitter(600) for _ in range(200)]
    assert min(delays) >= 0
    assert max(delays) <= 600
    assert max(delays) - min(delays) > 300


async def test_a_delay_is_never_nothing(desk, handler, clock):
    scheduler = Scheduler(desk, jitter=lambda _: 0)
    scheduler.handle("poll.announce", handler)
    handler.trouble = [OSError()]
    await queue(desk)
    await scheduler.settle()
    assert len(handler.seen) == 1
    clock.move(seconds=1)
    await scheduler.settle()
    assert len(handler.seen) == 2


async def test_a_job_that_waits_for_its_next_try_lets_others_pass(desk, scheduler, handler):
    handler.trouble = [OSError()]
    await queue(desk, "one")
    await queue(desk, "two")
    await scheduler.settle()
    assert (await state(desk, "one"), await state(desk, "two")) == ("waiting", "done")


async def test_discords_wish_to_wait_is_respected(desk, scheduler, handler, clock):
    handler.trouble = [Later(90)]
    await queue(desk)
    await scheduler.settle()
    clock.move(seconds=89)
    await scheduler.settle()
    assert len(handler.seen) == 1
    clock.move(seconds=1)
    await scheduler.settle()
    assert await state(desk) == "done"


async def test_what_can_never_succeed_is_given_up_and_put_on_record(desk, scheduler, handler, clock):
    handler.trouble = [Hopeless("job.no_permission")]
    await queue(desk)
    await scheduler.settle()
    clock.move(days=1)
    await scheduler.settle()
    assert len(handler.seen) == 1
    (job,) = await failed(desk)
    assert job.problem == "job.no_permission"
    async with desk.db.reading() as conn:
        (entry,) = await audit.page(conn, BRANCH, before=None, limit=10)
    assert (entry.what, entry.about, entry.actor) == ("job.failed", "poll:1", None)
    assert entry.detail == {"kind": "poll.announce", "problem": "job.no_permission"}


async def test_the_same_failure_of_a_job_asked_for_again_is_put_on_record_once(desk, scheduler, handler, clock):
    handler.trouble = [Hopeless("job.no_permission") for _ in range(3)]
    for _ in range(3):
        await queue(desk, again=True)
        await scheduler.settle()
        clock.move(seconds=5)
    assert len(handler.seen) == 3
    async with desk.db.reading() as conn:
        assert len(await audit.page(conn, BRANCH, before=None, limit=10)) == 1


async def test_a_job_is_given_up_after_a_day_of_tries(desk, scheduler, handler, clock):
    handler.trouble = [Unavailable("store.unavailable") for _ in range(1000)]
    began = clock.now()
    await queue(desk)
    while await state(desk) == "waiting":
        await scheduler.settle()
        clock.move(minutes=10)
    assert timedelta(hours=23) < clock.now() - began < timedelta(hours=25)
    assert (await failed(desk))[0].problem == "store.unavailable"


async def test_a_day_switched_off_does_not_count_as_a_day_of_tries(desk, scheduler, handler, clock):
    handler.trouble = [OSError() for _ in range(5)]
    await queue(desk)
    await scheduler.settle()
    clock.move(days=3)
    await scheduler.settle()
    assert await state(desk) == "waiting"


async def test_after_a_long_time_off_everything_overdue_is_done_once_and_in_order(desk, scheduler, handler, clock):
    for number in (3, 1, 2):
        await queue(desk, f"job {number}", after=number * 3600)
    clock.move(days=2)
    await scheduler.start()
    await scheduler.settle()
    assert handler.keys == ["job 1", "job 2", "job 3"]


async def test_a_waiting_kind_that_nobody_can_do_stops_the_start(desk, scheduler):
    await queue(desk, kind="meeting.remind", after=3600)
    with pytest.raises(NoHandlerError, match=r"meeting\.remind") as refused:
        await scheduler.start()
    assert refused.value.kinds == {"meeting.remind"}


def test_two_handlers_for_one_kind_are_a_mistake(scheduler, handler):
    with pytest.raises(ValueError, match=r"poll\.announce"):
        scheduler.handle("poll.announce", handler)


async def test_a_start_takes_up_what_the_last_process_had_in_hand(desk, scheduler, handler, clock):
    await queue(desk)
    async with desk.db.transaction() as tx:
        await jobs.claim(tx, clock.now(), timedelta(hours=1))
    await scheduler.start()
    await scheduler.settle()
    assert [job.attempts for job in handler.seen] == [2]  # so the handler looks for what is already posted


async def test_stopping_finishes_what_is_in_hand_and_begins_nothing_more(desk, scheduler, handler):
    handler.may_go_on.clear()
    await queue(desk)
    await scheduler.start()
    await handler.has_begun.wait()
    await queue(desk, "two")
    asyncio.get_running_loop().call_later(0.03, handler.may_go_on.set)
    await scheduler.stop(5)
    assert (await state(desk, "one"), await state(desk, "two")) == ("done", "waiting")
    assert handler.keys == ["one"]


async def test_stopping_does_not_wait_for_ever_and_loses_nothing(desk, scheduler, handler):
    handler.may_go_on.clear()
    await queue(desk)
    await scheduler.start()
    await handler.has_begun.wait()
    await scheduler.stop(0.02)
    assert await state(desk) == "waiting"
    handler.may_go_on.set()
    await scheduler.start()
    await scheduler.settle()
    assert [job.attempts for job in handler.seen] == [1, 2]


async def test_somebody_may_wait_for_the_delivery(desk, scheduler, handler):
    assert not await scheduler.when_done("one", 1)  # nothing of that name
    await queue(desk)
    waiting = asyncio.create_task(scheduler.when_done("one", 5))
    await asyncio.sleep(0.02)
    assert not waiting.done()
    await scheduler.start()
    assert await waiting
    assert await scheduler.when_done("one", 1)  # done already


async def test_somebody_who_waits_is_told_when_it_failed_or_takes_too_long(desk, scheduler, handler):
    handler.trouble = [Hopeless("job.no_permission")]
    await queue(desk)
    waiting = asyncio.create_task(scheduler.when_done("one", 5))
    await asyncio.sleep(0.02)
    await scheduler.settle()
    assert not await waiting
    await queue(desk, "later", after=3600)
    assert not await scheduler.when_done("later", 0.02)


async def test_a_file_held_by_somebody_else_delays_the_queue_and_nothing_more(desk, scheduler, handler, tmp_path):
    handler.may_go_on.clear()
    await scheduler.start()
    await queue(desk)
    await handler.has_begun.wait()
    other = sqlite3.connect(tmp_path / "data" / "steward.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    handler.may_go_on.set()  # delivered, and it cannot be written down
    await asyncio.sleep(1.2)
    other.close()
    await queue(desk, "two")
    assert await scheduler.when_done("two", 10)
    assert handler.keys == ["one", "two"]  # not delivered a second time


async def test_a_handler_with_a_bug_is_tried_again_and_its_job_says_nothing_in_the_log(
    desk, scheduler, handler, caplog
):
    caplog.set_level("DEBUG")
    handler.trouble = [ZeroDivisionError()]
    async with desk.db.transaction() as tx:
        await jobs.add(
            tx,
            kind="poll.announce",
            subject="poll:1",
            guild_id=BRANCH,
            due_at=desk.now(),
            key="one",
            payload={"text": "the steward of Leeds has had enough"},
        )
    await scheduler.settle()
    assert await state(desk) == "waiting"
    assert "ZeroDivisionError" in caplog.text
    assert "Traceback" in caplog.text
    assert "Leeds" not in caplog.text


DELIVERING = """
import asyncio, sys
from pathlib import Path
from bot.desk import Desk
from bot.scheduler import Scheduler
async def main():
    desk = await Desk.open(Path(sys.argv[1]))
    async def deliver(job):
        print(job.key, job.attempts, flush=True)
    scheduler = Scheduler(desk)
    scheduler.handle("poll.announce", deliver)
    await scheduler.start()
    await asyncio.sleep(60)
asyncio.run(main())
"""


def delivered_before_a_kill(folder: Path) -> list[list[str]]:
    command = [sys.executable, "-c", DELIVERING, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bot:  # noqa: S603 - our own interpreter
        assert bot.stdout is not None
        said = [bot.stdout.readline() for _ in range(3)]
        bot.kill()
        return [line.split() for line in said + bot.stdout.readlines()]


async def test_killed_again_and_again_everything_is_delivered_in_the_end(tmp_path: Path, handler):
    """Kill -9 just after a delivery: the same is delivered again, and knows that it may have been."""
    desk = await Desk.open(tmp_path)
    for number in range(20):
        await queue(desk, f"job-{number:02}")
    await desk.close()
    delivered: list[list[str]] = []
    for _ in range(4):
        delivered += await asyncio.to_thread(delivered_before_a_kill, tmp_path)
    desk = await Desk.open(tmp_path)
    scheduler = Scheduler(desk)
    scheduler.handle("poll.announce", handler)
    await scheduler.start()
    await scheduler.settle()
    await scheduler.stop(1)
    await desk.close()
    delivered += [[job.key, str(job.attempts)] for job in handler.seen]
    keys = [key for key, _ in delivered]
    assert set(keys) == {f"job-{number:02}" for number in range(20)}
    assert keys == sorted(keys)
    repeated = {key for key in keys if keys.count(key) > 1}
    assert repeated <= {key for key, attempts in delivered if attempts != "1"}


async def test_a_scheduler_that_has_stopped_is_let_go_by_the_database(desk: Desk) -> None:
    kept = []
    for _ in range(3):
        scheduler = Scheduler(desk)
        await scheduler.start()
        await scheduler.stop(1)
        await scheduler.stop(1)
        kept.append(weakref.ref(scheduler))
        del scheduler
    gc.collect()
    assert [each() for each in kept] == [None, None, None]
