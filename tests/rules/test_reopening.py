"""*Re-open nominations* in a count: what `bot.rules.counts` decides of it, with the arithmetic."""

import pytest

from tests.rules.elections import counted, story, votes


def test_re_open_nominations_may_win_a_single_seat():
    sheet = counted({(1,): 4, (2, 3): 2, (3,): 5}, 1, reopen=3)
    assert (sheet.elected, sheet.reopened, sheet.vacant) == ((), 1, 1)


def test_a_candidate_without_a_rival_must_beat_re_open_nominations():
    assert counted({(1,): 6, (2,): 5}, 1, reopen=2).elected == (1,)
    assert counted({(1,): 5, (2,): 6}, 1, reopen=2).elected == ()


def test_re_open_nominations_may_be_excluded_and_its_papers_move_on():
    sheet = counted({(1,): 5, (2,): 4, (3, 2): 3}, 1, reopen=3)
    assert (story(sheet)[1], sheet.elected, sheet.reopened) == (("exclusion", 3), (2,), 0)


def test_its_surplus_goes_to_a_further_self_which_may_keep_another_seat_vacant():
    # Quota 100 // 4 + 1 = 26: 60 for re-opening fill two seats, 26 and 34, whatever those papers say next.
    sheet = counted({(4, 1): 60, (1,): 20, (2,): 15, (3,): 5}, 3, reopen=4)
    assert (sheet.quota, sheet.elected, sheet.reopened, sheet.vacant) == (26, (1,), 2, 2)
    assert votes(sheet.stages[1])[3:] == pytest.approx([26, 34, 0], abs=0.001)
    assert [sheet.candidate(column) for column in (3, 4, 5, 6)] == [3, 4, 4, 4]


def test_papers_that_come_later_count_for_the_self_that_stands_then():
    # Quota 39 // 3 + 1 = 14: 3 is elected with 22, its further self has 22 × 0.36363 = 7.99986. 2's papers then pass
    # the elected self by and make the further one's 12.99986, more than 1's 12.
    sheet = counted({(3,): 22, (1,): 12, (2, 3, 1): 5}, 2, reopen=3)
    assert story(sheet)[1:] == [("surplus", 3), ("exclusion", 2), ("exclusion", 1)]
    assert votes(sheet.stages[2]) == [12, 0, 14, 12.99986]
    assert (sheet.elected, sheet.reopened) == ((), 2)


def test_when_a_further_self_is_excluded_its_papers_go_to_people():
    # Quota 25 // 3 + 1 = 9. The further self gets 12 × 3 / 12 = 3 votes and is excluded; with them 1's 6 beat 2's 7.
    sheet = counted({(3, 1): 12, (1,): 6, (2,): 7}, 2, reopen=3)
    assert story(sheet)[1:] == [("surplus", 3), ("exclusion", 4)]
    assert [votes(stage) for stage in sheet.stages[1:]] == [[6, 7, 9, 3], [9, 7, 9, 0]]
    assert (sheet.elected, sheet.reopened, sheet.vacant) == ((1,), 1, 1)


def test_fewer_candidates_than_seats_are_not_elected_against_a_majority_for_re_opening():
    # Two seats, one candidate: with 2 of 100 papers nobody is elected by standing alone.
    sheet = counted({(1,): 2, (2,): 98}, 2, reopen=2)
    assert (sheet.elected, sheet.reopened, sheet.vacant) == ((), 2, 2)
    assert counted({(1,): 40, (2,): 60}, 2, reopen=2).elected == (1,)


def test_the_last_seats_wait_for_a_surplus_that_may_be_for_re_opening():
    # Quota 100 // 5 + 1 = 21. After stage 1 two seats are left for 2 and re-opening, but 1's surplus is on its way.
    sheet = counted({(1, 3): 60, (2,): 2, (3,): 38}, 4, reopen=3)
    assert (sheet.elected, sheet.reopened) == ((1,), 3)


def test_below_the_quota_re_opening_takes_one_of_the_last_seats_at_most():
    sheet = counted({(1,): 10, (2,): 12, (3,): 13, (4,): 14, (5,): 1}, 3, reopen=4)
    assert (sheet.quota, sheet.elected, sheet.reopened) == (13, (3, 2), 1)
