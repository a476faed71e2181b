"""`/campaign ask` and `/campaign answer`: the answers that are there, asking under a name or without, answering."""

from typing import TYPE_CHECKING

import discord

from bot.actions import campaigns, questions
from bot.actions.questions import Asking
from bot.i18n import say
from bot.ids import Asker, CampaignId, Power, QuestionId
from bot.rules import access
from bot.ui import Interaction, Typed, answer, replace, typed, whole
from cogs._widgets import asker, chosen_ids, turn
from cogs.campaigns import _question_cards as cards

if TYPE_CHECKING:
    from bot.app import App


class Questions:
    """The pages of questions and answers, their forms, and the rounds."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._asking = Asking(app.desk)
        doors = app.doors
        doors.on("campaign:faq", self._turn_faq, whole, whole)
        doors.on("campaign:faq-open", self._open, whole)
        doors.on("campaign:ask", self._open_form, whole, is_named)
        doors.on("campaign:ask-unnamed", self._explain, whole)
        doors.on_form("campaign:asked", self._form, self._ask, whole, is_named)
        doors.on("campaign:waiting", self._turn_waiting, whole, whole)
        doors.on("campaign:question", self._look, whole)
        doors.on("campaign:answer", self._open_answering, whole)
        doors.on_form("campaign:answered", self._answering, self._answer, whole)
        doors.on("campaign:drop-question", self._open_dropping, whole)
        doors.on_form("campaign:dropped-question", self._dropping, self._drop, whole)
        app.handle("campaign.round", self._asking.hold_round)

    # Asking

    async def ask(self, interaction: Interaction, chosen: str | None) -> None:
        """Show what has been answered, and the two ways to ask."""
        who, _ = await asker(self._app, interaction)
        campaign = await campaigns.find(self._app.desk, who, chosen)
        await answer(interaction, **cards.faq(await questions.faq(self._app.desk, who, campaign.id), 0))

    async def _turn_faq(self, interaction: Interaction, number: int, page: int) -> None:
        who, _ = await asker(self._app, interaction)
        found = await questions.faq(self._app.desk, who, CampaignId(number))
        await turn(interaction, **cards.faq(found, page))

    async def _open(self, interaction: Interaction, number: int) -> None:
        who, branch = await asker(self._app, interaction)
        question = await questions.open_answer(self._app.desk, who, QuestionId(_picked(interaction)))
        await turn(interaction, **cards.answered(question, branch, CampaignId(number)))

    async def _explain(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        await questions.may_ask(self._app.desk, who, CampaignId(number))
        await turn(interaction, **cards.promise(CampaignId(number)))

    async def _open_form(self, interaction: Interaction, number: int, named: bool) -> None:
        await self._app.doors.show(interaction, f"campaign:asked:{number}:{'named' if named else 'unnamed'}")

    async def _form(self, interaction: Interaction, before: Typed, number: int, named: bool) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        await questions.may_ask(self._app.desk, who, CampaignId(number))
        return cards.form_to_ask(number, before, is_named=named)

    async def _ask(self, interaction: Interaction, number: int, named: bool) -> None:
        who, branch = await asker(self._app, interaction)
        text = typed(interaction).get("question", "")
        question = await self._asking.ask(who, CampaignId(number), text, is_named=named)
        await replace(interaction, **cards.received(question, branch))

    # Answering

    async def answer(self, interaction: Interaction, chosen: str | None) -> None:
        """Show a rep what waits for an answer, the longest waiting first."""
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        campaign = await campaigns.find(self._app.desk, who, chosen)
        await answer(interaction, **cards.waiting(await questions.waiting(self._app.desk, who, campaign.id), 0))

    async def _turn_waiting(self, interaction: Interaction, number: int, page: int) -> None:
        who, _ = await asker(self._app, interaction)
        found = await questions.waiting(self._app.desk, who, CampaignId(number))
        await turn(interaction, **cards.waiting(found, page))

    async def _look(self, interaction: Interaction, number: int) -> None:
        who, branch = await asker(self._app, interaction)
        question = await questions.look(self._app.desk, who, QuestionId(_picked(interaction)))
        await turn(interaction, **cards.to_answer(question, branch, CampaignId(number), self._app.desk.now()))

    async def _open_answering(self, interaction: Interaction, number: int) -> None:
        await self._app.doors.show(interaction, f"campaign:answered:{number}")

    async def _answering(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        question = await questions.look(self._app.desk, who, QuestionId(number))
        return cards.form_to_answer(question, before, await questions.office_of(self._app.desk, who))

    async def _answer(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        fields = typed(interaction)
        question = await questions.answer(
            self._app.desk,
            who,
            QuestionId(number),
            wording=fields.get("wording", ""),
            answer=fields.get("answer", ""),
            is_rumour=fields.get("kind") == cards.RUMOUR,
            source=fields.get("source", ""),
            office=fields.get("office", ""),
        )
        await self._back_to_the_list(interaction, who, question.campaign_id, "question.done-answered")

    async def _open_dropping(self, interaction: Interaction, number: int) -> None:
        await self._app.doors.show(interaction, f"campaign:dropped-question:{number}")

    async def _dropping(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        return cards.form_to_drop(await questions.look(self._app.desk, who, QuestionId(number)), before)

    async def _drop(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        reason = typed(interaction).get("reason", "")
        question = await questions.drop(self._app.desk, who, QuestionId(number), reason)
        await self._back_to_the_list(interaction, who, question.campaign_id, "question.done-dropped")

    async def _back_to_the_list(self, interaction: Interaction, who: Asker, campaign_id: CampaignId, done: str) -> None:
        found = await questions.waiting(self._app.desk, who, campaign_id)
        await turn(interaction, **cards.waiting(found, 0, say(done)))


def is_named(text: str) -> bool:
    """Which of the two a custom id says; raises ValueError for what we never wrote there."""
    if text not in ("named", "unnamed"):
        raise ValueError(text)
    return text == "named"


def _picked(interaction: Interaction) -> int:
    return next(iter(chosen_ids(interaction)), 0)
