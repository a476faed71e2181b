"""What a rep sees of the claim and the offers: the panel, what was read of a form or a table, what is wrong with it."""

from collections.abc import Iterator, Sequence
from typing import Any

import discord

from bot.actions.offers import OnTable, Reading
from bot.i18n import say
from bot.render.markup import Markup, plain
from bot.rules.campaigns import Campaign, Stage
from bot.rules.pay import Band, Kind, Proposal, pounds
from bot.rules.pay_tables import Problem
from bot.rules.payslips import hours_text
from bot.ui import button, menu, rows, spoken
from cogs._widgets import card
from cogs.campaigns._offer_tables import as_lines
from cogs.campaigns._offer_words import proposal, sums

SUCCESS, DANGER, PRIMARY = discord.ButtonStyle.success, discord.ButtonStyle.danger, discord.ButtonStyle.primary
BANDS_READ, PROBLEMS_SHOWN = 12, 10


def panel(found: OnTable, done: str = "") -> dict[str, Any]:
    """What is on the table and what a rep can do with it; above it, what has just been done."""
    lines = [
        *_bands(found.bands),
        say("offer.full_time", hours=hours_text(found.campaign.full_time)),
        "",
        *([proposal(each, found.bands) for each in found.proposals] or [say("offer.proposals-missing")]),
        "",
        say("offer.about_files"),
    ]
    embed = card(say("offer.title", title=plain(found.campaign.title)), *lines)
    return {"text": done, "embed": embed, "view": _panel_controls(found)}


def _bands(bands: Sequence[Band]) -> Sequence[str]:
    if not bands:
        return [say("offer.bands-missing")]
    years = sorted({year for band in bands for year in band.past})
    first, last = bands[0], bands[-1]
    line = say(
        "offer.bands",
        number=len(bands),
        first=plain(first.name),
        first_pay=pounds(first.current),
        last=plain(last.name),
        last_pay=pounds(last.current),
    )
    return [line, say("offer.past", years=", ".join(map(str, years))) if years else say("offer.no_past")]


def _panel_controls(found: OnTable) -> discord.ui.View:
    here = found.campaign.id
    typing = [
        button(say("offer.type_one"), f"campaign:offer:{here}:0", PRIMARY),
        button(say("offer.type_bands"), f"campaign:offer_bands:{here}"),
        button(say("offer.week"), f"campaign:offer_week:{here}"),
        button(say("prices.open"), "campaign:prices"),
    ]
    seeing = [button(say("offer.compare"), f"campaign:offers:{here}:0")] if found.bands and found.proposals else []
    seeing += [button(say("offer.download"), f"campaign:offer_file:{here}")] if found.bands else []
    return rows(typing, seeing, [_pick(found)] if found.proposals else [])


def _pick(found: OnTable) -> discord.ui.Select[Any]:
    names = {str(each.id): each.name for each in found.proposals}
    days = {str(each.id): say("offer.pick-about", on=each.made_on) for each in found.proposals}
    return menu(f"campaign:offer_pick:{found.campaign.id}", say("offer.pick"), names, days)


def kept(found: OnTable) -> str:
    """That it is kept; and that the board still tells of a stage at which there was no offer."""
    stage = found.campaign.stage
    has_offer = any(each.kind is Kind.OFFER for each in found.proposals)
    behind = has_offer and stage in (Stage.CLAIM, Stage.TALKS)
    return "\n".join([say("offer.kept"), *([say("offer.stage_behind", stage=stage.value)] if behind else [])])


def one(found: OnTable, each: Proposal, *, can_correct: bool) -> dict[str, Any]:
    """One claim or offer with its sums, to be corrected or removed."""
    lines = [proposal(each, found.bands), *_example(found, each)]
    last = [] if can_correct else ["", say("offer.too_long_to_correct")]
    correct = [button(say("offer.correct"), f"campaign:offer:{found.campaign.id}:{each.id}")] if can_correct else []
    view = rows(
        [
            *correct,
            button(say("offer.remove"), f"campaign:offer_remove:{found.campaign.id}:{each.id}", DANGER),
            button(say("ui.back"), f"campaign:offer_panel:{found.campaign.id}"),
        ]
    )
    return {"text": "", "embed": card("", *lines, last=["", say("offer.about_sums"), *last]), "view": view}


def removal(campaign: Campaign, each: Proposal) -> dict[str, Any]:
    """Whether the rep is sure."""
    sure = button(say("offer.remove-sure"), f"campaign:offer_removed:{campaign.id}:{each.id}", DANGER)
    back = button(say("ui.back"), f"campaign:offer_panel:{campaign.id}")
    return {"text": say("offer.remove-question", name=plain(each.name)), "view": rows([sure, back])}


# What was read


def reading(read: Reading) -> dict[str, Any]:
    """What was read, worked out for the lowest and the highest band, and whether to keep it."""
    draft, here = read.draft, read.table.campaign.id
    names = {given.name for given in draft.given}
    lines = [*_read_bands(draft.bands)] if draft.bands is not None else []
    for each in read.table.proposals:
        if each.name in names:
            lines += ["", proposal(each, read.table.bands), *_example(read.table, each)]
    ignored = ", ".join(map(plain, draft.ignored))
    last = [*(["", say("offer.read-ignored", columns=ignored)] if ignored else []), "", say("offer.about_sums")]
    buttons = [button(say("offer.keep"), f"campaign:offer_keep:{here}:{read.draft_id}", SUCCESS)]
    if draft.bands is None or (not draft.given and as_lines(draft.bands)):
        buttons.append(button(say("offer.change"), f"campaign:offer_change:{here}:{read.draft_id}"))
    buttons.append(button(say("offer.discard"), f"campaign:offer_discard:{here}", DANGER))
    return {"text": say("offer.read"), "embed": card("", *lines, last=last), "view": rows(buttons)}


def _read_bands(bands: Sequence[Band]) -> Iterator[str]:
    yield say("offer.read-bands", number=len(bands))
    for band in bands[:BANDS_READ]:
        yield say("offer.read-band", band=plain(band.name), pay=pounds(band.current))
    if len(bands) > BANDS_READ:
        yield say("offer.read-more", number=len(bands) - BANDS_READ)


def _example(found: OnTable, each: Proposal) -> Iterator[str]:
    """How it works out for the first and the last band that it says something of."""
    known = [(band, given) for band in found.bands if (given := each.terms_for(band.name)) is not None]
    for band, given in [*known[:1], *known[1:][-1:]]:
        yield say("offer.read-example", band=plain(band.name), pay=pounds(band.current))
        yield from sums(band.current, given)


def problems(found: Sequence[Problem]) -> Markup:
    """What is wrong with which line; of many the first ones."""
    lines = [say("offer.table_line", line=each.line, problem=_problem(each)) for each in found[:PROBLEMS_SHOWN]]
    if len(found) > PROBLEMS_SHOWN:
        lines.append(say("offer.table_more", number=len(found) - PROBLEMS_SHOWN))
    return Markup("\n".join(lines))


def _problem(each: Problem) -> str:
    return say(each.error.key, **spoken("en", each.error.values))
