"""The board is posted, pinned and kept true: jobs, each safe to repeat."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import voice
from bot.actions import boards, campaigns, starting
from bot.actions.boards import Board
from bot.actions.campaigns import REFRESH_EVERY
from bot.ids import CampaignId
from bot.rules.campaigns import Status
from bot.scheduler import Job, Later
from cogs._widgets import server
from cogs.campaigns import _board as shown
from cogs.campaigns import _cards as cards
from cogs.campaigns._pinning import pin
from cogs.campaigns._posting import anew, campaign_id, place

if TYPE_CHECKING:
    from bot.app import App


class Speaking:
    """A handler for each kind of job of a board."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._shown_at: dict[CampaignId, datetime] = {}
        app.handle("campaign.forget", self._forget)
        app.handle("campaign.board", self._board)
        app.handle("campaign.new_day", self._new_day)

    async def _forget(self, job: Job) -> None:
        await starting.forget(self._app.desk, job.guild_id, campaign_id(job))

    async def _board(self, job: Job) -> None:
        """Bring the board up to date, at most every few seconds; one that was deleted is posted anew."""
        now = self._app.desk.now()
        self._wait(campaign_id(job), now)
        board = await boards.board(self._app.desk, job.guild_id, campaign_id(job))
        self._shown_at[board.campaign.id] = now
        if not await self._edit(job, board, now):
            await self._post(job, board, now)
        await self._pin(job)

    def _wait(self, campaign: CampaignId, now: datetime) -> None:
        """Raise Later where the board was shown a moment ago, whoever asked for it and however often."""
        last = self._shown_at.get(campaign)
        if last is not None and timedelta(0) <= now - last < REFRESH_EVERY:
            raise Later((last + REFRESH_EVERY - now).total_seconds())

    async def _edit(self, job: Job, board: Board, now: datetime) -> bool:
        """Whether there was a board to edit."""
        campaign = board.campaign
        if campaign.message_id is None or campaign.message_lost:
            return False
        parts = shown.post(board, now)
        if await voice.edit(self._app, job, campaign.channel_id, campaign.message_id, **parts):
            return True
        await boards.lost(self._app.desk, job.guild_id, campaign.id)
        return False

    async def _post(self, job: Job, board: Board, now: datetime) -> None:
        campaign = board.campaign
        if campaign.status is Status.CLOSED and campaign.message_id is not None:
            return  # whoever has deleted the board of a campaign that is over does not want it
        where = place(server(self._app, job), campaign, board.branch)
        parts = shown.post(board, now)
        job = anew(job, campaign.message_id)
        message_id = await voice.post_once(self._app, job, where, cards.mark(campaign, "board"), **parts)
        await boards.posted(self._app.desk, job.guild_id, campaign.id, where, message_id)

    async def _pin(self, job: Job) -> None:
        """Pin a board that is not: a new one, and one of which Discord has refused it before."""
        campaign = (await campaigns.standing(self._app.desk, job.guild_id, campaign_id(job))).campaign
        if campaign.message_id is not None and campaign.pin_problem is not None:
            problem = await pin(self._app, server(self._app, job), campaign)
            await boards.pinned(self._app.desk, campaign, problem)

    async def _new_day(self, job: Job) -> None:
        """What the board says of days is of another day."""
        await boards.new_day(self._app.desk, job.guild_id, campaign_id(job))
