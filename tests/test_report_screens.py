"""The screens of sending fit into what Discord takes, whatever was typed and whatever was found in it."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.errors import TooLate
from bot.i18n import say
from bot.ids import GuildId, MemberId
from bot.rules.branches import Branch
from bot.rules.content_check import Finding, Kind
from bot.rules.reports import CATEGORY_LENGTH, MOST_CATEGORIES, TEXT_LENGTH, Door
from bot.rules.sending import MOST_LISTED, Choices, Draft
from cogs.feedback import _sending_cards as cards
from cogs.feedback._kept_reports import Writing
from tests.builders import Clock

BRANCH = Branch(GuildId(7), "Riverside", ZoneInfo("Europe/London"))
PEOPLE = frozenset(MemberId(10**19 + number) for number in range(5))
DRAFT = Draft(
    Door.CONFIDENTIAL,
    "_" * CATEGORY_LENGTH,
    "*" * 80,
    is_urgent=True,
    text="Five caseloads.",
    not_to=PEOPLE,
    opener_id=MemberId(10**19),
    by_letter=True,
)
LONG = "*_`|" * (TEXT_LENGTH // 4)
MANY = [Finding(kind, "*" * 300) for kind in Kind for _ in range(20)]


def shown(draft: Draft, findings: list[Finding], refusal: TooLate | None = None) -> dict[str, Any]:
    return cards.preview(Writing(draft, findings), "t" * 16, BRANCH, Clock().now(), refusal)


@pytest.mark.parametrize("findings", [[], MANY[:1], MANY], ids=len)
@pytest.mark.parametrize("text", ["Five.", LONG], ids=["short", "long"])
@pytest.mark.parametrize("is_urgent", [True, False])
@pytest.mark.parametrize("refusal", [None, TooLate("pause.closed", reason="~" * 300)], ids=["looked at", "refused"])
def test_the_look_at_a_draft_fits_into_one_message(
    findings: list[Finding], text: str, is_urgent: bool, refusal: TooLate | None
) -> None:
    parts = shown(replace(DRAFT, text=text, is_urgent=is_urgent), findings, refusal)
    assert len(parts["text"]) <= 2000
    assert sum(len(each) for each in parts["embeds"]) <= 6000
    assert all(len(each.description) <= 4096 for each in parts["embeds"])


def test_of_many_findings_as_many_as_fit_are_told_and_how_many_more_there_are() -> None:
    text = shown(DRAFT, MANY)["text"]
    told = text.count("\n- ")
    assert 3 <= told < len(MANY)
    assert say("sending.found_more", number=len(MANY) - told) in text
    few = shown(DRAFT, MANY[:2])["text"]
    assert few.count("\n- ") == 2
    assert "more place" not in few


@pytest.mark.parametrize("door", Door)
@pytest.mark.parametrize("offices", [0, 1, MOST_LISTED, MOST_LISTED + 1, 100])
def test_the_form_has_five_fields_at_most_and_its_menus_twenty_five_choices(door: Door, offices: int) -> None:
    names = [f"{number:02} {'o' * 77}" for number in range(offices)]
    choices = Choices([f"{number:02} {'c' * 37}" for number in range(MOST_CATEGORIES)], names)
    draft = replace(DRAFT, category=choices.categories[3], office=names[-1] if names else None)
    before = cards.as_typed(draft)
    fields = cards.form_to_write("feedback:written:unnamed", door, choices, before).to_dict()["components"]
    assert len(fields) == 3 + (offices > 0) + (door is Door.CONFIDENTIAL)
    held = {each["component"]["custom_id"]: each["component"] for each in fields}  # pyright: ignore[reportTypedDictNotRequiredAccess, reportGeneralTypeIssues]
    assert all(len(each.get("options", [])) <= 25 for each in held.values())
    chosen = [each["value"] for each in held["category"]["options"] if each.get("default")]
    assert chosen == [choices.categories[3]]
    if offices > MOST_LISTED:
        assert held["office"]["value"] == names[-1]
    elif offices:
        assert [each["value"] for each in held["office"]["options"] if each.get("default")] == [f"at:{names[-1]}"]
    assert cards.office_chosen(before["office"]) == (draft.office or "")
