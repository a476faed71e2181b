from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.i18n import say
from bot.rules.dates import MONTHS, WEEKDAYS
from bot.rules.recurrences import LAST, Recurrence, Unit, walls, words
from bot.rules.repeats import read
from tests.rules.samples import refused, thoroughly

TODAY = date(2026, 11, 21)
FIRST = datetime(2026, 11, 26, 18, 30)  # noqa: DTZ001 - a reading of the clock, on the fourth and last Thursday


def kept(text: str, first: datetime = FIRST) -> str:
    return read(text, first, today=TODAY).to_text()


def refusal(key: str, text: str, first: datetime = FIRST) -> dict[str, object]:
    return refused(key, lambda: kept(text, first))


def on(*day: int) -> datetime:
    return datetime.combine(date(*day), FIRST.time())  # pyright: ignore[reportArgumentType]


# What people type for a first meeting on Thursday 26 November 2026 at 18:30


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        *[
            (typed, "FREQ=WEEKLY;BYDAY=TH")
            for typed in (
                *("every week", "weekly", "Weekly.", "once a week", "each week", "every 1 week", "Every Thursday"),
                *("thursdays", "on Thursdays", "every thurs", "weekly on Thursday", "every week on Thursdays", "Thu"),
                *("18:30 every Thursday", "every Thursday at 6.30pm", "every Thursday, 18:30"),
            )
        ],
        *[
            (typed, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH")
            for typed in (
                *("every 2 weeks", "every two weeks", "fortnightly", "every fortnight", "once a fortnight"),
                *("every other week", "every second week", "every 2nd week", "every other Thursday"),
                *(
                    "alternate Thursdays",
                    "Thursdays, fortnightly",
                    "fortnightly on Thursday",
                    "Thursday every other week",
                ),
                *("every 2 weeks on Thursday", "every 2 weeks at 18:30", "Every 2 weeks on a Thursday"),
            )
        ],
        ("every 6 weeks on Thursday", "FREQ=WEEKLY;INTERVAL=6;BYDAY=TH"),
        *[
            (typed, "FREQ=MONTHLY;BYMONTHDAY=26")
            for typed in (
                *("monthly", "every month", "once a month", "every month on the 26th", "monthly on the 26th"),
                *("26th of the month", "the 26th of every month", "on the 26th of each month", "day 26 of the month"),
                *("every month on day 26", "26th of each month, 6.30 pm"),
            )
        ],
        *[
            (typed, "FREQ=MONTHLY;BYDAY=-1TH")
            for typed in (
                *(
                    "last Thursday of the month",
                    "last Thursday of the month, 18:30",
                    "the last Thursday of every month",
                ),
                *("every month on the last Thursday", "every last Thursday of the month", "last Thursday monthly"),
                *("Last Thursday in the month", "monthly on the last Thursday", "on the last thu of each month"),
                *("monthly, last Thursday of the month", "LAST THURSDAY OF THE MONTH AT 6.30PM"),
            )
        ],
        *[
            (typed, "FREQ=MONTHLY;BYDAY=2TH,4TH")
            for typed in (
                *("2nd and 4th Thursday of the month", "second and fourth Thursday of every month"),
                *("the 2nd & 4th Thursdays of each month", "4th and 2nd Thursday of the month"),
                *("every 2nd and 4th Thursday of the month", "monthly on the 2nd and the 4th Thursday"),
            )
        ],
        ("every fourth Thursday of the month", "FREQ=MONTHLY;BYDAY=4TH"),
        ("first and last Thursday of the month", "FREQ=MONTHLY;BYDAY=1TH,-1TH"),
        ("every 3 months on the last Thursday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH"),
        ("last Thursday of every other month", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TH"),
        ("last Thursday of every third month", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=26"),
        ("every quarter", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=26"),
        ("quarterly on the last Thursday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH"),
        ("half-yearly", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=26"),
        *[
            (typed, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=26")
            for typed in (
                *("yearly", "every year", "annually", "once a year", "every year on 26 November"),
                *("yearly on the 26th of November", "every 26 November", "every year on 26/11", "each Nov 26th"),
            )
        ],
        ("every 2 years", "FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYMONTHDAY=26"),
        ("every year on the last Thursday of November", "FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH"),
        ("last Thursday of November, every year", "FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH"),
        ("every last Thursday in November", "FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH"),
        ("weekly until 31 Jul 2027", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270731T235959"),
        ("weekly, until 31 July", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270731T235959"),
        ("weekly until 3 December", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261203T235959"),
        ("weekly, 10 times", "FREQ=WEEKLY;BYDAY=TH;COUNT=10"),
        ("weekly for ten meetings", "FREQ=WEEKLY;BYDAY=TH;COUNT=10"),
        ("last Thursday of the month, 18:30, until 31/07/2027", "FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20270731T235959"),
        ("last Thursday of the month until 31 Jul 2027, 18:30", "FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20270731T235959"),
    ],
)
def test_many_ways_of_typing_a_rule_are_read(typed: str, rule: str):
    assert kept(typed) == rule


def test_the_last_day_of_the_month_is_read():
    for typed in (
        "last day of the month",
        "every month on the last day",
        "the last day of every month",
        "monthly on the last day",
    ):
        assert read(typed, on(2026, 11, 30), today=TODAY) == Recurrence(Unit.MONTH, day=LAST)
    assert kept("every year on the last day of February", on(2028, 2, 29)) == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"


# What is refused


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "often", "now and then", "every", "month", "every day", "daily", "weekly weekly", "every 0 weeks"),
        *("Thursday of the month", "every month on Thursday", "last of the month", "the month", "every last month"),
        *(
            "other Thursday",
            "third Thursday",
            "last Thursday",
            "every Thursday and Friday",
            "last Thursday of the quarter",
            "last Thursday of every quarter",
        ),
        *("every year on Thursday", "first Thursday of the year", "every year on the 26th", "twice a month"),
        *("1st, 2nd and 3rd Thursday of the month", "every year on the 1st and 3rd Thursday of May", "every -1 weeks"),
        *("until 31 Jul 2027", "10 times", "18:30", "every Thursday 18:30 GMT", "every Thursday 25:00", "x" * 300),
        *(
            "every week " * 30,
            "٢ weeks",
            "every month of sundays",
            "@everyone weekly",
            "FREQ=WEEKLY",
        ),
    ],
)
def test_what_is_no_rule_is_refused_with_examples_that_are(typed: str):
    values = refusal("repeat.unreadable", typed)
    for offered in values.values():
        assert kept(str(offered))


@pytest.mark.parametrize(
    "typed", ["every Tuesday", "first Monday of every month", "every month on the 15th", "every 8 March"]
)
def test_a_first_meeting_that_is_not_on_its_rule_is_refused_naming_the_nearest_day_that_is(typed: str):
    values = refusal("repeat.not_on_rule", typed)
    nearest = values["nearest"]
    assert values["first"] == FIRST.date()
    assert isinstance(nearest, date)
    assert nearest >= TODAY
    assert kept(typed, datetime.combine(nearest, FIRST.time()))


@pytest.mark.parametrize(
    ("typed", "first", "nearest"),
    [
        ("every Tuesday", FIRST, date(2026, 11, 24)),
        ("every Monday", on(2026, 11, 24), date(2026, 11, 23)),
        ("every Friday", on(2026, 11, 23), date(2026, 11, 27)),  # the Friday before has gone by
        ("every month on the 15th", FIRST, date(2026, 12, 15)),
        ("every 3 months on the first Monday", on(2027, 2, 2), date(2027, 2, 1)),
        ("every 4 years on 8 March", on(2027, 3, 9), date(2027, 3, 8)),
    ],
)
def test_the_nearest_day_is_the_nearest_that_is_not_past(typed: str, first: datetime, nearest: date):
    assert refusal("repeat.not_on_rule", typed, first)["nearest"] == nearest


def test_another_time_of_day_than_the_first_meetings_is_refused():
    assert refusal("repeat.other_time", "last Thursday of the month, 19:00") == {"said": "19:00", "first": "18:30"}
    refusal("repeat.other_time", "weekly 7pm until 31 Jul 2027")


@pytest.mark.parametrize(
    ("typed", "day"), [("every month on the 31st", 31), ("29th of the month", 29), ("day 30 of every month", 30)]
)
def test_a_day_that_some_months_lack_is_refused_for_the_last_one(typed: str, day: int):
    values = refusal("repeat.short_months", typed)
    assert values["day"] == day
    assert kept(str(values["example"]), on(2026, 11, 30)) == "FREQ=MONTHLY;BYMONTHDAY=-1"


def test_monthly_from_a_day_that_some_months_lack_is_refused_too():
    assert refusal("repeat.short_months", "monthly", on(2026, 12, 31))["day"] == 31
    assert refusal("repeat.short_months", "quarterly", on(2026, 12, 30))["day"] == 30


def test_a_fifth_weekday_is_refused_for_the_last_one():
    for typed in (
        "5th Thursday of the month",
        "first and fifth Thursday of the month",
        "every year on the 5th Thursday of July",
    ):
        assert kept(str(refusal("repeat.fifth", typed)["example"])) == "FREQ=MONTHLY;BYDAY=-1TH"


@pytest.mark.parametrize(
    "typed",
    ["every month on the 32nd", "every month on the 0th", "6th Thursday of the month", "0th Thursday of the month"],
)
def test_a_day_that_no_month_has_is_refused(typed: str):
    refusal("repeat.never", typed)


def test_the_thirty_first_of_february_is_refused_with_the_length_of_february():
    for typed in ("every year on 31 February", "every 31st February", "weekly until 31 Feb 2027"):
        assert refusal("time.no_such_date", typed)["day"] == 31


def test_a_leap_day_is_refused_for_the_last_day_of_february():
    for typed in ("yearly", "every year on 29 February"):
        example = refusal("repeat.leap_day", typed, on(2028, 2, 29))["example"]
        assert kept(str(example), on(2028, 2, 29))


@pytest.mark.parametrize(
    "typed", ["every fourth Thursday", "every 4th thursday", "each second Thursday", "the every third Thursday"]
)
def test_every_third_thursday_is_refused_naming_both_things_it_could_be(typed: str):
    values = refusal("repeat.two_meanings", typed)
    assert read(str(values["often"]), FIRST, today=TODAY).unit is Unit.WEEK
    try:
        assert read(str(values["nth"]), FIRST, today=TODAY).unit is Unit.MONTH
    except Invalid as nth:
        assert nth.key == "repeat.not_on_rule"


def test_every_last_thursday_is_asked_of_what():
    assert kept(str(refusal("repeat.of_the_month", "every last Thursday")["example"])) == "FREQ=MONTHLY;BYDAY=-1TH"
    example = refusal("repeat.of_the_month", "every first Thursday")["example"]
    assert kept(str(example), on(2026, 12, 3)) == "FREQ=MONTHLY;BYDAY=1TH"


@pytest.mark.parametrize(
    "typed", ["bi-weekly", "biweekly", "Bi-monthly", "bimonthly on the 26th", "biannually", "bi-yearly"]
)
def test_twice_a_week_or_every_two_weeks_is_asked_for(typed: str):
    refusal("repeat.bi", typed)


def test_an_end_that_leaves_no_second_meeting_is_refused():
    values = refusal("repeat.ends_before_second", "weekly until 2 December")
    assert values == {"until": date(2026, 12, 2), "second": date(2026, 12, 3)}
    refusal("repeat.ends_before_second", "weekly until 1 Jan 2020")


@pytest.mark.parametrize(
    "typed", ["weekly, 1 times", "weekly, 0 times", "weekly, 101 times", "weekly for 999 meetings"]
)
def test_once_and_a_thousand_times_are_refused(typed: str):
    refusal("repeat.how_many_times", typed)


@pytest.mark.parametrize("typed", ["weekly until soon", "weekly until 2027", "weekly until", "weekly until 31.07"])
def test_an_end_that_is_no_date_is_refused(typed: str):
    with pytest.raises(Invalid) as caught:
        kept(typed)
    assert caught.value.key in ("repeat.until_unreadable", "repeat.unreadable")


def test_an_end_without_a_year_is_the_first_that_comes_after_the_first_meeting():
    assert kept("weekly until 31 July", on(2027, 10, 7)).endswith("UNTIL=20280731T235959")
    assert kept("weekly until 31 July", on(2027, 7, 1)).endswith("UNTIL=20270731T235959")


def test_an_end_of_two_meanings_is_refused_as_any_date_is():
    refusal("time.next", "weekly until next Friday")


def test_meetings_further_apart_than_anybody_plans_are_refused():
    refusal("repeat.too_rare", "every 6 years")
    refusal("repeat.too_rare", "every 99 months, 10 times")


# Whatever is typed

ENDS = ("", ", 10 times", " until 31 Jul 2037")
TIMES = ("", ", {at:%H:%M}", " at {at:%H:%M}")
NTHS = {1: "first", 2: "2nd", 3: "third", 4: "4th"}


@thoroughly
@given(
    st.datetimes(datetime(2026, 11, 22), datetime(2031, 12, 31)),  # noqa: DTZ001
    st.integers(1, 12),
    st.sampled_from(TIMES),
    st.sampled_from(ENDS),
    st.data(),
)
def test_every_rule_of_a_first_meeting_can_be_typed_and_is_on_its_day(
    first: datetime, every: int, time: str, end: str, data: st.DataObject
):
    first = first.replace(second=0, microsecond=0)
    weekday, nth = WEEKDAYS[first.weekday()], NTHS.get((first.day + 6) // 7)
    forms = [f"every {every} weeks", f"every {every} weeks on {weekday}"]
    if first.day <= 28:
        month = MONTHS[first.month - 1]
        forms += [f"every {every} months on the {first.day}th", f"every year on {first.day} {month}"]
        forms += [f"{nth} {weekday} of every {every} months", f"every year on the {nth} {weekday} of {month}"]
    typed = (data.draw(st.sampled_from(forms)) + time + end).format(at=first)
    rule = read(typed, first, today=TODAY)
    at = walls(rule, first)
    assert next(at) == first
    assert first + timedelta(days=7) <= next(at)
    assert rule.every in (every, 1)
    assert read(typed.upper(), first, today=TODAY) == rule


WORDS = (
    *(
        "every",
        "each",
        "other",
        "2",
        "3",
        "0",
        "99",
        "weeks",
        "week",
        "month",
        "months",
        "year",
        "of",
        "in",
        "the",
        "on",
    ),
    *(
        "first",
        "2nd",
        "last",
        "5th",
        "32nd",
        "and",
        "&",
        "day",
        "thursday",
        "mon",
        "tuesdays",
        "fortnightly",
        "monthly",
    ),
    *(
        "quarterly",
        "yearly",
        "until",
        "31 jul 2027",
        "next friday",
        "29 feb",
        "10 times",
        "18:30",
        "6pm",
        "gmt",
        "bi-weekly",
    ),
    *("november", "may", "26/11", "2020-01-01", ",", "for", "meetings", "quarter", "once a", "15th", "half-yearly"),
)
typed_texts = st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@thoroughly
@given(typed_texts, st.sampled_from([FIRST, on(2026, 12, 31), on(2028, 2, 29), on(2027, 5, 3)]))
def test_no_text_crashes_and_whatever_is_read_has_the_first_meeting_on_it_and_can_be_said(text: str, first: datetime):
    try:
        rule = read(text, first, today=TODAY)
    except Invalid as refused_with:
        assert refused_with.key.startswith(("repeat.", "time."))
        assert say(refused_with.key, "en", **refused_with.values)
        return
    at = walls(rule, first)
    assert next(at) == first
    assert next(at) > first
    assert Recurrence.from_text(rule.to_text()) == rule
    assert all(say(key, "en", **values) for key, values in words(rule))
