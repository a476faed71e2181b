"""`/poll list`: what is asked, what was asked lately, what waits for a second officer, and another way to vote."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.actions import polls
from bot.i18n import say
from bot.ids import MessageId
from bot.rules.polls import Poll, Status
from bot.ui import Interaction, menu, plain, replace, rows, stamp, think
from cogs._widgets import ASKED_WITHIN, asker, card
from cogs.polls import _cards as cards
from cogs.polls._agreeing import Agreeing

if TYPE_CHECKING:
    from bot.app import App

RUNNING = (Status.SCHEDULED, Status.OPEN)
RECENT = 10
SUGGESTED = 25  # as many as Discord takes in a menu
LOOK_EVERY = timedelta(minutes=1)  # Discord limits how often messages are fetched; a branch may list its polls at once


class Listing:
    """The list, after a look whether the posts in it are still there."""

    def __init__(self, app: "App", agreeing: Agreeing) -> None:
        self._app = app
        self._agreeing = agreeing
        self._looked: dict[MessageId, datetime] = {}

    async def show(self, interaction: Interaction) -> None:
        """Show the branch's polls, with a menu of those that are open."""
        who, _ = await asker(self._app, interaction)
        await think(interaction)
        running = await polls.list_(self._app.desk, who.guild_id, RUNNING)
        ended = await polls.list_(self._app.desk, who.guild_id, (Status.CLOSED, Status.CANCELLED))
        running = await asyncio.gather(*map(self._still_posted, running))
        now = self._app.desk.now()
        lines = [_list_line(poll, now) for poll in [*running, *ended[:RECENT]]] or [say("poll.list-empty")]
        waiting, choose = await self._agreeing.waiting(who)
        view = rows(_papers(running, now), choose)
        await replace(interaction, embed=card(say("poll.list-title"), *waiting, *lines), view=view)

    async def _still_posted(self, poll: Poll) -> Poll:
        """The poll as it is after asking Discord whether its post is still there."""
        if poll.status is not Status.OPEN or poll.message_id is None or poll.message_lost:
            return poll
        now = self._app.desk.now()
        if now - self._looked.get(poll.message_id, datetime.min.replace(tzinfo=UTC)) < LOOK_EVERY:
            return poll
        self._looked[poll.message_id] = now  # before asking: a crowd that lists the polls asks once
        channel = self._app.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)
        try:
            async with asyncio.timeout(ASKED_WITHIN):
                await channel.fetch_message(poll.message_id)
        except discord.NotFound:
            await polls.lost(self._app.desk, poll.guild_id, poll.id)
            return (await polls.standing(self._app.desk, poll.guild_id, poll.id)).poll
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            return poll  # not known: say nothing about it
        return poll


def _list_line(poll: Poll, now: datetime) -> str:
    times = {
        Status.SCHEDULED: poll.opens_at or poll.closes_at,
        Status.OPEN: poll.closes_at,
        Status.CLOSED: poll.ended_at or poll.closes_at,
        Status.CANCELLED: poll.ended_at or poll.closes_at,
    }
    counting = cards.is_being_counted(poll, now)
    state = "counting" if counting else poll.status.value
    line = say(f"poll.list-{state}", question=plain(poll.question), link=cards.link(poll), at=stamp(times[poll.status]))
    lost = poll.message_lost and poll.status is Status.OPEN and not counting
    kind = [say(f"poll.list-kind_{poll.kind}")] if poll.is_secret else []
    return " ".join([line, *kind, *([say("poll.list-lost")] if lost else [])])


def _papers(running: Sequence[Poll], now: datetime) -> list[discord.ui.Select[Any]]:
    """A select of the open polls: choosing one gives its ballot paper privately."""
    votable = [poll for poll in running if poll.status is Status.OPEN and not cards.is_being_counted(poll, now)]
    names = cards.told_apart([(poll.id, poll.question) for poll in votable])
    choices = {str(poll_id): name for poll_id, name in list(names.items())[:SUGGESTED]}
    return [menu("poll:paper:list", say("poll.list-vote"), choices)] if choices else []
