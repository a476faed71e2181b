"""A figure with its spread and its goal, and the table they are printed in."""

import platform
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import starmap
from os import cpu_count
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Figure:
    """What was measured several times; `most` or `least` is the goal for its median, without either it only informs."""

    what: str
    values: Sequence[float]
    unit: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the median reaches the goal."""
        middle = median(self.values)
        return (self.most is None or middle <= self.most) and (self.least is None or middle >= self.least)

    @property
    def goal(self) -> str:
        """The goal in signs, empty where there is none."""
        if self.most is not None:
            return f"≤ {self.most:g}"
        return "" if self.least is None else f"≥ {self.least:g}"

    def cells(self) -> tuple[str, str, str, str]:
        """As a row: what, median with least and most, goal, whether it is met."""
        spread = f" ({_short(min(self.values))} to {_short(max(self.values))})" if len(self.values) > 1 else ""
        met = ("met" if self.is_met else "NOT MET") if self.goal else ""
        return self.what, f"{_short(median(self.values))}{spread} {self.unit}".strip(), self.goal, met


def ratios(ours: Iterable[float], theirs: Iterable[float]) -> list[float]:
    """Ours by theirs, round by round, so that a busy moment of the machine weighs on both."""
    return [mine / other for mine, other in zip(ours, theirs, strict=True)]


def table(figures: Sequence[Figure]) -> str:
    """The figures in Markdown."""
    rows = [("What", "Median (least to most)", "Goal", ""), *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["| " + " | ".join(starmap(str.ljust, zip(row, widths, strict=True))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def machine() -> str:
    """Where and when it was measured, in one line."""
    described = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in described if line.startswith("model name")), "unknown")
    busy = Path("/proc/loadavg").read_text(encoding="ascii").split()[0]
    return (
        f"{datetime.now(UTC):%d %B %Y}; {model}, {cpu_count()} cores, load {busy}; "  # noqa: TID251 - no desk here
        f"{platform.system()} {platform.release()}; Python {sys.version.split()[0]}; SQLite {sqlite3.sqlite_version}"
    )


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
