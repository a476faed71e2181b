"""What members have marked and not yet cast: in memory, and nowhere else.

Why not in the buttons or in a table: docs/decisions/0012-a-paper-between-two-screens-is-in-memory.md.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import AlreadyDone, NotFound
from bot.ids import MemberId, PollId
from bot.rules.polls import Poll

KEPT_FOR = timedelta(hours=1)
MOST_MEMBERS = 5000
MOST_EACH = 48  # an election with twenty candidates is twenty-two screens


@dataclass(frozen=True)
class Paper:
    """A ballot paper as one screen shows it."""

    poll: Poll
    marked: tuple[int, ...] = field(default=(), repr=False)
    """Options by number; in an election candidates, the first choice first."""


@dataclass
class _Drawer:
    """One member's papers by token; None for one of a poll in which the member has voted since."""

    used_at: datetime
    papers: OrderedDict[str, Paper | None] = field(default_factory=OrderedDict[str, Paper | None])


class Kept:
    """The papers of every screen that somebody may still press on, each under a token that says nothing.

    Each screen has a paper of its own, so that what is cast is what was shown there, however often and in whatever
    order the buttons of several screens are pressed.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._drawers: OrderedDict[MemberId, _Drawer] = OrderedDict()  # who has waited longest first

    def keep(self, member_id: MemberId, paper: Paper) -> str:
        """Keep this member's paper for a while; its token."""
        token = secrets.token_urlsafe(12)
        drawer = self._drawers.setdefault(member_id, _Drawer(self._now()))
        drawer.used_at = self._now()
        self._drawers.move_to_end(member_id)
        drawer.papers[token] = paper
        if len(drawer.papers) > MOST_EACH:  # nobody can crowd out anybody else
            drawer.papers.popitem(last=False)
        self.forget()
        return token

    def find(self, member_id: MemberId, token: str) -> Paper:
        """This member's own paper; raises NotFound, and AlreadyDone where the member has voted since."""
        self.forget()
        drawer = self._drawers.get(member_id)
        if drawer is None or token not in drawer.papers:
            raise NotFound("paper.forgotten")
        if (paper := drawer.papers[token]) is None:
            raise AlreadyDone("box.already_voted")
        return paper

    def spend(self, member_id: MemberId, poll_id: PollId) -> None:
        """Forget what this member has marked in this poll, on every paper: the vote is in the box."""
        if (drawer := self._drawers.get(member_id)) is not None:
            for token, paper in drawer.papers.items():
                if paper is not None and paper.poll.id == poll_id:
                    drawer.papers[token] = None

    def forget(self) -> bool:
        """Forget whoever has not come back for an hour, and of too many who has waited longest; whether any is left."""
        while self._drawers:
            oldest = next(iter(self._drawers.values()))
            if len(self._drawers) <= MOST_MEMBERS and self._now() - oldest.used_at < KEPT_FOR:
                return True
            self._drawers.popitem(last=False)
        return False
