"""`/privacy`: what is kept about people, from the very table by which it is exported and erased."""

from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.i18n import say
from bot.ids import Power
from bot.rules.holdings import HOLDINGS, Holding, Part, erasure
from bot.ui import Interaction, answer, rows, whole
from cogs._widgets import card, turn, turns

if TYPE_CHECKING:
    from bot.app import App

PARTS = tuple(Part)


def setup(app: "App") -> None:
    """Add `/privacy` and the ways between its pages."""

    @app.tree.command(name="privacy", description="What is kept about you, why, and until when", extras=FOR_EVERYONE)
    @app_commands.guild_only()
    async def privacy(interaction: Interaction) -> None:
        await answer(interaction, **_page(0))

    async def show(interaction: Interaction, number: int) -> None:
        await turn(interaction, **_page(number))

    app.doors.on("privacy:page", show, whole)


FOR_EVERYONE = {"power": Power.MEMBER}


def _page(number: int) -> dict[str, Any]:
    """One part of Steward to a page; where no branch is set up as well, since nothing in it is anybody's."""
    number = min(number, len(PARTS) - 1)
    part = PARTS[number]
    lines = [_line(each) for each in HOLDINGS if each.part is part]
    first = [say("privacy.intro"), ""] if number == 0 else []
    title = say("privacy.title", part=say(f"privacy.part-{part}"), page=number + 1, pages=len(PARTS))
    embed = card(title, *first, *lines, last=["", say("privacy.full")])
    pages = [[part] for part in PARTS]
    return {"embed": embed, "view": rows(turns(pages, number, "privacy:page"))}


def _line(holding: Holding) -> str:
    return say(
        "privacy.line",
        what=say(f"privacy.{holding.key}-what"),
        why=say(f"privacy.{holding.key}-why"),
        until=say(f"privacy.{holding.key}-until"),
        erasure=say(f"privacy.erasure-{erasure(holding)}"),
    )
