import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.standin import Channel, Discord, Guild, Limits, Member, Patience
from tests.standin.raw import RawBot


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord(limits=Limits(on=False), patience=Patience(first_answer=1.0)) as discord:
        yield discord


@pytest.fixture
async def bot(discord: Discord) -> AsyncIterator[RawBot]:
    async with RawBot(discord) as bot:
        yield bot


@pytest.fixture
def guild(discord: Discord) -> Guild:
    return discord.guild("Riverside Branch")


@pytest.fixture
def polls(guild: Guild) -> Channel:
    return guild.channel("polls")


@pytest.fixture
def alice(guild: Guild, polls: Channel) -> Member:
    return guild.member("alice")


@pytest.fixture
def bob(guild: Guild, polls: Channel) -> Member:
    return guild.member("bob")


@pytest.fixture
async def hear(bot, alice):
    """What the bot hears of an act of a person's, which is left waiting for its answer."""
    wire = await bot.identify()
    acts: list[asyncio.Task] = []

    async def hear(act):
        acts.append(asyncio.create_task(act))
        return await wire.event("INTERACTION_CREATE")

    yield hear
    for act in acts:
        act.cancel()
    await asyncio.gather(*acts, return_exceptions=True)
