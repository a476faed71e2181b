"""`/feedback figures`: what may be told of a year's reports and workload: a card, tables, pictures and a sheet."""

import io
import logging
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.actions import figures
from bot.actions.figures import InNumbers
from bot.errors import NotFound
from bot.i18n import say
from bot.render.charts import ChartFailed, Evidence, HeatMap, pdf, png
from bot.rules.workload import Measure
from bot.ui import Interaction, answer, replace, think, whole
from cogs._lately import Lately
from cogs._widgets import asker, chosen, chosen_ids, turn
from cogs.feedback import _evidence as evidence
from cogs.feedback import _figure_cards as cards
from cogs.feedback import _figure_charts as charts

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)
PICTURES_KEPT, SHEETS_KEPT = 8, 4


class FigureScreens:
    """The card, and what its buttons make of it."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._drawn: Lately[HeatMap, bytes] = Lately(PICTURES_KEPT)
        self._printed: Lately[Evidence, bytes] = Lately(SHEETS_KEPT)
        app.doors.on("feedback:figures-year", self._turn)
        app.doors.on("feedback:figures-table", self._table, whole)
        app.doors.on("feedback:figures-map", self._map, whole)
        app.doors.on("feedback:figures-measure", self._map_by_month, whole)
        app.doors.on("feedback:figures-sheet", self._sheet, whole)

    async def show(self, interaction: Interaction) -> None:
        """Show what may be told of this year."""
        await answer(interaction, **cards.shown(await self._found(interaction)))

    async def _turn(self, interaction: Interaction) -> None:
        year = next(iter(chosen_ids(interaction)), None)
        await turn(interaction, **cards.shown(await self._found(interaction, year)))

    async def _table(self, interaction: Interaction, year: int) -> None:
        found = await self._found(interaction, year)
        if cards.is_empty(found):
            raise NotFound("figures.nothing", year=str(year))
        await answer(interaction, say("figures.here_table"), files=cards.tables(found))

    async def _map(self, interaction: Interaction, year: int) -> None:
        found = await self._found(interaction, year)
        await self._draw(interaction, found, None)

    async def _map_by_month(self, interaction: Interaction, year: int) -> None:
        found = await self._found(interaction, year)
        picked = next(iter(chosen(interaction)), "")
        if picked not in set(Measure):
            raise NotFound("ui.unknown_button")
        await self._draw(interaction, found, Measure(picked))

    async def _draw(self, interaction: Interaction, found: InNumbers, measure: Measure | None) -> None:
        if not found.workload:
            raise NotFound("figures.nothing", year=str(found.year))
        await think(interaction)  # drawing takes longer than Discord waits
        chart = charts.by_measure(found) if measure is None else charts.by_month(found, measure)
        try:
            picture = await self._drawn.of(chart, partial(png, chart))
        except ChartFailed as failure:
            log.warning("a heat map was not drawn: %s", failure)
            await replace(interaction, say("figures.no_picture"))
            return
        name = f"workload-{found.year}{'' if measure is None else f'-{measure}'}.png"
        file = discord.File(io.BytesIO(picture), name, description=charts.in_words(chart))
        await replace(interaction, say("figures.here_map"), file=file)

    async def _sheet(self, interaction: Interaction, year: int) -> None:
        found = await self._found(interaction, year)
        if cards.is_empty(found):
            raise NotFound("figures.nothing", year=str(year))
        await think(interaction)
        page = evidence.sheet(found)
        try:
            printed = await self._printed.of(page, partial(pdf, page))
        except ChartFailed as failure:
            log.warning("an evidence sheet was not printed: %s", failure)
            await replace(interaction, say("figures.no_picture"))
            return
        file = discord.File(io.BytesIO(printed), f"evidence-{found.year}.pdf")
        await replace(interaction, say("figures.here_sheet"), file=file)

    async def _found(self, interaction: Interaction, year: int | None = None) -> InNumbers:
        who, _ = await asker(self._app, interaction)
        return await figures.of_year(self._app.desk, who, year)
