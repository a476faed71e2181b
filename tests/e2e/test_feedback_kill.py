"""The computer loses its power again and again while the desk is given what waited: each report is posted, and once."""

import asyncio
import os
import random
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.actions import branches
from bot.desk import Desk, wall_clock
from bot.ids import Caller, ChannelId, GuildId, MemberId, Power, RoleId
from bot.rules.branches import Use
from bot.rules.rounds import next_round
from bot.standin import Channel, Discord, Limits, Request
from bot.store.folder import DATABASE
from tests.actions.reported import a_sent, wait
from tests.builders import new_data
from tests.e2e.bad_days import until
from tests.e2e.machine import Machine, run

NUMBERS = [f"{each:04}" for each in range(20)]
KILLS = 2


def unposted(folder: Path) -> int:
    """How many reports still wait to be given to the desk, or to be posted there."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        ((number,),) = connection.execute("SELECT count(*) FROM reports WHERE message_id IS NOT NULL")
    return len(NUMBERS) - number


def cutting(machine: Machine, desk: int) -> Callable[[int, int], None]:
    """Kill this bot after so many posts at the desk: Discord has the last one, and its answer never arrives."""
    left, bot = 0, 0

    def notice(request: Request) -> None:
        nonlocal left
        if request.method == "POST" and request.path.endswith(f"/channels/{desk}/messages"):
            left -= 1
            if left == 0:
                os.kill(bot, signal.SIGKILL)
                machine.discord.faults.drop_gateway()

    def soon(of: int, after: int) -> None:
        nonlocal left, bot
        left, bot = after, of

    machine.discord.on_request(notice)
    return soon


async def a_desk_with_reports_waiting(machine: Machine) -> Channel:
    """The branch is set up, and so many reports wait for their round; the bot was never started."""
    organisers, everyone = machine.guild.role("Organisers"), machine.guild.everyone
    seen: dict[str, bool] = {"view_channel": True}
    rules: Any = {everyone: {"view_channel": False}, machine.guild.bot_role: seen, organisers: seen}
    channel, guild_id = machine.guild.channel("desk", overwrites=rules), GuildId(machine.guild.id)
    desk = await Desk.open(new_data(machine.folder))
    sue = Caller(guild_id, MemberId(machine.sue.id), frozenset(), administrator=True)
    roles, channels = {Power.ORGANISER: [RoleId(organisers.id)]}, {Use.DESK: ChannelId(channel.id)}
    await branches.begin(desk, sue, name="Leeds", roles=roles, channels=channels)
    await branches.finish(desk, sue)
    await wait(desk, *(a_sent(desk, each, guild_id=guild_id) for each in NUMBERS), guild_id=guild_id)
    await desk.close()
    return channel


async def test_after_power_cuts_in_the_middle_of_a_release_every_report_is_at_the_desk_once(tmp_path: Path) -> None:
    now, ahead = wall_clock(), tmp_path / "ahead"
    to_the_round = next_round(now, ZoneInfo("Europe/London")) - now + timedelta(seconds=1)
    ahead.write_text(str(to_the_round.total_seconds()), encoding="utf-8")
    async with Discord(limits=Limits(on=False)) as discord:
        machine = Machine(discord, tmp_path / "data")
        desk = await a_desk_with_reports_waiting(machine)
        cut, dice = cutting(machine, desk.id), random.Random()  # noqa: S311 - when the power goes: each time another
        supervisor = await run(machine.folder, module="tests.e2e.supervised", **machine.settings, AHEAD=str(ahead))
        try:
            assert supervisor.stdout is not None
            for _ in range(KILLS):
                cut(int(await supervisor.stdout.readline()), dice.randint(1, 6))
            bot = int(await supervisor.stdout.readline())  # all those before were killed
            await until(lambda: unposted(machine.folder) == 0)
            posts = [post.text.split()[1] for post in machine.posts(desk) if post.text.startswith("Report ")]
            assert sorted(posts) == NUMBERS
            os.kill(bot, signal.SIGTERM)
            async with asyncio.timeout(20):
                assert await supervisor.wait() == 0
        finally:
            if supervisor.returncode is None:
                os.killpg(supervisor.pid, signal.SIGKILL)  # with the bot it has started
                await supervisor.communicate()
