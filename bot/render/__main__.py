"""The drawing process: a chart as JSON on standard input, PNGs one after another or a PDF on standard output.

Started by `charts`. If it fails it names the places in the code and the kind of error, never the message: a
message may quote what was typed, and what is written here may reach a log.
"""

import json
import os
import signal
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from bot.render.counts import Block, CountChart, Tally
from bot.render.evidence import Evidence, Section
from bot.render.heat_map import Cell, HeatMap, Row
from bot.render.pay_chart import Line, PayChart
from bot.render.results import Bar, ResultChart
from bot.render.turnout_chart import Column, Mark, TurnoutChart

LONGEST_LIFE = 60  # seconds; only matters when the bot was killed and can no longer end us


def main() -> None:
    """Draw one chart."""
    sys.excepthook = _complain
    signal.alarm(LONGEST_LIFE)
    os.nice(5)  # a vote being cast goes before a picture
    told = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(b"".join(_pictures(told)))


def _pictures(told: dict[str, Any]) -> tuple[bytes, ...]:
    if "sections" in told:
        from bot.render.paper import draw_evidence  # noqa: PLC0415 - slow, and seldom asked for

        return (draw_evidence(_evidence(told)),)
    from bot.render import ink  # noqa: PLC0415 - after the safeguards: slow

    if "blocks" in told:
        return ink.draw_count(_count(told))
    if "legend" in told:
        return (ink.draw_heat_map(_heat_map(told)),)
    if "columns" in told:
        return (ink.draw_turnout(_turnout(told)),)
    return (ink.draw_pay(_pay(told)),) if "series" in told else (ink.draw(_chart(told)),)


def _count(told: dict[str, Any]) -> CountChart:
    made: dict[str, Any] = {"blocks": tuple(map(_block, told["blocks"]))}
    return CountChart(**told | _tuples(told, "lines", "result") | made)


def _block(told: dict[str, Any]) -> Block:
    made: dict[str, Any] = {"tallies": tuple(Tally(**tally) for tally in told["tallies"])}
    return Block(**told | _tuples(told, "lines", "notes", "result") | made)


def _tuples(told: dict[str, Any], *names: str) -> dict[str, Any]:
    # JSON knows only lists.
    return {name: tuple(told[name]) for name in names}


def _chart(told: dict[str, Any]) -> ResultChart:
    bars = tuple(Bar(**bar) for bar in told["bars"])
    return ResultChart(told["title"], tuple(told["lines"]), bars, told["footer"], told["of"])


def _pay(told: dict[str, Any]) -> PayChart:
    series = tuple(Line(each["label"], tuple(map(tuple, each["points"])), each["is_pay"]) for each in told["series"])
    made: dict[str, Any] = {"series": series}
    return PayChart(**told | _tuples(told, "lines") | made)


def _turnout(told: dict[str, Any]) -> TurnoutChart:
    columns, marks = (Column(**each) for each in told["columns"]), (Mark(**each) for each in told["marks"])
    made: dict[str, Any] = {"columns": tuple(columns), "marks": tuple(marks)}
    return TurnoutChart(**told | _tuples(told, "lines") | made)


def _heat_map(told: dict[str, Any]) -> HeatMap:
    made: dict[str, Any] = {"rows": tuple(map(_row, told["rows"]))}
    return HeatMap(**told | _tuples(told, "lines", "columns") | made)


def _evidence(told: dict[str, Any]) -> Evidence:
    made: dict[str, Any] = {"sections": tuple(map(_section, told["sections"]))}
    return Evidence(**told | _tuples(told, "lines", "notes") | made)


def _section(told: dict[str, Any]) -> Section:
    made: dict[str, Any] = {"rows": tuple(map(_row, told["rows"]))}
    return Section(**told | _tuples(told, "lines", "columns", "notes") | made)


def _row(told: dict[str, Any]) -> Row:
    return Row(told["name"], tuple(Cell(**cell) for cell in told["cells"]))


def _complain(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    places = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace))
    sys.stderr.write(f"{kind.__name__} at {' < '.join(reversed(list(places)))}\n")


if __name__ == "__main__":
    main()
