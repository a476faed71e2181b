"""What people who have not read the help do about meetings, and what they were told must be what is kept."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.i18n import say
from bot.rules.meetings import Answer
from bot.standin import Member, Message, Reply
from bot.standin.modals import inputs
from tests.e2e import pools

if TYPE_CHECKING:
    from tests.e2e.monkey import Walk

DOORS = ("meeting:answer:", "meeting:follow:", "meeting:checkin:", "meeting:checkout:", "meeting:ics:")
STARTED = {
    "meeting:answer:1:coming",
    "meeting:checkin:1",
    "meeting:checkout:1",
    "meeting:ics:1",
    "meeting:follow:1:on",
    "meeting:post:1",
    "meeting:change:agenda:1",
    "meeting:accompany:1:1",
    "meeting:discard:1",
    "meeting:move:1:29998980",
    "meeting:moved:1:29998980",
    "meeting:cancel:1",
    "meeting:cancelled:1",
    "meeting:live:1",
    "meeting:here:1",
    "meeting:room:1",
    "meeting:end-sure:1",
    "meeting:attendance:1:0",
    "meeting:attendance-csv:1",
    "meeting:present:1",
    "meeting:present-turn:1:0",
    "minutes:draft:1",
    "minutes:approved:1:1795285800000",
    "minutes:file:1",
    "minutes:post:1",
    "meeting:skip:1:2026-12-31",
    "meeting:unskip:1:9999-12-31",
    "meeting:stop_now:1",
    "decision:close:1",
    "poll:from:open:1",
}
SAID = {
    say(key, answer=answer, before="@").partition("(before")[0].partition(" Everybody")[0].strip(): answer
    for answer in Answer
    for key in ("answer.recorded", "answer.same", "answer.changed")
}
SAID[say("attendance.checked_in-took_back").partition(" You count")[0]] = Answer.COMING
ANSWERED = re.compile(r"meeting:(?:answer:([0-9]{1,18}):[a-z]+|checkin:([0-9]{1,18}))")
DAY = 86_400
MARKED = ("Meeting ", "Reminder of meeting ", "Check-in of meeting ", "Minutes of meeting ")


class Gatherings:
    """Notices, answers, check-ins, changes and minutes of one walk."""

    def __init__(self, walk: "Walk") -> None:
        self.walk, self.branch, self.rng = walk, walk.branch, walk.rng
        self.told: dict[tuple[int, int], Answer] = {}
        """What somebody was last told that they are down as."""
        self.unsure: set[tuple[int, int]] = set()
        self.answered = 0
        self.branches = {self.branch.guild.id: "zorbingly", walk.other.guild.id: "quibbingly"}
        """A word in the titles of each branch's meetings, which the other must never read."""

    async def call(self) -> None:
        """A rep who knows how: a meeting, with some of it changed, announced."""
        walk, rng = self.walk, self.rng
        rep = rng.choice([*walk.people[:4], walk.other.rex])
        rooms = [room for room in rep.guild.channels.values() if rep.can_see(room)]
        if not rooms:
            return
        reply = await rep.slash("meeting notice", in_channel=rooms[0])
        walk.answered(rep, "/meeting notice", reply)
        if not reply.is_modal:
            return
        fits = {name: rng.choice(pools.POOLS[name][0]) for name in ("title", "when", "place", "agenda")}
        fits["title"] = f"{self.branches[rep.guild.id]} {fits['title']}"[:100]
        reply = await rep.submit(reply, **fits, kind=rng.choice(["general", "annual", "committee", "emergency"]))
        walk.answered(rep, f"calls {fits}", reply)
        for label in ("notice.change-times", "notice.change-repeat", "notice.event-leave_out"):
            if rng.random() < 0.3 and say(label) in self.branch.labels(reply):
                shown = await rep.press(reply, say(label))
                walk.answered(rep, label, shown)
                reply = await self._fill(rep, shown) if shown.is_modal else shown
        posts = {say("notice.post_it"), say("notice.post_short")} & set(self.branch.labels(reply))
        if posts:
            shown = await rep.press(reply, posts.pop())
            walk.answered(rep, "posts", shown)
            if shown.is_modal:
                walk.answered(rep, "gives a reason", await self._fill(rep, shown))

    async def _fill(self, rep: Member, form: Reply) -> Reply:
        asked = [held["custom_id"] for held, _ in inputs(form.modal or {})]
        return await rep.submit(form, **{name: self.rng.choice(pools.POOLS[name][0]) for name in asked})

    async def come(self) -> None:
        """Somebody answers a notice, checks in, or wants to be written to."""
        walk = self.walk
        person = self.rng.choice([*walk.people, *walk.people[:8]])
        shown = [each for each in walk.seen_by(person) if any(door in str(each.components) for door in DOORS)]
        if shown:
            await walk.use(person, self.rng.choice(shown[-6:]))

    async def gather(self) -> None:
        """The next meeting is about to begin, or has just begun: a rep looks who is there, and people come."""
        async with self.branch.desk.db.reading() as conn:
            (row,) = await conn.execute_fetchall("SELECT min(starts_at) FROM meetings WHERE status = 'announced'")
        if row[0] is None:
            return
        until = int(row[0]) / 1000 + self.rng.choice([-1200, -60, 300]) - self.branch.clock.now().timestamp()
        self.branch.clock.move(seconds=min(max(until, 0.0), 9 * DAY))
        await self.branch.settle()
        await self._host("meeting checkin")
        for person in self.rng.sample(self.walk.people[:8], 4):
            shown = [each for each in self.walk.seen_by(person) if "meeting:checkin:" in str(each.components)]
            for message in shown[-2:]:
                ids = [str(button.custom_id) for button in message.buttons]
                for custom_id in [each for each in ids if each.startswith("meeting:checkin:")][:1]:
                    reply = await person.press(message, custom_id=custom_id)
                    self.walk.answered(person, custom_id, reply)
                    self.pressed(person, custom_id, reply, certain=True)

    async def keep(self) -> None:
        """A rep writes the minutes of what was held, has them posted or approved, and records what was decided."""
        await self._host("meeting minutes")

    async def _host(self, command: str) -> None:
        rep, walk = self.rng.choice([*self.walk.people[:3], self.walk.other.rex]), self.walk
        rooms = [room for room in rep.guild.channels.values() if rep.can_see(room)]
        found = await rep.autocomplete(command, "meeting", "", in_channel=rooms[0]) if rooms else []
        if not found:
            return
        reply = await rep.slash(command, in_channel=rooms[0], meeting=self.rng.choice(found)[1])
        walk.answered(rep, f"/{command}", reply)
        for _ in range(self.rng.randint(1, 4)):
            if reply.is_modal:
                reply = await walk.fill_in(rep, reply)
            elif reply.message is not None and (used := await walk.use(rep, reply.message)) is not None:
                reply = used

    # What must be true

    def pressed(self, person: Member, custom_id: str, reply: Reply, *, certain: bool) -> None:
        """Somebody answered a notice, or only pressed something."""
        meeting = ANSWERED.fullmatch(custom_id)
        if meeting is None:
            return
        key = (int(meeting[1] or meeting[2]), person.id)
        said = next((answer for text, answer in SAID.items() if reply.text.startswith(text)), None)
        if said is not None:
            self.told[key] = said
            self.answered += 1
        if not certain:
            self.unsure.add(key)

    def hears_only_of_home(self, person: Member, reply: Reply) -> None:
        """Whatever is pressed, of the other branch's meetings nothing is shown."""
        for guild_id, word in self.branches.items():
            assert guild_id == person.guild.id or word not in f"{reply.text} {reply.modal}", reply.text

    async def look(self) -> None:
        """Who was told an answer has it, and every number is that of the names behind it."""
        async with self.branch.desk.db.reading() as conn:
            meetings = list(await conn.execute_fetchall("SELECT id, guild_id, status, erased_at FROM meetings"))
            kept = {
                (int(meeting), int(member)): Answer(answer)
                for meeting, member, answer in await conn.execute_fetchall("SELECT * FROM meeting_answers")
            }
            there = Counter(int(row[0]) for row in await conn.execute_fetchall("SELECT * FROM meeting_checkins"))
            rows = await conn.execute_fetchall("SELECT meeting_id, what, number FROM meeting_counts")
        counts = {(int(meeting), str(what)): int(number) for meeting, what, number in rows}
        erased = {int(row[0]) for row in meetings if row[3] is not None}
        told = {key: answer for key, answer in self.told.items() if key[0] not in erased}
        sure = {key: answer for key, answer in kept.items() if key not in self.unsure}
        assert sure == {key: answer for key, answer in told.items() if key not in self.unsure}
        for meeting, _, status, _ in meetings:
            if status != "draft" and meeting not in erased:
                held = Counter(answer for (number, _), answer in kept.items() if number == meeting)
                assert {answer: counts[meeting, answer] for answer in Answer} == {each: held[each] for each in Answer}
                assert counts[meeting, "present"] == there[meeting], meeting

    def nothing_said_twice(self, rooms: Sequence[Any]) -> None:
        """Each thing about a meeting stands once in a channel."""
        for room in rooms:
            marks = Counter(mark for each in room.messages.values() if (mark := self._mark(each)))
            assert all(number == 1 for number in marks.values()), marks

    def _mark(self, message: Message) -> str:
        if message.is_private or message.deleted or message.author is not self.branch.discord.bot:
            return ""
        footer = str((message.embeds or [{}])[0].get("footer", {}).get("text", ""))
        return footer if footer.startswith(MARKED) else ""
