"""What a command may be: names, lengths, options and how they nest."""

import unicodedata
from collections import Counter
from typing import Any

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
    yes_no,
)
from bot.standin.reading import parts

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
SLASH = 1
WHOLE_MOST = 8000
COMMANDS_MOST = 100
WIDEST = 2**53


def _scripts(character: str) -> bool:
    return "DEVANAGARI" in unicodedata.name(character, "") or "THAI" in unicodedata.name(character, "")


def is_name(name: str) -> bool:
    r"""Whether `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$` holds, in lower case where there is one."""
    fits = all(each in "-_'" or unicodedata.category(each)[0] in "LN" or _scripts(each) for each in name)
    return 1 <= len(name) <= 32 and fits and name == name.lower()


def _name(form: Form, path: Path, value: Any) -> None:
    if not isinstance(value, str) or not 1 <= len(value) <= 32:
        bad_length(form, path, 1, 32)
    elif not is_name(value):
        form.wrong(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


NAME = Field(_name, required=True)
DESCRIPTION = text(1, 100, required=True)


def _choice_rules(form: Form, path: Path, body: Json) -> None:
    choices = parts(body, "choices")
    if choices and body.get("autocomplete"):
        message = "Options cannot have both choices and autocomplete"
        form.wrong(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", message)
    for key in ("name", "value"):
        if len({str(each[key]) for each in choices}) < len(choices):
            message = f"Choices must have unique {key}s"
            form.wrong((*path, "choices"), "APPLICATION_COMMAND_OPTIONS_DUPLICATE_CHOICE", message)
    for low, high in (("min_value", "max_value"), ("min_length", "max_length")):
        if body.get(low) is not None and body.get(high) is not None and body[low] > body[high]:
            form.wrong((*path, low), "NUMBER_TYPE_MAX", f"{low} must not exceed {high}")


_BASE = {
    "type": number(1, 11, required=True),
    "name": NAME,
    "name_localizations": anything(),
    "description": DESCRIPTION,
    "description_localizations": anything(),
    "required": yes_no(),
}


def _choices(value: Field) -> Field:
    choice = {"name": text(1, 100, required=True), "name_localizations": anything(), "value": value}
    return many(Model(choice), 0, 25)


def _option(**more: Field) -> Model:
    return Model(_BASE | more, _choice_rules)


_WHOLE = number(-WIDEST, WIDEST)
_BROKEN = number(-WIDEST, WIDEST, whole=False)
_VALUES: dict[int, Model] = {
    STRING: _option(
        choices=_choices(text(0, 100, required=True)),
        min_length=number(0, 6000),
        max_length=number(1, 6000),
        autocomplete=yes_no(),
    ),
    INTEGER: _option(
        choices=_choices(number(required=True)), min_value=_WHOLE, max_value=_WHOLE, autocomplete=yes_no()
    ),
    NUMBER: _option(
        choices=_choices(number(required=True, whole=False)),
        min_value=_BROKEN,
        max_value=_BROKEN,
        autocomplete=yes_no(),
    ),
    BOOLEAN: _option(),
    USER: _option(),
    ROLE: _option(),
    MENTIONABLE: _option(),
    CHANNEL: _option(channel_types=many(number(0, 16).check, 0, 17)),
    ATTACHMENT: _option(),
}


def _list_rules(form: Form, path: Path, body: Json) -> None:
    options = parts(body, "options")
    counted = Counter(each["name"] for each in options)
    seen_optional = False
    for place, option in enumerate(options):
        here = (*path, "options", place)
        if counted[option["name"]] > 1:
            message = "Option names must be unique"
            form.wrong((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", message)
        if option.get("required") and seen_optional:
            message = "Required options must be placed before non-required options"
            form.wrong(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        seen_optional = seen_optional or not option.get("required")


def _not_mixed(form: Form, path: Path, body: Json) -> None:
    kinds = {each["type"] in {SUBCOMMAND, GROUP} for each in parts(body, "options")}
    if len(kinds) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


def _holder(inside: Check) -> Model:
    return Model(_BASE | {"options": many(inside, 0, 25)}, _list_rules)


_SUBCOMMAND = _holder(typed(_VALUES))
_GROUP = _holder(typed({SUBCOMMAND: _SUBCOMMAND}))


def _description_rules(form: Form, path: Path, body: Json) -> None:
    length = len(body.get("description") or "")
    if (body.get("type") or SLASH) == SLASH:
        if not is_name(body["name"]):
            form.wrong((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
        if not 1 <= length <= 100:
            bad_length(form, (*path, "description"), 1, 100)
    elif length:
        message = "Context menu commands cannot have description"
        form.wrong((*path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message)


def _size_rule(form: Form, path: Path, body: Json) -> None:
    if size(body) > WHOLE_MOST:
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({WHOLE_MOST})")


def size(body: Json) -> int:
    """How many characters count: names, descriptions and string values, all the way down."""
    total = len(body["name"]) + len(body.get("description") or "")
    for choice in parts(body, "choices"):
        total += len(choice["name"]) + (len(choice["value"]) if isinstance(choice["value"], str) else 0)
    return total + sum(size(option) for option in parts(body, "options"))


_COMMAND = {
    "id": snowflake(),
    "type": one_of(1, 2, 3, 4),
    "name": text(1, 32, required=True),
    "name_localizations": anything(),
    "description": text(0, 100),
    "description_localizations": anything(),
    "options": many(typed({SUBCOMMAND: _SUBCOMMAND, GROUP: _GROUP, **_VALUES}), 0, 25),
    "default_member_permissions": number(0),
    "dm_permission": yes_no(),
    "default_permission": yes_no(),
    "nsfw": yes_no(),
    "contexts": many(one_of(0, 1, 2).check, 1, 3),
    "integration_types": many(one_of(0, 1).check, 1, 2),
    "handler": number(),
}
_RULES = (_description_rules, _list_rules, _not_mixed, _size_rule)
COMMAND = Model(_COMMAND, *_RULES)
LIST = many(COMMAND, 0, COMMANDS_MOST + 10)


def check_list(form: Form, commands: list[Json]) -> None:
    """Each command of a bulk overwrite, then that no two of a kind share a name."""
    LIST.check(form, (), commands)
    if form.faults:
        return
    counted = Counter((each.get("type") or SLASH, each["name"]) for each in commands)
    for place, each in enumerate(commands):
        if counted[each.get("type") or SLASH, each["name"]] > 1:
            message = "Application command names must be unique"
            form.wrong((place, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
