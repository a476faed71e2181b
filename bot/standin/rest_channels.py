"""Routes about channels and threads themselves."""

from bot.standin.calls import Answer, Call, Routes
from bot.standin.channels import Channel
from bot.standin.errors import Json, refuse
from bot.standin.forms import Model, anything, number, one_of, text, yes_no

THREAD = {
    "name": text(1, 100, required=True),
    "auto_archive_duration": one_of(60, 1440, 4320, 10080),
    "rate_limit_per_user": number(0, 21600),
}
FROM_MESSAGE = Model(THREAD)
ALONE = Model(THREAD | {"type": one_of(10, 11, 12), "invitable": yes_no()})
CHANGES = Model(
    {
        "name": text(1, 100),
        "topic": text(0, 1024),
        "archived": yes_no(),
        "locked": yes_no(),
        "auto_archive_duration": one_of(60, 1440, 4320, 10080),
        "rate_limit_per_user": number(0, 21600),
        "invitable": yes_no(),
        "nsfw": yes_no(),
        "position": number(0),
        "parent_id": anything(),
        "permission_overwrites": anything(),
        "type": number(0),
        "flags": number(0),
    }
)


def channel(call: Call) -> Answer:
    """GET /channels/{channel_id}."""
    return Answer(call.channel().payload())


def edit(call: Call) -> Answer:
    """PATCH /channels/{channel_id}."""
    found, body = call.channel(), call.form(CHANGES)
    if found.is_thread:
        if found.owner_id != call.world.bot.id or body.get("locked"):
            call.need(found, "manage_threads")
    else:
        call.need(found, "manage_channels")
    found.locked = body.get("locked", found.locked)
    found.edit(name=body.get("name"), topic=body.get("topic"), archived=body.get("archived"))
    return Answer(found.payload())


def delete(call: Call) -> Answer:
    """DELETE /channels/{channel_id}."""
    found = call.channel()
    if found.guild is not None:
        call.need(found, "manage_threads" if found.is_thread else "manage_channels")
    told = found.payload()
    found.delete()
    return Answer(told)


def thread_from_message(call: Call) -> Answer:
    """POST /channels/{channel_id}/messages/{message_id}/threads: it bears the message's id."""
    parent = call.channel()
    message = parent.messages.get(call.id("message_id"))
    if message is None or message.is_private:
        raise refuse(10008)
    if message.id in call.world.channels:
        raise refuse(160004)
    body = call.form(FROM_MESSAGE)
    return Answer(_thread(call, parent, body, message.id, 11).payload(), 201)


def thread_alone(call: Call) -> Answer:
    """POST /channels/{channel_id}/threads."""
    parent, body = call.channel(), call.form(ALONE)
    return Answer(_thread(call, parent, body, call.world.ids.next(), body.get("type") or 12).payload(), 201)


def _thread(call: Call, parent: Channel, body: Json, number: int, kind: int) -> Channel:
    if parent.guild is None or parent.is_thread:
        raise refuse(50024)
    call.need(parent, "create_private_threads" if kind == 12 else "create_public_threads")
    made = Channel(call.world, number, kind, body["name"], parent.guild, parent)
    made.owner_id, made.made_at = call.world.bot.id, call.world.clock()
    parent.guild.add_channel(made)
    return made


ROUTES: Routes = [
    ("GET", "/channels/{channel_id}", channel),
    ("PATCH", "/channels/{channel_id}", edit),
    ("DELETE", "/channels/{channel_id}", delete),
    ("POST", "/channels/{channel_id}/threads", thread_alone),
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads", thread_from_message),
]
