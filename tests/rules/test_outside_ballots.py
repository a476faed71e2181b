"""A ballot held elsewhere: when anybody may press, what is typed of it, and the branch's list of workplaces."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import outside_ballots as rules
from bot.rules.campaigns import Vote
from bot.rules.outside_ballots import Status
from tests.rules.samples import NOW, OUTSIDE_BALLOT, an_outside_ballot, refused, thoroughly

OPENS, CLOSES = OUTSIDE_BALLOT.opens_at, OUTSIDE_BALLOT.closes_at


def test_a_member_can_press_from_the_opening_until_just_before_the_close():
    for at in (OPENS, NOW, CLOSES - timedelta(seconds=1)):
        rules.may_press(OUTSIDE_BALLOT, at)


@pytest.mark.parametrize(
    ("key", "status", "at"),
    [
        ("outside.not_open", Status.OPEN, OPENS - timedelta(seconds=1)),
        ("outside.not_open", Status.DRAFT, NOW),
        ("outside.closed", Status.OPEN, CLOSES),
        ("outside.closed", Status.CLOSED, NOW),
        ("outside.cancelled", Status.CANCELLED, NOW),
    ],
)
def test_nobody_can_press_at_any_other_time(key: str, status: Status, at: object):
    refused(key, lambda: rules.may_press(an_outside_ballot(status=status), at))  # pyright: ignore[reportArgumentType]


def test_who_presses_after_the_campaign_was_closed_hears_that_papers_still_count_elsewhere():
    over = an_outside_ballot(status=Status.CLOSED, ended_at=NOW)
    assert over.ended_early
    assert refused("outside.uncounted", lambda: rules.may_press(over, NOW)) == {"closes_at": CLOSES}
    assert not an_outside_ballot(status=Status.CLOSED, ended_at=CLOSES).ended_early


def test_a_ballot_that_is_over_is_neither_changed_nor_called_off():
    refused("outside.closed", lambda: rules.may_change(OUTSIDE_BALLOT, CLOSES))
    refused("outside.closed", lambda: rules.may_change(an_outside_ballot(status=Status.CLOSED), NOW))
    refused("outside.cancelled", lambda: rules.may_change(an_outside_ballot(status=Status.CANCELLED), NOW))
    rules.may_change(OUTSIDE_BALLOT, NOW)
    rules.may_change(an_outside_ballot(status=Status.DRAFT), CLOSES)


def test_a_campaign_has_one_open_ballot_at_a_time():
    refused("outside.one_open", lambda: rules.may_announce([OUTSIDE_BALLOT]))
    rules.may_announce([an_outside_ballot(status=status) for status in (Status.CLOSED, Status.CANCELLED, Status.DRAFT)])


def test_a_result_is_entered_once_the_ballot_is_over_and_not_of_one_that_was_called_off():
    refused("outside.not_closed", lambda: rules.may_declare(OUTSIDE_BALLOT, NOW))
    refused("outside.cancelled", lambda: rules.may_declare(an_outside_ballot(status=Status.CANCELLED), CLOSES))
    rules.may_declare(OUTSIDE_BALLOT, CLOSES)
    rules.may_declare(an_outside_ballot(status=Status.CLOSED), NOW)  # the campaign ended before its close


def test_times_that_make_no_sense_are_refused():
    later = NOW + timedelta(days=1)
    refused("outside.times_order", lambda: rules.check_times(later, later, NOW))
    refused("outside.closes_past", lambda: rules.check_times(NOW - timedelta(days=9), NOW, NOW))
    refused("outside.too_long", lambda: rules.check_times(NOW, NOW + timedelta(days=367), NOW))
    rules.check_times(NOW - timedelta(days=9), later, NOW)  # papers may be out already


def test_who_has_posted_is_forgotten_two_weeks_after_the_close_and_at_once_of_a_ballot_called_off():
    assert rules.purge_at(OUTSIDE_BALLOT) == CLOSES + timedelta(days=14)
    early = an_outside_ballot(status=Status.CLOSED, ended_at=NOW)
    assert rules.purge_at(early) == NOW + timedelta(days=14)
    assert rules.purge_at(an_outside_ballot(status=Status.CANCELLED, ended_at=NOW)) == NOW


@pytest.mark.parametrize(
    ("typed", "number"), [("800", 800), (" 1,240 ", 1240), ("1 240", 1240), ("", None), (" ", None)]
)
def test_a_number_of_people_is_read_as_people_type_it(typed: str, number: int | None):
    assert rules.read_entitled(typed) == number


@pytest.mark.parametrize("typed", ["0", "-5", "12.5", "many", "80%", "²", "٣", "12345678"])
def test_what_is_no_number_of_people_is_asked_about(typed: str):
    assert refused("outside.number_unreadable", lambda: rules.read_entitled(typed)) == {"field": "entitled"}


def test_a_result_is_read_and_must_be_possible():
    assert rules.read_vote("1,200", "40", "", "2000") == Vote(1200, 40, 0, 2000)
    assert rules.read_vote("0", "0", "3", "") == Vote(0, 0, 3, None)
    assert refused("outside.number_unreadable", lambda: rules.read_vote("", "4", "", ""))["field"] == "for"
    assert refused("outside.number_unreadable", lambda: rules.read_vote("4", "", "", ""))["field"] == "against"
    assert refused("outside.number_unreadable", lambda: rules.read_vote("4", "4", "x", ""))["field"] == "spoilt"
    refused("outside.more_than_issued", lambda: rules.read_vote("5", "4", "2", "10"))


def test_the_list_of_workplaces_is_read_line_by_line():
    typed = "Leeds office: 41\n\n  York \nRatio 3:2 house\nHull: 1,204\nCourt 4"
    assert rules.read_workplaces(typed) == {
        "Leeds office": 41,
        "York": None,
        "Ratio 3:2 house": None,
        "Hull": 1204,
        "Court 4": None,
    }
    assert rules.read_workplaces("  \n ") == {}


@pytest.mark.parametrize(
    ("typed", "key", "values"),
    [
        ("Leeds\nYork\nLEEDS: 4", "outside.workplace_twice", {"line": 3}),
        ("Leeds: 0", "outside.workplace_size", {"line": 1}),
        ("Leeds: 99999999", "outside.workplace_size", {"line": 1}),
        ("Leeds\n: 4", "text.empty", {"field": "workplace", "line": 2}),
        ("Leeds\n!!!", "text.no_words", {"field": "workplace", "line": 2}),
        ("\n".join(f"Office {number}" for number in range(101)), "outside.workplaces_too_many", {"most": 100}),
        ("x" * 81, "text.too_long", {"field": "workplace", "line": 1, "most": 80, "over": 1}),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_by_line(typed: str, key: str, values: dict[str, object]):
    assert refused(key, lambda: rules.read_workplaces(typed)) == values


@given(
    st.dictionaries(st.from_regex(r"[A-Z][a-z]{1,9}", fullmatch=True), st.none() | st.integers(1, 9_999), max_size=9)
)
@thoroughly
def test_a_list_that_is_shown_to_be_changed_reads_as_it_was(listed: dict[str, int | None]):
    typed = "\n".join(name if size is None else f"{name}: {size}" for name, size in listed.items())
    assert rules.read_workplaces(typed) == listed


def test_nothing_typed_of_a_ballot_may_call_for_action():
    call = "Vote yes, all out on strike!"
    for read in (rules.read_scrutineer, rules.read_replacement, rules.read_workplaces):
        with pytest.raises(Exception, match=r"^call\."):
            read(call)
