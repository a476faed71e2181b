"""When members are reminded to post: at most four times, by day, and never when it is too late to help."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import ladder, reminding
from bot.rules.campaigns import Nation
from bot.rules.outside_ballots import OutsideBallot, Status
from bot.rules.times import instant_at, local
from tests.rules.samples import an_outside_ballot, thoroughly

LONDON = ZoneInfo("Europe/London")
ENGLAND = Nation.ENGLAND_WALES


def at(day: str) -> datetime:
    return instant_at(datetime.fromisoformat(day), LONDON)


def a_ballot(opens: str = "2026-11-23T09:00", closes: str = "2026-12-21T12:00", **changes: object) -> OutsideBallot:
    return an_outside_ballot(opens_at=at(opens), closes_at=at(closes), **changes)


def reminded_on(ballot: OutsideBallot) -> list[date]:
    return [local(each, LONDON).date() for each in ladder.moments(ballot, ENGLAND, LONDON)]


def test_of_a_ballot_of_six_weeks_members_are_reminded_four_times_before_the_last_safe_day_to_post():
    ballot = a_ballot(closes="2027-01-11T12:00")
    days = ladder.days(ballot, ENGLAND, LONDON)
    assert days.post_by is not None
    assert days.replacement_by is not None
    assert reminded_on(ballot) == [
        date(2026, 11, 26),  # three days after it opened
        date(2026, 12, 17),  # half-way
        days.replacement_by - timedelta(days=1),
        days.post_by,
    ]


def test_where_half_way_is_the_day_before_another_reminder_members_get_only_that():
    assert reminded_on(a_ballot()) == [date(2026, 11, 26), date(2026, 12, 8), date(2026, 12, 14)]


def test_in_a_short_ballot_there_are_fewer_and_in_one_too_short_to_post_safely_none():
    short = a_ballot(closes="2026-12-07T12:00")
    assert 1 <= len(reminded_on(short)) < ladder.MOST
    shortest = a_ballot(closes="2026-11-24T12:00")
    assert ladder.days(shortest, ENGLAND, LONDON).post_by is None
    assert reminded_on(shortest) == []
    assert not ladder.may_remind(shortest, ENGLAND, LONDON, at("2026-11-23T10:00"))


def test_after_four_times_there_is_no_next_and_what_was_missed_is_not_made_up_for():
    ballot = a_ballot()
    moments = ladder.moments(ballot, ENGLAND, LONDON)
    assert ladder.next_moment(moments, ballot, at("2026-11-23T09:00")) == moments[0]
    assert ladder.next_moment(moments, ballot, at("2026-12-08T11:00")) == moments[2]
    assert ladder.next_moment(moments, ballot, moments[-1]) is None
    assert ladder.next_moment(moments, a_ballot(reminders=4), at("2026-11-23T09:00")) is None


def test_a_moment_that_has_come_is_due_until_members_have_been_reminded():
    moments = ladder.moments(a_ballot(), ENGLAND, LONDON)
    first = moments[0]
    assert not ladder.is_due(moments, a_ballot(), first - timedelta(seconds=1))
    for late in (timedelta(0), timedelta(days=1)):
        assert ladder.is_due(moments, a_ballot(), first + late)
        assert not ladder.is_due(moments, a_ballot(reminded_at=first + late), first + late)
    assert ladder.is_due(moments, a_ballot(reminded_at=first), moments[1])


def test_nobody_is_reminded_of_a_ballot_that_is_not_open_or_when_a_paper_would_come_too_late():
    during = at("2026-12-01T10:00")
    assert ladder.may_remind(a_ballot(), ENGLAND, LONDON, during)
    for status in (Status.DRAFT, Status.CLOSED, Status.CANCELLED):
        assert not ladder.may_remind(a_ballot(status=status), ENGLAND, LONDON, during)
    assert not ladder.may_remind(a_ballot(reminders=4), ENGLAND, LONDON, during)
    assert not ladder.may_remind(a_ballot(), ENGLAND, LONDON, at("2026-11-23T08:59"))
    post_by = ladder.days(a_ballot(), ENGLAND, LONDON).post_by
    assert post_by is not None
    assert ladder.may_remind(a_ballot(), ENGLAND, LONDON, at(f"{post_by}T20:00"))
    assert not ladder.may_remind(a_ballot(), ENGLAND, LONDON, at(f"{post_by + timedelta(days=1)}T08:00"))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - hypothesis wants them so
    st.integers(1, 24 * 90),
    st.sampled_from(Nation),
)
@thoroughly
def test_every_ladder_has_at_most_four_steps_by_day_within_the_ballot_and_in_time_to_post(
    opens: datetime, hours: int, nation: Nation
):
    ballot = an_outside_ballot(
        opens_at=opens.replace(tzinfo=UTC), closes_at=opens.replace(tzinfo=UTC) + timedelta(hours=hours)
    )
    moments, days = ladder.moments(ballot, nation, LONDON), ladder.days(ballot, nation, LONDON)
    assert len(moments) <= ladder.MOST
    assert list(moments) == sorted(set(moments))
    for each in moments:
        assert ballot.opens_at < each < ballot.closes_at
        assert not reminding.is_quiet(each, LONDON)
        assert days.post_by is not None
        assert local(each, LONDON).date() <= days.post_by
