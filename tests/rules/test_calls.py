from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.rules.calls import refuse_calls
from tests.rules import call_texts as texts
from tests.rules.samples import refused, thoroughly


@pytest.mark.parametrize("text", [*texts.POSTED, *texts.POSTED_UNSEEN, *texts.POSTED_LATER])
def test_what_a_branch_tells_its_members_is_posted(text: str):
    refuse_calls(text)


@pytest.mark.parametrize("text", [*texts.REFUSED, *texts.REFUSED_UNSEEN, *texts.REFUSED_LATER])
def test_what_calls_for_action_or_asks_how_people_vote_is_refused(text: str):
    with pytest.raises(Invalid):
        refuse_calls(text)


@pytest.mark.parametrize("text", [*texts.REFUSED, *texts.REFUSED_UNSEEN])
def test_a_call_is_found_in_the_middle_of_an_honest_update(text: str):
    with pytest.raises(Invalid):
        refuse_calls(f"Talks went on for four hours. {text}\nYour negotiators are Jo Price and Sam Webb.")


def test_what_is_known_to_be_read_wrongly_is_moved_to_the_other_lists_once_it_is_not():
    """The measure of the guard is stated; so are its faults."""
    for text in texts.POSTED_WRONGLY:
        refuse_calls(text)
    for text in texts.REFUSED_WRONGLY:
        refused("call.no_notice", lambda text=text: refuse_calls(text))


def test_several_honest_texts_are_as_honest_together():
    refuse_calls("\n".join(texts.POSTED))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Walk out at noon.", "call.for_action"),
        ("Vote yes to strike action.", "call.for_action"),
        ("Strike action will take place on 3 December.", "call.no_notice"),
        ("How did you vote?", "call.how_voted"),
    ],
)
def test_a_refusal_says_which_of_the_three_it_is(text: str, key: str):
    refused(key, lambda: refuse_calls(text))


def test_a_day_of_action_may_be_named_once_the_text_says_when_notice_was_given():
    refused("call.no_notice", lambda: refuse_calls("Members will be on strike on 10 December."))
    refused("call.no_notice", lambda: refuse_calls("Notice was given. Members will be on strike on 10 December."))
    refuse_calls("Members will be on strike on 10 December. Notice was given on 26 November.")


def test_notice_does_not_make_a_call_of_action_one_that_may_be_posted():
    given_on = "Notice was given on 26 November."
    refused("call.for_action", lambda: refuse_calls(f"{given_on} Join the strike on 10 December."))


@given(st.text(max_size=300))
@example("?")
@example("\u200bS\u200bT")
@thoroughly
def test_any_text_is_read_without_a_fault(text: str):
    try:
        refuse_calls(text)
    except Invalid as refusal:
        assert refusal.key.startswith("call.")


@pytest.mark.parametrize(
    "words", ["all ", "please all ", "on ", "from 1 ", "we need ", "tell how you ", "did you all "]
)
def test_nobody_can_make_steward_read_for_long(words: str):
    began = perf_counter()
    with pytest.raises(Invalid):
        refuse_calls((words * 4000)[:4000] + ". Strike now!")
    assert perf_counter() - began < 2
