"""`/mydata`: what is kept about whoever asks, to take away or to have erased; `_leavers` forgets who has left."""

import asyncio
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.actions import holdings
from bot.i18n import say
from bot.ids import Power
from bot.render import holdings as render
from bot.rules.holdings import Held
from bot.ui import Interaction, answer, button, replace, rows, stamp, think
from cogs._widgets import asker, card, is_private, turn
from cogs.mydata._leavers import Leavers

if TYPE_CHECKING:
    from bot.app import App

FOR_EVERYONE = {"power": Power.MEMBER}


def setup(app: "App") -> None:
    """Add `/mydata`, its buttons and its jobs."""
    Leavers(app)
    app.tree.add_command(MyData(app))


@app_commands.guild_only()
class MyData(app_commands.Group, name="mydata", description="What Steward keeps about you"):
    """For everybody in the server, whatever roles they have, or have no longer."""

    def __init__(self, app: "App") -> None:
        super().__init__()
        self._app = app
        app.doors.on("mydata:erase", self._ask)
        app.doors.on("mydata:sure", self._erase)
        app.doors.on("mydata:keep", self._keep)

    @app_commands.command(extras=FOR_EVERYONE)
    async def export(self, interaction: Interaction) -> None:
        """Get everything that Steward keeps about you here, as two files"""
        who, _ = await asker(self._app, interaction)
        await think(interaction)
        found = await holdings.export(self._app.desk, who)
        made = await asyncio.to_thread(render.files, found)
        files = [discord.File(BytesIO(data), name) for name, data in made.items()]
        is_any = any(each.items for each in found.held)
        await answer(interaction, say("mydata.exported" if is_any else "mydata.exported_nothing"), files=files)

    @app_commands.command(extras=FOR_EVERYONE)
    async def erase(self, interaction: Interaction) -> None:
        """See what can be erased of what Steward keeps about you, and have it erased"""
        who, _ = await asker(self._app, interaction)
        await think(interaction)
        held = await holdings.look(self._app.desk, who)
        is_any = any(each.erasable for each in held)
        wish = button(say("mydata.erase"), "mydata:erase", discord.ButtonStyle.danger)
        await replace(interaction, embed=screen(held), view=rows([wish]) if is_any else None)

    # Whose data it is about is never on a button: a press speaks for whoever presses.

    async def _ask(self, interaction: Interaction) -> None:
        sure = button(say("mydata.erase_now"), "mydata:sure", discord.ButtonStyle.danger)
        await turn(interaction, text=say("mydata.sure"), view=rows([sure, button(say("mydata.keep"), "mydata:keep")]))

    async def _erase(self, interaction: Interaction) -> None:
        who, _ = await asker(self._app, interaction)
        if is_private(interaction):
            await interaction.response.defer()
        else:  # nobody but a made-up client presses there: what stands there for everybody must stay
            await think(interaction)
        before = await holdings.erase(self._app.desk, who)
        after = await holdings.look(self._app.desk, who)
        text = "mydata.erased" if any(each.items for each in after) else "mydata.erased_all"
        gone = [_line(each, each.erasable) for each in before if each.erasable]
        was = [say("mydata.was_erased"), *gone, ""] if gone else []
        last = ["", say("mydata.later")]
        await replace(interaction, say(text), embed=card(say("mydata.title"), *was, *_staying(after), last=last))

    async def _keep(self, interaction: Interaction) -> None:
        await turn(interaction, text=say("mydata.kept"))


def screen(held: Sequence[Held]) -> discord.Embed:
    """What can be erased now, how much of it, and what cannot."""
    erasable = [_line(each, each.erasable) for each in held if each.erasable]
    if not any(each.items for each in held):
        return card(say("mydata.title"), say("mydata.nothing"))
    now = [say("mydata.can"), *erasable] if erasable else [say("mydata.can-none")]
    return card(say("mydata.title"), *now, "", *_staying(held))


def _staying(held: Sequence[Held]) -> Sequence[str]:
    """What cannot be erased, why, and until when where that is known."""
    found = [each for each in held if each.staying]
    return [say("mydata.cannot"), *map(_stays, found)] if found else []


def _stays(held: Held) -> str:
    key, number = held.holding.key, len(held.staying)
    name, why = say(f"mydata.name-{key}"), say(f"mydata.stays-{key}")
    if held.ends_at is None:
        return say("mydata.line-stays", name=name, number=number, why=why)
    return say("mydata.line-ends", name=name, number=number, why=why, at=stamp(held.ends_at, "D"))


def _line(held: Held, number: int) -> str:
    return say("mydata.line", name=say(f"mydata.name-{held.holding.key}"), number=number)
