"""A branch that lives: a pretend Discord, a running bot with a database of its own, and the people of the stories."""

import logging
import re
from collections.abc import AsyncGenerator, Collection, Generator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot import app as running
from bot import logs
from bot.actions import answers, posted, workload
from bot.app import App
from bot.desk import Desk
from bot.i18n import say
from bot.settings import Settings
from bot.standin import Channel, Discord, Guild, Limits, Member, Message, Patience, Reply, Role
from bot.standin.permissions import Overwrite
from cogs.mydata import _leavers
from tests.builders import Clock, new_data
from tests.standin import openapi

MOTION = ("For", "Against", "Abstain")
# Seconds: how fast an answer comes is measured by benchmarks, and not by stories on whatever computer they are told.
PATIENCE = 20.0
RECEIPT = re.compile(r"```\n(\S+)\n```")
NUMBERED = re.compile(
    r"default_values\.id$|message_reference\.\w+_id$|attachments\.id$|allowed_mentions\.(roles|users)$|^\.recipient_id$"
)
Rows = Mapping[str, list[tuple[object, ...]]]


class Log(logging.Handler):
    """Everything logged, as whoever runs Steward could read it at the most talkative level."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []
        self.text = ""
        self.setFormatter(logs.Discreet(logs.FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
        self.text += self.format(record) + "\n"

    def unexpected(self, expected: Collection[str]) -> list[str]:
        """The errors that no story expects."""
        errors = [self.format(record) for record in self.records if record.levelno >= logging.ERROR]
        return [text for text in errors if not any(each in text for each in expected)]


@contextmanager
def without_delay() -> Generator[None]:
    """Be ready when the guilds are here, as they are at once: waiting for more costs half a second a start.

    Nor do people who answer a notice, or say that they have posted, wait for others, which costs each of them a tenth;
    nor is there a pause between two questions of Discord about who has left.
    """
    usual, running.NEXT_GUILD_WITHIN = running.NEXT_GUILD_WITHIN, 0.01
    together, answers.TOGETHER_EVERY = answers.TOGETHER_EVERY, 0.001
    posted.TOGETHER_EVERY = workload.TOGETHER_EVERY = answers.TOGETHER_EVERY
    pause, _leavers.PAUSE = _leavers.PAUSE, 0.0
    try:
        yield
    finally:
        running.NEXT_GUILD_WITHIN, answers.TOGETHER_EVERY = usual, together
        posted.TOGETHER_EVERY = workload.TOGETHER_EVERY = together
        _leavers.PAUSE = pause


@contextmanager
def listening() -> Generator[Log]:
    """Log as `bot.logs` does at DEBUG, into a Log."""
    root = logging.getLogger()
    loggers = [root, *map(logging.getLogger, logs.OURS)]
    handlers, levels = root.handlers[:], [each.level for each in loggers]
    logs.begin("DEBUG")
    log = Log()
    root.handlers[:] = [log]
    try:
        yield log
    finally:
        root.handlers[:] = handlers
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


class Branch:
    """One branch, its people, and the bot that serves it."""

    def __init__(self, discord: Discord, folder: Path, clock: Clock, log: Log, *, members_intent: bool) -> None:
        self.discord, self.folder, self.clock, self.log = discord, folder, clock, log
        self.settings = Settings(
            token=SecretStr(discord.token),
            data_dir=folder,
            api_base=discord.api_base,
            members_intent=members_intent,
            letters_a_minute=3000,
            _env_file=None,  # pyright: ignore[reportCallIssue] - pydantic's own
        )
        self.expected: list[str] = []
        self.problems: list[str] = []
        self._running = AsyncExitStack()
        self.people(discord.guild("Riverside Branch"))

    def people(self, guild: Guild) -> None:
        """The server as an administrator has made it: roles, channels, and who is there."""
        self.guild = guild
        self.officers, self.reps = guild.role("Officers"), guild.role("Reps")
        self.organisers, self.members = guild.role("Organisers"), guild.role("Members", mentionable=True)
        private: dict[Any, dict[str, bool] | Overwrite] = {
            guild.everyone: {"view_channel": False},
            guild.bot_role: {"view_channel": True},
        }
        self.lobby = guild.channel("lobby")
        self.notices, self.polls, self.campaign = map(guild.channel, ("notices", "polls", "campaign"))
        at_the_desk = {**private, self.organisers: {"view_channel": True}}
        self.desk_channel = guild.channel("desk", overwrites=at_the_desk)
        self.audit = guild.channel("audit", overwrites=private)
        self.sue = guild.member("sue", administrator=True, roles=[self.members])
        self.rob = guild.member("rob", roles=[self.reps, self.members])
        self.ann, self.bob, self.cat, self.dan = (
            guild.member(name, roles=[self.members]) for name in ("ann", "bob", "cat", "dan")
        )
        self.oli, self.ola = (guild.member(name, roles=[self.organisers]) for name in ("oli", "ola"))
        self.tim = guild.member("tim")

    # The bot

    @property
    def app(self) -> App:
        """The bot that runs now."""
        return self._app

    async def start(self) -> None:
        """Start a bot on the branch's data."""
        async with AsyncExitStack() as undo:
            self.desk = await Desk.open(self.folder, self.clock.now)
            undo.push_async_callback(self.desk.close)
            self._app = await undo.enter_async_context(running.running(self.settings, self.desk))
            self._running = undo.pop_all()

    async def stop(self) -> None:
        """Stop the bot as SIGTERM does: what is in hand is finished."""
        await self._running.aclose()

    async def restart(self) -> None:
        """Stop the bot and start another on the same data."""
        await self.stop()
        await self.start()

    async def settle(self) -> None:
        """Carry out everything that is due by the clock."""
        await self.app.scheduler.settle()

    async def pass_(self, **time: float) -> None:
        """Let so much time go by, and what falls due in it be done."""
        self.clock.move(**time)
        await self.settle()

    def expect_error(self, part: str) -> None:
        """An error with this text in the log is part of the story."""
        self.expected.append(part)

    # What the branch is

    async def set_up(self, membership: int = 212) -> None:
        """Set the branch up as sue does: everything guessed is right."""
        panel = await self.sue.slash("branch setup", in_channel=self.lobby)
        await self.sue.press(panel, say("branch.finish"))
        await self.sue.slash("branch membership", number=membership)
        await self.settle()

    async def rows(self, *tables: str, but: Collection[str] = ()) -> Rows:
        """What the database holds, by table."""
        async with self.desk.db.reading() as conn:
            found = await conn.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            names = tables or tuple(str(row[0]) for row in found if row[0] not in but)
            return {
                name: [tuple(row) for row in await conn.execute_fetchall(f"SELECT * FROM {name}")]  # noqa: S608
                for name in names
            }

    async def votes(self) -> dict[int, int]:
        """The running counts of the newest poll: option to votes, 0 to the members who voted."""
        rows = (await self.rows("poll_counts"))["poll_counts"]
        newest = max((int(str(row[0])) for row in rows), default=0)
        return {int(str(number)): int(str(votes)) for poll, number, votes in rows if poll == newest}

    # What people do

    async def draft(
        self,
        question: str = "Accept the offer?",
        options: Collection[str] = MOTION,
        closes: str = "in 3 days",
        *,
        by: Member | None = None,
        kind: str | None = None,
        seats: int | None = None,
        **settings: Any,
    ) -> Reply:
        """A preview, made through the forms; the settings are the forms' fields, `roles` and `opens`."""
        rob = by or self.rob
        form = await rob.slash("poll create", in_channel=self.lobby, **({} if kind is None else {"kind": kind}))
        given = {"question": question, "options": "\n".join(options), "closes": closes}
        preview = await rob.submit(form, **given, **({} if seats is None else {"seats": str(seats)}))
        forms = {
            "poll.change-times": ("opens",),
            "poll.change-rules": ("choices", "quorum", "threshold", "abstentions"),
            "poll.change-shown": ("live", "named"),
        }
        for change, fields in forms.items():
            if given := {name: settings.pop(name) for name in fields if name in settings}:
                label = say(change.replace("poll", "election") if kind == "ranked" else change)
                preview = await rob.submit(await rob.press(preview, label), **given)
        roles: Collection[Role] = settings.pop("roles", ())
        if roles:
            preview = await rob.select(preview, say("poll.choose-voters"), list(roles))
        assert not settings, settings
        return preview

    async def open_poll(
        self, question: str = "Accept the offer?", *, by: Member | None = None, **given: Any
    ) -> Message:
        """A poll through the real commands; its public post."""
        preview = await self.draft(question, by=by, **given)
        button = say("poll.schedule-it") if "opens" in given else say("poll.open-it")
        reply = await (by or self.rob).press(preview, button)
        assert reply.is_private
        await self.settle()
        return self.posts()[-1] if "opens" not in given else reply.interaction.message  # pyright: ignore[reportReturnType]

    async def cast(self, member: Member, post: Message | Reply, *choices: str) -> Reply:
        """A secret vote, or a ranking from the 1st choice on, up to the last screen; or the refusal of a paper."""
        paper = await member.press(post, say("poll.vote-button"))
        if not paper.selects:
            return paper
        if paper.selects[0].placeholder == say("paper.nth_choice", number=1):
            screen = await self.rank(member, paper, *choices)
        else:
            screen = await member.select(paper, str(paper.selects[0].placeholder), list(choices))
        return await member.press(screen, say("paper.cast-button"))

    async def rank(self, member: Member, paper: Reply, *choices: str) -> Reply:
        """Pick these candidates one after the other, and be done: the screen that asks to confirm it."""
        screen = paper
        for place, choice in enumerate(choices, 1):
            screen = await member.select(screen, say("paper.nth_choice", number=place), choice)
        done = say("paper.done-button")
        return await member.press(screen, done) if done in self.labels(screen) else screen

    async def close_in_time(self) -> None:
        """Let the closing time come."""
        await self.pass_(days=4)

    # What everybody sees

    def posts(self, channel: Channel | None = None) -> list[Message]:
        """The bot's public posts in a channel, oldest first; in the polls channel unless told."""
        room = channel or self.polls
        mine = [each for each in room.messages.values() if each.author is self.discord.bot]
        return [each for each in mine if not (each.is_private or each.is_of_discord)]

    def results(self) -> list[Message]:
        """The posts with a result."""
        return [post for post in self.posts() if post.text.startswith("Result:")]

    def labels(self, shown: Message | Reply) -> list[str]:
        """What stands on the buttons."""
        return [button.label for button in shown.buttons]

    def edits_of(self, post: Message) -> int:
        """How often the bot asked Discord to edit this post, with success."""
        return sum(
            request.method == "PATCH" and request.path.endswith(f"/messages/{post.id}") and request.status == 200
            for request in self.discord.requests
        )

    # At the end

    def complaints(self) -> list[str]:
        """What must be empty at the end of every story."""
        return [
            *(f"no such route: {each}" for each in self.discord.unknown),
            *(f"Discord ignores: {each}" for each in self.discord.ignored),
            *(f"Discord's document forbids: {each}" for each in self.problems),
            *(f"unexpected error: {each}" for each in self.log.unexpected(self.expected)),
        ]


def receipt_in(reply: Reply) -> str:
    """The receipt on the screen after a secret vote."""
    found = RECEIPT.search(reply.content)
    assert found is not None, reply.text
    return found[1]


def poll_id(post: Message) -> int:
    """The number of the poll that a post shows."""
    return int(str(post.embeds[0]["footer"]["text"]).split()[-1])


@cache
def judge() -> openapi.Judge | None:
    """Discord's own document as a judge of request bodies; None where it is not at hand."""
    return openapi.load()


def with_text_ids(body: Any, inside: str = "") -> Any:
    """The body with ids as the document has them: discord.py sends some as numbers, which Discord takes as well."""
    if isinstance(body, dict):
        return {name: with_text_ids(value, f"{inside}.{name}") for name, value in body.items()}
    if isinstance(body, list):
        return [with_text_ids(each, inside) for each in body]
    return str(body) if isinstance(body, int) and NUMBERED.search(inside) else body


@asynccontextmanager
async def living(
    folder: Path, clock: Clock, *, members_intent: bool = False, is_set_up: bool = True, limits: Limits | None = None
) -> AsyncGenerator[Branch]:
    """A branch from its first day to the end of the story, where everything odd that happened comes out."""
    with listening() as log, without_delay():
        patience = Patience(first_answer=PATIENCE)
        async with Discord(clock=clock.now, limits=limits or Limits(on=False), patience=patience) as discord:
            discord.world.application.members_intent = members_intent
            branch = Branch(discord, new_data(folder), clock, log, members_intent=members_intent)
            if (description := judge()) is not None:
                branch.problems = discord.validate_with(
                    lambda method, route, body: description.check(method, route, with_text_ids(body))
                )
            await branch.start()
            try:
                if is_set_up:
                    await branch.set_up()
                yield branch
            finally:
                await branch.stop()
        if complaints := branch.complaints():
            raise AssertionError("\n".join(complaints))
