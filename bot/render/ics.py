"""A meeting for people's own calendars: an iCalendar file (RFC 5545) that Apple, Google and Outlook read alike.

What each of them needs, and why each property is there, stands in `bot.render.ics_parts`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_WORD = re.compile(r"[!-~]+")  # printable, without a space: whatever else an address held would begin a line of its own


class Status(StrEnum):
    """How sure it is, as RFC 5545 spells it."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    """What the file asks of a calendar (RFC 5546): to keep the entries, or to let go of them."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One meeting as a calendar shows it.

    The `uid` is the meeting's for ever: a calendar that has it already changes its entry instead of adding another.
    `sequence` counts the changes; a calendar ignores a file whose number is lower than the one it has.
    `alarm` is what a locked phone shows: kind and time, never the title. `stamped_at` is when the meeting was last
    changed, so that the same meeting is the same file whenever it is asked for.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    alarm: str
    stamped_at: datetime
    status: Status = Status.CONFIRMED
    location: str = ""
    description: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        """Refuse what no calendar could read: that is a mistake of ours, nothing that a person typed."""
        if any(at.utcoffset() != timedelta(0) for at in (self.starts_at, self.ends_at, self.stamped_at)):
            raise ValueError(f"times of {self.uid} that are not UTC")
        if self.starts_at >= self.ends_at:
            raise ValueError(f"{self.uid} ends before it begins")
        if not _WORD.fullmatch(self.uid) or not _WORD.fullmatch(self.url or "-"):
            raise ValueError(f"not an identifier and an address: {self.uid!r}, {self.url!r}")


def calendar(entries: Sequence[Entry], *, name: str, method: Method) -> bytes:
    """The file, the same bytes for the same entries; `name` is the calendar's, for an application that shows one.

    The first file after a start takes a fifth of a second (the library is loaded), every other a few milliseconds.
    """
    from bot.render.ics_parts import written  # noqa: PLC0415 - icalendar takes 200 ms; starting does not wait for it

    if not entries:
        raise ValueError("a calendar file needs a meeting")  # RFC 5545: at least one component
    if method is Method.CANCEL and any(entry.status is not Status.CANCELLED for entry in entries):
        raise ValueError("a cancellation of a meeting that stands")
    return written(entries, name, method)
