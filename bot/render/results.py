"""What the picture of a result looks like: question, turnout, bars, outcome, and the sentence every poll carries.

No type is smaller than 30 of 1,080 pixels, because a phone shows a third of them. Each label has the whole width
above its bar, and the numbers stand beside the bar. All bars look alike: only words and lengths mean anything, so
the picture survives a black-and-white printer.
"""

from dataclasses import dataclass

from bot.render.page import FILL, LEADING, MARGIN, PAPER, QUIET, RULE, WIDTH, Page, Sheet, Type

TALLEST = 1620  # taller than this and the type is made smaller, as far as a phone allows
SCALES = (1.0, 0.9, 0.82, 0.75)
TITLE, TITLE_SIZES, TITLE_LINES = 54, (54, 47, 41), 4
TEXT, SMALL = 40, 31
SMALLEST = 30
BAR, GAP = 46, 14  # the height of a bar; the room beside it
STROKE = 4
SHARE_ROOM = 0.45  # of the width: a longer text goes below its bar
LONGEST_TITLE, LONGEST_LABEL, LONGEST_LINE = 12, 6, 8  # in lines: nobody can post a wall


@dataclass(frozen=True)
class Bar:
    """One option: its label, its length in votes, and the numbers to print beside it, ready-made."""

    label: str
    votes: int
    share: str


@dataclass(frozen=True)
class ResultChart:
    """A result to be drawn: the first line above the bars, the others and the footer below.

    The first line (the turnout) and the last (the outcome) are in bold. The longest bar fills the room, unless `of`
    says what a full bar would stand for; then its outline is drawn too.
    """

    title: str
    lines: tuple[str, ...]
    bars: tuple[Bar, ...]
    footer: str
    of: int = 0


def compose(chart: ResultChart, font: Type) -> Page:
    """The page with the largest type that keeps it near a square; whole, however tall that makes it."""
    page = Page(0, (), ())
    for scale in SCALES:
        page = _page(chart, font, scale)
        if page.height <= TALLEST:
            break
    return page


def _page(chart: ResultChart, font: Type, scale: float) -> Page:
    sheet = Sheet(font)
    _title(sheet, chart.title, scale)
    _sentences(sheet, chart.lines[:1], scale, bold=True)
    _bars(sheet, chart, scale)
    _sentences(sheet, chart.lines[1:-1], scale)
    _sentences(sheet, chart.lines[1:][-1:], scale, bold=True)
    if chart.lines[1:]:
        _rule(sheet, 6 * scale)
    sheet.paragraph(chart.footer, max(SMALL * scale, SMALLEST), most=LONGEST_LINE, colour=QUIET)
    return sheet.finished()


def _title(sheet: Sheet, title: str, scale: float) -> None:
    size = TITLE_SIZES[0]
    for size in TITLE_SIZES:
        if len(sheet.lines(title, size * scale, most=LONGEST_TITLE, bold=True)) <= TITLE_LINES:
            break
    sheet.heading(title, size * scale, most=LONGEST_TITLE)
    sheet.y += 22 * scale


def _sentences(sheet: Sheet, lines: tuple[str, ...], scale: float, *, bold: bool = False) -> None:
    for line in lines:
        sheet.paragraph(line, max(TEXT * scale * 0.95, SMALLEST), most=LONGEST_LINE, bold=bold)
        sheet.y += 16 * scale


def _rule(sheet: Sheet, room: float) -> None:
    sheet.y += room
    sheet.box(MARGIN, WIDTH - 2 * MARGIN, 2, RULE)
    sheet.y += room + 16


def _bars(sheet: Sheet, chart: ResultChart, scale: float) -> None:
    _rule(sheet, 12 * scale)
    plan = _plan(sheet.font, chart, scale)
    for number, bar in enumerate(chart.bars, 1):
        _label(sheet, plan, number, bar.label)
        _bar(sheet, plan, bar)
        sheet.y += 26 * scale
    _rule(sheet, 8 * scale)


@dataclass(frozen=True)
class _Plan:
    """What all bars of one chart have in common."""

    left: float  # where labels and bars begin
    room: int  # how long a full bar is
    full: int  # how many votes that is
    size: float
    height: float
    outlined: bool
    below: bool  # whether the numbers stand below the bars, being too long to stand beside them


def _plan(font: Type, chart: ResultChart, scale: float) -> _Plan:
    size = TEXT * scale
    # The numbers hang in a column of their own, so that no label, in whatever direction it runs, can disturb them.
    left = MARGIN + font.width(str(len(chart.bars)), size, True) + GAP * 1.4
    room = WIDTH - MARGIN - left
    beside = max((font.width(font.clean(bar.share, True), size, True) for bar in chart.bars), default=0)
    below = beside > SHARE_ROOM * room
    full = max([1, chart.of, *(bar.votes for bar in chart.bars)])
    return _Plan(left, int(room if below else room - beside - GAP), full, size, BAR * scale, chart.of > 0, below)


def _label(sheet: Sheet, plan: _Plan, number: int, label: str) -> None:
    sheet.write(str(number), MARGIN, plan.size, bold=True)
    top = sheet.y
    sheet.paragraph(label, plan.size, most=LONGEST_LABEL, x=plan.left)
    # A label of which nothing can be drawn leaves its number standing alone.
    sheet.y = max(sheet.y, top + plan.size * LEADING) + plan.size * 0.12


def _bar(sheet: Sheet, plan: _Plan, bar: Bar) -> None:
    # Whole numbers: a float has no room for a very large one. And no votes still leave a line to start from, so
    # that they are seen to be none rather than missing.
    length = max(STROKE, max(0, bar.votes) * plan.room // plan.full)
    if plan.outlined:
        _outline(sheet, plan)
    sheet.box(plan.left, length, plan.height, FILL)
    if plan.below:
        sheet.y += plan.height + plan.size * 0.1
        sheet.paragraph(bar.share, plan.size, most=LONGEST_LABEL, x=plan.left, bold=True)
    else:
        _beside(sheet, plan, bar.share, plan.room if plan.outlined else length)


def _outline(sheet: Sheet, plan: _Plan) -> None:
    sheet.box(plan.left, plan.room, plan.height, QUIET)
    sheet.y += STROKE
    sheet.box(plan.left + STROKE, plan.room - 2 * STROKE, plan.height - 2 * STROKE, PAPER)
    sheet.y -= STROKE


def _beside(sheet: Sheet, plan: _Plan, share: str, length: float) -> None:
    middle = (plan.height - plan.size * LEADING) / 2
    sheet.y += middle
    sheet.write(sheet.font.clean(share, True), plan.left + length + GAP, plan.size, bold=True)
    sheet.y += plan.height - middle
