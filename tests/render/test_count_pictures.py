"""The pictures of a count, drawn in this process and measured; the last ones in a process of their own."""

import random
import subprocess
import sys
from functools import cache
from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.render import ink, leaves
from bot.render.charts import ChartFailed, CountChart, pngs
from bot.render.page import FILL, PAPER, WIDTH, Page
from bot.render.sheets import outcome
from bot.render.stages import chart
from bot.rules.sheets import Sheet
from tests.render.inked import edges, overlap
from tests.rules.elections import IRVINE_WEST, counted

GUARD = "Branch indicative vote. Not a statutory ballot. It cannot authorise industrial action."
TURNOUT = "41 of 63 eligible here voted (65%); branch membership 212, so 19% of the branch."
WELSH = ("Siân Llŷr Ŵyn-Evans", "Gwenllïan ap Rhys", "Tŷ’r Undeb")
LONG = "Catherine Elizabeth Montgomery-Featherstonehaugh of Cardiff Bay and Ynys Môn, a rep."[:80]


def a_count(candidates: int, seats: int = 1, reopen: int | None = None) -> Sheet:
    """Every paper names a few candidates at random, always the same."""
    dice, papers = random.Random(candidates), {}  # noqa: S311 - the same each time is the point
    for _ in range(40 * candidates):
        paper = tuple(dice.sample(range(1, candidates + 1), dice.randint(1, min(5, candidates))))
        papers[paper] = papers.get(paper, 0) + 1
    return counted(papers, seats, candidates, reopen=reopen)


def drawn(sheet: Sheet, names: tuple[str, ...] = (), title: str = "Who should speak for us?") -> CountChart:
    names = names or tuple(f"Candidate {number}" for number in range(1, sheet.candidates + 1))
    return chart(sheet, names, title=title, lines=(TURNOUT,), result=outcome(sheet, names, str), footer=GUARD)


CHARTS = {
    "three candidates": drawn(a_count(3), WELSH),
    "a real count": drawn(counted(IRVINE_WEST, 4)),
    "re-opened": drawn(
        counted({(4, 1): 60, (1,): 20, (2,): 15, (3,): 5}, 3, reopen=4), (*WELSH, "Re-open nominations")
    ),
    "twelve candidates": drawn(a_count(12, 4, 12)),
    "twenty candidates": drawn(a_count(20, 5)),
    "twenty-five long names": drawn(a_count(25, 8), (LONG,) * 25, (LONG + LONG * 2)[:200]),
    "no papers": drawn(counted({}, 2, 3)),
    "words without a space": drawn(a_count(4, 2), ("W" * 80,) * 4, "W" * 200),
    "right to left": drawn(a_count(3), ("نعم نوافق على العرض",) * 3),
    "nothing the font can draw": drawn(a_count(3), ("🦄", "同意", "x")),
}
every_chart = pytest.mark.parametrize("name", CHARTS)


@cache
def pages(name: str) -> tuple[Page, ...]:
    return leaves.compose(CHARTS[name], ink.TYPE)


def texts(name: str) -> list[str]:
    return [words.text for page in pages(name) for words in page.words]


@every_chart
def test_everything_is_inside_the_pictures(name):
    for page in pages(name):
        for left, top, right, bottom in map(edges, page.words):
            assert left >= 40
            assert right <= WIDTH - 40
            assert top >= 36
            assert bottom <= page.height - 40
        assert all(box.x >= 40 and box.x + box.width <= WIDTH - 40 for box in page.boxes)


@every_chart
def test_no_words_run_into_other_words(name):
    for page in pages(name):
        inked = sorted(((edges(words), words.text) for words in page.words), key=lambda one: one[0][1])
        near = ((one, other) for one, other in combinations(inked, 2) if abs(one[0][1] - other[0][1]) < 120)
        assert not [(one[1], other[1]) for one, other in near if overlap(one[0], other[0])]


@every_chart
def test_no_words_run_into_a_bar_but_white_ones_on_their_field(name):
    for page in pages(name):
        bars = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in page.boxes if box.colour == FILL]
        dark = [words for words in page.words if words.colour != PAPER]
        assert not [words.text for words in dark if any(overlap(edges(words), box) for box in bars)]
        for left, top, right, bottom in (edges(words) for words in page.words if words.colour == PAPER):
            assert any(b[0] <= left and b[1] <= top and right <= b[2] and bottom <= b[3] for b in bars)


@every_chart
def test_no_type_is_too_small_for_a_phone(name):
    assert min(words.size for page in pages(name) for words in page.words) >= 30


@every_chart
def test_there_are_three_pictures_at_most_and_none_without_end(name):
    assert len(pages(name)) <= 3
    assert max(page.height for page in pages(name)) <= 3800 or "long" in name


def test_a_small_count_is_one_picture_and_a_large_one_has_numbers_on_its_pictures():
    assert len(pages("three candidates")) == 1
    assert "1 / 1" not in texts("three candidates")
    assert [text for text in texts("twenty candidates") if " / " in text] == ["1 / 3", "2 / 3", "3 / 3"]


def test_every_stage_of_a_real_count_has_its_block_in_order():
    assert [text for text in texts("a real count") if text.startswith("Stage")] == [f"Stage {n}" for n in range(1, 8)]


def test_stages_for_which_there_is_no_room_are_told_in_a_sentence_each():
    told = texts("twenty candidates")
    assert "Told in brief, to keep this short; the table has every stage in" in " ".join(told)
    for number in range(1, len(CHARTS["twenty candidates"].blocks) + 1):
        assert [text for text in told if text == f"Stage {number}" or text.startswith(f"Stage {number}. ")], number


def test_turnout_and_outcome_stand_above_the_stages_and_the_guard_at_the_very_end():
    told = texts("three candidates")
    assert told.index("Stage 1") > next(n for n, text in enumerate(told) if text.startswith("Elected: "))
    assert told.index("Stage 1") > next(n for n, text in enumerate(told) if text.startswith("41 of 63"))
    assert told[-1].endswith("action.")


def test_who_is_elected_or_excluded_stands_in_words_and_a_vacant_seat_too():
    assert {"elected", "excluded", "seat vacant"} <= set(texts("re-opened"))


def test_bars_are_as_long_as_votes_and_the_track_as_long_as_the_quota():
    sheet = counted({(1,): 40, (2,): 20, (3,): 10}, 1)
    page = leaves.compose(drawn(sheet), ink.TYPE)[0]
    bars = [box.width for box in page.boxes if box.colour == FILL and box.height == 20]
    assert bars[0] == pytest.approx(2 * bars[1], abs=2)
    assert bars[0] == pytest.approx(4 * bars[2], abs=4)
    tracks = {box.width for box in page.boxes if box.colour == "#dde2e8"}
    assert tracks == {bars[0] * sheet.quota // 40}


def test_a_long_count_draws_who_moved_and_counts_who_did_not():
    block = CHARTS["twelve candidates"].blocks[1]
    assert all(tally.change for tally in block.tallies)
    assert len(block.tallies) < 12
    assert "unchanged" in block.notes[0]


def test_a_short_count_draws_everybody_who_still_stands():
    assert [len(block.tallies) for block in CHARTS["three candidates"].blocks][:2] == [3, 3]


def test_votes_are_cut_and_never_rounded_up_and_the_picture_says_so():
    # 6.66664 is less than 6.67: a candidate must not seem to have a vote it has not.
    tallies = [tally for block in CHARTS["a real count"].blocks for tally in block.tallies]
    assert "668.86" in {tally.said for tally in tallies}
    assert "+230.86" in {tally.change for tally in tallies}
    assert any("cut off here after the second decimal place" in text for text in texts("a real count"))
    assert not any("cut off here" in text for text in texts("three candidates"))


def test_a_further_self_of_re_open_nominations_appears_only_once_it_stands():
    names = [{tally.name for tally in block.tallies} for block in CHARTS["re-opened"].blocks]
    assert "Re-open nominations no. 2" not in names[0]
    assert "Re-open nominations no. 2" in names[1]
    assert "Re-open nominations no. 3" not in names[1]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=3, max_size=3), st.text(max_size=200))
def test_whatever_is_typed_becomes_pictures_without_a_warning(names, title):
    for page in leaves.compose(drawn(a_count(3), tuple(names), title), ink.TYPE):
        assert ink.png(page)


# In a process of its own


async def test_a_count_becomes_pictures_for_a_phone_the_same_bytes_each_time():
    pictures = await pngs(CHARTS["a real count"])
    sizes = [Image.open(BytesIO(picture)).size for picture in pictures]
    assert sizes == [(WIDTH, page.height) for page in pages("a real count")]
    assert pictures == ink.draw_count(CHARTS["a real count"])


async def test_a_count_that_cannot_be_drawn_says_where_and_never_what_was_typed():
    broken = drawn(a_count(3), ("Sensitive name", "Bob", "Cat"))
    with pytest.raises(ChartFailed, match=r"TypeError at \w+\.py:\d+") as failed:
        await pngs(CountChart(**vars(broken) | {"of": "Sensitive number"}))  # type: ignore[arg-type]
    assert "Sensitive" not in str(failed.value)


def test_preparing_a_count_never_loads_the_drawing_libraries():
    program = "import sys, bot.render.stages; sys.exit(any(m in sys.modules for m in ('matplotlib', 'numpy', 'PIL')))"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own interpreter
