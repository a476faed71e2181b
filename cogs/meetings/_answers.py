"""A member answers a notice: one press, one private answer, after it is stored; and may ask to be written to."""

from typing import TYPE_CHECKING, Any

import discord

from bot.actions import answers
from bot.actions.answers import Answers, Recorded
from bot.errors import NotFound
from bot.i18n import say
from bot.ids import GuildId, MeetingId, MemberId
from bot.rules.meetings import Answer
from bot.ui import Interaction, answer, button, caller, rows, whole
from cogs._widgets import asker
from cogs.meetings import _cards as cards

if TYPE_CHECKING:
    from bot.app import App


class Answering:
    """The buttons under a notice, and those of what they answer."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._answers = Answers(app.desk)
        app.closers.append(self._answers.finish)
        app.doors.on("meeting:answer", self._answer, whole, Answer)
        app.doors.on("meeting:follow", self._follow, whole, is_on)

    async def _answer(self, interaction: Interaction, meeting_id: int, said: Answer) -> None:
        recorded = await self._answers.answer(caller(interaction), MeetingId(meeting_id), said)
        meeting = recorded.meeting
        view = rows([cards.calendar_button(meeting), follow_button(meeting.guild_id, on=not recorded.follows)])
        await answer(interaction, _receipt(recorded), view=view)

    async def _follow(self, interaction: Interaction, guild_id: int, on: bool) -> None:
        """Begin or stop writing to whoever pressed; they can stop it anywhere, in the private message too."""
        here = GuildId(guild_id)
        if not on:
            await answers.unfollow(self._app.desk, here, MemberId(interaction.user.id))
            parts = {"view": rows([follow_button(here, on=True)])} if interaction.guild_id == here else {}
            await answer(interaction, say("follow.off"), **parts)
            return
        who, _ = await asker(self._app, interaction)
        if who.guild_id != here:
            raise NotFound("follow.elsewhere")
        await answers.follow(self._app.desk, who)
        await answer(interaction, say("follow.on"), view=rows([follow_button(here, on=False)]))


def follow_button(guild_id: GuildId, *, on: bool) -> discord.ui.Button[Any]:
    """Have Steward write before meetings, or end it."""
    label = say("follow.on_button") if on else say("follow.off_button")
    return button(label, f"meeting:follow:{guild_id}:{'on' if on else 'off'}")


def is_on(text: str) -> bool:
    """Which of the two a custom id says; raises ValueError for what we never wrote there."""
    if text not in ("on", "off"):
        raise ValueError(text)
    return text == "on"


def _receipt(recorded: Recorded) -> str:
    """What is in the database now, and what it replaced."""
    if recorded.before is None:
        return say("answer.recorded", answer=recorded.answer)
    if recorded.before is recorded.answer:
        return say("answer.same", answer=recorded.answer)
    return say("answer.changed", answer=recorded.answer, before=recorded.before)
