"""Who is at a meeting: members check in and out, reps watch the quorum, count the room, end it, and see names."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import attendance, meetings
from bot.actions.attendance import Names
from bot.actions.check_ins import CheckIns
from bot.errors import Invalid
from bot.i18n import say
from bot.ids import Asker, ChannelId, MeetingId, MemberId, Power
from bot.rules import access
from bot.rules import attendance as rules
from bot.scheduler import Hopeless, Job
from bot.ui import Interaction, Markup, Typed, answer, caller, replace, think, typed, whole
from cogs._rooms import POSTED_WITHIN
from cogs._widgets import ASKED_WITHIN, asker, guild, jump, page, pages, turn
from cogs.meetings import _presence as shown
from cogs.meetings._posting import meeting_id, standing_of

if TYPE_CHECKING:
    from bot.app import App

ON_A_PAGE = 40
ASKED_AT_ONCE = 100  # the most members that Discord names in one answer


class Attending:
    """The buttons of the check-in, the panel of `/meeting checkin`, and `/meeting attendance`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._check_ins = CheckIns(app.desk)
        app.closers.append(self._check_ins.finish)
        doors = app.doors
        doors.on("meeting:checkin", self._check_in, whole)
        doors.on("meeting:checkout", self._check_out, whole)
        doors.on("meeting:live", self._refresh_panel, whole)
        doors.on("meeting:here", self._post_here, whole)
        doors.on("meeting:room-form", self._open_room_form, whole)
        doors.on_form("meeting:room", self._room_form, self._count_room, whole)
        doors.on("meeting:poll", self._open_poll_form, whole)
        doors.on("meeting:end", self._ask_to_end, whole)
        doors.on("meeting:end-sure", self._end_now, whole)
        doors.on("meeting:attendance", self._turn_names, whole, whole)
        doors.on("meeting:attendance-csv", self._export, whole)
        app.handle("meeting.open_checkin", self._open_check_in)
        app.handle("meeting.post_checkin", self._post)
        app.handle("meeting.refresh_checkin", self._refresh)
        app.handle("meeting.end", self._end)

    # Members

    async def _check_in(self, interaction: Interaction, number: int) -> None:
        pressed = await self._check_ins.check_in(caller(interaction), MeetingId(number))
        await turn(interaction, **shown.checked_in(pressed))

    async def _check_out(self, interaction: Interaction, number: int) -> None:
        pressed = await self._check_ins.check_out(caller(interaction), MeetingId(number))
        await turn(interaction, **shown.checked_out(pressed.meeting, is_new=pressed.is_new))

    # The rep's panel

    async def panel(self, interaction: Interaction, chosen: str | None) -> None:
        """Show who is at this meeting or, if none was chosen, at the one that can be checked in to."""
        who = await self._rep(interaction)
        found = None if chosen is None else (await meetings.find(self._app.desk, who, chosen)).id
        live = await attendance.look(self._app.desk, who, found or await attendance.current(self._app.desk, who))
        await answer(interaction, **shown.panel(live, self._app.desk.now()))

    async def _refresh_panel(self, interaction: Interaction, number: int) -> None:
        who = await self._rep(interaction)
        live = await attendance.look(self._app.desk, who, MeetingId(number))
        await turn(interaction, **shown.panel(live, self._app.desk.now()))

    async def _post_here(self, interaction: Interaction, number: int) -> None:
        """Have the check-in posted where the rep is: by a job, so that it is kept up to date and posted once."""
        who = await self._rep(interaction)
        where = ChannelId(interaction.channel_id or 0)
        _refuse_closed(guild(interaction), where)
        key = await attendance.post_here(self._app.desk, who, MeetingId(number), where)
        await think(interaction)
        is_done = await self._app.scheduler.when_done(key, POSTED_WITHIN)
        message_id = (await attendance.posts(self._app.desk, MeetingId(number))).get(where) if is_done else None
        if message_id is None:
            await replace(interaction, say("attendance.posting"))
        else:
            link = jump(who.guild_id, where, message_id)
            await replace(interaction, say("attendance.posted", link=link))

    async def _open_room_form(self, interaction: Interaction, number: int) -> None:
        await self._app.doors.show(interaction, f"meeting:room:{number}")

    async def _room_form(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        live = await attendance.look(self._app.desk, await self._rep(interaction), MeetingId(number))
        return shown.room_form(live.meeting, before.get("number"))

    async def _count_room(self, interaction: Interaction, number: int) -> None:
        who, in_room = await self._rep(interaction), typed(interaction).get("number", "")
        live = await attendance.count_room(self._app.desk, who, MeetingId(number), in_room)
        await turn(interaction, **shown.panel(live, self._app.desk.now()))

    async def _open_poll_form(self, interaction: Interaction, number: int) -> None:
        """The form is the polls'; a door of theirs knows that the poll is opened from a meeting."""
        await self._rep(interaction)
        await self._app.doors.show(interaction, f"poll:from:open:{number}")

    async def _ask_to_end(self, interaction: Interaction, number: int) -> None:
        live = await attendance.look(self._app.desk, await self._rep(interaction), MeetingId(number))
        rules.may_end(live.meeting, self._app.desk.now())
        await answer(interaction, **shown.ending(live))

    async def _end_now(self, interaction: Interaction, number: int) -> None:
        live = await attendance.end_now(self._app.desk, await self._rep(interaction), MeetingId(number))
        await replace(interaction, say("attendance.ended", present=live.attendance.present))

    # Names

    async def names(self, interaction: Interaction, chosen: str) -> None:
        """Show the numbers, who was there and who answered what, until the names are erased."""
        who = await self._rep(interaction)
        found = await meetings.find(self._app.desk, who, chosen)
        await answer(interaction, **await self._names_page(who, found.id, 0))

    async def _turn_names(self, interaction: Interaction, number: int, page_: int) -> None:
        await turn(interaction, **await self._names_page(await self._rep(interaction), MeetingId(number), page_))

    async def _names_page(self, who: Asker, found: MeetingId, number: int) -> dict[str, Any]:
        names = await attendance.names(self._app.desk, who, found)
        every = pages(shown.name_lines(names, self._app.desk.now()), ON_A_PAGE)
        parts = page("attendance.names-title", every, number, f"meeting:attendance:{found}")
        for export in shown.export_row(names):
            parts["view"].add_item(export)
        return parts

    async def _export(self, interaction: Interaction, number: int) -> None:
        who = await self._rep(interaction)
        await think(interaction)  # Discord is asked what everybody is called
        names = await attendance.export(self._app.desk, who, MeetingId(number))
        called = await self._called(interaction, names)
        await replace(interaction, say("attendance.exported"), file=shown.table(names, called))

    async def _called(self, interaction: Interaction, names: Names) -> dict[MemberId, str]:
        """What those are called here who are still here; without Discord's answer the table has their ids."""
        members, server = sorted(names.answers.keys() | names.present), guild(interaction)
        called: dict[MemberId, str] = {}
        try:
            async with asyncio.timeout(ASKED_WITHIN):
                for start in range(0, len(members), ASKED_AT_ONCE):
                    called |= await _asked(server, members[start : start + ASKED_AT_ONCE])
        except (discord.DiscordException, OSError):  # a TimeoutError is one
            pass
        return called

    # What the clock does

    async def _open_check_in(self, job: Job) -> None:
        await attendance.open_check_in(self._app.desk, job.guild_id, meeting_id(job))

    async def _end(self, job: Job) -> None:
        await attendance.end(self._app.desk, job.guild_id, meeting_id(job))

    async def _post(self, job: Job) -> None:
        """Post the check-in where a rep asked for it; where it is posted already, bring it up to date."""
        standing, now = await standing_of(self._app, job), self._app.desk.now()
        meeting, where = standing.meeting, ChannelId(int(str(job.payload["channel"])))
        if not rules.is_open(meeting, now):
            return
        parts = shown.room(standing, now)
        before = (await attendance.posts(self._app.desk, meeting.id)).get(where)
        if before is not None and await voice.edit(self._app, job, where, before, **parts):
            return
        message_id = await voice.post_once(self._app, job, where, shown.mark(meeting), **parts)
        await attendance.posted(self._app.desk, meeting.id, where, message_id)

    async def _refresh(self, job: Job) -> None:
        """Bring every check-in post up to date; one that somebody deleted is forgotten, the notice has its button."""
        standing = await standing_of(self._app, job)
        parts = shown.room(standing, self._app.desk.now())
        failed: Hopeless | None = None
        for where, message_id in (await attendance.posts(self._app.desk, standing.meeting.id)).items():
            try:
                if not await voice.edit(self._app, job, where, message_id, **parts):
                    await attendance.lost(self._app.desk, standing.meeting.id, where, message_id)
            except Hopeless as error:  # the other rooms are still to be kept up to date
                failed = error
        if failed is not None:
            raise failed

    async def _rep(self, interaction: Interaction) -> Asker:
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        return who


def _refuse_closed(server: discord.Guild, where: ChannelId) -> None:
    """Raise Invalid where Steward cannot post; of a thread its channel decides."""
    found = server.get_channel_or_thread(where)
    channel = found.parent if isinstance(found, discord.Thread) else found
    if channel is None:
        raise Invalid("attendance.channel_unseen")
    if lacking := voice.lacking(channel):
        names = voice.named(lacking)
        raise Invalid("attendance.channel_closed", permissions=Markup(names))


async def _asked(server: discord.Guild, members: Sequence[MemberId]) -> dict[MemberId, str]:
    found = await server.query_members(user_ids=list(members), limit=len(members), cache=False)
    return {MemberId(member.id): member.display_name for member in found}
