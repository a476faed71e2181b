"""What the branch has chosen about reports: categories, how long texts are kept, and the workplaces to choose from."""

from dataclasses import dataclass

from bot.actions import branches, records, reports
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Caller, Power
from bot.rules import access, outside_ballots
from bot.rules import reports as rules
from bot.rules.outside_ballots import Workplace
from bot.rules.reports import Settings
from bot.store import branches as branches_store
from bot.store import reports as store
from bot.store import workplaces as workplaces_store
from bot.store.db import Connection


@dataclass(frozen=True)
class Chosen:
    """What is chosen, with the workplaces that campaigns use as well."""

    settings: Settings
    workplaces: tuple[Workplace, ...]


async def look(desk: Desk, caller: Caller) -> Chosen:
    """What is chosen, for an officer, also before the set-up is finished; raises NotAllowed."""
    async with desk.db.reading() as conn:
        await _require_officer(conn, caller)
        return await _chosen(conn, caller)


async def put(desk: Desk, caller: Caller, *, categories: str, retention: str, workplaces: str) -> Chosen:
    """From now on it is this, as typed. Reports that were sent keep the category they were sent with.

    Raises NotAllowed, Invalid.
    """
    settings = Settings(tuple(rules.read_categories(categories)), rules.read_retention(retention))
    listed, now = outside_ballots.read_workplaces(workplaces), desk.now()
    async with desk.db.transaction() as tx:
        await _require_officer(tx, caller)
        before = await _chosen(tx, caller)
        if settings != before.settings:
            await store.put_settings(tx, caller.guild_id, settings)
            await records.note(
                tx,
                now,
                caller.guild_id,
                "feedback.settings_changed",
                actor=caller.member_id,
                categories=len(settings.categories),
                days=settings.retention_days,
            )
        if listed != {each.name: each.members for each in before.workplaces}:
            await workplaces_store.put(tx, caller.guild_id, listed, now)
            await records.note(
                tx,
                now,
                caller.guild_id,
                "campaign.workplaces_set",
                actor=caller.member_id,
                about="workplaces",
                number=len(listed),
            )
        return await _chosen(tx, caller)


async def _chosen(conn: Connection, caller: Caller) -> Chosen:
    listed = [each for each in await workplaces_store.all_(conn, caller.guild_id) if not each.is_gone]
    return Chosen(await reports.settings(conn, caller.guild_id), tuple(listed))


async def _require_officer(conn: Connection, caller: Caller) -> None:
    branch = await branches_store.get(conn, caller.guild_id)
    access.require(branches.identify(branch, caller), Power.OFFICER)
    if branch is None:
        raise NotFound("branch.not_begun")
