"""`/campaign turnout` and `/campaign target`: how far the ballot has come, for one person's eyes or for everyone's."""

import io
import logging
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.actions import campaigns, outside_ballots, turnout
from bot.actions.turnout import Progress
from bot.i18n import say
from bot.ids import CampaignId, OutsideBallotId, Power
from bot.render.charts import ChartFailed, ResultChart, TurnoutChart, png
from bot.rules.campaigns import Status
from bot.scheduler import Job
from bot.ui import Interaction, answer, replace, think, whole
from cogs._lately import Lately
from cogs._widgets import asker
from cogs.campaigns import _cards as cards
from cogs.campaigns import _turnout_cards as shown
from cogs.campaigns._posting import campaign_id, not_yet, post, standing_of

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)
PICTURES_KEPT = 8  # of a few campaigns: everybody asks for the same, and each takes half a second


class Counting:
    """The turnout on screens and in posts, and the jobs by which what is published of it moves on."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._drawn: Lately[TurnoutChart | ResultChart, bytes] = Lately(PICTURES_KEPT)
        app.doors.on("campaign:turnout", self._open, whole)
        app.doors.on("campaign:turnout_post", self._ask_to_post, whole)
        app.handle("campaign.turnout", self._look)
        app.handle("campaign.turnout_post", self._post)

    async def show(self, interaction: Interaction, typed: str | None) -> None:
        """Show how far the ballot of the campaign that was chosen has come."""
        who, _ = await asker(self._app, interaction)
        found = await campaigns.find_to_show(self._app.desk, who, typed)
        await self._open(interaction, found.id)

    async def set_target(self, interaction: Interaction, per_cent: int, typed: str | None) -> None:
        """Set the share of papers to be posted that the branch aims at."""
        who, _ = await asker(self._app, interaction)
        found = await campaigns.find(self._app.desk, who, typed)
        after = await turnout.set_target(self._app.desk, who, found.id, per_cent)
        await answer(interaction, say("turnout.target_set", target=after.target))

    async def _open(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        found = await turnout.progress(self._app.desk, who.guild_id, CampaignId(number))
        await think(interaction)  # drawing takes longer than Discord waits
        may_post = Power.REP in who.powers and found.standing.campaign.status is Status.RUNNING
        view = shown.controls(found) if may_post else None
        await replace(interaction, embed=shown.shown(found), attachments=await self._pictures(found), view=view)

    async def _ask_to_post(self, interaction: Interaction, number: int) -> None:
        """Have it posted as it is when the job comes to it."""
        who, branch = await asker(self._app, interaction)
        key = await turnout.post(self._app.desk, who, OutsideBallotId(number))
        await think(interaction)
        found = await outside_ballots.standing(self._app.desk, who.guild_id, OutsideBallotId(number))
        waiting = await not_yet(self._app, interaction, branch, found.campaign, key)
        await replace(interaction, waiting or say("turnout.posted_here", channel=f"<#{found.campaign.channel_id}>"))

    # What the clock does

    async def _look(self, job: Job) -> None:
        await turnout.look(self._app.desk, job.guild_id, OutsideBallotId(int(str(job.payload["ballot"]))))

    async def _post(self, job: Job) -> None:
        standing = await standing_of(self._app, job)
        if standing.campaign.status is not Status.RUNNING:
            return
        found = await turnout.progress(self._app.desk, job.guild_id, campaign_id(job))
        asked_at = datetime.fromisoformat(str(job.payload["at"]))
        parts = {"content": cards.first_line(), "files": await self._pictures(found)}
        await post(self._app, job, standing, "turnout", embed=shown.shown(found), of=asked_at, **parts)

    async def _pictures(self, progress: Progress) -> list[discord.File]:
        """The pictures, each with its words; without them the words alone are shown."""
        files: list[discord.File] = []
        for number, (chart, words) in enumerate(shown.charts(progress), 1):
            try:
                picture = await self._drawn.of(chart, partial(png, chart))
            except ChartFailed as failure:
                log.warning("a turnout goes without its picture: %s", failure)
                continue
            name = f"turnout-{progress.ballot.id}-{number}.png"
            files.append(discord.File(io.BytesIO(picture), name, description=words))
        return files
