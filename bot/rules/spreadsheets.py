"""A table as a spreadsheet saves it or as people paste it: bytes in, rows of cells with their line numbers out.

What the columns mean is left to whoever asked for the table.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from bot.errors import Invalid

MOST_BYTES = 1_000_000
DELIMITERS = "\t;,|"  # from the least ambiguous on
FIRST_LINES = 20

# What other programs save, told apart by how it begins; a spreadsheet's own file is one of them.
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATOR = re.compile(r"\s*\"?sep=(.)\"?\s*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class Row(NamedTuple):
    """One row that is not blank, and the line of the file on which it begins."""

    line: int
    cells: Sequence[str]


def check_size(size: int) -> None:
    """Refuse a file too large to be a table of pay, before it is fetched."""
    if size > MOST_BYTES:
        raise Invalid("offer.file_too_large", most=MOST_BYTES // 1000)


def text_of(data: bytes) -> str:
    """The text of a file in whichever encoding a spreadsheet has saved it; raises Invalid for what is no text."""
    check_size(len(data))
    if data.startswith(_NOT_TEXT):
        raise Invalid("offer.file_not_csv")
    text = next((found for encoding in _encodings(data) if (found := _decoded(data, encoding)) is not None), None)
    if text is None or _CONTROL.search(text):
        raise Invalid("offer.file_not_csv")
    return text.removeprefix("\ufeff")


def rows(text: str, is_header: Callable[[Sequence[str]], bool]) -> list[Row]:
    """Its rows, without the blank ones; the delimiter is the one with which one of the first lines is a header."""
    said = _SEPARATOR.match(text)
    delimiter = said[1] if said and said[1] in DELIMITERS else _delimiter(text, is_header)
    return [row for row in _numbered(text, delimiter) if any(row.cells) and not (said and row.line == 1)]


def is_empty(cell: str) -> bool:
    """Whether the cell says that there is nothing: people write a dash as well."""
    return cell.casefold() in ("", "-", "–", "—", "n/a", "na", "nil", "none", "..", "x")


def _numbered(text: str, delimiter: str) -> Iterator[Row]:
    reader, line = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True), 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Invalid("offer.table_quotes", line=line) from error
        yield Row(line, [" ".join(cell.split()) for cell in cells])
        line = reader.line_num + 1


def _delimiter(text: str, is_header: Callable[[Sequence[str]], bool]) -> str:
    """The delimiter of the header; without one the first that most of the first lines have."""
    lines = [line for line in text.splitlines() if line.strip()][:FIRST_LINES]
    for delimiter in DELIMITERS:
        if any(is_header(line.replace('"', "").split(delimiter)) for line in lines):
            return delimiter
    for delimiter in DELIMITERS:
        if sum(delimiter in line for line in lines) * 2 > len(lines):
            return delimiter
    return ","


def _encodings(data: bytes) -> Iterator[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield encoding
            return
    # Without its mark UTF-16 shows by the zero byte of every plain letter, first or second.
    if b"\x00" in data:
        yield "utf-16-le" if data[1:200:2].count(0) >= data[:200:2].count(0) else "utf-16-be"
        return
    yield from ("utf-8", "cp1252")  # Excel's plain "CSV" in Britain: the pound sign is one byte


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
