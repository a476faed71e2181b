"""One member's payslip in words, and step by step."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from bot.i18n import month_in_full, say
from bot.render.markup import plain
from bot.rules.pay import Year, percent, pounds, rise_of
from bot.rules.payslips import Payslip, Prospect, Worth, hours_text
from bot.rules.prices import Level, Span
from cogs._widgets import pages
from cogs.campaigns import _offer_words as words

Write = Callable[[str], str]  # `plain` where Discord's markdown is read, `str` where it is not
Pages = tuple[str, Sequence[Sequence[str]]]  # a title, and lines by page
LONGEST_FORM_TITLE = 45


def slip(paid: Payslip) -> Pages:
    """What is paid now, what the claim and each offer give, and what that is worth: one page, unless there are many."""
    gives = [line for prospect in paid.prospects for line in _prospect(paid, prospect)]
    now = [_hours(paid), "", _now(paid), *(gives or [say("pay.no_proposals")])]
    lines = [*now, "", *_against_prices(paid), "", _formula(paid)]
    return say("pay.slip-title", band=plain(paid.band.name)), pages(lines, len(lines))


def sums(paid: Payslip) -> Pages:
    """Every step with its numbers, for who checks it with a calculator."""
    lines = [*_pay_sums(paid), "", *_price_sums(paid)]
    return say("pay.sums-title", band=plain(paid.band.name)), pages(lines, len(lines))


# What is paid


def _hours(paid: Payslip) -> str:
    worked, full = paid.hours.worked, paid.hours.full_time
    form = "full" if worked == full else "part"
    return say("pay.hours", form=form, worked=hours_text(worked), full=hours_text(full))


def _now(paid: Payslip) -> str:
    return say("pay.now", year=pounds(paid.now), month=pounds(paid.monthly(paid.band.current)))


def _prospect(paid: Payslip, prospect: Prospect) -> Sequence[str]:
    proposal = prospect.proposal
    terms = "" if prospect.years is None else words.terms(prospect.terms)
    heading = say(
        "pay.proposal",
        kind=words.kind(proposal),
        name=plain(proposal.name),
        on=proposal.made_on,
        known="no" if prospect.years is None else "yes",
        terms=terms,
    )
    return ["", heading, *(_year(paid, year) for year in prospect.years or ())]


def _year(paid: Payslip, year: Year) -> str:
    then, rise = paid.yearly(year), rise_of(paid.band.current, year.pay)
    more = then - paid.now
    change = say("pay.change-of", form=form_of(more), pay=pounds(abs(more)), rise=percent(abs(rise)))
    month = pounds(paid.monthly(year.pay))
    return say("pay.year", number=year.number, year=pounds(then), month=month, change=change)


def form_of(difference: int | Decimal) -> str:
    return "more" if difference > 0 else "less" if difference < 0 else "same"


# Against prices


def _against_prices(paid: Payslip) -> Iterator[str]:
    since = paid.since
    if since is None:
        yield say("pay.no_prices")
        return
    yield say("pay.since", year=str(since))
    yield say("pay.past-unknown", year=str(since)) if paid.past is None else _past(paid, paid.past, since)
    if not any(paid.spans.values()):
        yield say("pay.measures-missing", year=str(since))
        return
    for measure, span in paid.spans.items():
        yield ""
        if span is None:
            yield say("pay.measure-missing", measure=measure.name, year=str(since))
        else:
            yield from (_rose(span), *_kept_up(paid, span, since))
            yield from (_worth(what, paid.worth(span, pay)) for what, pay in _first_years(paid))
    if any(len(each.years or ()) > 1 for each in paid.prospects) and any(paid.spans.values()):
        yield from ("", say("pay.later_years"))


def _past(paid: Payslip, past: int, since: int) -> str:
    rise = rise_of(paid.band.past[since], paid.band.current)
    return say("pay.past", year=str(since), pay=pounds(past), form=form_of(paid.now - past), rise=percent(abs(rise)))


def _rose(span: Span) -> str:
    then, now = figures(span)
    rise = percent(abs(span.rise))
    return say("pay.measure", measure=span.measure.name, form=form_of(span.rise), rise=rise, then=then, now=now)


def _kept_up(paid: Payslip, span: Span, since: int) -> Sequence[str]:
    pay = paid.kept_up(span)
    return [] if pay is None else [say("pay.kept_up", pay=pounds(pay), year=str(since))]


def figures(span: Span, write: Write = plain) -> tuple[str, str]:
    """Both levels in words, each with its month, its source and its date; what they share is said once."""
    alike = (span.then.source, span.then.typed_on) == (span.now.source, span.now.typed_on)
    month = month_in_full(span.then.month.first)
    then = say("pay.level", level=span.then.text, month=month) if alike else _sourced(span.then, write)
    return then, _sourced(span.now, write)


def _sourced(level: Level, write: Write) -> str:
    month = month_in_full(level.month.first)
    return say("pay.level-from", level=level.text, month=month, source=write(level.source), on=level.typed_on)


def _worth(what: str, worth: Worth) -> str:
    """What a pay is worth by some prices, against what was paid then."""
    year = str(worth.span.then.month.year)
    form = "unknown" if worth.less is None else form_of(-worth.less)
    return say("pay.worth", what=what, real=pounds(worth.real), year=year, form=form, less=pounds(abs(worth.less or 0)))


def _first_years(paid: Payslip) -> Sequence[tuple[str, int]]:
    """What is held against prices: pay now, and with the first year of the claim and of each offer."""
    given = [(plain(each.proposal.name), paid.yearly(each.years[0])) for each in paid.prospects if each.years]
    return [(say("pay.name-now"), paid.now), *given]


def _formula(paid: Payslip) -> str:
    with_prices = any(paid.spans.values())
    return say("pay.formula", prices="yes" if with_prices else "no", year=str(paid.since or ""))


# The sums


def _pay_sums(paid: Payslip) -> Iterator[str]:
    yield say("pay.sum", what=say("pay.name-now"), sum=_for_hours(paid, paid.band.current, paid.now))
    for each in paid.prospects:
        if each.years:
            yield from ("", f"**{plain(each.proposal.name)}**", *words.sums(paid.band.current, each.terms))
            if paid.hours.worked != paid.hours.full_time:
                yield from (_year_for_hours(paid, year) for year in each.years)


def _year_for_hours(paid: Payslip, year: Year) -> str:
    what = say("pay.sum-hours", number=year.number)
    return say("pay.sum", what=what, sum=_for_hours(paid, year.pay, paid.yearly(year)))


def _for_hours(paid: Payslip, full_time: int, pay: int) -> str:
    worked, full = (hours_text(minutes) for minutes in (paid.hours.worked, paid.hours.full_time))
    return f"{pounds(full_time)} × {worked} ÷ {full} = {pounds(pay)}"


def _price_sums(paid: Payslip) -> Iterator[str]:
    full_time = None if paid.since is None else paid.band.past.get(paid.since)
    if full_time is not None and paid.past is not None:
        yield say("pay.sum", what=say("pay.sum-then", year=str(paid.since)), sum=_for_hours(paid, full_time, paid.past))
    for span in filter(None, paid.spans.values()):
        kept_up = paid.kept_up(span)
        if kept_up is not None and paid.past is not None:
            total = f"{pounds(paid.past)} × {span.now.text} ÷ {span.then.text} = {pounds(kept_up)}"
            yield say("pay.sum", what=say("pay.sum-kept_up", measure=span.measure.name), sum=total)
        for what, pay in _first_years(paid):
            yield say("pay.sum", what=f"{span.measure.name}, {what}", sum=_worth_sum(paid.worth(span, pay)))


def _worth_sum(worth: Worth) -> str:
    real = pounds(worth.real)
    total = f"{pounds(worth.pay)} × {worth.span.then.text} ÷ {worth.span.now.text} = {real}"
    if worth.past is None or worth.less is None:
        return total
    return f"{total}; {pounds(worth.past)} − {real} = {pounds(worth.less)}"
