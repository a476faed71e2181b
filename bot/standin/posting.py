"""From a body to a message: the checks every message body meets, whoever sends it, and the message it becomes."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from bot.standin import mentions
from bot.standin.calls import Call
from bot.standin.components import check_message, numbered
from bot.standin.embeds import EMBED, check_together
from bot.standin.errors import Json, refuse
from bot.standin.forms import Field, Form, Model, Path, anything, many, number, snowflake, text, yes_no
from bot.standin.mentions import ALLOWED
from bot.standin.messages import COMPONENTS_V2, EPHEMERAL, LOADING, SILENT, SUPPRESS_EMBEDS, Message
from bot.standin.reading import File, message_text, parts
from bot.standin.world import User, as_json

if TYPE_CHECKING:
    from bot.standin.channels import Channel

ATTACHMENT = Model(
    {
        "id": snowflake(required=True),
        "filename": text(1, 1024),
        "description": text(0, 1024),
        "title": text(0, 1024),
        "is_spoiler": yes_no(),
        "duration_secs": anything(),
        "waveform": anything(),
        "size": anything(),
        "url": anything(),
        "proxy_url": anything(),
        "content_type": anything(),
    }
)
REFERENCE = Model(
    {
        "type": number(0, 1),
        "message_id": snowflake(required=True),
        "channel_id": snowflake(),
        "guild_id": snowflake(),
        "fail_if_not_exists": yes_no(),
    }
)
PARTS: dict[str, Field] = {
    "content": text(0, 2000),
    "embeds": many(EMBED, 0, 10),
    "allowed_mentions": Field(ALLOWED),
    "components": anything(),
    "flags": number(0),
    "attachments": many(ATTACHMENT, 0, 10),
    "tts": yes_no(),
    "poll": anything(),
}


def _nonce(form: Form, path: Path, value: Any) -> None:
    if not isinstance(value, int):
        text(0, 25).check(form, path, value)


# A message in a channel has these besides.
CHANNEL_PARTS = PARTS | {
    "nonce": Field(_nonce),
    "enforce_nonce": yes_no(),
    "message_reference": Field(REFERENCE),
    "sticker_ids": many(snowflake().check, 0, 3),
}
MESSAGE = Model(CHANNEL_PARTS)
REPLY = Model(PARTS)
MAY_BE_SET = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2


@dataclass(frozen=True)
class Sender:
    """On whose behalf a message is made, and what goes with that."""

    author: User
    channel: Channel
    private_for: int | None = None
    interaction: Json | None = field(default=None, repr=False)
    kind: int = 0
    replies_to: Message | None = None


def check(call: Call, model: Model, body: Json, path: Path = (), *, before: Message | None = None) -> None:
    """Refuse a message body that is wrong anywhere; `before` is the message it is to change."""
    form = Form()
    model(form, path, body)
    flags = before.flags if before is not None else 0
    flags |= body["flags"] if isinstance(body.get("flags"), int) else 0
    components = body.get("components")
    if components is not None:
        check_message(form, (*path, "components"), components, v2=bool(flags & COMPONENTS_V2))
    if not form.faults:
        check_together(form, path, body)
        _check_v2(form, path, body, flags)
        _check_attachments(form, path, body, call, before)
    form.settle()
    call.ignored.extend(form.ignored)
    call.check_files()


def make(call: Call, body: Json, sender: Sender) -> Message:
    """The message this checked body becomes; it is not posted yet."""
    world = call.world
    message = Message(
        sender.channel,
        world.ids.next(),
        sender.author,
        (body.get("content") or "").strip(),
        list(parts(body, "embeds")),
        numbered(parts(body, "components")),
        made_at=world.clock(),
        kind=sender.kind,
        tts=bool(body.get("tts")),
        seen_only_by=sender.private_for,
        interaction=sender.interaction,
        replies_to=sender.replies_to,
    )
    message.flags = (body.get("flags") or 0) & MAY_BE_SET | (EPHEMERAL if message.is_private else 0)
    message.files = new_files(call, message, body)
    if sender.interaction is not None:
        message.application_id = message.webhook_id = world.application.id
    refuse_empty(message)
    return message


def ping(message: Message, body: Json) -> None:
    """Settle whom the new message pings."""
    replied = message.replies_to.author if message.reference and message.replies_to else None
    if replied is None and "@" not in message.content and not message.flags & COMPONENTS_V2:
        message.mentioned, message.mentioned_roles, message.mentions_everyone = [], [], False
        return
    may = mentions.may_ping_everyone(message.channel, message.author)
    mentions.settle(message, spoken(message), body.get("allowed_mentions"), replied, may_ping_everyone=may)


def spoken(message: Message) -> str:
    """The words that can ping: content and text displays, never embeds."""
    return message_text(message.content, [], message.components)


def change(call: Call, body: Json, message: Message) -> None:
    """Apply a checked body to a message that is there, all of it or, when it is refused, nothing; pings nobody."""
    after = copy(message)
    if "content" in body:
        after.content = (body["content"] or "").strip()
    if "embeds" in body:
        after.embeds = list(parts(body, "embeds"))
    if "components" in body:
        after.components = numbered(parts(body, "components"))
    if "flags" in body and body["flags"] is not None:
        kept = after.flags & ~(SUPPRESS_EMBEDS | COMPONENTS_V2)
        after.flags = kept | (body["flags"] | after.flags & COMPONENTS_V2) & (SUPPRESS_EMBEDS | COMPONENTS_V2)
    after.files = _files_after(call, message, body)
    after.flags &= ~LOADING
    refuse_empty(after)
    ping(after, body)
    after.pinged = message.pinged
    vars(message).update(vars(after))


def _files_after(call: Call, message: Message, body: Json) -> list[File]:
    """Since API v10 the attachments name every file there is to be, kept or new; new files alone replace the others."""
    if body.get("attachments") is None:
        return new_files(call, message, body) if call.uploads else message.files
    named = {int(each["id"]) for each in parts(body, "attachments")}
    for place in [place for place in call.uploads if place not in named]:
        call.ignored.append(f"files[{place}], which attachments does not name")
        del call.uploads[place]
    return [*(each for each in message.files if each.id in named), *new_files(call, message, body)]


def new_files(call: Call, message: Message, body: Json) -> list[File]:
    """The files that came with this body, kept where people can open them."""
    about = {int(each["id"]): each for each in parts(body, "attachments")}
    made: list[File] = []
    for place, upload in call.uploads.items():
        words = about.get(place, {})
        name = (words.get("filename") or upload.name).replace(" ", "_")
        kept = call.world.files.keep(
            message.channel.id, name, upload.data, words.get("description"), upload.content_type
        )
        made.append(kept)
    return made


def refuse_empty(message: Message) -> None:
    """Refuse a message that says nothing."""
    if not (message.content or message.embeds or message.files or message.components):
        raise refuse(50006)


def body_of(call: Call) -> Json:
    """The body as an object; anything else is checked as an empty one would be."""
    return cast("Json", call.body) if isinstance(call.body, dict) else as_json(call.body)


def _check_v2(form: Form, path: Path, body: Json, flags: int) -> None:
    if not flags & COMPONENTS_V2:
        return
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(key):
            code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
            message = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.wrong((*path, key), code, message)


def _check_attachments(form: Form, path: Path, body: Json, call: Call, before: Message | None) -> None:
    """Refuse to describe a file that neither comes with the request nor is there."""
    known = {*call.uploads, *(each.id for each in (before.files if before is not None else ()))}
    for place, each in enumerate(parts(body, "attachments")):
        if int(each["id"]) not in known:
            form.wrong((*path, "attachments", place), "ATTACHMENT_NOT_FOUND", "Attachment data not found")
