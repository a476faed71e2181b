"""The yardstick: a discord.py bot that answers every press privately, in as many words as Steward, and does no more.

The leanest a knowledgeable author would write: the same client, intents and absent caches as Steward, and a listener
for interactions instead of a persistent view, which discord.py would look up at each press and give a task of its own.
"""

import asyncio
import os

import discord
from discord.http import Route

SCREEN = (
    "**Check your vote: it is not cast yet.** Accept the offer?\nA vote that is cast is final. It cannot be changed or "
    "taken back, by you or by anybody else, because nobody knows which paper is yours.\nBranch indicative vote. Not a "
    "statutory ballot. It cannot authorise industrial action."
)
ANSWERED = (
    "**You are down as coming.** Everybody sees the numbers; names are for reps and for the minutes. You can change it "
    "until the meeting is over by pressing another button."
)
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
        """Answer the press; on *Vote* with a screen like Steward's, so that what is pressed next is parsed the same.

        So too on the way to the organisers.
        """
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await interaction.response.edit_message(content=WORDS, embed=None, view=None)
        elif _pressed(interaction).startswith(("poll:ballot", "feedback:send-open")):
            await interaction.response.send_message(SCREEN, embed=_shown(), view=_buttons(), ephemeral=True)
        elif _pressed(interaction).startswith("meeting:answer"):
            await interaction.response.send_message(ANSWERED, view=_buttons(), ephemeral=True)
        else:
            await interaction.response.send_message(WORDS, ephemeral=True)


def _pressed(interaction: discord.Interaction) -> str:
    return str((interaction.data or {}).get("custom_id"))


def _shown() -> discord.Embed:
    return discord.Embed(title="You are about to cast", description="• For")


def _buttons() -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for name in ("Cast my vote", "Change it"):
        view.add_item(discord.ui.Button(label=name, custom_id=f"bare:{name}:0123456789abcdef"))
    view.stop()
    return view


async def main() -> None:
    """Run until killed, with the token and the address Steward would have been given."""
    Route.BASE = os.environ["STEWARD_API_BASE"]
    async with Bare() as client:
        await client.start(os.environ["STEWARD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
