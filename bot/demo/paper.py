"""A page that Steward made for a printer, read back for a picture of it: its boxes and its words.

So the picture shows what is in the file, and nothing else. By pypdf, which only whoever works on Steward has: the demo
does without, unless it is asked for pictures.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, cast

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from bot.render.page import INK, Box, Page, Words

WIDE = 920  # for its small print to be read in a guide
LETTER = re.compile(rb"<(\w+)> <(\w+)>")
Letters = dict[bytes, str]


def read(file: bytes) -> Page:
    """The page; it has to be the only one."""
    reader = PdfReader(BytesIO(file))
    (sheet,) = reader.pages
    across, up = float(sheet.mediabox.width), float(sheet.mediabox.height)
    pen = _Pen(up, WIDE / across, _fonts(sheet))
    for operands, operator in ContentStream(sheet.get_contents(), reader).operations:
        pen.follow(operator.decode(), operands)
    return Page(round(up * pen.scale), tuple(pen.words), tuple(pen.boxes), WIDE)


@dataclass
class _Font:
    bold: bool
    letters: Letters

    def text(self, drawn: bytes) -> str:
        size = len(next(iter(self.letters)))
        return "".join(self.letters[drawn[at : at + size]] for at in range(0, len(drawn), size))


def _fonts(sheet: PageObject) -> dict[str, _Font]:
    """Those that say what their letters mean."""
    held: dict[str, Any] = cast("Any", sheet)["/Resources"]["/Font"]
    return {name: _font(held[name]) for name in held if "/ToUnicode" in held[name]}


def _font(held: dict[str, Any]) -> _Font:
    meant = LETTER.findall(held["/ToUnicode"].get_data().partition(b"beginbfchar")[2])
    letters = {bytes.fromhex(code.decode()): bytes.fromhex(char.decode()).decode("utf-16-be") for code, char in meant}
    return _Font("Bold" in held["/BaseFont"], letters)


@dataclass
class _Pen:
    """Goes through the page as a printer does."""

    up: float
    scale: float
    fonts: dict[str, _Font]
    colour: str = INK
    font: _Font | None = None
    size: float = 0
    place: tuple[float, float] = (0, 0)
    boxes: list[Box] = field(default_factory=list[Box])
    words: list[Words] = field(default_factory=list[Words])

    def follow(self, operator: str, operands: list[Any]) -> None:
        """One step; what a page of ours does not need is passed over."""
        match operator:
            case "rg":
                self.colour = "#" + "".join(f"{round(float(each) * 255):02x}" for each in operands)
            case "re":
                x, y, wide, high = (float(each) * self.scale for each in operands)
                self.boxes.append(Box(x, self.up * self.scale - y - high, wide, high, self.colour))
            case "Tf":
                self.font, self.size = self.fonts.get(str(operands[0])), float(operands[1]) * self.scale
            case "Tm":
                self.place = float(operands[4]) * self.scale, (self.up - float(operands[5])) * self.scale
            case "Tj" if self.font is not None:
                text = self.font.text(operands[0].original_bytes)
                self.words.append(Words(text, *self.place, self.size, self.font.bold, self.colour))
            case _:
                pass
