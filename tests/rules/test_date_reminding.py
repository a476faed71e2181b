from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import date_reminding as reminding
from bot.rules.campaign_dates import CampaignDate, Kind
from bot.rules.times import local
from tests.rules.samples import thoroughly
from tests.rules.test_campaign_dates import ACTION, CLOSES, DAY, ENGLAND, NOTICE, NOW, a_date, kinds_and_days

LONDON = ZoneInfo("Europe/London")


def clocks(each: CampaignDate) -> list[str]:
    return [f"{local(moment, LONDON):%a %d %b %H:%M}" for moment in reminding.moments(each, LONDON)]


def test_a_date_is_reminded_of_a_week_and_a_day_before_and_on_its_morning():
    assert clocks(CLOSES) == ["Thu 10 Dec 09:00", "Wed 16 Dec 09:00", "Thu 17 Dec 09:00"]
    in_spring = a_date(Kind.OFFER_EXPIRES, date(2027, 3, 29))  # the clocks go forward the day before
    assert clocks(in_spring) == ["Mon 22 Mar 09:00", "Sun 28 Mar 09:00", "Mon 29 Mar 09:00"]


def test_what_fell_due_before_a_date_was_put_down_is_not_said():
    tuesday = a_date(Kind.OFFER_EXPIRES, date(2026, 11, 24))
    assert clocks(tuesday) == ["Mon 23 Nov 09:00", "Tue 24 Nov 09:00"]


def test_nobody_is_reminded_after_the_hour_of_it_nor_of_a_notice():
    assert clocks(a_date(Kind.BALLOT_CLOSES, date(2026, 12, 17), time(8))) == ["Thu 10 Dec 09:00", "Wed 16 Dec 09:00"]
    assert clocks(NOTICE) == []


def test_a_date_with_an_hour_is_over_at_that_hour_and_one_without_at_midnight():
    assert f"{local(reminding.over_at(CLOSES, LONDON), LONDON):%d %H:%M}" == "17 12:00"
    assert f"{local(reminding.over_at(ACTION, LONDON), LONDON):%d %H:%M}" == "01 00:00"


def test_members_are_shown_what_is_to_come_the_next_first_and_no_action_without_its_notice():
    later, gone = a_date(Kind.OFFER_EXPIRES, date(2026, 12, 20)), a_date(Kind.OFFER_EXPIRES, date(2026, 11, 20))
    assert reminding.to_come([later, CLOSES, gone, NOTICE, ACTION], ENGLAND, LONDON, NOW) == [ACTION, CLOSES, later]
    assert reminding.to_come([ACTION], ENGLAND, LONDON, NOW) == []
    assert reminding.soon([later, CLOSES, NOTICE, ACTION], ENGLAND, LONDON, NOW) == []
    assert reminding.soon([later, CLOSES, NOTICE, ACTION], ENGLAND, LONDON, NOW + 2 * DAY) == [ACTION]


def test_reps_see_what_is_to_come_first_and_then_what_has_gone_by_the_last_of_it_first():
    first, second = a_date(Kind.OFFER_EXPIRES, date(2026, 11, 2)), a_date(Kind.OFFER_EXPIRES, date(2026, 11, 9))
    assert reminding.in_order([first, CLOSES, second, ACTION], LONDON, NOW) == [ACTION, CLOSES, second, first]


@given(st.lists(kinds_and_days, max_size=8, unique=True), st.integers(0, 400))
@thoroughly
def test_reminders_come_by_day_one_after_the_other_and_each_has_something_to_say(
    typed: list[tuple[Kind, date]], hours: int
):
    every = [a_date(kind, on, put_at=NOW + timedelta(hours=hours)) for kind, on in typed]
    said: list[datetime] = []
    moment = reminding.next_moment(every, LONDON, NOW)
    while moment is not None:
        said.append(moment)
        moment = reminding.next_moment(every, LONDON, moment)
    assert all(local(each, LONDON).time() == time(9) for each in said)
    assert all(first < second for first, second in pairwise(said))
    for each in said:
        near = reminding.soon(every, ENGLAND, LONDON, each)
        unnoticed = [one for one in every if one.kind is Kind.ACTION_DAY]
        assert near or unnoticed
