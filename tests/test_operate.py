"""The operator's evening: a backup while people vote, a restore after a bad day, and what is wrong here."""

import asyncio
import os
import secrets
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import operate
from bot.ids import GuildId, OutsideBallotId, ReturnMonthId
from bot.keys import OF_OUTSIDE_BALLOTS, OF_WORKLOAD_RETURNS, Keys
from bot.operate import Level
from bot.rules.campaigns import Status as Running
from bot.rules.meetings import Status
from bot.rules.outside_ballots import Status as Held
from bot.store import branches, campaigns, facts, jobs, meetings, outside_ballots, pay, schema, workload, workplaces
from bot.store.db import Database, FolderError, FolderInUse
from bot.store.schema import NotOurs, TooNew
from tests.store.samples import SAMPLES

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


async def data(folder: Path, *names: str) -> None:
    db = await Database.open(folder)
    await put(db, *names)
    await db.close()


async def put(db: Database, *names: str) -> None:
    async with db.transaction() as tx:
        for name in names:
            await facts.put(tx, name, "x")


def names(file: Path) -> list[str]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM facts WHERE value LIKE 'x%' ORDER BY name")]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def target(tmp_path):
    return tmp_path / "backups"


# -- backup --------------------------------------------------------------------------------------------------------


async def test_a_backup_is_a_checked_copy_that_is_its_owners_alone(folder, target):
    await data(folder, "a")
    (folder / "keys").mkdir()
    (folder / "keys" / "desk").write_bytes(b"secret")
    made = operate.backup(folder, target, 3, NOW)
    assert made.file == target / "steward-20261121T183000Z.db"
    assert files(target) == ["steward-20261121T183000Z.db"]  # no key, no journal, nothing half done
    assert names(made.file) == ["a"]
    assert made.size == made.file.stat().st_size
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.stat().st_mode) == 0o700


WRITING = """
import asyncio, sys
from pathlib import Path
from bot.store import facts
from bot.store.db import Database
async def main():
    db = await Database.open(Path(sys.argv[1]))
    for number in range(1_000_000):
        async with db.transaction() as tx:
            await facts.put(tx, f"{number} first", "x" * 100)
            await facts.put(tx, f"{number} second", "x" * 100)
        if number == 20:
            print("writing", flush=True)
asyncio.run(main())
"""


def test_a_backup_while_another_process_writes_holds_whole_transactions(folder, target):
    command = [sys.executable, "-c", WRITING, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as bot:  # noqa: S603 - our own interpreter
        assert bot.stdout is not None
        bot.stdout.readline()
        made = [operate.backup(folder, target, 99, NOW) for _ in range(5)]
        assert bot.poll() is None  # it has not been disturbed
        bot.kill()
    assert len({backup.file for backup in made}) == 5
    before = 0
    for backup in made:
        stored = names(backup.file)
        assert {name.split()[0] for name in stored if name.endswith("first")} == {
            name.split()[0] for name in stored if name.endswith("second")
        }
        assert len(stored) > before
        before = len(stored)


async def test_old_backups_make_way_and_nothing_else_does(folder, target):
    await data(folder, "a")
    target.mkdir()
    for foreign in ("steward-notes.txt", "steward-20200101T000000Z.db.gz", "my-steward-20200101T000000Z.db"):
        (target / foreign).touch()
    for day in range(4):
        operate.backup(folder, target, 2, NOW + timedelta(days=day))
    same_second = operate.backup(folder, target, 2, NOW + timedelta(days=3))
    assert same_second.pruned == (target / "steward-20261123T183000Z.db",)
    assert files(target) == [
        "my-steward-20200101T000000Z.db",
        "steward-20200101T000000Z.db.gz",
        "steward-20261124T183000Z-2.db",
        "steward-20261124T183000Z.db",
        "steward-notes.txt",
    ]


async def test_a_backup_that_cannot_be_made_leaves_nothing_behind(folder, target):
    with pytest.raises(FolderError, match="no database"):
        operate.backup(folder, target, 3, NOW)
    assert not target.exists()
    await data(folder, *(f"{number:0900}" for number in range(300)))
    with (folder / "steward.db").open("r+b") as file:
        file.seek(file.seek(0, os.SEEK_END) * 2 // 3)
        file.write(b"\xff" * 100_000)
    with pytest.raises(FolderError, match="damaged"):
        operate.backup(folder, target, 3, NOW)
    assert files(target) == []


async def test_a_backup_to_where_no_folder_can_be_is_refused_in_words(folder, tmp_path):
    await data(folder, "a")
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match="file"):
        operate.backup(folder, tmp_path / "file" / "backups", 3, NOW)
    with pytest.raises(FolderError, match="at least 1"):
        operate.backup(folder, tmp_path / "backups", 0, NOW)


async def test_what_a_killed_backup_left_is_cleared_away(folder, target):
    await data(folder, "a")
    target.mkdir()
    (target / ".steward-backup.part").write_bytes(b"half")
    operate.backup(folder, target, 3, NOW)
    assert files(target) == ["steward-20261121T183000Z.db"]


# -- restore -------------------------------------------------------------------------------------------------------


async def test_a_restore_puts_the_backup_in_force_and_keeps_what_it_replaces(folder, target):
    await data(folder, "old")
    made = operate.backup(folder, target, 3, NOW)
    await data(folder, "since")
    restored = operate.restore(made.file, folder, NOW)
    replaced = folder / "replaced-20261121T183000Z"
    assert restored.replaced == replaced
    assert names(folder / "steward.db") == ["old"]
    assert names(replaced / "steward.db") == ["old", "since"]
    assert stat.S_IMODE((folder / "steward.db").stat().st_mode) == 0o600
    await data(folder, "after")  # and a bot starts on it
    again = operate.restore(made.file, folder, NOW)
    assert again.replaced == folder / "replaced-20261121T183000Z-2"


async def a_meeting(folder: Path, *, announced: bool) -> int:
    """Somebody writes a notice; its number."""
    db = await Database.open(folder)
    async with db.transaction() as tx:
        await branches.begin(tx, GuildId(7), "Leeds")
        made = await meetings.add(tx, **{**SAMPLES["meetings.add"], "uid": secrets.token_hex(8)})
        if announced:
            await meetings.save(tx, replace(made, status=Status.ANNOUNCED))
    await db.close()
    return made.id


async def test_a_notice_after_a_restore_has_no_number_that_is_in_chat_already(folder, target):
    assert await a_meeting(folder, announced=True) == 1
    made = operate.backup(folder, target, 3, NOW)
    assert await a_meeting(folder, announced=True) == 2
    operate.restore(made.file, folder, NOW)
    assert await a_meeting(folder, announced=True) == 2 + operate.KEPT_FREE + 1


async def test_an_older_backup_keeps_numbers_free_for_meetings_too(folder, target):
    folder.mkdir()
    schema.migrate(folder / "steward.db", 1, schema.migrations()[:2])
    with closing(sqlite3.connect(folder / "steward.db")) as connection, connection:
        connection.execute("INSERT INTO facts (name, value) VALUES ('polls.begin_after', '1009')")
    made = operate.backup(folder, target, 3, NOW)
    operate.restore(made.file, folder, NOW)
    assert await a_meeting(folder, announced=True) == 1009 + operate.KEPT_FREE + 1


async def a_ballot_elsewhere(folder: Path, *, announced: bool) -> int:
    """A ballot that a scrutineer holds is typed in, and announced with its key or not; its number."""
    db = await Database.open(folder)
    async with db.transaction() as tx:
        await branches.begin(tx, GuildId(7), "Leeds")
        sample: dict[str, Any] = {**SAMPLES["campaigns.add"]}
        campaign = await campaigns.add(tx, **sample)
        await campaigns.save(tx, replace(campaign, status=Running.RUNNING))
        sample = {**SAMPLES["outside_ballots.add"], "campaign_id": campaign.id}
        ballot = await outside_ballots.add(tx, **sample)
        if announced:
            Keys(folder / "keys", OF_OUTSIDE_BALLOTS).make(ballot.id)
            await outside_ballots.save(tx, replace(ballot, status=Held.OPEN))
    await db.close()
    return ballot.id


async def test_a_ballot_announced_after_a_restore_has_no_number_that_is_in_chat_already(folder, target):
    await a_ballot_elsewhere(folder, announced=True)
    made = operate.backup(folder, target, 3, NOW)
    last = await a_ballot_elsewhere(folder, announced=True)
    operate.restore(made.file, folder, NOW)
    assert await a_ballot_elsewhere(folder, announced=True) == last + operate.KEPT_FREE + 1


async def what_menus_name(folder: Path, name: str) -> tuple[int, int]:
    """A workplace is listed and an offer kept under this name; their numbers."""
    db = await Database.open(folder)
    async with db.transaction() as tx:
        await branches.begin(tx, GuildId(7), "Leeds")
        sample: dict[str, Any] = {**SAMPLES["campaigns.add"]}
        campaign_id = (await campaigns.add(tx, **sample)).id
        listed = {each.name: each.members for each in await workplaces.all_(tx, GuildId(7))}
        await workplaces.put(tx, GuildId(7), {**listed, name: None}, NOW)
        sample = {**SAMPLES["pay.put_proposal"]}
        await pay.put_proposal(tx, campaign_id, replace(sample["given"], name=name), None)
        place = next(each.id for each in await workplaces.all_(tx, GuildId(7)) if each.name == name)
        offer = next(each.id for each in await pay.proposals(tx, campaign_id) if each.name == name)
    await db.close()
    return place, offer


async def test_an_old_menu_or_button_names_no_workplace_and_no_offer_that_is_new_after_a_restore(folder, target):
    await what_menus_name(folder, "Leeds")
    made = operate.backup(folder, target, 3, NOW)
    last = max(await what_menus_name(folder, "York"))
    operate.restore(made.file, folder, NOW)
    assert min(await what_menus_name(folder, "Hull")) > last + operate.KEPT_FREE - 1


async def test_the_key_of_a_ballot_that_a_backup_does_not_know_is_named_and_its_number_kept_free(folder, target):
    await data(folder, "a")
    made = operate.backup(folder, target, 3, NOW)
    Keys(folder / "keys", OF_OUTSIDE_BALLOTS).make(OutsideBallotId(77))
    operate.restore(made.file, folder, NOW)
    (stray,) = [each.what for each in operate.examine(folder, NOW) if "outside ballot" in each.what]
    assert "keys/77.outside is of outside ballot 77, which is not in the database" in stray
    assert await a_ballot_elsewhere(folder, announced=True) == 77 + operate.KEPT_FREE + 1
    assert len([each for each in operate.examine(folder, NOW) if "outside ballot" in each.what]) == 1  # not of the new


async def test_an_open_ballot_without_its_key_is_named_with_what_to_do(folder, target):
    number = await a_ballot_elsewhere(folder, announced=True)
    assert not [each for each in operate.examine(folder, NOW) if "outside ballot" in each.what]
    made = operate.backup(folder, target, 3, NOW)
    another = folder.parent / "another"
    operate.restore(made.file, another, NOW)
    (found,) = [each for each in operate.examine(another, NOW) if "outside ballot" in each.what]
    assert (found.level, f"the key of outside ballot {number} is gone" in found.what) == (Level.PROBLEM, True)


async def a_month_of_returns(folder: Path) -> int:
    """A month of workload returns with its key; its number."""
    db, name = await Database.open(folder), f"{2026 + len(list((folder / 'keys').glob('*.workload')))}-11"
    async with db.transaction() as tx:
        await branches.begin(tx, GuildId(7), "Leeds")
        month = await workload.begin(tx, GuildId(7), name)
    await db.close()
    Keys[ReturnMonthId](folder / "keys", OF_WORKLOAD_RETURNS).make(month.id)
    return month.id


def about_returns(folder: Path) -> list[operate.Finding]:
    """What is said of the keys of workload returns."""
    return [
        each for each in operate.examine(folder, NOW) if "of returns" in each.what or "workload returns" in each.what
    ]


async def test_keys_of_workload_returns_are_looked_after_like_those_of_ballots(folder, target):
    number = await a_month_of_returns(folder)
    made = operate.backup(folder, target, 3, NOW)
    later = await a_month_of_returns(folder)
    assert about_returns(folder) == []
    operate.restore(made.file, folder, NOW)
    (stray,) = about_returns(folder)
    assert f"keys/{later}.workload is of returns {later}, which are not in the database" in stray.what
    assert await a_month_of_returns(folder) > later + operate.KEPT_FREE
    another = folder.parent / "another"
    operate.restore(made.file, another, NOW)
    (found,) = about_returns(another)
    assert (found.level, f"the key of workload returns {number} is gone" in found.what) == (Level.PROBLEM, True)


async def test_a_draft_of_a_ballot_is_not_restored(folder, target):
    await a_ballot_elsewhere(folder, announced=False)
    made = operate.backup(folder, target, 3, NOW)
    operate.restore(made.file, folder, NOW)
    with closing(sqlite3.connect(folder / "steward.db")) as connection:
        assert connection.execute("SELECT count(*) FROM outside_ballots").fetchone() == (0,)


async def test_a_draft_notice_is_not_restored(folder, target):
    await a_meeting(folder, announced=False)
    made = operate.backup(folder, target, 3, NOW)
    operate.restore(made.file, folder, NOW)
    with closing(sqlite3.connect(folder / "steward.db")) as connection:
        assert connection.execute("SELECT count(*) FROM meetings").fetchone() == (0,)


async def test_a_restore_where_nothing_was_makes_the_folder(folder, target, tmp_path):
    await data(folder, "a")
    made = operate.backup(folder, target, 3, NOW)
    restored = operate.restore(made.file, tmp_path / "new", NOW)
    assert restored.replaced is None
    assert names(tmp_path / "new" / "steward.db") == ["a"]
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


async def test_what_a_killed_bot_left_in_its_wal_is_kept_aside_too(folder, target):
    await data(folder, "old")
    made = operate.backup(folder, target, 3, NOW)
    killed = subprocess.Popen([sys.executable, "-c", WRITING, str(folder)], stdout=subprocess.PIPE)  # noqa: ASYNC220, S603
    with killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        killed.kill()
    assert (folder / "steward.db-wal").stat().st_size
    restored = operate.restore(made.file, folder, NOW)
    assert restored.replaced is not None
    assert "20 second" in names(restored.replaced / "steward.db")
    assert names(folder / "steward.db") == ["old"]


async def test_a_file_with_its_wal_beside_it_is_restored_whole(folder, tmp_path):
    """Such as one that was set aside by an earlier restore."""
    db = await Database.open(tmp_path / "live")
    await put(db, "in the WAL alone")
    restored = operate.restore(tmp_path / "live" / "steward.db", folder, NOW)
    await db.close()
    assert names(restored.file) == ["in the WAL alone"]


async def test_a_restore_is_refused_while_a_bot_runs(folder, target):
    await data(folder, "a")
    made = operate.backup(folder, target, 3, NOW)
    db = await Database.open(folder)
    with pytest.raises(FolderInUse):
        operate.restore(made.file, folder, NOW)
    await db.close()


def spoil(file: Path, script: str) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)
    return file


async def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_touched(folder, target, tmp_path):
    await data(folder, "kept", *(f"{number:0900}" for number in range(100)))
    kept = (folder / "steward.db").read_bytes()
    made = [operate.backup(folder, target, 99, NOW).file for _ in range(4)]
    with made[2].open("r+b") as file:
        file.seek(file.seek(0, os.SEEK_END) * 2 // 3)
        file.write(b"\xff" * 20_000)
    (tmp_path / "text").write_text("not a database" * 1000)
    (tmp_path / "empty").touch()
    spoil(made[3], "PRAGMA foreign_keys = OFF; INSERT INTO poll_roles VALUES (1, 1);")
    for file, refusal, words in (
        (spoil(made[0], "PRAGMA user_version = 999"), TooNew, "newer Steward"),
        (spoil(made[1], "PRAGMA application_id = 42"), NotOurs, "not Steward's"),
        (made[2], FolderError, "damaged"),
        (made[3], FolderError, "point at nothing"),
        (tmp_path / "text", FolderError, "damaged"),
        (tmp_path / "empty", FolderError, "nothing in it"),
        (tmp_path / "missing", FolderError, "no file"),
        (tmp_path, FolderError, "no file"),
        (folder / "steward.db", FolderError, "itself"),
    ):
        with pytest.raises(refusal, match=words):
            operate.restore(file, folder, NOW)
        assert files(folder) == ["steward.db", "steward.lock"]
        assert (folder / "steward.db").read_bytes() == kept


async def test_a_damaged_database_is_set_aside_as_it_lies(folder, target):
    await data(folder, "a")
    made = operate.backup(folder, target, 3, NOW)
    (folder / "steward.db").write_bytes(b"rubbish" * 1000)
    (folder / "steward.db-wal").write_bytes(b"more")
    restored = operate.restore(made.file, folder, NOW)
    assert restored.replaced is not None
    assert (restored.replaced / "steward.db").read_bytes() == b"rubbish" * 1000
    assert (restored.replaced / "steward.db-wal").read_bytes() == b"more"
    assert names(restored.file) == ["a"]
    assert sorted(path.name for path in folder.iterdir()) == [restored.replaced.name, "steward.db", "steward.lock"]


# Forks, and ends the child at its n-th act on files, for n = 1, 2, 3 …, until one gets through.
INTERRUPTED = """
import os, shutil, sqlite3, sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from bot import operate
ACTS = ("open", "os.rename", "os.link", "os.remove", "os.mkdir", "sqlite3.connect")
backup, whole, place = map(Path, sys.argv[1:])
left = 0
def count(event, _):
    global left
    if left and event in ACTS:
        left -= 1
        if not left:
            os._exit(9)
sys.addaudithook(count)
for number in range(1, 200):
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(whole, place)
    if (child := os.fork()) == 0:
        left = number
        operate.restore(backup, place, datetime.now(UTC))
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, 9), ended
    with closing(sqlite3.connect((place / "steward.db").as_uri() + "?mode=rw", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM facts WHERE value LIKE 'x%' ORDER BY name")]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    print(ended, *names)
    if ended == 0:
        break
"""


async def test_a_restore_killed_at_any_step_leaves_the_old_data_or_the_new(folder, target, tmp_path):
    await data(folder, "backed-up")
    made = operate.backup(folder, target, 3, NOW)
    await data(folder, "since")
    killed = subprocess.Popen([sys.executable, "-c", WRITING, str(folder)], stdout=subprocess.PIPE)  # noqa: ASYNC220, S603
    with killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        killed.kill()
    command = ("-c", INTERRUPTED, str(made.file), str(folder), str(tmp_path / "place"))
    trial = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=subprocess.PIPE)
    out, _ = await trial.communicate()
    assert trial.returncode == 0
    ends = [line.split() for line in out.decode().splitlines()]
    assert len(ends) > 10
    assert ends[-1] == ["0", "backed-up"]
    old = {tuple(stored) for _, *stored in ends} - {("backed-up",)}
    assert len(old) == 1  # to the last row that lay in the WAL alone
    assert len(old.pop()) > 20
    new = [stored == ["backed-up"] for _, *stored in ends]
    assert new == sorted(new)  # the old data up to one step, the new from there on


# -- check ---------------------------------------------------------------------------------------------------------


def not_ok(folder: Path, now: datetime = NOW) -> list[tuple[Level, str]]:
    return [(found.level, found.what) for found in operate.examine(folder, now) if found.level is not Level.OK]


async def test_a_sound_folder_has_nothing_to_remedy_and_is_not_changed(folder):
    await data(folder, "a")
    before = files(folder)
    findings = operate.examine(folder, NOW)
    assert [found for found in findings if found.level is not Level.OK] == []
    assert "the database is sound" in [found.what for found in findings]
    assert all(found.remedy == "" for found in findings)
    assert files(folder) == before


async def test_a_folder_is_examined_while_its_bot_runs(folder):
    db = await Database.open(folder)
    await put(db, "a")
    before = files(folder)
    assert not_ok(folder) == []
    assert files(folder) == before
    await put(db, "b")
    await db.close()


def test_a_missing_folder_is_a_problem_and_is_not_made(folder):
    assert [level for level, _ in not_ok(folder)] == [Level.PROBLEM]
    assert not folder.exists()


def test_an_empty_folder_is_worth_a_look_and_stays_empty(folder):
    folder.mkdir(mode=0o700)
    assert not_ok(folder) == [(Level.WARNING, "there is no database yet")]
    assert files(folder) == []


async def test_what_others_can_open_is_named(folder):
    await data(folder, "a")
    (folder / "keys").mkdir(mode=0o700)
    (folder / "keys" / "desk").touch(0o644)
    folder.chmod(0o755)
    (folder / "steward.db").chmod(0o640)
    findings = [found for found in operate.examine(folder, NOW) if found.level is Level.WARNING]
    assert [found.remedy for found in findings] == [
        f"chmod go= {path}" for path in (folder, folder / "steward.db", folder / "keys" / "desk")
    ]


async def test_a_damaged_database_is_a_problem(folder):
    await data(folder, "a")
    (folder / "steward.db").write_bytes(b"rubbish" * 1000)
    ((level, what),) = not_ok(folder)
    assert level is Level.PROBLEM
    assert "damaged" in what


async def test_rows_that_point_at_nothing_are_a_problem(folder):
    await data(folder, "a")
    spoil(folder / "steward.db", "PRAGMA foreign_keys = OFF; INSERT INTO poll_roles VALUES (1, 1);")
    ((level, what),) = not_ok(folder)
    assert (level, "point at nothing" in what) == (Level.PROBLEM, True)


async def test_a_newer_database_is_a_problem_and_an_older_one_is_not(folder):
    await data(folder, "a")
    spoil(folder / "steward.db", "PRAGMA user_version = 999")
    assert [level for level, _ in not_ok(folder)] == [Level.PROBLEM]
    spoil(folder / "steward.db", "PRAGMA user_version = 0")
    assert [level for level, _ in not_ok(folder)] == [Level.WARNING]


async def test_jobs_that_failed_or_are_overdue_are_named(folder):
    db = await Database.open(folder)
    for key in ("one", "two"):
        async with db.transaction() as tx:
            await jobs.add(tx, kind="poll.close", subject=key, guild_id=GuildId(7), due_at=NOW, key=key)
    async with db.transaction() as tx:
        job = await jobs.claim(tx, NOW, timedelta(hours=1))
        assert job is not None
        await jobs.fail(tx, job, NOW, "job.unexpected")
    await db.close()
    assert not_ok(folder, NOW + timedelta(minutes=5)) == [(Level.WARNING, "failed jobs: 1")]
    assert not_ok(folder, NOW + timedelta(hours=5))[1:] == [
        (Level.WARNING, "overdue jobs: 1, the oldest since 21 Nov 2026 18:30 UTC")
    ]


async def test_copies_that_were_kept_long_are_named(folder):
    await data(folder, "a")
    (folder / "steward.before-0002.db").touch(0o600)
    (folder / "replaced-20261121T183000Z").mkdir(0o700)
    later = datetime.now(UTC) + timedelta(days=40)  # noqa: TID251 - files are dated by the computer's own clock
    assert [what for _, what in not_ok(folder, later)] == [
        "replaced-20261121T183000Z was kept 40 days ago",
        "steward.before-0002.db was kept 40 days ago",
    ]


# -- the sign of life ----------------------------------------------------------------------------------------------


def test_a_bot_is_alive_for_a_while_after_each_sign_of_life(folder):
    folder.mkdir()
    minute = timedelta(minutes=1)
    assert not operate.is_alive(folder, NOW, minute)
    operate.write_alive(folder, NOW)
    assert operate.is_alive(folder, NOW + minute, minute)
    assert not operate.is_alive(folder, NOW + minute + timedelta(seconds=1), minute)
    (folder / "steward.alive").write_text("half a li")
    assert not operate.is_alive(folder, NOW, minute)


def test_a_sign_of_life_that_cannot_be_written_stops_nobody(folder, caplog):
    operate.write_alive(folder, NOW)
    assert "no sign of life" in caplog.text
