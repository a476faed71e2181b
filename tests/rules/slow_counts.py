"""Two counts written from the rules' text alone, to be slow and plain and to share nothing with ours."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from bot.rules.counts import count
from bot.rules.sheets import Sheet

Column = tuple[int, int]  # a candidate, and which self of it: always 0, but for re-open nominations


@dataclass(frozen=True)
class Election:
    papers: dict[tuple[int, ...], int]
    candidates: int
    seats: int
    drawn: tuple[int, ...]
    reopen: int | None = None

    def counted(self) -> Sheet:
        numbers = {"candidates": self.candidates, "seats": self.seats}
        return count(self.papers, **numbers, drawn=self.drawn, reopen=self.reopen)


@dataclass
class Paper:
    preferences: tuple[int, ...]
    value: Fraction
    holder: Column | None = None


class SlowCount:
    """One paper at a time, values as fractions, every total added up afresh."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.papers = [
            Paper(preferences, Fraction(1)) for preferences, number in election.papers.items() for _ in range(number)
        ]
        self.quota = floor(Fraction(len(self.papers), election.seats + 1)) + 1
        self.continuing: dict[int, Column] = {number: (number, 0) for number in range(1, election.candidates + 1)}
        self.elected: list[Column] = []
        self.at_quota: set[Column] = set()
        self.history: list[tuple[str, Column | None, dict[Column, Fraction]]] = []

    def run(self) -> "SlowCount":
        for paper in self.papers:
            self.hand_on(paper, paper.value)
        self.finish_stage("first", None)
        while self.continuing and len(self.elected) < self.election.seats:
            surpluses = [one for one in self.elected if self.votes(one) > self.quota]
            if surpluses:
                self.transfer(max(surpluses, key=self.standing))
            else:
                self.exclude(min(self.continuing.values(), key=self.standing))
        return self

    def votes(self, column: Column) -> Fraction:
        if column in self.at_quota:
            return Fraction(self.quota)
        return sum((paper.value for paper in self.papers if paper.holder == column), Fraction(0))

    def standing(self, column: Column) -> list[Fraction | int]:
        earlier = [votes.get(column, Fraction(0)) for _, _, votes in reversed(self.history)]
        return [self.votes(column), *earlier, -self.election.drawn.index(column[0])]

    def hand_on(self, paper: Paper, value: Fraction) -> None:
        to = next((one for one in paper.preferences if one in self.continuing), None)
        paper.value, paper.holder = value, None if to is None else self.continuing[to]

    def transfer(self, giver: Column) -> None:
        total = self.votes(giver)
        for paper in [paper for paper in self.papers if paper.holder == giver]:
            share = (total - self.quota) * paper.value / total
            self.hand_on(paper, Fraction(floor(share * 100_000), 100_000))
        self.at_quota.add(giver)
        self.finish_stage("surplus", giver)

    def exclude(self, loser: Column) -> None:
        del self.continuing[loser[0]]
        if not self.last_are_elected():
            for paper in [paper for paper in self.papers if paper.holder == loser]:
                self.hand_on(paper, paper.value)
        self.finish_stage("exclusion", loser)

    def last_are_elected(self) -> bool:
        enough = len(self.continuing) <= self.election.seats - len(self.elected)
        surplus = any(self.votes(one) > self.quota for one in self.elected)
        return enough and not (self.election.reopen in self.continuing and len(self.continuing) > 1 and surplus)

    def finish_stage(self, kind: str, of: Column | None) -> None:
        reached = [one for one in self.continuing.values() if self.votes(one) >= self.quota]
        self.elect(reached)
        for number, which in reached:
            if number == self.election.reopen and len(self.elected) < self.election.seats:
                self.continuing[number] = (number, which + 1)
        if self.last_are_elected():
            self.elect(list(self.continuing.values()))
        holders = self.at_quota | {paper.holder for paper in self.papers if paper.holder}
        self.history.append((kind, of, {one: self.votes(one) for one in holders}))

    def elect(self, columns: list[Column]) -> None:
        for column in sorted(columns, key=self.standing, reverse=True):
            del self.continuing[column[0]]
            self.elected.append(column)


def slow_alternative_vote(election: Election) -> int:
    """Who wins one seat: strike out the lowest until somebody has more than half of all the papers, or is alone."""
    left = set(range(1, election.candidates + 1))
    tallies: list[dict[int, int]] = []
    while True:
        tally = dict.fromkeys(left, 0)
        for paper, number in election.papers.items():
            if choice := next((one for one in paper if one in left), None):
                tally[choice] += number
        tallies.append(tally)
        ahead = [one for one in left if tally[one] > Fraction(sum(election.papers.values()), 2) or len(left) == 1]
        if ahead:
            return ahead[0]
        left.remove(min(left, key=lambda one: ([then[one] for then in reversed(tallies)], -election.drawn.index(one))))
