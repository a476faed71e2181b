"""What is kept about people: each kind of it once, and what becomes of it when somebody asks to be erased or leaves.

`/privacy`, `/mydata` and the table in PRIVACY.md are all made from HOLDINGS, so none of them can say what another does
not do. What each is called, why it is kept and until when are sentences ("privacy.votes-what"); where its rows are is
`bot.store.holdings`'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.ids import GuildId, MemberId


class Part(StrEnum):
    """Which part of Steward keeps it."""

    POLLS = "polls"
    MEETINGS = "meetings"
    CAMPAIGNS = "campaigns"
    REPORTS = "reports"
    BRANCH = "branch"


class Stays(StrEnum):
    """What becomes of what somebody cannot have erased at once."""

    ENDS = "ends"  # it is erased without being asked, when its time has come
    KEPT = "kept"  # it belongs to the branch's records


@dataclass(frozen=True)
class Holding:
    """One kind of thing that is kept."""

    key: str
    part: Part
    columns: tuple[str, ...] = ()
    """Where somebody's id stands in the database; nowhere, where what is kept tells nobody who it is about."""
    is_erased: bool = False
    """Whether somebody can have it, or some of it, erased at once."""
    is_forgotten: bool = False
    """Whether the same is done of itself for who has left the server."""
    stays: Stays | None = None
    """What becomes of the rest."""


HOLDINGS: Sequence[Holding] = (
    Holding("votes", Part.POLLS, ("poll_votes.member_id",), stays=Stays.ENDS),
    Holding("crossed_off", Part.POLLS, stays=Stays.ENDS),
    Holding("roll", Part.POLLS, stays=Stays.ENDS),
    Holding("papers", Part.POLLS),
    Holding("keys", Part.POLLS),
    Holding("scrutineers", Part.POLLS, ("poll_scrutineers.member_id",), stays=Stays.KEPT),
    Holding("enrolled", Part.POLLS, ("agreements.members",), stays=Stays.ENDS),
    Holding("candidates", Part.POLLS),
    Holding("marked", Part.POLLS),
    Holding("polls", Part.POLLS, ("polls.author_id",), stays=Stays.KEPT),
    Holding(
        "answers",
        Part.MEETINGS,
        ("meeting_answers.member_id",),
        is_erased=True,
        is_forgotten=True,
        stays=Stays.ENDS,
    ),
    Holding("check_ins", Part.MEETINGS, ("meeting_checkins.member_id",), stays=Stays.ENDS),
    Holding("called", Part.MEETINGS, ("meeting_followers.member_id",), is_erased=True, is_forgotten=True),
    Holding("meetings", Part.MEETINGS, ("meetings.author_id", "meeting_series.author_id"), stays=Stays.KEPT),
    Holding("minutes", Part.MEETINGS, ("meeting_minutes.drafted_by", "meeting_minutes.approved_by"), stays=Stays.KEPT),
    Holding("owned", Part.MEETINGS, ("decisions.owner_id",), is_erased=True, is_forgotten=True, stays=Stays.ENDS),
    Holding("decisions", Part.MEETINGS, ("decisions.made_by",), stays=Stays.KEPT),
    Holding("posted", Part.CAMPAIGNS, ("posted.tag",), is_erased=True),
    Holding("turnout", Part.CAMPAIGNS),
    Holding(
        "followed",
        Part.CAMPAIGNS,
        ("campaign_followers.member_id", "campaign_silenced.member_id"),
        is_erased=True,
        is_forgotten=True,
    ),
    Holding("looks", Part.CAMPAIGNS, ("campaign_looks.member_id",), is_erased=True, is_forgotten=True),
    Holding("asked", Part.CAMPAIGNS, ("questions.asker_id",), is_erased=True, is_forgotten=True),
    Holding("asked_unnamed", Part.CAMPAIGNS),
    Holding("asked_today", Part.CAMPAIGNS),
    Holding(
        "campaigns",
        Part.CAMPAIGNS,
        (
            "campaigns.author_id",
            "campaign_moves.actor_id",
            "updates.author_id",
            "update_texts.author_id",
            "outside_ballots.made_by",
            "prices.typed_by",
            "questions.answered_by",
        ),
        stays=Stays.KEPT,
    ),
    Holding("reports", Part.REPORTS),
    Holding("reports_named", Part.REPORTS, ("reports.name", "report_trays.sealed"), stays=Stays.ENDS),
    Holding("handled", Part.REPORTS, ("reports.holder_id", "report_entries.author_id"), stays=Stays.ENDS),
    Holding("desk", Part.REPORTS, ("desk_organisers.member_id",), is_erased=True, is_forgotten=True),
    Holding(
        "doors",
        Part.REPORTS,
        (
            "feedback_posts.made_by",
            "feedback_pauses.asked_by",
            "feedback_pauses.agreed_by",
            "feedback_pauses.ended_by",
        ),
        stays=Stays.KEPT,
    ),
    Holding("returns", Part.REPORTS, ("workload_returns.tag",), is_erased=True),
    Holding("figures", Part.REPORTS),
    Holding("reported_today", Part.REPORTS),
    Holding("written", Part.REPORTS),
    Holding("code_shown", Part.REPORTS),
    Holding("guesses", Part.REPORTS),
    Holding("reading", Part.REPORTS),
    Holding("record", Part.BRANCH, ("audit.actor_id",), stays=Stays.KEPT),
    Holding("drafts", Part.BRANCH, ("pay_drafts.author_id",), is_erased=True, stays=Stays.ENDS),
    Holding("set_up", Part.BRANCH),
    Holding("queue", Part.BRANCH, ("jobs.payload",), is_erased=True, is_forgotten=True, stays=Stays.ENDS),
    Holding("two_officers", Part.BRANCH, ("agreements.asked_by",), stays=Stays.KEPT),
)

# Columns that could hold a member's id, or something made from one, and do not; or that nobody's own request can find.
# `tests/store/test_holdings.py` finds every other.
NOBODYS: Mapping[str, str] = {
    "audit.detail": "values of its sentence: numbers, titles, roles and channels, never a member",
    "campaign_changes.detail": "values of its sentence, as the board shows it",
    "campaigns.vote": "numbers",
    "meeting_minutes.file": "a rep's own writing",
    "meeting_rules.rule": "numbers of days",
    "meeting_series.agenda": "a rep's own writing",
    "meetings.agenda": "a rep's own writing",
    "meetings.rule": "numbers of days",
    "outside_ballots.result": "numbers",
    "outside_ballots.workplaces": "numbers, none under five",
    "pay_drafts.content": "a pay table",
    "pay_proposals.terms": "pay",
    "poll_tallies.papers": "papers, by how many say the same",
    "poll_tallies.receipts": "hashes of random codes",
    "polls.election": "numbers, and candidates' names as typed",
    "polls.result": "numbers",
    "polls.seed": "drawn by lot",
    "report_entries.sealed": "what was written; a report without a name has none in it",
    "report_settings.categories": "words",
    "reports.code": "made from a random code",
    "reports.head": "organisers whom the reporter wants left out: shown to nobody, to protect the reporter",
    "workload_months.published": "numbers, none under five",
}


@dataclass(frozen=True)
class Item:
    """One thing that is kept about somebody, as it is exported."""

    values: Mapping[str, object]
    is_erasable: bool
    ends_at: datetime | None
    """When it is erased by itself, where that is known already."""


@dataclass(frozen=True)
class Held:
    """All of one kind that is kept about somebody."""

    holding: Holding
    items: Sequence[Item]

    @property
    def erasable(self) -> int:
        """How many can be erased at once."""
        return sum(each.is_erasable for each in self.items)

    @property
    def staying(self) -> Sequence[Item]:
        """Those that cannot."""
        return [each for each in self.items if not each.is_erasable]

    @property
    def ends_at(self) -> datetime | None:
        """When the last of those is erased by itself, where that is known of all of them."""
        times = [each.ends_at for each in self.staying]
        known = [each for each in times if each is not None]
        return max(known) if known and len(known) == len(times) else None


@dataclass(frozen=True)
class Export:
    """Everything that one branch keeps about somebody."""

    guild_id: GuildId
    branch: str
    zone: ZoneInfo
    member_id: MemberId
    made_at: datetime
    held: Sequence[Held]


def erasure(holding: Holding) -> str:
    """What becomes of it when somebody asks, as the end of a key: "privacy.erasure-now_ends"."""
    now = "now" if holding.is_erased else ""
    stays = holding.stays.value if holding.stays is not None else ""
    return "_".join(filter(None, (now, stays))) or "none"
