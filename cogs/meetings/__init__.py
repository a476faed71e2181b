"""`/meeting`: notices that members answer. Here are the commands; what they show, and what every button does, is in:

- making a notice, and its agenda: `_drafts` takes what is typed and pressed, `_forms` and `_preview` show it
- the public notice, its words and its buttons: `_cards`
- where anything about a meeting is said, and under which post: `_posting`
- answering it, and asking to be written to: `_answers`
- who is there: `_attendance` takes the presses, `_presence` shows the panel and the names
- those to come and those held, `/meeting list`: `_listing`; meetings that repeat: `_series`
- moving and cancelling it: `_changes`; its entry in people's own calendars: `_calendar`; Discord's event: `_events`
- minutes: `_minutes`, shown by `_minutes_cards`; the register of decisions: `_decisions`, shown by `_register`
- what Steward says and does unprompted: of the notice `_speaking`, of a change `_telling`, reminders `_reminding`;
  other jobs stand with their screens
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.actions import meetings, notices
from bot.errors import BranchError
from bot.ids import Power
from bot.rules import access
from bot.rules.branches import Branch
from bot.rules.meetings import PLACE_LENGTH, Meeting, Status, may_edit_agenda
from bot.ui import Interaction
from cogs._widgets import asker
from cogs.meetings import _cards as cards
from cogs.meetings._answers import Answering
from cogs.meetings._attendance import Attending
from cogs.meetings._calendar import Calendars
from cogs.meetings._changes import Changes
from cogs.meetings._decisions import Deciding
from cogs.meetings._drafts import Drafts
from cogs.meetings._events import Events
from cogs.meetings._forms import LONGEST_TIME
from cogs.meetings._listing import Listing
from cogs.meetings._minutes import Keeping
from cogs.meetings._reminding import Reminding
from cogs.meetings._series import Repeating
from cogs.meetings._speaking import Speaking
from cogs.meetings._telling import Telling

if TYPE_CHECKING:
    from bot.app import App

SUGGESTED, SEARCHED = 25, 1000
ANNOUNCED = (Status.ANNOUNCED,)
ATTENDED = (Status.ANNOUNCED, Status.HELD)
FOR_REPS, FOR_EVERYONE = {"power": Power.REP}, {"power": Power.MEMBER}


def setup(app: "App") -> None:
    """Add `/meeting`, its buttons and its jobs."""
    app.tree.add_command(MeetingCommands(app))


@app_commands.guild_only()
class MeetingCommands(app_commands.Group, name="meeting", description="Meetings: notices, answers, minutes"):
    """For reps to call meetings; for everyone to see them and what was decided."""

    def __init__(self, app: "App") -> None:
        super().__init__()
        self._app = app
        self._drafts = Drafts(app)
        self._speaking = Speaking(app)
        self._attending = Attending(app)
        self._answering = Answering(app)
        self._reminding = Reminding(app)
        self._changes = Changes(app)
        self._telling = Telling(app)
        self._events = Events(app)
        self._keeping = Keeping(app)
        self._deciding = Deciding(app)
        self._repeating = Repeating(app)
        self._listing = Listing(app)
        self._calendars = Calendars(app)

    @app_commands.command(extras=FOR_REPS)
    async def notice(self, interaction: Interaction) -> None:
        """Write a meeting's notice and see a private preview; nothing is posted until you press Post it (reps)"""
        who, branch = await asker(self._app, interaction)
        notices.may_make(who, branch)
        await self._drafts.start(interaction)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(meeting="The meeting whose agenda you want to change")
    async def agenda(self, interaction: Interaction, meeting: str) -> None:
        """Change a meeting's agenda: its items, their order, their minutes (reps)"""
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        found = await meetings.find(self._app.desk, who, meeting)
        may_edit_agenda(found, self._app.desk.now())
        await self._drafts.open_agenda(interaction, found)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(meeting="The meeting, unless it is the one that members can check in to now")
    async def checkin(self, interaction: Interaction, meeting: str | None = None) -> None:
        """Watch who is there against the quorum, count the room, open a poll, end the meeting (reps)"""
        await self._attending.panel(interaction, meeting)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(meeting="The meeting whose attendance you want to see")
    async def attendance(self, interaction: Interaction, meeting: str) -> None:
        """Show who answered and who was there, and export it (reps)"""
        await self._attending.names(interaction, meeting)

    @checkin.autocomplete("meeting")
    @attendance.autocomplete("meeting")
    async def _suggest_attended(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, ATTENDED)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(
        meeting="The meeting to move",
        when="When it is to begin, if that changes: Thu 18:30, 10 Dec 2026 18:30, in 3 weeks",
        where="Where it is to be, if that changes: a room and address, or a link",
    )
    async def move(
        self,
        interaction: Interaction,
        meeting: str,
        when: app_commands.Range[str, 1, LONGEST_TIME] | None = None,
        where: app_commands.Range[str, 1, PLACE_LENGTH] | None = None,
    ) -> None:
        """Move a meeting to another time or place, after showing you what that comes to; answers stay (reps)"""
        await self._changes.show_move(interaction, meeting, when, where)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(meeting="The meeting to cancel")
    async def cancel(self, interaction: Interaction, meeting: str) -> None:
        """Cancel a meeting, after showing you what that comes to, for a reason that members read (reps)"""
        await self._changes.show_cancel(interaction, meeting)

    @move.autocomplete("meeting")
    @cancel.autocomplete("meeting")
    @agenda.autocomplete("meeting")
    async def _suggest_to_come(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, ANNOUNCED)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(
        meeting="The meeting whose minutes they are", file="The minutes: PDF, Word, ODT, RTF or text, up to 8 MB"
    )
    async def minutes(self, interaction: Interaction, meeting: str, file: discord.Attachment | None = None) -> None:
        """Keep a meeting's minutes: as a draft, in a post, approved; without a file you type them (reps)"""
        await self._keeping.open(interaction, meeting, file)

    @minutes.autocomplete("meeting")
    async def _suggest_begun(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            who, branch = await asker(self._app, interaction)
            return _offered(await meetings.begun(self._app.desk, who.guild_id), branch, typed)
        except BranchError:
            return []

    @app_commands.command(extras=FOR_EVERYONE)
    async def decisions(self, interaction: Interaction) -> None:
        """Show what was decided: who sees to it, what is overdue, and what became of the rest"""
        await self._deciding.show(interaction)

    @app_commands.command(name="list", extras=FOR_EVERYONE)
    async def list_(self, interaction: Interaction) -> None:
        """Show the meetings to come with your answers, and those held lately with their minutes"""
        await self._listing.show(interaction)

    @app_commands.command(extras=FOR_EVERYONE)
    async def calendar(self, interaction: Interaction) -> None:
        """Get everything to come as a file for your own calendar"""
        await self._calendars.everything(interaction)

    async def _suggest(
        self, interaction: Interaction, typed: str, statuses: Collection[Status]
    ) -> list[app_commands.Choice[str]]:
        try:
            who, branch = await asker(self._app, interaction)
            found = await meetings.list_(self._app.desk, who.guild_id, statuses, SEARCHED)
        except BranchError:
            return []
        return _offered(found, branch, typed)


def _offered(found: Sequence[Meeting], branch: Branch, typed: str) -> list[app_commands.Choice[str]]:
    named = cards.choices(found, branch, typed, SUGGESTED)
    return [app_commands.Choice(name=name, value=str(meeting_id)) for meeting_id, name in named.items()]
