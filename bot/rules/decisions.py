"""Decisions of a meeting: what is to be done, by whom, until when, and what became of it.

A decision is open until its owner or a rep says that it is done, or that it will not be done, and why. Its owner is a
member of this server, whom Steward reminds once a week of all that is theirs, or a name or an office as typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import AlreadyDone, Invalid, NotAllowed
from bot.ids import Asker, DecisionId, GuildId, MeetingId, MemberId, Power
from bot.rules import dates, texts
from bot.rules.times import instant_at, local, without_clock

WHAT_LENGTH = 300
OWNER_LENGTH = 60
OUTCOME_LENGTH = 300
DUE_LENGTH = 40
YEARS_AHEAD = 5
MONDAY, WEEK = 0, timedelta(days=7)
REMINDED_AT = time(10)  # well outside the quiet hours of `bot.rules.reminding`
# After a decision was recorded, and between a reminder that was late and the next.
LEFT_ALONE = timedelta(days=2)


class Status(StrEnum):
    """Where a decision is in its life; it ends as one of the last two."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Silence(StrEnum):
    """Why a weekly reminder does not reach its owner."""

    REFUSED = "refused"
    LEFT = "left"


@dataclass(frozen=True)
class Owner:
    """Who sees to it: a member of this server, or a name or an office as typed; never both."""

    member_id: MemberId | None = None
    name: str = ""


@dataclass(frozen=True)
class Decision:
    """One entry of the register."""

    id: DecisionId
    guild_id: GuildId
    meeting_id: MeetingId | None
    what: str
    owner: Owner
    due_on: date | None
    made_at: datetime
    made_by: MemberId
    status: Status = Status.OPEN
    outcome: str = ""
    """What became of it."""
    ended_at: datetime | None = None
    silence: Silence | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether its day has gone by and it is still open."""
        return self.status is Status.OPEN and self.due_on is not None and self.due_on < today


def read_what(text: str) -> str:
    """What was decided, as typed, on one line; raises Invalid."""
    return texts.words(text, most=WHAT_LENGTH, field="decision")


def read_owner(member_id: MemberId | None, typed: str) -> Owner:
    """Exactly one of the member who was chosen and the name that was typed; raises Invalid."""
    if (member_id is None) is not bool(typed.strip()):
        raise Invalid("decision.one_owner")
    return (
        Owner(member_id) if member_id is not None else Owner(name=texts.line(typed, most=OWNER_LENGTH, field="owner"))
    )


def read_due(text: str, today: date, before: date | None = None) -> date | None:
    """The day as people type one, None for nothing typed; raises Invalid for a day that is past or not a day.

    The day it had `before` stays if it is typed as `as_typed` shows it, also where it is past by now.
    """
    if text.strip() == as_typed(before):
        return before
    if not text.strip():
        return None
    typed, clock = without_clock(text)
    days = () if clock is not None else dates.days(typed, today)
    if not days:
        raise Invalid("decision.due_unreadable", example=as_typed(today + timedelta(days=14)))
    if days[0] < today:
        raise Invalid("decision.due_past", on=days[0])
    if days[0] > today + timedelta(days=366 * YEARS_AHEAD):
        raise Invalid("time.too_far", years=YEARS_AHEAD)
    return days[0]


def as_typed(on: date | None) -> str:
    """The day as one would type it, nothing for none."""
    return "" if on is None else f"{on.day} {dates.MONTHS[on.month - 1][:3].title()} {on.year}"


def read_end(chosen: str) -> Status:
    """How it ended, as chosen: done, or not to be done; raises Invalid for anything else."""
    if chosen not in (Status.DONE, Status.DROPPED):
        raise Invalid("decision.no_such_end")
    return Status(chosen)


def read_outcome(text: str) -> str:
    """What became of it, as members will read it; raises Invalid."""
    return texts.paragraph(text, most=OUTCOME_LENGTH, field="outcome")


def may_end(decision: Decision, who: Asker) -> None:
    """Its owner or a rep says what became of it, once."""
    if Power.REP not in who.powers and decision.owner.member_id != who.member_id:
        raise NotAllowed("decision.not_yours")
    _refuse_ended(decision)


def may_correct(decision: Decision) -> None:
    """Its owner and its day are corrected while it is open; what became of it stays as it was said."""
    _refuse_ended(decision)


def in_order(decisions: Iterable[Decision]) -> Sequence[Decision]:
    """What is overdue first, then by the day it is due, then what has no day; among equals the older first."""
    return sorted(decisions, key=lambda each: (each.due_on is None, each.due_on or date.max, each.id))


def next_reminders(now: datetime, zone: ZoneInfo) -> datetime:
    """When owners are reminded next: on Monday at ten on the branch's clock, and not before two days are over."""
    earliest = now + LEFT_ALONE
    on = local(earliest, zone).date()
    monday = on + timedelta(days=(MONDAY - on.weekday()) % 7)
    at = instant_at(datetime.combine(monday, REMINDED_AT), zone)
    return at if at >= earliest else instant_at(datetime.combine(monday + WEEK, REMINDED_AT), zone)


def morning_after(now: datetime, zone: ZoneInfo) -> datetime:
    """The next time it is the hour of reminders, for one that would have come at night."""
    today = local(now, zone).date()
    at = instant_at(datetime.combine(today, REMINDED_AT), zone)
    return at if at > now else instant_at(datetime.combine(today + timedelta(days=1), REMINDED_AT), zone)


def same_hour(at: datetime, before: ZoneInfo, zone: ZoneInfo) -> datetime:
    """The instant at which this zone's clock reads what the zone before would have read."""
    return instant_at(local(at, before).replace(tzinfo=None), zone)


def is_reminded_of(decision: Decision) -> bool:
    """Whether there is anything to remind of, and anybody of this server to be reminded."""
    has_owner = decision.owner.member_id is not None and decision.silence is not Silence.LEFT
    return decision.status is Status.OPEN and has_owner


def to_remind_of(decisions: Iterable[Decision], now: datetime) -> Mapping[MemberId, Sequence[Decision]]:
    """What each owner is to be reminded of now, in the order of the owners' ids; what is quite new is not yet."""
    found: dict[MemberId, list[Decision]] = {}
    for each in in_order(decisions):
        owner_id = each.owner.member_id
        if owner_id is not None and is_reminded_of(each) and each.made_at + LEFT_ALONE <= now:
            found.setdefault(owner_id, []).append(each)
    return dict(sorted(found.items()))


def _refuse_ended(decision: Decision) -> None:
    if decision.status is not Status.OPEN:
        raise AlreadyDone("decision.ended")
