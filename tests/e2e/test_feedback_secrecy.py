"""After fifty reports without a name every byte is searched: for who sent them, what they say, their codes, and when.

What Discord itself has to be told is stated exactly: a text in private answers to who wrote it and to the organiser who
opens it; a code in the one answer to its sender, and once more to who hides it and has it shown again. Everything else
fails. How bytes are searched for people is `test_secrecy`'s.
"""

import base64
import hashlib
import hmac
import re
import sqlite3
import struct
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import operate
from bot.i18n import say
from bot.keys import SYMBOLS, read_code
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch
from tests.e2e.reports import EDIT, SEND, code_in
from tests.e2e.reports import read as read_with
from tests.e2e.test_secrecy import folder, found, rowid, written

MEMBERS = 50
PLACE = re.compile(r"/interactions/(\d+)/")


@dataclass
class Reporter:
    """Somebody who reports, and all that could be found of it."""

    member: Member
    word: str
    """Stands in the text, and in no other, in no path and in no library."""
    code: str = ""
    acts: list[tuple[datetime, int]] = field(default_factory=list[tuple[datetime, int]])
    """When each act was, and the id of its interaction."""
    shown: list[Reply] = field(default_factory=list[Reply])

    def who(self, keys: Iterable[bytes]) -> Iterable[tuple[str, bytes]]:
        """Id and name, as anybody might have written them down, and what might have been made of the id."""
        number = self.member.id
        yield from written(number, self.member.name)
        for form in (str(number).encode(), number.to_bytes(8, "big"), number.to_bytes(8, "little")):
            yield "base 64 of it", base64.b64encode(form).rstrip(b"=")[:-1]
            made = [hashlib.new(name, form).digest() for name in ("md5", "sha1", "sha256", "blake2b")]
            made += [hmac.digest(key, form, name) for key in keys for name in ("sha1", "sha256")]
            yield from (("hash", each) for each in made)
            yield from (("hash in hex", each.hex().encode()) for each in made)

    def when(self) -> Iterable[tuple[str, bytes]]:
        """Each moment at which something was pressed, as it might have been written down; also as Discord counts."""
        for at, number in self.acts:
            ms = round(at.timestamp() * 1000)
            yield from (
                ("snowflake", each) for each in (str(number).encode(), number.to_bytes(8, "big"), rowid(number))
            )
            yield "snowflake, the small end first", number.to_bytes(8, "little")
            yield "milliseconds", str(ms).encode()
            yield "seconds", str(ms // 1000).encode()
            yield from (("packed", ms.to_bytes(6, order)) for order in ("big", "little"))
            yield from (("float", struct.pack(form, at.timestamp())) for form in (">d", "<d"))
            yield from (("time", at.strftime(form).encode()) for form in ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"))

    def what(self) -> Iterable[tuple[str, bytes]]:
        """The text."""
        text = self.word.encode()
        yield "text", text
        yield "text, two bytes a letter", self.word.encode("utf-16-le")
        yield "text in hex", text.hex().encode()
        yield from (("text in base 64", base64.b64encode(bytes(skip) + text)[4:-4]) for skip in range(3))

    def key(self) -> Iterable[tuple[str, bytes]]:
        """The code."""
        body = read_code(self.code)
        assert body is not None
        bare = self.code.replace("-", "")
        yield from (("code", each.encode()) for each in (self.code, self.code.lower(), body, body.lower(), bare))
        yield from (("code hashed", hashlib.sha256(each.encode()).digest()) for each in (self.code, body, bare))

    async def press(self, shown: Reply | Message, label: str) -> Reply:
        """Press a button, and remember when."""
        return self._done(await self.member.press(shown, label))

    async def submit(self, form: Reply, **fields: object) -> Reply:
        """Hand in a form, and remember when."""
        return self._done(await self.member.submit(form, **fields))

    def _done(self, reply: Reply) -> Reply:
        clock = self.member.guild.world.clock
        self.acts.append((clock(), reply.interaction.id))
        self.shown.append(reply)
        return reply


def needles(people: Iterable[Reporter], *kinds: str, keys: Iterable[bytes] = ()) -> dict[str, bytes]:
    """What there is to find of these, by its kinds: who, when, what, key."""
    held = list(keys)
    return {
        f"{each.member.name}: {name} {number}": text
        for each in people
        for kind in kinds
        for number, (name, text) in enumerate(each.who(held) if kind == "who" else getattr(each, kind)())
    }


async def report(branch: Branch, post: Message, each: Reporter, number: int) -> None:
    """Write a report, some correct it first, some hide the code and look once more; a while goes by between acts."""

    def later() -> None:
        branch.clock.move(seconds=7.193 + number / 1000)

    later()
    doors = await each.press(post, say("doors.send"))
    later()
    form = await each.press(doors, say("sending.door-unnamed"))
    later()
    draft = await each.submit(form, category="Workload", text=f"{each.word}: five caseloads, one officer.")
    if number % 10 == 3:
        later()
        form = await each.press(draft, EDIT)
        later()
        draft = await each.submit(form, text=f"{each.word}: six caseloads, one officer.")
    later()
    sent = await each.press(draft, SEND)
    each.code = code_in(sent)
    if number % 10 == 7:
        later()
        hidden = await each.press(sent, say("sending.hide"))
        later()
        assert code_in(await each.press(hidden, say("sending.show"))) == each.code


async def come_back(branch: Branch, each: Reporter, word: str) -> None:
    """Read, and reply with another word that stands nowhere else."""
    branch.clock.move(seconds=3.771)
    screen = each._done(await read_with(branch, each.member, each.code))  # pyright: ignore[reportPrivateUsage]
    branch.clock.move(seconds=3.771)
    form = await each.press(screen, say("reading.reply"))
    branch.clock.move(seconds=3.771)
    draft = await each.submit(form, text=f"{word}: it is so every day.")
    branch.clock.move(seconds=3.771)
    await each.press(draft, SEND)


async def post_of_the_doors(branch: Branch) -> Message:
    look = await branch.sue.slash("feedback post", channel=branch.lobby)
    await branch.sue.press(look, say("doors.post"))
    await branch.settle()
    return branch.posts(branch.lobby)[-1]


def everything(branch: Branch, backups: Path) -> Mapping[str, bytes]:
    """All that Steward keeps: the folder byte by byte, a backup of it, and the log at its most talkative."""
    operate.backup(branch.folder, backups, 9, branch.clock.now())
    return {**folder(branch.folder), **folder(backups), "the log": branch.log.text.encode()}


def keys_of(branch: Branch) -> list[bytes]:
    return [each.read_bytes() for each in sorted((branch.folder / "keys").iterdir())]


async def test_of_fifty_reports_nobody_no_text_no_code_and_no_time_can_be_found_where_it_must_not_be(
    branch: Branch, tmp_path: Path
) -> None:
    people = [
        Reporter(branch.guild.member(f"zq-reporter-{number:02}", roles=[branch.members]), f"zorb{number:02}quux")
        for number in range(MEMBERS)
    ]
    post = await post_of_the_doors(branch)
    branch.clock.move(seconds=11)
    before, logged = await branch.rows(but=["report_trays"]), len(branch.log.records)
    for number, each in enumerate(people):
        await report(branch, post, each, number)
    # Nothing is written but the parcel in which all of them wait, and nothing at all is logged.
    assert await branch.rows(but=["report_trays"]) == before
    assert len(branch.log.records) == logged
    kept = everything(branch, tmp_path / "waiting")
    assert hunted(kept, needles(people, "who", "when", "what", "key", keys=keys_of(branch))) == []

    await branch.pass_(hours=14)
    posts = branch.posts(branch.desk_channel)
    assert len(posts) == MEMBERS
    opened = [await branch.oli.press(each, say("desk_post.open")) for each in posts[:6]]
    talking = [each for each in people if any(each.word in reply.text for reply in opened)]
    assert len(talking) == 6
    for reply in opened[:3]:
        await branch.oli.submit(await branch.oli.press(reply, say("desk_post.answer")), text="We ask all offices.")
    await branch.settle()
    for number, each in enumerate(talking):
        await come_back(branch, each, f"wex{number:02}quibble")
    kept = everything(branch, tmp_path / "talking")
    assert hunted(kept, needles(people, "who", "when", "what", "key", keys=keys_of(branch))) == []
    assert found(kept, {f"reply {number}": f"wex{number:02}quibble".encode() for number in range(6)}) == []
    nothing_told_to_discord_but_what_must_be(branch, people)
    nothing_in_public(branch, people)
    no_moment_in_any_cell(branch, people)


def hunted(places: Mapping[str, bytes], needles: Mapping[str, bytes]) -> list[str]:
    """Which of thousands of needles lies where: only those are looked for whose end is there at all."""
    ends = {text[-6:] for text in needles.values()}
    assert min(map(len, ends)) == 6
    there = {part for place in places.values() for at in range(len(place)) if (part := place[at : at + 6]) in ends}
    return found(places, {name: text for name, text in needles.items() if text[-6:] in there})


def nothing_told_to_discord_but_what_must_be(branch: Branch, people: list[Reporter]) -> None:
    """Nobody's id and no time in any body; a code in answers to its sender alone; a text in those and to organisers."""
    asked = [(each.path, repr(each.body)) for each in branch.discord.requests]
    bodies = {f"{number}: {path}": body.encode() for number, (path, body) in enumerate(asked)}
    assert hunted(bodies, needles(people, "who", "when")) == []
    whose = {each.id: each.user.id for each in branch.discord.world.interactions.values()}
    for number, each in enumerate(people):
        with_code = [whose[interaction(path)] for path, body in asked if each.code in body]
        assert with_code == [each.member.id] * (2 if number % 10 == 7 else 1)
        with_text = {whose[interaction(path)] for path, body in asked if each.word in body}
        assert each.member.id in with_text
        assert with_text <= {each.member.id, branch.oli.id}
    bare = {each.code.replace("-", "") for each in people}
    assert not any(code in body for _, body in asked for code in bare)


def interaction(path: str) -> int:
    """To whom the request is an answer: the number of the interaction."""
    where = PLACE.search(path)
    assert where is not None, path
    return int(where[1])


def nothing_in_public(branch: Branch, people: list[Reporter]) -> None:
    """What anybody can read in a room, and every private message, has nothing of any report but what it is about."""
    rooms = branch.discord.world.channels.values()
    shown = [each for room in rooms for each in room.messages.values() if not each.is_private]
    assert len(shown) > MEMBERS
    places = {f"{each.id}": f"{each.text} {each.embeds} {each.components}".encode() for each in shown}
    assert hunted(places, needles(people, "who", "when", "what", "key")) == []


def no_moment_in_any_cell(branch: Branch, people: list[Reporter]) -> None:
    """No cell of the database is one of these moments, in whatever unit, or an interaction's id."""
    moments: set[object] = set()
    for each in people:
        for at, number in each.acts:
            ms = round(at.timestamp() * 1000)
            moments |= {number, ms, ms // 1000, ms * 1000, ms / 1000, at.timestamp()}
    with closing(sqlite3.connect(f"file:{branch.folder / 'steward.db'}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        cells = [cell for table in tables for row in connection.execute(f'SELECT * FROM "{table}"') for cell in row]  # noqa: S608
    assert len(cells) > 10 * MEMBERS
    assert not moments & set(cells)


# -- the search bites --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["who", "when", "what", "key"])
def test_what_is_written_down_in_any_of_these_ways_is_found(kind: str) -> None:
    at = datetime(2026, 11, 21, 18, 31, 7, 193_000, tzinfo=UTC)
    key = bytes(range(32))
    body = "0123456789ABCDEFGHJK"
    check = SYMBOLS[sum(SYMBOLS.index(each) << 5 * place for place, each in enumerate(reversed(body))) % len(SYMBOLS)]
    somebody = Reporter(Somebody, "zorb00quux", f"{body}{check}", [(at, 1063746298317291520)])  # pyright: ignore[reportArgumentType]
    every = needles([somebody], kind, keys=[key])
    assert len(every) > 4
    for name, text in every.items():
        assert any(name in each for each in hunted({"there": bytes(99) + text + bytes(99)}, every)), name


class Somebody:
    """Enough of a member for the search."""

    id, name = 1063746298317291520 + 7919, "zq-reporter-07"
