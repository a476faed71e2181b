"""Every store function against a locked database: each says 'not now', none hangs, none swallows it.

The list is read from the source; a function without arguments in `samples.py` is a failure.
"""

import importlib
import inspect
import pkgutil
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import bot.store
from bot.errors import Unavailable
from bot.store.db import Connection, translated
from tests.builders import new_data
from tests.store.samples import SAMPLES


def store_functions() -> Iterator[tuple[str, Callable]]:
    for module in pkgutil.iter_modules(bot.store.__path__):
        source = importlib.import_module(f"bot.store.{module.name}")
        for name, function in inspect.getmembers(source, inspect.isfunction):
            if function.__module__ == source.__name__ and not name.startswith("_"):
                first = next(iter(inspect.signature(function).parameters), None)
                if first in ("tx", "conn"):
                    yield f"{module.name}.{name}", function


FUNCTIONS = dict(store_functions())


def test_every_store_function_has_sample_arguments_and_no_sample_is_left_over():
    assert set(SAMPLES) == set(FUNCTIONS)


@pytest.fixture
async def locked(tmp_path: Path):
    file = new_data(tmp_path / "data") / "steward.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    # In WAL mode a reader is never kept out by a writer, only by somebody who has the whole file to himself.
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    connection = Connection(partial(sqlite3.connect, file, isolation_level=None, timeout=0))
    await connection
    connection.row_factory = sqlite3.Row
    yield connection
    await connection.close()
    other.close()


@pytest.mark.parametrize("name", sorted(FUNCTIONS.keys() & SAMPLES.keys()))
async def test_a_locked_database_is_reported(locked: Connection, name: str):
    call = FUNCTIONS[name](locked, **SAMPLES[name])
    with pytest.raises(Unavailable) as refused, translated():
        if inspect.isasyncgen(call):
            await anext(call)
        else:
            await call
    assert refused.value.key == "store.unavailable"
