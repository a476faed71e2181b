"""So many a day for one person, without keeping who it was.

Counted in memory, under a tag of each person by a key that is made anew every day, is never written, and is gone with
the day or the process: afterwards nobody can say whose a tag was.
"""

import hmac
import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from bot.errors import TooLate
from bot.ids import GuildId, MemberId


@dataclass(frozen=True)
class _Day:
    on: date
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    counts: Counter[bytes] = field(default_factory=Counter[bytes])

    def tag(self, member_id: MemberId) -> bytes:
        return hmac.digest(self.key, b"%d" % member_id, "sha256")


class DailyLimit:
    """How often each person may do one thing on one day of the branch's calendar."""

    def __init__(self, most: int, refusal: str) -> None:
        """`refusal` is the key of what is said to whoever has done it so often already."""
        self._most, self._refusal = most, refusal
        self._days: dict[GuildId, _Day] = {}

    def check(self, guild_id: GuildId, member_id: MemberId, today: date) -> None:
        """Silence while they may; raises TooLate."""
        day = self.begin(guild_id, today)
        if day.counts[day.tag(member_id)] >= self._most:
            raise TooLate(self._refusal, most=self._most)

    def count(self, guild_id: GuildId, member_id: MemberId, today: date) -> None:
        """They have done it once more."""
        day = self.begin(guild_id, today)
        day.counts[day.tag(member_id)] += 1

    def begin(self, guild_id: GuildId, today: date) -> _Day:
        """The branch's day; the first time it is asked for, yesterday's key and tags are gone."""
        day = self._days.get(guild_id)
        if day is None or day.on != today:
            day = self._days[guild_id] = _Day(today)
        return day
