from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.store.db import Database
from tests.builders import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    db = await Database.open(tmp_path / "data")
    yield Desk(db, clock.now)
    await db.close()
