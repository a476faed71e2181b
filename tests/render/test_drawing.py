"""The picture itself, drawn in this process and measured."""

from functools import lru_cache
from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.render import ink
from bot.render.page import FILL, WIDTH, Page
from bot.render.results import Bar, ResultChart, compose
from tests.render.inked import edges, overlap

FOOTER = "Branch indicative vote. Not a statutory ballot. It cannot authorise industrial action."
LINES = (
    "41 of 63 eligible here voted (65%); branch membership 212, so 19% of the branch.",
    "Simple majority of the votes cast; quorum 20: met.",
    "Carried.",
)
LONG = "Gofyn i’r pwyllgor gyhoeddi’r ffigurau llwyth gwaith ar gyfer pob swyddfa, ŵyl. "[:80]


def a_chart(*bars: Bar, title: str = "Accept the offer?", of: int = 0) -> ResultChart:
    return ResultChart(title, LINES, bars, FOOTER, of)


def bars(*votes: int, label: str = "An option") -> tuple[Bar, ...]:
    return tuple(Bar(label, count, f"{count:,} · {count * 100 // max(1, sum(votes))}%") for count in votes)


@lru_cache(32)
def page(chart: ResultChart) -> Page:
    return compose(chart, ink.TYPE)


@lru_cache(32)
def picture(chart: ResultChart) -> Image.Image:
    return Image.open(BytesIO(ink.draw(chart)))


CHARTS = {
    "two options": a_chart(*bars(23, 15)),
    "no votes at all": a_chart(*bars(0, 0, 0)),
    "five thousand votes": a_chart(*bars(5000, 4999, 1)),
    "twenty-five long options": a_chart(*bars(5000, *range(24), label=LONG), title=("Ŵy " + LONG * 3)[:200]),
    "twenty-five short options": a_chart(*bars(*range(25))),
    "words without a space": a_chart(*bars(1, 2, label="W" * 80), title="W" * 200),
    "long numbers": a_chart(Bar("For", 3, "3 of the 41 votes that were cast, which is 7 in every hundred of them")),
    "out of a whole": a_chart(*bars(12, 0, 20), of=20),
    "stacked accents": a_chart(*bars(1, 2, label="Q\u0302\u0308\u0301\u0302g\u0323\u0331\u0323 " * 30)),
    "right to left": a_chart(*bars(1, 2, label="نعم، نوافق على العرض الجديد من صاحب العمل لهذا العام")),
}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())


@every_chart
def test_everything_is_inside_the_picture(chart):
    drawn = page(chart)
    for left, top, right, bottom in map(edges, drawn.words):
        assert left >= 40
        assert right <= WIDTH - 40
        assert top >= 40
        assert bottom <= drawn.height - 40


@every_chart
def test_no_words_run_into_other_words(chart):
    inked = [(edges(words), words.text) for words in page(chart).words]
    assert not [(one[1], other[1]) for one, other in combinations(inked, 2) if overlap(one[0], other[0])]


@every_chart
def test_no_words_run_into_a_bar(chart):
    drawn = page(chart)
    filled = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in drawn.boxes if box.colour == FILL]
    assert filled
    assert not [words.text for words in drawn.words if any(overlap(edges(words), box) for box in filled)]


@every_chart
def test_no_type_is_too_small_for_a_phone(chart):
    assert min(words.size for words in page(chart).words) >= 30


@every_chart
def test_in_black_and_white_the_bars_stand_out(chart):
    grey = picture(chart).convert("L")
    box = next(box for box in page(chart).boxes if box.colour == FILL)
    dark = grey.getpixel((round(box.x + 1), round(box.y + box.height / 2)))
    paper = grey.getpixel((20, 20))
    assert isinstance(dark, int)
    assert isinstance(paper, int)
    assert paper - dark > 150


@every_chart
def test_the_picture_is_opaque_on_either_theme(chart):
    assert picture(chart).convert("RGBA").getchannel("A").getextrema() == (255, 255)


def test_a_usual_result_is_near_a_square():
    assert 0.8 < page(a_chart(*bars(23, 15, 3))).height / WIDTH < 1.3


def test_the_options_stand_in_the_order_of_the_poll_each_with_its_number():
    drawn = page(a_chart(Bar("Zeta", 1, "1 · 10%"), Bar("Alpha", 9, "9 · 90%")))
    texts = [words.text for words in sorted(drawn.words, key=lambda words: (words.baseline, words.x))]
    start = texts.index("1")
    assert texts[start : start + 6] == ["1", "Zeta", "1 · 10%", "2", "Alpha", "9 · 90%"]


def test_bars_are_as_long_as_their_votes():
    lengths = [box.width for box in page(a_chart(*bars(1000, 500, 250))).boxes if box.colour == FILL]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=2)
    assert lengths[0] == pytest.approx(4 * lengths[2], abs=4)


def test_a_bar_out_of_a_whole_is_as_long_as_its_part_of_it():
    room = max(box.width for box in page(a_chart(*bars(20), of=20)).boxes if box.colour == FILL)
    half = max(box.width for box in page(a_chart(*bars(10), of=20)).boxes if box.colour == FILL)
    assert half == pytest.approx(room / 2, abs=12)


def test_no_votes_are_seen_to_be_none():
    widths = [box.width for box in page(a_chart(*bars(0, 7))).boxes if box.colour == FILL]
    assert 0 < widths[0] < 6


def test_an_option_of_nothing_but_an_emoji_keeps_its_number():
    texts = [words.text for words in page(a_chart(Bar("🦄", 1, "1 · 50%"), Bar("同意", 1, "1 · 50%"))).words]
    assert {"1", "2"} <= set(texts)
    assert not [text for text in texts if "🦄" in text or "同" in text]


def test_dollars_and_their_friends_are_drawn_as_typed():
    texts = [words.text for words in page(a_chart(Bar(r"$x^2$ _a_ \frac{1}{2}", 1, "1"))).words]
    assert r"$x^2$ _a_ \frac{1}{2}" in texts


def test_the_turnout_stands_above_the_bars_and_the_outcome_below():
    drawn = page(a_chart(*bars(23, 15)))
    top = min(box.y for box in drawn.boxes if box.colour == FILL)
    turnout = next(words for words in drawn.words if words.text.startswith("41 of 63"))
    outcome = next(words for words in drawn.words if words.text == "Carried.")
    assert turnout.baseline < top < outcome.baseline


def test_a_wall_of_text_is_cut_and_says_so():
    drawn = page(a_chart(*bars(1, 2, label="word " * 2000), title="word " * 2000))
    assert drawn.height < 4000
    assert sum(words.text.endswith("…") for words in drawn.words) == 3


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=120), st.integers(0, 10**30))
def test_whatever_is_typed_becomes_a_picture_without_a_warning(title, label, votes):
    drawn = page(a_chart(Bar(label, votes, "1 · 50%"), Bar(label, 0, "0 · 0%"), title=title))
    assert ink.png(drawn)
    assert all(edges(words)[0] >= 0 and edges(words)[2] <= WIDTH for words in drawn.words)
