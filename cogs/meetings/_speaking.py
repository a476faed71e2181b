"""What Steward says about a meeting unprompted, first of all its notice: each a job, delivered once."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import voice
from bot.actions import meetings, notices
from bot.actions.meetings import Standing
from bot.rules.meetings import Status, lacks_notice
from bot.scheduler import Job
from cogs._widgets import server
from cogs.meetings import _cards as cards
from cogs.meetings._posting import meeting_id, place, standing_of

if TYPE_CHECKING:
    from bot.app import App


class Speaking:
    """A handler for each kind of job of a notice."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("meeting.forget", self._forget)
        app.handle("meeting.announce", self._announce)
        app.handle("meeting.post_again", self._post_again)
        app.handle("meeting.refresh", self._refresh)

    async def _forget(self, job: Job) -> None:
        await notices.forget(self._app.desk, job.guild_id, meeting_id(job))

    async def _announce(self, job: Job) -> None:
        """Post the notice, as the meeting stands by now; not of one that was cancelled, or over, before that worked."""
        standing, now = await standing_of(self._app, job), self._app.desk.now()
        meeting = standing.meeting
        if meeting.message_id is not None or meeting.status is Status.CANCELLED:
            return
        if meeting.status is Status.HELD or now >= meeting.over_at:
            await notices.missed(self._app.desk, meeting)
            return
        # Where Discord was away over midnight, it is notice from today.
        await self._post(job, replace(standing, meeting=replace(meeting, announced_at=now)))

    async def _post_again(self, job: Job) -> None:
        """Post a notice that was deleted once more, as the meeting stands by now, unless nobody can answer it."""
        standing = await standing_of(self._app, job)
        if lacks_notice(standing.meeting, self._app.desk.now()):
            await self._post(job, standing)

    async def _post(self, job: Job, standing: Standing) -> None:
        meeting, where = standing.meeting, place(server(self._app, job), standing)
        shown = cards.post(standing, self._app.desk.now())
        message_id = await voice.post_once(self._app, job, where, cards.mark(meeting, "post"), **shown)
        await meetings.posted(self._app.desk, job.guild_id, meeting.id, where, message_id)

    async def _refresh(self, job: Job) -> None:
        """Bring the notice up to date; a deleted one is noted, and the meeting stands."""
        standing = await standing_of(self._app, job)
        meeting = standing.meeting
        if meeting.message_id is None or meeting.message_lost:
            return
        shown = cards.post(standing, self._app.desk.now())
        if not await voice.edit(self._app, job, meeting.channel_id, meeting.message_id, **shown):
            await meetings.lost(self._app.desk, job.guild_id, meeting.id)
