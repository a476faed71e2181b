"""What a branch's standing orders say of each kind of meeting, where they differ from the usual."""

from bot.ids import GuildId
from bot.rules.meetings import USUAL, Kind, Rule
from bot.store.db import Connection

_GET = "SELECT kind, rule FROM meeting_rules WHERE guild_id = ?"
_SET = """
    INSERT INTO meeting_rules (guild_id, kind, rule) VALUES (?, ?, ?)
    ON CONFLICT (guild_id, kind) DO UPDATE SET rule = excluded.rule
"""


async def all_(conn: Connection, guild_id: GuildId) -> dict[Kind, Rule]:
    """The branch's rule for every kind: its own, or the usual one."""
    async with conn.execute(_GET, (guild_id,)) as found:
        own = {Kind(kind): Rule.from_json(rule) async for kind, rule in found}
    return {**USUAL, **own}


async def rule_for(conn: Connection, guild_id: GuildId, kind: Kind) -> Rule:
    """The branch's rule for this kind."""
    return (await all_(conn, guild_id))[kind]


async def set_(tx: Connection, guild_id: GuildId, kind: Kind, rule: Rule) -> None:
    """The branch has this rule for this kind from now on; what is announced keeps the one it was announced with."""
    await tx.execute(_SET, (guild_id, kind, rule.to_json()))
