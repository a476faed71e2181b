from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.numbers import NO_QUORUM, SIMPLE, Quorum, Threshold
from bot.rules.polls import Outcome, Poll, Result, chosen, count, read_vote
from tests.rules.samples import NOW, a_poll, thoroughly

PERCENT_40 = Quorum(40, "percent")
DAYS = ("Monday", "Tuesday", "Wednesday")


def counted(
    poll: Poll, votes: list[int], voted: int | None = None, eligible: int | None = 63, *, exact: bool = True
) -> Result:
    total = sum(votes) if voted is None else voted
    return count(poll, dict(enumerate(votes, 1)), total, eligible, exact, 212, datetime(2026, 9, 1, tzinfo=UTC), NOW)


# A motion


def test_a_motion_with_more_for_than_against_is_carried():
    result = counted(a_poll(), [21, 20, 0])
    assert (result.outcome, result.base, result.leaders) == (Outcome.CARRIED, 41, (1,))


def test_a_motion_with_more_against_is_not_carried():
    result = counted(a_poll(), [20, 21, 0])
    assert (result.outcome, result.threshold_met) == (Outcome.NOT_CARRIED, False)


def test_equal_votes_do_not_carry_a_motion_whatever_the_threshold():
    for threshold in (SIMPLE, Threshold(False, Fraction(1, 2)), Threshold(False, Fraction(2, 5))):
        assert counted(a_poll(threshold=threshold), [20, 20, 1]).outcome is Outcome.TIE


def test_fewer_for_than_against_never_carry_a_motion():
    result = counted(a_poll(threshold=Threshold(False, Fraction(2, 5))), [9, 11, 0])
    assert result.outcome is Outcome.NOT_CARRIED


def test_abstentions_count_for_the_quorum_and_not_against_the_motion():
    result = counted(a_poll(quorum=Quorum(41, "voters")), [11, 10, 20])
    assert (result.outcome, result.base, result.abstained) == (Outcome.CARRIED, 21, 20)


def test_abstentions_count_against_the_motion_where_that_was_announced():
    result = counted(a_poll(count_abstentions=True), [11, 10, 20])
    assert (result.outcome, result.base) == (Outcome.NOT_CARRIED, 41)


def test_a_motion_is_the_same_whichever_side_is_listed_first():
    result = counted(a_poll(options=("No", "Abstain", "Yes")), [10, 5, 11])
    assert (result.outcome, result.leaders) == (Outcome.CARRIED, (3,))


def test_where_everybody_abstained_nothing_is_decided():
    result = counted(a_poll(), [0, 0, 7])
    assert (result.outcome, result.leaders, result.base, result.leading_votes) == (Outcome.ALL_ABSTAINED, (), 0, 0)


def test_two_thirds_of_the_votes_is_exact():
    poll = a_poll(threshold=Threshold(False, Fraction(2, 3)))
    assert counted(poll, [20, 10, 0]).outcome is Outcome.CARRIED
    assert counted(poll, [19, 10, 0]).outcome is Outcome.NOT_CARRIED


# Quorum


def test_below_the_quorum_there_are_indicative_views_only():
    result = counted(a_poll(quorum=PERCENT_40), [25, 0, 0])
    assert (result.outcome, result.quorum_needed, result.quorum_met) == (Outcome.INQUORATE, 26, False)


def test_at_the_quorum_the_decision_stands():
    assert counted(a_poll(quorum=PERCENT_40), [26, 0, 0]).outcome is Outcome.CARRIED


def test_a_quorum_of_an_unknown_number_leaves_the_outcome_unknown():
    result = counted(a_poll(quorum=PERCENT_40), [26, 0, 0], eligible=None)
    assert (result.outcome, result.quorum_needed, result.quorum_met) == (Outcome.QUORUM_UNKNOWN, None, None)


def test_a_quorum_missed_against_a_ceiling_may_have_been_met():
    assert counted(a_poll(quorum=PERCENT_40), [25, 0, 0], exact=False).outcome is Outcome.QUORUM_UNKNOWN
    assert counted(a_poll(quorum=PERCENT_40), [26, 0, 0], exact=False).outcome is Outcome.CARRIED


def test_where_nobody_voted_there_is_nothing_to_judge():
    for eligible in (None, 0, 63):
        assert counted(a_poll(quorum=PERCENT_40), [0, 0, 0], eligible=eligible).outcome is Outcome.NO_VOTES


# A choice


def test_a_choice_with_a_majority_is_chosen():
    result = counted(a_poll(options=DAYS), [5, 14, 7])
    assert (result.outcome, result.leaders, result.leading_votes, result.base) == (Outcome.CHOSEN, (2,), 14, 26)


def test_a_leader_short_of_the_threshold_only_leads():
    assert counted(a_poll(options=DAYS), [5, 13, 8]).outcome is Outcome.NO_MAJORITY


def test_two_leaders_are_a_tie():
    result = counted(a_poll(options=DAYS), [9, 3, 9])
    assert (result.outcome, result.leaders) == (Outcome.TIE, (1, 3))


def test_an_abstention_never_leads_a_choice():
    result = counted(a_poll(options=(*DAYS, "Abstain")), [3, 1, 0, 30])
    assert (result.outcome, result.leaders, result.base) == (Outcome.CHOSEN, (1,), 4)


def test_several_choices_are_shares_of_people_and_may_pass_a_hundred():
    result = counted(a_poll(options=DAYS, max_choices=3), [9, 8, 1], voted=10)
    assert [str(result.share(number)) for number in (1, 2, 3)] == ["90%", "80%", "10%"]
    assert (result.outcome, result.base) == (Outcome.CHOSEN, 10)


def test_for_and_against_ticked_together_is_a_choice_and_no_motion():
    result = counted(a_poll(max_choices=2), [9, 8, 0], voted=10)
    assert (result.motion, result.outcome) == (False, Outcome.CHOSEN)


def test_an_abstention_that_is_not_counted_has_no_share_of_what_is():
    result = counted(a_poll(), [6, 2, 2])
    assert [str(result.share_of_base(1)), result.share_of_base(3)] == ["75%", None]
    assert str(counted(a_poll(count_abstentions=True), [6, 2, 2]).share_of_base(3)) == "20%"


def test_voters_who_lost_the_role_since_still_count():
    result = counted(a_poll(quorum=Quorum(100, "percent")), [5, 1, 0], eligible=4)
    assert (result.outcome, result.voted, result.turnout.here) == (Outcome.CARRIED, 6, None)


# Whatever the papers


@st.composite
def polls_and_papers(draw: st.DrawFn) -> tuple[Poll, list[int]]:
    options = draw(st.sampled_from([("For", "Against"), ("For", "Against", "Abstain"), DAYS, (*DAYS, "Abstain")]))
    most = draw(st.integers(1, 2))
    threshold = draw(st.builds(Threshold, st.booleans(), st.fractions(Fraction(1, 100), 1, max_denominator=100)))
    changes: dict[str, Any] = {
        "options": options,
        "max_choices": most,
        "threshold": threshold,
        "quorum": draw(st.just(NO_QUORUM) | st.just(PERCENT_40) | st.just(Quorum(9, "voters"))),
        "count_abstentions": draw(st.booleans()),
    }
    poll = a_poll(**changes)
    alone = [number for number, option in enumerate(options, 1) if option == "Abstain"]
    sides = [number for number in range(1, len(options) + 1) if number not in alone]
    paper = st.sets(st.sampled_from(sides), min_size=1, max_size=most) | st.just(set(alone or sides[:1]))
    return poll, [read_vote(poll, numbers) for numbers in draw(st.lists(paper, max_size=40))]


@thoroughly
@given(polls_and_papers(), st.none() | st.integers(0, 50), st.booleans())
def test_every_count_adds_up_and_every_outcome_is_true(
    drawn: tuple[Poll, list[int]], eligible: int | None, exact: bool
):
    poll, papers = drawn
    marks = [number for paper in papers for number in chosen(paper)]
    votes = [marks.count(number) for number in range(1, len(poll.options) + 1)]
    result = counted(poll, votes, len(papers), eligible, exact=exact)

    assert sum(result.votes) == len(marks)
    assert result.base + (0 if poll.count_abstentions else result.abstained) == len(papers)
    assert all(share is None or share.whole <= 100 for share in map(result.share, range(1, len(votes) + 1)))
    assert all(result.votes[number - 1] == result.leading_votes for number in result.leaders)
    lead = Fraction(result.leading_votes, result.base) if result.base else Fraction(0)
    reached = lead > poll.threshold.fraction if poll.threshold.over else lead >= poll.threshold.fraction
    if result.outcome is Outcome.CARRIED:
        assert poll.is_motion
        assert votes[0] > votes[1]
        assert reached
    if result.outcome is Outcome.CHOSEN:
        assert not poll.is_motion
        assert reached
    if result.outcome in (Outcome.CARRIED, Outcome.NOT_CARRIED, Outcome.CHOSEN, Outcome.NO_MAJORITY):
        assert len(result.leaders) == 1
        assert result.quorum_met
    assert (result.outcome is Outcome.NO_VOTES) == (not papers)
    assert Result.from_json(result.to_json()) == result


def test_a_declared_result_is_kept_exactly():
    result = counted(a_poll(threshold=Threshold(False, Fraction(2, 3)), quorum=PERCENT_40), [21, 20, 3])
    assert Result.from_json(result.to_json()) == result
    assert Result.from_json(result.to_json()).to_json() == result.to_json()


@pytest.mark.parametrize("missing", ["votes", "outcome", "threshold"])
def test_a_damaged_result_is_not_guessed_at(missing: str):
    with pytest.raises(KeyError):
        Result.from_json(counted(a_poll(), [1, 0, 0]).to_json().replace(f'"{missing}"', '"lost"'))
