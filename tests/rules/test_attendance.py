from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import MeetingId
from bot.rules import counts
from bot.rules.attendance import (
    MOST_IN_ROOM,
    Attendance,
    Change,
    Origin,
    attendance,
    change,
    is_open,
    is_under_way,
    may_end,
    opened,
    read_in_room,
)
from bot.rules.ballots import withheld
from bot.rules.elections import Declared, Election, declare
from bot.rules.meetings import Counts, Rule, Status
from bot.rules.numbers import NO_QUORUM, Quorum, Turnout
from bot.rules.polls import Kind, Outcome, count
from bot.rules.results import Result
from tests.rules.samples import NOW, a_meeting, a_poll, refused, thoroughly

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FIVE_PERCENT, THREE = Quorum(5, "percent"), Quorum(3, "voters")
MEETING = a_meeting(starts_at=NOW)
ORIGIN = Origin(MeetingId(1), "November meeting")
VOTES = {1: 30, 2: 4, 3: 1}

quorums = st.one_of(
    st.just(NO_QUORUM),
    st.builds(Quorum, st.integers(1, 50), st.just("voters")),
    st.builds(Quorum, st.integers(1, 100), st.just("percent")),
)


def there(checked_in: int, in_room: int = 0, quorum: Quorum = THREE, membership: int | None = 212) -> Attendance:
    return Attendance(checked_in, in_room, quorum, membership)


# Who counts, and how many have to be there


def test_who_is_in_the_room_without_discord_counts_like_who_has_checked_in():
    assert (there(2, 1).present, there(2, 1).is_quorate) == (3, True)
    assert there(2).is_quorate is False


@pytest.mark.parametrize(("membership", "needed"), [(212, 11), (200, 10), (201, 11), (19, 1), (1, 1)])
def test_five_per_cent_of_the_branch_is_rounded_up_to_a_whole_member(membership: int, needed: int):
    found = there(needed, quorum=FIVE_PERCENT, membership=membership)
    assert (found.needed, found.is_quorate, found.form) == (needed, True, "met")
    assert there(needed - 1, quorum=FIVE_PERCENT, membership=membership).form == "short"


def test_per_cent_of_a_membership_that_nobody_entered_cannot_be_known():
    found = there(500, quorum=FIVE_PERCENT, membership=None)
    assert (found.needed, found.is_quorate, found.form) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("found", "said"),
    [(there(0), "uncounted"), (there(0, 2), "short"), (there(3), "met"), (there(0, quorum=NO_QUORUM), "none")],
)
def test_where_nobody_was_counted_nothing_is_said_of_the_quorum_at_the_end(found: Attendance, said: str):
    assert found.form_at_the_end == said


def test_a_meeting_without_a_quorum_needs_nobody():
    found = there(0, quorum=NO_QUORUM, membership=None)
    assert (found.is_quorate, found.form) == (True, "none")


def test_the_membership_of_a_meeting_that_is_over_is_the_one_it_had():
    rule = Rule(14, short_allowed=True, quorum=FIVE_PERCENT)
    held = a_meeting(rule=rule, status=Status.HELD, membership=200, in_room=4)
    assert attendance(held, Counts(present=6), 400).is_quorate is True
    assert attendance(a_meeting(rule=rule, in_room=4), Counts(present=6), 400).is_quorate is False
    unknown = a_meeting(rule=rule, status=Status.HELD, membership=None)
    assert attendance(unknown, Counts(present=6), 400).is_quorate is None


# When it is noted


def test_that_a_meeting_begins_without_its_quorum_is_no_news():
    assert change(None, there(0), NOW) is None


def test_the_quorum_is_noted_when_it_is_reached_and_when_it_is_lost():
    reached = change(None, there(2, 1), NOW)
    assert reached == Change(NOW, True, 3, 3)
    assert change(reached, there(9), NOW) is None
    lost = change(reached, there(2), NOW + MINUTE)
    assert lost == Change(NOW + MINUTE, False, 2, 3)
    assert change(lost, there(1), NOW) is None
    assert change(lost, there(3), NOW + HOUR) == Change(NOW + HOUR, True, 3, 3)


def test_nothing_is_noted_of_a_quorum_that_is_not_known_or_not_asked_for():
    assert change(None, there(500, quorum=FIVE_PERCENT, membership=None), NOW) is None
    assert change(None, there(500, quorum=NO_QUORUM), NOW) is None


@thoroughly
@given(quorums, st.one_of(st.none(), st.integers(1, 2000)), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_what_is_noted_takes_turns_and_ends_with_how_it_stands(
    quorum: Quorum, membership: int | None, moments: list[tuple[int, int]]
):
    noted: list[Change] = []
    for number, (checked_in, in_room) in enumerate(moments):
        found = there(checked_in, in_room, quorum, membership)
        news = change(noted[-1] if noted else None, found, NOW + number * MINUTE)
        if news is not None:
            noted.append(news)
        if quorum.number and found.is_quorate is not None:
            assert bool(noted and noted[-1].is_met) is found.is_quorate
            assert found.is_quorate is (checked_in + in_room >= (found.needed or 0))
    assert [each.is_met for each in noted] == [number % 2 == 0 for number in range(len(noted))]
    assert all((each.present >= each.needed) is each.is_met for each in noted)
    assert not noted or quorum.number


# When it is held


def test_members_check_in_from_half_an_hour_before_until_it_is_over():
    assert not is_open(MEETING, NOW - 31 * MINUTE)
    assert is_open(MEETING, NOW - 30 * MINUTE)
    assert is_open(MEETING, MEETING.over_at - MINUTE)
    assert not is_open(MEETING, MEETING.over_at)
    assert not is_open(a_meeting(starts_at=NOW, status=Status.CANCELLED), NOW)


def test_it_is_under_way_from_its_start_until_it_is_over():
    assert not is_under_way(MEETING, NOW - MINUTE)
    assert is_under_way(MEETING, NOW)
    assert not is_under_way(MEETING, MEETING.over_at)
    assert not is_under_way(a_meeting(starts_at=NOW, status=Status.HELD), NOW)


def test_it_can_be_ended_once_it_has_begun():
    may_end(MEETING, NOW)
    refused("attendance.not_begun", lambda: may_end(MEETING, NOW - MINUTE))
    refused("meeting.over", lambda: may_end(a_meeting(starts_at=NOW, status=Status.HELD), NOW))


@pytest.mark.parametrize(("typed", "number"), [("6", 6), (" 0 ", 0), ("1,204", 1204), ("0012", 12)])
def test_the_number_in_the_room_is_read_as_it_is_typed(typed: str, number: int):
    assert read_in_room(typed) == number


@pytest.mark.parametrize("typed", ["", "six", "-1", "4.5", "²", "10000", "9" * 5000])
def test_anything_else_in_the_room_is_refused(typed: str):
    refused("attendance.in_room_unreadable", lambda: read_in_room(typed))
    assert read_in_room(str(MOST_IN_ROOM)) == MOST_IN_ROOM


# Polls opened from it


@pytest.mark.parametrize(
    ("found", "form"),
    [
        (there(12, quorum=Quorum(20, "voters")), "inquorate"),
        (there(19, quorum=Quorum(20, "voters")), "inquorate"),
        (there(14, 6, quorum=Quorum(20, "voters")), "quorate"),
        (there(0, quorum=NO_QUORUM), "no_quorum"),
        (there(500, quorum=FIVE_PERCENT, membership=None), "unknown"),
    ],
)
def test_a_poll_remembers_how_many_were_there_when_it_opened(found: Attendance, form: str):
    origin = opened(ORIGIN, MEETING, found, NOW)
    assert (origin.form, origin.is_inquorate) == (form, form == "inquorate")
    assert (origin.present, origin.needed) == (found.present, found.needed)


def test_a_poll_that_opens_before_or_after_its_meeting_has_nothing_to_do_with_its_quorum():
    for at in (NOW - MINUTE, MEETING.over_at):
        origin = opened(ORIGIN, MEETING, there(0), at)
        assert (origin.form, origin.is_inquorate) == ("elsewhen", False)


def result(origin: Origin | None, votes: dict[int, int] = VOTES) -> Result:
    poll = a_poll(meeting=origin)
    return count(poll, votes, sum(votes.values()), 63, True, 212, NOW, NOW)


def test_an_inquorate_meeting_decides_nothing_whatever_the_votes_are():
    too_few = Origin(MeetingId(1), "November meeting", 12, 20)
    assert result(too_few).outcome is Outcome.MEETING_INQUORATE
    assert result(too_few, {1: 1, 2: 30}).outcome is Outcome.MEETING_INQUORATE
    assert result(too_few, {}).outcome is Outcome.NO_VOTES
    assert a_poll(kind=Kind.SECRET, meeting=too_few).decides is False


def test_of_a_few_secret_votes_in_an_inquorate_meeting_only_that_it_decides_nothing_is_kept():
    kept = withheld(result(Origin(MeetingId(1), "November meeting", 2, 3), {1: 2, 2: 1}))
    assert (kept.outcome, kept.votes, kept.leaders, kept.withheld) == (Outcome.MEETING_INQUORATE, (0, 0, 0), (), True)


def test_an_inquorate_meeting_elects_nobody():
    sheet = counts.count({(1,): 30, (2,): 9}, candidates=2, seats=1, drawn=(1, 2))
    turnout = Turnout(39, 63, True, 212, NOW)
    for decides, declared in ((True, Declared.ELECTED), (False, Declared.MEETING_INQUORATE)):
        election = declare(
            sheet, candidates=("Ann", "Bob"), seats=1, turnout=turnout, quorum=NO_QUORUM, at=NOW, decides=decides
        )
        assert (election.declared, bool(election.elected), election.in_full) == (declared, decides, decides)
        assert Election.from_json(election.to_json()) == election


def test_a_quorate_meeting_decides_as_any_poll_does():
    assert result(Origin(MeetingId(1), "November meeting", 34, 20)).outcome is Outcome.CARRIED
    assert result(Origin(MeetingId(1), "November meeting")).outcome is Outcome.CARRIED
    assert result(None).outcome is Outcome.CARRIED


def test_the_result_of_an_inquorate_meeting_is_kept_as_it_was_declared():
    declared = result(Origin(MeetingId(1), "November meeting", 12, 20))
    assert Result.from_json(declared.to_json()) == declared
