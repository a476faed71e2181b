"""Questions about a campaign: how long one has waited, and what an answer needs."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.ids import CampaignId, MemberId, QuestionId
from bot.rules import questions
from bot.rules.questions import Question, Status
from tests.rules.samples import refused

LONDON = ZoneInfo("Europe/London")
QUESTION = Question(
    QuestionId(77), CampaignId(1), "What of my increment?", datetime(2026, 11, 21, 18, tzinfo=UTC), asker_id=MemberId(9)
)
REPLY = {
    "wording": "What of increments?",
    "answer": "They stay.",
    "is_rumour": False,
    "source": "",
    "office": "Branch secretary",
}


def test_a_question_waits_by_days_of_the_calendar():
    def waits(*at: int) -> int:
        return questions.days_waiting(QUESTION, datetime(*at, tzinfo=UTC), LONDON)  # pyright: ignore[reportArgumentType]

    assert [waits(2026, 11, 21, 23), waits(2026, 11, 22, 0), waits(2026, 12, 1, 12)] == [0, 1, 10]


def test_a_rumour_is_answered_only_from_a_source():
    refused("question.rumour_needs_source", lambda: questions.read_reply(**{**REPLY, "is_rumour": True}))
    refused("question.rumour_needs_source", lambda: questions.read_reply(**{**REPLY, "is_rumour": True, "source": " "}))
    told = questions.read_reply(**{**REPLY, "is_rumour": True, "source": "Letter of 3 November"})
    assert (told.is_rumour, told.source) == (True, "Letter of 3 November")
    assert questions.read_reply(**REPLY).source is None


@pytest.mark.parametrize("field", ["wording", "answer", "office"])
def test_an_answer_says_what_was_asked_what_is_answered_and_who_answers(field):
    refused("text.empty", lambda: questions.read_reply(**{**REPLY, field: "  "}))


@pytest.mark.parametrize("field", ["wording", "answer", "source", "office"])
def test_nothing_of_an_answer_calls_for_action_nor_does_the_reason_for_none(field):
    refused("call.for_action", lambda: questions.read_reply(**{**REPLY, field: "Walk out on Monday!"}))
    refused("call.for_action", lambda: questions.read_reason("Walk out on Monday!"))
    assert questions.read_reason(" It is not about pay ") == "It is not about pay"


def test_a_question_is_made_of_words():
    assert questions.read_text(" Is it\n\n\n\ntrue? ") == "Is it\n\ntrue?"
    refused("text.no_words", lambda: questions.read_text("???"))
    refused("text.too_long", lambda: questions.read_text("a" * 501))
    refused("text.mention", lambda: questions.read_text("@everyone what now?"))


def test_what_was_dropped_is_not_answered_and_what_was_answered_is_not_dropped():
    dropped, answered = replace(QUESTION, status=Status.DROPPED), replace(QUESTION, status=Status.ANSWERED)
    refused("question.dropped", lambda: questions.may_answer(dropped))
    refused("question.not_open", lambda: questions.may_drop(dropped))
    refused("question.not_open", lambda: questions.may_drop(answered))
    questions.may_answer(answered)  # to correct it
    questions.may_drop(QUESTION)
