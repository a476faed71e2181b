"""Pay against prices, as it is drawn: measured as a phone shows it."""

from functools import lru_cache
from io import BytesIO
from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.render import charts, ink
from bot.render.page import WIDTH, Page, dashes
from bot.render.pay_chart import Line, PayChart, compose
from tests.render.inked import edges, overlap

FOOTER = "CPI from September 2021 to September 2026: ONS, 21 October 2026, entered Saturday 21 November 2026. " * 3
LINES = (
    "By CPI, pay now: worth £25,085.67 in 2021 pounds, £914.33 a year less than in 2021.",
    "With Claim 2026, pay in year 1: +28.8% since 2021.",
)
Course = tuple[tuple[int, int], ...]


def a_chart(pay: Course, **prices: Course) -> PayChart:
    lines = [Line(f"{name.upper()} {course[-1][1] / 10:+}%", course) for name, course in prices.items()]
    pay_line = Line(f"Pay {pay[-1][1] / 10:+}%", pay, is_pay=True)
    return PayChart("Pay against prices since 2021", "Band 4, full time", (pay_line, *lines), LINES, FOOTER)


def steady(yearly: int, first: int = 2021, last: int = 2026) -> Course:
    return tuple((year, yearly * (year - first)) for year in range(first, last + 1))


CHARTS = {
    "a usual one": a_chart(steady(23), cpi=steady(47), cpih=steady(46), rpi=steady(62)),
    "all alike": a_chart(steady(40), cpi=steady(40), cpih=steady(40), rpi=steady(40)),
    "all as they were": a_chart(steady(0), cpi=steady(0)),
    "pay has fallen": a_chart(steady(-30), cpi=steady(47), rpi=steady(62)),
    "everything has fallen": a_chart(steady(-30), cpi=steady(-2), rpi=steady(-3)),
    "one year": a_chart(steady(30, 2025), cpi=steady(36, 2025)),
    "forty years": a_chart(steady(30, 1986), cpi=steady(36, 1990), rpi=steady(90, 1987)),
    "prices that end before": a_chart(steady(30), cpi=steady(36, 2021, 2025)),
}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())


@lru_cache(16)
def page(chart: PayChart) -> Page:
    return compose(chart, ink.TYPE)


@every_chart
def test_everything_is_inside_the_picture(chart: PayChart):
    drawn = page(chart)
    for left, top, right, bottom in map(edges, drawn.words):
        assert left >= 40
        assert right <= WIDTH - 40
        assert top >= 40
        assert bottom <= drawn.height - 40
    for stroke in drawn.strokes:
        assert all(40 <= x <= WIDTH - 40 and 40 <= y <= drawn.height - 40 for x, y in stroke.points)


@every_chart
def test_no_words_run_into_other_words(chart: PayChart):
    inked = [(edges(words), words.text) for words in page(chart).words]
    assert not [(one[1], other[1]) for one, other in combinations(inked, 2) if overlap(one[0], other[0])]


@every_chart
def test_no_type_is_too_small_for_a_phone(chart: PayChart):
    assert min(words.size for words in page(chart).words) >= 30


@every_chart
def test_every_line_is_named_with_its_rise(chart: PayChart):
    texts = {words.text for words in page(chart).words}
    assert {line.label for line in chart.series} <= texts


def test_pay_is_the_thickest_line_and_the_others_differ_without_colour():
    strokes = [stroke for stroke in page(CHARTS["a usual one"]).strokes if len(stroke.points) > 2]
    assert [stroke.width for stroke in strokes] == sorted(stroke.width for stroke in strokes)
    assert strokes[-1].width == 2 * strokes[0].width
    assert len({stroke.dash for stroke in strokes[:-1]}) == 3


def test_what_rose_more_stands_higher_where_it_ends():
    strokes = [stroke for stroke in page(CHARTS["a usual one"]).strokes if len(stroke.points) > 2]
    cpi, cpih, rpi, pay = (stroke.points[-1][1] for stroke in strokes)
    assert rpi < cpi < cpih < pay


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-900, 20_000), min_size=2, max_size=4), st.integers(1, 30))
def test_names_never_overlap_whatever_prices_do(ends: list[int], years: int):
    lines = [Line(f"M{n} {end / 10:+}%", ((2026 - years, 0), (2026, end)), n == 0) for n, end in enumerate(ends)]
    drawn = compose(PayChart("Pay", "Band 4", tuple(lines), LINES, "ONS"), ink.TYPE)
    inked = [edges(words) for words in drawn.words]
    assert not any(overlap(one, other) for one, other in combinations(inked, 2))
    assert all(bottom <= drawn.height - 40 for _, _, _, bottom in inked)


def test_a_dashed_line_has_pieces_of_one_length_with_gaps_between_even_round_a_bend():
    pieces = dashes([(0, 0), (25, 0), (25, 100)], 10, 5)
    lengths = [sum(dist(a, b) for a, b in pairwise(piece)) for piece in pieces]
    assert lengths[:-1] == pytest.approx([10] * (len(pieces) - 1))
    assert sum(lengths) == pytest.approx(125 * 2 / 3, abs=10)


async def test_the_picture_comes_from_the_drawing_process():
    picture = Image.open(BytesIO(await charts.png(CHARTS["a usual one"])))
    assert picture.format == "PNG"
    assert picture.width == WIDTH
    assert 1000 < picture.height < 1700
