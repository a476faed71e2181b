"""Steward reminds of a meeting: once in public under its notice, and privately whoever asked for that."""

from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import answers, letters, meeting_reminders
from bot.actions.letters import AT_ONCE, Progress
from bot.actions.meeting_reminders import Mailing, Reminder
from bot.i18n import day_in_full, in_full, say
from bot.ids import GuildId
from bot.render.markup import plain
from bot.rules.notices import local_date
from bot.scheduler import Hopeless, Job, Later
from bot.ui import rows, stamp
from cogs._widgets import card, server, still_here
from cogs.meetings import _cards as cards
from cogs.meetings._answers import follow_button
from cogs.meetings._posting import meeting_id, post_under

if TYPE_CHECKING:
    from bot.app import App


class Reminding:
    """A handler for each kind of reminder."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("meeting.remind", self._remind)
        app.handle("meeting.remind_each", self._remind_each)

    async def _remind(self, job: Job) -> None:
        """Say what is true now, once, however many reminders were missed.

        Nobody is pinged: several reminders of every meeting would teach a branch to mute Steward, and who wants to be
        called has asked for private ones.
        """
        reminder = await meeting_reminders.due(self._app.desk, job.guild_id, meeting_id(job))
        if reminder is None:
            return
        try:
            await self._post(job, reminder)
        except Hopeless:
            # The channel is closed to Steward: who asked for private ones hears of it all the same, and the next
            # reminder is tried there again.
            await meeting_reminders.given(self._app.desk, reminder)
            raise
        await meeting_reminders.given(self._app.desk, reminder)

    async def _post(self, job: Job, reminder: Reminder) -> None:
        standing = reminder.standing
        meeting = standing.meeting
        lines = [*_facts(self._app, reminder), "", cards.answers_line(standing), say("reminder.answer")]
        await post_under(
            self._app,
            job,
            standing,
            "reminder",
            of=reminder.moment,
            content=cards.first_line(meeting, standing.branch),
            embed=card(plain(meeting.title), *lines),
            view=rows(cards.answers(meeting)),
        )

    async def _remind_each(self, job: Job) -> None:
        """Write to those who asked for it, in an order that stays, so that a restart goes on where it was."""
        progress = Progress.of(job)
        home = server(self._app, job)
        found = await meeting_reminders.to_write_to(self._app.desk, job, progress, AT_ONCE)
        if (night := found.not_before - self._app.desk.now()).total_seconds() > 0:
            raise Later(night.total_seconds())
        letter = self._letter(home, found)
        for member_id in found.waiting:
            member = await still_here(home, found.standing.branch, member_id)
            if member is None:  # has left, or lost the role: forgotten, and free to ask again
                await answers.unfollow(self._app.desk, job.guild_id, member_id)
                continue
            progress = progress.after(member_id, arrived=await voice.whisper(member, job, **letter))
            await letters.keep(self._app.desk, job, progress)
        if len(found.waiting) == AT_ONCE:
            raise Later(1.0)
        await meeting_reminders.finished(self._app.desk, job, found.standing.meeting, progress)

    def _letter(self, home: discord.Guild, found: Mailing) -> dict[str, Any]:
        meeting, branch = found.standing.meeting, found.standing.branch
        whence = say("reminder.private", branch=plain(home.name), link=cards.link(meeting))
        return {
            "content": cards.first_line(meeting, branch),
            "embed": card(plain(meeting.title), *_facts(self._app, found), "", whence),
            "view": rows([follow_button(GuildId(meeting.guild_id), on=False)]),
        }


def _facts(app: "App", said: Reminder | Mailing) -> list[str]:
    """When and where, and what closes today and next."""
    meeting, zone = said.standing.meeting, said.standing.branch.zone
    today = local_date(app.desk.now(), zone)
    closing = [
        say("reminder.closes_today", what=what)
        if on == today
        else say("reminder.closes_next", what=what, on=day_in_full(on))
        for what, on in said.deadlines.items()
    ]
    begins = say("reminder.begins", at=in_full(meeting.starts_at, zone), ago=stamp(meeting.starts_at, "R"))
    return [begins, say("meeting.where", place=plain(meeting.place)), *closing]
