"""Staying up through a Discord that cannot be understood."""

import asyncio
import logging
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot import app, logs
from bot.desk import Desk
from bot.settings import Settings

STRANGE = "a-secret-in-an-answer"


async def strange(_: web.Request) -> web.Response:
    return web.Response(text=f'["{STRANGE}"]', content_type="application/json", charset="utf-8")


async def test_a_discord_that_speaks_strangely_is_tried_again_and_its_words_are_not_logged(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    server = web.Application()
    server.router.add_route("*", "/{rest:.*}", strange)
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
    settings = Settings(
        token=SecretStr("a.b.c"),
        data_dir=tmp_path / "data",
        api_base=f"http://127.0.0.1:{port}",
        _env_file=None,  # pyright: ignore[reportCallIssue] - pydantic's own
    )
    stop = asyncio.Event()
    with caplog.at_level(logging.WARNING):
        caplog.handler.setFormatter(logs.Discreet(logs.FORMAT))
        serving = asyncio.create_task(app.serve(settings, desk, stop))
        async with asyncio.timeout(10):
            while "trying again in" not in caplog.text:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0.02)
        stop.set()
        await serving
    await runner.cleanup()
    assert STRANGE not in caplog.text
