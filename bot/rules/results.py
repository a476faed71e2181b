"""What a count comes to, and the declared result as it is kept for ever.

Which poll it was, and who might vote, is `bot.rules.polls`' business; here are numbers, and the rule applied.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

from bot.rules.numbers import Percent, Quorum, Threshold, Turnout, percent
from bot.rules.texts import fold


class Stance(StrEnum):
    """What choosing an option means: on a motion's side, or simply one option among several."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    OPTION = "option"


class Outcome(StrEnum):
    """What the count comes to, in the order in which it is decided; the catalogues have one sentence for each."""

    NO_VOTES = "no_votes"
    MEETING_INQUORATE = "meeting_inquorate"  # too few were at the meeting it was opened from: views only
    INQUORATE = "inquorate"  # indicative views only
    QUORUM_UNKNOWN = "quorum_unknown"  # the quorum is a share of a number that is not known
    ALL_ABSTAINED = "all_abstained"
    TIE = "tie"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    CHOSEN = "chosen"
    NO_MAJORITY = "no_majority"  # one option leads, short of the threshold


_OBJECTS = ("", " the motion", " the offer", " the pay offer", " the deal", " the proposal", " the resolution")
_SIDES = {
    Stance.FOR: (
        *("for", "yes", "aye", "yea", "accept", "agree", "approve", "support", "in favour", "in favor", "in favour of"),
        *("i agree", "yes i agree", "strongly agree", "o blaid", "ie", "cytuno", "rwyn cytuno", "derbyn"),
    ),
    Stance.AGAINST: (
        *("against", "no", "nay", "reject", "disagree", "oppose", "opposed", "opposed to", "i disagree"),
        *("no i disagree", "strongly disagree", "yn erbyn", "na", "nage", "anghytuno", "rwyn anghytuno", "gwrthod"),
    ),
    Stance.ABSTAIN: (
        *("abstain", "i abstain", "abstention", "abstaining", "ymatal", "ymatal rhag pleidleisio"),
    ),
}  # fmt: skip
_STANCES = {word + tail: stance for stance, words in _SIDES.items() for word in words for tail in _OBJECTS}


@lru_cache(maxsize=256)  # asked at every vote, for every option of its poll
def stance_of(option: str) -> Stance:
    """The side an option takes, by its exact words whatever their case and punctuation; English or Welsh."""
    letters = (character for character in fold(option) if character.isalnum() or character == " ")
    return _STANCES.get(" ".join("".join(letters).split()), Stance.OPTION)


def is_motion(stances: tuple[Stance, ...]) -> bool:
    """Whether these options put a motion: one for, one against, perhaps one abstention, nothing else."""
    sides = {stance: stances.count(stance) for stance in Stance}
    return sides[Stance.FOR] == sides[Stance.AGAINST] == 1 and sides[Stance.ABSTAIN] <= 1 and not sides[Stance.OPTION]


@dataclass(frozen=True)
class Rule:
    """By what a count is judged, as it was announced before the first vote."""

    quorum: Quorum
    threshold: Threshold
    count_abstentions: bool


@dataclass(frozen=True)
class Result:
    """A count and what it comes to; once declared it is kept as it was said, whatever changes afterwards.

    `votes` and `options` are in poll order. `base` is what the threshold is measured against: on a motion the votes for
    and against, in a choice the people who voted; abstentions are left out unless the rule counts them. `leaders` are
    the numbers (from 1) of the options with most votes, several when they tie; an abstention never leads.
    """

    at: datetime
    options: tuple[str, ...]
    votes: tuple[int, ...]
    motion: bool
    many: bool
    turnout: Turnout
    rule: Rule
    quorum_needed: int | None
    quorum_met: bool | None
    base: int
    leaders: tuple[int, ...]
    threshold_met: bool
    outcome: Outcome
    withheld: bool = False
    """Of a secret poll in which under five voted: only the outcome is kept (`bot.rules.ballots.withheld`)."""

    @property
    def voted(self) -> int:
        """How many people voted, abstentions included."""
        return self.turnout.voted

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The side of each option, in poll order."""
        return tuple(stance_of(option) for option in self.options)

    @property
    def abstained(self) -> int:
        """How many people abstained: an abstention stands alone on its paper, so votes are people here."""
        return _votes_for(Stance.ABSTAIN, self.stances, self.votes)

    @property
    def leading_votes(self) -> int:
        """The votes of the leading option, or of each of those that tie."""
        return self.votes[self.leaders[0] - 1] if self.leaders else 0

    def share(self, number: int) -> Percent | None:
        """An option's share of the people who voted; with several choices these add up to more than 100%."""
        return percent(self.votes[number - 1], self.turnout.voted)

    def share_of_base(self, number: int) -> Percent | None:
        """An option's share of the votes the threshold is measured against; None for an abstention not counted."""
        if self.stances[number - 1] is Stance.ABSTAIN and not self.rule.count_abstentions:
            return None
        return percent(self.votes[number - 1], self.base)

    def to_json(self) -> str:
        """The result as text that `from_json` turns back into an equal one."""
        return json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Result":
        """The result as it was declared."""
        return _revived(json.loads(text))


def judge(
    *,
    options: tuple[str, ...],
    votes: tuple[int, ...],
    many: bool,
    turnout: Turnout,
    rule: Rule,
    at: datetime,
    decides: bool = True,
) -> Result:
    """Apply the rule to the count; what cannot be known is said to be unknown.

    `decides`: False where an inquorate meeting asked, so that nothing is decided whatever the votes are.
    """
    stances = tuple(stance_of(option) for option in options)
    motion = is_motion(stances) and not many
    leaders = _leaders(stances, votes)
    base = _base(motion, stances, votes, turnout.voted, rule.count_abstentions)
    proposed = stances.index(Stance.FOR) + 1 if motion else next(iter(leaders), 0)
    undecided = Result(
        at=at,
        options=options,
        votes=votes,
        motion=motion,
        many=many,
        turnout=turnout,
        rule=rule,
        quorum_needed=rule.quorum.needed(turnout.eligible),
        quorum_met=rule.quorum.is_met(turnout.voted, turnout.eligible, exact=turnout.eligible_exact),
        base=base,
        leaders=leaders,
        threshold_met=bool(proposed) and rule.threshold.is_met(votes[proposed - 1], base),
        outcome=Outcome.NO_VOTES,
    )
    return replace(undecided, outcome=_outcome(undecided, decides=decides))


def _outcome(result: Result, *, decides: bool) -> Outcome:
    if not result.turnout.voted:
        return Outcome.NO_VOTES
    if not decides:
        return Outcome.MEETING_INQUORATE
    if result.quorum_met is not True:
        return Outcome.INQUORATE if result.quorum_met is False else Outcome.QUORUM_UNKNOWN
    if not result.leaders:
        return Outcome.ALL_ABSTAINED
    if len(result.leaders) > 1:
        return Outcome.TIE
    return _decision(result)


def _decision(result: Result) -> Outcome:
    """With one leader: a motion needs the threshold and more votes for than against, whatever threshold was set."""
    if not result.motion:
        return Outcome.CHOSEN if result.threshold_met else Outcome.NO_MAJORITY
    leads = result.stances[result.leaders[0] - 1] is Stance.FOR
    return Outcome.CARRIED if leads and result.threshold_met else Outcome.NOT_CARRIED


def _leaders(stances: tuple[Stance, ...], votes: tuple[int, ...]) -> tuple[int, ...]:
    standing = {number: count for number, count in enumerate(votes, 1) if stances[number - 1] is not Stance.ABSTAIN}
    most = max(standing.values(), default=0)
    return tuple(number for number, count in standing.items() if count == most) if most else ()


def _base(
    motion: bool, stances: tuple[Stance, ...], votes: tuple[int, ...], voted: int, count_abstentions: bool
) -> int:
    abstained = _votes_for(Stance.ABSTAIN, stances, votes)
    people = sum(votes) if motion else voted
    return people if count_abstentions else max(0, people - abstained)


def _votes_for(stance: Stance, stances: tuple[Stance, ...], votes: tuple[int, ...]) -> int:
    return sum(count for count, side in zip(votes, stances, strict=True) if side is stance)


def _plain(result: Result) -> dict[str, object]:
    rule = result.rule
    return {
        "at": result.at.isoformat(),
        "options": result.options,
        "votes": result.votes,
        "motion": result.motion,
        "many": result.many,
        **result.turnout.plain,
        "quorum": [rule.quorum.number, rule.quorum.unit],
        "threshold": [rule.threshold.over, *rule.threshold.fraction.as_integer_ratio()],
        "count_abstentions": rule.count_abstentions,
        "quorum_needed": result.quorum_needed,
        "quorum_met": result.quorum_met,
        "base": result.base,
        "leaders": result.leaders,
        "threshold_met": result.threshold_met,
        "outcome": result.outcome.value,
        "withheld": result.withheld,
    }


def _revived(plain: dict[str, Any]) -> Result:
    """Our own file's text, so its shape is trusted; a missing field fails loudly."""
    over, numerator, denominator = cast("tuple[bool, int, int]", plain["threshold"])
    return Result(
        at=datetime.fromisoformat(plain["at"]),
        options=tuple(plain["options"]),
        votes=tuple(plain["votes"]),
        motion=plain["motion"],
        many=plain["many"],
        turnout=Turnout.revived(plain),
        rule=Rule(
            quorum=Quorum(*plain["quorum"]),
            threshold=Threshold(over, Fraction(numerator, denominator)),
            count_abstentions=plain["count_abstentions"],
        ),
        quorum_needed=plain["quorum_needed"],
        quorum_met=plain["quorum_met"],
        base=plain["base"],
        leaders=tuple(plain["leaders"]),
        threshold_met=plain["threshold_met"],
        outcome=Outcome(plain["outcome"]),
        withheld=plain.get("withheld", False),  # declared before there were secret polls
    )
