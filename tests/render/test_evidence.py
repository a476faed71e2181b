"""The evidence sheet: one page of A4, whatever there is to say, and the same file for the same numbers."""

import re
import zlib
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import combinations

import pytest

from bot.render import ink
from bot.render.charts import Cell, Evidence, Row, Section, pdf
from bot.render.evidence import HEIGHT, compose
from bot.render.page import WIDTH, Page
from bot.render.paper import draw_evidence
from bot.render.truetype import Font
from bot.render.typesetter import FONTS, FT2Font, LoadFlags
from tests.render.inked import edges, overlap

MEASURES = ("Caseload", "High risk", "Hours over", "Vacancies", "Leave refused")
METHOD = "Members of the branch gave five numbers for a month without their names; each was counted once a month. " * 3


def rows(number: int, columns: int, name: str = "Office of Riverside and Hills, north end") -> tuple[Row, ...]:
    shown = [
        Row(name, tuple(Cell("1000.0", (13 * at + 7 * place) % 101) for at in range(columns)))
        for place in range(number)
    ]
    return (*shown, Row("Other offices", (Cell("not shown"),) * columns))


def a_sheet(offices: int, months: int, names: int) -> Evidence:
    return Evidence(
        title="Workload and reports: Riverside Branch of the Probation and Family Court Section",
        lines=("January to October 2026. Made on Sunday 22 November 2026.",),
        sections=(
            Section("Workload in October 2026", ("64 returns.",), MEASURES, rows(offices, 5), ("Averages.",)),
            Section("Workload month by month", (), MEASURES, rows(months, 5, "September 2026 (64 returns)")),
            Section("Reports", ("January to March 2026: 14. April 2026: 9.",)),
            Section("Reports by category", (), ("January to May", "June to October"), rows(names, 2)),
            Section("Reports by office", (), ("January to May", "June to October"), rows(names, 2)),
        ),
        notes=(METHOD, METHOD, METHOD),
        footer="Made by Steward for Riverside Branch.",
    )


SHEETS = {
    "little": Evidence(
        "Workload: Leeds", ("2026",), (Section("Workload", ("Not enough yet.",)),), (METHOD,), "Steward"
    ),
    "usual": a_sheet(6, 4, 3),
    "much": a_sheet(12, 12, 6),
}
every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


@lru_cache
def page(sheet: Evidence) -> Page:
    return compose(sheet, ink.TYPE)


@every_sheet
def test_it_is_one_page_of_a4(sheet: Evidence):
    drawn = page(sheet)
    assert (drawn.width, drawn.height) == (WIDTH, HEIGHT)
    for left, top, right, bottom in map(edges, drawn.words):
        assert left >= 40
        assert right <= WIDTH - 40
        assert top >= 40
        assert bottom <= HEIGHT - 40


@every_sheet
def test_no_words_run_into_other_words(sheet: Evidence):
    inked = [(edges(words), words.text) for words in page(sheet).words]
    assert not [(one[1], other[1]) for one, other in combinations(inked, 2) if overlap(one[0], other[0])]


@every_sheet
def test_no_type_is_smaller_than_seven_points_on_paper(sheet: Evidence):
    assert min(words.size for words in page(sheet).words) * 595 / WIDTH >= 5.4


async def test_the_file_is_made_by_a_process_of_its_own_and_says_nothing_of_when_or_by_what():
    file = await pdf(SHEETS["usual"])
    assert file == draw_evidence(SHEETS["usual"])
    assert file.startswith(b"%PDF-1.7")
    assert file.endswith(b"%%EOF\n")
    assert len(re.findall(rb"/Type /Page\b", file)) == 1
    assert b"/MediaBox [0 0 595.276 841.89]" in file
    plain = file + b"".join(_streams(file))
    assert not [word for word in (b"Date", b"Producer", b"Creator", b"atplotlib") if word in plain]


def test_the_place_of_every_object_stands_at_the_end():
    file = draw_evidence(SHEETS["little"])
    table = int(file.rpartition(b"startxref\n")[2].split()[0])
    assert file[table:].startswith(b"xref")
    places = [int(line[:10]) for line in file[table:].splitlines() if line.endswith(b" n ")]
    assert [file[place:].split(b" ", 1)[0] for place in places] == [b"%d" % (at + 1) for at in range(len(places))]


def test_every_word_can_be_searched_in_the_file():
    sheet = replace(SHEETS["usual"], title="Swyddfa Ŵyn a'r Ŷd: “½ day” – €40")
    streams = _streams(draw_evidence(sheet))
    (content,) = (each.decode() for each in streams if b" Tj ET" in each)
    maps = [dict(re.findall(r"<(\w{4})> <(\w+)>", each.decode())) for each in streams if b"beginbfchar" in each]
    found = [
        "".join(bytes.fromhex(maps[int(bold)][glyph]).decode("utf-16-be") for glyph in re.findall("....", glyphs))
        for bold, glyphs in re.findall(r"/F([01]) .* Tm <(\w*)> Tj", content)
    ]
    assert found == [words.text for words in page(sheet).words]
    assert "Ŵyn" in found[0]


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
def test_a_font_that_is_cut_down_draws_what_is_left_as_before(name: str):
    whole, text = FT2Font(FONTS / name), "ŴyÂ½ 0.5%"
    numbers = whole.get_charmap()
    part = Font.read(FONTS / name).only([numbers[ord(char)] for char in text])
    assert len(part) < (FONTS / name).stat().st_size / 5
    cut = FT2Font(BytesIO(part))
    for char in text:
        outlines = []
        for font in (whole, cut):
            font.set_size(100, 72)
            font.load_glyph(numbers[ord(char)], flags=LoadFlags.NO_HINTING)
            vertices, codes = font.get_path()
            outlines.append((vertices.tolist(), codes.tolist()))
        assert outlines[0] == outlines[1]
    cut.load_glyph(numbers[ord("Z")])
    assert len(cut.get_path()[0]) == 0


def _streams(file: bytes) -> list[bytes]:
    return [zlib.decompress(each) for each in re.findall(rb"stream\n(.*?)\nendstream", file, re.DOTALL)]
