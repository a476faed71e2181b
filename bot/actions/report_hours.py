"""What happens at fixed hours in every branch that is set up, whether or not anybody has reported anything.

So neither that a job is in the queue, nor where or until when, says anything of a report.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk import Desk
from bot.ids import GuildId
from bot.rules import rounds
from bot.rules.branches import Branch
from bot.store import branches, jobs, seals
from bot.store.db import Connection
from bot.store.jobs import JSON

ROUND, DIGEST, WAITING = "feedback.round", "feedback.digest", "feedback.waiting"
NIGHT = "feedback.night"
HOURS: Mapping[str, Callable[[datetime, ZoneInfo], datetime]] = {
    ROUND: rounds.next_round,
    DIGEST: rounds.next_digest,
    WAITING: rounds.next_reminder,
    NIGHT: rounds.next_night,
}


async def begin(tx: Connection, branch: Branch, now: datetime) -> None:
    """Each at its next hour, within the transaction that sets the branch up; what waits already stays as it is."""
    for kind in HOURS:
        await go_on(tx, kind, branch, now)


async def go_on(tx: Connection, kind: str, branch: Branch, now: datetime, **payload: JSON) -> None:
    """The next time it happens; without a payload, the one it has stays."""
    await jobs.add(
        tx,
        kind=kind,
        subject=_key(kind, branch.guild_id),
        guild_id=branch.guild_id,
        due_at=HOURS[kind](now, branch.zone),
        key=_key(kind, branch.guild_id),
        payload=payload or None,
        again=True,
    )


async def over(desk: Desk, kind: str, guild_id: GuildId) -> None:
    """It has happened, or could not happen this time: on to the next hour."""
    async with desk.db.transaction() as tx:
        await go_on(tx, kind, await branches.present(tx, guild_id), desk.now())


async def rearrange(tx: Connection, guild_id: GuildId, now: datetime) -> None:
    """The branch's clock is another: the hours are by that one from now on."""
    branch = await branches.present(tx, guild_id)
    if branch.set_up_at is None:
        return
    for kind in HOURS:
        due_at = await jobs.due_at(tx, _key(kind, guild_id))
        if due_at is not None and due_at > now:  # else it is late, and happens at once
            await jobs.reschedule(tx, _key(kind, guild_id), HOURS[kind](now, branch.zone))


async def take_stock(desk: Desk) -> None:
    """At the start: know which keys were used, make the first ones, and begin where branches were set up before."""
    async with desk.db.transaction() as tx:
        desk.seals.expect(await seals.newest(tx))
        here = await branches.set_up(tx)
        for guild_id in here:
            await begin(tx, await branches.present(tx, guild_id), desk.now())
    if here:
        await make_keys(desk)


async def make_keys(desk: Desk) -> None:
    """Have the first keys as soon as there is a branch; not before, for a backup may be restored yet, without its own.

    Then a missing key is named as missing, and none of the same number is in its place.
    """
    with suppress(OSError):  # the disk is full, or a key is not whole: who sends something is told so
        await asyncio.to_thread(desk.seals.begin)


def _key(kind: str, guild_id: GuildId) -> str:
    return f"{kind}:{guild_id}"
