"""The sheet of a ranked count: everything that happened in it, exactly, so that anybody can follow and repeat it.

Votes are whole numbers of units of 0.00001 vote (rule 48(3): five decimal places). Candidates are known by their number
from 1. Where *re-open nominations* has been elected, its further selves (see `bot.rules.counts`) have columns of their
own after the last candidate's, and are known by the number of their column. Wording is the catalogues'.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

UNIT = 100_000


class Kind(StrEnum):
    """What a stage of the count is (article 2 of the Order)."""

    FIRST = "first"  # first preferences, rule 45
    SURPLUS = "surplus"  # rules 48 and 49
    EXCLUSION = "exclusion"  # rules 50 and 51


class Why(StrEnum):
    """By which rule somebody is elected."""

    QUOTA = "quota"  # rule 47
    LAST = "last"  # rule 52: as many continuing as there are vacancies


class Line(StrEnum):
    """What a row of the table is about."""

    CANDIDATE = "candidate"
    REOPEN = "reopen"
    NON_TRANSFERABLE = "non_transferable"
    LOST = "lost"
    TOTAL = "total"


@dataclass(frozen=True)
class Parcel:
    """Papers that moved together: to whom (None: non-transferable), and the value each had and has now."""

    to: int | None
    papers: int
    received: int
    value: int

    @property
    def votes(self) -> int:
        """What these papers are worth together."""
        return self.papers * self.value


@dataclass(frozen=True)
class Tie:
    """Who was level, and what told them apart: the latest earlier stage (from 1), or the lot among `drawn`."""

    among: tuple[int, ...]
    stage: int | None
    drawn: tuple[int, ...]


@dataclass(frozen=True)
class Elected:
    """Somebody elected, and by which rule."""

    number: int
    why: Why


@dataclass(frozen=True)
class Stage:
    """A stage: whose surplus or exclusion it is, what moved, and how everything stands at its end.

    `votes`, `non_transferable` and `lost` (cut off transfer values after the fifth decimal place) always add up to the
    valid papers. An exclusion that leaves as many continuing as there are vacancies moves no paper (rule 52(2)): the
    excluded keeps the votes shown.
    """

    kind: Kind
    of: int | None
    votes: tuple[int, ...]
    non_transferable: int
    lost: int
    parcels: tuple[Parcel, ...]
    elected: tuple[Elected, ...]
    tie: Tie | None


@dataclass(frozen=True)
class Row:
    """A row of the table: the votes after each stage and the change it made, as exact decimals; stages are from 1."""

    line: Line
    number: int | None
    after: tuple[str, ...]
    change: tuple[str, ...]
    elected_at: int | None = None
    excluded_at: int | None = None


@dataclass(frozen=True)
class Sheet:
    """A whole count. `drawn` is the order of the lot, whether or not it was needed."""

    candidates: int
    seats: int
    reopen: int | None
    papers: int
    quota: int
    drawn: tuple[int, ...]
    stages: tuple[Stage, ...]

    @property
    def elected(self) -> tuple[int, ...]:
        """The people elected, in order of election."""
        return tuple(number for number in self._filled() if self.candidate(number) != self.reopen)

    @property
    def reopened(self) -> int:
        """How many seats *re-open nominations* was elected to."""
        return sum(self.candidate(number) == self.reopen for number in self._filled())

    @property
    def vacant(self) -> int:
        """How many seats stay empty, because nominations are re-opened or because nobody is left."""
        return self.seats - len(self.elected)

    def candidate(self, number: int) -> int:
        """The candidate whose column this is: a further self of *re-open nominations* is *re-open nominations*."""
        return number if number <= self.candidates or self.reopen is None else self.reopen

    def rows(self) -> Iterator[Row]:
        """The table: a row for every column of `Stage.votes`, then what left the count, then the constant total."""
        for number in range(1, len(self.stages[0].votes) + 1):
            yield self._candidate_row(number)
        yield _row(Line.NON_TRANSFERABLE, None, [stage.non_transferable for stage in self.stages])
        yield _row(Line.LOST, None, [stage.lost for stage in self.stages])
        yield _row(Line.TOTAL, None, [self.papers * UNIT] * len(self.stages))

    def _filled(self) -> Iterator[int]:
        return (elected.number for stage in self.stages for elected in stage.elected)

    def _candidate_row(self, number: int) -> Row:
        line = Line.REOPEN if self.candidate(number) == self.reopen else Line.CANDIDATE
        elected = (any(one.number == number for one in stage.elected) for stage in self.stages)
        excluded = (stage.kind is Kind.EXCLUSION and stage.of == number for stage in self.stages)
        votes = [stage.votes[number - 1] for stage in self.stages]
        return _row(line, number, votes, elected_at=_first(elected), excluded_at=_first(excluded))


def exact(units: int) -> str:
    """Units as a decimal number of votes, with a point and all five places."""
    whole, places = divmod(abs(units), UNIT)
    return f"{'-' if units < 0 else ''}{whole}.{places:05}"


def _row(
    line: Line, number: int | None, votes: list[int], *, elected_at: int | None = None, excluded_at: int | None = None
) -> Row:
    changes = (now - before for before, now in zip([0, *votes], votes, strict=False))
    return Row(line, number, tuple(map(exact, votes)), tuple(map(exact, changes)), elected_at, excluded_at)


def _first(stages: Iterable[bool]) -> int | None:
    return next((stage for stage, here in enumerate(stages, 1) if here), None)
