"""The claim and offers as officers give them: for everybody or for some bands, sensible, and side by side."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.ids import ProposalId
from bot.rules import offers as rules
from bot.rules.offers import Draft, Given
from bot.rules.pay import MOST_PROPOSALS, Band, Kind, Proposal, Rise
from bot.rules.pay_tables import read_text
from tests.rules.samples import refused, thoroughly

TODAY = date(2026, 11, 21)
SPINE = [Band(f"SCP {point}", 24_000_00 + point * 700_00) for point in range(2, 47)]
NAMES = [band.name for band in SPINE]
FLAT, REST = (Rise(flat=1_290_00),), (Rise(Decimal("3.2")),)


def proposal(name: str, number: int = 1, kind: Kind = Kind.OFFER) -> Proposal:
    return Proposal(ProposalId(number), kind, name, TODAY, REST)


def test_a_flat_amount_up_to_a_point_and_a_percentage_above_it_are_two_lines():
    general, special = rules.read_lines("3.2%\nSCP 2 to SCP 43: £1,290", NAMES)
    assert general == REST
    assert list(special) == [f"SCP {point}" for point in range(2, 44)]
    assert set(special.values()) == {FLAT}


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("SCP 2 to SCP 43: £1", "SCP 2", "SCP 43"),
        ("scp 2 to 43: £1", "SCP 2", "SCP 43"),
        ("SCP 2-43: £1", "SCP 2", "SCP 43"),
        ("SCP 2 – SCP 43 : £1", "SCP 2", "SCP 43"),
        ("SCP 5: £1", "SCP 5", "SCP 5"),
        ("Band 5, 2-4 years: £1", "Band 5, 2-4 years", "Band 5, 2-4 years"),
        ("Band 5, <2 years to Band 5, 2-4 years: £1", "Band 5, <2 years", "Band 5, 2-4 years"),
        ("Band 6: top: £1", "Band 6: top", "Band 6: top"),
    ],
)
def test_bands_are_named_one_by_one_or_from_one_to_another(line: str, first: str, last: str):
    names = [*NAMES, "Band 5, <2 years", "Band 5, 2-4 years", "Band 6: top"]
    _, special = rules.read_lines(line, names)
    assert list(special) == names[names.index(first) : names.index(last) + 1]


def test_a_colon_after_a_year_names_no_band():
    assert rules.read_lines("Year 1: 5%; year 2: 3%", NAMES) == ((Rise(Decimal(5)), Rise(Decimal(3))), {})


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "offer.terms_empty"),
        ("\n \n", "offer.terms_empty"),
        ("3%\n2%", "offer.terms_two_lines"),
        ("SCP 99: 3%", "offer.no_such_band"),
        ("SCP 43 to SCP 2: 3%", "offer.no_such_band"),
        ("Everybody: 3%", "offer.no_such_band"),
        ("SCP 2 to 5: 3%\nSCP 5: 4%", "offer.band_named_twice"),
        ("SCP 2:", "offer.terms_empty"),
        ("SCP 2: 3", "offer.terms_no_sign"),
        ("3%" + " " * rules.LONGEST_LINES, "offer.terms_too_long"),
    ],
)
def test_lines_that_name_no_band_or_one_twice_are_refused(typed: str, key: str):
    refused(key, lambda: rules.read_lines(typed, NAMES))


@thoroughly
@given(some.lists(some.sampled_from([FLAT, REST, (*REST, *FLAT), None]), min_size=45, max_size=45), some.booleans())
def test_terms_of_bands_shown_to_be_corrected_are_read_as_they_were(own: list[tuple[Rise, ...] | None], has_all: bool):
    special = {name: terms for name, terms in zip(NAMES, own, strict=True) if terms is not None}
    general = REST if has_all or not special else None
    typed = rules.as_typed(general, special, NAMES)
    if len(typed) <= rules.LONGEST_LINES:
        assert rules.read_lines(typed, NAMES) == (general, special)


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("", TODAY),
        ("today", TODAY),
        ("yesterday", date(2026, 11, 20)),
        ("2 Nov", date(2026, 11, 2)),
        ("2 November 2026", date(2026, 11, 2)),
        ("30 Dec", date(2025, 12, 30)),
        ("1/4/2025", date(2025, 4, 1)),
        (rules.date_as_typed(TODAY), TODAY),
    ],
)
def test_the_day_it_was_made_is_today_or_earlier(typed: str, on: date):
    assert rules.read_made_on(typed, TODAY) == on


@pytest.mark.parametrize("typed", ["tomorrow", "22 Nov 2026", "in 3 days", "Monday", "soon", "2 Nov 09:30"])
def test_no_offer_was_made_on_a_day_to_come_or_on_none(typed: str):
    refused("offer.made_unreadable", lambda: rules.read_made_on(typed, TODAY))


def test_a_form_is_read_as_a_whole_and_a_name_that_calls_for_action_is_refused():
    typed = {"kind": "claim", "name": "Claim", "made": "2 Nov", "terms": "8% or at least £2,500"}
    read = rules.read(typed, SPINE, TODAY)
    assert (read.kind, read.name, read.made_on) == (Kind.CLAIM, "Claim", date(2026, 11, 2))
    refused("call.for_action", lambda: rules.read(typed | {"name": "Walk out on Monday!"}, SPINE, TODAY))
    refused("offer.no_such_kind", lambda: rules.read(typed | {"kind": "gift"}, SPINE, TODAY))
    refused("text.empty", lambda: rules.read(typed | {"name": " "}, SPINE, TODAY))


def test_a_new_pay_typed_as_a_rise_is_asked_back():
    said = refused(
        "offer.rise_too_large", lambda: rules.check(Given(Kind.OFFER, "x", TODAY, (Rise(flat=25_000_00),)), SPINE)
    )
    assert said == {"band": "SCP 2", "offer": "x", "more": "£25,000"}
    rules.check(Given(Kind.OFFER, "x", TODAY, (Rise(Decimal(35)), Rise(Decimal(35)))), SPINE)


def test_a_table_brings_its_columns_as_the_claim_and_offers_of_those_names():
    table = read_text("SCP,Pay,Claim,First offer\n2,24413,8%,£1290\n3,24796,8%,\n")
    known = [Proposal(ProposalId(4), Kind.OFFER, "first OFFER", date(2026, 10, 1), REST)]
    draft = rules.of_table(table, known, TODAY)
    assert [(each.name, each.made_on) for each in draft.given] == [("Claim", TODAY), ("First offer", date(2026, 10, 1))]
    assert draft.given[1].special == {"SCP 2": FLAT}
    assert rules.replaced(draft.given[1], known, None) == known[0]


def test_a_rise_that_a_table_gives_every_band_alike_is_everybodys():
    table = read_text("SCP,Pay,Claim,Offer,New offer pay\n2,24413,8%,£1290,25000\n3,24796,8%,3%,25000\n")
    claim, offer, new = rules.of_table(table, [], TODAY).given
    assert (claim.general, claim.special) == ((Rise(Decimal(8)),), {})
    assert offer.general is None
    assert new.general is None  # a new pay is no rise, and another band may not have it


def test_a_new_table_keeps_the_offers_there_are_only_if_it_has_their_bands():
    kept = Proposal(ProposalId(1), Kind.OFFER, "First offer", TODAY, None, {"SCP 9": FLAT})
    said = refused("offer.band_not_in_table", lambda: rules.of_table(read_text("SCP,Pay\n2,24413\n"), [kept], TODAY))
    assert said == {"band": "SCP 9", "offer": "First offer"}
    assert rules.of_table(read_text("SCP,Pay\n9,24413\n"), [kept], TODAY).given == ()


def test_a_proposal_takes_the_place_of_the_one_it_corrects_or_of_its_namesake():
    first, second = proposal("First offer", 1), proposal("Second offer", 2)
    known = [first, second]
    renamed = Given(Kind.OFFER, "Opening offer", TODAY, REST)
    assert rules.replaced(renamed, known, first.id) == first
    assert rules.replaced(renamed, known, None) is None
    assert rules.replaced(Given(Kind.OFFER, "SECOND  offer", TODAY, REST), known, None) == second
    taken = Given(Kind.OFFER, "Second offer", TODAY, REST)
    assert refused("offer.name_taken", lambda: rules.replaced(taken, known, first.id)) == {"name": "Second offer"}
    many = [proposal(f"Offer {number}", number) for number in range(MOST_PROPOSALS)]
    refused("offer.too_many", lambda: rules.replaced(renamed, many, None))


def test_side_by_side_every_band_has_what_each_proposal_gives_it_or_that_nothing_is_said():
    silent = Proposal(ProposalId(2), Kind.OFFER, "Second", TODAY, None, {"SCP 3": FLAT})
    (low, high) = rules.compare(SPINE[:2], [proposal("First"), silent])
    assert (low.given[1], high.given[1] and high.given[1][-1].more) == (None, 1_290_00)
    assert low.given[0] is not None
    assert low.given[0][-1].pay == 26_212_80  # 25,400 + 3.2%


def test_what_was_read_is_kept_word_for_word_until_it_counts():
    band = Band("SCP 2", 24_413_00, {2021: 18_333_00})
    offered = Given(Kind.OFFER, "First offer", TODAY, REST, {"SCP 2": (Rise(pay=25_000_00, once=1),)})
    for draft in (Draft((band,), (offered,), ("Notes",)), Draft(None, (offered,), was=ProposalId(4)), Draft(None, ())):
        assert rules.from_json(rules.to_json(draft)) == draft
