"""What two officers do together: one asks, another agrees, and only then is it done."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot import keys
from bot.actions import drafts, polls
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound
from bot.ids import Asker, GuildId, MemberId, PollId, Power
from bot.rules import access
from bot.rules import polls as rules
from bot.rules.polls import Poll, Status
from bot.store import agreements as store
from bot.store import polls as polls_store
from bot.store.agreements import Request, What
from bot.store.db import Connection

__all__ = ["Pending", "Request", "What", "agree", "enrol", "look", "refuse", "waiting"]


@dataclass(frozen=True)
class Pending:
    """A request and the poll it is about."""

    request: Request
    poll: Poll


async def waiting(desk: Desk, who: Asker) -> Sequence[Pending]:
    """Everything the branch's officers have still to agree to; nothing for who is no officer."""
    if Power.OFFICER not in who.powers:
        return []
    async with desk.db.reading() as conn:
        requests = await store.waiting(conn, who.guild_id)
        return [Pending(each, await polls_store.get(conn, who.guild_id, each.poll_id)) for each in requests]


async def look(desk: Desk, who: Asker, poll_id: PollId, what: What) -> Pending:
    """One request, for an officer; raises NotAllowed, and NotFound once it is settled."""
    access.require(who, Power.OFFICER)
    async with desk.db.reading() as conn:
        request = await store.get(conn, who.guild_id, poll_id, what)
        return Pending(request, await polls_store.get(conn, who.guild_id, poll_id))


async def is_waiting(desk: Desk, guild_id: GuildId, poll_id: PollId) -> Sequence[Request]:
    """What is asked for about this poll."""
    async with desk.db.reading() as conn:
        return [each for each in await store.waiting(conn, guild_id) if each.poll_id == poll_id]


async def enrol(desk: Desk, who: Asker, poll_id: PollId, members: Collection[MemberId]) -> Poll:
    """Ask for these members to be added to a frozen roll; that takes two officers, whatever the branch's rule."""
    access.require(who, Power.OFFICER)
    now = desk.now()
    if not members:
        raise Invalid("agreement.nobody")
    async with desk.db.transaction() as tx:
        poll = await polls_store.get(tx, who.guild_id, poll_id)
        _check_enrolment(desk, poll)
        await polls.ask_second(tx, now, who, poll, What.ENROL, members)
    return poll


async def agree(desk: Desk, who: Asker, poll_id: PollId, what: What) -> Poll:
    """Agree, as an officer who did not ask, and have it done; raises NotAllowed, NotFound, or why it cannot be done."""
    access.require(who, Power.OFFICER)
    pending = await look(desk, who, poll_id, what)
    if pending.request.asked_by == who.member_id:
        raise NotAllowed("agreement.own")
    if what is What.ENROL:
        # In the box before it is announced; doing it again is harmless.
        _check_enrolment(desk, pending.poll)
        tags = await asyncio.to_thread(_tags, desk, poll_id, pending.request.members)
        await desk.boxes.enrol(poll_id, tags)
    async with desk.db.transaction() as tx:
        request = await store.get(tx, who.guild_id, poll_id, what)
        if request != pending.request:
            raise AlreadyDone("agreement.gone")
        await store.drop(tx, poll_id, what)
        return await _do(desk, tx, who, request)


async def refuse(desk: Desk, who: Asker, poll_id: PollId, what: What) -> Poll:
    """Have it not done: by any officer, or by who asked for it."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        request = await store.get(tx, who.guild_id, poll_id, what)
        if request.asked_by != who.member_id:
            access.require(who, Power.OFFICER)
        poll = await polls_store.get(tx, who.guild_id, poll_id)
        await store.drop(tx, poll_id, what)
        await polls.note(tx, now, poll, f"poll.refused_{what}", who)
    return poll


async def _do(desk: Desk, tx: Connection, who: Asker, request: Request) -> Poll:
    now = desk.now()
    poll = await polls_store.get(tx, who.guild_id, request.poll_id)
    await polls.note(tx, now, poll, f"poll.agreed_{request.what}", who)
    if request.what is What.OPEN:
        if poll.status is not Status.DRAFT:
            raise AlreadyDone("poll.already_opened")
        return await drafts.launch(desk, tx, who, poll)
    if request.what is What.CLOSE:
        return await polls.stop(tx, now, who, poll)
    await polls.queue(tx, poll, "poll.enrolled", now, each=now, number=len(request.members))
    return poll


def _check_enrolment(desk: Desk, poll: Poll) -> None:
    if not poll.frozen or poll.status is not Status.OPEN:
        raise NotFound("box.no_list")
    rules.refuse_over(poll, desk.now())


def _tags(desk: Desk, poll_id: PollId, members: Collection[MemberId]) -> list[bytes]:
    key = desk.keys.read(poll_id)
    return [keys.tag(key, member_id) for member_id in members]
