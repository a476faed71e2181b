"""What two officers do together: one asks, another agrees, and only then is it done."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import keys
from bot.actions import asking, drafts, polls
from bot.actions.asking import Settled
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound, TooLate, Unavailable
from bot.ids import Asker, GuildId, MemberId, PollId, Power
from bot.keys import Lost
from bot.rules import access
from bot.rules import ballots as secrecy
from bot.rules import polls as rules
from bot.rules.polls import Poll, Status
from bot.store import agreements as store
from bot.store import polls as polls_store
from bot.store.agreements import Request, What
from bot.store.db import Connection

__all__ = ["Pending", "Request", "Settled", "What", "agree", "enrol", "look", "refuse", "waiting"]


@dataclass(frozen=True)
class Pending:
    """A request and the poll it is about."""

    request: Request
    poll: Poll


async def waiting(desk: Desk, who: Asker) -> Sequence[Pending]:
    """What the branch's officers have still to agree to; for others what they have asked for themselves."""
    async with desk.db.reading() as conn:
        requests = await store.waiting(conn, who.guild_id)
        return [await _pending(conn, each) for each in requests if _may_look(who, each)]


async def look(desk: Desk, who: Asker, poll_id: PollId, what: What) -> Pending:
    """One request, for an officer or who asked; raises NotAllowed, and NotFound once it is settled."""
    async with desk.db.reading() as conn:
        request = await store.get(conn, who.guild_id, poll_id, what)
        if not _may_look(who, request):
            access.require(who, Power.OFFICER)
        return await _pending(conn, request)


async def asked(desk: Desk, guild_id: GuildId, poll_id: PollId, what: What) -> Request | None:
    """What is asked for about this poll, if it is."""
    async with desk.db.reading() as conn:
        try:
            return await store.get(conn, guild_id, poll_id, what)
        except NotFound:
            return None


def may_enrol(who: Asker, poll: Poll, now: datetime) -> bool:
    """Whether this person may ask for somebody to be added to the poll's roll."""
    is_running = poll.status is Status.OPEN and now < poll.closes_at
    return Power.OFFICER in who.powers and poll.frozen and is_running


async def roll(desk: Desk, who: Asker, poll_id: PollId) -> Poll:
    """The poll, if this person may ask for somebody to be added to its roll; raises NotAllowed, NotFound or TooLate."""
    access.require(who, Power.OFFICER)
    async with desk.db.reading() as conn:
        poll = await polls_store.get(conn, who.guild_id, poll_id)
    _check_enrolment(poll, desk.now())
    return poll


async def enrol(desk: Desk, who: Asker, poll_id: PollId, members: Collection[MemberId]) -> Request:
    """Ask for those of the members who are not on a frozen roll to be added to it.

    That takes two officers, whatever the branch's rule. Raises AlreadyDone when all are on it.
    """
    access.require(who, Power.OFFICER)
    now = desk.now()
    if not members:
        raise Invalid("agreement.nobody")
    async with desk.db.transaction() as tx:
        poll = await polls_store.get(tx, who.guild_id, poll_id)
        _check_enrolment(poll, now)
        missing = await _missing(desk, poll_id, members)
        if not missing:
            raise AlreadyDone("agreement.all_listed")
        await asking.ask(tx, now, who, poll, What.ENROL, missing)
        return await store.get(tx, who.guild_id, poll_id, What.ENROL)


async def agree(
    desk: Desk, who: Asker, poll_id: PollId, what: What, *, moment: int, eligible: int | None = None
) -> Poll:
    """Agree, as an officer who did not ask, to what was asked for at that moment, and have it done.

    `eligible`: how many may vote, where it is known. Raises NotAllowed, NotFound once it is settled or was asked for
    anew, or why it cannot be done; then it goes on waiting.
    """
    access.require(who, Power.OFFICER)
    now = desk.now()
    async with desk.db.transaction() as tx:
        request = await _exactly(tx, who.guild_id, poll_id, what, moment)
        if request.asked_by == who.member_id:
            raise NotAllowed("agreement.own")
        poll = await polls_store.get(tx, who.guild_id, poll_id)
        await asking.settle(tx, now, poll, what, Settled.AGREED, by=who.member_id)
        if what is What.OPEN:
            return await _open(desk, tx, poll, eligible)
        if what is What.CLOSE:
            return await polls.stop(tx, now, who, poll)
        return await _add(desk, tx, who, poll, request)


async def refuse(desk: Desk, who: Asker, poll_id: PollId, what: What, *, moment: int) -> Settled:
    """Have it not done: refused by any officer, or withdrawn by who asked for it; which of the two it was."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        request = await _exactly(tx, who.guild_id, poll_id, what, moment)
        how = Settled.WITHDRAWN if request.asked_by == who.member_id else Settled.REFUSED
        if how is Settled.REFUSED:
            access.require(who, Power.OFFICER)
        poll = await polls_store.get(tx, who.guild_id, poll_id)
        await asking.settle(tx, now, poll, what, how, by=who.member_id)
    return how


async def _pending(conn: Connection, request: Request) -> Pending:
    return Pending(request, await polls_store.get(conn, request.guild_id, request.poll_id))


def _may_look(who: Asker, request: Request) -> bool:
    return Power.OFFICER in who.powers or request.asked_by == who.member_id


async def _exactly(tx: Connection, guild_id: GuildId, poll_id: PollId, what: What, moment: int) -> Request:
    """The request that was looked at, not one that was made since."""
    request = await store.get(tx, guild_id, poll_id, what)
    if request.moment != moment:
        raise NotFound("agreement.gone")
    return request


async def _open(desk: Desk, tx: Connection, poll: Poll, eligible: int | None) -> Poll:
    secrecy.check_electorate(eligible)
    try:
        return await drafts.launch(desk, tx, poll)
    except Invalid as error:
        # It was in order when it was asked for, and only who made it can put it right.
        raise TooLate("agreement.out_of_time") from error


async def _add(desk: Desk, tx: Connection, who: Asker, poll: Poll, request: Request) -> Poll:
    """Within the transaction, so that nobody is added to the roll after a refusal; adding twice is harmless."""
    now, number = desk.now(), len(request.members)
    _check_enrolment(poll, now)
    await desk.boxes.enrol(poll.id, await _tags(desk, poll.id, request.members))
    grown = replace(poll, eligible=None if poll.eligible is None else poll.eligible + number)
    await polls_store.save(tx, grown, poll)
    await polls.queue(
        tx,
        poll,
        "poll.enrolled",
        now,
        each=now,
        number=number,
        asked_by=request.asked_by,
        agreed_by=who.member_id,
        at=now.isoformat(),
    )
    await polls.refresh(tx, poll, now)
    return grown


def _check_enrolment(poll: Poll, now: datetime) -> None:
    rules.refuse_over(poll, now)
    if not poll.frozen or poll.status is not Status.OPEN:
        raise NotFound("box.no_list")


async def _missing(desk: Desk, poll_id: PollId, members: Collection[MemberId]) -> list[MemberId]:
    marks = dict(zip(await _tags(desk, poll_id, members), members, strict=True))
    listed = await desk.boxes.waiting(poll_id, marks.keys()) | await desk.boxes.have_voted(poll_id, marks.keys())
    return [member_id for mark, member_id in marks.items() if mark not in listed]


async def _tags(desk: Desk, poll_id: PollId, members: Collection[MemberId]) -> list[bytes]:
    try:
        key = await asyncio.to_thread(desk.keys.read, poll_id)
    except Lost as error:
        raise Unavailable("box.damaged") from error
    return [keys.tag(key, member_id) for member_id in members]
