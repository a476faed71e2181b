"""The yardstick for the disk: one vote, one commit, in SQLite alone, as durable as Steward's."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter


def commits_a_second(folder: Path, commits: int = 500, rounds: int = 3) -> list[float]:
    """In WAL with synchronous = FULL, each a row of its own."""
    with closing(sqlite3.connect(folder / "yardstick.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE votes (member_id INTEGER PRIMARY KEY, choices INTEGER) STRICT, WITHOUT ROWID")
        return [_round(connection, number * commits, commits) for number in range(rounds)]


def _round(connection: sqlite3.Connection, first: int, commits: int) -> float:
    began = perf_counter()
    for member_id in range(first, first + commits):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO votes VALUES (?, 1)", (member_id,))
        connection.execute("COMMIT")
    return commits / (perf_counter() - began)
