"""Questions about a campaign: the three rounds a day, how long one has waited, and what an answer needs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import CampaignId, MemberId, QuestionId
from bot.rules import questions
from bot.rules.questions import ROUNDS, Question, Status
from bot.rules.times import local
from tests.rules.samples import refused, thoroughly

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from([LONDON, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kolkata")])
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


@pytest.mark.parametrize(
    ("now", "round_"),
    [
        (datetime(2026, 11, 21, 7, 59, 59, tzinfo=UTC), datetime(2026, 11, 21, 8, tzinfo=UTC)),
        (datetime(2026, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 21, 13, tzinfo=UTC)),
        (datetime(2026, 11, 21, 15, tzinfo=UTC), datetime(2026, 11, 21, 18, tzinfo=UTC)),
        (datetime(2026, 11, 21, 23, tzinfo=UTC), datetime(2026, 11, 22, 8, tzinfo=UTC)),
        (datetime(2026, 7, 1, 17, tzinfo=UTC), datetime(2026, 7, 2, 7, tzinfo=UTC)),  # 18:00 in summer is 17:00 UTC
    ],
)
def test_a_question_without_a_name_is_shown_with_the_next_round(now, round_):
    assert questions.next_round(now, LONDON) == round_


@thoroughly
@given(st.integers(0, 20 * 366 * 24 * 60), ZONES)
def test_nobody_waits_longer_for_a_round_than_the_night_and_a_change_of_the_clocks(minutes, zone):
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    at = questions.next_round(now, zone)
    assert timedelta(0) < at - now <= timedelta(hours=15)
    assert local(at, zone).time().replace(fold=0) in ROUNDS


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
