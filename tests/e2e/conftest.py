import os
import signal
from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest

from bot.standin import Discord, Limits, Patience
from tests.builders import Clock
from tests.e2e.living import Branch, living
from tests.e2e.machine import Machine


@pytest.fixture
async def branch(tmp_path: Path, clock: Clock) -> AsyncIterator[Branch]:
    """A branch that is set up, with a running bot."""
    async with living(tmp_path / "data", clock) as made:
        yield made


@pytest.fixture
async def new_branch(tmp_path: Path, clock: Clock) -> AsyncIterator[Branch]:
    """A branch whose server the bot has just joined."""
    async with living(tmp_path / "data", clock, is_set_up=False) as made:
        yield made


@pytest.fixture
async def listed_branch(tmp_path: Path, clock: Clock) -> AsyncIterator[Branch]:
    """A branch whose operator allowed the list of members."""
    async with living(tmp_path / "data", clock, members_intent=True) as made:
        yield made


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Machine]:
    """A branch whose bot is a process of its own."""
    async with Discord(limits=Limits(on=False), patience=Patience(first_answer=6.0)) as discord:
        made = Machine(discord, tmp_path / "steward" / "data")
        await made.start()
        try:
            yield made
        finally:
            if made.process is not None and made.process.returncode is None:
                os.killpg(made.process.pid, signal.SIGKILL)  # with whatever it has started
                await made.process.communicate()
        assert discord.unknown == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A story that went wrong is told: who said what, which call the bot made, in order."""
    report = yield
    if report.failed and isinstance(item, pytest.Function):
        for made in item.funcargs.values():
            if isinstance(made, Branch):
                report.sections += [("the conversation", made.discord.story()), ("the log", made.log.text)]
    return report
