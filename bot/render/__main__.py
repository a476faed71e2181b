"""The drawing process: a chart as JSON on standard input, a PNG on standard output, then it ends.

Started by `charts.png`. If it fails it names the places in the code and the kind of error, never the message: a
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

from bot.render.results import Bar, ResultChart

LONGEST_LIFE = 60  # seconds; only matters when the bot was killed and can no longer end us


def main() -> None:
    """Draw one chart."""
    sys.excepthook = _complain
    signal.alarm(LONGEST_LIFE)
    os.nice(5)  # a vote being cast goes before a picture
    told = json.load(sys.stdin.buffer)
    from bot.render.ink import draw  # noqa: PLC0415 - after the safeguards: this import is the slow and heavy part

    sys.stdout.buffer.write(draw(_chart(told)))


def _chart(told: dict[str, Any]) -> ResultChart:
    bars = tuple(Bar(**bar) for bar in told["bars"])
    return ResultChart(told["title"], tuple(told["lines"]), bars, told["footer"], told["of"])


def _complain(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    places = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace))
    sys.stderr.write(f"{kind.__name__} at {' < '.join(reversed(list(places)))}\n")


if __name__ == "__main__":
    main()
