"""A secret poll's box while it is open: prepared, voted in, its turnout shown, and its state taken stock of at a start.

Nothing is written to the database for a vote; the box (`bot.store.box`) alone has it. Closing, counting and forgetting
are `bot.actions.closing`, what anybody can check of it is `bot.actions.proofs`.
"""

import asyncio
import logging
from asyncio import Task
from collections import Counter
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime

from bot import keys
from bot.actions import polls
from bot.desk import Desk
from bot.errors import AlreadyDone, NotFound, Unavailable
from bot.ids import Caller, GuildId, MemberId, PollId
from bot.rules import ballots as secrecy
from bot.rules import polls as rules
from bot.rules.polls import Kind, Mishap, Poll, Status
from bot.store import facts, jobs
from bot.store import polls as store
from bot.store.db import Connection

log = logging.getLogger(__name__)


async def prepare(desk: Desk, poll: Poll, listed: Collection[MemberId] | None) -> None:
    """A key and an empty box, before anybody can vote; with a list, only these members can.

    Repeating it is harmless. A box in which somebody has voted stays: a backup from before the opening was restored.
    """
    key = await asyncio.to_thread(desk.keys.make, poll.id)
    tags = None if listed is None else await asyncio.to_thread(lambda: [keys.tag(key, each) for each in listed])
    try:
        await desk.boxes.open(poll.id, places=poll.max_choices, ranked=poll.kind is Kind.RANKED, listed=tags)
    except AlreadyDone:
        log.warning("the box of poll %s was opened before, and is kept", poll.id)


class Ballots:
    """Where secret votes are handed in; each is answered only after it is on the disk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._since_shown: Counter[PollId] = Counter()
        self._steps: set[Task[None]] = set()
        self._next_step_at: dict[PollId, datetime] = {}
        self._looks: dict[tuple[GuildId, PollId], Task[tuple[Poll, bytes | None]]] = {}
        self._looking = asyncio.Lock()
        self._noticed: set[PollId] = set()

    async def admit(self, caller: Caller, poll_id: PollId) -> Poll:
        """The poll, if this member may vote in it and has not; raises NotFound, TooLate, NotAllowed or AlreadyDone."""
        async with self._noticing(caller.guild_id, poll_id):
            poll, tag = await self._enter(caller, poll_id)
            await self._desk.boxes.admit(poll.id, tag)
        return poll

    async def cast(self, caller: Caller, poll_id: PollId, numbers: Sequence[int]) -> str:
        """Count this member's paper, once and for good; the receipt, which is shown once and kept nowhere.

        Raises NotFound, TooLate, NotAllowed, AlreadyDone or Invalid with nothing changed; Unavailable when it could
        not be stored.
        """
        async with self._noticing(caller.guild_id, poll_id):
            poll, tag = await self._enter(caller, poll_id)
            receipt = await self._desk.boxes.cast(poll.id, tag, rules.read_paper(poll, numbers))
        self._note_step(poll)
        return receipt

    async def finish(self) -> None:
        """Wait for what the last votes have brought about."""
        if self._steps:
            await asyncio.wait(self._steps)

    @asynccontextmanager
    async def _noticing(self, guild_id: GuildId, poll_id: PollId) -> AsyncGenerator[None]:
        """A box that cannot be used goes on record when somebody first meets it, not only at the next start."""
        try:
            yield
        except Unavailable as error:
            if error.key == "box.damaged":
                with suppress(Unavailable):
                    await self._notice(guild_id, poll_id)
            raise

    async def _notice(self, guild_id: GuildId, poll_id: PollId) -> None:
        """Raises TooLate where nothing is wrong: it was cancelled a moment ago, and its box went with it."""
        now = self._desk.now()
        async with self._desk.db.transaction() as tx:
            poll = await store.get(tx, guild_id, poll_id)
            rules.refuse_over(poll, now)
            if poll_id not in self._noticed:
                self._noticed.add(poll_id)
                await _note_damage(tx, now, poll)

    async def _enter(self, caller: Caller, poll_id: PollId) -> tuple[Poll, bytes]:
        """The poll, and who the caller is in it; raises for whoever may not vote in it now."""
        place = (caller.guild_id, poll_id)
        if place not in self._looks:
            self._looks[place] = asyncio.create_task(self._look(*place))
        poll, key = await asyncio.shield(self._looks[place])
        if not poll.is_secret:
            raise NotFound("ui.unknown_button")
        rules.admit(poll, caller.role_ids, self._desk.now())
        if key is None:
            raise Unavailable("box.damaged")
        return poll, keys.tag(key, caller.member_id)

    async def _look(self, guild_id: GuildId, poll_id: PollId) -> tuple[Poll, bytes | None]:
        """The poll, and its key if it has one.

        Whoever comes while another look is under way shares the next one: a crowd would wait for the readers.
        """
        async with self._looking:
            del self._looks[guild_id, poll_id]  # whoever comes from here on needs a later look
            async with self._desk.db.reading() as conn:
                poll = await store.get(conn, guild_id, poll_id)
            with suppress(OSError):
                return poll, self._desk.keys.read(poll_id)
            return poll, None

    def _note_step(self, poll: Poll) -> None:
        """After every fifth vote the turnout in the post moves on; who was the fifth is nobody's business."""
        self._since_shown[poll.id] += 1
        now = self._desk.now()
        if self._since_shown[poll.id] >= secrecy.TURNOUT_STEP and now >= self._next_step_at.get(poll.id, now):
            del self._since_shown[poll.id]
            self._next_step_at[poll.id] = due_at = secrecy.next_step_at(now)  # in a burst one step shows them all
            step = asyncio.create_task(self._step(poll, due_at))
            self._steps.add(step)
            step.add_done_callback(self._steps.discard)

    async def _step(self, poll: Poll, due_at: datetime) -> None:
        try:
            async with self._desk.db.transaction() as tx:
                await polls.queue(tx, poll, "poll.turnout", due_at, again=True)
        except Unavailable:  # the vote is counted; the next quarter of an hour will show it
            log.warning("the turnout of poll %s is shown later", poll.id)


async def show_turnout(desk: Desk, guild_id: GuildId, poll_id: PollId) -> None:
    """Let the turnout that is shown move on if a step is due, and look again a quarter of an hour after the last one.

    A closed poll has its true turnout in its result.
    """
    now = desk.now()
    voted = (await desk.boxes.turnout(poll_id)).voted
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, poll_id)
        if before.status is not Status.OPEN or now >= before.closes_at:
            return
        shown_at = before.turnout_at or before.opened_at or now
        shown = secrecy.shown_turnout(voted, before.turnout, shown_at, now)
        # Also when nobody has voted: the next vote must wait for the next quarter of an hour, like any other.
        if shown != before.turnout or now - shown_at >= secrecy.TURNOUT_EVERY:
            await store.save(tx, replace(before, turnout=shown, turnout_at=now), before)
            shown_at = now
        # Not a quarter of an hour after this look: a look that a vote brought about would tell by it when that came.
        await polls.queue(tx, before, "poll.turnout", shown_at + secrecy.TURNOUT_EVERY, again=True)
        if shown != before.turnout:
            await polls.refresh(tx, before, now)


async def not_voted(
    desk: Desk, poll: Poll, members: Collection[MemberId], after: str = ""
) -> Sequence[tuple[str, MemberId]]:
    """Those of the members who can still vote, each with a mark that says nothing without the key, in its order.

    Where the roll is a list, only who is on it. With `after`, only those whose mark comes later: where an earlier batch
    stopped.
    """
    key = _key(desk, poll.id)
    marks = await asyncio.to_thread(lambda: {keys.tag(key, each): each for each in members})
    waiting = await desk.boxes.waiting(poll.id, marks.keys())
    return sorted((tag.hex(), marks[tag]) for tag in waiting if tag.hex() > after)


async def take_stock(desk: Desk) -> None:
    """At the start: what cannot be gone on with is said, never passed over in silence.

    An open poll without its box came from a backup, and its votes are in none: it is cancelled, and members are told.
    So is one that may have been opened since that backup was made, if its box is gone, or its key: with another key
    everybody could vote again. A damaged box, or one without its key, goes on record and stays as it is for whoever
    can rescue it; what it holds is counted at the close.
    """
    now = desk.now()
    held, known = await desk.boxes.held(), desk.keys.held()
    async with desk.db.transaction() as tx:
        restored_at = int(await facts.get(tx, "polls.restored_at") or 0)
        polls_here = await store.secret(tx, (Status.OPEN, Status.SCHEDULED))
        for poll in (each for each in polls_here if _was_open(each, restored_at)):
            if poll.id not in (held if poll.status is Status.OPEN else held & known):
                await jobs.drop(tx, polls.key(poll, "poll.open"))
                await polls.call_off(tx, poll, now, Mishap.LOST)
            elif poll.id in desk.boxes.damaged or poll.id not in known:
                await _note_damage(tx, now, poll)


def _was_open(poll: Poll, restored_at: int) -> bool:
    """Whether it is open, or was to be by the time when a backup from before its opening was restored."""
    is_due = poll.opens_at is not None and poll.opens_at.timestamp() * 1000 <= restored_at
    return poll.status is Status.OPEN or is_due


async def _note_damage(tx: Connection, now: datetime, poll: Poll) -> None:
    log.error("the box of poll %s is damaged, or its key is gone: nobody can vote in it", poll.id)
    await polls.note(tx, now, poll, "poll.box_damaged")


def _key(desk: Desk, poll_id: PollId) -> bytes:
    try:
        return desk.keys.read(poll_id)
    except OSError as error:  # Lost, or the folder cannot be read
        raise Unavailable("box.damaged") from error
