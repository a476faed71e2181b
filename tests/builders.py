"""Things tests are made of: valid by default, change one thing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.ids import MemberId


class Clock:
    """A clock the test moves; nothing sleeps."""

    def __init__(self, at: datetime = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        self._at += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self._at


def traces(folder: Path, *members: MemberId) -> list[str]:
    """In which files one of these members' ids lies, as SQLite or JSON would write it."""
    files = {each.name: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    forms = [form for each in members for form in (each.to_bytes(8, "big"), str(each).encode())]
    return sorted(name for name, data in files.items() if any(form in data for form in forms))
