import asyncio
import logging

import pytest

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


@pytest.mark.parametrize(
    ("name", "message", "values", "logged"),
    [
        ("discord.http", "%s %s: 429, again in %.1f s", ("POST", "/channels/55", 1.5), "… …: 429, again in 1.5 s"),
        ("asyncio", "Executing %s took %.3f seconds", ("<Task result='7K2QD'>", 0.2), "Executing … took 0.200 seconds"),
        ("asyncio", "Exception in callback pop((55, '7K2QD'))\nhandle: <Handle 55>", (), "Exception in callback pop"),
    ],
)  # fmt: skip
def test_of_what_a_library_says_only_its_own_words_and_numbers_are_kept(
    name: str, message: str, values: tuple[object, ...], logged: str
) -> None:
    """A direct message's address tells whom it is for, and a finished task what came of it: a receipt."""
    record = logging.LogRecord(name, logging.WARNING, "", 1, message, values, None)
    assert logs.Discreet("%(message)s").format(record) == logged
