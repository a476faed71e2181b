"""Who has left the server is forgotten: looked for once a week, since Discord tells of it only with the members intent.

One job a branch: it walks through the ids of whom something is kept that need not be, and then waits for the next week.
Whether somebody has left is Discord's to say (`cogs/mydata`); nobody is forgotten because Discord does not answer.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from bot.actions import holdings
from bot.desk import Desk
from bot.ids import GuildId, MemberId
from bot.store import branches, jobs
from bot.store import holdings as store
from bot.store.db import Connection
from bot.store.jobs import Job

SWEEP, LEAVE = "mydata.sweep", "mydata.leave"
EVERY = timedelta(days=7)
AWAY = timedelta(days=1)


async def begin(tx: Connection, guild_id: GuildId, now: datetime) -> None:
    """Look for the first time in a week, within the transaction that sets the branch up; once is enough."""
    await _queue(tx, SWEEP, guild_id, now + EVERY)


async def take_stock(desk: Desk) -> None:
    """At the start: look in each branch, also where it was set up by a Steward that did not."""
    async with desk.db.transaction() as tx:
        for guild_id in await branches.set_up(tx):
            await begin(tx, guild_id, desk.now())


async def next_(desk: Desk, job: Job, most: int) -> Sequence[MemberId]:
    """Whom to ask Discord about next, up to so many, in the order of their ids."""
    async with desk.db.reading() as conn:
        return await store.holders(conn, job.guild_id, MemberId(int(str(job.payload.get("after", 0)))), most)


async def reached(desk: Desk, job: Job, last: MemberId) -> None:
    """So far for now: the rest take their turn after whatever else waits."""
    async with desk.db.transaction() as tx:
        await jobs.keep(tx, job, {"after": last})
        await _queue(tx, SWEEP, job.guild_id, desk.now(), again=True)


async def finished(desk: Desk, job: Job) -> None:
    """Everybody was looked for: nobody's id stays with the job, which waits for the next week."""
    async with desk.db.transaction() as tx:
        await jobs.keep(tx, job, {})
        await jobs.reschedule(tx, job.key, desk.now() + EVERY)


async def put_off(desk: Desk, job: Job) -> None:
    """Steward cannot see the server, which may be away or have sent it away: nobody there has left for all it knows."""
    async with desk.db.transaction() as tx:
        await jobs.reschedule(tx, job.key, desk.now() + AWAY)


async def left(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """Discord tells that somebody has left: they are asked about once more, and then forgotten."""
    async with desk.db.transaction() as tx:
        branch = await branches.get(tx, guild_id)
        if branch is not None and branch.set_up_at is not None:
            before = await jobs.get(tx, _key(LEAVE, guild_id))
            everybody = {member_id} if before is None else {member_id, *_left(before)}
            await _queue(tx, LEAVE, guild_id, desk.now(), sorted(everybody), again=True)


async def reported(desk: Desk, job: Job) -> Sequence[MemberId]:
    """Who is said to have left."""
    async with desk.db.reading() as conn:
        now = await jobs.get(conn, job.key)
    return [] if now is None else sorted(_left(now))


async def settled(desk: Desk, job: Job, members: Sequence[MemberId]) -> None:
    """These were asked about, so that none of their ids stays; whoever was reported since is still to be."""
    async with desk.db.transaction() as tx:
        now = await jobs.get(tx, job.key)
        if now is not None:
            await jobs.keep(tx, now, {"left": sorted(_left(now) - set(members))})


async def forget(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """They have left: what nothing asks to keep is forgotten."""
    await holdings.forget(desk, guild_id, member_id)


def _left(job: Job) -> set[MemberId]:
    return {MemberId(each) for each in cast(Sequence[int], job.payload.get("left", ()))}


def _key(kind: str, guild_id: GuildId) -> str:
    return f"{kind}:{guild_id}"


async def _queue(
    tx: Connection,
    kind: str,
    guild_id: GuildId,
    due_at: datetime,
    members: Sequence[MemberId] | None = None,
    *,
    again: bool = False,
) -> None:
    await jobs.add(
        tx,
        kind=kind,
        subject=_key(kind, guild_id),
        guild_id=guild_id,
        due_at=due_at,
        key=_key(kind, guild_id),
        payload=None if members is None else {"left": members},
        again=again,
    )
