"""Asking Discord who has left, so that they are forgotten: a few at a time, and only a plain answer counts."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.actions import holdings, leavers
from bot.errors import Unavailable
from bot.ids import GuildId, MemberId
from bot.scheduler import Job, Later

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

UNKNOWN_MEMBER, UNKNOWN_USER = 10007, 10013
AT_ONCE = 100  # in one go: a try must end well before its lease
PAUSE = 0.1  # seconds between two questions: nobody waits for the answers, and others have to ask Discord, too
TRY_AGAIN = 600.0


class Leavers:
    """The jobs by which who has left is forgotten, and the event that tells of it where Discord sends it."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("mydata.sweep", self._sweep)
        app.handle("mydata.leave", self._leave)
        app.handle("mydata.fold", self._fold)
        app.event(self.on_raw_member_remove)

    async def on_raw_member_remove(self, gone: discord.RawMemberRemoveEvent) -> None:
        """Only with the members intent; without it, or where this cannot be stored, the weekly look finds them."""
        with suppress(Unavailable):
            await leavers.left(self._app.desk, GuildId(gone.guild_id), MemberId(gone.user.id))

    async def _sweep(self, job: Job) -> None:
        server = self._server(job)
        if server is None:
            await leavers.put_off(self._app.desk, job)
            return
        members = await leavers.next_(self._app.desk, job, AT_ONCE)
        await self._forget_who_left(server, job, members)
        if len(members) == AT_ONCE:
            await leavers.reached(self._app.desk, job, members[-1])
        else:
            await leavers.finished(self._app.desk, job)

    async def _leave(self, job: Job) -> None:
        server = self._server(job)
        if server is None:
            await leavers.put_off(self._app.desk, job)
            return
        members = await leavers.reported(self._app.desk, job)
        await self._forget_who_left(server, job, members)
        await leavers.settled(self._app.desk, job, members)

    async def _fold(self, _: Job) -> None:
        await holdings.fold(self._app.desk)

    def _server(self, job: Job) -> discord.Guild | None:
        """The branch's server, if Steward is in it and Discord has said so."""
        found = self._app.get_guild(job.guild_id)
        return None if found is None or found.unavailable else found

    async def _forget_who_left(self, server: discord.Guild, job: Job, members: Sequence[MemberId]) -> None:
        forgotten = 0
        for member_id in members:
            if await _has_left(server, member_id):
                await leavers.forget(self._app.desk, job.guild_id, member_id)
                forgotten += 1
            await asyncio.sleep(PAUSE)
        if forgotten:
            log.info("forgot %d who have left server %s", forgotten, server.id)


async def _has_left(server: discord.Guild, member_id: MemberId) -> bool:
    """Whether Discord says so in as many words; that it knows no such account it may say in passing."""
    try:
        await server.fetch_member(member_id)
    except discord.NotFound as error:
        if error.code not in (UNKNOWN_MEMBER, UNKNOWN_USER):  # the server is gone, not the member
            raise Later(TRY_AGAIN) from error
        return error.code == UNKNOWN_MEMBER
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise Later(TRY_AGAIN) from error
    return False
