"""`/help`: what this person can do here, and nothing they cannot; and who could find out what."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.actions import branches, diary
from bot.i18n import in_full, say
from bot.ids import Asker, Power
from bot.rules.branches import Branch
from bot.rules.meetings import Meeting
from bot.ui import Interaction, answer, button, caller, plain, rows, stamp
from cogs._widgets import card, jump

if TYPE_CHECKING:
    from bot.app import App


class Matter(StrEnum):
    """What a member may want nobody to find out."""

    VOTED = "voted"
    CAME = "came"
    POSTED = "posted"
    REPORTED = "reported"


# In this order: what everyone can do stands first, for that is what most people look for.
SHOWN = (Power.MEMBER, Power.REP, Power.ORGANISER, Power.OFFICER)


def setup(app: "App") -> None:
    """Add `/help`."""

    @app.tree.command(name="help", description="What you can do here", extras={"power": Power.MEMBER})
    @app_commands.guild_only()
    async def help_(interaction: Interaction) -> None:
        asked = caller(interaction)
        branch = await branches.get(app.desk, asked.guild_id)
        coming = await diary.next_meeting(app.desk, asked.guild_id)
        cards = _cards(app.tree, branches.identify(branch, asked), branch, coming)
        questions = [button(say(f"help.ask-{each}"), f"help:who:{each}") for each in Matter]
        await answer(interaction, embeds=cards, view=rows(questions))

    async def who_could(interaction: Interaction, matter: Matter) -> None:
        await answer(interaction, embed=card(say(f"help.ask-{matter}"), say(f"help.who-{matter}")))

    app.doors.on("help:who", who_could, Matter)


def _cards(
    tree: "app_commands.CommandTree[discord.Client]", who: Asker, branch: Branch | None, coming: Meeting | None
) -> list[discord.Embed]:
    """First of all what everyone can do, then a card for each power: together they do not fit in one."""
    first = [] if branch is not None and branch.set_up_at is not None else [say("branch.not_set_up"), ""]
    if branch is not None and coming is not None:
        first += [_next_meeting(coming, branch), ""]
    if Power.MEMBER not in who.powers:
        first += [say("help.no_role"), ""]
    shown = [power for power in SHOWN if power is Power.MEMBER or power in who.powers]
    sections = [[say(f"help.for-{power}"), *found] for power in shown if (found := list(_commands(tree, power)))]
    return [card(say("help.title"), *first, *sections[0]), *(card("", *lines) for lines in sections[1:])]


def _next_meeting(meeting: Meeting, branch: Branch) -> str:
    return say(
        "help.next_meeting",
        title=plain(meeting.title),
        link=jump(meeting.guild_id, meeting.channel_id, None if meeting.message_lost else meeting.message_id),
        at=in_full(meeting.starts_at, branch.zone),
        ago=stamp(meeting.starts_at, "R"),
    )


def _commands(tree: "app_commands.CommandTree[discord.Client]", power: Power) -> Iterator[str]:
    for command in sorted(tree.walk_commands(), key=lambda each: each.qualified_name):
        if isinstance(command, app_commands.Command) and command.extras.get("power") is power:
            yield say("help.line", command=command.qualified_name, what=command.description)
