"""Carries out what the queue holds: at least once, in order within a subject, again later when it does not work.

Knows no Discord: whoever loads a kind of job registers its handler. Logs kinds and subjects, never what a job says.
"""

import asyncio
import logging
from asyncio import Future, Task
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from bot.desk import Desk
from bot.errors import BranchError, Unavailable
from bot.store import audit, jobs
from bot.store.db import Connection
from bot.store.jobs import Job

log = logging.getLogger(__name__)

LONGEST_TRY = timedelta(minutes=10)
LEASE = timedelta(hours=1)  # well past the longest try, so that nobody is taken for dead who is only slow
LONGEST_DELAY = 600.0
# Given up only after both: a bot that was switched off for two days has not tried for two days.
TRIED_FOR = timedelta(hours=24)
TRIED_OFTEN = 50
LOOK_AGAIN = 15.0  # even when nothing is due: the computer's clock may have been set, or the computer been asleep
LONGEST_TROUBLE = 30.0
UNNAMED = ("report",)  # subjects that go on record without which of them

Handler = Callable[[Job], Awaitable[None]]


class Hopeless(Exception):
    """Raised by a handler: this can never succeed. The problem is a message key, shown to officers."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Later(Exception):
    """Raised by a handler: not now, but after so many seconds, as Discord asked."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"in {seconds} s")
        self.seconds = seconds


class NoHandlerError(Exception):
    """Jobs are waiting that nobody here can carry out: a feature is missing from this build."""

    def __init__(self, kinds: set[str]) -> None:
        super().__init__(f"no handler for waiting jobs of kind {', '.join(sorted(kinds))}")
        self.kinds = kinds


@dataclass(frozen=True)
class Verdict:
    """How a try went: without a problem it is done; with one it is tried again at that time, or given up."""

    problem: str | None = None
    again_at: datetime | None = None


def full_jitter(delay: float) -> float:
    """Anywhere up to the delay, so that what failed together does not come back together."""
    return SystemRandom().uniform(0, delay)


class Scheduler:
    """A few workers on one queue."""

    def __init__(self, desk: Desk, *, workers: int = 4, jitter: Callable[[float], float] = full_jitter) -> None:
        self._desk = desk
        self._workers = workers
        self._jitter = jitter
        self._handlers: dict[str, Handler] = {}
        self._in_hand: set[Task[None]] = set()
        self._begun = 0
        self._watchers: dict[str, set[Future[bool]]] = {}
        self._wake = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._loop: Task[None] | None = None
        self._is_stopping = False
        self._stop_listening: Callable[[], None] | None = None

    def handle(self, kind: str, handler: Handler) -> None:
        """Jobs of this kind are carried out by this handler, which must be safe to repeat."""
        if kind in self._handlers:
            raise ValueError(f"two handlers for {kind}")
        self._handlers[kind] = handler

    async def start(self) -> None:
        """Take up whatever was left and begin; NoHandlerError when something waits that nobody can do."""
        async with self._desk.db.transaction() as tx:
            if missing := await jobs.kinds_waiting(tx) - self._handlers.keys():
                raise NoHandlerError(missing)
            await jobs.release_all(tx)
        self._is_stopping = False
        self._stop_listening = self._desk.db.when_stored(jobs.QUEUED, self.poke)
        self._loop = asyncio.create_task(self._work())

    async def stop(self, within: float) -> None:
        """Begin nothing more, finish what is in hand, and after so many seconds let the rest be; the queue keeps it."""
        self._is_stopping = True
        if self._stop_listening is not None:  # else the database would keep every client that never reached Discord
            self._stop_listening()
            self._stop_listening = None
        self.poke()
        try:
            async with asyncio.timeout(within):
                while self._tasks():
                    await asyncio.wait(self._tasks())
        except TimeoutError:
            log.warning("stopped with %d jobs in hand: they are tried again at the next start", len(self._in_hand))
        while late := self._tasks():
            for task in late:
                task.cancel()
            await asyncio.wait(late)

    async def settle(self) -> None:
        """For tests: carry out everything that is due by the desk's clock, and whatever that brings about."""
        while True:
            was_busy, begun = bool(self._in_hand), self._begun
            task, _ = await self._begin_next()
            if task is not None:
                await asyncio.wait({task})
            elif self._in_hand:
                await asyncio.wait(self._in_hand, return_when=asyncio.FIRST_COMPLETED)
            elif not was_busy and begun == self._begun:  # else what held a subject while we looked may have ended
                return

    async def when_done(self, key: str, within: float) -> bool:
        """Whether the job was carried out within so many seconds; False also when it failed or there is none."""
        watcher: Future[bool] = asyncio.get_running_loop().create_future()
        self._watchers.setdefault(key, set()).add(watcher)
        try:
            async with asyncio.timeout(within):
                async with self._desk.db.reading() as conn:
                    state = await jobs.state(conn, key)
                return await watcher if state == "waiting" else state == "done"
        except (TimeoutError, Unavailable):
            return False
        finally:
            self._watchers[key].discard(watcher)
            if not self._watchers[key]:
                del self._watchers[key]

    def poke(self) -> None:
        """Look at the queue now; harmless at any time."""
        self._wake.set()

    def _tasks(self) -> set[Task[None]]:
        loop = {self._loop} if self._loop is not None and not self._loop.done() else set[Task[None]]()
        return self._in_hand | loop

    async def _work(self) -> None:
        trouble = 1.0
        while not self._is_stopping:
            self._wake.clear()  # before looking, so that what is queued meanwhile wakes us
            try:
                pause = LOOK_AGAIN
                if len(self._in_hand) < self._workers:
                    _, pause = await self._begin_next()
                trouble = 1.0
            except Exception as error:  # noqa: BLE001 - whatever it is, the queue must not stand still for good
                _log_trouble(error)
                pause, trouble = trouble, min(2 * trouble, LONGEST_TROUBLE)
            await self._woken_within(pause)

    async def _woken_within(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _begin_next(self) -> tuple[Task[None] | None, float]:
        # The next job if one is due, and after how many seconds to look again.
        async with self._claiming:
            now = self._desk.now()
            async with self._desk.db.reading() as conn:
                due_at = await jobs.next_due(conn, now)
            if due_at is None:
                return None, LOOK_AGAIN
            if due_at > now:
                return None, min((due_at - now).total_seconds(), LOOK_AGAIN)
            async with self._desk.db.transaction() as tx:
                job = await jobs.claim(tx, now, LEASE)
            return (None if job is None else self._begin(job)), 0.0

    def _begin(self, job: Job) -> Task[None]:
        task = asyncio.create_task(self._carry_out(job))
        self._in_hand.add(task)
        self._begun += 1
        task.add_done_callback(self._put_down)
        return task

    def _put_down(self, task: Task[None]) -> None:
        self._in_hand.discard(task)
        self.poke()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a job could not be written down", exc_info=error)

    async def _carry_out(self, job: Job) -> None:
        verdict = await self._try(job)
        await self._write_down(job, verdict)
        if verdict.again_at is None:
            for watcher in self._watchers.get(job.key, ()):
                if not watcher.done():
                    watcher.set_result(verdict.problem is None)

    async def _try(self, job: Job) -> Verdict:
        try:
            async with asyncio.timeout(LONGEST_TRY.total_seconds()):
                await self._handlers[job.kind](job)
        except Hopeless as error:
            log.warning("%s for %s can never be done: %s", job.kind, job.subject, error.problem)
            return Verdict(error.problem)
        except Later as error:
            log.info("%s for %s waits as it was told to, try %d", job.kind, job.subject, job.attempts)
            return self._again(job, "job.later", error.seconds)
        except Exception as error:  # noqa: BLE001 - whatever it was, the job is not done
            _log_failure(job, error)
            delay = self._jitter(min(LONGEST_DELAY, 2.0 ** min(job.attempts, 10)))
            return self._again(job, _problem(error), delay)
        log.info("%s for %s done, try %d", job.kind, job.subject, job.attempts)
        return Verdict()

    def _again(self, job: Job, problem: str, delay: float) -> Verdict:
        now = self._desk.now()
        first = job.first_tried_at or now
        if now - first >= TRIED_FOR and job.attempts >= TRIED_OFTEN:
            log.warning("%s for %s given up after %d tries", job.kind, job.subject, job.attempts)
            return Verdict(problem)
        return Verdict(problem, now + timedelta(seconds=max(1.0, delay)))

    async def _write_down(self, job: Job, verdict: Verdict) -> None:
        # Until it is written: carrying it out a second time because the disk was full would post it twice.
        pause = 1.0
        while True:
            try:
                async with self._desk.db.transaction() as tx:
                    await _record(tx, job, verdict, self._desk.now())
                return
            except Unavailable as error:
                _log_trouble(error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_TROUBLE)


async def _record(tx: Connection, job: Job, verdict: Verdict, now: datetime) -> None:
    if verdict.problem is None:
        await jobs.finish(tx, job, now)
    elif verdict.again_at is not None:
        await jobs.retry(tx, job, verdict.again_at, verdict.problem)
    elif await jobs.fail(tx, job, now, verdict.problem) and not _is_on_record(job, verdict.problem):
        about = _on_record(job.subject)
        await audit.note(tx, now, job.guild_id, "job.failed", about=about, kind=job.kind, problem=verdict.problem)


def _on_record(subject: str) -> str:
    """What it was about, as far as all officers may know: of some reports not even that there is one of this number."""
    kind, _, _ = subject.partition(":")
    return kind if kind in UNNAMED else subject


def _is_on_record(job: Job, problem: str) -> bool:
    """Whether a job asked for again and again (a post brought up to date at every vote) failed so last time."""
    return job.attempts == 1 and job.problem == problem


def _problem(error: Exception) -> str:
    if isinstance(error, BranchError):
        return error.key
    return "job.timed_out" if isinstance(error, TimeoutError) else "job.unexpected"


def _log_failure(job: Job, error: Exception) -> None:
    what = type(error).__name__
    # A traceback once: the same one every ten minutes for a day would bury the rest.
    if job.attempts == 1 and not isinstance(error, BranchError):
        log.error("%s for %s failed, try %d: %s", job.kind, job.subject, job.attempts, what, exc_info=error)
    else:
        log.warning("%s for %s failed, try %d: %s", job.kind, job.subject, job.attempts, what)


def _log_trouble(error: Exception) -> None:
    if isinstance(error, Unavailable):
        log.warning("the queue could not be read or written: %s", error.key)
    else:
        log.error("the queue could not be read or written: %s", type(error).__name__, exc_info=error)
