"""How many may vote, and who: what Discord says of a poll's roles."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import discord

from bot.actions.polls import Eligible
from bot.rules.polls import Poll

if TYPE_CHECKING:
    from bot.app import App


async def eligible(app: "App", server: discord.Guild, poll: Poll) -> Eligible:
    """The number of people who hold one of the poll's roles; unknown when Discord will not say.

    Without the members intent several roles are added up, which counts people with two of them twice: a ceiling.
    """
    includes_everybody = poll.guild_id in poll.role_ids
    try:
        if app.settings.members_intent and (includes_everybody or len(poll.role_ids) > 1):
            return Eligible(len([member async for member in holders(server, poll)]))
        if includes_everybody:
            return Eligible(await _everybody(app, server), exact=False)  # bots among them, so this is a ceiling too
        counts = {role.id: number for role, number in (await server.role_member_counts()).items()}
    except (discord.Forbidden, discord.NotFound):
        return Eligible(None)
    return Eligible(sum(counts.get(role_id, 0) for role_id in poll.role_ids), exact=len(poll.role_ids) == 1)


async def _everybody(app: "App", server: discord.Guild) -> int | None:
    """Everybody in the server, now: what the gateway said at the start is not kept up without the members intent."""
    return (await app.fetch_guild(server.id, with_counts=True)).approximate_member_count


async def everybody(server: discord.Guild) -> AsyncIterator[discord.Member]:
    """Every person in the server, by ascending id. Needs the members intent."""
    async for member in server.fetch_members(limit=None):
        if not member.bot:
            yield member


async def holders(server: discord.Guild, poll: Poll) -> AsyncIterator[discord.Member]:
    """Everybody who holds one of the poll's roles, by ascending id. Needs the members intent."""
    async for member in everybody(server):
        if {role.id for role in member.roles} & poll.role_ids:
            yield member
