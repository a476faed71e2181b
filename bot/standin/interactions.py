"""One interaction: what the bot is told, how long it may answer, and what became of it."""

from __future__ import annotations

import asyncio
from copy import copy
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from bot.standin.errors import Json
from bot.standin.snowflakes import interaction_token

if TYPE_CHECKING:
    from bot.standin.channels import Channel
    from bot.standin.messages import Message
    from bot.standin.people import Member
    from bot.standin.world import User, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
ATTACHMENT_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True)
class Patience:
    """How long Discord waits: seconds to the first answer, and the life of the token."""

    first_answer: float = 3.0
    token: float = 15 * 60.0


@dataclass(eq=False)
class Interaction:
    """Something a person did that the bot is to answer."""

    world: World = field(repr=False)
    kind: int
    user: User
    channel: Channel
    data: Json = field(repr=False)
    member: Member | None = field(default=None, repr=False)
    message: Message | None = field(default=None, repr=False)
    patience: Patience = field(default_factory=Patience)
    id: int = 0
    token: str = field(default="", repr=False)
    began: float = field(default_factory=monotonic)
    answer_type: int | None = None
    original: Message | None = field(default=None, repr=False)
    followups: list[Message] = field(default_factory=list[Any], repr=False)
    modal: Json | None = field(default=None, repr=False)
    choices: list[Json] | None = None
    updated: bool = False
    answered: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    settled: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    def __post_init__(self) -> None:
        # Told again, a press still carries the message as it was when it was pressed; an edit replaces, never mutates.
        self._shown = copy(self.message)
        self.id = self.world.ids.next()
        self.token = interaction_token(self.id)

    @property
    def is_late(self) -> bool:
        """Whether the time for a first answer passed without one."""
        return self.answer_type is None and monotonic() - self.began > self.patience.first_answer

    @property
    def is_over(self) -> bool:
        """Whether the token has run out."""
        return monotonic() - self.began > self.patience.token

    def expire(self) -> None:
        """Let the time run out: the first answer's, if none came, and the token's."""
        self.began = float("-inf")

    def expire_answer(self) -> None:
        """Let only the time for the first answer run out."""
        self.began = monotonic() - self.patience.first_answer - 0.001

    def payload(self) -> Json:
        """What INTERACTION_CREATE tells."""
        guild = self.channel.guild
        permissions = str(self.member.permissions_in(self.channel)) if self.member else None
        held: Json = {
            "id": str(self.id),
            "application_id": str(self.world.application.id),
            "type": self.kind,
            "token": self.token,
            "version": 1,
            "channel_id": str(self.channel.id),
            "channel": self._channel_part(permissions),
            "data": self.data,
            "locale": self.user.locale,
            "context": 1 if guild is None else 0,
            "authorizing_integration_owners": {"0": "0" if guild is None else str(guild.id)},
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": ATTACHMENT_LIMIT,
            "app_permissions": str(self._app_permissions()),
        }
        if self._shown is not None:
            held["message"] = self._shown.payload()
        return held | (self._guild_part(permissions) if guild is not None else {"user": self.user.payload()})

    def metadata(self) -> Json:
        """What a message made by this interaction says about it."""
        held: Json = {
            "id": str(self.id),
            "type": self.kind,
            "user": self.user.payload(),
            "authorizing_integration_owners": {"0": str(self.channel.guild_id or 0)},
        }
        if self.kind == COMMAND:
            held |= {"name": self.data.get("name"), "command_type": self.data.get("type")}
        elif self.kind == COMPONENT and self.message is not None:
            held |= {"interacted_message_id": str(self.message.id)}
        return held

    def _guild_part(self, permissions: str | None) -> Json:
        guild, member = self.channel.guild, self.member
        if guild is None or member is None:
            return {}
        return {
            "guild_id": str(guild.id),
            "guild_locale": guild.locale,
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "member": member.payload() | {"permissions": permissions},
        }

    def _channel_part(self, permissions: str | None) -> Json:
        held = self.channel.payload()
        held.pop("permission_overwrites", None)
        return held if permissions is None else held | {"permissions": permissions}

    def _app_permissions(self) -> int:
        guild = self.channel.guild
        return 0x3FFFFFFFFFFFF if guild is None else guild.me.permissions_in(self.channel)
