"""A campaign before anybody sees it: typed, previewed, changed, started."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions import boards, campaign_dates, campaigns, questions
from bot.actions.boards import Board
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotFound
from bot.ids import Asker, CampaignId, ChannelId, GuildId, Power
from bot.rules import access, times
from bot.rules import campaigns as rules
from bot.rules.branches import Branch, Use
from bot.rules.campaigns import Campaign, Move, Nation, Status
from bot.store import branches, jobs
from bot.store import campaigns as store
from bot.store.db import Connection

DRAFTS_ARE_KEPT_FOR = timedelta(days=1)


def may_make(who: Asker, branch: Branch) -> ChannelId:
    """Where its board goes, for who may start a campaign; raises NotAllowed, and Invalid where no channel is chosen."""
    access.require(who, Power.REP)
    channel_id = branch.channels.get(Use.CAMPAIGN)
    if channel_id is None:
        raise Invalid("campaign.no_channel")
    return channel_id


async def make(
    desk: Desk, who: Asker, branch: Branch, *, title: str, employer: str, claim: str, contact: str, nation: Nation
) -> Campaign:
    """A private draft from what was typed; raises Invalid, and NotAllowed for who is no rep."""
    channel_id, now = may_make(who, branch), desk.now()
    words = _read(title=title, employer=employer, claim=claim, contact=contact)
    async with desk.db.transaction() as tx:
        draft = await store.add(tx, who.guild_id, who.member_id, nation=nation, channel_id=channel_id, now=now, **words)
        await campaigns.queue(tx, draft, "campaign.forget", now + DRAFTS_ARE_KEPT_FOR)
    return draft


async def get(desk: Desk, who: Asker, campaign_id: CampaignId) -> Campaign:
    """The asker's own draft; raises AlreadyDone once it was started."""
    async with desk.db.reading() as conn:
        return await _draft(conn, who, campaign_id)


async def rewrite(
    desk: Desk,
    who: Asker,
    campaign_id: CampaignId,
    *,
    title: str,
    employer: str,
    claim: str,
    contact: str,
    nation: Nation,
) -> Campaign:
    """Another wording of the draft, as typed."""
    words = _read(title=title, employer=employer, claim=claim, contact=contact)
    async with desk.db.transaction() as tx:
        draft = replace(await _draft(tx, who, campaign_id), nation=nation, **words)
        await store.save(tx, draft)
    return draft


async def discard(desk: Desk, who: Asker, campaign_id: CampaignId) -> None:
    """Forget the draft."""
    async with desk.db.transaction() as tx:
        draft = await _draft(tx, who, campaign_id)
        await store.drop_draft(tx, who.guild_id, campaign_id)
        await jobs.drop(tx, campaigns.key(draft, "campaign.forget"))


async def forget(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> None:
    """Forget a draft that nobody started; anything else stays."""
    async with desk.db.transaction() as tx:
        await store.drop_draft(tx, guild_id, campaign_id)


async def start(desk: Desk, who: Asker, branch: Branch, campaign_id: CampaignId) -> Campaign:
    """Let the draft become the branch's campaign, and have its board posted; raises AlreadyDone for a second press."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        draft = await _draft(tx, who, campaign_id)
        board = as_started(draft, branch, now)
        campaign = board.campaign
        await store.save(tx, campaign)
        await jobs.drop(tx, campaigns.key(draft, "campaign.forget"))
        await store.add_move(tx, campaign.id, board.move)
        await campaigns.changed(tx, now, campaign, "campaign.change_started")
        await questions.begin_rounds(tx, campaign, branch.zone, now)
        await boards.queue_new_day(tx, campaign, branch, now)
        await campaigns.note(tx, now, campaign, "campaign.started", who)
    return campaign


async def rearrange(tx: Connection, guild_id: GuildId, now: datetime) -> None:
    """The branch's clock is another: its days, rounds and reminders are by that one from now on."""
    branch = await branches.present(tx, guild_id)
    for campaign in await store.list_(tx, guild_id, campaigns.RUNNING, campaigns.EVERY):
        for kind in ("campaign.new_day", "campaign.remind", questions.ROUND):
            await jobs.drop(tx, campaigns.key(campaign, kind))
        await boards.queue_new_day(tx, campaign, branch, now)
        await questions.begin_rounds(tx, campaign, branch.zone, now)
        await campaign_dates.schedule(tx, now, campaign)  # and the board shows the new days


def as_started(draft: Campaign, branch: Branch, now: datetime) -> Board:
    """The board of this draft, were it started at this moment."""
    campaign = replace(draft, status=Status.RUNNING, started_at=now)
    move = Move(campaign.stage, times.local(now, branch.zone).date(), None, draft.author_id, now)
    return Board(campaign=campaign, branch=branch, move=move)


def _read(*, title: str, employer: str, claim: str, contact: str) -> dict[str, str]:
    return {
        "title": rules.read_title(title),
        "employer": rules.read_employer(employer),
        "claim": rules.read_claim(claim),
        "contact": rules.read_contact(contact),
    }


async def _draft(conn: Connection, who: Asker, campaign_id: CampaignId) -> Campaign:
    access.require(who, Power.REP)
    try:
        draft = await store.get(conn, who.guild_id, campaign_id)
    except NotFound:
        raise NotFound("campaign.no_draft") from None
    if draft.author_id != who.member_id:
        raise NotFound("campaign.no_draft")
    if draft.status is not Status.DRAFT:
        raise AlreadyDone("campaign.already_started")
    return draft
