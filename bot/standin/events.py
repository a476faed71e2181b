"""A guild's scheduled events as everybody sees them: what, when and where, and how far along by the clock they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from bot.standin.errors import Json
from bot.standin.forms import instant
from bot.standin.reading import part

if TYPE_CHECKING:
    from bot.standin.guilds import Guild
    from bot.standin.world import User

STAGE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
NAMES = {SCHEDULED: "scheduled", ACTIVE: "active", COMPLETED: "completed", CANCELED: "cancelled"}


@dataclass(eq=False)
class ScheduledEvent:
    """One event in the guild's list; `held` is how Discord keeps it."""

    guild: Guild = field(repr=False)
    id: int
    creator: User = field(repr=False)
    held: Json = field(default_factory=dict[str, Any])

    @property
    def name(self) -> str:
        """What it is called."""
        return self.held["name"]

    @property
    def description(self) -> str:
        """What is said about it, if anything."""
        return self.held["description"] or ""

    @property
    def location(self) -> str:
        """Where it is, when it is in no channel."""
        return part(self.held, "entity_metadata").get("location") or ""

    @property
    def begins(self) -> datetime:
        """When it begins."""
        return cast("datetime", instant(self.held["scheduled_start_time"]))

    @property
    def ends(self) -> datetime | None:
        """When it ends, if that was said."""
        return instant(self.held["scheduled_end_time"])

    @property
    def status(self) -> str:
        """How far along it is: scheduled, active, completed or cancelled."""
        self.keep_time()
        return NAMES[self.held["status"]]

    @property
    def is_over(self) -> bool:
        """Whether it is completed or cancelled and can no longer be changed."""
        return self.status in {"completed", "cancelled"}

    def keep_time(self) -> None:
        """Begin and end it if it is of the kind that does so by itself at its time."""
        now, status = self.guild.world.clock(), self.held["status"]
        if self.held["entity_type"] != EXTERNAL:
            return
        if status == SCHEDULED and self.begins <= now:
            status = ACTIVE
        if status == ACTIVE and self.ends is not None and self.ends <= now:
            status = COMPLETED
        if status != self.held["status"]:
            self.change({"status": status})

    def change(self, changes: Json) -> None:
        """Change what Discord keeps of it, and tell of it."""
        self.held = self.held | changes
        self.tell("UPDATE")

    def cancel(self) -> None:
        """Call it off, as its maker or an administrator does by hand."""
        self.change({"status": CANCELED})

    def delete(self) -> None:
        """Remove it from the guild's list."""
        self.guild.events.pop(self.id, None)
        self.tell("DELETE")

    def tell(self, change: str) -> None:
        """Emit this event's event: CREATE, UPDATE or DELETE."""
        self.guild.world.emit(f"GUILD_SCHEDULED_EVENT_{change}", self.payload(), self.guild.id)

    def payload(self, *, with_count: bool = False) -> Json:
        """The event as Discord describes it; how many are interested only when that was asked."""
        held = {
            "id": str(self.id),
            "guild_id": str(self.guild.id),
            "creator_id": str(self.creator.id),
            "creator": self.creator.payload(),
            **self.held,
        }
        return held | {"user_count": 0} if with_count else held


def blank(body: Json) -> Json:
    """What Discord keeps of a new event that says this much."""
    return {
        "channel_id": None,
        "description": None,
        "scheduled_end_time": None,
        "privacy_level": 2,
        "status": SCHEDULED,
        "entity_type": EXTERNAL,
        "entity_id": None,
        "entity_metadata": None,
        "image": None,
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
        **body,
    }
