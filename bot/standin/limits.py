"""Rate limits: a bucket for each route and place, and the global one. Counted in real time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from time import monotonic

from bot.standin.snowflakes import real_time

# Seen of Discord, which publishes none of them: how many in how many seconds, for each channel or guild.
SEEN: dict[tuple[str, str], tuple[int, float]] = {
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("PUT", "/channels/{channel_id}/messages/pins/{message_id}"): (5, 5.0),
    ("POST", "/users/@me/channels"): (10, 10.0),
    ("POST", "/guilds/{guild_id}/scheduled-events"): (5, 60.0),
    ("PATCH", "/channels/{channel_id}"): (5, 15.0),
}
OTHERWISE = (50, 1.0)


@dataclass
class Bucket:
    """One window: it opens with the first request and lets so many through."""

    limit: int
    seconds: float
    opened: float = float("-inf")
    used: int = 0

    def take(self, now: float) -> float:
        """Use one; 0 when it is let through, else how many seconds to wait."""
        if now - self.opened >= self.seconds:
            self.opened, self.used = now, 0
        if self.used >= self.limit:
            return max(self.opened + self.seconds - now, 0.001)
        self.used += 1
        return 0.0


@dataclass(frozen=True)
class Toll:
    """What the limits say of one request: the headers, and how long to wait if it is refused."""

    headers: dict[str, str]
    wait: float = 0.0
    everywhere: bool = False


@dataclass
class Limits:
    """The limits in force; change `per_route` and `per_second`, or turn all of it off."""

    on: bool = True
    per_second: int = 50
    per_route: dict[tuple[str, str], tuple[int, float]] = field(default_factory=lambda: dict(SEEN))
    otherwise: tuple[int, float] = OTHERWISE
    interactions: tuple[int, float] | None = None
    buckets: dict[tuple[str, str, str], Bucket] = field(default_factory=dict[tuple[str, str, str], Bucket], repr=False)
    whole: Bucket | None = field(default=None, repr=False)

    def toll(self, method: str, route: str, place: str, *, by_token: bool) -> Toll:
        """Count one request; `by_token` marks the interaction endpoints, which the global limit does not cover."""
        rule = self.interactions if by_token else self.per_route.get((method, route), self.otherwise)
        if not self.on or rule is None:
            return Toll({})
        now = monotonic()
        if not by_token and (wait := self._whole().take(now)):
            return Toll({"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, wait, everywhere=True)
        bucket = self.buckets.setdefault((method, route, place), Bucket(*rule))
        wait = bucket.take(now)
        return Toll(_headers(bucket, method + route, now), wait)

    def _whole(self) -> Bucket:
        if self.whole is None:
            self.whole = Bucket(self.per_second, 1.0)
        return self.whole


def _headers(bucket: Bucket, name: str, now: float) -> dict[str, str]:
    left = max(bucket.opened + bucket.seconds - now, 0.0)
    return {
        "X-RateLimit-Limit": str(bucket.limit),
        "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
        "X-RateLimit-Reset": f"{real_time().timestamp() + left:.3f}",
        "X-RateLimit-Reset-After": f"{left:.3f}",
        "X-RateLimit-Bucket": hashlib.sha256(name.encode()).hexdigest()[:32],
        "X-RateLimit-Scope": "user",
    }
