"""Reports that members send to the organisers: the two doors, what a report may say, where it is in its life.

Through the first door nobody's name comes in, and nothing made from one. What is and is not protected, and the ten
decisions behind it: PRIVACY.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import Invalid, TooLate
from bot.ids import CaseNumber, ChannelId, GuildId, MemberId, MessageId
from bot.rules import texts
from bot.rules.times import local

TEXT_LENGTH = 4000
ANSWER_LENGTH = 2000
NOTE_LENGTH = 1000
REASON_LENGTH = 300
CATEGORY_LENGTH, MOST_CATEGORIES = 40, 20
LEAST_KEPT, MOST_KEPT, USUALLY_KEPT = 30, 365, 90  # days that a text outlives the closing
MOST_CONFLICTED = 5
A_WEEK, LONG = 7, 28  # days that a report waits
ROUNDS_ALONE = 3  # a report that came alone waits for company through so many rounds, a day at most
NUMBER_LENGTH = 4
NUMBER_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32, as in codes: nothing that is misread
_NUMBER = re.compile(f"[{NUMBER_SYMBOLS}]{{{NUMBER_LENGTH}}}")
_DAYS = re.compile(r"[0-9]{1,4}")


class Door(StrEnum):
    """How a report came in: *without my name*, or *a rep may know who I am*."""

    UNNAMED = "unnamed"
    CONFIDENTIAL = "confidential"


class Status(StrEnum):
    """Where a report is in its life; the reporter reads it with the code."""

    NEW = "new"
    READ = "read"
    IN_HAND = "in_hand"
    DONE = "done"
    NO_ACTION = "no_action"
    WITHDRAWN = "withdrawn"

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is expected of the desk."""
        return self in (Status.DONE, Status.NO_ACTION, Status.WITHDRAWN)


class Kind(StrEnum):
    """What an entry of a report's thread is. A note is the organisers' own and never shown to the reporter."""

    REPORT = "report"
    REPLY = "reply"
    ANSWER = "answer"
    NOTE = "note"

    @property
    def is_reporters(self) -> bool:
        """Whether the reporter wrote it: then nobody's name and no day stand with it."""
        return self in (Kind.REPORT, Kind.REPLY)


class Wait(StrEnum):
    """For how long the desk has had a report that is open, in steps."""

    NEW = "new"
    WEEKS = "weeks"
    LONG = "long"


@dataclass(frozen=True)
class Settings:
    """What the branch has chosen about reports."""

    categories: Sequence[str]
    retention_days: int = USUALLY_KEPT


@dataclass(frozen=True)
class Head:
    """What is sealed with a report besides its text."""

    not_to: frozenset[MemberId] = frozenset()
    """Organisers who never see it: the reporter has named them."""
    opener_id: MemberId | None = None
    """The one organiser who may open the reporter's name; only through the confidential door."""
    by_letter: bool = False
    """Whether answers come by private message as well; only through the confidential door."""


@dataclass(frozen=True)
class Report:
    """A report that the desk has been given. What was written is in its thread, sealed."""

    guild_id: GuildId
    number: CaseNumber
    door: Door
    category: str
    office: str | None
    is_urgent: bool
    week: str
    """In which the desk was given it: the ISO week, "2026-W47"; of when it was sent nothing is kept."""
    released_on: date
    code: bytes = field(repr=False)
    """The reporter's code as an HMAC."""
    head: bytes = field(repr=False)
    """A sealed Head."""
    name: bytes | None = field(default=None, repr=False)
    """The reporter's sealed id; only through the confidential door."""
    status: Status = Status.NEW
    holder_id: MemberId | None = None
    """The organiser it was passed to."""
    entries: int = 1
    """How many entries the thread has had."""
    reply_waits: bool = False
    """Whether the reporter's last word has no answer yet."""
    answer_waits: bool = False
    """Whether the desk's last word was not fetched yet."""
    closed_on: date | None = None
    channel_id: ChannelId | None = None
    message_id: MessageId | None = None
    message_lost: bool = False


@dataclass(frozen=True)
class Entry:
    """One entry of a report's thread, opened."""

    position: int
    kind: Kind
    text: str = field(repr=False)
    week: str
    author_id: MemberId | None = None
    written_on: date | None = None


@dataclass(frozen=True)
class Sent:
    """A report that was sent and waits for its round."""

    number: CaseNumber
    door: Door
    category: str
    office: str | None
    week: str
    code: bytes = field(repr=False)
    head: Head = field(repr=False)
    text: str = field(repr=False)
    member_id: MemberId | None = field(default=None, repr=False)
    """Who sent it; only through the confidential door."""
    is_urgent: bool = False
    rounds: int = 0
    """Through how many rounds it has waited for company."""


@dataclass(frozen=True)
class SentReply:
    """The reporter's next word on a report that the desk has, waiting for its round."""

    number: CaseNumber
    week: str
    text: str = field(repr=False)
    rounds: int = 0


@dataclass(frozen=True)
class Tray:
    """All that was sent and waits for its round."""

    reports: Sequence[Sent] = ()
    replies: Sequence[SentReply] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.reports or self.replies)


def week_of(now: datetime, zone: ZoneInfo) -> str:
    """The ISO week on the branch's calendar: "2026-W47"."""
    year, week, _ = local(now, zone).isocalendar()
    return f"{year}-W{week:02}"


def goes_now(tray: Tray) -> bool:
    """Whether this round releases the tray: two or more go together; one alone waits for company, a day at most."""
    waiting = (*tray.reports, *tray.replies)
    return len(waiting) > 1 or any(each.rounds >= ROUNDS_ALONE for each in waiting)


def after_a_round(tray: Tray) -> Tray:
    """The tray as it waits on, one round older."""
    return Tray(
        tuple(replace(each, rounds=each.rounds + 1) for each in tray.reports),
        tuple(replace(each, rounds=each.rounds + 1) for each in tray.replies),
    )


def days_waiting(report: Report, today: date) -> int:
    """For how many days of the calendar the desk has had it."""
    return (today - report.released_on).days


def wait_of(report: Report, today: date) -> Wait:
    """Less than a week, one to four weeks, or longer."""
    days = days_waiting(report, today)
    return Wait.LONG if days >= LONG else Wait.WEEKS if days >= A_WEEK else Wait.NEW


def erased_on(closed_on: date, retention_days: int) -> date:
    """The day from which on a closed report's text is no longer kept."""
    return closed_on + timedelta(days=retention_days)


def read_number(text: str) -> CaseNumber:
    """A case number as it stands in a button; raises ValueError for what never was one."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return CaseNumber(text)


def read_text(text: str) -> str:
    """A report or a reply as typed; raises Invalid."""
    return texts.sentences(text, most=TEXT_LENGTH)


def read_answer(text: str) -> str:
    """An answer as an organiser typed it; raises Invalid."""
    return texts.sentences(text, most=ANSWER_LENGTH)


def read_note(text: str) -> str:
    """An internal note as typed; raises Invalid."""
    return texts.sentences(text, most=NOTE_LENGTH)


def read_reason(text: str) -> str:
    """Why: of a closing without action, of a pause, of the opening of a name; raises Invalid."""
    return texts.sentences(text, most=REASON_LENGTH)


def read_categories(text: str) -> Sequence[str]:
    """The branch's categories as typed, one a line; raises Invalid for none, too many, or one twice."""
    found = [
        texts.words(line, most=CATEGORY_LENGTH, field="category", line=number)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]
    if not 1 <= len(found) <= MOST_CATEGORIES:
        raise Invalid("report.categories_number", most=MOST_CATEGORIES)
    if len({texts.fold(each) for each in found}) < len(found):
        raise Invalid("report.category_twice")
    return found


def read_retention(text: str) -> int:
    """For how many days after the closing a text is kept; raises Invalid."""
    typed = text.strip()
    if not _DAYS.fullmatch(typed) or not LEAST_KEPT <= int(typed) <= MOST_KEPT:
        raise Invalid("report.retention_unreadable", least=LEAST_KEPT, most=MOST_KEPT)
    return int(typed)


def may_work_on(report: Report) -> None:
    """Refuse to answer, note or pass on what was withdrawn: there is nothing left of it."""
    if report.status is Status.WITHDRAWN:
        raise TooLate("report.withdrawn")
