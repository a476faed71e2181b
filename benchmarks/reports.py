"""200 members send a report at the same moment: what it costs beside a bare answer; and the round that releases 200.

All of them within a minute is what is asked for; at the same moment is harder. The bare bot gives a private screen with
two buttons, and puts its answer in the place of it. The round is held in one process, without Discord.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.branches import Branch, post_doors, pretend, twin
from benchmarks.figures import Figure, ratios
from benchmarks.presses import Burst, burst
from benchmarks.processes import BARE, running
from bot.actions import branches, releasing, report_hours, reports
from bot.desk import Desk
from bot.i18n import say
from bot.ids import Caller, CaseNumber, ChannelId, GuildId, MemberId, Power, RoleId
from bot.rules.branches import Use
from bot.rules.reports import Door, Head, Sent, Status, Tray
from bot.standin import Member, Reply
from bot.store import jobs
from bot.store import reports as store

AT_ONCE = 10  # reports written at a time, before anything is measured
TEXT = "Five caseloads are covered by one officer, and nobody has answered since the spring. " * 10
LONGEST = "x" * 4000
CODE = "```"  # every code is shown in code formatting, and nothing else on a final screen is
HERE, NOW = GuildId(7), datetime(2026, 11, 22, 8, tzinfo=UTC)


class ReportsLost(Exception):
    """What members were told is not what waits for the round, or was released: no figure matters then."""


@dataclass(frozen=True)
class _Round:
    took: float
    grew: float
    """The most memory beyond what was held before, in megabytes."""


async def measure(folder: Path, presses: int = 200, rounds: int = 5) -> list[Figure]:
    """Interleaved rounds, each with members who have not sent anything yet; raises ReportsLost."""
    ours, theirs = await _beside_bare(folder, presses, rounds)
    released = [await _release(folder / f"round{number}", presses) for number in range(rounds)]
    return [
        Figure("reports: CPU beside a bare answer", ratios(_costs(ours), _costs(theirs)), "×"),
        Figure("reports: CPU each", _costs(ours), "ms"),
        Figure("reports: CPU each, bare bot", _costs(theirs), "ms"),
        Figure("reports: a second, from press to code", [each.a_second for each in ours]),
        *(Figure(f"reports: wait, {part} in 100 within", [each.wait(part) for each in ours], "s") for part in (50, 99)),
        Figure("reports: wait, longest", [each.wait(100) for each in ours], "s", most=3),
        Figure("reports: wait, longest, bare bot", [each.wait(100) for each in theirs], "s"),
        Figure(f"reports: a round of {presses} of 4,000 characters", [each.took for each in released], "s", most=1.5),
        Figure("reports: memory of a round, beyond what was held", [each.grew for each in released], "MB"),
    ]


async def _beside_bare(folder: Path, presses: int, rounds: int) -> tuple[list[Burst], list[Burst]]:
    ours, theirs = list[Burst](), list[Burst]()
    async with (
        pretend() as here,
        pretend() as there,
        running(here, folder / "steward") as steward,
        running(there, folder / "bare", BARE) as bare,
    ):
        branch = await post_doors(here, presses * rounds)
        other = twin(there, branch)
        for first in range(0, presses * rounds, presses):
            part = slice(first, first + presses)
            drafts = await _written(branch, branch.members[part])
            ours.append(await burst(steward, branch, branch.members[part], say("sending.send"), drafts))
            shown = await burst(bare, other, other.members[part], say("doors.send"))
            theirs.append(await burst(bare, other, other.members[part], "Cast my vote", shown.replies))
    told = sum(CODE in text for each in ours for text in each.words)
    waiting = await _waiting(folder / "steward" / "data", GuildId(branch.rep.guild.id))
    if not told == waiting == presses * rounds:
        raise ReportsLost(f"{presses * rounds} sent, {told} told, {waiting} wait")
    return ours, theirs


async def _written(branch: Branch, members: Sequence[Member]) -> list[Reply]:
    """Their reports, a few at a time, ready to be sent."""
    found: list[Reply] = []
    for first in range(0, len(members), AT_ONCE):
        found += await asyncio.gather(*(_write(branch, each) for each in members[first : first + AT_ONCE]))
    return found


async def _write(branch: Branch, member: Member) -> Reply:
    doors = await member.press(branch.post, say("doors.send"))
    form = await member.press(doors, say(f"sending.door-{Door.UNNAMED}"))
    return await member.submit(form, category="Workload", text=TEXT)


async def _waiting(folder: Path, guild_id: GuildId) -> int:
    desk = await Desk.open(folder)
    try:
        async with desk.db.reading() as conn:
            return len((await reports.read_tray(desk, conn, guild_id)).reports)
    finally:
        await desk.close()


async def _release(folder: Path, number: int) -> _Round:
    desk = await Desk.open(folder, lambda: NOW)
    try:
        await _fill(desk, number)
        async with desk.db.reading() as conn:
            job = await jobs.get(conn, f"{report_hours.ROUND}:{HERE}")
        assert job is not None  # noqa: S101 - it is there from the set-up on
        held = _forget_the_peak()
        began = perf_counter()
        await releasing.hold_round(desk, job, None)
        took = perf_counter() - began
        grew = _kb("VmHWM") - held
        async with desk.db.reading() as conn:
            released = len(await store.list_(conn, HERE, [Status.NEW]))
        if released != number:
            raise ReportsLost(f"{number} waited, {released} released")
    finally:
        await desk.close()
    return _Round(took, grew / 1024)


async def _fill(desk: Desk, number: int) -> None:
    """A branch with a desk, for which so many reports wait."""
    officer = Caller(HERE, MemberId(1), frozenset(), administrator=True)
    roles = {Power.ORGANISER: frozenset({RoleId(2)})}
    await branches.begin(desk, officer, name="Leeds", roles=roles, channels={Use.DESK: ChannelId(3)})
    await branches.finish(desk, officer)
    waiting = tuple(_sent(desk, f"{each:04}") for each in range(number))
    async with desk.db.transaction() as tx:
        await reports.put_tray(desk, tx, HERE, Tray(waiting))


def _sent(desk: Desk, number: str) -> Sent:
    return Sent(
        number=CaseNumber(number),
        door=Door.UNNAMED,
        category="Workload",
        office=None,
        week="2026-W47",
        code=desk.seals.tag_of_typed(HERE, number),
        head=Head(),
        text=LONGEST,
    )


def _forget_the_peak() -> int:
    """What is held now, in KB; from here on the peak is counted anew. Linux only."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _kb("VmRSS")


def _kb(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))


def _costs(bursts: list[Burst]) -> list[float]:
    return [each.cpu_each for each in bursts]
