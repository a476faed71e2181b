"""A campaign is closed: what that comes to, closing it for good, and forgetting who followed it a month later."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.actions import campaigns, outside_endings, questions, updates
from bot.desk import Desk
from bot.ids import Asker, CampaignId, GuildId, Power
from bot.rules import access, settling
from bot.rules import campaigns as rules
from bot.rules.branches import Branch
from bot.rules.campaigns import Campaign, Move, Outcome, Stage, Status
from bot.rules.outside_ballots import Status as Held
from bot.rules.times import local
from bot.rules.updates import Status as Posted
from bot.store import campaigns as store
from bot.store import followers, jobs, outside_ballots, silenced
from bot.store import questions as asked_store
from bot.store import updates as updates_store
from bot.store.db import Connection

# What the clock would still do in it.
_OF_THE_CLOCK = ("campaign.new_day", "campaign.remind")


@dataclass(frozen=True)
class Plan:
    """What closing it would come to, for whoever is about to."""

    campaign: Campaign
    open_questions: int
    scheduled: int
    """Updates that wait for their time, and will not be posted."""
    has_ballot: bool
    """Whether a ballot held elsewhere is still open, and ends for Steward."""
    forgets_on: date


async def plan(desk: Desk, who: Asker, branch: Branch, campaign_id: CampaignId) -> Plan:
    """What closing it would come to; refuses who may not, and one that is closed."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.reading() as conn:
        campaign = await store.get(conn, who.guild_id, campaign_id)
        rules.may_change(campaign)
        return Plan(
            campaign,
            open_questions=(await asked_store.asked(conn, campaign_id, now)).open_,
            scheduled=len(await updates_store.list_(conn, campaign_id, (Posted.SCHEDULED,), campaigns.EVERY)),
            has_ballot=bool(await outside_ballots.of(conn, campaign_id, (Held.OPEN,))),
            forgets_on=local(now + settling.NAMES_KEPT, branch.zone).date(),
        )


async def close(
    desk: Desk, who: Asker, branch: Branch, campaign_id: CampaignId, *, outcome: Outcome, terms: str, vote: str = ""
) -> Campaign:
    """Close it for good: the board says how it ended, and nothing in it changes any more.

    `terms` and `vote` as typed. Raises Invalid, and TooLate for one that is closed.
    """
    access.require(who, Power.REP)
    now, read_terms, read_vote = desk.now(), settling.read_terms(terms), settling.read_vote(vote)
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, campaign_id)
        rules.may_change(before)
        await _wind_up(tx, now, before)
        closed = replace(
            await store.get(tx, who.guild_id, campaign_id),
            status=Status.CLOSED,
            stage=Stage.CLOSED,
            closed_at=now,
            outcome=outcome,
            terms=read_terms,
            vote=read_vote,
        )
        await store.save(tx, closed)
        today = local(now, branch.zone).date()
        await store.add_move(tx, campaign_id, Move(Stage.CLOSED, today, None, who.member_id, now))
        await campaigns.changed(tx, now, closed, "campaign.change_closed", {"outcome": outcome.value})
        await campaigns.queue(tx, closed, "campaign.erase", now + settling.NAMES_KEPT, alone=True)
        await campaigns.note(tx, now, closed, "campaign.closed", who, outcome=outcome.value)
    return closed


async def erase(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> None:
    """Forget who looked at the board, and who followed, unless the branch has a campaign that is not so long over.

    A second time changes nothing. Raises Unavailable, for another try, while the names may still be found in what
    SQLite remembers for a while.
    """
    now = desk.now()
    async with desk.db.transaction() as tx:
        campaign = await store.get(tx, guild_id, campaign_id)
        forgotten = await store.forget_looks(tx, campaign_id)
        others = await store.list_(tx, guild_id, (Status.RUNNING, Status.CLOSED), campaigns.EVERY)
        if not any(_is_recent(each, now) for each in others):
            forgotten += await followers.erase(tx, guild_id) + await silenced.erase(tx, guild_id)
        if forgotten:
            await campaigns.note(tx, now, campaign, "campaign.names_erased")
    await desk.db.fold()


def _is_recent(campaign: Campaign, now: datetime) -> bool:
    return campaign.closed_at is None or now - campaign.closed_at < settling.NAMES_KEPT


async def _wind_up(tx: Connection, now: datetime, campaign: Campaign) -> None:
    """Every part of it ends: nothing is still to be asked, posted, counted or reminded of."""
    await questions.end_rounds(tx, campaign)
    await updates.wind_up(tx, now, campaign)
    await outside_endings.wind_up(tx, now, campaign)
    for kind in _OF_THE_CLOCK:
        await jobs.drop(tx, campaigns.key(campaign, kind))
