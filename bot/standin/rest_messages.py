"""Routes about messages in channels: posting, editing, deleting, reading back, pinning."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.standin.calls import Answer, Call, Routes
from bot.standin.channels import WRITABLE, Channel
from bot.standin.errors import Json, Refusal, refuse
from bot.standin.messages import EPHEMERAL, PIN_KIND, Message
from bot.standin.posting import MESSAGE, Sender, body_of, change, check, make, ping

PINS_MOST, PINS_AT_ONCE = 250, 50
REPLY_KIND = 19


def create(call: Call) -> Answer:
    """POST /channels/{channel_id}/messages."""
    channel, body = call.channel(), body_of(call)
    check(call, MESSAGE, body)
    _may_post(call, channel, body)
    if body.get("enforce_nonce") and body.get("nonce") is not None:
        before = call.world.made_with(call.world.bot, body["nonce"])
        if before is not None:
            return Answer(before.for_bot())
    if (body.get("flags") or 0) & EPHEMERAL:
        call.ignored.append("flags: EPHEMERAL, which only interactions have")
    message = _made(call, channel, body)
    ping(message, body)
    call.world.post(message)
    return Answer(message.for_bot())


def edit(call: Call) -> Answer:
    """PATCH /channels/{channel_id}/messages/{message_id}."""
    message, body = _message(call), body_of(call)
    if message.author is not call.world.bot:
        raise refuse(50005)
    check(call, MESSAGE, body, before=message)
    change(call, body, message)
    call.world.edited(message)
    return Answer(message.for_bot())


def delete(call: Call) -> Answer:
    """DELETE /channels/{channel_id}/messages/{message_id}."""
    message = _message(call)
    if message.author is not call.world.bot:
        if message.channel.guild is None:
            raise refuse(50003)
        call.need(message.channel, "manage_messages")
    call.world.unpost(message)
    return Answer()


def one(call: Call) -> Answer:
    """GET /channels/{channel_id}/messages/{message_id}."""
    message = _message(call)
    call.need(message.channel, "read_message_history")
    return Answer(message.for_bot())


def history(call: Call) -> Answer:
    """GET /channels/{channel_id}/messages: newest first, before, after or around a message."""
    channel = call.channel()
    most = call.number("limit", 1, 100, 50)
    if channel.guild is not None and not _holds(call, channel, "read_message_history"):
        return Answer([])
    found = [each for each in channel.messages.values() if not each.is_private]
    found.sort(key=lambda each: each.id)
    return Answer([each.for_bot() for each in reversed(_cut(call, found, most))])


def pins(call: Call) -> Answer:
    """GET /channels/{channel_id}/messages/pins: the last pinned first, before a time."""
    most = call.number("limit", 1, PINS_AT_ONCE, PINS_AT_ONCE)
    found = _pinned(call)
    if "before" in call.query:
        before = datetime.fromisoformat(call.query["before"])
        before = before if before.tzinfo else before.replace(tzinfo=UTC)
        found = [each for each in found if each.pinned_at is not None and each.pinned_at < before]
    items = [
        {"pinned_at": each.pinned_at and each.pinned_at.isoformat(), "message": each.for_bot()} for each in found[:most]
    ]
    return Answer({"items": items, "has_more": len(found) > most})


def old_pins(call: Call) -> Answer:
    """GET /channels/{channel_id}/pins, the older list."""
    return Answer([each.for_bot() for each in _pinned(call)[:PINS_AT_ONCE]])


def pin(call: Call) -> Answer:
    """PUT a message among the channel's pins; the channel is told so by a message."""
    message = _message(call)
    call.need(message.channel, "pin_messages")
    if message not in message.channel.pins:
        if len(message.channel.pins) >= PINS_MOST:
            raise refuse(30003)
        message.channel.pins.append(message)
        message.pinned_at = call.world.clock()
        _pins_changed(message)
        call.world.post(_pin_notice(call, message))
    return Answer()


def unpin(call: Call) -> Answer:
    """DELETE a message from the channel's pins."""
    message = _message(call)
    call.need(message.channel, "pin_messages")
    if message in message.channel.pins:
        message.channel.pins.remove(message)
        message.pinned_at = None
        _pins_changed(message)
    return Answer()


def typing(call: Call) -> Answer:
    """POST /channels/{channel_id}/typing."""
    call.need(call.channel(), "send_messages")
    return Answer()


def _message(call: Call) -> Message:
    found = call.channel().messages.get(call.id("message_id"))
    if found is None or found.is_private:
        raise refuse(10008)
    return found


def _may_post(call: Call, channel: Channel, body: Json) -> None:
    if channel.kind not in WRITABLE:
        raise refuse(50008)
    if channel.recipient is not None:
        if not channel.recipient.accepts_dms or not _shares_guild(call, channel.recipient.id):
            raise refuse(50007)
        return
    call.need(channel, "send_messages_in_threads" if channel.is_thread else "send_messages")
    if channel.archived and channel.locked:
        raise refuse(50083)
    if body.get("embeds"):
        call.need(channel, "embed_links")
    if call.uploads:
        call.need(channel, "attach_files")
    if body.get("tts"):
        call.need(channel, "send_tts_messages")


def _shares_guild(call: Call, user_id: int) -> bool:
    return any(user_id in guild.members for guild in call.world.guilds.values())


def _made(call: Call, channel: Channel, body: Json) -> Message:
    reference: Json | None = body.get("message_reference")
    before = _referred(call, channel, reference) if reference else None
    kind = REPLY_KIND if before is not None else 0
    message = make(call, body, Sender(call.world.bot, channel, kind=kind, replies_to=before))
    message.nonce = body.get("nonce")
    if before is not None:
        message.reference = before.as_reference()
    return message


def _referred(call: Call, channel: Channel, reference: Json) -> Message | None:
    if channel.guild is not None and not _holds(call, channel, "read_message_history"):
        raise refuse(160002)
    found = channel.messages.get(int(reference["message_id"]))
    if found is not None and not found.is_private:
        return found
    if reference.get("fail_if_not_exists") is False:
        return None
    wrong = {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}}
    raise Refusal(400, 50035, "Invalid Form Body", wrong)


def _holds(call: Call, channel: Channel, name: str) -> bool:
    try:
        call.need(channel, name)
    except Refusal:
        return False
    return True


def _pinned(call: Call) -> list[Message]:
    """The channel's pins, the last first; none for who may not read what was said before."""
    channel = call.channel()
    if channel.guild is not None and not _holds(call, channel, "read_message_history"):
        return []
    return channel.pins[::-1]


def _pins_changed(message: Message) -> None:
    channel = message.channel
    last = max((each.pinned_at for each in channel.pins if each.pinned_at is not None), default=None)
    told: Json = {"channel_id": str(channel.id), "last_pin_timestamp": last and last.isoformat()}
    if channel.guild_id is not None:
        told["guild_id"] = str(channel.guild_id)
    channel.world.emit("CHANNEL_PINS_UPDATE", told, channel.guild_id)
    message.tell("UPDATE")


def _pin_notice(call: Call, message: Message) -> Message:
    """What Discord itself says in the channel: "Steward pinned a message to this channel"."""
    notice = Message(message.channel, call.world.ids.next(), call.world.bot, made_at=call.world.clock(), kind=PIN_KIND)
    notice.reference = message.as_reference()
    return notice


def _cut(call: Call, found: list[Message], most: int) -> list[Message]:
    """Of messages oldest first, the part the query asks for."""
    asked = {key: int(value) for key, value in call.query.items() if key in {"before", "after", "around"}}
    if "around" in asked:
        older = [each for each in found if each.id < asked["around"]]
        newer = [each for each in found if each.id >= asked["around"]]
        return [*older[-(most // 2) :], *newer[: most - most // 2]]
    if "after" in asked:
        return [each for each in found if each.id > asked["after"]][:most]
    if "before" in asked:
        found = [each for each in found if each.id < asked["before"]]
    return found[-most:]


ROUTES: Routes = [
    ("POST", "/channels/{channel_id}/messages", create),
    ("GET", "/channels/{channel_id}/messages", history),
    ("GET", "/channels/{channel_id}/messages/pins", pins),
    ("PUT", "/channels/{channel_id}/messages/pins/{message_id}", pin),
    ("DELETE", "/channels/{channel_id}/messages/pins/{message_id}", unpin),
    ("GET", "/channels/{channel_id}/pins", old_pins),
    ("PUT", "/channels/{channel_id}/pins/{message_id}", pin),
    ("DELETE", "/channels/{channel_id}/pins/{message_id}", unpin),
    ("GET", "/channels/{channel_id}/messages/{message_id}", one),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}", edit),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}", delete),
    ("POST", "/channels/{channel_id}/typing", typing),
]
