from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.notices import (
    Deadline,
    clear_days,
    closes_at,
    deadline_on,
    earliest_on,
    gone_by,
    latest_notice_on,
    local_date,
    to_come,
)
from tests.rules.samples import thoroughly

LONDON = ZoneInfo("Europe/London")
ST_JOHNS = ZoneInfo("America/St_Johns")
SANTIAGO = ZoneInfo("America/Santiago")  # its clocks go forward at midnight, and back to 23:00 at midnight
HAVANA = ZoneInfo("America/Havana")  # its clocks go forward at midnight, and back to midnight at 01:00
THURSDAY = date(2026, 11, 26)
SECOND = timedelta(seconds=1)
days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("given_on", "clear"),
    [
        (date(2026, 11, 23), 2),
        (date(2026, 11, 24), 1),
        (date(2026, 11, 25), 0),
        (THURSDAY, 0),
        (date(2026, 11, 27), 0),
        (date(2026, 11, 11), 14),
        (date(2026, 11, 12), 13),
    ],
)
def test_neither_the_day_of_the_notice_nor_that_of_the_meeting_counts(given_on: date, clear: int):
    assert clear_days(given_on, THURSDAY) == clear


def test_fourteen_clear_days_before_a_thursday_begin_on_a_wednesday():
    assert latest_notice_on(THURSDAY, 14) == date(2026, 11, 11)


def test_where_no_notice_is_asked_for_the_day_of_the_meeting_will_do():
    assert latest_notice_on(THURSDAY, 0) == earliest_on(THURSDAY, 0) == THURSDAY


@thoroughly
@given(days, st.integers(1, 400))
def test_the_last_day_for_a_notice_is_just_enough_and_the_day_after_it_is_not(held_on: date, needed: int):
    last = latest_notice_on(held_on, needed)
    assert clear_days(last, held_on) == needed
    assert clear_days(last + timedelta(days=1), held_on) < needed
    assert earliest_on(last, needed) == held_on


@thoroughly
@given(days, days)
def test_clear_days_are_the_days_in_between_counted_one_by_one(given_on: date, held_on: date):
    between = range(given_on.toordinal() + 1, held_on.toordinal())
    assert clear_days(given_on, held_on) == len(between)


def test_seven_days_before_a_thursday_is_the_thursday_of_the_week_before():
    assert deadline_on(THURSDAY, 7) == date(2026, 11, 19)
    assert deadline_on(THURSDAY, 0) == THURSDAY


@pytest.mark.parametrize(
    ("zone", "on", "over", "minutes"),
    [
        (LONDON, date(2026, 11, 19), datetime(2026, 11, 20, 0, 0, tzinfo=UTC), 24 * 60),
        (LONDON, date(2027, 6, 30), datetime(2027, 6, 30, 23, 0, tzinfo=UTC), 24 * 60),
        (LONDON, date(2027, 3, 28), datetime(2027, 3, 28, 23, 0, tzinfo=UTC), 23 * 60),
        (LONDON, date(2027, 10, 31), datetime(2027, 11, 1, 0, 0, tzinfo=UTC), 25 * 60),
        (ST_JOHNS, date(2027, 3, 14), datetime(2027, 3, 15, 2, 30, tzinfo=UTC), 23 * 60),
        (SANTIAGO, date(2027, 4, 3), datetime(2027, 4, 4, 4, 0, tzinfo=UTC), 25 * 60),
        (SANTIAGO, date(2027, 9, 4), datetime(2027, 9, 5, 4, 0, tzinfo=UTC), 24 * 60),
        (HAVANA, date(2027, 11, 6), datetime(2027, 11, 7, 4, 0, tzinfo=UTC), 24 * 60),
        (ST_JOHNS, date(2006, 10, 28), datetime(2006, 10, 29, 3, 30, tzinfo=UTC), 25 * 60),  # back from 00:01 to 23:01
    ],
)
def test_a_day_is_over_at_its_midnight_however_long_the_clocks_made_it(
    zone: ZoneInfo, on: date, over: datetime, minutes: int
):
    assert closes_at(on, zone) == over
    assert over - closes_at(on - timedelta(days=1), zone) == timedelta(minutes=minutes)


@thoroughly
@given(days, st.sampled_from([LONDON, ST_JOHNS, SANTIAGO, HAVANA, ZoneInfo("Australia/Lord_Howe")]))
@example(date(2006, 10, 28), ST_JOHNS)
@example(date(2027, 9, 4), SANTIAGO)
@example(date(2027, 11, 6), HAVANA)
def test_a_day_lasts_to_its_last_second_and_not_one_longer(on: date, zone: ZoneInfo):
    over = closes_at(on, zone)
    assert local_date(over - SECOND, zone) == on
    assert local_date(over, zone) > on
    assert all(local_date(over + timedelta(minutes=more), zone) > on for more in range(0, 180, 5))


def test_the_day_is_the_branchs_not_utcs():
    assert local_date(datetime(2027, 6, 30, 23, 30, tzinfo=UTC), LONDON) == date(2027, 7, 1)
    assert local_date(datetime(2027, 7, 1, 1, 0, tzinfo=UTC), ST_JOHNS) == date(2027, 6, 30)


def test_a_deadline_is_to_come_until_its_day_is_over_in_the_branch_and_gone_by_from_then_on():
    both = {Deadline.MOTIONS: THURSDAY, Deadline.NOMINATIONS: THURSDAY + timedelta(days=1)}
    over = closes_at(THURSDAY, LONDON)
    assert to_come(both, LONDON, over - SECOND) == both
    assert gone_by(both, LONDON, over - SECOND) == {}
    assert list(to_come(both, LONDON, over)) == [Deadline.NOMINATIONS]
    assert list(gone_by(both, LONDON, over)) == [Deadline.MOTIONS]
