"""The terms of a claim or an offer as people write them ("3% + £500; then 2%"), read exactly or asked back.

A year's terms are joined by "+", years by ";" or "then". What they come to is `bot.rules.pay`'s.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from unicodedata import normalize

from bot.errors import Invalid
from bot.rules.pay import MOST_PAY, Rise, Terms, percent, pounds

MOST_YEARS = 10
MOST_PERCENT = 100
PERCENT_PLACES = 3
LONGEST_TERMS = 1_000


class Unit(StrEnum):
    """What a number without a sign is, where its field or column says so."""

    PERCENT = "percent"
    POUNDS = "pounds"


_NOTHING = frozenset({"0", "0%", "£0", "nil", "none", "no rise", "freeze", "pay freeze"})
_ONCE = (
    r"(?:once(?: only)?|(?:an? )?(?:one[- ]off|non[- ]?consolidated|unconsolidated)(?: payment| lump sum)?"
    r"|(?:a )?lump sum|(?:a )?single payment|(?:a )?bonus)(?: of)?"
)
_LEAST = r"(?:at least|(?:not|no) less than|(?:an? )?min(?:imum)?\.?(?: rise| increase| uplift)?(?: of)?)"
_CLAUSE = re.compile(
    r"\s*(?P<join>(?:(?:\+|,|&|\b(?:plus|and|or|with|but)\b)\s*)*)"
    rf"(?:(?P<least>{_LEAST})\s*|(?P<before>{_ONCE})\s*|(?P<pay>(?:new )?pay(?: of)?|=)\s*)?"
    r"(?P<minus>-\s*)?(?P<pound>£\s*|gbp\s*)?(?P<minus_after>-\s*)?"
    r"(?P<number>[0-9]{1,2},[0-9]{1,2}(?=\s*%)|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?![0-9a-z]|,[0-9])(?P<percent>\s*%)?"
    rf"(?P<after>\s*{_ONCE})?(?P<higher>,? whichever is (?:the )?(?:higher|greater|larger|more|better))?"
)
_DECIMAL_COMMA = re.compile(r"[0-9]{1,2},[0-9]{1,2}")
_POUNDS = re.compile(r"(?<![0-9£.,])([0-9][0-9,]*(?:\.[0-9]+)?) ?pounds?\b")
_FILLER = re.compile(
    r"(?:\b(?:an? |per )(?:year|annum)\b|/ ?(?:year|yr)\b|\bp\.?a\b\.?|(?<!non )(?<!non-)(?<!un)\bconsolidated\b"
    r"|\bflat(?:[- ]rate)?\b|\b(?:rise|increase|uplift)\b(?: of)?|\bfor (?:all|everyone|everybody)\b)"
)
_YEARS = re.compile(r";(?:\s*then\b)?|,?\s*\bthen\b")
_YEAR_NAME = re.compile(r"^\s*(?:(?:year|yr|y) ?[0-9]{1,2}|20[0-9]{2}(?: ?[/-] ?(?:20)?[0-9]{2})?) ?[:=]\s*")


def read(text: str, unit: Unit | None = None) -> Terms:
    """What each year gives, as typed: "5%", "£500", "4% or at least £1,250", "3% + £500; 2%"; raises Invalid.

    A number without a sign is asked back, unless `unit` says what it is; a share below one is asked back even then
    (is 0.05 five per cent?).
    """
    parts = _YEARS.split(_tidy(text))
    while len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    if len(parts) > MOST_YEARS:
        raise Invalid("offer.terms_too_many_years", most=MOST_YEARS)
    return tuple(_rise(_YEAR_NAME.sub("", part).strip(), unit) for part in parts)


def is_year_name(text: str) -> bool:
    """Whether this stands before a colon to say which year is meant."""
    return _YEAR_NAME.match(f"{_tidy(text)}:") is not None


def as_typed(terms: Terms) -> str:
    """The terms as one would type them; reading that gives the same again."""
    return "; ".join(map(_typed, terms))


def to_json(general: Terms | None, special: Mapping[str, Terms]) -> str:
    """The terms for everybody and for bands of their own, as the tables keep them."""
    plain = {name: list(map(_plain, terms)) for name, terms in special.items()}
    kept = {"general": None if general is None else list(map(_plain, general)), "special": plain}
    return json.dumps(kept, ensure_ascii=False)


def from_json(text: str) -> tuple[Terms | None, Mapping[str, Terms]]:
    """The terms that were kept: those for everybody, and those of bands."""
    kept = json.loads(text)
    general = kept["general"]
    special = {name: tuple(map(_revived, terms)) for name, terms in kept["special"].items()}
    return None if general is None else tuple(map(_revived, general)), special


def _plain(rise: Rise) -> Sequence[str | int | None]:
    return [str(rise.percent), rise.flat, rise.at_least, rise.once, rise.pay]


def _revived(kept: Sequence[object]) -> Rise:
    share, *rest = kept
    return Rise(Decimal(str(share)), *rest)  # pyright: ignore[reportArgumentType] - as _plain made them


def _typed(rise: Rise) -> str:
    shares = [] if rise.pay is None else [f"pay {pounds(rise.pay)}"]
    shares += [percent(rise.percent)] if rise.percent else []
    shares += [pounds(rise.flat)] if rise.flat else []
    text = " + ".join(shares)
    text += f" or at least {pounds(rise.at_least)}" if rise.at_least else ""
    once = f"{pounds(rise.once)} once" if rise.once else ""
    return " + ".join(filter(None, (text, once))) or "0%"


def _tidy(text: str) -> str:
    """Lower case, plain signs, single spaces, every way of writing per cent as "%", and words that say nothing gone."""
    if len(text) > LONGEST_TERMS:
        raise Invalid("offer.terms_too_long", most=LONGEST_TERMS)
    words = re.sub("[‐‑‒–—−]", "-", normalize("NFKC", text).casefold())
    words = re.sub(r"\s*(?:\bper ?cent\b|\bpercent\b|(?<=[0-9])\s*p(?:er)?ct?\b\.?|%)", "%", words)
    words = _POUNDS.sub(r"£\1", words)
    return " ".join(_FILLER.sub(" ", words).split())


@dataclass
class _Year:
    """What has been read of one year's terms so far."""

    said: str
    found: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    unclear: bool = False
    higher: bool = False

    def put(self, what: str, number: Decimal) -> None:
        if what in self.found:
            raise Invalid("offer.terms_twice", what=what, said=self.said)
        self.found[what] = number


def _rise(said: str, unit: Unit | None) -> Rise:
    if not said:
        raise Invalid("offer.terms_empty")
    if said in _NOTHING:
        return Rise()
    year, at = _Year(said), 0
    while at < len(said):
        clause = _CLAUSE.match(said, at)
        if clause is None or bool(clause["join"]) != bool(at):
            raise Invalid("offer.terms_unreadable", said=said)
        _take(year, clause, unit)
        at = clause.end()
    return _checked(year)


def _take(year: _Year, clause: re.Match[str], unit: Unit | None) -> None:
    """One part of a year's terms: what it is, and how much."""
    number = Decimal(re.sub(",", "." if _DECIMAL_COMMA.fullmatch(clause["number"]) else "", clause["number"]))
    if clause["minus"] or clause["minus_after"]:
        raise Invalid("offer.terms_negative", said=year.said)
    is_percent = _is_percent(clause, number, unit)
    what = _what(clause, is_percent=is_percent)
    if is_percent != (what == "percent"):
        raise Invalid("offer.terms_unreadable", said=year.said)
    year.put(what, number)
    year.unclear |= "or" in clause["join"].split() and not clause["least"]
    year.higher |= clause["higher"] is not None


def _what(clause: re.Match[str], *, is_percent: bool) -> str:
    if clause["least"]:
        return "at_least"
    if clause["before"] or clause["after"]:
        return "once"
    if clause["pay"]:
        return "pay"
    return "percent" if is_percent else "flat"


def _is_percent(clause: re.Match[str], number: Decimal, unit: Unit | None) -> bool:
    """Whether it is per cent and not pounds; a number that may be either is asked back."""
    if clause["percent"] and clause["pound"]:
        raise Invalid("offer.terms_unreadable", said=clause[0].strip())
    if clause["percent"] or clause["pound"]:
        return bool(clause["percent"])
    if 0 < number < 1 and unit is not Unit.POUNDS:
        raise Invalid("offer.terms_share", said=clause["number"], times=percent(number * 100))
    if unit is None:
        raise Invalid("offer.terms_no_sign", said=clause["number"])
    return unit is Unit.PERCENT


def _checked(year: _Year) -> Rise:
    """The year's terms, unless they could be meant in two ways or contradict each other."""
    found = year.found
    if year.higher and found.keys() >= {"percent", "flat"} and "at_least" not in found:
        found["at_least"] = found.pop("flat")
    elif year.unclear or year.higher:
        raise Invalid("offer.terms_unclear_or", said=year.said)
    if "at_least" in found and not found.keys() & {"percent", "flat"}:
        raise Invalid("offer.terms_least_alone", said=year.said)
    if "pay" in found and found.keys() & {"percent", "flat"}:
        raise Invalid("offer.terms_pay_and_rise", said=year.said)
    share = found.pop("percent", Decimal(0))
    if share > MOST_PERCENT or -int(share.as_tuple().exponent) > PERCENT_PLACES:
        raise Invalid("offer.terms_odd_percent", said=year.said, most=MOST_PERCENT, places=PERCENT_PLACES)
    return Rise(percent=share, **{what: _pence(number, year.said) for what, number in found.items()})


def _pence(number: Decimal, said: str) -> int:
    pence = number * 100
    if pence != pence.to_integral_value():
        raise Invalid("offer.terms_part_penny", said=said)
    if pence > MOST_PAY:
        raise Invalid("offer.terms_too_much", said=said, most=pounds(MOST_PAY))
    return int(pence)
