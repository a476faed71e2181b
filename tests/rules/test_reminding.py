from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.notices import deadline_on, local_date
from bot.rules.reminding import BEFORE, LAST_HOUR, audible_from, is_quiet, moments, next_moment
from bot.rules.times import instant_at, local
from tests.rules.samples import thoroughly

LONDON, ST_JOHNS = ZoneInfo("Europe/London"), ZoneInfo("America/St_Johns")
MINUTE = timedelta(minutes=1)
zones = st.sampled_from([LONDON, ST_JOHNS])
FIRST, LAST = datetime(2026, 1, 1), datetime(2036, 1, 1)  # noqa: DTZ001 - readings of the clock
some_days_before = st.lists(st.integers(0, 40), max_size=3)
lengths = st.lists(
    st.timedeltas(timedelta(0), timedelta(days=30)).map(lambda length: length - length % MINUTE), max_size=4
)
# A moment before 08:00 goes back to 20:30 at worst; where the clocks go back in that night, it is an hour more.
FURTHEST = timedelta(hours=12, minutes=30)


@st.composite
def starts(draw: st.DrawFn) -> datetime:
    """Any minute of ten years, or one of a week in which clocks change."""
    around = st.sampled_from([datetime(2027, 3, 28), datetime(2027, 10, 31), datetime(2027, 3, 14)])  # noqa: DTZ001
    near = st.builds(lambda change, minutes: change + minutes * MINUTE, around, st.integers(-3 * 1440, 9 * 1440))
    return draw(st.datetimes(FIRST, LAST) | near).replace(second=0, microsecond=0)


def at(*reading: int, zone: ZoneInfo = LONDON) -> datetime:
    return instant_at(datetime(*reading), zone)  # noqa: DTZ001 - a reading of the clock  # pyright: ignore[reportArgumentType]


def clocks(starts_at: datetime, *deadlines: date, zone: ZoneInfo = LONDON, before: tuple[timedelta, ...] = BEFORE):
    return [f"{local(moment, zone):%a %d %b %H:%M}" for moment in moments(starts_at, deadlines, zone, before=before)]


def test_members_are_reminded_a_week_a_day_and_an_hour_before():
    assert clocks(at(2026, 11, 26, 18, 30)) == ["Thu 19 Nov 18:30", "Wed 25 Nov 18:30", "Thu 26 Nov 17:30"]


def test_members_are_reminded_on_the_morning_of_each_deadline():
    motions, amendments = date(2026, 11, 12), date(2026, 11, 20)
    said = clocks(at(2026, 11, 26, 18, 30), motions, amendments)
    assert said[0] == "Thu 12 Nov 09:00"
    assert "Fri 20 Nov 09:00" in said


def test_a_day_before_is_the_same_time_on_the_clock_when_the_clocks_change_in_between():
    assert clocks(at(2027, 3, 28, 18, 30)) == ["Sun 21 Mar 18:30", "Sat 27 Mar 18:30", "Sun 28 Mar 17:30"]
    assert clocks(at(2027, 10, 31, 18, 30)) == ["Sun 24 Oct 18:30", "Sat 30 Oct 18:30", "Sun 31 Oct 17:30"]


def test_an_hour_before_is_an_hour_that_passes_when_the_clocks_change_in_it():
    in_spring, in_autumn = at(2027, 3, 28, 2, 30), at(2027, 10, 31, 2, 30)
    assert moments(in_spring, (), LONDON)[-1] == in_spring - LAST_HOUR
    assert clocks(in_autumn)[-1] == "Sun 31 Oct 01:30"


def test_at_night_a_reminder_waits_for_the_morning():
    assert clocks(at(2026, 11, 26, 22, 0)) == ["Fri 20 Nov 08:00", "Thu 26 Nov 08:00", "Thu 26 Nov 21:00"]
    assert clocks(at(2026, 11, 27, 6, 0))[:2] == ["Fri 20 Nov 08:00", "Thu 26 Nov 08:00"]


def test_where_the_morning_is_too_late_the_reminder_is_said_the_evening_before():
    half_a_day = (timedelta(hours=12),)
    assert clocks(at(2026, 11, 26, 9, 0), before=half_a_day) == ["Wed 25 Nov 20:30"]
    assert clocks(at(2026, 11, 26, 9, 1), before=half_a_day) == ["Thu 26 Nov 08:00"]
    assert clocks(at(2026, 11, 26, 9, 0), before=(timedelta(hours=4),)) == ["Wed 25 Nov 20:30"]


def test_the_last_hour_is_never_quiet():
    assert clocks(at(2026, 11, 26, 7, 0), before=(LAST_HOUR, timedelta(minutes=10))) == [
        "Thu 26 Nov 06:00",
        "Thu 26 Nov 06:50",
    ]


def test_two_reminders_of_one_instant_are_one():
    same_morning = date(2026, 11, 20)
    assert clocks(at(2026, 11, 27, 9, 0), same_morning) == ["Fri 20 Nov 09:00", "Thu 26 Nov 09:00", "Fri 27 Nov 08:00"]


def test_on_the_day_of_a_deadline_it_is_said_once_in_the_morning():
    a_week_before, the_day_before = date(2026, 11, 19), date(2026, 11, 25)
    starts_at = at(2026, 11, 26, 18, 30)
    assert clocks(starts_at, a_week_before) == ["Thu 19 Nov 09:00", "Wed 25 Nov 18:30", "Thu 26 Nov 17:30"]
    assert clocks(starts_at, a_week_before, the_day_before)[1] == "Wed 25 Nov 09:00"


def test_a_deadline_on_the_day_of_the_meeting_takes_nothing_from_the_last_hour():
    assert clocks(at(2026, 11, 26, 18, 30), date(2026, 11, 26))[-2:] == ["Thu 26 Nov 09:00", "Thu 26 Nov 17:30"]


def test_a_deadline_on_the_day_of_an_early_meeting_is_told_an_hour_before():
    assert clocks(at(2026, 11, 26, 8, 30), date(2026, 11, 26), before=()) == ["Thu 26 Nov 07:30"]


@pytest.mark.parametrize(
    ("reading", "quiet"),
    [((20, 59), False), ((21, 0), True), ((0, 0), True), ((7, 59), True), ((8, 0), False), ((12, 0), False)],
)
def test_it_is_quiet_from_nine_in_the_evening_until_eight(reading: tuple[int, int], quiet: bool):
    for day in (date(2026, 11, 26), date(2027, 7, 1)):
        for zone in (LONDON, ST_JOHNS):
            assert is_quiet(at(day.year, day.month, day.day, *reading, zone=zone), zone) is quiet


def test_what_is_late_is_said_at_once_by_day_and_in_the_morning_by_night():
    starts_at = at(2026, 11, 26, 18, 30)
    by_day, by_night = at(2026, 11, 25, 20, 59), at(2026, 11, 25, 21, 0)
    assert audible_from(by_day, starts_at, LONDON) == by_day
    assert audible_from(by_night, starts_at, LONDON) == at(2026, 11, 26, 8, 0)
    assert audible_from(at(2026, 11, 26, 3, 0), starts_at, LONDON) == at(2026, 11, 26, 8, 0)


def test_what_is_late_does_not_wait_for_a_morning_after_the_last_hour():
    starts_at = at(2026, 11, 26, 7, 0)
    assert audible_from(at(2026, 11, 26, 3, 0), starts_at, LONDON) == starts_at - LAST_HOUR
    assert audible_from(starts_at - MINUTE, starts_at, LONDON) == starts_at - MINUTE


@thoroughly
@given(starts(), st.timedeltas(timedelta(0), timedelta(days=9)), zones)
def test_what_is_late_is_said_before_the_meeting_and_not_at_night(start: datetime, ahead: timedelta, zone: ZoneInfo):
    starts_at = instant_at(start, zone)
    now = starts_at - ahead
    said_at = audible_from(now, starts_at, zone)
    assert now <= said_at <= starts_at
    assert said_at >= starts_at - LAST_HOUR or not is_quiet(said_at, zone)
    assert said_at == now or is_quiet(now, zone)


def test_the_next_moment_is_the_first_still_to_come():
    all_of_them = moments(at(2026, 11, 26, 18, 30), (), LONDON)
    assert next_moment(all_of_them, all_of_them[0] - MINUTE) == all_of_them[0]
    assert next_moment(all_of_them, all_of_them[0]) == all_of_them[1]
    assert next_moment(all_of_them, all_of_them[-1]) is None


@thoroughly
@given(starts(), some_days_before, lengths, zones)
@example(datetime(2027, 10, 31, 7, 59), [0], [timedelta(hours=12)], LONDON)  # noqa: DTZ001
@example(datetime(2027, 3, 24, 9, 0), [0], [timedelta(0)], LONDON)  # noqa: DTZ001
@example(datetime(2027, 3, 28, 0, 30), [0, 1], list(BEFORE), LONDON)  # noqa: DTZ001
def test_reminders_are_in_order_before_the_meeting_outside_the_night_and_none_is_lost(
    start: datetime, days: list[int], before: list[timedelta], zone: ZoneInfo
):
    starts_at = instant_at(start, zone)
    held_on = local_date(starts_at, zone)
    deadlines = [deadline_on(held_on, some) for some in days]
    said = moments(starts_at, deadlines, zone, before=before)
    assert list(said) == sorted(set(said))
    for moment in said:
        assert moment.tzinfo is UTC
        assert moment < starts_at
        assert moment >= starts_at - LAST_HOUR or not is_quiet(moment, zone)
    wall = local(starts_at, zone).replace(tzinfo=None)
    wanted = [instant_at(wall - timedelta(days=each.days), zone) - timedelta(seconds=each.seconds) for each in before]
    days_ahead = [each for each, length in zip(wanted, before, strict=True) if length.days]
    said_with_a_deadline = {each for each in days_ahead if local_date(each, zone) in deadlines}
    wanted += [instant_at(datetime(on.year, on.month, on.day, 9), zone) for on in deadlines]  # noqa: DTZ001
    for moment in said_with_a_deadline:
        assert any(local_date(other, zone) == local_date(moment, zone) for other in said)
    for moment in (each for each in wanted if each not in said_with_a_deadline):
        assert any(abs(moment - other) <= FURTHEST for other in said)
        assert moment in said or is_quiet(moment, zone) or moment >= starts_at
    assert len(said) <= len(before) + len(deadlines)
    assert bool(said) == bool(wanted)
