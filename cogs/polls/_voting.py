"""A member votes in an open poll: one press, one private answer, after it is stored. In secret it is `_paper`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.actions import polls
from bot.actions.votes import Recorded, Votes
from bot.errors import Invalid
from bot.i18n import say
from bot.ids import PollId
from bot.ui import Interaction, answer, caller, plain, stamp, whole
from cogs._widgets import asker, chosen, chosen_ids
from cogs.polls import _cards as cards

if TYPE_CHECKING:
    from bot.app import App

LONGEST_CONTENT = 2000


class Voting:
    """The buttons and the select under a poll."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._votes = Votes(app.desk)
        app.closers.append(self._votes.finish)
        app.doors.on("poll:vote", self._press, whole, whole)
        app.doors.on("poll:choose", self._choose, whole)
        app.doors.on("poll:paper", self._paper, str)

    async def _press(self, interaction: Interaction, poll_id: int, option: int) -> None:
        recorded = await self._votes.cast(caller(interaction), PollId(poll_id), (option,))
        await interaction.response.send_message(_receipt(recorded), ephemeral=True)

    async def _choose(self, interaction: Interaction, poll_id: int) -> None:
        try:
            options = [whole(value) for value in chosen(interaction)]
        except ValueError:
            raise Invalid("poll.no_such_option") from None
        recorded = await self._votes.cast(caller(interaction), PollId(poll_id), options)
        await interaction.response.send_message(_receipt(recorded), ephemeral=True)

    async def _paper(self, interaction: Interaction, where: str) -> None:
        """The poll as a private message, for who cannot find the public one (chosen from `/poll list`)."""
        who, _ = await asker(self._app, interaction)
        poll_id = next(iter(chosen_ids(interaction)), 0)
        standing = await polls.look(self._app.desk, who, PollId(poll_id))
        await answer(interaction, **cards.post(standing))


def _receipt(recorded: Recorded) -> str:
    """What is in the database now, what it replaced, and until when it can be changed."""
    text = _receipt_with(recorded, lambda number: plain(recorded.poll.options[number - 1]))
    # Many long options do not fit in a message; they are numbered in the post.
    return text if len(text) <= LONGEST_CONTENT else _receipt_with(recorded, str)


def _receipt_with(recorded: Recorded, name: Callable[[int], str]) -> str:
    def names(options: tuple[int, ...]) -> str:
        return ", ".join(f"**{name(number)}**" for number in options)

    until = stamp(recorded.poll.closes_at)
    if recorded.before == recorded.options:
        return say("poll.recorded-same", option=names(recorded.options), until=until)
    if recorded.before:
        return say("poll.recorded-changed", option=names(recorded.options), before=names(recorded.before), until=until)
    return say("poll.recorded", option=names(recorded.options), until=until)
