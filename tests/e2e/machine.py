"""The bot as a process of its own, on a computer that can lose its power."""

import asyncio
import os
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.i18n import say
from bot.rules.meetings import Answer
from bot.standin import Channel, Discord, Message, Reply
from bot.store.folder import DATABASE
from tests.e2e.bad_days import until

ROOT = Path(__file__).parents[2]
SECRET = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"


class Machine:
    """A computer with a branch's bot on it, which can lose its power."""

    def __init__(self, discord: Discord, folder: Path) -> None:
        self.discord, self.folder = discord, folder
        self.process: Process | None = None
        guild = discord.guild("Riverside Branch")
        reps, self.members = guild.role("Reps"), guild.role("Members")
        self.guild, self.polls, self.notices = guild, guild.channel("polls"), guild.channel("notices")
        self.audit, self.campaign = guild.channel("audit"), guild.channel("campaign")
        self.sue = guild.member("sue", administrator=True, roles=[reps, self.members])
        self.crowd = [guild.member(f"m{number}", roles=[self.members]) for number in range(120)]

    @property
    def settings(self) -> dict[str, str]:
        """Where its Discord is; and letters as fast as may be, for a story does not last an hour."""
        return {
            "STEWARD_TOKEN": self.discord.token,
            "STEWARD_API_BASE": self.discord.api_base,
            "STEWARD_LETTERS_A_MINUTE": "3000",
        }

    async def start(self) -> None:
        """Switch the bot on and wait until it is connected."""
        self.process = await run(self.folder, **self.settings)
        async with asyncio.timeout(30):
            while not self.discord.gateway.connected:
                assert self.process.returncode is None, await self.process.communicate()
                await asyncio.sleep(0.02)

    async def end(self, by: signal.Signals = signal.SIGKILL) -> tuple[int, str]:
        """Kill the bot, or ask it to stop; its exit status and what it logged."""
        assert self.process is not None
        send(self.process, by)
        async with asyncio.timeout(20):
            _, said = await self.process.communicate()
        self.discord.faults.drop_gateway()
        await self._leave_the_rest_unanswered()
        assert self.process.returncode is not None
        return self.process.returncode, said.decode()

    async def _leave_the_rest_unanswered(self) -> None:
        """Nobody is left who could answer: people need not wait for that until their time is up."""
        await asyncio.sleep(0.05)  # answers that were on their way arrive
        for each in self.discord.interactions:
            if each.answer_type is None:
                each.expire()
                each.answered.set()

    async def open_poll(self, **kind: Any) -> Message:
        """A branch that is set up, with an open poll."""
        await self.sue.press(await self.sue.slash("branch setup"), say("branch.finish"))
        form = await self.sue.slash("poll create", **kind)
        preview = await self.sue.submit(form, question="Accept the offer?", closes="in 3 days")
        await self.sue.press(preview, say("poll.open-it"))
        await until(lambda: bool(self.posts()))
        return self.posts()[0]

    async def draft_update(self, followers: int) -> Reply:
        """A branch where it is noon, with the preview of an update of its campaign, and so many who follow updates."""
        shown = await self.sue.slash("branch setup")
        for _ in range(2):
            shown = await self.sue.press(shown, say("ui.next"))
        form = await self.sue.press(shown, say("branch.describe"))
        await self.sue.press(await self.sue.submit(form, zone=noon_now()), say("branch.finish"))
        said = {"title": "Pay 2026", "employer": "Riverside", "claim": "8%", "contact": "Any rep"}
        draft = await self.sue.submit(await self.sue.slash("campaign start"), **said, nation="england_wales")
        await self.sue.press(draft, say("campaign.start_it"))
        for each in self.crowd[:followers]:
            await each.press(await each.slash("campaign follow"), say("letter.follow_all"))
        form = await self.sue.slash("campaign update")
        return await self.sue.submit(form, update="Talks begin on Monday.", office="Chair")

    async def draft_meeting(self, when: str) -> Reply:
        """A branch that is set up, with the preview of an emergency meeting."""
        await self.sue.press(await self.sue.slash("branch setup"), say("branch.finish"))
        form = await self.sue.slash("meeting notice")
        said = {"title": "Lay-offs", "when": when, "place": "Room 2", "agenda": "What now?", "kind": "emergency"}
        return await self.sue.press(await self.sue.submit(form, **said), say("notice.event-leave_out"))

    def posts(self, channel: Channel | None = None) -> list[Message]:
        """The public posts in a channel; about polls unless told."""
        found = (channel or self.polls).messages.values()
        return [each for each in found if not (each.is_private or each.is_of_discord)]

    def results(self) -> list[Message]:
        """The posts with a result."""
        return [each for each in self.posts() if each.text.startswith("Result:")]

    def stored(self) -> set[int]:
        """Who has a vote in the database; the running counts have to agree."""
        with sqlite3.connect(f"file:{self.folder / DATABASE}?mode=ro", uri=True) as conn:
            voters = [row[0] for row in conn.execute("SELECT member_id FROM poll_votes")]
            counts = dict(conn.execute("SELECT number, votes FROM poll_counts"))
        conn.close()
        assert counts[0] == counts[1] == len(voters) == len(set(voters))
        return set(voters)

    def numbers(self) -> tuple[dict[int, str], set[int]]:
        """Who answered what and who is there, by the database; the running counts have to agree."""
        with sqlite3.connect(f"file:{self.folder / DATABASE}?mode=ro", uri=True) as conn:
            answers = dict(conn.execute("SELECT member_id, answer FROM meeting_answers"))
            present = {row[0] for row in conn.execute("SELECT member_id FROM meeting_checkins")}
            counts = dict(conn.execute("SELECT what, number FROM meeting_counts"))
        conn.close()
        assert counts == {**dict.fromkeys(Answer, 0), **Counter(answers.values()), "present": len(present)}
        return answers, present


def noon_now() -> str:
    """A time zone in which nobody is asleep, for a bot that goes by the real clock and writes to nobody at night."""
    ahead = 12 - datetime.now(UTC).hour  # noqa: TID251 - the bot is a process with the same clock
    return f"Etc/GMT{-ahead:+}"


async def run(folder: Path, *arguments: str, module: str = "bot", **environment: str) -> Process:
    """`python -m bot run` (or another command) with nothing but these settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("STEWARD_")}
    clean |= {"PYTHONPATH": str(ROOT), "STEWARD_DATA_DIR": str(folder), "STEWARD_SECRETS_DIR": "/nonexistent"}
    folder.parent.mkdir(exist_ok=True)
    command = (sys.executable, "-m", module, *(arguments or ("run",)))
    return await asyncio.create_subprocess_exec(
        *command, env=clean | environment, cwd=folder.parent, stdout=PIPE, stderr=PIPE, start_new_session=True
    )


async def read(process: Process) -> list[str]:
    """The lines a process wrote before it ended."""
    async with asyncio.timeout(30):
        out, said = await process.communicate()
    assert out == b""
    return said.decode().splitlines()


def send(process: Process, what: signal.Signals) -> None:
    """Signal the process. Its own `send_signal` may reap it behind asyncio's back, which then loses the exit status."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, what)
