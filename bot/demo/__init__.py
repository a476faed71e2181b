"""An evening in an invented branch: the real bot against the stand-in, told as it happens. No token, no account.

The clock is the demo's own, so two hours pass in seconds. Nobody in it exists.
"""

import asyncio
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from pydantic import SecretStr

from bot import logs
from bot.app import running
from bot.demo.story import BEGINS, Clock, Evening, invent
from bot.demo.telling import Teller
from bot.desk import Desk
from bot.settings import Settings
from bot.standin import Discord


async def evening(folder: Path, *, stay: bool) -> int:
    """Play the evening and print it; the picture of the result stays in the folder. With `stay`, go on until Ctrl+C."""
    logs.begin("ERROR")
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    picture = await asyncio.to_thread(folder.resolve) / "result.png"
    clock, began = Clock(BEGINS), monotonic()
    with TemporaryDirectory(prefix="steward-demo-") as data:
        async with Discord(clock=clock.now) as discord:
            settings = _settings(discord, Path(data))
            desk = await Desk.open(settings.data_dir, clock.now)
            try:
                async with running(settings, desk) as app:
                    tell = Teller(clock.now, discord)
                    drawn = await Evening(app, clock, tell, invent(discord)).play()
                    await asyncio.to_thread(picture.write_bytes, drawn)
                    tell.end(
                        "That was the real bot, speaking to a Discord that runs inside this program "
                        f"({monotonic() - began:.0f} seconds).",
                        f"The picture of the result: {picture}",
                    )
                    if stay:
                        await _stay(tell, clock, settings)
            finally:
                await desk.close()
    return 0


def _settings(discord: Discord, data: Path) -> Settings:
    # Every one is given, so that neither a .env nor the environment of whoever tries this has a say in it.
    return Settings(
        token=SecretStr(discord.token),
        data_dir=data,
        log_level="ERROR",
        api_base=discord.api_base,
        members_intent=False,
        _env_file=None,  # pyright: ignore[reportCallIssue] - pydantic's own
    )


async def _stay(tell: Teller, clock: Clock, settings: Settings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    clock.set_going()
    tell.end(
        "The branch and the bot go on running. Ctrl+C ends both and deletes the data.",
        f"The stand-in's API, for this computer alone: {settings.api_base}",
        f"The bot's data: {settings.data_dir}",
        f"To look at it from another terminal: STEWARD_DATA_DIR={settings.data_dir} ./steward check",
    )
    await stop.wait()
