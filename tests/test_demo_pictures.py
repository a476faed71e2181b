"""How the demo reads Discord's markup, and draws what people see for the guides."""

from datetime import UTC, datetime

import pytest

from bot.demo import drawing
from bot.demo import paper as page
from bot.demo.spans import Reader
from bot.render import ink
from bot.render.evidence import Evidence, Section, compose
from bot.render.heat_map import Cell, Row
from bot.render.paper import draw_evidence
from bot.standin import Discord
from bot.standin.messages import Message

AT = datetime(2026, 11, 19, 18, 30, tzinfo=UTC)


def read(typed: str) -> list[tuple[str, bool, str]]:
    discord = Discord(clock=lambda: AT)
    room = discord.guild("Riverside Branch").channel("polls")
    (line,) = Reader(lambda: AT, discord).lines(typed.replace("ROOM", str(room.id)))
    return [(span.text, span.bold, span.look) for span in line]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("as **bold** as it is", [("as ", False, "plain"), ("bold", True, "plain"), (" as it is", False, "plain")]),
        (r"two \*\*stars\*\*", [("two ", False, "plain"), *[("*", False, "plain")] * 2]),
        (r"__two__ \_here\_", [("two", False, "plain"), (" ", False, "plain"), ("_", False, "plain")]),
        ("in <#ROOM>", [("in ", False, "plain"), ("#polls", False, "mention")]),
        ("press *Move it*", [("press ", False, "plain"), ("Move it", False, "plain")]),
        ("`5e1f` is it", [("5e1f", False, "code"), (" is it", False, "plain")]),
        (r"[Who \[else\]?](https://a.b/c)", [("Who [else]?", False, "link")]),
        ("<t:1763577000:F>", [("Wednesday 19 November 2025 18:30", False, "time")]),
        ("<t:1763577000:t>", [("18:30", False, "time")]),
        ("<t:1763577000:D>", [("19 November 2025", False, "time")]),
        (f"<t:{AT.timestamp() + 7200:.0f}:R>", [("in 2 hours", False, "time")]),
        (f"<t:{AT.timestamp() - 3 * 86400:.0f}:R>", [("3 days ago", False, "time")]),
    ],
)
def test_markup_is_read_as_discord_shows_it(typed: str, seen: list[tuple[str, bool, str]]):
    assert read(typed)[: len(seen)] == seen


def test_a_page_for_a_printer_is_read_back_word_for_word():
    rows = (Row("Mill Street – Llanelli ŵ", (Cell("54.0", 90), Cell("34%", 20))),)
    sheet = Evidence(
        "Workload: Riverside", ("In June",), (Section("June", (), ("Cases", "Risk"), rows),), ("How",), "x"
    )
    made, read_back = compose(sheet, ink.TYPE), page.read(draw_evidence(sheet))
    assert [(each.text, each.bold, each.colour) for each in read_back.words] == [
        (each.text, each.bold, each.colour) for each in made.words
    ]
    scale = read_back.width / made.width
    assert [each.x for each in read_back.boxes] == pytest.approx([each.x * scale for each in made.boxes], abs=0.01)
    assert [each.y for each in read_back.boxes] == pytest.approx([each.y * scale for each in made.boxes], abs=0.01)


def test_a_picture_says_in_words_what_is_private_and_what_is_not_in_use():
    discord = Discord(clock=lambda: AT)
    guild = discord.guild("Riverside Branch")
    ann = guild.member("Ann")
    row = {"type": 1, "components": [button("Vote", disabled=True), button("Full result")]}
    shown = Message(guild.channel("polls"), 1, discord.bot, "Hello", components=[row], made_at=AT)
    assert words(shown) == ["●", "S", "Steward", "APP", "18:30", "Hello", "Vote", "(not in use now)", "Full result"]
    shown.seen_only_by = ann.id
    assert words(shown)[-1] == "Only you can see this · Dismiss message"


def test_a_picture_of_a_message_says_what_it_answers():
    discord = Discord(clock=lambda: AT)
    room = discord.guild("Riverside Branch").channel("notices")
    notice = Message(room, 1, discord.bot, "A long first line, " * 9, made_at=AT)
    (first, *_) = words(Message(room, 2, discord.bot, "Moved", replies_to=notice, made_at=AT))
    assert first.startswith("In answer to Steward: A long first line")
    assert first.endswith("…")


def test_a_picture_of_a_form_shows_what_is_chosen_and_what_was_typed():
    kinds = [{"label": "General", "value": "g", "default": True}, {"label": "Annual", "value": "a"}]
    fields = [
        {"label": "Title", "component": {"type": 4, "custom_id": "title", "placeholder": "A title"}},
        {"label": "Owner", "component": {"type": 5, "custom_id": "owner"}},
        {"label": "Kind", "component": {"type": 21, "custom_id": "kind", "options": kinds}},
    ]
    modal = {"title": "New", "components": fields}
    drawn = drawing.form(modal, {"owner": "@Ann"})
    assert [line.text for line in drawn.sheet.words][:10] == [
        *("New", "Title", "A title", "Owner", "@Ann", "▾", "Kind", "●", "General", "○")
    ]
    drawn = drawing.form(modal, {"kind": "a"})
    assert [line.text for line in drawn.sheet.words][-6:-2] == ["○", "General", "●", "Annual"]


def button(label: str, *, disabled: bool = False) -> dict[str, object]:
    return {"type": 2, "style": 2, "label": label, "custom_id": label, "disabled": disabled}


def words(shown: Message) -> list[str]:
    drawn = drawing.message(shown, Reader(lambda: AT, Discord(clock=lambda: AT)))
    return [line.text for line in drawn.sheet.words]
