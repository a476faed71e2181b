"""*I've posted it*: a member presses, in the channel or in a private reminder, and is told privately what is kept."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import branches, posted
from bot.actions.posted import Noted, Posted
from bot.errors import NotAllowed, NotFound
from bot.i18n import say
from bot.ids import Caller, GuildId, MemberId, OutsideBallotId, WorkplaceId
from bot.render.markup import plain
from bot.rules.outside_ballots import Workplace, purge_at
from bot.ui import Interaction, answer, button, caller, menu, rows, stamp, whole, would_call
from cogs._widgets import ASKED_WITHIN, chosen_ids, still_here, turn

if TYPE_CHECKING:
    from bot.app import App

IN_A_MENU = 25


class Pressing:
    """The button of a ballot's post and of a reminder, and those of what it answers."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._posted = Posted(app.desk)
        app.closers.append(self._posted.finish)
        app.doors.on("campaign:posted", self._say, whole)
        app.doors.on("campaign:posted_there", self._say_there, whole, whole)
        app.doors.on("campaign:not_posted", self._take_back, whole, whole)
        app.doors.on("campaign:workplace", self._choose, whole, whole, whole)
        app.doors.on("campaign:reminders", self._remind, whole, is_on)

    async def _say(self, interaction: Interaction, ballot_id: int) -> None:
        noted = await self._posted.say(caller(interaction), OutsideBallotId(ballot_id))
        await answer(interaction, **_receipt(noted))

    async def _say_there(self, interaction: Interaction, guild_id: int, ballot_id: int) -> None:
        noted = await self._posted.say(await self._caller(interaction, guild_id), OutsideBallotId(ballot_id))
        await answer(interaction, **_receipt(noted))

    async def _take_back(self, interaction: Interaction, guild_id: int, ballot_id: int) -> None:
        who = Caller(GuildId(guild_id), MemberId(interaction.user.id), frozenset())
        noted = await self._posted.take_back(who, OutsideBallotId(ballot_id))
        await turn(interaction, text=say("posted.was_not" if noted.was_known else "posted.taken_back"))

    async def _choose(self, interaction: Interaction, guild_id: int, ballot_id: int, _: int) -> None:
        who = await self._caller(interaction, guild_id)
        workplace_id = WorkplaceId(next(iter(chosen_ids(interaction)), 0))
        noted = await self._posted.choose(who, OutsideBallotId(ballot_id), workplace_id)
        await turn(interaction, **_receipt(noted, say("posted.chosen")))

    async def _remind(self, interaction: Interaction, guild_id: int, on: bool) -> None:
        """Stop or begin again reminding whoever pressed, of any ballot of that branch."""
        here, member_id = GuildId(guild_id), MemberId(interaction.user.id)
        if on:
            await posted.hear(self._app.desk, here, member_id)
            await turn(interaction, text=say("ladder.heard"))
        else:
            await posted.silence(self._app.desk, here, member_id)
            view = rows([button(say("ladder.again"), f"campaign:reminders:{here}:on")])
            await answer(interaction, say("ladder.stopped"), view=view)

    async def _caller(self, interaction: Interaction, guild_id: int) -> Caller:
        """Who presses, in that branch: of a press in a private message Discord does not say it."""
        if interaction.guild_id is not None:
            who = caller(interaction)
            if who.guild_id != guild_id:
                raise NotFound("posted.elsewhere")
            return who
        home = self._app.get_guild(guild_id)
        branch = await branches.get(self._app.desk, GuildId(guild_id))
        if home is None or branch is None:
            raise NotFound("posted.elsewhere")
        member = await asyncio.wait_for(still_here(home, branch, MemberId(interaction.user.id)), ASKED_WITHIN)
        if member is None:
            raise NotAllowed("posted.not_here")
        return would_call(member)


def letter_buttons(guild_id: GuildId, ballot_id: OutsideBallotId) -> Sequence[discord.ui.Button[Any]]:
    """Those of a private reminder; they work there too."""
    posted_it = f"campaign:posted_there:{guild_id}:{ballot_id}"
    return [
        button(say("outside.button"), posted_it, discord.ButtonStyle.primary),
        button(say("ladder.stop"), f"campaign:reminders:{guild_id}:off"),
    ]


def is_on(text: str) -> bool:
    """Which of the two a custom id says; raises ValueError for what we never wrote there."""
    if text not in ("on", "off"):
        raise ValueError(text)
    return text == "on"


def _receipt(noted: Noted, told: str = "") -> dict[str, Any]:
    """What is kept of this member now; at the top what the press did, which is to say that they have posted."""
    ballot, workplace = noted.ballot, noted.workplace
    lines = [
        told or say("posted.was_noted" if noted.was_known else "posted.noted"),
        *([] if workplace is None else [say("posted.workplace", workplace=plain(workplace.name))]),
        say("posted.who_sees", at=stamp(purge_at(ballot))),
        *([say("posted.choose")] if noted.choices else []),
    ]
    here = f"{ballot.guild_id}:{ballot.id}"
    groups = [noted.choices[at : at + IN_A_MENU] for at in range(0, len(noted.choices), IN_A_MENU)]
    menus = [[_menu(f"campaign:workplace:{here}:{number}", group)] for number, group in enumerate(groups)]
    mistake = button(say("posted.mistake"), f"campaign:not_posted:{here}")
    return {"text": "\n\n".join(lines), "view": rows(*menus, [mistake])}


def _menu(custom_id: str, workplaces: Sequence[Workplace]) -> discord.ui.Select[Any]:
    first, last = workplaces[0].name, workplaces[-1].name
    same = "yes" if len(workplaces) == 1 else "no"
    placeholder = say("posted.menu", same=same, first=first, last=last)
    return menu(custom_id, placeholder, {str(each.id): each.name for each in workplaces})
