"""Roles and channels of a guild, and direct messages: what they are, and what changes when somebody changes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from bot.standin.errors import Json
from bot.standin.permissions import Overwrite, bits

if TYPE_CHECKING:
    from bot.standin.guilds import Guild
    from bot.standin.messages import Message
    from bot.standin.world import User, World

KINDS = {
    "text": 0,
    "dm": 1,
    "voice": 2,
    "category": 4,
    "announcement": 5,
    "public_thread": 11,
    "private_thread": 12,
    "stage": 13,
    "forum": 15,
}
THREADS = (10, 11, 12)
WRITABLE = (0, 1, 2, 5, 10, 11, 12, 13)


class Target(Protocol):
    """Anybody or anything an overwrite can be about: a role, a member, a user."""

    @property
    def id(self) -> int:
        """Its snowflake."""
        ...


@dataclass(eq=False)
class Role:
    """A role of one guild."""

    guild: Guild = field(repr=False)
    id: int
    name: str
    permissions: int = 0
    position: int = 1
    mentionable: bool = False
    managed: bool = False
    colour: int = 0
    deleted: bool = False
    tags: Json = field(default_factory=dict[str, Any], repr=False)

    @property
    def mention(self) -> str:
        """How a message names the role."""
        return f"<@&{self.id}>"

    def edit(self, *, name: str | None = None, permissions: int | None = None, mentionable: bool | None = None) -> None:
        """Rename it, or change what it grants."""
        self.name = self.name if name is None else name
        self.permissions = self.permissions if permissions is None else permissions
        self.mentionable = self.mentionable if mentionable is None else mentionable
        self._tell("GUILD_ROLE_UPDATE")

    def grant(self, *names: str) -> None:
        """Add permissions by name."""
        self.edit(permissions=self.permissions | bits(*names))

    def revoke(self, *names: str) -> None:
        """Take permissions by name."""
        self.edit(permissions=self.permissions & ~bits(*names))

    def delete(self) -> None:
        """Remove it from the guild, from everybody who holds it and from every channel's overwrites."""
        self.deleted = True
        self.guild.roles.pop(self.id, None)
        for member in self.guild.members.values():
            if self in member.roles:
                member.roles.remove(self)
        for channel in self.guild.channels.values():
            channel.overwrites.pop(self.id, None)
        told = {"guild_id": str(self.guild.id), "role_id": str(self.id)}
        self.guild.world.emit("GUILD_ROLE_DELETE", told, self.guild.id)

    def payload(self) -> Json:
        """The role as Discord describes it."""
        held: Json = {
            "id": str(self.id),
            "name": self.name,
            "description": None,
            "permissions": str(self.permissions),
            "position": self.position,
            "color": self.colour,
            "colors": {"primary_color": self.colour, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.managed,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }
        return held | {"tags": self.tags} if self.tags else held

    def _tell(self, event: str) -> None:
        told = {"guild_id": str(self.guild.id), "role": self.payload()}
        self.guild.world.emit(event, told, self.guild.id)


@dataclass(eq=False)
class Channel:
    """A channel, a thread (it has a parent that is no category) or a direct message (it has no guild)."""

    world: World = field(repr=False)
    id: int
    kind: int
    name: str
    guild: Guild | None = field(default=None, repr=False)
    parent: Channel | None = None
    topic: str | None = None
    position: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict[int, Overwrite], repr=False)
    recipient: User | None = None
    owner_id: int | None = None
    made_at: datetime | None = None
    archived: bool = False
    locked: bool = False
    deleted: bool = False
    newest: int | None = None
    messages: dict[int, Message] = field(default_factory=dict[int, Any], repr=False)
    pins: list[Message] = field(default_factory=list[Any], repr=False)

    @property
    def is_thread(self) -> bool:
        """Whether it hangs under another channel."""
        return self.kind in THREADS

    @property
    def guild_id(self) -> int | None:
        """The guild's id; none for a direct message."""
        return self.guild.id if self.guild else None

    @property
    def mention(self) -> str:
        """How a message names the channel."""
        return f"<#{self.id}>"

    def allow(self, target: Target, *names: str) -> None:
        """Grant permissions here to a role or a member, whatever the guild says."""
        self._overwrite(target, allow=bits(*names), deny=0)

    def deny(self, target: Target, *names: str) -> None:
        """Take permissions here from a role or a member, whatever the guild says."""
        self._overwrite(target, allow=0, deny=bits(*names))

    def edit(self, *, name: str | None = None, topic: str | None = None, archived: bool | None = None) -> None:
        """Rename it, change its topic, or archive it if it is a thread."""
        self.name = self.name if name is None else name
        self.topic = self.topic if topic is None else topic
        self.archived = self.archived if archived is None else archived
        self.tell("UPDATE")

    def delete(self) -> None:
        """Remove it with every message and thread in it."""
        self.deleted = True
        self.world.channels.pop(self.id, None)
        if self.guild is None:
            return
        for thread in [each for each in self.guild.channels.values() if each.parent is self and each.is_thread]:
            thread.delete()
        self.guild.channels.pop(self.id, None)
        self.tell("DELETE")

    def tell(self, change: str) -> None:
        """Emit this channel's event: CREATE, UPDATE or DELETE."""
        kind = "THREAD" if self.is_thread else "CHANNEL"
        self.world.emit(f"{kind}_{change}", self.payload(), self.guild_id)

    def payload(self) -> Json:
        """The channel as Discord describes it."""
        held: Json = {
            "id": str(self.id),
            "type": self.kind,
            "last_message_id": self.newest and str(self.newest),
            "flags": 0,
        }
        if self.recipient is not None:
            return held | {"recipients": [self.recipient.payload()]}
        held |= {
            "guild_id": str(self.guild_id),
            "name": self.name,
            "parent_id": str(self.parent.id) if self.parent else None,
            "rate_limit_per_user": 0,
        }
        return held | (self._thread_part() if self.is_thread else self._guild_part())

    def _guild_part(self) -> Json:
        rules = [
            {"id": str(over.target), "type": over.kind, "allow": str(over.allow), "deny": str(over.deny)}
            for over in self.overwrites.values()
        ]
        held: Json = {
            "position": self.position,
            "permission_overwrites": rules,
            "topic": self.topic,
            "nsfw": False,
            "last_pin_timestamp": None,
        }
        if self.kind in {2, 13}:
            held |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
        return held

    def _thread_part(self) -> Json:
        made = (self.made_at or self.world.clock()).isoformat()
        return {
            "owner_id": str(self.owner_id),
            "message_count": len(self.messages),
            "total_message_sent": len(self.messages),
            "member_count": 1,
            "thread_metadata": {
                "archived": self.archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": made,
                "create_timestamp": made,
                "locked": self.locked,
            },
        }

    def _overwrite(self, target: Target, *, allow: int, deny: int) -> None:
        before = self.overwrites.get(target.id)
        was_allowed, was_denied = (before.allow, before.deny) if before else (0, 0)
        kind = 0 if self.guild and target.id in self.guild.roles else 1
        self.overwrites[target.id] = Overwrite(
            target.id, kind, (was_allowed & ~deny) | allow, (was_denied & ~allow) | deny
        )
        self.tell("UPDATE")
