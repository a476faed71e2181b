"""The computer loses its power again and again while members report and organisers answer: no word of theirs is lost.

Nor is any said twice, and what was withdrawn stays withdrawn.
"""

import asyncio
import os
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Iterator
from datetime import timedelta
from itertools import count, cycle
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.actions import reports
from bot.desk import Desk
from bot.i18n import say
from bot.ids import GuildId, MemberId
from bot.rules.reports import Door, Kind, Status
from bot.seals import Seals
from bot.standin import CannotDo, Discord, Member, Message, Reply
from bot.store import reports as store
from bot.store.folder import DATABASE, KEYS
from tests.builders import traces
from tests.e2e.power_cuts import Story, telling
from tests.e2e.reports import CODE, SEND

KILLS = 12
HALF_A_DAY = timedelta(hours=11)
UNKNOWN = "No report in this server has this code"
OPEN, ANSWER, CLOSE = (say(f"desk_post.{each}") for each in ("open", "answer", "close"))
T = TypeVar("T")


class Desks(Story):
    """A branch with organisers and a desk, in which people do several things at once until the power goes."""

    def __init__(self, discord: Discord, folder: Path, ahead: Path) -> None:
        super().__init__(discord, folder, ahead)
        guild, self.organisers = self.guild, self.guild.role("Organisers")
        private = {guild.everyone: {"view_channel": False}, guild.bot_role: {"view_channel": True}}
        self.desk = guild.channel("desk", overwrites={**private, self.organisers: {"view_channel": True}})
        self.oli = guild.member("oli", roles=[self.organisers])
        self.people: Iterator[Member] = cycle(self.crowd)
        self.written: set[str] = set()
        self.codes: dict[str, str] = {}
        """What each code leads to that somebody was shown."""
        self.withdrawn: dict[str, list[bytes]] = {}
        """What lay sealed of each that somebody was told is withdrawn."""
        self.perhaps: set[str] = set()
        """What somebody tried to withdraw, and was not told."""
        self.said: dict[str, str] = {}
        """What was answered or replied, if somebody was told that it was taken; with the report's case number."""
        self.every = count()

    async def prepared(self) -> list[Awaitable[None]]:
        """What several people are about to do: each has only one button or form left to send."""
        ways: list[dict[str, Any]] = [{}, {"urgent": "safety"}, {"door": Door.CONFIDENTIAL}]
        preparing = [self.send(), self.send(**self.dice.choice(ways))]
        preparing += [self.answer(each) for each in self.reported()[-2:]]
        if codes := [code for code in self.codes if code not in self.perhaps]:
            preparing += [self.dice.choice([self.reply, self.reply, self.withdraw])(self.dice.choice(codes))]
        return [each for each in await asyncio.gather(*map(as_far_as_it_goes, preparing)) if each is not None]

    async def send(self, *, door: Door = Door.UNNAMED, **fields: Any) -> Awaitable[None]:
        member, text = next(self.people), f"Report {next(self.every)} of five caseloads."
        if door is Door.CONFIDENTIAL:
            fields["opener"] = self.oli
        form = await member.press(await member.slash("feedback send"), say(f"sending.door-{door}"))
        draft = await member.submit(form, category="Workload", text=text, **fields)

        async def finish() -> None:
            self.written.add(text)
            if found := CODE.search((await member.press(draft, SEND)).text):
                self.codes[found[1]] = text

        return finish()

    async def read(self, member: Member, code: str) -> Reply:
        return await member.submit(await member.slash("feedback read"), code=code)

    async def reply(self, code: str) -> Awaitable[None]:
        member, text = next(self.people), f"Reply {next(self.every)}."
        screen = await self.read(member, code)
        draft = await member.submit(await member.press(screen, say("reading.reply")), text=text)

        async def finish() -> None:
            if say("reading.reply_taken") in (await member.press(draft, SEND)).text:
                self.said[text] = number_in(screen)

        return finish()

    async def withdraw(self, code: str) -> Awaitable[None]:
        member = next(self.people)
        screen = await member.press(await self.read(member, code), say("reading.withdraw"))
        self.perhaps.add(code)

        async def finish() -> None:
            sealed = self.sealed(code)
            if say("reading.withdrawn") in (await member.press(screen, say("reading.withdraw_it"))).text:
                self.withdrawn[code] = sealed

        return finish()

    async def answer(self, post: Message) -> Awaitable[None]:
        text = f"Answer {next(self.every)}."
        shown = await self.oli.press(post, OPEN)
        closes = self.dice.random() < 0.2
        form = await self.oli.press(shown, CLOSE if closes else ANSWER)

        async def finish() -> None:
            done = await self.oli.submit(form, text=text, **({"outcome": "done"} if closes else {}))
            if "waits for the reporter" in done.text:
                self.said[text] = number_in(post)

        return finish()

    def reported(self) -> list[Message]:
        """The posts at the desk that can be answered."""
        return [each for each in self.posts(self.desk) if ANSWER in [button.label for button in each.buttons]]

    def sealed(self, code: str) -> list[bytes]:
        """What lies sealed of the report that this code leads to, or of all that waits for a round."""
        tag = Seals(self.folder / KEYS, is_looking=True).tag_of_typed(self.guild.id, code)
        with sqlite3.connect(f"file:{self.folder / DATABASE}?mode=ro", uri=True) as conn:
            rows = conn.execute("SELECT sealed FROM report_entries JOIN reports USING (number) WHERE code = ?", (tag,))
            found = [row[0] for row in rows] or [row[0] for row in conn.execute("SELECT sealed FROM report_trays")]
        conn.close()
        return found


def number_in(shown: Message | Reply) -> str:
    """The case number of the report that it is about."""
    return shown.text.partition("Report ")[2][:4]


async def as_far_as_it_goes(doing: Awaitable[T]) -> T | None:
    """Somebody does this until a button is not there, because something was refused or nobody answers."""
    try:
        return await doing
    except CannotDo:
        return None


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Desks]:
    async with telling(Desks, tmp_path) as made:
        yield made


async def test_no_report_is_lost_or_released_twice_however_often_the_power_goes(story: Desks) -> None:
    await story.sue.press(await story.sue.slash("branch setup"), say("branch.finish"))
    for kill in range(1, KILLS, 2):
        doing = await story.prepared()
        working = asyncio.gather(*map(as_far_as_it_goes, doing))
        await asyncio.sleep(story.dice.uniform(0.0, 0.2))
        story.cut()
        story.ahead.write_text(str(HALF_A_DAY.total_seconds() * kill))  # a round is due when it is back
        await story.power_is_back()
        await working
        await asyncio.sleep(story.dice.uniform(0.0, 0.1))
        story.cut()
        await story.power_is_back()
    story.ahead.write_text(str(HALF_A_DAY.total_seconds() * (KILLS + 3)))
    story.cut()
    await story.power_is_back()
    await story.done("feedback.round", "feedback.card", "feedback.night")
    for code in story.codes:
        screen = await story.read(story.sue, code)
        assert UNKNOWN not in screen.text or code in story.perhaps
    os.kill(story.bot, signal.SIGTERM)
    assert story.process is not None
    _, logged = await story.process.communicate()

    posted = Counter(each.text.split()[1] for each in story.posts(story.desk) if each.text.startswith("Report "))
    assert set(posted.values()) == {1}
    kept, said, given = await stored(story)
    assert set(kept.values()) == {1}
    assert set(kept) <= story.written
    assert {text for code, text in story.codes.items() if code not in story.perhaps} <= set(kept)
    assert not {story.codes[code] for code in story.withdrawn} & set(kept)
    assert set(posted) == set(given)
    assert set(said.values()) == {1}
    gone = {number for number, status in given.items() if status is Status.WITHDRAWN}
    assert {text for text, number in story.said.items() if number not in gone} <= set(said)
    data = b"".join(each.read_bytes() for each in story.folder.rglob("*") if each.is_file())
    assert not any(sealed in data for blobs in story.withdrawn.values() for sealed in blobs)
    assert traces(story.folder, *(MemberId(each.id) for each in story.crowd)) == []
    assert not any(str(each.id) in logged.decode() for each in story.crowd)


async def stored(story: Desks) -> tuple[Counter[str], Counter[str], dict[str, Status]]:
    """What members reported, and what was said since, as often as it is there; and what the desk has been given."""
    desk, guild_id = await Desk.open(story.folder), GuildId(story.guild.id)
    try:
        async with desk.db.reading() as conn:
            tray = await reports.read_tray(desk, conn, guild_id)
            found = await store.list_(conn, guild_id, list(Status))
            entries = [entry for each in found for entry in await reports.thread(desk, conn, each)]
    finally:
        await desk.close()
    told = [*(each.text for each in tray.reports), *(each.text for each in entries if each.kind is Kind.REPORT)]
    said = [*(each.text for each in tray.replies), *(each.text for each in entries if each.kind is not Kind.REPORT)]
    return Counter(told), Counter(said), {each.number: each.status for each in found}
