"""A meeting: its kind and that kind's rules, when it is, who answers what, and what may still be done to it.

Notice periods, deadlines and clear days are `bot.rules.notices`', the agenda `bot.rules.agendas`', repetition
`bot.rules.recurrences`', when members are reminded `bot.rules.reminding`'.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import AlreadyDone, Invalid, TooLate
from bot.ids import ChannelId, EventId, GuildId, MeetingId, MemberId, MessageId, SeriesId
from bot.rules import reminding, texts, times
from bot.rules.agendas import Item
from bot.rules.notices import Deadline, clear_days, deadline_on, earliest_on, local_date
from bot.rules.numbers import NO_QUORUM, Quorum

TITLE_LENGTH = 100  # as long as Discord lets the name of an event be
PLACE_LENGTH = 300  # links to meetings in Teams take up to about 250
REASON_LENGTH = 300
USUAL_LENGTH = timedelta(minutes=90)
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=24)
FURTHEST = timedelta(days=2 * 366)
CHECK_IN_BEFORE = timedelta(minutes=30)
# Meetings overrun: until then people can still check in, and what is counted is counted.
OVERRUN = timedelta(hours=2)
# Names of who answered and attended go this long after the minutes are approved, or the meeting was cancelled; where
# minutes never are approved (an annual meeting's are, at the next one) after a year and a month or so.
NAMES_KEPT, NAMES_KEPT_AT_MOST = timedelta(days=30), timedelta(days=400)


class Kind(StrEnum):
    """What kind of meeting it is; each has rules of its own."""

    GENERAL = "general"
    ANNUAL = "annual"
    COMMITTEE = "committee"
    EMERGENCY = "emergency"


class Status(StrEnum):
    """Where a meeting is in its life; it ends as one of the last two."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What a member answers to a notice."""

    COMING = "coming"
    ONLINE = "online"
    APOLOGIES = "apologies"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Rule:
    """What a branch's standing orders say of a kind of meeting."""

    notice_days: int
    """Clear days between the notice and the meeting."""
    short_allowed: bool
    """Whether less notice can be given for a stated reason."""
    quorum: Quorum = NO_QUORUM
    """Members present, or per cent of the branch's membership."""
    deadlines: Mapping[Deadline, int] = field(default_factory=dict[Deadline, int])
    """How many days before the meeting motions, amendments and nominations close."""

    def to_json(self) -> str:
        """The rule as the store keeps it."""
        quorum = [self.quorum.number, self.quorum.unit]
        return json.dumps([self.notice_days, self.short_allowed, quorum, dict(self.deadlines)])

    @classmethod
    def from_json(cls, text: str) -> "Rule":
        """The rule that was kept."""
        notice_days, short_allowed, (number, unit), deadlines = json.loads(text)
        return cls(notice_days, short_allowed, Quorum(number, unit), {Deadline(k): v for k, v in deadlines.items()})


# Where a branch says nothing else. Two weeks' notice, four for the annual meeting, are what most unions' branch rules
# ask for; the numbers are a beginning for a branch to set its own (`/branch setup`), not law.
USUAL: Mapping[Kind, Rule] = {
    Kind.GENERAL: Rule(14, short_allowed=True, quorum=Quorum(5, "percent"), deadlines={Deadline.MOTIONS: 7}),
    Kind.ANNUAL: Rule(
        28,
        short_allowed=False,
        quorum=Quorum(5, "percent"),
        deadlines={Deadline.MOTIONS: 21, Deadline.NOMINATIONS: 14, Deadline.AMENDMENTS: 7},
    ),
    Kind.COMMITTEE: Rule(5, short_allowed=True, quorum=Quorum(3, "voters")),
    Kind.EMERGENCY: Rule(1, short_allowed=True, quorum=Quorum(5, "percent")),
}


@dataclass(frozen=True)
class Meeting:
    """A meeting as members were told of it, and what has become of it."""

    id: MeetingId
    guild_id: GuildId
    author_id: MemberId
    status: Status
    kind: Kind
    title: str
    place: str
    agenda: tuple[Item, ...]
    starts_at: datetime
    lasts_for: timedelta
    rule: Rule
    """Its kind's rule as it was when the notice was given."""
    uid: str
    channel_id: ChannelId
    made_at: datetime
    short_reason: str | None = None
    repeats: str | None = None
    series_id: SeriesId | None = None
    occurs_on: date | None = None
    sequence: int = 0
    """Raised by each change that calendars must take over (RFC 5545, 3.8.7.4)."""
    with_event: bool = False
    event_id: EventId | None = None
    event_problem: str | None = None
    message_id: MessageId | None = None
    message_lost: bool = False
    announced_at: datetime | None = None
    agenda_at: datetime | None = None
    """When the agenda was last changed after the notice."""
    ended_at: datetime | None = None
    moved_at: datetime | None = None
    moved_from: datetime | None = None
    """When it was to begin before it was last moved."""
    move_reason: str | None = None
    place_at: datetime | None = None
    """When it was last given another place."""
    place_from: str | None = None
    """Where it was to be before that."""
    place_reason: str | None = None
    cancel_reason: str | None = None
    reminded_at: datetime | None = None
    in_room: int = 0
    membership: int | None = None
    """The branch's at the end of the meeting, which a quorum in per cent was of."""
    erased_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.starts_at + self.lasts_for

    @property
    def is_short(self) -> bool:
        """Whether less notice was given than its rule asks for."""
        return self.short_reason is not None

    @property
    def why_moved(self) -> str | None:
        """Why it was moved, unless that is said already as the reason for short notice."""
        return None if self.move_reason == self.short_reason else self.move_reason

    @property
    def check_in_from(self) -> datetime:
        """From when on members can say that they are there."""
        return self.starts_at - CHECK_IN_BEFORE

    @property
    def over_at(self) -> datetime:
        """When Steward takes it to be over, unless a rep says so earlier."""
        return self.ends_at + OVERRUN


@dataclass(frozen=True)
class Given:
    """How many clear days' notice a date gives, and how many its rule asks for."""

    days: int
    asked: int

    @property
    def is_short(self) -> bool:
        """Whether it is less than the rule asks for."""
        return self.days < self.asked


@dataclass(frozen=True)
class Counts:
    """How many members answered what, and how many are there."""

    coming: int = 0
    online: int = 0
    apologies: int = 0
    unsure: int = 0
    present: int = 0
    """Who checked in, without those a rep counted in the room."""


def deadlines(meeting: Meeting, zone: ZoneInfo) -> Mapping[Deadline, date]:
    """The last day for each thing that must be in before the meeting, the earliest first."""
    held_on = local_date(meeting.starts_at, zone)
    days = {what: deadline_on(held_on, before) for what, before in meeting.rule.deadlines.items()}
    return dict(sorted(days.items(), key=lambda each: each[1]))


def next_deadlines(meeting: Meeting, zone: ZoneInfo, now: datetime) -> Mapping[Deadline, date]:
    """What closes today, and what closes next after that: as much as a reminder says."""
    today = local_date(now, zone)
    left = {what: on for what, on in deadlines(meeting, zone).items() if on >= today}
    next_on = min((on for on in left.values() if on > today), default=today)
    return {what: on for what, on in left.items() if on <= next_on}


def reminders(meeting: Meeting, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When members are reminded of it, in order; all before it begins."""
    return reminding.moments(meeting.starts_at, deadlines(meeting, zone).values(), zone)


def may_remind(meeting: Meeting, now: datetime) -> bool:
    """Whether a reminder is still true: of what was cancelled, or has begun, nobody is reminded."""
    return meeting.status is Status.ANNOUNCED and now < meeting.starts_at


def read_title(text: str) -> str:
    """The title as typed; raises Invalid."""
    return texts.words(text, most=TITLE_LENGTH, field="title")


def read_place(text: str) -> str:
    """A place or a link as typed, one line; raises Invalid. A link stays plain text: nothing is hidden behind words."""
    return texts.line(text, most=PLACE_LENGTH, field="place")


def read_reason(text: str) -> str:
    """Why it is short notice, moved or cancelled, as members will read it; raises Invalid."""
    return texts.paragraph(text, most=REASON_LENGTH, field="reason")


def read_length(text: str) -> timedelta:
    """How long it is planned to last, as typed ("90", "1h30", "2 hours"); raises Invalid."""
    lasts_for = times.read_length(text)
    if not SHORTEST <= lasts_for <= LONGEST:
        raise Invalid("meeting.odd_length", least=SHORTEST // times.MINUTE, most=LONGEST // times.HOUR)
    return lasts_for


def check_start(starts_at: datetime, now: datetime) -> None:
    """Refuse a meeting in the past, or so far away that it must be a slip."""
    if starts_at <= now:
        raise Invalid("meeting.in_the_past", starts_at=starts_at)
    if starts_at - now > FURTHEST:
        raise Invalid("meeting.too_far", starts_at=starts_at)


def wall(meeting: Meeting, zone: ZoneInfo) -> datetime:
    """What the branch's clock reads when it begins, as rules by which meetings repeat are kept."""
    return times.local(meeting.starts_at, zone).replace(tzinfo=None, fold=0)


def given(meeting: Meeting, at: datetime, zone: ZoneInfo) -> Given:
    """How much notice it is if it is given at this instant."""
    days = clear_days(local_date(at, zone), local_date(meeting.starts_at, zone))
    return Given(days, meeting.rule.notice_days)


def check_notice(meeting: Meeting, at: datetime, zone: ZoneInfo) -> Given:
    """The same; refused with the first day that would be in order where its rule allows no short notice."""
    notice = given(meeting, at, zone)
    if notice.is_short and not meeting.rule.short_allowed:
        earliest = earliest_on(local_date(at, zone), notice.asked)
        raise Invalid("meeting.short_notice", days=notice.days, asked=notice.asked, earliest=earliest)
    return notice


def may_edit(meeting: Meeting) -> None:
    """Only a draft is edited freely; what was announced is moved, cancelled, or given another agenda."""
    if meeting.status is Status.CANCELLED:
        raise TooLate("meeting.cancelled")
    if meeting.status is not Status.DRAFT:
        raise TooLate("meeting.not_a_draft")


def may_answer(meeting: Meeting, now: datetime) -> None:
    """From the notice until the meeting is over; latecomers still send apologies."""
    _refuse_unannounced(meeting)
    if meeting.status is Status.HELD or now >= meeting.over_at:
        raise TooLate("meeting.over")


def lacks_notice(meeting: Meeting, now: datetime) -> bool:
    """Whether somebody has deleted the notice that members would still answer."""
    return meeting.message_lost and meeting.status is Status.ANNOUNCED and now < meeting.over_at


def may_post_again(meeting: Meeting, now: datetime) -> None:
    """Where somebody has deleted the notice, and members could still answer it."""
    may_answer(meeting, now)
    if not lacks_notice(meeting, now):
        raise AlreadyDone("notice.stands")


def may_apologise(answer: Answer, *, is_there: bool) -> None:
    """Nobody who is checked in sends apologies: the minutes name each member under one of the two."""
    if is_there and answer is Answer.APOLOGIES:
        raise AlreadyDone("answer.is_there")


def once_there(before: Answer | None) -> Answer | None:
    """What the answer of somebody who checks in becomes: apologies are taken back; None where it stays."""
    return Answer.COMING if before is Answer.APOLOGIES else None


def may_check_in(meeting: Meeting, now: datetime) -> None:
    """From half an hour before the start until it is over."""
    may_answer(meeting, now)
    if now < meeting.check_in_from:
        raise TooLate("meeting.check_in_later", opens_at=meeting.check_in_from)


def may_change(meeting: Meeting, now: datetime) -> None:
    """It can be moved or cancelled until it begins: afterwards it has taken place, or has not."""
    _refuse_unannounced(meeting)
    if meeting.status is Status.HELD or now >= meeting.starts_at:
        raise TooLate("meeting.has_begun", starts_at=meeting.starts_at)


def agenda_version(meeting: Meeting) -> int:
    """Which of its agendas this is: another number each time it was changed after the notice."""
    return 0 if meeting.agenda_at is None else round(meeting.agenda_at.timestamp() * 1000)


def may_edit_agenda(meeting: Meeting, now: datetime) -> None:
    """Until it is over: meetings reorder their business as they go."""
    may_answer(meeting, now)


def _refuse_unannounced(meeting: Meeting) -> None:
    if meeting.status is Status.CANCELLED:
        raise AlreadyDone("meeting.cancelled")
    if meeting.status is Status.DRAFT:
        raise TooLate("meeting.draft")
