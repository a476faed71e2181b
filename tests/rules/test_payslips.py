"""What one member's pay is, would be and is worth."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, getcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import ProposalId
from bot.rules import payslips
from bot.rules.pay import Band, Hours, Kind, Proposal
from bot.rules.pay_terms import read as read_terms
from bot.rules.payslips import Payslip
from bot.rules.prices import Level, Measure, Month
from tests.rules.samples import refused, thoroughly

FULL = Hours(2220, 2220)
TODAY = date(2026, 11, 21)
BAND = Band("Band 4", 31_000_00, {2021: 26_000_00, 2023: 28_500_00})
CLAIM = Proposal(ProposalId(1), Kind.CLAIM, "Claim", TODAY, read_terms("8% or at least £2,500"))
OFFER = Proposal(ProposalId(2), Kind.OFFER, "Second offer", TODAY, None, {"Band 2": read_terms("5%")})


def a_level(measure: Measure, month: str, text: str) -> Level:
    return Level(measure, Month.parse(month), text, "ONS", TODAY)


LEVELS = [
    a_level(Measure.CPI, "2021-09", "112.4"),
    a_level(Measure.CPI, "2024-09", "134.2"),
    a_level(Measure.CPI, "2026-09", "138.9"),
    a_level(Measure.RPI, "2026-09", "405.1"),
]


def slip(hours: Hours = FULL, since: int | None = 2021, band: Band = BAND) -> Payslip:
    return payslips.payslip(band, hours, since, [CLAIM, OFFER], LEVELS)


# Hours


@pytest.mark.parametrize(
    ("typed", "worked", "full"),
    [
        ("37", 2220, 2220),
        ("22.5", 1350, 2220),
        ("22:30", 1350, 2220),
        ("22h30", 1350, 2220),
        ("22 hours 30 minutes", 1350, 2220),
        ("22.5 hours", 1350, 2220),
        ("22.5h", 1350, 2220),
        ("22 hrs", 1320, 2220),
        ("18.5 of 35", 1110, 2100),
        ("18.5 of 35 hours", 1110, 2100),
        ("18.5/35", 1110, 2100),
        ("full time of 39", 2340, 2340),
        ("Full time", 2220, 2220),
        ("", 2220, 2220),
        ("22.33", 1340, 2220),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, worked: int, full: int):
    assert payslips.read_hours(typed, 2220) == Hours(worked, full)


@pytest.mark.parametrize("typed", ["many", "-5", "22,5", "22:75", "1e3", "22 of many", "£22", "22.5.1", "/"])
def test_what_is_no_number_of_hours_is_refused(typed: str):
    assert refused("pay.hours_unreadable", lambda: payslips.read_hours(typed, 2220))["said"] == typed


@pytest.mark.parametrize("typed", ["0", "0.6", "0.5 of 1", "200"])
def test_a_share_is_not_taken_for_hours_nor_more_than_a_week_has(typed: str):
    refused("pay.hours_unlikely", lambda: payslips.read_hours(typed, 2220))


@pytest.mark.parametrize("typed", ["37.5", "40", "36 of 35"])
def test_more_than_full_time_is_not_in_any_table(typed: str):
    refused("pay.more_than_full_time", lambda: payslips.read_hours(typed, 2220))


@thoroughly
@given(st.integers(60, 2220))
def test_hours_that_are_shown_are_read_as_they_were(minutes: int):
    hours = payslips.read_hours(payslips.hours_text(minutes), 2220)
    assert hours == Hours(minutes, 2220)
    other = Hours(minutes, 2400)
    assert payslips.read_hours(payslips.hours_as_typed(other, 2220), 2220) == other


# Years


def test_the_year_to_begin_with_is_the_earliest_of_which_pay_and_prices_are_known():
    assert payslips.years_to_choose(BAND, LEVELS) == [2021, 2023, 2024]
    assert payslips.usual_year(BAND, LEVELS) == 2021
    assert payslips.usual_year(Band("Band 5", 1, {2023: 1}), LEVELS) == 2021
    assert payslips.usual_year(BAND, []) == 2021
    assert payslips.usual_year(Band("Band 5", 1), []) is None


def test_a_year_that_nobody_entered_is_refused_and_nothing_typed_is_the_usual_one():
    assert payslips.read_since(" 2023 ", BAND, LEVELS) == 2023
    assert payslips.read_since("", BAND, LEVELS) == 2021
    assert payslips.read_since("", Band("Band 5", 1), []) is None
    assert refused("pay.no_such_year", lambda: payslips.read_since("2022", BAND, LEVELS))["years"] == "2021, 2023, 2024"
    refused("pay.no_such_year", lambda: payslips.read_since("2022", Band("Band 5", 1), []))


# The slip


def test_pay_is_worth_so_much_less_than_then():
    paid = slip()
    span = paid.spans[Measure.CPI]
    assert span is not None
    worth = paid.worth(span, paid.now)
    assert (worth.real, worth.past, worth.less) == (2_508_567, 2_600_000, 91_433)
    assert paid.kept_up(span) == 3_212_989


def test_part_time_is_compared_with_the_same_hours_of_then():
    paid = slip(Hours(1110, 2220))
    span = paid.spans[Measure.CPI]
    assert span is not None
    assert (paid.now, paid.past, paid.monthly(BAND.current)) == (1_550_000, 1_300_000, 129_167)
    assert paid.worth(span, paid.now).less == 45_716  # £13,000 − £12,542.84, which is £15,500 × 112.4 ÷ 138.9


def test_a_measure_without_both_months_and_an_offer_without_the_band_are_left_open():
    paid = slip()
    assert paid.spans[Measure.RPI] is None
    assert paid.spans[Measure.CPIH] is None
    claim, offer = paid.prospects
    assert claim.years is not None
    assert paid.yearly(claim.years[0]) == 33_500_00
    assert offer.years is None


def test_where_pay_of_then_is_not_known_nothing_is_said_to_be_lost():
    paid = slip(since=2024)
    span = paid.spans[Measure.CPI]
    assert span is not None
    assert paid.worth(span, paid.now).less is None
    assert paid.kept_up(span) is None
    assert paid.pay_course() == []


def test_without_a_year_nothing_is_compared():
    paid = slip(since=None)
    assert (paid.past, paid.spans, paid.pay_course()) == (None, {}, [])


def test_pay_and_prices_are_followed_over_the_years():
    paid = slip()
    span = paid.spans[Measure.CPI]
    assert span is not None
    assert paid.pay_course() == [(2021, Decimal(0)), (2023, Decimal("9.6")), (2026, Decimal("19.2"))]
    assert paid.price_course(span) == [(2021, Decimal(0)), (2024, Decimal("19.4")), (2026, Decimal("23.6"))]


@thoroughly
@given(st.integers(1_000_00, 200_000_00), st.integers(60, 2220))
def test_a_part_of_a_post_is_paid_that_part_by_another_arithmetic_too(current: int, worked: int):
    getcontext().prec = 50
    paid = slip(Hours(worked, 2220), band=Band("Band 9", current))
    year = Decimal(current) / 100 * worked / 2220
    penny = Decimal("0.01")
    assert paid.now == int(year.quantize(penny, ROUND_HALF_UP) * 100)
    assert paid.monthly(current) == int((year / 12).quantize(penny, ROUND_HALF_UP) * 100)
