"""A campaign as files for the branch's archive: from `/campaign status`, and once it is closed."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import archives
from bot.i18n import say
from bot.ids import CampaignId
from bot.render import archive
from bot.render.markup import plain
from bot.rules.campaigns import Campaign
from bot.ui import Interaction, answer, button, think, whole
from cogs._widgets import asker

if TYPE_CHECKING:
    from bot.app import App


class Archiving:
    """The one button."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("campaign:export", self._export, whole)

    async def _export(self, interaction: Interaction, campaign_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await think(interaction)
        found = await archives.gather(self._app.desk, who, CampaignId(campaign_id))
        files = [discord.File(BytesIO(data), name) for name, data in archive.files(found).items()]
        await answer(interaction, say("campaign.exported", title=plain(found.campaign.title)), files=files)


def export_button(campaign: Campaign) -> discord.ui.Button[Any]:
    """Get it as files, for reps."""
    return button(say("campaign.export"), f"campaign:export:{campaign.id}")
