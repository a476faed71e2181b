"""The client: its doors, its commands, its jobs, and how it starts and stops. What it can do is in `cogs`."""

import asyncio
import gc
import hashlib
import importlib
import json
import logging
import random
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import logs, operate
from bot.actions import ballots, leavers, outside_endings, report_hours, workload
from bot.desk import Desk
from bot.errors import Unavailable
from bot.scheduler import Job, NoHandlerError, Scheduler
from bot.settings import NO_TOKEN, Settings
from bot.store import facts
from bot.store import folder as on_disk
from bot.ui import Doors, Interaction, Tree

log = logging.getLogger(__name__)

COGS = "cogs"  # a name, not an import: the core never looks up at the face
FIRST_DELAY, LONGEST_DELAY = 1.0, 300.0
CONNECT_WITHIN = 20.0
STOP_WITHIN = 2.0
PULSE = 20.0
UNHURRIED = (10_000, 50, 1_000)  # how much must come together before Python looks for garbage by itself
NEXT_GUILD_WITHIN = 0.5  # jobs wait for their own branch, so nothing needs the last guild of many
AUTHENTICATION_FAILED = 4004
# Without a limit a thousand presses at once open a thousand connections, each with its handshake: slower than waiting
# for one to come free, and more than many systems let a process have. At 0.1 s an answer these carry 2,000 a second.
CONNECTIONS = 200
UNREACHABLE = (aiohttp.ClientError, OSError, TimeoutError, discord.DiscordException)


class Refused(Exception):
    """Discord knows us and says no; trying again changes nothing. `.line` says what to do."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


@contextmanager
def refusing() -> Generator[None]:
    """What Discord will not let pass however often it is tried, in words for whoever runs Steward."""
    try:
        yield
    except discord.LoginFailure as error:
        raise Refused("STEWARD_TOKEN: Discord refuses this token; make a new one in the developer portal") from error
    except discord.PrivilegedIntentsRequired as error:
        line = "STEWARD_MEMBERS_INTENT: turn on the Server Members Intent in the developer portal, or set this to false"
        raise Refused(line) from error
    except discord.ConnectionClosed as error:
        if error.code == AUTHENTICATION_FAILED:
            raise Refused("STEWARD_TOKEN: Discord's gateway refuses this token") from error
        raise


class App(discord.AutoShardedClient):
    """Steward as a Discord client: no privileged intent unless set, no cache of members or messages, no stray ping."""

    def __init__(self, settings: Settings, desk: Desk) -> None:
        super().__init__(
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
            intents=intents(settings),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=NEXT_GUILD_WITHIN,
            shard_connect_timeout=CONNECT_WITHIN,
            enable_debug_events=False,
        )
        self.settings = settings
        self.desk = desk
        self.tree = Tree(self)
        self.doors = Doors()
        self.scheduler = Scheduler(desk)
        self.closers: list[Callable[[], Awaitable[None]]] = []
        """What must be finished before the database closes; cogs add theirs."""
        self._in_hand: set[asyncio.Task[Any]] = set()
        self._launched: set[int] = set()
        self.tree.interaction_check = self._take_in_hand
        point_at(settings.api_base)

    async def setup_hook(self) -> None:
        """Load what Steward can do, register its commands if they changed, and begin on what is due."""
        self.load()
        await ballots.take_stock(self.desk)
        await outside_endings.take_stock(self.desk)
        await workload.take_stock(self.desk)
        await leavers.take_stock(self.desk)
        await report_hours.take_stock(self.desk)
        await self._register_commands()
        await self.scheduler.start()

    def load(self) -> None:
        """Take in every cog: commands, doors and job handlers. Needs no connection."""
        importlib.import_module(COGS).setup(self)

    def handle(self, kind: str, handler: Callable[[Job], Awaitable[None]]) -> None:
        """Call the handler for jobs of this kind, once Discord has said which branches there are."""

        async def when_ready(job: Job) -> None:
            await self.wait_until_ready()
            await handler(job)

        self.scheduler.handle(kind, when_ready)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Presses and forms go through our doors; commands and autocomplete through discord.py's tree."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self._take_in_hand(interaction)
            await self.doors.open(interaction)
            let_go(interaction)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """A fault in a listener is logged by kind and place, without its content."""
        log.exception("fault in %s", event_method)

    async def _take_in_hand(self, _: Interaction, /) -> bool:
        if (task := asyncio.current_task()) is not None:
            self._in_hand.add(task)
            task.add_done_callback(self._in_hand.discard)
        return True

    async def _register_commands(self) -> None:
        """Tell Discord the commands only when they differ from what this application was last told."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        text = json.dumps([self.application_id, self.settings.api_base, payload], sort_keys=True)
        fingerprint = hashlib.sha256(text.encode()).hexdigest()
        async with self.desk.db.reading() as conn:
            if await facts.get(conn, "commands.registered") == fingerprint:
                return
        await self.tree.sync()
        async with self.desk.db.transaction() as tx:
            await facts.put(tx, "commands.registered", fingerprint)
        log.info("registered %s commands", len(payload))

    async def enter(self) -> None:
        """Log in and learn where the gateway is; raises Refused, or what the network raised."""
        if self.settings.token is None:
            raise Refused(NO_TOKEN)
        with refusing():
            await self.login(self.settings.token.get_secret_value())
            await find_gateway(self)

    async def stay(self) -> None:
        """Stay connected; raises Refused when Discord sends us away for good."""
        with refusing():
            await self.connect()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect one shard for the first time, or raise: `serve` tries again, and waits longer each time.

        discord.py 2.7.1 would try for ever, every five seconds: a second try is its own.
        """
        if shard_id in self._launched:
            raise discord.GatewayNotFound
        self._launched.add(shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def finish(self) -> None:
        """Finish what is in hand, then leave: presses first, then what they were waiting for, then jobs."""
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=STOP_WITHIN)
        for closer in self.closers:
            await closer()
        await self.scheduler.stop(within=STOP_WITHIN / 2)
        with suppress(Exception):  # the connection may be broken in any way; we are leaving
            await asyncio.wait_for(self.close(), timeout=STOP_WITHIN / 2)


def let_go(interaction: Interaction) -> None:
    """Untie an answered interaction from its own answer, so that it is gone at once and not when Python looks for it.

    discord.py keeps the two in a circle, with the message and its thirty parts; after a burst of 2,000 presses, finding
    them all held everybody else up for 0.2 s.
    """
    with suppress(AttributeError):  # there was no answer
        del interaction._cs_response  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType]


def intents(settings: Settings) -> discord.Intents:
    """Servers, roles and channels; the list of members only where whoever runs Steward asked for it."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.members = settings.members_intent
    return wanted


# discord.py warns at every start that it cannot speak; Steward only writes.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
# And it tells of a first connection that failed with a traceback; `serve` says so in a line.
logging.getLogger("discord.shard").addFilter(lambda record: not record.getMessage().startswith("Failed to connect"))


class Gateway(DiscordWebSocket):
    """Gives everybody else a turn after each event.

    discord.py reads on while what has arrived holds another one: of a thousand presses at once, the first would not be
    looked at before the last was read.
    """

    async def received_message(self, msg: Any, /) -> None:
        """Take one event in."""
        await super().received_message(msg)
        await asyncio.sleep(0)


# Where a shard takes its class from; discord.py has no setting for it.
discord.shard.DiscordWebSocket = Gateway  # pyright: ignore[reportPrivateImportUsage]


def point_at(api_base: str) -> None:
    """Speak to this Discord from now on: discord.py has one address for the process, on a class."""
    Route.BASE = api_base


async def find_gateway(client: discord.Client) -> None:
    """Learn from Discord where its gateway is: a shard of discord.py 2.7.1 that reconnects asks a built-in address."""
    _, url, _ = await client.http.get_bot_gateway()
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)


@asynccontextmanager
async def running(settings: Settings, desk: Desk) -> AsyncGenerator[App]:
    """A client that has reached Discord and runs in the background; leaving finishes what is in hand.

    Raises Refused when Discord says no, and what the network raised when it cannot be reached.
    """
    app = App(settings, desk)
    try:
        await app.enter()
        staying = asyncio.create_task(app.stay())
        try:
            await app.wait_until_ready()
            yield app
        finally:
            staying.cancel()
            await asyncio.gather(staying, return_exceptions=True)
    finally:
        await app.finish()


async def serve(settings: Settings, desk: Desk, stop: asyncio.Event) -> None:
    """Run until `stop` is set, through every absence of Discord; raises Refused when Discord says no."""
    delay = FIRST_DELAY
    while not stop.is_set():
        app = App(settings, desk)
        try:
            if await _until(stop, app.enter()):
                await _until(stop, app.stay())
        except (Refused, NoHandlerError):
            raise
        except Exception as error:
            delay = FIRST_DELAY if app.is_ready() else delay
            wait = delay * random.uniform(0.8, 1.2)  # noqa: S311 - many bots must not come back in step
            if not isinstance(error, UNREACHABLE):
                log.error("fault in what Discord sent", exc_info=error)
            log.warning("Discord cannot be reached (%s); trying again in %.0f s", logs.describe(error), wait)
            await _until(stop, asyncio.sleep(wait))
            delay = min(delay * 2, LONGEST_DELAY)
        finally:
            await app.finish()


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do the work unless `stop` comes first; whether it was done. Raises what the work raised."""
    doing, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            doing.result()
        return doing.done()
    finally:
        for task in (doing, stopping):
            task.cancel()
        await asyncio.gather(doing, stopping, return_exceptions=True)


async def main(settings: Settings) -> None:
    """The bot until SIGTERM or SIGINT, then what is in hand, then the end; raises Refused, or the store's refusals."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    desk = await Desk.open(settings.data_dir)
    try:
        pulse = asyncio.create_task(_pulse(settings, desk))
        try:
            await serve(settings, desk, stop)
        finally:
            pulse.cancel()
    finally:
        await desk.close()


async def _pulse(settings: Settings, desk: Desk) -> None:
    """Show that the event loop is alive, for a container's health check, and clear up in between, on the disk as well.

    Left to itself, Python looks for garbage through everything that a thousand presses have in hand, in the middle of
    them. So it hardly does: what they leave behind waits for the next pulse, and what a start has made is set apart
    after the first, since it stays for good (again and again, that would keep garbage for good as well).
    """
    gc.set_threshold(*UNHURRIED)
    await _beat(settings, desk)
    await asyncio.sleep(PULSE)
    gc.collect()
    gc.freeze()
    while True:
        await _beat(settings, desk)
        await asyncio.sleep(PULSE)
        gc.collect()


async def _beat(settings: Settings, desk: Desk) -> None:
    operate.write_alive(settings.data_dir, desk.now())
    with suppress(Unavailable):  # somebody still reads
        await desk.db.fold_the_rest()
    on_disk.even_out(settings.data_dir)
