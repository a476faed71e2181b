"""Heat maps, measured as the other pictures are."""

from functools import lru_cache
from io import BytesIO

import pytest
from PIL import Image

from bot.render import ink
from bot.render.charts import Cell, HeatMap, Row, png
from bot.render.heat_map import SHADES, compose, ink_on, shade
from bot.render.page import PAPER, WIDTH, Page
from tests.render.inked import run_together, sticks_out

MEASURES = ("Caseload", "High risk", "Hours over", "Vacancies", "Leave refused")
HIDDEN = Cell("not shown")
LONG = "Office of Riverside and Hills, north end"


def a_map(rows: int, columns: tuple[str, ...] = MEASURES, name: str = LONG, text: str = "1000.0") -> HeatMap:
    cells = [tuple(Cell(text, (7 * row + 23 * place) % 101) for place in range(len(columns))) for row in range(rows)]
    return HeatMap(
        title="Workload in October 2026: Riverside Branch",
        lines=("64 returns; branch membership 212, so 30% of the branch.",),
        columns=columns,
        rows=(*(Row(name, each) for each in cells), Row("Other offices", (HIDDEN,) * len(columns))),
        legend="Darker is higher within its column. Not shown: fewer than five returns.",
        footer="Counted on 1 November 2026.",
    )


MAPS = {
    "three offices": a_map(3),
    "twenty-five offices of forty letters": a_map(25),
    "six months": a_map(4, tuple(f"{month} 2026" for month in ("May", "June", "July", "August", "Sept", "October"))),
    "one month": a_map(1, ("September 2026",)),
    "an office of eighty letters": a_map(
        2, name="Llanfairpwllgwyngyll Probation Delivery Unit and Family Court Team, upper floors"
    ),
    "nothing shown": a_map(0),
}
every_map = pytest.mark.parametrize("chart", MAPS.values(), ids=MAPS.keys())


@lru_cache
def page(chart: HeatMap) -> Page:
    return compose(chart, ink.TYPE)


@every_map
def test_everything_is_inside_the_picture(chart: HeatMap):
    assert sticks_out(page(chart)) == []


@every_map
def test_no_words_run_into_other_words(chart: HeatMap):
    assert run_together(page(chart)) == []


@every_map
def test_no_type_is_too_small_for_a_phone(chart: HeatMap):
    assert min(words.size for words in page(chart).words) >= 30


@every_map
def test_every_cell_has_its_number_or_says_that_it_is_not_shown(chart: HeatMap):
    wanted = sum(len(row.cells) for row in chart.rows)
    written = [words.text for words in page(chart).words]
    assert (
        sum(text in ("1000.0", "not shown", "shown") for text in written) == wanted
    )  # "not", "shown" where it is narrow


def test_the_columns_are_named_again_where_the_first_names_have_left_the_screen():
    assert sum(words.text == "Caseload" for words in page(MAPS["twenty-five offices of forty letters"]).words) == 4


def test_the_darker_the_higher_and_a_hidden_cell_is_paper():
    assert [shade(height) for height in (0, 19, 20, 40, 60, 80, 100)] == [SHADES[at] for at in (0, 0, 1, 2, 3, 4, 4)]
    assert shade(None) == PAPER


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", [*SHADES, PAPER])
def test_every_number_can_be_read_on_its_ground(ground: str):
    lighter, darker = sorted((luminance(ground), luminance(ink_on(ground))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


async def test_it_is_drawn_by_a_process_of_its_own_the_same_for_the_same_numbers():
    first = await png(MAPS["three offices"])
    assert Image.open(BytesIO(first)).width == WIDTH
    assert first == ink.draw_heat_map(MAPS["three offices"])
