"""One request as a route sees it, what a route answers, and the table that finds the route."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.standin.channels import Channel
from bot.standin.errors import Json, plain, refuse
from bot.standin.forms import Model, inspect
from bot.standin.guilds import Guild
from bot.standin.interactions import ATTACHMENT_LIMIT
from bot.standin.permissions import VIEW, bits
from bot.standin.world import as_json

if TYPE_CHECKING:
    from bot.standin.world import World

FILES_MOST = 10


@dataclass(frozen=True)
class Upload:
    """One file of a multipart body."""

    name: str
    data: bytes = field(repr=False)
    content_type: str | None


@dataclass(frozen=True)
class Answer:
    """A body and its status; 204 when there is no body."""

    body: Any = None
    status: int = 200


@dataclass
class Call:
    """One request: where it goes and what it carries."""

    world: World
    method: str
    route: str
    params: dict[str, str]
    query: Mapping[str, str]
    body: Any = None
    uploads: dict[int, Upload] = field(default_factory=dict[int, Upload])
    ignored: list[str] = field(default_factory=list[str])

    def id(self, name: str) -> int:
        """A snowflake of the path."""
        value = self.params[name]
        if not value.isdecimal():
            raise plain(404, "Not Found")
        return int(value)

    def form(self, model: Model) -> Json:
        """The body, checked; what Discord would ignore is noted."""
        self.ignored.extend(inspect(model, self.body).ignored)
        self.check_files()
        return as_json(self.body)

    def check_files(self) -> None:
        """Refuse files that are too many or too large."""
        if sum(len(each.data) for each in self.uploads.values()) > ATTACHMENT_LIMIT:
            raise refuse(40005)
        if len(self.uploads) > FILES_MOST:
            raise refuse(30015)

    def guild(self) -> Guild:
        """The guild of the path, if the bot is in it."""
        found = self.world.guilds.get(self.id("guild_id"))
        if found is None:
            raise refuse(10004)
        return found

    def channel(self) -> Channel:
        """The channel of the path, if there is one and the bot can see it."""
        found = self.world.channels.get(self.id("channel_id"))
        if found is None:
            raise refuse(10003)
        if found.guild is not None and not found.guild.me.permissions_in(found) & VIEW:
            raise refuse(50001)
        return found

    def need(self, channel: Channel, *names: str) -> None:
        """Refuse unless the bot holds these permissions in the channel."""
        if channel.guild is None:
            return
        wanted = bits(*names)
        if channel.guild.me.permissions_in(channel) & wanted != wanted:
            raise refuse(50013)

    def number(self, name: str, low: int, high: int, otherwise: int) -> int:
        """A whole number of the query string, within bounds."""
        value = self.query.get(name)
        if value is None:
            return otherwise
        if not value.isdecimal() or not low <= int(value) <= high:
            message = f"Value should be between {low} and {high}."
            wrong = plain(400, "Bad Request")
            wrong.code, wrong.message = 50035, "Invalid Form Body"
            wrong.errors = {name: {"_errors": [{"code": "NUMBER_TYPE_MAX", "message": message}]}}
            raise wrong
        return int(value)


Handler = Callable[[Call], Answer]
Routes = list[tuple[str, str, Handler]]


class Table:
    """Finds the route of a path, with what stands at its places."""

    def __init__(self, routes: Routes) -> None:
        self.routes = routes
        self.tree: dict[str, Any] = {}
        for method, template, handler in routes:
            node = self.tree
            for step in template.strip("/").split("/"):
                node = node.setdefault("*" if step.startswith("{") else step, {})
            node.setdefault("//", {})[method] = (template, handler)

    def find(self, method: str, path: str) -> tuple[str, Handler, dict[str, str]]:
        """The template, what serves it, and its parameters; a path or a method that is not there is refused."""
        steps = path.strip("/").split("/")
        known = self._down(self.tree, steps, 0)
        if known is None:
            raise plain(404, "Not Found")
        if method not in known:
            raise plain(405, "Method Not Allowed")
        template, handler = known[method]
        names = template.strip("/").split("/")
        params = {name[1:-1]: step for name, step in zip(names, steps, strict=True) if name.startswith("{")}
        return template, handler, params

    def _down(self, node: dict[str, Any], steps: list[str], depth: int) -> dict[str, Any] | None:
        if depth == len(steps):
            return node.get("//")
        for step in (steps[depth], "*"):
            below = node.get(step)
            if below is not None and (found := self._down(below, steps, depth + 1)) is not None:
                return found
        return None
