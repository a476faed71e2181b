"""Who types wrong codes waits: not after a slip, and longer the more often it goes on."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.slowing import FREE_TRIES, LONGEST_WAIT, Tries, wait_after
from tests.rules.samples import NOW, thoroughly


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 30), (4, 60), (5, 120), (6, 240), (7, 480), (8, 960), (9, 1920), (10, 3600)],
)
def test_the_third_wrong_code_costs_half_a_minute_and_each_further_one_twice_as_much(wrong: int, seconds: int):
    assert wait_after(wrong) == timedelta(seconds=seconds)


@thoroughly
@given(st.integers(0, 10**9))
def test_nobody_waits_for_more_than_an_hour_or_less_for_one_more_wrong_code(wrong: int):
    assert wait_after(wrong) <= wait_after(wrong + 1) <= LONGEST_WAIT


def test_a_slip_or_two_slow_nobody_down():
    tries = Tries()
    for _ in range(FREE_TRIES - 1):
        tries = tries.after_a_wrong_one(NOW)
        assert not tries.is_slowed(NOW)


def test_the_wait_is_counted_from_the_last_wrong_code_and_ends_to_the_second():
    tries = Tries(wrong=3).after_a_wrong_one(NOW)
    assert tries.until == NOW + timedelta(minutes=1)
    assert tries.is_slowed(NOW + timedelta(seconds=59.9))
    assert not tries.is_slowed(NOW + timedelta(minutes=1))
    assert tries.after_a_wrong_one(NOW + timedelta(minutes=1)).until == NOW + timedelta(minutes=3)


def test_guessing_without_a_pause_comes_to_about_a_guess_an_hour():
    now, tries, guesses = NOW, Tries(), 0
    while now < NOW + timedelta(days=365):
        tries, guesses = tries.after_a_wrong_one(now), guesses + 1
        now = tries.until or now
    assert guesses < 365 * 24 + 20
