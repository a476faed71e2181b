"""Sending a report. It waits for its round, and nothing else is written: no job, nothing on record, no name, no time.

Reports that come together are stored by one commit. All that a branch has waiting is one sealed parcel, so that neither
a row nor its place tells what came first; and the WAL, which would, is emptied behind each commit.
"""

import asyncio
from asyncio import Task
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from bot.actions import pauses, releasing, reports
from bot.actions.limits import Senders
from bot.desk import Desk
from bot.errors import BranchError, TooLate, Unavailable
from bot.ids import Asker, CaseNumber, GuildId, Power
from bot.keys import new_code
from bot.rules import access
from bot.rules import reports as report_rules
from bot.rules import sending as rules
from bot.rules.branches import Branch
from bot.rules.reports import Door, Head, Sent
from bot.rules.sending import Choices, Draft
from bot.store import branches, workplaces
from bot.store import reports as store
from bot.store.db import Connection
from bot.store.gathering import Gathering, apart


@dataclass(frozen=True)
class Parcel:
    """A report that somebody hands in."""

    who: Asker = field(repr=False)
    draft: Draft


@dataclass(frozen=True)
class Received:
    """A report that was stored, and its code, which is stored nowhere."""

    sent: Sent
    code: str = field(repr=False)


class Sending:
    """Where reports are handed in; each sender is told only after theirs is on the disk."""

    def __init__(self, desk: Desk, senders: Senders) -> None:
        self._desk, self._senders = desk, senders
        self._gathering: Gathering[Parcel, Received] = Gathering(desk.db, self._write)
        self._folding: Task[None] | None = None

    async def admit(self, who: Asker) -> Choices:
        """What this member can report about; raises NotAllowed, or TooLate where nothing can be sent as things are."""
        async with self._desk.db.reading() as conn:
            branch, choices = await _open_doors(conn, who.guild_id)
        access.require_member(who, branch.holders(Power.MEMBER))
        self._senders.check(branch, who.member_id)
        return choices

    async def send(self, who: Asker, branch: Branch, draft: Draft) -> str:
        """Have the report wait for its round, an urgent one not; its code, which is shown once.

        Raises what `admit` does, Invalid for a choice that the branch has taken away since, and Unavailable, with
        nothing changed.
        """
        with self._senders.turn(branch, who.member_id) as note:
            received = await self._gathering.join(Parcel(who, draft))
            note(received.sent.number)
        await self._fold()
        return received.code

    async def finish(self) -> None:
        """Wait until everybody who has sent something is told."""
        await self._gathering.finish()

    async def _write(self, tx: Connection, given: Sequence[Parcel]) -> Sequence[Received | BranchError]:
        return await apart(given, _guild_of, partial(self._put, tx))

    async def _put(
        self, tx: Connection, guild_id: GuildId, given: Sequence[Parcel]
    ) -> Sequence[Received | BranchError]:
        try:
            branch, choices = await _open_doors(tx, guild_id)
            tray = await reports.read_tray(self._desk, tx, guild_id)
        except BranchError as refusal:
            return [refusal] * len(given)
        taken = {*await store.numbers(tx, guild_id), *(each.number for each in tray.reports)}
        outcomes = [_receive(self._desk, branch, choices, taken, each) for each in given]
        sent = [each.sent for each in outcomes if isinstance(each, Received)]
        if waiting := [each for each in sent if not each.is_urgent]:
            await reports.put_tray(self._desk, tx, guild_id, replace(tray, reports=(*tray.reports, *waiting)))
        if urgent := [each for each in sent if each.is_urgent]:
            await releasing.release(self._desk, tx, branch, urgent)
        return outcomes

    async def _fold(self) -> None:
        """Empty the WAL, once for all whom one commit has stored. While somebody reads, it is left to the next."""
        if self._folding is None or self._folding.done():
            self._folding = asyncio.create_task(self._desk.db.fold())
        with suppress(Unavailable):
            await asyncio.shield(self._folding)


async def _open_doors(conn: Connection, guild_id: GuildId) -> tuple[Branch, Choices]:
    """The branch, if a report would reach anybody there, and what it can be about; raises TooLate."""
    branch = await branches.present(conn, guild_id)
    await pauses.refuse_closed(conn, guild_id)
    if not branch.has_desk:
        raise TooLate("sending.no_desk")
    listed = [each.name for each in await workplaces.all_(conn, guild_id) if not each.is_gone]
    return branch, Choices((await reports.settings(conn, guild_id)).categories, listed)


def _guild_of(parcel: Parcel) -> GuildId:
    return parcel.who.guild_id


def _receive(
    desk: Desk, branch: Branch, choices: Choices, taken: set[CaseNumber], parcel: Parcel
) -> Received | BranchError:
    try:
        access.require_member(parcel.who, branch.holders(Power.MEMBER))
        rules.may_send(parcel.draft, choices)
    except BranchError as refusal:
        return refusal
    number = _free_number(desk, taken)
    taken.add(number)
    code = new_code(desk.lots.getrandbits)
    return Received(_sent(desk, branch, parcel, number, code), code)


def _free_number(desk: Desk, taken: Collection[CaseNumber]) -> CaseNumber:
    """A case number drawn by lot: of those of one branch none tells what came before it."""
    while True:
        drawn = CaseNumber("".join(desk.lots.choices(report_rules.NUMBER_SYMBOLS, k=report_rules.NUMBER_LENGTH)))
        if drawn not in taken:
            return drawn


def _sent(desk: Desk, branch: Branch, parcel: Parcel, number: CaseNumber, code: str) -> Sent:
    draft = parcel.draft
    return Sent(
        number=number,
        door=draft.door,
        category=draft.category,
        office=draft.office,
        week=reports.week(desk, branch),
        code=reports.tag_of(desk, branch.guild_id, code),
        head=Head(draft.not_to, draft.opener_id, draft.by_letter),
        text=draft.text,
        member_id=parcel.who.member_id if draft.door is Door.CONFIDENTIAL else None,
        is_urgent=draft.is_urgent,
    )
