"""What a modal may hold: 1 to 5 labels, rows or texts, each thing to fill in with its bounds."""

from bot.standin.components import (
    CUSTOM_ID,
    KIND,
    MENUS,
    PLACE,
    STRING_MENU,
    TEXT,
    bounds,
    located,
    not_required_of_nobody,
    unique_ids,
    unique_values,
)
from bot.standin.errors import Json
from bot.standin.forms import Field, Form, Model, Path, many, number, one_of, text, typed, yes_no
from bot.standin.reading import parts


def _input_rules(form: Form, path: Path, body: Json) -> None:
    low, high = body.get("min_length") or 0, body.get("max_length") or 4000
    if low > high:
        form.wrong((*path, "min_length"), "TEXT_INPUT_MIN_LENGTH_EXCEEDS_MAX", "min_length must not exceed max_length")
    if len(body.get("value") or "") > high:
        form.wrong((*path, "value"), "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")


_INPUT = {
    "type": KIND,
    "id": PLACE,
    "custom_id": CUSTOM_ID,
    "style": one_of(1, 2, required=True),
    "value": text(0, 4000),
    "placeholder": text(0, 100),
    "required": yes_no(),
    "min_length": number(0, 4000),
    "max_length": number(1, 4000),
}
# In a row the input carries its label itself; in a label component it must not carry another.
ROW_INPUT = Model(_INPUT | {"label": text(1, 45, required=True)}, _input_rules)


def _no_second_label(form: Form, path: Path, body: Json) -> None:
    if body.get("label") is not None:
        message = "A text input in a label cannot have a label of its own"
        form.wrong((*path, "label"), "TEXT_INPUT_LABEL_IN_LABEL", message)


LABEL_INPUT = Model(_INPUT | {"label": text(1, 45)}, _input_rules, _no_second_label)


def most(body: Json) -> int:
    """How many may be chosen; of checkboxes as many as there are, unless it says otherwise."""
    held = parts(body, "options") if body["type"] == 22 and body.get("max_values") is None else []
    return len(held) or bounds(body)[1]


def _bounds_rules(form: Form, path: Path, body: Json) -> None:
    low, high = bounds(body)[0], most(body)
    if low > high:
        form.wrong((*path, "min_values"), "SELECT_COMPONENT_INVALID_MIN_MAX", "min_values must not exceed max_values")
    if low == 0 and body.get("required", True) and body.get("min_values") is not None:
        message = "min_values must be at least 1 for a required component"
        form.wrong((*path, "min_values"), "COMPONENT_REQUIRED_WITH_MIN_VALUES_ZERO", message)


def _never_disabled(form: Form, path: Path, body: Json) -> None:
    if body.get("disabled"):
        form.wrong((*path, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "Components in a modal cannot be disabled")


def _not_too_many_presets(form: Form, path: Path, body: Json) -> None:
    if sum(bool(each.get("default")) for each in parts(body, "options")) > most(body):
        form.wrong((*path, "options"), "CHECKBOX_GROUP_TOO_MANY_DEFAULTS", "More defaults than can be chosen")


def _one_preset(form: Form, path: Path, body: Json) -> None:
    if sum(bool(each.get("default")) for each in parts(body, "options")) > 1:
        form.wrong((*path, "options"), "RADIO_GROUP_TOO_MANY_DEFAULTS", "Only one option can be the default")


_GROUP_OPTION = Model(
    {
        "value": text(1, 100, required=True),
        "label": text(1, 100, required=True),
        "description": text(0, 100),
        "default": yes_no(),
    }
)
_GROUP = {"type": KIND, "id": PLACE, "custom_id": CUSTOM_ID, "required": yes_no()}
_COUNTED = {"min_values": number(0, 10), "max_values": number(1, 10)}
FILE_UPLOAD = Model(_GROUP | _COUNTED, _bounds_rules)
RADIO = Model(_GROUP | {"options": many(_GROUP_OPTION, 2, 10, required=True)}, unique_values, _one_preset)
CHECKBOXES = Model(
    _GROUP | _COUNTED | {"options": many(_GROUP_OPTION, 1, 10, required=True)},
    unique_values,
    _bounds_rules,
    _not_too_many_presets,
)
CHECKBOX = Model({"type": KIND, "id": PLACE, "custom_id": CUSTOM_ID, "default": yes_no()})


def _required_unless_it_says_not(form: Form, path: Path, body: Json) -> None:
    if body.get("required") is None and body.get("min_values") is not None:
        not_required_of_nobody(form, path, body | {"required": True})


def _menu(model: Model) -> Model:
    return Model(model.fields, *model.also, _never_disabled, _required_unless_it_says_not)


IN_LABEL: dict[int, Model] = {
    4: LABEL_INPUT,
    3: _menu(STRING_MENU),
    **{kind: _menu(MENUS[kind]) for kind in (5, 6, 7, 8)},
    19: FILE_UPLOAD,
    21: RADIO,
    22: CHECKBOXES,
    23: CHECKBOX,
}
LABEL = Model(
    {
        "type": KIND,
        "id": PLACE,
        "label": text(1, 45, required=True),
        "description": text(1, 100),
        "component": Field(typed(IN_LABEL), required=True),
    }
)
ROW = Model({"type": KIND, "id": PLACE, "components": many(typed({4: ROW_INPUT}), 1, 1, required=True)})
MODAL = Model(
    {
        "custom_id": CUSTOM_ID,
        "title": text(1, 45, required=True),
        "components": many(typed({1: ROW, 18: LABEL, 10: TEXT}), 1, 5, required=True),
    }
)


def check_modal(form: Form, path: Path, modal: Json) -> None:
    """Everything about a modal: each part, then that no two bear the same id."""
    MODAL(form, path, modal)
    if not form.faults:
        unique_ids(form, (*path, "components"), parts(modal, "components"))


def inputs(modal: Json) -> list[tuple[Json, Json | None]]:
    """The things to fill in, each with the label component around it where there is one."""
    found: list[tuple[Json, Json | None]] = []
    for _, each in located((), parts(modal, "components")):
        if each["type"] == 18:
            found.append((each["component"], each))
        elif each["type"] == 1:
            found.extend((inner, None) for inner in parts(each, "components"))
    return found
