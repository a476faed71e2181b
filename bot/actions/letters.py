"""Private messages to many members, one after the other, in an order that stays: a restart goes on where it was."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, cast

from bot.desk import Desk
from bot.ids import MemberId
from bot.store import jobs
from bot.store.db import Connection
from bot.store.jobs import JSON, Job

AT_ONCE = 100  # in one go: a try must end well before its lease
# What comes after every member's id, and after every mark of a secret poll.
AFTER_EVERYBODY, AFTER_EVERY_MARK = MemberId(2**63 - 1), "~"


@dataclass(frozen=True)
class Progress:
    """How far the letters have come, kept in their job: who was written to last, and how it went so far.

    Members are written to in the order of their ids; in a secret poll in that of their marks, so that no id is kept.
    """

    last: int | str = 0
    sent: int = 0
    refused: int = 0
    in_hand: int | str | None = None
    """Who is being written to, where that is noted before: after a crash the only one who may have the letter."""

    @classmethod
    def of(cls, job: Job) -> "Progress":
        """Where an earlier try of this job stopped."""
        values = {each.name: job.payload[each.name] for each in fields(cls) if each.name in job.payload}
        return cls(**cast(dict[str, Any], values))

    def kept_in(self, payload: Mapping[str, JSON]) -> dict[str, JSON]:
        """What the job knows, with this in the place of how far it had come before."""
        values = {name: value for name, value in asdict(self).items() if value is not None}
        return {name: value for name, value in payload.items() if name != "in_hand"} | values

    def about_to(self, who: int | str) -> "Progress":
        """This one is written to next."""
        return replace(self, in_hand=who)

    def after(self, who: int | str, *, arrived: bool) -> "Progress":
        """One member further."""
        return Progress(who, self.sent + arrived, self.refused + (not arrived))

    def past(self, who: int | str) -> "Progress":
        """One member further, to whom nothing was sent."""
        return Progress(who, self.sent, self.refused)


async def keep(desk: Desk, job: Job, progress: Progress) -> None:
    """Remember it, so that a restart writes to nobody twice."""
    async with desk.db.transaction() as tx:
        await _keep(tx, job, progress)


async def forget_last(tx: Connection, job: Job, after: int | str = AFTER_EVERYBODY) -> None:
    """Everybody was written to: nobody's id, and no mark, stays with the job, and what does comes after every one."""
    await _keep(tx, job, Progress(after))


async def _keep(tx: Connection, job: Job, progress: Progress) -> None:
    await jobs.keep(tx, job, progress.kept_in(job.payload))
