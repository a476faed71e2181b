"""Making a poll: a form, a private preview of exactly what will be posted, and nothing posted until *Open it*."""

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot import voice
from bot.actions import drafts, polls
from bot.actions.polls import Eligible, Standing
from bot.errors import Invalid
from bot.i18n import in_full, say
from bot.ids import PollId, RoleId
from bot.rules.branches import Branch, Use
from bot.rules.polls import Kind, Poll
from bot.ui import (
    Interaction,
    Markup,
    Typed,
    button,
    replace,
    rows,
    stamp,
    think,
    typed,
    whole,
)
from cogs._widgets import ASKED_WITHIN, asker, chosen_ids, guild
from cogs.polls import _cards as cards
from cogs.polls import _forms as forms
from cogs.polls._roll import eligible

if TYPE_CHECKING:
    from bot.app import App

OPEN_WITHIN = 8.0
MOST_ROLES = 25


class Drafts:
    """The forms and the preview of `/poll create`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on_form("poll:make", self._blank, self._make, Kind)
        doors.on_form("poll:words", self._words, self._reword, whole)
        doors.on_form("poll:times", self._times, self._retime, whole)
        doors.on_form("poll:rules", self._rules, self._rerule, whole)
        doors.on_form("poll:shown", self._shown, self._reveal, whole)
        doors.on("poll:change", self._change, str, whole)
        doors.on("poll:voters", self._enfranchise, whole)
        doors.on("poll:full", self._full_members, whole)
        doors.on("poll:open", self._open, whole)
        doors.on("poll:discard", self._discard, whole)

    async def start(self, interaction: Interaction, kind: Kind) -> None:
        """Show the empty form."""
        await self._app.doors.show(interaction, f"poll:make:{kind}")

    # The forms, as they are opened

    async def _blank(self, interaction: Interaction, before: Typed, kind: Kind) -> discord.ui.Modal:
        return forms.blank(kind, before)

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

    async def _discard(self, interaction: Interaction, poll_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await drafts.discard(self._app.desk, who, PollId(poll_id))
        await replace(interaction, say("poll.discarded"))

    async def _open(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        draft = await drafts.get(self._app.desk, who, PollId(poll_id))
        where = _refuse_silence(guild(interaction), branch, draft).mention
        await interaction.response.defer()
        roll = await self._roll(interaction, draft)
        poll = await drafts.open_(self._app.desk, who, PollId(poll_id), roll.number)
        if draft.opens_at is not None:
            at = in_full(draft.opens_at, branch.zone)
            await replace(interaction, say("poll.scheduled", channel=where, at=at))
            return
        delivered = await self._app.scheduler.when_done(polls.key(poll, "poll.open"), OPEN_WITHIN)
        await replace(interaction, await self._opened(poll) if delivered else say("poll.opening", channel=where))

    async def _opened(self, poll: Poll) -> str:
        standing = await polls.standing(self._app.desk, poll.guild_id, poll.id)
        return say("poll.is_open", link=cards.link(standing.poll), at=stamp(poll.closes_at))

    # Showing it

    async def _draft(self, interaction: Interaction, poll_id: int) -> Poll:
        who, _ = await asker(self._app, interaction)
        return await drafts.get(self._app.desk, who, PollId(poll_id))

    async def _again(self, interaction: Interaction, branch: Branch, poll: Poll) -> None:
        """Put the changed preview in the place of the old one, or under a form that was opened again."""
        await interaction.response.defer()
        await self._preview(interaction, branch, poll)

    async def _preview(self, interaction: Interaction, branch: Branch, poll: Poll) -> None:
        roll = await self._roll(interaction, poll)
        shown = cards.post(Standing(poll, branch, {}))
        channel = _place(guild(interaction), branch, poll)
        lines = [
            say("poll.preview", channel=f"<#{poll.channel_id}>" if channel is None else channel.mention),
            _roll_line(poll, roll),
            _times_line(poll, branch),
            *_silences(channel),
        ]
        await replace(interaction, "\n".join(lines), embed=shown["embed"], view=_controls(poll, guild(interaction)))

    async def _roll(self, interaction: Interaction, poll: Poll) -> Eligible:
        """How many may vote; a preview without the number is better than none."""
        try:
            async with asyncio.timeout(ASKED_WITHIN):
                return await eligible(self._app, guild(interaction), poll)
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            return Eligible(None)


def _controls(poll: Poll, server: discord.Guild) -> discord.ui.View:
    """The ways to vote as they will be (not in use yet), who may vote, what can be changed, and Open it."""
    known = [role_id for role_id in sorted(poll.role_ids) if server.get_role(role_id)]
    roles = discord.ui.RoleSelect[Any](
        custom_id=f"poll:voters:{poll.id}",
        placeholder=say("poll.choose-voters"),
        min_values=1,
        max_values=MOST_ROLES,
        default_values=[discord.Object(role_id, type=discord.Role) for role_id in known[:MOST_ROLES]],
    )
    changes = [
        button(say(f"poll.change-{what}"), f"poll:change:{what}:{poll.id}")
        for what in ("words", "times", "rules", "shown")
    ]
    full = button(say("poll.full-members"), f"poll:full:{poll.id}")
    label = say("poll.open-it") if poll.opens_at is None else say("poll.schedule-it")
    decide = [
        button(label, f"poll:open:{poll.id}", discord.ButtonStyle.success),
        button(say("poll.discard"), f"poll:discard:{poll.id}", discord.ButtonStyle.danger),
    ]
    return rows(*cards.vote_rows(poll, disabled=True), [roles], [*changes, full], decide)


def _roll_line(poll: Poll, roll: Eligible) -> str:
    form_ = "unknown" if roll.number is None else "exact" if roll.exact else "at_most"
    return say("poll.roll", form=form_, number=roll.number or 0, roles=Markup(cards.voters(poll)))


def _times_line(poll: Poll, branch: Branch) -> str:
    closes, ago = in_full(poll.closes_at, branch.zone), stamp(poll.closes_at, "R")
    if poll.opens_at is None:
        return say("poll.closes-in-full", at=closes, ago=ago)
    return say("poll.opens-in-full", opens=in_full(poll.opens_at, branch.zone), at=closes, ago=ago)


def _place(server: discord.Guild, branch: Branch, poll: Poll) -> discord.abc.GuildChannel | None:
    """Where the poll will be posted: where that is gone, in the channel the branch has chosen for polls since."""
    chosen = branch.channels.get(Use.POLLS)
    return server.get_channel(poll.channel_id) or (None if chosen is None else server.get_channel(chosen))


def _silences(channel: discord.abc.GuildChannel | None) -> list[str]:
    """Why Steward could not post the poll as things are, if so."""
    if channel is None:
        return [say("poll.channel_gone")]
    lacking = voice.lacking(channel)
    names = ", ".join(say(f"permission.{name}") for name in lacking)
    return [say("poll.channel_closed", channel=channel.mention, permissions=names)] if lacking else []


def _refuse_silence(server: discord.Guild, branch: Branch, poll: Poll) -> discord.abc.GuildChannel:
    channel = _place(server, branch, poll)
    if channel is None:
        raise Invalid("poll.channel_gone")
    if lacking := voice.lacking(channel):
        names = ", ".join(say(f"permission.{name}") for name in lacking)
        raise Invalid("poll.channel_closed", channel=Markup(channel.mention), permissions=Markup(names))
    return channel
