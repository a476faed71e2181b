"""What is claimed and offered in words: its terms, and how they are worked out year by year."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.boards import Board
from bot.i18n import say
from bot.render.markup import plain
from bot.rules.offers import runs
from bot.rules.pay import Band, Kind, Proposal, Rise, Terms, Year, gives, percent, pounds

RUNS_SHOWN = 3


def terms(each: Terms) -> str:
    """What each year gives, in words."""
    if len(each) == 1:
        return rise(each[0])
    return "; ".join(say("offer.terms-year", number=number, rise=rise(one)) for number, one in enumerate(each, 1))


def rise(each: Rise) -> str:
    """What one year gives, in words."""
    form = _form(each) + ("_least" if each.at_least else "")
    amounts = {"flat": pounds(each.flat), "least": pounds(each.at_least), "pay": pounds(each.pay or 0)}
    words = say("offer.rise", form=form, percent=percent(each.percent), **amounts)
    if not each.once:
        return words
    once = pounds(each.once)
    return (
        say("offer.rise-only_once", once=once) if form == "none" else say("offer.rise-and_once", rise=words, once=once)
    )


def sums(current: int, each: Terms) -> Sequence[str]:
    """Year by year how these terms are worked out."""
    return [_sum(year) for year in gives(current, each)]


def _sum(year: Year) -> str:
    words = say(
        "offer.sum",
        form="least" if year.is_least else _form(year.rise),
        number=year.number,
        before=pounds(year.before),
        percent=percent(year.rise.percent),
        share=pounds(year.share),
        flat=pounds(year.rise.flat),
        least=pounds(year.rise.at_least),
        pay=pounds(year.pay),
    )
    return say("offer.sum-once", sum=words, once=pounds(year.rise.once)) if year.rise.once else words


def _form(each: Rise) -> str:
    if each.pay is not None:
        return "pay"
    if each.percent:
        return "both" if each.flat else "percent"
    return "flat" if each.flat else "none"


def proposal(each: Proposal, bands: Sequence[Band] = ()) -> str:
    """The claim or an offer in a line: its day, what it gives, and what it gives some of these bands."""
    parts = [] if each.general is None else [terms(each.general)]
    own = runs(each.special, [band.name for band in bands])
    if 1 <= len(own) <= RUNS_SHOWN:
        parts += [_run(*run) for run in own]
    elif each.special:
        parts.append(say("offer.special", number=len(each.special)))
    return say("offer.proposal", kind=kind(each), name=plain(each.name), on=each.made_on, terms="; ".join(parts))


def kind(each: Proposal) -> str:
    """Whose it is, unless its name is no more than that: a table's column can be called Claim."""
    return "unnamed" if each.name.casefold() == each.kind.value else each.kind.value


def _run(first: str, last: str, own: Terms) -> str:
    if first == last:
        return say("offer.terms-of_one", band=plain(first), terms=terms(own))
    return say("offer.terms-of_some", first=plain(first), last=plain(last), terms=terms(own))


def board(found: Board, _: datetime) -> Sequence[str]:
    """On the board: the claim, and the offer made last."""
    claims = [each for each in found.proposals if each.kind is Kind.CLAIM]
    offers = [each for each in found.proposals if each.kind is Kind.OFFER]
    shown = [*claims[-1:], *offers[-1:]]
    return [say("offer.board"), *map(proposal, shown)] if shown else []
