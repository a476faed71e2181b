"""The door to the charts: hands a chart to a short-lived process of its own and gives back the picture.

Drawing costs a third of a second of processor time and forty megabytes, for a long count a few seconds and a hundred,
and calls compiled libraries that can crash on what a stranger typed. None of that may touch the process that is
counting votes, so nothing is drawn here: this module imports neither matplotlib nor numpy. What the pictures look like
is `results`, `counts`, `pay_chart`, `turnout_chart` and `heat_map`, how they are inked is `ink`. The evidence sheet is
made in the same way (`evidence`), for a printer (`paper`).
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import asdict
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from bot.render.counts import Block, CountChart, Tally
from bot.render.evidence import Evidence, Section
from bot.render.heat_map import Cell, HeatMap, Row
from bot.render.pay_chart import PayChart
from bot.render.results import Bar, ResultChart
from bot.render.turnout_chart import TurnoutChart

__all__ = [
    "Bar",
    "Block",
    "Cell",
    "ChartFailed",
    "CountChart",
    "Evidence",
    "HeatMap",
    "PayChart",
    "ResultChart",
    "Row",
    "Section",
    "Tally",
    "TurnoutChart",
    "pdf",
    "png",
    "pngs",
]

Picture = ResultChart | PayChart | TurnoutChart | HeatMap

LIMIT_SECONDS = 45.0  # a picture takes 0.4 s, but a busy machine serves votes first
# No warnings: a library's may quote what it was given, and what the child says may reach a log.
COMMAND = (sys.executable, "-W", "ignore", "-m", "bot.render")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIGNATURE_OF_PDF = b"%PDF-"
# What an interpreter may need to find its own libraries and a folder to write to; everything else stays here,
# the token first of all.
INHERITED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONPATH", "TMPDIR")

# One chart at a time: a branch's machine is small, and ten polls may close at the same minute.
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


class ChartFailed(Exception):
    """There is no picture this time; post the result without it. Says where it went wrong, never what was drawn."""


async def png(chart: Picture, *, command: tuple[str, ...] = COMMAND, limit: float = LIMIT_SECONDS) -> bytes:
    """The chart as a PNG, the same bytes for the same chart; `ChartFailed` if it cannot be had in time."""
    return await _drawn(chart, command, limit)


async def pngs(
    chart: CountChart, *, command: tuple[str, ...] = COMMAND, limit: float = LIMIT_SECONDS
) -> tuple[bytes, ...]:
    """The count as one PNG or a few, in order, the same bytes for the same count; or `ChartFailed`, as above."""
    drawn = await _drawn(chart, command, limit)
    # Compressed pixels hold these eight bytes once in 2^64 places; a picture torn there would only not be shown.
    return tuple(SIGNATURE + picture for picture in drawn.split(SIGNATURE)[1:])


async def pdf(sheet: Evidence, *, command: tuple[str, ...] = COMMAND, limit: float = LIMIT_SECONDS) -> bytes:
    """The evidence sheet as a page of PDF, the same bytes for the same sheet; or `ChartFailed`, as above."""
    return await _drawn(sheet, command, limit, SIGNATURE_OF_PDF)


async def _drawn(
    chart: Picture | CountChart | Evidence, command: tuple[str, ...], limit: float, begins: bytes = SIGNATURE
) -> bytes:
    typed = json.dumps(asdict(chart)).encode("ascii")
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        process = await _start(command)
        try:
            async with asyncio.timeout(limit):
                picture, complaint = await process.communicate(typed)
        except TimeoutError as error:
            raise ChartFailed(f"no picture within {limit:g} seconds") from error
        finally:
            await _end(process)
    if process.returncode != 0 or not picture.startswith(begins):
        # The drawing process writes line numbers to its standard error and never the text (see `__main__`).
        raise ChartFailed(f"exit {process.returncode}: {complaint.decode(errors='replace')[-500:].strip()}")
    return picture


async def _start(command: tuple[str, ...]) -> Process:
    try:
        return await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=_checkout(), env=_environment()
        )
    except OSError as error:
        raise ChartFailed(f"the drawing process did not start: {type(error).__name__}") from error


async def _end(process: Process) -> None:
    # Also on the way out of a cancelled caller: a child nobody waits for would go on drawing.
    if process.returncode is None:
        process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    # One thread: numpy would otherwise reserve memory for every core, and we only draw text.
    return kept | {"OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}


@cache
def _checkout() -> Path:
    return Path(__file__).resolve().parents[2]
