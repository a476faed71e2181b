"""Who is at a meeting, and whether they are enough for it to decide anything.

Present is who has checked in, and who a rep has counted in the room without Discord. Standing orders let a meeting
decide only while its quorum is there: when it decides, and not only when it begins (Citrine, ABC of Chairmanship, on
the quorum). Nothing here stops an inquorate meeting from talking; what is asked in it is recorded as views.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import Invalid, TooLate
from bot.ids import MeetingId
from bot.rules.meetings import Counts, Meeting, Status, may_answer
from bot.rules.numbers import Quorum

MOST_IN_ROOM = 9_999


@dataclass(frozen=True)
class Attendance:
    """How many are there, against how many have to be."""

    checked_in: int
    in_room: int
    quorum: Quorum
    membership: int | None

    @property
    def present(self) -> int:
        """Everybody who counts towards the quorum."""
        return self.checked_in + self.in_room

    @property
    def needed(self) -> int | None:
        """How many the quorum asks for; None when it is a share of a membership that nobody has entered."""
        return self.quorum.needed(self.membership)

    @property
    def is_quorate(self) -> bool | None:
        """Whether enough are there; None when that cannot be known."""
        return self.quorum.is_met(self.present, self.membership)

    @property
    def form(self) -> str:
        """Which sentence about the quorum is the true one: none, unknown, met or short."""
        if not self.quorum.number:
            return "none"
        return {None: "unknown", True: "met", False: "short"}[self.is_quorate]

    @property
    def form_at_the_end(self) -> str:
        """The same of a meeting that is over: uncounted where nobody checked in or was counted in the room.

        Many a branch meets without it; that is no word on how many were there.
        """
        return "uncounted" if self.form == "short" and not self.present else self.form

    @property
    def values(self) -> dict[str, object]:
        """What the sentences about it need."""
        return {
            "form": self.form,
            "unit": self.quorum.unit,
            "number": self.quorum.number,
            "present": self.present,
            "checked_in": self.checked_in,
            "in_room": self.in_room,
            "needed": self.needed or 0,
            "membership": self.membership or 0,
        }


@dataclass(frozen=True)
class Change:
    """That the quorum was reached at a moment, or lost; numbers only."""

    at: datetime
    is_met: bool
    present: int
    needed: int


@dataclass(frozen=True)
class Origin:
    """The meeting that a poll was opened from, and how many were there when it opened."""

    meeting_id: MeetingId
    title: str
    present: int | None = None
    """Only of a poll that opened while the meeting was under way."""
    needed: int | None = None
    """The same, where it could be known."""

    @property
    def is_inquorate(self) -> bool:
        """Whether too few were there for the meeting to decide anything."""
        return self.present is not None and self.needed is not None and self.present < self.needed

    @property
    def form(self) -> str:
        """Which sentence about it is the true one: elsewhen, no_quorum, unknown, quorate or inquorate."""
        if self.present is None:
            return "elsewhen"
        if self.needed is None:
            return "unknown"
        if not self.needed:
            return "no_quorum"
        return "inquorate" if self.is_inquorate else "quorate"


def attendance(meeting: Meeting, counts: Counts, membership: int | None) -> Attendance:
    """Who is there, by the branch's membership now or, of a meeting that is over, as it was at the end."""
    known = meeting.membership if meeting.status is Status.HELD else membership
    return Attendance(counts.present, meeting.in_room, meeting.rule.quorum, known)


def change(before: Change | None, found: Attendance, at: datetime) -> Change | None:
    """What is to be noted now: the quorum reached, or lost again; None where nothing has changed.

    A meeting begins without its quorum, so that is no news. What cannot be known is not noted.
    """
    is_met, needed = found.is_quorate, found.needed
    was_met = before is not None and before.is_met
    if not found.quorum.number or is_met is None or needed is None or is_met is was_met:
        return None
    return Change(at, is_met, found.present, needed)


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether members can check in."""
    return meeting.status is Status.ANNOUNCED and meeting.check_in_from <= now < meeting.over_at


def is_under_way(meeting: Meeting, now: datetime) -> bool:
    """Whether it is being held."""
    return meeting.status is Status.ANNOUNCED and meeting.starts_at <= now < meeting.over_at


def opened(origin: Origin, meeting: Meeting, found: Attendance, now: datetime) -> Origin:
    """The origin of a poll that opens now: with how many are there, if the meeting is being held."""
    if not is_under_way(meeting, now):
        return replace(origin, present=None, needed=None)
    return replace(origin, present=found.present, needed=found.needed)


def may_end(meeting: Meeting, now: datetime) -> None:
    """From its start on, once; one that will not be held is cancelled."""
    may_answer(meeting, now)
    if now < meeting.starts_at:
        raise TooLate("attendance.not_begun", starts_at=meeting.starts_at)


def read_in_room(text: str) -> int:
    """How many are in the room without Discord, as typed; raises Invalid."""
    typed = text.replace(",", "").strip()
    # Cut before it is read: Python refuses to read thousands of digits.
    if not typed.isascii() or not typed.isdigit() or int(typed.lstrip("0")[:9] or 0) > MOST_IN_ROOM:
        raise Invalid("attendance.in_room_unreadable", most=MOST_IN_ROOM)
    return int(typed)
