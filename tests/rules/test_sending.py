"""What a report may say before it is sent."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.ids import MemberId
from bot.rules import sending
from bot.rules.reports import MOST_CONFLICTED, TEXT_LENGTH, Door
from bot.rules.sending import MOST_LISTED, Choices, Draft
from tests.rules.samples import refused

CHOICES = Choices(("Workload", "Pay"), ("Leeds", "York Road", "not_said"))
OLI, OLA = MemberId(5), MemberId(6)
DRAFT = Draft(Door.UNNAMED, "Workload", "Leeds", is_urgent=False, text="Five caseloads.")


def read(door: Door = Door.UNNAMED, **typed: object) -> Draft:
    usual = {"category": "Workload", "office": "", "is_urgent": False, "text": "Five caseloads.", "opener_id": None}
    return sending.read(CHOICES, door, **{**usual, **typed})  # pyright: ignore[reportArgumentType]


def test_a_report_says_what_it_is_about_and_where_only_if_its_sender_wants_to() -> None:
    assert read(office="Leeds") == DRAFT
    assert read().office is None
    assert read(office=" york  road ").office == "York Road"
    refused("sending.office_gone", lambda: read(office="Hull"))
    refused("sending.category_gone", lambda: read(category="Weather"))
    refused("text.empty", lambda: read(text=" \n "))
    refused("text.too_long", lambda: read(text="a" * (TEXT_LENGTH + 1)))


def test_in_confidence_somebody_has_to_be_able_to_open_the_name_and_without_a_name_nobody_is() -> None:
    refused("sending.opener_missing", lambda: read(Door.CONFIDENTIAL))
    assert read(Door.CONFIDENTIAL, opener_id=OLI).opener_id == OLI
    assert read(opener_id=OLI).opener_id is None


def test_who_may_open_the_name_is_not_one_of_those_who_never_see_the_report() -> None:
    draft = read(Door.CONFIDENTIAL, opener_id=OLI)
    refused("sending.opener_conflicted", lambda: sending.kept_from(draft, [OLI]))
    assert sending.kept_from(draft, [OLA]).not_to == {OLA}
    many = [MemberId(number) for number in range(10, 10 + MOST_CONFLICTED + 1)]
    refused("sending.too_many_conflicted", lambda: sending.kept_from(draft, many))
    assert sending.kept_from(sending.kept_from(draft, [OLA]), []).not_to == frozenset()


def test_what_is_written_anew_keeps_what_was_chosen_besides() -> None:
    before = replace(sending.kept_from(read(Door.CONFIDENTIAL, opener_id=OLI), [OLA]), by_letter=True)
    now = sending.rewritten(before, read(Door.CONFIDENTIAL, opener_id=OLI, text="Six caseloads."))
    assert (now.text, now.not_to, now.by_letter) == ("Six caseloads.", {OLA}, True)
    assert sending.rewritten(before, read(Door.CONFIDENTIAL, opener_id=OLA)).not_to == frozenset()


def test_what_the_branch_has_taken_off_its_lists_since_is_not_sent() -> None:
    sending.may_send(DRAFT, CHOICES)
    refused("sending.category_gone", lambda: sending.may_send(DRAFT, replace(CHOICES, categories=("Pay",))))
    refused("sending.office_gone", lambda: sending.may_send(DRAFT, replace(CHOICES, offices=())))


def test_more_offices_than_a_menu_takes_are_typed() -> None:
    assert Choices((), ["x"] * MOST_LISTED).has_menu
    assert not Choices((), ["x"] * (MOST_LISTED + 1)).has_menu


def test_who_types_an_office_that_is_not_on_a_long_list_is_told_the_list_the_likely_ones_first() -> None:
    offices = [f"Office {number}" for number in range(30)]
    values = refused(
        "sending.office_unknown", lambda: sending.read_office(Choices((), [*offices, "York"]), "york road")
    )
    assert values["offices"] == ", ".join(["York", *offices])
    long_list = Choices((), [f"{number} {'x' * 77}" for number in range(100)])
    offered = str(refused("sending.office_unknown", lambda: sending.read_office(long_list, "99 yy"))["offices"])
    assert offered.startswith("99 x")
    assert offered.endswith("x …")
    assert len(offered) < 1000


@settings(max_examples=40)
@given(st.text(max_size=200), st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(text: str, office: str) -> None:
    try:
        draft = read(text=text, office=office)
    except Invalid:
        return
    assert draft.text
    assert draft.office in (None, *CHOICES.offices)


@pytest.mark.parametrize("part", ["Five caseloads", "5"])
def test_a_draft_in_a_message_for_developers_keeps_what_was_written_to_itself(part: str) -> None:
    assert part not in repr(sending.kept_from(replace(DRAFT, opener_id=MemberId(5)), [MemberId(55)]))
