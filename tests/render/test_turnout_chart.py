"""The picture of a ballot's turnout, measured as the other pictures are."""

from functools import lru_cache
from io import BytesIO

import pytest
from PIL import Image

from bot.render import ink
from bot.render.charts import TurnoutChart, png
from bot.render.page import FILL, WIDTH, Page
from bot.render.turnout_chart import Column, Mark, compose
from tests.render.inked import run_together, sticks_out


def a_chart(
    *numbers: int, days: int = 21, of: int = 447, expected: int | None = None, marks: tuple[int, ...] = (447, 358, 224)
) -> TurnoutChart:
    return TurnoutChart(
        title="Papers posted: Pay 2026",
        lines=("224 of 447 who were sent a paper say they have posted it (50.11%).", "About 301 by the close."),
        columns=tuple(Column(day, number) for day, number in enumerate(numbers)),
        marks=tuple(Mark(f"Target: {number}", number) for number in marks),
        days=days,
        full=of,
        first="2 Nov",
        last="22 Nov",
        expected=expected,
        expected_label=f"{expected} at this pace",
        footer="Only who has said so here is counted.",
    )


CHARTS = {
    "half-way": a_chart(20, 60, 90, 110, 120, 122, 125, 150, 180, 200, 210, 224, expected=301),
    "the first day": a_chart(5, expected=105),
    "the last day": a_chart(*range(0, 440, 21), expected=440),
    "goals that are the same": a_chart(12, 40, days=14, of=50, expected=50, marks=(50, 25, 25)),
    "goals that are near": a_chart(12, 40, days=14, of=100, marks=(100, 52, 50)),
    "a year": a_chart(*range(5, 371), days=366, of=0, marks=()),
    "more than were sent a paper": a_chart(10, 60, of=50, marks=(50, 25)),
    "five thousand": a_chart(1200, 2300, 3100, of=5000, expected=4980, marks=(5000, 4000, 2500)),
}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())


@lru_cache
def page(chart: TurnoutChart) -> Page:
    return compose(chart, ink.TYPE)


@every_chart
def test_everything_is_inside_the_picture(chart: TurnoutChart):
    assert sticks_out(page(chart)) == []


@every_chart
def test_no_words_run_into_other_words(chart: TurnoutChart):
    assert run_together(page(chart)) == []


@every_chart
def test_no_type_is_too_small_for_a_phone(chart: TurnoutChart):
    assert min(words.size for words in page(chart).words) >= 30


@every_chart
def test_each_day_has_a_column_as_high_as_its_number(chart: TurnoutChart):
    columns = [box for box in page(chart).boxes if box.colour == FILL]
    assert len(columns) == len(chart.columns)
    highest = max(zip(columns, chart.columns, strict=True), key=lambda each: each[1].number)
    for box, column in zip(columns, chart.columns, strict=True):
        assert abs(box.height * highest[1].number - highest[0].height * column.number) <= highest[1].number * 2


def test_the_days_to_come_are_left_blank():
    columns = [box for box in page(CHARTS["half-way"]).boxes if box.colour == FILL]
    assert max(box.x + box.width for box in columns) < WIDTH * 0.55


async def test_it_is_drawn_by_a_process_of_its_own_the_same_for_the_same_numbers():
    first = await png(CHARTS["half-way"])
    assert Image.open(BytesIO(first)).width == WIDTH
    assert first == ink.draw_turnout(CHARTS["half-way"])
