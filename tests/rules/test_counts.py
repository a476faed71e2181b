"""The rules one by one, with their arithmetic. Whole elections against slow counts: `test_counts_repeated.py`."""

import pytest

from bot.rules.counts import quota
from bot.rules.sheets import UNIT, Elected, Kind, Line, Parcel, Tie, Why
from tests.rules.elections import IRVINE_WEST, OFFICIAL, counted, story, votes

# A real election


def test_a_real_count_agrees_with_the_council_to_the_fifth_decimal_place():
    sheet = counted(IRVINE_WEST, 4)
    table = [row.after[:6] for row in sheet.rows() if row.line is Line.CANDIDATE]
    assert (sheet.papers, sheet.quota) == (4505, 902)
    assert table == [tuple(line.split()) for line in OFFICIAL.strip().splitlines()]
    assert story(sheet)[1:] == [*(("surplus", one) for one in (1, 4, 6)), *(("exclusion", one) for one in (3, 2, 5))]


def test_a_real_count_elects_the_councillors_that_were_elected():
    sheet = counted(IRVINE_WEST, 4)
    assert sheet.elected == (1, 4, 6, 7)
    assert [one.why for stage in sheet.stages for one in stage.elected] == [Why.QUOTA] * 3 + [Why.LAST]


# The quota (rule 46)


def test_the_quota_is_the_papers_divided_by_one_more_than_the_seats_cut_and_one_more():
    assert [quota(papers, 4) for papers in (99, 100, 104, 105)] == [20, 21, 21, 22]
    assert [quota(papers, 1) for papers in (0, 1, 2, 3)] == [1, 1, 2, 2]


# Surpluses (rules 48 and 49)


def test_a_surplus_moves_every_paper_at_a_value_cut_after_five_places():
    # 7 papers for 1, quota 12 // 3 + 1 = 5, surplus 2: each is worth 2 / 7 = 0.28571 of a vote from now on.
    sheet = counted({(1, 2): 4, (1, 3): 2, (1,): 1, (2,): 3, (3,): 2}, 2)
    surplus = sheet.stages[1]
    assert surplus.parcels == (
        Parcel(None, 1, UNIT, 28571),
        Parcel(2, 4, UNIT, 28571),
        Parcel(3, 2, UNIT, 28571),
    )
    assert surplus.votes == (5 * UNIT, 3 * UNIT + 4 * 28571, 2 * UNIT + 2 * 28571)
    assert (surplus.non_transferable, surplus.lost) == (28571, 2 * UNIT - 7 * 28571)


def test_a_paper_that_moves_twice_carries_the_value_it_was_received_at():
    # Quota 19 // 4 + 1 = 5. 1 has 9: 4 / 9 = 0.44444 each. 2 then has 4 + 6 × 0.44444 = 6.66664, a surplus of 1.66664:
    # first preferences leave at 1.66664 / 6.66664 = 0.24999, the others at 0.44444 × 1.66664 / 6.66664 = 0.11110.
    sheet = counted({(1, 2, 3): 6, (1, 4): 3, (2, 3): 4, (3,): 3, (4,): 3}, 3)
    second = sheet.stages[2]
    assert (second.kind, second.of) == (Kind.SURPLUS, 2)
    assert second.parcels == (Parcel(3, 4, UNIT, 24999), Parcel(3, 6, 44444, 11110))


def test_one_surplus_moves_at_a_time_and_the_largest_first():
    sheet = counted({(2, 3): 8, (1, 3): 10, (3,): 1, (4,): 2}, 3)
    assert story(sheet)[:3] == [("first", None), ("surplus", 1), ("surplus", 2)]
    assert [votes(stage) for stage in sheet.stages[:2]] == [[10, 8, 1, 2], [6, 8, 5, 2]]


def test_a_surplus_made_by_a_surplus_may_go_before_an_older_smaller_one():
    # Quota 39 // 5 + 1 = 8: 1 has 14, 2 has 9. 1's surplus of 6 makes 3's 5 nearly 11, a surplus larger than 2's of 1.
    sheet = counted({(1, 3): 14, (2, 4): 9, (3, 5): 5, (4,): 2, (5,): 1, (6,): 4, (7,): 4}, 4)
    assert sheet.quota == 8
    assert story(sheet)[1:4] == [("surplus", 1), ("surplus", 3), ("surplus", 2)]


def test_papers_pass_over_those_who_are_elected_already():
    # Quota 21 // 4 + 1 = 6: 2 is elected, though its own surplus waits; 1's is 3 of 9, 0.33333 each.
    sheet = counted({(1, 2, 3): 9, (2,): 8, (3,): 1, (4,): 3}, 3)
    assert sheet.stages[1].parcels == (Parcel(3, 9, UNIT, 33333),)


def test_no_surplus_moves_once_every_seat_is_filled():
    sheet = counted({(1, 3): 10, (2,): 6, (3,): 1}, 2)
    assert (story(sheet), sheet.elected, votes(sheet.stages[0])) == ([("first", None)], (1, 2), [10, 6, 1])


def test_a_candidate_exactly_at_the_quota_is_elected_and_has_nothing_to_transfer():
    sheet = counted({(1, 2): 4, (2,): 2, (3,): 3}, 2)
    assert (sheet.quota, sheet.stages[0].elected) == (4, (Elected(1, Why.QUOTA),))
    assert story(sheet)[1] == ("exclusion", 2)


# Exclusions (rules 50 and 51)


def test_the_lowest_is_excluded_and_papers_move_on_at_the_value_they_had():
    # Quota 22 // 3 + 1 = 8. 1 has 10: 2 / 10 = 0.2 each; 2 has 2 + 4 × 0.2 = 2.8, and goes before 3, 4 and 5.
    sheet = counted({(1, 2, 3): 4, (1,): 6, (2, 4): 2, (3,): 3, (4,): 3, (5,): 4}, 2)
    exclusion = sheet.stages[2]
    assert (exclusion.kind, exclusion.of, exclusion.lost) == (Kind.EXCLUSION, 2, 0)
    assert exclusion.parcels == (Parcel(4, 2, UNIT, UNIT), Parcel(3, 4, 20000, 20000))
    assert votes(exclusion) == [8, 0, 3.8, 5, 4]


def test_an_exclusion_that_settles_the_last_seat_moves_no_paper():
    sheet = counted({(1,): 5, (2, 1): 4, (3,): 2}, 1)
    assert story(sheet) == [("first", None), ("exclusion", 3), ("exclusion", 2)]
    assert (sheet.stages[2].parcels, votes(sheet.stages[2])) == ((), [5, 4, 0])
    assert sheet.stages[2].elected == (Elected(1, Why.LAST),)


def test_as_many_candidates_as_seats_are_all_elected_at_once():
    sheet = counted({(1,): 9, (2,): 1}, 3, candidates=3)
    assert (sheet.elected, sheet.vacant, len(sheet.stages)) == ((1, 2, 3), 0, 1)
    assert [one.why for one in sheet.stages[0].elected] == [Why.QUOTA, Why.LAST, Why.LAST]


def test_more_seats_than_candidates_leaves_seats_vacant():
    assert counted({(1,): 9}, 3, candidates=2).vacant == 1


# Ties (rules 49(2) and (3), 51(2))


def test_equal_surpluses_are_told_apart_by_the_latest_stage_at_which_votes_differed():
    # Quota 39 // 5 + 1 = 8. 1's surplus of 8 of 16 brings 3's 4 to 12, level with 2, which had them before.
    sheet = counted({(1, 3): 16, (2, 5): 12, (3, 5): 4, (4,): 3, (5,): 2, (6,): 2}, 4)
    assert (sheet.quota, votes(sheet.stages[1])[1:3]) == (8, [12, 12])
    assert story(sheet)[2:4] == [("surplus", 2), ("surplus", 3)]
    assert sheet.stages[2].tie == Tie((2, 3), stage=1, drawn=())


def test_surpluses_equal_at_every_stage_go_in_the_order_of_the_lot():
    papers = {(1, 3): 5, (2, 3): 5, (3,): 1, (4,): 2}
    for drawn, first in (((1, 2, 3, 4), 1), ((4, 2, 3, 1), 2)):
        sheet = counted(papers, 3, drawn=drawn)
        assert story(sheet)[1] == ("surplus", first)
        assert sheet.stages[1].tie == Tie((1, 2), stage=None, drawn=(1, 2))


def test_the_lowest_are_told_apart_by_the_latest_stage_at_which_they_differed():
    # 4's exclusion brings 3 level with 2, which had more at the start: 3 goes.
    sheet = counted({(1,): 6, (2,): 4, (3,): 3, (4, 3): 1, (5,): 5}, 1)
    assert votes(sheet.stages[1]) == [6, 4, 4, 0, 5]
    assert story(sheet)[2] == ("exclusion", 3)
    assert sheet.stages[2].tie == Tie((2, 3), stage=1, drawn=())


def test_a_later_difference_outweighs_an_earlier_one():
    # 2 leads 3 at stage 1 (4 to 3), trails it at stage 2 (4 to 5), and is level at stage 3 (5 to 5): 2 goes.
    sheet = counted({(1,): 9, (2,): 4, (3,): 3, (4, 3): 2, (5, 2): 1, (5, 6): 2, (6,): 8}, 1)
    assert [votes(stage)[1:3] for stage in sheet.stages[:3]] == [[4, 3], [4, 5], [5, 5]]
    assert story(sheet)[1:4] == [("exclusion", 4), ("exclusion", 5), ("exclusion", 2)]
    assert sheet.stages[3].tie == Tie((2, 3), stage=2, drawn=())


def test_the_last_drawn_of_those_always_equal_is_excluded():
    papers = {(1,): 5, (2, 1): 2, (3, 1): 2, (4,): 4}
    for drawn, out in (((1, 2, 3, 4), 3), ((3, 4, 2, 1), 2)):
        sheet = counted(papers, 1, drawn=drawn)
        assert story(sheet)[1] == ("exclusion", out)
        assert sheet.stages[1].tie == Tie((2, 3), stage=None, drawn=(2, 3))


def test_a_lot_is_drawn_only_among_those_no_stage_tells_apart():
    # 2, 3 and 4 end level at 4; 2 was ahead at the start, so the lot is between 3 and 4.
    papers = {(1,): 9, (2,): 4, (3,): 3, (4,): 3, (5, 3): 1, (5, 4): 1, (6,): 9}
    sheet = counted(papers, 1, drawn=(6, 5, 4, 3, 2, 1))
    assert story(sheet)[1:3] == [("exclusion", 5), ("exclusion", 3)]
    assert sheet.stages[2].tie == Tie((2, 3, 4), stage=None, drawn=(3, 4))


def test_a_lot_that_was_not_needed_changes_nothing():
    papers = {(1, 2): 7, (2,): 5, (3, 2): 4, (4, 1): 2}
    sheets = [counted(papers, 2, drawn=drawn) for drawn in ((1, 2, 3, 4), (4, 3, 2, 1))]
    assert sheets[0].stages == sheets[1].stages


# What is refused


@pytest.mark.parametrize("paper", [(), (1, 1), (0,), (4,), (-1,), (2, 3, 2), (256,)])
def test_a_paper_that_cannot_have_been_cast_is_refused(paper: tuple[int, ...]):
    with pytest.raises(ValueError, match="no such paper"):
        counted({(1,): 2, paper: 1}, candidates=3)


@pytest.mark.parametrize("number", [0, -1])
def test_a_paper_nobody_cast_is_refused(number: int):
    with pytest.raises(ValueError, match="no such paper"):
        counted({(1,): number})


@pytest.mark.parametrize(("seats", "candidates"), [(0, 3), (-1, 3), (1, -3), (100, 200)])
def test_an_election_that_cannot_be_is_refused(seats: int, candidates: int):
    with pytest.raises(ValueError, match="cannot count"):
        counted({(1,): 1}, seats, candidates)


@pytest.mark.parametrize("drawn", [(1, 2), (1, 2, 2), (1, 2, 3, 4)])
def test_a_lot_that_does_not_draw_everybody_once_is_refused(drawn: tuple[int, ...]):
    with pytest.raises(ValueError, match="lot"):
        counted({(1,): 1}, 1, 3, drawn)


def test_re_open_nominations_must_be_one_of_the_candidates():
    for reopen in (0, 4):
        with pytest.raises(ValueError, match="re-open"):
            counted({(1,): 1}, 1, 3, reopen=reopen)


def test_with_no_papers_the_rules_still_fill_the_seats_by_lot():
    # Whether an election nobody voted in stands is not the count's to say.
    assert counted({}, 2, 3, (2, 3, 1)).elected == (2, 3)
