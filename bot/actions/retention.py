"""What is no longer kept is erased: every night the text of reports that were closed so many days ago."""

from datetime import date, timedelta

from bot.actions import records, report_hours, reports, workload
from bot.desk import Desk
from bot.errors import Unavailable
from bot.ids import CaseNumber, GuildId
from bot.store import branches, facts, jobs
from bot.store import reports as store
from bot.store.db import Connection
from bot.store.jobs import Job

_IS_DUE = "reports.vacuum_due"  # "1" from the erasing until the file was written anew


async def hold_night(desk: Desk, job: Job) -> None:
    """Erase what was kept long enough, and wait for the next night. A second time changes nothing.

    Raises Unavailable, for another try, while what was erased may still be found: somebody reads, or the disk is full.
    """
    now = desk.now()
    async with desk.db.transaction() as tx:
        branch = await branches.present(tx, job.guild_id)
        today = reports.today(desk, branch)
        await report_hours.go_on(tx, report_hours.NIGHT, branch, now)
        await jobs.forget_ended(tx, reports.nameless_subject(job.guild_id))  # they say when there was such a report
        erased = await _erase(desk, tx, job.guild_id, today)
        if erased:
            await records.note(tx, now, job.guild_id, "feedback.erased", number=erased)
            await ask_for_vacuum(tx)
    await workload.close_months(desk, job.guild_id, today)
    await _clear_up(desk)


async def ask_for_vacuum(tx: Connection) -> None:
    """Something was erased: in the night to come the file is written anew without the space that it left."""
    await facts.put(tx, _IS_DUE, "1")


async def _erase(desk: Desk, tx: Connection, guild_id: GuildId, today: date) -> int:
    """Erase the reports whose time has come, with all that was to be done about them; how many."""
    kept_for = timedelta(days=(await reports.settings(tx, guild_id)).retention_days)
    replied = await _replied(desk, tx, guild_id)
    due = [each for each in await store.closed_by(tx, guild_id, today - kept_for) if each.number not in replied]
    for report in due:
        subject = reports.subject(report)
        await jobs.drop_subject(tx, subject)
        await jobs.forget_ended(tx, subject)
        await store.erase(tx, guild_id, report.number)
    return len(due)


async def _replied(desk: Desk, tx: Connection, guild_id: GuildId) -> frozenset[CaseNumber]:
    """Those whose reporter has replied, and which the next round opens again."""
    try:
        tray = await reports.read_tray(desk, tx, guild_id)
    except Unavailable:  # nobody can read these replies any more; what is due to be erased is not kept for them
        return frozenset()
    return frozenset(each.number for each in tray.replies)


async def _clear_up(desk: Desk) -> None:
    async with desk.db.reading() as conn:
        is_due = await facts.get(conn, _IS_DUE) == "1"
    if not is_due:
        await desk.db.fold()
        return
    await desk.db.vacuum()
    async with desk.db.transaction() as tx:
        await facts.put(tx, _IS_DUE, "0")
