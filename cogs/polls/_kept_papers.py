"""What members have marked and not yet cast: in memory, and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.ids import MemberId, PollId
from bot.rules.polls import Poll
from cogs._kept import Kept


@dataclass(frozen=True)
class Paper:
    """A ballot paper as one screen shows it."""

    poll: Poll
    marked: tuple[int, ...] = field(default=(), repr=False)
    """Options by number; in an election candidates, the first choice first."""


class Papers(Kept[Paper]):
    """The papers of every screen that somebody may still press on."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now, "paper.forgotten", "box.already_voted")

    def voted(self, member_id: MemberId, poll_id: PollId) -> None:
        """Forget what this member has marked in this poll, on every paper: the vote is in the box."""
        self.spend(member_id, lambda paper: paper.poll.id == poll_id)
