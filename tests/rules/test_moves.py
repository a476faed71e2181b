"""What moving and cancelling a meeting asks for."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.rules import moves
from bot.rules.meetings import PLACE_LENGTH, USUAL, Kind, Meeting, Status
from bot.rules.notices import clear_days, local_date
from tests.rules.samples import MEETING, NOW, a_meeting, refused

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
ANNUAL = a_meeting(kind=Kind.ANNUAL, rule=USUAL[Kind.ANNUAL], starts_at=NOW + 40 * DAY)


def moved(
    meeting: Meeting, starts_at: datetime | None, reason: str = "", now: datetime = NOW, place: str | None = None
) -> Meeting:
    return moves.moved(moves.plan(meeting, starts_at, now, LONDON, place=place), reason, now)


@settings(max_examples=60)
@given(st.integers(1, 400), st.integers(0, 24 * 60 - 1), st.sampled_from([MEETING, ANNUAL]))
def test_a_move_to_another_day_has_the_notice_that_is_left_from_today(days: int, minutes: int, meeting: Meeting):
    starts_at = NOW + days * DAY + timedelta(minutes=minutes)
    assume(local_date(starts_at, LONDON) != local_date(meeting.starts_at, LONDON))
    left = clear_days(local_date(NOW, LONDON), local_date(starts_at, LONDON))
    asked = meeting.rule.notice_days
    if left < asked and not meeting.rule.short_allowed:
        with pytest.raises(Invalid):
            moves.plan(meeting, starts_at, NOW, LONDON)
        return
    plan = moves.plan(meeting, starts_at, NOW, LONDON)
    assert (plan.notice.days, plan.notice.asked, plan.needs_reason) == (left, asked, left < asked)
    after = moves.moved(plan, "The hall is taken", NOW)
    assert (after.announced_at, after.is_short) == (NOW, left < asked)
    assert (after.starts_at, after.moved_from, after.lasts_for) == (starts_at, meeting.starts_at, meeting.lasts_for)


def test_a_later_hour_of_the_same_day_leaves_the_notice_as_it_was_even_an_hour_before():
    now = ANNUAL.starts_at - timedelta(hours=1)
    later = moved(ANNUAL, ANNUAL.starts_at + timedelta(hours=2), now=now)
    assert (later.announced_at, later.short_reason, later.sequence) == (ANNUAL.announced_at, None, 1)
    assert (later.moved_at, later.reminded_at) == (now, now)


@pytest.mark.parametrize("by", [-timedelta(minutes=1), timedelta(hours=9), DAY])
def test_an_earlier_hour_or_the_next_day_is_a_new_notice(by: timedelta):
    now = ANNUAL.starts_at - 2 * DAY
    refused("meeting.short_notice", lambda: moves.plan(ANNUAL, ANNUAL.starts_at + by, now, LONDON))


def test_a_move_is_to_a_time_to_come_and_to_another_one():
    refused("meeting.in_the_past", lambda: moved(MEETING, NOW))
    refused("meeting.too_far", lambda: moved(MEETING, NOW + 900 * DAY))
    refused("change.same_time", lambda: moved(MEETING, MEETING.starts_at))
    refused("meeting.has_begun", lambda: moved(MEETING, NOW + 99 * DAY, now=MEETING.starts_at))
    refused("meeting.cancelled", lambda: moved(moves.cancelled(MEETING, "Flooded", NOW), NOW + 99 * DAY))


def test_short_notice_is_given_for_a_reason():
    soon = NOW + 10 * DAY
    values = refused("change.reason_needed", lambda: moved(MEETING, soon, " "))
    assert values == {"days": 9, "asked": 14}
    assert moved(MEETING, soon, " The offer runs  out ").short_reason == "The offer runs out"
    again = moved(moved(MEETING, soon, "The offer runs out"), NOW + 30 * DAY)
    assert (again.short_reason, again.move_reason, again.sequence) == (None, None, 2)


@pytest.mark.parametrize("starts_at", [None, ANNUAL.starts_at])
def test_another_room_a_minute_before_is_no_new_notice_and_needs_no_reason(starts_at: datetime | None):
    now = ANNUAL.starts_at - timedelta(minutes=1)
    after = moved(ANNUAL, starts_at, now=now, place=" Room 3 ")
    changed = {"place": "Room 3", "place_at": now, "place_from": ANNUAL.place, "sequence": 1}
    assert after == replace(ANNUAL, **changed)
    assert moves.is_other_place(after)
    assert moves.missed(moves.plan(ANNUAL, None, now, LONDON, place="Room 3"), now, LONDON) == {}
    assert moved(ANNUAL, None, " A burst pipe ", now, "Room 3").place_reason == "A burst pipe"


def test_another_place_leaves_what_was_said_of_the_time_and_the_other_way_round():
    there = moved(moved(MEETING, NOW + 10 * DAY, "The offer runs out"), None, "A burst pipe", NOW + DAY, "Room 3")
    assert (there.short_reason, there.moved_from, there.moved_at) == ("The offer runs out", MEETING.starts_at, NOW)
    assert moves.is_other_place(there)
    later = moved(there, NOW + 40 * DAY, now=NOW + 2 * DAY)
    assert (later.place, later.place_reason, later.move_reason) == ("Room 3", "A burst pipe", None)
    assert not moves.is_other_place(later)


def test_time_and_place_at_once_are_one_change_with_one_reason():
    both = moved(MEETING, NOW + 40 * DAY, "A burst pipe", place="Room 3")
    assert (both.place, both.place_from, both.moved_from) == ("Room 3", MEETING.place, MEETING.starts_at)
    assert (both.move_reason, both.place_reason, both.sequence) == ("A burst pipe", None, 1)
    assert not moves.is_other_place(both)
    assert moved(MEETING, NOW + 40 * DAY, place=MEETING.place).place_at is None


def test_a_move_is_to_another_time_or_another_place():
    refused("change.nothing_given", lambda: moved(MEETING, None))
    refused("change.same_place", lambda: moved(MEETING, None, place=f" {MEETING.place}"))
    refused("change.same_time", lambda: moved(MEETING, MEETING.starts_at, place=MEETING.place))
    refused("meeting.has_begun", lambda: moved(MEETING, None, now=MEETING.starts_at, place="Room 3"))
    refused("text.empty", lambda: moved(MEETING, None, place=" "))
    refused("text.too_long", lambda: moved(MEETING, None, place="x" * (PLACE_LENGTH + 1)))


def test_a_cancelled_meeting_keeps_its_time_and_says_why():
    off = moves.cancelled(MEETING, " Flooded ", NOW)
    assert (off.status, off.starts_at, off.cancel_reason, off.ended_at) == (
        Status.CANCELLED,
        MEETING.starts_at,
        "Flooded",
        NOW,
    )
    assert off.sequence == MEETING.sequence + 1
    refused("text.empty", lambda: moves.cancelled(MEETING, " ", NOW))
    refused("meeting.has_begun", lambda: moves.cancelled(MEETING, "Flooded", MEETING.starts_at))


def test_a_change_is_news_until_the_meeting_would_be_over():
    assert moves.is_news(MEETING, MEETING.ends_at - timedelta(seconds=1))
    assert not moves.is_news(MEETING, MEETING.ends_at)


@pytest.mark.parametrize(
    ("days", "lost"),
    [(-20, ["motions"]), (-30, ["motions", "nominations"]), (1 / 24, []), (30, [])],
)
def test_a_move_takes_a_deadline_from_members_only_where_it_was_still_open(days: float, lost: list[str]):
    """Forty days ahead motions have nineteen days left; twenty are too many."""
    in_order = a_meeting(kind=Kind.ANNUAL, rule=USUAL[Kind.GENERAL], starts_at=ANNUAL.starts_at)
    rule = replace(in_order.rule, deadlines=ANNUAL.rule.deadlines)
    plan = moves.plan(replace(in_order, rule=rule), ANNUAL.starts_at + days * DAY, NOW, LONDON)
    assert [str(what) for what in moves.missed(plan, NOW, LONDON)] == lost


def test_what_had_closed_before_the_move_is_not_lost_by_it():
    a_week_before = ANNUAL.starts_at - 6 * DAY
    plan = moves.plan(ANNUAL, ANNUAL.starts_at + timedelta(hours=1), a_week_before, LONDON)
    assert moves.missed(plan, a_week_before, LONDON) == {}
