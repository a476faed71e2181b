"""What the pictures of a ranked count look like: a block for each stage, with a bar for everybody whose votes moved.

The bars of a stage stand one below another on a line from the left; an upright line marks the quota, and a pale track
leads up to it. Who is elected or excluded stands in words beside the name. How it goes over pictures is `leaves`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.render.page import BASELINE, FILL, INK, LEADING, MARGIN, PAPER, QUIET, RULE, WIDTH, Sheet, Type
from bot.render.words import wrap

TITLE, RUNNING, STAGE, TEXT, NUMBER, SMALL, SMALLEST = 54, 36, 46, 36, 40, 31, 30
BAR, GAP, OVER, POST = 20, 18, 8, 6  # a bar; room between words; how far the quota's post stands out; its width
TRACK = "#dde2e8"
LONGEST_TITLE, LONGEST_NAME, LONGEST_LINE = 6, 2, 40  # in lines: all who are elected must be named
Part = Callable[[Sheet], None]


@dataclass(frozen=True)
class Tally:
    """A candidate at a stage: the votes as a length and in words, what changed, and what became of the candidate."""

    name: str
    votes: int
    said: str
    change: str = ""
    fate: str = ""
    elected: bool = False


@dataclass(frozen=True)
class Block:
    """A stage: what it is about above its bars, what is to be known besides below them, what it comes to in bold.

    `brief` is what stands for all of it where there is no room for its bars.
    """

    title: str
    brief: str
    lines: tuple[str, ...]
    tallies: tuple[Tally, ...]
    notes: tuple[str, ...] = ()
    result: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountChart:
    """A count to be drawn: the lines (the turnout first) and the result above the stages, the footer below.

    `quota` and `of`, what a full bar stands for, are in the unit of the tallies' votes. `gap` is the sentence above
    stages told in brief.
    """

    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    result: tuple[str, ...]
    footer: str
    quota: int
    of: int
    gap: str


def parts(chart: CountChart, font: Type, scale: float) -> list[Part]:
    """What is never torn apart: each stage, the first with the head above it, the last with the foot below it."""
    plan = _plan(chart, font, scale)
    drawn: list[list[Part]] = [[partial(_block, block=block, plan=plan)] for block in chart.blocks]
    drawn[0].insert(0, partial(_head, chart=chart, scale=scale))
    drawn[-1].append(partial(_foot, chart=chart, scale=scale))
    return [partial(_all, parts=together) for together in drawn]


def in_brief(chart: CountChart, number: int, scale: float) -> Part:
    """So many stages after the first, told in brief."""
    briefs = tuple(block.brief for block in chart.blocks[1 : number + 1])
    return partial(_gap, lines=(chart.gap, *briefs), scale=scale)


def running(title: str, number: str, scale: float) -> Part:
    """What stands at the top of one picture of several: its number, and the title where it is not the first."""
    return partial(_running, title=title, number=number, size=max(RUNNING * scale, SMALLEST))


def _all(sheet: Sheet, *, parts: Sequence[Part]) -> None:
    for part in parts:
        part(sheet)


# The head, the foot, and what stands for stages told in brief


def _running(sheet: Sheet, *, title: str, number: str, size: float) -> None:
    width = sheet.font.width(number, size, True)
    top = sheet.y
    sheet.write(number, WIDTH - MARGIN - width, size, bold=True, colour=QUIET)
    room = WIDTH - 2 * MARGIN - width - 2 * GAP
    for line in wrap(sheet.font.clean(title, True), room, 1, lambda part: sheet.font.width(part, size, True)):
        sheet.write(line, MARGIN, size, bold=True, colour=QUIET)
    sheet.y = top + size * LEADING + (GAP if title else 0)


def _head(sheet: Sheet, *, chart: CountChart, scale: float) -> None:
    sheet.heading(chart.title, TITLE * scale, most=LONGEST_TITLE)
    sheet.y += 16 * scale
    _sentences(sheet, chart.lines[:1], scale, bold=True)
    _sentences(sheet, chart.lines[1:], scale)
    _sentences(sheet, chart.result, scale, bold=True, size=NUMBER)


def _foot(sheet: Sheet, *, chart: CountChart, scale: float) -> None:
    _rule(sheet, scale)
    sheet.paragraph(chart.footer, max(SMALL * scale, SMALLEST), most=LONGEST_LINE, colour=QUIET)


def _gap(sheet: Sheet, *, lines: Sequence[str], scale: float) -> None:
    _rule(sheet, scale)
    _sentences(sheet, lines[:1], scale, colour=QUIET)
    _sentences(sheet, lines[1:], scale)


def _rule(sheet: Sheet, scale: float) -> None:
    sheet.y += 20 * scale
    sheet.box(MARGIN, WIDTH - 2 * MARGIN, 2, RULE)
    sheet.y += 26 * scale


def _sentences(
    sheet: Sheet, lines: Sequence[str], scale: float, *, bold: bool = False, colour: str = INK, size: float = TEXT
) -> None:
    for line in lines:
        sheet.paragraph(line, max(size * scale, SMALLEST), most=LONGEST_LINE, bold=bold, colour=colour)
        sheet.y += 10 * scale


# A stage


@dataclass(frozen=True)
class _Plan:
    """What all the bars of a count have in common."""

    scale: float
    votes: float  # how wide the numbers are
    quota: int
    of: int

    def length(self, votes: int) -> int:
        """The length of so many votes."""
        return max(0, votes) * (WIDTH - 2 * MARGIN) // self.of


def _plan(chart: CountChart, font: Type, scale: float) -> _Plan:
    tallies = [tally for block in chart.blocks for tally in block.tallies]
    votes = max(font.width(tally.said, NUMBER * scale, True) for tally in tallies)
    return _Plan(scale, votes, chart.quota, max(1, chart.of))


def _block(sheet: Sheet, *, block: Block, plan: _Plan) -> None:
    scale = plan.scale
    _rule(sheet, scale)
    sheet.paragraph(block.title, STAGE * scale, most=1, bold=True)
    sheet.y += 6 * scale
    _sentences(sheet, block.lines, scale)
    sheet.y += 14 * scale
    for tally in block.tallies:
        _tally(sheet, tally, plan)
    _sentences(sheet, block.notes and (" ".join(block.notes),), scale, colour=QUIET, size=SMALL)
    _sentences(sheet, block.result, scale, bold=True)


def _tally(sheet: Sheet, tally: Tally, plan: _Plan) -> None:
    scale = plan.scale
    _right(sheet, tally.said, WIDTH - MARGIN, NUMBER * scale, bold=True)
    sheet.y += (NUMBER - TEXT) * scale * BASELINE  # so that all three stand on one line
    _right(sheet, tally.change, WIDTH - MARGIN - plan.votes - 2 * GAP, TEXT * scale, bold=False)
    _named(sheet, tally, plan)
    sheet.y += 6 * scale
    _bar(sheet, plan, tally.votes)
    sheet.y += (BAR + 22) * scale


def _right(sheet: Sheet, text: str, edge: float, size: float, *, bold: bool) -> None:
    sheet.write(text, edge - sheet.font.width(text, size, bold), size, bold=bold)


def _named(sheet: Sheet, tally: Tally, plan: _Plan) -> None:
    """The name, on two lines if it is long, and behind it what became of the candidate."""
    size, small = TEXT * plan.scale, max(SMALL * plan.scale, SMALLEST)
    lines = _name_lines(sheet.font, tally, plan, size, small)
    for line in lines:
        sheet.write(line, MARGIN, size)
        sheet.y += size * LEADING
    if tally.fate:
        sheet.y -= size * LEADING
        _fate(sheet, tally, MARGIN + sheet.font.width(lines[-1], size, False) + GAP, size, small)
        sheet.y += size * LEADING


def _name_lines(font: Type, tally: Tally, plan: _Plan, size: float, small: float) -> list[str]:
    """The name beside its numbers, the last line with room behind it for what became of the candidate."""

    def width(text: str) -> float:
        return font.width(text, size, False)

    name = font.clean(tally.name, False)
    numbers = plan.votes + width(tally.change) + 3 * GAP
    room = WIDTH - 2 * MARGIN - numbers - GAP
    fate = font.width(tally.fate, small, True) + 3 * GAP if tally.fate else 0
    lines = wrap(name, room, LONGEST_NAME, width) or [""]
    return lines if width(lines[-1]) + fate <= room else wrap(name, room - fate, LONGEST_NAME, width)


def _fate(sheet: Sheet, tally: Tally, x: float, size: float, small: float) -> None:
    """In white on a dark field if elected, so that it is found at once; the word says it all the same."""
    if tally.elected:
        sheet.box(x, sheet.font.width(tally.fate, small, True) + 2 * GAP, size * LEADING, FILL)
    drop = (size - small) * BASELINE
    sheet.y += drop
    sheet.write(tally.fate, x + GAP, small, bold=True, colour=PAPER if tally.elected else QUIET)
    sheet.y -= drop


def _bar(sheet: Sheet, plan: _Plan, votes: int) -> None:
    height, post = BAR * plan.scale, plan.length(plan.quota)
    sheet.box(MARGIN, post, height, TRACK)
    # No votes still leave a line to start from: they are none rather than missing.
    sheet.box(MARGIN, max(POST, plan.length(votes)), height, FILL)
    sheet.y -= OVER
    left = min(MARGIN + post, WIDTH - MARGIN) - POST
    sheet.box(left - POST // 2, POST * 2, height + 2 * OVER, PAPER)
    sheet.box(left, POST, height + 2 * OVER, INK)
    sheet.y += OVER
