from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import working_days as rules
from bot.rules.campaigns import Nation
from tests.rules.samples import thoroughly

ENGLAND, SCOTLAND, ULSTER = Nation.ENGLAND_WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND
DAY = timedelta(days=1)
days = st.dates(date(2026, 1, 1), date(2035, 12, 31))
nations = st.sampled_from(Nation)


@pytest.mark.parametrize(
    ("on", "free"),
    [
        (date(2026, 12, 25), {ENGLAND, SCOTLAND, ULSTER}),
        (date(2026, 12, 28), {ENGLAND, SCOTLAND, ULSTER}),  # for Boxing Day, a Saturday
        (date(2026, 11, 30), {SCOTLAND}),  # St Andrew's Day
        (date(2027, 1, 4), {SCOTLAND}),  # for 2 January, a Saturday
        (date(2027, 3, 17), {ULSTER}),  # St Patrick's Day
        (date(2027, 7, 12), {ULSTER}),  # the Battle of the Boyne
        (date(2027, 3, 29), {ENGLAND, ULSTER}),  # Easter Monday
        (date(2027, 8, 2), {SCOTLAND}),
        (date(2027, 8, 30), {ENGLAND, ULSTER}),
        (date(2026, 11, 26), set()),
    ],
)
def test_each_nation_has_its_own_bank_holidays(on: date, free: set[Nation]):
    assert {nation for nation in Nation if rules.is_bank_holiday(on, nation)} == free


def test_nobody_works_on_weekends_and_bank_holidays():
    assert not rules.is_working_day(date(2026, 11, 28), ENGLAND)
    assert not rules.is_working_day(date(2026, 11, 29), ENGLAND)
    assert rules.is_working_day(date(2026, 11, 30), ENGLAND)
    assert not rules.is_working_day(date(2026, 11, 30), SCOTLAND)


def test_a_letter_travels_only_where_both_ends_work():
    assert not rules.is_posting_day(date(2026, 11, 30), SCOTLAND)
    assert not rules.is_posting_day(date(2027, 3, 29), SCOTLAND)  # Easter Monday, at the scrutineer's end
    assert rules.is_posting_day(date(2026, 11, 30), ENGLAND)


def test_working_days_are_counted_over_christmas():
    assert rules.working_days_between(date(2026, 12, 23), date(2026, 12, 30), ENGLAND) == 3
    assert rules.working_days_between(date(2026, 12, 23), date(2027, 1, 5), SCOTLAND) == 5
    assert rules.working_days_between(date(2026, 12, 30), date(2026, 12, 23), ENGLAND) == 0


@pytest.mark.parametrize(
    ("closes_on", "at", "nation", "post_by", "ask_by"),
    [
        (date(2026, 12, 10), None, ENGLAND, date(2026, 12, 3), date(2026, 11, 30)),
        (date(2026, 12, 10), time(12), ENGLAND, date(2026, 12, 3), date(2026, 11, 30)),
        (date(2026, 12, 10), time(11, 59), ENGLAND, date(2026, 12, 2), date(2026, 11, 27)),
        (date(2026, 12, 10), None, SCOTLAND, date(2026, 12, 3), date(2026, 11, 27)),  # St Andrew's Day in between
        (date(2026, 12, 13), None, ENGLAND, date(2026, 12, 4), date(2026, 12, 1)),  # closes on a Sunday
        (date(2027, 1, 5), None, ENGLAND, date(2026, 12, 24), date(2026, 12, 21)),
        (date(2027, 1, 5), None, SCOTLAND, date(2026, 12, 23), date(2026, 12, 18)),
    ],
)
def test_a_paper_is_posted_early_enough_for_nearly_every_letter(
    closes_on: date, at: time | None, nation: Nation, post_by: date, ask_by: date
):
    assert rules.last_safe_posting_day(closes_on, nation, at) == post_by
    assert rules.last_day_to_ask(closes_on, nation, at) == ask_by


@given(days, st.integers(0, 40), st.integers(0, 40), nations)
@thoroughly
def test_working_days_of_two_spans_in_a_row_add_up(on: date, first: int, second: int, nation: Nation):
    between, last = on + first * DAY, on + (first + second) * DAY
    counted = [rules.working_days_between(*span, nation) for span in ((on, between), (between, last), (on, last))]
    assert counted[0] + counted[1] == counted[2]
    assert rules.working_days_between(last - DAY, last, nation) == rules.is_working_day(last, nation)


@given(days, nations)
@thoroughly
def test_five_days_on_which_letters_travel_lie_behind_a_safe_posting_day(closes_on: date, nation: Nation):
    posted_on = rules.last_safe_posting_day(closes_on, nation)
    travels = [posted_on + number * DAY for number in range(1, (closes_on - posted_on).days + 1)]
    assert sum(rules.is_posting_day(on, nation) for on in travels) == 5
    assert rules.is_posting_day(posted_on, nation)


@given(days, nations)
@thoroughly
def test_a_later_close_never_asks_for_an_earlier_post(closes_on: date, nation: Nation):
    assert rules.last_safe_posting_day(closes_on, nation) <= rules.last_safe_posting_day(closes_on + DAY, nation)
    assert rules.last_day_to_ask(closes_on, nation) < rules.last_safe_posting_day(closes_on, nation) < closes_on
