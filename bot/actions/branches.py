"""Setting a branch up, and saying who somebody is in it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.actions import attendance, decisions, leavers, meetings, records, report_hours, series, starting
from bot.desk import Desk
from bot.errors import NotFound, TooLate
from bot.ids import Asker, Caller, ChannelId, GuildId, Power, RoleId
from bot.rules import access, standing_orders
from bot.rules import branches as rules
from bot.rules.branches import Branch, Use
from bot.rules.meetings import Kind, Rule
from bot.store import branches as store
from bot.store import jobs
from bot.store import meeting_rules as orders
from bot.store.db import Connection


async def get(desk: Desk, guild_id: GuildId) -> Branch | None:
    """The branch: set up, only begun, or None."""
    async with desk.db.reading() as conn:
        return await store.get(conn, guild_id)


def identify(branch: Branch | None, caller: Caller) -> Asker:
    """What the caller may do. Roles chosen but not confirmed by Finish give nobody any power."""
    mapping: Mapping[Power, frozenset[RoleId]] = (
        branch.roles if branch is not None and branch.set_up_at is not None else {}
    )
    everyone = RoleId(caller.guild_id)
    powers = access.powers_of(caller.role_ids, mapping, administrator=caller.administrator, everyone=everyone)
    return Asker(caller.guild_id, caller.member_id, caller.role_ids, powers)


async def asker(desk: Desk, caller: Caller) -> tuple[Asker, Branch]:
    """Who is asking, and their branch; raises TooLate("branch.not_set_up") until an officer has finished the set-up."""
    branch = await get(desk, caller.guild_id)
    if branch is None or branch.set_up_at is None:
        raise TooLate("branch.not_set_up")
    return identify(branch, caller), branch


async def begin(
    desk: Desk,
    caller: Caller,
    *,
    name: str,
    roles: Mapping[Power, Collection[RoleId]],
    channels: Mapping[Use, ChannelId],
) -> Branch:
    """Open the set-up: the first time with these guesses, later as it was left; for officers (NotAllowed)."""
    async with desk.db.transaction() as tx:
        branch = await store.get(tx, caller.guild_id)
        access.require(identify(branch, caller), Power.OFFICER)
        if branch is None:
            await store.begin(tx, caller.guild_id, name)
            for power, role_ids in roles.items():
                await store.set_roles(tx, caller.guild_id, power, role_ids)
            for use, channel_id in channels.items():
                await store.set_channel(tx, caller.guild_id, use, channel_id)
        return await store.present(tx, caller.guild_id)


async def continue_set_up(desk: Desk, caller: Caller) -> Branch:
    """The branch as it is set up so far, for an officer; raises NotAllowed, or NotFound before `begin`."""
    async with desk.db.reading() as conn:
        return await _setting_up(conn, caller)


async def choose_roles(desk: Desk, caller: Caller, power: Power, role_ids: Collection[RoleId]) -> Branch:
    """Give these roles, and no others, this power."""
    async with desk.db.transaction() as tx:
        branch = await _setting_up(tx, caller)
        await store.set_roles(tx, caller.guild_id, power, role_ids)
        if branch.holders(power) != frozenset(role_ids):
            await _note(tx, desk, caller, branch, "branch.roles_chosen", power=power, roles=sorted(role_ids))
        return await store.present(tx, caller.guild_id)


async def choose_channel(desk: Desk, caller: Caller, use: Use, channel_id: ChannelId | None) -> Branch:
    """Use this channel for this; None takes the use away."""
    async with desk.db.transaction() as tx:
        branch = await _setting_up(tx, caller)
        await store.set_channel(tx, caller.guild_id, use, channel_id)
        if branch.channels.get(use) != channel_id:
            await _note(tx, desk, caller, branch, "branch.channel_chosen", use=use, channel=channel_id or 0)
        return await store.present(tx, caller.guild_id)


async def describe(desk: Desk, caller: Caller, *, name: str, zone: str, membership: str) -> Branch:
    """The branch's name, time zone and true membership, as typed; an empty membership stays as it was."""
    read_name, read_zone, number = rules.read_name(name), rules.read_zone(zone), rules.read_membership(membership)
    async with desk.db.transaction() as tx:
        branch = await _setting_up(tx, caller)
        await store.set_profile(tx, caller.guild_id, read_name, read_zone)
        if branch.zone != read_zone:
            await decisions.keep_the_hour(tx, caller.guild_id, branch.zone)
            await meetings.rearrange(tx, caller.guild_id, desk.now())
            await series.rearrange(tx, caller.guild_id, desk.now())
            await starting.rearrange(tx, caller.guild_id, desk.now())
            await report_hours.rearrange(tx, caller.guild_id, desk.now())
        if (branch.name, branch.zone) != (read_name, read_zone):
            await _note(tx, desk, caller, branch, "branch.described", zone=read_zone.key)
        if number is not None and number != branch.membership:
            await _count(tx, desk, caller, branch, number)
        return await store.present(tx, caller.guild_id)


async def require_two(desk: Desk, caller: Caller, two_officers: bool) -> Branch:
    """Whether a second officer has to agree before a secret poll opens or closes early."""
    async with desk.db.transaction() as tx:
        branch = await _setting_up(tx, caller)
        await store.set_two_officers(tx, caller.guild_id, two_officers)
        if branch.two_officers != two_officers:
            what = "branch.two_officers_on" if two_officers else "branch.two_officers_off"
            await _note(tx, desk, caller, branch, what)
        return await store.present(tx, caller.guild_id)


async def meeting_rules(desk: Desk, caller: Caller) -> Mapping[Kind, Rule]:
    """The branch's rule for each kind of meeting, for an officer; raises NotAllowed, or NotFound before `begin`."""
    async with desk.db.reading() as conn:
        await _setting_up(conn, caller)
        return await orders.all_(conn, caller.guild_id)


async def rule_meetings(
    desk: Desk, caller: Caller, kind: Kind, *, notice: str, short_allowed: bool, quorum: str, deadlines: str
) -> Mapping[Kind, Rule]:
    """From now on this is the rule for this kind of meeting, as typed; the rules of all. Raises NotAllowed, Invalid."""
    rule = standing_orders.read_rule(notice, short_allowed, quorum, deadlines)
    async with desk.db.transaction() as tx:
        branch = await _setting_up(tx, caller)
        before = await orders.rule_for(tx, caller.guild_id, kind)
        if rule != before:
            await orders.set_(tx, caller.guild_id, kind, rule)
            await series.rearrange(tx, caller.guild_id, desk.now())
            await _note(tx, desk, caller, branch, "branch.meeting_rule", meeting=kind, notice=rule.notice_days)
        return await orders.all_(tx, caller.guild_id)


async def finish(desk: Desk, caller: Caller) -> Branch:
    """Put the set-up in force; a second time changes nothing."""
    async with desk.db.transaction() as tx:
        branch = await _setting_up(tx, caller)
        if branch.set_up_at is None:
            await store.finish(tx, caller.guild_id, desk.now())
            await report_hours.begin(tx, await store.present(tx, caller.guild_id), desk.now())
            await leavers.begin(tx, caller.guild_id, desk.now())
            await records.note(tx, desk.now(), caller.guild_id, "branch.set_up", actor=caller.member_id)
        branch = await store.present(tx, caller.guild_id)
    await report_hours.make_keys(desk)
    return branch


async def update_membership(desk: Desk, caller: Caller, number: int) -> Branch:
    """Enter the number on the union's books, kept with today's date; raises NotAllowed, Invalid."""
    rules.read_membership(str(number))
    async with desk.db.transaction() as tx:
        branch = await _setting_up(tx, caller)
        await _count(tx, desk, caller, branch, number)
        return await store.present(tx, caller.guild_id)


async def stuck(desk: Desk, guild_id: GuildId) -> Sequence[jobs.Job]:
    """What Steward had to say or do in this branch and could not."""
    async with desk.db.reading() as conn:
        return await jobs.failed(conn, guild_id)


async def try_again(desk: Desk, who: Asker) -> int:
    """Queue everything that failed once more, now; the number of things queued."""
    access.require(who, Power.OFFICER)
    async with desk.db.transaction() as tx:
        number = await jobs.revive(tx, who.guild_id, desk.now())
        if number:
            await records.note(tx, desk.now(), who.guild_id, "job.tried_again", actor=who.member_id, number=number)
    return number


async def _setting_up(tx: Connection, caller: Caller) -> Branch:
    branch = await store.get(tx, caller.guild_id)
    access.require(identify(branch, caller), Power.OFFICER)
    if branch is None:
        raise NotFound("branch.not_begun")
    return branch


async def _count(tx: Connection, desk: Desk, caller: Caller, branch: Branch, number: int) -> None:
    await store.set_membership(tx, caller.guild_id, number, desk.now())
    await attendance.measured_anew(tx, caller.guild_id, desk.now())
    await _note(tx, desk, caller, branch, "branch.membership_entered", number=number, before=branch.membership or 0)


async def _note(tx: Connection, desk: Desk, caller: Caller, branch: Branch, what: str, **detail: Any) -> None:
    # Before Finish nothing is in force, so there is nothing to account for.
    if branch.set_up_at is not None:
        await records.note(tx, desk.now(), caller.guild_id, what, actor=caller.member_id, **detail)
