"""How anything is said about a meeting: where it belongs, under its notice, and so that it is known again."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import meetings
from bot.actions.meetings import Standing
from bot.errors import Invalid
from bot.i18n import in_short
from bot.ids import ChannelId, MeetingId, MessageId
from bot.rules.branches import Branch, Use
from bot.rules.meetings import Meeting
from bot.scheduler import Job
from bot.ui import Interaction
from cogs import _rooms
from cogs._widgets import guild, server
from cogs.meetings import _cards as cards

if TYPE_CHECKING:
    from bot.app import App


async def standing_of(app: "App", job: Job) -> Standing:
    """The meeting that this job is about, as it stands."""
    return await meetings.standing(app.desk, job.guild_id, meeting_id(job))


def meeting_id(job: Job) -> MeetingId:
    """The meeting that this job is about."""
    return MeetingId(int(str(job.payload["meeting"])))


def place(server: discord.Guild, standing: Standing) -> ChannelId:
    """The meeting's channel; where that is gone, the one the branch has chosen for notices since."""
    return _rooms.place(server, standing.branch, Use.NOTICES, standing.meeting.channel_id)


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
    return _rooms.under(meeting.guild_id, meeting.channel_id, meeting.message_id)


def stands(server: discord.Guild, meeting: Meeting) -> bool:
    """Whether members can still find its notice."""
    return not meeting.message_lost and server.get_channel_or_thread(meeting.channel_id) is not None


def room(server: discord.Guild, branch: Branch, meeting: Meeting) -> discord.abc.GuildChannel | None:
    """Where the notice will be posted: where that is gone, in the channel the branch has chosen for notices since."""
    return _rooms.room(server, branch, Use.NOTICES, meeting.channel_id)


def obstacle(channel: discord.abc.GuildChannel | None) -> Invalid | None:
    """Why Steward could not post there as things are, if so."""
    return _rooms.obstacle(channel, Use.NOTICES)


async def not_yet(app: "App", interaction: Interaction, branch: Branch, meeting: Meeting, posting: str) -> str | None:
    """Why the notice that this job posts is not there; None once it is, for which is waited a moment."""
    where = _rooms.place(guild(interaction), branch, Use.NOTICES, meeting.channel_id)
    failed, waiting = "notice.not_posted", "notice.posting"
    return await _rooms.not_yet(app, branch, posting, failed=failed, waiting=waiting, channel=f"<#{where}>")
