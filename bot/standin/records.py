"""What was said and asked, in order: for tests to look up and for people to read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.standin.errors import Json
from bot.standin.reading import File

if TYPE_CHECKING:
    from bot.standin.interactions import Interaction
    from bot.standin.messages import Message


@dataclass(frozen=True)
class Request:
    """One request of the bot's: as sent, and the status it got."""

    method: str
    route: str
    path: str
    query: dict[str, str]
    body: Any
    files: tuple[str, ...]
    status: int
    answer: Any = field(default=None, repr=False)
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of the conversation. `what` is slash, press, select, submit, posted, edited, deleted, modal or asked."""

    who: str
    what: str
    where: str
    text: str = ""
    private: bool = False
    embeds: tuple[Json, ...] = field(default=(), repr=False)
    components: tuple[Json, ...] = field(default=(), repr=False)
    files: tuple[File, ...] = ()
    status: int | None = None

    def __str__(self) -> str:
        whisper = " (only seen by them)" if self.private else ""
        status = f" -> {self.status}" if self.status is not None else ""
        text = f": {self.text}" if self.text else ""
        files = "".join(f" [{each.name}]" for each in self.files)
        return f"{self.who} {self.what} {self.where}{whisper}{status}{text}{files}"


class Records:
    """The log of requests and of the conversation; `keep` bounds both, 0 turns them off."""

    def __init__(self, keep: int | None) -> None:
        self.keep = keep
        self.requests: deque[Request] = deque(maxlen=keep)
        self.transcript: deque[Line] = deque(maxlen=keep)
        self.unknown: list[str] = []
        self.ignored: list[str] = []
        self.listeners: list[Callable[[Request], object]] = []

    @property
    def wanted(self) -> bool:
        """Whether anybody wants to know."""
        return self.keep != 0 or bool(self.listeners)

    def request(self, request: Request) -> None:
        """Note one request, tell the listeners, and let the conversation show it."""
        self.requests.append(request)
        self.ignored.extend(f"{request.method} {request.route}: {name}" for name in request.ignored)
        self.transcript.append(Line("bot", "asked", f"{request.method} {request.path}", status=request.status))
        for listener in self.listeners:
            listener(request)

    def message(self, change: str, message: Message) -> None:
        """Note a message posted, edited or deleted."""
        if self.keep == 0:
            return
        line = Line(
            message.author.name,
            change,
            f"#{message.channel.name}" if message.channel.guild else "a direct message",
            message.text,
            message.is_private,
            tuple(message.embeds),
            tuple(message.components),
            tuple(message.files),
        )
        self.transcript.append(line)

    def act(self, interaction: Interaction, what: str, text: str) -> None:
        """Note what a person did."""
        if self.keep != 0:
            where = f"#{interaction.channel.name}" if interaction.channel.guild else "a direct message"
            self.transcript.append(Line(interaction.user.name, what, where, text))

    def modal(self, interaction: Interaction, text: str, components: list[Json]) -> None:
        """Note that a person was shown a modal."""
        if self.keep != 0:
            line = Line("bot", "modal", f"to {interaction.user.name}", text, private=True, components=tuple(components))
            self.transcript.append(line)

    def story(self) -> str:
        """The conversation, one line each."""
        return "\n".join(map(str, self.transcript))
