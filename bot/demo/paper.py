"""A page that Steward made for a printer, read back for a picture of it: its boxes and its words.

It reads what `bot.render.paper` writes and no other PDF: the picture shows what is in the file, and nothing else.
"""

import re
import zlib
from collections.abc import Iterator, Sequence

from bot.render.page import Box, Page, Words

WIDE = 920
STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.S)
PAPER = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
NUMBER = r"(-?[\d.]+)"
COLOUR = rf"{NUMBER} {NUMBER} {NUMBER} rg"
BOX = re.compile(rf"{COLOUR} {NUMBER} {NUMBER} {NUMBER} {NUMBER} re f")
WORDS = re.compile(rf"BT /F([01]) {NUMBER} Tf {COLOUR} 1 0 0 1 {NUMBER} {NUMBER} Tm <([0-9a-f]*)> Tj ET")
LETTER = re.compile(r"^<([0-9a-f]{4})> <([0-9a-f]+)>$", re.M)


def read(file: bytes) -> Page:
    """The page, wide enough for its small print to be read in a guide."""
    paper = PAPER.search(file)
    if paper is None:
        raise LookupError("this is no page that Steward made")
    across, up = map(float, paper.groups())
    scale = WIDE / across
    streams = list(_streams(file))
    (drawn,) = (each for each in streams if " Tj ET" in each)
    letters = [dict(LETTER.findall(each)) for each in streams if "beginbfchar" in each]
    boxes = tuple(_box(found, up, scale) for found in BOX.findall(drawn))
    words = tuple(_words(found, letters, up, scale) for found in WORDS.findall(drawn))
    return Page(round(up * scale), words, boxes, WIDE)


def _streams(file: bytes) -> Iterator[str]:
    for packed in STREAM.findall(file):
        yield zlib.decompress(packed).decode("ascii", errors="replace")  # a font's file is no text


def _box(found: Sequence[str], up: float, scale: float) -> Box:
    x, y, wide, high = map(float, found[3:])
    return Box(x * scale, (up - y - high) * scale, wide * scale, high * scale, _colour(found[:3]))


def _words(found: Sequence[str], letters: Sequence[dict[str, str]], up: float, scale: float) -> Words:
    font, size, *colour, x, y, drawn = found
    means = letters[int(font)]
    text = "".join(bytes.fromhex(means[drawn[at : at + 4]]).decode("utf-16-be") for at in range(0, len(drawn), 4))
    return Words(text, float(x) * scale, (up - float(y)) * scale, float(size) * scale, font == "1", _colour(colour))


def _colour(parts: Sequence[str]) -> str:
    return "#" + "".join(f"{round(float(each) * 255):02x}" for each in parts)
