"""Minutes of a meeting: a draft that can be replaced until a rep notes that the meeting has approved it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

from bot.errors import AlreadyDone, Invalid, TooLate
from bot.ids import ChannelId, MeetingId, MemberId, MessageId
from bot.rules import texts
from bot.rules.meetings import Meeting
from bot.rules.meetings import Status as MeetingStatus

TEXT_LENGTH = 4000
MIB = 2**20
LARGEST_FILE = 8 * MIB  # Discord takes ten in any server; a picture of every page is not minutes
NAME_LENGTH = 100
# How files of each kind begin; a text begins with anything, but holds no byte that is no character.
SIGNATURES: dict[str, bytes] = {
    ".pdf": b"%PDF-",
    ".docx": b"PK\x03\x04",
    ".odt": b"PK\x03\x04",
    ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ".rtf": b"{\\rtf",
    ".txt": b"",
    ".md": b"",
}
# Scanners and printers put a few bytes before a PDF's own first ones, and every reader looks for them so far in.
PDF_BEGINS_WITHIN = 1024
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Status(StrEnum):
    """Whether the meeting has agreed that they are right."""

    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True)
class Minutes:
    """The minutes of one meeting: a text or a file, and who says so."""

    meeting_id: MeetingId
    status: Status
    text: str
    file_name: str | None
    drafted_at: datetime
    drafted_by: MemberId
    approved_at: datetime | None = None
    approved_by: MemberId | None = None
    channel_id: ChannelId | None = None
    message_id: MessageId | None = None

    @property
    def version(self) -> int:
        """Which draft this is, in a button: what is approved is what was seen."""
        return round(self.drafted_at.timestamp() * 1000)

    @property
    def is_posted(self) -> bool:
        """Whether members have them before them."""
        return self.message_id is not None


def may_keep(meeting: Meeting, now: datetime) -> None:
    """Minutes are of a meeting that has begun; raises TooLate, or AlreadyDone of one that was cancelled."""
    if meeting.status is MeetingStatus.CANCELLED:
        raise AlreadyDone("meeting.cancelled")
    if meeting.status is MeetingStatus.DRAFT:
        raise TooLate("meeting.draft")
    if now < meeting.starts_at:
        raise TooLate("minutes.not_begun", starts_at=meeting.starts_at)


def may_change(minutes: Minutes | None) -> None:
    """What was approved is not changed: a correction is noted in the next meeting's minutes."""
    if minutes is not None and minutes.status is Status.APPROVED:
        raise AlreadyDone("minutes.approved")


def read_text(text: str) -> str:
    """Minutes as typed; raises Invalid."""
    return texts.paragraph(text, most=TEXT_LENGTH, field="minutes")


def check_offer(name: str, size: int) -> None:
    """Refuse a file by what is said of it, before it is fetched."""
    if _kind(name) not in SIGNATURES:
        raise Invalid("minutes.not_that_kind", kinds=" ".join(SIGNATURES))
    if size > LARGEST_FILE:
        raise Invalid("minutes.too_large", most=LARGEST_FILE // MIB)
    if not size:
        raise Invalid("minutes.file_empty")


def check_file(name: str, data: bytes) -> None:
    """Refuse a file that is not what its name says."""
    check_offer(name, len(data))
    if not _begins_as_named(_kind(name), data):
        raise Invalid("minutes.not_as_named", kind=_kind(name))


def read_name(name: str) -> str:
    """The file's name, clean and short enough to be shown; its ending stays."""
    stem = texts.line(PurePosixPath(name).stem, most=2 * len(name), field="file")
    return stem[:NAME_LENGTH] + _kind(name)


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix.casefold()


def _begins_as_named(kind: str, data: bytes) -> bool:
    signature = SIGNATURES[kind]
    if kind == ".pdf":
        return signature in data[:PDF_BEGINS_WITHIN]
    if not signature:
        return b"\0" not in data or data.startswith(UTF_16)
    return data.startswith(signature)
