import calendar
import time
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.i18n import say
from bot.rules.recurrences import LAST, Recurrence, Unit, walls, words
from bot.rules.times import instant_at, local

LONDON, ST_JOHNS = ZoneInfo("Europe/London"), ZoneInfo("America/St_Johns")
zones = st.sampled_from([LONDON, ST_JOHNS])
TEN_YEARS = timedelta(days=3653)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LAST_THURSDAY = Recurrence(Unit.MONTH, weekday=3, nths=(LAST,))
SUNDAYS = Recurrence(Unit.WEEK, weekday=6)
thoroughly = settings(deadline=None, max_examples=60)  # each is ten years, day by day

# Hours that the clocks skip and show twice come as often as all others together.
clocks = st.sampled_from([(18, 30), (0, 30), (1, 0), (1, 30), (2, 30)]) | st.tuples(
    st.integers(0, 23), st.integers(0, 59)
)


def wall(*reading: int) -> datetime:
    return datetime(*reading)  # noqa: DTZ001 - a reading of the clock  # pyright: ignore[reportArgumentType]


def instants(rule: Recurrence, first: datetime, zone: ZoneInfo, many: int) -> list[datetime]:
    return [instant_at(at, zone) for at in islice(walls(rule, first), many)]


def is_last_of_month(on: date) -> bool:
    return (on + DAY).month != on.month


def nth_of_month(on: date) -> set[int]:
    return {(on.day + 6) // 7} | ({LAST} if (on + 7 * DAY).month != on.month else set())


@st.composite
def rules(draw: st.DrawFn) -> tuple[Recurrence, datetime]:
    """A rule and a first meeting that is on it."""
    on = draw(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
    first = wall(on.year, on.month, on.day, *draw(clocks))
    unit, every = draw(st.sampled_from(Unit)), draw(st.integers(1, 4))
    month = on.month if unit is Unit.YEAR else None
    nths = nth_of_month(on) - {5}
    if unit is Unit.WEEK:
        rule = Recurrence(unit, every, weekday=on.weekday())
    elif draw(st.booleans()) and nths:
        more = draw(st.sets(st.sampled_from([1, 2, 3, 4]), max_size=1)) if unit is Unit.MONTH else set()
        chosen = {draw(st.sampled_from(sorted(nths)))} | more
        rule = Recurrence(unit, every, weekday=on.weekday(), nths=tuple(sorted(chosen)), month=month)
    elif is_last_of_month(on) or on.day > 28:
        first = first.replace(day=calendar.monthrange(on.year, on.month)[1])
        rule = Recurrence(unit, every, day=LAST, month=month)
    else:
        rule = Recurrence(unit, every, day=on.day, month=month)
    return rule, first


def is_on(rule: Recurrence, first: date, on: date) -> bool:
    """The rule as one would check it with a calendar on the wall, one day at a time."""
    if rule.unit is Unit.WEEK:
        return (on - first).days % (7 * rule.every) == 0
    gone = on.year - first.year if rule.unit is Unit.YEAR else (on.year - first.year) * 12 + on.month - first.month
    if gone % rule.every or rule.month not in (None, on.month):
        return False
    if rule.weekday is not None:
        return on.weekday() == rule.weekday and bool(nth_of_month(on) & set(rule.nths))
    return is_last_of_month(on) if rule.day == LAST else on.day == rule.day


@thoroughly
@given(rules())
def test_for_ten_years_no_meeting_is_lost_and_none_is_held_twice(ruled: tuple[Recurrence, datetime]):
    rule, first = ruled
    days = (first.date() + more * DAY for more in range(TEN_YEARS.days))
    expected = [datetime.combine(on, first.time()) for on in days if is_on(rule, first.date(), on)]
    assert list(takewhile(lambda at: at < first + TEN_YEARS, walls(rule, first))) == expected


@thoroughly
@given(rules(), zones)
@example((SUNDAYS, wall(2026, 3, 1, 1, 30)), LONDON)
@example((SUNDAYS, wall(2026, 3, 1, 2, 30)), ST_JOHNS)
@example((SUNDAYS, wall(2026, 3, 1, 1, 30)), ST_JOHNS)
def test_for_ten_years_the_clock_reads_the_same_at_every_meeting(ruled: tuple[Recurrence, datetime], zone: ZoneInfo):
    rule, first = ruled
    expected = list(takewhile(lambda at: at < first + TEN_YEARS, walls(rule, first)))
    found = instants(rule, first, zone, len(expected))
    assert all(earlier < later for earlier, later in pairwise(found))
    for meant, instant in zip(expected, found, strict=True):
        assert instant.tzinfo is UTC
        shown = local(instant, zone).replace(tzinfo=None)
        if shown != meant:  # the clocks skip that hour, and the meeting is as long after the gap as it would be in it
            assert shown == meant + HOUR
            assert all(
                local(instant + timedelta(minutes=more), zone).replace(tzinfo=None) != meant
                for more in range(-180, 180)
            )
        assert local(instant - HOUR, zone).replace(tzinfo=None) != meant  # of two, the first


@pytest.mark.parametrize(
    ("zone", "reading", "instant"),
    [
        (LONDON, wall(2027, 3, 28, 1, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # shown as 02:30 BST
        (LONDON, wall(2027, 10, 31, 1, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # in BST
        (ST_JOHNS, wall(2027, 3, 14, 2, 15), datetime(2027, 3, 14, 5, 45, tzinfo=UTC)),  # shown as 03:15
        (ST_JOHNS, wall(2027, 11, 7, 1, 30), datetime(2027, 11, 7, 4, 0, tzinfo=UTC)),
        (LONDON, wall(2027, 7, 29, 18, 30), datetime(2027, 7, 29, 17, 30, tzinfo=UTC)),
    ],
)
def test_a_reading_of_the_clock_is_one_instant_even_where_it_is_skipped_or_shown_twice(
    zone: ZoneInfo, reading: datetime, instant: datetime
):
    assert instant_at(reading, zone) == instant


def test_the_last_thursday_is_at_half_past_six_in_summer_and_in_winter():
    found = instants(LAST_THURSDAY, wall(2026, 11, 26, 18, 30), LONDON, 6)
    assert [f"{instant:%d %b %H:%M}" for instant in found] == [
        *("26 Nov 18:30", "31 Dec 18:30", "28 Jan 18:30", "25 Feb 18:30", "25 Mar 18:30", "29 Apr 17:30")
    ]


def test_meetings_after_one_of_them_begin_with_the_next():
    first = wall(2026, 11, 26, 18, 30)
    assert next(walls(LAST_THURSDAY, first, after=first)) == wall(2026, 12, 31, 18, 30)
    assert next(walls(LAST_THURSDAY, first, after=first - DAY)) == first


def test_meetings_end_on_the_last_day_that_was_named_or_after_so_many():
    first = wall(2026, 11, 26, 18, 30)
    until = Recurrence(Unit.WEEK, weekday=3, until_on=date(2026, 12, 10))
    assert [at.day for at in walls(until, first)] == [26, 3, 10]
    assert len(list(walls(Recurrence(Unit.WEEK, weekday=3, times=10), first))) == 10
    late = wall(2026, 11, 26, 23, 59)
    assert [at.day for at in walls(until, late)] == [26, 3, 10]


def test_a_series_without_an_end_can_be_asked_for_its_next_meeting_in_a_century():
    assert next(walls(LAST_THURSDAY, wall(2026, 11, 26, 18, 30), after=wall(2126, 1, 1))) == wall(2126, 1, 31, 18, 30)


def test_a_rule_does_not_depend_on_the_computer_it_is_worked_out_on(monkeypatch: pytest.MonkeyPatch):
    # On a Tuesday, so that it matters with which day a week begins: it is not the computer's first.
    rule, first = Recurrence(Unit.WEEK, 2, weekday=6), wall(2027, 3, 9, 1, 30)

    def found() -> list[datetime]:
        return instants(rule, first, LONDON, 200)

    here = found()
    try:
        for zone in ("America/St_Johns", "Pacific/Kiritimati"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            calendar.setfirstweekday(calendar.SUNDAY)
            assert found() == here
    finally:
        calendar.setfirstweekday(calendar.MONDAY)
        monkeypatch.undo()
        time.tzset()


# Kept and said back


@thoroughly
@given(rules(), st.none() | st.dates(date(2031, 1, 1), date(2036, 1, 1)), st.none() | st.integers(2, 100))
def test_a_rule_that_was_kept_is_the_rule_and_can_be_said(
    ruled: tuple[Recurrence, datetime], until_on: date | None, times: int | None
):
    rule = Recurrence(**{**vars(ruled[0]), "until_on": until_on, "times": times})
    assert Recurrence.from_text(rule.to_text()) == rule
    said = [say(key, "en", **values) for key, values in words(rule)]
    assert len(said) == 1 + (until_on is not None) + (times is not None)
    assert all(sentence.endswith(".") for sentence in said)


def test_a_rule_is_kept_as_calendars_write_it():
    assert LAST_THURSDAY.to_text() == "FREQ=MONTHLY;BYDAY=-1TH"
    ended = Recurrence(Unit.MONTH, 3, weekday=0, nths=(1, 3), until_on=date(2027, 7, 31))
    assert ended.to_text() == "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO,3MO;UNTIL=20270731T235959"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weekly",
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYSETPOS=1",
        "BYDAY=TH",
        "FREQ=MONTHLY;BYDAY=1MO,1TU",
    ],
)
def test_what_is_no_rule_of_ours_is_not_taken_for_one(text: str):
    with pytest.raises((ValueError, KeyError)):
        Recurrence.from_text(text)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Recurrence(Unit.WEEK, weekday=3), "Every week on Thursday."),
        (Recurrence(Unit.WEEK, 2, weekday=1), "Every 2 weeks on Tuesday."),
        (LAST_THURSDAY, "Every month on the last Thursday of the month."),
        (
            Recurrence(Unit.MONTH, weekday=1, nths=(2, 4)),
            "Every month on the second and the fourth Tuesday of the month.",
        ),
        (Recurrence(Unit.MONTH, 3, day=15), "Every 3 months on day 15 of the month."),
        (Recurrence(Unit.MONTH, day=LAST), "Every month on the last day of the month."),
        (Recurrence(Unit.YEAR, day=8, month=3), "Every year on 8 March."),
        (Recurrence(Unit.YEAR, day=LAST, month=2), "Every year on the last day of February."),
        (Recurrence(Unit.YEAR, weekday=0, nths=(1,), month=5), "Every year on the first Monday of May."),
    ],
)
def test_a_rule_is_said_as_people_say_it(rule: Recurrence, said: str):
    assert [say(key, "en", **values) for key, values in words(rule)] == [said]


def test_the_end_of_a_series_is_said():
    rule = Recurrence(Unit.WEEK, weekday=3, until_on=date(2027, 7, 31))
    assert [say(key, "en", **values) for key, values in words(rule)][1:] == [
        "The last one is on or before Saturday 31 July 2027."
    ]
    rule = Recurrence(Unit.WEEK, weekday=3, times=10)
    assert [say(key, "en", **values) for key, values in words(rule)][1:] == ["There are 10 in all."]
