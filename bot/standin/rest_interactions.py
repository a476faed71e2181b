"""Routes that answer interactions: the first answer within 3 seconds, then edits and follow-ups for 15 minutes."""

from __future__ import annotations

from bot.standin import reading
from bot.standin.calls import Answer, Call, Routes
from bot.standin.components import numbered
from bot.standin.errors import Json, Refusal, refuse
from bot.standin.forms import Form, Model, anything, inspect, many, number, one_of, text
from bot.standin.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from bot.standin.messages import EPHEMERAL, LOADING, Message
from bot.standin.modals import check_modal
from bot.standin.posting import REPLY, Sender, body_of, change, check, make, ping
from bot.standin.reading import parts
from bot.standin.world import as_json

PONG, MESSAGE, THINK, THINK_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 1, 4, 5, 6, 7, 8, 9
CALLBACK = Model(
    {
        "type": one_of(PONG, MESSAGE, THINK, THINK_UPDATE, UPDATE, CHOICES, SHOW_MODAL, 10, 12, required=True),
        "data": anything(),
    }
)
# Which answers which kind of interaction may get.
FITTING = {
    COMMAND: {MESSAGE, THINK, SHOW_MODAL},
    COMPONENT: {MESSAGE, THINK, THINK_UPDATE, UPDATE, SHOW_MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL: {MESSAGE, THINK, THINK_UPDATE, UPDATE},
}
SLASH_REPLY, PRESS_REPLY = 20, 19
VALUE = {3: text(0, 100, required=True), 4: number(required=True), 10: number(required=True, whole=False)}


def callback(call: Call) -> Answer:
    """POST /interactions/{interaction_id}/{interaction_token}/callback."""
    interaction = _asked(call)
    body = body_of(call)
    call.ignored.extend(inspect(CALLBACK, body).ignored)
    kind = int(body["type"])
    _check_fitting(interaction, kind)
    data = as_json(body.get("data"))
    _FIRST_ANSWERS[kind](call, interaction, data)
    interaction.answer_type = kind
    interaction.answered.set()
    if kind not in {THINK, THINK_UPDATE}:
        interaction.settled.set()
    if call.query.get("with_response") in {"true", "1", "True"}:
        return Answer(_callback_part(interaction, kind))
    return Answer()


def get_original(call: Call) -> Answer:
    """GET /webhooks/{webhook_id}/{webhook_token}/messages/@original."""
    return Answer(_original(_answered(call)).payload())


def edit_original(call: Call) -> Answer:
    """PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original."""
    interaction = _answered(call)
    return _edit(call, interaction, _original(interaction))


def delete_original(call: Call) -> Answer:
    """DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original."""
    interaction = _answered(call)
    call.world.unpost(_original(interaction))
    interaction.settled.set()
    return Answer()


def follow_up(call: Call) -> Answer:
    """POST /webhooks/{webhook_id}/{webhook_token}: another message, or the one that was promised by thinking."""
    interaction, body = _answered(call), body_of(call)
    promised = interaction.original
    if interaction.answer_type == THINK and promised is not None and promised.is_thinking:
        return _edit(call, interaction, promised, model=FOLLOW_UP)
    check(call, FOLLOW_UP, body)
    private = interaction.user.id if (body.get("flags") or 0) & EPHEMERAL else None
    message = _posted(call, interaction, body, private)
    interaction.followups.append(message)
    interaction.settled.set()
    return Answer(message.payload())


def get_follow_up(call: Call) -> Answer:
    """GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}."""
    return Answer(_follow_up(call, _answered(call)).payload())


def edit_follow_up(call: Call) -> Answer:
    """PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}."""
    interaction = _answered(call)
    return _edit(call, interaction, _follow_up(call, interaction))


def delete_follow_up(call: Call) -> Answer:
    """DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}."""
    call.world.unpost(_follow_up(call, _answered(call)))
    return Answer()


FOLLOW_UP = Model(
    {
        **REPLY.fields,
        "username": text(1, 80),
        "avatar_url": anything(),
        "thread_name": anything(),
        "applied_tags": anything(),
    }
)


def _asked(call: Call) -> Interaction:
    found = call.world.interactions.get(call.params["interaction_token"])
    if found is None or str(found.id) != call.params["interaction_id"] or found.is_late or found.is_over:
        raise refuse(10062)
    if found.answer_type is not None:
        raise refuse(40060)
    return found


def _answered(call: Call) -> Interaction:
    if call.id("webhook_id") != call.world.application.id:
        raise refuse(10015)
    found = call.world.interactions.get(call.params["webhook_token"])
    if found is None or found.is_over:
        raise refuse(50027)
    if found.answer_type is None or found.kind == AUTOCOMPLETE:
        raise refuse(10015)
    return found


def _original(interaction: Interaction) -> Message:
    found = interaction.original
    if found is None or found.deleted:
        raise refuse(10008)
    return found


def _follow_up(call: Call, interaction: Interaction) -> Message:
    wanted = call.id("message_id")
    for each in (*interaction.followups, interaction.original):
        if each is not None and each.id == wanted and not each.deleted:
            return each
    raise refuse(10008)


def _check_fitting(interaction: Interaction, kind: int) -> None:
    fits = kind in FITTING[interaction.kind]
    if kind in {THINK_UPDATE, UPDATE} and interaction.message is None:
        fits = False
    if not fits:
        among = ", ".join(str(each) for each in sorted(FITTING[interaction.kind]))
        wrong = {"code": "BASE_TYPE_CHOICES", "message": f"Value must be one of {{{among}}}."}
        raise Refusal(400, 50035, "Invalid Form Body", {"type": {"_errors": [wrong]}})


def _say(call: Call, interaction: Interaction, data: Json) -> None:
    check(call, REPLY, data, ("data",))
    private = interaction.user.id if (data.get("flags") or 0) & EPHEMERAL else None
    interaction.original = _posted(call, interaction, data, private)


def _think(call: Call, interaction: Interaction, data: Json) -> None:
    private = interaction.user.id if (data.get("flags") or 0) & EPHEMERAL else None
    message = Message(
        interaction.channel,
        call.world.ids.next(),
        call.world.bot,
        made_at=call.world.clock(),
        kind=_message_kind(interaction),
        flags=LOADING | (EPHEMERAL if private else 0),
        seen_only_by=private,
        interaction=interaction.metadata(),
        application_id=call.world.application.id,
        webhook_id=call.world.application.id,
    )
    interaction.original = message
    call.world.post(message)


def _think_update(_call: Call, interaction: Interaction, _data: Json) -> None:
    interaction.original = interaction.message


def _update(call: Call, interaction: Interaction, data: Json) -> None:
    message = interaction.message
    if message is None or message.deleted:
        raise refuse(10008)
    check(call, REPLY, data, ("data",), before=message)
    change(call, data, message)
    interaction.original, interaction.updated = message, True
    call.world.edited(message)


def _offer(call: Call, interaction: Interaction, data: Json) -> None:
    kind = _focused(parts(interaction.data, "options"))
    choice = Model({"name": text(1, 100, required=True), "name_localizations": anything(), "value": VALUE[kind]})
    model = Model({"choices": many(choice, 0, 25, required=True)})
    form = Form()
    model(form, ("data",), data)
    form.settle()
    call.ignored.extend(form.ignored)
    interaction.choices = parts(data, "choices")


def _focused(options: list[Json]) -> int:
    for option in options:
        if option.get("focused"):
            return option["type"]
        if option.get("options"):
            return _focused(parts(option, "options"))
    return 3


def _show(call: Call, interaction: Interaction, data: Json) -> None:
    form = Form()
    check_modal(form, ("data",), data)
    form.settle()
    call.ignored.extend(form.ignored)
    interaction.modal = data | {"components": numbered(parts(data, "components"))}
    call.world.records.modal(interaction, reading.modal_text(interaction.modal), interaction.modal["components"])


_FIRST_ANSWERS = {
    MESSAGE: _say,
    THINK: _think,
    THINK_UPDATE: _think_update,
    UPDATE: _update,
    CHOICES: _offer,
    SHOW_MODAL: _show,
}


def _message_kind(interaction: Interaction) -> int:
    return SLASH_REPLY if interaction.kind == COMMAND else PRESS_REPLY if interaction.kind == COMPONENT else 0


def _posted(call: Call, interaction: Interaction, body: Json, private_for: int | None) -> Message:
    sender = Sender(
        call.world.bot, interaction.channel, private_for, interaction.metadata(), _message_kind(interaction)
    )
    message = make(call, body, sender)
    ping(message, body)
    call.world.post(message)
    return message


def _edit(call: Call, interaction: Interaction, message: Message, model: Model = REPLY) -> Answer:
    body = body_of(call)
    check(call, model, body, before=message)
    thinking = message.is_thinking
    change(call, body, message)
    if thinking:
        ping(message, body)
    if message is interaction.message:
        interaction.updated = True
    call.world.edited(message)
    interaction.settled.set()
    return Answer(message.payload())


def _callback_part(interaction: Interaction, kind: int) -> Json:
    told: Json = {"id": str(interaction.id), "type": interaction.kind}
    answer: Json = {"interaction": told}
    message = interaction.original
    if kind in {MESSAGE, THINK, THINK_UPDATE, UPDATE} and message is not None:
        told |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.is_thinking,
            "response_message_ephemeral": message.is_private,
        }
    if kind in {MESSAGE, UPDATE} and message is not None:
        answer["resource"] = {"type": kind, "message": message.payload()}
    return answer


_AT = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES: Routes = [
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback),
    ("POST", _AT, follow_up),
    ("GET", _AT + "/messages/@original", get_original),
    ("PATCH", _AT + "/messages/@original", edit_original),
    ("DELETE", _AT + "/messages/@original", delete_original),
    ("GET", _AT + "/messages/{message_id}", get_follow_up),
    ("PATCH", _AT + "/messages/{message_id}", edit_follow_up),
    ("DELETE", _AT + "/messages/{message_id}", delete_follow_up),
]
