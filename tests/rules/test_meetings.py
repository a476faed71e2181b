"""What may happen to a meeting, and what a branch's rule for its kind says."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules import meetings as rules
from bot.rules.meetings import USUAL, Kind, Rule, Status
from bot.rules.notices import Deadline
from bot.rules.numbers import NO_QUORUM, Quorum
from tests.rules.samples import MEETING, NOW, a_meeting, refused

STARTS_AT = MEETING.starts_at


@pytest.mark.parametrize("rule", [*USUAL.values(), Rule(0, False, NO_QUORUM, {Deadline.AMENDMENTS: 3})])
def test_a_rule_comes_back_from_the_table_as_it_was(rule: Rule):
    assert Rule.from_json(rule.to_json()) == rule


def test_every_kind_has_a_usual_rule_and_an_annual_meeting_the_longest_notice():
    assert set(USUAL) == set(Kind)
    assert max(USUAL.values(), key=lambda rule: rule.notice_days) is USUAL[Kind.ANNUAL]
    assert not USUAL[Kind.ANNUAL].short_allowed


def test_five_per_cent_of_a_membership_is_rounded_up_to_a_whole_person():
    assert Quorum(5, "percent").needed(212) == 11
    assert Quorum(5, "percent").needed(None) is None


def test_a_meeting_is_neither_in_the_past_nor_years_away():
    refused("meeting.in_the_past", lambda: rules.check_start(NOW, NOW))
    refused("meeting.too_far", lambda: rules.check_start(NOW + timedelta(days=800), NOW))
    rules.check_start(NOW + timedelta(minutes=1), NOW)


def test_members_answer_from_the_notice_until_it_is_over():
    rules.may_answer(MEETING, NOW)
    rules.may_answer(MEETING, MEETING.over_at - timedelta(seconds=1))
    refused("meeting.over", lambda: rules.may_answer(MEETING, MEETING.over_at))
    refused("meeting.over", lambda: rules.may_answer(a_meeting(status=Status.HELD), NOW))
    refused("meeting.cancelled", lambda: rules.may_answer(a_meeting(status=Status.CANCELLED), NOW))
    refused("meeting.draft", lambda: rules.may_answer(a_meeting(status=Status.DRAFT), NOW))


def test_members_check_in_from_half_an_hour_before():
    opens_at = STARTS_AT - timedelta(minutes=30)
    values = refused("meeting.check_in_later", lambda: rules.may_check_in(MEETING, opens_at - timedelta(seconds=1)))
    assert values == {"opens_at": opens_at}
    rules.may_check_in(MEETING, opens_at)
    refused("meeting.over", lambda: rules.may_check_in(MEETING, MEETING.over_at))


def test_a_meeting_is_moved_or_cancelled_until_it_begins():
    rules.may_change(MEETING, STARTS_AT - timedelta(seconds=1))
    refused("meeting.has_begun", lambda: rules.may_change(MEETING, STARTS_AT))
    refused("meeting.cancelled", lambda: rules.may_change(a_meeting(status=Status.CANCELLED), NOW))


def test_what_is_announced_is_not_edited_like_a_draft():
    rules.may_edit(a_meeting(status=Status.DRAFT))
    refused("meeting.not_a_draft", lambda: rules.may_edit(MEETING))
    refused("meeting.cancelled", lambda: rules.may_edit(a_meeting(status=Status.CANCELLED)))


def test_the_agenda_changes_until_the_meeting_is_over():
    rules.may_edit_agenda(MEETING, STARTS_AT + timedelta(minutes=10))
    refused("meeting.over", lambda: rules.may_edit_agenda(MEETING, MEETING.over_at))


def test_a_meeting_outlives_its_plan_by_two_hours():
    assert MEETING.ends_at - STARTS_AT == timedelta(minutes=90)
    assert MEETING.over_at - MEETING.ends_at == timedelta(hours=2)


@pytest.mark.parametrize("typed", ["", "🎉", "x" * 101, "see @everyone"])
def test_a_title_has_words_fits_and_calls_nobody(typed: str):
    with pytest.raises(rules.Invalid):
        rules.read_title(typed)
    assert rules.read_title("  November   meeting ") == "November meeting"


def test_a_place_is_one_line_and_a_link_stays_what_it_is():
    assert rules.read_place(" https://example.org/room?x=1 ") == "https://example.org/room?x=1"
    assert rules.read_place("Room 4\nRiverside") == "Room 4 Riverside"
    with pytest.raises(rules.Invalid):
        rules.read_place(" ")


LONDON = ZoneInfo("Europe/London")
THREE = Rule(0, True, NO_QUORUM, {Deadline.AMENDMENTS: 7, Deadline.MOTIONS: 21, Deadline.NOMINATIONS: 7})


def test_deadlines_are_days_of_the_branch_the_earliest_first():
    late = a_meeting(starts_at=datetime(2026, 12, 11, 0, 30, tzinfo=UTC), rule=THREE)
    assert list(rules.deadlines(late, LONDON).items()) == [
        (Deadline.MOTIONS, date(2026, 11, 20)),
        (Deadline.AMENDMENTS, date(2026, 12, 4)),
        (Deadline.NOMINATIONS, date(2026, 12, 4)),
    ]
    in_toronto = rules.deadlines(late, ZoneInfo("America/Toronto"))
    assert in_toronto[Deadline.MOTIONS] == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 1, 9, tzinfo=UTC), {Deadline.MOTIONS}),
        (datetime(2026, 11, 20, 9, tzinfo=UTC), {Deadline.MOTIONS, Deadline.AMENDMENTS, Deadline.NOMINATIONS}),
        (datetime(2026, 11, 21, 0, tzinfo=UTC), {Deadline.AMENDMENTS, Deadline.NOMINATIONS}),
        (datetime(2026, 12, 4, 23, 59, tzinfo=UTC), {Deadline.AMENDMENTS, Deadline.NOMINATIONS}),
        (datetime(2026, 12, 5, 0, tzinfo=UTC), set[Deadline]()),
    ],
)
def test_a_reminder_names_what_closes_today_and_what_closes_next(now: datetime, said: set[Deadline]):
    meeting = a_meeting(starts_at=datetime(2026, 12, 11, 18, 30, tzinfo=UTC), rule=THREE)
    assert rules.next_deadlines(meeting, LONDON, now).keys() == said


def test_nobody_is_reminded_of_what_has_begun_or_was_cancelled():
    assert rules.may_remind(MEETING, STARTS_AT - timedelta(seconds=1))
    assert not rules.may_remind(MEETING, STARTS_AT)
    assert not rules.may_remind(a_meeting(status=Status.CANCELLED), NOW)
    assert not rules.may_remind(a_meeting(status=Status.DRAFT), NOW)


def test_reminders_come_from_the_rule_the_notice_was_given_under():
    before = [STARTS_AT - timedelta(days=7), STARTS_AT - timedelta(days=1), STARTS_AT - timedelta(hours=1)]
    assert list(rules.reminders(a_meeting(rule=Rule(0, True)), LONDON)) == before
    # Two deadlines are on one day, which is a week before.
    assert len(rules.reminders(a_meeting(rule=THREE), LONDON)) == 4
