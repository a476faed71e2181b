"""Letters about campaigns: written one after the other, at a pace, each once whatever happens in between.

What each says stands with its part of the campaign; here is how they go out (docs/decisions/0017).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import campaign_letters, following
from bot.actions.campaigns import Standing
from bot.actions.letters import Progress
from bot.i18n import say
from bot.ids import GuildId, MemberId
from bot.render.markup import plain
from bot.scheduler import Job, Later
from bot.ui import Interaction, answer, button, rows, whole
from cogs._widgets import card, server, still_here
from cogs.campaigns import _cards as cards
from cogs.campaigns import _date_cards as date_cards
from cogs.campaigns import _question_cards as question_cards
from cogs.campaigns import _update_cards as update_cards

if TYPE_CHECKING:
    from bot.app import App

AT_ONCE = 10  # and not more than a minute's; then whatever else there is to write has its turn

# The lines of a letter, by the name it was queued under; None once it is not true any more, and nobody need have it.
Wording = Callable[["App", Job, Standing], Awaitable[Sequence[str] | None]]
WORDINGS: Mapping[str, Wording] = {
    "date": date_cards.letter,
    "update": update_cards.letter,
    "correction": update_cards.letter,
    "answer": question_cards.letter,
    "dropped": question_cards.letter,
}


class Letters:
    """The handler of every letter, and the button by which nobody gets another."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("campaign.letters", self._write)
        app.doors.on("campaign:stop", self._stop, whole)

    async def _write(self, job: Job) -> None:
        """Write to the next few; who comes after them waits for another turn."""
        a_minute = self._app.settings.letters_a_minute
        portion = await campaign_letters.next_(self._app.desk, job, min(AT_ONCE, a_minute))
        if (night := portion.not_before - self._app.desk.now()).total_seconds() > 0:
            raise Later(night.total_seconds())
        letter = await self._letter(job, portion.standing) if portion.waiting else None
        if letter is None:
            await campaign_letters.finished(self._app.desk, job)
            return
        progress = Progress.of(job)
        for member_id in portion.waiting:
            in_doubt, began = campaign_letters.is_in_doubt(job, progress, member_id), monotonic()
            progress = progress.about_to(member_id)
            if not await campaign_letters.intend(self._app.desk, job, progress):
                return
            arrived = await self._one(job, portion.standing, member_id, letter, in_doubt=in_doubt)
            progress = progress.past(member_id) if arrived is None else progress.after(member_id, arrived=arrived)
            await asyncio.sleep(max(0.0, 60 / a_minute - (monotonic() - began)))
        await campaign_letters.put_down(self._app.desk, job, progress)

    async def _one(
        self, job: Job, standing: Standing, member_id: MemberId, letter: Mapping[str, Any], *, in_doubt: bool
    ) -> bool | None:
        """Whether it arrived; None for who has left the branch, who is forgotten."""
        member = await still_here(server(self._app, job), standing.branch, member_id)
        if member is None:
            await campaign_letters.has_left(self._app.desk, job.guild_id, member_id)
            return None
        return await voice.write_once(member, job, cards.letter_mark(job), in_doubt=in_doubt, **letter)

    async def _letter(self, job: Job, standing: Standing) -> dict[str, Any] | None:
        lines = await WORDINGS[str(job.payload["what"])](self._app, job, standing)
        if lines is None:
            return None
        campaign, home = standing.campaign, server(self._app, job)
        whence = say("letter.whence", branch=plain(home.name), link=cards.link(campaign))
        return {
            "content": say("letter.first_line"),
            "embed": card(plain(campaign.title), *lines, last=["", whence], footer=cards.letter_mark(job)),
            "view": rows([stop_button(campaign.guild_id)]),
        }

    async def _stop(self, interaction: Interaction, guild_id: int) -> None:
        """No more letters about any campaign of that branch; also from a private message, and to who has left."""
        await following.unfollow(self._app.desk, GuildId(guild_id), MemberId(interaction.user.id))
        await answer(interaction, say("letter.stopped"))


def stop_button(guild_id: GuildId) -> discord.ui.Button[Any]:
    """End it: one press."""
    return button(say("letter.stop"), f"campaign:stop:{guild_id}")
