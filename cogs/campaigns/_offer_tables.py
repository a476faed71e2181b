"""The claim and the offers side by side: on a private screen, in a post for members, and as tables to keep."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import discord

from bot.actions.offers import OnTable
from bot.i18n import say
from bot.render.markup import plain
from bot.render.tables import csv_bytes
from bot.rules import pay_terms
from bot.rules.offers import Row, compare
from bot.rules.pay import Band, Proposal, Terms, Year, percent, pounds, rise_of
from bot.ui import button, rows
from cogs._widgets import card, turns
from cogs.campaigns import _cards as cards
from cogs.campaigns._offer_words import proposal

PRIMARY = discord.ButtonStyle.primary
LINES_ON_A_PAGE = 24
LONGEST_TABLE = 4000
MOST_IN_A_POST, LONGEST_POST = 30, 2500

Cell = str | Decimal


def comparison(found: OnTable, number: int) -> dict[str, Any]:
    """The proposals side by side, a few bands at a time."""
    on_a_page = max(1, LINES_ON_A_PAGE // (1 + len(found.proposals)))
    every = [found.bands[at : at + on_a_page] for at in range(0, len(found.bands), on_a_page)]
    number = min(number, len(every) - 1)
    here = found.campaign.id
    view = rows(
        turns(every, number, f"campaign:offers:{here}"),
        [
            button(say("offer.post"), f"campaign:offers_post:{here}", PRIMARY),
            button(say("offer.back"), f"campaign:offer_panel:{here}"),
        ],
    )
    title = say("offer.compare-title", page=number + 1, pages=len(every))
    lines = [*(proposal(each, found.bands) for each in found.proposals), "", *_blocks(found, every[number])]
    return {"text": "", "embed": card(title, *lines), "view": view}


def post(found: OnTable, attached: discord.File) -> dict[str, Any]:
    """The same for members: as many bands as can be read in a post, all of them in the table attached."""
    blocks = _blocks(found, found.bands[:MOST_IN_A_POST])
    while sum(map(len, blocks)) > LONGEST_POST and len(blocks) > 1:
        blocks.pop()
    left = len(found.bands) - len(blocks)
    more = [say("offer.post-more", number=left)] if left else []
    lines = [*(proposal(each, found.bands) for each in found.proposals), "", *blocks, *more]
    embed = card(say("offer.post-title"), *lines, last=["", say("offer.about_sums")])
    mine = button(say("offer.post-mine"), f"campaign:pay:{found.campaign.id}:0", PRIMARY)
    return {"content": cards.first_line(), "embed": embed, "file": attached, "view": rows([mine])}


def _blocks(found: OnTable, bands: Sequence[Band]) -> list[str]:
    return ["\n".join(_block(row, found.proposals)) for row in compare(bands, found.proposals)]


def _block(row: Row, proposals: Sequence[Proposal]) -> Iterator[str]:
    yield say("offer.row", band=plain(row.band.name), pay=pounds(row.band.current))
    for each, years in zip(proposals, row.given, strict=True):
        yield _given(row.band, plain(each.name), years)


def _given(band: Band, name: str, years: tuple[Year, ...] | None) -> str:
    if years is None:
        return say("offer.row-unknown", name=name)
    pay, once = years[-1].pay, sum(year.rise.once for year in years)
    more = pay - band.current
    line = say(
        "offer.row-gives",
        name=name,
        pay=pounds(pay),
        more=f"{'' if more < 0 else '+'}{pounds(more)}",
        rise=percent(rise_of(band.current, pay)),
        years=len(years),
    )
    return say("offer.row-gives-once", line=line, once=pounds(once)) if once else line


# Tables


def table(found: OnTable) -> discord.File:
    """The table of pay with all that is claimed and offered, as it can be corrected and sent again."""
    header, lines = _pay(found.bands)
    for each in found.proposals:
        header.append(say("offer.column-proposal", kind=each.kind.value, name=each.name))
        for band, line in zip(found.bands, lines, strict=True):
            line.append(_typed(each.terms_for(band.name)))
    return _file(say("offer.file", campaign=str(found.campaign.id)), header, lines)


def as_lines(bands: Sequence[Band]) -> str:
    """The bands as one would type them; nothing where that is too long for a form."""
    years = _years(bands)
    if years:
        header, lines = _pay(bands)
        text = csv_bytes(header, lines).decode("utf-8-sig").replace("\r\n", "\n")
    else:
        text = "\n".join(f"{band.name}: {pounds(band.current)}" for band in bands)
    return text if len(text) <= LONGEST_TABLE else ""


def compared(found: OnTable) -> discord.File:
    """Every band with the pay that each proposal gives it, year by year."""
    header, lines = [say("offer.column-band"), say("offer.column-current")], list[list[Cell]]()
    side_by_side = compare(found.bands, found.proposals)
    lengths = [max((len(row.given[at] or ()) for row in side_by_side), default=0) for at in range(len(found.proposals))]
    for each, length in zip(found.proposals, lengths, strict=True):
        header += [say("offer.column-year", name=each.name, number=number + 1) for number in range(length)]
        header += [say("offer.column-more", name=each.name), say("offer.column-once", name=each.name)]
    for row in side_by_side:
        cells = [cell for at, years in enumerate(row.given) for cell in _cells(row.band, years, lengths[at])]
        lines.append([row.band.name, _amount(row.band.current), *cells])
    return _file(say("offer.file-compared", campaign=str(found.campaign.id)), header, lines)


def _pay(bands: Sequence[Band]) -> tuple[list[str], list[list[Cell]]]:
    """The columns of what is paid and was paid: their header, and a line for each band."""
    years = _years(bands)
    header = [say("offer.column-band"), say("offer.column-current"), *map(str, years)]
    return header, [
        [band.name, _amount(band.current), *(_amount(band.past[year]) if year in band.past else "" for year in years)]
        for band in bands
    ]


def _years(bands: Sequence[Band]) -> Sequence[int]:
    return sorted({year for band in bands for year in band.past})


def _cells(band: Band, years: tuple[Year, ...] | None, length: int) -> Sequence[Cell]:
    if years is None:
        return [""] * (length + 2)
    rest = [""] * (length - len(years))
    return [
        *(_amount(year.pay) for year in years),
        *rest,
        _amount(years[-1].pay - band.current),
        _amount(sum(year.rise.once for year in years)),
    ]


def _typed(each: Terms | None) -> str:
    return "" if each is None else pay_terms.as_typed(each)


def _amount(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2)


def _file(name: str, header: Sequence[str], lines: Sequence[Sequence[Cell]]) -> discord.File:
    return discord.File(BytesIO(csv_bytes(header, lines)), name)
