"""What the evidence sheet looks like: one page of A4 for a meeting with the employer, with numbers, method and dates.

Unlike the pictures it is for paper: a name stands in a column beside its numbers, and the type is as small as it must
be for everything to be on one page. How it becomes a file is `paper`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.render.heat_map import Cell, Row, fill, ink_on, shade
from bot.render.page import INK, LEADING, MARGIN, QUIET, RULE, WIDTH, Page, Sheet, Type

HEIGHT = round(WIDTH * 297 / 210)  # of A4
TITLE, HEADING, TEXT, SMALL = 34, 22, 17, 14.5
SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.76, 0.72, 0.68)
NAMES = 0.36
"""Which part of a table's width its names take."""
GAP = 4
FEWEST = 4  # columns for which there is room: fewer are no wider


@dataclass(frozen=True)
class Section:
    """A heading with what is said under it, and a table where there is one: in its cells the darker the higher."""

    heading: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    """In small print below the table."""


@dataclass(frozen=True)
class Evidence:
    """The sheet: its sections one below the other, in small print at the end what it is made from."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    footer: str


def compose(sheet: Evidence, font: Type) -> Page:
    """The page, in the largest type in which all of it fits."""
    pages = (_Paper(font, scale).drawn(sheet).finished() for scale in SCALES)
    smallest = _Paper(font, SCALES[-1]).drawn(sheet).finished()
    page = next((each for each in pages if each.height <= HEIGHT), smallest)
    return replace(page, height=max(HEIGHT, page.height))


@dataclass(frozen=True)
class _Paper:
    font: Type
    scale: float

    def drawn(self, evidence: Evidence) -> Sheet:
        sheet = Sheet(self.font)
        sheet.heading(evidence.title, TITLE * self.scale, most=2)
        sheet.y += 6 * self.scale
        for line in evidence.lines:
            sheet.paragraph(line, TEXT * self.scale, most=3)
        for section in evidence.sections:
            self._section(sheet, section)
        sheet.y += 14 * self.scale
        sheet.box(MARGIN, WIDTH - 2 * MARGIN, 2, RULE)
        sheet.y += 8 * self.scale
        for note in evidence.notes:
            sheet.paragraph(note, SMALL * self.scale, most=6)
            sheet.y += 3 * self.scale
        sheet.paragraph(evidence.footer, SMALL * self.scale, most=2, colour=QUIET)
        return sheet

    def _section(self, sheet: Sheet, section: Section) -> None:
        sheet.y += 16 * self.scale
        sheet.paragraph(section.heading, HEADING * self.scale, most=1, bold=True)
        sheet.y += 3 * self.scale
        for line in section.lines:
            sheet.paragraph(line, TEXT * self.scale, most=3)
        if section.rows:
            self._table(sheet, section.columns, section.rows)
        for note in section.notes:
            sheet.y += 2 * self.scale
            sheet.paragraph(note, SMALL * self.scale, most=2, colour=QUIET)

    def _table(self, sheet: Sheet, columns: Sequence[str], rows: Sequence[Row]) -> None:
        sheet.y += 5 * self.scale
        top, size = sheet.y, SMALL * self.scale
        lines = [self._cut(sheet, column, self._width(columns), 2, bold=True) for column in columns]
        deepest = max(map(len, lines), default=0)
        for place, words in enumerate(lines):
            for number, text in enumerate(words):
                sheet.y = top + (deepest - len(words) + number) * size * LEADING
                self._centred(sheet, text, columns, place, bold=True, colour=INK)
        sheet.y = top + deepest * size * LEADING + 3 * self.scale
        for row in rows:
            self._row(sheet, row)

    def _row(self, sheet: Sheet, row: Row) -> None:
        top, height = sheet.y, 25 * self.scale
        room = NAMES * (WIDTH - 2 * MARGIN) - 2 * GAP
        text = "".join(self._cut(sheet, row.name, room, 1, bold=False, size=TEXT))
        sheet.y = top + (height - TEXT * self.scale * LEADING) / 2
        sheet.write(text, MARGIN, TEXT * self.scale)
        for place, cell in enumerate(row.cells):
            sheet.y = top
            fill(sheet, self._left(row.cells, place), self._width(row.cells), height - 3, cell)
            sheet.y = top + (height - 3 - SMALL * self.scale * LEADING) / 2
            self._number(sheet, cell, row.cells, place)
        sheet.y = top + height

    def _number(self, sheet: Sheet, cell: Cell, cells: Sequence[Cell], place: int) -> None:
        has_number = cell.height is not None
        colour = ink_on(shade(cell.height)) if has_number else QUIET
        self._centred(sheet, cell.text, cells, place, bold=has_number, colour=colour)

    def _width(self, columns: Sequence[object]) -> float:
        return ((1 - NAMES) * (WIDTH - 2 * MARGIN) - (max(len(columns), FEWEST) - 1) * GAP) / max(len(columns), FEWEST)

    def _left(self, columns: Sequence[object], place: int) -> float:
        return MARGIN + NAMES * (WIDTH - 2 * MARGIN) + place * (self._width(columns) + GAP)

    def _cut(self, sheet: Sheet, text: str, room: float, most: int, *, bold: bool, size: float = SMALL) -> list[str]:
        return sheet.lines(text, size * self.scale, most=most, x=WIDTH - MARGIN - room, bold=bold)

    def _centred(
        self, sheet: Sheet, text: str, columns: Sequence[object], place: int, *, bold: bool, colour: str
    ) -> None:
        size = SMALL * self.scale
        wide = sheet.font.width(text, size, bold)
        sheet.write(
            text, self._left(columns, place) + (self._width(columns) - wide) / 2, size, bold=bold, colour=colour
        )
