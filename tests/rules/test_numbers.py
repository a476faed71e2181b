from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import say
from bot.rules.numbers import (
    NO_QUORUM,
    SIMPLE,
    TWO_THIRDS,
    Edge,
    Quorum,
    Threshold,
    Turnout,
    percent,
    read_quorum,
    read_threshold,
    share_against,
)
from tests.rules.samples import refused, thoroughly

counts = st.integers(0, 20_000)
thresholds = st.builds(
    Threshold, st.booleans(), st.integers(1, 9_999).map(lambda hundredths: Fraction(hundredths, 10_000))
)
SINCE = datetime(2026, 9, 1, tzinfo=UTC)


def line(voted: int, eligible: int | None, membership: int | None = None, *, exact: bool = True) -> str:
    return say("turnout.line", **Turnout(voted, eligible, exact, membership, SINCE if membership else None).values)


# Percentages


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (41, 63, "65%"),
        (0, 63, "0%"),
        (63, 63, "100%"),
        (1, 1000, "<1%"),
        (999, 1000, ">99%"),
        (1, 2, "50%"),
        (1, 200, "1%"),
    ],
)
def test_a_whole_percentage_is_honest_at_the_edges(part: int, whole: int, shown: str):
    assert str(percent(part, whole)) == shown


def test_nobody_gets_a_percentage_of_nobody():
    assert percent(0, 0) is None
    assert share_against(0, 0, Fraction(1, 2)) is None


@thoroughly
@given(counts, counts)
def test_only_everybody_is_a_hundred_per_cent_and_only_nobody_none(part: int, whole: int):
    shown = percent(part, whole)
    if shown is None:
        assert whole == 0
        return
    assert (str(shown) == "100%") == (part == whole)
    assert (str(shown) == "0%") == (part == 0)
    exact = Fraction(100 * part, whole)
    if shown.edge is Edge.NONE:
        assert abs(shown.whole - exact) <= Fraction(1, 2)
    else:
        assert (exact < shown.whole) == (shown.edge is Edge.UNDER)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (4_492, 10_000, "44.92%"),
        (49_996, 100_000, "49.99%"),
        (50_001, 100_000, ">50%"),
        (1, 2, "50%"),
        (3, 5, "60%"),
        (1, 100_000, "<0.01%"),
        (99_999, 100_000, "99.99%"),
        (5, 5, "100%"),
    ],
)
def test_a_share_beside_half_never_looks_nearer_than_it_is(part: int, whole: int, shown: str):
    assert share_against(part, whole, Fraction(1, 2)) == shown


@thoroughly
@given(st.integers(0, 5_000), st.integers(1, 5_000), thresholds)
def test_a_share_looks_as_high_as_the_threshold_only_if_it_is(part: int, whole: int, threshold: Threshold):
    part = min(part, whole)
    shown = share_against(part, whole, threshold.fraction)
    assert shown is not None
    value = Fraction(shown.lstrip("<>").rstrip("%")) / 100
    share = Fraction(part, whole)
    if not shown.startswith("<"):
        assert (value >= threshold.fraction) == (share >= threshold.fraction)
        assert abs(value - share) <= Fraction(1, 10_000)
    if not shown.startswith((">", "<")) and value == threshold.fraction:
        assert Threshold(False, threshold.fraction).is_met(part, whole)
        assert share == threshold.fraction or abs(value - share) < Fraction(1, 10_000)
    assert (shown == "100%") == (part == whole)
    assert (shown == "0%") == (part == 0)


# Turnout


def test_a_turnout_shows_both_denominators_in_their_order():
    assert line(41, 63, 212) == "41 of 63 eligible here voted (65%); branch membership 212, so 19% of the branch."


def test_a_turnout_of_a_ceiling_says_at_least_and_never_rounds_up():
    assert line(65, 99, exact=False).startswith("65 of at most 99 eligible here voted (at least 65%);")


def test_a_turnout_of_a_ceiling_too_small_to_state_gives_no_percentage():
    assert line(1, 3000, exact=False).startswith("1 of at most 3,000 eligible here voted;")


def test_a_turnout_of_an_unknown_number_says_so():
    assert line(5, None, 212).startswith("5 voted; how many here are eligible is not known; branch membership 212")


def test_voters_who_have_lost_the_role_since_make_no_percentage_over_a_hundred():
    assert line(5, 4) == (
        "5 voted, though only 4 here are eligible now, so no percentage is given; branch membership has not been given."
    )


def test_a_membership_smaller_than_the_vote_is_shown_as_out_of_date():
    assert "was last given as 3" in line(5, 10, 3)


def test_where_nobody_is_eligible_no_percentage_is_given():
    assert line(0, 0).startswith("Nobody here is eligible to vote;")


@thoroughly
@given(counts, st.none() | counts, st.booleans(), st.none() | counts)
def test_every_turnout_has_a_sentence_without_an_impossible_percentage(
    voted: int, eligible: int | None, exact: bool, membership: int | None
):
    turnout = Turnout(voted, eligible, exact, membership, None)
    assert "%" in (said := say("turnout.line", **turnout.values)) or not (turnout.here or turnout.branch)
    assert "()" not in said
    for share, whole in ((turnout.here, eligible), (turnout.branch, membership)):
        assert share is None or (whole and share.whole <= 100 and voted <= whole)
    if turnout.here and eligible and not exact:
        assert turnout.here.whole * eligible <= 100 * voted


# Quorum


def test_a_quorum_of_a_share_is_rounded_up_to_a_whole_person():
    assert Quorum(40, "percent").needed(63) == 26
    assert Quorum(40, "percent").is_met(25, 63) is False
    assert Quorum(40, "percent").is_met(26, 63) is True


def test_a_quorum_of_a_share_of_an_unknown_number_is_unknown():
    assert Quorum(40, "percent").needed(None) is None
    assert Quorum(40, "percent").is_met(1000, None) is None


def test_a_quorum_of_voters_needs_no_eligible_number():
    assert Quorum(50, "voters").is_met(50, None) is True
    assert Quorum(50, "voters").is_met(49, 63, exact=False) is False


def test_a_share_of_a_ceiling_can_be_met_but_not_missed():
    assert Quorum(50, "percent").is_met(30, 60, exact=False) is True
    assert Quorum(50, "percent").is_met(29, 60, exact=False) is None


def test_nobody_is_not_a_quorum_of_nobody():
    assert Quorum(40, "percent").is_met(0, 0) is False


def test_no_quorum_is_always_met():
    assert NO_QUORUM.is_met(0, None) is True


@thoroughly
@given(st.integers(1, 100), st.integers(1, 20_000))
def test_a_quorum_is_the_least_number_that_reaches_its_share(share: int, eligible: int):
    needed = Quorum(share, "percent").needed(eligible)
    assert needed is not None
    assert Fraction(needed, eligible) >= Fraction(share, 100) > Fraction(needed - 1, eligible)


@thoroughly
@given(st.integers(1, 100), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_what_a_ceiling_decides_holds_for_every_true_number_below_it(share: int, voted: int, fewer: int, ceiling: int):
    said = Quorum(share, "percent").is_met(voted, ceiling, exact=False)
    true_number = max(0, ceiling - fewer)
    if said is not None:
        assert Quorum(share, "percent").is_met(voted, true_number) is said


@pytest.mark.parametrize(
    ("typed", "quorum"),
    [
        *[("50", Quorum(50, "voters")), ("50 members", Quorum(50, "voters")), ("1 voter", Quorum(1, "voters"))],
        *[
            (text, Quorum(40, "percent"))
            for text in ("40%", "40 %", "40 per cent", "40 percent", "40 pc", " 40% ", "４０％")
        ],
        *[(text, NO_QUORUM) for text in ("", "  ", "none", "None", "no", "0", "0%")],
        ("at least 25", Quorum(25, "voters")),
        ("100%", Quorum(100, "percent")),
    ],
)
def test_a_quorum_is_read_as_people_type_it(typed: str, quorum: Quorum):
    assert read_quorum(typed) == quorum


@pytest.mark.parametrize("typed", ["0.4", "40.5%", "-5", "a third", "50/100", "9999999", "٤٠", "forty", "40%%"])
def test_a_quorum_that_could_mean_two_things_is_refused(typed: str):
    refused("quorum.unreadable", lambda: read_quorum(typed))


def test_a_quorum_of_more_than_everybody_is_refused():
    refused("quorum.over_100", lambda: read_quorum("101%"))


# Thresholds


@thoroughly
@given(thresholds, counts, counts)
def test_a_threshold_agrees_with_exact_fractions(threshold: Threshold, for_votes: int, others: int):
    of_votes = for_votes + others
    if of_votes == 0:
        assert not threshold.is_met(0, 0)
        return
    share = Fraction(for_votes, of_votes)
    expected = share > threshold.fraction if threshold.over else share >= threshold.fraction
    assert threshold.is_met(for_votes, of_votes) is expected


def test_equal_votes_are_not_more_than_half():
    assert not SIMPLE.is_met(20, 40)
    assert SIMPLE.is_met(21, 41)


def test_two_thirds_is_reached_exactly():
    assert TWO_THIRDS.is_met(20, 30)
    assert not TWO_THIRDS.is_met(19, 29)


@pytest.mark.parametrize(
    ("typed", "threshold"),
    [
        *[
            (text, SIMPLE)
            for text in ("", "simple", "Simple majority", "half", "more than half", "50%", "50 per cent", "1/2")
        ],
        *[(text, TWO_THIRDS) for text in ("two thirds", "Two-thirds", "2/3", "at least two thirds")],
        ("66%", Threshold(False, Fraction(66, 100))),
        ("60 %", Threshold(False, Fraction(3, 5))),
        ("75.5%", Threshold(False, Fraction(151, 200))),
        ("at least 40%", Threshold(False, Fraction(2, 5))),
        ("more than 40%", Threshold(True, Fraction(2, 5))),
        ("3/4", Threshold(False, Fraction(3, 4))),
        ("100%", Threshold(False, Fraction(1))),
    ],
)
def test_a_threshold_is_read_as_people_type_it(typed: str, threshold: Threshold):
    assert read_threshold(typed) == threshold


@pytest.mark.parametrize("typed", ["60", "0.6", "abc", "2/3/4", "-5%", "1/0", "most", "%"])
def test_a_threshold_that_cannot_be_read_is_refused(typed: str):
    refused("threshold.unreadable", lambda: read_threshold(typed))


@pytest.mark.parametrize("typed", ["0%", "101%", "more than 100%", "3/2"])
def test_a_threshold_that_no_vote_can_decide_is_refused(typed: str):
    refused("threshold.out_of_range", lambda: read_threshold(typed))


@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        (SIMPLE, "more than half"),
        (TWO_THIRDS, "at least two thirds"),
        (Threshold(False, Fraction(151, 200)), "at least 75.5%"),
        (Threshold(True, Fraction(2, 5)), "more than 40%"),
    ],
)
def test_a_threshold_is_named_in_words(threshold: Threshold, words: str):
    assert say("threshold.words", **threshold.values) == words


@thoroughly
@given(st.text(max_size=200))
def test_no_text_can_crash_the_reading_of_numbers(text: str):
    for read in (read_quorum, read_threshold):
        try:
            read(text)
        except Exception as error:  # noqa: BLE001 - any other than a refusal is the failure
            assert hasattr(error, "key"), error
