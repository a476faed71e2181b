"""A pay campaign: its stages, which moves between them are allowed, what was claimed and how it ended.

Its dates are `bot.rules.campaign_dates`', pay is `bot.rules.pay`'s, the ballot held elsewhere is
`bot.rules.outside_ballots`'.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.errors import AlreadyDone, Invalid, TooLate
from bot.ids import CampaignId, ChannelId, GuildId, MemberId, MessageId
from bot.rules import campaign_texts

TITLE_LENGTH = 100
EMPLOYER_LENGTH = 100
CLAIM_LENGTH = 1000
CONTACT_LENGTH = 200
REASON_LENGTH = 300
TERMS_LENGTH = 1000
USUAL_TARGET = 80  # per cent to have posted their papers: well above what the law asks for
USUAL_FULL_TIME = 37 * 60  # minutes a week


class Status(StrEnum):
    """Where a campaign is in its life."""

    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"


class Stage(StrEnum):
    """How far a dispute has come; the order is the usual one."""

    CLAIM = "claim"
    TALKS = "talks"
    OFFER = "offer"
    CONSULTATION = "consultation"
    DISPUTE = "dispute"
    BALLOT = "ballot"
    NOTICE = "notice"
    ACTION = "action"
    SETTLEMENT = "settlement"
    CLOSED = "closed"


class Nation(StrEnum):
    """Whose bank holidays and whose law: these three have their own."""

    ENGLAND_WALES = "england_wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Outcome(StrEnum):
    """How a campaign ended."""

    SETTLED = "settled"
    LOST = "lost"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Vote:
    """The vote that ended it, if there was one: papers by what they said, and how many were sent out."""

    for_: int
    against: int
    spoilt: int = 0
    issued: int | None = None


@dataclass(frozen=True)
class Campaign:
    """A campaign as members were told of it, and what has become of it."""

    id: CampaignId
    guild_id: GuildId
    author_id: MemberId
    status: Status
    stage: Stage
    nation: Nation
    title: str
    employer: str
    claim: str
    contact: str
    channel_id: ChannelId
    made_at: datetime
    target: int = USUAL_TARGET
    """Per cent of those entitled who are to have posted their papers."""
    full_time: int = USUAL_FULL_TIME
    """Minutes a week of a full-time post."""
    message_id: MessageId | None = None
    """The board."""
    message_lost: bool = False
    pin_problem: str | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    terms: str | None = None
    vote: Vote | None = None
    reminded_at: datetime | None = None


@dataclass(frozen=True)
class Move:
    """One step from stage to stage, as it stands on record."""

    stage: Stage
    moved_on: date
    reason: str | None
    actor_id: MemberId
    at: datetime


# What usually follows; from an offer talks can go on, and a dispute or a mandate can end in a settlement at any time.
NEXT: dict[Stage, tuple[Stage, ...]] = {
    Stage.CLAIM: (Stage.TALKS,),
    Stage.TALKS: (Stage.OFFER, Stage.DISPUTE),
    Stage.OFFER: (Stage.CONSULTATION, Stage.TALKS),
    Stage.CONSULTATION: (Stage.DISPUTE, Stage.TALKS, Stage.SETTLEMENT),
    Stage.DISPUTE: (Stage.BALLOT, Stage.TALKS),
    Stage.BALLOT: (Stage.NOTICE, Stage.TALKS, Stage.OFFER),
    Stage.NOTICE: (Stage.ACTION, Stage.TALKS, Stage.OFFER),
    Stage.ACTION: (Stage.TALKS, Stage.OFFER, Stage.SETTLEMENT),
    Stage.SETTLEMENT: (),
    Stage.CLOSED: (),
}


def needs_reason(before: Stage, after: Stage) -> bool:
    """Whether this move goes back or skips something, so that members are told why."""
    return after not in NEXT[before]


def may_move(campaign: Campaign, stage: Stage, reason: str | None) -> None:
    """Refuse a move to where it is, to its end (closing does that), and one that needs a reason without one."""
    may_change(campaign)
    if stage is campaign.stage:
        raise AlreadyDone("campaign.stage_already", stage=stage.value)
    if stage is Stage.CLOSED:
        raise Invalid("campaign.stage_close_instead")
    if needs_reason(campaign.stage, stage) and reason is None:
        raise Invalid("campaign.stage_needs_reason", before=campaign.stage.value, after=stage.value)


def may_change(campaign: Campaign) -> None:
    """Refuse whatever would change a campaign that is closed or has not begun."""
    if campaign.status is Status.CLOSED:
        raise TooLate("campaign.closed")
    if campaign.status is Status.DRAFT:
        raise TooLate("campaign.not_started")


def read_title(text: str) -> str:
    """The title as typed; raises Invalid."""
    return campaign_texts.words(text, most=TITLE_LENGTH, field="campaign")


def read_employer(text: str) -> str:
    """Whom the claim is made to; raises Invalid."""
    return campaign_texts.words(text, most=EMPLOYER_LENGTH, field="employer")


def read_claim(text: str) -> str:
    """What is claimed; raises Invalid."""
    return campaign_texts.sentences(text, most=CLAIM_LENGTH, field="claim")


def read_contact(text: str) -> str:
    """Where members ask, one line; raises Invalid."""
    return campaign_texts.words(text, most=CONTACT_LENGTH, field="contact")


def read_reason(text: str) -> str | None:
    """Why it skips or goes back, as members will read it; None for nothing typed; raises Invalid."""
    return campaign_texts.sentences(text, most=REASON_LENGTH, field="reason") if text.strip() else None
