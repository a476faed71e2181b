"""An election's words as they are typed, what is declared of it, and how little where few voted."""

import json
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.elections import (
    Declared,
    Election,
    check_candidates,
    count_words,
    declare,
    read_ranking,
    read_seats,
    read_statement,
    reopen_number,
)
from bot.rules.numbers import NO_QUORUM, Quorum, Turnout
from tests.rules.elections import counted
from tests.rules.samples import refused, thoroughly

NOW = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
PEOPLE = ("Ann", "Bob", "Cat", "Re-open nominations")


PAPERS = st.dictionaries(
    st.permutations([1, 2, 3, 4]).flatmap(lambda order: st.integers(1, 4).map(lambda length: tuple(order[:length]))),
    st.integers(1, 9),
    min_size=1,
    max_size=12,
)


def declared(papers: dict[tuple[int, ...], int], seats: int = 1, quorum: Quorum = NO_QUORUM) -> Election:
    voted = sum(papers.values())
    sheet = counted(papers, seats, len(PEOPLE), reopen=4) if papers else None
    turnout = Turnout(voted, 20, True, 212, None)
    return declare(sheet, candidates=PEOPLE, seats=seats, turnout=turnout, quorum=quorum, at=NOW)


def test_the_elected_stand_in_the_order_of_their_election():
    election = declared({(3, 1): 7, (1,): 4}, seats=2)
    assert (election.names, election.vacant, election.unfilled, election.in_full) == (("Cat", "Ann"), 0, 0, True)


def test_under_five_votes_not_even_the_order_of_election_is_kept():
    election = declared({(3, 1): 2, (1,): 1}, seats=2)
    assert (election.names, election.withheld, election.in_full) == (("Ann", "Cat"), True, False)
    assert (election.quota, election.stages, election.by_lot) == (0, 0, False)


def test_a_seat_that_re_open_nominations_wins_is_vacant():
    election = declared({(4,): 6, (1,): 2})
    assert (election.names, election.vacant, election.unfilled, election.in_full) == ((), 1, 0, True)


@pytest.mark.parametrize(
    ("papers", "quorum", "how"),
    [
        ({}, NO_QUORUM, Declared.NO_VOTES),
        ({(1,): 6}, Quorum(7, "voters"), Declared.INQUORATE),
        ({(1,): 6}, Quorum(50, "percent"), Declared.INQUORATE),
    ],
)
def test_without_votes_or_without_a_quorum_nobody_is_declared(papers, quorum: Quorum, how: Declared):
    election = declared(papers, quorum=quorum)
    assert (election.declared, election.names, election.in_full, election.unfilled) == (how, (), False, 0)


@thoroughly
@given(PAPERS, st.integers(1, 3), st.just(NO_QUORUM) | st.just(Quorum(9, "voters")) | st.just(Quorum(40, "percent")))
def test_an_election_comes_back_from_its_text_as_it_was(papers: dict[tuple[int, ...], int], seats: int, quorum: Quorum):
    election = declared(papers, seats, quorum)
    assert Election.from_json(election.to_json()) == election
    assert len(election.elected) + election.vacant + election.unfilled <= seats


def test_an_election_with_nothing_known_comes_back_too():
    turnout = Turnout(0, None, False, None, None)
    election = declare(None, candidates=PEOPLE, seats=2, turnout=turnout, quorum=Quorum(40, "percent"), at=NOW)
    assert Election.from_json(election.to_json()) == election
    assert (election.declared, election.quorum_met) == (Declared.NO_VOTES, None)


def test_an_election_that_lost_a_part_is_not_guessed_at():
    text = declared({(3, 1): 7, (1,): 4}).to_json()
    for name in json.loads(text):
        with pytest.raises(KeyError):
            Election.from_json(text.replace(f'"{name}":', '"lost":'))
    assert {field.name for field in fields(Election)} - set(json.loads(text)) == {"turnout"}


@thoroughly
@given(PAPERS, PAPERS, st.integers(1, 3))
def test_two_elections_of_few_papers_that_elect_the_same_people_are_told_apart_by_nothing(
    one: dict[tuple[int, ...], int], other: dict[tuple[int, ...], int], seats: int
):
    first, second = (declared(dict.fromkeys(list(papers)[:4], 1), seats) for papers in (one, other))
    if (first.turnout, set(first.elected), first.vacant) == (second.turnout, set(second.elected), second.vacant):
        assert first.to_json() == second.to_json()


# As typed


@pytest.mark.parametrize(
    "name",
    [
        *("Re-open nominations", "RE-OPEN NOMINATIONS.", "reopen  nominations", "Re open nominations", "RON", "ron."),
        *(
            "Re\u2011open nominations",
            "Re\u2013open nominations",
            "R.O.N.",
            "Re-open Nominations (RON)",
            "Reopening nominations",
        ),
        *("RON (re-open nominations)", "Ailagor enwebiadau", "Ail-agor Enwebiadau / Re-open nominations"),
    ],
)
def test_re_open_nominations_is_known_by_its_words(name: str):
    assert reopen_number(["Ann", name, "Bob"]) == 2


@pytest.mark.parametrize(
    "name",
    [
        "Ron Weaver",
        "Ronnie",
        "Nominations",
        "Re-open nominations for chair",
        "Baron",
        "R. O. Nash",
        "Ann (not RON)",
        "…",
    ],
)
def test_nobody_is_taken_for_re_open_nominations(name: str):
    assert reopen_number(["Ann", name]) is None


def test_re_open_nominations_stands_once():
    values = refused("election.reopen_twice", lambda: check_candidates(["Ann", "RON", "Bob", "Re-open nominations"], 1))
    assert values == {"one": "RON", "other": "Re-open nominations"}


@pytest.mark.parametrize(
    ("people", "seats"), [(["Ann", "Bob"], 1), (["Ann", "RON"], 1), (["Ann", "Bob", "RON"], 2), (["A"] * 20, 19)]
)
def test_an_election_has_something_to_decide(people: list[str], seats: int):
    check_candidates(people, seats)


@pytest.mark.parametrize(("people", "seats"), [(["Ann", "Bob"], 2), (["Ann", "Bob"], 3), (["Ann", "RON"], 2)])
def test_an_election_that_is_settled_before_it_begins_is_refused(people: list[str], seats: int):
    values = refused("election.uncontested", lambda: check_candidates(people, seats))
    assert values == {"candidates": len(people) - ("RON" in people), "seats": seats}


def test_nobody_besides_re_open_nominations_is_refused():
    assert refused("election.uncontested", lambda: check_candidates(["RON"], 1)) == {"candidates": 0, "seats": 1}


def test_more_candidates_than_a_phone_can_rank_are_refused():
    check_candidates(["Someone"] * 20, 1)
    refused("election.too_many_candidates", lambda: check_candidates(["Someone"] * 21, 1))


@pytest.mark.parametrize(("typed", "seats"), [("1", 1), (" 3 ", 3), ("19", 19), ("01", 1)])
def test_seats_are_read(typed: str, seats: int):
    assert read_seats(typed) == seats


@pytest.mark.parametrize("typed", ["0", "20", "", "abc", "-1", "1.5", "two", "²", "١", "9" * 5000])
def test_seats_that_cannot_be_are_refused(typed: str):
    refused("election.seats_unreadable", lambda: read_seats(typed))


def test_a_statement_has_a_hundred_words_at_most():
    assert count_words(read_statement("word " * 100)) == 100
    assert refused("election.statement_too_long", lambda: read_statement("word " * 101))["words"] == 101
    refused("text.too_long", lambda: read_statement("x" * 1001))


@pytest.mark.parametrize("typed", ["", "   ", "\n\n", "\u200b"])
def test_nothing_typed_takes_a_statement_away(typed: str):
    assert read_statement(typed) == ""


def test_a_statement_keeps_its_paragraphs_and_calls_nobody():
    assert read_statement(" I would listen. \n\n\n\nOften. ") == "I would listen.\n\nOften."
    refused("text.mention", lambda: read_statement("Vote for me @everyone"))


@thoroughly
@given(st.permutations([1, 2, 3, 4]), st.integers(1, 4))
def test_a_ranking_is_kept_in_its_order(order: list[int], length: int):
    assert read_ranking(order[:length], 4) == tuple(order[:length])


@pytest.mark.parametrize("numbers", [[0], [5], [1, 1], [1, 2, 1], [-1]])
def test_a_ranking_of_who_does_not_stand_or_stands_twice_is_refused(numbers: list[int]):
    refused("poll.no_such_option", lambda: read_ranking(numbers, 4))


def test_an_empty_ranking_is_no_paper():
    refused("election.nobody_ranked", lambda: read_ranking([], 4))
