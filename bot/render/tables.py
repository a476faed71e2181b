"""Tables for a spreadsheet: CSV that Excel opens right and that cannot run anything there."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

# A cell that begins with one of these is a formula to a spreadsheet (OWASP, "CSV Injection"); full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str | int | Decimal]]) -> bytes:
    """The table as RFC 4180 has it (UTF-8, CRLF), with the mark by which Excel knows UTF-8; numbers stay numbers."""
    text = StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerows([_cell(cell) for cell in row] for row in (header, *rows))
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _cell(cell: str | int | Decimal) -> str | int | Decimal:
    # OWASP's advice: an apostrophe makes it text. Only what was typed; a negative number is no formula.
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
