"""Making a poll: a form, a private preview of exactly what will be posted, and nothing posted until *Open it*."""

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.actions import agreements, drafts, polls
from bot.actions.agreements import What
from bot.actions.polls import Eligible
from bot.errors import NotFound
from bot.i18n import in_full, say
from bot.ids import MeetingId, PollId, RoleId
from bot.rules.branches import Branch
from bot.rules.polls import Kind, Poll, Status
from bot.ui import Interaction, Typed, replace, stamp, think, typed, whole
from cogs._widgets import ASKED_WITHIN, asker, chosen_ids, chosen_members, guild
from cogs.polls import _cards as cards
from cogs.polls import _forms as forms
from cogs.polls import _preview as preview
from cogs.polls._roll import eligible

if TYPE_CHECKING:
    from bot.app import App

OPEN_WITHIN = 8.0


class Drafts:
    """The forms and the preview of `/poll create`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on_form("poll:make", self._blank, self._make, Kind)
        doors.on_form("poll:from", self._blank_from, self._make_from, Kind, whole)
        doors.on_form("poll:words", self._words, self._reword, whole)
        doors.on_form("poll:times", self._times, self._retime, whole)
        doors.on_form("poll:rules", self._rules, self._rerule, whole)
        doors.on_form("poll:shown", self._shown, self._reveal, whole)
        doors.on("poll:change", self._change, str, whole)
        doors.on("poll:voters", self._enfranchise, whole)
        doors.on("poll:full", self._full_members, whole)
        doors.on("poll:switch", self._switch, Kind, whole)
        doors.on("poll:freeze", self._freeze, whole, whole)
        doors.on("poll:scrutineers", self._appoint, whole)
        doors.on("poll:preview", self._back, whole)
        doors.on("poll:withdraw", self._withdraw, whole)
        doors.on("poll:open", self._open, whole)
        doors.on("poll:discard", self._discard, whole)

    async def start(self, interaction: Interaction, kind: Kind) -> None:
        """Show the empty form."""
        await self._app.doors.show(interaction, f"poll:make:{kind}")

    # The forms, as they are opened

    async def _blank(self, interaction: Interaction, before: Typed, kind: Kind) -> discord.ui.Modal:
        return forms.blank(kind, before, f"poll:make:{kind}")

    async def _blank_from(
        self, interaction: Interaction, before: Typed, kind: Kind, meeting_id: int
    ) -> discord.ui.Modal:
        """A poll opened from a meeting: who shows that meeting opens this form."""
        return forms.blank(kind, before, f"poll:from:{kind}:{meeting_id}")

    async def _words(self, interaction: Interaction, before: Typed, poll_id: int) -> discord.ui.Modal:
        return forms.words(await self._draft(interaction, poll_id), before)

    async def _times(self, interaction: Interaction, before: Typed, poll_id: int) -> discord.ui.Modal:
        _, branch = await asker(self._app, interaction)
        return forms.times(await self._draft(interaction, poll_id), branch.zone, before)

    async def _rules(self, interaction: Interaction, before: Typed, poll_id: int) -> discord.ui.Modal:
        return forms.rules(await self._draft(interaction, poll_id), before)

    async def _shown(self, interaction: Interaction, before: Typed, poll_id: int) -> discord.ui.Modal:
        return forms.shown(await self._draft(interaction, poll_id), before)

    # What comes back

    async def _make(self, interaction: Interaction, kind: Kind) -> None:
        await self._take(interaction, kind)

    async def _make_from(self, interaction: Interaction, kind: Kind, meeting_id: int) -> None:
        await self._take(interaction, kind, MeetingId(meeting_id))

    async def _take(self, interaction: Interaction, kind: Kind, meeting_id: MeetingId | None = None) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        poll = await drafts.make(
            self._app.desk,
            who,
            branch,
            kind,
            question=fields.get("question", ""),
            options=fields.get("options", ""),
            closes=fields.get("closes", ""),
            seats=fields.get("seats", "1"),
            meeting_id=meeting_id,
        )
        await think(interaction)
        await self._preview(interaction, branch, poll)

    async def _reword(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        question, options = fields.get("question", ""), fields.get("options", "")
        poll = await drafts.rewrite(self._app.desk, who, PollId(poll_id), question=question, options=options)
        await self._again(interaction, branch, poll)

    async def _retime(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        opens, closes = fields.get("opens", ""), fields.get("closes", "")
        poll = await drafts.retime(self._app.desk, who, branch, PollId(poll_id), opens=opens, closes=closes)
        await self._again(interaction, branch, poll)

    async def _rerule(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        if "seats" in fields:  # the form of an election
            seats, quorum = fields["seats"], fields.get("quorum", "")
            poll = await drafts.rerule_election(self._app.desk, who, PollId(poll_id), seats=seats, quorum=quorum)
            await self._again(interaction, branch, poll)
            return
        poll = await drafts.rerule(
            self._app.desk,
            who,
            PollId(poll_id),
            choices=fields.get("choices", ""),
            quorum=fields.get("quorum", ""),
            threshold=fields.get("threshold", ""),
            count_abstentions=fields.get("abstentions") == forms.YES,
        )
        await self._again(interaction, branch, poll)

    async def _reveal(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        live, named = fields.get("live") == forms.YES, fields.get("named") == forms.YES
        poll = await drafts.reveal(self._app.desk, who, PollId(poll_id), live=live, named=named)
        await self._again(interaction, branch, poll)

    # The preview's own buttons

    async def _change(self, interaction: Interaction, what: str, poll_id: int) -> None:
        await self._app.doors.show(interaction, f"poll:{what}:{poll_id}")

    async def _enfranchise(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        roles = {RoleId(role_id) for role_id in chosen_ids(interaction)}
        await self._again(interaction, branch, await drafts.enfranchise(self._app.desk, who, PollId(poll_id), roles))

    async def _full_members(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        await self._again(
            interaction, branch, await drafts.enfranchise_full_members(self._app.desk, who, branch, PollId(poll_id))
        )

    async def _switch(self, interaction: Interaction, kind: Kind, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        await self._again(interaction, branch, await drafts.switch(self._app.desk, who, PollId(poll_id), kind))

    async def _freeze(self, interaction: Interaction, frozen: int, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        if frozen and not self._app.settings.members_intent:
            raise NotFound("ui.unknown_button")
        poll = await drafts.freeze(self._app.desk, who, PollId(poll_id), frozen=bool(frozen))
        await self._again(interaction, branch, poll)

    async def _appoint(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        chosen = chosen_members(interaction)
        await self._again(interaction, branch, await drafts.appoint(self._app.desk, who, PollId(poll_id), chosen))

    async def _back(self, interaction: Interaction, poll_id: int) -> None:
        _, branch = await asker(self._app, interaction)
        await self._again(interaction, branch, await self._draft(interaction, poll_id))

    async def _withdraw(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        await self._again(interaction, branch, await drafts.withdraw(self._app.desk, who, PollId(poll_id)))

    async def _discard(self, interaction: Interaction, poll_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await drafts.discard(self._app.desk, who, PollId(poll_id))
        await replace(interaction, say("poll.discarded"))

    async def _open(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        draft = await drafts.get(self._app.desk, who, PollId(poll_id))
        has_list = self._app.settings.members_intent
        preview.refuse_unready(guild(interaction), branch, draft, has_list=has_list)
        await interaction.response.defer()
        roll = await ask_eligible(self._app, interaction, draft)
        poll = await drafts.open_(self._app.desk, who, PollId(poll_id), roll.number)
        if poll.status is Status.DRAFT:
            await self._preview(interaction, branch, poll)
        else:
            await replace(interaction, await opened(self._app, interaction, branch, poll))

    # Showing it

    async def _draft(self, interaction: Interaction, poll_id: int) -> Poll:
        who, _ = await asker(self._app, interaction)
        return await drafts.get(self._app.desk, who, PollId(poll_id))

    async def _again(self, interaction: Interaction, branch: Branch, poll: Poll) -> None:
        """Put the changed preview in the place of the old one, or under a form that was opened again."""
        await interaction.response.defer()
        await self._preview(interaction, branch, poll)

    async def _preview(self, interaction: Interaction, branch: Branch, poll: Poll) -> None:
        roll = await ask_eligible(self._app, interaction, poll)
        server, has_list = guild(interaction), self._app.settings.members_intent
        asked = await agreements.asked(self._app.desk, poll.guild_id, poll.id, What.OPEN)
        is_asked = asked is not None
        await replace(
            interaction,
            preview.heading(poll, branch, server, roll, has_list=has_list, is_asked=is_asked),
            embed=preview.post(await drafts.expected(self._app.desk, poll), branch, roll),
            view=preview.controls(poll, server, has_list=has_list, is_asked=is_asked),
        )


async def ask_eligible(app: "App", interaction: Interaction, poll: Poll) -> Eligible:
    """How many may vote; a preview without the number is better than none."""
    try:
        async with asyncio.timeout(ASKED_WITHIN):
            return await eligible(app, guild(interaction), poll)
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        return Eligible(None)


async def opened(app: "App", interaction: Interaction, branch: Branch, poll: Poll) -> str:
    """What to tell whoever has just let this draft become a poll: where it is, or when it will be there."""
    where = preview.place(guild(interaction), branch, poll)
    channel = f"<#{poll.channel_id}>" if where is None else where.mention
    if poll.opens_at is not None and poll.opens_at > app.desk.now():
        return say("poll.scheduled", channel=channel, at=in_full(poll.opens_at, branch.zone))
    if not await app.scheduler.when_done(polls.key(poll, "poll.open"), OPEN_WITHIN):
        return say("poll.opening", channel=channel)
    found = (await polls.standing(app.desk, poll.guild_id, poll.id)).poll
    if found.status is Status.CANCELLED:
        return say("poll.not-opened", reason=cards.why_cancelled(found))
    return say("poll.is_open", link=cards.link(found), at=stamp(poll.closes_at))
