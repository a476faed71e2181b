"""Calendar files as other programs read them: icalendar, the stricter ical, and the bytes themselves."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from bot.render.ics import Entry, Method, Status, calendar

LONDON, ST_JOHNS, KOLKATA = ZoneInfo("Europe/London"), ZoneInfo("America/St_Johns"), ZoneInfo("Asia/Kolkata")
MEETING = Entry(
    uid="meeting-7.42@steward",
    sequence=2,
    summary="Pay claim, and what next",
    starts_at=datetime(2026, 11, 26, 18, 30, tzinfo=UTC),
    ends_at=datetime(2026, 11, 26, 20, 0, tzinfo=UTC),
    zone=LONDON,
    alarm="General meeting, 18:30",
    stamped_at=datetime(2026, 11, 2, 9, 15, tzinfo=UTC),
    location="Tŷ’r Undeb; upstairs",
    description="Agenda:\n1. Minutes\n2. Pay claim",
    url="https://discord.com/channels/1/2/3",
)
CANCELLED = replace(MEETING, sequence=3, status=Status.CANCELLED)
GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Steward//EN
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:20250330T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Pay claim\\, and what next
DTSTART;TZID=Europe/London:20261126T183000
DTEND;TZID=Europe/London:20261126T200000
DTSTAMP:20261102T091500Z
UID:meeting-7.42@steward
SEQUENCE:2
CLASS:PRIVATE
DESCRIPTION:Agenda:\\n1. Minutes\\n2. Pay claim
LAST-MODIFIED:20261102T091500Z
LOCATION:Tŷ’r Undeb\\; upstairs
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:https://discord.com/channels/1/2/3
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:General meeting\\, 18:30
TRIGGER:-P1D
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:General meeting\\, 18:30
TRIGGER:-PT1H
END:VALARM
END:VEVENT
END:VCALENDAR
"""
HELD = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("\\;,:\"nN'\t €ŷ🏴"), max_size=200
)
ZONES = st.sampled_from(["Europe/London", "America/St_Johns", "Asia/Kolkata", "UTC", "Etc/UTC", "Europe/Dublin"]) | (
    st.sampled_from(["Africa/Casablanca", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia"])
)
TIMES = st.integers(0, 90 * 365 * 24 * 60).map(
    lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def file(*entries: Entry, method: Method = Method.PUBLISH, name: str = "Riverside branch") -> bytes:
    return calendar(entries or (MEETING,), name=name, method=method)


def by_ical(written: bytes) -> Any:
    return IcsCalendarStream.calendar_from_ics(written.decode())


def by_dateutil(written: bytes) -> tzinfo:
    """The zone as a program understands it that has never heard of it, and so goes by what the file says."""
    [told] = Calendar.from_ical(written).timezones
    understood = told.to_tz(lookup_tzid=False)
    assert understood is not None
    return understood


def by_ical_alone(written: bytes, zone: ZoneInfo) -> tzinfo:
    """The same by another program, which believes its own zones first: so this one has a name it cannot know.

    It overlooks what happens once and by no rule, so it is asked about zones that have summer time.
    """
    return by_ical(written.replace(zone.key.encode(), b"Union/Hall")).events[0].dtstart.tzinfo


def lines(written: bytes) -> list[str]:
    return written.decode().replace("\r\n ", "").split("\r\n")


def names(written: bytes) -> list[str]:
    """The property on each line, in order: what a program acts on."""
    return [line.partition(":")[0].partition(";")[0] for line in lines(written)]


def spanning(zone: ZoneInfo, first: int, last: int) -> bytes:
    starts_at, ends_at = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 12, 31, tzinfo=UTC)
    return file(replace(MEETING, zone=zone, starts_at=starts_at, ends_at=ends_at))


def test_a_meeting_is_this_file_to_the_byte():
    assert file() == GOLDEN.replace("\n", "\r\n").encode()


def test_two_other_programs_read_the_meeting_that_was_written():
    event = by_ical(file()).events[0]
    assert (event.uid, event.sequence, event.summary) == (MEETING.uid, 2, MEETING.summary)
    assert (event.location, event.description, event.url) == (MEETING.location, MEETING.description, MEETING.url)
    assert (event.dtstart, event.dtend) == (MEETING.starts_at, MEETING.ends_at)
    assert event.dtstamp == event.last_modified == MEETING.stamped_at
    assert (event.status, event.transparency, event.classification) == ("CONFIRMED", "OPAQUE", "PRIVATE")
    [read] = Calendar.from_ical(file()).events
    assert (str(read["SUMMARY"]), str(read["LOCATION"])) == (MEETING.summary, MEETING.location)
    assert (read.start, read.end, read.errors) == (MEETING.starts_at, MEETING.ends_at, [])


def test_the_same_meeting_is_the_same_file_whenever_it_is_asked_for():
    assert file() == file()


def test_every_line_ends_as_the_internet_has_it_and_fits_in_75_bytes_of_whole_characters():
    written = file(replace(MEETING, summary="Tŷ’r Undeb 🏴󠁧󠁢󠁷󠁬󠁳󠁿 " * 40, description="\\;,\n" * 90, location="x" * 500))
    assert written.count(b"\n") == written.count(b"\r") == written.count(b"\r\n") and written.endswith(b"\r\n")
    assert max(map(len, written.split(b"\r\n"))) in (74, 75)
    assert all(line.decode() for line in written.split(b"\r\n")[:-1])  # each is whole on its own
    assert by_ical(written).events[0].summary == "Tŷ’r Undeb 🏴󠁧󠁢󠁷󠁬󠁳󠁿 " * 40


@given(HELD, HELD, HELD)
@example(r"\\server\North\new, C:\;", "a\\", "\\N\\n")
@settings(max_examples=60, deadline=None)
def test_what_was_typed_comes_back(summary, location, alarm):
    written = file(replace(MEETING, summary=summary, location=location, alarm=alarm))
    event = by_ical(written).events[0]
    assert (event.summary, event.location or "", event.alarm[0].description) == (summary, location, alarm)


@pytest.mark.parametrize(
    "end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r\n\r\n", "\n "]
)
@pytest.mark.parametrize("says", ["ATTENDEE:mailto:boss@example.org", "END:VEVENT", "BEGIN:VALARM", "X-WR-CALNAME:y"])
def test_a_title_cannot_become_a_property(end, says):
    typed = f"Pay{end}{says}"
    entry = replace(MEETING, summary=typed, location=typed, description=typed, alarm=typed)
    for method, status in ((Method.PUBLISH, Status.CONFIRMED), (Method.CANCEL, Status.CANCELLED)):
        plain, sly = (replace(one, status=status) for one in (MEETING, entry))
        written = file(sly, method=method, name=typed)
        assert names(written) == names(file(plain, method=method))
        assert len(written.decode().splitlines()) == written.count(b"\r\n")  # for a reader with wider ideas of a line
    [read] = by_ical(file(entry)).events
    assert read.summary.split() == ["Pay", *says.split()]


def test_nothing_invisible_is_written_and_half_a_character_stops_nothing():
    written = file(replace(MEETING, summary="Pay\x00 \x1bclaim\ud83d\x9f\tnow"))
    assert "SUMMARY:Pay claim\tnow" in lines(written)


def test_what_is_not_known_is_left_out():
    written = names(file(replace(MEETING, location="", description="", url="")))
    assert {"LOCATION", "URL"}.isdisjoint(written)
    assert written.count("DESCRIPTION") == 2  # the alarms'


@given(TIMES, st.timedeltas(timedelta(minutes=1), timedelta(hours=9)), ZONES)
@example(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), timedelta(hours=2), "Europe/London")
@example(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), timedelta(hours=2), "Asia/Kolkata")
@settings(max_examples=80, deadline=None)
def test_a_program_that_has_never_heard_of_the_zone_shows_the_right_moment(starts_at, length, key):
    ends_at, zone = starts_at + timedelta(minutes=length // timedelta(minutes=1)), ZoneInfo(key)
    written = file(replace(MEETING, starts_at=starts_at, ends_at=ends_at, zone=zone))
    event = by_ical(written).events[0]
    told = [event.dtstart, event.dtend]
    if "BEGIN:VTIMEZONE" in lines(written) and event.dtstart.tzinfo is not UTC:
        told = [at.replace(tzinfo=by_dateutil(written)) for at in told]
    assert [at.astimezone(UTC) for at in told] == [starts_at, ends_at]


@pytest.mark.parametrize("zone", [LONDON, ST_JOHNS], ids=str)
def test_ten_years_of_starts_are_what_the_zone_says(zone):
    written = spanning(zone, 2026, 2035)
    one, other = by_ical_alone(written, zone), by_dateutil(written)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year < 2036:
        local = at.astimezone(zone)
        assert local.fold or one.utcoffset(local.replace(tzinfo=None)) == local.utcoffset(), local
        assert local.replace(tzinfo=other).utcoffset() == local.utcoffset(), local
        at += timedelta(hours=11)  # every hour of the day in turn


@pytest.mark.parametrize("key", ["Europe/London", "America/St_Johns", "Europe/Dublin", "Africa/Casablanca"])
def test_the_clocks_go_forward_and_back_at_the_right_minute(key):
    zone = ZoneInfo(key)
    told = by_dateutil(spanning(zone, 2026, 2028))
    at, changes = datetime(2026, 1, 1, tzinfo=UTC), 0
    while at.year < 2029:
        later = at + timedelta(days=1)
        if at.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            changes += 1
            for minutes in range(-180, 27 * 60, 15):
                local = (at + timedelta(minutes=minutes)).astimezone(zone)
                assert local.replace(tzinfo=told).utcoffset() == local.utcoffset(), local
        at = later
    assert changes == 6


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("Asia/Almaty", 2024, 2024),  # an hour less for good, from the first of March
        ("America/Mexico_City", 2022, 2023),  # the last summer time there was
        ("Africa/Casablanca", 2009, 2010),  # summer time from another month than the year before
        ("America/Nuuk", 2028, 2029),  # the Saturday before the last Sunday: not always the last one
    ],
)
def test_a_year_whose_clocks_follow_no_simple_rule_is_told_as_it_is(key, first, last):
    zone = ZoneInfo(key)
    told, at = by_dateutil(spanning(zone, first, last)), datetime(first, 1, 1, tzinfo=UTC)
    while at.year <= last:
        local = at.astimezone(zone)
        assert local.replace(tzinfo=told).utcoffset() == local.utcoffset(), local
        at += timedelta(hours=5)


def test_the_second_of_two_hours_that_are_called_the_same_is_told_in_utc():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    length = timedelta(minutes=20)
    told = [file(replace(MEETING, starts_at=at, ends_at=at + length)) for at in (first, second)]
    assert "DTSTART;TZID=Europe/London:20261025T013000" in lines(told[0])
    assert {"DTSTART:20261025T013000Z", "DTEND:20261025T015000Z"} <= set(lines(told[1]))


@pytest.mark.parametrize("key", ["Europe/London", "America/St_Johns", "Europe/Dublin", "Australia/Sydney"])
def test_outlook_finds_one_rule_for_winter_and_one_for_summer(key):
    zone = ZoneInfo(key)
    [told] = Calendar.from_ical(spanning(zone, 2026, 2027)).timezones
    [winter], [summer] = told.standard, told.daylight
    assert winter.TZOFFSETTO < summer.TZOFFSETTO
    assert {winter.TZOFFSETTO, summer.TZOFFSETTO} == {
        datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)
    }
    assert all(len(half.rrules) == 1 and not half.rdates for half in (winter, summer))


def test_a_zone_whose_clocks_stay_has_one_offset_and_no_rule():
    [told] = Calendar.from_ical(spanning(KOLKATA, 2026, 2027)).timezones
    assert [half.name for half in told.subcomponents] == ["STANDARD"]
    [clock] = told.standard
    assert clock.TZOFFSETTO - timedelta(hours=5, minutes=30) == timedelta(0)
    assert "RRULE" not in clock


def test_a_change_of_the_law_is_told_and_so_is_what_was_before():
    almaty = ZoneInfo("Asia/Almaty")  # an hour less since March 2024, and no summer time
    written = spanning(almaty, 2023, 2025)
    summers = [datetime(year, 7, 1, tzinfo=by_dateutil(written)).utcoffset() for year in (2023, 2024)]
    assert summers == [timedelta(hours=6), timedelta(hours=5)]
    assert all("RRULE" not in names(spanning(almaty, 2022, last)) for last in (2023, 2024))


def test_clocks_that_follow_the_moon_are_listed():
    written = spanning(ZoneInfo("Africa/Casablanca"), 2026, 2027)
    assert "RDATE" in names(written) and "RRULE" not in names(written)


@pytest.mark.parametrize("key", ["UTC", "Etc/UTC"])
def test_utc_is_written_as_such_and_needs_no_zone(key):
    written = file(replace(MEETING, zone=ZoneInfo(key)))
    assert "DTSTART:20261126T183000Z" in lines(written)
    assert "BEGIN:VTIMEZONE" not in lines(written)


def test_several_meetings_share_a_zone_told_once_and_before_them_and_the_calendar_has_a_name():
    later = replace(
        MEETING, uid="meeting-8", starts_at=datetime(2029, 7, 1, tzinfo=UTC), ends_at=datetime(2029, 7, 2, tzinfo=UTC)
    )
    written = lines(file(MEETING, later, replace(MEETING, uid="meeting-9", zone=ST_JOHNS)))
    assert [line for line in written if line.startswith("TZID:")] == ["TZID:Europe/London", "TZID:America/St_Johns"]
    assert written.index("BEGIN:VEVENT") > max(at for at, line in enumerate(written) if line == "END:VTIMEZONE")
    assert "X-WR-CALNAME:Riverside branch" in written


def test_a_single_meeting_is_added_to_the_calendar_a_person_has():
    assert "X-WR-CALNAME" not in names(file())  # with it, Outlook would open a new one


def test_an_alarm_says_what_a_locked_phone_may_show():
    alarms = by_ical(file()).events[0].alarm
    assert [alarm.trigger for alarm in alarms] == [timedelta(days=-1), timedelta(hours=-1)]
    assert {alarm.description for alarm in alarms} == {MEETING.alarm}


def test_an_announcement_has_no_organiser_so_the_entry_is_the_persons_own():
    assert {"ORGANIZER", "ATTENDEE"}.isdisjoint(names(file()))


def test_a_cancellation_is_of_the_same_meeting_newer_silent_and_in_nobodys_way():
    written = file(CANCELLED, method=Method.CANCEL, name='Riverside "A", branch')
    [event] = by_ical(written).events
    assert (event.uid, event.sequence, event.status, event.transparency) == (MEETING.uid, 3, "CANCELLED", "TRANSPARENT")
    assert "METHOD:CANCEL" in lines(written)
    assert "VALARM" not in written.decode()
    [read] = Calendar.from_ical(written).events
    assert (str(read["ORGANIZER"]), read["ORGANIZER"].params["CN"]) == (
        "mailto:nobody@steward.invalid",
        'Riverside "A", branch',
    )


def test_a_cancelled_meeting_among_others_is_shown_as_such_and_rings_for_nobody():
    one, other = by_ical(file(CANCELLED, replace(MEETING, uid="meeting-8"))).events
    assert (one.status, len(one.alarm), other.status, len(other.alarm)) == ("CANCELLED", 0, "CONFIRMED", 2)


def test_a_meeting_not_yet_certain_is_tentative():
    assert by_ical(file(replace(MEETING, status=Status.TENTATIVE))).events[0].status == "TENTATIVE"


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": MEETING.starts_at.replace(tzinfo=None)},
        {"ends_at": datetime(2026, 11, 26, 20, 30, tzinfo=timezone(timedelta(hours=1)))},
        {"stamped_at": datetime(2026, 11, 26, 20, 30, tzinfo=KOLKATA)},
        {"ends_at": MEETING.starts_at},
        {"uid": ""},
        {"uid": "meeting-1\r\nATTENDEE:x"},
        {"url": "https://example.org/\r\nATTENDEE:x"},
        {"url": "https://example.org/\u2028x"},
    ],
    ids=str,
)
def test_a_mistake_of_ours_is_not_written(wrong):
    with pytest.raises(ValueError, match=r"UTC|before|identifier"):
        replace(MEETING, **wrong)


def test_a_meeting_that_stands_is_not_cancelled_by_mistake():
    with pytest.raises(ValueError, match="stands"):
        file(CANCELLED, MEETING, method=Method.CANCEL)


def test_a_file_without_a_meeting_is_not_written():
    with pytest.raises(ValueError, match="needs a meeting"):
        calendar((), name="Riverside branch", method=Method.PUBLISH)


def test_starting_does_not_wait_for_the_library():
    tried = subprocess.run(
        [sys.executable, "-c", "import sys, bot.render.ics; print('icalendar' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert tried.stdout == "False\n"
