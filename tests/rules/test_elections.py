"""What is declared of an election, and how little where few voted."""

from datetime import UTC, datetime

import pytest

from bot.rules.elections import Declared, Election, declare
from bot.rules.numbers import NO_QUORUM, Quorum, Turnout
from tests.rules.elections import counted

NOW = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
PEOPLE = ("Ann", "Bob", "Cat", "Re-open nominations")


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


def test_an_election_comes_back_from_its_text_as_it_was():
    election = declared({(3, 1): 7, (1,): 4}, seats=2)
    assert Election.from_json(election.to_json()) == election
