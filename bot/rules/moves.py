"""Moving a meeting to another time, and cancelling it: what it asks for, and what the meeting is afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.errors import AlreadyDone, Invalid
from bot.rules.meetings import (
    Given,
    Meeting,
    Status,
    check_notice,
    check_start,
    deadlines,
    given,
    may_change,
    read_reason,
)
from bot.rules.notices import Deadline, closes_at, local_date


@dataclass(frozen=True)
class Move:
    """A meeting as it would be after a move, and how much notice its members would have had."""

    meeting: Meeting
    moved_from: datetime
    notice: Given
    is_new_notice: bool
    """Whether the notice counts from the move, and not from when the meeting was announced."""

    @property
    def needs_reason(self) -> bool:
        """Whether members must be told why: the move itself is short notice."""
        return self.is_new_notice and self.notice.is_short


def plan(meeting: Meeting, starts_at: datetime, now: datetime, zone: ZoneInfo) -> Move:
    """The move, or a refusal that says why not.

    A move is a new notice, counted in clear days from today. A meeting that was duly called cannot be put off at will:
    standing orders that allow another date ask for the same notice of it, and so does the common law of meetings where
    they are silent (Smith v Paringa Mines Ltd [1906] 2 Ch 193). A later hour on the same day is no other date, and
    whoever comes at the hour they were told of misses nothing: there the notice that was given stands. An earlier hour
    is a new notice.
    """
    may_change(meeting, now)
    check_start(starts_at, now)
    if starts_at == meeting.starts_at:
        raise AlreadyDone("change.same_time", starts_at=starts_at)
    moved = replace(meeting, starts_at=starts_at)
    if _is_later_that_day(meeting, moved, zone):
        return Move(moved, meeting.starts_at, given(moved, meeting.announced_at or now, zone), is_new_notice=False)
    return Move(moved, meeting.starts_at, check_notice(moved, now, zone), is_new_notice=True)


def missed(move: Move, now: datetime, zone: ZoneInfo) -> Mapping[Deadline, date]:
    """What members could still have handed in, and could no longer after the move, with the day it would be due."""
    before = deadlines(replace(move.meeting, starts_at=move.moved_from), zone)
    after = deadlines(move.meeting, zone)
    return {what: on for what, on in after.items() if closes_at(on, zone) <= now < closes_at(before[what], zone)}


def moved(move: Move, reason: str, now: datetime) -> Meeting:
    """The meeting at its new time; raises Invalid without a reason where it needs one. Calendars take it over."""
    if move.needs_reason and not reason.strip():
        raise Invalid("change.reason_needed", days=move.notice.days, asked=move.notice.asked)
    why = read_reason(reason) if reason.strip() else None
    changed = replace(
        move.meeting,
        sequence=move.meeting.sequence + 1,
        moved_at=now,
        moved_from=move.moved_from,
        move_reason=why,
        reminded_at=now,  # members are told of it now: what would have reminded them earlier has nothing to add
    )
    if not move.is_new_notice:
        return changed
    return replace(changed, announced_at=now, short_reason=why if move.needs_reason else None)


def cancelled(meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """The meeting that will not be held; raises TooLate once it has begun, Invalid without a reason."""
    may_change(meeting, now)
    return replace(
        meeting,
        status=Status.CANCELLED,
        ended_at=now,
        sequence=meeting.sequence + 1,
        cancel_reason=read_reason(reason),
    )


def is_news(meeting: Meeting, now: datetime) -> bool:
    """Whether it still helps to be told of a change: not once the meeting would be over."""
    return now < meeting.ends_at


def _is_later_that_day(before: Meeting, after: Meeting, zone: ZoneInfo) -> bool:
    same_day = local_date(before.starts_at, zone) == local_date(after.starts_at, zone)
    return same_day and after.starts_at > before.starts_at
