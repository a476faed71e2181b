"""The yardstick: a discord.py bot that answers every press privately, in as many words as Steward, and does no more.

The leanest a knowledgeable author would write: the same client, intents and absent caches as Steward, and a listener
for interactions instead of a persistent view, which discord.py would look up at each press and give a task of its own.
"""

import asyncio
import os

import discord
from discord.http import Route

WORDS = "Recorded: **For**. Only you can see this. You can change it until <t:1795545000:F> by choosing again."


class Bare(discord.AutoShardedClient):
    """Keeps nothing, decides nothing."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(
            intents=intents,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.5,
            enable_debug_events=False,
        )

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer the press."""
        await interaction.response.send_message(WORDS, ephemeral=True)


async def main() -> None:
    """Run until killed, with the token and the address Steward would have been given."""
    Route.BASE = os.environ["STEWARD_API_BASE"]
    async with Bare() as client:
        await client.start(os.environ["STEWARD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
