"""What the picture of a ballot's turnout looks like: a column a day, lines for the goals, and where the pace leads.

The days to come are left blank, so that the picture shows how long is left. The goals are named in a column of their
own beside the lines, where no column of the picture can reach them; nothing is told by colour alone.
"""

from dataclasses import dataclass

from bot.render.page import FILL, INK, LEADING, MARGIN, PAPER, QUIET, RULE, WIDTH, Page, Sheet, Type

TITLE, TEXT, LABEL, SMALL = 50, 38, 34, 31
PLOT, GAP = 620, 12
LINE, STROKE, NARROWEST = 4, 3, 2
LONGEST_TITLE, LONGEST_LINE = 6, 6


@dataclass(frozen=True)
class Column:
    """How many had posted by the end of a day, and which day of the ballot that is, from 0."""

    day: int
    number: int


@dataclass(frozen=True)
class Mark:
    """A number that is aimed at, and how it is called."""

    label: str
    number: int


@dataclass(frozen=True)
class TurnoutChart:
    """A ballot's turnout to be drawn; the first of the lines, the turnout in words, stands in bold above the picture.

    `full` is what the whole height stands for, `days` what the whole width does; `first` and `last` name its ends.
    """

    title: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    days: int
    full: int
    first: str
    last: str
    expected: int | None
    expected_label: str
    footer: str


def compose(chart: TurnoutChart, font: Type) -> Page:
    """The page, whole."""
    sheet = Sheet(font)
    sheet.heading(chart.title, TITLE, most=LONGEST_TITLE)
    sheet.y += 18
    for number, line in enumerate(chart.lines):
        sheet.paragraph(line, TEXT, most=LONGEST_LINE, bold=number == 0)
        sheet.y += 14
    sheet.y += LABEL * LEADING  # room for the number on a column that fills the picture
    _plot(sheet, _Plan.of(sheet, chart), chart)
    sheet.y += 24
    sheet.paragraph(chart.footer, SMALL, most=LONGEST_LINE, colour=QUIET)
    return sheet.finished()


@dataclass(frozen=True)
class _Plan:
    """Where the picture is and what its lengths stand for."""

    top: float
    width: float
    days: int
    full: int

    @classmethod
    def of(cls, sheet: Sheet, chart: TurnoutChart) -> "_Plan":
        numbers = [*(column.number for column in chart.columns), *(mark.number for mark in chart.marks)]
        full = max([1, chart.full, chart.expected or 0, *numbers])
        names = [sheet.font.width(sheet.font.clean(mark.label, True), LABEL, True) for mark in chart.marks]
        gutter = max(names) + 2 * GAP if names else 0
        return cls(sheet.y, WIDTH - 2 * MARGIN - gutter, max(1, chart.days), full)

    @property
    def bottom(self) -> float:
        return self.top + PLOT

    def y(self, number: int) -> float:
        return self.bottom - PLOT * number // self.full

    def left(self, day: int) -> float:
        return MARGIN + self.width * min(day, self.days - 1) / self.days

    @property
    def breadth(self) -> float:
        slot = self.width / self.days
        return max(NARROWEST, slot * 0.8)


def _plot(sheet: Sheet, plan: _Plan, chart: TurnoutChart) -> None:
    for column in chart.columns:
        _column(sheet, plan, column)
    if chart.expected is not None:
        _expected(sheet, plan, chart.expected)
    _marks(sheet, plan, chart.marks)
    _numbers(sheet, plan, chart)
    sheet.y = plan.bottom
    sheet.box(MARGIN, plan.width, LINE, INK)
    sheet.y += 10
    sheet.write(chart.first, MARGIN, LABEL)
    end = sheet.font.width(chart.last, LABEL, False)
    sheet.write(chart.last, MARGIN + plan.width - end, LABEL)
    sheet.y += LABEL * LEADING


def _column(sheet: Sheet, plan: _Plan, column: Column) -> None:
    sheet.y = plan.y(column.number)
    sheet.box(plan.left(column.day), plan.breadth, plan.bottom - sheet.y, FILL)


def _expected(sheet: Sheet, plan: _Plan, number: int) -> None:
    """An empty column on the last day: it stands for nobody yet."""
    left, sheet.y = plan.left(plan.days - 1), plan.y(number)
    sheet.box(left, plan.breadth, plan.bottom - sheet.y, QUIET)
    sheet.y += STROKE
    sheet.box(left + STROKE, max(0, plan.breadth - 2 * STROKE), max(0, plan.bottom - sheet.y), PAPER)


def _marks(sheet: Sheet, plan: _Plan, marks: tuple[Mark, ...]) -> None:
    """Each goal's line and, beside it, its name; of two that are near each other one name stands below the other."""
    free = plan.top - LABEL
    for mark in sorted(marks, key=lambda each: -each.number):
        sheet.y = plan.y(mark.number)
        sheet.box(MARGIN, plan.width + GAP, STROKE, RULE if mark.number == plan.full else INK)
        sheet.y = max(free, sheet.y - LABEL * LEADING / 2)
        free = sheet.y + LABEL * LEADING
        sheet.write(sheet.font.clean(mark.label, True), MARGIN + plan.width + 2 * GAP, LABEL, bold=True)


def _numbers(sheet: Sheet, plan: _Plan, chart: TurnoutChart) -> None:
    """What the last column and the expected one come to, above each; where they would meet, only the last column."""
    expected = Column(plan.days - 1, chart.expected or 0)
    if chart.columns:
        last = chart.columns[-1]
        end = _number(sheet, plan, last, str(last.number))
        is_near = abs(plan.y(last.number) - plan.y(expected.number)) < LABEL * LEADING
        if is_near and _left(sheet, plan, expected, chart.expected_label) < end + GAP:
            return
    if chart.expected is not None:
        _number(sheet, plan, expected, chart.expected_label)


def _left(sheet: Sheet, plan: _Plan, column: Column, label: str) -> float:
    """Where a label in the middle above this column begins, kept within the picture."""
    wide = sheet.font.width(label, LABEL, True)
    middle = plan.left(column.day) + plan.breadth / 2
    return max(MARGIN, min(middle - wide / 2, MARGIN + plan.width - wide))


def _number(sheet: Sheet, plan: _Plan, column: Column, label: str) -> float:
    """Put the label there; where it ends."""
    left, wide = _left(sheet, plan, column, label), sheet.font.width(label, LABEL, True)
    sheet.y = plan.y(column.number) - LABEL * LEADING
    # On paper, so that the line of a goal does not run through it.
    sheet.box(left - 4, wide + 8, LABEL * LEADING - 2, PAPER)
    sheet.write(label, left, LABEL, bold=True)
    return left + wide
