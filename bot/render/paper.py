"""A page as a file for a printer: one page of PDF 1.7 (ISO 32000-1), whose words can be searched and read out.

Written here and not by matplotlib, which takes ten seconds of a small computer for it, most of them to look for fonts
and to cut them down. For the drawing process.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.render import evidence
from bot.render.evidence import Evidence
from bot.render.ink import TYPE, glyphs
from bot.render.page import Box, Page, Words
from bot.render.truetype import Font
from bot.render.typesetter import FONTS

A4 = (595.276, 841.89)  # in points
FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
AT_ONCE = 100  # characters that one list of a CMap may name


def draw_evidence(sheet: Evidence) -> bytes:
    """The evidence sheet as a PDF."""
    return pdf(evidence.compose(sheet, TYPE), sheet.title)


def pdf(page: Page, title: str) -> bytes:
    """The page on A4, without a date or the name of a program in it: the same bytes for the same page."""
    scale = min(A4[0] / page.width, A4[1] / page.height)
    drawn = [*(_box(box, scale) for box in page.boxes), *(_words(words, scale) for words in page.words)]
    file = _File()
    used = {bold: "".join(words.text for words in page.words if words.bold == bold) for bold in FILES}
    fonts = " ".join(f"/F{bold:d} {_font(file, bold, text)} 0 R" for bold, text in used.items())
    content = file.add(stream="\n".join(drawn).encode("ascii"))
    pages = file.next + 1
    sheet = file.add(
        f"/Type /Page /Parent {pages} 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents {content} 0 R"
        f" /Resources << /Font << {fonts} >> >>"
    )
    file.add(f"/Type /Pages /Count 1 /Kids [{sheet} 0 R]")
    root = file.add(f"/Type /Catalog /Pages {pages} 0 R /Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >>")
    return file.finished(root, file.add(f"/Title <FEFF{title.encode('utf-16-be').hex()}>"))


@dataclass
class _File:
    """Numbered objects, one after the other."""

    parts: list[bytes] = field(default_factory=lambda: [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"])

    @property
    def next(self) -> int:
        """The number that the next object gets."""
        return len(self.parts)

    def add(self, says: str = "", stream: bytes | None = None) -> int:
        """One more, with a stream where there is one; its number."""
        number, body = self.next, b""
        if stream is not None:
            packed = zlib.compress(stream, 9)
            says = f"{says} /Filter /FlateDecode /Length {len(packed)}"
            body = b"stream\n" + packed + b"\nendstream\n"
        self.parts.append(b"%d 0 obj\n<< %b >>\n%bendobj\n" % (number, says.encode("ascii"), body))
        return number

    def finished(self, root: int, about: int) -> bytes:
        """The file, with the place of every object at its end."""
        places = [sum(map(len, self.parts[:number])) for number in range(1, len(self.parts) + 1)]
        table = "".join(f"{place:010} 00000 n \n" for place in places[:-1])
        size = len(self.parts)
        trailer = f"trailer\n<< /Size {size} /Root {root} 0 R /Info {about} 0 R >>\nstartxref\n{places[-1]}\n%%EOF\n"
        return b"".join(self.parts) + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def _box(box: Box, scale: float) -> str:
    bottom = A4[1] - (box.y + box.height) * scale
    return f"{_colour(box.colour)} {_numbers(box.x * scale, bottom, box.width * scale, box.height * scale)} re f"


def _words(words: Words, scale: float) -> str:
    place = _numbers(words.x * scale, A4[1] - words.baseline * scale)
    drawn = "".join(f"{glyph:04x}" for glyph in glyphs(words.text, words.bold))
    size = _numbers(words.size * scale)
    return f"BT /F{words.bold:d} {size} Tf {_colour(words.colour)} 1 0 0 1 {place} Tm <{drawn}> Tj ET"


def _colour(colour: str) -> str:
    return f"{_numbers(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))} rg"


def _numbers(*numbers: float) -> str:
    return " ".join(f"{number:.3f}" for number in numbers)


def _font(file: _File, bold: bool, text: str) -> int:
    """A font with what the text needs of it: glyphs by their numbers, and what each of them means."""
    font, meaning = Font.read(FONTS / FILES[bold]), dict(zip(glyphs(text, bold), text, strict=True))
    name = f"STEWRD+{FILES[bold].removesuffix('.ttf')}"
    part = 1000 / font.units
    box, (up, down) = [round(each * part) for each in font.box], (round(each * part) for each in font.rise)
    data = file.add(stream=font.only(meaning))
    about = file.add(
        f"/Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{' '.join(map(str, box))}] /ItalicAngle 0"
        f" /Ascent {up} /Descent {down} /CapHeight {up} /StemV 80 /FontFile2 {data} 0 R"
    )
    widths = " ".join(f"{glyph} [{round(font.width(glyph) * part)}]" for glyph in sorted(meaning))
    drawn = file.add(
        f"/Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity /FontDescriptor {about} 0 R"
        f" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [{widths}]"
    )
    letters = file.add(stream=_letters(meaning).encode("ascii"))
    return file.add(
        f"/Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{drawn} 0 R]"
        f" /ToUnicode {letters} 0 R"
    )


def _letters(meaning: Mapping[int, str]) -> str:
    """Which glyph means which character: what a reader's program searches and reads out."""
    lines = [f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>" for glyph, char in sorted(meaning.items())]
    lists = [lines[at : at + AT_ONCE] for at in range(0, len(lines), AT_ONCE)]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *(f"{len(each)} beginbfchar\n" + "\n".join(each) + "\nendbfchar" for each in lists),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )
