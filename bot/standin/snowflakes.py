"""Ids and tokens that look like Discord's: an id holds the instant it was made."""

import base64
import hashlib
import itertools
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
Clock = Callable[[], datetime]
_KEY = secrets.token_bytes(32)


def real_time() -> datetime:
    """The time on the wall, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the stand-in is not part of the branch and has no desk


class Snowflakes:
    """Ids in the order they were asked for, each holding the clock's time."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.last = 0
        self.count = itertools.count()

    def next(self, at: datetime | None = None) -> int:
        """A new id, greater than every id made for the same instant before."""
        moment = milliseconds(at or self.clock())
        made = (moment << 22) | (1 << 17) | (next(self.count) & 0xFFF)
        if at is None:
            made = max(made, self.last + 1)
            self.last = made
        return made


def milliseconds(at: datetime) -> int:
    """Milliseconds since Discord's epoch."""
    since = at - EPOCH
    return (since.days * 86400 + since.seconds) * 1000 + since.microseconds // 1000


def made_at(snowflake: int) -> datetime:
    """The instant an id holds."""
    return EPOCH + timedelta(milliseconds=snowflake >> 22)


def bot_token(user_id: int) -> str:
    """A bot token of the usual shape, good for nothing anywhere."""
    first = base64.b64encode(str(user_id).encode()).decode().rstrip("=")
    return f"{first}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)[:38]}"


def interaction_token(interaction_id: int) -> str:
    """An interaction's token: long, unguessable, with its id inside as Discord's have."""
    lock = hashlib.blake2b(str(interaction_id).encode(), key=_KEY, digest_size=32).hexdigest()
    inside = f"interaction:{interaction_id}:{lock}"
    return base64.urlsafe_b64encode(inside.encode()).decode().rstrip("=")
