"""What is marked and not yet cast is kept for its owner alone, for a while, and never for too many."""

from dataclasses import replace

import pytest

from bot.errors import AlreadyDone, NotFound
from bot.ids import MemberId, PollId
from cogs import _kept as kept
from cogs.polls._kept_papers import Paper, Papers
from tests.builders import Clock
from tests.rules.samples import POLL

ANN, BOB = MemberId(1), MemberId(2)
PAPER = Paper(POLL, (2,))


def is_kept(papers: Papers, who: MemberId, token: str) -> bool:
    """Whether this paper can still be found by this member."""
    try:
        return papers.find(who, token) == PAPER
    except NotFound as error:
        assert error.key == "paper.forgotten"
        return False


async def test_a_paper_is_found_by_its_owner_and_nobody_else(clock: Clock) -> None:
    papers = Papers(clock.now)
    token = papers.keep(ANN, PAPER)
    papers.keep(BOB, PAPER)
    assert is_kept(papers, ANN, token)
    assert not is_kept(papers, BOB, token)


async def test_each_screen_has_a_token_of_its_own_that_says_nothing(clock: Clock) -> None:
    papers = Papers(clock.now)
    tokens = [papers.keep(ANN, PAPER) for _ in range(20)]
    assert len(set(tokens)) == 20
    assert all(len(token) == 16 for token in tokens)


async def test_what_is_not_touched_for_an_hour_is_forgotten(clock: Clock) -> None:
    papers = Papers(clock.now)
    token = papers.keep(ANN, PAPER)
    clock.move(minutes=59)
    later = papers.keep(ANN, PAPER)
    clock.move(minutes=59)
    assert is_kept(papers, ANN, token)
    assert is_kept(papers, ANN, later)
    clock.move(minutes=1)
    assert not is_kept(papers, ANN, token)


async def test_nobody_can_crowd_out_anybody_else(clock: Clock) -> None:
    papers = Papers(clock.now)
    token = papers.keep(ANN, PAPER)
    screens = [papers.keep(BOB, PAPER) for _ in range(kept.MOST_EACH + 1)]
    assert is_kept(papers, ANN, token)
    assert [is_kept(papers, BOB, screen) for screen in screens] == [False] + [True] * kept.MOST_EACH


async def test_of_too_many_members_who_waited_longest_is_forgotten(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_MEMBERS", 3)
    papers = Papers(clock.now)
    members = [MemberId(number) for number in range(1, 5)]
    tokens = {who: papers.keep(who, PAPER) for who in members[:3]}
    papers.keep(ANN, PAPER)
    tokens |= {members[3]: papers.keep(members[3], PAPER)}
    assert [is_kept(papers, who, token) for who, token in tokens.items()] == [True, False, True, True]


async def test_after_the_vote_every_paper_of_that_poll_is_spent_and_says_so(clock: Clock) -> None:
    papers = Papers(clock.now)
    phone, laptop = papers.keep(ANN, PAPER), papers.keep(ANN, PAPER)
    elsewhere = papers.keep(ANN, replace(PAPER, poll=replace(POLL, id=PollId(2))))
    bobs = papers.keep(BOB, PAPER)
    papers.voted(ANN, POLL.id)
    for token in (phone, laptop):
        with pytest.raises(AlreadyDone, match=r"box\.already_voted"):
            papers.find(ANN, token)
    assert papers.find(ANN, elsewhere).poll.id == PollId(2)
    assert is_kept(papers, BOB, bobs)
    papers.voted(MemberId(99), POLL.id)


def test_a_paper_in_a_message_for_developers_keeps_its_marks_to_itself() -> None:
    assert "(2,)" not in repr(PAPER)
