"""The three rounds a day in which what came without a name is shown."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.rounds import NIGHT, ROUNDS, next_digest, next_night, next_reminder, next_round
from bot.rules.times import local
from tests.rules.samples import thoroughly

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from([LONDON, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kolkata")])


@pytest.mark.parametrize(
    ("now", "round_"),
    [
        (datetime(2026, 11, 21, 7, 59, 59, tzinfo=UTC), datetime(2026, 11, 21, 8, tzinfo=UTC)),
        (datetime(2026, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 21, 13, tzinfo=UTC)),
        (datetime(2026, 11, 21, 15, tzinfo=UTC), datetime(2026, 11, 21, 18, tzinfo=UTC)),
        (datetime(2026, 11, 21, 23, tzinfo=UTC), datetime(2026, 11, 22, 8, tzinfo=UTC)),
        (datetime(2026, 7, 1, 17, tzinfo=UTC), datetime(2026, 7, 2, 7, tzinfo=UTC)),  # 18:00 in summer is 17:00 UTC
    ],
)
def test_what_comes_without_a_name_is_shown_with_the_next_round(now, round_):
    assert next_round(now, LONDON) == round_


@thoroughly
@given(st.integers(0, 20 * 366 * 24 * 60), ZONES)
def test_nobody_waits_longer_for_a_round_than_the_night_and_a_change_of_the_clocks(minutes, zone):
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    at = next_round(now, zone)
    assert timedelta(0) < at - now <= timedelta(hours=15)
    assert local(at, zone).time().replace(fold=0) in ROUNDS


@thoroughly
@given(st.integers(0, 20 * 366 * 24 * 60), ZONES)
def test_every_night_is_cleared_up_once_at_four_by_the_branchs_clock(minutes, zone):
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    at = next_night(now, zone)
    assert timedelta(0) < at - now <= timedelta(hours=25)
    assert local(at, zone).time().replace(fold=0) == NIGHT


@pytest.mark.parametrize(
    ("now", "digest", "reminder"),
    [
        ("Sat 21 18:30", "Mon 23 09:00", "Tue 24 12:00"),
        ("Mon 23 08:59", "Mon 23 09:00", "Tue 24 12:00"),
        ("Mon 23 09:00", "Mon 30 09:00", "Tue 24 12:00"),
        ("Tue 24 12:00", "Mon 30 09:00", "Fri 27 12:00"),
        ("Fri 27 12:00", "Mon 30 09:00", "Tue 01 12:00"),
    ],
)
def test_the_desk_has_its_list_on_mondays_and_members_hear_of_answers_on_tuesdays_and_fridays(now, digest, reminder):
    at = datetime.strptime(f"2026-11 {now}", "%Y-%m %a %d %H:%M").replace(tzinfo=LONDON)
    assert f"{next_digest(at, LONDON):%a %d %H:%M}" == digest
    assert f"{next_reminder(at, LONDON):%a %d %H:%M}" == reminder
