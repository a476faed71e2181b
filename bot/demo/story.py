"""What happens in the evening, in order, and to whom. How it reads on a terminal is left to `bot.demo.telling`."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

from bot.app import App
from bot.demo.telling import ZONE, Teller
from bot.standin import Discord
from bot.standin.channels import Channel
from bot.standin.messages import Message
from bot.standin.people import Member

BEGINS = datetime(2026, 11, 19, 18, 30, tzinfo=ZONE).astimezone(UTC)
MEMBERSHIP = "96"
QUESTION = "Should the branch ask the executive to reject the pay offer?"
NAMES = (
    "Ann Bob Huw Aisha Ben Carys Dilip Elin Femi Grace Harjit Ioan Jo Kasia Lloyd Megan Nia Owain Priya Rhian Sam "
    "Tariq Una Vera Will Yusuf Zoe Amy Bryn Cerys Dan Efa Farah Gwyn Hana Iestyn Jac Kemi"
)
VIEWS = ("For", "For", "Against", "For", "Abstain", "For", "For", "Against", "For")


class Clock:
    """The evening's own time: it stands still until it is moved, or set going."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._going_since: float | None = None

    def now(self) -> datetime:
        """The instant, in UTC."""
        passed = 0.0 if self._going_since is None else monotonic() - self._going_since
        return self._at + timedelta(seconds=passed)

    def move(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let so much time pass."""
        self._at += timedelta(minutes=minutes, seconds=seconds)

    def set_going(self) -> None:
        """From now on a second is a second."""
        self._going_since = monotonic()


@dataclass(frozen=True)
class Cast:
    """Those who play a part, the members without one, and the room they meet in."""

    sue: Member
    rob: Member
    tim: Member
    members: Sequence[Member]
    polls: Channel


def invent(discord: Discord) -> Cast:
    """A server with forty members, a guest, and rooms named as branches name them."""
    guild = discord.guild("Riverside Branch")
    officers, reps, organisers = guild.role("Officers"), guild.role("Reps"), guild.role("Organisers")
    members = guild.role("Members", mentionable=True)
    polls, *_ = [guild.channel(name) for name in ("polls", "general", "notices", "pay-campaign")]
    for name, readers in (("organisers-desk", organisers), ("audit-log", officers)):
        closed, open_ = {"view_channel": False}, {"view_channel": True}
        guild.channel(name, overwrites={guild.everyone: closed, guild.bot_role: open_, readers: open_})
    sue = guild.member("Sue", [officers, members], administrator=True, owner=True)
    rob = guild.member("Rob", [reps, members])
    others = [guild.member(name, [members]) for name in NAMES.split()]
    return Cast(sue, rob, guild.member("Tim"), others, polls)


@dataclass
class Evening:
    """From an empty server to a result on the record."""

    app: App
    clock: Clock
    tell: Teller
    cast: Cast
    _told: set[int] = field(default_factory=set[int])

    async def play(self) -> bytes:
        """Everything, in order; the picture of the result."""
        self.tell.aside(
            "Riverside Branch does not exist. Forty members are in its Discord server, and a guest from another "
            f"branch; {MEMBERSHIP} are on the union's books. Whatever Steward says below, the real bot said."
        )
        await self._set_up()
        await self._ask()
        await self._vote()
        await self._remind()
        picture = await self._close()
        await self._look_back()
        return picture

    async def _set_up(self) -> None:
        sue, tell = self.cast.sue, self.tell
        tell.chapter("Sue, the branch secretary, sets Steward up")
        panel = await sue.slash("branch setup")
        tell.does(sue, "types /branch setup")
        tell.answers(sue, panel)
        panel = await sue.press(await sue.press(panel, "Next"), "Next")
        form = await sue.press(panel, "Name, time zone, membership")
        panel = await sue.submit(form, membership=MEMBERSHIP)
        tell.does(sue, "presses Next twice, then “Name, time zone, membership”")
        tell.fills_in(sue, form, membership=MEMBERSHIP)
        tell.does(sue, "presses Finish")
        tell.answers(sue, await sue.press(panel, "Finish"))

    async def _ask(self) -> None:
        rob, tell = self.cast.rob, self.tell
        self.clock.move(minutes=10)
        tell.chapter("Rob, a rep, asks the branch something")
        form = await rob.slash("poll create")
        tell.does(rob, "types /poll create")
        tell.fills_in(rob, form, question="Strike ballot", closes="in 2 hours")
        refused = await rob.submit(form, question="Strike ballot", closes="in 2 hours")
        tell.answers(rob, refused)
        form = await rob.press(refused, "Correct it")
        tell.does(rob, "presses Correct it; the form opens again as he left it")
        tell.fills_in(rob, form, question=QUESTION)
        draft = await rob.submit(form, question=QUESTION)
        form = await rob.press(draft, "Choices and rule")
        draft = await rob.submit(form, quorum="50%")
        tell.does(rob, "presses “Choices and rule”")
        tell.fills_in(rob, form, quorum="50%")
        tell.answers(rob, draft, below="the post as everyone will see it")
        tell.does(rob, "presses Open it")
        tell.answers(rob, await rob.press(draft, "Open it"))
        await self._news()

    async def _vote(self) -> None:
        ann, bob, *others = self.cast.members
        self.clock.move(minutes=2)
        self.tell.chapter("The branch votes")
        for who, choice, how in (
            (ann, "For", "presses For"),
            (bob, "Against", "presses Against"),
            (ann, "Against", "changes her mind and presses Against"),
            (self.cast.tim, "For", "(the guest) presses For"),
        ):
            reply = await who.press(self._post, choice)
            self.tell.does(who, how)
            self.tell.answers(who, reply)
            self.clock.move(minutes=1)
        await self._all_press(others[1:28])
        self.clock.move(seconds=6)
        await self.app.scheduler.settle()
        self.tell.aside("Twenty-seven more press at the same moment. Each gets an answer that nobody else sees.")
        self.tell.changes(self._post, "Turnout so far")

    async def _remind(self) -> None:
        rob, tell = self.cast.rob, self.tell
        self.clock.move(minutes=70)
        tell.chapter("Rob reminds those who have not voted")
        reply = await rob.slash("poll remind", poll=QUESTION)
        tell.does(rob, "types /poll remind and chooses the poll")
        tell.answers(rob, reply)
        await self._news()
        self.clock.move(minutes=5)
        await self._all_press(self.cast.members[30:34])
        tell.aside("Four more vote.")

    async def _close(self) -> bytes:
        huw, tell = self.cast.members[2], self.tell
        self.clock.move(minutes=39)
        tell.chapter("The poll closes by itself, at 20:40")
        reply = await huw.press(self._post, "For")
        tell.does(huw, "presses For, six seconds too late")
        tell.answers(huw, reply)
        await self._news()
        return self._posts[-1].files[0].data

    async def _look_back(self) -> None:
        sue, tell = self.cast.sue, self.tell
        self.clock.move(minutes=5)
        tell.chapter("Sue looks at what is on record: what was done, and nobody's vote")
        reply = await sue.slash("branch audit")
        tell.does(sue, "types /branch audit")
        tell.answers(sue, reply)

    @property
    def _posts(self) -> list[Message]:
        return [message for message in self.cast.polls.messages.values() if not message.is_private]

    @property
    def _post(self) -> Message:
        return self._posts[0]

    async def _news(self) -> None:
        """What Steward says by itself once everything due has been done."""
        await self.app.scheduler.settle()
        for message in self._posts:
            if message.id not in self._told:
                self._told.add(message.id)
                self.tell.posts(message)

    async def _all_press(self, members: Sequence[Member]) -> None:
        presses = [member.press(self._post, VIEWS[n % len(VIEWS)]) for n, member in enumerate(members)]
        await asyncio.gather(*presses)
