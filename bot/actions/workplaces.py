"""The branch's list of workplaces, which its officers keep: for turnout by workplace."""

from collections.abc import Sequence

from bot.actions import records
from bot.desk import Desk
from bot.ids import Asker, Power
from bot.rules import access
from bot.rules import outside_ballots as rules
from bot.rules.outside_ballots import Workplace
from bot.store import workplaces as store


async def list_(desk: Desk, who: Asker) -> Sequence[Workplace]:
    """The workplaces on the list, by name, for officers; raises NotAllowed."""
    access.require(who, Power.OFFICER)
    async with desk.db.reading() as conn:
        return [each for each in await store.all_(conn, who.guild_id) if not each.is_gone]


async def put(desk: Desk, who: Asker, text: str) -> Sequence[Workplace]:
    """The list is what was typed, one a line: whoever chose one that is gone from it still counts there.

    Raises Invalid, and NotAllowed for who is no officer.
    """
    access.require(who, Power.OFFICER)
    listed = rules.read_workplaces(text)
    now = desk.now()
    async with desk.db.transaction() as tx:
        await store.put(tx, who.guild_id, listed, now)
        await records.note(
            tx,
            now,
            who.guild_id,
            "campaign.workplaces_set",
            actor=who.member_id,
            about="workplaces",
            number=len(listed),
        )
        return [each for each in await store.all_(tx, who.guild_id) if not each.is_gone]
