"""Making a poll: a form, a private preview of exactly what will be posted, and nothing posted until *Open it*."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import drafts, polls
from bot.actions.polls import Eligible, Standing
from bot.errors import Invalid
from bot.i18n import in_full, say
from bot.ids import PollId, RoleId
from bot.rules import times
from bot.rules.branches import Branch
from bot.rules.drafts import OPTION_LENGTH, QUESTION_LENGTH
from bot.rules.numbers import figure
from bot.rules.polls import Poll
from bot.ui import (
    Interaction,
    Markup,
    Typed,
    button,
    choice_field,
    form,
    replace,
    rows,
    stamp,
    text_field,
    think,
    typed,
    whole,
)
from cogs._widgets import asker, chosen_ids, guild
from cogs.polls import _cards as cards
from cogs.polls._roll import eligible

if TYPE_CHECKING:
    from bot.app import App

LONGEST_OPTIONS = 25 * (OPTION_LENGTH + 8)  # a bullet and a line's end each
LONGEST_TIME = 60
OPEN_WITHIN = 8.0
MOST_ROLES = 25


class Drafts:
    """The forms and the preview of `/poll create`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on_form("poll:make", self._blank, self._make)
        doors.on_form("poll:words", self._words, self._reword, whole)
        doors.on_form("poll:times", self._times, self._retime, whole)
        doors.on_form("poll:rules", self._rules, self._rerule, whole)
        doors.on_form("poll:shown", self._shown, self._reveal, whole)
        doors.on("poll:change", self._change, str, whole)
        doors.on("poll:voters", self._enfranchise, whole)
        doors.on("poll:full", self._full_members, whole)
        doors.on("poll:open", self._open, whole)
        doors.on("poll:discard", self._discard, whole)

    async def start(self, interaction: Interaction) -> None:
        """Show the empty form."""
        await self._app.doors.show(interaction, "poll:make")

    # The forms

    async def _blank(self, interaction: Interaction, before: Typed) -> discord.ui.Modal:
        closes = text_field(
            "closes",
            say("poll.form-closes"),
            value=before.get("closes", ""),
            hint=say("poll.form-closes-hint"),
            help_=say("poll.form-time-help"),
            most=LONGEST_TIME,
        )
        standard = say("poll.form-options-standard")
        return form(
            say("poll.form-title"),
            "poll:make",
            *_words(before.get("question", ""), before.get("options", standard)),
            closes,
        )

    async def _words(self, interaction: Interaction, before: Typed, poll_id: int) -> discord.ui.Modal:
        poll = await self._draft(interaction, poll_id)
        question, options = before.get("question", poll.question), before.get("options", "\n".join(poll.options))
        return form(say("poll.form-words-title"), f"poll:words:{poll_id}", *_words(question, options))

    async def _times(self, interaction: Interaction, before: Typed, poll_id: int) -> discord.ui.Modal:
        _, branch = await asker(self._app, interaction)
        poll = await self._draft(interaction, poll_id)
        opens = "" if poll.opens_at is None else _as_typed(times.local(poll.opens_at, branch.zone))
        closes = _as_typed(times.local(poll.closes_at, branch.zone))
        hint, help_ = say("poll.form-closes-hint"), say("poll.form-time-help")
        return form(
            say("poll.form-times-title"),
            f"poll:times:{poll_id}",
            text_field(
                "opens",
                say("poll.form-opens"),
                value=before.get("opens", opens),
                hint=say("poll.form-opens-hint"),
                help_=say("poll.form-opens-help"),
                most=LONGEST_TIME,
                required=False,
            ),
            text_field(
                "closes",
                say("poll.form-closes"),
                value=before.get("closes", closes),
                hint=hint,
                help_=help_,
                most=LONGEST_TIME,
            ),
        )

    async def _rules(self, interaction: Interaction, before: Typed, poll_id: int) -> discord.ui.Modal:
        poll = await self._draft(interaction, poll_id)
        least, most = poll.min_choices, poll.max_choices
        return form(
            say("poll.form-rules-title"),
            f"poll:rules:{poll_id}",
            text_field(
                "choices",
                say("poll.form-choices"),
                value=before.get("choices", str(most) if least == most else f"{least}-{most}"),
                help_=say("poll.form-choices-help"),
                most=20,
            ),
            text_field(
                "quorum",
                say("poll.form-quorum"),
                value=before.get("quorum", _quorum_as_typed(poll)),
                help_=say("poll.form-quorum-help"),
                most=20,
                required=False,
            ),
            text_field(
                "threshold",
                say("poll.form-threshold"),
                value=before.get("threshold", _threshold_as_typed(poll)),
                help_=say("poll.form-threshold-help"),
                most=20,
                required=False,
            ),
            choice_field(
                "abstentions",
                say("poll.form-abstentions"),
                {"no": say("poll.form-abstentions-no"), "yes": say("poll.form-abstentions-yes")},
                before.get("abstentions", _yes(poll.count_abstentions)),
            ),
        )

    async def _shown(self, interaction: Interaction, before: Typed, poll_id: int) -> discord.ui.Modal:
        poll = await self._draft(interaction, poll_id)
        return form(
            say("poll.form-shown-title"),
            f"poll:shown:{poll_id}",
            choice_field(
                "live",
                say("poll.form-live"),
                {"no": say("poll.shown-at-close"), "yes": say("poll.shown-live")},
                before.get("live", _yes(poll.live)),
            ),
            choice_field(
                "named",
                say("poll.form-named"),
                {"no": say("poll.form-unnamed"), "yes": say("poll.form-names")},
                before.get("named", _yes(poll.named)),
            ),
        )

    # What comes back

    async def _make(self, interaction: Interaction) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        poll = await drafts.make(
            self._app.desk,
            who,
            branch,
            question=fields.get("question", ""),
            options=fields.get("options", ""),
            closes=fields.get("closes", ""),
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
        poll = await drafts.rerule(
            self._app.desk,
            who,
            PollId(poll_id),
            choices=fields.get("choices", ""),
            quorum=fields.get("quorum", ""),
            threshold=fields.get("threshold", ""),
            count_abstentions=_is_yes(fields, "abstentions"),
        )
        await self._again(interaction, branch, poll)

    async def _reveal(self, interaction: Interaction, poll_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        live, named = _is_yes(fields, "live"), _is_yes(fields, "named")
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
        _refuse_silence(guild(interaction), draft)
        poll = await drafts.open_(self._app.desk, who, PollId(poll_id))
        await interaction.response.defer()
        if draft.opens_at is not None:
            at = in_full(draft.opens_at, branch.zone)
            await replace(interaction, say("poll.scheduled", channel=f"<#{poll.channel_id}>", at=at))
            return
        delivered = await self._app.scheduler.when_done(polls.key(poll, "poll.open"), OPEN_WITHIN)
        await replace(
            interaction, await self._opened(poll) if delivered else say("poll.opening", channel=f"<#{poll.channel_id}>")
        )

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
        roll = await eligible(self._app, guild(interaction), poll)
        shown = cards.post(Standing(poll, branch, {}))
        lines = [
            say("poll.preview", channel=f"<#{poll.channel_id}>"),
            _roll_line(poll, roll),
            _times_line(poll, branch),
            *_silences(guild(interaction), poll),
        ]
        await replace(interaction, "\n".join(lines), embed=shown["embed"], view=_controls(poll, guild(interaction)))


def _words(question: str, options: str) -> list[discord.ui.Label[Any]]:
    return [
        text_field(
            "question",
            say("poll.form-question"),
            value=question,
            hint=say("poll.form-question-hint"),
            most=QUESTION_LENGTH,
        ),
        text_field(
            "options",
            say("poll.form-options"),
            value=options,
            help_=say("poll.form-options-help"),
            most=LONGEST_OPTIONS,
            long=True,
        ),
    ]


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


def _silences(server: discord.Guild, poll: Poll) -> list[str]:
    """Why Steward could not post the poll as things are, if so."""
    channel = server.get_channel(poll.channel_id)
    if channel is None:
        return [say("poll.channel_gone")]
    lacking = voice.lacking(channel)
    names = ", ".join(say(f"permission.{name}") for name in lacking)
    return [say("poll.channel_closed", channel=channel.mention, permissions=names)] if lacking else []


def _refuse_silence(server: discord.Guild, poll: Poll) -> None:
    channel = server.get_channel(poll.channel_id)
    if channel is None:
        raise Invalid("poll.channel_gone")
    if lacking := voice.lacking(channel):
        names = ", ".join(say(f"permission.{name}") for name in lacking)
        raise Invalid("poll.channel_closed", channel=Markup(channel.mention), permissions=Markup(names))


def _as_typed(local: datetime) -> str:
    return f"{local.day} {local:%b %Y %H:%M}"


def _quorum_as_typed(poll: Poll) -> str:
    if not poll.quorum.number:
        return ""
    return f"{poll.quorum.number}%" if poll.quorum.unit == "percent" else str(poll.quorum.number)


def _threshold_as_typed(poll: Poll) -> str:
    names = {"more_than_half": "simple", "two_thirds": "two thirds"}
    return names.get(poll.threshold.name, figure(poll.threshold.fraction))


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _is_yes(fields: Mapping[str, str], name: str) -> bool:
    return fields.get(name) == "yes"
