"""A campaign is gathered for the branch's archive."""

from dataclasses import replace

from bot.actions import campaigns, turnout
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, CampaignId, Power
from bot.render.archive import Archive, Held
from bot.rules import access
from bot.rules.campaigns import Campaign, Status
from bot.rules.decisions import Decision
from bot.rules.outside_ballots import OutsideBallot
from bot.rules.outside_ballots import Status as Ballot
from bot.rules.updates import Status as Posted
from bot.store import campaign_dates, decisions, outside_ballots, pay, questions, updates
from bot.store import campaigns as store
from bot.store.db import Connection


async def gather(desk: Desk, who: Asker, campaign_id: CampaignId) -> Archive:
    """Everything that is kept of this campaign, for a rep, in one read; raises NotAllowed, NotFound."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        found = await campaigns.standing_in(conn, who.guild_id, campaign_id)
        if found.campaign.status is Status.DRAFT:
            raise NotFound("campaign.not_found")
        held = await outside_ballots.of(conn, campaign_id, (Ballot.OPEN, Ballot.CLOSED))
        posted = await updates.list_(conn, campaign_id, (Posted.POSTED,), campaigns.EVERY)
        return Archive(
            campaign=found.campaign,
            branch=found.branch.name,
            zone=found.branch.zone,
            membership=found.branch.membership,
            moves=await store.moves(conn, campaign_id),
            updates=posted[::-1],
            dates=await campaign_dates.of(conn, campaign_id),
            proposals=await pay.proposals(conn, campaign_id),
            ballots=[await _held(conn, each, desk) for each in held[::-1]],
            decisions=await _decisions(conn, found.campaign),
            questions=[replace(each, asker_id=None) for each in await questions.answered(conn, campaign_id)],
        )


async def _held(conn: Connection, ballot: OutsideBallot, desk: Desk) -> Held:
    found = await turnout.progress_of(conn, ballot, desk.now())
    places = [(each.workplace.name, each.number) for each in found.places]
    return Held(found.ballot, found.days, places, None if found.figure is None else found.figure.number)


async def _decisions(conn: Connection, campaign: Campaign) -> list[Decision]:
    """What the branch has decided from its start to its end, as the register has it."""
    register = [
        *await decisions.open_(conn, campaign.guild_id),
        *await decisions.ended(conn, campaign.guild_id, campaigns.EVERY),
    ]
    begun, over = campaign.started_at or campaign.made_at, campaign.closed_at
    found = [each for each in register if begun <= each.made_at and (over is None or each.made_at <= over)]
    return sorted(found, key=lambda each: each.id)
