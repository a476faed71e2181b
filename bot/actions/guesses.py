"""Who typed wrong codes, in memory and without a name: under a tag by a key that is made anew every day.

The key is never written and is gone with the night or the process: afterwards nobody can say whose a tag was.
"""

import hmac
import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import NotFound, TooLate
from bot.ids import Asker, GuildId
from bot.rules.slowing import Tries


@dataclass(frozen=True)
class _Day:
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    tries: dict[bytes, Tries] = field(default_factory=dict[bytes, Tries])


class Guesses:
    """How often in a row each person typed a wrong code since last night."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._days: dict[GuildId, _Day] = {}

    @contextmanager
    def one(self, who: Asker) -> Generator[None]:
        """One try of this person's: wrong if NotFound is raised in it. Raises TooLate while they have to wait.

        It counts from its beginning, so that ten at once are ten; only one that could not be looked at does not.
        """
        day = self._days.setdefault(who.guild_id, _Day())
        tag = hmac.digest(day.key, b"%d" % who.member_id, "sha256")
        before, now = day.tries.get(tag, Tries()), self._now()
        if before.until is not None and before.is_slowed(now):
            raise TooLate("reading.slowed", until=before.until)
        day.tries[tag] = before.after_a_wrong_one(now)
        try:
            yield
        except NotFound:
            raise
        except BaseException:
            day.tries[tag] = before
            raise
        day.tries.pop(tag, None)  # another right one at the same time may have been first

    def forget(self, guild_id: GuildId) -> None:
        """It is night: this branch's key is gone, and with it whoever typed anything."""
        self._days.pop(guild_id, None)
