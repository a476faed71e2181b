"""What a heat map looks like: a row of cells below each name, every number in its cell, and "not shown" where none is.

The darker the higher, but nothing is told by colour alone: the shade repeats what the number says. A name has a line of
its own, so that forty letters fit a phone and the cells below are wide enough to read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.page import INK, LEADING, MARGIN, PAPER, QUIET, RULE, WIDTH, Page, Sheet, Type

TITLE, TEXT, NAME, NUMBER, SMALL = 50, 36, 34, 36, 30
LONGEST_TITLE, LONGEST_LINE, LONGEST_NAME, LONGEST_COLUMN = 4, 8, 2, 2
GAP, EDGE = 6, 2
ROW = 64
HEADED_EVERY = 8
"""Rows after which the columns are named again: what is above has left a phone's screen."""
SHADES = ("#eef3f8", "#d3e1ee", "#adc8de", "#7da6c8", "#1d4f7c")
DARK = SHADES[-1:]  # on these the number is in the colour of paper


@dataclass(frozen=True)
class Cell:
    """A number as it is written, and how high it is among those it is held against, from 0 to 100.

    Without a height there is no number: the text says so.
    """

    text: str
    height: int | None = None


@dataclass(frozen=True)
class Row:
    """A name and its cells, one for each column."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class HeatMap:
    """A heat map to be drawn; the first of the lines stands in bold above it, the legend below."""

    title: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: str
    footer: str


def compose(chart: HeatMap, font: Type) -> Page:
    """The page, whole."""
    sheet = Sheet(font)
    sheet.heading(chart.title, TITLE, most=LONGEST_TITLE)
    sheet.y += 18
    for number, line in enumerate(chart.lines):
        sheet.paragraph(line, TEXT, most=LONGEST_LINE, bold=number == 0)
        sheet.y += 12
    for place, row in enumerate(chart.rows):
        if place % HEADED_EVERY == 0:
            _columns(sheet, chart.columns)
        _row(sheet, row)
    sheet.y += 20
    sheet.paragraph(chart.legend, TEXT, most=LONGEST_LINE)
    sheet.y += 12
    sheet.paragraph(chart.footer, SMALL, most=LONGEST_LINE, colour=QUIET)
    return sheet.finished()


def shade(height: int | None) -> str:
    """The colour of a cell: paper where there is no number."""
    return PAPER if height is None else SHADES[min(height * len(SHADES) // 100, len(SHADES) - 1)]


def ink_on(colour: str) -> str:
    """In which colour the number stands on this one."""
    return PAPER if colour in DARK else INK


def fill(sheet: Sheet, x: float, width: float, height: float, cell: Cell) -> None:
    """A cell's ground; where there is no number it is an outline."""
    colour = shade(cell.height)
    if cell.height is None:
        sheet.box(x, width, height, RULE)
        sheet.y += EDGE
        sheet.box(x + EDGE, width - 2 * EDGE, height - 2 * EDGE, PAPER)
        sheet.y -= EDGE
    else:
        sheet.box(x, width, height, colour)


def _columns(sheet: Sheet, columns: Sequence[str]) -> None:
    sheet.y += 24
    lines = [_broken(sheet, column, _width(columns), SMALL) for column in columns]
    top, deepest = sheet.y, max(map(len, lines), default=0)
    for place, words in enumerate(lines):
        for line, text in enumerate(words):
            sheet.y = top + (deepest - len(words) + line) * SMALL * LEADING
            _centred(sheet, text, _left(columns, place), _width(columns), SMALL, bold=True)
    sheet.y = top + deepest * SMALL * LEADING


def _row(sheet: Sheet, row: Row) -> None:
    sheet.y += 14
    sheet.paragraph(row.name, NAME, most=LONGEST_NAME)
    sheet.y += 4
    lines = [
        _broken(sheet, cell.text, _width(row.cells), NUMBER if cell.height is not None else SMALL) for cell in row.cells
    ]
    height = max([ROW, *(len(words) * SMALL * LEADING + 12 for words in lines)])
    top = sheet.y
    for place, (cell, words) in enumerate(zip(row.cells, lines, strict=True)):
        sheet.y = top
        left, width = _left(row.cells, place), _width(row.cells)
        fill(sheet, left, width, height, cell)
        has_number = cell.height is not None
        size = NUMBER if has_number else SMALL
        for line, text in enumerate(words):
            sheet.y = top + (height - len(words) * size * LEADING) / 2 + line * size * LEADING
            colour = ink_on(shade(cell.height)) if has_number else QUIET
            _centred(sheet, text, left, width, size, bold=has_number, colour=colour)
    sheet.y = top + height


def _width(columns: Sequence[object]) -> float:
    return (WIDTH - 2 * MARGIN - (len(columns) - 1) * GAP) / len(columns)


def _left(columns: Sequence[object], place: int) -> float:
    return MARGIN + place * (_width(columns) + GAP)


def _broken(sheet: Sheet, text: str, room: float, size: float) -> list[str]:
    """The text on lines that fit into a cell."""
    return sheet.lines(text, size, most=LONGEST_COLUMN, x=WIDTH - MARGIN - room, bold=True)


def _centred(sheet: Sheet, text: str, left: float, room: float, size: float, *, bold: bool, colour: str = INK) -> None:
    sheet.write(text, left + (room - sheet.font.width(text, size, bold)) / 2, size, bold=bold, colour=colour)
