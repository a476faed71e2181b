from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.rules.dates import MONTHS, WEEKDAYS
from bot.rules.times import local, read, read_length
from tests.rules.samples import NOW, refused, thoroughly

LONDON = ZoneInfo("Europe/London")
ST_JOHNS = ZoneInfo("America/St_Johns")  # half an hour off, changes at midnight in older years
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its clocks change by half an hour
zones = st.sampled_from([LONDON, ST_JOHNS, LORD_HOWE])
FRIDAY_AFTER_FIVE = datetime(2026, 11, 27, 17, 1, tzinfo=UTC)
FIRST, LAST = datetime(2024, 1, 1), datetime(2034, 1, 1)  # noqa: DTZ001 - made aware below
moments = st.datetimes(FIRST, LAST).map(lambda naive: naive.replace(second=0, microsecond=0, tzinfo=UTC))


def said(text: str, now: datetime = NOW, zone: ZoneInfo = LONDON) -> str:
    return f"{local(read(text, now=now, zone=zone), zone):%a %d %b %Y %H:%M %Z}"


# What people type, on Saturday 21 November 2026 at 15:00


@pytest.mark.parametrize(
    "typed",
    [
        *["Fri 17:00", "friday 5pm", "Friday at 5.00pm", "FRIDAY, 5 PM", "fri 5 p.m.", "5pm friday", "17:00 on Friday"],
        *[
            "this Friday 17:00",
            "friday @ 5pm",
            "27 Nov 2026 17:00",
            "27th November 5pm",
            "27/11/2026 17:00",
            "27/11 17:00",
        ],
        *["27.11.2026 17:00", "27-11-2026 17:00", "27/11/26 17:00", "2026-11-27 17:00", "2026-11-27T17:00"],
        *["2026-11-27T17:00:00Z", "2026-11-27T12:00-05:00", "27 Nov 2026 17:00 GMT", "27 Nov 2026 18:00 +01:00"],
        *[
            "the 27th of November at 5pm",
            "Nov 27 5pm",
            "November 27th 2026 5pm",
            "Fri 27 Nov 2026 17:00",
            "Friday 27th 5pm",
        ],
        *["the 27th 17:00", "27nov 1700hrs", "in 6 days at 17:00", "in 6 days 2h", "6d2h", "27 Nov 2026 17:00 utc"],
        *[
            "  fri   17:00 ",
            "Ｆｒｉ １７：００",
            "Fri 17:00.",
            "by Fri 17:00",
            "fri 17:00:00",
            "friday 17:00hrs",
            "fri 17.00",
        ],
    ],
)
def test_many_ways_of_typing_the_same_friday_are_read_alike(typed: str):
    assert said(typed) == "Fri 27 Nov 2026 17:00 GMT"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("17:00", "Sat 21 Nov 2026 17:00 GMT"),
        ("14:00", "Sun 22 Nov 2026 14:00 GMT"),
        ("today 17:00", "Sat 21 Nov 2026 17:00 GMT"),
        ("today 14:00", "Sat 21 Nov 2026 14:00 GMT"),
        ("tonight 8pm", "Sat 21 Nov 2026 20:00 GMT"),
        ("tomorrow 9am", "Sun 22 Nov 2026 09:00 GMT"),
        ("tomorrow at noon", "Sun 22 Nov 2026 12:00 GMT"),
        ("9am tomorrow", "Sun 22 Nov 2026 09:00 GMT"),
        ("Sat 16:00", "Sat 21 Nov 2026 16:00 GMT"),
        ("Sat 14:00", "Sat 28 Nov 2026 14:00 GMT"),
        ("12am", "Sun 22 Nov 2026 00:00 GMT"),
        ("12pm", "Sun 22 Nov 2026 12:00 GMT"),
        ("in 3 days", "Tue 24 Nov 2026 15:00 GMT"),
        ("in 2 hours", "Sat 21 Nov 2026 17:00 GMT"),
        ("in 90 minutes", "Sat 21 Nov 2026 16:30 GMT"),
        ("in 1 week", "Sat 28 Nov 2026 15:00 GMT"),
        ("in a week", "Sat 28 Nov 2026 15:00 GMT"),
        ("in two weeks", "Sat 05 Dec 2026 15:00 GMT"),
        ("in 3 days' time", "Tue 24 Nov 2026 15:00 GMT"),
        ("in half an hour", "Sat 21 Nov 2026 15:30 GMT"),
        ("3d", "Tue 24 Nov 2026 15:00 GMT"),
        ("2h30m", "Sat 21 Nov 2026 17:30 GMT"),
        ("2 hours and 30 minutes", "Sat 21 Nov 2026 17:30 GMT"),
        ("28 November 18:30", "Sat 28 Nov 2026 18:30 GMT"),
        ("20 November 18:30", "Sat 20 Nov 2027 18:30 GMT"),
        ("21 Nov 14:59", "Sun 21 Nov 2027 14:59 GMT"),
        ("29 Feb 18:30", "Tue 29 Feb 2028 18:30 GMT"),
        ("20 Nov 2026 18:30", "Fri 20 Nov 2026 18:30 GMT"),
        ("1 July 2027 18:30", "Thu 01 Jul 2027 18:30 BST"),
        ("1 July 2027 18:30 UTC", "Thu 01 Jul 2027 19:30 BST"),
        ("01/02/2027 09:00", "Mon 01 Feb 2027 09:00 GMT"),
        ("28th of November at midday", "Sat 28 Nov 2026 12:00 GMT"),
        ("17:00 utc+1", "Sat 21 Nov 2026 16:00 GMT"),
        ("31st 9am", "Thu 31 Dec 2026 09:00 GMT"),
    ],
)
def test_a_time_is_read_as_people_mean_it(typed: str, meant: str):
    assert said(typed) == meant


def test_friday_on_a_friday_after_five_is_in_a_week():
    assert said("Fri 17:00", FRIDAY_AFTER_FIVE) == "Fri 04 Dec 2026 17:00 GMT"


def test_friday_on_a_friday_before_five_is_today():
    assert said("Fri 17:00", FRIDAY_AFTER_FIVE - timedelta(minutes=2)) == "Fri 27 Nov 2026 17:00 GMT"


def test_midnight_ends_its_day_and_nought_hours_begins_it():
    assert said("Friday midnight") == said("Fri 24:00") == "Sat 28 Nov 2026 00:00 GMT"
    assert said("Friday 00:00") == "Fri 27 Nov 2026 00:00 GMT"
    assert said("midnight") == "Sun 22 Nov 2026 00:00 GMT"


def test_the_end_of_a_day_is_its_last_minute():
    assert said("end of Friday") == "Fri 27 Nov 2026 23:59 GMT"
    assert said("end of day") == said("end of today") == "Sat 21 Nov 2026 23:59 GMT"


def test_the_day_is_the_branchs_day_not_utcs():
    just_after_midnight_in_bst = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    assert said("today 17:00", just_after_midnight_in_bst) == "Thu 01 Jul 2027 17:00 BST"


# Across a change of the clocks

BEFORE_SPRING = datetime(2027, 3, 27, 18, 0, tzinfo=UTC)
BEFORE_AUTUMN = datetime(2027, 10, 30, 17, 0, tzinfo=UTC)  # 18:00 BST


def test_in_a_day_is_the_same_time_on_the_clock_across_a_change():
    assert said("in 1 day", BEFORE_SPRING) == "Sun 28 Mar 2027 18:00 BST"
    assert said("in 1 day", BEFORE_AUTUMN) == "Sun 31 Oct 2027 18:00 GMT"


def test_in_twenty_four_hours_is_twenty_four_hours_across_a_change():
    assert said("in 24 hours", BEFORE_SPRING) == "Sun 28 Mar 2027 19:00 BST"
    assert said("in 24 hours", BEFORE_AUTUMN) == "Sun 31 Oct 2027 17:00 GMT"


def test_a_time_the_clocks_skip_is_refused_with_the_nearest_real_ones():
    values = refused("time.skipped", lambda: said("28 Mar 2027 01:30"))
    assert values == {"said": "01:30", "before": "00:59", "after": "02:00"}


def test_a_skipped_half_hour_is_half_an_hour():
    values = refused("time.skipped", lambda: said("3 Oct 2027 02:15", zone=LORD_HOWE))
    assert values == {"said": "02:15", "before": "01:59", "after": "02:30"}
    assert said("3 Oct 2027 02:30", zone=LORD_HOWE) == "Sun 03 Oct 2027 02:30 +11"


@pytest.mark.parametrize(
    ("zone", "typed", "first", "second"),
    [
        (LONDON, "31 Oct 2027 01:30", "BST", "GMT"),
        (ST_JOHNS, "7 Nov 2027 01:30", "NDT", "NST"),
        (LORD_HOWE, "4 Apr 2027 01:45", "+11", "+1030"),
        (ZoneInfo("America/Santiago"), "3 Apr 2027 23:30", "-03", "-04"),
    ],
)
def test_a_time_that_comes_twice_is_refused_and_accepted_with_the_name_offered(
    zone: ZoneInfo, typed: str, first: str, second: str
):
    values = refused("time.twice", lambda: said(typed, zone=zone))
    assert (values["first"], values["second"]) == (first, second)
    earlier, later = (read(f"{typed} {name}", now=NOW, zone=zone) for name in (first, second))
    assert local(earlier, zone).replace(tzinfo=None) == local(later, zone).replace(tzinfo=None)
    assert earlier < later


def test_a_zone_that_the_clocks_do_not_show_then_is_refused():
    assert refused("time.zone_not_then", lambda: said("28 Nov 2026 18:30 BST")) == {"said": "BST", "actual": "GMT"}
    assert refused("time.zone_not_then", lambda: said("1 July 2027 18:30 GMT")) == {"said": "GMT", "actual": "BST"}


def test_gmt_is_utc_where_the_clocks_never_show_it():
    assert read("28 Nov 2026 18:30 GMT", now=NOW, zone=LORD_HOWE) == datetime(2026, 11, 28, 18, 30, tzinfo=UTC)


# What is refused


@pytest.mark.parametrize("typed", ["next Friday 17:00", "next friday", "17:00 next Friday", "Next Fri 5pm"])
def test_next_friday_is_refused_naming_both_days_it_could_be(typed: str):
    values = refused("time.next", lambda: said(typed))
    assert values == {"weekday": "friday", "nearest": date(2026, 11, 27), "later": date(2026, 12, 4)}


def test_a_weekday_that_contradicts_its_date_is_refused_saying_which_it_is():
    for typed in ("Mon 28 Nov 2026 18:30", "Monday 28th 18:30", "Mon 28/11 18:30", "18:30 mon 28 nov"):
        values = refused("time.weekday", lambda typed=typed: said(typed))
        assert values == {"said": "monday", "actual": "saturday", "date": date(2026, 11, 28)}


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("31 Feb 2027 18:30", 28),
        ("31 Feb 18:30", 29),
        ("29 Feb 2027 18:30", 28),
        ("31/11/2026 09:00", 30),
        ("0 Nov 9am", 30),
    ],
)
def test_a_date_that_does_not_exist_is_refused_with_the_length_of_its_month(typed: str, last: int):
    assert refused("time.no_such_date", lambda: said(typed))["last"] == last


def test_a_date_typed_the_american_way_is_refused_with_the_british_one():
    assert refused("time.day_first", lambda: said("11/28/2026 18:30")) == {"day": 28, "month": "november"}


@pytest.mark.parametrize("typed", ["tomorrow", "Friday", "28 Nov 2026", "28/11/2026", "today", "the 28th"])
def test_a_day_without_a_time_of_day_is_asked_for_one(typed: str):
    example_given = str(refused("time.needs_time", lambda: said(typed))["example"])
    assert "nov" not in example_given
    assert read(example_given, now=NOW, zone=LONDON)


@pytest.mark.parametrize(
    "typed", ["Friday 5", "friday at 5", "5", "at 5", "tomorrow 9", "28 Nov at 6", "fri 5 o'clock"]
)
def test_an_hour_of_two_halves_is_refused(typed: str):
    refused("time.am_or_pm", lambda: said(typed))


@pytest.mark.parametrize(
    "typed", ["28 Nov 2046 18:30", "in 9999 weeks", "in 99999 weeks", "9999-12-31 24:00", "in 9999 weeks at 5pm"]
)
def test_a_time_more_than_five_years_ahead_is_refused(typed: str):
    refused("time.too_far", lambda: said(typed))


def test_a_zone_off_the_globe_is_refused():
    refused("time.no_such_zone", lambda: said("17:00 +99:00"))


@pytest.mark.parametrize(
    "typed",
    [
        *[
            "",
            " ",
            "soon",
            "asap",
            "after the meeting",
            "fri 25:00",
            "fri 17:60",
            "13pm",
            "0am",
            "9:00-12:00",
            "next week",
        ],
        *[
            "1 month",
            "in 1.5 hours",
            "٢٨ Nov 17:00",
            "28 Nov 1066 09:00",
            "17:00 17:00",
            "Fri Sat 17:00",
            "2h 2h",
            "1/2/3/4",
        ],
        *[
            "<t:1790000000:F>",
            "@everyone 17:00",
            "17:00 EST",
            "28 Smarch 17:00",
            "28/13/2026 09:00",
            "-1 days",
            "x" * 300,
        ],
        *["fri " * 75, "1" * 300, "9:" * 40, "in " * 26, "🎉 17:00", "17:00\x00", "of of of 17:00"],
    ],
)
def test_what_is_not_a_time_is_refused_with_examples_that_are(typed: str):
    values = refused("time.unreadable", lambda: said(typed))
    for offered in (values["first"], values["second"], "in 3 days"):
        assert read(str(offered), now=NOW, zone=LONDON) > NOW


# Whatever is typed, whenever

FORMS = (
    "{at.day} {month} {at.year} {at:%H:%M}",
    "{at.day:02}/{at.month:02}/{at.year} {at:%H:%M}",
    "{at.year}-{at.month:02}-{at.day:02}T{at:%H:%M}",
    "{at:%H:%M}{name} on {weekday} {at.day} {month} {at.year}",
    "{month} {at.day}, {at.year} at {at:%I:%M}{half}",
)


@thoroughly
@given(moments, st.timedeltas(timedelta(0), timedelta(days=1800)), zones, st.sampled_from(FORMS))
@example(datetime(2030, 10, 27, 0, 30, tzinfo=UTC), timedelta(0), LONDON, FORMS[3])
@example(datetime(2030, 10, 27, 1, 30, tzinfo=UTC), timedelta(0), LONDON, FORMS[0])
def test_every_minute_of_ten_years_can_be_typed_and_is_read_back(
    now: datetime, ahead: timedelta, zone: ZoneInfo, form: str
):
    instant = (now + ahead).replace(second=0, microsecond=0)
    at = local(instant, zone)
    twice = at.utcoffset() != at.replace(fold=1 - at.fold).utcoffset()
    name = f" {at.tzname()}" if twice else ""
    words = {
        "month": MONTHS[at.month - 1][:3],
        "weekday": WEEKDAYS[at.weekday()],
        "half": "pm" if at.hour >= 12 else "am",
    }
    typed = form.format(at=at, name=name, **words) + ("" if "{name}" in form else name)
    assert read(typed, now=now, zone=zone) == instant


@thoroughly
@given(moments, zones, st.integers(1, 400))
def test_in_some_days_the_clock_reads_the_same_unless_the_clocks_skip_it(now: datetime, zone: ZoneInfo, days: int):
    there = local(read(f"in {days} days", now=now, zone=zone), zone)
    wall = local(now, zone).replace(tzinfo=None) + timedelta(days=days)
    real = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
    assert there.replace(tzinfo=None) == wall or not real


@thoroughly
@given(moments, zones, st.integers(0, 10_000))
def test_in_some_minutes_that_many_minutes_pass(now: datetime, zone: ZoneInfo, minutes: int):
    assert read(f"in {minutes} minutes", now=now, zone=zone) == now + timedelta(minutes=minutes)


@thoroughly
@given(moments, zones, st.sampled_from(WEEKDAYS), st.times())
def test_a_weekday_is_the_next_one_and_within_the_week(now: datetime, zone: ZoneInfo, weekday: str, at: time):
    try:
        meant = read(f"{weekday} {at:%H:%M}", now=now, zone=zone)
    except Invalid as refusal:
        assume(refusal.key not in ("time.skipped", "time.twice"))
        raise
    assert now < meant <= now + timedelta(days=7, hours=1)
    assert WEEKDAYS[local(meant, zone).weekday()] == weekday


WORDS = (
    *(
        "in",
        "at",
        "on",
        "the",
        "of",
        "next",
        "end of",
        "fri",
        "monday",
        "today",
        "tomorrow",
        "28",
        "28th",
        "31",
        "29",
        "0",
        "nov",
    ),
    *(
        "feb",
        "2026",
        "2027",
        "9999",
        "0001",
        "17:00",
        "01:30",
        "24:00",
        "5pm",
        "12am",
        "noon",
        "midnight",
        "gmt",
        "bst",
        "+01:00",
    ),
    *(
        "-05:00",
        "z",
        "3",
        "days",
        "2h",
        "30m",
        "week",
        "99999",
        "/",
        "-",
        ":",
        ".",
        ",",
        "28/11/2026",
        "2027-03-28",
        "31/10/2027",
    ),
)
typed_texts = (
    st.text(max_size=300)
    | st.text("0123456789:/-. apmdhwTZ", max_size=40)
    | st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
)


@thoroughly
@given(typed_texts, moments, zones)
def test_no_text_crashes_and_whatever_is_read_is_an_instant_in_utc(text: str, now: datetime, zone: ZoneInfo):
    try:
        instant = read(text, now=now, zone=zone)
    except Invalid as refusal:
        assert refusal.key.startswith("time.")
        return
    assert instant.tzinfo is UTC
    assert instant <= now + timedelta(days=5 * 366)


# Lengths of time


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        ("90 min", 90),
        ("90 minutes.", 90),
        ("1:30", 90),
        ("1h30", 90),
        ("1h 30", 90),
        ("1h30m", 90),
        ("1 hour 30 minutes", 90),
        ("for 1 hour and 30 minutes", 90),
        ("an hour and a half", 90),
        ("half an hour", 30),
        ("2 hours", 120),
        ("a day", 1440),
    ],
)
def test_a_length_of_time_is_read_as_people_type_it(typed: str, minutes: int):
    assert read_length(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "typed", ["", "long", "18:30 to 20:00", "1h90x", "-5", "until eight", "1" * 5, "two and a half"]
)
def test_what_is_no_length_of_time_is_refused(typed: str):
    refused("time.length_unreadable", lambda: read_length(typed))


@thoroughly
@given(typed_texts)
def test_no_text_crashes_and_a_length_is_whole_minutes(text: str):
    try:
        length = read_length(text)
    except Invalid as refusal:
        assert refusal.key == "time.length_unreadable"
        return
    assert length % timedelta(minutes=1) == timedelta(0)
