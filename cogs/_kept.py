"""What somebody has begun on one screen and not yet handed in: in memory, and nowhere else.

Why not in the buttons or in a table: docs/decisions/0012-a-paper-between-two-screens-is-in-memory.md.
"""

import asyncio
import secrets
from asyncio import TimerHandle
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.errors import AlreadyDone, NotFound
from bot.ids import MemberId

KEPT_FOR = timedelta(hours=1)
MOST_MEMBERS = 5000
MOST_EACH = 48  # an election with twenty candidates is twenty-two screens
SWEEP_EVERY = 600.0

T = TypeVar("T")


@dataclass
class _Drawer(Generic[T]):
    """One member's things by token; None for one that was handed in since."""

    used_at: datetime
    things: OrderedDict[str, T | None]


class Kept(Generic[T]):
    """What stands on every screen that somebody may still press on, each under a token that says nothing.

    Each screen has its own, so that what is handed in is what was shown there, however often and in whatever order the
    buttons of several screens are pressed.
    """

    def __init__(self, now: Callable[[], datetime], forgotten: str, spent: str) -> None:
        """`forgotten` and `spent` are the keys of what is said of what is kept no longer, and was handed in."""
        self._now, self._forgotten, self._spent = now, forgotten, spent
        self._drawers: OrderedDict[MemberId, _Drawer[T]] = OrderedDict()  # who has waited longest first
        self._sweeping: TimerHandle | None = None

    def keep(self, member_id: MemberId, thing: T) -> str:
        """Keep this for this member for a while; its token."""
        token = secrets.token_urlsafe(12)
        drawer = self._drawers.setdefault(member_id, _Drawer(self._now(), OrderedDict()))
        drawer.used_at = self._now()
        self._drawers.move_to_end(member_id)
        drawer.things[token] = thing
        if len(drawer.things) > MOST_EACH:  # nobody can crowd out anybody else
            drawer.things.popitem(last=False)
        self.forget()
        if self._sweeping is None:
            self._sweeping = asyncio.get_running_loop().call_later(SWEEP_EVERY, self._sweep)
        return token

    def find(self, member_id: MemberId, token: str) -> T:
        """What is this member's own; raises NotFound, and AlreadyDone where it was handed in since."""
        self.forget()
        drawer = self._drawers.get(member_id)
        if drawer is None or token not in drawer.things:
            raise NotFound(self._forgotten)
        if (thing := drawer.things[token]) is None:
            raise AlreadyDone(self._spent)
        return thing

    def spend(self, member_id: MemberId, is_spent: Callable[[T], bool]) -> None:
        """Forget those of this member's things, on every screen, that were handed in."""
        if (drawer := self._drawers.get(member_id)) is not None:
            for token, thing in drawer.things.items():
                if thing is not None and is_spent(thing):
                    drawer.things[token] = None

    def forget(self) -> bool:
        """Forget whoever has not come back for an hour, and of too many who has waited longest; whether any is left."""
        while self._drawers:
            oldest = next(iter(self._drawers.values()))
            if len(self._drawers) <= MOST_MEMBERS and self._now() - oldest.used_at < KEPT_FOR:
                return True
            self._drawers.popitem(last=False)
        return False

    def _sweep(self) -> None:
        """What nobody came back for leaves the memory also when nobody comes at all."""
        is_more = self.forget()
        self._sweeping = asyncio.get_running_loop().call_later(SWEEP_EVERY, self._sweep) if is_more else None
