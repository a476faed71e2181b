from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.ids import GuildId, MemberId, SeriesId
from bot.rules import series as rules
from bot.rules.meetings import Kind, Rule
from bot.rules.notices import Deadline, clear_days, local_date
from bot.rules.recurrences import LAST, Recurrence, Unit
from bot.rules.reminding import is_quiet
from bot.rules.series import Occurrence, Series
from bot.rules.times import instant_at, local
from tests.rules.samples import refused, thoroughly

LONDON, ST_JOHNS = ZoneInfo("Europe/London"), ZoneInfo("America/St_Johns")
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
SERIES = Series(
    id=SeriesId(1),
    guild_id=GuildId(7),
    author_id=MemberId(2),
    uid="5f",
    kind=Kind.GENERAL,
    title="Branch meeting",
    place="Room 4",
    agenda=(),
    lasts_for=timedelta(minutes=90),
    with_event=False,
    first=datetime(2026, 11, 26, 18, 30),  # noqa: DTZ001 - a reading of the clock
    repeats=Recurrence(Unit.MONTH, weekday=3, nths=(LAST,)),
    made_at=NOW,
    gone_by_on=date(2026, 11, 26),
)
DECEMBER, JANUARY, FEBRUARY = date(2026, 12, 31), date(2027, 1, 28), date(2027, 2, 25)

zones = st.sampled_from([LONDON, ST_JOHNS])
instants = st.datetimes(datetime(2026, 1, 1), datetime(2036, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
clocks = st.sampled_from([(18, 30), (0, 30), (1, 30), (2, 30), (7, 0)])


def meeting(on: date, zone: ZoneInfo = LONDON, hour: int = 18, minute: int = 30) -> Occurrence:
    return Occurrence(on, instant_at(datetime(on.year, on.month, on.day, hour, minute), zone))  # noqa: DTZ001


def days(series: Series, after: datetime, number: int = 3) -> list[date]:
    return [each.on for each in islice(rules.occurrences(series, LONDON, after=after), number)]


def test_the_next_meetings_are_those_of_the_rule_at_the_first_ones_hour():
    assert days(SERIES, NOW) == [date(2026, 11, 26), DECEMBER, JANUARY]
    assert next(rules.occurrences(SERIES, LONDON, after=NOW)).starts_at == datetime(2026, 11, 26, 18, 30, tzinfo=UTC)


def test_a_meeting_that_begins_now_is_not_to_come():
    begins = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)
    assert days(SERIES, begins - timedelta(seconds=1), 1) == [DECEMBER]
    assert days(SERIES, begins, 1) == [JANUARY]


@given(after=instants, zone=zones, clock=clocks)
@thoroughly
def test_what_comes_next_is_never_past_and_reads_what_the_first_does(
    after: datetime, zone: ZoneInfo, clock: tuple[int, int]
):
    series = replace(SERIES, first=SERIES.first.replace(hour=clock[0], minute=clock[1]))
    coming = next(rules.occurrences(series, zone, after=after))
    assert coming.starts_at > after
    assert timedelta(0) < coming.starts_at - after <= timedelta(days=36) or after < NOW
    wall = series.first.replace(year=coming.on.year, month=coming.on.month, day=coming.on.day)
    assert coming.starts_at == instant_at(wall, zone)


def test_settled_days_are_left_out_until_the_rule_ends():
    assert rules.next_after(SERIES, LONDON, NOW, {date(2026, 11, 26), DECEMBER}) == meeting(JANUARY)
    ended = replace(SERIES, repeats=replace(SERIES.repeats, times=2))
    assert rules.next_after(ended, LONDON, NOW, {date(2026, 11, 26), DECEMBER}) is None


def test_what_has_gone_by_is_each_day_after_the_last_that_was_dealt_with():
    at = datetime(2027, 2, 1, tzinfo=UTC)
    assert [each.on for each in rules.gone_by(SERIES, LONDON, at)] == [DECEMBER, JANUARY]
    assert list(rules.gone_by(replace(SERIES, gone_by_on=JANUARY), LONDON, at)) == []
    begun = meeting(JANUARY).starts_at
    assert [each.on for each in rules.gone_by(SERIES, LONDON, begun)] == [DECEMBER, JANUARY]
    assert [each.on for each in rules.gone_by(SERIES, LONDON, begun - timedelta(seconds=1))] == [DECEMBER]


def test_only_a_day_of_the_rule_that_is_to_come_is_found():
    assert rules.on_day(SERIES, LONDON, FEBRUARY, NOW) == meeting(FEBRUARY)
    refused("series.no_such_day", lambda: rules.on_day(SERIES, LONDON, FEBRUARY + DAY, NOW))
    refused("series.no_such_day", lambda: rules.on_day(SERIES, LONDON, date.max, NOW))
    refused("series.day_gone", lambda: rules.on_day(SERIES, LONDON, date.min, NOW))
    begun = meeting(DECEMBER).starts_at
    refused("series.day_gone", lambda: rules.on_day(SERIES, LONDON, DECEMBER, begun))
    assert rules.on_day(SERIES, LONDON, DECEMBER, begun - timedelta(seconds=1)).on == DECEMBER


def test_notice_leaves_two_days_to_spare_at_nine_in_the_morning():
    rule = Rule(14, short_allowed=False)
    due_at = rules.notice_at(meeting(JANUARY), rule, LONDON, NOW)
    assert due_at == datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
    assert clear_days(local_date(due_at, LONDON), JANUARY) == 16


def test_notice_is_a_week_ahead_even_where_none_is_needed():
    assert rules.notice_at(meeting(JANUARY), Rule(0, short_allowed=True), LONDON, NOW) == datetime(
        2027, 1, 21, 9, 0, tzinfo=UTC
    )


def test_notice_is_a_week_ahead_of_the_first_deadline():
    rule = Rule(14, short_allowed=True, deadlines={Deadline.AMENDMENTS: 7, Deadline.MOTIONS: 14})
    assert rules.notice_at(meeting(JANUARY), rule, LONDON, NOW) == datetime(2027, 1, 7, 9, 0, tzinfo=UTC)


@given(now=instants, zone=zones, clock=clocks, notice=st.integers(0, 40))
@thoroughly
def test_notice_is_never_given_at_night_and_never_too_late_if_it_was_not(
    now: datetime, zone: ZoneInfo, clock: tuple[int, int], notice: int
):
    on = local_date(now, zone) + timedelta(days=60)
    coming, rule = meeting(on, zone, *clock), Rule(notice, short_allowed=False)
    due_at = rules.notice_at(coming, rule, zone, now)
    assert local(due_at, zone).hour == 9
    assert not rules.is_too_late(coming, rule, zone, due_at)
    late = rules.notice_at(coming, rule, zone, coming.starts_at - timedelta(days=2))
    assert coming.starts_at - timedelta(days=2) <= late < coming.starts_at
    assert not is_quiet(late, zone) or coming.starts_at - late <= timedelta(hours=1)


def test_the_day_on_which_it_becomes_too_late_is_the_first_with_too_few_clear_days():
    rule = Rule(14, short_allowed=False)
    last = datetime(2027, 1, 13, 23, 59, tzinfo=UTC)
    assert not rules.is_too_late(meeting(JANUARY), rule, LONDON, last)
    assert rules.is_too_late(meeting(JANUARY), rule, LONDON, last + timedelta(minutes=1))
    assert not rules.is_too_late(meeting(JANUARY), Rule(14, short_allowed=True), LONDON, last + DAY)


def test_a_day_is_skipped_once_and_only_before_it_is_announced():
    rules.may_skip(JANUARY, {DECEMBER}, {FEBRUARY})
    refused("series.already_announced", lambda: rules.may_skip(DECEMBER, {DECEMBER}, set()))
    refused("series.already_skipped", lambda: rules.may_skip(FEBRUARY, {DECEMBER}, {FEBRUARY}))


def test_a_skipped_day_is_held_after_all_while_there_is_time():
    strict, now = Rule(14, short_allowed=False), datetime(2027, 1, 20, 12, tzinfo=UTC)
    rules.may_hold(meeting(JANUARY), {JANUARY}, strict, LONDON, NOW)
    rules.may_hold(meeting(JANUARY), {JANUARY}, Rule(14, short_allowed=True), LONDON, now)
    refused("series.not_skipped", lambda: rules.may_hold(meeting(JANUARY), set(), strict, LONDON, NOW))
    said = refused("meeting.short_notice", lambda: rules.may_hold(meeting(JANUARY), {JANUARY}, strict, LONDON, now))
    assert said == {"days": 7, "asked": 14, "earliest": date(2027, 2, 4)}


def test_a_series_that_was_stopped_is_not_changed():
    rules.may_change(SERIES)
    refused("series.stopped", lambda: rules.may_change(replace(SERIES, ended_at=NOW)))


def test_each_day_of_a_series_has_a_name_of_its_own_in_calendars():
    assert rules.uid_on(SERIES, JANUARY) == "5f-20270128"
