"""The same presses for Steward and for the bare bot, in turns, so that a busy moment of the machine weighs on both."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.branches import Branch, pretend, twin
from benchmarks.figures import Figure, ratios
from benchmarks.presses import Burst, burst
from benchmarks.processes import BARE, running
from bot.standin import Discord


async def beside(
    folder: Path,
    make: Callable[[Discord, int], Awaitable[Branch]],
    label: str,
    presses: int,
    rounds: int,
    *,
    within: float = 0.0,
) -> tuple[list[Burst], list[Burst]]:
    """Interleaved rounds, each with members who have not pressed yet: Steward's, and the bare bot's.

    Steward's folder is then `folder / "steward"`. Of one round the members press at once, or within so many seconds.
    """
    ours: list[Burst] = []
    theirs: list[Burst] = []
    async with (
        pretend() as here,
        pretend() as there,
        running(here, folder / "steward") as steward,
        running(there, folder / "bare", BARE) as bare,
    ):
        branch = await make(here, presses * rounds)
        other = twin(there, branch)
        for start in range(0, presses * rounds, presses):
            part = slice(start, start + presses)
            ours.append(await burst(steward, branch, branch.members[part], label, within=within))
            theirs.append(await burst(bare, other, other.members[part], label, within=within))
    return ours, theirs


def compared(name: str, ours: list[Burst], theirs: list[Burst]) -> list[Figure]:
    """What a press costs beside a bare answer, how many are answered a second, and how long members wait."""
    ours_each, theirs_each = [each.cpu_each for each in ours], [each.cpu_each for each in theirs]
    return [
        Figure(f"{name}: CPU beside a bare answer", ratios(ours_each, theirs_each), "×", most=1.25),
        Figure(f"{name}: CPU each", ours_each, "ms"),
        Figure(f"{name}: CPU each, bare bot", theirs_each, "ms"),
        Figure(f"{name}: a second, from press to answer", [each.a_second for each in ours]),
        Figure(f"{name}: a second, bare bot", [each.a_second for each in theirs]),
        *(
            Figure(f"{name}: wait, {part} in 100 within{whose}", [each.wait(part) for each in bursts], "s")
            for whose, bursts in (("", ours), (", bare bot", theirs))
            for part in (50, 99)
        ),
    ]
