"""Workload returns: numbers that members give without a name, once a month each, and what becomes of them at its end.

Handed in together, by tags that are nobody's without the month's key. Nothing of it is noted, logged or queued, nor
when it was; at the month's end what may be published is counted, and tags, numbers and key are gone.
"""

import asyncio
import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from bot import keys
from bot.actions import branches, records
from bot.desk import Desk
from bot.errors import BranchError, NotFound, Unavailable
from bot.ids import Asker, Caller, GuildId, Power, ReturnMonthId, WorkplaceId
from bot.rules import access
from bot.rules import workload as rules
from bot.rules.branches import Branch
from bot.rules.outside_ballots import Workplace
from bot.rules.times import local
from bot.rules.workload import Return, ReturnMonth
from bot.store import branches as branches_store
from bot.store import workload as store
from bot.store import workplaces
from bot.store.db import Connection
from bot.store.gathering import Gathering, apart

log = logging.getLogger(__name__)
TOGETHER_EVERY = 0.1  # as *I've posted it*


@dataclass(frozen=True)
class Asked:
    """What a member chooses from before any number is typed; nothing about this member."""

    month: date
    """Its first day."""
    offices: Sequence[Workplace]
    began_anew: bool


@dataclass(frozen=True)
class Kept:
    """What is kept of this member's now, for their eyes only."""

    month: date
    given: Return | None
    was_given: bool
    """Whether there was something of theirs before."""


@dataclass(frozen=True)
class Slip:
    """What a member hands in; without numbers what was given is taken back."""

    caller: Caller
    month: str
    numbers: Return | None = field(default=None, repr=False)
    workplace_id: WorkplaceId | None = None


class Returns:
    """Where returns are handed in; each member is told only after theirs is on the disk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gathering: Gathering[Slip, Kept] = Gathering(desk.db, self._write, every=TOGETHER_EVERY)

    async def hand_in(self, caller: Caller, month: str, numbers: Return, workplace_id: WorkplaceId | None) -> Kept:
        """Keep these numbers in the place of what this member gave before for the month ("2026-11").

        Raises NotAllowed, NotFound for an office that is not listed, TooLate once the month is over, Unavailable; then
        nothing is changed.
        """
        return await self._join(Slip(caller, month, numbers, workplace_id))

    async def take_back(self, caller: Caller, month: str) -> Kept:
        """Keep nothing of this member's; raises TooLate once the month is over, and Unavailable."""
        return await self._join(Slip(caller, month))

    async def finish(self) -> None:
        """Wait until everybody who has handed something in is told."""
        await self._gathering.finish()

    async def _join(self, slip: Slip) -> Kept:
        kept = await self._gathering.join(slip)
        with suppress(Unavailable):  # somebody reads: what the WAL remembers of the order goes with the next one
            await self._desk.db.fold()
        return kept

    async def _write(self, tx: Connection, given: Sequence[Slip]) -> Sequence[Kept | BranchError]:
        try:
            return await apart(given, _guild_of, partial(_record, self._desk, tx))
        except OSError as error:  # no room for a new key: then there must be no month without one, either
            raise Unavailable("store.unavailable") from error


async def ask(desk: Desk, who: Asker) -> Asked:
    """What a member is asked, of which month; raises NotAllowed for who is no member."""
    async with desk.db.reading() as conn:
        branch = await branches_store.present(conn, who.guild_id)
        access.require_member(who, branch.holders(Power.MEMBER))
        today = _today(desk, branch)
        month = await store.month(conn, who.guild_id, rules.month_of(today))
        listed = await workplaces.all_(conn, who.guild_id)
    offices = [each for each in listed if not each.is_gone]
    return Asked(today.replace(day=1), offices, began_anew=month is not None and month.began_anew)


def _guild_of(slip: Slip) -> GuildId:
    return slip.caller.guild_id


async def _record(desk: Desk, tx: Connection, guild_id: GuildId, given: Sequence[Slip]) -> Sequence[Kept | BranchError]:
    """One branch's share of a batch: each judged in the order it came, all of them stored at once."""
    branch = await branches_store.present(tx, guild_id)
    today = _today(desk, branch)
    try:
        month, key = await _key(desk, tx, guild_id, rules.month_of(today))
    except BranchError as error:
        return [error] * len(given)
    listed = {each.id: each.name for each in await workplaces.all_(tx, guild_id) if not each.is_gone}
    before = await store.returns(tx, month.id)
    after = dict(before)
    outcomes: list[Kept | BranchError] = []
    for slip in given:
        tag = keys.tag(key, slip.caller.member_id)
        was_given = tag in after
        try:
            numbers = _judged(slip, branch, listed, today)
        except BranchError as error:
            outcomes.append(error)
            continue
        if numbers is None:
            after.pop(tag, None)
        else:
            after[tag] = numbers
        outcomes.append(Kept(today.replace(day=1), numbers, was_given))
    if after != before:
        await store.put(tx, month.id, after)
    return outcomes


def _judged(slip: Slip, branch: Branch, listed: dict[WorkplaceId, str], today: date) -> Return | None:
    """The return as it is kept, None for one taken back; raises for who may not, or for what cannot be."""
    rules.must_be_now(slip.month, today)
    if slip.numbers is None:  # who has left can still take it back
        return None
    access.require_member(branches.identify(branch, slip.caller), branch.holders(Power.MEMBER))
    if slip.workplace_id is None:
        return slip.numbers
    if slip.workplace_id not in listed:
        raise NotFound("workload.office_gone")
    return replace(slip.numbers, office=listed[slip.workplace_id])


async def _key(desk: Desk, tx: Connection, guild_id: GuildId, name: str) -> tuple[ReturnMonth, bytes]:
    """The month and the key by which its tags are made; raises Unavailable. The key is there before the row is."""
    month = await store.month(tx, guild_id, name)
    if month is None:
        month = await store.begin(tx, guild_id, name)
        return month, await asyncio.to_thread(_new_key, desk, month.id)
    try:
        return month, desk.return_keys.read(month.id)
    except OSError as error:  # lost, or the folder cannot be read: the next start begins anew
        raise Unavailable("workload.key_gone") from error


def _new_key(desk: Desk, month_id: ReturnMonthId) -> bytes:
    desk.return_keys.destroy(month_id)  # of a first return that was cut off, perhaps half of it
    return desk.return_keys.make(month_id)


def _today(desk: Desk, branch: Branch) -> date:
    return local(desk.now(), branch.zone).date()


# At the month's end


async def close_months(desk: Desk, guild_id: GuildId, today: date) -> None:
    """Of every month that is over, publish what may be, and forget tags, numbers and key. Safe to repeat.

    The key goes first: without it the tags are already nobody's. Raises Unavailable, for another try, while they may
    still be found in what SQLite remembers for a while.
    """
    async with desk.db.reading() as conn:
        months = [each for each in await store.open_(conn) if each.guild_id == guild_id]
    for each in months:
        if each.month < rules.month_of(today):
            await asyncio.to_thread(desk.return_keys.destroy, each.id)
            await _publish(desk, each, today)
    await desk.db.fold()


async def _publish(desk: Desk, month: ReturnMonth, today: date) -> None:
    """In one transaction, and once: the number of returns, and their sums where there are five or more."""
    async with desk.db.transaction() as tx:
        if month.id in await store.closed(tx):
            return
        branch = await branches_store.present(tx, month.guild_id)
        listed = [each.name for each in await workplaces.all_(tx, month.guild_id) if not each.is_gone]
        published = rules.summarise(
            (await store.returns(tx, month.id)).values(),
            listed,
            membership=branch.membership,
            membership_at=branch.membership_at,
            counted_on=today,
        )
        await store.close(tx, month.id, json.dumps(rules.stored(published), ensure_ascii=False))
        if published.together is not None:  # else it would be on record that somebody gave numbers, though few did
            await records.note(
                tx, desk.now(), month.guild_id, "feedback.workload_counted", about="workload", month=month.month
            )


async def take_stock(desk: Desk) -> None:
    """At the start: count the months that ended meanwhile; where an open one's key is gone, begin anew, openly.

    The data came from a backup, which holds no keys: with another key everybody could be counted a second time. Keys of
    months that are over are destroyed.
    """
    async with desk.db.reading() as conn:
        months = await store.open_(conn)
        today = {each.guild_id: _today(desk, await branches_store.present(conn, each.guild_id)) for each in months}
    for guild_id, day in today.items():
        with suppress(Unavailable):  # nobody else uses the data yet; if so the night will see to it
            await close_months(desk, guild_id, day)
    async with desk.db.reading() as conn:
        over, still_open = await store.closed(conn), await store.open_(conn)
    for month_id in desk.return_keys.held() & over:
        await asyncio.to_thread(desk.return_keys.destroy, month_id)
    for each in still_open:
        if not await asyncio.to_thread(desk.return_keys.has, each.id):
            await _begin_anew(desk, each)


async def _begin_anew(desk: Desk, month: ReturnMonth) -> None:
    log.warning("the key of workload returns %s is gone: they are counted from nothing again", month.id)
    async with desk.db.transaction() as tx:
        await store.begin_anew(tx, month.id)
        await records.note(
            tx, desk.now(), month.guild_id, "feedback.workload_anew", about="workload", month=month.month
        )
    # Last: cut off before, the next start finds no key and does it once more.
    await asyncio.to_thread(_new_key, desk, month.id)
