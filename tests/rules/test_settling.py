"""How a campaign ends, as reps type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import settling
from bot.rules.campaigns import Outcome, Vote
from tests.rules.samples import refused, thoroughly

counts = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("typed", "vote"),
    [
        ("312 for, 41 against, 2 spoilt, 480 sent", Vote(312, 41, 2, 480)),
        ("for 312\nagainst 41", Vote(312, 41)),
        ("For: 1,312; Against: 41; Spoilt: 2; Sent: 2,480", Vote(1312, 41, 2, 2480)),
        ("312 votes for and 41 against of 480 papers sent out", Vote(312, 41, 0, 480)),
        ("Yes 312, No 41", Vote(312, 41)),
        ("0 for, 41 against", Vote(0, 41)),
        ("  \n", None),
    ],
)
def test_a_vote_is_read_as_people_type_it(typed: str, vote: Vote | None) -> None:
    assert settling.read_vote(typed) == vote


@pytest.mark.parametrize(
    "typed",
    [
        "95%",
        "312",
        "312 for",
        "312 for, 41 against, 3 abstained",
        "for 312 against 41 against 42",
        "312 for 41",
        "312.5 for, 41 against",
        "88% for, 12% against",
        "for against 312 41",
        "99999999 for, 1 against",
    ],
)
def test_a_vote_that_could_mean_something_else_is_asked_about(typed: str) -> None:
    refused("campaign.vote_unreadable", lambda: settling.read_vote(typed))


def test_no_more_papers_come_back_than_were_sent() -> None:
    values = refused("campaign.vote_more_than_sent", lambda: settling.read_vote("312 for, 41 against, 352 sent"))
    assert values == {"voted": 353, "sent": 352}


@thoroughly
@given(counts, counts, counts)
def test_whichever_way_round_it_is_typed_a_vote_says_the_same(yes: int, no: int, spoilt: int) -> None:
    before = f"{yes} for, {no} against, {spoilt} spoilt"
    behind = f"spoilt {spoilt}; against {no:,}; for {yes:,}"
    assert settling.read_vote(before) == settling.read_vote(behind) == Vote(yes, no, spoilt)


def test_an_outcome_is_one_of_three_and_its_terms_are_said_in_words_that_call_nobody_out() -> None:
    assert settling.read_outcome("settled") is Outcome.SETTLED
    refused("campaign.no_such_outcome", lambda: settling.read_outcome("won"))
    assert settling.read_terms("  5% from 1 April.\r\n\r\n\r\nNo one-off. ") == "5% from 1 April.\n\nNo one-off."
    refused("text.empty", lambda: settling.read_terms(" "))
    refused("text.no_words", lambda: settling.read_terms("🎉"))
    refused("call.for_action", lambda: settling.read_terms("Walk out on Monday!"))
