"""A crowd presses *I've posted it* at once: everybody is told, counted once, and Discord's limits are kept."""

import asyncio
from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from bot.actions.campaigns import REFRESH_EVERY
from bot.i18n import say
from bot.standin import Limits, Request
from tests.builders import Clock
from tests.e2e.campaigns import board_now, start_campaign
from tests.e2e.living import living
from tests.e2e.test_campaign_ballot import POSTED, announce

CROWD, AT_ONCE = 300, 60


async def test_hundreds_press_at_once_and_each_is_counted_once_within_discords_limits(
    tmp_path: Path, clock: Clock
) -> None:
    limits = Limits(on=False)
    edits: defaultdict[str, list[datetime]] = defaultdict(list)

    def note(request: Request) -> None:
        if request.method == "PATCH" and "/messages/" in request.path and "/channels/" in request.path:
            edits[request.path].append(clock.now())

    async with living(tmp_path / "data", clock, limits=limits) as branch:
        await start_campaign(branch)
        post = await announce(branch, entitled="400")
        branch.discord.on_request(note)
        limits.on = True
        crowd = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(CROWD)]
        for at in range(0, CROWD, AT_ONCE):
            replies = await asyncio.gather(*(each.press(post, POSTED) for each in crowd[at : at + AT_ONCE]))
            assert all(say("posted.noted") in each.text and each.is_private for each in replies)
            await branch.pass_(seconds=2)
        again = await asyncio.gather(*(each.press(post, POSTED) for each in crowd[:50]))
        assert all(say("posted.was_noted") in each.text for each in again)
        await branch.pass_(minutes=20)
        assert f"{CROWD} of 400" in (await board_now(branch)).text
        assert len((await branch.rows("posted"))["posted"]) == CROWD
        assert edits
        assert all(later - sooner >= REFRESH_EVERY for times in edits.values() for sooner, later in pairwise(times))
        assert not [each for each in branch.discord.requests if each.status == 429]
