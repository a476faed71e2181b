"""What keeps a secret secret where few people are, and when what is shown of it may change."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rules.ballots import (
    REMINDER_HOURS,
    check_electorate,
    is_enough,
    is_small,
    next_reminder_at,
    next_step_at,
    shown_turnout,
    withheld,
)
from bot.rules.numbers import NO_QUORUM, Quorum, Threshold
from bot.rules.polls import Outcome, Poll, Result, count
from tests.rules.samples import NOW, a_poll, refused, thoroughly

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
QUARTER = timedelta(minutes=15)


# How many may vote


@pytest.mark.parametrize(("eligible", "enough", "small"), [
    (0, False, True), (4, False, True), (5, True, True), (9, True, True), (10, True, False), (None, True, False),
])  # fmt: skip
def test_under_five_there_is_no_secret_and_under_ten_a_warning(eligible: int | None, enough: bool, small: bool):
    assert (is_enough(eligible), is_small(eligible)) == (enough, small)
    if enough:
        check_electorate(eligible)
    else:
        assert refused("ballot.too_few_eligible", lambda: check_electorate(eligible))["least"] == 5


# Turnout in steps


def test_a_turnout_moves_after_five_votes_or_a_quarter_of_an_hour():
    just_before = NOW + QUARTER - timedelta(microseconds=1)
    assert shown_turnout(4, 0, NOW, just_before) == 0
    assert shown_turnout(5, 0, NOW, NOW) == 5
    assert shown_turnout(7, 5, NOW, just_before) == 5
    assert shown_turnout(7, 5, NOW, NOW + QUARTER) == 7
    assert shown_turnout(5, 5, NOW, NOW + QUARTER) == 5


@thoroughly
@given(st.lists(st.integers(1, 1200), min_size=1, max_size=60))
def test_no_step_within_a_quarter_of_an_hour_is_one_persons(pauses: list[int]):
    """Votes at these intervals, in seconds, each followed by a look at the turnout."""
    now, shown, shown_at = NOW, 0, NOW
    for voted, pause in enumerate(pauses, 1):
        now += timedelta(seconds=pause)
        after = shown_turnout(voted, shown, shown_at, now)
        assert after in (shown, voted)
        if after != shown:
            assert after - shown >= 5 or now - shown_at >= QUARTER
            shown, shown_at = after, now
        assert voted - shown < 5


@thoroughly
@given(INSTANTS)
def test_a_step_is_looked_at_on_a_whole_minute_and_soon(now: datetime):
    at = next_step_at(now)
    assert now < at <= now + timedelta(minutes=1)
    assert (at.second, at.microsecond) == (0, 0)


# Reminders at fixed hours


@pytest.mark.parametrize(("now", "at"), [
    (datetime(2026, 11, 21, 11, 59, tzinfo=UTC), datetime(2026, 11, 21, 12, 0, tzinfo=UTC)),
    (datetime(2026, 11, 21, 12, 0, tzinfo=UTC), datetime(2026, 11, 21, 18, 0, tzinfo=UTC)),  # that hour has begun
    (datetime(2026, 11, 21, 18, 0, tzinfo=UTC), datetime(2026, 11, 22, 12, 0, tzinfo=UTC)),
    (datetime(2026, 7, 1, 10, 59, tzinfo=UTC), datetime(2026, 7, 1, 11, 0, tzinfo=UTC)),  # noon in British summer
    (datetime(2026, 3, 28, 18, 30, tzinfo=UTC), datetime(2026, 3, 29, 11, 0, tzinfo=UTC)),  # the clocks go forward
    (datetime(2026, 10, 24, 17, 30, tzinfo=UTC), datetime(2026, 10, 25, 12, 0, tzinfo=UTC)),  # and back
])  # fmt: skip
def test_reminders_go_out_at_noon_and_at_six_by_the_branchs_clock(now: datetime, at: datetime):
    assert next_reminder_at(now, LONDON) == at


@thoroughly
@given(INSTANTS, st.sampled_from([LONDON, AUCKLAND, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/St_Johns")]))
def test_the_next_hour_is_always_ahead_and_within_a_day_even_when_the_clocks_change(now: datetime, zone: ZoneInfo):
    at = next_reminder_at(now, zone)
    assert now < at <= now + timedelta(hours=19)  # from six to noon, and the hour that comes twice
    assert at.astimezone(zone).time() in REMINDER_HOURS
    minute = next_step_at(now)
    while minute < at:
        assert minute.astimezone(zone).time() not in REMINDER_HOURS
        minute += timedelta(minutes=1)


# Under five votes


@st.composite
def small_polls(draw: st.DrawFn) -> Poll:
    options = draw(st.sampled_from([("For", "Against", "Abstain"), ("For", "Against"), ("Mon", "Tue", "Wed")]))
    threshold = Threshold(draw(st.booleans()), draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(1)])))
    quorum = draw(st.sampled_from([NO_QUORUM, Quorum(3, "voters"), Quorum(40, "percent")]))
    return a_poll(options=options, threshold=threshold, quorum=quorum, count_abstentions=draw(st.booleans()))


def result_of(poll: Poll, papers: list[int]) -> Result:
    votes = {number: papers.count(number) for number in range(1, len(poll.options) + 1)}
    return count(poll, votes, len(papers), 9, True, 212, NOW, NOW)


def told(result: Result) -> object:
    """What members are told was decided."""
    return (result.outcome, result.leaders if result.outcome is Outcome.CHOSEN else ())


@thoroughly
@given(small_polls(), st.data())
def test_of_few_votes_nothing_is_kept_but_what_was_decided(poll: Poll, data: st.DataObject):
    voted = data.draw(st.integers(1, 4))
    papers = st.lists(st.integers(1, len(poll.options)), min_size=voted, max_size=voted)
    one, other = (withheld(result_of(poll, data.draw(papers))) for _ in range(2))
    assume(told(one) == told(other))
    assert one == other
    assert one.to_json() == other.to_json()
    assert one.withheld
    assert set(one.votes) == {0}
    assert Result.from_json(one.to_json()) == one


@thoroughly
@given(small_polls(), st.data())
def test_what_was_decided_is_told_as_it_was(poll: Poll, data: st.DataObject):
    papers = data.draw(st.lists(st.integers(1, len(poll.options)), min_size=1, max_size=4))
    result = result_of(poll, papers)
    kept = withheld(result)
    decided = {Outcome.CARRIED, Outcome.CHOSEN, Outcome.INQUORATE, Outcome.QUORUM_UNKNOWN}
    assert kept.outcome in decided | {Outcome.NOT_CARRIED, Outcome.NO_MAJORITY}
    if result.outcome in decided or kept.outcome in decided:
        assert told(kept) == told(result)
    assert kept.turnout == result.turnout


@pytest.mark.parametrize("papers", [[1, 2], [3, 3, 3], [2, 2]])
def test_a_tie_a_defeat_and_abstentions_alone_read_the_same(papers: list[int]):
    assert withheld(result_of(a_poll(), papers)).outcome is Outcome.NOT_CARRIED


@pytest.mark.parametrize("papers", [[], [1, 1, 1, 2, 3], [1] * 9])
def test_nothing_is_withheld_of_no_votes_or_of_five_and_more(papers: list[int]):
    result = result_of(a_poll(), papers)
    assert withheld(result) is result
