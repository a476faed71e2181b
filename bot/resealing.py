"""New keys for what is sealed, while the bot is stopped; and what is wrong with the keys, in words for a terminal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.seals import CODES_KEY, OF_CODES, OF_SEALS, Seals
from bot.store import folder as on_disk
from bot.store import seals as store
from bot.store.folder import FolderError, FolderLock

GIVE_UP = "put it back; if nobody has it, stop the bot and run `steward reseal --give-up`, which"
ERASED = {
    "reports": "reports, with all that was written in them",
    "entries": "messages in reports that stay",
    "names": "names of members who had given theirs",
    "trays": "branches in which something waited to be given to the desk (how many reports that were is not known)",
}


@dataclass(frozen=True)
class Trouble:
    """Why something that was sealed cannot be opened or found, and what to do about it."""

    what: str
    remedy: str


@dataclass(frozen=True)
class Looked:
    """What is sealed here, how many pieces by the number of their key, and what is wrong with it."""

    pieces: Mapping[int, int]
    held: frozenset[int]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class Resealed:
    """What was sealed anew with which key, which keys are gone, and what was given up with those that were lost."""

    number: int
    pieces: int
    destroyed: tuple[int, ...]
    erased: Mapping[str, int]
    """How many reports; and of those that stay, how many names and entries; and trays."""
    codes_unknown: int | None
    """How many reports stay whose codes lead nowhere now; None where the key of codes was there."""


class NotOpened(FolderError):
    """Something that is sealed cannot be opened or found; nothing was changed."""

    def __init__(self, troubles: tuple[Trouble, ...]) -> None:
        super().__init__("; and ".join(f"{each.what}: {each.remedy}" for each in troubles))


def look(folder: Path) -> Looked:
    """Open everything once, changing nothing, also while the bot runs."""
    seals = Seals(folder / on_disk.KEYS, is_looking=True)
    with store.reading(folder / on_disk.DATABASE) as connection:
        found = store.survey(connection, seals)
    return Looked(found.pieces, frozenset(seals.held()), _troubles(found, seals, folder))


def reseal(folder: Path, now: datetime, *, give_up: bool = False) -> Resealed | None:
    """Seal everything with a new key and destroy the others; None where nothing was ever sealed.

    Cut off anywhere, nothing is lost, and to run it again completes it. Raises NotOpened where a key is lost or a piece
    is damaged; giving up erases such pieces, which is put on record, and makes the key of codes anew.
    """
    if not (folder / on_disk.DATABASE).is_file():
        raise FolderError(f"there is no database at {folder / on_disk.DATABASE}")
    lock = FolderLock(folder)
    try:
        with store.writing(folder / on_disk.DATABASE) as connection:
            seals = Seals(folder / on_disk.KEYS)
            found = store.survey(connection, seals)
            troubles = _troubles(found, seals, folder)
            if troubles and not give_up:
                raise NotOpened(troubles)
            if not found.pieces and seals.newest() is None:
                return None
            erased = store.erase(connection, found.unopenable, now)
            codes_unknown = None
            if found.pieces and not seals.has_codes():
                seals.renew_codes()
                codes_unknown = store.give_up_codes(connection, now)
            number = seals.renew()
            pieces = store.reseal(connection, seals)
            # With keys read from the disk: before the older ones go, everything is opened with what will be left.
            _make_sure(store.survey(connection, Seals(folder / on_disk.KEYS)), number)
            store.compact(connection)
            return Resealed(number, pieces, _destroy_others(seals, number), erased, codes_unknown)
    finally:
        lock.release()


def told(done: Resealed) -> Iterator[str]:
    """What was done, in lines for a terminal."""
    yield f"sealed anew with key {done.number}: {done.pieces} pieces of reports"
    yield f"older keys destroyed: {len(done.destroyed)}"
    for name, what in ERASED.items():
        if number := done.erased.get(name):
            yield f"erased, because nothing could open them: {what}: {number}"
    if done.codes_unknown is not None:
        yield f"made a new key for codes; reports whose senders cannot read the answers any more: {done.codes_unknown}"
    yield "older backups hold reports that only the older keys open: make a new backup now"


def _troubles(found: store.Survey, seals: Seals, folder: Path) -> tuple[Trouble, ...]:
    return tuple(_each_trouble(found, seals, folder / on_disk.KEYS))


def _each_trouble(found: store.Survey, seals: Seals, keys: Path) -> Iterator[Trouble]:
    for number in sorted(found.lost.keys() | seals.missing(seals.held())):
        file, pieces = keys / f"{number}.{OF_SEALS}", found.lost.get(number, 0)
        what = f"{file} is missing or not whole (pieces of reports that need it: {pieces})"
        yield Trouble(what, f"{GIVE_UP} erases them")
    if found.broken:
        remedy = (
            "are the key files those of this data, not of another computer? Else restore a backup; if they are damaged "
            "there too, stop the bot and run `steward reseal --give-up`"
        )
        yield Trouble(
            f"pieces of reports that are damaged, or were changed: {found.broken}", f"{remedy}, which erases them"
        )
    if found.pieces and not seals.has_codes():
        file = keys / f"{CODES_KEY}.{OF_CODES}"
        what = f"{file} is missing or not whole: no code leads to its report, and nobody can send another"
        yield Trouble(what, f"{GIVE_UP} makes a new one; the codes that members have stay without effect")


def _make_sure(found: store.Survey, number: int) -> None:
    if found.unopenable or found.pieces.keys() - {number}:
        raise FolderError("what was just sealed cannot be read back; no key was destroyed. Is the disk sound?")


def _destroy_others(seals: Seals, number: int) -> tuple[int, ...]:
    others = tuple(sorted(seals.held() - {number}))
    for other in others:
        seals.destroy(other)
    return others
