"""What the columns of a table of pay mean, by their headers as employers and branches write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Invalid
from bot.rules import texts
from bot.rules.pay import Kind, read_name
from bot.rules.pay_terms import Unit

MOST_PAST = 25  # years: as many as a list in Discord has places
EARLIEST, LATEST = 1970, 2099


class What(StrEnum):
    """What a column has."""

    LABEL = "label"
    CURRENT = "current"
    PAST = "past"
    PROPOSAL = "proposal"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Column:
    """A column by its header: of pay the end of the band it is for, of a proposal whose it is and in which unit."""

    what: What
    header: str
    name: str = ""
    year: int | None = None
    kind: Kind | None = None
    unit: Unit | None = None
    is_pay: bool = False


_FILLER = re.compile(
    r"\b(?:annual|annually|yearly|full[- ]?time|fte|basic|gross|an? year|per year|per annum|p ?a|in pounds|gbp"
    r"|equivalent|consolidated)\b"
)
_CURRENT = re.compile(
    r"(?:current|present|today'?s)(?: (?:pay|salary|value|rate))?|(?:pay|salary|salaries)(?: now)?|now|value"
)
_END = re.compile(
    r"(?:(?:current|pay|salary|band) )?"
    r"(?:min(?:imum)?|max(?:imum)?|bottom|top|entry|starting|mid(?:dle|point)?|intermediate|(?:step|point) [0-9]{1,2})"
    r"(?: (?:pay|salary|point|step|of (?:the )?(?:band|scale|range)))*"
)
_LABEL = re.compile(
    r"\b(?:bands?|grades?|points?|scp|spine|steps?|increments?|scales?|levels?|roles?|posts?|jobs?|titles?"
    r"|experience|service|areas?|groups?|regions?)\b"
)
_PAST = re.compile(
    r"(?:(?:pay|salary|scale) )?(?:(?:from |at )?(?:1(?:st)? )?[a-z]{3,9} )?"
    r"(?P<year>(?:19|20)[0-9]{2})(?: ?[/-] ?(?:20)?[0-9]{2})?(?: (?:pay|salary|scale))?"
)
_PROPOSAL = re.compile(r"\b(?:claim(?:ed)?|offer(?:ed)?|proposal|proposed)\b")
_NAMED = re.compile(r"\s*(?:claim|offer)\s*:\s*(?P<name>(?!(?:new )?(?:pay|salary)$)\w.*?)\s*", re.IGNORECASE)
_NEW_PAY = re.compile(r"\bnew (?:pay|salary)\b|[\s(:]*\b(?:pay|salary)\b(?:\s*\(\s*£\s*\))?[\s)]*$", re.IGNORECASE)
_NOT_YEARLY = re.compile(r"\b(?:hourly|weekly|monthly|per (?:hour|week|month)|an hour|a (?:week|month))\b")
_UNITS = re.compile(
    r"\s*(?:\(\s*(?:£|%|per ?cent|pounds?)\s*\)|[£%]|\bper ?cent\b|\bpercent(?:age)?\b|\bpounds?\b)\s*", re.I
)


def is_header(cells: Sequence[str]) -> bool:
    """Whether this row says which column has the bands and which their pay now."""
    kinds = [_what(_tidy(cell)) for cell in cells]
    return What.LABEL in kinds and (What.CURRENT in kinds or kinds.count(What.PAST) == 1)


def columns_of(header: Sequence[str]) -> Sequence[Column]:
    """The columns below a header; raises Invalid where two of them mean the same or it is unclear what they mean."""
    columns = _with_current([_column(cell) for cell in header])
    _refuse_twice(columns)
    kinds = [column.what for column in columns]
    if kinds.count(What.CURRENT) > 1 and What.PAST in kinds:
        raise Invalid("offer.past_of_which")
    if kinds.count(What.PAST) > MOST_PAST:
        raise Invalid("offer.too_many_past", most=MOST_PAST)
    return columns


def _with_current(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns; where the only pay is that of a year ("Salary 2026/27"), it is what they are paid now."""
    pays = [column for column in columns if column.what in (What.CURRENT, What.PAST)]
    if [column.what for column in pays] != [What.PAST]:
        return columns
    return [Column(What.CURRENT, column.header) if column is pays[0] else column for column in columns]


def _column(header: str) -> Column:
    said = _tidy(header)
    what = _what(said)
    if what is What.PROPOSAL:
        return _proposal(header, said)
    if what is What.PAST:
        return Column(what, header, year=_year(said))
    is_end = what is What.CURRENT and not _CURRENT.fullmatch(said)
    return Column(what, header, name=_UNITS.sub(" ", header).strip(" *:") if is_end else "")


def _what(said: str) -> What:
    if _NOT_YEARLY.search(said):
        return What.UNKNOWN
    if _PROPOSAL.search(said):
        return What.PROPOSAL
    if _CURRENT.fullmatch(said) or _END.fullmatch(said):
        return What.CURRENT
    if _year(said) is not None:
        return What.PAST
    return What.LABEL if _LABEL.search(said) else What.UNKNOWN


def _year(said: str) -> int | None:
    found = _PAST.fullmatch(said)
    return int(found["year"]) if found and EARLIEST <= int(found["year"]) <= LATEST else None


def _tidy(header: str) -> str:
    """The header's words, without those that every table of pay could have."""
    return " ".join(_FILLER.sub(" ", re.sub(r"[£()_:*.]", " ", texts.fold(header))).split())


def _proposal(header: str, said: str) -> Column:
    """A column of the claim or an offer: its header says which, and whether it has per cent, pounds or the new pay."""
    which = Kind.CLAIM if re.search(r"\bclaim", said) else Kind.OFFER
    if found := _NAMED.fullmatch(header):
        return Column(What.PROPOSAL, header, name=read_name(found["name"], "offer"), kind=which)
    is_pay = _NEW_PAY.search(said) is not None
    unit = Unit.PERCENT if re.search(r"%|\bper ?cent", said) else Unit.POUNDS if _is_pounds(header) else None
    name = " ".join((_NEW_PAY if is_pay else _UNITS).sub(" ", header).split()).strip(" :()")
    return Column(
        What.PROPOSAL,
        header,
        name=read_name(name, "offer"),
        kind=which,
        unit=None if is_pay else unit,
        is_pay=is_pay,
    )


def _is_pounds(header: str) -> bool:
    return re.search(r"£|\bpounds?\b", header, re.IGNORECASE) is not None


def _refuse_twice(columns: Sequence[Column]) -> None:
    seen: set[tuple[What, str | int]] = set()
    for column in columns:
        if column.what in (What.LABEL, What.UNKNOWN):
            continue
        key = (column.what, column.year or texts.fold(column.name))
        if key in seen:
            raise Invalid("offer.header_twice", header=column.header)
        seen.add(key)
