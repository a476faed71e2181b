"""The computer loses its power again and again through a whole campaign: nothing is lost, and nothing is said twice."""

import asyncio
import os
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.desk import wall_clock
from bot.i18n import say
from bot.standin import Discord, Limits, Patience, Reply, Request
from bot.store.folder import DATABASE
from tests.e2e.machine import Machine, run
from tests.e2e.test_campaign_ballot_kill import POSTED, counted, labels, press

FOLLOWERS = 16
WEEKS = timedelta(days=17)  # by then a reminder to post is due, and a date is near


class Story(Machine):
    """A bot that is started again whenever it is killed, and a clock that all of them and Discord go by."""

    def __init__(self, discord: Discord, folder: Path, ahead: Path) -> None:
        super().__init__(discord, folder)
        self.ahead, self.dice = ahead, random.Random()  # noqa: S311 - when the power goes: each time another
        self.bot, self.left, self.words = 0, 0, ("",)
        discord.on_request(self._notice)

    async def begin(self) -> None:
        self.process = await run(self.folder, module="tests.e2e.supervised", **self.settings, AHEAD=str(self.ahead))
        await self.next_bot()

    async def next_bot(self) -> None:
        """Wait until another bot is connected."""
        assert self.process is not None
        assert self.process.stdout is not None
        async with asyncio.timeout(40):
            self.bot = int(await self.process.stdout.readline())
            while not self.discord.gateway.connected:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.02)

    def cut(self) -> None:
        """Now."""
        os.kill(self.bot, signal.SIGKILL)
        self.discord.faults.drop_gateway()

    def cuts_soon(self, at_most: int, *words: str) -> None:
        """After so many messages with these words, or of any: Discord has the last one, and never gets to answer."""
        self.left, self.words = self.dice.randint(1, at_most), words

    def _notice(self, request: Request) -> None:
        is_message = request.method in ("POST", "PATCH") and request.route.startswith("/channels/")
        if self.left > 0 and is_message and all(each in str(request.body) for each in self.words):
            self.left -= 1
            if self.left == 0:
                self.cut()

    async def through(self, act: Awaitable[object]) -> None:
        """Somebody does this, and the power goes in the middle; nobody waits for the answer that is not to come."""
        doing = asyncio.ensure_future(act)
        await self.power_is_back()
        await asyncio.wait({doing}, timeout=0.1)
        doing.cancel()

    async def power_is_back(self) -> None:
        """Whom the bot before has not answered is not answered any more."""
        await self.next_bot()
        await self._leave_the_rest_unanswered()

    async def done(self, *kinds: str) -> None:
        """Wait until there is nothing of these to be done."""
        async with asyncio.timeout(40):
            while self._waiting(kinds):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.02)

    def _waiting(self, kinds: tuple[str, ...]) -> int:
        now = round((wall_clock() + timedelta(seconds=float(self.ahead.read_text()))).timestamp() * 1000)
        with sqlite3.connect(f"file:{self.folder / DATABASE}?mode=ro", uri=True) as conn:
            query = "SELECT kind FROM jobs WHERE state = 'waiting' AND due_at <= ?"
            found = [row[0] for row in conn.execute(query, (now,)) if row[0] in kinds]
        conn.close()
        return len(found)

    def marks(self) -> list[str]:
        return [str(each.embeds[0]["footer"]["text"]) for each in self.posts(self.campaign)]


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    """A branch whose bot is killed and started, in a Discord whose clock can be moved."""
    ahead = tmp_path / "ahead"
    ahead.write_text("0")

    def clock() -> datetime:
        return wall_clock() + timedelta(seconds=float(ahead.read_text()))

    async with Discord(clock=clock, limits=Limits(on=False), patience=Patience(first_answer=10.0)) as discord:
        made = Story(discord, tmp_path / "steward" / "data", ahead)
        await made.begin()
        try:
            yield made
        finally:
            if made.process is not None and made.process.returncode is None:
                os.killpg(made.process.pid, signal.SIGKILL)
                await made.process.communicate()
        assert discord.unknown == []


async def draft_ballot(story: Story) -> Reply:
    """The preview of a ballot whose papers went out yesterday."""
    opened = f"{wall_clock() - timedelta(days=1):%d %b %Y %H:%M}"
    given = {"scrutineer": "NB", "replacement": "Ring.", "opens": opened, "closes": "in 30 days", "entitled": "200"}
    form = await story.sue.press(await story.sue.slash("campaign ballot"), say("outside.new"))
    return await story.sue.submit(form, **given)


async def test_nothing_of_a_campaign_is_lost_or_said_twice_however_often_the_power_goes(story: Story) -> None:
    followers = story.crowd[:FOLLOWERS]
    for each in followers[::2]:
        each.close_dms()
    update = await story.draft_update(FOLLOWERS)
    story.cuts_soon(1, "Update of campaign")
    await story.through(story.sue.press(update, say("update.post_it")))
    await story.done("campaign.update_post", "campaign.board", "campaign.letters")
    ballot = await draft_ballot(story)
    story.cuts_soon(1, "Ballot of campaign")
    await story.through(story.sue.press(ballot, say("outside.post_it")))
    await story.done("campaign.ballot_post", "campaign.ballot_open", "campaign.board")

    post = next(each for each in story.posts(story.campaign) if POSTED in labels(each))
    pressing = [*followers[:8], *story.crowd[60:80]]
    burst = [asyncio.ensure_future(press(each, post)) for each in pressing]
    await asyncio.sleep(story.dice.uniform(0.0, 0.2))
    story.cut()
    await story.power_is_back()
    told = {who for who, was_told in await asyncio.gather(*burst) if was_told}
    assert told <= counted(story) <= {each.id for each in pressing}
    for each in followers[:8]:
        assert (await press(each, post))[0] in counted(story)

    story.ahead.write_text(str(WEEKS.total_seconds()))
    story.cut()
    await story.next_bot()
    for _ in range(4):
        story.cuts_soon(4)
        await story.next_bot()
    await story.done("campaign.ladder", "campaign.ladder_each", "campaign.remind", "campaign.letters")

    form = await story.sue.press(await story.sue.slash("campaign close"), say("campaign.close_it"))
    story.cuts_soon(1, "Settled")
    await story.through(story.sue.submit(form, outcome="settled", terms="5%", vote=""))
    await story.done("campaign.board", "campaign.ballot_post")
    said = [each.rpartition(" ")[0] for each in story.marks()]
    assert said[:3] == ["Campaign", "Update of campaign 1 ·", "Ballot of campaign 1 ·"]
    assert set(Counter(story.marks()).values()) == {1}
    (board,) = story.campaign.pins
    assert "**Settled.**" in board.text
    for number, each in enumerate(followers):
        reminded = [say("ladder.first_line")] * (number >= len(followers) // 2)
        firsts = sorted(dm.preview.partition("\n")[0] for dm in each.dms)
        assert firsts == sorted([] if number % 2 == 0 else [say("letter.first_line")] * 2 + reminded)
        assert len({dm.embeds[0]["footer"]["text"] for dm in each.dms}) == len(each.dms)
    assert not any(each.dms for each in story.crowd[FOLLOWERS:])
