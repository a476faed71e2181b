"""An election by ranking: its candidates, their statements, what a paper may say, and what is declared.

How the papers are counted is `bot.rules.counts`; every step of a count is a `bot.rules.sheets.Sheet`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.errors import Invalid
from bot.rules import texts
from bot.rules.ballots import LEAST_VOTES
from bot.rules.numbers import Quorum, Turnout
from bot.rules.sheets import Sheet

MOST_CANDIDATES = 20
STATEMENT_WORDS = 100
STATEMENT_LENGTH = 1000  # a hundred long words
MOST_SEATS = 19

# However it is written, with its abbreviation and in both languages: a branch's old papers have them side by side.
_REOPEN = re.compile(r"(?:(?:re ?open(?:ing)? nominations|r ?o ?n|ail ?agor enwebiadau)(?: |$))+")


class Declared(StrEnum):
    """What an election comes to, in the order in which it is decided; the catalogues have one sentence for each."""

    NO_VOTES = "no_votes"
    MEETING_INQUORATE = "meeting_inquorate"  # too few were at the meeting it was opened from
    INQUORATE = "inquorate"
    QUORUM_UNKNOWN = "quorum_unknown"
    ELECTED = "elected"


@dataclass(frozen=True)
class Election:
    """A declared election; kept as it was said, whatever changes afterwards.

    `elected` are candidates' numbers in the order they were elected; `vacant` seats went to *re-open nominations*.
    Of a quorum not met (here, or at the meeting it was opened from), or under five votes, no more is kept than is
    published: not even that order.
    """

    at: datetime
    candidates: tuple[str, ...]
    seats: int
    reopen: int | None
    turnout: Turnout
    quorum: Quorum
    quorum_needed: int | None
    quorum_met: bool | None
    declared: Declared
    elected: tuple[int, ...]
    vacant: int
    quota: int
    stages: int
    by_lot: bool
    withheld: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The elected, in the order they were elected."""
        return tuple(self.candidates[number - 1] for number in self.elected)

    @property
    def in_full(self) -> bool:
        """Whether the count is shown with it, stage by stage: not where it elects nobody, nor of a few papers."""
        return self.declared is Declared.ELECTED and not self.withheld

    @property
    def unfilled(self) -> int:
        """How many seats stay vacant because no candidate is left for them."""
        return self.seats - len(self.elected) - self.vacant if self.declared is Declared.ELECTED else 0

    def to_json(self) -> str:
        """The election as text that `from_json` turns back into an equal one."""
        return json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Election":
        """The election as it was declared."""
        return _revived(json.loads(text))


def reopen_number(candidates: Sequence[str]) -> int | None:
    """The number of *re-open nominations* among the candidates, by its words; None where it does not stand."""
    return next(iter(_reopen_numbers(candidates)), None)


def _reopen_numbers(candidates: Sequence[str]) -> list[int]:
    return [number for number, name in enumerate(candidates, 1) if _REOPEN.fullmatch(_words(name))]


def _words(name: str) -> str:
    """The name's letters and figures alone: hyphens come in many kinds."""
    return " ".join("".join(each if each.isalnum() else " " for each in texts.fold(name)).split())


def check_candidates(candidates: Sequence[str], seats: int) -> None:
    """Refuse too many candidates, and an election whose outcome is settled before it begins."""
    if len(candidates) > MOST_CANDIDATES:
        raise Invalid("election.too_many_candidates", candidates=len(candidates), most=MOST_CANDIDATES)
    if len(reopen := _reopen_numbers(candidates)) > 1:
        raise Invalid("election.reopen_twice", one=candidates[reopen[0] - 1], other=candidates[reopen[1] - 1])
    people = len(candidates) - len(reopen)
    if seats > people or (seats == people == len(candidates)):
        raise Invalid("election.uncontested", candidates=people, seats=seats)


def read_seats(text: str) -> int:
    """How many are to be elected, as typed; raises Invalid."""
    typed = text.strip()
    if not re.fullmatch(r"[0-9]{1,2}", typed) or not 1 <= int(typed) <= MOST_SEATS:
        raise Invalid("election.seats_unreadable", most=MOST_SEATS)
    return int(typed)


def read_statement(text: str) -> str:
    """A candidate's statement, clean, of at most a hundred words; "" takes it away."""
    if not texts.fold(text):
        return ""
    statement = texts.paragraph(text, most=STATEMENT_LENGTH, field="statement")
    words = count_words(statement)
    if words > STATEMENT_WORDS:
        raise Invalid("election.statement_too_long", words=words, most=STATEMENT_WORDS)
    return statement


def count_words(statement: str) -> int:
    """How many words a statement has."""
    return len(statement.split())


def read_ranking(numbers: Sequence[int], candidates: int) -> tuple[int, ...]:
    """A paper: candidates from the most preferred on, each once, at least one."""
    if any(not 1 <= number <= candidates for number in numbers) or len(set(numbers)) != len(numbers):
        raise Invalid("poll.no_such_option")
    if not numbers:
        raise Invalid("election.nobody_ranked")
    return tuple(numbers)


def declare(
    sheet: Sheet | None,
    *,
    candidates: tuple[str, ...],
    seats: int,
    turnout: Turnout,
    quorum: Quorum,
    at: datetime,
    decides: bool = True,
) -> Election:
    """What the count comes to; no sheet when nobody voted. An inquorate meeting elects nobody (`decides` False)."""
    met = quorum.is_met(turnout.voted, turnout.eligible, exact=turnout.eligible_exact)
    bare = Election(
        at=at,
        candidates=candidates,
        seats=seats,
        reopen=reopen_number(candidates),
        turnout=turnout,
        quorum=quorum,
        quorum_needed=quorum.needed(turnout.eligible),
        quorum_met=met,
        declared=Declared.NO_VOTES,
        elected=(),
        vacant=0,
        quota=0,
        stages=0,
        by_lot=False,
        withheld=0 < turnout.voted < LEAST_VOTES,
    )
    if sheet is None:
        return bare
    if not decides:
        return replace(bare, declared=Declared.MEETING_INQUORATE)
    if met is not True:
        return replace(bare, declared=Declared.INQUORATE if met is False else Declared.QUORUM_UNKNOWN)
    return _with_elected(bare, sheet)


def _with_elected(bare: Election, sheet: Sheet) -> Election:
    filled = [sheet.candidate(one.number) for stage in sheet.stages for one in stage.elected]
    elected = tuple(number for number in filled if number != sheet.reopen)
    declared = replace(bare, declared=Declared.ELECTED, elected=elected, vacant=len(filled) - len(elected))
    if bare.withheld:
        return replace(declared, elected=tuple(sorted(elected)))  # the order would be numbers in other words
    lots = any(stage.tie is not None and stage.tie.drawn for stage in sheet.stages)
    return replace(declared, quota=sheet.quota, stages=len(sheet.stages), by_lot=lots)


def _plain(election: Election) -> dict[str, object]:
    return {
        "at": election.at.isoformat(),
        "candidates": election.candidates,
        "seats": election.seats,
        "reopen": election.reopen,
        **election.turnout.plain,
        "quorum": [election.quorum.number, election.quorum.unit],
        "quorum_needed": election.quorum_needed,
        "quorum_met": election.quorum_met,
        "declared": election.declared.value,
        "elected": election.elected,
        "vacant": election.vacant,
        "quota": election.quota,
        "stages": election.stages,
        "by_lot": election.by_lot,
        "withheld": election.withheld,
    }


def _revived(plain: dict[str, Any]) -> Election:
    """Our own file's text, so its shape is trusted; a missing field fails loudly."""
    return Election(
        at=datetime.fromisoformat(plain["at"]),
        candidates=tuple(plain["candidates"]),
        seats=plain["seats"],
        reopen=plain["reopen"],
        turnout=Turnout.revived(plain),
        quorum=Quorum(*plain["quorum"]),
        quorum_needed=plain["quorum_needed"],
        quorum_met=plain["quorum_met"],
        declared=Declared(plain["declared"]),
        elected=tuple(plain["elected"]),
        vacant=plain["vacant"],
        quota=plain["quota"],
        stages=plain["stages"],
        by_lot=plain["by_lot"],
        withheld=plain["withheld"],
    )
