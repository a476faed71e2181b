"""Discord's markup set in lines on a sheet: what is bold, a mention, a time, a link or code looks like it."""

from collections.abc import Iterator, Sequence

from bot.demo.spans import Look, Reader, Span
from bot.render import ink
from bot.render.page import INK, Box, Sheet
from bot.render.words import wrap

SIZE, SMALL = 20, 16.5
LEADING = 1.34
EMPTY = 0.55  # of a line
MANY = 99
TINTS = {Look.MENTION: "#dfe3fb", Look.TIME: "#e3e5e8", Look.CODE: "#e3e5e8"}
COLOURS = {Look.MENTION: "#3440a8", Look.LINK: "#0b57a4"}

Unit = list[tuple[str, Span]]


def width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """How much room a text takes on a line."""
    return ink.width(text, size, bold)


def put(
    sheet: Sheet, lines: Sequence[Sequence[Span]], left: float, right: float, *, size: float = SIZE, colour: str = INK
) -> None:
    """Set these lines on as many as they take, and move on below them."""
    for spans in lines:
        for line in _wrapped(_units(spans), size, right - left):
            _put(sheet, line, left, size, colour)
        sheet.y += 0 if spans else size * EMPTY


def bold(reader: Reader, marked: str) -> list[list[Span]]:
    """What is read of a text, all of it bold."""
    return [[Span(span.text, True, span.look) for span in line] for line in reader.lines(marked)]


def _units(spans: Sequence[Span]) -> list[Unit]:
    """What stands between two spaces, each in one piece or several."""
    units: list[Unit] = [[]]
    for span in spans:
        for number, word in enumerate(span.text.split(" ")):
            if number:
                units.append([])
            if drawn := ink.clean(word, span.bold):
                units[-1].append((drawn, span))
    return [unit for unit in units if unit]


def _wrapped(units: Sequence[Unit], size: float, room: float) -> Iterator[list[Unit]]:
    line: list[Unit] = []
    taken, space = 0.0, width("a b", size) - width("ab", size)
    for unit in (piece for whole in units for piece in _fitting(whole, size, room)):
        wide = _wide(unit, size)
        if line and taken + space + wide > room:
            yield line
            line, taken = [], -space
        line.append(unit)
        taken += space + wide
    if line:
        yield line


def _fitting(unit: Unit, size: float, room: float) -> list[Unit]:
    """A unit in as many as it needs: a long hash is wider than a line."""
    if _wide(unit, size) <= room:
        return [unit]
    units: list[Unit] = [[]]
    for word, span in unit:
        first, *others = wrap(word, room, MANY, lambda text: width(text, size, bold=True))
        units[-1].append((first, span))
        units += [[(piece, span)] for piece in others]
    return units


def _put(sheet: Sheet, line: Sequence[Unit], x: float, size: float, colour: str) -> None:
    for words, span in _runs(line):
        wide = width(words, size, bold=span.bold)
        start = x + wide - width(words.lstrip(), size, bold=span.bold)
        if span.look in TINTS:
            sheet.box(start - 3, x + wide - start + 6, size * 1.26, TINTS[span.look])
        if span.look is Look.LINK:
            sheet.boxes.append(Box(start, sheet.y + size * 1.18, x + wide - start, 1, COLOURS[Look.LINK]))
        sheet.write(words, x, size, bold=span.bold, colour=COLOURS.get(span.look, colour))
        x += wide
    sheet.y += size * LEADING


def _runs(line: Sequence[Unit]) -> list[tuple[str, Span]]:
    """The line in pieces that look the same: set in one go, their letters stand on one line."""
    runs: list[tuple[str, Span]] = []
    for number, unit in enumerate(line):
        for place, (word, span) in enumerate(unit):
            text = f" {word}" if number and not place else word
            if runs and runs[-1][1] is span:
                runs[-1] = (runs[-1][0] + text, span)
            else:
                runs.append((text, span))
    return runs


def _wide(unit: Unit, size: float) -> float:
    return sum(width(word, size, bold=span.bold) for word, span in unit)
