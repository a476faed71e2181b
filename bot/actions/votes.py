"""Votes in open polls, stored together: whoever votes while a commit is under way shares the next one."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.actions import polls
from bot.desk import Desk
from bot.errors import BranchError, NotFound
from bot.ids import Caller, GuildId, MemberId, PollId
from bot.rules import polls as rules
from bot.rules.polls import Poll
from bot.store import polls as store
from bot.store.db import Connection
from bot.store.gathering import Gathering, apart


@dataclass(frozen=True)
class Vote:
    """What a member asks to have recorded: options by number."""

    caller: Caller
    poll_id: PollId
    options: Collection[int]


@dataclass(frozen=True)
class Recorded:
    """What is in the database now: the options by number, and those they replaced."""

    poll: Poll
    options: tuple[int, ...]
    before: tuple[int, ...]


class Votes:
    """Where votes are handed in; each is answered only after it is on the disk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gathering: Gathering[Vote, Recorded] = Gathering(desk.db, self._write)

    async def cast(self, caller: Caller, poll_id: PollId, options: Collection[int]) -> Recorded:
        """Record this member's vote in the place of any earlier one.

        Raises NotFound, TooLate, NotAllowed or Invalid with nothing changed; Unavailable when it could not be stored.
        """
        return await self._gathering.join(Vote(caller, poll_id, options))

    async def finish(self) -> None:
        """Wait until everybody who handed a vote in has an answer."""
        await self._gathering.finish()

    async def _write(self, tx: Connection, votes: Sequence[Vote]) -> Sequence[Recorded | BranchError]:
        return await apart(votes, _poll_of, partial(_record, tx, self._desk.now()))


def _poll_of(vote: Vote) -> tuple[GuildId, PollId]:
    return vote.caller.guild_id, vote.poll_id


async def _record(
    tx: Connection, now: datetime, of: tuple[GuildId, PollId], votes: Sequence[Vote]
) -> Sequence[Recorded | BranchError]:
    """One poll's share of a batch: each vote judged in the order it came, all of them stored at once."""
    guild_id, poll_id = of
    try:
        poll = await store.get(tx, guild_id, poll_id)
        if poll.is_secret:  # no button of ours leads from one to here
            raise NotFound("ui.unknown_button")
    except BranchError as error:
        return [error] * len(votes)
    held = await store.votes_of(tx, poll_id, {vote.caller.member_id for vote in votes})
    changed: dict[MemberId, int] = {}
    moves: Counter[int] = Counter()
    answers: list[Recorded | BranchError] = []
    for vote in votes:
        member_id = vote.caller.member_id
        try:
            rules.admit(poll, vote.caller.role_ids, now)
            choices = rules.read_vote(poll, vote.options)
        except BranchError as error:
            answers.append(error)
            continue
        before = held.get(member_id, 0)
        moves.subtract(_counted(before))
        moves.update(_counted(choices))
        held[member_id] = changed[member_id] = choices
        answers.append(Recorded(poll, rules.chosen(choices), rules.chosen(before)))
    if changed:
        await store.record(tx, poll_id, changed, moves)
        await polls.refresh(tx, poll, now + polls.REFRESH_EVERY)
    return answers


def _counted(choices: int) -> Sequence[int]:
    """Where a vote is counted: at its options, and at 0 as a member who voted."""
    return (0, *rules.chosen(choices)) if choices else ()
