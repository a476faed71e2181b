"""What several cogs need of a conversation; knows no feature."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import discord

from bot.actions import branches
from bot.errors import NotFound
from bot.i18n import say
from bot.ids import Asker
from bot.rules.branches import Branch
from bot.ui import Interaction, caller, whole

if TYPE_CHECKING:
    from bot.app import App

COLOUR = discord.Colour.from_rgb(0x1F, 0x4E, 0x79)
LONGEST_DESCRIPTION = 4096


async def asker(app: "App", interaction: Interaction) -> tuple[Asker, Branch]:
    """Who is asking, in which branch; raises TooLate("branch.not_set_up") before the set-up is finished."""
    return await branches.asker(app.desk, caller(interaction))


def card(title: str, *lines: str, footer: str = "") -> discord.Embed:
    """A titled text. What does not fit is cut at a line, and says so."""
    text = "\n".join(lines)
    if len(text) > LONGEST_DESCRIPTION:
        more = say("ui.cut_short")
        text = text[: LONGEST_DESCRIPTION - len(more) - 1].rpartition("\n")[0] + "\n" + more
    embed = discord.Embed(title=title, description=text, colour=COLOUR)
    if footer:
        embed.set_footer(text=footer)
    return embed


def chosen(interaction: Interaction) -> Sequence[str]:
    """The values chosen in the select that was used."""
    data = cast(dict[str, object], interaction.data or {})
    values = data.get("values")
    return [str(value) for value in cast(list[object], values)] if isinstance(values, list) else []


def chosen_ids(interaction: Interaction) -> Sequence[int]:
    """The roles or channels chosen; raises NotFound for what no client of Discord's would send."""
    try:
        return [whole(value) for value in chosen(interaction)]
    except ValueError:
        raise NotFound("ui.unknown_button") from None


def guild(interaction: Interaction) -> discord.Guild:
    """The server the person is in; `caller` has refused everything outside one."""
    assert interaction.guild is not None  # noqa: S101
    return interaction.guild
