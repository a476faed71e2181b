"""Turnout, quorum and threshold in whole numbers and exact fractions: no figure here is ever better than the truth.

What a poll makes of them is `bot.rules.results`' business; the words around them are the catalogues'.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal, NamedTuple, cast
from unicodedata import normalize

from bot.errors import Invalid


class Edge(StrEnum):
    """Whether a whole percentage is as it stands, or only a bound because rounding would have lied."""

    NONE = "none"
    UNDER = "under"
    OVER = "over"


class Percent(NamedTuple):
    """A whole percentage for showing; as text it is "65%", "<1%" or ">99%", which no language needs translated."""

    whole: int
    edge: Edge = Edge.NONE

    def __str__(self) -> str:
        """The figure with its sign, ready for any sentence."""
        return {Edge.NONE: "", Edge.UNDER: "<", Edge.OVER: ">"}[self.edge] + f"{self.whole}%"


def percent(part: int, whole: int) -> Percent | None:
    """The nearest whole percentage, never 0% for somebody nor 100% for less than all; None when of nobody."""
    if whole <= 0:
        return None
    rounded = (200 * part + whole) // (2 * whole)
    if rounded == 0 and part:
        return Percent(1, Edge.UNDER)
    if rounded == 100 and part != whole:  # noqa: PLR2004 - a hundred per cent
        return Percent(99, Edge.OVER) if part < whole else Percent(100, Edge.OVER)
    return Percent(rounded)


def share_against(part: int, whole: int, threshold: Fraction) -> str | None:
    """A share to at most two decimals that looks as high as the threshold only if it is; None when of nobody.

    Short of the threshold it is cut (49.996% is "49.99%", never "50%"); from the threshold up it is rounded, and a
    share just over it that would read the same is marked ">".
    """
    if whole <= 0:
        return None
    share = Fraction(part, whole)
    exact = share * 10_000
    if part and exact < 1:
        return "<0.01%"
    shown = exact.__floor__() if share < threshold else (exact + Fraction(1, 2)).__floor__()
    if part < whole:
        shown = min(shown, 9_999)
    mark = ">" if share > threshold and shown == threshold * 10_000 else ""
    return f"{mark}{figure(Fraction(shown, 10_000))}"


def figure(fraction: Fraction) -> str:
    """A fraction as a percentage with no more decimals than it needs, cut at two: "75.5%", "66.66%"."""
    hundredths = (fraction * 10_000).__floor__()
    decimals = f"{hundredths % 100:02}".rstrip("0")
    return f"{hundredths // 100}{'.' if decimals else ''}{decimals}%"


@dataclass(frozen=True)
class Turnout:
    """How many voted, against both denominators, always in this order: those eligible here, then the branch.

    `eligible` comes from Discord's roles and may be unknown, or a ceiling (`eligible_exact` False: roles added up,
    people with two counted twice). `membership` is the true number on the union's books, as an officer typed it.
    """

    voted: int
    eligible: int | None
    eligible_exact: bool
    membership: int | None
    membership_at: datetime | None

    @classmethod
    def revived(cls, plain: Mapping[str, Any]) -> "Turnout":
        """From what `plain` made of it; a missing field fails loudly."""
        at = cast("str | None", plain["membership_at"])
        return cls(
            voted=plain["voted"],
            eligible=plain["eligible"],
            eligible_exact=plain["eligible_exact"],
            membership=plain["membership"],
            membership_at=datetime.fromisoformat(at) if at else None,
        )

    @property
    def plain(self) -> dict[str, object]:
        """Itself in values that can be stored, beside those of what it belongs to."""
        return {**asdict(self), "membership_at": self.membership_at and self.membership_at.isoformat()}

    @property
    def here(self) -> Percent | None:
        """The share of those eligible here: of a ceiling, what is certain; None when it would mislead."""
        if not self.eligible or self.voted > self.eligible:
            return None
        if self.eligible_exact:
            return percent(self.voted, self.eligible)
        certain = 100 * self.voted // self.eligible
        return Percent(certain) if certain or not self.voted else None

    @property
    def branch(self) -> Percent | None:
        """The share of the whole branch; None when its membership is not given, or fewer than have voted."""
        if self.membership is None or self.voted > self.membership:
            return None
        return percent(self.voted, self.membership)

    @property
    def values(self) -> dict[str, object]:
        """What the sentence "turnout.line" needs, whichever of its forms is the true one."""
        return {
            "voted": self.voted,
            "eligible": self.eligible or 0,
            "here": str(self.here or ""),
            "here_form": self._here_form(),
            "membership": self.membership or 0,
            "branch": str(self.branch or ""),
            "branch_form": self._branch_form(),
        }

    def _here_form(self) -> str:
        if self.eligible is None:
            return "unknown"
        if self.voted > self.eligible:
            return "exceeded"
        if self.here is None:
            return "nobody" if not self.eligible else "uncertain"
        return "exact" if self.eligible_exact else "at_most"

    def _branch_form(self) -> str:
        if self.membership is None:
            return "unknown"
        return "exceeded" if self.branch is None else "known"


@dataclass(frozen=True)
class Quorum:
    """How many must vote, abstentions included, for the result to count as the branch's; 0 is none."""

    number: int
    unit: Literal["voters", "percent"]

    def needed(self, eligible: int | None) -> int | None:
        """The voters needed, rounded up to a whole person; None when it is a share of an unknown number."""
        if self.unit == "voters" or not self.number:
            return self.number
        if eligible is None:
            return None
        return max(1, -(-self.number * eligible // 100))

    def is_met(self, voted: int, eligible: int | None, *, exact: bool = True) -> bool | None:
        """Whether enough voted; None when that cannot be known.

        Against a ceiling (`exact` False) a share that is reached is reached whatever the true number, but one that is
        not may still be.
        """
        needed = self.needed(eligible)
        if needed is None:
            return None
        if voted >= needed:
            return True
        return False if exact or self.unit == "voters" else None


@dataclass(frozen=True)
class Threshold:
    """The share of the counted votes a proposal must win, exactly: "more than" when `over`, else "at least"."""

    over: bool
    fraction: Fraction

    def is_met(self, for_votes: int, of_votes: int) -> bool:
        """Whether these votes of those reach it; none of none never do."""
        if of_votes <= 0:
            return False
        won, asked = for_votes * self.fraction.denominator, of_votes * self.fraction.numerator
        return won > asked if self.over else won >= asked

    @property
    def name(self) -> str:
        """Which phrase the catalogues use: more_than_half, two_thirds, more_than, at_least."""
        if self == SIMPLE:
            return "more_than_half"
        if self == TWO_THIRDS:
            return "two_thirds"
        return "more_than" if self.over else "at_least"

    @property
    def values(self) -> dict[str, object]:
        """What the phrase "threshold.words" needs."""
        return {"name": self.name, "figure": figure(self.fraction)}


NO_QUORUM = Quorum(0, "voters")
# Citrine, ABC of Chairmanship, ch. 8: carried if there are more votes for it than against. Equal votes do not carry.
SIMPLE = Threshold(True, Fraction(1, 2))
TWO_THIRDS = Threshold(False, Fraction(2, 3))

_NO_QUORUM_WORDS = {"", "none", "no", "no quorum", "nil", "0", "0%"}
_SIMPLE_WORDS = {
    *("", "simple", "simple majority", "a simple majority", "majority", "a majority", "half", "a half", "over half"),
    *("more than half", "1/2", "50%", "50.0%", "50.00%", "over 50%", "more than 50%", "50% + 1", "50%+1", "50% plus 1"),
}
_TWO_THIRDS_WORDS = {
    *("two thirds", "two-thirds", "at least two thirds", "a two thirds majority", "two thirds majority"),
    *("2/3", "2/3rds"),
}


def read_quorum(text: str) -> Quorum:
    """The quorum as typed: a number of voters ("50"), a whole percentage of those eligible ("40%"), or none."""
    words = _tidy(text)
    if words in _NO_QUORUM_WORDS:
        return NO_QUORUM
    found = re.fullmatch(r"(?:at least )?([0-9]{1,6}) ?(%|members?|voters?|votes?|people)?", words)
    if not found:
        raise Invalid("quorum.unreadable")
    number = int(found[1])
    if found[2] != "%":
        return Quorum(number, "voters")
    if number > 100:  # noqa: PLR2004 - a hundred per cent
        raise Invalid("quorum.over_100")
    return Quorum(number, "percent")


def read_threshold(text: str) -> Threshold:
    """The threshold as typed: "simple", "two thirds", "2/3", or at least a percentage ("75.5%").

    Half, however typed, is more than half: equal votes carry nothing. Any other figure is taken at its word: 66% is
    a little less than two thirds, 67% a little more.
    """
    words = _tidy(text)
    if words in _SIMPLE_WORDS:
        return SIMPLE
    if words in _TWO_THIRDS_WORDS:
        return TWO_THIRDS
    found = re.fullmatch(r"(at least |over |more than )?([0-9]{1,3})(?:\.([0-9]{1,2}))? ?%", words)
    if found:
        return _checked(Threshold(found[1] in ("over ", "more than "), _fraction(found[2], found[3])))
    found = re.fullmatch(r"(at least )?([1-9][0-9]?)/([1-9][0-9]?)", words)
    if found:
        return _checked(Threshold(False, Fraction(int(found[2]), int(found[3]))))
    raise Invalid("threshold.unreadable")


def _tidy(text: str) -> str:
    """Lower case, plain digits, single spaces, and every way of writing per cent as "%"."""
    words = " ".join(normalize("NFKC", text[:100]).casefold().split())
    return re.sub(r" ?(?:per ?cent|pc|%)(?![a-z])", "%", words)


def _fraction(whole: str, decimals: str | None) -> Fraction:
    return Fraction(f"{whole}.{decimals or '0'}") / 100


def _checked(threshold: Threshold) -> Threshold:
    """The threshold, if any vote could both miss it and reach it."""
    ceiling = 1 if threshold.over else 0
    if threshold.fraction <= 0 or threshold.fraction + ceiling * Fraction(1, 10_000) > 1:
        raise Invalid("threshold.out_of_range")
    return threshold
