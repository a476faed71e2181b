"""A message as it is kept: what it says, whom it really pinged, who may see it, and how it is told to the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.standin import reading
from bot.standin.errors import Json
from bot.standin.reading import Button, File, Select

if TYPE_CHECKING:
    from bot.standin.channels import Channel, Role, Target
    from bot.standin.people import Member
    from bot.standin.world import User

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SILENT = 1 << 12
COMPONENTS_V2 = 1 << 15
PIN_KIND = 6  # what Discord itself says of a pin


@dataclass(frozen=True)
class Pinged:
    """Who got a notification: people by name, roles, or everyone."""

    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)

    def __contains__(self, target: Target) -> bool:
        return target.id in self.users or target.id in self.roles

    def reaches(self, member: Member) -> bool:
        """Whether this person was notified in any of the three ways."""
        return self.everyone or member.id in self.users or any(role.id in self.roles for role in member.roles)


@dataclass(eq=False)
class Message:
    """One message in a channel; an ephemeral one is seen by `seen_only_by` alone."""

    channel: Channel = field(repr=False)
    id: int
    author: User
    content: str = ""
    embeds: list[Json] = field(default_factory=list[Any])
    components: list[Json] = field(default_factory=list[Any], repr=False)
    files: list[File] = field(default_factory=list[Any])
    flags: int = 0
    kind: int = 0
    nonce: str | int | None = None
    tts: bool = False
    replies_to: Message | None = field(default=None, repr=False)
    reference: Json | None = field(default=None, repr=False)
    mentioned: list[User] = field(default_factory=list[Any], repr=False)
    mentioned_roles: list[Role] = field(default_factory=list[Any], repr=False)
    mentions_everyone: bool = False
    pinged: Pinged = field(default_factory=Pinged)
    pinned_at: datetime | None = None
    seen_only_by: int | None = None
    made_at: datetime = field(kw_only=True)
    edited_at: datetime | None = None
    edits: int = 0
    deleted: bool = False
    interaction: Json | None = field(default=None, repr=False)
    application_id: int | None = None
    webhook_id: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether only one person sees it."""
        return self.seen_only_by is not None

    @property
    def is_of_discord(self) -> bool:
        """Whether nobody has said it: Discord tells of something that was done."""
        return self.kind == PIN_KIND

    @property
    def is_thinking(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def text(self) -> str:
        """All its words, flattened for reading."""
        return reading.message_text(self.content, self.embeds, self.components)

    @property
    def preview(self) -> str:
        """What a phone's notification of it shows."""
        return reading.preview(self.content, self.embeds, self.components, self.files)

    @property
    def buttons(self) -> list[Button]:
        """Its buttons in reading order."""
        return reading.buttons(self.components)

    @property
    def selects(self) -> list[Select]:
        """Its menus in reading order."""
        return reading.selects(self.components)

    def as_reference(self) -> Json:
        """How another message refers to it."""
        found: Json = {"type": 0, "message_id": str(self.id), "channel_id": str(self.channel.id)}
        return found if self.channel.guild_id is None else found | {"guild_id": str(self.channel.guild_id)}

    def delete(self) -> None:
        """Remove it, as a moderator would."""
        self.channel.world.unpost(self)

    def payload(self) -> Json:
        """The message as Discord describes it to somebody who may read it."""
        held: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": self.kind,
            "author": self.author.payload(),
            "content": self.content,
            "embeds": self.embeds,
            "components": self.components,
            "attachments": [each.payload() for each in self.files],
            "flags": self.flags,
            "timestamp": self.made_at.isoformat(),
            "edited_timestamp": self.edited_at.isoformat() if self.edited_at else None,
            "tts": self.tts,
            "pinned": self.pinned_at is not None,
            "mention_everyone": self.mentions_everyone,
            "mentions": [user.payload() for user in self.mentioned],
            "mention_roles": [str(role.id) for role in self.mentioned_roles],
        }
        self._add_rarer_parts(held)
        return held

    def for_bot(self) -> Json:
        """The same, blanked where the bot has no right to read message content."""
        held = self.payload()
        return held if self._readable_by_bot() else blanked(held)

    def tell(self, change: str) -> None:
        """Emit this message's event, CREATE or UPDATE, unless it is private."""
        if self.is_private:
            return
        told = self.payload()
        guild = self.channel.guild
        if guild is not None:
            told["guild_id"] = str(guild.id)
            if (member := guild.members.get(self.author.id)) is not None:
                told["member"] = member.payload(with_user=False)
        self.channel.world.emit_message(f"MESSAGE_{change}", self, told, private=not self._is_the_bots_business())

    def _is_the_bots_business(self) -> bool:
        bot = self.channel.world.bot
        return self.author is bot or bot in self.mentioned or self.channel.guild is None

    def _readable_by_bot(self) -> bool:
        return self._is_the_bots_business() or self.channel.world.application.message_content

    def _add_rarer_parts(self, held: Json) -> None:
        if self.nonce is not None:
            held["nonce"] = self.nonce
        if self.reference is not None:
            held["message_reference"] = self.reference
        if self.reference is not None and not self.is_of_discord:
            before = self.replies_to
            held["referenced_message"] = None if before is None or before.deleted else before.payload()
        if self.application_id is not None:
            held["application_id"] = str(self.application_id)
        if self.webhook_id is not None:
            held["webhook_id"] = str(self.webhook_id)
        if self.interaction is not None:
            held["interaction_metadata"] = self.interaction
        if self.channel.guild is not None:
            held["channel_type"] = self.channel.kind


def blanked(held: Json) -> Json:
    """A message's payload without what only the message content intent may read."""
    return held | {"content": "", "embeds": [], "components": [], "attachments": []}
