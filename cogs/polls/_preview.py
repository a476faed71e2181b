"""The preview of a draft: what is said above it, and everything its author can change, in Discord's five rows."""

from dataclasses import replace
from typing import Any

import discord

from bot.actions.polls import Eligible, Standing
from bot.errors import Invalid
from bot.i18n import in_full, say
from bot.rules import ballots as secrecy
from bot.rules.branches import Branch, Use
from bot.rules.polls import Kind, Poll
from bot.ui import Markup, button, plain, rows, stamp
from cogs import _rooms
from cogs.polls import _cards as cards

MOST_ROLES = 25
ROLES_NAMED = 10  # the post names them all; above it there are 2,000 characters for everything
SUCCESS, DANGER = discord.ButtonStyle.success, discord.ButtonStyle.danger


def heading(
    poll: Poll, branch: Branch, server: discord.Guild, roll: Eligible, *, has_list: bool, is_asked: bool
) -> str:
    """What the author has to know: where it goes, who may vote, when, and what stands in its way.

    `has_list`: whether Discord tells Steward who its members are; `is_asked`: whether an officer has to agree now.
    """
    channel = place(server, branch, poll)
    where = f"<#{poll.channel_id}>" if channel is None else channel.mention
    obstacle = _rooms.obstacle(channel, Use.POLLS)
    lines = [
        say("agreement.preview-waiting") if is_asked else say("poll.preview", channel=where),
        *facts(poll, branch, roll, has_list=has_list),
        *([say("poll.about-scrutineers")] if poll.is_secret else []),
        *([say("agreement.preview-needed")] if poll.is_secret and branch.two_officers and not is_asked else []),
        *([] if obstacle is None else [say(obstacle.key, **obstacle.values)]),
    ]
    return "\n".join(lines)


def facts(poll: Poll, branch: Branch, roll: Eligible, *, has_list: bool) -> list[str]:
    """Who may vote, and when."""
    return [
        _roll_line(poll, roll),
        *(_secrecy(poll, roll, has_list=has_list) if poll.is_secret else []),
        *([_reopen_line(poll)] if poll.kind is Kind.RANKED else []),
        _times_line(poll, branch),
    ]


def post(poll: Poll, branch: Branch, roll: Eligible) -> discord.Embed:
    """The public post as it would be if the poll opened now."""
    expected = replace(poll, eligible=roll.number, eligible_exact=roll.exact)
    return cards.post(Standing(expected, branch, {}))["embed"]


def controls(poll: Poll, server: discord.Guild, *, has_list: bool, is_asked: bool) -> discord.ui.View:
    """The ways to vote as they will be (not in use yet), who may vote, what can be changed, and Open it."""
    menus = [[_voters(poll, server)], *([[_scrutineers(poll)]] if poll.is_secret else [])]
    decide = [*_secrecy_buttons(poll, has_list=has_list), *_decide(poll, is_asked=is_asked)]
    return rows(*cards.vote_rows(poll, disabled=True), *menus, _changes(poll), decide)


def place(server: discord.Guild, branch: Branch, poll: Poll) -> discord.abc.GuildChannel | None:
    """Where the poll will be posted: where that is gone, in the channel the branch has chosen for polls since."""
    return _rooms.room(server, branch, Use.POLLS, poll.channel_id)


def refuse_unready(server: discord.Guild, branch: Branch, poll: Poll, *, has_list: bool) -> None:
    """Raise Invalid where Steward could not post the poll as things are, or not list its roll."""
    if poll.frozen and not has_list:
        raise Invalid("poll.roll-cannot_be_listed")
    if (obstacle := _rooms.obstacle(place(server, branch, poll), Use.POLLS)) is not None:
        raise obstacle


def _roll_line(poll: Poll, roll: Eligible) -> str:
    form_ = "unknown" if roll.number is None else "exact" if roll.exact else "at_most"
    number = len(poll.role_ids)
    roles = cards.voters(poll) if number <= ROLES_NAMED else say("poll.roles-many", number=number)
    return say("poll.roll", form=form_, number=roll.number or 0, roles=Markup(roles))


def _secrecy(poll: Poll, roll: Eligible, *, has_list: bool) -> list[str]:
    """How its roll is made, and whether enough people are on it for a secret."""
    return [_list_line(poll, has_list=has_list), *_number_line(roll)]


def _list_line(poll: Poll, *, has_list: bool) -> str:
    if poll.frozen:
        return say("poll.roll-listed") if has_list else say("poll.roll-cannot_be_listed")
    return say("poll.roll-not_listed") if has_list else say("poll.roll-no_list")


def _number_line(roll: Eligible) -> list[str]:
    if roll.number is None:
        return [say("poll.number-unknown", least=secrecy.LEAST_ELECTORATE)]
    if not secrecy.is_enough(roll.number):
        return [say("poll.number-too_small", least=secrecy.LEAST_ELECTORATE)]
    return [say("poll.number-small", number=roll.number)] if secrecy.is_small(roll.number) else []


def _reopen_line(poll: Poll) -> str:
    """Whether re-open nominations stands, so that a line meant for it is not elected like a person."""
    if poll.reopen is None:
        return say("election.preview-people")
    return say("election.preview-reopen", name=plain(poll.options[poll.reopen - 1]))


def _times_line(poll: Poll, branch: Branch) -> str:
    closes, ago = in_full(poll.closes_at, branch.zone), stamp(poll.closes_at, "R")
    if poll.opens_at is None:
        return say("poll.closes-in-full", at=closes, ago=ago)
    return say("poll.opens-in-full", opens=in_full(poll.opens_at, branch.zone), at=closes, ago=ago)


def _voters(poll: Poll, server: discord.Guild) -> discord.ui.RoleSelect[Any]:
    known = [role_id for role_id in sorted(poll.role_ids) if server.get_role(role_id)]
    return discord.ui.RoleSelect(
        custom_id=f"poll:voters:{poll.id}",
        placeholder=say("poll.choose-voters"),
        min_values=1,
        max_values=MOST_ROLES,
        default_values=[discord.Object(role_id, type=discord.Role) for role_id in known[:MOST_ROLES]],
    )


def _scrutineers(poll: Poll) -> discord.ui.UserSelect[Any]:
    return discord.ui.UserSelect(
        custom_id=f"poll:scrutineers:{poll.id}",
        placeholder=say("poll.choose-scrutineers"),
        min_values=0,
        max_values=secrecy.MOST_SCRUTINEERS,
        default_values=[discord.Object(member_id, type=discord.User) for member_id in sorted(poll.scrutineers)],
    )


def _changes(poll: Poll) -> list[discord.ui.Button[Any]]:
    forms = ("words", "times", "rules") if poll.is_secret else ("words", "times", "rules", "shown")
    is_election = poll.kind is Kind.RANKED
    names = {what: say(f"election.change-{what}") if is_election else say(f"poll.change-{what}") for what in forms}
    changes = [button(name, f"poll:change:{what}:{poll.id}") for what, name in names.items()]
    statements = [button(say("election.statements"), f"poll:candidates:{poll.id}")] if is_election else []
    return [*changes, button(say("poll.full-members"), f"poll:full:{poll.id}"), *statements]


def _decide(poll: Poll, *, is_asked: bool) -> list[discord.ui.Button[Any]]:
    label = say("poll.open-it") if poll.opens_at is None else say("poll.schedule-it")
    return [
        button(say("agreement.withdraw"), f"poll:withdraw:{poll.id}")
        if is_asked
        else button(label, f"poll:open:{poll.id}", SUCCESS),
        button(say("poll.discard"), f"poll:discard:{poll.id}", DANGER),
    ]


def _secrecy_buttons(poll: Poll, *, has_list: bool) -> list[discord.ui.Button[Any]]:
    """From an open poll to a secret one and back (candidates stay candidates), and how a secret roll is made."""
    buttons: list[discord.ui.Button[Any]] = []
    if poll.kind is not Kind.RANKED:
        other = Kind.OPEN if poll.is_secret else Kind.SECRET
        buttons.append(button(say(f"poll.make-{other}"), f"poll:switch:{other}:{poll.id}"))
    if poll.is_secret and (has_list or poll.frozen):
        label = say("poll.do-not-list") if poll.frozen else say("poll.do-list")
        buttons.append(button(label, f"poll:freeze:{int(not poll.frozen)}:{poll.id}"))
    return buttons
