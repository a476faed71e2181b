"""The forms in which a meeting is written: each shows what was typed before, else the draft as one would type it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.i18n import say
from bot.rules import agendas
from bot.rules.meetings import PLACE_LENGTH, REASON_LENGTH, TITLE_LENGTH, Kind, Meeting, agenda_version
from bot.rules.recurrences import Recurrence
from bot.rules.recurrences import words as words_of
from bot.rules.times import MINUTE, local
from bot.ui import Typed, choice_field, form, text_field

LONGEST_TIME = 80
LONGEST_LENGTH = 30
LONGEST_RULE = 80


def blank(before: Typed) -> discord.ui.Modal:
    """A new meeting: title, when, where, agenda, kind."""
    return form(
        say("notice.form-title"),
        "meeting:make",
        _title(before.get("title", "")),
        _when(before.get("when", "")),
        place_field(before.get("place", "")),
        _agenda(before.get("agenda", "")),
        _kind(before.get("kind", Kind.GENERAL)),
    )


def words(draft: Meeting, before: Typed) -> discord.ui.Modal:
    """Title, place and kind."""
    return form(
        say("notice.form-words-title"),
        f"meeting:words:{draft.id}",
        _title(before.get("title", draft.title)),
        place_field(before.get("place", draft.place)),
        _kind(before.get("kind", draft.kind)),
    )


def times(draft: Meeting, zone: ZoneInfo, before: Typed) -> discord.ui.Modal:
    """When it is and how long it lasts."""
    minutes = str(draft.lasts_for // MINUTE)
    return form(
        say("notice.form-times-title"),
        f"meeting:times:{draft.id}",
        _when(before.get("when", as_typed(draft.starts_at, zone))),
        text_field(
            "length",
            say("notice.form-length"),
            value=before.get("length", minutes),
            help_=say("notice.form-length-help"),
            most=LONGEST_LENGTH,
        ),
    )


def items(draft: Meeting, before: Typed) -> discord.ui.Modal:
    """The agenda."""
    return _items(draft, f"meeting:items:{draft.id}", before)


def agenda(meeting: Meeting, before: Typed) -> discord.ui.Modal:
    """The agenda of a meeting that was announced; the form knows which one it was opened with."""
    return _items(meeting, f"meeting:agenda:{meeting.id}:{agenda_version(meeting)}", before)


def reason(draft: Meeting, before: Typed) -> discord.ui.Modal:
    """Why it is short notice."""
    field = text_field(
        "reason",
        say("notice.form-reason"),
        value=before.get("reason", ""),
        help_=say("notice.form-reason-help"),
        most=REASON_LENGTH,
        long=True,
    )
    return form(say("notice.form-reason-title"), f"meeting:short:{draft.id}", field)


def repeating(draft: Meeting, before: Typed) -> discord.ui.Modal:
    """By which rule it repeats."""
    field = text_field(
        "repeats",
        say("notice.form-repeats"),
        value=before.get("repeats", _rule_as_typed(draft)),
        hint=say("notice.form-repeats-hint"),
        help_=say("notice.form-repeats-help"),
        most=LONGEST_RULE,
        required=False,
    )
    return form(say("notice.form-repeats-title"), f"meeting:repeat:{draft.id}", field)


def as_typed(instant: datetime, zone: ZoneInfo) -> str:
    """The instant as one would type it in the branch: its zone's name stands there in the hour that comes twice."""
    at = local(instant, zone)
    is_repeated = at.replace(fold=1 - at.fold).utcoffset() != at.utcoffset()
    return f"{at.day} {at:%b %Y %H:%M}" + (f" {at.tzname()}" if is_repeated else "")


def _rule_as_typed(draft: Meeting) -> str:
    if draft.repeats is None:
        return ""
    rule = Recurrence.from_text(draft.repeats)
    key, values = words_of(rule)[0]
    end = "until" if rule.until_on else "times" if rule.times else "none"
    until = rule.until_on.isoformat() if rule.until_on else ""
    said = say(key, **values).rstrip(".")
    return say("notice.repeats-typed", end=end, rule=said, until=until, times=rule.times or 0)


def _items(meeting: Meeting, custom_id: str, before: Typed) -> discord.ui.Modal:
    typed = before.get("agenda", agendas.as_typed(meeting.agenda))
    return form(say("notice.form-agenda-title"), custom_id, _agenda(typed))


def _title(value: str) -> discord.ui.Label[Any]:
    hint = say("notice.form-name-hint")
    return text_field("title", say("notice.form-name"), value=value, hint=hint, most=TITLE_LENGTH)


def _when(value: str) -> discord.ui.Label[Any]:
    hint, help_ = say("notice.form-when-hint"), say("notice.form-when-help")
    return text_field("when", say("notice.form-when"), value=value, hint=hint, help_=help_, most=LONGEST_TIME)


def place_field(value: str) -> discord.ui.Label[Any]:
    """Where a meeting is held."""
    hint = say("notice.form-place-hint")
    return text_field("place", say("notice.form-place"), value=value, hint=hint, most=PLACE_LENGTH)


def _agenda(value: str) -> discord.ui.Label[Any]:
    return text_field(
        "agenda",
        say("notice.form-agenda"),
        value=value,
        help_=say("notice.form-agenda-help", most=agendas.MOST_ITEMS),
        long=True,
        required=False,
    )


def _kind(chosen: str) -> discord.ui.Label[Any]:
    return choice_field(
        "kind", say("notice.form-kind"), {kind: say("meeting.kind", kind=kind) for kind in Kind}, chosen
    )
