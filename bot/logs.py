"""What is logged: that something happened and where in the code, never what a person wrote, chose or is.

Two things would leak otherwise. Libraries at DEBUG log whole messages and SQL with its values, so DEBUG is for our own
modules alone. And an exception's message may quote what was being handled (Discord repeats a refused text), so a
traceback is logged with types and places only.
"""

import copy
import logging
import traceback
from types import TracebackType

OURS = ("bot", "cogs")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Discreet(logging.Formatter):
    """Tracebacks by type and place, without any exception's own words."""

    def format(self, record: logging.LogRecord) -> str:
        """The record; of a library's only its own words and numbers."""
        if record.name.partition(".")[0] not in OURS:
            record = copy.copy(record)
            record.msg, record.args = _own_words(record), ()
        return super().format(record)

    def formatException(  # noqa: N802 - logging's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The chain of exceptions, cause first: each one's places in the code and its type (and Discord's codes)."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            parts.append("".join(traceback.format_tb(error.__traceback__)) + describe(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\ncaused:\n".join(reversed(parts))


def _own_words(record: logging.LogRecord) -> str:
    """Nothing that a library has put in: an address, a task with its result, a callback with what it is called with."""
    if not record.args:
        return str(record.msg).partition("\n")[0].partition("(")[0].rstrip()
    if isinstance(record.args, tuple):
        return str(record.msg) % tuple(each if isinstance(each, (int, float)) else "…" for each in record.args)
    return str(record.msg)


def describe(error: BaseException) -> str:
    """The kind of failure without its words: "Forbidden (HTTP 403, code 50013)"."""
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    name = type(error).__qualname__
    return f"{name} (HTTP {status}, code {code})" if isinstance(status, int) else name


def begin(level: str) -> None:
    """Log to standard error from now on; at DEBUG only Steward's own modules say more."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(FORMAT))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.getLevelNamesMapping()[level], logging.INFO))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
