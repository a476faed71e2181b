"""What candidates say for themselves, a page at a time, to whoever asks and nobody else."""

from typing import TYPE_CHECKING, Any

from bot.actions import drafts
from bot.i18n import say
from bot.ids import PollId
from bot.ui import Interaction, answer, button, plain, rows, whole
from cogs._widgets import asker, card, pages, turn

if TYPE_CHECKING:
    from bot.app import App

ON_A_PAGE = 3  # a phone's screen holds about two


class Statements:
    """The button under an election, and its pages."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("poll:statements", self._open, whole, whole)
        app.doors.on("poll:statements-turn", self._turn, whole, whole)

    async def _open(self, interaction: Interaction, poll_id: int, number: int) -> None:
        await answer(interaction, **await page(self._app, interaction, PollId(poll_id), number))

    async def _turn(self, interaction: Interaction, poll_id: int, number: int) -> None:
        await turn(interaction, **await page(self._app, interaction, PollId(poll_id), number))


async def page(app: "App", interaction: Interaction, poll_id: PollId, number: int) -> dict[str, Any]:
    """One page of the candidates' statements, with the ways to the others."""
    who, _ = await asker(app, interaction)
    said = await drafts.statements(app.desk, who, poll_id)
    lines = [say("paper.statements-one", name=plain(name), statement=plain(text)) for name, text in said.items()]
    every = pages([f"{line}\n" for line in lines], ON_A_PAGE)
    number = min(number, len(every) - 1)
    title = say("paper.statements-title", page=number + 1, pages=len(every))
    turns = [
        button(say("ui.back"), f"poll:statements-turn:{poll_id}:{number - 1}") if number else None,
        button(say("ui.next"), f"poll:statements-turn:{poll_id}:{number + 1}") if number + 1 < len(every) else None,
    ]
    return {
        "embed": card(title, *(every[number] or [say("paper.statements-none")])),
        "view": rows([each for each in turns if each is not None]),
    }
