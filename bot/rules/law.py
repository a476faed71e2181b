"""The figures of the law, with source and the day each was last checked: they stand in `law.toml`, never in code.

What is not in that file is not known: `figure` is None then, and whoever asks says so instead of guessing. It is
information, not advice.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from bot.errors import Invalid
from bot.rules.campaigns import Nation

_FILE = Path(__file__).parent / "law.toml"


class Subject(StrEnum):
    """What a figure is about, and the day that decides which one applies."""

    BALLOT_TURNOUT = "ballot_turnout"
    """Per cent of those entitled who must vote; by the day the ballot opens."""
    ACTION_NOTICE = "action_notice"
    """Days between the employer's receiving the notice and the action; by the day of the notice."""
    MANDATE = "mandate"
    """Months for which a ballot holds; by the day it opens."""
    POST_USUAL = "post_usual"
    """Posting days within which most letters arrive; by the day of posting."""
    POST_SAFE = "post_safe"
    """Posting days within which nearly every letter arrives; by the day of posting."""
    TRIBUNAL_LIMIT = "tribunal_limit"
    """Months, less one day, within which most claims to an employment tribunal begin; by the day of the act."""


class Jurisdiction(StrEnum):
    """Where a figure holds."""

    GREAT_BRITAIN = "great_britain"
    NORTHERN_IRELAND = "northern_ireland"
    UNITED_KINGDOM = "united_kingdom"


class Unit(StrEnum):
    """What a figure counts."""

    PER_CENT = "per_cent"
    DAYS = "days"
    MONTHS = "months"
    MONTHS_LESS_A_DAY = "months_less_a_day"
    POSTING_DAYS = "posting_days"


@dataclass(frozen=True)
class Figure:
    """One figure as the law states it, and how we know."""

    subject: Subject
    jurisdiction: Jurisdiction
    number: int
    unit: Unit
    in_force_on: date
    source: str
    checked_on: date


def figure(subject: Subject, nation: Nation, on: date) -> Figure | None:
    """What the law of this nation said on that day; None where that is not known to us."""
    law = Jurisdiction.NORTHERN_IRELAND if nation is Nation.NORTHERN_IRELAND else Jurisdiction.GREAT_BRITAIN
    here = (law, Jurisdiction.UNITED_KINGDOM)
    known = [each for each in figures() if each.subject is subject and each.jurisdiction in here]
    return max((each for each in known if each.in_force_on <= on), key=lambda each: each.in_force_on, default=None)


def needed(subject: Subject, nation: Nation, on: date) -> Figure:
    """The same for what cannot be said without it: refused where the figure is not known to us."""
    found = figure(subject, nation, on)
    if found is None:
        raise Invalid("law.not_known", subject=subject)
    return found


@cache
def figures() -> Sequence[Figure]:
    """Everything that stands in the file."""
    with _FILE.open("rb") as file:
        written: list[dict[str, Any]] = tomllib.load(file)["figure"]
    return tuple(
        Figure(
            Subject(each["subject"]),
            Jurisdiction(each["jurisdiction"]),
            each["number"],
            Unit(each["unit"]),
            each["in_force_on"],
            each["source"],
            each["checked_on"],
        )
        for each in written
    )
