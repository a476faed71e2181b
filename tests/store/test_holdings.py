"""Nothing about a person is kept that `/mydata` does not know of: the schema itself is asked."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.desk import Desk
from bot.rules.holdings import HOLDINGS, NOBODYS
from bot.store import holdings as store
from tests.builders import new_data

# Numbers of what is no person, by how their columns' names end.
THINGS = re.compile(
    r"^(?:guild|poll|role|channel|message|meeting|series|event|campaign|ballot|change|update|workplace|month)_id$"
)


def columns(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Every column of the database as it is after all migrations: table, column, type, and the table's own words."""
    with closing(sqlite3.connect(new_data(folder) / "steward.db")) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for table, sql in tables:
            for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
                yield table, name, kind, sql


def may_hold_a_person(name: str, kind: str, sql: str) -> bool:
    """A number that is somebody's, JSON in which one may stand, or bytes that may be made from one."""
    is_id = kind == "INTEGER" and name.endswith(("_id", "_by")) and not THINGS.match(name)
    is_json = re.search(rf"json_valid ?\({name}\)", sql) is not None
    return is_id or is_json or kind == "BLOB"


def test_every_column_that_can_hold_a_person_is_answered_for(tmp_path: Path):
    found = {f"{table}.{name}" for table, name, kind, sql in columns(tmp_path) if may_hold_a_person(name, kind, sql)}
    covered = {column for each in HOLDINGS for column in each.columns}
    assert len(found) > 40
    assert found - covered == set(NOBODYS), "say in bot/rules/holdings.py what is kept there, or why it is nobody's"
    assert covered <= found


def test_what_stands_in_the_database_can_be_found_there():
    by_key = {each.key for each in HOLDINGS if each.columns}
    under_a_seal_or_tag = {"posted", "returns", "reports_named"}
    assert by_key - under_a_seal_or_tag == store.FOUND_HERE


def test_what_is_forgotten_of_who_has_left_can_be_erased_by_who_is_here():
    assert [each.key for each in HOLDINGS if each.is_forgotten and not each.is_erased] == []


async def test_every_statement_can_be_carried_out(desk: Desk):
    async with desk.db.transaction() as tx:
        for key in store.FOUND_HERE:
            assert await store.find(tx, key, 7, 101) == []  # pyright: ignore[reportArgumentType]
            await store.erase(tx, key, 7, 101)  # pyright: ignore[reportArgumentType]
        assert await store.holders(tx, 7, 0, 10) == []  # pyright: ignore[reportArgumentType]
