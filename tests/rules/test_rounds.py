"""The three rounds a day in which what came without a name is shown."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.rounds import NIGHT, ROUNDS, next_night, next_round
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
