from datetime import timedelta

import pytest
from hypothesis import given, strategies

from bot.errors import Invalid
from bot.ids import MemberId
from bot.rules import updates as rules
from bot.rules.updates import OFFICE_LENGTH, TEXT_LENGTH, Status, Text, Update
from tests.rules.samples import NOW, UPDATE, an_update, refused, thoroughly

SAID = UPDATE.text
CORRECTED = Text(2, "Talks begin on Tuesday.", "Branch secretary", MemberId(3), NOW, "The day was wrong")


def read(text: str) -> Update:
    return an_update(texts=(Text(1, rules.read_text(text), "Rep", MemberId(2), NOW),))


def test_an_update_says_what_was_typed_last_and_counts_its_corrections():
    assert (UPDATE.text, UPDATE.corrections) == (SAID, 0)
    after = an_update(texts=(SAID, CORRECTED))
    assert (after.text, after.corrections) == (CORRECTED, 1)


def test_paragraphs_and_pounds_stay_as_they_were_typed():
    assert read("The offer is £500.\n\nThe claim was 8%.").text.text == "The offer is £500.\n\nThe claim was 8%."


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "text.empty"),
        ("   \n ", "text.empty"),
        ("🎉🎉", "text.no_words"),
        ("a" * (TEXT_LENGTH + 1), "text.too_long"),
        ("@everyone: talks begin", "text.mention"),
        ("Walk out at noon tomorrow!", "call.for_action"),
    ],
)
def test_a_text_that_nobody_should_read_is_refused_with_the_reason(typed: str, key: str):
    refused(key, lambda: rules.read_text(typed))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "text.empty"),
        ("—", "text.no_words"),
        ("a" * (OFFICE_LENGTH + 1), "text.too_long"),
        ("All out on Monday!", "call.for_action"),
    ],
)
def test_an_update_is_signed_with_an_office(typed: str, key: str):
    refused(key, lambda: rules.read_office(typed))
    assert rules.read_office(" Branch  secretary ") == "Branch secretary"


def test_a_reason_is_read_like_the_text_and_calls_for_nothing():
    assert rules.read_reason(" The day was wrong ") == "The day was wrong"
    refused("text.empty", lambda: rules.read_reason(" "))
    refused("call.for_action", lambda: rules.read_reason("Walk out at noon tomorrow!"))


@thoroughly
@given(strategies.text(max_size=300))
def test_whatever_is_read_is_read_the_same_again(typed: str):
    try:
        once = rules.read_office(typed)
    except Invalid:
        return
    assert rules.read_office(once) == once


@given(strategies.timedeltas(min_value=timedelta(seconds=1), max_value=rules.LONGEST_AHEAD))
def test_a_time_to_come_will_do_for_three_months(ahead: timedelta):
    rules.check_due(NOW + ahead, NOW)


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(minutes=1), timedelta(days=400)])
def test_a_time_that_has_gone_by_is_refused(ago: timedelta):
    assert refused("update.due_past", lambda: rules.check_due(NOW - ago, NOW))["at"] == NOW - ago


def test_a_time_so_far_ahead_that_nobody_would_remember_is_refused():
    refused("update.due_too_far", lambda: rules.check_due(NOW + rules.LONGEST_AHEAD + timedelta(seconds=1), NOW))


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SCHEDULED, Status.WITHDRAWN])
def test_what_nobody_has_read_is_not_corrected(status: Status):
    refused("update.not_posted", lambda: rules.may_correct(an_update(status=status)))
    rules.may_correct(UPDATE)


def test_a_correction_changes_the_text_or_the_office():
    refused("update.same", lambda: rules.check_correction(UPDATE, SAID.text, SAID.office))
    rules.check_correction(UPDATE, SAID.text, "Chair")
    rules.check_correction(UPDATE, "Talks begin on Tuesday.", SAID.office)


def test_only_what_waits_for_its_time_is_withdrawn():
    rules.may_withdraw(an_update(status=Status.SCHEDULED))
    refused("update.posted_already", lambda: rules.may_withdraw(UPDATE))
    refused("update.withdrawn_already", lambda: rules.may_withdraw(an_update(status=Status.WITHDRAWN)))
