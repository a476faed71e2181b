"""Pay against prices as a picture, and the picture in words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO

import discord

from bot.i18n import month_in_full, say
from bot.render.charts import PayChart
from bot.render.pay_chart import Line
from bot.rules.pay import percent, rise_of
from bot.rules.payslips import Payslip
from bot.rules.prices import Span
from cogs.campaigns._payslips import worth_line

LONGEST_ALT = 1024
TENTHS = 10


def has_chart(paid: Payslip) -> bool:
    """Whether both pay and prices are known since then."""
    return bool(paid.pay_course())


def chart(paid: Payslip) -> PayChart:
    """Pay and prices since then, with what they come to in words."""
    spans = [span for span in paid.spans.values() if span is not None]
    pay = _line(say("pay.chart-pay"), paid.pay_course(), is_pay=True)
    worths = [worth_line(say("pay.chart-by", measure=each.measure.name), paid.worth(each, paid.now)) for each in spans]
    return PayChart(
        title=say("pay.chart-title", year=str(paid.since)),
        subtitle=say("pay.chart-subtitle", band=paid.band.name, year=str(paid.since)),
        series=(pay, *(_line(each.measure.name, paid.price_course(each)) for each in spans)),
        lines=(*worths, *_with_proposals(paid)),
        footer=" ".join(map(_source, spans)),
    )


def file(picture: bytes, drawn: PayChart) -> discord.File:
    """The picture as it is sent, with its words for who cannot see it."""
    named = "; ".join(line.label for line in drawn.series)
    words = " ".join([f"{drawn.title}.", f"{drawn.subtitle}:", f"{named}.", *drawn.lines, drawn.footer])
    text = words if len(words) <= LONGEST_ALT else words[: LONGEST_ALT - 1] + "…"
    return discord.File(BytesIO(picture), "pay.png", description=text)


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
    return say(
        "pay.chart-source",
        measure=span.measure.name,
        then=month_in_full(span.then.month.first),
        now=month_in_full(span.now.month.first),
        source=span.now.source,
        on=span.now.typed_on,
    )


def _signed(rise: Decimal) -> str:
    return f"{'+' if rise > 0 else '−' if rise < 0 else ''}{percent(abs(rise))}"
