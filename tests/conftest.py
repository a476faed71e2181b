import gc
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.desk import Desk
from tests.builders import Clock, new_data

# How long an example takes is the computer's affair, which may be busy.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

MEMORY, ROOM = Path("/dev/shm"), 2 << 30  # noqa: S108 - the system's own place


def pytest_xdist_auto_num_workers() -> int:
    """Two processes a core: a story waits for sockets and threads for almost half of its time."""
    return 2 * (os.cpu_count() or 1)


def pytest_configure() -> None:
    """Have `tmp_path` in memory where there is room, unless somebody says where.

    Each of a thousand stories waits for the disk a hundred times. What a test proves of power cuts it proves by killing
    a process, which keeps on a disk what it keeps in memory; that the disk keeps it is SQLite's business.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_report_header() -> list[str]:
    """Say once where Discord's own document is missing: request bodies are then not held against it."""
    from tests.standin.openapi import DOCUMENT  # noqa: PLC0415 - only where it is asked for

    return [] if DOCUMENT.exists() else [f"no document of Discord's at {DOCUMENT}: request bodies are not checked"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demo comes first: of many processes one gets the first tests, and plays its evening once for all of them."""
    items.sort(key=lambda item: item.path.name != "test_demo.py")


def pytest_collection_finish() -> None:
    """Set apart what five thousand tests are made of: it stays to the end, and looking through it finds no garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    desk = await Desk.open(new_data(tmp_path / "data"), clock.now)
    yield desk
    await desk.close()
