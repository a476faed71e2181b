"""A bot with a pulse: `python -m benchmarks.watched steward|bare` tells on SIGUSR1 how long its event loop stood still.

Nothing in either bot is changed; one more task wakes every 2 ms and remembers by how much it was ever late, and how
much processor time the loop's thread used at most between two of its turns. On an idle machine the two are one; on a
busy one the first also counts the time the system gave to others.
"""

import asyncio
import signal
import sys
from collections.abc import Callable
from time import perf_counter, thread_time

EVERY = 0.002


class Pulse:
    """The longest stall since it was last asked; `work` is whose processor time is meant."""

    def __init__(self, work: Callable[[], float] = thread_time) -> None:
        self.work = work
        self.begin()

    def begin(self) -> None:
        """Forget what was longest."""
        self.longest = self.busiest = 0.0

    async def beat(self) -> None:
        """Look at both clocks every 2 ms."""
        clock, worked = perf_counter(), self.work()
        while True:
            await asyncio.sleep(EVERY)
            now, work = perf_counter(), self.work()
            self.longest = max(self.longest, now - clock - EVERY)
            self.busiest = max(self.busiest, work - worked)
            clock, worked = now, work

    def tell(self) -> None:
        """One line on standard output: milliseconds by the clock, and of processor time; then begin anew."""
        sys.stdout.write(f"{self.longest * 1000:.2f} {self.busiest * 1000:.2f}\n")
        sys.stdout.flush()
        self.begin()


async def main(which: str) -> None:
    """Run that bot beside the pulse."""
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat())
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, pulse.tell)
    try:
        if which == "bare":
            from benchmarks import bare  # noqa: PLC0415 - each bot loads only its own

            await bare.main()
        else:
            from bot import app, settings  # noqa: PLC0415

            await app.main(settings.load())
    finally:
        beating.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
