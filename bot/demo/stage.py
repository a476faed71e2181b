"""Where the evening plays: its clock, its people, the room they meet in, and who watches."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

from bot.app import App
from bot.demo.telling import Teller
from bot.standin import Discord
from bot.standin.channels import Channel
from bot.standin.messages import Message
from bot.standin.people import Member
from bot.standin.replies import Reply

if TYPE_CHECKING:
    from bot.demo.album import Album

NAMES = (
    "Ann Bob Huw Cat Ben Carys Dilip Elin Femi Grace Harjit Ioan Jo Kasia Lloyd Megan Nia Owain Priya Rhian Sam "
    "Tariq Una Vera Will Yusuf Zoe Amy Bryn Cerys Dan Efa Farah Gwyn Hana Iestyn Jac Kemi"
)
ORGANISERS = ("Owain", "Priya")


class Clock:
    """The evening's own time: it stands still until it is moved, or set going."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._going_since: float | None = None

    def now(self) -> datetime:
        """The instant, in UTC."""
        passed = 0.0 if self._going_since is None else monotonic() - self._going_since
        return self._at + timedelta(seconds=passed)

    def move(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let so much time pass."""
        self._at += timedelta(minutes=minutes, seconds=seconds)

    def move_to(self, at: datetime) -> None:
        """Let time pass until then."""
        self._at = at

    def set_going(self) -> None:
        """From now on a second is a second."""
        self._going_since = monotonic()


@dataclass(frozen=True)
class Cast:
    """Those who play a part, the members without one, the room they meet in, and the officers' own."""

    sue: Member
    rob: Member
    tim: Member
    members: Sequence[Member]
    polls: Channel
    general: Channel
    notices: Channel
    campaign: Channel
    desk: Channel
    record: Channel

    def named(self, name: str) -> Member:
        """The member of this name."""
        return next(each for each in self.members if each.name == name)


def invent(discord: Discord) -> Cast:
    """A server with forty members, a guest, and rooms named as branches name them."""
    guild = discord.guild("Riverside Branch")
    officers, reps, organisers = guild.role("Officers"), guild.role("Reps"), guild.role("Organisers")
    members = guild.role("Members", mentionable=True)
    polls, general, notices, campaign = [
        guild.channel(name) for name in ("polls", "general", "notices", "pay-campaign")
    ]
    closed, open_ = {"view_channel": False}, {"view_channel": True}
    desk, record = (
        guild.channel(name, overwrites={guild.everyone: closed, guild.bot_role: open_, readers: open_})
        for name, readers in (("organisers-desk", organisers), ("audit-log", officers))
    )
    sue = guild.member("Sue", [officers, members], administrator=True, owner=True)
    rob = guild.member("Rob", [reps, members])
    others = [guild.member(name, [members, organisers] if name in ORGANISERS else [members]) for name in NAMES.split()]
    return Cast(sue, rob, guild.member("Tim"), others, polls, general, notices, campaign, desk, record)


@dataclass
class Stage:
    """All that a scene needs; with an album, pictures are taken of what people see."""

    app: App
    clock: Clock
    tell: Teller
    cast: Cast
    album: "Album | None" = None
    _told: set[int] = field(default_factory=set[int])

    @property
    def posts(self) -> list[Message]:
        """What everybody sees in the room for polls, oldest first."""
        return _posts(self.cast.polls)

    @property
    def notices(self) -> list[Message]:
        """What everybody sees in the room for notices, oldest first."""
        return _posts(self.cast.notices)

    @property
    def campaign(self) -> list[Message]:
        """What everybody sees in the room for the pay campaign, oldest first."""
        return _posts(self.cast.campaign)

    @property
    def at_desk(self) -> list[Message]:
        """What the organisers see in their own room, oldest first."""
        return _posts(self.cast.desk)

    async def news(self, **how: Any) -> Message:
        """Tell what Steward says by itself once everything due has been done, as `Teller.posts`; the last of it."""
        await self.app.scheduler.settle()
        rooms = (*self.posts, *_posts(self.cast.general), *self.notices, *self.campaign)
        return self._tell_fresh(rooms, **how)[-1]

    async def desk_news(self) -> list[Message]:
        """Tell what Steward posts at the organisers' desk once everything due has been done, as `Teller.posts`."""
        await self.app.scheduler.settle()
        return self._tell_fresh(self.at_desk, to="organisers")

    async def letter(self, who: Member) -> Message:
        """Tell what Steward has written to somebody privately, once everything due has been done."""
        await self.app.scheduler.settle()
        self.tell.writes(who, who.dms[-1])
        return who.dms[-1]

    async def catch_up(self) -> None:
        """Let a few seconds go by, after which every post is up to date."""
        self.clock.move(seconds=6)
        await self.app.scheduler.settle()

    def _tell_fresh(self, messages: Sequence[Message], **how: Any) -> list[Message]:
        fresh = [message for message in messages if message.id not in self._told]
        for message in fresh:
            self._told.add(message.id)
            self.tell.posts(message, **how)
        return fresh

    async def asked(self) -> Message:
        """The post by which a second officer is asked to agree."""
        await self.app.scheduler.settle()
        return next(post for post in reversed(self.cast.record.messages.values()) if post.buttons)

    async def pass_a_minute(self) -> None:
        """Let a minute go by, and Steward do what falls due in it."""
        async with self.app.desk.db.transaction():
            pass  # transactions take turns: what the last votes have begun is in the queue by now
        self.clock.move(minutes=1)
        await self.app.scheduler.settle()

    def picture(self, name: str, shown: Message | Reply) -> None:
        """Take a picture of a message as it is now."""
        if self.album is not None:
            self.album.take(name, shown)

    def form_picture(self, name: str, form: Reply, **typed: str) -> None:
        """Take a picture of a form, filled in."""
        if self.album is not None:
            self.album.take_form(name, form, typed)

    def keep(self, name: str, picture: bytes) -> None:
        """Put a picture that Steward posted into the album."""
        if self.album is not None:
            self.album.keep(name, picture)

    def page_picture(self, name: str, file: bytes) -> None:
        """Take a picture of a page that Steward made for a printer."""
        if self.album is not None:
            self.album.take_page(name, file)


def _posts(room: Channel) -> list[Message]:
    """Without what Discord itself says there: that something was pinned."""
    return [message for message in room.messages.values() if not (message.is_private or message.is_of_discord)]
