"""The prices that pay is held against: officers type index levels from the official tables, everybody reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import records
from bot.desk import Desk
from bot.ids import Asker, Power
from bot.rules import access, texts
from bot.rules import prices as rules
from bot.rules.prices import LONGEST_SOURCE, Level, Measure
from bot.rules.times import local
from bot.store import branches
from bot.store import prices as store


@dataclass(frozen=True)
class Revision:
    """What an officer's list has changed of one measure."""

    measure: Measure
    written: int
    """Levels that are new or put right."""
    removed: int


async def look(desk: Desk, who: Asker) -> Sequence[Level]:
    """Every level that the branch has, by measure and month; raises NotAllowed."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        return await store.all_(conn, who.guild_id)


async def of(desk: Desk, who: Asker, measure: Measure) -> Sequence[Level]:
    """The levels of one measure, for an officer to change; raises NotAllowed."""
    access.require(who, Power.OFFICER)
    return [each for each in await look(desk, who) if each.measure is measure]


async def revise(desk: Desk, who: Asker, measure: Measure, typed: str, source: str) -> Revision:
    """These lines are the levels of this measure from now on; raises NotAllowed or Invalid."""
    access.require(who, Power.OFFICER)
    now = desk.now()
    async with desk.db.transaction() as tx:
        today = local(now, (await branches.present(tx, who.guild_id)).zone).date()
        named = texts.line(source, most=LONGEST_SOURCE, field="source")
        before = [each for each in await store.all_(tx, who.guild_id) if each.measure is measure]
        after = rules.revised(before, rules.read(typed, today), measure, named, today)
        written = [each for each in after if each not in before]
        removed = {each.month for each in before} - {each.month for each in after}
        await store.put(tx, who.guild_id, written, who.member_id)
        await store.remove(tx, who.guild_id, measure, removed)
        revision = Revision(measure, len(written), len(removed))
        if written or removed:
            await records.note(
                tx,
                now,
                who.guild_id,
                "campaign.prices_typed",
                actor=who.member_id,
                measure=measure.name,
                written=revision.written,
                removed=revision.removed,
            )
    return revision
