"""Whole sentences by key, in Project Fluent catalogues (`locales/<language>/*.ftl`).

A key "poll.closed" is the Fluent message `poll-closed`: Fluent allows no dots. Leaves to `bot.ui` what a value
looks like in Discord (timestamps, escaped markdown).
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from fluent.runtime import FluentBundle, FluentResource

LOCALES = Path(__file__).parent / "locales"
ENGLISH = "en"
# British forms of dates and plurals: "Friday 28 November", not "Friday, November 28".
CLDR = {"en": "en_GB"}


class MissingSentence(LookupError):
    """A key or a value that its sentence needs is missing: a fault of ours, found by the house checks."""


def say(key: str, language: str = ENGLISH, /, **values: object) -> str:
    """The sentence for this key, in this language or else in English, with its values filled in.

    Raises MissingSentence when no catalogue has the key or the sentence needs a value that was not given.
    """
    bundle, identity = _bundle(language), key.replace(".", "-")
    if not bundle.has_message(identity):
        bundle = _bundle(ENGLISH)
    if not bundle.has_message(identity):
        raise MissingSentence(key)
    pattern = bundle.get_message(identity).value
    if pattern is None:
        raise MissingSentence(key)
    text, problems = bundle.format_pattern(pattern, values)
    if problems:
        raise MissingSentence(f"{key}: {problems[0]}")
    return str(text)


def in_full(instant: datetime, zone: ZoneInfo, language: str = ENGLISH) -> str:
    """The instant in words, in the branch's own time: "Friday 28 November 2026, 18:30 (GMT)"."""
    local = instant.astimezone(zone)
    words = format_datetime(local, "EEEE d MMMM y, HH:mm", locale=CLDR.get(language, language))
    return f"{words} ({local.tzname()})"


def in_short(instant: datetime, zone: ZoneInfo, language: str = ENGLISH) -> str:
    """The instant as a small print: "28 Nov 18:30", in the branch's own time."""
    return format_datetime(instant.astimezone(zone), "d MMM HH:mm", locale=CLDR.get(language, language))


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks (use_isolating) are invisible characters in every sentence, and we refuse bidi controls in typed
    # text ourselves, so they would only get in the way of copying and searching.
    bundle = FluentBundle([CLDR.get(language, language)], use_isolating=False)
    for catalogue in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(catalogue.read_text(encoding="utf-8")))
    return bundle
