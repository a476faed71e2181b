"""All an action needs from the world: the data, the secret ballots, the keys, and the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.ids import OutsideBallotId, PollId
from bot.keys import OF_OUTSIDE_BALLOTS, Keys
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
    boxes: Boxes
    now: Callable[[], datetime] = wall_clock

    @classmethod
    async def open(cls, folder: Path, now: Callable[[], datetime] = wall_clock) -> "Desk":
        """The data of this folder, which is this process's from here on.

        Raises FolderError when the folder cannot be used, and keys.Exposed when others could read the keys in it.
        """
        db = await Database.open(folder)
        boxes = Boxes(folder)
        try:
            of_polls = Keys[PollId](folder / on_disk.KEYS)
            of_outside = Keys[OutsideBallotId](folder / on_disk.KEYS, OF_OUTSIDE_BALLOTS)
            desk = cls(db, of_polls, of_outside, boxes, now)
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
