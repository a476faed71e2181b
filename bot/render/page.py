"""A page being filled from the top: text, filled boxes and strokes, in pixels. Knows no font and draws nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import dist

from bot.render.words import even, wrap

WIDTH = 1080  # a phone shows it about 360 wide
MARGIN = 56
LEADING = 1.34
BASELINE = 0.98  # of the size, below the top of the line: room for the hat of Ŵ

Point = tuple[float, float]

INK, QUIET, FILL, RULE, PAPER = "#14181f", "#4a5058", "#1d4f7c", "#8b929b", "#ffffff"


@dataclass(frozen=True)
class Words:
    """One line of text: its left end and the line it stands on."""

    text: str
    x: float
    baseline: float
    size: float
    bold: bool
    colour: str


@dataclass(frozen=True)
class Box:
    """A filled rectangle, measured from the left and from the top."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Stroke:
    """A line from point to point, measured as a box is; dashed where it says how long and how far apart."""

    points: tuple[Point, ...]
    width: float
    colour: str
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Page:
    """Everything on a picture, and how tall and wide the picture is."""

    height: int
    words: tuple[Words, ...]
    boxes: tuple[Box, ...]
    width: int = WIDTH
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True)
class Type:
    """What a font answers: how wide a text is, and what of a text it can draw."""

    width: Callable[[str, float, bool], float]
    clean: Callable[[str, bool], str]


def dashes(points: Sequence[Point], length: float, gap: float) -> list[tuple[Point, ...]]:
    """The pieces of a dashed line, each as long as the others however the line bends."""
    pieces: list[list[Point]] = [[points[0]]]
    drawing, left = True, length
    for start, end in pairwise(points):
        room, at = dist(start, end), 0.0
        while room - at > left:
            at += left
            here = _between(start, end, at / room)
            if drawing:
                pieces[-1].append(here)
            else:
                pieces.append([here])
            drawing = not drawing
            left = length if drawing else gap
        left -= room - at
        if drawing:
            pieces[-1].append(end)
    return [tuple(piece) for piece in pieces if len(piece) > 1]


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


@dataclass
class Sheet:
    """An unfinished page; `y` is where the next thing goes."""

    font: Type
    y: float = MARGIN
    words: list[Words] = field(default_factory=list[Words])
    boxes: list[Box] = field(default_factory=list[Box])
    strokes: list[Stroke] = field(default_factory=list[Stroke])

    def write(self, text: str, x: float, size: float, *, bold: bool = False, colour: str = INK) -> None:
        """Put one line here, without moving on."""
        if text:
            self.words.append(Words(text, x, self.y + size * BASELINE, size, bold, colour))

    def paragraph(
        self, typed: str, size: float, *, most: int, x: float = MARGIN, bold: bool = False, colour: str = INK
    ) -> None:
        """Put a text here on at most so many lines, and move on below it."""
        self._stack(self.lines(typed, size, most=most, x=x, bold=bold), x, size, bold, colour)

    def heading(self, typed: str, size: float, *, most: int) -> None:
        """Put a text here in bold, on lines of much the same length, and move on below it."""
        text = self.font.clean(typed, True)
        lines = even(text, WIDTH - 2 * MARGIN, most, lambda part: self.font.width(part, size, True))
        self._stack(lines, MARGIN, size, True, INK)

    def lines(self, typed: str, size: float, *, most: int, x: float = MARGIN, bold: bool = False) -> list[str]:
        """The lines a text would take between `x` and the right margin."""
        text = self.font.clean(typed, bold)
        return wrap(text, WIDTH - MARGIN - x, most, lambda part: self.font.width(part, size, bold))

    def box(self, x: float, width: float, height: float, colour: str) -> None:
        """Put a rectangle here, without moving on."""
        self.boxes.append(Box(x, self.y, width, height, colour))

    def finished(self) -> Page:
        """The page, cut off one margin below the last thing on it."""
        height = round(self.y + MARGIN)
        return Page(height, tuple(self.words), tuple(self.boxes), strokes=tuple(self.strokes))

    def _stack(self, lines: list[str], x: float, size: float, bold: bool, colour: str) -> None:
        for line in lines:
            self.write(line, x, size, bold=bold, colour=colour)
            self.y += size * LEADING
