"""What the picture of pay against prices looks like: a line each, its name and its rise at its end.

Nothing has to be told by a colour: every line is named where it ends, pay is the thick one, and the others are dashed
in ways of their own. No type is smaller than 30 of 1,080 pixels, because a phone shows a third of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.render.page import FILL, INK, LEADING, MARGIN, QUIET, RULE, WIDTH, Page, Point, Sheet, Stroke, Type

TITLE, TEXT, SMALL = 50, 36, 30
LONGEST_TITLE, LONGEST_LINE = 4, 6  # in lines
PLOT = 600  # how high
GAP = 16
THICK, THIN, HAIR = 12, 6, 2
DASHES: tuple[tuple[float, float] | None, ...] = (None, (30, 16), (8, 12))
STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)  # between two levels, in tenths of a per cent
MOST_LEVELS = 6
TICK_ROOM = 1.35  # of a year's width


@dataclass(frozen=True)
class Line:
    """How pay or prices went: for each year the change since the first, in tenths of a per cent; the last is named."""

    label: str
    points: tuple[tuple[int, int], ...]
    is_pay: bool = False


@dataclass(frozen=True)
class PayChart:
    """Pay and prices to be drawn, with the sentences above and below; of those below the first is in bold."""

    title: str
    subtitle: str
    series: tuple[Line, ...]
    lines: tuple[str, ...]
    footer: str


class _Plot(NamedTuple):
    """Where years and changes lie on the page."""

    left: float
    right: float
    top: float
    years: tuple[int, int]
    changes: tuple[int, int]

    def at(self, year: int, change: int) -> Point:
        """The place of a change in a year."""
        (first, last), (lowest, highest) = self.years, self.changes
        across = (year - first) / (last - first)
        return self.left + (self.right - self.left) * across, self.level(change, highest - lowest)

    def level(self, change: int, span: int) -> float:
        """How far down a change lies."""
        return self.top + PLOT * (self.changes[1] - change) / span


def compose(chart: PayChart, font: Type) -> Page:
    """The page: title, lines over the years, and what they come to in words."""
    sheet = Sheet(font)
    sheet.heading(chart.title, TITLE, most=LONGEST_TITLE)
    sheet.y += GAP
    sheet.paragraph(chart.subtitle, TEXT, most=LONGEST_LINE, colour=QUIET)
    sheet.y += 2 * GAP
    _plot(sheet, chart.series)
    for number, line in enumerate(chart.lines):
        sheet.paragraph(line, TEXT, most=LONGEST_LINE, bold=not number)
        sheet.y += GAP
    sheet.box(MARGIN, WIDTH - 2 * MARGIN, HAIR, RULE)
    sheet.y += GAP
    sheet.paragraph(chart.footer, SMALL, most=LONGEST_LINE, colour=QUIET)
    return sheet.finished()


def _plot(sheet: Sheet, series: Sequence[Line]) -> None:
    levels = _levels([change for line in series for _, change in line.points])
    plot = _room(sheet, series, levels)
    _grid(sheet, plot, levels)
    _ticks(sheet, plot)
    dashes = iter(DASHES)
    for line in sorted(series, key=lambda each: each.is_pay):  # pay on top of the others
        _line(sheet, plot, line, None if line.is_pay else next(dashes, None))
    _names(sheet, plot, series)
    sheet.y = plot.top + PLOT + SMALL * LEADING + 3 * GAP


def _line(sheet: Sheet, plot: _Plot, line: Line, dash: tuple[float, float] | None) -> None:
    """A line, with a mark in each year of which a figure is known."""
    width, colour = (THICK, INK) if line.is_pay else (THIN, FILL)
    points = tuple(plot.at(year, change) for year, change in line.points)
    sheet.strokes.append(Stroke(points, width, colour, dash))
    for x, y in points:
        sheet.y = y - width
        sheet.box(x - width, 2 * width, 2 * width, colour)


def _levels(changes: Sequence[int]) -> Sequence[int]:
    """Round changes around all of these, few enough to read, nothing being one of them."""
    lowest, highest = min(0, *changes), max(0, *changes)
    step = next((step for step in STEPS if (highest - lowest) / step <= MOST_LEVELS - 1), STEPS[-1])
    return range(lowest // step * step, -(-max(highest, 1) // step) * step + step, step)


def _room(sheet: Sheet, series: Sequence[Line], levels: Sequence[int]) -> _Plot:
    font, years = sheet.font, [year for line in series for year, _ in line.points]
    numbers = max(font.width(_percent(level), SMALL, False) for level in levels)
    names = max(font.width(font.clean(line.label, True), TEXT, True) for line in series)
    left, right = MARGIN + numbers + 2 * GAP, WIDTH - MARGIN - names - 4 * GAP
    return _Plot(left, right, sheet.y + GAP, (min(years), max(years)), (levels[0], levels[-1]))


def _grid(sheet: Sheet, plot: _Plot, levels: Sequence[int]) -> None:
    for level in levels:
        _, y = plot.at(plot.years[0], level)
        sheet.y = y - HAIR / 2
        sheet.box(plot.left, plot.right - plot.left, HAIR if level else 2 * HAIR, RULE)
        text = _percent(level)
        sheet.y = y - SMALL * LEADING / 2
        sheet.write(text, plot.left - 2 * GAP - sheet.font.width(text, SMALL, False), SMALL, colour=QUIET)


def _ticks(sheet: Sheet, plot: _Plot) -> None:
    """The years below, as many as there is room for: always the first and the last."""
    first, last = plot.years
    wide = sheet.font.width(str(last), SMALL, False)
    apart = -(-(last - first) * wide * TICK_ROOM // (plot.right - plot.left))
    sheet.y = plot.top + PLOT + GAP
    for year in [*range(last, first + int(apart) - 1, -max(1, int(apart))), first]:
        x, _ = plot.at(year, 0)
        sheet.write(str(year), x - wide / 2, SMALL, colour=QUIET)


def _names(sheet: Sheet, plot: _Plot, series: Sequence[Line]) -> None:
    """Each line's name beside its end, moved apart where ends are close, with a hair from one to the other."""
    ends = sorted(((plot.at(*line.points[-1]), line) for line in series), key=lambda end: end[0][1])
    height = TEXT * LEADING
    x, free = plot.right + 3 * GAP, plot.top - height / 2
    below = plot.top + PLOT + height / 2
    for place, ((end_x, end_y), line) in enumerate(ends):
        lowest = below - (len(ends) - place) * height
        top = min(max(free, end_y - height / 2), lowest)
        sheet.y, free = top, top + height
        sheet.write(sheet.font.clean(line.label, True), x, TEXT, bold=True)
        sheet.strokes.append(Stroke(((end_x, end_y), (x - GAP / 2, top + height / 2)), HAIR, QUIET))


def _percent(tenths: int) -> str:
    whole, rest = divmod(abs(tenths), 10)
    sign = "+" if tenths > 0 else "−" if tenths else ""
    return f"{sign}{whole}{f'.{rest}' if rest else ''}%"
