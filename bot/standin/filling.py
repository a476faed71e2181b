"""Menus and modals as a client fills them in: nothing is sent that the client would not let a person send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from bot.standin.channels import Channel, Role
from bot.standin.components import bounds
from bot.standin.errors import Json
from bot.standin.modals import inputs, most
from bot.standin.options import Resolved, refuse_too_large
from bot.standin.reading import File, parts
from bot.standin.replies import CannotDo

TEXT, FILES, RADIO, CHECKBOXES, CHECKBOX, TEXT_DISPLAY, LABEL = 4, 19, 21, 22, 23, 10, 18


def as_list(value: object) -> list[Any]:
    """One thing or several, as a list."""
    if value is None:
        return []
    if isinstance(value, list | set | frozenset):
        return list(cast("Iterable[Any]", value))
    return [value]


def choose(menu: Json, wanted: object, resolved: Resolved) -> list[str]:
    """The values a client sends for what was chosen in a menu."""
    chosen = as_list(wanted)
    values = [_option(menu, each) for each in chosen] if menu["type"] == 3 else _entities(menu, chosen, resolved)
    low, high = bounds(menu)
    if not low <= len(values) <= high or len(set(values)) < len(values):
        message = f"{menu['custom_id']} takes {low} to {high} different choices, not {len(values)}"
        raise CannotDo(message)
    return values


def fill_modal(modal: Json, given: dict[str, Any], resolved: Resolved) -> list[Json]:
    """The filled-in modal as a client sends it."""
    left = dict(given)
    filled: dict[str, Json] = {}
    for held, label in inputs(modal):
        names = [held["custom_id"], held.get("label"), label["label"] if label else None]
        name = next((each for each in names if each in left), None)
        filled[held["custom_id"]] = _filled(held, left.pop(name, None) if name else _preset(held), resolved)
    if left:
        known = ", ".join(str(label["label"] if label else held.get("label")) for held, label in inputs(modal))
        message = f"the modal has no {', '.join(left)}; it asks for {known}"
        raise CannotDo(message)
    return _arranged(modal, filled)


def fill_unchecked(modal: Json, given: dict[str, Any]) -> list[Json]:
    """The modal with whatever values, by custom id."""
    filled: dict[str, Json] = {}
    for held, _ in inputs(modal):
        name = held["custom_id"]
        key = "values" if held["type"] in {3, 5, 6, 7, 8, FILES, CHECKBOXES} else "value"
        filled[name] = _part(held) | {key: given.get(name, [] if key == "values" else "")}
    return _arranged(modal, filled)


def _arranged(modal: Json, filled: dict[str, Json]) -> list[Json]:
    made: list[Json] = []
    for each in parts(modal, "components"):
        outer = {"type": each["type"], "id": each["id"]}
        if each["type"] == LABEL:
            made.append(outer | {"component": filled[each["component"]["custom_id"]]})
        elif each["type"] == TEXT_DISPLAY:
            made.append(outer)
        else:
            made.append(outer | {"components": [filled[inner["custom_id"]] for inner in parts(each, "components")]})
    return made


def _part(held: Json) -> Json:
    return {"type": held["type"], "id": held["id"], "custom_id": held["custom_id"]}


def _preset(held: Json) -> Any:
    if held["type"] == TEXT:
        return held.get("value")
    if held["type"] == CHECKBOX:
        return bool(held.get("default"))
    preset = [option["value"] for option in parts(held, "options") if option.get("default")]
    return preset or parts(held, "default_values") or None


def _filled(held: Json, value: object, resolved: Resolved) -> Json:
    kind = held["type"]
    if kind == TEXT:
        return _part(held) | {"value": _words(held, value)}
    if kind == CHECKBOX:
        return _part(held) | {"value": bool(value)}
    if kind == RADIO:
        return _part(held) | {"value": _radio(held, value)}
    return _part(held) | {"values": _several(held, value, resolved)}


def _words(held: Json, value: object) -> str:
    words = "" if value is None else str(value)
    if not words:
        _refuse_missing(held)
        return ""
    low, high = held.get("min_length") or 0, held.get("max_length") or 4000
    if not low <= len(words) <= high:
        message = f"{held['custom_id']} takes {low} to {high} characters, not {len(words)}"
        raise CannotDo(message)
    if held["style"] == 1 and "\n" in words:
        message = f"{held['custom_id']} takes a single line"
        raise CannotDo(message)
    return words


def _radio(held: Json, value: object) -> str | None:
    chosen = as_list(value)
    if not chosen:
        _refuse_missing(held)
        return None
    if len(chosen) > 1:
        message = f"{held['custom_id']} takes one choice"
        raise CannotDo(message)
    return _option(held, chosen[0])


def _several(held: Json, value: object, resolved: Resolved) -> list[str]:
    chosen = as_list(value)
    if not chosen:
        if bounds(held)[0] > 0:
            _refuse_missing(held)
        return []
    kind = 3 if held["type"] == CHECKBOXES else held["type"]
    return choose(held | {"type": kind, "max_values": most(held)}, chosen, resolved)


def _refuse_missing(held: Json) -> None:
    if held.get("required", True) is not False:
        message = f"{held['custom_id']} must be filled in"
        raise CannotDo(message)


def _option(menu: Json, wanted: object) -> str:
    for option in parts(menu, "options"):
        if wanted in {option["label"], option["value"]}:
            return option["value"]
    offered = ", ".join(option["label"] for option in parts(menu, "options"))
    message = f"{menu['custom_id']} offers {offered}, not {wanted!r}"
    raise CannotDo(message)


def _entities(menu: Json, chosen: list[Any], resolved: Resolved) -> list[str]:
    return [_entity(menu, each, resolved) for each in chosen]


def _entity(menu: Json, thing: Any, resolved: Resolved) -> str:
    if isinstance(thing, dict):  # a preset, which the client shows and sends back, whether or not it is still there
        return resolved.preset(cast("Json", thing))
    is_person = resolved.offers(thing)
    fits = {
        5: is_person,
        6: isinstance(thing, Role),
        7: is_person or isinstance(thing, Role),
        8: isinstance(thing, Channel),
        FILES: isinstance(thing, File | tuple),
    }
    kinds: list[int] = menu.get("channel_types") or []
    if not fits[menu["type"]] or (isinstance(thing, Channel) and kinds and thing.kind not in kinds):
        message = f"{menu['custom_id']} does not take {thing!r}"
        raise CannotDo(message)
    refuse_too_large(thing)
    return resolved.add(cast("object", thing))
