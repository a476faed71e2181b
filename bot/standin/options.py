"""What a client turns a person's words into: the options of a command, and people, roles, channels and files by id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from bot.standin.channels import Channel, Role
from bot.standin.errors import Json
from bot.standin.interactions import ATTACHMENT_LIMIT
from bot.standin.reading import File, parts
from bot.standin.replies import CannotDo

if TYPE_CHECKING:
    from bot.standin.people import Member
    from bot.standin.world import User

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)


@dataclass
class Resolved:
    """The things an interaction names by id, described beside it."""

    me: Member
    channel: Channel
    held: dict[str, dict[str, Json]] = field(default_factory=dict[str, dict[str, Json]])

    def add(self, thing: object) -> str:
        """Describe a member, user, role, channel or file; its id."""
        if isinstance(thing, Role):
            return self._put("roles", thing.id, thing.payload())
        if isinstance(thing, Channel):
            return self._channel(thing)
        if isinstance(thing, File):
            return self._put("attachments", thing.id, thing.payload())
        if isinstance(thing, tuple):
            return self.add(self._upload(*cast("tuple[str, bytes]", thing)))
        return self._person(cast("Any", thing))

    def preset(self, held: Json) -> str:
        """Describe what a menu was preset with, as far as it is still there; its id."""
        guild, number = self.me.guild, int(held["id"])
        shelves = {"user": guild.world.users, "role": guild.roles, "channel": guild.channels}
        found = cast("dict[int, object]", shelves[held["type"]]).get(number)
        return str(number) if found is None else self.add(found)

    def offers(self, thing: object) -> bool:
        """Whether a menu of people offers this: in a guild its members, elsewhere an account."""
        user = getattr(thing, "user", thing)
        if not hasattr(user, "accepts_dms"):
            return False
        return self.channel.guild is None or cast("User", user).id in self.channel.guild.members

    def _person(self, thing: Member | User) -> str:
        user: User = getattr(thing, "user", cast("User", thing))
        member = self.me.guild.members.get(user.id) if self.channel.guild else None
        if member is not None:
            held = member.payload(with_user=False)
            held.pop("deaf", None)
            held.pop("mute", None)
            self._put("members", user.id, held | {"permissions": str(member.permissions_in(self.channel))})
        return self._put("users", user.id, user.payload())

    def _channel(self, thing: Channel) -> str:
        held = thing.payload()
        held.pop("permission_overwrites", None)
        return self._put("channels", thing.id, held | {"permissions": str(self.me.permissions_in(thing))})

    def _upload(self, name: str, data: bytes, kind: str | None = None) -> File:
        world = self.me.guild.world
        return world.files.keep_for_interaction(world.application.id, name.replace(" ", "_"), data, kind)

    def _put(self, shelf: str, number: int, held: Json) -> str:
        self.held.setdefault(shelf, {})[str(number)] = held
        return str(number)


def find(command: Json, path: list[str]) -> tuple[Json, list[Json]]:
    """The command or subcommand of this name, and the groups on the way to it."""
    way: list[Json] = []
    here = command
    for step in path:
        below = next((each for each in parts(here, "options") if each["name"] == step and each["type"] <= GROUP), None)
        if below is None:
            message = f"/{command['name']} has no “{step}”"
            raise CannotDo(message)
        way.append(below)
        here = below
    if any(each["type"] <= GROUP for each in parts(here, "options")):
        message = f"/{command['name']} {' '.join(path)} needs one of its subcommands"
        raise CannotDo(message)
    return here, way


def nested(way: list[Json], options: list[Json]) -> list[Json]:
    """The options inside the subcommands they belong to."""
    for step in reversed(way):
        options = [{"type": step["type"], "name": step["name"], "options": options}]
    return options


def fill(leaf: Json, given: dict[str, Any], resolved: Resolved) -> list[Json]:
    """The options as a client sends them, refused where a client would refuse."""
    known = {each["name"]: each for each in parts(leaf, "options")}
    if strange := given.keys() - known.keys():
        message = f"/{leaf['name']} has no option {', '.join(sorted(strange))}; it has {', '.join(known) or 'none'}"
        raise CannotDo(message)
    missing = [name for name, each in known.items() if each.get("required") and given.get(name) is None]
    if missing:
        message = f"/{leaf['name']} needs {', '.join(missing)}"
        raise CannotDo(message)
    return [
        {"name": name, "type": known[name]["type"], "value": checked(known[name], value, resolved)}
        for name, value in given.items()
        if value is not None
    ]


def unchecked(leaf: Json, given: dict[str, Any], resolved: Resolved) -> list[Json]:
    """The options as they are given, whatever the command says."""
    known = {each["name"]: each["type"] for each in parts(leaf, "options")}
    made: list[Json] = []
    for name, value in given.items():
        kind = known.get(name, STRING)
        plain = value if isinstance(value, str | int | float) else resolved.add(value)
        made.append({"name": name, "type": kind, "value": plain})
    return made


def checked(option: Json, value: Any, resolved: Resolved) -> Any:
    """One value, refused unless a client would send it."""
    kind = option["type"]
    if option.get("choices"):
        return _chosen(option, value)
    if kind == STRING:
        return _string(option, value)
    if kind in {INTEGER, NUMBER}:
        return _number(option, value)
    if kind == BOOLEAN:
        return _must(isinstance(value, bool), option, value) or value
    _check_kind(option, value)
    return resolved.add(value)


def refuse_too_large(value: object) -> None:
    """Refuse to upload a file of more than a client takes."""
    data = value.data if isinstance(value, File) else cast("Any", value)[1] if isinstance(value, tuple) else b""
    if len(data) > ATTACHMENT_LIMIT:
        message = f"the file is too large: {len(data)} bytes of at most {ATTACHMENT_LIMIT}"
        raise CannotDo(message)


def _must(holds: bool, option: Json, value: object) -> None:
    if not holds:
        message = f"option {option['name']} cannot be {value!r}"
        raise CannotDo(message)


def _chosen(option: Json, value: object) -> object:
    for choice in parts(option, "choices"):
        if value in {choice["name"], choice["value"]}:
            return choice["value"]
    offered = ", ".join(choice["name"] for choice in parts(option, "choices"))
    message = f"option {option['name']} offers {offered}, not {value!r}"
    raise CannotDo(message)


def _string(option: Json, value: object) -> str:
    _must(isinstance(value, str) and value != "", option, value)
    words = str(value)
    low, high = option.get("min_length"), option.get("max_length")
    fits = (low or 0) <= len(words) <= (6000 if high is None else high)
    if not fits:
        message = f"option {option['name']} takes {low or 0} to {high or 6000} characters, not {len(words)}"
        raise CannotDo(message)
    return words


def _number(option: Json, value: Any) -> int | float:
    kinds = int if option["type"] == INTEGER else (int, float)
    _must(isinstance(value, kinds) and not isinstance(value, bool), option, value)
    low, high = option.get("min_value"), option.get("max_value")
    _must((low is None or value >= low) and (high is None or value <= high), option, value)
    return value


def _check_kind(option: Json, value: object) -> None:
    kind = option["type"]
    is_person = hasattr(value, "user") or hasattr(value, "accepts_dms")
    fits = {
        USER: is_person,
        ROLE: isinstance(value, Role),
        MENTIONABLE: is_person or isinstance(value, Role),
        CHANNEL: isinstance(value, Channel),
        ATTACHMENT: isinstance(value, File | tuple),
    }
    _must(fits[kind], option, value)
    refuse_too_large(value)
    if isinstance(value, Channel) and option.get("channel_types"):
        _must(value.kind in option["channel_types"], option, value)
