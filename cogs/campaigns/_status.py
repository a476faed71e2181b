"""`/campaign status`: the board for one person's own eyes."""

from typing import TYPE_CHECKING

from bot.actions import boards, campaigns
from bot.ids import CampaignId
from bot.ui import Interaction, answer, whole
from cogs._widgets import asker
from cogs.campaigns import _board as shown

if TYPE_CHECKING:
    from bot.app import App


class Looking:
    """The board, privately."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("campaign:status", self._show, whole)

    async def show(self, interaction: Interaction, typed: str | None) -> None:
        """Show the campaign that was chosen, or the one there is."""
        who, _ = await asker(self._app, interaction)
        found = await campaigns.find(self._app.desk, who, typed)
        await self._show(interaction, found.id)

    async def _show(self, interaction: Interaction, campaign_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        board = await boards.board(self._app.desk, who.guild_id, CampaignId(campaign_id))
        await answer(interaction, embed=shown.post(board, self._app.desk.now())["embed"])
