"""What is published of a closed poll: the result in words, its pictures, and for a secret one what proves the count."""

import asyncio
import io
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

from bot.actions import ballots, closing
from bot.actions.ballots import Tally
from bot.ids import PollId
from bot.rules.polls import Poll
from bot.rules.sheets import Sheet
from cogs.polls import _elections as elections
from cogs.polls import _proofs as proofs
from cogs.polls import _results as results
from cogs.polls._pictures import Pictures

if TYPE_CHECKING:
    from bot.app import App

KEPT = 20  # count sheets, of a few hundred kilobytes at most


@dataclass(frozen=True)
class Published:
    """A result as a card, and the files that belong to it."""

    card: discord.Embed
    files: list[discord.File] = field(default_factory=list[discord.File])


class Publishing:
    """Puts together what the close posts and what `/poll results` shows, from what is kept of the poll."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._pictures = Pictures()
        self._sheets: OrderedDict[PollId, Sheet] = OrderedDict()

    async def of(self, poll: Poll, without_files: str = "") -> Published | None:
        """The result of a closed poll; None of one that has none. Without files it says why and where they are."""
        if poll.result is None and poll.election is None:
            return None
        tally = await ballots.tally(self._app.desk, poll.guild_id, poll.id) if poll.is_secret else None
        proof = [] if tally is None else [*proofs.proof(tally), *([without_files] if without_files else [])]
        files = [] if without_files else await self._files(poll, tally)
        return Published(_card(poll, proof), files)

    async def sheet(self, poll: Poll) -> Sheet | None:
        """The count of an election, stage by stage, where it is shown; counted again if nobody has asked lately."""
        if poll.election is None or not poll.election.in_full:
            return None
        if poll.id not in self._sheets:
            tally = await ballots.tally(self._app.desk, poll.guild_id, poll.id)
            counted = await asyncio.to_thread(closing.sheet, poll, tally)
            if counted is None:
                return None
            self._sheets[poll.id] = counted
            while len(self._sheets) > KEPT:
                self._sheets.popitem(last=False)
        return self._sheets[poll.id]

    async def _files(self, poll: Poll, tally: Tally | None) -> list[discord.File]:
        files: list[discord.File] = []
        if poll.result is not None:
            files += await self._pictures.of(poll, poll.result)
        elif poll.election is not None and (sheet := await self.sheet(poll)) is not None:
            files += await self._pictures.of_count(poll, poll.election, sheet)
            files.append(_file(f"count-{poll.id}.csv", elections.sheet_table(poll.election, sheet)))
        if tally is not None and tally.receipts:
            files.append(_file(f"receipts-{poll.id}.txt", await asyncio.to_thread(proofs.receipts, poll, tally)))
        return files


def _card(poll: Poll, proof: Sequence[str]) -> discord.Embed:
    if poll.election is not None:
        return elections.election_card(poll, poll.election, proof)
    assert poll.result is not None  # noqa: S101 - asked for with one of the two only
    return results.result_card(poll, poll.result, proof)


def _file(name: str, content: bytes) -> discord.File:
    return discord.File(io.BytesIO(content), name)
