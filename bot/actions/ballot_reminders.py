"""Reminding members to post their papers, privately, four times at most: never who has said so or wants no reminders.

Members are written to in the order of their tags, so that no id stays with the job; how many do not accept such
messages is counted in fives, so that no number is ever one person.
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import keys
from bot.actions import campaigns, following, letters, outside_ballots, posted
from bot.actions.letters import Progress
from bot.actions.outside_ballots import Standing
from bot.desk import Desk
from bot.ids import GuildId, MemberId, OutsideBallotId
from bot.rules import ladder, reminding
from bot.rules.campaigns import Campaign
from bot.rules.following import Topic
from bot.rules.outside_ballots import OutsideBallot
from bot.store import followers, jobs, silenced
from bot.store import outside_ballots as store
from bot.store import posted as posted_store
from bot.store.db import Connection
from bot.store.jobs import Job

LEAST_SHOWN = 5
EVERYBODY = 2**31 - 1
NOBODY = MemberId(0)


@dataclass(frozen=True)
class Mailing:
    """What there is to say, and to whom next."""

    standing: Standing
    waiting: Sequence[tuple[str, MemberId]]
    """Who has still to be written to, each with a mark that says nothing without the key, in its order."""
    not_before: datetime


async def remind(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId) -> None:
    """Take the ladder's next step: have members written to, once, however many steps were missed; then wait for more.

    At night it waits for the morning.
    """
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await outside_ballots.standing_in(tx, guild_id, ballot_id)
        campaign, ballot, zone = found.campaign, found.ballot, found.branch.zone
        if not ladder.may_remind(ballot, campaign.nation, zone, now):
            return
        if not ladder.is_due(found.moments, ballot, now):  # its dates have changed meanwhile
            await outside_ballots.queue_ladder(tx, found, now)
            return
        at = reminding.by_day(now, zone)
        if at > now:
            await outside_ballots.queue(tx, campaign, ballot, "campaign.ladder", at, again=True)
            return
        after = replace(ballot, reminders=ballot.reminders + 1, reminded_at=now)
        await store.save(tx, after)
        await _queue_letters(tx, campaign, after, now)
        await outside_ballots.queue_ladder(tx, replace(found, ballot=after), now)


async def to_write_to(desk: Desk, job: Job, members: Collection[MemberId] | None, most: int) -> Mailing:
    """Whom to write to next, up to so many: nobody once it does not help any more.

    Without the members, whom Discord names only where that is switched on, who follows the topic is written to.
    """
    now = desk.now()
    ballot_id = _ballot_id(job)
    async with desk.db.reading() as conn:
        found = await outside_ballots.standing_in(conn, job.guild_id, ballot_id)
        not_before = reminding.by_day(now, found.branch.zone)
        if _is_over(found, int(str(job.payload["step"])), now):
            return Mailing(found, (), not_before)
        asked = members
        if asked is None:
            asked = await followers.of(conn, job.guild_id, Topic.BALLOT, NOBODY, EVERYBODY)
        silent = await silenced.of(conn, job.guild_id, asked)
        key = await asyncio.to_thread(posted.key_of, desk, ballot_id)
        marks = await asyncio.to_thread(lambda: {keys.tag(key, each): each for each in asked if each not in silent})
        done = await posted_store.of(conn, ballot_id, list(marks))
    after = str(Progress.of(job).last or "")
    waiting = sorted((tag.hex(), member_id) for tag, member_id in marks.items() if tag not in done)
    return Mailing(found, [each for each in waiting if each[0] > after][:most], not_before)


async def still_waits(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId, member_id: MemberId) -> bool:
    """Whether this member is to be reminded at this very moment: has neither posted nor asked for silence since."""
    async with desk.db.reading() as conn:
        key = await asyncio.to_thread(posted.key_of, desk, ballot_id)
        if await posted_store.of(conn, ballot_id, [keys.tag(key, member_id)]):
            return False
        return not await silenced.of(conn, guild_id, [member_id])


async def finished(desk: Desk, job: Job, progress: Progress) -> None:
    """How many accept no messages is kept, in fives; the last one's mark is not, nor how many were written to."""
    async with desk.db.transaction() as tx:
        ballot = await store.get(tx, job.guild_id, _ballot_id(job))
        if progress.last != letters.AFTER_EVERY_MARK:
            await store.save(tx, replace(ballot, unreachable=in_fives(progress.refused)))
        await letters.forget_last(tx, job, letters.AFTER_EVERY_MARK)


def in_fives(number: int) -> int:
    """The number as it may be shown: "at least so many"."""
    return number - number % LEAST_SHOWN


def letters_key(campaign: Campaign, ballot: OutsideBallot, step: int) -> str:
    """The job of these reminders."""
    return campaigns.key(campaign, f"campaign.ladder_each:{step}", ballot.id)


async def _queue_letters(tx: Connection, campaign: Campaign, ballot: OutsideBallot, now: datetime) -> None:
    await jobs.add(
        tx,
        kind="campaign.ladder_each",
        subject=following.SUBJECT,
        guild_id=campaign.guild_id,
        due_at=now,
        key=letters_key(campaign, ballot, ballot.reminders),
        payload={"campaign": campaign.id, "ballot": ballot.id, "step": ballot.reminders},
    )


def _is_over(found: Standing, step: int, now: datetime) -> bool:
    """Whether it does not help any more, or the next step has been taken: nobody is written to twice in a row."""
    ballot = found.ballot
    still = replace(ballot, reminders=min(ballot.reminders, ladder.MOST - 1))
    return ballot.reminders > step or not ladder.may_remind(still, found.campaign.nation, found.branch.zone, now)


def _ballot_id(job: Job) -> OutsideBallotId:
    return OutsideBallotId(int(str(job.payload["ballot"])))
