"""An update: what a rep tells the branch of a campaign, dated, signed with an office, and corrected for all to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import AlreadyDone, Invalid, TooLate
from bot.ids import CampaignId, ChannelId, MemberId, MessageId, UpdateId
from bot.rules import campaign_texts

TEXT_LENGTH = 1500  # every character of it may have to be escaped, and the whole fits in one post
OFFICE_LENGTH = 60
REASON_LENGTH = 200
LONGEST_AHEAD = timedelta(days=90)


class Status(StrEnum):
    """Where an update is in its life."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Text:
    """What an update says, or said before it was corrected."""

    number: int
    text: str
    office: str
    """As which its author signs: "Branch secretary"."""
    author_id: MemberId
    written_at: datetime
    reason: str | None = None
    """Why the text before it was corrected; None for the first."""


@dataclass(frozen=True)
class Update:
    """An update and all its texts, the first one first."""

    id: UpdateId
    campaign_id: CampaignId
    status: Status
    author_id: MemberId
    made_at: datetime
    texts: Sequence[Text]
    due_at: datetime | None = None
    posted_at: datetime | None = None
    channel_id: ChannelId | None = None
    message_id: MessageId | None = None
    message_lost: bool = False

    @property
    def text(self) -> Text:
        """What stands."""
        return self.texts[-1]

    @property
    def corrections(self) -> int:
        """How often it was corrected."""
        return len(self.texts) - 1

    @property
    def has_post(self) -> bool:
        """Whether members can see it in the channel, as far as is known."""
        return self.message_id is not None and not self.message_lost


def read_text(text: str) -> str:
    """What it says, clean; raises Invalid, also for what Steward must not post of a campaign."""
    return campaign_texts.sentences(text, most=TEXT_LENGTH, field="update")


def read_office(text: str) -> str:
    """As which its author signs, one line; raises Invalid."""
    return campaign_texts.words(text, most=OFFICE_LENGTH, field="office")


def read_reason(text: str) -> str:
    """Why it is corrected, as members read it; raises Invalid."""
    return campaign_texts.words(text, most=REASON_LENGTH, field="reason")


def check_due(due_at: datetime, now: datetime) -> None:
    """Refuse a time that has gone by, and one so far ahead that nobody would remember what was to be said then."""
    if due_at <= now:
        raise Invalid("update.due_past", at=due_at)
    if due_at > now + LONGEST_AHEAD:
        raise Invalid("update.due_too_far", days=LONGEST_AHEAD.days)


def may_correct(update: Update) -> None:
    """Refuse to correct what nobody has read yet."""
    if update.status is not Status.POSTED:
        raise TooLate("update.not_posted")


def check_correction(update: Update, text: str, office: str) -> None:
    """Refuse a correction that changes nothing."""
    if (text, office) == (update.text.text, update.text.office):
        raise AlreadyDone("update.same")


def may_withdraw(update: Update) -> None:
    """Refuse to withdraw what does not wait for its time."""
    if update.status is Status.POSTED:
        raise TooLate("update.posted_already")
    if update.status is not Status.SCHEDULED:
        raise AlreadyDone("update.withdrawn_already")
