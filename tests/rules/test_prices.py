"""Index levels as officers type them, and what pay is worth against them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import prices
from bot.rules.pay import to_penny
from bot.rules.prices import Level, Measure, Month, Span
from tests.rules.samples import refused, thoroughly

TODAY = date(2026, 11, 21)
SEPTEMBER = Month(2021, 9)

levels = st.decimals(min_value="20", max_value="999.9", places=1).map(str)
pence = st.integers(1, 20_000_000)


def a_level(month: str, text: str, measure: Measure = Measure.CPI) -> Level:
    return Level(measure, Month.parse(month), text, "ONS, 21 October 2026", TODAY)


def a_span(then: str, now: str) -> Span:
    return Span(a_level("2021-09", then), a_level("2026-09", now))


# What is typed


@pytest.mark.parametrize(
    "typed",
    [
        "Sep 2021: 112.4",
        "sept 2021 112.4",
        "September 2021 = 112.4",
        "Sep. 2021; 112.4",
        "Sep-21\t112.4",
        "2021 SEP, 112.4",
        '"2021 SEP","112.4"',
        "2021-09: 112.4",
        "2021-9 112.4",
        "09/2021: 112.4",
        "  Sep 2021 :  112.4  ",
    ],
)
def test_a_level_is_read_however_its_month_is_written(typed: str):
    assert prices.read(typed, TODAY) == {SEPTEMBER: "112.4"}


def test_empty_lines_are_nothing_and_the_figure_stays_as_it_was_typed():
    read = prices.read("\nSep 2021: 112.40\n\nSep 2022: 123\r\n", TODAY)
    assert read == {SEPTEMBER: "112.40", Month(2022, 9): "123"}


@pytest.mark.parametrize(
    "typed", ["112.4", "2021: 112.4", "Q3 2021: 112.4", "Foo 2021: 112.4", "13/2021: 112.4", "Sep: 1"]
)
def test_a_line_without_a_month_is_named(typed: str):
    said = refused("prices.line_unreadable", lambda: prices.read(f"Sep 2020: 108.9\n{typed}", TODAY))
    assert said["line"] == 2
    assert said["said"] == typed


@pytest.mark.parametrize("typed", ["112,4", "£112", "112.4.1", "1e2", "0x70", "10000", "-112.4", "١١٢"])
def test_a_level_that_is_no_figure_is_named(typed: str):
    said = refused("prices.level_unreadable", lambda: prices.read(f"Sep 2021: {typed}", TODAY))
    assert said["line"] == 1


@pytest.mark.parametrize("typed", ["4.1%", "112.4%", "4.1", "0", "19.9"])
def test_a_rate_of_inflation_is_not_taken_for_a_level(typed: str):
    refused("prices.rate_typed", lambda: prices.read(f"Sep 2021: {typed}", TODAY))


@pytest.mark.parametrize("month", ["Nov 2026", "Dec 2026", "Jan 2031"])
def test_a_month_that_is_not_over_has_no_level_yet(month: str):
    refused("prices.not_yet", lambda: prices.read(f"{month}: 139.9", TODAY))
    assert prices.read("Oct 2026: 139.9", TODAY)


def test_the_same_month_with_two_levels_is_asked_back_and_with_one_is_not():
    refused("prices.twice", lambda: prices.read("Sep 2021: 112.4\n2021-09: 112.5", TODAY))
    assert prices.read("Sep 2021: 112.4\n2021-09: 112.4", TODAY) == {SEPTEMBER: "112.4"}


@pytest.mark.parametrize("typed", ["", "  \n \n"])
def test_nothing_typed_is_said_to_be_nothing(typed: str):
    refused("prices.nothing_typed", lambda: prices.read(typed, TODAY))


@pytest.mark.parametrize("number", [200, 201])
def test_a_series_is_as_long_as_the_form_that_shows_it_again(number: int):
    months = [Month(2000 + place // 12, place % 12 + 1) for place in range(number)]
    typed = lines({month.as_typed: "1000.123" for month in months})
    if number > prices.MOST_MONTHS:
        assert refused("prices.too_many", lambda: prices.read(typed, TODAY))["number"] == number
    else:
        shown = prices.as_typed([a_level(str(month), "1000.123") for month in prices.read(typed, TODAY)])
        assert shown == typed
        assert len(shown) <= prices.LONGEST_TYPED


def test_what_stood_there_keeps_its_source_and_what_is_new_or_put_right_gets_the_new_one():
    before = [a_level("2021-09", "112.4"), a_level("2025-09", "136.1"), a_level("2025-10", "137")]
    typed = {Month(2021, 9): "112.4", Month(2025, 9): "136.2", Month(2026, 9): "139.9"}
    after = prices.revised(before, typed, Measure.CPI, "ONS, 18 November 2026", date(2026, 11, 22))
    assert [(str(each.month), each.text, each.source) for each in after] == [
        ("2021-09", "112.4", "ONS, 21 October 2026"),
        ("2025-09", "136.2", "ONS, 18 November 2026"),
        ("2026-09", "139.9", "ONS, 18 November 2026"),
    ]
    assert [each.typed_on.day for each in after] == [21, 22, 22]


# One series


def lines(series: dict[str, str]) -> str:
    return "\n".join(f"{month}: {level}" for month, level in series.items())


@pytest.mark.parametrize(
    "series",
    [
        {"2021-10": "113.4", "2022-10": "126.2"},  # the steepest year that members remember
        {"2008-09": "218.4", "2009-01": "210.1"},  # the deepest fall of the RPI
        {"2010-09": "89.7", "2026-09": "139.9"},
        {"2026-09": "139.9"},
    ],
)
def test_what_prices_have_done_is_taken(series: dict[str, str]):
    assert len(prices.read(lines(series), TODAY)) == len(series)


@pytest.mark.parametrize(
    "series",
    [
        {"2025-12": "139.8", "2026-01": "107.2"},  # the base year became a later one
        {"2025-12": "107.0", "2026-01": "139.9"},
        {"2021-09": "112.4", "2022-09": "308.6"},  # another measure
        {"2021-09": "308.6", "2026-09": "139.9", "2026-10": "140.1"},
    ],
)
def test_levels_of_two_base_years_are_no_series(series: dict[str, str]):
    values = refused("prices.two_bases", lambda: prices.read(lines(series), TODAY))
    assert str(values["before"]) in {"Dec 2025", "Sep 2021"}


# From when to when


def test_prices_are_compared_between_the_same_month_of_two_years():
    series = [
        a_level(m, v) for m, v in [("2021-08", "112"), ("2021-09", "112.4"), ("2026-09", "139"), ("2026-10", "140")]
    ]
    found = prices.span(series, 2021)
    assert found == Span(series[1], series[2])


def test_the_newest_month_that_both_years_have_is_taken():
    series = [a_level(m, "100") for m in ("2021-08", "2021-09", "2026-08", "2026-09")]
    found = prices.span(series, 2021)
    assert found is not None
    assert str(found.now.month) == "2026-09"


@pytest.mark.parametrize("months", [(), ("2021-09",), ("2026-09",), ("2021-08", "2026-09"), ("2021-03", "2021-09")])
def test_without_the_same_month_there_is_nothing_to_compare(months: tuple[str, ...]):
    assert prices.span([a_level(month, "100") for month in months], 2021) is None


def test_prices_of_years_ago_do_not_stand_for_those_of_now():
    series = [a_level(month, "100") for month in ("2021-09", "2024-09", "2026-10")]
    assert prices.span(series, 2021) is None
    assert prices.span(series[:2], 2021) is not None


def test_the_years_to_choose_from_are_those_that_some_measure_can_tell():
    series = [a_level("2021-09", "100"), a_level("2022-10", "100"), a_level("2026-09", "120")]
    other = [a_level("2019-04", "100", Measure.RPI), a_level("2026-04", "120", Measure.RPI)]
    assert prices.years([*series, *other]) == [2019, 2021]
    assert prices.years([]) == []


def test_prices_are_followed_by_that_month_of_every_year_that_is_known():
    series = [a_level(m, "100") for m in ("2020-09", "2021-09", "2022-10", "2024-09", "2026-09", "2026-10")]
    found = prices.span(series, 2021)
    assert found is not None
    assert [str(each.month) for each in prices.course(series, found)] == ["2021-09", "2024-09", "2026-09"]


# What pay is worth


def test_the_words_of_the_leaflet_come_out():
    span = a_span("112.4", "138.9")
    assert span.in_old_pounds(3_100_000) == 2_508_567  # £31,000 × 112.4 ÷ 138.9
    assert span.in_new_pounds(2_600_000) == 3_212_989  # £26,000 × 138.9 ÷ 112.4
    assert span.rise == Decimal("23.6")


def by_decimals(amount: int, times: str, over: str) -> int:
    """The same by another arithmetic: pounds in fifty decimal digits, rounded to the penny at the end."""
    getcontext().prec = 50
    pounds = Decimal(amount) / 100 * Decimal(times) / Decimal(over)
    return int(pounds.quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)


@thoroughly
@given(pence, levels, levels)
def test_real_terms_are_the_ratio_of_the_indices_to_the_penny(amount: int, then: str, now: str):
    span = a_span(then, now)
    assert span.in_old_pounds(amount) == by_decimals(amount, then, now)
    assert span.in_new_pounds(amount) == by_decimals(amount, now, then)


@thoroughly
@given(pence, levels, levels, levels)
def test_two_steps_in_time_are_one(amount: int, first: str, second: str, third: str):
    exact = Fraction(amount) * Fraction(second) / Fraction(first) * Fraction(third) / Fraction(second)
    assert a_span(first, third).in_new_pounds(amount) == to_penny(exact)


@thoroughly
@given(pence, levels)
def test_where_prices_stand_still_a_pound_is_a_pound(amount: int, level: str):
    assert a_span(level, level).in_old_pounds(amount) == a_span(level, level).in_new_pounds(amount) == amount


@thoroughly
@given(st.dates(date(1990, 1, 1), date(2026, 10, 31)), levels)
def test_whatever_is_kept_is_read_back(day: date, level: str):
    month = Month.of(day)
    assert Month.parse(str(month)) == month
    assert prices.read(f"{month}: {level}", TODAY) == {month: level}
