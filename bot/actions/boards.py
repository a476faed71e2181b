"""Everything that a campaign's board shows, gathered in one read: so that no two of its lines are of two moments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.actions import campaigns, turnout
from bot.actions.turnout import Progress
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, CampaignId, ChannelId, GuildId, MessageId
from bot.rules import stages
from bot.rules.branches import Branch
from bot.rules.campaign_dates import CampaignDate
from bot.rules.campaigns import Campaign, Move, Stage, Status
from bot.rules.pay import Proposal
from bot.rules.times import instant_at, local
from bot.store import campaign_dates, pay, questions
from bot.store import campaigns as store
from bot.store.campaigns import Change
from bot.store.db import Connection
from bot.store.questions import NOBODY_ASKED, Asked

PIN_WAITING = "campaign.pin_waiting"
NEWS = 10


@dataclass(frozen=True)
class Board:
    """A campaign as its board shows it.

    Each part of the campaign has a field here, with what a campaign that has just begun has of it as its default, and
    a section in `cogs/campaigns/_board.py`.
    """

    campaign: Campaign
    branch: Branch
    move: Move
    """By which it came to the stage it is at."""
    notice_on: date | None = None
    """Of action, the day on which notice of it was given."""
    change: Change | None = None
    """What has changed last."""
    dates: Sequence[CampaignDate] = ()
    """All of them, the first to come first."""
    turnout: Progress | None = None
    """How far the latest ballot has come that was held elsewhere."""
    proposals: Sequence[Proposal] = ()
    """What is claimed and offered, the claim first."""
    asked: Asked = NOBODY_ASKED


@dataclass(frozen=True)
class Look:
    """The board as one member sees it."""

    board: Board
    news: Sequence[Change]
    """What has changed since they last looked, the last first, one more than is shown if there is more; of who has
    never looked, the last of all."""
    is_first: bool


async def board(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> Board:
    """The board of a campaign that was started, as it is now; raises NotFound."""
    async with desk.db.reading() as conn:
        return await _board(conn, desk.now(), guild_id, campaign_id)


async def look(desk: Desk, who: Asker, campaign_id: CampaignId) -> Look:
    """The same for this member, and what has changed since they last looked; from now on they have seen it."""
    async with desk.db.reading() as conn:
        found = await _board(conn, desk.now(), who.guild_id, campaign_id)
        seen = await store.seen(conn, campaign_id, who.member_id)
        news = await store.changes(conn, campaign_id, seen or 0, NEWS + 1)
    if news and found.campaign.status is Status.RUNNING:  # once it is closed, nobody's looks are kept for long
        async with desk.db.transaction() as tx:
            await store.see(tx, campaign_id, who.member_id, news[0].id)
    return Look(found, news, seen is None)


async def _board(conn: Connection, now: datetime, guild_id: GuildId, campaign_id: CampaignId) -> Board:
    found = await campaigns.standing_in(conn, guild_id, campaign_id)
    campaign = found.campaign
    if campaign.status is Status.DRAFT:
        raise NotFound("campaign.not_found")
    move, dates = (await store.moves(conn, campaign_id))[-1], await campaign_dates.of(conn, campaign_id)
    return Board(
        campaign=campaign,
        branch=found.branch,
        move=move,
        notice_on=stages.notice_on(campaign, move.moved_on, dates) if campaign.stage is Stage.ACTION else None,
        change=next(iter(await store.changes(conn, campaign_id, 0, 1)), None),
        dates=dates,
        turnout=await turnout.progress_in(conn, guild_id, campaign_id, now),
        proposals=await pay.proposals(conn, campaign_id),
        asked=await questions.asked(conn, campaign_id, now),
    )


async def posted(
    desk: Desk, guild_id: GuildId, campaign_id: CampaignId, channel_id: ChannelId, message_id: MessageId
) -> None:
    """The board is this message from now on, and has still to be pinned."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, campaign_id)
        after = replace(
            before, channel_id=channel_id, message_id=message_id, message_lost=False, pin_problem=PIN_WAITING
        )
        await store.save(tx, after)


async def lost(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> None:
    """Somebody has deleted the board."""
    async with desk.db.transaction() as tx:
        await store.save(tx, replace(await store.get(tx, guild_id, campaign_id), message_lost=True))


async def pinned(desk: Desk, shown: Campaign, problem: str | None) -> None:
    """Keep why this board is not pinned, a message key; None for one that is."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, shown.guild_id, shown.id)
        if before.message_id == shown.message_id:  # else it was posted anew meanwhile, and has still to be pinned
            await store.save(tx, replace(before, pin_problem=problem))


async def unpinned(desk: Desk, guild_id: GuildId) -> Sequence[Campaign]:
    """The campaigns under way whose board Discord does not let Steward pin."""
    found = await campaigns.list_(desk, guild_id)
    return [each for each in found if each.pin_problem not in (None, PIN_WAITING)]


async def new_day(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> None:
    """At midnight on the branch's clock: the board is brought up to date, though nobody has changed anything."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await campaigns.standing_in(tx, guild_id, campaign_id)
        if found.campaign.status is Status.RUNNING:
            await campaigns.refresh(tx, found.campaign, now)
            await queue_new_day(tx, found.campaign, found.branch, now)


async def queue_new_day(tx: Connection, campaign: Campaign, branch: Branch, now: datetime) -> None:
    """The next midnight."""
    tomorrow = local(now, branch.zone).date() + timedelta(days=1)
    midnight = instant_at(datetime.combine(tomorrow, time()), branch.zone)
    await campaigns.queue(tx, campaign, "campaign.new_day", midnight, again=True)
