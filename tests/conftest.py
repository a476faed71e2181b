from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.builders import Clock


def pytest_report_header() -> list[str]:
    """Say once where Discord's own document is missing: request bodies are then not held against it."""
    from tests.standin.openapi import DOCUMENT  # noqa: PLC0415 - only where it is asked for

    return [] if DOCUMENT.exists() else [f"no document of Discord's at {DOCUMENT}: request bodies are not checked"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    desk = await Desk.open(tmp_path / "data", clock.now)
    yield desk
    await desk.close()
