"""The rooms Steward speaks in: where something belongs by now, what is in the way there, under which post it goes."""

from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import branches
from bot.errors import BranchError, Invalid
from bot.i18n import say
from bot.ids import ChannelId, GuildId, MessageId, Power
from bot.render.markup import Markup
from bot.rules.branches import Branch, Use

if TYPE_CHECKING:
    from bot.app import App

POSTED_WITHIN = 8.0  # how long whoever asked for a post is kept waiting for it


def place(here: discord.Guild, branch: Branch, use: Use, channel_id: ChannelId) -> ChannelId:
    """This channel; where it is gone, the one the branch has chosen for this use since."""
    chosen = branch.channels.get(use)
    gone = here.get_channel_or_thread(channel_id) is None
    return chosen if gone and chosen is not None else channel_id


def room(here: discord.Guild, branch: Branch, use: Use, channel_id: ChannelId) -> discord.abc.GuildChannel | None:
    """The same as Discord has it; None where neither is there."""
    chosen = branch.channels.get(use)
    return here.get_channel(channel_id) or (None if chosen is None else here.get_channel(chosen))


def obstacle(channel: discord.abc.GuildChannel | None, use: Use) -> Invalid | None:
    """Why Steward could not post there as things are, if so."""
    if channel is None:
        return Invalid("room.gone", use=use.value)
    if not (lacking := voice.lacking(channel)):
        return None
    return Invalid("room.closed", channel=Markup(channel.mention), permissions=Markup(voice.named(lacking)))


def desk_problem(server: discord.Guild, branch: Branch) -> BranchError | None:
    """Why the organisers' desk cannot be given a report as things are, if so: the one place that says it."""
    return next(iter(desk_problems(server, branch)), None)


def desk_problems(server: discord.Guild, branch: Branch) -> list[BranchError]:
    """All that is in the way at the organisers' desk, each with its remedy."""
    channel_id = branch.channels.get(Use.DESK)
    if channel_id is None:
        return [Invalid("room.no_desk")]
    channel = server.get_channel(channel_id)
    in_the_way = [obstacle(channel, Use.DESK), _nobody(server, branch), outsiders(channel, branch)]
    return [each for each in in_the_way if each is not None]


def _nobody(server: discord.Guild, branch: Branch) -> BranchError | None:
    roles = branch.holders(Power.ORGANISER)
    return None if any(server.get_role(role_id) for role_id in roles) else Invalid("room.no_organisers")


def outsiders(channel: discord.abc.GuildChannel | None, branch: Branch) -> BranchError | None:
    """Why reports may not be shown there: everybody, or a role of ordinary members, can read it.

    Whom the branch trusts besides is its own choice.
    """
    if channel is None:
        return None
    trusted = branch.holders(Power.ORGANISER) | branch.holders(Power.OFFICER)
    ordinary = (branch.holders(Power.MEMBER) | branch.holders(Power.FULL_MEMBER)) - trusted
    roles = [channel.guild.default_role, *(role for role in channel.guild.roles if role.id in ordinary)]
    reading = [role for role in roles if channel.permissions_for(role).view_channel]
    if not reading:
        return None
    named = "@everyone" if reading[0].is_default() else " ".join(role.mention for role in reading)
    return Invalid("room.desk_public", channel=Markup(channel.mention), roles=Markup(named))


def under(guild_id: GuildId, channel_id: ChannelId, message_id: MessageId) -> dict[str, Any]:
    """What makes a post one under this one, without calling its author."""
    post = discord.MessageReference(
        message_id=message_id, channel_id=channel_id, guild_id=guild_id, fail_if_not_exists=False
    )
    return {"reference": post, "mention_author": False}


async def not_yet(app: "App", branch: Branch, posting: str, *, failed: str, waiting: str, channel: str) -> str | None:
    """Why the post that this job makes is not there; None once it is, for which is waited a moment.

    `failed` and `waiting` are the keys of what is said where it cannot be posted, and where Discord is slow.
    """
    if await app.scheduler.when_done(posting, POSTED_WITHIN):
        return None
    for job in await branches.stuck(app.desk, branch.guild_id):
        if job.key == posting:
            return say(failed, problem=say(job.problem or "job.unknown"))
    return say(waiting, channel=channel)
