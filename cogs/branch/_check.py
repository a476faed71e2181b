"""What is wrong with a branch's set-up, each with its remedy; and what Steward could do besides."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import aiohttp
import discord

from bot.i18n import in_full, say
from bot.ids import Power
from bot.render.markup import plain
from bot.rules.branches import MEMBERSHIP_GOES_STALE_AFTER, Branch, Use
from bot.rules.campaigns import Campaign
from bot.rules.meetings import Meeting, Rule
from cogs._widgets import ASKED_WITHIN
from cogs.branch._panel import channel_warnings, role_warnings

ENOUGH_ORGANISERS = 2  # one to read what is reported of the other


async def problems(
    branch: Branch,
    server: discord.Guild,
    now: datetime,
    meeting_rules: Collection[Rule],
    *,
    deleted: Sequence[Meeting],
    unpinned: Sequence[Campaign],
    is_sealed_off: bool,
    failed: Sequence[tuple[str, str]],
) -> list[str]:
    """Every problem as a sentence with its remedy; `failed` is kind and problem of each thing not done.

    `deleted`: the meetings whose notice somebody has deleted; `unpinned`: the campaigns whose board is not pinned;
    `is_sealed_off`: what members have reported cannot be opened to give it to the desk.
    """
    found = [warning for power in Power for warning in role_warnings(power, branch, server)]
    found += [warning for use in Use for warning in channel_warnings(use, branch, server)]
    found += _membership(branch, now, meeting_rules)
    found += await _counts(server, branch)
    found += [
        say("branch.check-no_notice", title=plain(each.title), at=in_full(each.starts_at, branch.zone))
        for each in deleted
    ]
    found += [
        say("branch.check-not_pinned", title=plain(each.title), why=say(each.pin_problem or "campaign.pin_forbidden"))
        for each in unpinned
    ]
    found += [say("branch.check-sealed_off")] if is_sealed_off else []
    found += [say("branch.check-failed", what=say(f"job-kind.{kind}"), why=say(why)) for kind, why in failed]
    return found


def remarks(server: discord.Guild) -> list[str]:
    """What Steward can do without, and is not allowed: nothing that has to be put right."""
    mine = server.me.guild_permissions
    found: list[str] = []
    if not mine.create_events:
        found.append(say("branch.check-no_events", permission=say("permission.create_events")))
    if not mine.pin_messages:
        found.append(say("branch.check-no_pins", permission=say("permission.pin_messages")))
    return found


def _membership(branch: Branch, now: datetime, meeting_rules: Collection[Rule]) -> list[str]:
    if branch.membership_at is None:
        is_asked = any(rule.quorum.number and rule.quorum.unit == "percent" for rule in meeting_rules)
        return [say("branch.check-no_membership_nor_quorum" if is_asked else "branch.check-no_membership")]
    if now - branch.membership_at > MEMBERSHIP_GOES_STALE_AFTER:
        return [say("branch.check-old_membership", days=(now - branch.membership_at).days)]
    return []


async def _counts(server: discord.Guild, branch: Branch) -> list[str]:
    """Whether Discord tells us how many members a role has, without which no turnout can be given; and who reads."""
    try:
        async with asyncio.timeout(ASKED_WITHIN):
            counts = {role.id: number for role, number in (await server.role_member_counts()).items()}
    except discord.Forbidden:
        return [say("branch.check-no_counts")]
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        return [say("branch.check-discord_away")]
    return _organisers(branch, server, counts)


def _organisers(branch: Branch, server: discord.Guild, counts: Mapping[int, int]) -> list[str]:
    """That too few read what members report, where there is a desk for it: a role alone reads nothing."""
    roles = sorted(role for role in branch.holders(Power.ORGANISER) if server.get_role(role))
    number = sum(counts.get(role, 0) for role in roles)
    if branch.channels.get(Use.DESK) is None or not roles or number >= ENOUGH_ORGANISERS:
        return []
    return [say("branch.check-few_organisers", number=number, roles=" ".join(f"<@&{role}>" for role in roles))]
