"""`/campaign stage`: one form with the stage, the day and the reason."""

from datetime import date
from typing import TYPE_CHECKING

import discord

from bot.actions import campaigns, stages
from bot.errors import Invalid
from bot.i18n import say
from bot.ids import CampaignId, Power
from bot.rules import access
from bot.rules.branches import Branch
from bot.rules.campaign_dates import as_typed
from bot.rules.campaigns import NEXT, REASON_LENGTH, Campaign, Stage
from bot.rules.times import local
from bot.ui import Interaction, Typed, choice_field, form, text_field, typed, whole
from cogs._widgets import asker, turn
from cogs.campaigns import _cards as cards

if TYPE_CHECKING:
    from bot.app import App

LONGEST_DAY = 40


class Moving:
    """The form in which a campaign is moved, and what comes of it."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on_form("campaign:move", self._form, self._move, whole, Stage)

    async def open(self, interaction: Interaction, typed_campaign: str | None) -> None:
        """Show the form, with what usually follows chosen already."""
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        found = await campaigns.find(self._app.desk, who, typed_campaign)
        await self._app.doors.show(interaction, f"campaign:move:{found.id}:{found.stage}")

    async def _form(self, interaction: Interaction, before: Typed, campaign_id: int, _seen: Stage) -> discord.ui.Modal:
        """As it is now: who opens a refused form again has been told of another's move."""
        who, branch = await asker(self._app, interaction)
        campaign = await stages.movable(self._app.desk, who, CampaignId(campaign_id))
        return _modal(campaign, before, as_typed(_today(self._app, branch), None))

    async def _move(self, interaction: Interaction, campaign_id: int, seen: Stage) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        made = await stages.move(
            self._app.desk,
            who,
            branch,
            CampaignId(campaign_id),
            _stage(fields),
            on=fields.get("on", ""),
            reason=fields.get("reason", ""),
            before=seen,
        )
        campaign = (await campaigns.standing(self._app.desk, who.guild_id, CampaignId(campaign_id))).campaign
        link = cards.link(campaign)
        await turn(interaction, text=say("campaign.moved", stage=made.stage.value, on=made.moved_on, link=link))


def _today(app: "App", branch: Branch) -> date:
    return local(app.desk.now(), branch.zone).date()


def _stage(fields: Typed) -> Stage:
    try:
        return Stage(fields.get("stage", ""))
    except ValueError:
        raise Invalid("campaign.no_such_stage") from None


def _modal(campaign: Campaign, before: Typed, today: str) -> discord.ui.Modal:
    """Every stage but the one it is at; the end is `/campaign close`'s."""
    others = [each for each in Stage if each not in (campaign.stage, Stage.CLOSED)]
    usual = next(iter(NEXT[campaign.stage]), others[0])
    return form(
        say("campaign.form-stage-title"),
        f"campaign:move:{campaign.id}:{campaign.stage}",
        choice_field(
            "stage",
            say("campaign.form-stage"),
            {each.value: say("campaign.stage-name", stage=each.value) for each in others},
            before.get("stage", usual),
            help_=say("campaign.form-stage-help", stage=campaign.stage.value),
        ),
        text_field(
            "on",
            say("campaign.form-on"),
            value=before.get("on", today),
            help_=say("campaign.form-on-help", today=today),
            most=LONGEST_DAY,
        ),
        text_field(
            "reason",
            say("campaign.form-reason"),
            value=before.get("reason", ""),
            help_=say("campaign.form-reason-help"),
            most=REASON_LENGTH,
            long=True,
            required=False,
        ),
    )
