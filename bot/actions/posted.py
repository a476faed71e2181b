"""*I've posted it*: presses stored together, by tags that are nobody's without the ballot's key.

Like answers to a notice: whoever presses while a commit is under way shares the next one. Nothing of a press is noted,
logged or queued with anybody's id, nor when it was; what is shown of the numbers moves on in steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import partial

from bot import keys
from bot.actions import branches, outside_ballots
from bot.desk import Desk
from bot.errors import AlreadyDone, BranchError, NotFound, Unavailable
from bot.ids import Caller, GuildId, MemberId, OutsideBallotId, Power, WorkplaceId
from bot.rules import access
from bot.rules import ballots as secrecy
from bot.rules import outside_ballots as rules
from bot.rules.outside_ballots import OutsideBallot, Workplace
from bot.store import posted as store
from bot.store import silenced, workplaces
from bot.store.db import Connection
from bot.store.gathering import Gathering, apart

# A post is answered by one after the other for days: together they cost a fraction, and nobody notices the wait.
TOGETHER_EVERY = 0.1


class Act(Enum):
    """What a member does."""

    POSTED = auto()
    MISTAKE = auto()
    WORKPLACE = auto()


@dataclass(frozen=True)
class Press:
    """What a member says of their paper, and asks to have recorded."""

    caller: Caller
    ballot_id: OutsideBallotId
    act: Act
    workplace_id: WorkplaceId | None = None


@dataclass(frozen=True)
class Noted:
    """What is recorded of this member now, for their eyes only."""

    ballot: OutsideBallot
    has_posted: bool
    was_known: bool
    """Whether that was so before the press."""
    workplace: Workplace | None
    choices: Sequence[Workplace]
    """The workplaces that can be chosen: none once one is."""


class Posted:
    """Where presses are handed in; each member is told only after theirs is on the disk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gathering: Gathering[Press, Noted] = Gathering(desk.db, self._write, every=TOGETHER_EVERY)

    async def say(self, caller: Caller, ballot_id: OutsideBallotId) -> Noted:
        """This member has posted their paper, and is reminded no more.

        Raises NotFound, TooLate or NotAllowed with nothing changed; Unavailable when it could not be stored.
        """
        return await self._gathering.join(Press(caller, ballot_id, Act.POSTED))

    async def take_back(self, caller: Caller, ballot_id: OutsideBallotId) -> Noted:
        """It was a mistake: nothing of this member is kept. Raises the same."""
        return await self._gathering.join(Press(caller, ballot_id, Act.MISTAKE))

    async def choose(self, caller: Caller, ballot_id: OutsideBallotId, workplace_id: WorkplaceId) -> Noted:
        """This member, who has posted, works there. Raises the same, and AlreadyDone: it is chosen once."""
        return await self._gathering.join(Press(caller, ballot_id, Act.WORKPLACE, workplace_id))

    async def finish(self) -> None:
        """Wait until everybody who has pressed is told."""
        await self._gathering.finish()

    async def _write(self, tx: Connection, given: Sequence[Press]) -> Sequence[Noted | BranchError]:
        return await apart(given, _ballot_of, partial(_record, self._desk, tx, self._desk.now()))


async def silence(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """Remind this member of no ballot of the branch; whoever they are by now."""
    async with desk.db.transaction() as tx:
        await silenced.silence(tx, guild_id, member_id)


async def hear(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """Remind them again."""
    async with desk.db.transaction() as tx:
        await silenced.hear(tx, guild_id, member_id)


def key_of(desk: Desk, ballot_id: OutsideBallotId) -> bytes:
    """The key by which a ballot's tags are made; raises Unavailable."""
    try:
        return desk.outside_keys.read(ballot_id)
    except OSError as error:  # Lost, or the folder cannot be read: the next start says so in public
        raise Unavailable("outside.key_gone") from error


def _ballot_of(press: Press) -> tuple[GuildId, OutsideBallotId]:
    return press.caller.guild_id, press.ballot_id


async def _record(
    desk: Desk, tx: Connection, now: datetime, of: tuple[GuildId, OutsideBallotId], given: Sequence[Press]
) -> Sequence[Noted | BranchError]:
    """One ballot's share of a batch: each press judged in the order it came, all of them stored at once."""
    try:
        found = await outside_ballots.standing_in(tx, *of)
        rules.may_press(found.ballot, now)
        key = key_of(desk, found.ballot.id)
    except BranchError as error:
        return [error] * len(given)
    listed = {each.id: each for each in await workplaces.all_(tx, found.branch.guild_id)}
    tags = [keys.tag(key, each.caller.member_id) for each in given]
    before = await store.of(tx, found.ballot.id, list(dict.fromkeys(tags)))
    after = dict(before)
    members = found.branch.holders(Power.MEMBER)
    outcomes: list[Noted | BranchError] = []
    for tag, press in zip(tags, given, strict=True):
        was_known = tag in after
        try:
            if press.act is not Act.MISTAKE:  # who has left can still take it back
                access.require_member(branches.identify(found.branch, press.caller), members)
            _judge(after, tag, press, listed)
        except BranchError as error:
            outcomes.append(error)
            continue
        outcomes.append(_noted(found.ballot, after, tag, listed, was_known=was_known))
    await _store(tx, found.ballot.id, before, after)
    if before.keys() != after.keys():
        # On a whole minute, so that no job has a press's moment.
        at = secrecy.next_step_at(now)
        await outside_ballots.queue(tx, found.campaign, found.ballot, "campaign.turnout", at, again=True)
    return outcomes


def _judge(
    after: dict[bytes, WorkplaceId | None], tag: bytes, press: Press, listed: Mapping[WorkplaceId, Workplace]
) -> None:
    if press.act is Act.POSTED:
        after.setdefault(tag, None)
    elif press.act is Act.MISTAKE:
        after.pop(tag, None)
    elif tag not in after:
        raise NotFound("outside.not_posted")
    elif after[tag] is not None:
        raise AlreadyDone("outside.workplace_chosen")
    else:
        workplace = listed.get(press.workplace_id) if press.workplace_id is not None else None
        if workplace is None or workplace.is_gone:
            raise NotFound("outside.workplace_gone")
        after[tag] = workplace.id


def _noted(
    ballot: OutsideBallot,
    after: Mapping[bytes, WorkplaceId | None],
    tag: bytes,
    listed: Mapping[WorkplaceId, Workplace],
    *,
    was_known: bool,
) -> Noted:
    has_posted, chosen = tag in after, after.get(tag)
    choices = [each for each in listed.values() if not each.is_gone] if has_posted and chosen is None else []
    return Noted(ballot, has_posted, was_known == has_posted, None if chosen is None else listed.get(chosen), choices)


async def _store(
    tx: Connection,
    ballot_id: OutsideBallotId,
    before: Mapping[bytes, WorkplaceId | None],
    after: Mapping[bytes, WorkplaceId | None],
) -> None:
    """What has changed, in the order of the tags and not in that of the presses."""
    await store.take_back(tx, ballot_id, sorted(before.keys() - after.keys()))
    await store.record(tx, ballot_id, sorted(after.keys() - before.keys()))
    chosen = {tag: at for tag, at in sorted(after.items()) if at is not None and before.get(tag) != at}
    await store.choose(tx, ballot_id, chosen)
