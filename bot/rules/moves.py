"""Moving a meeting to another time or place, and cancelling it: what it asks for, and what the meeting is then."""

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
    read_place,
    read_reason,
)
from bot.rules.notices import Deadline, closes_at, local_date


@dataclass(frozen=True)
class Move:
    """A meeting as it would be after a move, and how much notice its members would have had."""

    meeting: Meeting
    before: Meeting
    notice: Given
    is_new_notice: bool
    """Whether the notice counts from the move, and not from when the meeting was announced."""

    @property
    def has_new_time(self) -> bool:
        """Whether it begins at another time."""
        return self.meeting.starts_at != self.before.starts_at

    @property
    def has_new_place(self) -> bool:
        """Whether it is held at another place."""
        return self.meeting.place != self.before.place

    @property
    def needs_reason(self) -> bool:
        """Whether members must be told why: the move itself is short notice."""
        return self.is_new_notice and self.notice.is_short


def plan(
    meeting: Meeting, starts_at: datetime | None, now: datetime, zone: ZoneInfo, *, place: str | None = None
) -> Move:
    """The move to this time, to the place that was typed, or both; or a refusal that says why not.

    A move is a new notice, counted in clear days from today. A meeting that was duly called cannot be put off at will:
    standing orders that allow another date ask for the same notice of it, and so does the common law of meetings where
    they are silent (Smith v Paringa Mines Ltd [1906] 2 Ch 193). A later hour on the same day is no other date, and
    whoever comes at the hour they were told of misses nothing: there the notice that was given stands. An earlier hour
    is a new notice. Another place alone is none: notice is time to keep the evening free and to hand in business, and
    of that nobody loses any. Rooms fall through on the day itself, when no new notice could be given; what members need
    then is to be told at once, which a change does.
    """
    may_change(meeting, now)
    moved = _asked_for(meeting, starts_at, place, now)
    if moved.starts_at == meeting.starts_at or _is_later_that_day(meeting, moved, zone):
        return Move(moved, meeting, given(moved, meeting.announced_at or now, zone), is_new_notice=False)
    return Move(moved, meeting, check_notice(moved, now, zone), is_new_notice=True)


def missed(move: Move, now: datetime, zone: ZoneInfo) -> Mapping[Deadline, date]:
    """What members could still have handed in, and could no longer after the move, with the day it would be due."""
    before = deadlines(move.before, zone)
    after = deadlines(move.meeting, zone)
    return {what: on for what, on in after.items() if closes_at(on, zone) <= now < closes_at(before[what], zone)}


def moved(move: Move, reason: str, now: datetime) -> Meeting:
    """The meeting as moved; raises Invalid without a reason where it needs one. Calendars take it over."""
    if move.needs_reason and not reason.strip():
        raise Invalid("change.reason_needed", days=move.notice.days, asked=move.notice.asked)
    why = read_reason(reason) if reason.strip() else None
    changed = replace(move.meeting, sequence=move.meeting.sequence + 1)
    if move.has_new_place:
        # Members read why once, with the time if that is another too.
        reason_of_place = None if move.has_new_time else why
        changed = replace(changed, place_at=now, place_from=move.before.place, place_reason=reason_of_place)
    if not move.has_new_time:
        return changed
    changed = replace(
        changed,
        moved_at=now,
        moved_from=move.before.starts_at,
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


def is_other_place(meeting: Meeting) -> bool:
    """Whether what was last changed is the place, and the time is as members knew it."""
    return meeting.place_at is not None and (meeting.moved_at is None or meeting.moved_at < meeting.place_at)


def is_news(meeting: Meeting, now: datetime) -> bool:
    """Whether it still helps to be told of a change: not once the meeting would be over."""
    return now < meeting.ends_at


def _asked_for(meeting: Meeting, starts_at: datetime | None, place: str | None, now: datetime) -> Meeting:
    """The meeting at the time and the place that were given; refused where that is nothing new."""
    if starts_at is None and place is None:
        raise Invalid("change.nothing_given")
    if starts_at is not None:
        check_start(starts_at, now)
    moved = replace(
        meeting,
        starts_at=meeting.starts_at if starts_at is None else starts_at,
        place=meeting.place if place is None else read_place(place),
    )
    if moved != meeting:
        return moved
    if starts_at is None:
        raise AlreadyDone("change.same_place", place=meeting.place)
    raise AlreadyDone("change.same_time", starts_at=starts_at)


def _is_later_that_day(before: Meeting, after: Meeting, zone: ZoneInfo) -> bool:
    same_day = local_date(before.starts_at, zone) == local_date(after.starts_at, zone)
    return same_day and after.starts_at > before.starts_at
