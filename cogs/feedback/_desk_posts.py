"""A report's post at the desk, made once and kept true; of one that is not for all, organisers are told in private."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import voice
from bot.actions import desk_posts
from bot.actions.desk_posts import Shown
from bot.i18n import say
from bot.render.markup import plain
from bot.rules.branches import Use
from bot.scheduler import Job
from cogs import _rooms
from cogs._widgets import card, server
from cogs.feedback import _cards as cards
from cogs.feedback._organisers import organiser

if TYPE_CHECKING:
    from bot.app import App


class DeskPosts:
    """A handler for each kind of job about one report."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("feedback.card", self._card)
        app.handle("feedback.told", self._tell)

    async def _card(self, job: Job) -> None:
        """Bring the desk's post up to date; one that was deleted is posted anew."""
        found = await desk_posts.shown(self._app.desk, job)
        if not await self._edit(job, found):
            await self._post(job, found)

    async def _edit(self, job: Job, found: Shown) -> bool:
        """Whether there was a post to edit."""
        report = found.report
        if report.channel_id is None or report.message_id is None or report.message_lost:
            return False
        if await voice.edit(self._app, job, report.channel_id, report.message_id, **cards.post(report)):
            return True
        await desk_posts.lost(self._app.desk, report)
        return False

    async def _post(self, job: Job, found: Shown) -> None:
        """Post it, unless nobody needs that any more. A desk that cannot be used has it with the round after that."""
        report, here = found.report, server(self._app, job)
        is_over = report.status.is_closed  # whoever has deleted the post of what is closed does not want it
        where = found.branch.channels.get(Use.DESK)
        if is_over or where is None or not found.is_for_all or _rooms.desk_problem(here, found.branch):
            return
        parts = cards.post(report)
        if report.message_id is not None:  # Discord may still know the deleted one by the job's nonce, and give it back
            job = replace(job, key=f"{job.key}:{report.message_id}")
        message_id = await voice.post_once(self._app, job, where, cards.mark(report), **parts)
        await desk_posts.posted(self._app.desk, report, where, message_id)

    async def _tell(self, job: Job) -> None:
        """Write to the organisers who have used the desk and may know of it; once of all that came together."""
        hidden, here = await desk_posts.hidden(self._app.desk, job), server(self._app, job)
        if not hidden.number:  # withdrawn or done with by now, or this was done before a crash
            return
        first, told = say("desk_post.told-first_line"), 0
        embed = card("", say("desk_post.told", branch=plain(here.name)))
        for member_id in hidden.organisers:
            member = await organiser(here, hidden.branch, member_id)
            told += member is not None and await voice.whisper(member, job, content=first, embed=embed)
        await desk_posts.told(self._app.desk, job, told)
