"""Ids that cannot be mistaken for one another, and who is asking."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
RoleId = NewType("RoleId", int)
MemberId = NewType("MemberId", int)
MessageId = NewType("MessageId", int)
PollId = NewType("PollId", int)
MeetingId = NewType("MeetingId", int)
SeriesId = NewType("SeriesId", int)
DecisionId = NewType("DecisionId", int)
EventId = NewType("EventId", int)
CampaignId = NewType("CampaignId", int)
UpdateId = NewType("UpdateId", int)
OutsideBallotId = NewType("OutsideBallotId", int)
WorkplaceId = NewType("WorkplaceId", int)
QuestionId = NewType("QuestionId", int)
ProposalId = NewType("ProposalId", int)
PayDraftId = NewType("PayDraftId", int)
CaseNumber = NewType("CaseNumber", str)
PauseId = NewType("PauseId", int)
FeedbackPostId = NewType("FeedbackPostId", int)
ReturnMonthId = NewType("ReturnMonthId", int)
JobId = NewType("JobId", int)


class Power(StrEnum):
    """What an office lets somebody do; `bot.rules.access` says which office holds which."""

    OFFICER = "officer"
    REP = "rep"
    ORGANISER = "organiser"
    MEMBER = "member"
    FULL_MEMBER = "full_member"


@dataclass(frozen=True)
class Caller:
    """Who is calling, as Discord says; what they may do is the branch's to say."""

    guild_id: GuildId
    member_id: MemberId
    role_ids: frozenset[RoleId]
    administrator: bool = False


@dataclass(frozen=True)
class Asker:
    """Who is asking, in which branch, with which powers, and in which language to answer."""

    guild_id: GuildId
    member_id: MemberId
    role_ids: frozenset[RoleId]
    powers: frozenset[Power] = field(default_factory=frozenset[Power])
    language: str = "en"
