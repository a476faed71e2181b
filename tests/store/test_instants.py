from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.instants import from_ms, from_ms_or_none, to_ms


@given(st.integers(-(10**13), 10**13))
def test_an_instant_comes_back_as_it_went_in(ms):
    assert to_ms(from_ms(ms)) == ms


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)))  # noqa: DTZ001
def test_nothing_is_lost_but_fractions_of_a_millisecond(at):
    assert timedelta(0) <= at - from_ms(to_ms(at)) < timedelta(milliseconds=1)


def test_the_same_instant_elsewhere_is_the_same():
    at = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London"))
    assert from_ms(to_ms(at)) == at
    assert from_ms(to_ms(at)).tzinfo is UTC


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(TypeError):
        to_ms(datetime(2026, 7, 1, 12))  # noqa: DTZ001


def test_no_instant_is_none():
    assert from_ms_or_none(None) is None
