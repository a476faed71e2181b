"""What organisers do with a report: answer, note, pass on, close; and the two rare things, to mute and to open a name.

Each asks for the power anew, finds the report by `reports.find`, which hides one that must not be shown to the asker,
and does all or nothing in one transaction. What the desk shows of it follows from there.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date

from bot.actions import reports
from bot.actions.limits import Senders
from bot.actions.reports import Opened
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, CaseNumber, GuildId, MemberId, Power
from bot.rules import access
from bot.rules import casework as rules
from bot.rules import reports as report_rules
from bot.rules.branches import Branch
from bot.rules.reports import Door, Entry, Kind, Report, Status
from bot.store import branches, desk_organisers
from bot.store import reports as store
from bot.store.db import Connection


@dataclass(frozen=True)
class Case:
    """A report as an organiser has it before them."""

    opened: Opened
    thread: Sequence[Entry]
    erased_on: date | None
    """From when on the text of a closed one is no longer kept."""

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.opened.report


# Before a form or a menu


async def to_work_on(desk: Desk, who: Asker, number: CaseNumber) -> Opened:
    """The report without its text, before a form or a menu; raises NotAllowed, NotFound, Unavailable, TooLate."""
    async with desk.db.reading() as conn:
        found = await reports.find(desk, conn, who, number)
    report_rules.may_work_on(found.report)
    return found


async def to_answer(desk: Desk, who: Asker, number: CaseNumber) -> Opened:
    """The same before an answer or another status; refuses what is closed, too."""
    found = await to_work_on(desk, who, number)
    rules.may_write_to_reporter(found.report)
    return found


# What the reporter is told


async def answer(desk: Desk, who: Asker, number: CaseNumber, text: str, *, seen: int) -> Case:
    """Answer the reporter, who fetches it with the code; `seen` is how many entries there were when it was begun.

    Raises NotAllowed, NotFound, Invalid, Unavailable, TooLate where it was closed or added to meanwhile, and
    AlreadyDone for the same words sent twice.
    """
    access.require(who, Power.ORGANISER)
    typed = report_rules.read_answer(text)
    async with working(desk, who, number) as work:
        report = rules.answered(work.report)
        await work.refuse_stale(typed, Kind.ANSWER, seen)
        return await work.tell(report, typed, "feedback.answered")


async def close(desk: Desk, who: Asker, number: CaseNumber, outcome: str, reason: str, *, seen: int) -> Case:
    """Close it as done or without action, for a reason that the reporter reads; raises what `answer` does."""
    access.require(who, Power.ORGANISER)
    chosen, typed = rules.read_outcome(outcome), report_rules.read_reason(reason)
    async with working(desk, who, number) as work:
        report = rules.closed(work.report, chosen, reports.today(desk, work.before.branch))
        await work.refuse_stale(typed, Kind.ANSWER, seen)
        return await work.tell(report, typed, f"feedback.closed_{chosen}")


async def set_status(desk: Desk, who: Asker, number: CaseNumber, status: Status) -> Case:
    """Set it to read, or in hand; raises NotAllowed, NotFound, Unavailable, TooLate, AlreadyDone."""
    async with working(desk, who, number) as work:
        return await work.change(rules.moved(work.report, status), f"feedback.set_{status}")


async def reopen(desk: Desk, who: Asker, number: CaseNumber) -> Case:
    """Have a closed report open again, so that its text is kept; raises the same."""
    async with working(desk, who, number) as work:
        return await work.change(rules.reopened(work.report), "feedback.reopened")


# Among organisers


async def note(desk: Desk, who: Asker, number: CaseNumber, text: str) -> Case:
    """Write an internal note, which no reporter is shown; raises what `answer` does."""
    access.require(who, Power.ORGANISER)
    typed = report_rules.read_note(text)
    async with working(desk, who, number) as work:
        report_rules.may_work_on(work.report)
        await work.refuse_stale(typed, Kind.NOTE, work.report.entries)
        return await work.change(await work.add(work.report, Kind.NOTE, typed), "feedback.noted")


async def pass_to(desk: Desk, who: Asker, number: CaseNumber, to: Asker) -> Case:
    """Give it to another organiser, or take it oneself; another is told in private, without what it is about.

    Raises NotAllowed, NotFound, Unavailable, TooLate, AlreadyDone, and Invalid for who is no organiser or whom the
    reporter does not want to see it.
    """
    async with working(desk, who, number) as work:
        rules.may_hold(to)
        report = rules.passed(work.report, work.before.head, to.member_id)
        if to.member_id != who.member_id:
            now = desk.now()
            await reports.queue(work.tx, report, "feedback.passed", now, again=True, member=to.member_id)
        return await work.change(report, "feedback.passed")


async def take_back(desk: Desk, who: Asker, number: CaseNumber) -> Case:
    """Leave it to nobody in particular; raises NotAllowed, NotFound, Unavailable, TooLate, AlreadyDone."""
    async with working(desk, who, number) as work:
        return await work.change(rules.taken_back(work.report), "feedback.taken_back")


async def still_holds(desk: Desk, guild_id: GuildId, number: CaseNumber, member_id: MemberId) -> Branch | None:
    """The branch, if it is still this organiser whom the report was passed to, and the report is still there."""
    async with desk.db.reading() as conn:
        try:
            report = await store.get(conn, guild_id, number)
        except NotFound:
            return None
        holds = report.holder_id == member_id and report.status is not Status.WITHDRAWN
        return await branches.present(conn, guild_id) if holds else None


# The two rare things


async def mute(desk: Desk, senders: Senders, who: Asker, number: CaseNumber) -> None:
    """Whoever sent this sends nothing more today, if Steward still knows; raises NotAllowed, NotFound, TooLate."""
    async with working(desk, who, number) as work:
        report_rules.may_work_on(work.report)
        await reports.note(work.tx, desk.now(), work.before, "feedback.muted", who)
    senders.mute(work.before.branch, number)


async def may_open_name(desk: Desk, who: Asker, number: CaseNumber) -> None:
    """Refuse everybody but the organiser whom the reporter named, before a reason is typed."""
    found = await to_work_on(desk, who, number)
    rules.may_open_name(found.report, found.head, who.member_id)


async def open_name(desk: Desk, who: Asker, number: CaseNumber, reason: str) -> MemberId:
    """Who sent it in confidence, for the organiser whom they named; the reason is on record, each time.

    Raises NotAllowed, NotFound, Invalid, Unavailable, TooLate.
    """
    access.require(who, Power.ORGANISER)
    typed = report_rules.read_reason(reason)
    async with working(desk, who, number) as work:
        rules.may_open_name(work.report, work.before.head, who.member_id)
        name = reports.name_of(desk, work.report)
        await reports.note(work.tx, desk.now(), work.before, "feedback.name_opened", who, reason=typed)
    return name


# What they share


@dataclass(frozen=True)
class Work:
    """One organiser at work on one report, in one transaction."""

    desk: Desk
    tx: Connection
    who: Asker
    before: Opened

    @property
    def report(self) -> Report:
        """The report as it was found."""
        return self.before.report

    async def refuse_stale(self, text: str, kind: Kind, seen: int) -> None:
        """Refuse what was said already, or was begun before something else was added."""
        rules.may_add(await reports.thread(self.desk, self.tx, self.report), text, kind, seen)

    async def tell(self, report: Report, text: str, what: str) -> Case:
        """Leave this for the reporter; to who chose so it also comes by private message."""
        report = await self.add(report, Kind.ANSWER, text)
        if report.door is Door.CONFIDENTIAL and self.before.head.by_letter:
            now = self.desk.now()
            await reports.queue(self.tx, report, "feedback.letter", now, entry=report.entries)
        return await self.change(report, what)

    async def add(self, report: Report, kind: Kind, text: str) -> Report:
        """The asker's next entry, under their name and today's date."""
        branch = self.before.branch
        week, today = reports.week(self.desk, branch), reports.today(self.desk, branch)
        return await reports.add_entry(
            self.desk, self.tx, report, kind, text, week=week, author_id=self.who.member_id, written_on=today
        )

    async def change(self, report: Report, what: str) -> Case:
        """Put on record what was done; store what has become of the report, and have the desk's post show it."""
        now = self.desk.now()
        if report != self.report:
            await store.save(self.tx, report)
            if not self.before.head.not_to:  # what somebody must not see has no post, where all of them read
                await reports.refresh(self.tx, report, now)
        await reports.note(self.tx, now, self.before, what, self.who)
        return await case_of(self.desk, self.tx, self.before, report)


@asynccontextmanager
async def working(desk: Desk, who: Asker, number: CaseNumber) -> AsyncGenerator[Work]:
    """Work on the report, all or nothing; that this organiser uses the desk is kept. Raises what `find` does."""
    async with desk.db.transaction() as tx:
        found = await reports.find(desk, tx, who, number)
        await desk_organisers.seen(tx, who.guild_id, who.member_id, reports.today(desk, found.branch))
        yield Work(desk, tx, who, found)


async def case_of(desk: Desk, conn: Connection, before: Opened, report: Report) -> Case:
    """The report as it is now, with its thread opened; raises Unavailable."""
    kept = (await reports.settings(conn, report.guild_id)).retention_days
    erased_on = None if report.closed_on is None else report_rules.erased_on(report.closed_on, kept)
    return Case(replace(before, report=report), await reports.thread(desk, conn, report), erased_on)
