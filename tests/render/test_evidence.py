"""The evidence sheet: one page of A4, whatever there is to say, and the same file for the same numbers."""

from dataclasses import replace
from functools import lru_cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.render import ink
from bot.render.charts import Cell, Evidence, Row, Section, pdf
from bot.render.evidence import HEIGHT, compose
from bot.render.page import WIDTH, Page
from bot.render.paper import draw_evidence
from tests.render.inked import run_together, sticks_out

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
    assert sticks_out(drawn) == []


@every_sheet
def test_no_words_run_into_other_words(sheet: Evidence):
    assert run_together(page(sheet)) == []


@every_sheet
def test_no_type_is_smaller_than_seven_points_on_paper(sheet: Evidence):
    assert min(words.size for words in page(sheet).words) * 595 / WIDTH >= 5.4


async def test_the_file_is_made_by_a_process_of_its_own_and_is_the_same_for_the_same_numbers():
    file = await pdf(SHEETS["usual"])
    assert file == draw_evidence(SHEETS["usual"])
    (sheet,) = PdfReader(BytesIO(file)).pages
    assert [round(float(each)) for each in sheet.mediabox] == [0, 0, 595, 842]


def test_every_word_can_be_searched_in_the_file_and_it_has_its_title():
    sheet = replace(SHEETS["usual"], title="Swyddfa Ŵyn a'r Ŷd: “½ day” – €40")
    file = PdfReader(BytesIO(draw_evidence(sheet)))
    found = file.pages[0].extract_text().split()
    assert sorted(found) == sorted(" ".join(words.text for words in page(sheet).words).split())
    assert file.metadata is not None
    assert file.metadata.title == sheet.title
    assert not file.metadata.author  # the library's own word would be "anonymous"
    assert not file.metadata.creator
