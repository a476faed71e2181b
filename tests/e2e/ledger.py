"""What the votes must come to, kept from what people were told; and whether the bot's records agree."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from bot import keys
from bot.actions.branches import identify
from bot.i18n import say
from bot.ids import Caller, GuildId, MemberId, PollId, Power, RoleId
from bot.rules.polls import Poll, Status, is_eligible
from bot.standin import Member, Reply
from bot.store import branches, polls, tallies
from bot.store.tallies import Tally
from tests.e2e.living import RECEIPT, Branch

RECORDED = tuple(
    say(key, option="@", before="@", until="@").partition("@")[0]
    for key in ("poll.recorded", "poll.recorded-changed", "poll.recorded-same")
)


class Ledger:
    """Every vote that somebody was told is recorded."""

    def __init__(self, branch: Branch) -> None:
        self.branch = branch
        self.votes: defaultdict[int, dict[int, frozenset[int]]] = defaultdict(dict)
        self.unsure: set[tuple[int, int]] = set()
        self.accepted: list[tuple[Member, int]] = []
        self.entries = self.recorded = 0
        self.results: defaultdict[int, set[str]] = defaultdict(set)
        self.requests = 0
        self.powerful: set[int] = set()
        self.receipts: list[tuple[Member, str]] = []
        """Shown since the last look, and not known yet in which poll."""
        self.secret: defaultdict[int, dict[int, str]] = defaultdict(dict)
        self.is_certain = True
        """Whether every answer has arrived."""

    def pressed(self, person: Member, custom_id: str, values: Sequence[str], reply: Reply, *, certain: bool) -> None:
        """Somebody voted, or only pressed something."""
        if receipt := RECEIPT.search(reply.content):
            self.receipts.append((person, receipt[1]))
        poll = voted_in(custom_id)
        if poll is None:
            return
        if not certain:
            self.unsure.add((poll, person.id))
        if reply.text.startswith(RECORDED):
            options = frozenset(map(int, values)) if values else frozenset({int(custom_id.split(":")[3])})
            before = self.votes[poll].get(person.id)
            if (poll, person.id) not in self.unsure:
                kind = RECORDED.index(next(each for each in RECORDED if reply.text.startswith(each)))
                assert kind == (0 if before is None else 2 if before == options else 1), (before, options, reply.text)
            self.votes[poll][person.id] = options
            self.accepted.append((person, poll))
            self.recorded += 1

    async def look(self, people: Sequence[Member]) -> None:
        """Who was let vote may vote, and who did something in the branch has the power to."""
        self._find_receipts()
        async with self.branch.desk.db.reading() as conn:
            for person, number in self.accepted:
                poll = await polls.get(conn, GuildId(person.guild.id), PollId(number))
                held = frozenset(role.id for role in person.roles)
                assert is_eligible(poll, held), f"{person.name} may not vote in {number}"  # pyright: ignore[reportArgumentType]
            self.accepted.clear()
            powerful = {person.id for person in people if await has_power(conn, person)}
            rows = await conn.execute_fetchall("SELECT id, actor_id, what FROM audit WHERE id > ?", (self.entries,))
            for entry, actor, what in rows:
                self.entries = max(self.entries, entry)
                # Who had the power before this step may have given it away in it.
                assert actor is None or actor in powerful | self.powerful, f"{actor} {what}"
            self.powerful = powerful
            await self._agree_on_the_unsure(conn)
        self._count_results()

    def _find_receipts(self) -> None:
        """Each receipt is in one box, and nobody has two of a poll."""
        boxes = {int(file.stem): file.read_bytes() for file in self.branch.folder.glob("ballots/*.db")}
        for person, receipt in self.receipts:
            (number,) = [n for n, box in boxes.items() if keys.receipt_hash(PollId(n), receipt) in box]
            if person.id not in self.secret[number]:
                self.accepted.append((person, number))
                self.recorded += 1
            assert self.secret[number].setdefault(person.id, receipt) == receipt, f"{person.name} voted twice"
        self.receipts.clear()

    async def _agree_on_the_unsure(self, conn: polls.Connection) -> None:
        for number, member in self.unsure:
            found = await polls.votes_of(conn, PollId(number), [member])  # pyright: ignore[reportArgumentType]
            for _, mask in found.items():
                self.votes[number][member] = options_of(mask)
        self.unsure.clear()

    def _count_results(self) -> None:
        requests = self.branch.discord.requests
        for request in requests[self.requests :]:
            if request.method == "POST" and request.path.endswith("/messages") and isinstance(request.answer, dict):
                footer = str((request.answer.get("embeds") or [{}])[0].get("footer", {}).get("text", ""))
                if found := re.match(r"Result of poll (\d+)", footer):
                    self.results[int(found[1])].add(str(request.answer["id"]))
        self.requests = len(requests)

    async def check(self) -> int:
        """The records agree with what people were told; how many polls there were."""
        await self.branch.pass_(seconds=10)
        self._count_results()
        async with self.branch.desk.db.reading() as conn:
            rows = list(await conn.execute_fetchall("SELECT id, guild_id FROM polls WHERE status <> 'draft'"))
            for number, guild_id in rows:
                poll = await polls.get(conn, GuildId(guild_id), PollId(number))
                branch = await branches.get(conn, GuildId(guild_id))
                counts = await polls.counts(conn, poll.id)
                found = await conn.execute_fetchall(
                    "SELECT kind, state FROM jobs WHERE subject = ?", (f"poll:{number}",)
                )
                jobs = {str(kind): str(state) for kind, state in found}
                if poll.is_secret:
                    tally = await tallies.get(conn, poll.id) if poll.status is Status.CLOSED else None
                    await self._compare_box(poll, tally, jobs)
                else:
                    self._compare(poll, counts, jobs)
                assert branch is not None
        return len(rows)

    def _compare(self, poll: Poll, counts: dict[int, int], jobs: dict[str, str]) -> None:
        if poll.status in (Status.OPEN, Status.CLOSED):
            votes = self.votes[poll.id]
            said = Counter(option for options in votes.values() for option in options)
            assert counts == {0: len(votes)} | {n: said[n] for n in range(1, len(poll.options) + 1)}, poll.id
        if poll.status is Status.CLOSED:
            assert poll.result is not None
            assert poll.result.turnout.voted == counts[0]
            assert list(poll.result.votes) == [counts[n] for n in range(1, len(poll.options) + 1)]
            posted = len(self.results[poll.id])
            assert posted == 1 or (posted == 0 and jobs.get("poll.announce") != "done"), (poll.id, posted, jobs)
        else:
            assert not self.results[poll.id]
        self._compare_posts(poll, counts, jobs)

    async def _compare_box(self, poll: Poll, tally: Tally | None, jobs: dict[str, str]) -> None:
        told = self.secret[poll.id]
        hashes = {keys.receipt_hash(poll.id, receipt) for receipt in told.values()}
        if poll.status is Status.OPEN:
            check = await self.branch.desk.boxes.check(poll.id)
            assert check.agrees
            assert self._is_all(len(told), check.crossed_off), (poll.id, told, check)
        elif tally is not None:
            assert tally.agrees
            assert hashes <= set(tally.receipts)
            assert self._is_all(len(told), tally.crossed_off), (poll.id, told, tally)
            declared = poll.result or poll.election
            assert declared is not None
            assert declared.turnout.voted == len(tally.receipts) == tally.crossed_off
            posted = len(self.results[poll.id])
            assert posted == 1 or (posted == 0 and jobs.get("poll.announce") != "done"), (poll.id, posted, jobs)
        else:
            assert not self.results[poll.id]

    def _is_all(self, told: int, counted: int) -> bool:
        """Where an answer was lost, somebody may have voted who was not told."""
        return told == counted if self.is_certain else told <= counted

    def _compare_posts(self, poll: Poll, counts: dict[int, int], jobs: dict[str, str]) -> None:
        channel = self.branch.discord.world.channels.get(poll.channel_id)
        post = channel.messages.get(poll.message_id) if channel and poll.message_id else None
        if (
            post is None
            or post.deleted
            or poll.status is not Status.OPEN
            or jobs.get("poll.refresh") not in ("done", None)
        ):
            return
        assert re.search(rf"Turnout so far: (Nobody|{counts[0]:,} )", post.text), (counts, post.text)


def voted_in(custom_id: str) -> int | None:
    """The poll that a press was meant for."""
    found = re.fullmatch(r"poll:(?:vote:([0-9]{1,9}):[0-9]+|choose:([0-9]{1,9}))", custom_id)
    return int(found[1] or found[2]) if found else None


def options_of(mask: int) -> frozenset[int]:
    """The options on a paper."""
    return frozenset(bit + 1 for bit in range(mask.bit_length()) if mask >> bit & 1)


async def has_power(conn: polls.Connection, person: Member) -> bool:
    """Whether the branch, as it is set up now, lets this person do more than vote."""
    branch = await branches.get(conn, GuildId(person.guild.id))
    roles = frozenset(RoleId(role.id) for role in person.roles)
    caller = Caller(GuildId(person.guild.id), MemberId(person.id), roles, person.can("administrator"))
    return bool(identify(branch, caller).powers & {Power.OFFICER, Power.REP, Power.ORGANISER})
