"""People who have not read the help and press everything, and what must be true whatever they press."""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from bot.i18n import say
from bot.standin import CannotDo, Member, Message, Reply
from bot.standin.clients import offered
from bot.standin.interactions import Patience
from bot.standin.modals import inputs
from tests.e2e import campaigners, gatherings, pools, reporters
from tests.e2e.campaigners import Campaigners
from tests.e2e.gatherings import Gatherings
from tests.e2e.ledger import Ledger
from tests.e2e.living import Branch
from tests.e2e.neighbours import Neighbour
from tests.e2e.reporters import Reporters
from tests.e2e.weather import Weather

Act = Callable[[], Awaitable[None]]
FAULT = say("ui.fault", reference="").rstrip(" .")[:30]
NOTICE = re.compile(
    r"^(Poll \d+( extended| cancelled|, (opening|early close|addition to the roll), asked.*)?|Roll of poll \d+"
    r"|Result of poll \d+|Reminder of poll \d+|Entries [\d,]+ to [\d,]+"
    r"|Meeting \d+( · (moved|cancelled) · \d+)?$|Reminder of meeting \d+ · |(Check-in|Minutes) of meeting \d+$"
    r"|Campaign \d+$|(Ballot|Update) of campaign \d+ · [\d.]+$|(Turnout in|Offers of|Dates of) campaign \d+ · )"
    r"|^(Report [0-9A-Z]{4}$|Reports, |Answers to reports, |Reports to the organisers)"
)
NUMBER, CHANNEL, FILE = 4, 7, 11
MENU, MEMBERS, UPLOAD, RADIO = 3, 5, 19, 21
DRAWN_WITHIN = 60.0  # a picture takes its time on a busy computer


class Walk:
    """One walk: what is pressed next is the seed's to say."""

    def __init__(self, branch: Branch, seed: int, *, storms: bool) -> None:
        self.branch, self.rng, self.storms = branch, Random(seed), storms  # noqa: S311 - a walk to be walked again
        self.discord, self.guild = branch.discord, branch.guild
        self.discord.world.patience = Patience(first_answer=20.0)  # a busy computer is not what is tried here
        self.ledger = Ledger(branch)
        self.modals: list[tuple[Member, Reply]] = []
        self.pressed: list[tuple[Member, Reply]] = []
        self.custom_ids: set[str] = {
            "poll:vote:1:1",
            "poll:paper:list",
            "poll:ballot:1",
            "paper:cast:x",
            "form:again:x",
            "branch:roles:rep",
            *gatherings.STARTED,
            *campaigners.STARTED,
            *reporters.STARTED,
        }
        self.told: list[str] = []
        self.is_stormy = False
        self.seen, self.logged = 0, 0
        self.rooms = list(self.guild.channels.values())

    async def begin(self) -> None:
        """Everybody comes."""
        branch = self.branch
        self.other = Neighbour(branch)
        panel = await self.other.una.slash("branch setup")
        await self.other.una.press(panel, say("branch.finish"))
        olly = self.guild.member("olly", roles=[branch.officers, branch.members])  # an officer by role only
        rep = self.guild.member("rita", roles=[branch.reps])  # a rep who is no member
        self.people = [branch.sue, olly, branch.rob, rep, branch.ann, branch.bob, branch.cat, branch.tim]
        self.people += [self.other.una, self.other.rex, self.other.ann, branch.oli, branch.ola]
        self.weather, self.gatherings, self.campaigners = Weather(self), Gatherings(self), Campaigners(self)
        self.reporters = Reporters(self)
        weather = self.weather
        self.acts: list[tuple[int, Act]] = [
            (16, self.slash),
            (40, self.press),
            (18, self.submit),
            (8, self.ask),
            (45, self.vote),
            (25, self.cast),
            (12, self.gatherings.call),
            (30, self.gatherings.come),
            (10, self.gatherings.gather),
            (10, self.gatherings.keep),
            (3, self.campaigners.claim),
            (9, self.campaigners.ballot),
            (30, self.campaigners.run),
            (30, self.campaigners.take_part),
            (12, self.reporters.report),
            (12, self.reporters.work),
            (10, self.reporters.come_back),
            (5, self.make_up),
            (4, self.replay),
            (5, self.press_twice),
            (5, self.complete),
            (9, weather.pass_time),
            (5, weather.meddle),
            (7, weather.mend),
            (1, weather.drop),
            (1, weather.restart),
            (3 if self.storms else 0, weather.storm),
        ]
        self.told.append("begin")
        for rep in (branch.rob, self.other.rex):
            await self.campaigners.claim(rep)
        await branch.settle()

    async def step(self) -> None:
        """One act of somebody's, and a look at what came of it."""
        acts = [act for _, act in self.acts]
        act = self.rng.choices(acts, [weight for weight, _ in self.acts])[0]
        self.told.append(act.__name__)
        began = time.monotonic()
        await act()
        self.told[-1] += f" [{time.monotonic() - began:.1f} s]"
        if self.rng.random() < 0.7:
            await self.branch.settle()
        self.look()
        await self.ledger.look(self.people)
        await self.gatherings.look()
        self.gatherings.nothing_said_twice(self.rooms)
        await self.campaigners.look()
        self.campaigners.nothing_said_twice(self.rooms)
        await self.reporters.look()
        self.reporters.nothing_said_twice(self.rooms)

    # What people do

    def somebody(self) -> Member:
        return self.rng.choice(self.people)

    def seen_by(self, person: Member) -> list[Message]:
        """What is on their screens: the newest mostly, old private messages among them."""
        return [
            message
            for room in (*person.guild.channels.values(), person.dm)
            for message in person.see(room)
            if message.components and message.author is self.discord.bot
        ]

    async def slash(self) -> None:
        person = self.somebody()
        room = self.rng.choice([each for each in person.guild.channels.values() if person.can_see(each)])
        leaves = [leaf for command in offered(person, room) for leaf in pools.leaves_of(command, command["name"])]
        path, leaf = self.rng.choices(leaves, [8 if path == "poll create" else 2 for path, _ in leaves])[0]
        options = {each["name"]: await self.option(person, path, each) for each in leaf.get("options") or []}
        if options and self.rng.random() < 0.05:
            options.popitem()
        try:
            reply = await person.slash(path, in_channel=room, **options)
        except CannotDo:
            reply = await person.raw_slash(path, in_channel=room, **options)
        self.answered(person, f"/{path} {options}", reply)

    async def option(self, person: Member, path: str, option: dict[str, Any]) -> Any:
        if option["type"] == NUMBER:
            return self.rng.choice(pools.NUMBERS[self.rng.random() < 0.3])
        if option["type"] == CHANNEL:
            return self.rng.choice(list(person.guild.channels.values()))
        if option["type"] == FILE:
            return self.rng.choice(pools.TABLES if path == "campaign offer" else pools.FILES)
        if option.get("choices"):
            return self.rng.choice([*(each["value"] for each in option["choices"]), pools.TYPED])
        if option["name"] not in ("poll", "meeting", "campaign", "earlier", "band"):
            return pools.typed(self.rng, option["name"])
        found = await person.autocomplete(path, option["name"], "")
        made_up: list[tuple[str, Any]] = [("", each) for each in ("1", "99", "9" * 30, "", pools.TYPED, "-1", "٣")]
        return self.rng.choice(found if found and self.rng.random() < 0.8 else made_up)[1]

    async def complete(self) -> None:
        person = self.somebody()
        polls = [f"poll {each}" for each in ("close", "extend", "cancel", "results", "remind", "recount", "receipt")]
        meetings = [f"meeting {each}" for each in ("agenda", "move", "cancel", "checkin", "attendance", "minutes")]
        campaigns = [f"campaign {each}" for each in ("status", "stage", "update", "pay", "turnout", "close")]
        command = self.rng.choice([*polls, *meetings, *campaigns])
        typed = self.rng.choice(["", "a", pools.TYPED, "*" * 90, "\u202e", "7"])
        found = await person.autocomplete(command, command.partition(" ")[0], typed)
        assert len(found) <= 25
        assert all(1 <= len(name) <= 100 and 1 <= len(value) <= 100 for name, value in found)

    async def press(self) -> None:
        person = self.somebody()
        if shown := self.seen_by(person):
            await self.use(person, self.rng.choice(shown[-12:] if self.rng.random() < 0.7 else shown))

    async def use(self, person: Member, message: Message) -> Reply | None:
        """Some button or menu of this message."""
        buttons = [each for each in message.buttons if not each.disabled and each.custom_id]
        menus = [each for each in message.selects if not each.disabled]
        self.custom_ids |= {str(each.custom_id) for each in [*buttons, *menus]}
        if not buttons and not menus:
            return None
        chosen = self.rng.choice([*buttons, *menus])
        values: list[str] = []
        try:
            if chosen in buttons:
                reply = await person.press(message, custom_id=chosen.custom_id, timeout=DRAWN_WITHIN)
            else:
                things = self.choices(chosen, person)
                reply = await person.select(message, str(chosen.custom_id), things)
                values = [str(each) for each in reply.interaction.data["values"]]
        except CannotDo:
            return None
        self.answered(person, f"{chosen.custom_id} {values}", reply)
        self._book(person, str(chosen.custom_id), values, reply, certain=not self.is_stormy)
        return reply

    async def ask(self) -> None:
        """A rep who knows how: a poll, with some settings changed, opened."""
        rep, rng = self.rng.choice(self.people[:4]), self.rng
        if not rep.can_see(self.branch.lobby):
            return
        kind: dict[str, Any] = rng.choice([{}, {}, {"kind": "secret"}, {"kind": "ranked"}])
        reply = await rep.slash("poll create", in_channel=self.branch.lobby, **kind)
        self.answered(rep, f"/poll create {kind}", reply)
        if not reply.is_modal:
            return
        asked = [held["custom_id"] for held, _ in inputs(reply.modal or {})]
        fits = {name: rng.choice(pools.POOLS[name][0]) for name in asked}
        reply = await rep.submit(reply, **fits)
        for change, names in (("rules", ("choices", "quorum", "threshold")), ("shown", ()), ("times", ("opens",))):
            self.answered(rep, f"asks {fits}", reply)
            label = say(
                f"{'election' if kind.get('kind') == 'ranked' and change != 'shown' else 'poll'}.change-{change}"
            )
            if rng.random() < 0.3 and label in self.branch.labels(reply):
                form = await rep.press(reply, label)
                self.answered(rep, label, form)
                if form.is_modal:
                    there = {held["custom_id"] for held, _ in inputs(form.modal or {})}
                    values = {name: rng.choice(pools.POOLS[name][0]) for name in (*names, "seats") if name in there}
                    values |= {
                        held["custom_id"]: self.field(held, rep)
                        for held, _ in inputs(form.modal or {})
                        if held["type"] == RADIO
                    }
                    reply = await rep.submit(form, **values)
        opens = {say("poll.open-it"), say("poll.schedule-it")} & set(self.branch.labels(reply))
        self.answered(rep, "has asked", reply)
        if opens:
            self.answered(rep, "opens", await rep.press(reply, opens.pop()))

    async def vote(self) -> None:
        person = self.rng.choice([*self.people, *self.people[:8]])
        papers = [each for each in self.seen_by(person) if re.search(r"poll:(vote|choose):", str(each.components))]
        if papers:
            await self.use(person, self.rng.choice(papers[-6:]))

    async def cast(self) -> None:
        """Somebody votes in a secret poll, and mostly goes through with it."""
        person = self.rng.choice(self.people)
        papers = [each for each in self.seen_by(person) if "poll:ballot:" in str(each.components)]
        reply = await self.use(person, self.rng.choice(papers[-6:])) if papers else None
        for _ in range(12):
            if reply is None or reply.is_modal or "paper:" not in str(reply.components):
                return
            message = reply.message
            reply = await self.use(person, message) if message is not None and self.rng.random() < 0.95 else None

    def choices(self, menu: Any, person: Member) -> list[Any]:
        low, high = menu.low, menu.high
        pool: list[Any] = [value for _, value in menu.options]
        if menu.kind != 3:
            guild = person.guild
            pool = list({5: guild.members, 6: guild.roles}.get(menu.kind, guild.channels).values())
        return self.rng.sample(pool, min(len(pool), self.rng.randint(low, max(low, min(high, len(pool), 4)))))

    async def press_twice(self) -> None:
        person = self.somebody()
        shown = [each for each in self.seen_by(person)[-8:] if any(not button.disabled for button in each.buttons)]
        if not shown:
            return
        message = self.rng.choice(shown)
        button = self.rng.choice([each for each in message.buttons if not each.disabled])
        both = [person.press(message, custom_id=button.custom_id, timeout=DRAWN_WITHIN) for _ in range(2)]
        for reply in await asyncio.gather(*both):
            self.answered(person, f"twice {button.custom_id}", reply)
            self._book(person, str(button.custom_id), [], reply, certain=False)

    async def submit(self) -> None:
        """A form that somebody was shown, at times an old one; at times as no client would send it."""
        if not self.modals:
            return
        await self.fill_in(*(self.modals.pop() if self.rng.random() < 0.8 else self.rng.choice(self.modals)))

    async def fill_in(self, person: Member, modal: Reply) -> Reply:
        """Send this form with something in each field."""
        values = {held["custom_id"]: self.field(held, person) for held in self.fields(modal)}
        try:
            reply = await person.submit(modal, **values)
        except CannotDo:
            dropped = set(self.rng.sample(sorted(values), self.rng.randint(0, 1)))
            kept = {name: each for name, each in values.items() if name not in dropped and isinstance(each, str)}
            reply = await person.raw_submit(modal, kept)
        self.answered(person, f"form {values}", reply)
        return reply

    def fields(self, modal: Reply) -> list[dict[str, Any]]:
        """What a form asks for."""
        return [held for held, _ in inputs(modal.modal or {})]

    def field(self, held: dict[str, Any], person: Member) -> Any:
        if held["type"] in (RADIO, MENU):
            return self.rng.choice([each["value"] for each in held["options"]])
        if held["type"] == MEMBERS:
            return self.rng.sample(list(person.guild.members.values()), self.rng.randint(0, 1))
        if held["type"] == UPLOAD:
            return self.rng.choice(pools.FILES)
        return pools.typed(self.rng, held["custom_id"])

    async def make_up(self) -> None:
        person = self.somebody()
        shown = self.seen_by(person)
        if not shown:
            return
        custom_id = pools.mutated(self.rng, self.rng.choice(sorted(self.custom_ids)))
        values = self.rng.choice([None, [], ["1"], ["2", "3"], ["x"], ["9" * 30], [str(self.branch.members.id)]])
        kind = 2 if values is None else self.rng.choice([3, 6, 8])
        message = self.rng.choice(shown)
        reply = await person.raw_press(message, custom_id=custom_id, component_type=kind, values=values)
        self.answered(person, f"made up {custom_id} {values}", reply)
        self._book(person, custom_id, values or [], reply, certain=False)

    def _book(self, person: Member, custom_id: str, values: list[str], reply: Reply, *, certain: bool) -> None:
        self.ledger.pressed(person, custom_id, values, reply, certain=certain)
        self.gatherings.pressed(person, custom_id, reply, certain=certain)
        self.campaigners.pressed(person, custom_id, reply, certain=certain)
        self.reporters.pressed(person, custom_id, reply)
        if custom_id.startswith("mydata:sure"):  # what they were told before may not be so any more
            for kept in (self.gatherings, self.campaigners):
                kept.unsure |= {key for key in kept.told if key[1] == person.id}

    async def replay(self) -> None:
        if self.pressed:
            person, reply = self.pressed[-1]
            self.told[-1] += f" of {person.name}"
            await person.replay(reply)
            await asyncio.sleep(0.02)

    # What must be true

    def answered(self, person: Member, what: str, reply: Reply) -> None:
        """Somebody did this and got an answer that only they see, and that is no apology."""
        self.told[-1] += f" {person.name} {what[:150]} -> {'form' if reply.is_modal else reply.text[:100]!r}"
        if self.is_stormy:
            return
        assert not reply.failed, "nobody answered"
        assert not reply.is_thinking, "still thinking"
        assert reply.is_private, "everybody sees the answer"
        assert FAULT not in reply.text, reply.text
        self.gatherings.hears_only_of_home(person, reply)
        if reply.is_modal:
            self.modals = [*self.modals[-9:], (person, reply)]
        elif reply.interaction.kind == 3:
            self.pressed.append((person, reply))

    def look(self) -> None:
        """Nothing in the log, nothing said aloud but notices, nobody called but by a reminder."""
        log = self.branch.log
        for record in log.records[self.logged :]:
            text = log.format(record)
            assert pools.TYPED not in text.casefold(), text
            assert "MissingSentence" not in text, text
            assert record.levelno < logging.ERROR or self.storms, text
            assert "fault" not in text, text
        self.logged = len(log.records)
        for room in self.rooms:
            for message in list(room.messages.values())[-6:]:
                if message.author is self.discord.bot and not (message.is_private or message.is_of_discord):
                    self.is_notice(message)
        assert self.discord.unknown == [], self.discord.unknown
        assert self.branch.problems == [], self.branch.problems

    def is_notice(self, message: Message) -> None:
        footer = str((message.embeds or [{}])[0].get("footer", {}).get("text", ""))
        assert NOTICE.match(footer), message.text
        assert not message.pinged.everyone
        assert not message.pinged.users
        assert not message.pinged.roles or footer.startswith("Reminder"), message.text

    def story(self) -> str:
        return "\n".join(f"{number}. {each}" for number, each in enumerate(self.told))
