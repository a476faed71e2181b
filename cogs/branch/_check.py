"""What is wrong with a branch's set-up, each with its remedy."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import aiohttp
import discord

from bot.i18n import say
from bot.ids import Power
from bot.rules.branches import MEMBERSHIP_GOES_STALE_AFTER, Branch, Use
from cogs._widgets import ASKED_WITHIN
from cogs.branch._panel import channel_warnings, role_warnings


async def problems(
    branch: Branch, server: discord.Guild, now: datetime, failed: Sequence[tuple[str, str]]
) -> list[str]:
    """Every problem as a sentence with its remedy; `failed` is kind and problem of each thing not done."""
    found = [warning for power in Power for warning in role_warnings(power, branch, server)]
    found += [warning for use in Use for warning in channel_warnings(use, branch, server)]
    found += _membership(branch, now)
    found += await _counts(server)
    found += [say("branch.check-failed", what=say(f"job-kind.{kind}"), why=say(why)) for kind, why in failed]
    return found


def _membership(branch: Branch, now: datetime) -> list[str]:
    if branch.membership_at is None:
        return [say("branch.check-no_membership")]
    if now - branch.membership_at > MEMBERSHIP_GOES_STALE_AFTER:
        return [say("branch.check-old_membership", days=(now - branch.membership_at).days)]
    return []


async def _counts(server: discord.Guild) -> list[str]:
    """Whether Discord tells us how many members a role has; without it no turnout can be given."""
    try:
        async with asyncio.timeout(ASKED_WITHIN):
            await server.role_member_counts()
    except discord.Forbidden:
        return [say("branch.check-no_counts")]
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        return [say("branch.check-discord_away")]
    return []
