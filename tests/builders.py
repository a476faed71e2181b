"""Things tests are made of: valid by default, change one thing."""

import base64
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ids import MemberId
from bot.store import folder as on_disk
from bot.store import schema


class Clock:
    """A clock the test moves; nothing sleeps."""

    def __init__(self, at: datetime = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        self._at += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self._at


def new_data(folder: Path) -> Path:
    """A data folder as the first start leaves it, every migration taken once a process and not once a test."""
    on_disk.make(folder)
    on_disk.touch(folder / on_disk.DATABASE)
    (folder / on_disk.DATABASE).write_bytes(_migrated())
    return folder


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as place:
        file = Path(place) / on_disk.DATABASE
        schema.migrate(file, busy_for=1.0)
        return file.read_bytes()


def traces(folder: Path, *members: MemberId) -> list[str]:
    """In which files one of these members' ids lies, as SQLite or JSON would write it."""
    files = {each.name: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    forms = [form for each in members for form in (each.to_bytes(8, "big"), str(each).encode())]
    return sorted(name for name, data in files.items() if any(form in data for form in forms))


def written(number: int) -> list[bytes]:
    """A member's id as it might have been written down."""
    packed = number.to_bytes(8, "big")
    plain = [str(number).encode(), f"{number:x}".encode(), packed, packed[::-1], base64.b64encode(packed)[:10]]
    return [*plain, bytes(0x80 | number >> shift & 0x7F for shift in range(57, 7, -7)) + bytes([number & 0xFF])]
