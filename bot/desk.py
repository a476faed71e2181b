"""All an action needs from the world: the data and the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.store.db import Database


def wall_clock() -> datetime:
    """The time as the computer has it, aware and in UTC; only a Desk asks it."""
    return datetime.now(UTC)  # noqa: TID251 - this is where the desk's time comes from


@dataclass(frozen=True)
class Desk:
    """The data and the time. A test hands in a clock of its own."""

    db: Database
    now: Callable[[], datetime] = wall_clock
