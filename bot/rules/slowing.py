"""How long somebody waits who types wrong codes: hardly at all after a slip, and longer the more often it goes on.

A code has 100 random bits, so nobody finds one by trying; this is so that nobody sees a use in trying.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_TRIES = 3
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
_DOUBLINGS = 7  # 30 s, doubled so often, is past the longest


@dataclass(frozen=True)
class Tries:
    """How often in a row one person typed a wrong code, and until when none of theirs is looked at."""

    wrong: int = 0
    until: datetime | None = None

    def is_slowed(self, now: datetime) -> bool:
        """Whether nothing they type is looked at yet, be it right or wrong."""
        return self.until is not None and now < self.until

    def after_a_wrong_one(self, now: datetime) -> "Tries":
        """The same once they have typed another wrong one."""
        wrong = self.wrong + 1
        return Tries(wrong, now + wait_after(wrong) if wrong >= FREE_TRIES else None)


def wait_after(wrong: int) -> timedelta:
    """How long who typed so many wrong codes in a row waits for the next try."""
    if wrong < FREE_TRIES:
        return timedelta()
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(wrong - FREE_TRIES, _DOUBLINGS))
