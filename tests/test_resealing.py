"""New keys for what members reported, with the bot stopped: nothing is lost on the way, and what is lost is said."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import operate, resealing
from bot.__main__ import main
from bot.desk import Desk
from bot.i18n import say
from bot.keys import Lost
from bot.operate import Finding, Level
from bot.resealing import NotOpened
from bot.seals import Seals, number_of
from bot.store import seals as store
from bot.store.db import Database, FolderError, FolderInUse
from tests.builders import new_data

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
REPORT = """
    INSERT INTO reports (guild_id, number, door, category, is_urgent, week, released_on, code, head, name, status)
    VALUES (7, ?, ?, 'workload', 0, '2026-W47', '2026-11-20', ?, ?, ?, 'new')
"""
ENTRY = """
    INSERT INTO report_entries (guild_id, number, position, kind, sealed, week)
    VALUES (7, ?, ?, 'report', ?, '2026-W47')
"""
WRITTEN = {
    "head:7:AAAA": b"{}",
    "head:7:BBBB": b"{}",
    "name:7:BBBB": b"1063746298317291520",
    "entry:7:AAAA:1": b"Nobody covers the second desk.",
    "entry:7:AAAA:2": b"Still nobody.",
    "entry:7:BBBB:1": b"The lift." * 200,
    "tray:7": b"[]",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A branch with two reports, one of them with a name, and something in the tray."""
    folder = new_data(tmp_path / "data")
    seals = Seals(folder / "keys")
    seals.code_tag(7, "0" * 20)
    sealed = {about: seals.seal(content, about) for about, content in WRITTEN.items()}
    with closing(sqlite3.connect(folder / "steward.db")) as connection, connection:
        connection.execute("INSERT INTO branches (guild_id, name) VALUES (7, 'Leeds')")
        connection.execute("INSERT INTO report_trays VALUES (7, ?)", (sealed["tray:7"],))
        connection.execute(REPORT, ("AAAA", "unnamed", b"a" * 32, sealed["head:7:AAAA"], None))
        connection.execute(REPORT, ("BBBB", "confidential", b"b" * 32, sealed["head:7:BBBB"], sealed["name:7:BBBB"]))
        for number, position in (("AAAA", 1), ("AAAA", 2), ("BBBB", 1)):
            connection.execute(ENTRY, (number, position, sealed[f"entry:7:{number}:{position}"]))
    return folder


def pieces(folder: Path) -> dict[str, bytes]:
    """All that is sealed, by its place."""
    with closing(sqlite3.connect(folder / "steward.db")) as connection:
        return {
            place.about.format(*key): sealed for place in store.PLACES for *key, sealed in connection.execute(place.all)
        }


def opened(folder: Path) -> dict[str, bytes]:
    """All that is sealed, opened with the keys that lie in the folder."""
    seals = Seals(folder / "keys")
    return {about: seals.open(sealed, about) for about, sealed in pieces(folder).items()}


def on_record(folder: Path) -> list[str]:
    """What officers read of it in the branch's record."""
    with closing(sqlite3.connect(folder / "steward.db")) as connection:
        noted = connection.execute("SELECT what, detail FROM audit WHERE guild_id = 7 AND actor_id IS NULL ORDER BY id")
        return [say(f"audit.{what}", **json.loads(detail)) for what, detail in noted]


def keys(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "keys").iterdir())


def of_seals(folder: Path) -> list[Finding]:
    """What `check` says of what was reported."""
    return [each for each in operate.examine(folder, NOW) if "report" in each.what]


def test_everything_gets_a_new_key_and_the_older_one_is_gone(folder):
    before = pieces(folder)
    done = resealing.reseal(folder, NOW)
    assert done is not None
    assert (done.number, done.pieces, done.destroyed, done.codes_unknown) == (2, 7, (1,), None)
    assert opened(folder) == WRITTEN
    assert {number_of(each) for each in pieces(folder).values()} == {2}
    assert keys(folder) == ["1.codes", "2.seal"]
    left = b"".join(file.read_bytes() for file in folder.glob("steward.db*"))
    assert not any(sealed[5:45] in left for sealed in before.values())
    again = resealing.reseal(folder, NOW)
    assert again is not None
    assert (again.number, opened(folder) == WRITTEN) == (3, True)


def test_more_than_one_transaction_holds_is_sealed_anew_too(folder):
    seals = Seals(folder / "keys")
    with closing(sqlite3.connect(folder / "steward.db")) as connection, connection:
        for position in range(3, 3 * store.BATCH):
            about = f"entry:7:AAAA:{position}"
            connection.execute(ENTRY, ("AAAA", position, seals.seal(b"%d" % position, about)))
    written = opened(folder)
    resealing.reseal(folder, NOW)
    assert opened(folder) == written
    assert len(written) > 3 * store.BATCH


# Forks, and ends the child at its n-th act on files or seals, for n = 1, 2, 3 …, until one gets through.
INTERRUPTED = """
import os, shutil, sys
from datetime import UTC, datetime
from pathlib import Path
from bot import resealing
from bot.seals import Seals
from bot.store import seals as store
store.BATCH = 2
ACTS = ("open", "os.rename", "os.remove", "sqlite3.connect", "reseal", "erase")
whole, places = map(Path, sys.argv[1:])
left = 0
def count(event, _):
    global left
    if left and event in ACTS:
        left -= 1
        if not left:
            os._exit(9)
sys.addaudithook(count)
once, compact = Seals.reseal, store.compact
def reseal(*arguments):
    sys.audit("reseal")
    return once(*arguments)
def emptied(connection):
    sys.audit("reseal")
    compact(connection)
    sys.audit("reseal")
Seals.reseal, store.compact = reseal, emptied
for number in range(1, 200):
    place = places / str(number)
    shutil.copytree(whole, place)
    if (child := os.fork()) == 0:
        left = number
        resealing.reseal(place, datetime.now(UTC))
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, 9), ended
    if ended == 0:
        break
"""


def test_wherever_it_is_killed_nothing_is_lost_and_the_next_run_completes_it(folder, tmp_path):
    places = tmp_path / "places"
    subprocess.run([sys.executable, "-c", INTERRUPTED, folder, places], check=True, timeout=60)  # noqa: S603
    killed = sorted(places.iterdir(), key=lambda place: int(place.name))
    assert len(killed) > 15
    halfway = 0
    for place in killed:
        assert opened(place) == WRITTEN, place
        halfway += len({number_of(each) for each in pieces(place).values()}) == 2
        assert not [each for each in of_seals(place) if each.level is Level.PROBLEM]
        resealing.reseal(place, NOW)
        assert opened(place) == WRITTEN
        assert len(keys(place)) == 2
    assert halfway >= 3  # some died between two transactions


def test_where_nothing_was_ever_reported_there_is_nothing_to_do(tmp_path, capsys, monkeypatch):
    folder = new_data(tmp_path / "data")
    monkeypatch.setenv("STEWARD_DATA_DIR", str(folder))
    assert resealing.reseal(folder, NOW) is None
    assert keys(folder) == []
    assert main(["reseal"]) == 0
    assert capsys.readouterr().out == "nothing was ever reported here: there is nothing to seal\n"


async def test_it_is_refused_while_the_bot_runs_and_where_no_data_are(folder, tmp_path):
    db = await Database.open(folder)
    with pytest.raises(FolderInUse):
        resealing.reseal(folder, NOW)
    await db.close()
    with pytest.raises(FolderError, match="no database"):
        resealing.reseal(tmp_path / "nowhere", NOW)
    assert not (tmp_path / "nowhere").exists()
    with closing(sqlite3.connect(folder / "steward.db")) as connection:
        connection.execute("PRAGMA user_version = 4")
    with pytest.raises(FolderError, match="start the bot once"):
        resealing.reseal(folder, NOW)
    assert keys(folder) == ["1.codes", "1.seal"]


@pytest.mark.parametrize("name", ["1.seal", "1.codes"])
def test_a_lost_key_stops_it_and_the_file_to_put_back_is_named(folder, name, capsys, monkeypatch):
    monkeypatch.setenv("STEWARD_DATA_DIR", str(folder))
    (folder / "keys" / name).rename(folder / "kept elsewhere")
    before = pieces(folder)
    assert main(["reseal"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert str(folder / "keys" / name) in line
    assert "put it back" in line and "--give-up" in line
    assert pieces(folder) == before
    assert len(keys(folder)) == 1  # and no key was made
    (problem,) = of_seals(folder)
    assert (problem.level, str(folder / "keys" / name) in problem.what) == (Level.PROBLEM, True)
    (folder / "kept elsewhere").rename(folder / "keys" / name)
    assert main(["reseal"]) == 0
    assert opened(folder) == WRITTEN
    assert "sealed anew with key 2: 7 pieces" in capsys.readouterr().out


def test_what_a_lost_key_took_along_is_given_up_in_plain_numbers(folder, capsys, monkeypatch):
    monkeypatch.setenv("STEWARD_DATA_DIR", str(folder))
    (folder / "keys" / "1.seal").unlink()
    assert main(["reseal", "--give-up"]) == 0
    said = capsys.readouterr().out
    assert "reports, with all that was written in them: 2" in said
    assert "branches in which something waited" in said
    assert "messages" not in said and "names" not in said  # they went with their reports
    (noted,) = on_record(folder)
    assert "Whole reports: 2." in noted and "Also what waited" in noted
    assert pieces(folder) == {}
    assert keys(folder) == ["1.codes", "2.seal"]
    assert [each for each in of_seals(folder) if each.level is not Level.OK] == []


def test_only_what_cannot_be_opened_is_given_up(folder):
    seals = Seals(folder / "keys")
    seals.renew()
    with closing(sqlite3.connect(folder / "steward.db")) as connection, connection:
        for table, about, key in (
            ("UPDATE report_entries SET sealed = ? WHERE number = ? AND position = 2", "entry:7:AAAA:2", "AAAA"),
            ("UPDATE reports SET name = ? WHERE number = ?", "name:7:BBBB", "BBBB"),
        ):
            connection.execute(table, (seals.seal(WRITTEN[about], about), key))
    (folder / "keys" / "2.seal").unlink()
    with pytest.raises(NotOpened, match="seal is missing"):
        resealing.reseal(folder, NOW)
    done = resealing.reseal(folder, NOW, give_up=True)
    assert done is not None
    assert (done.number, done.erased) == (3, {"entries": 1, "names": 1})
    (noted,) = on_record(folder)
    assert "reports: 0. Single messages: 1. Names given in confidence: 1. Nothing that waited" in noted
    gone = {"entry:7:AAAA:2", "name:7:BBBB"}
    assert opened(folder) == {about: content for about, content in WRITTEN.items() if about not in gone}


def test_without_the_key_of_codes_reports_stay_and_their_codes_do_not(folder):
    tag = Seals(folder / "keys").code_tag(7, "0" * 20)
    (folder / "keys" / "1.codes").unlink()
    done = resealing.reseal(folder, NOW, give_up=True)
    assert done is not None
    assert (done.codes_unknown, done.erased, opened(folder) == WRITTEN) == (2, {}, True)
    assert [noted.rpartition(": ")[2] for noted in on_record(folder)] == ["2."]
    assert any("2" in line and "senders" in line for line in resealing.told(done))
    assert Seals(folder / "keys").code_tag(7, "0" * 20) != tag


def test_a_piece_that_was_changed_or_moved_is_named_and_can_be_given_up(folder):
    with closing(sqlite3.connect(folder / "steward.db")) as connection, connection:
        connection.execute(
            "UPDATE report_entries SET sealed = (SELECT sealed FROM report_entries WHERE number = 'BBBB')"
            " WHERE number = 'AAAA' AND position = 1"
        )
        connection.execute("UPDATE report_trays SET sealed = zeroblob(600)")
    (problem,) = of_seals(folder)
    assert (problem.level, problem.what) == (Level.PROBLEM, "pieces of reports that are damaged, or were changed: 2")
    with pytest.raises(NotOpened, match="damaged"):
        resealing.reseal(folder, NOW)
    done = resealing.reseal(folder, NOW, give_up=True)
    assert done is not None
    assert done.erased == {"entries": 1, "trays": 1}


def test_all_in_order_is_said_and_a_change_that_was_not_completed_too(folder):
    (fine,) = of_seals(folder)
    assert (fine.level, fine.what) == (Level.OK, "all that was reported can be opened: 7 pieces, with key 1")
    Seals(folder / "keys").renew()
    (begun,) = of_seals(folder)
    assert (begun.level, "reseal" in begun.remedy) == (Level.WARNING, True)
    resealing.reseal(folder, NOW)
    assert [each.level for each in of_seals(folder)] == [Level.OK]


async def test_a_bot_without_the_keys_of_reports_starts_and_makes_none_that_would_be_in_the_way(folder, clock):
    shutil.rmtree(folder / "keys")
    desk = await Desk.open(folder, clock.now)
    async with desk.db.reading() as conn:
        assert await store.newest(conn) == 1
        desk.seals.expect(await store.newest(conn))
    with pytest.raises(Lost, match=r"1\.codes"):
        desk.seals.code_tag(7, "0" * 20)
    with pytest.raises(Lost, match=r"1\.seal"):
        desk.seals.open(pieces(folder)["tray:7"], "tray:7")
    assert number_of(desk.seals.seal(b"new", "tray:8")) == 2
    await desk.close()


def test_a_restored_backup_needs_the_keys_of_its_day_and_its_copies_stay_out_of_it(folder, tmp_path):
    made = operate.backup(folder, tmp_path / "backups", 3, NOW)
    key = (folder / "keys" / "1.seal").read_bytes()
    assert key not in made.file.read_bytes()
    another = tmp_path / "another"
    operate.restore(made.file, another, NOW)
    assert {each.level for each in of_seals(another)} == {Level.PROBLEM}
    shutil.copytree(folder / "keys", another / "keys")
    assert [each.level for each in of_seals(another)] == [Level.OK]
    assert opened(another) == WRITTEN
