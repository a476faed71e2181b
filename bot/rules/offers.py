"""The claim and the offers of a campaign as an officer gives them, and side by side as members see them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from bot.errors import Invalid
from bot.ids import ProposalId
from bot.rules import dates, pay_terms, texts
from bot.rules.pay import MOST_PROPOSALS, Band, Kind, Proposal, Terms, Year, gives, pounds, read_name
from bot.rules.pay_tables import Table
from bot.rules.times import without_clock

LONGEST_LINES = 2_000
MOST_RISE = Fraction(1, 2)  # of the pay before: beyond that somebody has typed the new pay, or a slip
_YEAR = timedelta(days=365)
_TO = re.compile(r"\s+to\s+|\s*[–—-]\s*")


@dataclass(frozen=True)
class Given:
    """The claim or an offer as it was typed or stood in a table, before it is kept."""

    kind: Kind
    name: str
    made_on: date
    general: Terms | None
    special: Mapping[str, Terms] = field(default_factory=dict[str, Terms])


@dataclass(frozen=True)
class Draft:
    """What was read and is being shown: new bands, or None for those there are, and what is claimed or offered."""

    bands: tuple[Band, ...] | None
    given: tuple[Given, ...]
    ignored: tuple[str, ...] = ()
    """Headers of columns that were left out."""
    was: ProposalId | None = None
    """The proposal that is being corrected, perhaps under another name."""


@dataclass(frozen=True)
class Row:
    """A band with what each proposal makes of its pay, year by year; None where a proposal does not say."""

    band: Band
    given: tuple[tuple[Year, ...] | None, ...]


def read(typed: Mapping[str, str], bands: Sequence[Band], today: date) -> Given:
    """The claim or the offer in a form (kind, name, made, terms); raises Invalid."""
    name = read_name(typed.get("name", ""), "offer")
    general, special = read_lines(typed.get("terms", ""), [band.name for band in bands])
    given = Given(read_kind(typed.get("kind", "")), name, read_made_on(typed.get("made", ""), today), general, special)
    check(given, bands)
    return given


def read_kind(chosen: str) -> Kind:
    """Whose proposal it is; raises Invalid for what no form of ours offers."""
    try:
        return Kind(chosen)
    except ValueError:
        raise Invalid("offer.no_such_kind") from None


def read_made_on(text: str, today: date) -> date:
    """The day on which it was made, today or earlier, as people type one; today for nothing; raises Invalid."""
    typed, clock = without_clock(text)
    if typed in ("", "today"):
        return today
    if typed == "yesterday":
        return today - timedelta(days=1)
    is_date = clock is None and any(map(str.isdigit, typed)) and not typed.startswith("in ")
    found = dates.days(typed, today - _YEAR) if is_date else ()
    if not found or found[0] > today:
        raise Invalid("offer.made_unreadable", example=date_as_typed(today))
    return found[0]


def date_as_typed(on: date) -> str:
    """The day as one would type it."""
    return f"{on.day} {dates.MONTHS[on.month - 1][:3].title()} {on.year}"


def read_lines(typed: str, bands: Sequence[str]) -> tuple[Terms | None, Mapping[str, Terms]]:
    """The terms for everybody, one line; a line for some bands begins with them: "SCP 2 to SCP 43: £1,290".

    Raises Invalid, also for a band that the table does not have or that two lines name.
    """
    if len(typed) > LONGEST_LINES:
        raise Invalid("offer.terms_too_long", most=LONGEST_LINES)
    general: Terms | None = None
    special: dict[str, Terms] = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        names, said = _of_line(line, bands)
        terms = pay_terms.read(said)
        if not names and general is not None:
            raise Invalid("offer.terms_two_lines", said=line[:100])
        general = general if names else terms
        for name in names:
            if name in special:
                raise Invalid("offer.band_named_twice", band=name)
            special[name] = terms
    if general is None and not special:
        raise Invalid("offer.terms_empty")
    return general, special


def as_typed(general: Terms | None, special: Mapping[str, Terms], bands: Sequence[str]) -> str:
    """The terms as one would type them: neighbours in the table with the same terms share a line."""
    lines = [] if general is None else [pay_terms.as_typed(general)]
    for first, last, terms in runs(special, bands):
        which = first if first == last else f"{first} to {last}"
        lines.append(f"{which}: {pay_terms.as_typed(terms)}")
    return "\n".join(lines)


def runs(special: Mapping[str, Terms], bands: Sequence[str]) -> list[tuple[str, str, Terms]]:
    """The terms of bands of their own, neighbours in the table with the same terms as one: from which, to which."""
    found: list[tuple[str, str, Terms]] = []
    for terms, run in groupby(bands, key=special.get):
        names = list(run)
        if terms is not None:
            found.append((names[0], names[-1], terms))
    return found


def of_table(table: Table, known: Sequence[Proposal], today: date) -> Draft:
    """What a table without problems comes to: its columns are the claim and offers of those names; raises Invalid."""
    made = {texts.fold(each.name): each.made_on for each in known}
    found = [
        Given(each.kind, each.name, made.get(texts.fold(each.name), today), *_shared(each.special, table))
        for each in table.proposed
    ]
    for each in found:
        check(each, table.bands)
    anew = {texts.fold(each.name) for each in found}
    for each in known:
        if texts.fold(each.name) not in anew:
            check(as_given(each), table.bands)
    return Draft(tuple(table.bands), tuple(found), tuple(table.ignored))


def _shared(special: Mapping[str, Terms], table: Table) -> tuple[Terms | None, Mapping[str, Terms]]:
    """A column that gives every band the same rise gives it to everybody: that can be said in a line."""
    alike = set(special.values())
    if len(alike) == 1 and len(special) == len(table.bands):
        (terms,) = alike
        if all(rise.pay is None for rise in terms):
            return terms, {}
    return None, special


def check(given: Given, bands: Sequence[Band]) -> None:
    """Refuse terms for bands that the table does not have, and a rise so large that it must be a slip."""
    names = {band.name for band in bands}
    for name in given.special:
        if name not in names:
            raise Invalid("offer.band_not_in_table", band=name, offer=given.name)
    for band in bands:
        for year in gives(band.current, given.special.get(band.name, given.general) or ()):
            if year.more > year.before * MOST_RISE:
                raise Invalid("offer.rise_too_large", band=band.name, offer=given.name, more=pounds(year.more))


def replaced(given: Given, known: Sequence[Proposal], was: ProposalId | None) -> Proposal | None:
    """The proposal whose place this one takes: the one being corrected, or the one of its name; None for a new one.

    Raises Invalid where there is no room for another, and for a correction that takes another's name.
    """
    same = next((each for each in known if texts.fold(each.name) == texts.fold(given.name)), None)
    corrected = next((each for each in known if each.id == was), None)
    if same is not None and corrected is not None and same.id != corrected.id:
        raise Invalid("offer.name_taken", name=given.name)
    if (found := corrected or same) is not None:
        return found
    if len(known) >= MOST_PROPOSALS:
        raise Invalid("offer.too_many", most=MOST_PROPOSALS)
    return None


def compare(bands: Sequence[Band], proposals: Sequence[Proposal]) -> list[Row]:
    """Every band with what each proposal gives it."""
    return [Row(band, tuple(_years(band, each) for each in proposals)) for band in bands]


def as_given(kept: Proposal) -> Given:
    """The proposal as it would be given again."""
    return Given(kept.kind, kept.name, kept.made_on, kept.general, kept.special)


def to_json(draft: Draft) -> str:
    """The draft as the table of drafts keeps it."""
    bands = None if draft.bands is None else [[each.name, each.current, dict(each.past)] for each in draft.bands]
    given = [
        [each.kind, each.name, each.made_on.isoformat(), pay_terms.to_json(each.general, each.special)]
        for each in draft.given
    ]
    kept = {"bands": bands, "given": given, "ignored": draft.ignored, "was": draft.was}
    return json.dumps(kept, ensure_ascii=False)


def from_json(text: str) -> Draft:
    """The draft that was kept."""
    kept = json.loads(text)
    bands = kept["bands"]
    given = (
        Given(Kind(kind), name, date.fromisoformat(made_on), *pay_terms.from_json(terms))
        for kind, name, made_on, terms in kept["given"]
    )
    table = None if bands is None else tuple(map(_band, bands))
    return Draft(table, tuple(given), tuple(kept["ignored"]), kept["was"])


def _band(kept: Sequence[object]) -> Band:
    name, current, past = kept
    assert isinstance(past, dict)  # noqa: S101 - as to_json made it
    return Band(str(name), int(str(current)), {int(str(year)): int(str(pay)) for year, pay in past.items()})  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _years(band: Band, proposal: Proposal) -> tuple[Year, ...] | None:
    terms = proposal.terms_for(band.name)
    return None if terms is None else gives(band.current, terms)


def _of_line(line: str, bands: Sequence[str]) -> tuple[Sequence[str], str]:
    """The bands that a line of terms is for, none for everybody's, and the terms; a band's name may have a colon."""
    before, colon, _ = line.partition(":")
    if not colon or pay_terms.is_year_name(before):
        return [], line
    for found in re.finditer(":", line):
        if names := _named(line[: found.start()], bands):
            return names, line[found.end() :]
    raise Invalid("offer.no_such_band", said=before.strip()[:100])


def _named(said: str, bands: Sequence[str]) -> Sequence[str]:
    """The bands that these words name: one, those from one to another in the order of the table, or none."""
    places = {texts.fold(name): at for at, name in enumerate(bands)}
    if (at := places.get(texts.fold(said))) is not None:
        return bands[at : at + 1]
    for between in _TO.finditer(said):
        first, last = texts.fold(said[: between.start()]), texts.fold(said[between.end() :])
        begin = places.get(first)
        # "SCP 2 to 43" as well as "SCP 2 to SCP 43".
        end = places.get(last, places.get(f"{first.rpartition(' ')[0]} {last}"))
        if begin is not None and end is not None and begin <= end:
            return bands[begin : end + 1]
    return []
