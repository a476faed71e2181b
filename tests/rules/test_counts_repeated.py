"""Whole elections, many of them, counted again by slow counts; and what must hold whatever the papers."""

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.sheets import UNIT, Kind, Sheet
from tests.rules.samples import thoroughly
from tests.rules.slow_counts import Column, Election, SlowCount, slow_alternative_vote


def same(sheet: Sheet, slow: SlowCount) -> bool:
    """Every stage, vote and name alike."""

    def column(number: int) -> Column:
        return (number, 0) if number <= sheet.candidates else (sheet.candidate(number), number - sheet.candidates)

    ours = [
        (stage.kind.value, stage.of and column(stage.of), {column(n): v for n, v in enumerate(stage.votes, 1) if v})
        for stage in sheet.stages
    ]
    theirs = [
        (kind, of, {one: votes * UNIT for one, votes in tally.items() if votes}) for kind, of, tally in slow.history
    ]
    filled = [column(elected.number) for stage in sheet.stages for elected in stage.elected]
    return (ours, filled, sheet.quota) == (theirs, slow.elected, slow.quota)


def an_election(chance: random.Random) -> Election:
    """Few papers and small numbers, so that ties are common."""
    candidates = chance.randint(2, 7)
    numbers = range(1, candidates + 1)
    papers = {
        tuple(chance.sample(numbers, chance.randint(1, candidates))): chance.choice((1, 1, 1, 2, 2, 25))
        for _ in range(chance.randint(1, 10))
    }
    reopen = chance.choice((None, chance.randint(1, candidates)))
    return Election(papers, candidates, chance.randint(1, 4), tuple(chance.sample(numbers, candidates)), reopen)


@st.composite
def elections(draw: st.DrawFn, *, seats: int | None = None, reopen: bool = True) -> Election:
    candidates = draw(st.integers(1, 6))
    numbers = list(range(1, candidates + 1))
    paper = st.lists(st.sampled_from(numbers), min_size=1, max_size=candidates, unique=True).map(tuple)
    return Election(
        papers=draw(st.dictionaries(paper, st.integers(1, 30), max_size=8)),
        candidates=candidates,
        seats=seats or draw(st.integers(1, 5)),
        drawn=tuple(draw(st.permutations(numbers))),
        reopen=draw(st.none() | st.sampled_from(numbers)) if reopen else None,
    )


def test_a_slow_count_of_one_paper_at_a_time_agrees_in_every_stage():
    chance = random.Random(52)  # noqa: S311 - the same elections every time
    ties = 0
    for _ in range(1_000):
        election = an_election(chance)
        sheet = election.counted()
        assert same(sheet, SlowCount(election).run()), election
        ties += any(stage.tie for stage in sheet.stages)
    assert ties > 250


@thoroughly
@given(elections())
def test_the_slow_count_agrees_on_whatever_hypothesis_finds(election: Election):
    assert same(election.counted(), SlowCount(election).run())


@thoroughly
@given(elections(seats=1, reopen=False))
def test_one_seat_is_the_alternative_vote(election: Election):
    assert election.counted().elected == (slow_alternative_vote(election),)


@thoroughly
@given(elections())
def test_no_vote_appears_or_disappears_at_any_stage(election: Election):
    total = sum(election.papers.values()) * UNIT
    for stage in election.counted().stages:
        assert sum(stage.votes) + stage.non_transferable + stage.lost == total
        assert min(*stage.votes, stage.non_transferable, stage.lost) >= 0


@thoroughly
@given(elections())
def test_what_moves_at_a_stage_is_what_its_parcels_say(election: Election):
    sheet = election.counted()
    for before, stage in zip(sheet.stages, sheet.stages[1:], strict=False):
        received = [now - then for then, now in zip(before.votes, stage.votes, strict=True)]
        for parcel in stage.parcels:
            if parcel.to:
                received[parcel.to - 1] -= parcel.votes
        assert [number for number, rest in enumerate(received, 1) if rest] in ([], [stage.of])
        assert all(parcel.value <= parcel.received for parcel in stage.parcels)
        assert stage.kind is Kind.SURPLUS or stage.lost == before.lost


@thoroughly
@given(elections(reopen=False))
def test_as_many_are_elected_as_there_are_seats_or_candidates(election: Election):
    sheet = election.counted()
    assert len(set(sheet.elected)) == len(sheet.elected) == min(election.seats, election.candidates)
    assert sheet.vacant == election.seats - len(sheet.elected)


@thoroughly
@given(elections())
def test_no_more_seats_are_filled_or_kept_vacant_than_there_are(election: Election):
    sheet = election.counted()
    assert len(sheet.elected) + sheet.reopened <= election.seats
    assert election.reopen not in sheet.elected


@thoroughly
@given(elections(), st.randoms(use_true_random=False))
def test_neither_the_order_of_papers_nor_the_numbers_of_candidates_matter(election: Election, chance: random.Random):
    numbers = chance.sample(range(1, election.candidates + 1), election.candidates)
    new = dict(enumerate(numbers, 1))
    shuffled = chance.sample(list(election.papers.items()), len(election.papers))
    renumbered = Election(
        papers={tuple(new[one] for one in paper): number for paper, number in shuffled},
        candidates=election.candidates,
        seats=election.seats,
        drawn=tuple(new[one] for one in election.drawn),
        reopen=election.reopen and new[election.reopen],
    )
    before, after = election.counted(), renumbered.counted()
    assert after.elected == tuple(new[one] for one in before.elected)
    assert [stage.of and new.get(stage.of, stage.of) for stage in before.stages] == [one.of for one in after.stages]


@thoroughly
@given(elections(reopen=False))
def test_everybody_at_the_quota_is_elected_and_nobody_with_a_smaller_total_before_them(election: Election):
    sheet = election.counted()
    for number in range(1, election.candidates + 1):
        reached = any(stage.votes[number - 1] >= sheet.quota * UNIT for stage in sheet.stages)
        assert not reached or number in sheet.elected


@thoroughly
@given(elections(reopen=False))
def test_re_open_nominations_that_nobody_names_changes_nobody_s_election(election: Election):
    named = {(one,): 1 for one in range(1, election.candidates + 1)}  # nobody is level with it at nothing
    drawn = (*election.drawn, election.candidates + 1)
    plain = Election({**election.papers, **named}, election.candidates, election.seats, election.drawn)
    offered = Election(plain.papers, election.candidates + 1, election.seats, drawn, election.candidates + 1)
    assert set(offered.counted().elected) == set(plain.counted().elected)
