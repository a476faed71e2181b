"""What many people do at once, stored together: whoever arrives while a commit is under way shares the next one."""

import asyncio
from asyncio import CancelledError, Future, Task
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

from bot.errors import BranchError
from bot.store.db import Connection, Database

A_FEW = 10
AT_ONCE = 200  # in one commit: judging more in one go would hold everybody else up

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")
T = TypeVar("T")


class Gathering(Generic[T, R]):
    """Whoever arrives while a commit is under way shares the next one.

    With `every`, commits begin at least so many seconds apart unless a full one is waiting: whoever comes alone goes at
    once, and of those who come one after the other some go together.
    """

    def __init__(
        self,
        db: Database,
        write: Callable[[Connection, Sequence[T]], Awaitable[Sequence[R | BranchError]]],
        *,
        every: float = 0.0,
    ) -> None:
        self._db = db
        self._write = write
        self._every = every
        self._next_at = 0.0
        self._waiting: list[tuple[T, Future[R]]] = []
        self._round: Task[None] | None = None

    async def join(self, item: T) -> R:
        """What became of this item, once it is on the disk; a refusal is raised to this person alone."""
        answer: Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._round is None:
            self._begin_round()
        return await answer

    async def finish(self) -> None:
        """Wait until everybody who has joined is answered."""
        while self._round is not None:
            await asyncio.wait({self._round})

    def _begin_round(self) -> None:
        self._round = asyncio.create_task(self._until_nobody_waits())
        self._round.add_done_callback(self._end_round)

    def _end_round(self, ended: Task[None]) -> None:
        self._round = None
        if ended.cancelled():  # the loop is being torn down
            for _, answer in self._waiting:
                answer.cancel()
        elif self._waiting:
            self._begin_round()

    async def _until_nobody_waits(self) -> None:
        while self._waiting:
            if self._every and len(self._waiting) < AT_ONCE:
                await self._until_the_next()
            batch = [(item, answer) for item, answer in self._waiting[:AT_ONCE] if not answer.done()]
            del self._waiting[:AT_ONCE]
            if batch:
                await self._store(batch)

    async def _until_the_next(self) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self._next_at - loop.time())
        self._next_at = loop.time() + self._every

    async def _store(self, batch: list[tuple[T, "Future[R]"]]) -> None:
        outcomes: Sequence[R | BaseException]
        try:
            async with self._db.transaction() as tx:
                outcomes = await self._write(tx, [item for item, _ in batch])
                if len(outcomes) != len(batch):
                    raise RuntimeError(f"{len(outcomes)} answers for {len(batch)} people")
        except CancelledError:
            for _, answer in batch:
                answer.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, it is everybody's, and each of them raises it
            outcomes = [error] * len(batch)
        untold = zip(batch, outcomes, strict=True)
        try:
            for place, ((_, answer), outcome) in enumerate(untold, 1):
                _answer(answer, outcome)
                if place % A_FEW == 0:
                    await asyncio.sleep(0)  # those answered go on, so that a thousand together hold nobody else up
        finally:
            for (_, answer), outcome in untold:  # cancelled meanwhile: what is stored is stored
                _answer(answer, outcome)


async def apart(
    items: Sequence[T], of: Callable[[T], K], judge: Callable[[K, Sequence[T]], Awaitable[Sequence[R | BranchError]]]
) -> Sequence[R | BranchError]:
    """What became of each, in their order, where what is of the same poll or meeting is judged together."""
    places: defaultdict[K, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        places[of(item)].append(place)
    outcomes: dict[int, R | BranchError] = {}
    for key, here in places.items():
        outcomes.update(zip(here, await judge(key, [items[place] for place in here]), strict=True))
    return [outcomes[place] for place in range(len(items))]


def _answer(answer: "Future[R]", outcome: "R | BaseException") -> None:
    if answer.done():  # the person has gone; the others are not disturbed
        return
    if isinstance(outcome, BaseException):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
