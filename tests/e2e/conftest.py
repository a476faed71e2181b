from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest

from tests.builders import Clock
from tests.e2e.living import Branch, living


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
