"""What several cogs need of a conversation; knows no feature."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

import aiohttp
import discord

from bot import voice
from bot.actions import branches
from bot.errors import Invalid, NotFound, Unavailable
from bot.i18n import say
from bot.ids import Asker, Caller, ChannelId, GuildId, MemberId, MessageId, Power, RoleId
from bot.rules.branches import Branch
from bot.scheduler import Job, Later
from bot.ui import Interaction, Markup, answer, button, caller, replace, rows, whole, would_call

if TYPE_CHECKING:
    from bot.app import App

T = TypeVar("T")

COLOUR = discord.Colour.from_rgb(0x1F, 0x4E, 0x79)
LONGEST_TITLE, LONGEST_DESCRIPTION = 256, 4096
# How long a person waits for what Discord is asked first; discord.py alone would go on trying for half a minute.
ASKED_WITHIN = 2.0
FETCHED_WITHIN = 20.0  # eight megabytes, on a bad day of Discord's
UNKNOWN_MEMBER, UNKNOWN_USER = 10007, 10013


async def asker(app: "App", interaction: Interaction) -> tuple[Asker, Branch]:
    """Who is asking, in which branch; raises TooLate("branch.not_set_up") before the set-up is finished."""
    return await branches.asker(app.desk, caller(interaction))


def card(title: str, *lines: str, last: Sequence[str] = (), footer: str = "") -> discord.Embed:
    """A titled text. What does not fit is cut, at a line if there is one near, and says so; never the `last` lines.

    A title longer than Discord's (a question of many escaped characters is) stands above the text instead.
    """
    fits = len(title) <= LONGEST_TITLE
    text = _fitted(lines if fits else [f"**{title}**", *lines], last)
    embed = discord.Embed(title=title if fits else None, description=text, colour=COLOUR)
    if footer:
        embed.set_footer(text=footer)
    return embed


def _fitted(lines: Sequence[str], last: Sequence[str]) -> str:
    text = "\n".join([*lines, *last])
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    end = "\n".join(["", say("ui.cut_short"), *last])[-LONGEST_DESCRIPTION:]
    kept = "\n".join(lines)[: LONGEST_DESCRIPTION - len(end)]
    whole = kept.rpartition("\n")[0]
    return (whole if len(whole) > len(kept) // 2 else kept) + end  # a last line may be all that somebody wrote


def pages(lines: Sequence[str], most: int) -> list[list[str]]:
    """The lines on pages that fit in a card without a cut, at most so many to a page; always one page."""
    found: list[list[str]] = [[]]
    for line in lines:
        length = sum(len(each) + 1 for each in found[-1]) + len(line)
        if found[-1] and (len(found[-1]) == most or length > LONGEST_DESCRIPTION):
            found.append([])
        found[-1].append(line)
    return found


def page(title: str, every: Sequence[Sequence[str]], number: int, here: str) -> dict[str, Any]:
    """One of these pages as a card, with the ways to its neighbours: buttons called by `here` and their number."""
    number = min(number, len(every) - 1)
    embed = card(say(title, page=number + 1, pages=len(every)), *every[number])
    return {"embed": embed, "view": rows(turns(every, number, here))}


def turns(every: Sequence[Sequence[object]], number: int, here: str) -> list[discord.ui.Button[Any]]:
    """The ways from one of these pages to its neighbours."""
    back = [button(say("ui.back"), f"{here}:{number - 1}")] if number else []
    onward = [button(say("ui.next"), f"{here}:{number + 1}")] if number + 1 < len(every) else []
    return [*back, *onward]


def on_page(items: Sequence[T], every: Sequence[Sequence[str]], number: int) -> Sequence[T]:
    """Those of the items whose lines, one each, stand on this page."""
    first = sum(len(each) for each in every[:number])
    return items[first : first + len(every[number])]


def chosen(interaction: Interaction) -> Sequence[str]:
    """The values chosen in the select that was used."""
    data = cast(dict[str, object], interaction.data or {})
    values = data.get("values")
    return [str(value) for value in cast(list[object], values)] if isinstance(values, list) else []


def chosen_ids(interaction: Interaction) -> Sequence[int]:
    """The roles or channels chosen; raises NotFound for what no client of Discord's would send."""
    try:
        return [whole(value) for value in chosen(interaction)]
    except ValueError:
        raise NotFound("ui.unknown_button") from None


def chosen_members(interaction: Interaction) -> Sequence[MemberId]:
    """The people chosen; raises Invalid for a bot, and for somebody who is not in this server."""
    return members_here(interaction, chosen_ids(interaction))


def members_here(interaction: Interaction, ids: Sequence[int]) -> Sequence[MemberId]:
    """These people, chosen in the menu or the form that was used; raises the same."""
    resolved = cast(Mapping[str, Any], interaction.data or {}).get("resolved", {})
    users, members = resolved.get("users", {}), resolved.get("members", {})
    found = [MemberId(member_id) for member_id in ids]
    for member_id in found:
        if users.get(str(member_id), {}).get("bot"):
            raise Invalid("ui.bot_chosen", who=Markup(f"<@{member_id}>"))
        if str(member_id) not in members:
            raise Invalid("ui.not_here", who=Markup(f"<@{member_id}>"))
    return found


def would_call_here(interaction: Interaction, member_id: MemberId) -> Caller:
    """With which roles somebody whom `members_here` has found would call."""
    member = cast(Mapping[str, Any], interaction.data or {})["resolved"]["members"][str(member_id)]
    roles = frozenset(RoleId(int(role_id)) for role_id in member["roles"])
    is_administrator = discord.Permissions(int(member["permissions"])).administrator
    return Caller(GuildId(guild(interaction).id), member_id, roles, is_administrator)


def jump(guild_id: GuildId, channel_id: ChannelId, message_id: MessageId | None) -> str:
    """The way to a message; to its channel where there is none."""
    place = f"https://discord.com/channels/{guild_id}/{channel_id}"
    return place if message_id is None else f"{place}/{message_id}"


def is_private(interaction: Interaction) -> bool:
    """Whether what was pressed on is a message that only this person sees."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def turn(interaction: Interaction, **parts: Any) -> None:
    """Show another page: in the place of the private message that was pressed on, but never of a public post."""
    if is_private(interaction):
        await replace(interaction, **parts)
    else:
        await answer(interaction, **parts)


def guild(interaction: Interaction) -> discord.Guild:
    """The server the person is in; raises Unavailable while Discord has not said what is in it.

    Without that every role and channel would seem to be gone. `caller` has refused everything outside a server.
    """
    assert interaction.guild is not None  # noqa: S101
    if interaction.guild.unavailable:
        raise Unavailable("ui.server_away")
    return interaction.guild


def server(app: "App", job: Job) -> discord.Guild:
    """The job's server; raises Later while Discord has not said what is in it."""
    found = app.get_guild(job.guild_id)
    if found is None or found.unavailable:  # else its channels would seem to be gone
        raise Later(voice.GUILD_AWAY)
    return found


async def outcome(interaction: Interaction, doing: asyncio.Task[T]) -> T:
    """What comes of it, however long it takes: Discord waits three seconds for a first answer."""
    try:
        async with asyncio.timeout(ASKED_WITHIN):
            return await asyncio.shield(doing)
    except TimeoutError:
        await interaction.response.defer()
        return await asyncio.shield(doing)


async def fetched(file: discord.Attachment) -> bytes:
    """What is in the file; raises Unavailable when Discord does not hand it over."""
    try:
        async with asyncio.timeout(FETCHED_WITHIN):
            return await file.read()
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise Unavailable("ui.not_fetched") from error


async def still_here(server: discord.Guild, branch: Branch, member_id: MemberId) -> discord.Member | None:
    """Somebody Steward wants to write to, if still of the branch: what it says is nobody else's business."""
    try:
        member = await server.fetch_member(member_id)
    except discord.NotFound as error:
        if error.code not in (UNKNOWN_MEMBER, UNKNOWN_USER):
            raise
        return None
    return member if Power.MEMBER in branches.identify(branch, would_call(member)).powers else None
