"""Things tests are made of: valid by default, change one thing."""

from datetime import UTC, datetime, timedelta


class Clock:
    """A clock the test moves; nothing sleeps."""

    def __init__(self, at: datetime = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        self._at += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self._at
