"""An agenda as people type it, a line an item, with or without the minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import agendas
from bot.rules.agendas import Item
from tests.rules.samples import refused, thoroughly

WORDS = st.text("abcdefghij klmnopqrst", min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
ITEMS = st.builds(Item, WORDS, st.none() | st.integers(1, agendas.LONGEST_ITEM))


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("Apologies", Item("Apologies")),
        ("Pay claim (15 min)", Item("Pay claim", 15)),
        ("Pay claim - 15m", Item("Pay claim", 15)),
        ("Pay claim, 15 mins.", Item("Pay claim", 15)),
        ("Pay claim: 15 minutes", Item("Pay claim", 15)),
        ("Pay claim [15 MIN]", Item("Pay claim", 15)),
        ("Pay claim – 15'", Item("Pay claim", 15)),
        ("3. Pay claim (5 min)", Item("Pay claim", 5)),
        ("- Pay claim", Item("Pay claim")),
        ("2026 accounts", Item("2026 accounts")),
        ("Motion 15", Item("Motion 15")),
        ("Minutes of 26 October", Item("Minutes of 26 October")),
        ("15 min", Item("15 min")),
        ("3.5% or nothing", Item("3.5% or nothing")),
    ],
)
def test_a_line_is_an_item_with_its_minutes_where_they_are_said(typed: str, item: Item):
    assert agendas.read(typed) == (item,)


def test_empty_lines_and_lone_bullets_are_no_items():
    assert agendas.read("Apologies\n\n - \n2. \nPay claim\n") == (Item("Apologies"), Item("Pay claim"))
    assert agendas.read("") == ()


@given(st.lists(ITEMS, max_size=agendas.MOST_ITEMS))
@thoroughly
def test_an_agenda_shown_to_be_corrected_is_read_as_it_was(items: list[Item]):
    assert agendas.read(agendas.as_typed(items)) == tuple(items)


@given(st.lists(ITEMS, max_size=agendas.MOST_ITEMS))
@thoroughly
def test_the_running_total_stops_where_nobody_planned_the_time(items: list[Item]):
    begins = agendas.begins(items)
    for number, (item, begin) in enumerate(zip(items, begins, strict=True)):
        timed = [each.minutes for each in items[:number]]
        assert begin == (None if None in timed else sum(filter(None, timed)))
        assert item is items[number]
    minutes = [item.minutes for item in items if item.minutes is not None]
    assert agendas.planned(items) == (sum(minutes) if minutes else None)


def test_sixty_items_are_too_many_and_it_says_how_many_go():
    values = refused("agenda.too_many", lambda: agendas.read("\n".join(f"Item {n}" for n in range(60))))
    assert values == {"items": 60, "most": 30}


def test_a_line_that_does_not_fit_is_named():
    values = refused("text.too_long", lambda: agendas.read("Apologies\n" + "x" * 101))
    assert values["number"] == 2
    values = refused("agenda.minutes", lambda: agendas.read("Apologies\nPay (900 min)"))
    assert values["number"] == 2


def test_nobody_is_called_by_an_agenda():
    refused("text.mention", lambda: agendas.read("Any questions to @everyone"))
