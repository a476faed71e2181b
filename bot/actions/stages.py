"""A campaign moves from stage to stage: each move with its day, its reason and who noted it."""

from dataclasses import replace

from bot.actions import campaigns
from bot.desk import Desk
from bot.errors import TooLate
from bot.ids import Asker, CampaignId, Power
from bot.rules import access, times
from bot.rules import campaigns as rules
from bot.rules import stages as moving
from bot.rules.branches import Branch
from bot.rules.campaigns import Campaign, Move, Stage
from bot.store import campaign_dates
from bot.store import campaigns as store


async def movable(desk: Desk, who: Asker, campaign_id: CampaignId) -> Campaign:
    """The campaign that this person may move; refuses who may not, and one that is closed."""
    access.require(who, Power.REP)
    campaign = (await campaigns.standing(desk, who.guild_id, campaign_id)).campaign
    rules.may_change(campaign)
    return campaign


async def move(
    desk: Desk,
    who: Asker,
    branch: Branch,
    campaign_id: CampaignId,
    stage: Stage,
    *,
    on: str,
    reason: str = "",
    before: Stage,
) -> Move:
    """Note that it has come to this stage, on the day and for the reason that were typed.

    `before`: the stage it was seen at by whoever moves it; raises TooLate where another rep was quicker.
    """
    access.require(who, Power.REP)
    now, why = desk.now(), rules.read_reason(reason)
    async with desk.db.transaction() as tx:
        campaign = await store.get(tx, who.guild_id, campaign_id)
        rules.may_change(campaign)
        if campaign.stage is not before:
            raise TooLate("campaign.stage_meanwhile", stage=campaign.stage.value)
        rules.may_move(campaign, stage, why)
        last = (await store.moves(tx, campaign_id))[-1]
        day = moving.read_day(on, last, times.local(now, branch.zone).date())
        moving.check_notice(campaign, stage, day, await campaign_dates.of(tx, campaign_id))
        made = Move(stage, day, why, who.member_id, now)
        await store.save(tx, replace(campaign, stage=stage))
        await store.add_move(tx, campaign_id, made)
        await campaigns.changed(
            tx, now, campaign, "campaign.change_stage", {"stage": stage.value, "moved_on": day.isoformat()}
        )
        await campaigns.note(tx, now, campaign, "campaign.moved", who, stage=stage.value, on=day.isoformat())
    return made
