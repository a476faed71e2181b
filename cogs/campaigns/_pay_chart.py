"""Pay against prices as a picture, and the picture in words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO

import discord

from bot.i18n import say
from bot.render.charts import PayChart
from bot.render.pay_chart import Line
from bot.rules.pay import percent, pounds, rise_of
from bot.rules.payslips import Payslip, hours_text
from bot.rules.prices import Span
from cogs.campaigns._payslips import figures, form_of

LONGEST_ALT = 1024
TENTHS = 10


def has_chart(paid: Payslip) -> bool:
    """Whether both pay and prices are known since then."""
    return bool(paid.pay_course())


def chart(paid: Payslip) -> PayChart:
    """Pay and prices since then, with what they come to in words."""
    spans = [span for span in paid.spans.values() if span is not None]
    pay = _line(say("pay.chart-pay"), paid.pay_course(), is_pay=True)
    return PayChart(
        title=say("pay.chart-title", year=str(paid.since)),
        subtitle=_whose(paid),
        series=(pay, *(_line(each.measure.name, paid.price_course(each)) for each in spans)),
        lines=(*(_worth(paid, each) for each in spans), *_with_proposals(paid)),
        footer=" ".join(map(_source, spans)),
    )


def file(picture: bytes, paid: Payslip) -> discord.File:
    """The picture of it as it is sent, with its words for who cannot see it."""
    drawn = chart(paid)
    ends = "; ".join(line.label for line in drawn.series)
    first = say("pay.chart-words", title=drawn.title, subtitle=drawn.subtitle, year=str(paid.since), ends=ends)
    words = " ".join([first, *drawn.lines, drawn.footer])
    text = words if len(words) <= LONGEST_ALT else words[: LONGEST_ALT - 1] + "…"
    return discord.File(BytesIO(picture), "pay.png", description=text)


def _whose(paid: Payslip) -> str:
    worked, full = paid.hours.worked, paid.hours.full_time
    form = "full" if worked == full else "part"
    name, hours, of = paid.band.name, hours_text(worked), hours_text(full)
    return say("pay.chart-subtitle", band=name, form=form, worked=hours, full=of)


def _worth(paid: Payslip, span: Span) -> str:
    less = paid.worth(span, paid.now).less or 0
    form, measure, year = form_of(-less), span.measure.name, str(paid.since)
    return say("pay.chart-worth", form=form, measure=measure, less=pounds(abs(less)), year=year)


def _line(name: str, course: Sequence[tuple[int, Decimal]], *, is_pay: bool = False) -> Line:
    points = tuple((year, int(rise * TENTHS)) for year, rise in course)
    return Line(f"{name} {_signed(course[-1][1])}", points, is_pay)


def _with_proposals(paid: Payslip) -> Iterator[str]:
    then = paid.band.past[paid.pay_course()[0][0]]
    for each in paid.prospects:
        if each.years:
            rise = _signed(rise_of(then, each.years[0].pay))
            yield say("pay.chart-with", name=each.proposal.name, rise=rise, year=str(paid.since))


def _source(span: Span) -> str:
    then, now = figures(span, str)
    return say("pay.chart-source", measure=span.measure.name, then=then, now=now)


def _signed(rise: Decimal) -> str:
    return f"{'+' if rise > 0 else '−' if rise < 0 else ''}{percent(abs(rise))}"
