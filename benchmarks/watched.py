"""A bot with a pulse: `python -m benchmarks.watched steward|bare` tells on SIGUSR1 how long its event loop stood still.

Nothing in either bot is changed; one more task wakes every 2 ms and remembers by how much it was ever late.
"""

import asyncio
import signal
import sys
from time import perf_counter

EVERY = 0.002


class Pulse:
    """The longest stall since it was last asked."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def beat(self) -> None:
        """Look at the clock every 2 ms."""
        before = perf_counter()
        while True:
            await asyncio.sleep(EVERY)
            now = perf_counter()
            self.longest = max(self.longest, now - before - EVERY)
            before = now

    def tell(self) -> None:
        """One line on standard output: milliseconds; then begin anew."""
        sys.stdout.write(f"{self.longest * 1000:.2f}\n")
        sys.stdout.flush()
        self.longest = 0.0


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
