"""The year's numbers as pictures: offices by measures, offices by months, each with the same in words."""

from collections.abc import Mapping, Sequence

from bot.actions.figures import Counted, InNumbers
from bot.i18n import day_in_full, month_alone, say
from bot.render.charts import Cell, HeatMap, Row
from bot.rules.workload import Measure, Sums
from cogs.feedback import _figure_words as words

MOST_OFFICES, MOST_MONTHS = 20, 6  # that a phone shows so that they can be read
MIDDLE = 50
LONGEST_WORDS = 1024  # that Discord takes to describe a picture


def by_measure(found: InNumbers) -> HeatMap:
    """The last month that is told: a row for each office, a column for each measure, each held against its own."""
    latest = found.workload[-1]
    rows, left_out = largest(words.rows(latest), latest, MOST_OFFICES)
    return HeatMap(
        title=say("figures.map_title", month=words.month_of(latest), branch=found.branch.name),
        lines=(words.returns(found, latest), say("figures.map_line"), *_left_out(left_out)),
        columns=tuple(map(words.name, Measure)),
        rows=cells(rows),
        legend=say("figures.map_legend"),
        footer=_footer(latest),
    )


def by_month(found: InNumbers, measure: Measure) -> HeatMap:
    """One measure: a row for each office that is shown in one of the last months, a column for each of these."""
    months = found.workload[-MOST_MONTHS:]
    of_month = [dict(words.rows(each)) for each in months]
    names, left_out = _largest_of(months, of_month)
    heights = [words.height(each[name], measure) for each in of_month for name in names if name in each]
    return HeatMap(
        title=say("figures.map_title_months", measure=words.name(measure), branch=found.branch.name),
        lines=(say(f"figures.map_line-{measure}"), say("figures.map_line_months"), *_left_out(left_out)),
        columns=tuple(map(_column, months)),
        rows=tuple(_over_time(name, of_month, measure, heights) for name in names),
        legend=say("figures.map_legend_months"),
        footer=_footer(months[-1]),
    )


def _largest_of(months: Sequence[Counted], of_month: Sequence[Mapping[str, Sums]]) -> tuple[Sequence[str], int]:
    """The names of the rows: so many offices by name, then others and all; how many offices are left out."""
    offices = {words.office(name) for each in months for name in each.published.offices}
    most = {name: max(each[name].returns for each in of_month if name in each) for name in offices}
    kept = sorted(sorted(offices, key=lambda name: (-most[name], name))[:MOST_OFFICES])
    further = [name for each in of_month for name in each if name not in offices]
    return [*kept, *dict.fromkeys(sorted(further, key=_is_all))], len(offices) - len(kept)


def _is_all(name: str) -> bool:
    return name == say("figures.all_offices")


def _column(counted: Counted) -> str:
    sums = counted.published.together
    return say(
        "figures.map_column",
        month=month_alone(counted.month, short=True),
        number=0 if sums is None else sums.returns,
    )


def in_words(chart: HeatMap) -> str:
    """The same for who cannot see the picture, as far as Discord takes it."""
    rows = (
        say(
            "figures.map_row",
            name=row.name,
            cells=", ".join(
                say("figures.map_cell", column=column, number=cell.text)
                for column, cell in zip(chart.columns, row.cells, strict=True)
            ),
        )
        for row in chart.rows
    )
    return say("figures.map_words", title=chart.title, text="; ".join(rows))[:LONGEST_WORDS]


def largest(rows: Sequence[tuple[str, Sums]], counted: Counted, most: int) -> tuple[Sequence[tuple[str, Sums]], int]:
    """The offices with the most returns, so many at most, with the rows of others and of all; how many are left out."""
    offices = rows[: len(counted.published.offices)]
    kept = sorted(offices, key=lambda each: -each[1].returns)[:most]
    return [each for each in rows if each in kept or each not in offices], len(offices) - len(kept)


def cells(rows: Sequence[tuple[str, Sums]], measures: Sequence[Measure] = tuple(Measure)) -> tuple[Row, ...]:
    """These rows with a cell for each measure, the highest of each column the darkest."""
    heights = {measure: [words.height(sums, measure) for _, sums in rows] for measure in measures}
    return tuple(
        Row(name, tuple(_cell(sums, measure, heights[measure]) for measure in measures)) for name, sums in rows
    )


def height(number: int, among: Sequence[int]) -> int:
    """Where a number stands between the lowest and the highest of these, from 0 to 100."""
    low, high = min(among), max(among)
    return MIDDLE if low == high else 100 * (number - low) // (high - low)


def _cell(sums: Sums, measure: Measure, among: Sequence[int]) -> Cell:
    return Cell(words.number(sums, measure), height(words.height(sums, measure), among))


def _over_time(name: str, of_month: Sequence[Mapping[str, Sums]], measure: Measure, among: Sequence[int]) -> Row:
    hidden = Cell(say("figures.not_shown"))
    return Row(name, tuple(_cell(each[name], measure, among) if name in each else hidden for each in of_month))


def _left_out(number: int) -> Sequence[str]:
    return [say("figures.map_left_out", number=number)] if number else []


def _footer(counted: Counted) -> str:
    return say("figures.map_footer", on=day_in_full(counted.published.counted_on))
