"""`/campaign close`: what it comes to, then how it ended in one form; and forgetting names a month later."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord

from bot.actions import campaigns, settling
from bot.actions.boards import Board
from bot.actions.settling import Plan
from bot.i18n import say
from bot.ids import CampaignId, Power
from bot.render import archive
from bot.render.markup import plain
from bot.rules import access
from bot.rules.campaigns import TERMS_LENGTH, Outcome
from bot.rules.settling import read_outcome
from bot.scheduler import Job
from bot.ui import Interaction, Typed, answer, button, choice_field, form, rows, text_field, typed, whole
from cogs._widgets import asker, card, turn
from cogs.campaigns import _cards as cards
from cogs.campaigns._archive import export_button
from cogs.campaigns._posting import campaign_id

if TYPE_CHECKING:
    from bot.app import App

LONGEST_VOTE = 100


class Closing:
    """The screen before it, the form, and the job afterwards."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("campaign:close", self._ask, whole)
        app.doors.on_form("campaign:closed", self._form, self._close, whole)
        app.handle("campaign.erase", self._erase)

    async def show(self, interaction: Interaction, chosen: str | None) -> None:
        """What closing it would come to; nothing is closed yet."""
        who, branch = await asker(self._app, interaction)
        access.require(who, Power.REP)
        found = await campaigns.find(self._app.desk, who, chosen)
        plan = await settling.plan(self._app.desk, who, branch, found.id)
        go_on = button(say("campaign.close_it"), f"campaign:close:{found.id}", discord.ButtonStyle.danger)
        embed = card(say("campaign.closing", title=plain(found.title)), *_consequences(plan))
        await answer(interaction, embed=embed, view=rows([go_on]))

    async def _ask(self, interaction: Interaction, number: int) -> None:
        await self._app.doors.show(interaction, f"campaign:closed:{number}")

    async def _form(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        who, branch = await asker(self._app, interaction)
        await settling.plan(self._app.desk, who, branch, CampaignId(number))  # refuses before anything is typed
        return _modal(number, before)

    async def _close(self, interaction: Interaction, number: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        outcome = read_outcome(fields.get("outcome", ""))
        terms, vote = fields.get("terms", ""), fields.get("vote", "")
        closed = await settling.close(
            self._app.desk, who, branch, CampaignId(number), outcome=outcome, terms=terms, vote=vote
        )
        done = say("campaign.is_closed", title=plain(closed.title), link=cards.link(closed))
        await turn(interaction, text=done, view=rows([export_button(closed)]))

    async def _erase(self, job: Job) -> None:
        await settling.erase(self._app.desk, job.guild_id, campaign_id(job))


def ending(board: Board, _: object) -> Sequence[str]:
    """The board's section: how it ended, the terms, and the vote on them against both denominators."""
    campaign = board.campaign
    if campaign.outcome is None:
        return []
    lines = [say("campaign.outcome", outcome=campaign.outcome.value), plain(campaign.terms or "")]
    return [*lines, *archive.vote(campaign, board.branch.membership)]


def _consequences(plan: Plan) -> Sequence[str]:
    return [
        say("campaign.closing-freezes"),
        say("campaign.closing-silent"),
        *([say("campaign.closing-questions", number=plan.open_questions)] if plan.open_questions else []),
        *([say("campaign.closing-updates", number=plan.scheduled)] if plan.scheduled else []),
        *([say("campaign.closing-ballot")] if plan.has_ballot else []),
        say("campaign.closing-forgets", on=plan.forgets_on),
        say("campaign.closing-no_way_back"),
    ]


def _modal(number: int, before: Typed) -> discord.ui.Modal:
    outcomes = {each.value: say("campaign.outcome-name", outcome=each.value) for each in Outcome}
    return form(
        say("campaign.form-close-title"),
        f"campaign:closed:{number}",
        choice_field("outcome", say("campaign.form-outcome"), outcomes, before.get("outcome", Outcome.SETTLED)),
        text_field(
            "terms",
            say("campaign.form-terms"),
            value=before.get("terms", ""),
            help_=say("campaign.form-terms-help"),
            most=TERMS_LENGTH,
            long=True,
        ),
        text_field(
            "vote",
            say("campaign.form-vote"),
            value=before.get("vote", ""),
            hint=say("campaign.form-vote-hint"),
            help_=say("campaign.form-vote-help"),
            most=LONGEST_VOTE,
            required=False,
        ),
    )
