"""The client in a person's hand: finds the command, button, menu or modal and makes the interaction of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from bot.standin import filling, options
from bot.standin.channels import Channel
from bot.standin.errors import Json
from bot.standin.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from bot.standin.messages import Message
from bot.standin.options import Resolved
from bot.standin.permissions import ADMINISTRATOR, bits
from bot.standin.reading import Button, Select, find_button, parts
from bot.standin.replies import CannotDo, Reply

if TYPE_CHECKING:
    from bot.standin.people import Member

USE_COMMANDS = bits("use_application_commands")
LINK = 5


def slash(me: Member, path: str, given: dict[str, Any], room: Channel | None) -> Interaction:
    """A command used as the client offers it."""
    channel = room or place(me)
    command, way, leaf = _command(me, path, channel)
    resolved = Resolved(me, channel)
    filled = options.nested(way, options.fill(leaf, given, resolved))
    return _asked(me, COMMAND, channel, _command_data(command, filled, resolved))


def autocomplete(
    me: Member, path: str, focus: tuple[str, str], given: dict[str, Any], room: Channel | None
) -> Interaction:
    """Typing into an option that completes itself; `focus` is its name and what is typed."""
    name, typed = focus
    channel = room or place(me)
    command, way, leaf = _command(me, path, channel)
    option = next((each for each in parts(leaf, "options") if each["name"] == name), None)
    if option is None or not option.get("autocomplete"):
        message = f"/{path} does not complete {name}"
        raise CannotDo(message)
    resolved = Resolved(me, channel)
    others = [each for each in options.unchecked(leaf, given, resolved) if each["name"] != name]
    focused = {"name": name, "type": option["type"], "value": typed, "focused": True}
    return _asked(me, AUTOCOMPLETE, channel, _command_data(command, options.nested(way, [*others, focused]), resolved))


def raw_slash(me: Member, path: str, given: dict[str, Any], room: Channel | None) -> Interaction:
    """A command whether or not it is offered or known."""
    channel = room or place(me)
    command, way, leaf = _registered(me, path)
    resolved = Resolved(me, channel)
    filled = options.nested(way, options.unchecked(leaf, given, resolved))
    return _asked(me, COMMAND, channel, _command_data(command, filled, resolved))


def raw_autocomplete(
    me: Member, path: str, focus: tuple[str, object], given: dict[str, Any], room: Channel | None
) -> Interaction:
    """Asking for choices whether or not the command is offered."""
    name, typed = focus
    channel = room or place(me)
    command, way, leaf = _registered(me, path)
    resolved = Resolved(me, channel)
    kinds = {each["name"]: each["type"] for each in parts(leaf, "options")}
    focused = {"name": name, "type": kinds.get(name, 3), "value": typed, "focused": True}
    filled = options.nested(way, [*options.unchecked(leaf, given, resolved), focused])
    return _asked(me, AUTOCOMPLETE, channel, _command_data(command, filled, resolved))


def press(me: Member, shown: Message | Reply, label: str | None, custom_id: str | None) -> tuple[Interaction, str]:
    """A button pressed as the client shows it."""
    message = _on_screen(me, shown)
    button, held = _button(message, label, custom_id)
    if button.disabled or button.style == LINK or button.custom_id is None:
        text = f"the button “{button.label}” cannot be pressed"
        raise CannotDo(text)
    data = {"component_type": 2, "custom_id": button.custom_id, "id": held["id"]}
    return _asked(me, COMPONENT, message.channel, data, message), button.label or button.custom_id


def select(me: Member, shown: Message | Reply, name: str, choices: object) -> tuple[Interaction, str]:
    """Choices made in a menu as the client shows it."""
    message = _on_screen(me, shown)
    menu = _menu(message, name)
    if menu.disabled:
        text = f"the menu “{name}” is disabled"
        raise CannotDo(text)
    resolved = Resolved(me, message.channel)
    values = filling.choose(menu.held, choices, resolved)
    data: Json = {"component_type": menu.kind, "custom_id": menu.custom_id, "values": values, "id": menu.held["id"]}
    if menu.kind != 3:
        data["resolved"] = resolved.held
    return _asked(me, COMPONENT, message.channel, data, message), menu.placeholder or menu.custom_id


def raw_press(me: Member, shown: Message | Reply, custom_id: str, kind: int, values: list[str] | None) -> Interaction:
    """A component's interaction whether or not the component is there."""
    message = _message(shown)
    data: Json = {"component_type": kind, "custom_id": custom_id, "id": 1}
    if values is not None:
        data["values"] = values
    return _asked(me, COMPONENT, message.channel, data, message)


def submit(me: Member, reply: Reply, given: dict[str, Any]) -> Interaction:
    """A modal filled in as the client allows."""
    modal = reply.modal
    if modal is None:
        text = f"there is no modal to fill in; the answer was: {reply.text}"
        raise CannotDo(text)
    if reply.interaction.user is not me.user:
        text = f"the modal is on {reply.interaction.user.name}'s screen"
        raise CannotDo(text)
    channel = reply.interaction.channel
    resolved = Resolved(me, channel)
    data: Json = {"custom_id": modal["custom_id"], "components": filling.fill_modal(modal, given, resolved)}
    if resolved.held:
        data["resolved"] = resolved.held
    return _asked(me, MODAL, channel, data, reply.interaction.message)


def raw_submit(
    me: Member, modal: Reply | str, values: dict[str, Any] | list[Json], shown: Message | None, room: Channel | None
) -> Interaction:
    """A modal sent whether or not it was shown."""
    held = modal.modal if isinstance(modal, Reply) else None
    if isinstance(values, list):
        components = values
    elif held is not None:
        components = filling.fill_unchecked(held, values)
    else:
        inputs = ({"type": 4, "id": 2, "custom_id": name, "value": value} for name, value in values.items())
        components = [{"type": 1, "id": 1, "components": [each]} for each in inputs]
    if isinstance(modal, Reply):
        shown, room = shown or modal.interaction.message, room or modal.interaction.channel
    name = held["custom_id"] if held else str(modal)
    channel = room or (shown.channel if shown else place(me))
    return _asked(me, MODAL, channel, {"custom_id": name, "components": components}, shown)


def write(me: Member, channel: Channel, content: str, files: list[tuple[str, bytes]]) -> Message:
    """A message of a person's own."""
    if not me.can_see(channel) or (channel.guild and not me.can("send_messages", channel)):
        text = f"{me.name} cannot write in {channel.name}"
        raise CannotDo(text)
    world = me.guild.world
    message = Message(channel, world.ids.next(), me.user, content, made_at=world.clock())
    message.files = [world.files.keep(channel.id, name, data) for name, data in files]
    world.settle_pings(message)
    world.post(message)
    return message


def open_file(me: Member, shown: Message | Reply, name: str | None) -> bytes:
    """The bytes of a file of a message that is there to be read."""
    files = _on_screen(me, shown).files
    found = [each for each in files if name in {None, each.name}]
    if len(found) != 1:
        there = ", ".join(each.name for each in files) or "none"
        text = f"no file “{name}”; there: {there}" if name else f"not one file; there: {there}"
        raise CannotDo(text)
    return found[0].data


def place(me: Member) -> Channel:
    """Where the person is: the first text channel they see."""
    for channel in me.guild.channels.values():
        if channel.kind == 0 and me.can_see(channel):
            return channel
    text = f"{me.name} sees no channel"
    raise CannotDo(text)


def offered(me: Member, channel: Channel) -> list[Json]:
    """The commands the client offers this person there."""
    if not me.can_see(channel) or not me.permissions_in(channel) & USE_COMMANDS:
        return []
    here = 0 if channel.guild else 1
    return [each for each in me.guild.world.commands_in(channel.guild_id) if _is_offered(each, me, channel, here)]


def _is_offered(command: Json, me: Member, channel: Channel, here: int) -> bool:
    contexts = command.get("contexts")
    if contexts is not None and here not in contexts:
        return False
    if channel.guild is None:
        return command.get("dm_permission", True) is not False
    needed = command.get("default_member_permissions")
    held = me.permissions_in(channel)
    if needed is None or held & ADMINISTRATOR:
        return True
    return int(needed) != 0 and held & int(needed) == int(needed)


def _command(me: Member, path: str, channel: Channel) -> tuple[Json, list[Json], Json]:
    name, *rest = path.removeprefix("/").split()
    if not me.can_see(channel):
        message = f"{me.name} does not see {channel.name}"
        raise CannotDo(message)
    command = next((each for each in offered(me, channel) if each["name"] == name and each["type"] == 1), None)
    if command is None:
        names = ", ".join("/" + each["name"] for each in offered(me, channel)) or "none"
        message = f"{me.name} is not offered /{name}; offered: {names}"
        raise CannotDo(message)
    leaf, way = options.find(command, rest)
    return command, way, leaf


def _registered(me: Member, path: str) -> tuple[Json, list[Json], Json]:
    name, *rest = path.removeprefix("/").split()
    every = me.guild.world.commands_in(me.guild.id)
    command = next((each for each in every if each["name"] == name), None)
    if command is None:
        command = {"id": str(me.guild.world.ids.next()), "name": name, "type": 1}
    try:
        leaf, way = options.find(command, rest)
    except CannotDo:
        way = [{"type": 1 if step == rest[-1] else 2, "name": step} for step in rest]
        leaf = {"name": path}
    return command, way, leaf


def _command_data(command: Json, filled: list[Json], resolved: Resolved) -> Json:
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if filled:
        data["options"] = filled
    if resolved.held:
        data["resolved"] = resolved.held
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return data


def _asked(me: Member, kind: int, channel: Channel, data: Json, message: Message | None = None) -> Interaction:
    world = me.guild.world
    member = me if channel.guild is not None else None
    return Interaction(world, kind, me.user, channel, data, member, message, world.patience)


def _message(shown: Message | Reply) -> Message:
    message = shown.message if isinstance(shown, Reply) else shown
    if message is None:
        text = f"there is no message; the answer was: {cast('Reply', shown).text}"
        raise CannotDo(text)
    return message


def _on_screen(me: Member, shown: Message | Reply) -> Message:
    message = _message(shown)
    if not me.can_read(message):
        text = f"{me.name} does not see this message"
        raise CannotDo(text)
    return message


def _button(message: Message, label: str | None, custom_id: str | None) -> tuple[Button, Json]:
    found = find_button(message.components, label, custom_id)
    if found is None:
        there = ", ".join(f"“{each.label}”" for each in message.buttons) or "none"
        text = f"no button “{label or custom_id}”; there: {there}"
        raise CannotDo(text)
    return found


def _menu(message: Message, name: str) -> Select:
    for menu in message.selects:
        if name in {menu.placeholder, menu.custom_id}:
            return menu
    there = ", ".join(f"“{each.placeholder or each.custom_id}”" for each in message.selects) or "none"
    text = f"no menu “{name}”; there: {there}"
    raise CannotDo(text)
