"""`python -m tests.e2e.supervised`: starts the bot again whenever it is killed, and tells its process id each time.

What the bot imports is imported once, and each bot is a copy of this process: twenty starts cost what five would.
Where a story names a file in AHEAD, the bot's clock is ahead by as many seconds as stand in it.
"""

import os
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import cogs.branch
import cogs.campaigns
import cogs.feedback
import cogs.help
import cogs.meetings
import cogs.mydata
import cogs.polls
import cogs.privacy  # noqa: F401 - as are these: imported before the first copy is made
from bot import app
from bot.__main__ import main
from bot.desk import Desk, wall_clock
from bot.rules import content_check


def ahead() -> datetime:
    """The time of a story in which weeks go by."""
    return wall_clock() + timedelta(seconds=float(Path(os.environ["AHEAD"]).read_text()))


def supervise() -> int:
    """Until a bot ends by itself; its exit status."""
    if "AHEAD" in os.environ:
        Desk.open = partial(Desk.open, now=ahead)
    content_check.check("")  # its patterns, too, are made ready once
    app.NEXT_GUILD_WITHIN = 0.05  # there is one, and waiting whether there are more costs half a second a start
    while True:
        child = os.fork()
        if child == 0:
            os._exit(main(["run"]))
        print(child, flush=True)  # noqa: T201 - for whoever is to kill it
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(supervise())
