"""The count sheet in sentences and as a table, on elections small enough to check by hand."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO

import pytest

from bot.i18n import say
from bot.render.sheets import outcome, table, words
from bot.render.tables import csv_bytes
from bot.rules.sheets import Sheet
from tests.rules.elections import IRVINE_WEST, counted

PEOPLE = ("Ann", "Bob", "Cat", "Dan", "Eve", "Flo", "Gus")
REOPEN = "Re-open nominations"
# 60 of 100 papers for re-opening: it takes two of three seats, and its third self is excluded.
REOPENED = counted({(4, 1): 60, (1,): 20, (2,): 15, (3,): 5}, 3, reopen=4)


def told(sheet: Sheet, names: Sequence[str] = PEOPLE) -> tuple[str, ...]:
    return words(sheet, names[: sheet.candidates], str)


def decided(sheet: Sheet, names: Sequence[str] = PEOPLE) -> tuple[str, ...]:
    return outcome(sheet, names[: sheet.candidates], str)


def cells(sheet: Sheet, names: Sequence[str]) -> list[list[str]]:
    return list(csv.reader(StringIO(csv_bytes(*table(sheet, names)).decode("utf-8-sig"), newline="")))


# Sentences


def test_the_first_stage_says_papers_seats_quota_and_first_preferences():
    assert told(counted({(1, 2): 7, (2,): 3, (3,): 2}, 2))[0] == (
        "Stage 1. There are 12 papers for 2 seats, so the quota is 5. First preferences: Ann (7), Bob (3) and Cat (2). "
        "Ann (7) reaches the quota and is elected."
    )


def test_a_surplus_is_followed_to_everybody_who_gets_of_it_and_to_nobody():
    # 2 of Ann's 7 votes: each of her 7 papers moves at 0.28571.
    assert told(counted({(1, 2): 4, (1, 3): 2, (1,): 1, (2,): 3, (3,): 2}, 2))[1] == (
        "Stage 2. Ann has 2 more than the quota, and this surplus is transferred. What moves: 1.14284 to Bob and "
        "0.57142 to Cat. 1 paper, worth 0.28571, names nobody further. "
        "0.00003 is lost where values are cut off after the fifth decimal place."
    )


def test_an_exclusion_says_where_its_papers_go():
    assert told(counted({(1,): 6, (2,): 5, (3, 2): 2, (3,): 2}, 1))[1] == (
        "Stage 2. Cat has the fewest votes (4) and is excluded. What moves: 2 to Bob. "
        "2 papers, worth 2 together, name nobody further."
    )


def test_the_last_ones_left_are_elected_and_it_is_said_why():
    assert told(counted({(1,): 5, (2, 1): 4, (3,): 2}, 1))[2] == (
        "Stage 3. Bob has the fewest votes (4) and is excluded. No papers are moved, because the last seats are "
        "settled without them. No more candidates are left than seats, so Ann (5) is elected without reaching "
        "the quota."
    )


def test_a_tie_is_told_by_the_latest_stage_at_which_they_differed():
    assert (
        "Bob and Cat have the fewest votes (4 each), and Cat is excluded. "
        "Looking back stage by stage, Cat had fewer at stage 1."
    ) in told(counted({(1,): 6, (2,): 4, (3,): 3, (4, 3): 1, (5,): 5}, 1))[2]


def test_a_tie_of_surpluses_is_told_in_the_same_way():
    sheet = counted({(1, 3): 16, (2, 5): 12, (3, 5): 4, (4,): 3, (5,): 2, (6,): 2}, 4)
    assert (
        "Bob and Cat have the largest surplus (4 each), and that of Bob is transferred first. "
        "Looking back stage by stage, Bob had more at stage 1."
    ) in told(sheet)[2]


def test_a_lot_is_told_with_those_it_was_drawn_among():
    sheet = counted({(1,): 9, (2,): 4, (3,): 3, (4,): 3, (5, 3): 1, (5, 4): 1, (6,): 9}, 1, drawn=(6, 5, 4, 3, 2, 1))
    assert (
        "Bob, Cat and Dan have the fewest votes (4 each), and Cat is excluded. "
        "Cat and Dan were level at every stage before as well, so the lot decides: it drew Cat last."
    ) in told(sheet)[2]


def test_a_lot_between_surpluses_says_whose_went_first():
    sheet = counted({(1, 3): 5, (2, 3): 5, (3,): 1, (4,): 2}, 3, drawn=(4, 2, 3, 1))
    assert "so the lot decides: it drew Bob first." in told(sheet)[1]


def test_re_open_nominations_elected_means_a_vacant_seat_and_it_stands_again():
    paragraphs = told(REOPENED, (*PEOPLE[:3], REOPEN))
    assert paragraphs[0].endswith(
        "Re-open nominations (60) reaches the quota, so a seat stays vacant. "
        "It stands again as Re-open nominations no. 2, which may keep another seat vacant."
    )
    assert "What moves: 33.9996 to Re-open nominations no. 2." in paragraphs[1]
    assert paragraphs[4].startswith("Stage 5. Re-open nominations no. 3 has the fewest votes (7.9992) and is excluded.")


def test_re_open_nominations_among_the_last_keeps_its_seat_vacant_too():
    sheet = counted({(1,): 4, (2,): 5, (3,): 6}, 2, reopen=2)
    assert decided(sheet, ("Ann", REOPEN, "Cat")) == (
        "Elected: Cat.",
        "1 seat stays vacant, and nominations for it are re-opened.",
    )
    assert (
        "No more candidates are left than seats, Re-open nominations (5) among them, so a seat stays vacant."
        in (told(sheet, ("Ann", REOPEN, "Cat"))[-1])
    )


def test_the_outcome_names_people_in_the_order_of_election_and_counts_vacant_seats():
    assert decided(counted({(1,): 5, (2, 1): 6, (3,): 5, (4,): 1}, 2)) == ("Elected: Bob and Ann.",)
    assert decided(REOPENED, (*PEOPLE[:3], REOPEN)) == (
        "Elected: Ann.",
        "2 seats stay vacant, and nominations for them are re-opened.",
    )
    assert decided(counted({(1,): 2, (2,): 98}, 2, reopen=2), ("Ann", REOPEN))[0] == "Nobody is elected."
    assert decided(counted({(1,): 9}, 3, candidates=2))[1] == (
        "1 seat stays vacant, because no candidate is left for it."
    )


def test_a_count_of_no_papers_can_be_told():
    assert told(counted({}, 2, 3, (2, 3, 1)))[0].startswith("Stage 1. There are no papers for 2 seats")


def test_a_real_count_is_told_to_the_last_decimal_place():
    second = told(
        counted(IRVINE_WEST, 4), ("Clarkson", "Cochrane", "Craig", "Gallacher", "Limonci", "Mac", "McPhater")
    )[1]
    assert second.startswith("Stage 2. Clarkson has 347 more than the quota, and this surplus is transferred.")
    assert "230.86842 to McPhater, 37.22788 to Cochrane, 15.00228 to Limonci and 10.27934 to Craig" in second
    assert "0.00282 is lost" in second


def test_typed_names_are_shown_in_discord_as_they_were_typed():
    sheet = counted({(1,): 3, (2,): 1}, 1)
    assert r"\*Ann\*" in words(sheet, ("*Ann*", "Bob"))[0]
    assert r"\*Ann\*" in outcome(sheet, ("*Ann*", "Bob"))[0]


def test_names_that_do_not_fit_the_candidates_are_refused():
    with pytest.raises(ValueError, match="1 names for 2 candidates"):
        words(counted({(1,): 3, (2,): 1}, 1), ("Ann",))


# The table


def test_the_table_has_exact_votes_and_changes_for_every_stage():
    sheet = counted({(1, 2): 4, (1, 3): 2, (1,): 1, (2,): 3, (3,): 2}, 2)
    assert cells(sheet, PEOPLE[:3]) == [
        [
            *("Candidate", "Stage 1: votes", "Stage 1: change", "Stage 2: votes", "Stage 2: change"),
            *("Stage 3: votes", "Stage 3: change", "Elected at stage", "Excluded at stage"),
        ],
        ["Ann", "7.00000", "7.00000", "5.00000", "-2.00000", "5.00000", "0.00000", "1", ""],
        ["Bob", "3.00000", "3.00000", "4.14284", "1.14284", "4.14284", "0.00000", "3", ""],
        ["Cat", "2.00000", "2.00000", "2.57142", "0.57142", "2.57142", "0.00000", "", "3"],
        ["Non-transferable", "0.00000", "0.00000", "0.28571", "0.28571", "0.28571", "0.00000", "", ""],
        ["Lost (fractions cut off)", "0.00000", "0.00000", "0.00003", "0.00003", "0.00003", "0.00000", "", ""],
        ["Total", "12.00000", "12.00000", "12.00000", "0.00000", "12.00000", "0.00000", "", ""],
    ]


def test_every_column_of_votes_adds_up_to_its_total():
    for sheet, names in ((counted(IRVINE_WEST, 4), PEOPLE), (REOPENED, (*PEOPLE[:3], REOPEN))):
        _, *rows, total = cells(sheet, names)
        for column in range(1, 1 + 2 * len(sheet.stages)):
            assert sum(Decimal(row[column]) for row in rows) == Decimal(total[column])


def test_a_candidate_named_like_a_formula_stays_a_name_and_changes_stay_numbers():
    rows = cells(counted({(1, 2): 4, (2,): 1, (3,): 1}, 2), ("=1+1", "Bob", "Cat"))
    assert (rows[1][0], rows[1][4]) == ("'=1+1", "-1.00000")


def test_further_selves_of_re_open_nominations_have_rows_of_their_own():
    names = [row[0] for row in cells(REOPENED, (*PEOPLE[:3], REOPEN))]
    assert names[4:7] == [REOPEN, f"{REOPEN} no. 2", f"{REOPEN} no. 3"]


def test_large_numbers_are_written_as_people_write_them():
    assert say("sheet.holds", name="Ann", votes=Decimal("1249.50000")) == "Ann (1,249.5)"
