"""Routes about a guild's scheduled events."""

from __future__ import annotations

from bot.standin.calls import Answer, Call, Routes
from bot.standin.errors import Json, Refusal, refuse
from bot.standin.forms import Field, Form, Model, anything, instant, moment, number, one_of, snowflake, text
from bot.standin.guilds import Guild
from bot.standin.permissions import bits
from bot.standin.reading import part

MOST = 100
STAGE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
# What may follow what; an event that is over stays so.
NEXT = {
    SCHEDULED: {SCHEDULED, ACTIVE, CANCELED},
    ACTIVE: {ACTIVE, COMPLETED},
    COMPLETED: set[int](),
    CANCELED: set[int](),
}
PLACE = Model({"location": text(1, 100)})
FIELDS = {
    "channel_id": snowflake(),
    "entity_metadata": Field(PLACE),
    "name": text(1, 100),
    "privacy_level": one_of(2),
    "scheduled_start_time": moment(),
    "scheduled_end_time": moment(),
    "description": text(1, 1000),
    "entity_type": one_of(STAGE, VOICE, EXTERNAL),
    "image": anything(),
    "recurrence_rule": anything(),
}
REQUIRED = ("name", "privacy_level", "scheduled_start_time", "entity_type")
NEW = Model({**FIELDS, **{name: Field(FIELDS[name].check, required=True) for name in REQUIRED}})
CHANGES = Model(FIELDS | {"status": number(1, 4)})


def events(call: Call) -> Answer:
    """GET /guilds/{guild_id}/scheduled-events."""
    return Answer(list(call.guild().events.values()))


def one(call: Call) -> Answer:
    """GET one event."""
    return Answer(_event(call))


def create(call: Call) -> Answer:
    """POST /guilds/{guild_id}/scheduled-events."""
    guild, body = call.guild(), call.form(NEW)
    _need(guild, "create_events")
    if sum(each["status"] in {SCHEDULED, ACTIVE} for each in guild.events.values()) >= MOST:
        raise refuse(30038)
    held: Json = {
        "id": str(call.world.ids.next()),
        "guild_id": str(guild.id),
        "channel_id": None,
        "creator_id": str(call.world.bot.id),
        "creator": call.world.bot.payload(),
        "description": None,
        "scheduled_end_time": None,
        "status": SCHEDULED,
        "entity_id": None,
        "entity_metadata": None,
        "user_count": 0,
        "image": None,
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
    }
    held |= body
    _check_times(call, held, starts=True)
    guild.events[int(held["id"])] = held
    _tell(guild, "CREATE", held)
    return Answer(held)


def edit(call: Call) -> Answer:
    """PATCH one event."""
    guild, held, body = call.guild(), _event(call), call.form(CHANGES)
    _need(guild, "manage_events")
    if "status" in body and body["status"] not in NEXT[held["status"]]:
        _wrong("status", "GUILD_SCHEDULED_EVENT_INVALID_STATUS", "Invalid Guild Scheduled Event Status Update")
    changed = held | body
    _check_times(call, changed, starts="scheduled_start_time" in body)
    held.update(changed)
    _tell(guild, "UPDATE", held)
    return Answer(held)


def delete(call: Call) -> Answer:
    """DELETE one event."""
    guild, held = call.guild(), _event(call)
    _need(guild, "manage_events")
    del guild.events[int(held["id"])]
    _tell(guild, "DELETE", held)
    return Answer()


def _event(call: Call) -> Json:
    found = call.guild().events.get(call.id("guild_scheduled_event_id"))
    if found is None:
        raise refuse(10070)
    return found


def _need(guild: Guild, name: str) -> None:
    """Making needs the newer right or the older; changing another's needs the older."""
    if not guild.me.permissions & (bits(name) | bits("manage_events")):
        raise refuse(50013)


def _check_times(call: Call, held: Json, *, starts: bool) -> None:
    form = Form()
    begin, end = instant(held["scheduled_start_time"]), instant(held["scheduled_end_time"])
    if starts and begin is not None and begin <= call.world.clock():
        message = "Cannot schedule event in the past."
        form.wrong(("scheduled_start_time",), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message)
    if begin is not None and end is not None and end <= begin:
        message = "Cannot schedule event to end before it starts."
        form.wrong(("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_END_BEFORE_START", message)
    _check_place(form, held)
    form.settle()


def _check_place(form: Form, held: Json) -> None:
    if held["entity_type"] == EXTERNAL:
        if not part(held, "entity_metadata").get("location"):
            form.wrong(("entity_metadata", "location"), "BASE_TYPE_REQUIRED", "This field is required")
        if held.get("scheduled_end_time") is None:
            form.wrong(("scheduled_end_time",), "BASE_TYPE_REQUIRED", "This field is required")
    elif held.get("channel_id") is None:
        form.wrong(("channel_id",), "BASE_TYPE_REQUIRED", "This field is required")


def _wrong(name: str, code: str, message: str) -> None:
    raise Refusal(400, 50035, "Invalid Form Body", {name: {"_errors": [{"code": code, "message": message}]}})


def _tell(guild: Guild, change: str, held: Json) -> None:
    guild.world.emit(f"GUILD_SCHEDULED_EVENT_{change}", held, guild.id)


_AT = "/guilds/{guild_id}/scheduled-events"
ROUTES: Routes = [
    ("GET", _AT, events),
    ("POST", _AT, create),
    ("GET", _AT + "/{guild_scheduled_event_id}", one),
    ("PATCH", _AT + "/{guild_scheduled_event_id}", edit),
    ("DELETE", _AT + "/{guild_scheduled_event_id}", delete),
]
