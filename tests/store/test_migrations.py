"""Old data arrives whole in the newest schema, or stays as it was.

Every migration has a file of the same name in `old/`: data as the schema before it held them, and after a line
`-- afterwards` queries that must each give 1 once the migration has run.
"""

import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import schema
from bot.store.db import Database
from bot.store.schema import APPLICATION_ID, Migration, MigrationFailed, NotOurs, TooNew

OLD = Path(__file__).parent / "old"
STEPS = schema.migrations()


def version(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "steward.db"


@pytest.fixture
def step(tmp_path):
    """An invented later migration."""

    def write(sql: str) -> list[Migration]:
        later = tmp_path / f"{len(STEPS) + 1:04}_later.sql"
        later.write_text(sql, encoding="utf-8")
        return [*STEPS, Migration(len(STEPS) + 1, later)]

    return write


def test_every_migration_has_old_data():
    assert {step.file.name for step in STEPS} == {file.name for file in OLD.glob("*.sql")}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.file.stem)
def test_old_data_arrive_whole(file, step):
    schema.migrate(file, 1, STEPS[: step.number - 1])
    before, _, after = (OLD / step.file.name).read_text("utf-8").partition("-- afterwards")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(before)
    schema.migrate(file, 1, STEPS[: step.number])
    schema.migrate(file, 1, STEPS)
    with closing(sqlite3.connect(file)) as connection:
        for query in filter(str.strip, after.split(";")):
            assert connection.execute(query).fetchone() == (1,), query
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_new_file_says_whose_it_is_and_how_new(file):
    schema.migrate(file, 1)
    assert version(file) == len(STEPS)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert APPLICATION_ID == 0x53747764


def test_every_table_is_strict(file):
    schema.migrate(file, 1)
    with closing(sqlite3.connect(file)) as connection:
        loose = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict").fetchall()
    assert loose == [("sqlite_schema",)]


def test_migrating_twice_changes_nothing(file):
    schema.migrate(file, 1)
    before = file.read_bytes()
    schema.migrate(file, 1)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["steward.db"]  # and keeps no copy


@pytest.mark.parametrize(
    "trouble",
    [
        "INSERT INTO facts VALUES ('half', 'done'); CREATE TABLE half (a); SELECT * FROM nowhere;",
        "INSERT INTO facts VALUES ('half', 'done'); CREATE TABLE half (a); INSERT INTO facts VALUES ('half', 'done');",
        "INSERT INTO facts VALUES ('half', 'done'); INSERT INTO poll_roles VALUES (99, 1);",
    ],
    ids=["a mistake", "a broken rule", "a row that points at nothing"],
)
def test_a_migration_that_fails_is_undone_whole(file, step, trouble):
    """Trap 3: executescript commits what was open, so the transaction is inside the script."""
    schema.migrate(file, 1)
    before = tables(file)
    with pytest.raises(MigrationFailed) as failed:
        schema.migrate(file, 1, step(trouble))
    assert failed.value.step.endswith("later.sql")
    assert version(file) == len(STEPS)
    assert tables(file) == before
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM facts").fetchone() == (0,)
    schema.migrate(file, 1, step("CREATE TABLE later (a TEXT) STRICT;"))
    assert "later" in tables(file)


FOR_EVER = """
    CREATE TABLE half (a BLOB) STRICT;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000)
    INSERT INTO half SELECT zeroblob(999) FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;
"""
MIGRATING = """
import sys
from pathlib import Path
from bot.store import schema
schema.migrate(Path(sys.argv[1]), 1, [*schema.migrations(), schema.Migration(int(sys.argv[2]), Path(sys.argv[3]))])
"""


def test_a_migration_killed_in_the_midst_is_undone_whole(file, step):
    schema.migrate(file, 1)
    before, size = tables(file), file.stat().st_size
    endless = step(FOR_EVER)[-1]
    command = [sys.executable, "-c", MIGRATING, str(file), str(endless.number), str(endless.file)]
    with subprocess.Popen(command) as migrating:  # noqa: S603 - our own interpreter
        while file.stat().st_size < size + 1_000_000:  # half of it is in the file itself
            assert migrating.poll() is None
            time.sleep(0.01)
        migrating.kill()
    assert version(file) == len(STEPS)
    assert tables(file) == before
    schema.migrate(file, 1)


def test_a_migration_that_commits_by_itself_is_found_out(file, step):
    schema.migrate(file, 1)
    with pytest.raises(MigrationFailed, match="ends the transaction"):
        schema.migrate(file, 1, step("COMMIT;"))


def test_a_step_may_rebuild_a_table_others_point_at(file, step):
    schema.migrate(file, 1)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("INSERT INTO branches (guild_id, name) VALUES (7, 'Leeds');")
    schema.migrate(
        file,
        1,
        step("""
            CREATE TABLE b AS SELECT * FROM branches; DROP TABLE branches;
            CREATE TABLE branches (guild_id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
            INSERT INTO branches SELECT guild_id, name FROM b; DROP TABLE b
        """),
    )
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM branches").fetchall() == [(7, "Leeds")]


def test_a_copy_of_what_was_there_is_kept_and_only_the_last(file, step):
    schema.migrate(file, 1)
    older = file.with_name("steward.before-0001.db")
    older.touch()
    schema.migrate(file, 1, step("CREATE TABLE later (a TEXT) STRICT;"))
    kept = file.with_name(f"steward.before-{len(STEPS) + 1:04}.db")
    assert version(kept) == len(STEPS)
    assert "later" not in tables(kept)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not older.exists()
    assert not list(file.parent.glob("*.part"))


async def test_a_newer_file_is_refused_and_untouched(tmp_path, file):
    schema.migrate(file, 1)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = file.read_bytes()
    with pytest.raises(TooNew) as refused:
        await Database.open(tmp_path)
    assert (refused.value.found, refused.value.known) == (999, len(STEPS))
    assert file.read_bytes() == before


@pytest.mark.parametrize("script", ["CREATE TABLE theirs (a)", "PRAGMA application_id = 42"])
async def test_another_programs_file_is_refused_and_untouched(tmp_path, file, script):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(script)
    before = file.read_bytes()
    with pytest.raises(NotOurs):
        await Database.open(tmp_path)
    assert file.read_bytes() == before


async def test_a_refused_folder_is_let_go(tmp_path, file):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA application_id = 42")
    for _ in range(2):
        with pytest.raises(NotOurs):  # and not FolderInUse
            await Database.open(tmp_path)


def test_numbers_without_a_gap_are_required(tmp_path):
    (tmp_path / "0001_one.sql").touch()
    (tmp_path / "0003_three.sql").touch()
    with pytest.raises(ValueError, match="not numbered"):
        schema.migrations(tmp_path)
