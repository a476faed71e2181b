"""How anything is said about a meeting: where it belongs, under its notice, and so that it is known again."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import branches, meetings
from bot.actions.meetings import Standing
from bot.errors import Invalid
from bot.i18n import in_short, say
from bot.ids import ChannelId, MeetingId, MessageId
from bot.render.markup import Markup
from bot.rules.branches import Branch, Use
from bot.rules.meetings import Meeting
from bot.scheduler import Job
from bot.ui import Interaction
from cogs._widgets import guild, server
from cogs.meetings import _cards as cards

if TYPE_CHECKING:
    from bot.app import App

POSTED_WITHIN = 8.0  # how long whoever asked for a post is kept waiting for it


async def standing_of(app: "App", job: Job) -> Standing:
    """The meeting that this job is about, as it stands."""
    return await meetings.standing(app.desk, job.guild_id, meeting_id(job))


def meeting_id(job: Job) -> MeetingId:
    """The meeting that this job is about."""
    return MeetingId(int(str(job.payload["meeting"])))


def place(server: discord.Guild, standing: Standing) -> ChannelId:
    """The meeting's channel; where that is gone, the one the branch has chosen for notices since."""
    chosen = standing.branch.channels.get(Use.NOTICES)
    gone = server.get_channel_or_thread(standing.meeting.channel_id) is None
    return chosen if gone and chosen is not None else standing.meeting.channel_id


async def post_under(
    app: "App",
    job: Job,
    standing: Standing,
    what: str,
    *,
    embed: discord.Embed,
    of: datetime | int | None = None,
    **parts: Any,
) -> MessageId:
    """Post under the notice, once; what may be posted again is told apart by the moment, or the number, it is `of`.

    `what` names the mark in its footer ("meeting-mark-moved").
    """
    meeting, where = standing.meeting, place(server(app, job), standing)
    each = "" if of is None else f" · {in_short(of, standing.branch.zone) if isinstance(of, datetime) else of}"
    embed.set_footer(text=cards.mark(meeting, what) + each)
    parts |= under(meeting, where)
    return await voice.post_once(app, job, where, str(embed.footer.text), embed=embed, **parts)


def under(meeting: Meeting, where: ChannelId) -> dict[str, Any]:
    """What makes a post one under the notice, where the notice still is."""
    if meeting.message_id is None or meeting.message_lost or where != meeting.channel_id:
        return {}
    notice = discord.MessageReference(
        message_id=meeting.message_id,
        channel_id=meeting.channel_id,
        guild_id=meeting.guild_id,
        fail_if_not_exists=False,
    )
    return {"reference": notice, "mention_author": False}


def stands(server: discord.Guild, meeting: Meeting) -> bool:
    """Whether members can still find its notice."""
    return not meeting.message_lost and server.get_channel_or_thread(meeting.channel_id) is not None


def room(server: discord.Guild, branch: Branch, meeting: Meeting) -> discord.abc.GuildChannel | None:
    """Where the notice will be posted: where that is gone, in the channel the branch has chosen for notices since."""
    chosen = branch.channels.get(Use.NOTICES)
    return server.get_channel(meeting.channel_id) or (None if chosen is None else server.get_channel(chosen))


def obstacle(channel: discord.abc.GuildChannel | None) -> Invalid | None:
    """Why Steward could not post there as things are, if so."""
    if channel is None:
        return Invalid("meeting.channel_gone")
    if not (lacking := voice.lacking(channel)):
        return None
    names = voice.named(lacking)
    return Invalid("meeting.channel_closed", channel=Markup(channel.mention), permissions=Markup(names))


async def not_yet(app: "App", interaction: Interaction, branch: Branch, meeting: Meeting, posting: str) -> str | None:
    """Why the notice that this job posts is not there; None once it is, for which is waited a moment."""
    if await app.scheduler.when_done(posting, POSTED_WITHIN):
        return None
    for job in await branches.stuck(app.desk, branch.guild_id):
        if job.key == posting:
            return say("notice.not_posted", problem=say(job.problem or "job.unknown"))
    channel = room(guild(interaction), branch, meeting)
    return say("notice.posting", channel=f"<#{meeting.channel_id}>" if channel is None else channel.mention)
