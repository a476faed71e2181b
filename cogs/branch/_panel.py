"""The set-up panel: three private pages of selects. Each choice is saved as it is made, so nothing can be lost."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import branches
from bot.errors import NotFound
from bot.i18n import in_full, say
from bot.ids import ChannelId, Power, RoleId
from bot.rules import branches as rules
from bot.rules.branches import Branch, Use
from bot.ui import Interaction, Typed, button, caller, form, plain, replace, rows, spoken, text_field, typed, whole
from cogs._rooms import desk_problem, desk_problems, outsiders
from cogs._widgets import card, chosen_ids, guild
from cogs.branch._reports import Reports
from cogs.branch._standing_orders import StandingOrders

if TYPE_CHECKING:
    from bot.app import App

# Discord shows five rows: four selects and a row of buttons.
PAGES: tuple[tuple[Power | Use, ...], ...] = (
    (Power.OFFICER, Power.REP, Power.ORGANISER, Power.MEMBER),
    (Use.NOTICES, Use.POLLS, Use.CAMPAIGN, Use.DESK),
    (Power.FULL_MEMBER, Use.AUDIT),
)
PRIMARY, SUCCESS = discord.ButtonStyle.primary, discord.ButtonStyle.success
MOST_ROLES = 25


class Rule(StrEnum):
    """What a button turns the rule of two officers to."""

    ON = "on"
    OFF = "off"


def page_of(thing: Power | Use) -> int:
    """The page on which this is chosen."""
    return next(number for number, things in enumerate(PAGES) if thing in things)


class Panel:
    """The pages of `/branch setup` and what happens on them."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("branch:page", self._turn, whole)
        app.doors.on("branch:roles", self._choose_roles, Power)
        app.doors.on("branch:channel", self._choose_channel, Use)
        app.doors.on("branch:describe", self._describe)
        app.doors.on_form("branch:description", self._description, self._described)
        app.doors.on("branch:two", self._require_two, Rule)
        app.doors.on("branch:finish", self._finish)
        StandingOrders(app, len(PAGES) - 1)
        Reports(app, len(PAGES) - 1)

    async def open(self, interaction: Interaction) -> None:
        """Show the first page, with guesses from the names of roles and channels where nothing was chosen yet."""
        server = guild(interaction)
        branch = await branches.begin(
            self._app.desk,
            caller(interaction),
            name=server.name[: rules.LONGEST_NAME].strip() or say("branch.nameless"),
            roles=_guessed_roles(server),
            channels=_guessed_channels(server),
        )
        await interaction.response.send_message(ephemeral=True, **_page(0, branch, server))

    async def _turn(self, interaction: Interaction, number: int) -> None:
        branch = await branches.continue_set_up(self._app.desk, caller(interaction))
        await replace(interaction, **_page(min(number, len(PAGES) - 1), branch, guild(interaction)))

    async def _choose_roles(self, interaction: Interaction, power: Power) -> None:
        ids = {RoleId(role_id) for role_id in chosen_ids(interaction)}
        branch = await branches.choose_roles(self._app.desk, caller(interaction), power, ids)
        await replace(interaction, **_page(page_of(power), branch, guild(interaction)))

    async def _choose_channel(self, interaction: Interaction, use: Use) -> None:
        channel_id = next((ChannelId(each) for each in chosen_ids(interaction)), None)
        if channel_id is not None and guild(interaction).get_channel(channel_id) is None:
            raise NotFound("ui.unknown_button")  # another branch's, which no client would offer
        if use is Use.DESK and channel_id is not None:
            branch = await branches.continue_set_up(self._app.desk, caller(interaction))
            if (problem := outsiders(guild(interaction).get_channel(channel_id), branch)) is not None:
                raise problem
        branch = await branches.choose_channel(self._app.desk, caller(interaction), use, channel_id)
        await replace(interaction, **_page(page_of(use), branch, guild(interaction)))

    async def _describe(self, interaction: Interaction) -> None:
        await self._app.doors.show(interaction, "branch:description")

    async def _description(self, interaction: Interaction, before: Typed) -> discord.ui.Modal:
        branch = await branches.continue_set_up(self._app.desk, caller(interaction))
        number = "" if branch.membership is None else str(branch.membership)
        return form(
            say("branch.describe-title"),
            "branch:description",
            text_field("name", say("branch.name"), value=before.get("name", branch.name), most=rules.LONGEST_NAME),
            text_field(
                "zone",
                say("branch.zone"),
                value=before.get("zone", branch.zone.key),
                help_=say("branch.zone-help"),
                most=60,
            ),
            text_field(
                "membership",
                say("branch.membership"),
                value=before.get("membership", number),
                help_=say("branch.membership-help"),
                most=12,
                required=False,
            ),
        )

    async def _described(self, interaction: Interaction) -> None:
        fields = typed(interaction)
        branch = await branches.describe(
            self._app.desk,
            caller(interaction),
            name=fields.get("name", ""),
            zone=fields.get("zone", ""),
            membership=fields.get("membership", ""),
        )
        page = _page(len(PAGES) - 1, branch, guild(interaction))
        if interaction.message is None:
            await interaction.response.send_message(ephemeral=True, **page)
        else:
            await replace(interaction, **page)

    async def _require_two(self, interaction: Interaction, rule: Rule) -> None:
        branch = await branches.require_two(self._app.desk, caller(interaction), rule is Rule.ON)
        await replace(interaction, **_page(len(PAGES) - 1, branch, guild(interaction)))

    async def _finish(self, interaction: Interaction) -> None:
        """Put it in force; only reports are refused while there is no desk to give them to, and this says so."""
        branch = await branches.finish(self._app.desk, caller(interaction))
        problem = desk_problem(guild(interaction), branch)
        why = "" if problem is None else say(problem.key, **spoken("en", problem.values))
        refused = [] if problem is None else ["", say("branch.no_reports", why=why)]
        lines = [say("branch.set_up-next"), *refused, "", *summary(branch, guild(interaction))]
        await replace(interaction, embed=card(say("branch.set_up-title"), *lines), view=None)


def summary(branch: Branch, server: discord.Guild) -> list[str]:
    """The set-up in lines: who is who, which channel is for what, name, time zone and membership."""
    lines = [say("branch.line-name", name=plain(branch.name), zone=branch.zone.key), membership_line(branch)]
    for power in Power:
        names = " ".join(_mention(role_id, server) for role_id in sorted(branch.holders(power)))
        lines.append(say("branch.line", what=say(f"branch.roles-{power}"), chosen=names or say("branch.none")))
    for use in Use:
        channel_id = branch.channels.get(use)
        place = say("branch.none") if channel_id is None else f"<#{channel_id}>"
        lines.append(say("branch.line", what=say(f"branch.channel-{use}"), chosen=place))
    return [*lines, _officers_line(branch)]


def _officers_line(branch: Branch) -> str:
    return say("branch.line-two_officers") if branch.two_officers else say("branch.line-one_officer")


def membership_line(branch: Branch) -> str:
    """The true number with its date, or that it is not known."""
    if branch.membership is None or branch.membership_at is None:
        return say("branch.membership-unknown")
    on = in_full(branch.membership_at, branch.zone)
    return say("branch.membership-known", number=branch.membership, on=on)


def _mention(role_id: RoleId, server: discord.Guild) -> str:
    return "@everyone" if role_id == server.id else f"<@&{role_id}>"


def _page(number: int, branch: Branch, server: discord.Guild) -> dict[str, Any]:
    things = PAGES[number]
    hints = [warning for thing in things for warning in _warnings(thing, branch, server)]
    lines = [say(f"branch.page-{number + 1}"), *([""] if hints else []), *hints]
    if number == len(PAGES) - 1:
        lines += ["", say("branch.line-name", name=plain(branch.name), zone=branch.zone.key), membership_line(branch)]
        lines.append(_officers_line(branch))
    title = say("branch.page-title", page=number + 1, pages=len(PAGES))
    selects = [[_select(thing, branch, server)] for thing in things]
    view = rows(*selects, *([_more(branch)] if number == len(PAGES) - 1 else []), _buttons(number))
    return {"embed": card(title, *lines), "view": view}


def _more(branch: Branch) -> list[discord.ui.Button[discord.ui.View]]:
    now, other = (Rule.ON, Rule.OFF) if branch.two_officers else (Rule.OFF, Rule.ON)
    return [
        button(say("branch.describe"), "branch:describe", PRIMARY),
        button(say(f"branch.two_officers-{now}"), f"branch:two:{other}"),
        button(say("standing_orders.title"), "branch:meetings"),
        button(say("report_settings.title"), "branch:reports"),
    ]


def _buttons(number: int) -> list[discord.ui.Button[discord.ui.View]]:
    back = [button(say("ui.back"), f"branch:page:{number - 1}")] if number else []
    onward = [button(say("ui.next"), f"branch:page:{number + 1}", PRIMARY)] if number + 1 < len(PAGES) else []
    return [*back, *onward, button(say("branch.finish"), "branch:finish", SUCCESS)]


def _select(
    thing: Power | Use, branch: Branch, server: discord.Guild
) -> discord.ui.RoleSelect[discord.ui.View] | discord.ui.ChannelSelect[discord.ui.View]:
    if isinstance(thing, Power):
        known = [role_id for role_id in sorted(branch.holders(thing)) if server.get_role(role_id)]
        return discord.ui.RoleSelect(
            custom_id=f"branch:roles:{thing}",
            placeholder=say(f"branch.choose-{thing}"),
            min_values=0,
            max_values=MOST_ROLES,
            default_values=[discord.Object(role_id, type=discord.Role) for role_id in known[:MOST_ROLES]],
        )
    channel_id = branch.channels.get(thing)
    known = [channel_id] if channel_id is not None and server.get_channel(channel_id) else []
    return discord.ui.ChannelSelect(
        custom_id=f"branch:channel:{thing}",
        placeholder=say(f"branch.choose-{thing}"),
        channel_types=[discord.ChannelType.text, discord.ChannelType.news],
        min_values=0,
        max_values=1,
        default_values=[discord.Object(channel, type=discord.abc.GuildChannel) for channel in known],
    )


def _warnings(thing: Power | Use, branch: Branch, server: discord.Guild) -> list[str]:
    if isinstance(thing, Power):
        return role_warnings(thing, branch, server)
    return channel_warnings(thing, branch, server)


def role_warnings(power: Power, branch: Branch, server: discord.Guild) -> list[str]:
    """What is wrong with the roles chosen for this power, and what to do."""
    what = say(f"branch.roles-{power}")
    roles = branch.holders(power)
    warnings: list[str] = []
    if any(server.get_role(role_id) is None for role_id in roles):
        warnings.append(say("branch.role_gone", what=what))
    if RoleId(server.id) in roles and power not in (Power.MEMBER, Power.FULL_MEMBER):
        warnings.append(say("branch.everyone_has_power", what=what))
    if not roles and power in (Power.REP, Power.OFFICER):
        warnings.append(say(f"branch.no_{power}s"))
    if not roles and power is Power.MEMBER:
        warnings.append(say("branch.no_members"))
    return warnings


def channel_warnings(use: Use, branch: Branch, server: discord.Guild) -> list[str]:
    """What Steward cannot do in the channel chosen for this, by permission name, and what to do."""
    if use is Use.DESK:
        return [say(each.key, **spoken("en", each.values)) for each in desk_problems(server, branch)]
    what = say(f"branch.channel-{use}")
    channel_id = branch.channels.get(use)
    if channel_id is None:
        return [say("branch.no_channel", what=what)]
    channel = server.get_channel(channel_id)
    if channel is None:
        return [say("branch.channel_gone", what=what)]
    warnings: list[str] = []
    if lacking := voice.lacking(channel):
        names = voice.named(lacking)
        warnings.append(say("branch.permission_missing", what=what, channel=channel.mention, permissions=names))
    if use is Use.AUDIT and channel.permissions_for(server.default_role).view_channel:
        warnings.append(say("branch.channel_public", what=what, channel=channel.mention))
    return warnings


def _guessed_roles(server: discord.Guild) -> Mapping[Power, Sequence[RoleId]]:
    guesses: dict[Power, list[RoleId]] = {}
    for role in server.roles:
        power = None if role.is_default() or role.managed else rules.guess_power(role.name)
        if power is not None and len(guesses.get(power, [])) < MOST_ROLES:
            guesses.setdefault(power, []).append(RoleId(role.id))
    return guesses


def _guessed_channels(server: discord.Guild) -> Mapping[Use, ChannelId]:
    guesses: dict[Use, ChannelId] = {}
    for channel in server.text_channels:
        use = rules.guess_use(channel.name)
        is_open = channel.permissions_for(server.default_role).view_channel
        if use is not None and not (use is Use.DESK and is_open):
            guesses.setdefault(use, ChannelId(channel.id))
    return guesses
