"""Whole sentences by key, in Project Fluent catalogues (`locales/<language>/*.ftl`).

A key "poll.closed" is the Fluent message `poll-closed`: Fluent allows no dots. Leaves to `bot.ui` what a value
looks like in Discord (timestamps, escaped markdown).
"""

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from fluent.runtime import FluentBundle, FluentResource, resolver

LOCALES = Path(__file__).parent / "locales"
ENGLISH = "en"
# British forms of dates and plurals: "Friday 28 November", not "Friday, November 28".
CLDR = {"en": "en_GB"}
# The library refuses values of over 2,500 characters, against messages that swell by referring to each other. Ours
# never do, and the names of everybody elected may be longer.
resolver.MAX_PART_LENGTH = 1_000_000
ENTRY = re.compile(r"^(?=[a-zA-Z][\w-]* *=)", re.MULTILINE)


class MissingSentence(LookupError):
    """A key or a value that its sentence needs is missing: a fault of ours, found by the house checks."""


def say(key: str, language: str = ENGLISH, /, **values: object) -> str:
    """The sentence for this key, in this language or else in English, with its values filled in; a day is said in full.

    Raises MissingSentence when no catalogue has the key or the sentence needs a value that was not given.
    """
    identity = key.replace(".", "-")
    bundle = _bundle_with(identity, language) or _bundle_with(identity, ENGLISH)
    pattern = None if bundle is None else bundle.get_message(identity).value
    if bundle is None or pattern is None:
        raise MissingSentence(key)
    text, problems = bundle.format_pattern(pattern, {name: _in_words(each, language) for name, each in values.items()})
    if problems:
        raise MissingSentence(f"{key}: {problems[0]}")
    return str(text)


def _in_words(value: object, language: str) -> object:
    return day_in_full(value, language) if isinstance(value, date) and not isinstance(value, datetime) else value


def in_full(instant: datetime, zone: ZoneInfo, language: str = ENGLISH) -> str:
    """The instant in words, in the branch's own time: "Friday 28 November 2026, 18:30 (GMT)"."""
    local = instant.astimezone(zone)
    words = format_datetime(local, "EEEE d MMMM y, HH:mm", locale=CLDR.get(language, language))
    return f"{words} ({local.tzname()})"


def day_in_full(on: date, language: str = ENGLISH) -> str:
    """The day in words: "Friday 28 November 2026"."""
    return format_date(on, "EEEE d MMMM y", locale=CLDR.get(language, language))


def month_in_full(on: date, language: str = ENGLISH) -> str:
    """The month of a day in words: "September 2021"."""
    return format_date(on, "LLLL y", locale=CLDR.get(language, language))


def month_alone(on: date, language: str = ENGLISH, *, short: bool = False) -> str:
    """The month of a day without its year: "September", or "Sept"."""
    return format_date(on, "LLL" if short else "LLLL", locale=CLDR.get(language, language))


def day_in_short(on: date, language: str = ENGLISH) -> str:
    """The day as a small print: "28 Nov"."""
    return format_date(on, "d MMM", locale=CLDR.get(language, language))


def in_short(instant: datetime, zone: ZoneInfo, language: str = ENGLISH) -> str:
    """The instant as a small print: "28 Nov 18:30", in the branch's own time."""
    return format_datetime(instant.astimezone(zone), "d MMM HH:mm", locale=CLDR.get(language, language))


def _bundle_with(identity: str, language: str) -> FluentBundle | None:
    """The language's bundle with this message in it; None when its catalogues have no such message.

    No message refers to another, so each is parsed when it is first said: all of them at once hold everybody up.
    """
    bundle = _bundle(language)
    if not bundle.has_message(identity):
        written = _written(language).get(identity)
        if written is None:
            return None
        bundle.add_resource(FluentResource(written))
    return bundle


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks (use_isolating) are invisible characters in every sentence, and we refuse bidi controls in typed
    # text ourselves, so they would only get in the way of copying and searching.
    return FluentBundle([CLDR.get(language, language)], use_isolating=False)


@cache
def _written(language: str) -> dict[str, str]:
    """The messages of the catalogues as they are written."""
    catalogues = (file.read_text(encoding="utf-8") for file in sorted((LOCALES / language).glob("*.ftl")))
    entries = (entry for catalogue in catalogues for entry in ENTRY.split(catalogue)[1:])
    return {entry.partition("=")[0].strip(): entry for entry in entries}
