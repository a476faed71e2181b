"""The evidence sheet: what one page says to the employer, with the method and the dates of every number on it."""

from collections.abc import Sequence

from bot.actions.figures import InNumbers
from bot.i18n import day_in_full, month_in_full, say
from bot.render.charts import Cell, Evidence, Row, Section
from bot.rules.report_figures import Counted as Table
from bot.rules.workload import Measure, Sums
from cogs.feedback import _figure_words as words
from cogs.feedback._figure_charts import cells, height, largest

MOST_OFFICES, MOST_NAMES, MOST_TABLES = 10, 6, 4  # that one page has room for
FLAT = 0


def sheet(found: InNumbers) -> Evidence:
    """The page of a year; raises nothing for a year of which there is nothing to say yet."""
    name, on = found.branch.name, day_in_full(found.today)
    last = words.last_month(found)
    return Evidence(
        title=say("evidence.title", branch=name),
        lines=(say("evidence.period", last="–" if last is None else month_in_full(last), on=on),),
        sections=(*_workload(found), *_reports(found)),
        notes=tuple(say(f"evidence.{each}") for each in ("method", "rule", "limits")),
        footer=say("evidence.footer", branch=name, on=on),
    )


def _workload(found: InNumbers) -> Sequence[Section]:
    if not found.workload:
        line = say("evidence.workload_none_line", year=str(found.year))
        return [Section(say("evidence.workload_none"), (line,))]
    latest = found.workload[-1]
    shown, left_out = largest(words.rows(latest), latest, MOST_OFFICES)
    together = latest.published.together
    assert together is not None  # noqa: S101 - months of which nothing is told are not among these
    risk = say("evidence.high_risk", part=together.high_risk, whole=together.caseload)
    of_year = [(words.month_of(each), each.published.together) for each in found.workload if each.published.together]
    anew = [say("figures.anew", month=words.month_of(each)) for each in found.workload if each.began_anew]
    return [
        Section(
            say("evidence.workload", month=words.month_of(latest)),
            (words.returns(found, latest), risk),
            _columns(),
            _with_returns(shown),
            (
                say("evidence.counted", on=day_in_full(latest.published.counted_on)),
                *([say("evidence.left_out", number=left_out)] if left_out else []),
            ),
        ),
        Section(say("evidence.months"), (), _columns(), _with_returns(of_year), tuple(anew)),
    ]


def _columns() -> tuple[str, ...]:
    return (say("figures.measure-returns"), *map(words.name, Measure))


def _with_returns(rows: Sequence[tuple[str, Sums]]) -> tuple[Row, ...]:
    """The rows' cells, behind how many returns they are made from."""
    made = zip(cells(rows), rows, strict=True)
    return tuple(Row(row.name, (Cell(str(sums.returns), FLAT), *row.cells)) for row, (_, sums) in made)


def _reports(found: InNumbers) -> Sequence[Section]:
    figures = found.reports
    heading = say("evidence.reports")
    if not figures.periods:
        return [Section(heading, (say("evidence.reports_none", year=str(found.year)),))]
    told = [
        say("figures.period", span=words.span(each.first, each.last), number=each.number) for each in figures.periods
    ]
    last = words.month(figures.periods[-1].last)
    line = say("figures.periods", number=figures.number, last=last, text="; ".join(told))
    none = [
        say(f"evidence.no_table-{by}")
        for by, tables in (("category", figures.by_category), ("office", figures.by_office))
        if not any(each.shown for each in tables) and (by == "category" or found.has_offices)
    ]
    return [
        Section(heading, (line, *none)),
        *_tables("category", figures.by_category),
        *_tables("office", figures.by_office),
    ]


def _tables(by: str, tables: Sequence[Table]) -> Sequence[Section]:
    """The last tables beside each other: a column each, a row for each name that is shown in one of them."""
    latest = tables[-MOST_TABLES:]
    if not any(each.shown for each in latest):
        return []
    names = list(dict.fromkeys(name for each in reversed(latest) for name in each.shown))
    most = {name: max(each.shown.get(name, 0) for each in latest) for name in names}
    kept = sorted(names, key=lambda name: (-most[name], name))[:MOST_NAMES]
    among = [number for each in latest for name, number in each.shown.items() if name in kept]
    rows = [Row(words.office(name), tuple(_cell(each, name, among) for each in latest)) for name in kept]
    others = [Cell(str(each.others), FLAT) for each in latest]
    left_out = len(names) - len(kept)
    return [
        Section(
            say(f"evidence.by-{by}"),
            (),
            tuple(words.span(each.first, each.last) for each in latest),
            (
                *rows,
                *([Row(say("figures.all_others"), tuple(others))] if any(each.others for each in latest) else []),
                Row(say("figures.everybody"), tuple(Cell(str(each.number), FLAT) for each in latest)),
            ),
            (say("evidence.names_left_out", number=left_out),) if left_out else (),
        )
    ]


def _cell(table: Table, name: str, among: Sequence[int]) -> Cell:
    if name not in table.shown:
        return Cell(say("figures.not_shown"))
    return Cell(str(table.shown[name]), height(table.shown[name], among))
