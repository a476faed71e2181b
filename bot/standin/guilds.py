"""A guild: its roles, channels, members and scheduled events, and the payload the gateway introduces it with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.standin.channels import KINDS, Channel, Role, Target
from bot.standin.errors import Json
from bot.standin.events import ScheduledEvent, blank
from bot.standin.people import Member
from bot.standin.permissions import Overwrite, bits
from bot.standin.replies import CannotDo

if TYPE_CHECKING:
    from bot.standin.world import User, World

# The languages a client can be set to; Welsh is not among them.
LOCALES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split()  # noqa: SIM905, E501 - one line of words
)
Names = Iterable[str] | int


def as_bits(permissions: Names) -> int:
    """Permissions given as a number or by name."""
    return permissions if isinstance(permissions, int) else bits(*permissions)


@dataclass(eq=False)
class Guild:
    """One Discord server: one branch."""

    world: World = field(repr=False)
    id: int
    name: str
    locale: str = "en-GB"
    owner_id: int = 0
    available: bool = True
    roles: dict[int, Role] = field(default_factory=dict[int, Role], repr=False)
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel], repr=False)
    members: dict[int, Member] = field(default_factory=dict[int, Member], repr=False)
    events: dict[int, ScheduledEvent] = field(default_factory=dict[int, ScheduledEvent], repr=False)

    @property
    def everyone(self) -> Role:
        """The role everybody holds."""
        return self.roles[self.id]

    @property
    def me(self) -> Member:
        """The bot as a member."""
        return self.members[self.world.bot.id]

    @property
    def bot_role(self) -> Role:
        """The role that came with the bot and holds what the branch granted it."""
        return next(role for role in self.me.roles if role.managed)

    def role(self, name: str, permissions: Names = 0, *, mentionable: bool = False) -> Role:
        """A new role."""
        made = Role(self, self.world.ids.next(), name, as_bits(permissions), len(self.roles), mentionable)
        self.add_role(made)
        return made

    def add_role(self, role: Role) -> None:
        """Take a role in and tell of it."""
        self.roles[role.id] = role
        told = {"guild_id": str(self.id), "role": role.payload()}
        self.world.emit("GUILD_ROLE_CREATE", told, self.id)

    def channel(
        self,
        name: str,
        kind: str = "text",
        overwrites: dict[Any, dict[str, bool] | Overwrite] | None = None,
        *,
        topic: str | None = None,
        parent: Channel | None = None,
    ) -> Channel:
        """A new channel; `overwrites` says for a role or member which permissions are granted and which taken."""
        made = Channel(
            self.world, self.world.ids.next(), KINDS[kind], name, self, parent, topic, position=len(self.channels)
        )
        made.made_at, made.owner_id = self.world.clock(), self.world.bot.id
        for target, rules in (overwrites or {}).items():
            made.overwrites[target.id] = self._rules(target, rules)
        self.add_channel(made)
        return made

    def thread(self, name: str, parent: Channel, *, private: bool = False) -> Channel:
        """A new thread under a channel."""
        return self.channel(name, "private_thread" if private else "public_thread", parent=parent)

    def add_channel(self, channel: Channel) -> None:
        """Take a channel in and tell of it."""
        self.channels[channel.id] = self.world.channels[channel.id] = channel
        channel.tell("CREATE")

    def event(self, name: str, begins: datetime, ends: datetime, location: str, *, by: Member) -> ScheduledEvent:
        """A new event that somebody scheduled by hand."""
        times = {"scheduled_start_time": begins.isoformat(), "scheduled_end_time": ends.isoformat()}
        held = blank({"name": name, "entity_metadata": {"location": location}, **times})
        made = ScheduledEvent(self, self.world.ids.next(), by.user, held)
        self.add_event(made)
        return made

    def add_event(self, event: ScheduledEvent) -> None:
        """Take an event into the list and tell of it."""
        self.events[event.id] = event
        event.tell("CREATE")

    def member(  # noqa: PLR0917 - the order a story is told in
        self,
        who: str | User,
        roles: Iterable[Role] = (),
        administrator: bool = False,
        owner: bool = False,
        dms: bool = True,
        locale: str = "en-GB",
    ) -> Member:
        """Somebody who joins: a new person by name, or one already known from another guild."""
        if locale not in LOCALES:
            message = f"Discord has no locale {locale!r}"
            raise CannotDo(message)
        user = self.world.user(who) if isinstance(who, str) else who
        user.accepts_dms, user.locale = dms, locale
        member = Member(self, user, list(roles), joined_at=self.world.clock())
        if administrator:
            member.roles.append(self._administrators())
        if owner:
            self.owner_id = member.id
        self.add_member(member)
        return member

    def add_member(self, member: Member) -> None:
        """Take a member in and tell those who may know."""
        self.members[member.id] = member
        told = member.payload() | {"guild_id": str(self.id)}
        self.world.emit("GUILD_MEMBER_ADD", told, self.id)

    def leave(self) -> None:
        """Throw the bot out."""
        self.world.guilds.pop(self.id, None)
        for channel in self.channels.values():
            self.world.channels.pop(channel.id, None)
        self.world.emit("GUILD_DELETE", {"id": str(self.id)}, self.id)

    def outage(self, *, over: bool = False) -> None:
        """Become unavailable as in an outage of Discord's, or come back."""
        self.available = over
        if over:
            self.world.emit("GUILD_CREATE", self.introduction(), self.id)
        else:
            self.world.emit("GUILD_DELETE", {"id": str(self.id), "unavailable": True}, self.id)

    def payload(self) -> Json:
        """The guild as the HTTP API describes it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner_id),
            "preferred_locale": self.locale,
            "roles": [role.payload() for role in self.roles.values()],
            **_UNREMARKABLE,
        }

    def introduction(self) -> Json:
        """What GUILD_CREATE says: of the members only the bot itself, as without the members intent."""
        rooms = list(self.channels.values())
        return self.payload() | {
            "joined_at": self.me.joined_at.isoformat(),
            "large": len(self.members) > 250,
            "unavailable": False,
            "member_count": len(self.members),
            "voice_states": [],
            "members": [self.me.payload()],
            "channels": [room.payload() for room in rooms if not room.is_thread],
            "threads": [room.payload() for room in rooms if room.is_thread and not room.archived],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [event.payload() for event in self.events.values() if not event.is_over],
            "soundboard_sounds": [],
            "embedded_activities": [],
        }

    def _administrators(self) -> Role:
        for role in self.roles.values():
            if role.name == "Administrators":
                return role
        return self.role("Administrators", ["administrator"])

    def _rules(self, target: Target, rules: dict[str, bool] | Overwrite) -> Overwrite:
        if isinstance(rules, Overwrite):
            return rules
        allow = bits(*(name for name, granted in rules.items() if granted))
        deny = bits(*(name for name, granted in rules.items() if not granted))
        return Overwrite(target.id, 0 if target.id in self.roles else 1, allow, deny)


# What every guild here has in common; Discord sends these whatever they hold.
_UNREMARKABLE: Json = {
    "icon": None,
    "icon_hash": None,
    "splash": None,
    "discovery_splash": None,
    "description": None,
    "banner": None,
    "home_header": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 1,
    "default_message_notifications": 1,
    "explicit_content_filter": 2,
    "mfa_level": 0,
    "emojis": [],
    "stickers": [],
    "features": [],
    "application_id": None,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "rules_channel_id": None,
    "public_updates_channel_id": None,
    "safety_alerts_channel_id": None,
    "max_presences": None,
    "max_members": 500000,
    "max_video_channel_users": 25,
    "max_stage_video_channel_users": 50,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "hub_type": None,
    "latest_onboarding_question_id": None,
    "incidents_data": None,
}
