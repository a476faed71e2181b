"""Whether somebody is an organiser at this moment: Discord is asked, for roles change and nobody tells Steward."""

import discord

from bot.actions import branches
from bot.ids import MemberId, Power
from bot.rules.branches import Branch
from bot.ui import would_call
from cogs._widgets import still_here


async def organiser(server: discord.Guild, branch: Branch, member_id: MemberId) -> discord.Member | None:
    """The organiser with this id; None for who has left, and for who is none any more."""
    member = await still_here(server, branch, member_id)
    if member is None or Power.ORGANISER not in branches.identify(branch, would_call(member)).powers:
        return None
    return member
