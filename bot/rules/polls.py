"""A poll: of which kind it is, when it runs, who may vote, what their papers say, and what may still be done to it.

Its words as typed are `bot.rules.drafts`', what it may not call itself `bot.rules.guards`', what the count comes to
`bot.rules.results`'; all are offered from here, so that an action needs one door. What keeps a secret one secret is
`bot.rules.ballots`', candidates and their election `bot.rules.elections`'.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NoReturn

from bot.errors import AlreadyDone, Invalid, NotAllowed, TooLate
from bot.ids import ChannelId, GuildId, MemberId, MessageId, PollId, RoleId
from bot.rules import elections
from bot.rules.attendance import Origin
from bot.rules.drafts import most_choices, read_choices, read_options, read_question, read_reason
from bot.rules.elections import Election
from bot.rules.guards import guard
from bot.rules.numbers import SIMPLE, Quorum, Threshold, Turnout
from bot.rules.results import Outcome, Result, Rule, Stance, is_motion, judge, stance_of

__all__ = [
    "Election",
    "Kind",
    "Mishap",
    "Outcome",
    "Poll",
    "Result",
    "Rule",
    "Stance",
    "Status",
    "admit",
    "check_rule",
    "check_times",
    "chosen",
    "count",
    "counts_may_be_seen",
    "erase_at",
    "guard",
    "is_eligible",
    "may_cancel",
    "may_close",
    "may_edit",
    "may_extend",
    "may_remind",
    "most_choices",
    "read_choices",
    "read_options",
    "read_paper",
    "read_question",
    "read_reason",
    "read_vote",
    "refuse_over",
    "stance_of",
]

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=366)
BETWEEN_REMINDERS = timedelta(days=1)
# Long enough to question a result, as with a secret ballot's keys; a recorded vote is kept for a year's minutes.
KEPT_UNNAMED, KEPT_NAMED = timedelta(days=14), timedelta(days=365)


class Kind(StrEnum):
    """How a poll is voted in: each vote kept with its member, or secretly, or secretly by ranking candidates."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - no password
    RANKED = "ranked"


class Mishap(StrEnum):
    """Why Steward itself cancelled a poll."""

    MISSED = "missed"  # it was away for the whole of it
    TOO_FEW = "too_few"  # too few may vote for a secret
    LOST = "lost"  # a backup was restored, and the votes of an open secret poll are in none


class Status(StrEnum):
    """Where a poll is in its life; it only ever moves down this list, and from a cancelled one nowhere."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Poll:
    """A poll as the branch was told of it, and what has become of it."""

    id: PollId
    guild_id: GuildId
    author_id: MemberId
    status: Status
    question: str
    options: tuple[str, ...]
    min_choices: int
    max_choices: int
    role_ids: frozenset[RoleId]
    opens_at: datetime | None
    closes_at: datetime
    live: bool
    named: bool
    quorum: Quorum
    threshold: Threshold
    count_abstentions: bool
    channel_id: ChannelId
    message_id: MessageId | None
    message_lost: bool
    eligible: int | None
    eligible_exact: bool
    made_at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    reminded_at: datetime | None
    cancel_reason: str | None
    result: Result | None
    kind: Kind = Kind.OPEN
    frozen: bool = False
    """The roll is the members who held the roles at the opening; else it is who holds one at the moment of voting."""
    seats: int = 1
    seed: bytes | None = field(default=None, repr=False)
    """The lot of an election, from its opening on; published at its close."""
    turnout: int = 0
    """Of a secret poll, as last shown."""
    turnout_at: datetime | None = None
    mishap: Mishap | None = None
    election: Election | None = None
    scrutineers: frozenset[MemberId] = frozenset()
    stated: bool = False
    """Whether a candidate has written a statement."""
    meeting: Origin | None = None
    """The meeting it was opened from."""

    @property
    def is_secret(self) -> bool:
        """Whether its votes lie in a box, out of everybody's sight; an election is secret too."""
        return self.kind is not Kind.OPEN

    @property
    def decides(self) -> bool:
        """Whether it can come to a decision: not where the meeting it was opened from was inquorate."""
        return self.meeting is None or not self.meeting.is_inquorate

    @property
    def reopen(self) -> int | None:
        """The number of *re-open nominations* in an election."""
        return elections.reopen_number(self.options) if self.kind is Kind.RANKED else None

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The side each option takes, in order."""
        return tuple(stance_of(option) for option in self.options)

    @property
    def is_motion(self) -> bool:
        """Whether it is carried or not carried, rather than a choice among options."""
        return self.max_choices == 1 and is_motion(self.stances)


def check_times(opens_at: datetime | None, closes_at: datetime, now: datetime) -> None:
    """Refuse a poll that could not run: in the past, the wrong way round, under a minute or over a year."""
    if opens_at is not None and opens_at <= now:
        raise Invalid("poll.opens_in_past", opens_at=opens_at)
    if closes_at <= now:
        raise Invalid("poll.closes_in_past", closes_at=closes_at)
    starts_at = opens_at or now
    if closes_at <= starts_at:
        raise Invalid("poll.opens_after_close", opens_at=starts_at, closes_at=closes_at)
    if closes_at - starts_at < SHORTEST:
        raise Invalid("poll.closes_too_soon", closes_at=closes_at)
    if max(starts_at - now, closes_at - starts_at) > LONGEST:
        raise Invalid("poll.too_long")


def check_rule(poll: Poll) -> None:
    """Refuse a motion that less than half could carry: with more against it than for, nobody calls it carried.

    And an election that nobody needs to vote in.
    """
    if poll.kind is Kind.RANKED:
        elections.check_candidates(poll.options, poll.seats)
    elif poll.is_motion and poll.threshold.fraction < SIMPLE.fraction:
        raise Invalid("poll.threshold_below_half")


def is_eligible(poll: Poll, role_ids: frozenset[RoleId]) -> bool:
    """Whether somebody with these roles is among those the poll was called for.

    Discord's role of everybody has the guild's own number and is not among a member's roles.
    """
    return bool(poll.role_ids & (role_ids | {RoleId(poll.guild_id)}))


def admit(poll: Poll, role_ids: frozenset[RoleId], now: datetime) -> None:
    """Say why this person may not vote now, by raising; silence means they may. The closing second itself is late."""
    if poll.status is Status.CANCELLED:
        raise TooLate("poll.cancelled")
    if poll.status is Status.CLOSED or (poll.status is Status.OPEN and now >= poll.closes_at):
        raise TooLate("poll.closed", closed_at=poll.ended_at or poll.closes_at)
    if poll.status is not Status.OPEN:
        _refuse_early(poll)
    # A frozen roll is a list of its own, which the box asks.
    if not poll.frozen and not is_eligible(poll, role_ids):
        raise NotAllowed("poll.not_eligible", role_ids=poll.role_ids)


def _refuse_early(poll: Poll) -> NoReturn:
    if poll.opens_at is None:
        raise TooLate("poll.draft")
    raise TooLate("poll.not_open_yet", opens_at=poll.opens_at)


def read_vote(poll: Poll, numbers: Collection[int]) -> int:
    """The paper as a whole number: bit 0 is option 1. An abstention stands alone, and always may."""
    marked = set(numbers)
    for number in sorted(marked):
        if not 1 <= number <= len(poll.options):
            raise Invalid("poll.no_such_option")
    abstains = any(stance_of(poll.options[number - 1]) is Stance.ABSTAIN for number in marked)
    if abstains and len(marked) > 1:
        raise Invalid("poll.abstain_alone")
    if not abstains:
        _check_number(poll, len(marked))
    return sum(1 << (number - 1) for number in marked)


def read_paper(poll: Poll, numbers: Sequence[int]) -> tuple[int, ...]:
    """The paper of a secret poll as its box counts it: options in order, or candidates in order of preference."""
    if poll.kind is Kind.RANKED:
        return elections.read_ranking(numbers, len(poll.options))
    return chosen(read_vote(poll, numbers))


def _check_number(poll: Poll, choices: int) -> None:
    if choices < poll.min_choices:
        raise Invalid("poll.too_few_choices", choices=choices, least=poll.min_choices)
    if choices > poll.max_choices:
        raise Invalid("poll.too_many_choices", choices=choices, most=poll.max_choices)


def chosen(mask: int) -> tuple[int, ...]:
    """The option numbers on a paper, in order."""
    return tuple(bit + 1 for bit in range(mask.bit_length()) if mask >> bit & 1)


def counts_may_be_seen(poll: Poll) -> bool:
    """After the close always; before it only where members were told so; of a cancelled poll nothing is counted."""
    return poll.status is Status.CLOSED or (poll.status is Status.OPEN and poll.live)


def erase_at(poll: Poll) -> datetime:
    """When it is forgotten who chose what in this closed poll; its numbers stay."""
    return (poll.ended_at or poll.closes_at) + (KEPT_NAMED if poll.named else KEPT_UNNAMED)


def count(  # noqa: PLR0917 - in the order in which a result is read out
    poll: Poll,
    votes_by_option: Mapping[int, int],
    voted: int,
    eligible: int | None,
    eligible_exact: bool,
    membership: int | None,
    membership_at: datetime | None,
    at: datetime,
) -> Result:
    """What these votes come to under the rule the poll was announced with."""
    return judge(
        options=poll.options,
        votes=tuple(votes_by_option.get(number, 0) for number in range(1, len(poll.options) + 1)),
        many=poll.max_choices > 1,
        turnout=Turnout(voted, eligible, eligible_exact, membership, membership_at),
        rule=Rule(poll.quorum, poll.threshold, poll.count_abstentions),
        at=at,
        decides=poll.decides,
    )


def may_edit(poll: Poll) -> None:
    """Only a draft: once members have been told what they vote on, it stands."""
    _refuse_ended(poll)
    if poll.status is not Status.DRAFT:
        raise TooLate("poll.not_a_draft")


def may_close(poll: Poll, now: datetime) -> None:
    """Ahead of its time; once that has come it closes by itself, and closing it twice changes nothing."""
    if poll.status is Status.CLOSED or (poll.status is Status.OPEN and now >= poll.closes_at):
        raise AlreadyDone("poll.already_closed", closed_at=poll.ended_at or poll.closes_at)
    _refuse_ended(poll)
    if poll.status is not Status.OPEN:
        raise TooLate("poll.never_opened")


def may_extend(poll: Poll, closes_at: datetime, now: datetime) -> None:
    """Longer, never shorter, and not once it has closed: members plan by the closing time they were told."""
    refuse_over(poll, now)
    if poll.status is Status.DRAFT:
        raise TooLate("poll.still_a_draft")
    if closes_at <= poll.closes_at:
        raise Invalid("poll.extend_not_later", closes_at=poll.closes_at)
    if closes_at - now < SHORTEST:
        raise Invalid("poll.closes_too_soon", closes_at=closes_at)
    if closes_at - (poll.opened_at or poll.opens_at or now) > LONGEST:
        raise Invalid("poll.too_long")


def may_cancel(poll: Poll, now: datetime) -> None:
    """Before the end only: a result that members do not like is not cancelled."""
    if poll.status is Status.CANCELLED:
        raise AlreadyDone("poll.already_cancelled")
    refuse_over(poll, now)


def may_remind(poll: Poll, now: datetime) -> None:
    """While it is open, at most once a day: members mute what nags."""
    refuse_over(poll, now)
    if poll.status is not Status.OPEN:
        raise TooLate("poll.never_opened")
    if poll.reminded_at is not None and now < poll.reminded_at + BETWEEN_REMINDERS:
        raise TooLate("poll.reminded", again_at=poll.reminded_at + BETWEEN_REMINDERS)


def refuse_over(poll: Poll, now: datetime) -> None:
    """Refuse what comes too late: after the close, or after it was cancelled."""
    _refuse_ended(poll)
    if poll.status is Status.OPEN and now >= poll.closes_at:
        raise TooLate("poll.closed", closed_at=poll.closes_at)


def _refuse_ended(poll: Poll) -> None:
    if poll.status is Status.CLOSED:
        raise TooLate("poll.closed", closed_at=poll.ended_at or poll.closes_at)
    if poll.status is Status.CANCELLED:
        raise TooLate("poll.cancelled")
