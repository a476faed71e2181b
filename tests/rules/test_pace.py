"""How far a ballot has come, against which goals, and when a number that is shown may move."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.pace import (
    Goal,
    Pace,
    is_table_due,
    look_at,
    next_table_at,
    pace,
    publishable,
    read_target,
    share,
    step,
)
from tests.rules.samples import a_campaign, an_outside_ballot, refused, thoroughly

LONDON = ZoneInfo("Europe/London")
OPENED = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
BALLOT = an_outside_ballot(
    opens_at=OPENED, closes_at=OPENED + timedelta(days=20), entitled=400, shown=100, shown_at=None
)


def after(**lengths: float) -> datetime:
    return OPENED + timedelta(**lengths)


# Goals


def test_a_goal_takes_whole_people_and_counts_who_is_missing():
    assert [Goal(50, of).number for of in (400, 401, 1)] == [200, 201, 1]
    assert [Goal(50, 401).more(number) for number in (0, 200, 201, 300)] == [201, 1, 0, 0]


@thoroughly
@given(st.integers(1, 100), st.integers(1, 10_000))
def test_a_goal_is_the_least_number_that_makes_the_share(per_cent: int, of: int):
    number = Goal(per_cent, of).number
    assert 100 * number >= per_cent * of > 100 * (number - 1)


def test_a_target_is_a_whole_percentage_other_than_before():
    campaign = a_campaign(target=80)
    assert read_target(75, campaign) == 75
    refused("turnout.target_same", lambda: read_target(80, campaign))
    for per_cent in (0, 101, -5):
        refused("turnout.target_range", lambda per_cent=per_cent: read_target(per_cent, campaign))


def test_a_share_short_of_what_the_law_asks_for_never_looks_as_high():
    assert share(223, 447, 50) == "49.88%"
    assert share(224, 447, 50) == "50.11%"
    assert share(223, 447, None) == "50%"
    assert share(19, 90, 50) == "21%"


# The pace


def test_in_the_first_week_the_pace_is_that_since_the_opening():
    # 100 in 5 days are 300 in the 15 that remain.
    assert pace(BALLOT, [(date(2026, 11, 2), 100)], after(days=5), LONDON) == Pace(400, 5)
    assert pace(replace(BALLOT, shown=40), [], after(days=5), LONDON) == Pace(160, 5)


def test_later_the_pace_is_that_of_the_last_week():
    days = [(date(2026, 11, 2), 90), (date(2026, 11, 8), 93)]
    # At 00:00 on the 9th there were 93; 7 days later, on the 16th, 100: one a day for the six days left.
    assert pace(BALLOT, days, datetime(2026, 11, 16, 0, 0, tzinfo=UTC), LONDON) == Pace(106, 7)


def test_nobody_more_in_a_week_leads_nowhere():
    days = [(date(2026, 11, 4), 100)]
    assert pace(BALLOT, days, after(days=12), LONDON) == Pace(100, 7)


def test_a_pace_never_leads_to_more_than_were_sent_a_paper():
    assert pace(replace(BALLOT, shown=390), [], after(days=2), LONDON) == Pace(400, 2)


def test_without_the_number_of_papers_a_pace_has_no_end():
    assert pace(replace(BALLOT, entitled=None), [], after(days=2), LONDON) == Pace(1000, 2)


def test_where_more_have_posted_than_were_sent_a_paper_the_pace_says_no_less_than_is():
    assert pace(replace(BALLOT, entitled=90), [], after(days=2), LONDON) == Pace(100, 2)


def test_no_pace_is_given_on_the_first_day_nor_after_the_close_nor_of_nobody():
    assert pace(BALLOT, [], after(hours=23), LONDON) is None
    assert pace(BALLOT, [], BALLOT.closes_at, LONDON) is None
    assert pace(replace(BALLOT, shown=0), [], after(days=3), LONDON) is None


def test_fewer_than_before_a_week_ago_do_not_make_the_end_less_than_today():
    assert pace(BALLOT, [(date(2026, 11, 4), 120)], after(days=12), LONDON) == Pace(100, 7)


# What is shown, and when


def test_fewer_than_five_are_published_as_none():
    assert [publishable(number) for number in (0, 1, 4, 5, 6)] == [0, 0, 0, 5, 6]


def test_the_number_moves_after_five_more_or_a_quarter_of_an_hour():
    ballot = replace(BALLOT, shown=20, shown_at=after(days=1))
    assert step(24, ballot, after(days=1, minutes=1)) == 20
    assert step(25, ballot, after(days=1, minutes=1)) == 25
    assert step(21, ballot, after(days=1, minutes=15)) == 21
    assert step(19, ballot, after(days=1, minutes=15)) == 19


def test_the_first_four_stay_unseen_however_long_it_takes():
    ballot = replace(BALLOT, shown=0, shown_at=None)
    assert step(4, ballot, after(days=9)) == 0
    assert step(5, ballot, after(days=9)) == 5


def test_a_look_is_on_a_whole_minute_for_five_and_else_on_the_quarter_of_an_hour():
    ballot = replace(BALLOT, shown=20, shown_at=after(days=1))
    assert look_at(25, ballot, after(days=2, seconds=7)) == after(days=2, minutes=1)
    assert look_at(21, ballot, after(days=2, minutes=3, seconds=7)) == after(days=2, minutes=15)
    assert look_at(21, ballot, after(days=1, minutes=3)) == after(days=1, minutes=16)


@thoroughly
@given(st.integers(0, 30), st.integers(0, 60), st.integers(0, 5000))
def test_by_the_time_of_a_look_the_number_may_move(number: int, shown: int, seconds: int):
    ballot = replace(BALLOT, shown=shown, shown_at=after(days=1))
    now = after(days=1, seconds=seconds)
    look = look_at(number, ballot, now)
    assert now < look <= now + timedelta(minutes=30)
    assert look.second == 0
    assert step(number, ballot, look) == publishable(number)


def test_the_table_is_published_in_the_morning_once_a_day_and_not_on_the_first():
    ballot = replace(BALLOT, workplaces_on=None)
    assert not is_table_due(ballot, after(hours=8), LONDON)
    assert not is_table_due(ballot, datetime(2026, 11, 3, 7, 59, tzinfo=UTC), LONDON)
    assert is_table_due(ballot, datetime(2026, 11, 3, 8, 0, tzinfo=UTC), LONDON)
    assert not is_table_due(replace(ballot, workplaces_on=date(2026, 11, 3)), after(days=1, hours=8), LONDON)


def test_the_next_table_is_that_of_this_morning_or_of_tomorrows_on_the_branchs_clock():
    assert next_table_at(datetime(2026, 11, 3, 7, 0, tzinfo=UTC), LONDON) == datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
    assert next_table_at(datetime(2026, 11, 3, 8, 0, tzinfo=UTC), LONDON) == datetime(2026, 11, 4, 8, 0, tzinfo=UTC)
    assert next_table_at(datetime(2026, 7, 3, 7, 30, tzinfo=UTC), LONDON) == datetime(2026, 7, 4, 7, 0, tzinfo=UTC)
