"""Making a meeting: one form, a private preview of exactly what will be posted, and nothing posted until *Post it*."""

from typing import TYPE_CHECKING, Any

import discord

from bot.actions import meetings, notices
from bot.errors import Invalid
from bot.i18n import say
from bot.ids import Asker, MeetingId
from bot.rules import meetings as rules
from bot.rules.branches import Branch
from bot.rules.meetings import Kind, Meeting
from bot.ui import Interaction, Typed, plain, replace, typed, whole
from cogs._widgets import asker, guild, turn
from cogs.meetings import _cards as cards
from cogs.meetings import _forms as forms
from cogs.meetings import _preview as preview
from cogs.meetings._posting import not_yet, obstacle, room

if TYPE_CHECKING:
    from bot.app import App

EVENT_WITHIN = 3.0


class Drafts:
    """The forms and the preview of `/meeting notice`, and the form of `/meeting agenda`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on_form("meeting:make", self._blank, self._make)
        doors.on_form("meeting:words", self._words, self._rewrite, whole)
        doors.on_form("meeting:times", self._times, self._retime, whole)
        doors.on_form("meeting:items", self._items, self._replan, whole)
        doors.on_form("meeting:repeat", self._repeats, self._repeat, whole)
        doors.on_form("meeting:short", self._reason, self._post_short, whole)
        doors.on_form("meeting:agenda", self._agenda, self._edit_agenda, whole, whole)
        doors.on("meeting:change", self._change, str, whole)
        doors.on("meeting:accompany", self._accompany, whole, whole)
        doors.on("meeting:post", self._post, whole)
        doors.on("meeting:discard", self._discard, whole)

    async def start(self, interaction: Interaction) -> None:
        """Show the empty form."""
        await self._app.doors.show(interaction, "meeting:make")

    async def open_agenda(self, interaction: Interaction, meeting: Meeting) -> None:
        """Show the agenda of a meeting that was announced, to be changed."""
        await self._app.doors.show(interaction, f"meeting:agenda:{meeting.id}:{rules.agenda_version(meeting)}")

    # The forms, as they are opened

    async def _blank(self, interaction: Interaction, before: Typed) -> discord.ui.Modal:
        return forms.blank(before)

    async def _words(self, interaction: Interaction, before: Typed, meeting_id: int) -> discord.ui.Modal:
        draft, _ = await self._draft(interaction, meeting_id)
        return forms.words(draft, before)

    async def _times(self, interaction: Interaction, before: Typed, meeting_id: int) -> discord.ui.Modal:
        draft, branch = await self._draft(interaction, meeting_id)
        return forms.times(draft, branch.zone, before)

    async def _items(self, interaction: Interaction, before: Typed, meeting_id: int) -> discord.ui.Modal:
        draft, _ = await self._draft(interaction, meeting_id)
        return forms.items(draft, before)

    async def _repeats(self, interaction: Interaction, before: Typed, meeting_id: int) -> discord.ui.Modal:
        draft, _ = await self._draft(interaction, meeting_id)
        return forms.repeating(draft, before)

    async def _reason(self, interaction: Interaction, before: Typed, meeting_id: int) -> discord.ui.Modal:
        draft, _ = await self._draft(interaction, meeting_id)
        return forms.reason(draft, before)

    async def _agenda(
        self, interaction: Interaction, before: Typed, meeting_id: int, _version: int
    ) -> discord.ui.Modal:
        """As it is now: who opens a refused form again has been told of another's change."""
        who, _ = await asker(self._app, interaction)
        found = await meetings.look(self._app.desk, who, MeetingId(meeting_id))
        return forms.agenda(found.meeting, before)

    # What comes back

    async def _make(self, interaction: Interaction) -> None:
        who, branch = await asker(self._app, interaction)
        fields, server = typed(interaction), guild(interaction)
        draft = await notices.make(
            self._app.desk,
            who,
            branch,
            title=fields.get("title", ""),
            when=fields.get("when", ""),
            place=fields.get("place", ""),
            agenda=fields.get("agenda", ""),
            kind=_kind(fields),
            with_event=preview.is_event_usual(server, branch),
        )
        await turn(interaction, **self._shown(interaction, branch, draft))

    async def _rewrite(self, interaction: Interaction, meeting_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        draft = await notices.rewrite(
            self._app.desk,
            who,
            branch,
            MeetingId(meeting_id),
            title=fields.get("title", ""),
            place=fields.get("place", ""),
            kind=_kind(fields),
        )
        await self._again(interaction, branch, draft)

    async def _retime(self, interaction: Interaction, meeting_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        when, length = fields.get("when", ""), fields.get("length", "")
        draft = await notices.retime(self._app.desk, who, branch, MeetingId(meeting_id), when=when, length=length)
        await self._again(interaction, branch, draft)

    async def _replan(self, interaction: Interaction, meeting_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        agenda = typed(interaction).get("agenda", "")
        await self._again(
            interaction, branch, await notices.replan(self._app.desk, who, branch, MeetingId(meeting_id), agenda)
        )

    async def _repeat(self, interaction: Interaction, meeting_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        text = typed(interaction).get("repeats", "")
        draft = await notices.repeat(self._app.desk, who, branch, MeetingId(meeting_id), text)
        await self._again(interaction, branch, draft)

    async def _post_short(self, interaction: Interaction, meeting_id: int) -> None:
        await self._announce(interaction, meeting_id, typed(interaction).get("reason", ""))

    async def _edit_agenda(self, interaction: Interaction, meeting_id: int, version: int) -> None:
        who, _ = await asker(self._app, interaction)
        agenda = typed(interaction).get("agenda", "")
        meeting = await notices.edit_agenda(self._app.desk, who, MeetingId(meeting_id), agenda, version=version)
        done = say("agenda.changed", title=plain(meeting.title), items=len(meeting.agenda), link=cards.link(meeting))
        await turn(interaction, text="\n".join([done, *cards.total(meeting)]))

    # The preview's own buttons

    async def _change(self, interaction: Interaction, what: str, meeting_id: int) -> None:
        await self._app.doors.show(interaction, f"meeting:{what}:{meeting_id}")

    async def _accompany(self, interaction: Interaction, with_event: int, meeting_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        draft = await notices.accompany(self._app.desk, who, branch, MeetingId(meeting_id), with_event=bool(with_event))
        await self._again(interaction, branch, draft)

    async def _discard(self, interaction: Interaction, meeting_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await notices.discard(self._app.desk, who, MeetingId(meeting_id))
        await replace(interaction, say("notice.discarded"))

    async def _post(self, interaction: Interaction, meeting_id: int) -> None:
        """Post it; where it has become short notice by now, whatever the button says, the reason is asked first."""
        draft, branch = await self._draft(interaction, meeting_id)
        notice = rules.check_notice(draft, self._app.desk.now(), branch.zone)
        if notice.is_short:
            await self._app.doors.show(interaction, f"meeting:short:{meeting_id}")
        else:
            await self._announce(interaction, meeting_id)

    async def _announce(self, interaction: Interaction, meeting_id: int, reason: str | None = None) -> None:
        who, branch = await asker(self._app, interaction)
        draft = await notices.get(self._app.desk, who, MeetingId(meeting_id))
        if (refusal := obstacle(room(guild(interaction), branch, draft))) is not None:
            raise refusal
        await interaction.response.defer()
        meeting = await notices.announce(self._app.desk, who, branch, draft.id, reason=reason)
        await replace(interaction, await self._outcome(interaction, who, branch, meeting))

    async def _outcome(self, interaction: Interaction, who: Asker, branch: Branch, meeting: Meeting) -> str:
        """What to tell whoever has just announced it: where the notice is, or why it is not there."""
        posting = meetings.key(meeting, "meeting.announce")
        if (why := await not_yet(self._app, interaction, branch, meeting, posting)) is not None:
            return why
        if meeting.with_event:
            await self._app.scheduler.when_done(meetings.key(meeting, "meeting.event"), EVENT_WITHIN)
        return preview.posted((await meetings.look(self._app.desk, who, meeting.id)).meeting)

    # Showing it

    async def _draft(self, interaction: Interaction, meeting_id: int) -> tuple[Meeting, Branch]:
        who, branch = await asker(self._app, interaction)
        return await notices.get(self._app.desk, who, MeetingId(meeting_id)), branch

    async def _again(self, interaction: Interaction, branch: Branch, draft: Meeting) -> None:
        """Put the changed preview in the place of the old one."""
        shown = self._shown(interaction, branch, draft)
        await replace(interaction, shown.pop("text"), **shown)

    def _shown(self, interaction: Interaction, branch: Branch, draft: Meeting) -> dict[str, Any]:
        server, now = guild(interaction), self._app.desk.now()
        return {
            "text": preview.heading(draft, branch, server, now),
            "embed": preview.post(draft, branch, now),
            "view": preview.controls(draft, branch, server, now),
        }


def _kind(fields: Typed) -> Kind:
    try:
        return Kind(fields.get("kind", ""))
    except ValueError:
        raise Invalid("meeting.no_such_kind") from None
