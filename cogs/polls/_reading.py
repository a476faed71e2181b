"""What is shown of a poll to whoever asks: the post as it stands, its result, the count sheet, who chose what."""

import io
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import polls
from bot.errors import NotFound, TooLate
from bot.i18n import say
from bot.ids import Asker, PollId, Power
from bot.render.tables import csv_bytes
from bot.rules.polls import Poll, Result, chosen
from bot.ui import Interaction, answer, plain, replace, rows, stamp, think, whole
from cogs._widgets import asker, page, pages, turn
from cogs.polls import _cards as cards
from cogs.polls import _election_results as elections
from cogs.polls._agreeing import enrol_rows
from cogs.polls._proofs import Proofs
from cogs.polls._publishing import Publishing

if TYPE_CHECKING:
    from bot.app import App

NAMES_ON_A_PAGE = 40
STAGES_ON_A_PAGE = 20


class Reading:
    """`/poll results`, and the buttons under a closed poll."""

    def __init__(self, app: "App", publishing: Publishing, proofs: Proofs) -> None:
        self._app = app
        self._publishing = publishing
        self._proofs = proofs
        app.doors.on("poll:results", self.results, whole)
        app.doors.on("poll:sheet", self._sheet, whole, whole)
        app.doors.on("poll:sheet-turn", self._turn_sheet, whole, whole)
        app.doors.on("poll:names", self._names, whole, whole)
        app.doors.on("poll:names-turn", self._turn_names, whole, whole)

    async def results(self, interaction: Interaction, poll_id: int) -> None:
        """Show the result with all that belongs to it; before the close the post as it stands."""
        who, _ = await asker(self._app, interaction)
        standing = await polls.look(self._app.desk, who, PollId(poll_id))
        poll = standing.poll
        if cards.is_being_counted(poll, self._app.desk.now()):
            await answer(interaction, say("poll.counting", question=plain(poll.question), at=stamp(poll.closes_at)))
            return
        if poll.result is None and poll.election is None:
            embeds = [cards.post(standing)["embed"], *await self._proofs.for_scrutineer(who, poll)]
            await answer(interaction, embeds=embeds, view=rows(enrol_rows(who, poll, self._app.desk.now())))
            return
        await think(interaction)
        await self._show(interaction, who, poll)

    async def _show(self, interaction: Interaction, who: Asker, poll: Poll) -> None:
        published = await self._publishing.of(poll)
        if published is None:
            raise NotFound("poll.no_tally")
        files = list(published.files)
        if Power.REP in who.powers and poll.result is not None and not poll.result.withheld:
            files.append(await self._table(who, poll, poll.result))
        await interaction.edit_original_response(
            embed=published.card, view=rows(cards.further(poll)), attachments=files
        )

    async def _table(self, who: Asker, poll: Poll, result: Result) -> discord.File:
        """The count as CSV; with the members and their choices where the poll was announced as a named one."""
        table: list[Sequence[str | int]] = [
            [number, option, votes]
            for number, (option, votes) in enumerate(zip(result.options, result.votes, strict=True), 1)
        ]
        table += [["", say("poll.table-voted"), result.turnout.voted]]
        table += [["", say("poll.table-eligible"), "" if result.turnout.eligible is None else result.turnout.eligible]]
        table += [["", say("poll.table-membership"), result.turnout.membership or ""]]
        if poll.named:
            with suppress(TooLate):  # erased a year after the close: the numbers stay
                _, votes = await polls.names(self._app.desk, who, poll.id)
                table += [["", str(member_id), ", ".join(map(str, chosen(choices)))] for member_id, choices in votes]
        header = [say("poll.table-number"), say("poll.table-option"), say("poll.table-votes")]
        return discord.File(io.BytesIO(csv_bytes(header, table)), f"result-{poll.id}.csv")

    async def _sheet(self, interaction: Interaction, poll_id: int, number: int) -> None:
        """The count of an election in a message of its own, below the result that was pressed on."""
        await think(interaction)  # it may have to be counted again, which takes its time
        await replace(interaction, **await self._sheet_page(interaction, poll_id, number))

    async def _turn_sheet(self, interaction: Interaction, poll_id: int, number: int) -> None:
        await interaction.response.defer()
        await replace(interaction, **await self._sheet_page(interaction, poll_id, number))

    async def _sheet_page(self, interaction: Interaction, poll_id: int, number: int) -> dict[str, Any]:
        """The count in sentences, a paragraph for each stage."""
        who, _ = await asker(self._app, interaction)
        poll = (await polls.look(self._app.desk, who, PollId(poll_id))).poll
        sheet = await self._publishing.sheet(poll)
        if sheet is None or poll.election is None:
            raise NotFound("poll.no_tally")
        every = pages(elections.sheet_words(poll.election, sheet), STAGES_ON_A_PAGE)
        return page("election.sheet-title", every, number, f"poll:sheet-turn:{poll_id}")

    async def _names(self, interaction: Interaction, poll_id: int, number: int) -> None:
        await answer(interaction, **await self._names_page(interaction, poll_id, number))

    async def _turn_names(self, interaction: Interaction, poll_id: int, number: int) -> None:
        await turn(interaction, **await self._names_page(interaction, poll_id, number))

    async def _names_page(self, interaction: Interaction, poll_id: int, number: int) -> dict[str, Any]:
        """Who chose what, a page at a time."""
        who, _ = await asker(self._app, interaction)
        standing, votes = await polls.names(self._app.desk, who, PollId(poll_id))
        options = standing.poll.options
        lines = [
            say(
                "poll.names-line",
                who=f"<@{member_id}>",
                option=", ".join(plain(options[n - 1]) for n in chosen(choices)),
            )
            for member_id, choices in votes
        ]
        every = pages(lines or [say("poll.names-empty")], NAMES_ON_A_PAGE)
        return page("poll.names-title", every, number, f"poll:names-turn:{poll_id}")
