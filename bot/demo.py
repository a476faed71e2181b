"""An evening in an invented branch: the real bot against the stand-in, told as it happens. No token, no account.

The clock is the demo's own, so two hours pass in seconds; nobody in it exists.
"""

import asyncio
import re
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot import logs
from bot.app import App, running
from bot.desk import Desk
from bot.settings import Settings
from bot.standin import Discord
from bot.standin.channels import Channel
from bot.standin.guilds import Guild
from bot.standin.messages import Message
from bot.standin.people import Member
from bot.standin.reading import Button, Select, message_text, parts
from bot.standin.replies import Reply
from bot.store.db import Database

ZONE = ZoneInfo("Europe/London")
BEGINS = datetime(2026, 11, 19, 18, 30, tzinfo=ZONE).astimezone(UTC)
MEMBERSHIP = 96
QUESTION = "Should the branch ask the executive to reject the pay offer?"
NAMES = (
    "Ann Bob Huw Aisha Ben Carys Dilip Elin Femi Grace Harjit Ioan Jo Kasia Lloyd Megan Nia Owain Priya Rhian Sam "
    "Tariq Una Vera Will Yusuf Zoe Amy Bryn Cerys Dan Efa Farah Gwyn Hana Iestyn Jac Kemi"
).split()


async def evening(folder: Path, *, stay: bool) -> int:
    """Play the evening and print it; the chart stays in the folder. With `stay`, go on until Ctrl+C."""
    logs.begin("ERROR")
    chart = folder / "result.png"
    folder.mkdir(parents=True, exist_ok=True)
    clock, began = Clock(BEGINS), monotonic()
    with TemporaryDirectory(prefix="steward-demo-") as data:
        async with Discord(clock=clock.now) as discord:
            settings = _settings(discord, Path(data))
            desk = Desk(await Database.open(settings.data_dir), clock.now)
            try:
                async with running(settings, desk) as app:
                    tell = Teller(clock, discord)
                    await Evening(app, clock, tell, *_invent(discord)).play(chart)
                    tell.aside(
                        f"That was the real bot, speaking to a Discord that runs inside this program. It took "
                        f"{monotonic() - began:.0f} seconds. The picture of the result is in {chart}"
                    )
                    if stay:
                        await _stay(tell, clock, settings)
            finally:
                await desk.db.close()
    return 0


def _settings(discord: Discord, data: Path) -> Settings:
    # Each one given, so that neither a .env nor the environment of whoever tries this has a say in it.
    return Settings(
        token=SecretStr(discord.token),
        data_dir=data,
        log_level="ERROR",
        api_base=discord.api_base,
        members_intent=False,
        _env_file=None,  # pyright: ignore[reportCallIssue] - pydantic's own
    )


async def _stay(tell: "Teller", clock: "Clock", settings: Settings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    clock.set_going()
    tell.aside(
        "The branch and the bot go on running.",
        f"The stand-in's API, for this computer alone: {settings.api_base}",
        f"The bot's data: {settings.data_dir}",
        f"Look at it from another terminal: STEWARD_DATA_DIR={settings.data_dir} ./steward check",
        "Ctrl+C ends both and deletes the data.",
    )
    await stop.wait()


class Clock:
    """The demo's own time: it stands still until it is moved, or set going."""

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


# The people and the place


@dataclass(frozen=True)
class Cast:
    """Who plays a part with a name; the others are members."""

    sue: Member
    rob: Member
    tim: Member
    members: Sequence[Member]


def _invent(discord: Discord) -> tuple[Guild, Channel, Cast]:
    """A server with forty members, a guest, and rooms named as branches name them."""
    guild = discord.guild("Riverside Branch")
    officers, reps, organisers = guild.role("Officers"), guild.role("Reps"), guild.role("Organisers")
    members = guild.role("Members", mentionable=True)
    guild.channel("general")
    polls = guild.channel("polls")
    guild.channel("notices")
    guild.channel("pay-campaign")
    for name, readers in (("organisers-desk", organisers), ("audit-log", officers)):
        allowed = {"view_channel": True}
        guild.channel(name, overwrites={guild.everyone: {"view_channel": False}, guild.bot_role: allowed, readers: allowed})
    sue = guild.member("Sue", [officers, members], administrator=True, owner=True)
    rob = guild.member("Rob", [reps, members])
    others = [guild.member(name, [members]) for name in NAMES]
    return guild, polls, Cast(sue, rob, guild.member("Tim"), others)


# The story


@dataclass
class Evening:
    """What happens, in order."""

    app: App
    clock: Clock
    tell: "Teller"
    guild: Guild
    polls: Channel
    cast: Cast
    _shown: set[int] = field(default_factory=set[int])

    async def play(self, chart: Path) -> None:
        """From an empty server to a result on the record."""
        self.tell.aside(
            "Riverside Branch does not exist. Forty members are in its Discord server, and a guest from another "
            f"branch; {MEMBERSHIP} are on the union's books. Everything below is said by the real bot."
        )
        await self._set_up()
        await self._ask()
        await self._vote()
        await self._remind()
        await self._close(chart)
        await self._look_back()

    async def _set_up(self) -> None:
        sue, tell = self.cast.sue, self.tell
        tell.chapter("Sue, the branch secretary, sets Steward up")
        panel = await sue.slash("branch setup")
        tell.does(sue, "types /branch setup")
        tell.answers(sue, panel)
        panel = await sue.press(await sue.press(panel, "Next"), "Next")
        form = await sue.press(panel, "Name, time zone, membership")
        panel = await sue.submit(form, membership=str(MEMBERSHIP))
        tell.does(sue, "presses Next twice, then “Name, time zone, membership”")
        tell.fills_in(sue, form, membership=str(MEMBERSHIP))
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
        tell.does(rob, "presses Correct it; the form opens again as it was left")
        tell.fills_in(rob, form, question=QUESTION)
        draft = await rob.submit(form, question=QUESTION)
        rules = await rob.press(draft, "Choices and rule")
        draft = await rob.submit(rules, quorum="50%")
        tell.does(rob, "sets a quorum of 50% with “Choices and rule”")
        tell.answers(rob, draft)
        tell.does(rob, "presses Open it")
        tell.answers(rob, await rob.press(draft, "Open it"))
        await self._news()

    async def _vote(self) -> None:
        tell, post = self.tell, self._post
        ann, bob, *others = self.cast.members
        self.clock.move(minutes=2)
        tell.chapter("The branch votes")
        for who, choice, how in (
            (ann, "For", "presses For"),
            (bob, "Against", "presses Against"),
            (ann, "Against", "changes her mind and presses Against"),
            (self.cast.tim, "For", "(the guest) presses For"),
        ):
            reply = await who.press(post, choice)
            tell.does(who, how, self.polls)
            tell.answers(who, reply)
            self.clock.move(minutes=1)
        await self._all_press(others[1:28], ("For", "For", "Against", "For", "Abstain", "For", "For", "Against", "For"))
        self.clock.move(seconds=6)
        await self.app.scheduler.settle()
        tell.aside("Twenty-seven more press a button at the same moment; each gets an answer that nobody else sees.")
        tell.changes(post, "Turnout so far")

    async def _remind(self) -> None:
        rob, tell = self.cast.rob, self.tell
        self.clock.move(minutes=70)
        tell.chapter("Rob reminds those who have not voted")
        reply = await rob.slash("poll remind", poll=QUESTION)
        tell.does(rob, "types /poll remind and chooses the poll")
        tell.answers(rob, reply)
        await self._news()
        self.clock.move(minutes=5)
        await self._all_press(self.cast.members[30:34], ("For", "For", "Against", "For"))
        tell.aside("Four more vote.")

    async def _close(self, chart: Path) -> None:
        huw, tell = self.cast.members[2], self.tell
        self.clock.move(minutes=45)
        tell.chapter("The poll closes by itself")
        reply = await huw.press(self._post, "For")
        tell.does(huw, "presses For, too late", self.polls)
        tell.answers(huw, reply)
        await self._news()
        result = self.polls_seen[-1]
        chart.write_bytes(result.files[0].data)

    async def _look_back(self) -> None:
        sue, tell = self.cast.sue, self.tell
        self.clock.move(minutes=5)
        tell.chapter("Sue looks at what is on record: what was done, and nobody's vote")
        reply = await sue.slash("branch audit")
        tell.does(sue, "types /branch audit")
        tell.answers(sue, reply)

    @property
    def polls_seen(self) -> list[Message]:
        """What everybody sees in the polls channel."""
        return [message for message in self.polls.messages.values() if not message.is_private]

    @property
    def _post(self) -> Message:
        return self.polls_seen[0]

    async def _news(self) -> None:
        """What Steward says by itself once everything due has been done."""
        await self.app.scheduler.settle()
        for message in self.polls_seen:
            if message.id not in self._shown:
                self._shown.add(message.id)
                self.tell.posts(self.polls, message)

    async def _all_press(self, who: Sequence[Member], choices: Sequence[str]) -> None:
        presses = [member.press(self._post, choices[n % len(choices)]) for n, member in enumerate(who)]
        await asyncio.gather(*presses)


# Telling it

MARK = re.compile(
    r"<t:(?P<instant>\d+)(?::(?P<style>\w))?>|<#(?P<channel>\d+)>|<@&(?P<role>\d+)>|<@!?(?P<user>\d+)>"
    r"|\[(?P<text>[^\]]+)\]\(https?://[^)]+\)|https://discord\.com/channels/\d+/(?P<link>\d+)(?:/\d+)?"
)


class Teller:
    """Prints the conversation: colour only on a terminal, and nothing that only a colour says."""

    def __init__(self, clock: Clock, discord: Discord) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # pyright: ignore[reportAttributeAccessIssue] - a text file has it
        self._console = Console(markup=False, highlight=False, emoji=False)
        self._clock, self._world = clock, discord.world
        self._chapters = 0

    def chapter(self, title: str) -> None:
        """A new part begins."""
        self._chapters += 1
        self._console.print(f"\n{self._chapters}. {title}\n", style="bold")

    def aside(self, *lines: str) -> None:
        """Something said to whoever is watching."""
        for line in lines:
            self._console.print(line, style="italic", soft_wrap="/" in line)

    def does(self, who: Member, what: str, where: Channel | None = None) -> None:
        """Somebody did something."""
        place = f" in #{where.name}" if where else ""
        self._console.print(Text.assemble((f"{self._time()} ", "dim"), (who.name, "bold cyan"), f" {what}{place}"))

    def fills_in(self, who: Member, form: Reply, **values: str) -> None:
        """Somebody typed into a form."""
        title = (form.modal or {}).get("title", "")
        self._indented(Text.assemble((who.name, "bold cyan"), f" fills in the form “{title}”:"), 6)
        for name, value in values.items():
            self._indented(Text(f"{name.capitalize()}: {value}"), 8)

    def answers(self, who: Member, reply: Reply) -> None:
        """Steward answered somebody."""
        seen_by = f"to {who.name} only" if reply.is_private else "to everyone"
        self._heading(seen_by, private=reply.is_private)
        self._body(reply.content, reply.embeds, reply.buttons, reply.selects)

    def posts(self, where: Channel, message: Message) -> None:
        """Steward said something by itself."""
        self._console.print(Text.assemble((f"{self._time()} ", "dim"), ("Steward", "bold green"), " posts:"))
        self._heading(f"in #{where.name}, for everyone", private=False)
        self._body(message.content, message.embeds, message.buttons, message.selects)
        for file in message.files:
            self._indented(Text(f"Picture: {file.name}. Its words for a screen reader: {file.description}"), 8)

    def changes(self, message: Message, line: str) -> None:
        """One line of a post, as it reads now."""
        text = next(each for each in message.text.splitlines() if each.startswith(line))
        self._console.print(
            Text.assemble((f"{self._time()} ", "dim"), ("Steward", "bold green"), " brings the post up to date:")
        )
        self._indented(self._read(text), 8)

    def _time(self) -> str:
        return f"{self._clock.now().astimezone(ZONE):%H:%M}"

    def _heading(self, seen_by: str, *, private: bool) -> None:
        style = "yellow" if private else "green"
        self._indented(Text.assemble(("Steward", "bold green"), " ", (seen_by, style), ":"), 6)

    def _body(
        self, content: str, embeds: Sequence[dict[str, object]], buttons: Sequence[Button], selects: Sequence[Select]
    ) -> None:
        for line in message_text(content, embeds, []).splitlines():
            self._indented(self._read(line), 8)
        for menu in selects:
            self._indented(Text.assemble("Menu: ", menu.placeholder, (f"; chosen: {self._chosen(menu)}", "dim")), 8)
        for disabled, words in ((False, "Buttons:"), (True, "Buttons, not in use yet:")):
            labels = [f"[{button.label}]".replace(" ", "\xa0") for button in buttons if button.disabled is disabled]
            if labels:
                self._indented(Text.assemble(f"{words} ", (" ".join(labels), "bold blue")), 8)

    def _indented(self, text: Text, by: int) -> None:
        # On a narrow window (a phone, a split screen) the words need the room more than the indent does.
        self._console.print(Padding(text, (0, 0, 0, by if self._console.width >= 60 else by // 4)))

    def _chosen(self, menu: Select) -> str:
        held = [int(each["id"]) for each in parts(menu.held, "default_values")]
        return ", ".join(map(self._name, held)) or "nothing"

    def _read(self, line: str) -> Text:
        """Discord's markup as a reader sees it."""
        text = Text()
        for number, piece in enumerate(re.split(r"(?<!\\)\*\*", MARK.sub(self._replace, line))):
            text.append(re.sub(r"\\(\W)", r"\1", piece), "bold" if number % 2 else "")
        return text

    def _replace(self, found: re.Match[str]) -> str:
        if found["instant"]:
            return self._instant(datetime.fromtimestamp(int(found["instant"]), ZONE), found["style"] or "f")
        if found["channel"] or found["link"]:
            return self._name(int(found["channel"] or found["link"])) + (" (link)" if found["link"] else "")
        return found["text"] or self._name(int(found["role"] or found["user"]))

    def _instant(self, at: datetime, style: str) -> str:
        if style == "R":
            minutes = round((at - self._clock.now()).total_seconds() / 60)
            words = f"{abs(minutes)} minutes" if abs(minutes) < 100 else f"{round(abs(minutes) / 60)} hours"
            return f"in {words}" if minutes >= 0 else f"{words} ago"
        weekday = f"{at:%A} " if style == "F" else ""
        return f"{weekday}{at.day} {at:%B %Y %H:%M}"

    def _name(self, number: int) -> str:
        if number in self._world.channels:
            return f"#{self._world.channels[number].name}"
        if number in self._world.users:
            return f"@{self._world.users[number].name}"
        roles = Counter(role.name for guild in self._world.guilds.values() for role in guild.roles.values() if role.id == number)
        return "".join(f"@{name.lstrip('@')}" for name in roles)
