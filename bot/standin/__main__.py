"""The stand-in in a process of its own: starts a small branch and prints where it is, as one line of JSON.

For benchmarks `--press N` waits for the bot to post a message with a button, then has people press it and prints how
many answers a second came back.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
from time import perf_counter, process_time

import orjson

from bot.standin import Discord, Limits
from bot.standin.messages import Message
from bot.standin.people import Member


async def main(arguments: argparse.Namespace) -> None:
    """Run until the input is closed, or until the presses are done."""
    # Presses leave much behind that lives until the end; looking through it again and again costs a tenth.
    gc.set_threshold(50_000, 50, 100)
    limits = Limits(on=not arguments.unlimited)
    async with Discord(port=arguments.port, limits=limits, keep=arguments.keep) as discord:
        guild = discord.guild("Riverside Branch", members=arguments.members)
        channel = guild.channel("polls")
        say(
            {
                "api_base": discord.api_base,
                "gateway_url": discord.gateway_url,
                "token": discord.token,
                "guild_id": str(guild.id),
                "channel_id": str(channel.id),
            }
        )
        if not arguments.press:
            await asyncio.to_thread(sys.stdin.read)
            return
        while not (shown := [each for each in channel.messages.values() if each.buttons]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        people = [each for each in guild.members.values() if not each.user.is_bot]
        say(await press(people, shown[0], arguments.press, arguments.together))


async def press(people: list[Member], message: Message, times: int, together: int) -> dict[str, float]:
    """So many presses of the first button, so many at once; answers a second."""
    button = message.buttons[0].label
    left = iter(range(times))
    failed = 0

    async def one_after_another(member: Member) -> None:
        nonlocal failed
        for _ in left:
            failed += (await member.press(message, button)).failed

    began, worked = perf_counter(), process_time()
    await asyncio.gather(*(one_after_another(people[each % len(people)]) for each in range(together)))
    took = perf_counter() - began
    worked = process_time() - worked
    return {
        "presses": times,
        "seconds": round(took, 3),
        "a_second": round(times / took, 1),
        "a_second_of_its_own_work": round(times / worked, 1),
        "failed": failed,
    }


def say(what: dict[str, str] | dict[str, float]) -> None:
    """One line of JSON."""
    sys.stdout.write(orjson.dumps(what).decode() + "\n")
    sys.stdout.flush()


def settings() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bot.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--members", type=int, default=50)
    parser.add_argument("--keep", type=int, default=1000, help="lines of the conversation to keep; 0 for none")
    parser.add_argument("--unlimited", action="store_true", help="without rate limits")
    parser.add_argument("--press", type=int, default=0, metavar="N", help="press the first button N times, then stop")
    parser.add_argument("--together", type=int, default=50, help="how many people press at once")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(settings()))
