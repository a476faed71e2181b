"""What the clock does at the end of a poll: counts it, and later forgets who voted."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions import asking, polls
from bot.actions.polls import Eligible
from bot.desk import Desk
from bot.ids import GuildId, PollId
from bot.rules import ballots as secrecy
from bot.rules import counts, elections, lots
from bot.rules import polls as rules
from bot.rules.branches import Branch
from bot.rules.elections import Election
from bot.rules.numbers import Turnout
from bot.rules.polls import Kind, Poll, Result, Status
from bot.rules.sheets import Sheet
from bot.store import audit, tallies
from bot.store import polls as store
from bot.store.box import Count, Paper
from bot.store.db import Connection
from bot.store.tallies import Tally


@dataclass(frozen=True)
class Outcome:
    """What a poll came to: a result or an election, and what of a secret one is published."""

    result: Result | None = None
    election: Election | None = None
    tally: Tally | None = None

    @property
    def voted(self) -> int:
        """How many voted."""
        counted = self.result or self.election
        return counted.turnout.voted if counted else 0


async def conclude(desk: Desk, guild_id: GuildId, poll_id: PollId, eligible: Eligible) -> None:
    """Count the poll whose time is up and queue its result: once, however often it is called."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, poll_id)
        if not _is_due(before, now):
            return
        found = await polls.standing_in(tx, before)
        known = _known(before, eligible)
        if not before.is_secret:
            await _declare(tx, before, known, _count(found, known), now)
            return
        # In the transaction, so that nobody extends the poll in between: a closed box stays closed.
        box = await desk.boxes.close(poll_id)
    known = Eligible(box.listed) if before.frozen else known
    # Seconds of work for 100,000 papers, which nobody else must wait for.
    outcome = await asyncio.to_thread(_count_box, before, found.branch, known, box)
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, poll_id)
        if _is_due(before, now):
            await _declare(tx, before, known, outcome, now)


async def erase(desk: Desk, guild_id: GuildId, poll_id: PollId) -> None:
    """Forget who voted, and in an open poll who chose what; a second time changes nothing.

    A closed poll's count stays. Of a cancelled one nothing is counted, so nothing stays. Raises Unavailable, for
    another try, while the votes may still be found in what SQLite remembers for a while.
    """
    async with desk.db.reading() as conn:
        poll = await store.get(conn, guild_id, poll_id)
    if poll.is_secret and poll.status in (Status.CLOSED, Status.CANCELLED):
        await _forget_roll(desk, poll)
    elif poll.status is Status.CLOSED:
        async with desk.db.transaction() as tx:
            if await store.erase_votes(tx, poll_id):
                await polls.note(tx, desk.now(), poll, "poll.votes_erased")
    # In a cancelled one they are gone from the table since it was cancelled, but not from there.
    await desk.db.fold()


def sheet(poll: Poll, papers: Mapping[Paper, int]) -> Sheet | None:
    """The count of an election, stage by stage; None without papers. Seconds of work where there are many."""
    if not papers or poll.seed is None:
        return None
    everybody = range(1, len(poll.options) + 1)
    return counts.count(
        papers,
        candidates=len(poll.options),
        seats=poll.seats,
        drawn=lots.lot(poll.seed, everybody),
        reopen=poll.reopen,
    )


async def _forget_roll(desk: Desk, poll: Poll) -> None:
    """The key first: without it the roll is already nobody's. The record next, which a later try makes up for."""
    was_here = poll.id in desk.keys.held() | await desk.boxes.held()
    await asyncio.to_thread(desk.keys.destroy, poll.id)
    if was_here:
        async with desk.db.transaction() as tx:
            if not await audit.has(tx, poll.guild_id, "poll.key_destroyed", about=f"poll:{poll.id}"):
                await polls.note(tx, desk.now(), poll, "poll.key_destroyed")
    if poll.status is Status.CANCELLED or _is_withheld(poll):
        await desk.boxes.remove(poll.id)  # of a few voters, the box says what is never published
    elif poll.id in await desk.boxes.held():
        await desk.boxes.forget_roll(poll.id)


def _is_withheld(poll: Poll) -> bool:
    declared = poll.result or poll.election
    return declared is not None and declared.withheld


def _is_due(poll: Poll, now: datetime) -> bool:
    # Extended while the eligible were being counted: its new close is another job.
    return poll.status is Status.OPEN and now >= poll.closes_at


def _known(poll: Poll, eligible: Eligible) -> Eligible:
    """What Discord could not say now it may have said at the opening."""
    return eligible if eligible.number is not None else Eligible(poll.eligible, poll.eligible_exact)


def _count(found: polls.Standing, known: Eligible) -> Outcome:
    votes = {number: votes for number, votes in found.votes.items() if number}
    return Outcome(_result(found.poll, found.branch, known, votes, found.voted))


def _result(poll: Poll, branch: Branch, known: Eligible, votes: dict[int, int], voted: int) -> Result:
    turnout = (known.number, known.exact, branch.membership, branch.membership_at)
    return rules.count(poll, votes, voted, *turnout, poll.closes_at)


def _count_box(poll: Poll, branch: Branch, known: Eligible, box: Count) -> Outcome:
    is_few = 0 < box.voted < secrecy.LEAST_VOTES
    tally = Tally({} if is_few else box.papers, box.receipts, box.voted, box.listed, box.agrees)
    if poll.kind is not Kind.RANKED:
        votes = dict.fromkeys(range(1, len(poll.options) + 1), 0)
        for paper, number in box.papers.items():
            for option in paper:
                votes[option] += number
        return Outcome(secrecy.withheld(_result(poll, branch, known, votes, box.voted)), tally=tally)
    election = elections.declare(
        sheet(poll, box.papers),
        candidates=poll.options,
        seats=poll.seats,
        turnout=Turnout(box.voted, known.number, known.exact, branch.membership, branch.membership_at),
        quorum=poll.quorum,
        at=poll.closes_at,
        decides=poll.decides,
    )
    return Outcome(election=election, tally=tally)


async def _declare(tx: Connection, before: Poll, known: Eligible, outcome: Outcome, now: datetime) -> None:
    poll = replace(
        before,
        status=Status.CLOSED,
        ended_at=before.closes_at,
        eligible=known.number,
        eligible_exact=known.exact,
        result=outcome.result,
        election=outcome.election,
        turnout=outcome.voted if before.is_secret else 0,
    )
    await store.save(tx, poll, before)
    if outcome.tally is not None:
        await tallies.put(tx, poll.id, outcome.tally)
    await asking.settle_all(tx, now, poll)
    await polls.queue(tx, poll, "poll.announce", now)
    await polls.queue(tx, poll, "poll.erase", rules.erase_at(poll))
    await polls.refresh(tx, poll, now)
    await polls.note(tx, now, poll, "poll.closed", voted=outcome.voted)
