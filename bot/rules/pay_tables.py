"""A table of pay as an officer sends or pastes it: bands, their pay now and before, what is claimed and offered.

Whatever can be meant in one way only is read; of all else each line is named with what is wrong with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.errors import BranchError, Invalid
from bot.rules import pay_terms, texts
from bot.rules.pay import Band, Kind, Rise, Terms, check_pay, read_name
from bot.rules.pay_columns import Column, What, columns_of, is_header
from bot.rules.spreadsheets import Row, is_empty, rows, text_of

MOST_ROWS = 3_000
HEADER_WITHIN = 10  # rows: a title and a note may stand above it

_AMOUNT = re.compile(
    r"(?P<minus>[-−–]|\()?\s*(?:£|gbp)?\s*(?P<minus_after>[-−–])?\s*"
    r"(?:(?P<whole>[0-9]{1,3}(?:[ ,'][0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?"
    r"|(?P<comma_whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),(?P<comma_part>[0-9]{2}))"
    r"\s*\)?\s*(?:pounds|p\.?\s?a\.?|per annum|a year|/ ?y(?:ea)?r)?",
    re.IGNORECASE,
)
# A bare number of up to three digits is part of the name: "Band 6" alone says no pay.
_LINE = re.compile(
    r"(?P<name>.+?)(?:[\s,;:=|]|(?<=\s)[-–—](?=\s))+"
    r"(?P<amount>[-−(]?\s?(?:£\s?-?[0-9]+|[0-9]{4,}|(?:£\s?-?)?[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?\)?)"
)
_SECOND_AMOUNT = re.compile(r"[,;:=|\t]\s*£?[0-9]{4,}")
_HALF_AMOUNT, _OTHER_HALF = re.compile(r"[-−]?£? ?[0-9]{1,3}"), re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_NUMBER = re.compile(r"[0-9]{1,4}[a-z]?", re.IGNORECASE)


class Problem(NamedTuple):
    """What is wrong with a line."""

    line: int
    error: BranchError


@dataclass(frozen=True)
class Proposed:
    """The claim or an offer that stands in a column, band by band."""

    kind: Kind
    name: str
    special: Mapping[str, Terms]


@dataclass
class Table:
    """What was read; where there are problems it is to be sent again."""

    bands: list[Band] = field(default_factory=list[Band])
    proposed: list[Proposed] = field(default_factory=list[Proposed])
    ignored: list[str] = field(default_factory=list[str])
    """Headers of columns that mean nothing here."""
    problems: list[Problem] = field(default_factory=list[Problem])


def read_file(data: bytes) -> Table:
    """The table in a file, with the problems of its lines; raises Invalid for what is no such table at all."""
    return read_text(text_of(data))


def read_text(text: str) -> Table:
    """The same from what was pasted; without a header each line is a band and its pay: "Band 5: £29,970"."""
    found = rows(text, is_header)
    if not found:
        raise Invalid("offer.table_empty")
    if len(found) > MOST_ROWS + HEADER_WITHIN:
        raise Invalid("offer.table_too_long", rows=len(found), most=MOST_ROWS)
    for at, row in enumerate(found[:HEADER_WITHIN]):
        if is_header(row.cells):
            return _checked(_Reader(columns_of(row.cells), row.cells).read(found[at + 1 :]))
    if _band_and_pay(_first_line(text)) is None and not _is_a_list(text):
        raise Invalid("offer.header_unknown", found=", ".join(filter(None, found[0].cells))[:100])
    return _checked(_lines(text))


def read_amount(cell: str) -> int:
    """The pence in a cell: "£24,790", "24790.50", "24.790,50"; raises Invalid, as for the pay of an hour."""
    found = _AMOUNT.fullmatch(cell)
    if found is None:
        raise Invalid("offer.pay_unreadable", said=cell[:50])
    if found["minus"] or found["minus_after"]:
        raise Invalid("offer.pay_negative", said=cell[:50])
    whole = re.sub(r"[ ,'.]", "", found["whole"] or found["comma_whole"])
    part = (found["part"] or found["comma_part"] or "").rstrip("0")
    if len(part) > 2:  # noqa: PLR2004 - pence
        raise Invalid("offer.pay_part_penny", said=cell[:50])
    return check_pay(int(whole[:15]) * 100 + int(part.ljust(2, "0")))


def _checked(table: Table) -> Table:
    if not table.bands and not table.problems:
        raise Invalid("offer.table_empty")
    if len(table.bands) > MOST_ROWS:
        raise Invalid("offer.table_too_long", rows=len(table.bands), most=MOST_ROWS)
    return table


def _first_line(text: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.strip(" ,;\t"))


def _is_a_list(text: str) -> bool:
    """Whether its first line was meant for a band and its pay, and not for a header."""
    first = _first_line(text)
    return ":" in first or re.search(r"[,;\t]", first) is None


def _lines(text: str) -> Table:
    """A list without a header."""
    table, lines_of = Table(), dict[str, int]()
    for line, said in enumerate(text.splitlines(), 1):
        if not said.strip(" ,;\t"):
            continue
        try:
            found = _band_and_pay(said.strip(" ,;\t"))
            if found is None:
                raise Invalid("offer.line_unreadable", said=said.strip()[:50])
            name, amount = found
            _add(table, lines_of, line, Band(name, read_amount(amount)))
        except BranchError as error:
            table.problems.append(Problem(line, error))
    return table


def _band_and_pay(said: str) -> tuple[str, str] | None:
    """The two parts of a line; None for one that has several amounts, which need a header."""
    found = _LINE.fullmatch(said)
    return None if found is None or _SECOND_AMOUNT.search(found["name"]) else (found["name"], found["amount"])


def _add(table: Table, lines_of: dict[str, int], line: int, band: Band) -> str:
    """Put the band in the table and say its name; a second one of that name is refused."""
    name = read_name(band.name, "band")
    if (before := lines_of.setdefault(texts.fold(name), line)) != line:
        raise Invalid("offer.band_twice", band=name, line=before)
    table.bands.append(replace(band, name=name))
    return name


class _Reader:
    """Reads the rows below a header."""

    def __init__(self, columns: Sequence[Column], header: Sequence[str]) -> None:
        self._columns = columns
        self._header = [cell.casefold() for cell in header]
        self._above: dict[int, str] = {}
        self._lines: dict[str, int] = {}
        self._special: dict[str, dict[str, Terms]] = {
            column.name: {} for column in columns if column.what is What.PROPOSAL
        }
        self._table = Table(ignored=[column.header for column in columns if column.what is What.UNKNOWN])

    def read(self, found: Sequence[Row]) -> Table:
        """Every row's bands, or what is wrong with it."""
        for row in found:
            if [cell.casefold() for cell in row.cells] == self._header:
                continue  # printed again at the head of a page
            try:
                self._row(row)
            except BranchError as error:
                self._table.problems.append(Problem(row.line, error))
        kinds = {column.name: column.kind for column in self._columns if column.kind is not None}
        self._table.proposed = [
            Proposed(kinds[name], name, special) for name, special in self._special.items() if special
        ]
        return self._table

    def _row(self, row: Row) -> None:
        cells = self._fitted(row.cells)
        name = self._name(cells)
        past = {
            column.year: read_amount(cell)
            for column, cell in self._of(cells, What.PAST)
            if column.year is not None and not is_empty(cell)
        }
        pays = [(column, cell) for column, cell in self._of(cells, What.CURRENT) if not is_empty(cell)]
        if not pays:
            raise Invalid("offer.no_pay", said=", ".join(filter(None, cells))[:50])
        for column, cell in pays:
            full = f"{name}, {column.name}" if column.name else name
            band = Band(full, read_amount(cell), past)
            self._terms(_add(self._table, self._lines, row.line, band), cells)

    def _terms(self, band: str, cells: Sequence[str]) -> None:
        for column, cell in self._of(cells, What.PROPOSAL):
            if not is_empty(cell):
                terms = (Rise(pay=read_amount(cell)),) if column.is_pay else pay_terms.read(cell, column.unit)
                self._special[column.name][band] = terms

    def _of(self, cells: Sequence[str], what: What) -> Iterator[tuple[Column, str]]:
        return ((column, cell) for column, cell in zip(self._columns, cells, strict=True) if column.what is what)

    def _fitted(self, cells: Sequence[str]) -> Sequence[str]:
        """As many cells as the header has; amounts cut in two at their comma are put together where that fits."""
        wanted = len(self._columns)
        if len(cells) > wanted and not any(cells[wanted:]):
            return cells[:wanted]
        if len(cells) > wanted:
            cells = _joined(cells)
        if len(cells) > wanted:
            raise Invalid("offer.too_many_cells", cells=len(cells), wanted=wanted)
        return [*cells, *[""] * (wanted - len(cells))]

    def _name(self, cells: Sequence[str]) -> str:
        """What the band is called: all that its row says, and what stood above where cells were merged."""
        labels = [(at, column) for at, column in enumerate(self._columns) if column.what is What.LABEL]
        parts: list[str] = []
        is_below = True
        for at, column in labels:
            is_below = is_below and not cells[at] and at != labels[-1][0]
            said = self._above[at] = self._above.get(at, "") if is_below else cells[at]
            if said:
                parts.append(f"{column.header} {said}" if column.header and _NUMBER.fullmatch(said) else said)
        if not any(cells[at] for at, _ in labels):
            raise Invalid("offer.no_band")
        return ", ".join(parts)


def _joined(cells: Sequence[str]) -> Sequence[str]:
    """The cells with "£24" and "790" made one: what an amount with a comma becomes without quotation marks."""
    made: list[str] = []
    for cell in cells:
        if made and _OTHER_HALF.fullmatch(cell) and _HALF_AMOUNT.fullmatch(made[-1]):
            made[-1] = f"{made[-1]},{cell}"
        else:
            made.append(cell)
    return made
