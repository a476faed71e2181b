"""An evening in an invented branch: the real bot against the stand-in, told as it happens. No token, no account.

The clock is the demo's own, so weeks pass in seconds. Nobody in it exists.
"""

import asyncio
import signal
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot import logs
from bot.app import running
from bot.demo.spans import Reader
from bot.demo.stage import Clock, Stage, invent
from bot.demo.story import BEGINS, Evening
from bot.demo.telling import Teller
from bot.desk import Desk
from bot.settings import Settings
from bot.standin import Discord
from bot.standin.limits import Limits

if TYPE_CHECKING:
    from bot.demo.album import Album


async def evening(folder: Path, *, stay: bool, pictures: Path | None = None) -> int:
    """Play the evening and print it; its charts stay in the folder. With `stay`, go on until Ctrl+C.

    With `pictures`, what people saw is drawn for the guides and put into that folder.
    """
    logs.begin("ERROR")
    clock = Clock(BEGINS)
    with TemporaryDirectory(prefix="steward-demo-") as data:
        # Weeks pass in seconds here: limits on how much may be said in a second would be of no time that is told.
        async with Discord(clock=clock.now, limits=Limits(on=False)) as discord:
            settings = _settings(discord, Path(data))
            desk = await Desk.open(settings.data_dir, clock.now)
            try:
                async with running(settings, desk) as app:
                    reader = Reader(clock.now, discord)
                    album = None if pictures is None else _album(reader)
                    stage = Stage(app, clock, Teller(reader), invent(discord), album)
                    await _play(stage, folder, pictures)
                    if stay:
                        discord.limits.on = True
                        await _stay(stage.tell, clock, settings)
            finally:
                await desk.close()
    return 0


async def _play(stage: Stage, folder: Path, pictures: Path | None) -> None:
    began = monotonic()
    posted = await Evening(stage).play()
    took = f"{monotonic() - began:.0f} seconds"
    written = await asyncio.to_thread(_write, folder, posted)
    stage.tell.end(
        f"That was the real bot, speaking to a Discord that runs inside this program ({took}).",
        f"The picture of the result: {written[0]}",
        *(f"A picture of the count: {picture}" for picture in written[1:]),
    )
    if stage.album is not None and pictures is not None:
        await asyncio.to_thread(_write, pictures, {"result.png": posted["result.png"]} | stage.album.pictures)
        stage.tell.end(f"What people saw, in pictures: {pictures}")


def _album(reader: Reader) -> "Album":
    from bot.demo.album import Album  # noqa: PLC0415 - it loads fonts, for which nobody else has to wait

    return Album(reader)


def _write(folder: Path, pictures: Mapping[str, bytes]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder.resolve() / name for name in pictures]
    for file, picture in zip(files, pictures.values(), strict=True):
        file.write_bytes(picture)
    return files


def _settings(discord: Discord, data: Path) -> Settings:
    # Every one is given, so that neither a .env nor the environment of whoever tries this has a say in it.
    return Settings(
        token=SecretStr(discord.token),
        data_dir=data,
        log_level="ERROR",
        api_base=discord.api_base,
        members_intent=False,
        letters_a_minute=3000,  # a second between two of them would be a second that the reader waits
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
