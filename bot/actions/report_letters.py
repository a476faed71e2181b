"""Answers that come by private message too, to who sent a report in confidence and chose so.

The job knows the report by its number. Who gets the letter is opened when it is delivered, and kept nowhere.
"""

from dataclasses import dataclass, field

from bot.actions import reports
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import CaseNumber, MemberId
from bot.rules.branches import Branch
from bot.rules.reports import Kind, Report
from bot.store import branches
from bot.store import reports as store
from bot.store.jobs import Job


@dataclass(frozen=True)
class Letter:
    """An answer on its way."""

    branch: Branch
    report: Report
    to: MemberId = field(repr=False)
    text: str = field(repr=False)


async def of_job(desk: Desk, job: Job) -> Letter | None:
    """What to write to whom; None once the report is withdrawn or erased, or no letter is wanted any more.

    Raises Unavailable.
    """
    async with desk.db.reading() as conn:
        try:
            report = await store.get(conn, job.guild_id, CaseNumber(str(job.payload["number"])))
        except NotFound:
            return None
        if report.name is None or not reports.head_of(desk, report).by_letter:
            return None
        position = int(str(job.payload["entry"]))
        thread = await reports.thread(desk, conn, report)
        answer = next((each for each in thread if each.position == position and each.kind is Kind.ANSWER), None)
        branch = await branches.present(conn, job.guild_id)
    return None if answer is None else Letter(branch, report, reports.name_of(desk, report), answer.text)
