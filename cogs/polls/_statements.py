"""What candidates say for themselves: typed by whoever makes the election, and read, a page at a time, by who asks."""

from typing import TYPE_CHECKING, Any

import discord

from bot.actions import drafts, statements
from bot.errors import NotFound
from bot.i18n import say
from bot.ids import PollId
from bot.rules.elections import STATEMENT_WORDS, count_words
from bot.rules.polls import Poll
from bot.ui import Interaction, Typed, answer, button, form, menu, plain, replace, rows, text_field, typed, whole
from cogs._widgets import asker, card, chosen_ids, page, pages, turn

if TYPE_CHECKING:
    from bot.app import App

LONGEST_TYPED = 2000  # more than is allowed, so that what is too long comes back to be shortened, not cut
ON_A_PAGE = 3  # a phone's screen holds about two


class Statements:
    """The page of candidates in a preview and the form for what one of them says; the button under an election."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("poll:candidates", self._candidates, whole)
        app.doors.on("poll:candidate", self._choose, whole)
        app.doors.on_form("poll:statement", self._form, self._write, whole, whole)
        app.doors.on("poll:statements", self._read, whole, whole)
        app.doors.on("poll:statements-turn", self._turn, whole, whole)

    # Writing them

    async def _candidates(self, interaction: Interaction, poll_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        poll = await drafts.get(self._app.desk, who, PollId(poll_id))
        said = await statements.read(self._app.desk, who, poll.id)
        await replace(interaction, **_candidates(poll, said))

    async def _choose(self, interaction: Interaction, poll_id: int) -> None:
        number = next(iter(chosen_ids(interaction)), 0)
        await self._app.doors.show(interaction, f"poll:statement:{poll_id}:{number}")

    async def _form(self, interaction: Interaction, before: Typed, poll_id: int, number: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        poll = await drafts.get(self._app.desk, who, PollId(poll_id))
        if number not in _people(poll):
            raise NotFound("ui.unknown_button")
        said = await statements.read(self._app.desk, who, poll.id)
        name = poll.options[number - 1]
        field = text_field(
            "statement",
            say("election.statement", most=STATEMENT_WORDS),
            value=before.get("statement", said.get(name, "")),
            help_=name,
            most=LONGEST_TYPED,
            long=True,
            required=False,
        )
        return form(say("election.statement-title"), f"poll:statement:{poll_id}:{number}", field)

    async def _write(self, interaction: Interaction, poll_id: int, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        await statements.write(self._app.desk, who, PollId(poll_id), number, typed(interaction).get("statement", ""))
        await self._candidates(interaction, poll_id)

    # Reading them

    async def _read(self, interaction: Interaction, poll_id: int, number: int) -> None:
        await answer(interaction, **await page_of_statements(self._app, interaction, PollId(poll_id), number))

    async def _turn(self, interaction: Interaction, poll_id: int, number: int) -> None:
        await turn(interaction, **await page_of_statements(self._app, interaction, PollId(poll_id), number))


async def page_of_statements(app: "App", interaction: Interaction, poll_id: PollId, number: int) -> dict[str, Any]:
    """One page of the candidates' statements, with the ways to the others."""
    who, _ = await asker(app, interaction)
    said = await statements.read(app.desk, who, poll_id)
    lines = [say("paper.statements-one", name=plain(name), statement=plain(text)) for name, text in said.items()]
    every = pages([f"{line}\n" for line in lines] or [say("paper.statements-none")], ON_A_PAGE)
    return page("paper.statements-title", every, number, f"poll:statements-turn:{poll_id}")


def _people(poll: Poll) -> list[int]:
    """The candidates who are people."""
    return [number for number in range(1, len(poll.options) + 1) if number != poll.reopen]


def _candidates(poll: Poll, said: dict[str, str]) -> dict[str, Any]:
    names = {number: poll.options[number - 1] for number in _people(poll)}
    counts = {number: say("election.words", number=count_words(said.get(name, ""))) for number, name in names.items()}
    lines = [say("election.candidate", name=plain(name), words=counts[number]) for number, name in names.items()]
    choose = menu(
        f"poll:candidate:{poll.id}",
        say("election.choose-candidate"),
        {str(number): name for number, name in names.items()},
        {str(number): counts[number] for number in names},
    )
    about = say("election.statements-about", most=STATEMENT_WORDS)
    back = button(say("ui.back"), f"poll:preview:{poll.id}")
    return {"embed": card(say("election.statements"), about, "", *lines), "view": rows([choose], [back])}
