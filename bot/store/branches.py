"""The branch's row, its roles and its channels."""

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.errors import NotFound
from bot.ids import ChannelId, GuildId, Power, RoleId
from bot.rules.branches import Branch, Use
from bot.store.db import Connection
from bot.store.instants import from_ms_or_none, to_ms

_GET = "SELECT * FROM branches WHERE guild_id = ?"
_ROLES = "SELECT power, role_id FROM branch_roles WHERE guild_id = ?"
_BEGIN = "INSERT INTO branches (guild_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING"
_CLEAR_ROLES = "DELETE FROM branch_roles WHERE guild_id = ? AND power = ?"
_ADD_ROLE = "INSERT INTO branch_roles (guild_id, power, role_id) VALUES (?, ?, ?)"
_PROFILE = "UPDATE branches SET name = ?, time_zone = ? WHERE guild_id = ?"
_MEMBERSHIP = "UPDATE branches SET membership = ?, membership_at = ? WHERE guild_id = ?"
_TWO_OFFICERS = "UPDATE branches SET two_officers = ? WHERE guild_id = ?"
_FINISH = "UPDATE branches SET set_up_at = coalesce(set_up_at, ?) WHERE guild_id = ?"
_SET_UP = "SELECT guild_id FROM branches WHERE set_up_at IS NOT NULL ORDER BY guild_id"
# A column cannot be a parameter: one constant statement for each use.
_CHANNEL = {
    Use.NOTICES: "UPDATE branches SET notices_channel = ? WHERE guild_id = ?",
    Use.POLLS: "UPDATE branches SET polls_channel = ? WHERE guild_id = ?",
    Use.CAMPAIGN: "UPDATE branches SET campaign_channel = ? WHERE guild_id = ?",
    Use.DESK: "UPDATE branches SET desk_channel = ? WHERE guild_id = ?",
    Use.AUDIT: "UPDATE branches SET audit_channel = ? WHERE guild_id = ?",
}


async def get(conn: Connection, guild_id: GuildId) -> Branch | None:
    """The branch as it is set up so far; None before anybody began."""
    async with conn.execute(_GET, (guild_id,)) as found:
        row = await found.fetchone()
    if row is None:
        return None
    roles: dict[Power, set[RoleId]] = {}
    async with conn.execute(_ROLES, (guild_id,)) as found:
        async for power, role_id in found:
            roles.setdefault(Power(power), set()).add(RoleId(role_id))
    return Branch(
        guild_id=guild_id,
        name=row["name"],
        zone=ZoneInfo(row["time_zone"]),
        membership=row["membership"],
        membership_at=from_ms_or_none(row["membership_at"]),
        set_up_at=from_ms_or_none(row["set_up_at"]),
        two_officers=bool(row["two_officers"]),
        channels={use: ChannelId(row[f"{use}_channel"]) for use in Use if row[f"{use}_channel"] is not None},
        roles={power: frozenset(ids) for power, ids in roles.items()},
    )


async def present(conn: Connection, guild_id: GuildId) -> Branch:
    """The branch, which something else says is there; raises NotFound where nobody has begun to set it up."""
    branch = await get(conn, guild_id)
    if branch is None:
        raise NotFound("branch.not_begun")
    return branch


async def set_up(conn: Connection) -> Sequence[GuildId]:
    """The branches whose set-up is in force."""
    return [GuildId(row[0]) for row in await conn.execute_fetchall(_SET_UP)]


async def begin(tx: Connection, guild_id: GuildId, name: str) -> None:
    """Make the branch's row; an existing one stays as it is."""
    await tx.execute(_BEGIN, (guild_id, name))


async def set_roles(tx: Connection, guild_id: GuildId, power: Power, role_ids: Collection[RoleId]) -> None:
    """These roles, and no others, hold this power."""
    await tx.execute(_CLEAR_ROLES, (guild_id, power))
    await tx.executemany(_ADD_ROLE, [(guild_id, power, role_id) for role_id in set(role_ids)])


async def set_channel(tx: Connection, guild_id: GuildId, use: Use, channel_id: ChannelId | None) -> None:
    """This channel is for this use; None leaves the use without one."""
    await tx.execute(_CHANNEL[use], (channel_id, guild_id))


async def set_profile(tx: Connection, guild_id: GuildId, name: str, zone: ZoneInfo) -> None:
    """The branch's name and time zone."""
    await tx.execute(_PROFILE, (name, zone.key, guild_id))


async def set_membership(tx: Connection, guild_id: GuildId, membership: int | None, now: datetime) -> None:
    """The true number on the union's books, with the moment it was entered; None forgets both."""
    await tx.execute(_MEMBERSHIP, (membership, None if membership is None else to_ms(now), guild_id))


async def set_two_officers(tx: Connection, guild_id: GuildId, two_officers: bool) -> None:
    """Whether a second officer has to agree before a secret poll opens or closes early."""
    await tx.execute(_TWO_OFFICERS, (two_officers, guild_id))


async def finish(tx: Connection, guild_id: GuildId, now: datetime) -> None:
    """From now the set-up is in force; a second time keeps the first moment."""
    await tx.execute(_FINISH, (to_ms(now), guild_id))
