"""Starting a campaign: one form, a private preview of the board, and nothing posted until *Start it*."""

from typing import TYPE_CHECKING, Any

import discord

from bot.actions import boards, campaigns, starting
from bot.errors import Invalid
from bot.i18n import say
from bot.ids import Asker, CampaignId
from bot.render.markup import plain
from bot.rules.branches import Branch
from bot.rules.campaigns import CLAIM_LENGTH, CONTACT_LENGTH, EMPLOYER_LENGTH, TITLE_LENGTH, Campaign, Nation
from bot.ui import Interaction, Typed, button, choice_field, form, replace, rows, text_field, typed, whole
from cogs._widgets import asker, guild, turn
from cogs.campaigns import _board as shown
from cogs.campaigns import _cards as cards
from cogs.campaigns._posting import not_yet, obstacle, room

if TYPE_CHECKING:
    from bot.app import App


class Starting:
    """The form and the preview of `/campaign start`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on_form("campaign:make", self._blank, self._make)
        doors.on_form("campaign:words", self._words, self._rewrite, whole)
        doors.on("campaign:change", self._change, whole)
        doors.on("campaign:start", self._start, whole)
        doors.on("campaign:discard", self._discard, whole)

    async def start(self, interaction: Interaction) -> None:
        """Show the empty form."""
        await self._app.doors.show(interaction, "campaign:make")

    async def _blank(self, interaction: Interaction, before: Typed) -> discord.ui.Modal:
        return _form("campaign:make", before)

    async def _words(self, interaction: Interaction, before: Typed, campaign_id: int) -> discord.ui.Modal:
        draft, _ = await self._draft(interaction, campaign_id)
        now = {name: str(getattr(draft, name)) for name in ("title", "employer", "claim", "contact", "nation")}
        return _form(f"campaign:words:{campaign_id}", before or now)

    async def _make(self, interaction: Interaction) -> None:
        who, branch = await asker(self._app, interaction)
        draft = await starting.make(self._app.desk, who, branch, **_words_of(typed(interaction)))
        await turn(interaction, **self._shown(interaction, branch, draft))

    async def _rewrite(self, interaction: Interaction, campaign_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        words = _words_of(typed(interaction))
        draft = await starting.rewrite(self._app.desk, who, CampaignId(campaign_id), **words)
        await turn(interaction, **self._shown(interaction, branch, draft))

    async def _change(self, interaction: Interaction, campaign_id: int) -> None:
        await self._app.doors.show(interaction, f"campaign:words:{campaign_id}")

    async def _discard(self, interaction: Interaction, campaign_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await starting.discard(self._app.desk, who, CampaignId(campaign_id))
        await replace(interaction, say("campaign.discarded"))

    async def _start(self, interaction: Interaction, campaign_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        draft = await starting.get(self._app.desk, who, CampaignId(campaign_id))
        if (refusal := obstacle(room(guild(interaction), branch, draft))) is not None:
            raise refusal
        await interaction.response.defer()
        campaign = await starting.start(self._app.desk, who, branch, draft.id)
        await replace(interaction, await self._outcome(interaction, who, branch, campaign))

    async def _outcome(self, interaction: Interaction, who: Asker, branch: Branch, campaign: Campaign) -> str:
        """What to tell whoever has just started it: where the board is, or why it is not there."""
        posting = campaigns.key(campaign, "campaign.board")
        if (why := await not_yet(self._app, interaction, branch, campaign, posting)) is not None:
            return why
        board = await boards.board(self._app.desk, who.guild_id, campaign.id)
        return say("campaign.started", title=plain(campaign.title), link=cards.link(board.campaign))

    async def _draft(self, interaction: Interaction, campaign_id: int) -> tuple[Campaign, Branch]:
        who, branch = await asker(self._app, interaction)
        return await starting.get(self._app.desk, who, CampaignId(campaign_id)), branch

    def _shown(self, interaction: Interaction, branch: Branch, draft: Campaign) -> dict[str, Any]:
        channel = room(guild(interaction), branch, draft)
        refusal = obstacle(channel)
        lines = [
            say("campaign.preview", channel=f"<#{draft.channel_id}>" if channel is None else channel.mention),
            say("campaign.preview-first_line", line=cards.first_line()),
            say("campaign.preview-nation", nation=draft.nation.value),
            *([] if refusal is None else [say(refusal.key, **refusal.values)]),
        ]
        board = starting.as_started(draft, branch, self._app.desk.now())
        embed = shown.post(board, self._app.desk.now())["embed"]
        return {"text": "\n".join(lines), "embed": embed, "view": _controls(draft)}


def _controls(draft: Campaign) -> discord.ui.View:
    return rows(
        [button(say("campaign.change_words"), f"campaign:change:{draft.id}")],
        [
            button(say("campaign.start_it"), f"campaign:start:{draft.id}", discord.ButtonStyle.success),
            button(say("campaign.discard"), f"campaign:discard:{draft.id}", discord.ButtonStyle.danger),
        ],
    )


def _words_of(fields: Typed) -> dict[str, Any]:
    try:
        nation = Nation(fields.get("nation", ""))
    except ValueError:
        raise Invalid("campaign.no_such_nation") from None
    return {**{name: fields.get(name, "") for name in ("title", "employer", "claim", "contact")}, "nation": nation}


def _form(custom_id: str, before: Typed) -> discord.ui.Modal:
    nations = {nation.value: say("campaign.nation", nation=nation.value) for nation in Nation}
    return form(
        say("campaign.form-title"),
        custom_id,
        _text("name", "title", before, TITLE_LENGTH),
        _text("employer", "employer", before, EMPLOYER_LENGTH),
        text_field(
            "claim",
            say("campaign.form-claim"),
            value=before.get("claim", ""),
            help_=say("campaign.form-claim-help"),
            most=CLAIM_LENGTH,
            long=True,
        ),
        _text("contact", "contact", before, CONTACT_LENGTH),
        choice_field(
            "nation",
            say("campaign.form-nation"),
            nations,
            before.get("nation", Nation.ENGLAND_WALES),
            help_=say("campaign.form-nation-help"),
        ),
    )


def _text(what: str, name: str, before: Typed, most: int) -> discord.ui.Label[Any]:
    label, hint = say(f"campaign.form-{what}"), say(f"campaign.form-{what}-hint")
    return text_field(name, label, value=before.get(name, ""), hint=hint, most=most)
