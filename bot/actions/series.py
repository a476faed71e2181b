"""Meetings that repeat: each is announced when its time has come, left out, or the last.

One job a series, which announces one meeting and then waits for the next. What has become of each day stands in the
tables (`meetings`, `meeting_skips`), so a repetition finds nothing more to do, and none is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.actions import meetings, records
from bot.desk import Desk
from bot.ids import Asker, GuildId, MemberId, Power, SeriesId
from bot.rules import access
from bot.rules import series as rules
from bot.rules.branches import Branch, Use
from bot.rules.meetings import Meeting, Rule, wall
from bot.rules.recurrences import Recurrence
from bot.rules.series import Occurrence, Series
from bot.store import branches, jobs, meeting_rules
from bot.store import meetings as meetings_store
from bot.store import series as store
from bot.store.db import Connection


@dataclass(frozen=True)
class Outlook:
    """A series, what has become of its days so far, and how its branch would call its next meeting."""

    series: Series
    branch: Branch
    rule: Rule
    announced: frozenset[date]
    skipped: frozenset[date]

    @property
    def zone(self) -> ZoneInfo:
        """The branch's, as it is now."""
        return self.branch.zone

    def next_after(self, now: datetime) -> Occurrence | None:
        """The next meeting that is not announced; None where the series has ended."""
        if self.series.ended_at is not None:
            return None
        return rules.next_after(self.series, self.zone, now, self.announced | self.skipped)

    def left_out(self, now: datetime) -> Sequence[Occurrence]:
        """The days to come on which there is no meeting."""
        if not self.skipped:
            return []
        found: list[Occurrence] = []
        for each in rules.occurrences(self.series, self.zone, after=now):
            if each.on > max(self.skipped):
                break
            if each.on in self.skipped - self.announced:
                found.append(each)
        return found


async def begin(tx: Connection, first: Meeting, branch: Branch, now: datetime) -> Meeting:
    """Let this draft be the first of a series by its rule, in the transaction that announces it."""
    assert first.repeats is not None  # noqa: S101 - whoever calls this has asked
    first_wall = wall(first, branch.zone)
    series = await store.add(
        tx,
        first.guild_id,
        first.author_id,
        uid=first.uid,
        kind=first.kind,
        title=first.title,
        place=first.place,
        agenda=first.agenda,
        lasts_for=first.lasts_for,
        with_event=first.with_event,
        first=first_wall,
        repeats=Recurrence.from_text(first.repeats),
        now=now,
    )
    meeting = replace(first, series_id=series.id, occurs_on=first_wall.date())
    await meetings_store.save(tx, meeting)
    await _await_next(tx, await _outlook(tx, series), now)
    await _note(tx, now, series, "series.begun", first.author_id)
    return meeting


async def occur(desk: Desk, guild_id: GuildId, series_id: SeriesId, *, late: str) -> None:
    """Announce the next meeting of the series if its time has come, then wait for the one after it.

    `late`: what members are told where that is short notice and the rule allows it; where it does not, officers are.
    """
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await _outlook(tx, await store.get(tx, guild_id, series_id))
        await _pass_over(tx, found, now)
        occurrence = found.next_after(now)
        if occurrence is not None and rules.notice_at(occurrence, found.rule, found.zone, now) <= now:
            await _announce(tx, found, occurrence, now, late)
        await _await_next(tx, await _outlook(tx, found.series), now)


async def look(desk: Desk, who: Asker, series_id: SeriesId) -> Outlook:
    """The series and what comes next, for a rep."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        found = await _outlook(conn, await store.get(conn, who.guild_id, series_id))
    rules.may_change(found.series)
    return found


async def list_(desk: Desk, who: Asker) -> Sequence[Outlook]:
    """The branch's series of which something is still to come, the oldest first, for a rep; nobody else sees any."""
    if Power.REP not in who.powers:
        return []
    now = desk.now()
    async with desk.db.reading() as conn:
        found = [await _outlook(conn, each) for each in await store.list_(conn, who.guild_id, ended_after=now)]
    return [each for each in found if each.next_after(now) is not None or each.left_out(now)]


async def skip(desk: Desk, who: Asker, series_id: SeriesId, on: date) -> Outlook:
    """No meeting on that day of the series; raises NotFound, TooLate, AlreadyDone, and NotAllowed for who is no rep."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await _outlook(tx, await store.get(tx, who.guild_id, series_id))
        rules.may_change(before.series)
        rules.on_day(before.series, before.zone, on, now)
        rules.may_skip(on, before.announced, before.skipped)
        await store.skip(tx, series_id, on)
        await _note(tx, now, before.series, "series.skipped", who.member_id, on=on.isoformat())
        return await _await_next(tx, await _outlook(tx, before.series), now)


async def unskip(desk: Desk, who: Asker, series_id: SeriesId, on: date) -> Outlook:
    """A meeting on that day after all, while notice of it can be given; raises as `skip` does, and Invalid."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await _outlook(tx, await store.get(tx, who.guild_id, series_id))
        rules.may_change(before.series)
        occurrence = rules.on_day(before.series, before.zone, on, now)
        rules.may_hold(occurrence, before.skipped, before.rule, before.zone, now)
        await store.unskip(tx, series_id, on)
        await _note(tx, now, before.series, "series.unskipped", who.member_id, on=on.isoformat())
        return await _await_next(tx, await _outlook(tx, before.series), now)


async def stop(desk: Desk, who: Asker, series_id: SeriesId) -> Series:
    """No further meetings; those that were announced stand. Raises AlreadyDone, and NotAllowed for who is no rep."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        series = await store.get(tx, who.guild_id, series_id)
        rules.may_change(series)
        await store.end(tx, series.id, now)
        await jobs.drop(tx, _key(series))
        await _note(tx, now, series, "series.stopped", who.member_id)
    return series


async def is_unannounced(desk: Desk, guild_id: GuildId, series_id: SeriesId, on: date) -> bool:
    """Whether there is still something to be done about a meeting that could not be announced in time."""
    now = desk.now()
    async with desk.db.reading() as conn:
        found = await _outlook(conn, await store.get(conn, guild_id, series_id))
    return found.series.ended_at is None and any(each.on == on for each in found.left_out(now))


async def rearrange(tx: Connection, guild_id: GuildId, now: datetime) -> None:
    """The branch's clock or a rule has changed: let notice of every series' next meeting go out by what is true now."""
    for series in await store.list_(tx, guild_id, ended_after=now):
        await _await_next(tx, await _outlook(tx, series), now)


async def _outlook(conn: Connection, series: Series) -> Outlook:
    return Outlook(
        series,
        await branches.present(conn, series.guild_id),
        await meeting_rules.rule_for(conn, series.guild_id, series.kind),
        await store.held_on(conn, series.id),
        await store.skipped(conn, series.id),
    )


async def _pass_over(tx: Connection, found: Outlook, now: datetime) -> None:
    """Put on record what nobody was called to, because Steward was not running: it is never announced afterwards."""
    series = found.series
    for each in rules.gone_by(series, found.zone, now):
        await store.gone_by(tx, series.id, each.on)
        if each.on not in found.announced | found.skipped:
            await _note(tx, now, series, "series.missed", on=each.on.isoformat())


async def _announce(tx: Connection, found: Outlook, occurrence: Occurrence, now: datetime, late: str) -> None:
    series, rule = found.series, found.rule
    if rules.is_too_late(occurrence, rule, found.zone, now):
        await store.skip(tx, series.id, occurrence.on)
        await _note(tx, now, series, "series.unannounced", on=occurrence.on.isoformat())
        await _queue(tx, series, "meeting.unannounced", now, on=occurrence.on)
        return
    draft = await meetings_store.add(
        tx,
        series.guild_id,
        series.author_id,
        kind=series.kind,
        title=series.title,
        place=series.place,
        agenda=series.agenda,
        starts_at=occurrence.starts_at,
        lasts_for=series.lasts_for,
        rule=rule,
        uid=rules.uid_on(series, occurrence.on),
        channel_id=found.branch.channels.get(Use.NOTICES) or await store.channel(tx, series.id),
        now=now,
        with_event=series.with_event,
        series_id=series.id,
        occurs_on=occurrence.on,
    )
    is_short = rules.given(occurrence, rule, found.zone, now).is_short
    await meetings.publish(tx, now, replace(draft, short_reason=late if is_short else None))


async def _await_next(tx: Connection, found: Outlook, now: datetime) -> Outlook:
    """Wait for the time at which notice of the next meeting is to be given; for nothing if there is none."""
    await jobs.drop(tx, _key(found.series))
    occurrence = found.next_after(now)
    if occurrence is not None:
        due_at = rules.notice_at(occurrence, found.rule, found.zone, now)
        await _queue(tx, found.series, "meeting.occur", due_at)
    return found


async def _queue(tx: Connection, series: Series, kind: str, due_at: datetime, on: date | None = None) -> None:
    await jobs.add(
        tx,
        kind=kind,
        subject=f"series:{series.id}",
        guild_id=series.guild_id,
        due_at=due_at,
        key=f"{kind}:{series.id}" if on is None else f"{kind}:{series.id}:{on.isoformat()}",
        payload={"series": series.id} | ({} if on is None else {"on": on.isoformat()}),
        again=True,
    )


def _key(series: Series) -> str:
    return f"meeting.occur:{series.id}"


async def _note(
    tx: Connection, now: datetime, series: Series, what: str, actor: MemberId | None = None, **detail: str
) -> None:
    about = f"series:{series.id}"
    await records.note(tx, now, series.guild_id, what, actor=actor, about=about, title=series.title, **detail)
