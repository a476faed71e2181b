"""The organisers' desk as each of them sees it: the list of reports, and opening one, which is put on record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.actions import reports
from bot.actions.casework import Case, case_of, working
from bot.actions.reports import Opened
from bot.desk import Desk
from bot.errors import Unavailable
from bot.ids import Asker, CaseNumber, GuildId, MemberId, Power
from bot.rules import access
from bot.rules import casework as rules
from bot.rules.branches import Branch
from bot.rules.casework import Which
from bot.rules.reports import Report
from bot.store import branches, desk_organisers
from bot.store import reports as store


@dataclass(frozen=True)
class Listed:
    """The reports that an organiser may see, the longest waiting first; and how many nobody can open just now."""

    which: Which
    reports: Sequence[Opened]
    unreadable: int
    today: date
    retention_days: int


@dataclass
class _Day:
    on: date
    shown: dict[tuple[MemberId, CaseNumber], int] = field(default_factory=dict[tuple[MemberId, CaseNumber], int])


class Openings:
    """Who has opened which report today. Each opening is on record; turning the pages of what is open is none."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._days: dict[GuildId, _Day] = {}

    async def open_(self, who: Asker, number: CaseNumber) -> Case:
        """The report with its thread; that they have opened it is noted, and it is new no longer.

        Raises NotAllowed, NotFound, and Unavailable for a lost key or a damaged text: then nothing is changed.
        """
        async with working(self._desk, who, number) as work:
            case = await work.change(rules.opened(work.report), "feedback.opened")
        self._show(who, case)
        return case

    async def look(self, who: Asker, number: CaseNumber) -> Case:
        """The same for another page of it. Noted only where they have not opened it today, or before a restart."""
        async with self._desk.db.reading() as conn:
            before = await reports.find(self._desk, conn, who, number)
            case = await case_of(self._desk, conn, before, before.report) if self._is_open(who, before) else None
        if case is None:
            return await self.open_(who, number)
        self._show(who, case)
        return case

    def has_open(self, who: Asker, case: Case) -> bool:
        """Whether they can be shown what has become of it: only what they have opened is on their screen."""
        is_open = self._is_open(who, case.opened)
        if is_open:
            self._show(who, case)
        return is_open

    def seen(self, who: Asker, found: Opened) -> int:
        """How many entries of it they were shown; where they have not opened it today, how many there are."""
        return self._today(found.branch).shown.get((who.member_id, found.report.number), found.report.entries)

    def _is_open(self, who: Asker, found: Opened) -> bool:
        return (who.member_id, found.report.number) in self._today(found.branch).shown

    def _show(self, who: Asker, case: Case) -> None:
        self._today(case.opened.branch).shown[who.member_id, case.report.number] = case.report.entries

    def _today(self, branch: Branch) -> _Day:
        on = reports.today(self._desk, branch)
        if (day := self._days.get(branch.guild_id)) is None or day.on != on:
            day = self._days[branch.guild_id] = _Day(on)
        return day


async def list_(desk: Desk, who: Asker, which: Which) -> Listed:
    """What is open, or closed and not erased yet; without what must not be shown to the asker. Raises NotAllowed."""
    access.require(who, Power.ORGANISER)
    async with desk.db.transaction() as tx:
        branch = await branches.present(tx, who.guild_id)
        today = reports.today(desk, branch)
        await desk_organisers.seen(tx, who.guild_id, who.member_id, today)
        found = [_or_none(desk, each, branch) for each in await store.list_(tx, who.guild_id, which.statuses)]
        kept = (await reports.settings(tx, who.guild_id)).retention_days
    seen = [each for each in found if each is not None and who.member_id not in each.head.not_to]
    return Listed(which, seen, found.count(None), today, kept)


def _or_none(desk: Desk, report: Report, branch: Branch) -> Opened | None:
    """One whose head does not open is nobody's to see: whom it must not be shown to stands in there."""
    try:
        return Opened(report, reports.head_of(desk, report), branch)
    except Unavailable:
        return None
