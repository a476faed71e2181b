"""What can be drawn of a text that somebody typed, and how it breaks into lines. Knows no font: it asks."""

import re
import unicodedata
from collections.abc import Callable, Container

LOST = "…"
MARKS = 2  # accents on one letter beyond its own: enough for a language, too few to scribble over the next option


def drawable(typed: str, known: Container[int]) -> str:
    """The text without what the font lacks: symbols go, lost letters leave "…", and if no word is left, nothing.

    Also without what is not text: line breaks, control characters, and those that turn the direction of reading.
    """
    text = unicodedata.normalize("NFC", typed)
    kept = "".join(_kept(char, known) for char in text)
    kept = re.sub(rf"{LOST}(\s*{LOST})+", LOST, _few_marks(" ".join(kept.split())))
    damaged = any(not char.isspace() and ord(char) not in known for char in text)
    return "" if damaged and not any(char.isalnum() for char in kept) else kept


def wrap(text: str, room: float, most: int, width: Callable[[str], float]) -> list[str]:
    """The text on lines no wider than the room; what does not fit on `most` lines ends in "…"."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.extend(_pieces(word, room, width))
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], room, width)]
    return lines


def even(text: str, room: float, most: int, width: Callable[[str], float]) -> list[str]:
    """The text on as few lines as `wrap` needs, but of much the same length, with no word left alone at the end."""
    lines = wrap(text, room, most, width)
    narrowest = max([room / 2, *map(width, text.split())])
    while len(lines) > 1 and room > narrowest:
        room = max(narrowest, room * 0.96)
        # One line more than allowed, so that a text about to be cut is left as it was.
        closer = wrap(text, room, most + 1, width)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _kept(char: str, known: Container[int]) -> str:
    if char.isspace():
        return " "
    kind = unicodedata.category(char)[0]
    if kind == "C":
        return ""
    if ord(char) in known:
        return char
    return LOST if kind in "LN" else ""


def _few_marks(text: str) -> str:
    kept, marks = "", 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= MARKS:
            kept += char
    return kept


def _pieces(word: str, room: float, width: Callable[[str], float]) -> list[str]:
    """A word in as many pieces as it needs; nearly always one."""
    if width(word) <= room:
        return [word]
    pieces = [""]
    for char in word:
        if pieces[-1] and not unicodedata.combining(char) and width(pieces[-1] + char) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _shortened(line: str, room: float, width: Callable[[str], float]) -> str:
    while line and width(line + LOST) > room:
        line = line[:-1]
    return line + LOST
