"""The computer loses its power again and again while followers are written to: everybody is, and nobody twice."""

import asyncio
import os
import random
import signal
from collections import Counter

from bot.i18n import say
from bot.standin import Request
from tests.e2e.bad_days import until
from tests.e2e.machine import Machine, run

FOLLOWERS, KILLS = 60, 20
ASKED_OF_DISCORD = {"/guilds/{guild_id}/members/{user_id}", "/users/@me/channels", "/channels/{channel_id}/messages"}
LETTER = ("POST", "/channels/{channel_id}/messages")


class Power:
    """Goes out at some moment of the letters: Discord has got a request, and its answer never arrives."""

    def __init__(self, machine: Machine) -> None:
        self.machine, self.dice = machine, random.Random()  # noqa: S311 - when it goes: each time another
        self.left, self.bot = -1, 0
        machine.discord.on_request(self._notice)

    def goes_soon(self, bot: int) -> None:
        """For this bot, after so many requests; a letter is three."""
        self.left, self.bot = self.dice.randint(1, 9), bot

    def _notice(self, request: Request) -> None:
        if request.route in ASKED_OF_DISCORD:
            self.left -= 1
            if self.left == 0:
                os.kill(self.bot, signal.SIGKILL)
                self.machine.discord.faults.drop_gateway()


async def test_after_twenty_power_cuts_every_follower_has_one_letter_or_has_refused_one(machine: Machine) -> None:
    for each in machine.crowd[:FOLLOWERS:2]:
        each.close_dms()
    preview = await machine.draft_update(FOLLOWERS)
    assert (await machine.end(signal.SIGTERM))[0] == 0
    power, sent = Power(machine), list[str]()
    machine.discord.on_request(
        lambda request: sent.append(request.path) if (request.method, request.route) == LETTER else None
    )
    machine.process = supervisor = await run(machine.folder, module="tests.e2e.supervised", **machine.settings)
    assert supervisor.stdout is not None
    bot = int(await supervisor.stdout.readline())
    await until(lambda: bool(machine.discord.gateway.connected))
    screen = await machine.sue.press(preview, say("update.post_it"))
    for _ in range(KILLS):
        power.goes_soon(bot)
        async with asyncio.timeout(30):
            bot = int(await supervisor.stdout.readline())  # the next one: this one was killed
    await until(lambda: any("wrote to" in each.text for each in machine.posts(machine.audit)))
    told = next(each.text for each in machine.posts(machine.audit) if "wrote to" in each.text)
    assert f"wrote to {FOLLOWERS // 2} who follow" in told
    assert f"{FOLLOWERS // 2} accept no messages" in told
    written, others = machine.crowd[1:FOLLOWERS:2], [*machine.crowd[:FOLLOWERS:2], *machine.crowd[FOLLOWERS:]]
    assert [len(each.dms) for each in written] == [1] * len(written)
    assert not any(each.dms for each in others)
    # Not even Discord's own guard against repeats was needed: who had the letter was found by looking back.
    rooms = Counter(path for path in sent if any(f"/{each.dm.id}/" in path for each in written))
    assert set(rooms.values()) == {1}
    assert say("letter.all_written") in (await machine.sue.press(screen, say("update.refresh"))).text
    os.kill(bot, signal.SIGTERM)
    async with asyncio.timeout(20):
        assert await supervisor.wait() == 0
