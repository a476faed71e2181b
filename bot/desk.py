"""All an action needs from the world: the data, the secret ballots, keys and seals, lots, and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random, SystemRandom

from bot.ids import OutsideBallotId, PollId, ReturnMonthId
from bot.keys import OF_OUTSIDE_BALLOTS, OF_WORKLOAD_RETURNS, Keys
from bot.seals import Seals
from bot.store import folder as on_disk
from bot.store.box import Boxes
from bot.store.db import Database


def wall_clock() -> datetime:
    """The time as the computer has it, aware and in UTC; only a Desk asks it."""
    return datetime.now(UTC)  # noqa: TID251 - this is where the desk's time comes from


@dataclass(frozen=True)
class Desk:
    """The data and the time. A test hands in a clock of its own."""

    db: Database
    keys: Keys[PollId]
    outside_keys: Keys[OutsideBallotId]
    return_keys: Keys[ReturnMonthId]
    seals: Seals
    boxes: Boxes
    now: Callable[[], datetime] = wall_clock
    lots: Random = field(default_factory=SystemRandom)
    """Draws case numbers, codes and orders. A test that compares two runs hands in a seeded one."""

    @classmethod
    async def open(cls, folder: Path, now: Callable[[], datetime] = wall_clock) -> "Desk":
        """The data of this folder, which is this process's from here on.

        Raises FolderError when the folder cannot be used, and keys.Exposed when others could read the keys in it.
        """
        db = await Database.open(folder)
        boxes = Boxes(folder)
        try:
            kept = folder / on_disk.KEYS
            of_polls = Keys[PollId](kept)
            of_outside = Keys[OutsideBallotId](kept, OF_OUTSIDE_BALLOTS)
            of_returns = Keys[ReturnMonthId](kept, OF_WORKLOAD_RETURNS)
            desk = cls(db, of_polls, of_outside, of_returns, Seals(kept), boxes, now)
            await boxes.start()
        except BaseException:
            await boxes.finish()
            await db.close()
            raise
        return desk

    async def close(self) -> None:
        """Finish what is in hand and let the folder go."""
        await self.boxes.finish()
        await self.db.close()
