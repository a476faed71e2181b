"""Reminding members of a campaign's dates: in its channel, and privately those who follow its dates.

One job a campaign (docs/decisions/0015): it says once which dates are near when it runs, however many moments fell due
since the last one, and then waits for the next. What is late at night waits for the morning.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions import campaign_dates, campaigns, following
from bot.actions.campaigns import Standing
from bot.desk import Desk
from bot.ids import CampaignId, GuildId
from bot.rules import date_reminding as rules
from bot.rules import reminding
from bot.rules.campaign_dates import CampaignDate
from bot.rules.campaigns import Status
from bot.rules.following import Topic
from bot.store import campaign_dates as store
from bot.store import campaigns as campaigns_store
from bot.store.db import Connection


@dataclass(frozen=True)
class Reminder:
    """Which dates are near."""

    standing: Standing
    near: Sequence[CampaignDate]
    """Those of today and of the week to come, the next first."""
    every: Sequence[CampaignDate]
    moment: datetime
    """The first moment that this reminder makes up for: the same however often it is tried."""


async def due(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> Reminder | None:
    """What to say now; None when that is nothing, or it is night. What is still to come then waits for its time."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await campaigns.standing_in(tx, guild_id, campaign_id)
        campaign, zone = found.campaign, found.branch.zone
        if campaign.status is not Status.RUNNING:
            return None
        moment = rules.next_moment(await store.of(tx, campaign_id), zone, rules.reminded_until(campaign))
        if moment is None or moment > now:
            await campaign_dates.schedule(tx, now, campaign)
            return None
        at = reminding.by_day(now, zone)
        if at > now:
            await campaigns.queue(tx, campaign, "campaign.remind", at, again=True)
            return None
        reminder = await _reminder(tx, found, now, moment)
        if not reminder.near:
            await _given(tx, reminder, now)
            return None
    return reminder


async def given(desk: Desk, reminder: Reminder) -> None:
    """It has been said in the channel: wait for the next moment, and write to those who asked for that."""
    now = desk.now().replace(microsecond=0)  # by which its letters are told from those of the next
    async with desk.db.transaction() as tx:
        before = await _given(tx, reminder, now)
        if before.status is Status.RUNNING:
            if before.reminded_at is not None:
                await following.drop_letters(tx, before, "date", before.reminded_at)
            await following.queue_letters(tx, before, Topic.DATES, "date", now, each=now)


async def near(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> Reminder | None:
    """What a letter that is written now says; None once nothing is near any more, or the campaign is over."""
    now = desk.now()
    async with desk.db.reading() as conn:
        found = await _reminder(conn, await campaigns.standing_in(conn, guild_id, campaign_id), now, now)
    return found if found.near and found.standing.campaign.status is Status.RUNNING else None


async def _given(tx: Connection, reminder: Reminder, now: datetime) -> campaigns.Campaign:
    """Note how far reminders have been given; the campaign as it was."""
    shown = reminder.standing.campaign
    before = await campaigns_store.get(tx, shown.guild_id, shown.id)
    await campaigns_store.save(tx, replace(before, reminded_at=now))
    if before.status is Status.RUNNING:
        await campaign_dates.schedule(tx, now, before)
    return before


async def _reminder(conn: Connection, found: Standing, now: datetime, moment: datetime) -> Reminder:
    every = await store.of(conn, found.campaign.id)
    return Reminder(found, rules.soon(every, found.campaign.nation, found.branch.zone, now), every, moment)
