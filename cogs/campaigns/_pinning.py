"""Keeping the board where everybody finds it: pinned in its channel, as far as Discord lets Steward."""

from typing import TYPE_CHECKING

import discord

from bot.rules.campaigns import Campaign
from bot.voice import UNKNOWN_CHANNEL, UNKNOWN_MESSAGE

if TYPE_CHECKING:
    from bot.app import App

NEEDED = "pin_messages"
TOO_MANY_PINS = 30003
FORBIDDEN, FULL = "campaign.pin_forbidden", "campaign.pin_full"


async def pin(app: "App", here: discord.Guild, campaign: Campaign) -> str | None:
    """Pin the board; None once it is pinned, or the message key of why Discord does not let us.

    Pinning it a second time changes nothing, and Discord says nothing of it. Raises what may pass by itself.
    """
    assert campaign.message_id is not None  # noqa: S101 - only a board that was posted is pinned
    channel = here.get_channel(campaign.channel_id)
    if channel is not None and not getattr(channel.permissions_for(here.me), NEEDED):
        return FORBIDDEN
    place = app.get_partial_messageable(campaign.channel_id, guild_id=here.id)
    try:
        await place.get_partial_message(campaign.message_id).pin()
    except discord.Forbidden:
        return FORBIDDEN
    except discord.HTTPException as error:
        if error.code == TOO_MANY_PINS:
            return FULL
        if error.code not in (UNKNOWN_MESSAGE, UNKNOWN_CHANNEL):  # the next refresh will notice that it is gone
            raise
    return None
