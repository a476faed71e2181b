"""The pictures of results: each is drawn once, however many members ask for it at the same moment."""

import asyncio
import io
import logging
from collections import OrderedDict

import discord

from bot.render.charts import ChartFailed, ResultChart, png
from bot.rules.polls import Poll, Result
from cogs.polls import _cards as cards

log = logging.getLogger(__name__)

KEPT = 20  # pictures of a hundred kilobytes at most


class Pictures:
    """The charts drawn lately. A result never changes, so neither does its picture; drawing takes half a second."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[ResultChart, bytes] = OrderedDict()
        self._turn = asyncio.Lock()

    async def of(self, poll: Poll, result: Result) -> dict[str, discord.File]:
        """The result's chart as a file with its words, or nothing when it could not be drawn."""
        try:
            drawn = await self._draw(cards.chart(poll, result))
        except ChartFailed as failure:
            log.warning("a result goes without its picture: %s", failure)
            return {}
        name, words = f"result-{poll.id}.png", cards.alt_text(poll, result)
        return {"file": discord.File(io.BytesIO(drawn), name, description=words)}

    async def _draw(self, chart: ResultChart) -> bytes:
        if chart in self._drawn:
            self._drawn.move_to_end(chart)
            return self._drawn[chart]
        async with self._turn:
            if chart not in self._drawn:  # nobody has drawn it while we waited
                self._drawn[chart] = await png(chart)
                while len(self._drawn) > KEPT:
                    self._drawn.popitem(last=False)
            return self._drawn[chart]
