"""`/campaign status`: the board for one person's own eyes, and what has changed since they last looked."""

from typing import TYPE_CHECKING

import discord

from bot.actions import boards, campaigns
from bot.actions.boards import Board, Look
from bot.i18n import say
from bot.ids import Asker, CampaignId, Power
from bot.ui import Interaction, answer, rows, stamp, whole
from cogs._widgets import asker, card
from cogs.campaigns import _board as shown
from cogs.campaigns import _cards as cards
from cogs.campaigns._archive import export_button

if TYPE_CHECKING:
    from bot.app import App

MOST_IN_ALL = 6000  # that Discord takes in all embeds of a message


class Looking:
    """The board, privately."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("campaign:status", self._show, whole)

    async def show(self, interaction: Interaction, typed: str | None) -> None:
        """Show the campaign that was chosen; else the one under way, or the last one that was closed."""
        who, _ = await asker(self._app, interaction)
        found = await campaigns.find_to_show(self._app.desk, who, typed)
        await self._show(interaction, found.id)

    async def _show(self, interaction: Interaction, campaign_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        look = await boards.look(self._app.desk, who, CampaignId(campaign_id))
        embed = shown.post(look.board, self._app.desk.now())["embed"]
        news = _news(look, MOST_IN_ALL - len(embed))
        await answer(interaction, embeds=[news, embed], view=_ways(look.board, who))


def _ways(board: Board, who: Asker) -> discord.ui.View:
    """What can be done from here; the export is for reps."""
    export = [export_button(board.campaign)] if Power.REP in who.powers else []
    return rows(shown.ways(board), export)


def _news(look: Look, room: int) -> discord.Embed:
    """What has changed, each with its moment, the last first: as much as there is room for beside the board."""
    head = "campaign.news-none" if not look.news else "campaign.news-first" if look.is_first else "campaign.news-since"
    told = [
        say("campaign.news-line", at=stamp(each.at, "f"), what=cards.change_text(each.what, each.detail))
        for each in look.news
    ]
    found = card(say("campaign.news"), say(head), *told)
    while len(found) > room or len(told) > boards.NEWS:
        told.pop()
        found = card(say("campaign.news"), say(head), *told, say("campaign.news-more"))
    return found
