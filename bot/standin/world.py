"""The pretend Discord's state: users, guilds, channels, messages. Every change emits its gateway event.

Who hears an event is the gateway's business; who may ask for a change is the routes' business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from bot.standin import mentions
from bot.standin.channels import KINDS, Channel, Role
from bot.standin.errors import Json
from bot.standin.files import Files
from bot.standin.guilds import Guild, Names, as_bits
from bot.standin.interactions import Interaction, Patience
from bot.standin.people import Member
from bot.standin.permissions import BOT, EVERYONE, VIEW
from bot.standin.records import Records
from bot.standin.snowflakes import Clock, Snowflakes

if TYPE_CHECKING:
    from bot.standin.messages import Message

# How long a nonce keeps a message from being made twice: "the past few minutes".
NONCE_FOR = timedelta(minutes=5)
# Interactions kept so that late answers find them; a benchmark makes more than anybody would want to keep.
INTERACTIONS_KEPT = 20_000


@dataclass(eq=False)
class User:
    """An account, on whichever guilds."""

    world: World = field(repr=False)
    id: int
    name: str
    is_bot: bool = False
    accepts_dms: bool = True
    locale: str = "en-GB"
    dm: Channel | None = field(default=None, repr=False)

    @property
    def mention(self) -> str:
        """How a message names the person."""
        return f"<@{self.id}>"

    def payload(self) -> Json:
        """The account as Discord describes it to others."""
        held: Json = {
            "id": str(self.id),
            "username": self.name,
            "discriminator": "0",
            "global_name": None,
            "avatar": None,
            "avatar_decoration_data": None,
            "collectibles": None,
            "clan": None,
            "primary_guild": None,
            "public_flags": 0,
        }
        return held | {"bot": True} if self.is_bot else held


@dataclass
class Application:
    """The bot's application and the switches on its page: which privileged intents it was granted."""

    id: int
    name: str
    members_intent: bool = False
    presence_intent: bool = False
    message_content: bool = False

    @property
    def flags(self) -> int:
        """The application's public flags (the "limited" ones, as for bots in under 100 guilds)."""
        granted = (self.presence_intent << 13) | (self.members_intent << 15) | (self.message_content << 19)
        return granted | (1 << 23)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as the gateway will tell it."""

    name: str
    data: Json
    guild_id: int | None
    whatever_intents: bool = False
    private: bool = False


class World:
    """Everything there is, and who listens."""

    def __init__(self, clock: Clock, name: str) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int | None, dict[int, Json]] = {None: {}}
        self.interactions: dict[str, Interaction] = {}
        self.nonces: dict[tuple[int, str], Message] = {}
        self.listeners: list[Callable[[Event], None]] = []
        self.records = Records(None)
        self.files = Files(self.ids)
        self.patience = Patience()
        self.shards = 1
        self.gateway_url = ""
        self.bot = self.user(name)
        self.bot.is_bot = True
        self.application = Application(self.bot.id, name)

    def emit(self, name: str, data: Json, guild_id: int | None, *, whatever_intents: bool = False) -> None:
        """Tell the gateway."""
        event = Event(name, data, guild_id, whatever_intents)
        for listener in self.listeners:
            listener(event)

    def emit_message(self, name: str, message: Message, data: Json, *, private: bool) -> None:
        """Tell the gateway of a message, if the bot can see its channel."""
        guild = message.channel.guild
        if guild is not None and not guild.me.permissions_in(message.channel) & VIEW:
            return
        for listener in self.listeners:
            listener(Event(name, data, message.channel.guild_id, private=private))

    def user(self, name: str) -> User:
        """A new account."""
        made = User(self, self.ids.next(), name)
        self.users[made.id] = made
        return made

    def guild(
        self, name: str, bot_permissions: Names = BOT, everyone: Names = EVERYONE, locale: str = "en-GB"
    ) -> Guild:
        """A new guild with the bot in it."""
        made = Guild(self, self.ids.next(), name, locale)
        # Until a story names its owner it is somebody who never appears and is counted nowhere.
        made.owner_id = self.user(f"owner-of-{name.split(maxsplit=1)[0].lower()}").id
        made.roles[made.id] = Role(made, made.id, "@everyone", as_bits(everyone), 0)
        granted = Role(made, self.ids.next(), self.bot.name, as_bits(bot_permissions), 1, managed=True)
        granted.tags = {"bot_id": str(self.bot.id)}
        made.roles[granted.id] = granted
        made.members[self.bot.id] = Member(made, self.bot, [granted], joined_at=self.clock())
        self.guilds[made.id] = made
        self.commands.setdefault(made.id, {})
        self.emit("GUILD_CREATE", made.introduction(), made.id)
        return made

    def dm_with(self, user: User) -> Channel:
        """The direct messages between the bot and somebody."""
        if user.dm is None:
            user.dm = Channel(self, self.ids.next(), KINDS["dm"], "", recipient=user)
            self.channels[user.dm.id] = user.dm
        return user.dm

    def post(self, message: Message) -> None:
        """Put a message into its channel."""
        message.channel.messages[message.id] = message
        if not message.is_private:
            message.channel.newest = message.id
        if message.nonce is not None:
            self.nonces[message.author.id, str(message.nonce)] = message
        self.records.message("posted", message)
        message.tell("CREATE")

    def edited(self, message: Message) -> None:
        """Tell of a message that was changed."""
        message.edits += 1
        message.edited_at = self.clock()
        self.records.message("edited", message)
        message.tell("UPDATE")

    def unpost(self, message: Message) -> None:
        """Take a message out of its channel."""
        message.deleted = True
        message.channel.messages.pop(message.id, None)
        if message in message.channel.pins:
            message.channel.pins.remove(message)
        self.records.message("deleted", message)
        if not message.is_private:
            told: Json = {"id": str(message.id), "channel_id": str(message.channel.id)}
            if message.channel.guild_id is not None:
                told["guild_id"] = str(message.channel.guild_id)
            self.emit_message("MESSAGE_DELETE", message, told, private=False)

    def settle_pings(self, message: Message) -> None:
        """Settle whom a person's own message pings: they allow everything."""
        may = mentions.may_ping_everyone(message.channel, message.author)
        mentions.settle(message, message.content, None, None, may_ping_everyone=may)

    def made_with(self, author: User, nonce: str | int) -> Message | None:
        """The message this author made with this nonce in the past few minutes."""
        found = self.nonces.get((author.id, str(nonce)))
        if found is None or self.clock() - found.made_at > NONCE_FOR:
            return None
        return found

    def deliver(self, interaction: Interaction) -> None:
        """Tell the bot of an interaction, as often as it is called."""
        self._remember(interaction)
        self.emit("INTERACTION_CREATE", interaction.payload(), interaction.channel.guild_id, whatever_intents=True)

    def _remember(self, interaction: Interaction) -> None:
        self.interactions[interaction.token] = interaction
        if len(self.interactions) > INTERACTIONS_KEPT:
            del self.interactions[next(iter(self.interactions))]

    def commands_in(self, guild_id: int | None) -> list[Json]:
        """The commands somebody would be offered there: global ones and the guild's own."""
        own: dict[int, Json] = self.commands.get(guild_id, {}) if guild_id is not None else {}
        return [*self.commands[None].values(), *own.values()]


def as_json(value: Any) -> Json:
    """An object out of a body, empty when it is none."""
    return cast("Json", value) if isinstance(value, dict) else {}
