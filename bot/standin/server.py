"""Start and stop: Discord on one loopback port, HTTP and gateway together, with everything a story needs at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from bot.standin.faults import Faults
from bot.standin.gateway import Gateway
from bot.standin.guilds import Guild, Names
from bot.standin.interactions import Interaction, Patience
from bot.standin.limits import Limits
from bot.standin.permissions import BOT, EVERYONE
from bot.standin.records import Line, Records, Request
from bot.standin.rest import PREFIX, Rest
from bot.standin.snowflakes import Clock, bot_token, real_time
from bot.standin.world import User, World

# More than Discord takes, so that Discord's own refusal is the one that is heard.
_BODY_MOST = 64 * 1024 * 1024


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    return web.BaseRequest(
        message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=_BODY_MOST
    )


class Discord:
    """A pretend Discord: use it as `async with Discord() as discord`."""

    def __init__(
        self,
        *,
        clock: Clock = real_time,
        port: int = 0,
        name: str = "steward",
        limits: Limits | None = None,
        patience: Patience | None = None,
        heartbeat: float = 41.25,
        shards: int = 1,
        keep: int | None = None,
    ) -> None:
        self.world = World(clock, name)
        self.token = bot_token(self.world.bot.id)
        self.application_id = self.world.application.id
        self.faults = Faults()
        self.limits = limits or Limits()
        self.records = Records(keep)
        self.world.patience = patience or Patience()
        self.world.shards = shards
        self.world.records = self.records
        self.gateway = Gateway(self.world, self.token, faults=self.faults, heartbeat=heartbeat, per_minute=120)
        self.rest = Rest(self.world, self.token, faults=self.faults, limits=self.limits, records=self.records)
        self.port = port
        self.runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def base(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_base(self) -> str:
        """What takes the place of https://discord.com/api/v10."""
        return self.base + PREFIX

    @property
    def gateway_url(self) -> str:
        """What takes the place of wss://gateway.discord.gg/."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.world.bot

    @property
    def requests(self) -> list[Request]:
        """Every request the bot made, in order."""
        return list(self.records.requests)

    @property
    def transcript(self) -> list[Line]:
        """The conversation, in order."""
        return list(self.records.transcript)

    @property
    def unknown(self) -> list[str]:
        """Requests for routes that are not there."""
        return self.records.unknown

    @property
    def ignored(self) -> list[str]:
        """Fields sent that Discord would ignore."""
        return self.records.ignored

    @property
    def interactions(self) -> list[Interaction]:
        """The interactions still remembered, oldest first."""
        return list(self.world.interactions.values())

    def guild(
        self,
        name: str,
        members: int = 0,
        *,
        bot_permissions: Names = BOT,
        everyone: Names = EVERYONE,
        locale: str = "en-GB",
    ) -> Guild:
        """A new guild with the bot in it, and so many members nobody needs to name."""
        made = self.world.guild(name, bot_permissions, everyone, locale)
        for number in range(1, members + 1):
            made.member(f"member{number}")
        return made

    def on_request(self, listener: Callable[[Request], object]) -> None:
        """Call this with every request of the bot's from now on."""
        self.records.listeners.append(listener)

    def validate_with(self, validator: Callable[[str, str, Any], list[str]]) -> list[str]:
        """Check every request body from now on; the list returned gathers what was found wrong."""
        found: list[str] = []

        def check(request: Request) -> None:
            problems = validator(request.method, request.route, request.body)
            found.extend(f"{request.method} {request.route}: {problem}" for problem in problems)

        self.on_request(check)
        return found

    def story(self) -> str:
        """The conversation as text: who said what, which request the bot made, in order."""
        return self.records.story()

    async def start(self) -> None:
        """Listen."""
        self.runner = web.ServerRunner(
            web.Server(self._serve, access_log=None, request_factory=_request), shutdown_timeout=0.1
        )
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self.runner.addresses[0][1]
        self.gateway.url = self.world.gateway_url = self.gateway_url
        self.world.files.base = self.base

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        await self.gateway.stop()
        if self.runner is not None:
            await self.runner.cleanup()
            self.runner = None

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self.gateway.serve(request)
        if self.world.files.serves(request.path):
            return await self.world.files.serve(request, self.faults)
        return await self.rest.serve(request)
