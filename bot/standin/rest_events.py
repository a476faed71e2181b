"""Routes about a guild's scheduled events."""

from __future__ import annotations

from bot.standin.calls import Answer, Call, Routes
from bot.standin.channels import KINDS
from bot.standin.errors import Json, Refusal, refuse
from bot.standin.events import ACTIVE, CANCELED, COMPLETED, EXTERNAL, SCHEDULED, STAGE, VOICE, ScheduledEvent, blank
from bot.standin.forms import Field, Form, Model, anything, instant, moment, number, one_of, snowflake, text
from bot.standin.permissions import bits
from bot.standin.reading import part

MOST = 100
# What may follow what; an event that is over stays so.
NEXT = {SCHEDULED: {SCHEDULED, ACTIVE, CANCELED}, ACTIVE: {ACTIVE, COMPLETED}}
# The channel an event in a channel needs, and what its maker must be able to do there.
ROOMS = {
    STAGE: (KINDS["stage"], ("manage_channels", "mute_members", "move_members")),
    VOICE: (KINDS["voice"], ("view_channel", "connect")),
}
COVER = "0" * 32
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
    return Answer([_told(call, each) for each in _all(call)])


def one(call: Call) -> Answer:
    """GET one event."""
    return Answer(_told(call, _event(call)))


def create(call: Call) -> Answer:
    """POST /guilds/{guild_id}/scheduled-events."""
    guild, body = call.guild(), _kept(call.form(NEW))
    _need(guild.me.permissions & bits("create_events"))
    if sum(not each.is_over for each in _all(call)) >= MOST:
        raise refuse(30038)
    made = ScheduledEvent(guild, call.world.ids.next(), call.world.bot, blank(body))
    _check(call, made.held, body)
    guild.add_event(made)
    return Answer(made.payload())


def edit(call: Call) -> Answer:
    """PATCH one event."""
    event, body = _event(call), _kept(call.form(CHANGES))
    _need_to_change(call, event)
    if event.is_over:
        raise refuse(180000)
    status = body.get("status")
    if status is not None and status not in NEXT[event.held["status"]]:
        _wrong("status", "GUILD_SCHEDULED_EVENT_INVALID_STATUS", "Invalid Guild Scheduled Event Status Update")
    changed = event.held | body
    _check(call, changed, body)
    event.change(changed)
    return Answer(event.payload())


def delete(call: Call) -> Answer:
    """DELETE one event."""
    event = _event(call)
    _need_to_change(call, event)
    event.delete()
    return Answer()


def _all(call: Call) -> list[ScheduledEvent]:
    found = list(call.guild().events.values())
    for each in found:
        each.keep_time()
    return found


def _event(call: Call) -> ScheduledEvent:
    found = call.guild().events.get(call.id("guild_scheduled_event_id"))
    if found is None:
        raise refuse(10070)
    found.keep_time()
    return found


def _told(call: Call, event: ScheduledEvent) -> Json:
    return event.payload(with_count=call.query.get("with_user_count") in {"true", "1", "True"})


def _kept(body: Json) -> Json:
    """What Discord keeps of a body: null is as good as silence where there must be a value, and a cover gets a name."""
    kept = {name: value for name, value in body.items() if name in CHANGES.fields}
    kept = {name: value for name, value in kept.items() if value is not None or name not in {*REQUIRED, "status"}}
    return kept | {"image": COVER} if kept.get("image") else kept


def _need(held: int) -> None:
    if not held:
        raise refuse(50013)


def _need_to_change(call: Call, event: ScheduledEvent) -> None:
    """One's own events are changed with either right, those of others only with the older one."""
    own = bits("create_events") if event.creator is call.world.bot else 0
    _need(call.guild().me.permissions & (own | bits("manage_events")))


def _check(call: Call, held: Json, body: Json) -> None:
    """Refuse an event that would be wrong as a whole; what this body leaves alone may be past."""
    form = Form()
    _check_times(call, form, held, body)
    if held["entity_type"] == EXTERNAL:
        _check_place(form, held)
    else:
        _check_room(call, form, held)
    form.settle()


def _check_times(call: Call, form: Form, held: Json, body: Json) -> None:
    now = call.world.clock()
    for name in ("scheduled_start_time", "scheduled_end_time"):
        when = instant(body.get(name))
        if when is not None and when <= now:
            form.wrong((name,), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.")
    begin, end = instant(held["scheduled_start_time"]), instant(held["scheduled_end_time"])
    if begin is not None and end is not None and end <= begin:
        message = "Cannot schedule event to end before it starts."
        form.wrong(("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_END_BEFORE_START", message)


def _check_place(form: Form, held: Json) -> None:
    if not part(held, "entity_metadata").get("location"):
        form.wrong(("entity_metadata", "location"), "BASE_TYPE_REQUIRED", "This field is required")
    if held["scheduled_end_time"] is None:
        form.wrong(("scheduled_end_time",), "BASE_TYPE_REQUIRED", "This field is required")
    if held["channel_id"] is not None:
        form.wrong(("channel_id",), "BASE_TYPE_CHOICES", "An external event is in no channel")


def _check_room(call: Call, form: Form, held: Json) -> None:
    held["entity_metadata"] = None  # Discord discards it without a word
    kind, needed = ROOMS[held["entity_type"]]
    if held["channel_id"] is None:
        form.wrong(("channel_id",), "BASE_TYPE_REQUIRED", "This field is required")
        return
    room = call.guild().channels.get(int(held["channel_id"]))
    if room is None:
        raise refuse(10003)
    if room.kind != kind:
        raise refuse(50024)
    call.need(room, *needed)


def _wrong(name: str, code: str, message: str) -> None:
    raise Refusal(400, 50035, "Invalid Form Body", {name: {"_errors": [{"code": code, "message": message}]}})


_AT = "/guilds/{guild_id}/scheduled-events"
ROUTES: Routes = [
    ("GET", _AT, events),
    ("POST", _AT, create),
    ("GET", _AT + "/{guild_scheduled_event_id}", one),
    ("PATCH", _AT + "/{guild_scheduled_event_id}", edit),
    ("DELETE", _AT + "/{guild_scheduled_event_id}", delete),
]
