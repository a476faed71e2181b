"""After a whole evening of secret voting, every byte is searched: for who voted, for receipts, and for what was chosen.

What may be found, and where, is `OFFICES`, `Traces` and PRIVACY.md; everything else fails.
"""

import base64
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot import keys, operate
from bot.i18n import say
from bot.ids import MemberId, PollId
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch, poll_id, receipt_in

# Words that stand in no other text, no path and no library.
MOTION = ("Yes zorbing", "No zorbing", "Abstain")
DAYS = ("Quagday", "Quibday", "Quopday", "Quutday")
CANDIDATES = ("Zephyrine Wex", "Zibeline Wux", "Zoroaster Wyx")
# The only columns that hold members' ids, and whose: who made a poll, scrutineers, who did something in an office.
OFFICES = {
    ("audit", "actor_id"): {"sue", "rob"},
    ("polls", "author_id"): {"rob"},
    ("poll_scrutineers", "member_id"): {"zq-scrutineer"},
}
# Words and a poll's number; on a ballot paper a token of which only the member's memory in Steward knows the paper.
DOORS = re.compile(r"(?!paper)[a-z]+:[a-z]+(:([a-z_]+|\d{1,4}))*|paper:[a-z]+:[\w-]{16}|[a-z]+")


@dataclass
class Traces:
    """What there is to be found of an evening."""

    voters: list[Member] = field(default_factory=list[Member])
    last: list[tuple[Reply, tuple[str, ...]]] = field(default_factory=list[tuple[Reply, tuple[str, ...]]])
    keys: dict[PollId, bytes] = field(default_factory=dict[PollId, bytes])
    receipts: list[tuple[PollId, str]] = field(default_factory=list[tuple[PollId, str]])

    def people(self) -> dict[str, bytes]:
        """Everybody who voted and holds no office: id and name, as they might be written down."""
        return {f"{each.name} {form}": text for each in self.voters for form, text in written(each.id, each.name)}

    def tags(self) -> dict[str, bytes]:
        """The same by the marks that only a key can make of them."""
        marks = {
            f"{each.name} tag {poll}": keys.tag(key, MemberId(each.id))
            for each in self.voters
            for poll, key in self.keys.items()
        }
        return marks | {f"{name} in hex": mark.hex().encode() for name, mark in marks.items()}

    def shown_once(self) -> dict[str, bytes]:
        """Receipts as they are read out and as they are typed, and the keys."""
        plain = {f"receipt {text}": text.encode() for _, text in self.receipts}
        bare = {f"receipt {text} bare": text.replace("-", "")[:20].encode() for _, text in self.receipts}
        return plain | bare | {f"key {poll}": key for poll, key in self.keys.items()}

    def hashes(self) -> dict[str, bytes]:
        """Receipts as they are published after the close."""
        made = {f"hash {text}": keys.receipt_hash(poll, text) for poll, text in self.receipts}
        return made | {f"{name} in hex": each.hex().encode() for name, each in made.items()}


def written(number: int, name: str) -> Iterable[tuple[str, bytes]]:
    """A member as somebody might have written the id down, and the name."""
    packed = number.to_bytes(8, "big")
    yield "name", name.encode()
    yield "decimal", str(number).encode()
    yield "decimal, two bytes a digit", str(number).encode("utf-16-le")
    yield "hex", f"{number:x}".encode()
    yield "HEX", f"{number:X}".encode()
    yield "packed, as in a row", packed
    yield "packed, the small end first", packed[::-1]
    yield "varint, as a rowid", rowid(number)
    yield "varint, the small end first", bytes(0x80 | (number >> shift & 0x7F) for shift in range(0, 56, 7))
    yield "base 64", base64.b64encode(packed)[:10]
    yield "base 64 of the digits", base64.b64encode(str(number).encode()).rstrip(b"=")


def rowid(number: int) -> bytes:
    """A whole number of 57 to 64 bits as SQLite writes it for a row."""
    return bytes(0x80 | number >> shift & 0x7F for shift in range(57, 7, -7)) + bytes([number & 0xFF])


def found(places: Mapping[str, bytes], needles: Mapping[str, bytes]) -> list[str]:
    """Which of the needles lies where."""
    everything = b"\0\0".join(places.values())
    there = [(name, text) for name, text in needles.items() if text in everything]
    return [f"{name} in {place}" for place, content in places.items() for name, text in there if text in content]


def folder(path: Path) -> dict[str, bytes]:
    """Every file, byte by byte, and its name."""
    files = {str(each.relative_to(path)): each for each in path.rglob("*") if each.is_file()}
    return {name: name.encode() + b"\0" + each.read_bytes() for name, each in files.items()}


def but_ballots(places: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in places.items() if not name.startswith(("ballots/", "keys/"))}


# -- the evening -------------------------------------------------------------------------------------------------------


async def ask(branch: Branch, scrutineer: Member, *, listed: bool, **given: object) -> Message:
    """A secret poll with a scrutineer, its roll listed or not."""
    preview = await branch.draft(**given)  # pyright: ignore[reportArgumentType]
    if listed:
        preview = await branch.rob.press(preview, say("poll.do-list"))
    preview = await branch.rob.select(preview, say("poll.choose-scrutineers"), [scrutineer])
    assert (await branch.rob.press(preview, say("poll.open-it"))).is_private
    await branch.settle()
    return branch.posts()[-1]


async def vote(branch: Branch, traces: Traces, post: Message, number: int, *choices: str) -> None:
    """A vote as people cast it; at times twice, or by somebody who may not."""
    voter = traces.voters[number]
    last = await branch.cast(voter, post, *choices)
    traces.last.append((last, choices))
    traces.receipts.append((PollId(poll_id(post)), receipt_in(last)))
    if number % 10 == 3:
        assert say("box.already_voted") in (await voter.press(post, say("poll.vote-button"))).text
        refused = await branch.tim.press(post, say("poll.vote-button"))
        assert not refused.selects
    branch.clock.move(seconds=41)
    if number % 4 == 0:
        await branch.settle()


async def an_evening(branch: Branch) -> tuple[Traces, list[Message]]:
    """Three secret polls, forty-two voters, a reminder to those who have not voted; all of it still open."""
    traces = Traces()
    scrutineer = branch.guild.member("zq-scrutineer")
    traces.voters = [branch.guild.member(f"zq-voter-{number:02}", roles=[branch.members]) for number in range(42)]
    motion = await ask(branch, scrutineer, listed=True, question="Shall we zorb?", options=MOTION, kind="secret")
    days = await ask(
        branch, scrutineer, listed=False, question="Which days?", options=DAYS, kind="secret", choices="1-3"
    )
    chair = await ask(
        branch, scrutineer, listed=False, question="Who chairs?", options=CANDIDATES, kind="ranked", seats=1
    )
    posts = [motion, days, chair]
    traces.keys = {PollId(poll_id(post)): branch.desk.keys.read(PollId(poll_id(post))) for post in posts}
    for number in range(40):
        await vote(branch, traces, motion, number, MOTION[number * 7 % 3])
    for number in range(6):
        await vote(branch, traces, days, number, *DAYS[number % 3 : number % 3 + 1 + number % 2])
        await vote(branch, traces, chair, number, *CANDIDATES[number % 3 :])
    assert not (await branch.rob.slash("poll remind", poll="Shall we zorb?")).failed
    await branch.pass_(hours=24)
    await scrutineer.slash("poll results", poll="Shall we zorb?")
    await branch.rob.slash("poll results", poll="Shall we zorb?")
    return traces, posts


async def afterwards(branch: Branch, traces: Traces) -> None:
    """The close, the results, and everything people may ask for then."""
    await branch.pass_(days=4)
    for question in ("Shall we zorb?", "Which days?", "Who chairs?"):
        for asker in (traces.voters[1], branch.rob):
            assert not (await asker.slash("poll results", poll=question)).failed
        recount = await traces.voters[2].slash("poll recount", poll=question)
        assert recount.files
    for number in (0, 41, 50):
        poll, receipt = traces.receipts[number]
        said = await branch.tim.slash("poll receipt", code=receipt.lower())
        assert {1: "Shall we zorb?", 2: "Which days?", 3: "Who chairs?"}[poll] in said.text
    await branch.sue.slash("branch audit")


# -- what is found afterwards ------------------------------------------------------------------------------------------


async def test_of_a_whole_evening_no_voter_no_receipt_and_no_choice_can_be_found_where_it_must_not_be(
    listed_branch: Branch, tmp_path: Path
) -> None:
    branch = listed_branch
    traces, posts = await an_evening(branch)
    backups = tmp_path / "backups"
    operate.backup(branch.folder, backups, 9, branch.clock.now())
    while_open = folder(branch.folder)
    assert sorted(name for name in while_open if name.startswith("ballots/")) == [f"ballots/{n}.db" for n in (1, 2, 3)]
    assert found(while_open, traces.people()) == []
    assert found(but_ballots(while_open) | folder(backups), traces.hashes() | traces.shown_once()) == []
    assert found(while_open, {name: text for name, text in traces.shown_once().items() if "key" not in name}) == []
    # The reminder's job keeps how far it has come: the marks of those who were written to, since they had not voted.
    marks = found(but_ballots(while_open) | folder(backups), traces.tags())
    assert {re.split(" tag | in ", name)[0] for name in marks} <= {"zq-voter-40", "zq-voter-41"}, marks

    await afterwards(branch, traces)
    operate.backup(branch.folder, backups, 9, branch.clock.now())
    closed = folder(branch.folder) | folder(backups)
    assert found(closed, traces.people()) == []
    assert found(but_ballots(closed), traces.shown_once()) == []

    await branch.pass_(days=15)
    forgotten = folder(branch.folder)
    assert not any(name.endswith(".ballot") for name in forgotten)
    assert found(forgotten, traces.people() | traces.shown_once()) == []
    assert found({name: text for name, text in forgotten.items() if name.startswith("ballots/")}, traces.tags()) == []
    nothing_in_the_log(branch, traces)
    nothing_asked_of_discord(branch, traces)
    nothing_in_public(branch, traces, posts)
    await nobody_but_officers(branch)


def nothing_in_the_log(branch: Branch, traces: Traces) -> None:
    texts = {"the log": branch.log.text.encode()}
    secrets = traces.people() | traces.shown_once() | traces.hashes() | traces.tags()
    said = {word: word.encode() for word in (*MOTION[:2], *DAYS, *CANDIDATES, "Shall we zorb")}
    assert found(texts, secrets | said) == []
    assert len(branch.log.text) > 2000


def nothing_asked_of_discord(branch: Branch, traces: Traces) -> None:
    """A voter's id goes to Discord only as the address of a private reminder; a receipt once, in its private answer."""
    bodies = [(f"{each.method} {each.path} {each.query}", repr(each.body)) for each in branch.discord.requests]
    addressed = [text for where, text in bodies if where.startswith("POST") and "/users/@me/channels" in where]
    assert len(addressed) >= 2
    rest = {f"{n}": f"{where} {text}".encode() for n, (where, text) in enumerate(bodies) if text not in addressed}
    assert found(rest, traces.people() | traces.hashes() | traces.tags()) == []
    for (reply, chosen), (_, receipt) in zip(traces.last, traces.receipts, strict=True):
        (where,) = [(where, text) for where, text in bodies if receipt in text]
        assert f"/{reply.interaction.id}/" in where[0] or reply.interaction.token in where[0]
        assert reply.is_private
        assert not any(option in where[1] or option in reply.text for option in chosen)
        assert not any(option in where[1] for option in (*MOTION, *DAYS, *CANDIDATES))
    for custom_id in {each for _, text in bodies for each in re.findall(r"'custom_id': '([^']*)'", text)}:
        assert DOORS.fullmatch(custom_id), custom_id


def nothing_in_public(branch: Branch, traces: Traces, posts: list[Message]) -> None:
    """No public message names a voter or has a receipt; what is published is the sorted hashes."""
    rooms = [room for room in branch.discord.world.channels.values() if room.guild is not None]
    public = [each for room in rooms for each in room.messages.values() if not each.is_private]
    assert len([each for each in public if each in posts]) == 3
    places = {f"{each.id}": f"{each.text} {each.embeds} {each.components}".encode() for each in public}
    shown = [each for room in branch.discord.world.channels.values() for each in room.messages.values()]
    for message in shown:
        for file in message.files:
            places |= {f"{message.id} {file.name} {name}": text for name, text in unpacked(file.data).items()}
    assert any("receipts" in name for name in places)
    assert found(places, traces.people() | traces.shown_once() | traces.tags()) == []


def unpacked(data: bytes) -> dict[str, bytes]:
    if not data.startswith(b"PK"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {"": data, **{name: archive.read(name) for name in archive.namelist()}}


async def nobody_but_officers(branch: Branch) -> None:
    """Every id of a member in the database is in one of three columns, and theirs who hold that office."""
    names = {str(member.id): member.name for member in branch.guild.members.values()}
    with closing(sqlite3.connect(f"file:{branch.folder / 'steward.db'}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        columns = {
            (table, column[1]): [str(row[0]) for row in connection.execute(f'SELECT "{column[1]}" FROM "{table}"')]  # noqa: S608
            for table in tables
            for column in connection.execute(f'PRAGMA table_info("{table}")')
        }
    holders = {
        place: {name for cell in cells for number, name in names.items() if number in cell}
        for place, cells in columns.items()
    }
    assert {place: who for place, who in holders.items() if who} == OFFICES


async def test_what_a_few_voted_is_withheld_and_with_the_roll_even_the_box_is_gone(branch: Branch) -> None:
    posts = [
        await branch.open_poll("Shall we zorb?", options=MOTION, kind="secret"),
        await branch.open_poll("Who chairs?", options=CANDIDATES, kind="ranked", seats=1),
    ]
    for number, who in enumerate((branch.ann, branch.bob, branch.cat)):
        await branch.cast(who, posts[0], MOTION[number % 2])
        await branch.cast(who, posts[1], *CANDIDATES[number % 2 :])
    await branch.close_in_time()
    assert {row[1] for row in (await branch.rows("poll_tallies"))["poll_tallies"]} == {"[]"}
    receipts = [row[2] for row in (await branch.rows("poll_tallies"))["poll_tallies"]]
    await branch.pass_(days=15)
    assert not [name for name in folder(branch.folder) if name.startswith("ballots/") or name.endswith(".ballot")]
    assert [row[2] for row in (await branch.rows("poll_tallies"))["poll_tallies"]] == receipts


# -- the search bites --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [form for form, _ in written(1 << 60, "x")])
def test_a_voter_who_is_written_down_in_any_way_is_found(tmp_path: Path, form: str) -> None:
    number, name = 1063746298317291520 + 7919, "zq-voter-07"
    (tmp_path / "steward.db-wal").write_bytes(bytes(range(256)) * 9 + dict(written(number, name))[form] + bytes(99))
    (tmp_path / "other").write_bytes(bytes(range(256)))
    needles = dict(written(number, name))
    assert f"{form} in steward.db-wal" in found(folder(tmp_path), needles)


def test_a_voter_in_a_row_or_a_rowid_of_a_database_is_found_and_so_is_a_file_named_after_one(tmp_path: Path) -> None:
    number = 1063746298317291520 + 7919
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, other INTEGER)")
        connection.execute("INSERT INTO t VALUES (?, 0)", (number,))
    with closing(sqlite3.connect(tmp_path / "b.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (other INTEGER)")
        connection.execute("INSERT INTO t VALUES (?)", (number,))
    (tmp_path / f"{number}.txt").touch()
    assert sorted(found(folder(tmp_path), dict(written(number, "zq-voter-07")))) == [
        f"decimal in {number}.txt",
        "packed, as in a row in b.db",
        "varint, as a rowid in a.db",
    ]
