"""`python -m benchmarks` measures everything in a few minutes; with a name (or several), only that."""

import argparse
import asyncio
import gc
import tempfile
import time
from pathlib import Path

from benchmarks import (
    answers,
    big,
    codes,
    counting,
    fanout,
    faults,
    memory,
    nights,
    posted,
    reports,
    secret,
    stalls,
    standin,
    votes,
)
from benchmarks.figures import Figure, machine, table

ALL = {
    "votes": votes.measure,
    "answers": answers.measure,
    "posted": posted.measure,
    "big": big.measure,
    "secret": secret.measure,
    "fanout": fanout.measure,
    "memory": memory.measure,
    "stalls": stalls.measure,
    "faults": faults.measure,
    "counting": counting.measure,
    "codes": codes.measure,
    "nights": nights.measure,
    "reports": reports.measure,
    "standin": standin.measure,
}


async def main(names: list[str], seed: int | None) -> list[Figure]:
    """Measure these one after the other, each in a folder of its own; what was found is also printed as it is found."""
    # The stand-in and its members live in this process and keep everything that was said: looking through all of it
    # for garbage, again and again, would be a third of what they cost (as in the stand-in's own `__main__`).
    gc.set_threshold(50_000, 50, 1_000)
    found: list[Figure] = []
    for name in names:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"steward-{name}-") as folder:
            options = {"seed": seed} if name == "faults" else {}
            figures = await ALL[name](Path(folder), **options)
        print(f"\n{name}, in {time.monotonic() - began:.0f} s\n\n{table(figures)}", flush=True)
        found += figures
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="./steward bench", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*ALL, []], default=[], help="what to measure (default: everything)")
    parser.add_argument("--seed", type=int, help="of faults: press and kill as that time")
    asked = parser.parse_args()
    print(machine(), flush=True)
    everything = asyncio.run(main(asked.name or list(ALL), asked.seed))
    goals = [figure for figure in everything if figure.goal]
    print(f"\nthe goals; {machine()}\n\n{table(goals)}")
