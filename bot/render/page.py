"""A page being filled from the top: lines of text and filled boxes, in pixels. Knows no font and draws nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.render.words import even, wrap

WIDTH = 1080  # a phone shows it about 360 wide
MARGIN = 56
LEADING = 1.34
BASELINE = 0.98  # of the size, below the top of the line: room for the hat of Ŵ

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
class Page:
    """Everything on a picture, and how tall and wide the picture is."""

    height: int
    words: tuple[Words, ...]
    boxes: tuple[Box, ...]
    width: int = WIDTH


@dataclass(frozen=True)
class Type:
    """What a font answers: how wide a text is, and what of a text it can draw."""

    width: Callable[[str, float, bool], float]
    clean: Callable[[str, bool], str]


@dataclass
class Sheet:
    """An unfinished page; `y` is where the next thing goes."""

    font: Type
    y: float = MARGIN
    words: list[Words] = field(default_factory=list[Words])
    boxes: list[Box] = field(default_factory=list[Box])

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
        return Page(round(self.y + MARGIN), tuple(self.words), tuple(self.boxes))

    def _stack(self, lines: list[str], x: float, size: float, bold: bool, colour: str) -> None:
        for line in lines:
            self.write(line, x, size, bold=bold, colour=colour)
            self.y += size * LEADING
