"""What the stand-in can do, so that it is known not to be what is measured."""

from pathlib import Path
from time import process_time

from benchmarks.branches import open_poll, pretend, twin
from benchmarks.figures import Figure
from benchmarks.presses import burst
from benchmarks.processes import BARE, running


async def measure(folder: Path, presses: int = 2000, rounds: int = 5) -> list[Figure]:
    """Presses answered by the bare bot; the stand-in's own processor time alone, people's clients included."""
    able: list[float] = []
    async with pretend() as here, pretend() as there:
        async with running(here, folder / "steward"):
            branch = await open_poll(here, presses)
        other = twin(there, branch)
        async with running(there, folder / "bare", BARE) as bare:
            for _ in range(rounds):
                before = process_time()
                await burst(bare, other, other.members, "For")
                able.append(presses / (process_time() - before))
    return [Figure("standin: round trips a second of its own processor time", able, least=3000)]
