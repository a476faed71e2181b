"""A poll's words as somebody types them into the form, cleaned and read, or refused with what to type instead."""

import re
from string import ascii_lowercase

from bot.errors import Invalid
from bot.rules import texts
from bot.rules.results import Stance, stance_of

QUESTION_LENGTH = 200
OPTION_LENGTH = 80  # a Discord button's label
REASON_LENGTH = 300
MOST_OPTIONS = 25  # a Discord select menu

_BULLET = re.compile(r"\s*[-*•–—]\s+")
_NUMBER = re.compile(r"\s*\(?([0-9]{1,2}|[A-Za-z])[.):]\s+")


def read_question(text: str) -> str:
    """The question, clean; one line that says something."""
    return texts.words(text, most=QUESTION_LENGTH, field="question")


def read_reason(text: str) -> str:
    """Why a poll is cancelled, as members will read it."""
    return texts.line(text, most=REASON_LENGTH, field="reason")


def read_options(text: str) -> tuple[str, ...]:
    """The options, one a line, clean and no two alike; a refusal says which line."""
    typed = [(number, line) for number, line in enumerate(text.splitlines(), 1) if texts.fold(line)]
    if len(typed) < 2:  # noqa: PLR2004 - a choice needs two
        raise Invalid("poll.too_few_options", options=len(typed))
    if len(typed) > MOST_OPTIONS:
        raise Invalid("poll.too_many_options", options=len(typed), most=MOST_OPTIONS)
    bare = _without_bullets([line for _, line in typed])
    options = tuple(_read_option(number, line) for (number, _), line in zip(typed, bare, strict=True))
    _refuse_twins(options)
    return options


def _without_bullets(lines: list[str]) -> list[str]:
    """What people paste: "- Yes", "• Yes"; "1. Yes", "a) Yes" only in order, or "A. Smith" would lose an initial."""
    bare = [_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines]
    marks = [found[1].casefold() if (found := _NUMBER.match(line)) else "" for line in bare]
    counted = [str(number) for number in range(1, len(lines) + 1)]
    if marks in (counted, list(ascii_lowercase[: len(lines)])):
        return [_NUMBER.sub("", line, count=1) for line in bare]
    return bare


def _read_option(number: int, text: str) -> str:
    return texts.words(text, most=OPTION_LENGTH, field="option", number=number)


def _refuse_twins(options: tuple[str, ...]) -> None:
    seen: set[str] = set()
    for option in options:
        if texts.fold(option) in seen:
            raise Invalid("poll.same_option", option=option)
        seen.add(texts.fold(option))


def most_choices(options: tuple[str, ...]) -> int:
    """The most options a paper can hold: an abstention stands alone, so it never adds to the others."""
    return sum(stance_of(option) is not Stance.ABSTAIN for option in options)


def read_choices(text: str, options: tuple[str, ...]) -> tuple[int, int]:
    """How few and how many options a member may choose: "1", "2", "1-3", "up to 3", "at least 2", "any"."""
    words = texts.fold(text).replace("–", "-")
    most = most_choices(options)
    low, high = _choices(words, most)
    if high > most:
        raise Invalid("poll.more_choices_than_options", choices=high, most=most)
    if not 1 <= low <= high:
        raise Invalid("poll.choices_unreadable")
    return low, high


def _choices(words: str, most: int) -> tuple[int, int]:
    if words in ("", "one", "single"):
        return 1, 1
    if words in ("any", "all", "any number", "as many as you like"):
        return 1, most
    found = re.fullmatch(r"(up to |at most |at least |exactly )?([0-9]{1,2})(?: ?(?:-|to) ?([0-9]{1,2}))?", words)
    if not found or (found[1] and found[3]):
        raise Invalid("poll.choices_unreadable")
    number = int(found[2])
    if found[3]:
        return number, int(found[3])
    ways = {"up to ": (1, number), "at most ": (1, number), "at least ": (number, max(number, most))}
    return ways.get(found[1] or "", (number, number))
