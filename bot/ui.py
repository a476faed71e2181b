"""How Steward meets a person in Discord: who is asking, every button's one way in, and the one answer to a failure.

Buttons, selects and forms are found by their `custom_id` alone ("poll:vote:42:1"), never by an object kept in memory:
so they work after a restart, an unknown one gets an answer, and whatever fails, from whichever door, reaches `report`.
"""

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, cast

import aiohttp
import discord
from discord import app_commands

from bot import logs
from bot.errors import BranchError, NotFound
from bot.i18n import say
from bot.ids import Caller, GuildId, MemberId, Power, RoleId
from bot.render.markup import Markup, plain

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]
Handler = Callable[..., Awaitable[None]]
Typed = Mapping[str, str]
Build = Callable[..., Awaitable[discord.ui.Modal]]

AWAY = (discord.DiscordServerError, aiohttp.ClientError, ConnectionError, TimeoutError)
UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED = 10062, 40060
FORMS_REMEMBERED = 200
FORMS_KEPT_FOR = 3600.0  # what somebody has typed is theirs: it does not stay for days because few others come
LONGEST_CHOICE, LONGEST_PLACEHOLDER = 100, 150
LONGEST_NUMBER, LARGEST_NUMBER = 19, 2**63 - 1  # what SQLite can hold; Discord's ids are no longer


def caller(interaction: Interaction) -> Caller:
    """Who is calling, as Discord says; raises NotFound outside a server."""
    member = interaction.user
    if interaction.guild_id is None or not isinstance(member, discord.Member):
        raise NotFound("branch.only_in_a_server")
    return Caller(
        GuildId(interaction.guild_id), MemberId(member.id), _roles(member), interaction.permissions.administrator
    )


def would_call(member: discord.Member) -> Caller:
    """The same of somebody whom Steward itself has asked Discord about."""
    administrator = member.guild_permissions.administrator
    return Caller(GuildId(member.guild.id), MemberId(member.id), _roles(member), administrator)


def _roles(member: discord.Member) -> frozenset[RoleId]:
    # Member.roles leaves out roles that are not in the cache, and right after a start none is: a member would be told
    # that she may not vote. The ids as Discord sent them are only here.
    return frozenset(RoleId(role_id) for role_id in member._roles)  # pyright: ignore[reportPrivateUsage]


def stamp(instant: datetime, style: discord.utils.TimestampStyle = "F") -> str:
    """The instant as a Discord timestamp, which every reader sees in their own time."""
    return discord.utils.format_dt(instant, style)


def spoken(language: str, values: Mapping[str, object]) -> dict[str, object]:
    """An error's values as a sentence needs them: typed text plain, instants as stamps, powers and roles by name."""
    return {name: _speak(language, value) for name, value in values.items()}


def _speak(language: str, value: object) -> object:
    if isinstance(value, Power):
        return say(f"power.{value}", language)
    if isinstance(value, StrEnum):
        return str(value)  # a word of ours, on which a sentence selects: nobody typed it
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, frozenset):
        return " ".join(f"<@&{role_id}>" for role_id in sorted(cast(frozenset[RoleId], value)))
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


# Answers


async def answer(interaction: Interaction, text: str = "", **parts: Any) -> None:
    """Say something that nobody else sees; parts are discord.py's (embed, view, file, files)."""
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True, **parts)
    else:
        await interaction.response.send_message(text, ephemeral=True, **parts)


async def think(interaction: Interaction) -> None:
    """Gain fifteen minutes for the answer, which `replace` then gives; nobody else sees either."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def replace(interaction: Interaction, text: str | None = None, **parts: Any) -> None:
    """Put this in the place of the private message that was pressed on, or of `think`."""
    parts = {"view": None, **({} if "embeds" in parts else {"embed": None}), **parts}
    if interaction.response.is_done():
        if "file" in parts:
            parts["attachments"] = [parts.pop("file")]
        await interaction.edit_original_response(content=text, **parts)
    else:
        await interaction.response.edit_message(content=text, **parts)


async def report(interaction: Interaction, error: Exception, view: discord.ui.View | None = None) -> None:
    """Answer a failure privately: a refusal in the person's language, anything else with a reference that is logged."""
    error = cast(Exception, getattr(error, "original", error))
    parts: dict[str, Any] = {} if view is None else {"view": view}
    if isinstance(error, discord.HTTPException) and error.code in (UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
        log.warning("an answer did not arrive: HTTP %s, code %s", error.status, error.code)
        return
    try:
        await answer(interaction, _sentence(error), **parts)
    except (discord.HTTPException, aiohttp.ClientError, OSError, RuntimeError) as unanswered:
        # Too late, or Discord is away; or we are leaving, and aiohttp's session is closed.
        log.warning("an answer did not arrive: %s", logs.describe(unanswered))


def said(refusal: BranchError) -> str:
    """The refusal as its sentence says it."""
    return say(refusal.key, **spoken("en", refusal.values))


def _sentence(error: Exception) -> str:
    if isinstance(error, BranchError):
        return said(error)
    if isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
        return say("ui.command_changed")
    if isinstance(error, app_commands.TransformerError):
        return say("ui.value_unreadable")
    if isinstance(error, AWAY):
        # What was asked for may be done, and only its answer lost: say no more than that.
        log.warning("Discord was away in the middle of an answer: %s", logs.describe(error))
        return say("ui.discord_away")
    reference = secrets.token_hex(3).upper()
    log.error("fault %s", reference, exc_info=error)
    return say("ui.fault", reference=reference)


# What is shown


def rows(*items: Iterable[discord.ui.Item[Any]]) -> discord.ui.View:
    """A view of these rows of components, for sending only: presses on it go through `Doors`."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(items):
        for item in row:
            item.row = number
            view.add_item(item)
    view.stop()  # a finished view is not kept in discord.py's memory, nor is it called on a press
    return view


def button(
    label: str, custom_id: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary, *, disabled: bool = False
) -> discord.ui.Button[Any]:
    """One button."""
    return discord.ui.Button(label=label, custom_id=custom_id, style=style, disabled=disabled)


def menu(
    custom_id: str, placeholder: str, choices: Mapping[str, str], about: Mapping[str, str] | None = None
) -> discord.ui.Select[Any]:
    """A menu of which one is chosen: value to label, and below some what it is `about`; too long ones are cut."""
    options = [
        discord.SelectOption(
            label=label[:LONGEST_CHOICE], value=value, description=(about or {}).get(value, "")[:LONGEST_CHOICE] or None
        )
        for value, label in choices.items()
    ]
    return discord.ui.Select(custom_id=custom_id, placeholder=placeholder[:LONGEST_PLACEHOLDER], options=options)


def form(title: str, custom_id: str, *fields: discord.ui.Item[Any]) -> discord.ui.Modal:
    """A form of up to five fields, found again by its `custom_id` when it comes back."""
    modal = discord.ui.Modal(title=title, custom_id=custom_id, timeout=None)
    for field in fields:
        modal.add_item(field)
    modal.stop()
    return modal


def text_field(
    name: str,
    label: str,
    *,
    value: str = "",
    hint: str = "",
    help_: str = "",
    most: int = 4000,
    long: bool = False,
    required: bool = True,
) -> discord.ui.Label[Any]:
    """A field to type in; `help_` stands above it, `hint` inside it while it is empty."""
    return discord.ui.Label(
        text=label,
        description=help_ or None,
        component=discord.ui.TextInput(
            custom_id=name,
            style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
            default=value[:most] or None,
            placeholder=hint or None,
            max_length=most,
            required=required,
        ),
    )


def choice_field(
    name: str, label: str, choices: Mapping[str, str], chosen: str, *, help_: str = ""
) -> discord.ui.Label[Any]:
    """A field with a few answers (value to label), one of which is chosen already."""
    options = [
        discord.RadioGroupOption(label=text, value=value, default=value == chosen) for value, text in choices.items()
    ]
    return discord.ui.Label(
        text=label,
        description=help_ or None,
        component=discord.ui.RadioGroup(custom_id=name, options=options, required=True),
    )


def menu_field(
    name: str, label: str, choices: Mapping[str, str], chosen: str = "", *, help_: str = ""
) -> discord.ui.Label[Any]:
    """The same with up to twenty-five answers, in a menu, where nothing need be chosen already."""
    component = menu(name, label, choices)
    for option in component.options:
        option.default = option.value == chosen
    return discord.ui.Label(text=label, description=help_ or None, component=component)


def person_field(name: str, label: str, chosen: str = "", *, help_: str = "") -> discord.ui.Label[Any]:
    """A field in which one person of the server is chosen; `chosen` is the id of who is already."""
    people = discord.ui.UserSelect[Any](custom_id=name, required=True, default_values=people_chosen(chosen.split()))
    return discord.ui.Label(text=label, description=help_ or None, component=people)


def people_chosen(ids: Iterable[object]) -> list[discord.SelectDefaultValue]:
    """These people, as a menu shows whom it has chosen already."""
    return [discord.SelectDefaultValue.from_user(discord.Object(int(str(each)))) for each in ids]


# Doors


def whole(text: str) -> int:
    """A number in a custom id; raises ValueError for what we never wrote there."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and int(text) <= LARGEST_NUMBER):
        raise ValueError(text)
    return int(text)


class _Door(NamedTuple):
    handler: Handler
    kinds: Sequence[Callable[[str], object]]
    build: Build | None = None


class Doors:
    """Where every press and every form comes in, told apart by the first two parts of its `custom_id`."""

    def __init__(self) -> None:
        self._doors: dict[str, _Door] = {}
        self._typed: OrderedDict[str, tuple[int, str, Typed]] = OrderedDict()
        self.on("form:again", self._again, str)

    def on(self, key: str, handler: Handler, *kinds: Callable[[str], object]) -> None:
        """Call `handler(interaction, *parts)` for presses on "key:part:…"; a kind reads its part, or ValueError."""
        self._add(key, _Door(handler, kinds))

    def on_form(self, key: str, build: Build, handler: Handler, *kinds: Callable[[str], object]) -> None:
        """The same for a form, which `build(interaction, typed, *parts)` makes with what was typed before.

        When the handler refuses what was typed, the person gets a button that opens the form again as they left it.
        """
        self._add(key, _Door(handler, kinds, build))

    def _add(self, key: str, door: _Door) -> None:
        if key in self._doors:
            raise ValueError(f"two doors named {key}")
        self._doors[key] = door

    async def open(self, interaction: Interaction) -> None:
        """Answer this press or form, whatever happens."""
        custom_id = str(cast(Mapping[str, object], interaction.data or {}).get("custom_id", ""))
        try:
            door, parts = self._find(custom_id)
            await door.handler(interaction, *parts)
        except Exception as error:  # noqa: BLE001 - the last door
            await report(interaction, error, self._retry(interaction, custom_id, error))

    async def show(self, interaction: Interaction, custom_id: str, typed: Typed | None = None) -> None:
        """Open the form of this `custom_id`."""
        door, parts = self._find(custom_id)
        if door.build is None:
            raise NotFound("ui.unknown_button")
        await interaction.response.send_modal(await door.build(interaction, typed or {}, *parts))

    def _find(self, custom_id: str) -> tuple[_Door, list[object]]:
        group, _, rest = custom_id.partition(":")
        act, *parts = rest.split(":")
        door = self._doors.get(f"{group}:{act}")
        if door is None or len(parts) != len(door.kinds):
            raise NotFound("ui.unknown_button")
        try:
            return door, [kind(part) for kind, part in zip(door.kinds, parts, strict=True)]
        except ValueError:
            raise NotFound("ui.unknown_button") from None

    def _retry(self, interaction: Interaction, custom_id: str, error: Exception) -> discord.ui.View | None:
        if interaction.type is not discord.InteractionType.modal_submit or not isinstance(error, BranchError):
            return None
        token = secrets.token_urlsafe(12)
        self._typed[token] = (interaction.user.id, custom_id, typed(interaction))
        asyncio.get_running_loop().call_later(FORMS_KEPT_FOR, self._typed.pop, token, None)
        while len(self._typed) > FORMS_REMEMBERED:
            self._typed.popitem(last=False)
        return rows([button(say("ui.correct_it"), f"form:again:{token}", discord.ButtonStyle.primary)])

    async def _again(self, interaction: Interaction, token: str) -> None:
        whose, custom_id, before = self._typed.get(token, (0, "", {}))
        if whose != interaction.user.id:
            raise NotFound("ui.form_forgotten")
        await self.show(interaction, custom_id, before)


def typed(interaction: Interaction) -> dict[str, str]:
    """What came back in a form: each field's name to its text or its chosen value (several: one to a line)."""
    found: dict[str, str] = {}
    _collect(cast(Mapping[str, Any], interaction.data or {}).get("components", []), found)
    return found


def _collect(components: Iterable[Mapping[str, Any]], found: dict[str, str]) -> None:
    for component in components:
        if "component" in component:
            _collect([component["component"]], found)
        _collect(component.get("components", []), found)
        if "custom_id" in component:
            values = component.get("values")
            text = "\n".join(map(str, values)) if isinstance(values, list) else component.get("value")  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
            found[str(component["custom_id"])] = "" if text is None else str(text)


class Tree(app_commands.CommandTree[Any]):
    """The commands; whatever fails in one reaches `report`."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Answer privately; an autocomplete has nobody to answer to."""
        if interaction.type is not discord.InteractionType.autocomplete:
            await report(interaction, error)
