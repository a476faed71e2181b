"""A secret poll in the life of a branch: the real actions, the queue and the files; only Discord is left out."""

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.actions import ballots, branches, drafts, polls
from bot.actions import closing as closings
from bot.actions.polls import Eligible
from bot.actions.report_hours import HOURS
from bot.desk import Desk
from bot.ids import Caller, ChannelId, GuildId, MemberId, PollId, Power, RoleId
from bot.rules.branches import Use
from bot.rules.polls import Kind
from bot.scheduler import Job, Scheduler
from bot.store import polls as store
from tests.builders import Clock
from tests.store.evenings import KEY, MEMORY, member

GUILD, MEMBERS, REPS = GuildId(7), RoleId(11), RoleId(12)
SUE = Caller(GUILD, MemberId(1), frozenset(), administrator=True)
ROB = Caller(GUILD, MemberId(2), frozenset({REPS, MEMBERS}))
POLL = PollId(1)
JOBS = ("poll.open", "poll.turnout", "poll.close", "poll.erase", "poll.refresh", "poll.announce", "poll.forget")


def person(number: int) -> Caller:
    return Caller(GUILD, member(number), frozenset({MEMBERS}))


@cache
def a_branch() -> Path:
    """A branch that is set up, to begin every evening with."""
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    atexit.register(shutil.rmtree, folder)
    asyncio.run(_set_up(folder))
    return folder


async def _set_up(folder: Path) -> None:
    desk = await Desk.open(folder, Clock().now)
    roles = {Power.MEMBER: [MEMBERS], Power.REP: [REPS]}
    await branches.begin(desk, SUE, name="Leeds", roles=roles, channels={Use.POLLS: ChannelId(5)})
    await branches.finish(desk, SUE)
    await desk.close()
    (folder / "keys" / f"{POLL}.ballot").write_bytes(KEY)
    (folder / "keys" / f"{POLL}.ballot").chmod(0o600)


def working(desk: Desk, listed: Sequence[int] | None = None) -> Scheduler:
    """The jobs of a poll without Discord; with a list, only these people are on the roll."""
    scheduler = Scheduler(desk)

    async def work(job: Job) -> None:
        match job.kind:
            case "poll.open":
                standing = await polls.standing(desk, GUILD, POLL)
                roll = None if listed is None else list(map(member, listed))
                await ballots.prepare(desk, standing.poll, roll)
                await polls.begin(desk, GUILD, POLL, Eligible(63))
                await _draw(desk)
            case "poll.turnout":
                await ballots.show_turnout(desk, GUILD, POLL)
            case "poll.close":
                await closings.conclude(desk, GUILD, POLL, Eligible(63))
            case "poll.erase":
                await closings.erase(desk, GUILD, POLL)
            case _:
                pass

    for kind in (*JOBS, *HOURS, "audit.post", "mydata.sweep"):
        scheduler.handle(kind, work)
    return scheduler


async def _draw(desk: Desk) -> None:
    """The same lot every evening."""
    async with desk.db.transaction() as tx:
        poll = await store.get(tx, GUILD, POLL)
        if poll.seed is not None:
            await store.save(tx, replace(poll, seed=bytes(32)), poll)


async def ask(desk: Desk, kind: str, *, frozen: bool) -> None:
    """A secret poll, asked for and to be opened at once."""
    rob, branch = await branches.asker(desk, ROB)
    options = "\n".join(f"Option {letter}" for letter in "ABCDEFG")
    draft = await drafts.make(
        desk,
        rob,
        branch,
        Kind.RANKED if kind == "ranked" else Kind.SECRET,
        question="Which day?",
        options=options,
        closes="in 3 days",
    )
    if kind == "multiple":
        await drafts.rerule(desk, rob, draft.id, choices="1-7", quorum="", threshold="simple", count_abstentions=False)
    await drafts.freeze(desk, rob, draft.id, frozen=frozen)
    await drafts.open_(desk, rob, draft.id, 63)
