"""How people act and what they see: `alice.slash(...)`, `alice.press(...)`, `alice.see(...)`.

A person's acts go through a client that lets nobody do what a real client would not; the `raw_` ones are what a
modified client could send.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.standin import clients
from bot.standin.channels import Channel, Role
from bot.standin.errors import Json
from bot.standin.interactions import Interaction
from bot.standin.permissions import ALL, BITS, VIEW, in_channel, in_guild
from bot.standin.replies import Reply

if TYPE_CHECKING:
    from bot.standin.events import ScheduledEvent
    from bot.standin.guilds import Guild
    from bot.standin.messages import Message
    from bot.standin.world import User

PATIENCE = 10.0


@dataclass(eq=False)
class Member:
    """Somebody in a guild."""

    guild: Guild = field(repr=False)
    user: User
    roles: list[Role] = field(default_factory=list[Role], repr=False)
    nick: str | None = None
    joined_at: datetime = field(kw_only=True, repr=False)

    @property
    def id(self) -> int:
        """The account's id."""
        return self.user.id

    @property
    def name(self) -> str:
        """The account's name."""
        return self.user.name

    @property
    def mention(self) -> str:
        """How a message names the person."""
        return self.user.mention

    @property
    def permissions(self) -> int:
        """What the person may do in the guild at large."""
        guild = self.guild
        granted = [role.permissions for role in self.roles]
        return in_guild(guild.everyone.permissions, granted, owner=guild.owner_id == self.id)

    def permissions_in(self, channel: Channel) -> int:
        """What the person may do in a channel; in a thread, what its parent says."""
        if channel.guild is None:
            return ALL
        room = channel.parent if channel.is_thread and channel.parent else channel
        ids = [role.id for role in self.roles]
        return in_channel(self.permissions, room.overwrites, self.guild.id, ids, self.id)

    def can(self, name: str, channel: Channel | None = None) -> bool:
        """Whether the person holds this permission, in the channel or in the guild at large."""
        held = self.permissions if channel is None else self.permissions_in(channel)
        return bool(held >> BITS[name] & 1)

    def payload(self, *, with_user: bool = True) -> Json:
        """The member as Discord describes it."""
        held: Json = {
            "nick": self.nick,
            "avatar": None,
            "banner": None,
            "roles": [str(role.id) for role in self.roles],
            "joined_at": self.joined_at.isoformat(),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
            "communication_disabled_until": None,
            "avatar_decoration_data": None,
        }
        return held | {"user": self.user.payload()} if with_user else held

    # What happens to them

    def add_role(self, role: Role) -> None:
        """Give a role."""
        if role not in self.roles:
            self.roles.append(role)
            self._tell_update()

    def remove_role(self, role: Role) -> None:
        """Take a role."""
        if role in self.roles:
            self.roles.remove(role)
            self._tell_update()

    def leave(self) -> None:
        """Go, or be made to go."""
        self.guild.members.pop(self.id, None)
        told = {"guild_id": str(self.guild.id), "user": self.user.payload()}
        self.guild.world.emit("GUILD_MEMBER_REMOVE", told, self.guild.id)

    def close_dms(self) -> None:
        """Take no direct messages from now on."""
        self.user.accepts_dms = False

    def open_dms(self) -> None:
        """Take direct messages again."""
        self.user.accepts_dms = True

    # What they see

    def can_see(self, channel: Channel) -> bool:
        """Whether the channel is in the person's list."""
        if channel.deleted or channel.recipient is not None:
            return channel.recipient is self.user
        return self.guild.members.get(self.id) is self and bool(self.permissions_in(channel) & VIEW)

    def can_read(self, message: Message) -> bool:
        """Whether the message is on the person's screen."""
        return not message.deleted and message.seen_only_by in {None, self.id} and self.can_see(message.channel)

    def see(self, channel: Channel) -> list[Message]:
        """The messages the person sees there, oldest first."""
        if not self.can_see(channel):
            return []
        return [message for message in channel.messages.values() if self.can_read(message)]

    def open(self, shown: Message | Reply, name: str | None = None) -> bytes:
        """What is in a file of a message on the person's screen: the one of this name, or the only one."""
        return clients.open_file(self, shown, name)

    @property
    def events(self) -> list[ScheduledEvent]:
        """The guild's events on the person's screen: those not over, the next one first."""
        if self.guild.members.get(self.id) is not self:
            return []
        return sorted((each for each in self.guild.events.values() if not each.is_over), key=lambda each: each.begins)

    @property
    def dm(self) -> Channel:
        """Their direct messages with the bot."""
        return self.guild.world.dm_with(self.user)

    @property
    def dms(self) -> list[Message]:
        """The direct messages between them and the bot, oldest first."""
        return list(self.dm.messages.values())

    # What they do

    async def slash(self, command: str, /, *, in_channel: Channel | None = None, **options: Any) -> Reply:
        """Use a command, e.g. `alice.slash("poll create", question="…")`."""
        interaction = clients.slash(self, command, options, in_channel)
        return await self._send(interaction, "slash", f"/{command}")

    async def autocomplete(
        self,
        command: str,
        option: str,
        typed: str = "",
        /,
        *,
        in_channel: Channel | None = None,
        **options: Any,
    ) -> list[tuple[str, Any]]:
        """What is offered while the person types into an option: names and values."""
        interaction = clients.autocomplete(self, command, (option, typed), options, in_channel)
        await self._send(interaction, "typed", f"/{command} {option}")
        return [(choice["name"], choice["value"]) for choice in interaction.choices or []]

    async def press(
        self,
        shown: Message | Reply,
        label: str | None = None,
        *,
        custom_id: str | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> Reply:
        """Press a button, by its label or its custom id."""
        interaction, text = clients.press(self, shown, label, custom_id)
        return await self._send(interaction, "press", text, timeout)

    async def select(
        self,
        shown: Message | Reply,
        menu: str,
        choices: object,
        *,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> Reply:
        """Choose in a menu, named by its placeholder or custom id: labels, or members, roles, channels."""
        interaction, text = clients.select(self, shown, menu, choices)
        return await self._send(interaction, "select", text, timeout)

    async def submit(self, reply: Reply, /, **values: Any) -> Reply:
        """Fill in a modal, by label or custom id, and send it."""
        interaction = clients.submit(self, reply, values)
        return await self._send(interaction, "submit", (reply.modal or {}).get("title", ""))

    async def write(self, channel: Channel, content: str, files: list[tuple[str, bytes]] | None = None) -> Message:
        """Write a message as people do."""
        return clients.write(self, channel, content, files or [])

    # What a modified client could send

    async def raw_slash(self, command: str, /, *, in_channel: Channel | None = None, **options: Any) -> Reply:
        """Use a command whether or not it is offered, with whatever options."""
        return await self._send(clients.raw_slash(self, command, options, in_channel), "slash", f"/{command}")

    async def raw_autocomplete(
        self,
        command: str,
        option: str,
        typed: object,
        /,
        *,
        in_channel: Channel | None = None,
        **options: Any,
    ) -> list[tuple[str, Any]]:
        """Ask for choices whether or not the command is offered."""
        interaction = clients.raw_autocomplete(self, command, (option, typed), options, in_channel)
        await self._send(interaction, "typed", f"/{command} {option}")
        return [(choice["name"], choice["value"]) for choice in interaction.choices or []]

    async def raw_press(
        self, shown: Message | Reply, *, custom_id: str, component_type: int = 2, values: list[str] | None = None
    ) -> Reply:
        """Send a component's interaction whether or not the component is there."""
        interaction = clients.raw_press(self, shown, custom_id, component_type, values)
        return await self._send(interaction, "press", custom_id)

    async def raw_submit(
        self,
        modal: Reply | str,
        values: dict[str, Any] | list[Json],
        *,
        shown: Message | None = None,
        in_channel: Channel | None = None,
    ) -> Reply:
        """Send a modal, shown or not: the values by custom id, or the components outright."""
        interaction = clients.raw_submit(self, modal, values, shown, in_channel)
        return await self._send(interaction, "submit", str(interaction.data["custom_id"]))

    async def replay(self, interaction: Interaction | Reply) -> None:
        """Deliver the same interaction again, same id and token."""
        self.guild.world.deliver(interaction.interaction if isinstance(interaction, Reply) else interaction)

    async def _send(self, interaction: Interaction, what: str, text: str, within: float = PATIENCE) -> Reply:
        world = self.guild.world
        world.records.act(interaction, what, text)
        world.deliver(interaction)
        return await Reply(interaction).wait(within)

    def _tell_update(self) -> None:
        told = self.payload() | {"guild_id": str(self.guild.id)}
        mine = self.user is self.guild.world.bot
        self.guild.world.emit("GUILD_MEMBER_UPDATE", told, self.guild.id, whatever_intents=mine)
