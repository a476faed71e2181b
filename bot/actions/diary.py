"""What members see of all meetings: those to come, those held lately, and those of a series still to be announced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import Desk
from bot.ids import Asker, GuildId, MeetingId
from bot.rules import series as repeating
from bot.rules.branches import Branch
from bot.rules.meetings import Answer, Meeting, Status
from bot.rules.minutes import Minutes
from bot.rules.series import Occurrence, Series
from bot.store import answers, branches, minutes
from bot.store import meetings as store
from bot.store import series as series_store
from bot.store.db import Connection

PLANNED_FOR = timedelta(days=366)
HELD_SHOWN = 10
AT_MOST = 1000


@dataclass(frozen=True)
class Entry:
    """A meeting as one member finds it in the list: with their own answer, and with its minutes if it has any."""

    meeting: Meeting
    answer: Answer | None = None
    minutes: Minutes | None = None


@dataclass(frozen=True)
class Planned:
    """A meeting of a series that is not announced yet; or that was to be, and is left out."""

    series: Series
    occurrence: Occurrence
    is_off: bool


@dataclass(frozen=True)
class Calendar:
    """Everything to come in a branch, announced or not."""

    branch: Branch
    meetings: Sequence[Meeting]
    planned: Sequence[Planned]


async def entries(desk: Desk, who: Asker) -> Sequence[Entry]:
    """What is to come, the next first, what of that was cancelled included; then what was held, the last first."""
    now = desk.now()
    async with desk.db.reading() as conn:
        to_come = await _to_come(conn, who.guild_id, now)
        mine = {each.id: (await answers.of(conn, each.id, [who.member_id])).get(who.member_id) for each in to_come}
        held = await store.list_(conn, who.guild_id, (Status.HELD,), HELD_SHOWN)
        kept = {each.id: await minutes.get(conn, each.id) for each in held}
    return [
        *(Entry(each, answer=mine[each.id]) for each in to_come),
        *(Entry(each, minutes=kept[each.id]) for each in held),
    ]


async def answer_of(desk: Desk, who: Asker, meeting_id: MeetingId) -> Answer | None:
    """What this person has answered to a meeting's notice, if anything."""
    async with desk.db.reading() as conn:
        return (await answers.of(conn, meeting_id, [who.member_id])).get(who.member_id)


async def next_meeting(desk: Desk, guild_id: GuildId) -> Meeting | None:
    """The meeting that is under way or begins next; None while none is announced."""
    now = desk.now()
    async with desk.db.reading() as conn:
        announced = await store.list_(conn, guild_id, (Status.ANNOUNCED,), AT_MOST)
    return next((each for each in announced if each.ends_at > now), None)


async def calendar(desk: Desk, guild_id: GuildId) -> Calendar:
    """Everything to come: what is announced, and of what repeats another year; with what of it is off."""
    now = desk.now()
    async with desk.db.reading() as conn:
        branch = await branches.present(conn, guild_id)
        meetings = await _to_come(conn, guild_id, now)
        planned: list[Planned] = []
        for series in await series_store.list_(conn, guild_id, ended_after=now - PLANNED_FOR):
            announced = await series_store.held_on(conn, series.id)
            skipped = await series_store.skipped(conn, series.id)
            found = _planned(series, branch, now)
            planned += [
                Planned(series, each, is_off=series.ended_at is not None or each.on in skipped)
                for each in found
                if each.on not in announced
            ]
    return Calendar(branch, meetings, planned)


async def _to_come(conn: Connection, guild_id: GuildId, now: datetime) -> Sequence[Meeting]:
    """What is announced and not over, and what will not be held of what was to come, in the order of their time."""
    announced = await store.list_(conn, guild_id, (Status.ANNOUNCED,), AT_MOST)
    cancelled = await store.list_(conn, guild_id, (Status.CANCELLED,), AT_MOST)
    both = [*announced, *(each for each in cancelled if each.ends_at > now)]
    return sorted(both, key=lambda each: (each.starts_at, each.id))


def _planned(series: Series, branch: Branch, now: datetime) -> Iterator[Occurrence]:
    """A year from now; of a series that was stopped, what calendars can have had of it."""
    until = (series.ended_at or now) + PLANNED_FOR
    for each in repeating.occurrences(series, branch.zone, after=now):
        if each.starts_at > until:
            return
        yield each
