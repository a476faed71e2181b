"""Letters about campaigns: whom to write to next, and how far they have come (docs/decisions/0017)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from bot.actions import campaigns, letters
from bot.actions.campaigns import Standing
from bot.actions.letters import Progress
from bot.desk import Desk
from bot.ids import CampaignId, GuildId, MemberId
from bot.rules import reminding
from bot.rules.following import Topic
from bot.store import followers, jobs
from bot.store.db import Connection
from bot.store.jobs import Job


@dataclass(frozen=True)
class Portion:
    """Whom to write to next, in the order of their ids: nobody when everybody has been."""

    standing: Standing
    waiting: Sequence[MemberId]
    not_before: datetime


@dataclass(frozen=True)
class Tally:
    """How far letters have come, in numbers only."""

    sent: int
    refused: int
    to_come: int
    not_before: datetime
    is_night: bool
    problem: str | None
    """Why they do not go on, a message key; None where they do or all are written."""


async def next_(desk: Desk, job: Job, most: int) -> Portion:
    """The next to be written to, up to so many, and from when on, for nobody is at night."""
    now, last = desk.now(), MemberId(int(Progress.of(job).last))
    async with desk.db.reading() as conn:
        found = await campaigns.standing_in(conn, job.guild_id, _campaign_id(job))
        asked = await followers.of(conn, job.guild_id, _topic(job), last, most)
    also = [member_id for member_id in _also(job) if member_id > last]
    return Portion(found, sorted({*asked, *also})[:most], reminding.by_day(now, found.branch.zone))


def is_in_doubt(job: Job, progress: Progress, who: int | str) -> bool:
    """Whether this member (by id or mark) may have the letter: who was written to when an earlier try ended.

    In a restored backup it is everybody: what was sent since is not in it.
    """
    return progress.in_hand == who or bool(job.payload.get("restored"))


async def intend(desk: Desk, job: Job, progress: Progress) -> bool:
    """Note who is written to now, and how it went with those before; False if it need not be said any more.

    One commit a letter, before it is sent: so after a crash exactly one member is in doubt.
    """
    async with desk.db.transaction() as tx:
        if await jobs.state(tx, job.key) != "waiting":
            return False
        await _keep(tx, job, progress)
    return True


async def put_down(desk: Desk, job: Job, progress: Progress) -> None:
    """So far for now: the rest take their turn after whatever else waits, unless it need not be said any more."""
    async with desk.db.transaction() as tx:
        if await jobs.state(tx, job.key) == "waiting":
            await _keep(tx, job, progress)
            await jobs.add(
                tx,
                kind=job.kind,
                subject=job.subject,
                guild_id=job.guild_id,
                due_at=desk.now(),
                key=job.key,
                again=True,
            )


async def finished(desk: Desk, job: Job) -> None:
    """Put on record how many letters arrived and how many members accept none, once; no id stays with their job."""
    progress = Progress.of(job)
    if progress.last == letters.AFTER_EVERYBODY:
        return
    async with desk.db.transaction() as tx:
        found = await campaigns.standing_in(tx, job.guild_id, _campaign_id(job))
        nameless = replace(job, payload={**job.payload, "also": []})
        await _keep(tx, nameless, replace(progress, last=letters.AFTER_EVERYBODY, in_hand=None))
        if progress.sent or progress.refused:
            await campaigns.note(
                tx,
                desk.now(),
                found.campaign,
                "campaign.letters_sent",
                letter=str(job.payload["what"]),
                sent=progress.sent,
                refused=progress.refused,
            )


async def has_left(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """Who has left the branch follows nothing any more, and is free to ask again."""
    async with desk.db.transaction() as tx:
        await followers.unfollow(tx, guild_id, member_id)


async def tally(desk: Desk, guild_id: GuildId, key: str) -> Tally | None:
    """How far the letters of this job have come; None where there are none of it any more."""
    async with desk.db.reading() as conn:
        job = await jobs.get(conn, key)
        if job is None or job.guild_id != guild_id:
            return None
        progress, found = Progress.of(job), await campaigns.standing_in(conn, guild_id, _campaign_id(job))
        after = MemberId(int(progress.last))
        to_come = await followers.count(conn, guild_id, _topic(job), after)
        to_come += sum(member_id > after for member_id in _also(job))
        problem = job.problem if await jobs.state(conn, key) == "failed" else None
    now = desk.now()
    not_before = reminding.by_day(now, found.branch.zone)
    return Tally(progress.sent, progress.refused, to_come, not_before, not_before > now, problem)


async def _keep(tx: Connection, job: Job, progress: Progress) -> None:
    await jobs.keep(tx, job, progress.kept_in(job.payload))


def _campaign_id(job: Job) -> CampaignId:
    return CampaignId(int(str(job.payload["campaign"])))


def _topic(job: Job) -> Topic | None:
    topic = job.payload["topic"]
    return None if topic is None else Topic(str(topic))


def _also(job: Job) -> Sequence[MemberId]:
    return [MemberId(each) for each in cast(Sequence[int], job.payload.get("also", ()))]
