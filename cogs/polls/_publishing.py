"""What is published of a closed poll: the result in words, its pictures, and for a secret one what proves the count.

A result never changes, so whatever is made of one is made once, however many members ask for it at the same moment.
"""

import asyncio
import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

from bot.actions import closing
from bot.actions import proofs as published
from bot.actions.proofs import Tally
from bot.ids import PollId
from bot.render.charts import ChartFailed, CountChart, ResultChart, png, pngs
from bot.rules.polls import Poll
from bot.rules.sheets import Sheet
from cogs._lately import Lately
from cogs.polls import _election_results as elections
from cogs.polls import _proofs as proofs
from cogs.polls import _results as results

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

PROOFS_KEPT = 5  # of polls: in the largest branches a list of receipts has megabytes
PICTURES_KEPT = 20  # of results: a picture has a hundred kilobytes, and a count has three of them at most
Chart = ResultChart | CountChart


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
    """Puts together what the close posts and what `/poll results` shows, from what is kept of the poll."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._proofs: Lately[PollId, _Proved] = Lately(PROOFS_KEPT)
        self._pictures: Lately[Chart, tuple[bytes, ...]] = Lately(PICTURES_KEPT)

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

        async def prove() -> _Proved:
            tally = await published.tally(self._app.desk, poll.guild_id, poll.id)
            return await asyncio.to_thread(_prove, poll, tally)

        return await self._proofs.of(poll.id, prove)

    async def _files(self, poll: Poll, proved: _Proved) -> list[discord.File]:
        files = await self._drawn(poll, proved.sheet)
        if proved.table:
            files.append(_file(f"count-{poll.id}.csv", proved.table))
        if proved.receipts:
            files.append(_file(f"receipts-{poll.id}.txt", proved.receipts))
        return files

    async def _drawn(self, poll: Poll, sheet: Sheet | None) -> list[discord.File]:
        """The pictures, each with its words; none when they could not be drawn, or would show numbers withheld."""
        if poll.result is not None and not poll.result.withheld:
            drawn = await self._draw(results.chart(poll, poll.result))
            return [_file(f"result-{poll.id}.png", each, results.alt_text(poll, poll.result)) for each in drawn]
        if poll.election is None or sheet is None:
            return []
        drawn = await self._draw(elections.count_chart(poll, poll.election, sheet))
        files: list[discord.File] = []
        for number, picture in enumerate(drawn, 1):
            words = elections.picture_words(poll, poll.election, sheet, number, len(drawn))
            files.append(_file(f"count-{poll.id}-{number}.png", picture, words))
        return files

    async def _draw(self, chart: Chart) -> tuple[bytes, ...]:
        async def draw() -> tuple[bytes, ...]:
            return await pngs(chart) if isinstance(chart, CountChart) else (await png(chart),)

        try:
            return await self._pictures.of(chart, draw)
        except ChartFailed as failure:
            log.warning("a result goes without its picture: %s", failure)
            return ()


def _prove(poll: Poll, tally: Tally) -> _Proved:
    """Seconds of work for a large election."""
    receipts = proofs.receipts(poll, tally) if tally.receipts else b""
    sheet = closing.sheet(poll, tally.papers) if poll.election is not None and poll.election.in_full else None
    table = b"" if sheet is None or poll.election is None else elections.sheet_table(poll.election, sheet)
    return _Proved(proofs.proof(tally), receipts, sheet, table)


def _card(poll: Poll, proof: Sequence[str]) -> discord.Embed:
    if poll.election is not None:
        return elections.election_card(poll, poll.election, proof)
    assert poll.result is not None  # noqa: S101 - asked for with one of the two only
    return results.result_card(poll, poll.result, proof)


def _file(name: str, content: bytes, words: str | None = None) -> discord.File:
    return discord.File(io.BytesIO(content), name, description=words)
