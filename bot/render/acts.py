"""An act on record in plain words, for a file; in Discord `/branch audit` says it with Discord's own marks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from bot.i18n import day_in_full, in_full, say

# Details are kept as plain data; these are words of ours, by the family of sentences that says them.
_NAMED = {"power": "branch.roles", "use": "branch.channel", "kind": "job-kind", "date_kind": "campaign_date.kind"}
_INSTANTS = ("closes_at", "due_at", "planned", "starts_at")


def in_words(act: Mapping[str, object], zone: ZoneInfo) -> str:
    """When it was done and what, as a sentence: "Friday 28 November 2026, 18:30 (GMT): closed the poll …"."""
    detail = cast(Mapping[str, object], act["detail"])
    about = str(act["about"]).replace(":", " ")
    values = {name: _value(name, value, zone) for name, value in {"about": about, **detail}.items()}
    what = say(f"audit.{act['what']}", **values)
    return say("mydata.file-act", at=in_full(cast(datetime, act["at"]), zone), what=what)


def _value(name: str, value: object, zone: ZoneInfo) -> object:
    if name == "roles" and isinstance(value, list):
        return ", ".join(map(str, cast(list[object], value))) or say("branch.none")
    if name in _NAMED:
        return say(f"{_NAMED[name]}-{str(value).replace('.', '-')}")
    if name in _INSTANTS:
        return in_full(datetime.fromisoformat(str(value)), zone)
    if name == "on":
        return day_in_full(date.fromisoformat(str(value)))
    if name == "channel":
        return str(value) if value else say("branch.none")
    return value
