"""Secret ballots: opened, cast in, closed, forgotten. A file each, and one thread that does all of it, in turn.

A voter comes here as a tag, so no id of a person reaches this floor (`bot.keys` makes tags). What lies in a ballot's
file, and why it does not remember who voted how, is in `ballot.py` and `drawers.py`.
"""

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from bot import keys
from bot.errors import AlreadyDone, Unavailable
from bot.ids import PollId
from bot.store import ballot
from bot.store import folder as on_disk
from bot.store.ballot import Check, Count, Paper, Turnout, Vote

__all__ = ["Boxes", "Check", "Count", "Paper", "Turnout"]

log = logging.getLogger(__name__)

R = TypeVar("R")

A_FEW = 10  # people answered in one turn of the event loop
# Where several came at once more are on their way. A commit for each handful of them costs the processor more than the
# votes do, so a crowd is gathered, the longer the larger it is; who votes alone waits for nobody. In seconds.
A_CROWD, GATHERED_FOR_EACH, GATHERED_FOR = 4, 0.002, 0.15


class _Waiting(NamedTuple):
    poll_id: PollId
    tag: bytes
    vote: Vote | None  # None: who only asks whether it could be cast
    answer: "asyncio.Future[None]"


class Boxes:
    """The ballots of one data folder, which must be this process's alone (`folder.take`)."""

    def __init__(self, folder: Path, new_receipt: Callable[[], str] = keys.new_code) -> None:
        self._folder = folder / on_disk.BALLOTS
        self._new_receipt = new_receipt
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ballots")
        self._waiting: deque[_Waiting] = deque()
        self._is_called = False
        self._last_round = 0
        self.damaged: dict[PollId, str] = {}
        """What the start found wrong with which ballot."""

    async def start(self) -> dict[PollId, str]:
        """Undo what a crash left half done, before anything else; what is wrong with which ballot, if anything."""
        self.damaged = await self._in_turn(self._start)
        return self.damaged

    async def held(self) -> set[PollId]:
        """The ballots that have a file."""
        return await self._in_turn(lambda: set(self._files()))

    async def open(
        self,
        poll_id: PollId,
        *,
        places: int,
        ranked: bool = False,
        listed: Collection[bytes] | None = None,
        salt: bytes | None = None,
    ) -> None:
        """An empty box for papers with up to so many options. With a list, only these tags can vote.

        Doing it again before anybody has voted begins afresh; after that it is AlreadyDone.
        """
        await self._in_turn(self._open, poll_id, places, ranked, listed, salt or secrets.token_bytes(16))

    async def enrol(self, poll_id: PollId, tags: Collection[bytes]) -> None:
        """These tags can vote too, in a ballot that was opened with a list."""
        await self._in_turn(_enrol, self._file(poll_id), tags)

    async def cast(self, poll_id: PollId, tag: bytes, paper: Paper) -> str:
        """Count this paper and cross this tag off; the receipt, once all of it is on the disk.

        Raises AlreadyDone, NotAllowed (not on a list), TooLate or Invalid with nothing changed; Unavailable when it
        could not be stored. Whoever arrives while a commit is under way shares the next one.
        """
        receipt = self._new_receipt()
        vote = Vote(tag, paper, keys.receipt_hash(poll_id, receipt))
        await self._queue(_Waiting(poll_id, tag, vote, asyncio.get_running_loop().create_future()))
        return receipt

    async def admit(self, poll_id: PollId, tag: bytes) -> None:
        """Silence means that this tag can cast a vote; raises AlreadyDone, NotAllowed or TooLate.

        Whoever arrives while others are looked up shares the next look.
        """
        await self._queue(_Waiting(poll_id, tag, None, asyncio.get_running_loop().create_future()))

    async def turnout(self, poll_id: PollId) -> Turnout:
        """How many are crossed off, and how many are on the roll."""
        return await self._in_turn(_turnout, self._file(poll_id))

    async def check(self, poll_id: PollId) -> Check:
        """Whether receipts, papers and crossed-off entries are as many, open or closed; no word of what papers say."""
        return await self._in_turn(_check, self._file(poll_id))

    async def _queue(self, waiting: _Waiting) -> None:
        """One call of the thread answers everybody who has come until it begins: to call it costs as much as a vote."""
        self._waiting.append(waiting)
        if not self._is_called:
            self._is_called = True
            try:
                self._submit(self._answer_all)
            except Unavailable:
                self._is_called = False
                if _taken_back(self._waiting, waiting):  # else the last round before the end has it, and will answer
                    raise
        await waiting.answer

    async def have_voted(self, poll_id: PollId, tags: Collection[bytes]) -> set[bytes]:
        """Those of the tags that are crossed off."""
        return await self._in_turn(_have_voted, self._file(poll_id), tags)

    async def listed(self, poll_id: PollId, tags: Collection[bytes]) -> set[bytes]:
        """Those of the tags that are on the roll, also of a ballot that is closed."""
        return await self._in_turn(_listed, self._file(poll_id), tags)

    async def waiting(self, poll_id: PollId, tags: Collection[bytes]) -> set[bytes]:
        """Those of the tags that can still vote, to remind nobody else."""
        return await self._in_turn(_waiting, self._file(poll_id), tags)

    async def close(self, poll_id: PollId) -> Count:
        """Let nobody vote from here on, and count. Closing twice gives the same count."""
        return await self._in_turn(_close, self._file(poll_id))

    async def count(self, poll_id: PollId) -> Count:
        """The count of a closed ballot; TooLate while it is open, for everybody."""
        return await self._in_turn(_count, self._file(poll_id))

    async def forget_roll(self, poll_id: PollId) -> None:
        """Take the roll out of a closed ballot. Whoever calls this destroys the key as well."""
        await self._in_turn(ballot.forget_roll, self._file(poll_id))

    async def remove(self, poll_id: PollId) -> None:
        """Overwrite and remove a ballot that will not be counted. Doing it twice is harmless."""
        await self._in_turn(self._remove, poll_id)

    async def finish(self) -> None:
        """Wait for everything in hand; Unavailable from here on."""
        await asyncio.to_thread(self._thread.shutdown)

    # In the thread:

    def _start(self) -> dict[PollId, str]:
        on_disk.make(self._folder)
        for unfinished in self._folder.glob("*.part*"):
            on_disk.erase(unfinished)
        found = {poll_id: ballot.recover(file) for poll_id, file in self._files().items()}
        return {poll_id: problem for poll_id, problem in found.items() if problem is not None}

    def _open(self, poll_id: PollId, places: int, ranked: bool, listed: Collection[bytes] | None, salt: bytes) -> None:
        file = self._file(poll_id)
        if file.exists() and _turnout(file).voted:
            raise AlreadyDone("box.already_opened")
        on_disk.make(self._folder)
        ballot.make(file, places=places, ranked=ranked, listed=listed, salt=salt)

    def _remove(self, poll_id: PollId) -> None:
        on_disk.erase(self._file(poll_id))
        on_disk.sync(self._folder)

    def _answer_all(self) -> None:
        if self._last_round >= A_CROWD:
            time.sleep(min(GATHERED_FOR, GATHERED_FOR_EACH * self._last_round))  # in the ballots' own thread
        self._is_called = False  # whoever comes from here on calls again, and may find everything answered
        self._last_round = len(self._waiting)
        batches: dict[tuple[PollId, bool], list[_Waiting]] = {}
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.answer.cancelled():  # not who has gone meanwhile
                batches.setdefault((waiting.poll_id, waiting.vote is not None), []).append(waiting)
        for (poll_id, is_voting), batch in batches.items():
            _answer(self._file(poll_id), batch, _store if is_voting else _look)

    def _files(self) -> dict[PollId, Path]:
        return {PollId(int(file.stem)): file for file in self._folder.glob("*.db") if file.stem.isdecimal()}

    def _file(self, poll_id: PollId) -> Path:
        return self._folder / f"{poll_id}.db"

    async def _in_turn(self, work: Callable[..., R], *arguments: object) -> R:
        return await asyncio.wrap_future(self._submit(work, *arguments))

    def _submit(self, work: Callable[..., R], *arguments: object) -> "Future[R]":
        try:
            return self._thread.submit(work, *arguments)
        except RuntimeError as error:  # finished
            raise Unavailable("store.unavailable") from error


def _store(file: Path, batch: Sequence[_Waiting]) -> Sequence[Exception | None]:
    with ballot.changing(file) as box:
        outcomes = [box.take(waiting.vote) for waiting in batch if waiting.vote is not None]
        box.write()
    return outcomes


def _look(file: Path, batch: Sequence[_Waiting]) -> Sequence[Exception | None]:
    with ballot.looking(file) as box:
        return [box.refusal(waiting.tag) for waiting in batch]


def _answer(
    file: Path, batch: Sequence[_Waiting], work: Callable[[Path, Sequence[_Waiting]], Sequence[Exception | None]]
) -> None:
    outcomes: Sequence[Exception | None]
    try:
        outcomes = work(file, batch)
    except Exception as error:  # noqa: BLE001 - whatever it was, it is everybody's, and each of them raises it
        outcomes = [error] * len(batch)
    answers = [(waiting.answer, outcome) for waiting, outcome in zip(batch, outcomes, strict=True)]
    with suppress(RuntimeError):  # the loop is closed, and nobody is there to be told
        answers[0][0].get_loop().call_soon_threadsafe(_tell, answers)


def _tell(answers: Sequence[tuple["asyncio.Future[None]", Exception | None]]) -> None:
    """In the loop: give out the answers, a few in a turn, so that others have theirs in between."""
    for answer, outcome in answers[:A_FEW]:
        if not answer.done():
            if outcome is None:
                answer.set_result(None)
            else:
                answer.set_exception(outcome)
    if answers[A_FEW:]:
        answers[0][0].get_loop().call_soon(_tell, answers[A_FEW:])


def _taken_back(waiting: deque[_Waiting], mine: _Waiting) -> bool:
    try:
        waiting.remove(mine)
    except ValueError:
        return False
    return True


def _enrol(file: Path, tags: Collection[bytes]) -> None:
    with ballot.changing(file) as box:
        box.enrol(tags)
        box.write()


def _turnout(file: Path) -> Turnout:
    with ballot.looking(file) as box:
        return Turnout(box.voted, box.listed)


def _check(file: Path) -> Check:
    with ballot.looking(file) as box:
        return box.check()


def _have_voted(file: Path, tags: Collection[bytes]) -> set[bytes]:
    with ballot.looking(file) as box:
        return {tag for tag in tags if box.has_voted(tag)}


def _listed(file: Path, tags: Collection[bytes]) -> set[bytes]:
    with ballot.looking(file) as box:
        return {tag for tag in tags if box.is_listed(tag)}


def _waiting(file: Path, tags: Collection[bytes]) -> set[bytes]:
    with ballot.looking(file) as box:
        return {tag for tag in tags if box.refusal(tag) is None}


def _close(file: Path) -> Count:
    with ballot.changing(file) as box:
        box.close()
        return box.count()


def _count(file: Path) -> Count:
    with ballot.looking(file) as box:
        return box.count()
