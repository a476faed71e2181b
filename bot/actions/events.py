"""Discord's own scheduled event of a meeting: whether there is to be one, which one it is, and why there is none.

A convenience beside the notice: whatever goes wrong with it, the meeting stands as announced.
"""

from dataclasses import replace
from datetime import datetime

from bot.actions import meetings
from bot.desk import Desk
from bot.ids import EventId
from bot.rules.meetings import Meeting, Status
from bot.store import meetings as store


def is_wanted(meeting: Meeting) -> bool:
    """Whether the meeting is to stand among Discord's events: announced with one, and not cancelled."""
    return meeting.with_event and meeting.status is Status.ANNOUNCED


def has_run_out(meeting: Meeting, now: datetime) -> bool:
    """Whether Discord has ended the event at its old time, before Steward could move it: nobody has taken it away."""
    return meeting.moved_from is not None and meeting.moved_from + meeting.lasts_for <= now


async def made(desk: Desk, meeting: Meeting, event_id: EventId) -> None:
    """This is the meeting's event, and there is nothing wrong with it."""
    await _change(desk, meeting, event_id=event_id, event_problem=None)


async def removed(desk: Desk, meeting: Meeting) -> None:
    """There is no event any more, and none is wanted."""
    await _change(desk, meeting, event_id=None, event_problem=None)


async def failed(desk: Desk, meeting: Meeting, problem: str) -> None:
    """There is no right event although one is wanted; the problem is a message key that says what to do."""
    await _change(desk, meeting, event_problem=problem)


async def taken_away(desk: Desk, meeting: Meeting) -> None:
    """Somebody has deleted or cancelled the event by hand: that is respected, noted, and no other is made."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, meeting.guild_id, meeting.id)
        if before.event_id is not None:
            await store.save(tx, replace(before, event_id=None, event_problem=None, with_event=False))
            await meetings.note(tx, desk.now(), before, "meeting.event_gone")


async def _change(desk: Desk, meeting: Meeting, **changes: EventId | str | None) -> None:
    async with desk.db.transaction() as tx:
        before = await store.get(tx, meeting.guild_id, meeting.id)
        after = replace(before, **changes)  # pyright: ignore[reportArgumentType] - names and types as above
        if after != before:
            await store.save(tx, after)
