"""What the rules' tests share: a poll that is valid by default, and a refusal that must have its sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings

from bot.errors import BranchError
from bot.i18n import say
from bot.ids import (
    CampaignId,
    CaseNumber,
    ChannelId,
    DecisionId,
    GuildId,
    MeetingId,
    MemberId,
    OutsideBallotId,
    PollId,
    QuestionId,
    RoleId,
    UpdateId,
)
from bot.rules import campaigns, meetings, outside_ballots, updates
from bot.rules.agendas import Item
from bot.rules.campaigns import Campaign, Nation, Stage
from bot.rules.decisions import Decision, Owner
from bot.rules.meetings import Meeting
from bot.rules.numbers import NO_QUORUM, SIMPLE
from bot.rules.outside_ballots import OutsideBallot
from bot.rules.polls import Poll, Status
from bot.rules.questions import Question
from bot.rules.reports import Door, Report
from bot.rules.updates import Text, Update
from bot.rules.workload import Return

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)  # a Saturday
MEMBERS = RoleId(11)

thoroughly = settings(deadline=None, max_examples=100)

POLL = Poll(
    id=PollId(1),
    guild_id=GuildId(7),
    author_id=MemberId(2),
    status=Status.OPEN,
    question="Should the branch accept the offer?",
    options=("For", "Against", "Abstain"),
    min_choices=1,
    max_choices=1,
    role_ids=frozenset({MEMBERS}),
    opens_at=None,
    closes_at=NOW + timedelta(days=3),
    live=False,
    named=False,
    quorum=NO_QUORUM,
    threshold=SIMPLE,
    count_abstentions=False,
    channel_id=ChannelId(5),
    message_id=None,
    message_lost=False,
    eligible=63,
    eligible_exact=True,
    made_at=NOW - timedelta(days=1),
    opened_at=NOW - timedelta(hours=1),
    ended_at=None,
    reminded_at=None,
    cancel_reason=None,
    result=None,
)


MEETING = Meeting(
    id=MeetingId(1),
    guild_id=GuildId(7),
    author_id=MemberId(2),
    status=meetings.Status.ANNOUNCED,
    kind=meetings.Kind.GENERAL,
    title="November meeting",
    place="Room 4, Riverside House",
    agenda=(Item("Apologies"), Item("Pay claim", 30)),
    starts_at=NOW + timedelta(days=20, hours=3, minutes=30),
    lasts_for=timedelta(minutes=90),
    rule=meetings.USUAL[meetings.Kind.GENERAL],
    uid="5f",
    channel_id=ChannelId(5),
    made_at=NOW - timedelta(hours=1),
    announced_at=NOW,
)


DECISION = Decision(
    id=DecisionId(1),
    guild_id=GuildId(7),
    meeting_id=MeetingId(1),
    what="Write to the employer about caseloads",
    owner=Owner(MemberId(101)),
    due_on=date(2026, 11, 28),
    made_at=NOW,
    made_by=MemberId(2),
)


OUTSIDE_BALLOT = OutsideBallot(
    id=OutsideBallotId(1),
    campaign_id=CampaignId(1),
    guild_id=GuildId(7),
    status=outside_ballots.Status.OPEN,
    scrutineer="Northern Ballots Ltd",
    replacement="Ring Northern Ballots on 0113 496 0000.",
    opens_at=NOW - timedelta(days=7),
    closes_at=NOW + timedelta(days=21),
    channel_id=ChannelId(5),
    made_at=NOW - timedelta(days=8),
    made_by=MemberId(2),
    entitled=800,
)


CAMPAIGN = Campaign(
    id=CampaignId(1),
    guild_id=GuildId(7),
    author_id=MemberId(2),
    status=campaigns.Status.RUNNING,
    stage=Stage.CLAIM,
    nation=Nation.ENGLAND_WALES,
    title="Pay 2026",
    employer="Riverside Probation",
    claim="8% or at least £2,500",
    contact="Any rep",
    channel_id=ChannelId(5),
    made_at=NOW - timedelta(hours=1),
    started_at=NOW,
)

QUESTION = Question(QuestionId(7), CAMPAIGN.id, "What of my increment?", NOW)


UPDATE = Update(
    id=UpdateId(1),
    campaign_id=CampaignId(1),
    status=updates.Status.POSTED,
    author_id=MemberId(2),
    made_at=NOW,
    texts=(Text(1, "Talks begin on Monday.", "Branch secretary", MemberId(2), NOW),),
    posted_at=NOW,
)

REPORT = Report(
    guild_id=GuildId(7),
    number=CaseNumber("K7QD"),
    door=Door.UNNAMED,
    category="Workload",
    office="Leeds City",
    is_urgent=False,
    week="2026-W47",
    released_on=date(2026, 11, 20),
    code=bytes(32),
    head=b"sealed",
)

RETURN = Return(caseload=40, high_risk=10, hours_over=6, vacancies=1, leave_refused=0)


def an_update(**changes: Any) -> Update:
    return replace(UPDATE, **changes)


def a_report(**changes: Any) -> Report:
    return replace(REPORT, **changes)


def a_campaign(**changes: Any) -> Campaign:
    return replace(CAMPAIGN, **changes)


def a_meeting(**changes: Any) -> Meeting:
    return replace(MEETING, **changes)


def an_outside_ballot(**changes: Any) -> OutsideBallot:
    return replace(OUTSIDE_BALLOT, **changes)


def a_decision(**changes: Any) -> Decision:
    return replace(DECISION, **changes)


def a_poll(**changes: Any) -> Poll:
    return replace(POLL, **changes)


def refused(key: str, act: Callable[[], object]) -> dict[str, object]:
    """The values of a refusal, which must have this key and a sentence that its values complete."""
    with pytest.raises(BranchError) as caught:
        act()
    assert caught.value.key == key
    assert say(key, "en", **caught.value.values)
    return caught.value.values
