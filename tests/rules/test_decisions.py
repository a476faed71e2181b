"""What a meeting decided: who sees to it, until when, and when its owner is reminded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import Asker, DecisionId, GuildId, MemberId, Power
from bot.rules import decisions, reminding
from bot.rules.decisions import Owner, Silence, Status
from bot.rules.times import local
from tests.rules.samples import DECISION, NOW, a_decision, refused, thoroughly

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from([LONDON, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kolkata")])
TODAY = date(2026, 11, 21)  # a Saturday
ANN, BOB = MemberId(101), MemberId(102)


def somebody(member_id: MemberId, *powers: Power) -> Asker:
    return Asker(GuildId(7), member_id, frozenset(), frozenset(powers))


def test_a_decision_is_one_line_of_words():
    assert decisions.read_what("  Write to \n the employer ") == "Write to the employer"
    refused("text.no_words", lambda: decisions.read_what("👍"))
    refused("text.too_long", lambda: decisions.read_what("a" * 301))
    refused("text.empty", lambda: decisions.read_what(" "))


def test_a_decision_has_exactly_one_owner():
    assert decisions.read_owner(ANN, " ") == Owner(ANN)
    assert decisions.read_owner(None, "The  treasurer") == Owner(name="The treasurer")
    refused("decision.one_owner", lambda: decisions.read_owner(ANN, "The treasurer"))
    refused("decision.one_owner", lambda: decisions.read_owner(None, " "))
    refused("text.mention", lambda: decisions.read_owner(None, "<@1234>"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("  ", None),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 22)),
        ("Fri", date(2026, 11, 27)),
        ("in 2 weeks", date(2026, 12, 5)),
        ("4 Dec", date(2026, 12, 4)),
        ("4/12/2026", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("by 4 December", date(2026, 12, 4)),
        ("1 March", date(2027, 3, 1)),
    ],
)
def test_the_day_it_is_due_is_typed_as_people_type_a_day(typed: str, meant: date | None):
    assert decisions.read_due(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["soon", "17:00", "Fri 17:00", "in 3 hours", "x" * 500, "0"])
def test_what_is_no_day_is_refused_with_an_example(typed: str):
    assert refused("decision.due_unreadable", lambda: decisions.read_due(typed, TODAY)) == {"example": "5 Dec 2026"}


def test_a_day_that_is_past_or_far_away_or_not_in_the_calendar_is_refused():
    refused("decision.due_past", lambda: decisions.read_due("20 Nov 2026", TODAY))
    refused("time.too_far", lambda: decisions.read_due("1 Jan 2040", TODAY))
    refused("time.no_such_date", lambda: decisions.read_due("31 February", TODAY))


def test_a_day_that_is_left_as_it_was_stays_also_once_it_is_past():
    past = date(2026, 11, 1)
    assert decisions.read_due(f" {decisions.as_typed(past)} ", TODAY, past) == past
    assert decisions.read_due("", TODAY, past) is None
    assert decisions.read_due("tomorrow", TODAY, past) == date(2026, 11, 22)


@given(st.dates(TODAY, TODAY + timedelta(days=365 * 5)))
def test_a_day_as_it_is_shown_in_the_form_is_read_as_the_same_day(on: date):
    assert decisions.read_due(decisions.as_typed(on), TODAY) == on


def test_it_is_overdue_from_the_day_after_and_only_while_it_is_open():
    assert not DECISION.is_overdue(date(2026, 11, 28))
    assert DECISION.is_overdue(date(2026, 11, 29))
    assert not a_decision(status=Status.DONE).is_overdue(date(2026, 11, 29))
    assert not a_decision(due_on=None).is_overdue(date(2040, 1, 1))


def test_the_register_begins_with_what_is_overdue_and_ends_with_what_has_no_day():
    undated, later, overdue = (a_decision(id=DecisionId(n), due_on=on) for n, on in ((1, None), (2, TODAY), (3, TODAY)))
    overdue = replace(overdue, due_on=TODAY - timedelta(days=1))
    older = replace(undated, id=DecisionId(0))
    assert decisions.in_order([undated, later, overdue, older]) == [overdue, later, older, undated]


def test_the_owner_or_a_rep_says_what_became_of_it_and_nobody_else_and_once():
    decisions.may_end(DECISION, somebody(ANN))
    decisions.may_end(DECISION, somebody(BOB, Power.REP))
    refused("decision.not_yours", lambda: decisions.may_end(DECISION, somebody(BOB, Power.MEMBER)))
    unowned = a_decision(owner=Owner(name="The treasurer"))
    refused("decision.not_yours", lambda: decisions.may_end(unowned, somebody(BOB, Power.MEMBER)))
    refused("decision.ended", lambda: decisions.may_end(a_decision(status=Status.DROPPED), somebody(ANN)))
    refused("decision.ended", lambda: decisions.may_correct(a_decision(status=Status.DONE)))


def test_a_decision_ends_as_done_or_as_not_to_be_done():
    assert [decisions.read_end(chosen) for chosen in ("done", "dropped")] == [Status.DONE, Status.DROPPED]
    for chosen in ("", "open", "finished"):
        refused("decision.no_such_end", lambda chosen=chosen: decisions.read_end(chosen))


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 11, 26, 20, 15, tzinfo=UTC), 30),  # a Thursday evening
        (datetime(2026, 11, 28, 10, 0, tzinfo=UTC), 30),  # two days to the minute
        (datetime(2026, 11, 28, 10, 1, tzinfo=UTC), 37),  # a Saturday, and too short
        (datetime(2026, 11, 30, 9, 0, tzinfo=UTC), 37),  # an hour before
        (datetime(2026, 11, 30, 10, 0, tzinfo=UTC), 37),
    ],
)
def test_owners_are_reminded_on_mondays_at_ten_and_left_alone_for_two_days_first(now: datetime, monday: int):
    at = datetime(2026, 11, 1, 10, 0, tzinfo=UTC) + timedelta(days=monday - 1)
    assert decisions.next_reminders(now, LONDON) == at


def test_it_stays_at_ten_on_the_clock_when_the_clocks_change():
    first = decisions.next_reminders(datetime(2026, 10, 15, 19, 0, tzinfo=UTC), LONDON)
    assert first == datetime(2026, 10, 19, 9, 0, tzinfo=UTC)
    # The clocks go back on the 25th.
    assert decisions.next_reminders(first, LONDON) == datetime(2026, 10, 26, 10, 0, tzinfo=UTC)


@thoroughly
@given(st.timedeltas(timedelta(), timedelta(days=12 * 365)), ZONES)
def test_the_next_reminder_is_always_on_a_monday_at_ten_two_to_nine_days_on(gone_by: timedelta, zone: ZoneInfo):
    now = NOW + gone_by
    at = decisions.next_reminders(now, zone)
    there = local(at, zone)
    assert (there.isoweekday(), there.hour, there.minute) == (1, 10, 0)
    assert not reminding.is_quiet(at, zone)
    # An hour more or less where the clocks change.
    assert decisions.LEFT_ALONE <= at - now <= decisions.LEFT_ALONE + decisions.WEEK + timedelta(hours=1)


def test_a_reminder_that_would_come_at_night_waits_for_the_morning():
    evening, dawn = datetime(2026, 11, 26, 23, 0, tzinfo=UTC), datetime(2026, 11, 27, 5, 0, tzinfo=UTC)
    morning = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    assert [decisions.morning_after(now, LONDON) for now in (evening, dawn)] == [morning, morning]


def test_in_another_time_zone_it_is_ten_by_the_clocks_there():
    kolkata = ZoneInfo("Asia/Kolkata")
    at = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    assert decisions.same_hour(at, LONDON, kolkata) == datetime(2026, 11, 30, 4, 30, tzinfo=UTC)
    assert decisions.same_hour(decisions.same_hour(at, LONDON, kolkata), kolkata, LONDON) == at


def test_only_an_open_decision_with_an_owner_who_is_still_here_is_reminded_of():
    assert decisions.is_reminded_of(DECISION)
    assert decisions.is_reminded_of(a_decision(silence=Silence.REFUSED))
    assert not decisions.is_reminded_of(a_decision(silence=Silence.LEFT))
    assert not decisions.is_reminded_of(a_decision(owner=Owner(name="The treasurer")))
    assert not decisions.is_reminded_of(a_decision(status=Status.DONE))


def test_each_owner_is_reminded_of_all_that_is_theirs_overdue_first_but_not_of_what_is_new():
    soon, later, bobs, new, done = (a_decision(id=DecisionId(n)) for n in range(1, 6))
    later = replace(later, id=DecisionId(0), due_on=None)
    bobs = replace(bobs, owner=Owner(BOB))
    new = replace(new, made_at=NOW + timedelta(minutes=1))
    done = replace(done, status=Status.DONE)
    found = decisions.to_remind_of([later, bobs, new, done, soon], NOW + timedelta(days=2))
    assert list(found.items()) == [(ANN, [soon, later]), (BOB, [bobs])]
    assert decisions.to_remind_of([soon], NOW + timedelta(days=2, seconds=-1)) == {}
