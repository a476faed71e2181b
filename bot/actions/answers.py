"""Who comes to a meeting: answers stored together, and who wants to be written to before the branch's meetings.

Like votes in an open poll: whoever answers while a commit is under way shares the next one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.actions import branches, meetings
from bot.desk import Desk
from bot.errors import BranchError
from bot.ids import Asker, Caller, GuildId, MeetingId, MemberId, Power
from bot.rules import access
from bot.rules import meetings as rules
from bot.rules.meetings import Answer, Meeting
from bot.store import answers as store
from bot.store import branches as branches_store
from bot.store import meetings as meetings_store
from bot.store.db import Connection
from bot.store.gathering import Gathering, apart

# A notice is answered by one after the other for minutes: together they cost a fraction, and nobody notices the wait.
TOGETHER_EVERY = 0.1


@dataclass(frozen=True)
class Said:
    """What a member says to a notice, and asks to have recorded."""

    caller: Caller
    meeting_id: MeetingId
    answer: Answer


@dataclass(frozen=True)
class Recorded:
    """What is in the database now, the answer it replaced, and whether this member is written to before meetings."""

    meeting: Meeting
    answer: Answer
    before: Answer | None
    follows: bool


class Answers:
    """Where answers are handed in; each member is told only after theirs is on the disk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gathering: Gathering[Said, Recorded] = Gathering(desk.db, self._write, every=TOGETHER_EVERY)

    async def answer(self, caller: Caller, meeting_id: MeetingId, answer: Answer) -> Recorded:
        """Record this member's answer in the place of any earlier one.

        Raises NotFound, TooLate, AlreadyDone or NotAllowed with nothing changed; Unavailable when it could not be
        stored.
        """
        return await self._gathering.join(Said(caller, meeting_id, answer))

    async def finish(self) -> None:
        """Wait until everybody who handed an answer in has been told."""
        await self._gathering.finish()

    async def _write(self, tx: Connection, given: Sequence[Said]) -> Sequence[Recorded | BranchError]:
        return await apart(given, _meeting_of, partial(_record, tx, self._desk.now()))


async def follow(desk: Desk, who: Asker) -> None:
    """Write to this member before the branch's meetings from now on; raises NotAllowed."""
    async with desk.db.transaction() as tx:
        branch = await branches_store.present(tx, who.guild_id)
        access.require_member(who, branch.holders(Power.MEMBER))
        await store.follow(tx, who.guild_id, who.member_id)


async def unfollow(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """Write to them no more; whoever they are by now, and also when nobody did."""
    async with desk.db.transaction() as tx:
        await store.unfollow(tx, guild_id, member_id)


def _meeting_of(said: Said) -> tuple[GuildId, MeetingId]:
    return said.caller.guild_id, said.meeting_id


async def _record(
    tx: Connection, now: datetime, of: tuple[GuildId, MeetingId], given: Sequence[Said]
) -> Sequence[Recorded | BranchError]:
    """One meeting's share of a batch: each answer judged in the order it came, all of them stored at once."""
    guild_id, meeting_id = of
    try:
        meeting = await meetings_store.get(tx, guild_id, meeting_id)
        rules.may_answer(meeting, now)
        branch = await branches_store.present(tx, guild_id)
    except BranchError as error:
        return [error] * len(given)
    members = {each.caller.member_id for each in given}
    held = await store.of(tx, meeting_id, members)
    following = await store.following(tx, guild_id, members)
    there = await store.there(tx, meeting_id, members) if now >= meeting.check_in_from else frozenset[MemberId]()
    changed: dict[MemberId, Answer] = {}
    moves: Counter[str] = Counter()
    outcomes: list[Recorded | BranchError] = []
    for each in given:
        member_id, answer = each.caller.member_id, each.answer
        try:
            access.require_member(branches.identify(branch, each.caller), branch.holders(Power.MEMBER))
            rules.may_apologise(answer, is_there=member_id in there)
        except BranchError as error:
            outcomes.append(error)
            continue
        before = held.get(member_id)
        outcomes.append(Recorded(meeting, answer, before, member_id in following))
        if before is not answer:
            moves.update({answer: 1, **({} if before is None else {before: -1})})
            held[member_id] = changed[member_id] = answer
    if changed:
        await store.record(tx, meeting_id, changed, moves)
        await meetings.refresh(tx, meeting, now + meetings.REFRESH_EVERY)
    return outcomes
