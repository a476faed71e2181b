"""What the components of a message may be: rows of buttons, menus, and the newer layouts (components V2)."""

from collections import Counter

from bot.standin.errors import Json
from bot.standin.forms import (
    Check,
    Field,
    Form,
    Model,
    Path,
    anything,
    bad_length,
    many,
    number,
    one_of,
    snowflake,
    text,
    typed,
    url,
    yes_no,
)
from bot.standin.reading import parts, walk

LINK, PREMIUM = 5, 6
TEXT_TOGETHER = 4000
NESTED_MOST = 40
ROW_WIDTH = 5

KIND = anything(required=True)
PLACE = number(0, 0x7FFFFFFF)
CUSTOM_ID = text(1, 100, required=True)
EMOJI = Field(Model({"id": snowflake(), "name": text(0, 100), "animated": yes_no()}))


def _button_rules(form: Form, path: Path, button: Json) -> None:
    style = button["style"]
    if style == LINK:
        _link_rules(form, path, button)
    elif style == PREMIUM:
        if not button.get("sku_id"):
            form.wrong((*path, "sku_id"), "BASE_TYPE_REQUIRED", "This field is required")
        return
    elif button.get("url"):
        form.wrong(
            path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
        )
    elif not button.get("custom_id"):
        form.wrong((*path, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
    if not button.get("label") and not button.get("emoji"):
        form.wrong(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or an emoji")


def _link_rules(form: Form, path: Path, button: Json) -> None:
    if not button.get("url"):
        form.wrong((*path, "url"), "BASE_TYPE_REQUIRED", "This field is required")
    if button.get("custom_id"):
        form.wrong(
            path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
        )


BUTTON = Model(
    {
        "type": KIND,
        "id": PLACE,
        "style": one_of(1, 2, 3, 4, 5, 6, required=True),
        "label": text(0, 80),
        "emoji": EMOJI,
        "custom_id": text(1, 100),
        "sku_id": snowflake(),
        "url": url(512, "http", "https", "discord"),
        "disabled": yes_no(),
    },
    _button_rules,
)

OPTION = Model(
    {
        "label": text(1, 100, required=True),
        "value": text(1, 100, required=True),
        "description": text(0, 100),
        "emoji": EMOJI,
        "default": yes_no(),
    }
)


def bounds(body: Json) -> tuple[int, int]:
    """How few and how many may be chosen in a menu."""
    low, high = body.get("min_values"), body.get("max_values")
    return (1 if low is None else low), (1 if high is None else high)


def unique_values(form: Form, path: Path, body: Json) -> None:
    """Refuse the same option value twice."""
    counted = Counter(option["value"] for option in parts(body, "options"))
    for place, option in enumerate(parts(body, "options")):
        if counted[option["value"]] > 1:
            where = (*path, "options", place, "value")
            form.wrong(where, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")


def choice_rules(form: Form, path: Path, body: Json) -> None:
    """Refuse bounds that cross, and presets that could not be chosen: too many, too few, the same one twice."""
    low, high = bounds(body)
    if low > high:
        form.wrong((*path, "min_values"), "SELECT_COMPONENT_INVALID_MIN_MAX", "min_values must not exceed max_values")
    given = [(each["type"], str(each["id"])) for each in parts(body, "default_values")]
    preset = sum(bool(each.get("default")) for each in parts(body, "options")) + len(given)
    if preset > high:
        message = "The specified number of default values exceeds the specified maximum values"
        form.wrong(path, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)
    elif given and (len(given) < low or len(set(given)) < len(given)):
        bad_length(form, (*path, "default_values"), low, high)


def not_required_of_nobody(form: Form, path: Path, body: Json) -> None:
    """Refuse a menu that must be answered and may be answered with nothing, in messages too."""
    if body.get("required") and bounds(body)[0] == 0:
        message = "Select menus marked as required cannot have a min_values of 0"
        form.wrong((*path, "min_values"), "SELECT_COMPONENT_REQUIRED_ZERO_MIN_VALUES", message)


def enough_options(form: Form, path: Path, body: Json) -> None:
    """Refuse a menu with fewer options than somebody may choose."""
    _, high = bounds(body)
    if len(parts(body, "options")) < high:
        bad_length(form, (*path, "options"), high, 25)


_MENU = {
    "type": KIND,
    "id": PLACE,
    "custom_id": CUSTOM_ID,
    "placeholder": text(0, 150),
    "min_values": number(0, 25),
    "max_values": number(1, 25),
    "disabled": yes_no(),
    "required": yes_no(),
}
STRING_MENU = Model(
    _MENU | {"options": many(OPTION, 1, 25, required=True)},
    choice_rules,
    not_required_of_nobody,
    unique_values,
    enough_options,
)


def _entity_menu(*defaults: str, **more: Field) -> Model:
    default = Model({"id": snowflake(required=True), "type": one_of(*defaults, required=True)})
    return Model(_MENU | {"default_values": many(default, 0, 25)} | more, choice_rules, not_required_of_nobody)


MENUS: dict[int, Model] = {
    3: STRING_MENU,
    5: _entity_menu("user"),
    6: _entity_menu("role"),
    7: _entity_menu("user", "role"),
    8: _entity_menu("channel", channel_types=many(one_of(*range(17)).check, 0, 17)),
}


def _row_width(form: Form, path: Path, row: Json) -> None:
    width = sum(1 if each["type"] == 2 else ROW_WIDTH for each in row["components"])
    if width > ROW_WIDTH:
        message = "The specified component exceeds the maximum width"
        form.wrong((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


ROW = Model(
    {"type": KIND, "id": PLACE, "components": many(typed({2: BUTTON, **MENUS}), 1, 5, required=True)}, _row_width
)
TEXT = Model({"type": KIND, "id": PLACE, "content": text(1, 4000, required=True)})
MEDIA = Field(Model({"url": url(2048, "http", "https", "attachment", required=True)}), required=True)
THUMBNAIL = Model({"type": KIND, "id": PLACE, "media": MEDIA, "description": text(0, 1024), "spoiler": yes_no()})
SECTION = Model(
    {
        "type": KIND,
        "id": PLACE,
        "components": many(typed({10: TEXT}), 1, 3, required=True),
        "accessory": Field(typed({2: BUTTON, 11: THUMBNAIL}), required=True),
    }
)
PICTURE = Model({"media": MEDIA, "description": text(0, 1024), "spoiler": yes_no()})
GALLERY = Model({"type": KIND, "id": PLACE, "items": many(PICTURE, 1, 10, required=True)})
FILE = Model({"type": KIND, "id": PLACE, "file": MEDIA, "spoiler": yes_no()})
SEPARATOR = Model({"type": KIND, "id": PLACE, "divider": yes_no(), "spacing": one_of(1, 2)})
INSIDE = {1: ROW, 9: SECTION, 10: TEXT, 12: GALLERY, 13: FILE, 14: SEPARATOR}
CONTAINER = Model(
    {
        "type": KIND,
        "id": PLACE,
        "accent_color": number(0, 0xFFFFFF),
        "spoiler": yes_no(),
        "components": many(typed(INSIDE), 1, 40, required=True),
    }
)

ROWS: Check = many(typed({1: ROW}), 0, 5).check
LAYOUT: Check = many(typed({**INSIDE, 17: CONTAINER}), 0, NESTED_MOST).check


def check_message(form: Form, path: Path, components: list[Json], *, v2: bool) -> None:
    """Everything about a message's components: each of them, then what must hold among them."""
    before = form.faults
    (LAYOUT if v2 else ROWS)(form, path, components)
    if form.faults != before:
        return
    unique_ids(form, path, components)
    everything = list(walk(components))
    if len(everything) > NESTED_MOST:
        message = f"The total number of components must not exceed {NESTED_MOST}"
        form.wrong(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if sum(len(each["content"]) for each in everything if each["type"] == 10) > TEXT_TOGETHER:
        message = f"The total displayable text must not exceed {TEXT_TOGETHER} characters"
        form.wrong(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def unique_ids(form: Form, path: Path, components: list[Json]) -> None:
    """Refuse the same custom id, or the same number, on two components."""
    seen: set[str] = set()
    for where, each in located(path, components):
        name = each.get("custom_id")
        if name is not None and name in seen:
            message = "Component custom id cannot be duplicated"
            form.wrong((*where, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        seen.add(name or "")
    numbers = Counter(each["id"] for each in walk(components) if each.get("id"))
    if any(count > 1 for count in numbers.values()):
        form.wrong(path, "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")


def located(path: Path, components: list[Json]) -> list[tuple[Path, Json]]:
    """Every component with the place it stands at."""
    found: list[tuple[Path, Json]] = []
    for place, each in enumerate(components):
        here = (*path, place)
        found.append((here, each))
        found.extend(located((*here, "components"), parts(each, "components")))
        for key in ("component", "accessory"):
            if isinstance(each.get(key), dict):
                found.append(((*here, key), each[key]))
    return found


def numbered(components: list[Json]) -> list[Json]:
    """The components with the numbers Discord gives those that came without."""
    taken = {each.get("id") for each in walk(components)}
    free = (number for number in range(1, 1000) if number not in taken)

    def give(each: Json) -> Json:
        held = {key: value for key, value in each.items() if value is not None}
        held["id"] = each.get("id") or next(free)
        if "default_values" in held:
            held["default_values"] = [preset | {"id": str(preset["id"])} for preset in held["default_values"]]
        for key in ("component", "accessory"):
            if key in held:
                held[key] = give(held[key])
        if "components" in held:
            held["components"] = [give(inner) for inner in held["components"]]
        return held

    return [give(each) for each in components]
