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

KEPT = (
    5  # polls: members ask for those that closed lately, and in the largest branches a list of receipts has megabytes
)


@dataclass(frozen=True)
class Published:
    """A result as a card, and the files that belong to it."""

    card: discord.Embed
    files: list[discord.File] = field(default_factory=list[discord.File])


@dataclass(frozen=True)
class _Proved:
    """All that is made of a secret poll's tally."""

    proof: Sequence[str] = ()
    receipts: bytes = b""
    sheet: Sheet | None = None
    table: bytes = b""


class Publishing:
    """Puts together what the close posts and what `/poll results` shows, from what is kept of the poll.

    What is made of a tally is made once, however many ask: a published tally never changes.
    """

    def __init__(self, app: "App") -> None:
        self._app = app
        self._pictures = Pictures()
        self._made: OrderedDict[PollId, _Proved] = OrderedDict()
        self._turn = asyncio.Lock()

    async def of(self, poll: Poll, without_files: str = "") -> Published | None:
        """The result of a closed poll; None of one that has none. Without files it says why and where they are."""
        if poll.result is None and poll.election is None:
            return None
        proved = await self._proved(poll)
        if without_files:
            return Published(_card(poll, [*proved.proof, without_files]))
        return Published(_card(poll, proved.proof), await self._files(poll, proved))

    async def sheet(self, poll: Poll) -> Sheet | None:
        """The count of an election, stage by stage, where it is shown."""
        return None if poll.election is None else (await self._proved(poll)).sheet

    async def _proved(self, poll: Poll) -> _Proved:
        if not poll.is_secret:
            return _Proved()
        async with self._turn:
            if poll.id not in self._made:
                tally = await ballots.tally(self._app.desk, poll.guild_id, poll.id)
                self._made[poll.id] = await asyncio.to_thread(_prove, poll, tally)
                while len(self._made) > KEPT:
                    self._made.popitem(last=False)
            self._made.move_to_end(poll.id)
            return self._made[poll.id]

    async def _files(self, poll: Poll, proved: _Proved) -> list[discord.File]:
        files: list[discord.File] = []
        if poll.result is not None:
            files += await self._pictures.of(poll, poll.result)
        elif poll.election is not None and proved.sheet is not None:
            files += await self._pictures.of_count(poll, poll.election, proved.sheet)
            files.append(_file(f"count-{poll.id}.csv", proved.table))
        if proved.receipts:
            files.append(_file(f"receipts-{poll.id}.txt", proved.receipts))
        return files


def _prove(poll: Poll, tally: Tally) -> _Proved:
    """Seconds of work for a large election."""
    receipts = proofs.receipts(poll, tally) if tally.receipts else b""
    sheet = closing.sheet(poll, tally) if poll.election is not None and poll.election.in_full else None
    table = b"" if sheet is None or poll.election is None else elections.sheet_table(poll.election, sheet)
    return _Proved(proofs.proof(tally), receipts, sheet, table)


def _card(poll: Poll, proof: Sequence[str]) -> discord.Embed:
    if poll.election is not None:
        return elections.election_card(poll, poll.election, proof)
    assert poll.result is not None  # noqa: S101 - asked for with one of the two only
    return results.result_card(poll, poll.result, proof)


def _file(name: str, content: bytes) -> discord.File:
    return discord.File(io.BytesIO(content), name)
