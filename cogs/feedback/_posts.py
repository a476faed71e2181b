"""`/feedback post`: a post that stays, with buttons that open the doors for reports and the way to an answer."""

from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import feedback_posts, pauses
from bot.errors import Invalid, NotFound
from bot.i18n import say
from bot.ids import ChannelId
from bot.render.markup import plain
from bot.rules.branches import Branch, Use
from bot.rules.pauses import Pause
from bot.scheduler import Job
from bot.ui import Interaction, answer, button, replace, rows, whole
from cogs import _rooms
from cogs._widgets import asker, card, guild, is_private, server

if TYPE_CHECKING:
    from bot.app import App

PRIMARY = discord.ButtonStyle.primary


class Posts:
    """What officers see before it is posted, and the job that posts it."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("feedback:post", self._post, whole)
        app.handle("feedback.post", self._deliver)

    async def preview(self, interaction: Interaction, chosen: discord.TextChannel | None) -> None:
        """Show an officer what would be posted, and where."""
        who, branch = await asker(self._app, interaction)
        await feedback_posts.may_post(self._app.desk, who)
        channel_id = ChannelId((interaction.channel_id or 0) if chosen is None else chosen.id)
        channel = _channel(interaction, branch, channel_id)
        pause = await pauses.closed(self._app.desk, who.guild_id)
        yes = button(say("doors.post"), f"feedback:post:{channel_id}", discord.ButtonStyle.success)
        text = say("doors.preview", channel=channel.mention)
        await answer(interaction, text, embed=_card(pause), view=rows([yes]))

    async def _post(self, interaction: Interaction, number: int) -> None:
        who, branch = await asker(self._app, interaction)
        await feedback_posts.may_post(self._app.desk, who)
        channel = _channel(interaction, branch, ChannelId(number))
        if not is_private(interaction):
            raise NotFound("ui.unknown_button")
        await interaction.response.defer()  # posting takes as long as Discord takes
        posting = await feedback_posts.make(self._app.desk, who, ChannelId(channel.id))
        problem = await _rooms.not_yet(
            self._app,
            branch,
            posting,
            failed="doors.not_posted",
            waiting="doors.posting",
            channel=channel.mention,
        )
        await replace(interaction, problem or say("doors.posted", channel=channel.mention))

    async def _deliver(self, job: Job) -> None:
        """Bring the post up to date; one that was deleted is forgotten, unless an officer wants it there again."""
        found = await feedback_posts.shown(self._app.desk, job)
        if found is None or (found.post.message_id is None and not found.is_asked_for):
            return  # the job that was asked for posts it, as things are then
        server(self._app, job)
        post, parts = found.post, {"embed": _card(found.pause), "view": _buttons(found.pause)}
        if post.message_id is not None:
            if await voice.edit(self._app, job, post.channel_id, post.message_id, **parts):
                return
            if not found.is_asked_for:
                await feedback_posts.forget(self._app.desk, post)
                return
            # Discord may still know the deleted one by the job's nonce, and give it back.
            job = changed(job, key=f"{job.key}:{post.message_id}")
        message_id = await voice.post_once(self._app, job, post.channel_id, say("doors.mark"), **parts)
        await feedback_posts.posted(self._app.desk, post, message_id)


def _channel(interaction: Interaction, branch: Branch, channel_id: ChannelId) -> discord.TextChannel:
    """The channel, if a post there would be seen and a report would reach somebody; raises Invalid."""
    here = guild(interaction)
    if (problem := _rooms.desk_problem(here, branch)) is not None:
        raise problem
    channel = here.get_channel(channel_id)
    if not isinstance(channel, discord.TextChannel):
        raise Invalid("doors.no_channel")
    if (problem := _rooms.obstacle(channel, Use.NOTICES)) is not None:
        raise problem
    return channel


def _card(pause: Pause | None) -> discord.Embed:
    closed = [] if pause is None else [say("doors.closed", reason=plain(pause.reason)), ""]
    return card(say("doors.title"), *closed, say("doors.text"), footer=say("doors.mark"))


def _buttons(pause: Pause | None) -> discord.ui.View:
    send: discord.ui.Button[Any] = button(say("doors.send"), "feedback:send-open", PRIMARY, disabled=pause is not None)
    return rows([send, button(say("doors.read"), "feedback:read-open")])
