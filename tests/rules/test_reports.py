"""What a report may be about, how long it is kept and waits, and what an officer may choose of that."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import reports
from bot.rules.reports import MOST_CATEGORIES, NUMBER_SYMBOLS, Wait
from tests.rules.samples import a_report, refused

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(("typed", "days"), [("30", 30), (" 90 ", 90), ("365", 365), ("0365", 365)])
def test_a_text_is_kept_for_thirty_to_three_hundred_and_sixty_five_days(typed: str, days: int):
    assert reports.read_retention(typed) == days


@pytest.mark.parametrize("typed", ["29", "366", "0", "-30", "30.5", "thirty", "", "³³", "99999"])
def test_no_text_is_kept_for_less_or_longer(typed: str):
    refused("report.retention_unreadable", lambda: reports.read_retention(typed))


def test_a_branch_has_categories_of_its_own_and_each_once():
    assert reports.read_categories(" Workload\n\nCourt  cover \n") == ["Workload", "Court cover"]
    refused("report.category_twice", lambda: reports.read_categories("Pay\nWorkload\nPAY"))
    most = [f"Category {number}" for number in range(MOST_CATEGORIES)]
    assert reports.read_categories("\n".join(most)) == most
    for typed in ("", " \n ", "\n".join([*most, "One more"])):
        refused("report.categories_number", lambda typed=typed: reports.read_categories(typed))


def test_a_report_has_four_thousand_characters_and_an_answer_two():
    for read, most in (
        (reports.read_text, 4000),
        (reports.read_answer, 2000),
        (reports.read_note, 1000),
        (reports.read_reason, 300),
    ):
        assert len(read("x" * most)) == most
        refused("text.too_long", lambda read=read, most=most: read("x" * (most + 1)))
        refused("text.empty", lambda read=read: read(" \n "))


def test_the_week_is_that_of_the_branchs_calendar():
    monday = datetime(2027, 7, 4, 23, 30, tzinfo=UTC)  # half past midnight in London
    assert reports.week_of(monday, LONDON) == "2027-W27"
    assert reports.week_of(monday - timedelta(hours=1), LONDON) == "2027-W26"
    assert reports.week_of(datetime(2027, 1, 2, 12, tzinfo=UTC), LONDON) == "2026-W53"


@pytest.mark.parametrize(
    ("days", "wait"), [(0, Wait.NEW), (6, Wait.NEW), (7, Wait.WEEKS), (27, Wait.WEEKS), (28, Wait.LONG)]
)
def test_the_days_a_report_waits_are_counted_from_when_the_desk_was_given_it(days: int, wait: Wait):
    report = a_report(released_on=TODAY - timedelta(days=days))
    assert reports.days_waiting(report, TODAY) == days
    assert reports.wait_of(report, TODAY) is wait


@given(st.text(alphabet=st.sampled_from(NUMBER_SYMBOLS), min_size=4, max_size=4))
def test_a_case_number_is_read_as_it_stands(number: str):
    assert reports.read_number(number) == number


@given(st.text(max_size=6))
def test_whatever_else_stands_in_a_button_is_no_case_number(text: str):
    if len(text) == 4 and set(text) <= set(NUMBER_SYMBOLS):
        return
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        reports.read_number(text)
