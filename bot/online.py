"""What Discord says of the installation: token, intents, and what Steward may do in each branch's channels."""

import asyncio
from collections.abc import Sequence

import aiohttp
import discord

from bot import app as running
from bot import logs, voice
from bot.operate import Finding, Level
from bot.rules.branches import Branch
from bot.settings import NO_TOKEN, Settings
from bot.store import branches
from bot.store.db import looking
from bot.store.folder import FolderError

CONNECT_WITHIN = 20.0


async def examine(settings: Settings) -> Sequence[Finding]:
    """Everything Discord can be asked, without registering or changing anything; works while the bot runs."""
    if settings.token is None:
        return [Finding(Level.PROBLEM, "no token", NO_TOKEN)]
    client = discord.AutoShardedClient(intents=running.intents(settings), guild_ready_timeout=1.0)
    running.point_at(settings.api_base)
    try:
        async with client:
            with running.refusing():
                return await _ask(client, settings)
    except running.Refused as refused:
        return [Finding(Level.PROBLEM, "Discord refuses", refused.line)]
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        return [Finding(Level.PROBLEM, f"Discord cannot be reached ({logs.describe(error)})", "try again later")]


async def _ask(client: discord.AutoShardedClient, settings: Settings) -> list[Finding]:
    assert settings.token is not None  # noqa: S101 - asked before
    await client.login(settings.token.get_secret_value())
    name = client.user.name if client.user else "?"
    found = [Finding(Level.OK, f"the token is good: Steward is {name}")]
    await running.find_gateway(client)
    connection = asyncio.create_task(client.connect())
    ready = asyncio.create_task(client.wait_until_ready())
    try:
        await asyncio.wait({connection, ready}, timeout=CONNECT_WITHIN, return_when=asyncio.FIRST_COMPLETED)
        if connection.done():
            connection.result()
        if not ready.done():
            raise TimeoutError
        members = (
            "on" if settings.members_intent else "off: rolls of several roles are ceilings, and nobody is written to"
        )
        found.append(Finding(Level.OK, f"the gateway accepts the intents; members intent {members}"))
        return [*found, *await _branches(client, settings)]
    finally:
        for task in (connection, ready):
            task.cancel()
        await asyncio.gather(connection, ready, return_exceptions=True)


async def _branches(client: discord.Client, settings: Settings) -> list[Finding]:
    found: list[Finding] = []
    for server in client.guilds:
        if server.unavailable:
            found.append(
                Finding(Level.WARNING, f"Discord says nothing of server {server.id} just now", "try again later")
            )
            continue
        branch = await _branch(settings, server)
        if branch is None or branch.set_up_at is None:
            found.append(Finding(Level.WARNING, f"{server.name} is not set up", "run /branch setup there"))
        else:
            found += _channels(branch, server)
    return found or [Finding(Level.WARNING, "Steward is in no server", "invite it; see README.md")]


async def _branch(settings: Settings, server: discord.Guild) -> Branch | None:
    try:
        async with looking(settings.data_dir) as conn:
            return await branches.get(conn, branches.GuildId(server.id))
    except FolderError:
        return None


def _channels(branch: Branch, server: discord.Guild) -> list[Finding]:
    found: list[Finding] = []
    for use, channel_id in branch.channels.items():
        channel = server.get_channel(channel_id)
        what = f"{server.name}, channel for {use}"
        if channel is None:
            found.append(Finding(Level.PROBLEM, f"{what} no longer exists", "choose another with /branch setup"))
        elif lacking := voice.lacking(channel):
            names = voice.named(lacking)
            found.append(Finding(Level.PROBLEM, f"{what} (#{channel.name}): Steward lacks {names}", "allow it there"))
        else:
            found.append(Finding(Level.OK, f"{what} (#{channel.name})"))
    return found
