"""`/meeting minutes`: kept as a draft, posted under the notice, approved; and the names, until they are erased."""

from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import meetings, minutes
from bot.actions.minutes import Kept
from bot.errors import NotFound
from bot.i18n import say
from bot.ids import Asker, ChannelId, MeetingId, Power
from bot.rules import access
from bot.rules import minutes as rules
from bot.rules.minutes import Minutes, Status
from bot.scheduler import Job
from bot.ui import Interaction, Typed, answer, replace, think, typed, whole
from cogs._rooms import POSTED_WITHIN
from cogs._widgets import asker, fetched, server, turn
from cogs.meetings import _minutes_cards as cards
from cogs.meetings._posting import meeting_id, place, under

if TYPE_CHECKING:
    from bot.app import App


class Keeping:
    """The panel of a meeting's minutes, their post, and the job that erases names."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on_form("minutes:draft", self._form, self._write, whole)
        doors.on("minutes:write", self._open_form, whole)
        doors.on("minutes:panel", self._show, whole)
        doors.on("minutes:file", self._file, whole)
        doors.on("minutes:post", self._post, whole)
        doors.on("minutes:approve", self._ask, whole)
        doors.on("minutes:approved", self._approve, whole, whole)
        doors.on("meeting:present", self._names, whole)
        doors.on("meeting:present-turn", self._turn_names, whole, whole)
        app.handle("meeting.minutes", self._publish)
        app.handle("meeting.erase", self._erase)

    async def open(self, interaction: Interaction, typed_meeting: str, file: discord.Attachment | None) -> None:
        """Keep this file; without one show the minutes that are there, or the form to write them."""
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        found = await meetings.find(self._app.desk, who, typed_meeting)
        kept = await minutes.look(self._app.desk, who, found.id)
        if file is not None:
            await self._attach(interaction, who, kept, file)
        elif kept.minutes is None:
            await self._app.doors.show(interaction, f"minutes:draft:{found.id}")
        else:
            await answer(interaction, **cards.panel(kept, kept.minutes))

    async def _attach(self, interaction: Interaction, who: Asker, kept: Kept, file: discord.Attachment) -> None:
        rules.may_change(kept.minutes)
        rules.check_offer(file.filename, file.size)
        await think(interaction)
        data = await fetched(file)
        after = await minutes.attach(self._app.desk, who, kept.meeting.id, file.filename, data)
        await replace(interaction, **_panel(after, _kept_again(after)))

    # The form

    async def _open_form(self, interaction: Interaction, number: int) -> None:
        await self._app.doors.show(interaction, f"minutes:draft:{number}")

    async def _form(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        kept = await minutes.look(self._app.desk, who, MeetingId(number))
        rules.may_change(kept.minutes)
        return cards.text_form(MeetingId(number), kept.minutes, before)

    async def _write(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        kept = await minutes.write(self._app.desk, who, MeetingId(number), typed(interaction).get("text", ""))
        await turn(interaction, **_panel(kept, _kept_again(kept)))

    # The panel's buttons

    async def _show(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        await turn(interaction, **_panel(await minutes.look(self._app.desk, who, MeetingId(number))))

    async def _file(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        file = await minutes.file(self._app.desk, who, MeetingId(number))
        await think(interaction)
        await interaction.edit_original_response(attachments=[cards.attachment(file)])

    async def _post(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        await self._posted(interaction, who, await minutes.post(self._app.desk, who, MeetingId(number)))

    async def _ask(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        kept = await minutes.look(self._app.desk, who, MeetingId(number))
        rules.may_change(kept.minutes)
        await replace(interaction, **cards.approval(kept, _there(kept)))

    async def _approve(self, interaction: Interaction, number: int, version: int) -> None:
        who, _ = await asker(self._app, interaction)
        kept = await minutes.approve(self._app.desk, who, MeetingId(number), version)
        await self._posted(interaction, who, kept, say("minutes.approved-done"))

    async def _posted(self, interaction: Interaction, who: Asker, kept: Kept, done: str = "") -> None:
        """The panel as it is once members have the minutes before them, or that this takes a while."""
        await interaction.response.defer()
        is_there = await self._app.scheduler.when_done(kept.queued, POSTED_WITHIN)
        told = say("minutes.posted") if is_there else say("minutes.posting")
        after = await minutes.look(self._app.desk, who, kept.meeting.id)
        await replace(interaction, **_panel(after, " ".join([done, told]).strip()))

    # The names

    async def _names(self, interaction: Interaction, number: int) -> None:
        await answer(interaction, **await self._names_page(interaction, number, 0))

    async def _turn_names(self, interaction: Interaction, number: int, page: int) -> None:
        await turn(interaction, **await self._names_page(interaction, number, page))

    async def _names_page(self, interaction: Interaction, number: int, page: int) -> dict[str, Any]:
        who, _ = await asker(self._app, interaction)
        return cards.names(await minutes.present(self._app.desk, who, MeetingId(number)), page)

    # Jobs

    async def _publish(self, job: Job) -> None:
        """Bring the minutes' post up to date, or post them under the notice; a draft whose post is gone stays so."""
        kept, file = await minutes.to_post(self._app.desk, job.guild_id, meeting_id(job))
        there = kept.minutes
        if there is None:
            return
        if there.channel_id is not None and there.message_id is not None:
            shown = cards.post(kept, there, file)
            if await voice.edit(self._app, job, there.channel_id, there.message_id, **shown):
                return
            await minutes.posted(self._app.desk, there.meeting_id)
            if there.status is Status.DRAFT:
                return
        await self._post_anew(job, kept, place(server(self._app, job), kept.standing), cards.post(kept, there, file))

    async def _post_anew(self, job: Job, kept: Kept, where: ChannelId, shown: dict[str, Any]) -> None:
        parts = {**shown, **under(kept.meeting, where)}
        message_id = await voice.post_once(self._app, job, where, cards.mark(kept.meeting), **parts)
        await minutes.posted(self._app.desk, kept.meeting.id, where, message_id)

    async def _erase(self, job: Job) -> None:
        await minutes.erase(self._app.desk, job.guild_id, meeting_id(job))


def _there(kept: Kept) -> Minutes:
    if kept.minutes is None:
        raise NotFound("minutes.none")
    return kept.minutes


def _panel(kept: Kept, done: str = "") -> dict[str, Any]:
    return cards.panel(kept, _there(kept), done)


def _kept_again(kept: Kept) -> str:
    """What keeping a draft did: to be posted yet, or in the post already."""
    return say("minutes.kept-posted") if _there(kept).is_posted else say("minutes.kept")
