"""Terms as people write them: read exactly, or asked back where they could mean two things."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.rules import pay_terms as rules
from bot.rules.pay import Rise, Terms
from bot.rules.pay_terms import Unit
from tests.rules.samples import refused, thoroughly

thousandths = some.integers(0, 100_000).map(lambda number: Decimal(number).scaleb(-3))
amounts = some.integers(0, 10_000_00)


@some.composite
def rises(draw: some.DrawFn) -> Rise:
    """A year's terms as they can be typed."""
    once = draw(amounts)
    if draw(some.booleans()):
        return Rise(once=once, pay=draw(some.integers(1, 90_000_00)))
    percent, flat = draw(thousandths), draw(amounts)
    return Rise(percent, flat, draw(amounts) if percent or flat else 0, once)


@thoroughly
@given(some.lists(rises(), min_size=1, max_size=10).map(tuple))
def test_terms_shown_to_be_corrected_are_read_as_they_were(terms: Terms):
    assert rules.read(rules.as_typed(terms)) == terms
    assert rules.from_json(rules.to_json(terms, {"Band 5": terms})) == (terms, {"Band 5": terms})
    assert rules.from_json(rules.to_json(None, {})) == (None, {})


@pytest.mark.parametrize(
    ("typed", "as_it_is"),
    [
        ("5%", "5%"),
        (" 3.2 per cent ", "3.2%"),
        ("5 percent", "5%"),
        ("5pc", "5%"),
        ("3,2%", "3.2%"),
        ("£1,290 a year", "£1,290"),
        ("£1,290.50 flat rate", "£1,290.50"),
        ("3% + £500", "3% + £500"),
        ("£500 plus 3%", "3% + £500"),
        ("3% and £500 consolidated", "3% + £500"),
        ("4% or at least £1,250", "4% or at least £1,250"),
        ("4%, minimum £1,250", "4% or at least £1,250"),
        ("4% with a minimum rise of £1,250", "4% or at least £1,250"),
        ("5% or £1,250, whichever is higher", "5% or at least £1,250"),
        ("£1,250 or 5% whichever is the greater", "5% or at least £1,250"),
        ("3% plus 1,500 pounds", "3% + £1,500"),
        ("4% or at least 500.50 pounds", "4% or at least £500.50"),
        ("£500 once", "£500 once"),
        ("a one-off payment of £500", "£500 once"),
        ("6% + £250 non-consolidated", "6% + £250 once"),
        ("5%; 2%", "5%; 2%"),
        ("5%; then 2% + £300", "5%; 2% + £300"),
        ("5% then 2%;", "5%; 2%"),
        ("Year 1: 5%; Year 2: 3.5% and a lump sum of £1,000", "5%; 3.5% + £1,000 once"),
        ("2026/27: 5%; 2027/28: 3%", "5%; 3%"),
        ("pay £25,000", "pay £25,000"),
        ("0", "0%"),
        ("pay freeze", "0%"),
        ("0.05%", "0.05%"),
    ],
)
def test_terms_are_read_however_employers_and_unions_put_them(typed: str, as_it_is: str):
    assert rules.as_typed(rules.read(typed)) == as_it_is


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "offer.terms_empty"),
        ("5%;;3%", "offer.terms_empty"),
        ("5", "offer.terms_no_sign"),
        ("1290", "offer.terms_no_sign"),
        ("0.05", "offer.terms_share"),
        (".05", "offer.terms_share"),
        ("-2%", "offer.terms_negative"),
        ("−£500", "offer.terms_negative"),
        ("£-500", "offer.terms_negative"),
        ("RPI + 2%", "offer.terms_unreadable"),
        ("3% £500", "offer.terms_unreadable"),
        ("£5k", "offer.terms_unreadable"),
        ("£5%", "offer.terms_unreadable"),
        ("£", "offer.terms_unreadable"),
        ("1,29%0", "offer.terms_unreadable"),
        ("at least 3%", "offer.terms_unreadable"),
        ("3% + 2%", "offer.terms_twice"),
        ("£500 + £200", "offer.terms_twice"),
        ("5% or £500", "offer.terms_unclear_or"),
        ("5% whichever is higher", "offer.terms_unclear_or"),
        ("at least £500", "offer.terms_least_alone"),
        ("pay £25,000 + 3%", "offer.terms_pay_and_rise"),
        ("101%", "offer.terms_odd_percent"),
        ("1.2345%", "offer.terms_odd_percent"),
        ("£1.234", "offer.terms_part_penny"),
        ("£2,000,000", "offer.terms_too_much"),
        ("1%;" * 11, "offer.terms_too_many_years"),
        ("1% " * 400, "offer.terms_too_long"),
    ],
)
def test_what_could_mean_two_things_or_none_is_asked_back(typed: str, key: str):
    refused(key, lambda: rules.read(typed))


def test_a_number_without_a_sign_is_what_its_column_says_but_a_share_is_asked_back_even_then():
    assert rules.read("5", Unit.PERCENT) == (Rise(Decimal(5)),)
    assert rules.read("1,290.00", Unit.POUNDS) == (Rise(flat=1_290_00),)
    assert rules.read("5%", Unit.POUNDS) == (Rise(Decimal(5)),)
    assert rules.read("0", Unit.PERCENT) == (Rise(),)
    said = refused("offer.terms_share", lambda: rules.read("0.05", Unit.PERCENT))
    assert said == {"said": "0.05", "times": "5%"}
    assert rules.read("0.50", Unit.POUNDS) == (Rise(flat=50),)


@thoroughly
@given(some.text(max_size=60) | some.text(alphabet="0123456789.,%£+-; orathenlspy", max_size=40))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(typed: str):
    try:
        read = rules.read(typed)
    except rules.Invalid as error:
        assert error.key.startswith("offer.terms_")
    else:
        assert rules.read(rules.as_typed(read)) == read
