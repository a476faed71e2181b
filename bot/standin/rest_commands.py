"""Routes about the application's commands, everywhere or in one guild."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from bot.standin.calls import Answer, Call, Routes
from bot.standin.commands import COMMAND, COMMANDS_MOST, SLASH, check_list
from bot.standin.errors import Json, refuse
from bot.standin.forms import Form
from bot.standin.world import as_json

# Slash commands 100, user and message commands 5 each, entry point 1.
MOST = {1: COMMANDS_MOST, 2: 5, 3: 5, 4: 1}


def commands(call: Call) -> Answer:
    """GET the commands."""
    return Answer(list(_shelf(call).values()))


def overwrite(call: Call) -> Answer:
    """PUT the whole list; a command of the same kind and name keeps its id."""
    shelf, form = _shelf(call), Form()
    listed = cast("list[Json]", call.body) if isinstance(call.body, list) else [as_json(call.body)]
    check_list(form, listed)
    form.settle()
    call.ignored.extend(form.ignored)
    _check_number(listed)
    before = {_kind_and_name(each): each for each in shelf.values()}
    shelf.clear()
    for body in listed:
        _keep(call, shelf, body, before.get(_kind_and_name(body)))
    return Answer(list(shelf.values()))


def create(call: Call) -> Answer:
    """POST one command; one of the same kind and name is replaced."""
    shelf, body = _shelf(call), call.form(COMMAND)
    before = next((each for each in shelf.values() if _kind_and_name(each) == _kind_and_name(body)), None)
    if before is None:
        _check_number([*shelf.values(), body])
    made = _keep(call, shelf, body, before)
    return Answer(made, 200 if before else 201)


def one(call: Call) -> Answer:
    """GET one command."""
    return Answer(_command(call))


def edit(call: Call) -> Answer:
    """PATCH one command."""
    before = _command(call)
    whole = {key: value for key, value in before.items() if key in COMMAND.fields} | as_json(call.body)
    form = Form()
    COMMAND(form, (), whole)
    form.settle()
    return Answer(_keep(call, _shelf(call), whole, before))


def delete(call: Call) -> Answer:
    """DELETE one command."""
    del _shelf(call)[int(_command(call)["id"])]
    return Answer()


def _shelf(call: Call) -> dict[int, Json]:
    if call.id("application_id") != call.world.application.id:
        raise refuse(10002)
    if "guild_id" not in call.params:
        return call.world.commands[None]
    if call.id("guild_id") not in call.world.guilds:
        raise refuse(50001)
    return call.world.commands[call.id("guild_id")]


def _command(call: Call) -> Json:
    found = _shelf(call).get(call.id("command_id"))
    if found is None:
        raise refuse(10063)
    return found


def _kind_and_name(body: Json) -> tuple[int, str]:
    return body.get("type") or SLASH, body["name"]


def _check_number(listed: list[Json]) -> None:
    for kind, count in Counter(each.get("type") or SLASH for each in listed).items():
        if count > MOST[kind]:
            raise refuse(30032)


def _keep(call: Call, shelf: dict[int, Json], body: Json, before: Json | None) -> Json:
    made: Json = {
        "id": before["id"] if before else str(call.world.ids.next()),
        "application_id": str(call.world.application.id),
        "version": str(call.world.ids.next()),
        "type": body.get("type") or SLASH,
        "name": body["name"],
        "name_localizations": body.get("name_localizations"),
        "description": body.get("description") or "",
        "description_localizations": body.get("description_localizations"),
        "default_member_permissions": _as_text(body.get("default_member_permissions")),
        "dm_permission": body.get("dm_permission", True),
        "contexts": body.get("contexts"),
        "integration_types": body.get("integration_types") or [0],
        "nsfw": bool(body.get("nsfw")),
    }
    if body.get("options"):
        made["options"] = body["options"]
    if "guild_id" in call.params:
        made["guild_id"] = call.params["guild_id"]
        del made["dm_permission"], made["contexts"]
    shelf[int(made["id"])] = made
    return made


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)


_ALL = "/applications/{application_id}/commands"
_HERE = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES: Routes = [
    route
    for at in (_ALL, _HERE)
    for route in (
        ("GET", at, commands),
        ("PUT", at, overwrite),
        ("POST", at, create),
        ("GET", at + "/{command_id}", one),
        ("PATCH", at + "/{command_id}", edit),
        ("DELETE", at + "/{command_id}", delete),
    )
]
