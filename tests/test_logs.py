import asyncio
import logging

from bot import logs
from tests.e2e.living import listening

SECRET = "what somebody typed"


async def fail() -> None:
    raise ValueError(SECRET)


async def test_a_task_whose_failure_nobody_heard_is_logged_without_its_words() -> None:
    with listening() as log:
        task = asyncio.create_task(fail())
        await asyncio.wait({task})
        del task
        await asyncio.sleep(0)
    assert "Task exception was never retrieved" in log.text
    assert "ValueError" in log.text
    assert SECRET not in log.text


def test_other_records_keep_all_their_lines() -> None:
    record = logging.LogRecord("bot.app", logging.INFO, "", 1, "two\nlines %s", ("long",), None)
    assert logs.Discreet("%(message)s").format(record) == "two\nlines long"
