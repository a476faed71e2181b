"""The screens of sending say what is promised and no more, and fit into what Discord takes, whatever was typed."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import i18n
from bot.errors import TooLate
from bot.i18n import say
from bot.ids import GuildId, MemberId
from bot.rules.branches import Branch
from bot.rules.content_check import Finding, Kind
from bot.rules.reports import CATEGORY_LENGTH, MOST_CATEGORIES, TEXT_LENGTH, Door
from bot.rules.sending import MOST_LISTED, Choices, Draft
from cogs.feedback import _posts as posts
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
SAID = (
    "We do not store who sent this and cannot find out later from our records.",
    "Discord handles the message and may keep records.",
    "Your wording, your timing or a small office may identify you.",
    "Do not use a work device.",
    "This is not a grievance and stops no legal clock.",
)
CLOCK = "3 months less one day from the act; the limit is being extended. Get advice now."
NEVER = re.compile(r"anonym|untraceable|\bsecure(?:ly)?\b|\bverified\b|(?<!not )legally binding", re.IGNORECASE)
LOCALES = Path(i18n.__file__).parent / "locales" / "en"
MANY = [Finding(kind, "*" * 300) for kind in Kind for _ in range(20)]


def shown(draft: Draft, findings: list[Finding], refusal: TooLate | None = None) -> dict[str, Any]:
    return cards.preview(Writing(draft, findings), "t" * 16, BRANCH, Clock().now(), refusal)


def test_before_anybody_writes_they_read_what_is_and_is_not_protected_and_that_no_clock_stops() -> None:
    doors = cards.doors(BRANCH, Clock().now())["embed"].description
    assert all(sentence in doors for sentence in (*SAID, CLOCK))
    assert "contempt of court" in doors
    post = posts._card(None).description  # pyright: ignore[reportPrivateUsage]
    assert post is not None
    assert all(sentence in post for sentence in SAID[1:4])
    assert SAID[4].rstrip(".") in post


def test_with_the_code_stands_how_to_keep_it_and_that_nothing_can_be_done_if_it_is_lost() -> None:
    shown = cards.code("0123", Door.UNNAMED, "t")["embed"].description
    assert "Write it on paper" in shown
    assert "nothing can be done" in shown
    confidential = cards.code("0123", Door.CONFIDENTIAL, "t")["embed"].description
    assert "talk to the organiser who may open your name" in confidential


def test_nothing_is_ever_called_what_nobody_can_promise() -> None:
    lines = [line for file in LOCALES.glob("*.ftl") for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 1000
    assert [line for line in lines if NEVER.search(line) and not line.startswith("#")] == []


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
