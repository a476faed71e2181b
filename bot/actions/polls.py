"""A poll from its opening to its result: one function for each thing a person, or the clock, does to it."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.actions import asking, attendance, records
from bot.desk import Desk
from bot.errors import NotAllowed, NotFound, TooLate
from bot.ids import Asker, ChannelId, GuildId, MemberId, MessageId, PollId, Power
from bot.rules import access, lots, times
from bot.rules import ballots as secrecy
from bot.rules import polls as rules
from bot.rules.branches import Branch
from bot.rules.polls import Kind, Mishap, Poll, Status
from bot.store import branches, jobs
from bot.store import polls as store
from bot.store.agreements import What
from bot.store.db import Connection

REFRESH_EVERY = timedelta(seconds=5)
LISTED = 25
RUNNING = (Status.SCHEDULED, Status.OPEN)


class Eligible(NamedTuple):
    """How many may vote here, as Discord says; None when it does not, inexact when roles may overlap."""

    number: int | None
    exact: bool = True


@dataclass(frozen=True)
class Standing:
    """A poll with its running counts, and the branch it is in."""

    poll: Poll
    branch: Branch
    votes: dict[int, int]

    @property
    def voted(self) -> int:
        """How many members have voted."""
        return self.votes.get(0, 0)


async def begin(desk: Desk, guild_id: GuildId, poll_id: PollId, eligible: Eligible) -> Standing | None:
    """Open the poll whose time has come, once; None when it was cancelled meanwhile."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        poll = await store.get(tx, guild_id, poll_id)
        if poll.status is Status.SCHEDULED and now >= poll.closes_at:
            # Steward was away for the whole of it: nobody was asked, so there is nothing to count or to announce.
            await call_off(tx, poll, now, Mishap.MISSED)
            return None
        if poll.status is Status.SCHEDULED and poll.is_secret and not secrecy.is_enough(eligible.number):
            await call_off(tx, poll, now, Mishap.TOO_FEW)
            return None
        if poll.status is Status.SCHEDULED:
            before = poll
            poll = _opened(await attendance.as_opened(tx, before, now), eligible, now)
            await store.save(tx, poll, before)
            if poll.is_secret:
                await queue(tx, poll, "poll.turnout", now + secrecy.TURNOUT_EVERY)
            else:
                await store.start_counts(tx, poll)
            await queue(tx, poll, "poll.close", poll.closes_at)
            await note(tx, now, poll, "poll.opened")
        return None if poll.status is Status.CANCELLED else await standing_in(tx, poll)


def _opened(poll: Poll, eligible: Eligible, now: datetime) -> Poll:
    return replace(
        poll,
        status=Status.OPEN,
        opened_at=now,
        eligible=eligible.number,
        eligible_exact=eligible.exact,
        turnout_at=now if poll.is_secret else None,
        # Drawn before anybody votes, and shown as a hash until the close, so that no vote is cast with it in mind.
        seed=secrets.token_bytes(lots.SEED_BYTES) if poll.kind is Kind.RANKED else None,
    )


async def posted(desk: Desk, guild_id: GuildId, poll_id: PollId, channel_id: ChannelId, message_id: MessageId) -> None:
    """The poll's public message is this one."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, poll_id)
        await store.save(tx, replace(before, channel_id=channel_id, message_id=message_id), before)


async def lost(desk: Desk, guild_id: GuildId, poll_id: PollId) -> None:
    """Somebody has deleted the poll's public message; the poll goes on."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, poll_id)
        await store.save(tx, replace(before, message_lost=True), before)


async def standing(desk: Desk, guild_id: GuildId, poll_id: PollId) -> Standing:
    """The poll as it stands, for Steward itself to show; raises NotFound."""
    async with desk.db.reading() as conn:
        return await standing_in(conn, await store.get(conn, guild_id, poll_id))


async def look(desk: Desk, who: Asker, poll_id: PollId) -> Standing:
    """The poll as it stands, for a person; a draft is nobody's but its author's. Raises NotFound."""
    found = await standing(desk, who.guild_id, poll_id)
    if found.poll.status is Status.DRAFT:
        raise NotFound("poll.not_found")
    return found


async def list_(desk: Desk, guild_id: GuildId, statuses: Collection[Status]) -> Sequence[Poll]:
    """Up to 25 of the branch's polls in these states."""
    async with desk.db.reading() as conn:
        return await store.list_(conn, guild_id, statuses, LISTED)


async def questions(desk: Desk, guild_id: GuildId, statuses: Collection[Status]) -> Sequence[tuple[PollId, str]]:
    """What all the branch's polls in these states ask: the next to close first, then the last that ended."""
    async with desk.db.reading() as conn:
        return await store.questions(conn, guild_id, statuses)


async def find(desk: Desk, who: Asker, typed: str) -> Poll:
    """The poll that was chosen from the list, or whose question was typed by hand; raises NotFound."""
    async with desk.db.reading() as conn:
        everything = await store.questions(conn, who.guild_id, set(Status) - {Status.DRAFT})
        same = [poll_id for poll_id, _ in everything if str(poll_id) == typed] or [
            poll_id for poll_id, question in everything if question.casefold() == typed.strip().casefold()
        ]
        if len(same) != 1:
            raise NotFound("poll.not_found" if typed.isdigit() else "poll.choose_from_list")
        return await store.get(conn, who.guild_id, same[0])


async def names(desk: Desk, who: Asker, poll_id: PollId) -> tuple[Standing, Sequence[tuple[MemberId, int]]]:
    """Who chose what in a named poll, once its counts may be seen; raises NotAllowed."""
    async with desk.db.reading() as conn:
        found = await standing_in(conn, await store.get(conn, who.guild_id, poll_id))
        if not found.poll.named or not rules.counts_may_be_seen(found.poll):
            raise NotAllowed("poll.names_not_shown")
        if found.poll.status is Status.CLOSED and desk.now() >= rules.erase_at(found.poll):
            raise TooLate("poll.names_erased")
        return found, await store.all_votes(conn, poll_id)


async def close_early(desk: Desk, who: Asker, poll_id: PollId) -> Poll:
    """Close at this moment instead of later; votes after it are late.

    Where an officer has to agree, this asks for it, and the poll comes back as it was.
    """
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, poll_id)
        rules.may_close(before, now)
        if await asking.is_needed(tx, before):
            await asking.ask(tx, now, who, before, What.CLOSE)
            return before
        return await stop(tx, now, who, before)


async def stop(tx: Connection, now: datetime, who: Asker, before: Poll) -> Poll:
    """The same within the transaction of whoever decided it."""
    rules.may_close(before, now)
    poll = replace(before, closes_at=now)
    await store.save(tx, poll, before)
    await jobs.reschedule(tx, key(poll, "poll.close"), now)
    await note(tx, now, poll, "poll.closed_early", who, planned=before.closes_at.isoformat())
    return poll


async def extend(desk: Desk, who: Asker, branch: Branch, poll_id: PollId, closes: str) -> Poll:
    """Close later, and say so where the poll is."""
    access.require(who, Power.REP)
    now = desk.now()
    closes_at = times.read(closes, now=now, zone=branch.zone)
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, poll_id)
        rules.may_extend(before, closes_at, now)
        poll = replace(before, closes_at=closes_at)
        await store.save(tx, poll, before)
        await jobs.reschedule(tx, key(poll, "poll.close"), closes_at)
        if poll.status is Status.OPEN:
            # One job for all extensions: what waits while Discord is away says the last time once, not each time.
            await queue(tx, poll, "poll.extended", now, again=True)
            await refresh(tx, poll, now)
        await note(
            tx, now, poll, "poll.extended", who, before=before.closes_at.isoformat(), closes_at=closes_at.isoformat()
        )
    return poll


async def cancel(desk: Desk, who: Asker, poll_id: PollId, reason: str) -> Poll:
    """Call the poll off for a stated reason, and say so where it was posted; nothing is counted."""
    access.require(who, Power.REP)
    now = desk.now()
    why = rules.read_reason(reason)
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, poll_id)
        rules.may_cancel(before, now)
        await jobs.drop(tx, key(before, "poll.open"))
        poll = await _end(tx, replace(before, cancel_reason=why), now, tell=before.status is Status.OPEN)
        await note(tx, now, poll, "poll.cancelled", who)
    return poll


async def call_off(tx: Connection, before: Poll, now: datetime, mishap: Mishap) -> None:
    """What happened to it ends the poll; members are told if it may have been before them."""
    poll = await _end(tx, replace(before, mishap=mishap), now, tell=mishap is Mishap.LOST)
    await note(tx, now, poll, f"poll.{mishap}")


async def _end(tx: Connection, cancelled: Poll, now: datetime, *, tell: bool) -> Poll:
    """Cancel it: nothing is counted, so nothing is kept, and nothing is to be done in it any more."""
    poll = replace(cancelled, status=Status.CANCELLED, ended_at=now)
    await store.save(tx, poll, cancelled)
    await asking.settle_all(tx, now, poll)
    for kind in ("poll.close", "poll.turnout"):
        await jobs.drop(tx, key(poll, kind))
    if not poll.is_secret:
        await store.erase_votes(tx, poll.id)
    await queue(tx, poll, "poll.erase", now)
    if tell:
        await queue(tx, poll, "poll.cancelled", now)
        await refresh(tx, poll, now)
    return poll


def key(poll: Poll, kind: str, each: datetime | None = None) -> str:
    """The key of a poll's job; those that may happen several times are told apart by their moment."""
    return f"{kind}:{poll.id}" if each is None else f"{kind}:{poll.id}:{each.timestamp():.3f}"


async def standing_in(conn: Connection, poll: Poll) -> Standing:
    """The same within a transaction. Of a secret poll only the turnout as last shown, under 0."""
    branch = await branches.present(conn, poll.guild_id)
    return Standing(poll, branch, {0: poll.turnout} if poll.is_secret else await store.counts(conn, poll.id))


async def queue(
    tx: Connection,
    poll: Poll,
    kind: str,
    due_at: datetime,
    *,
    each: datetime | None = None,
    again: bool = False,
    **payload: str | int,
) -> None:
    """Queue a job of this poll; `each` tells apart those that may happen several times, `again` repeats one."""
    await jobs.add(
        tx,
        kind=kind,
        # Thousands of private messages take their time, and the close must not wait for them.
        subject=f"poll:{poll.id}" if kind != "poll.remind_each" else f"poll.remind_each:{poll.id}",
        guild_id=poll.guild_id,
        due_at=due_at,
        key=key(poll, kind, each),
        payload={"poll": poll.id, **payload},
        again=again,
    )


async def refresh(tx: Connection, poll: Poll, due_at: datetime) -> None:
    """Bring the public message up to date at that time; asked for more often, it still happens once."""
    await queue(tx, poll, "poll.refresh", due_at, again=True)


async def note(
    tx: Connection, now: datetime, poll: Poll, what: str, who: Asker | None = None, **detail: str | int
) -> None:
    """Put on record what was done to this poll; without a person it was the clock."""
    actor = None if who is None else who.member_id
    await records.note(
        tx, now, poll.guild_id, what, actor=actor, about=f"poll:{poll.id}", question=poll.question, **detail
    )
