"""The card with a year's numbers, and the same as tables for a spreadsheet."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import discord

from bot.actions.figures import Counted, InNumbers
from bot.i18n import say
from bot.render.markup import plain
from bot.render.tables import csv_bytes
from bot.rules import report_figures
from bot.rules.workload import Measure, Sums
from bot.ui import button, menu, rows
from cogs._widgets import card
from cogs.feedback import _figure_words as words
from cogs.feedback._figure_charts import largest

NAMES_IN_A_LINE, TABLES_ON_THE_CARD, OFFICES_ON_THE_CARD, MONTHS_ON_THE_CARD = 6, 2, 6, 3
MOST_YEARS = 25


def shown(found: InNumbers) -> dict[str, Any]:
    """A year's numbers, and what can be made of them."""
    title = say("figures.title", branch=plain(found.branch.name), year=str(found.year))
    lines = [say("figures.about"), "", *_reports(found), "", *_workload(found)]
    return {"embed": card(title, *lines), "view": _controls(found)}


def is_empty(found: InNumbers) -> bool:
    """Whether there is nothing to make a table or a sheet of."""
    return not found.reports.periods and not found.workload


def _controls(found: InNumbers) -> discord.ui.View:
    year, has_nothing, has_map = found.year, is_empty(found), bool(found.workload)
    buttons = [
        button(say("figures.table_button"), f"feedback:figures-table:{year}", disabled=has_nothing),
        button(say("figures.map_button"), f"feedback:figures-map:{year}", disabled=not has_map),
        button(say("figures.sheet_button"), f"feedback:figures-sheet:{year}", disabled=has_nothing),
    ]
    measures = {measure.value: words.name(measure) for measure in Measure}
    by_month = menu(f"feedback:figures-measure:{year}", say("figures.measure_menu"), measures)
    others = {str(each): str(each) for each in found.years if each != year}
    another = menu("feedback:figures-year", say("figures.year_menu"), dict(list(others.items())[:MOST_YEARS]))
    return rows(buttons, [by_month] if has_map else [], [another] if others else [])


# Reports


def _reports(found: InNumbers) -> Sequence[str]:
    figures = found.reports
    if not figures.periods:
        return [say("figures.reports"), say("figures.no_periods", year=str(found.year))]
    told = [
        say("figures.period", span=words.span(each.first, each.last), number=each.number) for each in figures.periods
    ]
    last = words.month(figures.periods[-1].last)
    return [
        say("figures.reports"),
        say("figures.periods", number=figures.number, last=last, text="; ".join(told)),
        *_tables("category", figures.by_category),
        *(_tables("office", figures.by_office) if found.has_offices else []),
        *([say("figures.next_period")] if found.year == found.today.year else []),
    ]


def _tables(by: str, tables: Sequence[report_figures.Counted]) -> Sequence[str]:
    if not tables:
        return [say(f"figures.no_table-{by}")]
    latest = tables[-TABLES_ON_THE_CARD:]
    older = len(tables) - len(latest)
    lines = [
        say(f"figures.by-{by}", span=words.span(each.first, each.last), number=each.number, text=_named(each))
        for each in latest
    ]
    return [*([say("figures.older_tables", number=older)] if older else []), *lines]


def _named(table: report_figures.Counted) -> str:
    if not table.shown:
        return say("figures.untold")
    told = [
        say("figures.named", name=plain(words.office(name)), number=number, share=words.share(number, table.number))
        for name, number in table.shown.items()
    ]
    more = len(told) - NAMES_IN_A_LINE
    others = say("figures.others", number=table.others, share=words.share(table.others, table.number))
    return "; ".join(
        [
            *told[:NAMES_IN_A_LINE],
            *([say("figures.more_names", number=more)] if more > 0 else []),
            *([others] if table.others else []),
        ]
    )


# Workload


def _workload(found: InNumbers) -> Sequence[str]:
    anew = [say("figures.anew", month=words.month_of(each)) for each in found.workload if each.began_anew]
    if not found.workload:
        return [say("figures.no_workload")]
    latest = found.workload[-1]
    rows_, left_out = largest(words.rows(latest), latest, OFFICES_ON_THE_CARD)
    return [
        say("figures.workload", month=words.month_of(latest), on=latest.published.counted_on),
        words.returns(found, latest),
        *(f"- {_row(plain(name), sums)}" for name, sums in rows_),
        *([say("figures.more_offices", number=left_out)] if left_out else []),
        *_months(found.workload[:-1]),
        say("figures.few_returns"),
        *anew,
    ]


def _months(before: Sequence[Counted]) -> Sequence[str]:
    """The months before the last one, as far as there is room."""
    if not before:
        return []
    older = len(before) - MONTHS_ON_THE_CARD
    told = [(each, each.published.together) for each in before[-MONTHS_ON_THE_CARD:]]
    lines = [f"- {_row(words.month_of(each), sums)}" for each, sums in told if sums is not None]
    return ["", say("figures.months"), *([say("figures.older_months", number=older)] if older > 0 else []), *lines]


def _row(name: str, sums: Sums) -> str:
    risk = say("figures.no_cases")
    if sums.high_risk_share is not None:
        risk = say("figures.high_risk", share=str(sums.high_risk_share), part=sums.high_risk, whole=sums.caseload)
    return say(
        "figures.row",
        name=name,
        returns=sums.returns,
        caseload=words.number(sums, Measure.CASELOAD),
        high_risk=risk,
        hours_over=words.number(sums, Measure.HOURS_OVER),
        vacancies=words.number(sums, Measure.VACANCIES),
        leave_refused=words.number(sums, Measure.LEAVE_REFUSED),
    )


# For a spreadsheet


def tables(found: InNumbers) -> list[discord.File]:
    """Everything that is told of the year: reports, and workload by month and office."""
    given = {"reports": _table_of_reports(found), "workload": _table_of_workload(found)}
    return [
        discord.File(BytesIO(csv_bytes(header, lines)), f"{name}-{found.year}.csv")
        for name, (header, lines) in given.items()
        if lines
    ]


Line = Sequence[str | int | Decimal]


def _table_of_reports(found: InNumbers) -> tuple[Sequence[str], Sequence[Line]]:
    columns = ("kind", "first", "last", "name", "reports", "of")
    lines: list[Line] = [
        [say("figures.kind-month"), each.first, each.last, say("figures.everybody"), each.number, each.number]
        for each in found.reports.periods
    ]
    for kind, counted in (("category", found.reports.by_category), ("office", found.reports.by_office)):
        for table in counted:
            start: Line = [say(f"figures.kind-{kind}"), table.first, table.last]
            lines += [[*start, words.office(name), number, table.number] for name, number in table.shown.items()]
            if table.others:
                lines.append([*start, say("figures.all_others"), table.others, table.number])
    return [say(f"figures.column-{each}") for each in columns], lines


def _table_of_workload(found: InNumbers) -> tuple[Sequence[str], Sequence[Line]]:
    columns = (
        *("month", "office", "returns", "caseload", "cases", "high_risk", "high_risk_share", "hours_over"),
        *("vacancies", "leave_refused", "membership", "counted_on"),
    )
    lines = [_line(each, name, sums) for each in found.workload for name, sums in words.rows(each)]
    return [say(f"figures.column-{each}") for each in columns], lines


def _line(counted: Counted, name: str, sums: Sums) -> Line:
    published = counted.published
    averages = {
        measure: Decimal(words.tenths(sums.average(measure))) for measure in Measure if measure is not Measure.HIGH_RISK
    }
    return [
        f"{counted.month:%Y-%m}",
        name,
        sums.returns,
        averages[Measure.CASELOAD],
        sums.caseload,
        sums.high_risk,
        "" if sums.high_risk_share is None else str(sums.high_risk_share),
        averages[Measure.HOURS_OVER],
        averages[Measure.VACANCIES],
        averages[Measure.LEAVE_REFUSED],
        published.membership or "",
        published.counted_on.isoformat(),
    ]
