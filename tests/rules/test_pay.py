"""What claims and offers give, against `decimal` and against a formula in whole numbers that shares nothing with it."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.ids import ProposalId
from bot.rules import pay as rules
from bot.rules.pay import LEAST_PAY, MOST_PAY, Band, Hours, Kind, Proposal, Rise, Terms, a_month, a_year, gives
from tests.rules.samples import refused, thoroughly

pays = some.integers(LEAST_PAY, MOST_PAY)
thousandths = some.integers(0, 100_000)  # of a per cent
amounts = some.integers(0, 10_000_00)
rises = some.builds(
    Rise,
    percent=thousandths.map(lambda number: Decimal(number).scaleb(-3)),
    flat=amounts,
    at_least=amounts,
    once=amounts,
    pay=some.none() | pays,
)
terms = some.lists(rises, min_size=1, max_size=10).map(tuple)
hours = some.tuples(some.integers(60, 2_400), some.integers(0, 600)).map(lambda each: Hours(each[0], sum(each)))


def by_decimal(current: int, given_terms: Terms) -> list[int]:
    """The pence after each year as Python's decimal arithmetic has it."""
    found: list[int] = []
    with localcontext() as context:
        context.prec = 60
        pounds = Decimal(current) / 100
        for rise in given_terms:
            share = (pounds * rise.percent / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
            more = max(share + Decimal(rise.flat) / 100, Decimal(rise.at_least) / 100)
            pounds = Decimal(rise.pay) / 100 if rise.pay is not None else pounds + more
            found.append(int(pounds * 100))
    return found


def by_whole_numbers(current: int, given_terms: Terms) -> list[int]:
    """The same by integers alone: a half is added before what is below a penny is dropped."""
    found: list[int] = []
    for rise in given_terms:
        share = (2 * current * int(rise.percent * 1000) + 100_000) // 200_000
        current = rise.pay or current + max(share + rise.flat, rise.at_least)
        found.append(current)
    return found


@thoroughly
@given(pays, terms)
def test_a_proposal_gives_what_decimal_arithmetic_says_and_what_whole_numbers_say(current: int, given_terms: Terms):
    pays_then = [year.pay for year in gives(current, given_terms)]
    assert pays_then == by_decimal(current, given_terms) == by_whole_numbers(current, given_terms)


@thoroughly
@given(pays, terms)
def test_every_year_shows_a_sum_that_adds_up_from_the_pay_of_the_year_before(current: int, given_terms: Terms):
    for year in gives(current, given_terms):
        assert year.before == current
        rise = year.rise
        shown = rise.at_least if year.is_least else year.share + rise.flat
        assert year.pay == (rise.pay if rise.pay is not None else current + shown)
        current = year.pay


@thoroughly
@given(pays, terms, amounts)
def test_what_is_paid_once_never_changes_pay(current: int, given_terms: Terms, once: int):
    changed = tuple(Rise(each.percent, each.flat, each.at_least, once, each.pay) for each in given_terms)
    assert [year.pay for year in gives(current, changed)] == [year.pay for year in gives(current, given_terms)]


@thoroughly
@given(pays, hours)
def test_pay_for_some_hours_is_within_half_a_penny_of_the_exact_part_by_the_year_and_by_the_month(
    pay: int, worked: Hours
):
    assert abs(a_year(pay, worked) - Fraction(pay * worked.worked, worked.full_time)) <= Fraction(1, 2)
    assert abs(a_month(pay, worked) - Fraction(pay * worked.worked, 12 * worked.full_time)) <= Fraction(1, 2)
    assert a_year(pay, Hours(worked.full_time, worked.full_time)) == pay == a_year(pay)


@pytest.mark.parametrize(
    ("current", "given_terms", "pays_then"),
    [
        (24_413_00, (Rise(flat=1_290_00),), [25_703_00]),
        (55_631_00, (Rise(Decimal("3.2")),), [57_411_19]),  # 1,780.192
        (24_790_00, (Rise(Decimal(3), flat=500_00), Rise(Decimal(2))), [26_033_70, 26_554_37]),  # 520.674
        (24_790_00, (Rise(Decimal(4), at_least=1_250_00),), [26_040_00]),  # 4% is 991.60
        (40_000_00, (Rise(Decimal(4), at_least=1_250_00),), [41_600_00]),
        (1_000_50, (Rise(Decimal(1)),), [1_010_51]),  # 10.005: half a penny goes up
        (24_790_00, (Rise(pay=25_500_00, once=300_00), Rise(Decimal(1))), [25_500_00, 25_755_00]),
        (24_790_00, (Rise(),), [24_790_00]),
    ],
)
def test_offers_as_they_are_made_come_to_what_one_works_out_by_hand(
    current: int, given_terms: Terms, pays_then: list[int]
):
    assert [year.pay for year in gives(current, given_terms)] == pays_then


def test_the_least_decides_only_where_the_rest_comes_to_less():
    low, high = (gives(pay, (Rise(Decimal(4), at_least=1_250_00),))[0] for pay in (24_790_00, 31_250_00))
    assert (low.is_least, high.is_least) == (True, False)


def test_a_band_with_terms_of_its_own_has_them_and_the_others_have_everybodys():
    spine = Proposal(
        ProposalId(1), Kind.OFFER, "First offer", date(2026, 11, 2), (Rise(Decimal("3.2")),), {"2": (Rise(flat=1),)}
    )
    assert spine.terms_for("2") == (Rise(flat=1),)
    assert spine.terms_for("44") == (Rise(Decimal("3.2")),)
    assert Proposal(ProposalId(1), Kind.OFFER, "x", date(2026, 11, 2), None).terms_for("44") is None


def test_the_claim_stands_before_the_offers_and_these_as_they_were_made():
    days = {"second": (Kind.OFFER, 20), "claim": (Kind.CLAIM, 25), "first": (Kind.OFFER, 2)}
    mixed = [
        Proposal(ProposalId(at), kind, name, date(2026, 11, day), None)
        for at, (name, (kind, day)) in enumerate(days.items())
    ]
    assert [each.name for each in rules.in_order(mixed)] == ["claim", "first", "second"]


@pytest.mark.parametrize(
    ("pence", "text"),
    [
        (2_479_000, "£24,790"),
        (125_050, "£1,250.50"),
        (5, "£0.05"),
        (-300, "−£3"),
        (0, "£0"),
        (100_000_000, "£1,000,000"),
    ],
)
def test_amounts_are_written_as_people_write_them(pence: int, text: str):
    assert rules.pounds(pence) == text


@pytest.mark.parametrize(
    ("number", "text"), [("5", "5%"), ("3.250", "3.25%"), ("10", "10%"), ("0", "0%"), ("5.0", "5%")]
)
def test_percentages_are_written_without_needless_noughts(number: str, text: str):
    assert rules.percent(Decimal(number)) == text


def test_a_rise_is_said_to_one_decimal_and_of_nothing_it_is_none():
    assert rules.rise_of(24_413_00, 25_703_00) == Decimal("5.3")
    assert rules.rise_of(24_413_00, 24_413_00) == 0
    assert rules.rise_of(0, 1) == 0


def test_no_post_is_paid_an_hourly_rate_or_millions_a_year():
    assert refused("offer.pay_too_low", lambda: rules.check_pay(12_60)) == {"said": "£12.60", "least": "£1,000"}
    refused("offer.pay_too_high", lambda: rules.check_pay(MOST_PAY + 1))
    assert rules.check_pay(LEAST_PAY) == LEAST_PAY
    assert Band("Band 5", LEAST_PAY).past == {}
