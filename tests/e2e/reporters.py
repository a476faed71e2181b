"""What people who have not read the help do about reports: none is lost, and nobody's id is with one."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.actions import reports
from bot.i18n import say
from bot.ids import GuildId
from bot.rules.reports import Door, Status
from bot.standin import Member, Message, Reply
from bot.store import reports as store
from tests.e2e.reports import CODE, SEND

if TYPE_CHECKING:
    from tests.e2e.monkey import Walk

STARTED = {
    *("feedback:send-open", "feedback:door:unnamed", "feedback:written:confidential", "feedback:edit:x"),
    *("feedback:send:x", "feedback:hide:x", "feedback:show:x", "feedback:not-to:x", "feedback:letter:x"),
    *("feedback:read-open", "feedback:read", "feedback:mine:x", "feedback:mine-reply:x", "feedback:mine-send:x"),
    *("feedback:mine-withdrawn:x", "feedback:mine-opened_by:x", "feedback:desk:open:0", "feedback:look"),
    *("feedback:open:0000", "feedback:answer:0000", "feedback:status-set:0000", "feedback:pass-on:0000"),
    *("feedback:mute-now:0000", "feedback:who:0000", "feedback:answered:0000:1", "feedback:closed:0000:1"),
    *("feedback:figures-table:2026", "feedback:figures-sheet:2026", "feedback:figures-measure:2026"),
    *("feedback:pause-ask", "feedback:pause-agree:1", "feedback:pause-end:1", "feedback:post:1"),
    *("feedback:workload:2026-11:0", "feedback:workload-back:2026-11", "feedback:workload-given:2026-11:1"),
    *("mydata:erase", "mydata:sure", "mydata:keep", "privacy:page:1"),
}
SHOWN = say("sending.code-title")
FOR_ORGANISERS = ("desk", "desk", "desk", "figures")
FOR_EVERYONE = ("feedback workload", "privacy", "mydata export", "mydata erase", "feedback read", "feedback withdraw")
WAITS = "waits"


class Reporters:
    """The reports of one walk."""

    def __init__(self, walk: "Walk") -> None:
        self.walk, self.branch, self.rng = walk, walk.branch, walk.rng
        self.codes: dict[str, Status | str | None] = {}
        """Each code that somebody was shown, and where its report lay when last looked for; None once it is gone."""
        self.withdrawn = 0
        """How many were told so."""

    async def report(self) -> None:
        """Somebody who knows how: a report, sent through either door."""
        walk, rng, person = self.walk, self.rng, self.rng.choice(self.walk.people[:8])
        fields: dict[str, Any] = rng.choice([{}, {}, {"urgent": "safety"}, {"opener": self.branch.oli}])
        door = Door.CONFIDENTIAL if "opener" in fields else Door.UNNAMED
        reply = await self._slash(person, "feedback send")
        if reply is None or say(f"sending.door-{door}") not in self.branch.labels(reply):
            return
        form = await person.press(reply, say(f"sending.door-{door}"))
        walk.answered(person, "opens the form", form)
        if not form.is_modal:
            return
        categories = next(each for each in walk.fields(form) if each["custom_id"] == "category")["options"]
        given = {"category": rng.choice(categories)["label"], "text": "Five caseloads qwzx are covered by one officer."}
        draft = await person.submit(form, **given, **fields)
        walk.answered(person, "has written", draft)
        if SEND in self.branch.labels(draft):
            send = next(str(each.custom_id) for each in draft.buttons if each.label == SEND)
            sent = await person.press(draft, custom_id=send)
            walk.answered(person, send, sent)
            self.pressed(person, send, sent)

    async def work(self) -> None:
        """An organiser takes something from the list or from the channel, and goes on with it."""
        person = self.rng.choice([self.branch.oli, self.branch.ola])
        posts = [each for each in self.walk.seen_by(person) if "'feedback:" in str(each.components)]
        if posts and self.rng.random() < 0.6:
            reply = await self.walk.use(person, self.rng.choice(posts[-6:]))
        else:
            reply = await self._slash(person, f"feedback {self.rng.choice(FOR_ORGANISERS)}")
        await self._go_on(person, reply)

    async def come_back(self) -> None:
        """Somebody with a code, or without one, looks at what Steward keeps, replies, or withdraws."""
        person = self.rng.choice(self.walk.people[:8])
        if not self.codes or self.rng.random() < 0.3:
            await self._go_on(person, await self._slash(person, self.rng.choice(FOR_EVERYONE)))
            return
        form = await self._slash(person, f"feedback {self.rng.choice(['read', 'read', 'withdraw'])}")
        if form is None or not form.is_modal:
            return
        reply = await person.submit(form, code=self.rng.choice(sorted(self.codes)))
        self.walk.answered(person, "types a code", reply)
        await self._go_on(person, reply)

    async def _go_on(self, person: Member, reply: Reply | None) -> None:
        for _ in range(self.rng.randint(1, 5)):
            if reply is None:
                return
            if reply.is_modal:
                reply = await self.walk.fill_in(person, reply)
            elif reply.message is not None:
                reply = await self.walk.use(person, reply.message)

    async def _slash(self, person: Member, path: str) -> Reply | None:
        rooms = [room for room in person.guild.channels.values() if person.can_see(room)]
        if not rooms:
            return None
        reply = await person.slash(path, in_channel=rooms[0])
        self.walk.answered(person, f"/{path}", reply)
        return reply

    # What must be true

    def pressed(self, person: Member, custom_id: str, reply: Reply) -> None:
        """Somebody pressed something: perhaps they were shown a code, or told that their report is withdrawn."""
        if custom_id.startswith("feedback:mine-withdrawn:") and say("reading.withdrawn") in reply.text:
            self.withdrawn += 1
        if SHOWN in reply.text and (found := CODE.search(reply.text)):
            assert person.guild is self.branch.guild
            self.codes.setdefault(found[1], WAITS)

    async def look(self) -> None:
        """Each code leads to its report until that is withdrawn or erased, and there is none without a code."""
        desk, guild_id = self.branch.desk, GuildId(self.branch.guild.id)
        async with desk.db.reading() as conn:
            tray = await reports.read_tray(desk, conn, guild_id)
            released = await store.list_(conn, guild_id, list(Status))
            sealed = await conn.execute_fetchall("SELECT sealed FROM report_trays")
            rows = await conn.execute_fetchall("SELECT number, code, head, name, week, category, office FROM reports")
            said = await conn.execute_fetchall("SELECT * FROM report_entries WHERE kind IN ('report', 'reply')")
        where: dict[bytes, Status | str] = {each.code: WAITS for each in tray.reports}
        assert len(where) == len(tray.reports)
        assert not where.keys() & {each.code for each in released}
        where |= {each.code: each.status for each in released}
        tags = {code: desk.seals.tag_of_typed(guild_id, code) for code in self.codes}
        assert self.walk.storms or where.keys() <= set(tags.values())
        for code, tag in tags.items():
            self._follow(code, where.get(tag))
        for each in self.walk.people:
            assert str(each.id) not in str([tuple(row) for row in [*sealed, *rows, *said]])

    def _follow(self, code: str, now: Status | str | None) -> None:
        before = self.codes[code]
        is_withdrawn = before is not Status.WITHDRAWN and now is Status.WITHDRAWN
        if is_withdrawn or (before == WAITS and now is None):
            self.withdrawn -= 1
            assert self.withdrawn >= 0 or self.walk.storms, "a report that nobody has withdrawn is gone"
        elif now is None and before is not None:
            assert isinstance(before, Status), before
            assert before.is_closed, before
        assert before is not None or now is None, "a report came back"
        self.codes[code] = now

    def nothing_said_twice(self, rooms: Sequence[Any]) -> None:
        """Each report stands once at the desk."""
        for room in rooms:
            marks = Counter(mark for each in room.messages.values() if (mark := self._mark(each)))
            assert all(number == 1 for number in marks.values()), marks

    def _mark(self, message: Message) -> str:
        if message.is_private or message.deleted or message.author is not self.branch.discord.bot:
            return ""
        footer = str((message.embeds or [{}])[0].get("footer", {}).get("text", ""))
        return footer if footer.startswith("Report ") else ""
