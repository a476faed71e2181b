"""The parts of a calendar file, written with icalendar, which folds the lines.

Loaded only when a file is asked for (`bot.render.ics.calendar`), because icalendar takes a fifth of a second.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress, vUri

from bot.render.ics import Entry, Method, Status
from bot.render.ics_texts import clean, put
from bot.render.ics_zones import timezone

_ALARMS = (timedelta(days=1), timedelta(hours=1))
_UTC = ("UTC", "Etc/UTC")
_NOBODY = "mailto:nobody@steward.invalid"  # RFC 2606: an address that can never be anybody's


def written(entries: Sequence[Entry], name: str, method: Method) -> bytes:
    """The whole file.

    VERSION and PRODID are demanded of every file. METHOD: without it Outlook opens none, and takes CANCEL for what it
    is. X-WR-CALNAME only where there are several entries: with it, Outlook makes a calendar of its own out of a single
    one (MS-OXCICAL: "MUST be omitted"). Zones come first, since some readers go through a file once.
    """
    file = Calendar()
    put(file, "VERSION", "2.0")
    put(file, "PRODID", "-//Steward//EN")
    put(file, "METHOD", method.value)
    if len(entries) > 1:
        put(file, "X-WR-CALNAME", name)
    for zone, first, last in _zones(entries):
        file.add_component(timezone(zone, first, last))
    for entry in entries:
        file.add_component(_event(entry, name, method))
    return file.to_ical()


def _zones(entries: Iterable[Entry]) -> list[tuple[ZoneInfo, int, int]]:
    """Each zone with the years it is needed for; none for UTC, which is written as such."""
    years: dict[str, list[int]] = {}
    zones = {entry.zone.key: entry.zone for entry in entries if entry.zone.key not in _UTC}
    for entry in entries:
        years.setdefault(entry.zone.key, []).extend((entry.starts_at.year, entry.ends_at.year))
    return [(zone, min(years[key]), max(years[key])) for key, zone in zones.items()]


def _event(entry: Entry, name: str, method: Method) -> Event:
    """One meeting.

    UID and SEQUENCE say which entry this is and whether it is newer than the one a calendar has; Apple also looks at
    DTSTAMP and LAST-MODIFIED. STATUS shows a cancelled meeting as such where an application does not remove it, and
    TRANSP keeps it from blocking the evening. CLASS hides it from colleagues who can see a calendar at work. URL and
    LOCATION are links that an application opens.
    """
    event = Event()
    put(event, "UID", entry.uid)
    put(event, "SEQUENCE", entry.sequence)
    put(event, "DTSTAMP", entry.stamped_at)
    put(event, "LAST-MODIFIED", entry.stamped_at)
    put(event, "SUMMARY", entry.summary)
    starts_at, ends_at = _times(entry)
    put(event, "DTSTART", starts_at)
    put(event, "DTEND", ends_at)
    put(event, "STATUS", entry.status.value)
    put(event, "TRANSP", "TRANSPARENT" if entry.status is Status.CANCELLED else "OPAQUE")
    put(event, "CLASS", "PRIVATE")
    for key, text in (("LOCATION", entry.location), ("DESCRIPTION", entry.description)):
        if text:
            put(event, key, text)
    if entry.url:
        put(event, "URL", vUri(entry.url))
    if method is Method.CANCEL:
        put(event, "ORGANIZER", _organizer(name))
    elif entry.status is not Status.CANCELLED:
        _add_alarms(event, entry)
    return event


def _times(entry: Entry) -> tuple[datetime, datetime]:
    """Local times, so that the entry stays at its hour if the law moves the clocks, except where they are ambiguous.

    Of an hour that happens twice (the clocks go back) RFC 5545 can only name the first; then both are in UTC.
    """
    instants = entry.starts_at.astimezone(UTC), entry.ends_at.astimezone(UTC)
    if entry.zone.key in _UTC:
        return instants
    starts_at, ends_at = (at.astimezone(entry.zone) for at in instants)
    return instants if starts_at.fold or ends_at.fold else (starts_at, ends_at)


def _organizer(name: str) -> vCalAddress:
    """Whose meeting it was: RFC 5546 demands it of a cancellation, and Outlook goes by it.

    Never in a file that announces: there it makes an invitation of the entry, which Apple does not import and in which
    the person can change nothing (RFC 5545, 3.8.4.3: not for what is on one person's calendar only).
    """
    organizer = vCalAddress(_NOBODY)
    organizer.params["CN"] = " ".join(clean(name).split())
    return organizer


def _add_alarms(event: Event, entry: Entry) -> None:
    """A day and an hour before, in words that a locked phone may show; Google has reminders of its own instead."""
    for before in _ALARMS:
        alarm = Alarm()
        put(alarm, "ACTION", "DISPLAY")
        put(alarm, "DESCRIPTION", entry.alarm)
        put(alarm, "TRIGGER", -before)
        event.add_component(alarm)
