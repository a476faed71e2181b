"""How anything is said in a campaign: where it belongs, and so that it is known again."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import discord

from bot import voice
from bot.actions import campaigns
from bot.actions.campaigns import Standing
from bot.errors import Invalid
from bot.i18n import in_short
from bot.ids import CampaignId, ChannelId, MessageId
from bot.rules.branches import Branch, Use
from bot.rules.campaigns import Campaign
from bot.scheduler import Job
from bot.ui import Interaction
from cogs import _rooms
from cogs._widgets import guild, server
from cogs.campaigns import _cards as cards

if TYPE_CHECKING:
    from bot.app import App


class Posted(NamedTuple):
    """Where something was said."""

    channel_id: ChannelId
    message_id: MessageId


async def standing_of(app: "App", job: Job) -> Standing:
    """The campaign that this job is about, as it stands."""
    return await campaigns.standing(app.desk, job.guild_id, campaign_id(job))


def campaign_id(job: Job) -> CampaignId:
    """The campaign that this job is about."""
    return CampaignId(int(str(job.payload["campaign"])))


def place(here: discord.Guild, campaign: Campaign, branch: Branch) -> ChannelId:
    """The campaign's channel; where that is gone, the one the branch has chosen for campaigns since."""
    return _rooms.place(here, branch, Use.CAMPAIGN, campaign.channel_id)


def anew(job: Job, before: MessageId | None) -> Job:
    """This job as one that posts another message than the one before, which somebody has deleted.

    Discord may still know that one by the job's nonce, and would give it back instead of posting.
    """
    return job if before is None else replace(job, key=f"{job.key}:{before}")


async def post(
    app: "App",
    job: Job,
    standing: Standing,
    what: str,
    *,
    embed: discord.Embed,
    of: datetime | int | str | None = None,
    **parts: Any,
) -> Posted:
    """Post in the campaign's channel, once; what may be posted again is told apart by the moment, or number, `of` it.

    `what` names the mark in its footer ("campaign-mark-update").
    """
    where = place(server(app, job), standing.campaign, standing.branch)
    each = "" if of is None else f" · {in_short(of, standing.branch.zone) if isinstance(of, datetime) else of}"
    embed.set_footer(text=cards.mark(standing.campaign, what) + each)
    return Posted(where, await voice.post_once(app, job, where, str(embed.footer.text), embed=embed, **parts))


def room(here: discord.Guild, branch: Branch, campaign: Campaign) -> discord.abc.GuildChannel | None:
    """Where its posts go: where that is gone, the channel the branch has chosen for campaigns since."""
    return _rooms.room(here, branch, Use.CAMPAIGN, campaign.channel_id)


def obstacle(channel: discord.abc.GuildChannel | None) -> Invalid | None:
    """Why Steward could not post there as things are, if so."""
    return _rooms.obstacle(channel, Use.CAMPAIGN)


async def not_yet(app: "App", interaction: Interaction, branch: Branch, campaign: Campaign, posting: str) -> str | None:
    """Why the post that this job makes is not there; None once it is, for which is waited a moment."""
    where = place(guild(interaction), campaign, branch)
    failed, waiting = "campaign.not_posted", "campaign.posting"
    return await _rooms.not_yet(app, branch, posting, failed=failed, waiting=waiting, channel=f"<#{where}>")
