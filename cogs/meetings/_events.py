"""Discord's own event of a meeting: made after the notice, kept in step with it, deleted when it is cancelled.

Members see it in Discord's list of events, so it is called what the meeting is called. Nothing waits for it.
"""

from typing import TYPE_CHECKING, Any

import discord
from discord import EntityType, EventStatus, PrivacyLevel

from bot.actions import events
from bot.i18n import say
from bot.ids import EventId
from bot.rules.meetings import Meeting
from bot.scheduler import Hopeless, Job
from cogs._widgets import server
from cogs.meetings import _cards as cards
from cogs.meetings._posting import standing_of

if TYPE_CHECKING:
    from bot.app import App

LONGEST_LOCATION = 100
TOO_MANY = 30038
NOT_FOUND, SERVER_ERROR = 404, 500
STANDS = (EventStatus.scheduled, EventStatus.active)


class Events:
    """The job that makes Discord's event what the meeting is."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("meeting.event", self._keep_in_step)

    async def _keep_in_step(self, job: Job) -> None:
        """Make, change or delete it. What Discord refuses is told to officers, who can have it tried again."""
        home, meeting = server(self._app, job), (await standing_of(self._app, job)).meeting
        try:
            if not events.is_wanted(meeting):
                await self._remove(home, meeting)
            elif meeting.starts_at > self._app.desk.now():  # later Discord has begun it, and takes no earlier time
                await self._bring(home, meeting)
        except discord.HTTPException as error:
            problem = _problem(error)
            if problem is None:
                raise
            await events.failed(self._app.desk, meeting, problem)
            raise Hopeless(problem) from error

    async def _bring(self, home: discord.Guild, meeting: Meeting) -> None:
        event = await self._ours(home, meeting)
        if event is not None:
            await event.edit(**_shown(meeting))
        elif meeting.event_id is not None and not events.has_run_out(meeting, self._app.desk.now()):
            await events.taken_away(self._app.desk, meeting)
            return
        else:
            made = await home.create_scheduled_event(**_shown(meeting), privacy_level=PrivacyLevel.guild_only)
            event = await self._ours(home, meeting) or made
        await events.made(self._app.desk, meeting, EventId(event.id))

    async def _remove(self, home: discord.Guild, meeting: Meeting) -> None:
        if (event := await self._ours(home, meeting)) is not None:
            await event.delete()
        await events.removed(self._app.desk, meeting)

    async def _ours(self, home: discord.Guild, meeting: Meeting) -> discord.ScheduledEvent | None:
        """The event of this meeting, if it stands in Discord's list.

        Not known by its number alone: after a crash that may never have been written down, and where Discord's answer
        got lost discord.py asks again and there are two, of which one goes.
        """
        me = self._app.user.id if self._app.user else None
        listed = await home.fetch_scheduled_events(with_counts=False)
        found = [each for each in listed if each.creator_id == me and each.status in STANDS and _is_of(each, meeting)]
        for more in found[1:]:
            await more.delete()
        return found[0] if found else None


def _is_of(event: discord.ScheduledEvent, meeting: Meeting) -> bool:
    return event.id == meeting.event_id or (event.description or "").endswith(f"\n{_mark(meeting)}")


def _mark(meeting: Meeting) -> str:
    """The last line of its description, by which Steward knows it again."""
    return cards.mark(meeting, "event")


def _shown(meeting: Meeting) -> dict[str, Any]:
    about = say("event.description", kind=meeting.kind, link=cards.link(meeting))
    return {
        "name": meeting.title,
        "description": f"{about}\n{_mark(meeting)}",
        "entity_type": EntityType.external,
        # Half a link leads nowhere.
        "location": meeting.place if len(meeting.place) <= LONGEST_LOCATION else say("event.place"),
        "start_time": meeting.starts_at,
        "end_time": meeting.ends_at,
    }


def _problem(error: discord.HTTPException) -> str | None:
    """Why it cannot be, as a message key; None for what passes, or is found out at the next look."""
    if error.code == TOO_MANY:
        return "event.too_many"
    if isinstance(error, discord.Forbidden):
        return "event.no_permission"
    return "event.refused" if error.status != NOT_FOUND and error.status < SERVER_ERROR else None
