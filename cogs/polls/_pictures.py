"""The pictures of results: each is drawn once, however many members ask for it at the same moment."""

import asyncio
import io
import logging
from collections import OrderedDict

import discord

from bot.render.charts import ChartFailed, CountChart, ResultChart, png, pngs
from bot.rules.polls import Election, Poll, Result
from bot.rules.sheets import Sheet
from cogs.polls import _elections as elections
from cogs.polls import _results as results

log = logging.getLogger(__name__)

KEPT = 20  # results; a picture has a hundred kilobytes, and a count has three of them at most
Chart = ResultChart | CountChart


class Pictures:
    """The charts drawn lately. A result never changes, so neither does its picture; drawing takes half a second."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[Chart, tuple[bytes, ...]] = OrderedDict()
        self._turn = asyncio.Lock()

    async def of(self, poll: Poll, result: Result) -> list[discord.File]:
        """The result's chart as a file with its words; none when it could not be drawn, or shows numbers withheld."""
        if result.withheld:
            return []
        drawn = await self._draw(results.chart(poll, result))
        return [_file(f"result-{poll.id}.png", picture, results.alt_text(poll, result)) for picture in drawn]

    async def of_count(self, poll: Poll, election: Election, sheet: Sheet) -> list[discord.File]:
        """The count sheet of an election in a few pictures, each with its words; none when they could not be drawn."""
        drawn = await self._draw(elections.count_chart(poll, election, sheet))
        files: list[discord.File] = []
        for number, picture in enumerate(drawn, 1):
            words = elections.picture_words(poll, election, sheet, number, len(drawn))
            files.append(_file(f"count-{poll.id}-{number}.png", picture, words))
        return files

    async def _draw(self, chart: Chart) -> tuple[bytes, ...]:
        if chart in self._drawn:
            self._drawn.move_to_end(chart)
            return self._drawn[chart]
        async with self._turn:
            if chart not in self._drawn:  # nobody has drawn it while we waited
                try:
                    self._drawn[chart] = await pngs(chart) if isinstance(chart, CountChart) else (await png(chart),)
                except ChartFailed as failure:
                    log.warning("a result goes without its picture: %s", failure)
                    return ()
                while len(self._drawn) > KEPT:
                    self._drawn.popitem(last=False)
            return self._drawn[chart]


def _file(name: str, picture: bytes, words: str) -> discord.File:
    return discord.File(io.BytesIO(picture), name, description=words)
