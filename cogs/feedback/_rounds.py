"""What happens at fixed hours: the rounds, the weekly list at the desk, the word to members about answers."""

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot import voice
from bot.actions import branches, desk_posts, releasing, report_hours
from bot.actions.desk_posts import Digest
from bot.i18n import day_in_full, say
from bot.ids import ChannelId
from bot.rules.branches import Use
from bot.rules.reports import Wait, days_waiting
from bot.rules.times import local
from bot.scheduler import Hopeless, Job, Later
from cogs import _rooms
from cogs._widgets import card, server
from cogs.feedback import _cards as cards
from cogs.feedback import _words as words
from cogs.feedback._organisers import organiser

if TYPE_CHECKING:
    from bot.app import App


AWAY_FOR = timedelta(hours=1)


class Rounds:
    """A handler for each hour. What cannot be posted this time is not posted late: the next hour comes."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("feedback.round", self._hold)
        app.handle("feedback.digest", self._digest)
        app.handle("feedback.waiting", self._remind)

    async def _hold(self, job: Job) -> None:
        branch, here = await branches.get(self._app.desk, job.guild_id), self._server(job)
        if here is None or branch is None:
            await report_hours.over(self._app.desk, job.kind, job.guild_id)
        else:
            await releasing.hold_round(self._app.desk, job, _rooms.desk_problem(here, branch))

    async def _digest(self, job: Job) -> None:
        digest = await desk_posts.digest(self._app.desk, job.guild_id)
        here = self._server(job)
        if digest is not None and here is not None and _rooms.desk_problem(here, digest.branch) is None:
            on = local(job.due_at, digest.branch.zone)
            footer = say("desk_post.digest-mark", on=day_in_full(on))
            embed = card(say("desk_post.digest-title"), *await _lines(here, digest), footer=footer)
            await self._post(job, digest.branch.channels[Use.DESK], embed)
        if here is not None:
            await self._forget_former_organisers(here, job)
        await report_hours.over(self._app.desk, job.kind, job.guild_id)

    async def _forget_former_organisers(self, here: discord.Guild, job: Job) -> None:
        """Once a week, for nobody tells Steward that a role was taken away."""
        branch = await branches.get(self._app.desk, job.guild_id)
        for member_id in await desk_posts.used_by(self._app.desk, job.guild_id):
            if branch is not None and await organiser(here, branch, member_id) is None:
                await desk_posts.forget(self._app.desk, job.guild_id, member_id)

    async def _remind(self, job: Job) -> None:
        branch, number = await desk_posts.answers_waiting(self._app.desk, job.guild_id)
        channel_id = branch.channels.get(Use.NOTICES)
        if number and channel_id is not None and self._server(job) is not None:
            footer = say("desk_post.answers-mark", on=day_in_full(local(job.due_at, branch.zone)))
            embed = card(say("desk_post.answers-title"), say("desk_post.answers", number=number), footer=footer)
            await self._post(job, channel_id, embed)
        await report_hours.over(self._app.desk, job.kind, job.guild_id)

    def _server(self, job: Job) -> discord.Guild | None:
        """The job's server; None where Discord has not shown it for so long that it is left to the next hour.

        A job that went on asking would be given up in the end, and with it all the hours to come.
        """
        now = self._app.desk.now()
        try:
            return server(self._app, job)
        except Later:
            if now - (job.first_tried_at or now) < AWAY_FOR:
                raise
            return None

    async def _post(self, job: Job, channel_id: ChannelId, embed: discord.Embed) -> None:
        with suppress(Hopeless):  # the channel or the permission is gone, which /branch check says
            await voice.post_once(self._app, job, channel_id, str(embed.footer.text), embed=embed)


async def _lines(here: discord.Guild, digest: Digest) -> list[str]:
    oldest = digest.open_[0]
    lines = [say("desk_post.digest-open", number=len(digest.open_))]
    lines += [
        say("desk_post.digest-days", wait=wait, number=number) for wait in Wait if (number := digest.waiting(wait))
    ]
    days = days_waiting(oldest, digest.on)
    lines += ["", say("desk_post.digest-oldest", report=words.line(oldest), days=days)]
    return [*lines, await _holder(here, digest), "", say("desk_post.digest-list")]


async def _holder(here: discord.Guild, digest: Digest) -> str:
    holder_id = digest.open_[0].holder_id
    if holder_id is not None and await organiser(here, digest.branch, holder_id) is None:
        return say("desk_post.digest-no_organiser", who=f"<@{holder_id}>")
    return cards.holder(digest.open_[0])
