"""People who have not read the help press everything; see `monkey` for who they are and what must hold.

A longer walk by hand: STEWARD_WALK_SEEDS="1 2 3" STEWARD_WALK_STEPS=2000 STEWARD_WALK_STORMS=1 pytest this file.
"""

import os
import time
from pathlib import Path

import pytest

from tests.builders import Clock
from tests.e2e.living import living
from tests.e2e.monkey import Walk

SEEDS = [int(seed) for seed in os.environ.get("STEWARD_WALK_SEEDS", "9").split()]
STEPS = int(os.environ.get("STEWARD_WALK_STEPS", "100"))
STORMS = bool(os.environ.get("STEWARD_WALK_STORMS"))


@pytest.mark.parametrize("which", range(len(SEEDS)))
async def test_whatever_people_press_everybody_is_answered_and_every_vote_counts_once(
    tmp_path: Path, clock: Clock, which: int
) -> None:
    seed = SEEDS[which]
    async with living(tmp_path / "data", clock) as branch:
        if STORMS:
            branch.expect_error("failed, try 1")
        walk = Walk(branch, seed, storms=STORMS)
        await walk.begin()
        began = time.monotonic()
        try:
            for _ in range(STEPS):
                await walk.step()
            polls = await walk.ledger.check()
            await walk.weather.mend()
            await walk.campaigners.check()
        except BaseException:
            print(f"seed {seed}, step {len(walk.told)}:\n{walk.story()}\n{branch.log.text[-3000:]}")  # noqa: T201
            raise
        pace, votes = STEPS / (time.monotonic() - began), walk.ledger.recorded
        secret, posted = sum(map(len, walk.ledger.secret.values())), walk.campaigners.seen
        seen = f"{polls} polls, {votes} votes, {secret} secret, {posted} posted, {len(walk.reporters.codes)} reports"
        print(f"seed {seed}: {pace:.0f} steps/s, {seen}")  # noqa: T201
