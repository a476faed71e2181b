"""What whoever runs Steward reads when its data cannot be used."""

import asyncio
import os
import sqlite3
import sys
from pathlib import Path

from bot.__main__ import UNAVAILABLE
from bot.store.db import Database

ROOT = Path(__file__).parent.parent


async def test_a_database_held_by_somebody_else_is_said_to_the_operator_in_one_line(tmp_path: Path):
    await (await Database.open(tmp_path / "data")).close()
    other = sqlite3.connect(tmp_path / "data" / "steward.db", isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    settings = {
        "STEWARD_TOKEN": "a.b.c",
        "STEWARD_DATA_DIR": str(tmp_path / "data"),
        "STEWARD_API_BASE": "http://127.0.0.1:9",
    }
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env=os.environ | settings, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(30):
        _, said = await bot.communicate()
    other.close()
    assert bot.returncode == 2
    assert said.decode().splitlines() == [f"steward: {UNAVAILABLE}"]
