"""Questions about a campaign: when one without a name is shown, how long one has waited, and what an answer needs.

Who asks without a name is promised that nothing tells who or when. So such a question is shown only with the next of
three rounds a day, together with what else came, and keeps no time but that round's.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import Invalid, TooLate
from bot.ids import CampaignId, MemberId, QuestionId
from bot.rules import campaign_texts, texts
from bot.rules.times import local

QUESTION_LENGTH = 500
WORDING_LENGTH = 300
ANSWER_LENGTH = 1500
SOURCE_LENGTH = 300
OFFICE_LENGTH = 60
REASON_LENGTH = 300
A_DAY = 5  # of one member: enough for anybody who wants to know, too few to bury the others'


class Status(StrEnum):
    """Where a question is in its life."""

    OPEN = "open"
    ANSWERED = "answered"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Question:
    """A question, and what was answered."""

    id: QuestionId
    campaign_id: CampaignId
    text: str
    shown_at: datetime
    status: Status = Status.OPEN
    asker_id: MemberId | None = None
    """Who asked under their name, until they have been told the answer."""
    wording: str | None = None
    """As it is published: a rep takes out what would tell who asked."""
    answer: str | None = None
    """What was answered; of a dropped question, why it was dropped."""
    is_rumour: bool = False
    source: str | None = None
    office: str | None = None
    answered_by: MemberId | None = None
    answered_at: datetime | None = None
    uses: int = 0
    """How often somebody has opened the answer."""


@dataclass(frozen=True)
class Reply:
    """An answer as a rep gives it."""

    wording: str
    answer: str
    is_rumour: bool
    source: str | None
    office: str


def days_waiting(question: Question, now: datetime, zone: ZoneInfo) -> int:
    """For how many days of the calendar it has been open, since it was shown."""
    return (local(now, zone).date() - local(question.shown_at, zone).date()).days


def may_answer(question: Question) -> None:
    """Refuse to answer what was dropped; an answer can be corrected."""
    if question.status is Status.DROPPED:
        raise TooLate("question.dropped")


def may_drop(question: Question) -> None:
    """Refuse to drop what was answered, or dropped before."""
    if question.status is not Status.OPEN:
        raise TooLate("question.not_open")


def read_text(text: str) -> str:
    """The question as typed; raises Invalid."""
    return texts.sentences(text, most=QUESTION_LENGTH)


def read_reply(*, wording: str, answer: str, is_rumour: bool, source: str, office: str) -> Reply:
    """The answer as typed; raises Invalid, also for a rumour answered without a source, and for a call for action."""
    read_source = campaign_texts.words(source, most=SOURCE_LENGTH) if source.strip() else None
    if is_rumour and read_source is None:
        raise Invalid("question.rumour_needs_source")
    return Reply(
        wording=campaign_texts.sentences(wording, most=WORDING_LENGTH),
        answer=campaign_texts.sentences(answer, most=ANSWER_LENGTH),
        is_rumour=is_rumour,
        source=read_source,
        office=campaign_texts.words(office, most=OFFICE_LENGTH),
    )


def read_reason(text: str) -> str:
    """Why it is not answered, as whoever asked under their name will read it; raises Invalid."""
    return campaign_texts.sentences(text, most=REASON_LENGTH)
