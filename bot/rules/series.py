"""Meetings that repeat: which of them come next, when notice of each is given, and what may be done to the series.

By which rule they repeat is `bot.rules.recurrences`'.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import AlreadyDone, Invalid, NotFound, TooLate
from bot.ids import GuildId, MemberId, SeriesId
from bot.rules import recurrences, reminding
from bot.rules.agendas import Item
from bot.rules.meetings import Given, Kind, Rule
from bot.rules.notices import clear_days, deadline_on, earliest_on, latest_notice_on, local_date
from bot.rules.recurrences import Recurrence
from bot.rules.times import instant_at, local

NOTICE_AT = time(9)
# Notice of each goes out earlier than it must, so that a computer that is off for a night makes none of them short.
SLACK = timedelta(days=2)
LEAST_AHEAD = timedelta(days=7)
FURTHEST = timedelta(days=6 * 366)  # no series has a longer gap, and nobody is shown a day beyond it


@dataclass(frozen=True)
class Series:
    """Meetings that repeat, each like the first."""

    id: SeriesId
    guild_id: GuildId
    author_id: MemberId
    uid: str
    kind: Kind
    title: str
    place: str
    agenda: tuple[Item, ...]
    lasts_for: timedelta
    with_event: bool
    first: datetime
    """What the branch's clock reads at the first."""
    repeats: Recurrence
    made_at: datetime
    gone_by_on: date | None = None
    """The day of the last that has gone by: announced, left out, or missed and put on record."""
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Occurrence:
    """One meeting of a series: the day that its rule gives, and when it begins."""

    on: date
    starts_at: datetime


def occurrences(series: Series, zone: ZoneInfo, *, after: datetime) -> Iterator[Occurrence]:
    """Those that begin after this instant, by the branch's clock as it is now; made one by one, perhaps without end."""
    day_before = local(after, zone).replace(tzinfo=None) - timedelta(days=1)
    for wall in recurrences.walls(series.repeats, series.first, after=day_before):
        starts_at = instant_at(wall, zone)
        if starts_at > after:
            yield Occurrence(wall.date(), starts_at)


def gone_by(series: Series, zone: ZoneInfo, now: datetime) -> Iterator[Occurrence]:
    """Those that have begun since the last that had when somebody looked."""
    last_on = series.gone_by_on or series.first.date()
    for each in occurrences(series, zone, after=instant_at(datetime.combine(last_on, time(0)), zone)):
        if each.starts_at > now:
            return
        if each.on > last_on:
            yield each


def next_after(series: Series, zone: ZoneInfo, after: datetime, settled: Collection[date] = ()) -> Occurrence | None:
    """The first that begins after this instant and is on none of these days; None where the rule has ended."""
    return next((each for each in occurrences(series, zone, after=after) if each.on not in settled), None)


def on_day(series: Series, zone: ZoneInfo, on: date, now: datetime) -> Occurrence:
    """The one of this day, if it is to come; raises NotFound, TooLate."""
    today = local_date(now, zone)
    if on < today:
        raise TooLate("series.day_gone")
    days = occurrences(series, zone, after=now - timedelta(days=1)) if on - today < FURTHEST else iter(())
    found = next((each for each in days if each.on >= on), None)
    if found is None or found.on != on:
        raise NotFound("series.no_such_day")
    if found.starts_at <= now:
        raise TooLate("series.day_gone")
    return found


def uid_on(series: Series, on: date) -> str:
    """By which calendars know the meeting of this day, announced or not: it becomes one entry, not two."""
    return f"{series.uid}-{on:%Y%m%d}"


def notice_at(occurrence: Occurrence, rule: Rule, zone: ZoneInfo, now: datetime) -> datetime:
    """When notice of it is given, from now on: at nine on its day or, if that is past, at once but not at night.

    Its day leaves the clear days that the rule asks for, and a week until anything has to be sent in.
    """
    by = latest_notice_on(occurrence.on, rule.notice_days)
    first_deadline = deadline_on(occurrence.on, max(rule.deadlines.values(), default=0))
    on = min(by - SLACK, first_deadline - LEAST_AHEAD)
    due_at = instant_at(datetime.combine(on, NOTICE_AT), zone)
    return due_at if due_at > now else reminding.audible_from(now, occurrence.starts_at, zone)


def given(occurrence: Occurrence, rule: Rule, zone: ZoneInfo, now: datetime) -> Given:
    """How much notice of it would be given now."""
    return Given(clear_days(local_date(now, zone), local_date(occurrence.starts_at, zone)), rule.notice_days)


def is_too_late(occurrence: Occurrence, rule: Rule, zone: ZoneInfo, now: datetime) -> bool:
    """Whether it can no longer be called: with less notice than its rule asks for, where the rule allows none such."""
    return not rule.short_allowed and given(occurrence, rule, zone, now).is_short


def may_change(series: Series) -> None:
    """Until somebody has ended it."""
    if series.ended_at is not None:
        raise AlreadyDone("series.stopped")


def may_skip(on: date, announced: Collection[date], skipped: Collection[date]) -> None:
    """A day that was not announced: what was announced is cancelled, with a reason, for all who have answered."""
    if on in announced:
        raise TooLate("series.already_announced")
    if on in skipped:
        raise AlreadyDone("series.already_skipped")


def may_hold(occurrence: Occurrence, skipped: Collection[date], rule: Rule, zone: ZoneInfo, now: datetime) -> None:
    """A day that was left out, while notice of it can still be given."""
    if occurrence.on not in skipped:
        raise AlreadyDone("series.not_skipped")
    if is_too_late(occurrence, rule, zone, now):
        notice = given(occurrence, rule, zone, now)
        earliest = earliest_on(local_date(now, zone), notice.asked)
        raise Invalid("meeting.short_notice", days=notice.days, asked=notice.asked, earliest=earliest)
