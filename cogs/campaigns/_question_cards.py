"""What questions and their answers look like, and the forms in which they are typed."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import questions
from bot.actions.boards import Board
from bot.actions.campaigns import Standing
from bot.actions.questions import Faq, Waiting
from bot.i18n import day_in_full, in_full, say
from bot.ids import CampaignId
from bot.render.markup import plain
from bot.rules import questions as rules
from bot.rules.branches import Branch
from bot.rules.campaigns import Campaign
from bot.rules.campaigns import Status as Running
from bot.rules.questions import Question, Status
from bot.rules.times import local
from bot.scheduler import Job
from bot.ui import Typed, button, choice_field, form, menu, rows, text_field
from cogs._widgets import card, on_page, page, pages, turns

if TYPE_CHECKING:
    from bot.app import App

PRIMARY, DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.danger
ON_A_PAGE = 10
QUESTION, RUMOUR = "question", "rumour"


# On the board


def asked(board: Board, now: datetime) -> Sequence[str]:
    """How many questions are answered, how many wait, and how long the oldest of these has."""
    found, zone = board.asked, board.branch.zone
    if found.oldest_at is None:
        return [say("question.board", answered=found.answered)] if found.answered else []
    days = (local(now, zone).date() - local(found.oldest_at, zone).date()).days
    return [say("question.board-open", answered=found.answered, open=found.open_, days=days)]


def faq_button(campaign: Campaign) -> discord.ui.Button[Any]:
    """Questions and answers, privately."""
    return button(say("question.button"), f"campaign:faq:{campaign.id}:0")


# For members


def faq(found: Faq, number: int) -> dict[str, Any]:
    """A page of what has been answered, the most used first, and the two ways to ask while the campaign runs."""
    campaign = found.standing.campaign
    is_running = campaign.status is Running.RUNNING
    lines = [say("question.line-answered", question=plain(each.wording or "")) for each in found.answered]
    none = say("question.none_answered" if is_running else "campaign.closed")
    every = pages(lines or [none], ON_A_PAGE)
    number = min(number, len(every) - 1)
    here = f"campaign:faq:{campaign.id}"
    choose = _menu(f"campaign:faq-open:{campaign.id}", "question.choose", on_page(found.answered, every, number))
    ask = [
        button(say("question.ask-named"), f"campaign:ask:{campaign.id}:named", PRIMARY),
        button(say("question.ask-unnamed"), f"campaign:ask-unnamed:{campaign.id}", PRIMARY),
    ]
    shown = page("question.title-faq", every, number, here)
    return {**shown, "view": rows(turns(every, number, here), choose, ask if is_running else [])}


def answered(question: Question, branch: Branch, campaign_id: CampaignId) -> dict[str, Any]:
    """One answer, with who gave it when, and the way back."""
    back = button(say("question.back"), f"campaign:faq:{campaign_id}:0")
    return {"embed": card(plain(question.wording or ""), *_said(question, branch)), "view": rows([back])}


def promise(campaign_id: CampaignId) -> dict[str, Any]:
    """What is and what is not protected, before anybody types a question without a name."""
    write = button(say("question.write-unnamed"), f"campaign:ask:{campaign_id}:unnamed", PRIMARY)
    back = button(say("question.back"), f"campaign:faq:{campaign_id}:0")
    return {"embed": card(say("question.promise-title"), say("question.promise")), "view": rows([write, back])}


def received(question: Question, branch: Branch) -> dict[str, Any]:
    """That it is stored, and what happens next."""
    if question.asker_id is not None:
        return {"text": say("question.received-named")}
    return {"text": say("question.received-unnamed", at=in_full(question.shown_at, branch.zone))}


def form_to_ask(campaign_id: int, before: Typed, *, is_named: bool) -> discord.ui.Modal:
    """Where the question is typed."""
    how = "named" if is_named else "unnamed"
    text = text_field(
        "question",
        say("question.form-text"),
        value=before.get("question", ""),
        hint=say("question.form-text-hint"),
        help_=say(f"question.form-help-{how}"),
        most=rules.QUESTION_LENGTH,
        long=True,
    )
    return form(say(f"question.form-title-{how}"), f"campaign:asked:{campaign_id}:{how}", text)


async def letter(app: "App", job: Job, _: Standing) -> Sequence[str]:
    """An answer, to followers and to who asked under their name; or why there is none, to the asker alone."""
    standing, question = await questions.told_of(app.desk, job)
    if question.status is Status.DROPPED:
        asked = say("question.letter-asked", question=plain(question.text))
        return [asked, "", say("question.letter-dropped"), plain(question.answer or "")]
    return [f"**{plain(question.wording or '')}**", *_said(question, standing.branch)]


def _said(question: Question, branch: Branch) -> Sequence[str]:
    on = local(question.answered_at or question.shown_at, branch.zone).date()
    source = [] if question.source is None else [say("question.source", source=plain(question.source))]
    rumour = [say("question.is_rumour")] if question.is_rumour else []
    signed = say("question.signed", office=plain(question.office or ""), on=day_in_full(on))
    return [*rumour, plain(question.answer or ""), *source, "", signed]


# For reps


def waiting(found: Waiting, number: int, done: str = "") -> dict[str, Any]:
    """A page of what waits for an answer with how long it has, then of what was answered and can be corrected."""
    every_one = [*found.open_, *found.answered]
    lines = [_line(each, found) for each in every_one]
    every = pages(lines or [say("question.none_waiting")], ON_A_PAGE)
    number = min(number, len(every) - 1)
    campaign_id = found.standing.campaign.id
    here = f"campaign:waiting:{campaign_id}"
    choose = _menu(f"campaign:question:{campaign_id}", "question.choose-to_answer", on_page(every_one, every, number))
    shown = page("question.title-waiting", every, number, here)
    return {"text": done, **shown, "view": rows(turns(every, number, here), choose)}


def to_answer(question: Question, branch: Branch, campaign_id: CampaignId, now: datetime) -> dict[str, Any]:
    """One question as it was asked, and what a rep can do with it."""
    back = button(say("question.back"), f"campaign:waiting:{campaign_id}:0")
    if question.status is Status.ANSWERED:
        fix = button(say("question.correct"), f"campaign:answer:{question.id}", PRIMARY)
        return {"embed": card(plain(question.wording or ""), *_said(question, branch)), "view": rows([fix, back])}
    do = [
        button(say("question.answer"), f"campaign:answer:{question.id}", PRIMARY),
        button(say("question.drop"), f"campaign:drop-question:{question.id}", DANGER),
    ]
    days = say("question.waits", days=rules.days_waiting(question, now, branch.zone))
    embed = card(say("question.title-one"), plain(question.text), "", f"{_asker(question)} {days}")
    return {"embed": embed, "view": rows([*do, back])}


def form_to_answer(question: Question, before: Typed, office: str) -> discord.ui.Modal:
    """The answer, and the question as it is published with it."""
    kinds = {QUESTION: say("question.form-kind-question"), RUMOUR: say("question.form-kind-rumour")}
    kind = RUMOUR if question.is_rumour else QUESTION
    return form(
        say("question.form-title-answer"),
        f"campaign:answered:{question.id}",
        text_field(
            "wording",
            say("question.form-wording"),
            value=before.get("wording", question.wording or question.text),
            help_=say("question.form-wording-help"),
            most=rules.WORDING_LENGTH,
            long=True,
        ),
        text_field(
            "answer",
            say("question.form-answer"),
            value=before.get("answer", question.answer or ""),
            most=rules.ANSWER_LENGTH,
            long=True,
        ),
        choice_field("kind", say("question.form-kind"), kinds, before.get("kind", kind)),
        text_field(
            "source",
            say("question.form-source"),
            value=before.get("source", question.source or ""),
            hint=say("question.form-source-hint"),
            most=rules.SOURCE_LENGTH,
            required=False,
        ),
        text_field(
            "office",
            say("question.form-office"),
            value=before.get("office", office),
            hint=say("question.form-office-hint"),
            most=rules.OFFICE_LENGTH,
        ),
    )


def form_to_drop(question: Question, before: Typed) -> discord.ui.Modal:
    """Why it will not be answered."""
    help_ = say("question.form-drop-help-named" if question.asker_id is not None else "question.form-drop-help-unnamed")
    reason = text_field(
        "reason",
        say("question.form-reason"),
        value=before.get("reason", ""),
        help_=help_,
        most=rules.REASON_LENGTH,
        long=True,
    )
    return form(say("question.form-title-drop"), f"campaign:dropped-question:{question.id}", reason)


def _line(question: Question, found: Waiting) -> str:
    if question.status is Status.ANSWERED:
        return say("question.line-to_correct", question=plain(question.wording or ""))
    days = rules.days_waiting(question, found.now, found.standing.branch.zone)
    return say("question.line-open", question=plain(question.text), days=days)


def _asker(question: Question) -> str:
    if question.asker_id is None:
        return say("question.asked-unnamed")
    return say("question.asked-named", who=f"<@{question.asker_id}>")


def _menu(custom_id: str, placeholder: str, of: Sequence[Question]) -> list[discord.ui.Select[Any]]:
    if not of:
        return []
    choices = {str(each.id): " ".join((each.wording or each.text).split()) for each in of}
    return [menu(custom_id, say(placeholder), choices)]
