"""Members say that they are at a meeting, or have left it; presses are stored together.

Like votes in an open poll: whoever presses while a commit is under way shares the next one, for a meeting of five
hundred begins with five hundred presses.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.actions import attendance, branches, meetings
from bot.desk import Desk
from bot.errors import BranchError
from bot.ids import Caller, GuildId, MeetingId, MemberId, Power
from bot.rules import access
from bot.rules.meetings import Answer, Meeting, may_check_in, once_there
from bot.store import answers as store
from bot.store import meetings as meetings_store
from bot.store.db import Connection
from bot.store.gathering import Gathering, apart


@dataclass(frozen=True)
class Press:
    """That a member says to be there, or to have left."""

    caller: Caller
    meeting_id: MeetingId
    is_there: bool


@dataclass(frozen=True)
class Pressed:
    """What is in the database now, and whether that is new."""

    meeting: Meeting
    is_new: bool
    took_back: bool = False
    """Whether the member had sent apologies, which are taken back."""


class CheckIns:
    """Where members say that they are there; each is answered only after it is on the disk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gathering: Gathering[Press, Pressed] = Gathering(desk.db, self._write)

    async def check_in(self, caller: Caller, meeting_id: MeetingId) -> Pressed:
        """This member is there. Raises NotFound, NotAllowed or TooLate with nothing changed."""
        return await self._gathering.join(Press(caller, meeting_id, is_there=True))

    async def check_out(self, caller: Caller, meeting_id: MeetingId) -> Pressed:
        """This member has left. Raises the same."""
        return await self._gathering.join(Press(caller, meeting_id, is_there=False))

    async def finish(self) -> None:
        """Wait until everybody who has pressed has an answer."""
        await self._gathering.finish()

    async def _write(self, tx: Connection, presses: Sequence[Press]) -> Sequence[Pressed | BranchError]:
        return await apart(presses, _meeting_of, partial(_record, tx, self._desk.now()))


def _meeting_of(press: Press) -> tuple[GuildId, MeetingId]:
    return press.caller.guild_id, press.meeting_id


async def _record(
    tx: Connection, now: datetime, of: tuple[GuildId, MeetingId], presses: Sequence[Press]
) -> Sequence[Pressed | BranchError]:
    """One meeting's share of a batch, and what all of it means for the quorum."""
    guild_id, meeting_id = of
    try:
        found = await meetings.standing_in(tx, await meetings_store.get(tx, guild_id, meeting_id))
        may_check_in(found.meeting, now)
    except BranchError as error:
        return [error] * len(presses)
    outcomes: list[Pressed | BranchError] = []
    held = await store.of(tx, meeting_id, {press.caller.member_id for press in presses if press.is_there})
    changed: dict[MemberId, Answer] = {}
    for press in presses:
        member_id = press.caller.member_id
        try:
            who = branches.identify(found.branch, press.caller)
            access.require_member(who, found.branch.holders(Power.MEMBER))
        except BranchError as error:
            outcomes.append(error)
            continue
        move = store.check_in if press.is_there else store.check_out
        is_new = await move(tx, meeting_id, member_id)
        answer = once_there(held.pop(member_id, None)) if is_new and press.is_there else None
        if answer is not None:
            changed[member_id] = answer
        outcomes.append(Pressed(found.meeting, is_new, took_back=answer is not None))
    if changed:
        await store.record(tx, meeting_id, changed, {Answer.APOLOGIES: -len(changed), **Counter(changed.values())})
    if any(isinstance(each, Pressed) and each.is_new for each in outcomes):
        await attendance.changed(tx, now, found.meeting)
    return outcomes
