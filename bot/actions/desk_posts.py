"""What the organisers' desk is shown, and what is said unasked of reports to organisers and to members."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from bot.actions import records, reports
from bot.actions.releasing import OPEN
from bot.desk import Desk
from bot.errors import Unavailable
from bot.ids import CaseNumber, ChannelId, GuildId, MemberId, MessageId
from bot.rules import reports as rules
from bot.rules.branches import Branch
from bot.rules.reports import Report, Wait
from bot.store import branches, desk_organisers, holdings, jobs
from bot.store import reports as store
from bot.store.jobs import Job


@dataclass(frozen=True)
class Shown:
    """A report and where the desk is; for a job."""

    report: Report
    branch: Branch
    is_for_all: bool
    """Whether every organiser may know of it: else it has no post."""


@dataclass(frozen=True)
class Digest:
    """What is open, as all organisers may know it."""

    branch: Branch
    on: date
    open_: Sequence[Report]
    """The longest waiting first; never empty."""

    def waiting(self, wait: Wait) -> int:
        """How many have waited for so long."""
        return sum(rules.wait_of(each, self.on) is wait for each in self.open_)


@dataclass(frozen=True)
class Hidden:
    """Reports that are not shown in the desk's channel, and who has used the desk and may know of one of them."""

    branch: Branch
    number: int
    """How many there are still."""
    organisers: Sequence[MemberId]


async def shown(desk: Desk, job: Job) -> Shown:
    """The report that this job is about; raises NotFound, and Unavailable where nobody can tell who may know of it."""
    async with desk.db.reading() as conn:
        report = await store.get(conn, job.guild_id, _number(job))
        branch = await branches.present(conn, job.guild_id)
    return Shown(report, branch, not reports.head_of(desk, report).not_to)


async def posted(desk: Desk, report: Report, channel_id: ChannelId, message_id: MessageId) -> None:
    """The desk's post about it is this message."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, report.guild_id, report.number)
        after = replace(before, channel_id=channel_id, message_id=message_id, message_lost=False)
        await store.save(tx, after)


async def lost(desk: Desk, report: Report) -> None:
    """Somebody has deleted the desk's post about it."""
    async with desk.db.transaction() as tx:
        await store.save(tx, replace(await store.get(tx, report.guild_id, report.number), message_lost=True))


async def digest(desk: Desk, guild_id: GuildId) -> Digest | None:
    """What is open; None if nothing is. What somebody must not see is not in it."""
    async with desk.db.reading() as conn:
        branch = await branches.present(conn, guild_id)
        found = [each for each in await store.list_(conn, guild_id, OPEN) if reports.is_for_all(desk, each)]
    return Digest(branch, reports.today(desk, branch), found) if found else None


async def answers_waiting(desk: Desk, guild_id: GuildId) -> tuple[Branch, int]:
    """How many codes have an answer that nobody has fetched yet.

    What somebody must not see is not counted: where one more is said to wait than organisers know of, there is one.
    """
    async with desk.db.reading() as conn:
        found = await store.answers_waiting(conn, guild_id)
        return await branches.present(conn, guild_id), sum(reports.is_for_all(desk, each) for each in found)


async def hidden(desk: Desk, job: Job) -> Hidden:
    """Whom to tell that there is a report. Worked out only now: what is kept for a job would say who must not know."""
    numbers = cast(Sequence[str], job.payload.get("numbers", ()))
    async with desk.db.reading() as conn:
        branch = await branches.present(conn, job.guild_id)
        used = await desk_organisers.of(conn, job.guild_id)
        found = [each for each in await store.list_(conn, job.guild_id, OPEN) if each.number in numbers]
    kept_from = [not_to for each in found if (not_to := _kept_from(desk, each)) is not None]
    return Hidden(branch, len(found), [each for each in used if any(each not in those for those in kept_from)])


def _kept_from(desk: Desk, report: Report) -> frozenset[MemberId] | None:
    """Who must not know of it; None where that cannot be opened, so that nobody can be told of this one."""
    try:
        return reports.head_of(desk, report).not_to
    except Unavailable:
        return None


async def told(desk: Desk, job: Job, organisers: int) -> None:
    """So many were told, and the job names no report any more. That it was nobody goes on record."""
    async with desk.db.transaction() as tx:
        await jobs.keep(tx, job, {})
        if not organisers:
            await records.note(tx, desk.now(), job.guild_id, "feedback.nobody_told", about="feedback")


async def used_by(desk: Desk, guild_id: GuildId) -> Sequence[MemberId]:
    """Of whom it is kept that they have used the desk."""
    async with desk.db.reading() as conn:
        return await desk_organisers.of(conn, guild_id)


async def forget(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """They are no organiser any more, so nothing has to be known of their having used the desk."""
    async with desk.db.transaction() as tx:
        await holdings.erase(tx, "desk", guild_id, member_id)


def _number(job: Job) -> CaseNumber:
    return CaseNumber(str(job.payload["number"]))
