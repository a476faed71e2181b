"""So many a day for one person, without keeping who it was.

Counted in memory, under a tag of each person by a key that is made anew every day, is never written, and is gone with
the day or the process: afterwards nobody can say whose a tag was.
"""

import asyncio
import hmac
import secrets
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.errors import TooLate
from bot.ids import CaseNumber, GuildId, MemberId
from bot.rules.branches import Branch
from bot.rules.times import instant_at, local


@dataclass(frozen=True)
class _Day:
    on: date
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    counts: Counter[bytes] = field(default_factory=Counter[bytes])
    senders: dict[CaseNumber, bytes] = field(default_factory=dict[CaseNumber, bytes])
    muted: set[bytes] = field(default_factory=set[bytes])

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

    def has_begun(self, guild_id: GuildId, today: date) -> bool:
        """Whether this day was asked for already."""
        return guild_id in self._days and self._days[guild_id].on == today

    def end(self, guild_id: GuildId, day: date) -> None:
        """The branch's day is over: its key and tags are gone."""
        if self.has_begun(guild_id, day):
            del self._days[guild_id]


class Senders:
    """Who has sent reports or replies today, and who may send nothing more today: nobody that anything could name.

    At midnight on the branch's clock, and with the process, all of it is gone; so nobody can be muted for longer.
    """

    def __init__(self, now: Callable[[], datetime], most: int) -> None:
        self._now = now
        self._limit = DailyLimit(most, "sending.enough_today")

    def check(self, branch: Branch, member_id: MemberId) -> None:
        """Silence while this member may send; raises TooLate for who was muted, and after the last of the day."""
        day = self._today(branch)
        if day.tag(member_id) in day.muted:
            raise TooLate("sending.muted")
        self._limit.check(branch.guild_id, member_id, day.on)

    @contextmanager
    def turn(self, branch: Branch, member_id: MemberId) -> Generator[Callable[[CaseNumber], None]]:
        """One of this member's turns today, given back where sending fails; raises what `check` does.

        Call what it gives with the case number that was sent: by it alone the sender can be muted.
        """
        self.check(branch, member_id)
        day = self._today(branch)
        tag = day.tag(member_id)
        day.counts[tag] += 1
        try:
            yield lambda number: day.senders.update({number: tag})
        except BaseException:
            day.counts[tag] -= 1
            raise

    def mute(self, branch: Branch, number: CaseNumber) -> None:
        """Whoever has sent anything under this case number today sends nothing more today.

        Nobody is told whether there was anybody: it would say whether the report came before midnight or after.
        """
        day = self._today(branch)
        if number in day.senders:
            day.muted.add(day.senders[number])

    def _today(self, branch: Branch) -> _Day:
        now = self._now()
        today = local(now, branch.zone).date()
        has_begun = self._limit.has_begun(branch.guild_id, today)
        day = self._limit.begin(branch.guild_id, today)
        if not has_begun:  # nobody else may come today: its key must not wait for tomorrow's first to be gone
            midnight = instant_at(datetime.combine(today + timedelta(days=1), time()), branch.zone)
            left = (midnight - now).total_seconds()
            asyncio.get_running_loop().call_later(left, self._limit.end, branch.guild_id, today)
        return day
