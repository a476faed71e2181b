"""Evenings of secret voting, told twice with the papers dealt out differently, and the files they leave."""

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import keys
from bot.ids import MemberId, PollId
from bot.store import ballot
from bot.store.ballot import Paper, Vote

BALLOT = PollId(42)
KEY = bytes(range(32))
SALT = b"the same for all"
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk would make hundreds of evenings slow, and says nothing more
Spoil = Callable[[sqlite3.Connection, int, Vote], object]
Files = dict[str, bytes]


@dataclass(frozen=True)
class Evening:
    """Who votes what, in this order; after which votes there is a commit."""

    votes: Sequence[tuple[int, Paper]]
    batches: Sequence[int]
    ranked: bool = False
    places: int = 1
    listed: Sequence[int] | None = None


def member(number: int) -> MemberId:
    return MemberId(1063746298317291520 + 7919 * number)


def tag(number: int) -> bytes:
    return keys.tag(KEY, member(number))


@contextmanager
def a_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def files(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def spent(evening: Evening, spoil: Spoil | None = None) -> list[Files]:
    """Every file, byte by byte, after each commit, after the close, and when the roll is forgotten."""
    with a_folder() as folder:
        return list(_spend(folder / f"{BALLOT}.db", evening, spoil))


def _spend(file: Path, evening: Evening, spoil: Spoil | None) -> Iterator[Files]:
    listed = None if evening.listed is None else [tag(number) for number in evening.listed]
    ballot.make(file, places=evening.places, ranked=evening.ranked, listed=listed, salt=SALT)
    receipts = random.Random(7)  # noqa: S311 - the same in every evening
    votes = [Vote(tag(number), paper, receipts.randbytes(32)) for number, paper in evening.votes]
    clock = 0
    for size in evening.batches:
        batch, votes = votes[:size], votes[size:]
        with ballot.changing(file) as box:
            assert [box.take(vote) for vote in batch] == [None] * len(batch)
            box.write()
        if spoil is not None:
            with closing(sqlite3.connect(file, isolation_level=None)) as connection:
                connection.execute("PRAGMA secure_delete = ON")
                for vote in batch:
                    clock += 1
                    spoil(connection, clock, vote)
        yield files(file.parent)
    assert not votes
    with ballot.changing(file) as box:
        box.close()
        assert box.count().agrees
    yield files(file.parent)
    ballot.forget_roll(file)
    yield files(file.parent)


def uncounted(found: Files) -> Files:
    """The same without the two places in a file's header where SQLite counts its transactions."""
    return {name: file[:24] + bytes(4) + file[28:92] + bytes(4) + file[96:] for name, file in found.items()}
