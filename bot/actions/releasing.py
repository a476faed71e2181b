"""Reports come to the desk: together, in rounds, in an order drawn by lot, which tells nothing of who sent when."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from bot.actions import records, report_hours, reports
from bot.actions.report_hours import ROUND
from bot.desk import Desk
from bot.errors import BranchError, NotFound, Unavailable
from bot.ids import GuildId
from bot.rules import reports as rules
from bot.rules.branches import Branch, Use
from bot.rules.reports import Kind, Report, Sent, SentReply, Status, Tray
from bot.store import branches, facts, jobs, workplaces
from bot.store import report_counts as counts
from bot.store import reports as store
from bot.store.db import Connection
from bot.store.jobs import Job

TOLD = "feedback.told"
OPEN = (Status.NEW, Status.READ, Status.IN_HAND)
SEALED_OFF = ("report.key_lost", "report.damaged")
NOTHING = ""


async def release(desk: Desk, tx: Connection, branch: Branch, sents: Sequence[Sent]) -> None:
    """Give these to the desk and have them posted there, within the transaction of a round or of an urgent report."""
    await _show(desk, tx, branch, await _take_in(desk, tx, branch, sents))


async def _take_in(desk: Desk, tx: Connection, branch: Branch, sents: Sequence[Sent]) -> list[Report]:
    drawn, given = list(sents), list[Report]()
    desk.lots.shuffle(drawn)
    today = reports.today(desk, branch)
    for sent in drawn:
        report = _as_released(desk, branch, sent, today)
        await store.add(tx, report)  # as it is with its first entry
        given.append(await reports.add_entry(desk, tx, report, Kind.REPORT, sent.text, week=report.week))
    # Who can see one fewer than are counted knows that there is one, and against whom.
    if counted := [each for each in given if reports.is_for_all(desk, each)]:
        await _count(tx, branch.guild_id, f"{today:%Y-%m}", counted)
    return given


async def _count(tx: Connection, guild_id: GuildId, month: str, given: Sequence[Report]) -> None:
    """With what could have been chosen: that nothing came from somewhere is a number too."""
    alike = Counter((each.category, each.office or NOTHING) for each in given)
    for (category, office), number in sorted(alike.items()):
        await counts.add(tx, guild_id, month, category=category, office=office, number=number)
    await counts.list_(tx, guild_id, month, "category", (await reports.settings(tx, guild_id)).categories)
    offices = [each.name for each in await workplaces.all_(tx, guild_id) if not each.is_gone]
    await counts.list_(tx, guild_id, month, "office", [NOTHING, *offices])


async def hold_round(desk: Desk, job: Job, problem: BranchError | None) -> None:
    """Give the desk what waits, unless something is in the way there: then it waits on, and officers are told once.

    One report alone waits for another, a day at most. What was withdrawn since the last round is shown so now.
    """
    try:
        await _hold(desk, job, problem)
    except Unavailable as error:
        if error.key not in SEALED_OFF:
            raise
        await _hold(desk, job, error)  # what waits can be opened, but not sealed again for the desk
    # Between which other entries of the WAL a report stands tells when it came. While somebody reads, it is left to the
    # next round.
    with suppress(Unavailable):
        await desk.db.fold()


async def _hold(desk: Desk, job: Job, problem: BranchError | None) -> None:
    async with desk.db.transaction() as tx:
        branch = await branches.present(tx, job.guild_id)
        tray, problem = await _tray(desk, tx, branch, problem)
        if problem is None:
            await _catch_up(desk, tx, branch, job)
            await _empty(desk, tx, branch, tray)
            await report_hours.go_on(tx, ROUND, branch, desk.now(), since=reports.today(desk, branch).isoformat())
        else:
            await report_hours.go_on(tx, ROUND, branch, desk.now())
        await _tell(desk, tx, branch, problem)


async def is_sealed_off(desk: Desk, guild_id: GuildId) -> bool:
    """Whether what waits for its round cannot be opened, as things are."""
    try:
        async with desk.db.reading() as conn:
            await reports.read_tray(desk, conn, guild_id)
    except Unavailable as error:
        return error.key in SEALED_OFF
    return False


async def _tray(
    desk: Desk, tx: Connection, branch: Branch, problem: BranchError | None
) -> tuple[Tray, BranchError | None]:
    """What waits, and what is in the way. A desk that the branch does not use has no problem while nothing waits."""
    if await store.tray(tx, branch.guild_id) is None and not branch.has_desk:
        return Tray(), None
    try:
        return await reports.read_tray(desk, tx, branch.guild_id), problem
    except Unavailable as error:  # its key is lost, or it is damaged: perhaps the file is put back
        return Tray(), problem or error


async def _empty(desk: Desk, tx: Connection, branch: Branch, tray: Tray) -> None:
    if not rules.goes_now(tray):
        await reports.put_tray(desk, tx, branch.guild_id, rules.after_a_round(tray))
        return
    given, replies = await _take_in(desk, tx, branch, tray.reports), list(tray.replies)
    desk.lots.shuffle(replies)
    for reply in replies:
        given += await _add(desk, tx, branch, reply)
    await _show(desk, tx, branch, given)
    await reports.put_tray(desk, tx, branch.guild_id, Tray())


async def _add(desk: Desk, tx: Connection, branch: Branch, reply: SentReply) -> list[Report]:
    """The reporter's next word comes to its report, which is open again; to none that is withdrawn or erased by now."""
    try:
        report = await store.get(tx, branch.guild_id, reply.number)
    except NotFound:
        return []
    if report.status is Status.WITHDRAWN:
        return []
    week = reports.week(desk, branch)
    report = await reports.add_entry(desk, tx, report, Kind.REPLY, reply.text, week=week)
    status = Status.READ if report.status.is_closed else report.status
    report = replace(report, status=status, closed_on=None, reply_waits=True)
    await store.save(tx, report)
    return [report]


async def _show(desk: Desk, tx: Connection, branch: Branch, given: Sequence[Report]) -> None:
    """In the desk's channel; of what somebody there must not see, the others are only told that there is something."""
    for_all = [each for each in given if reports.is_for_all(desk, each)]
    for report in for_all:
        await reports.refresh(tx, report, desk.now())
    if hidden := sorted(each.number for each in given if each not in for_all):
        await jobs.add(
            tx,
            kind=TOLD,
            subject=reports.nameless_subject(branch.guild_id),
            guild_id=branch.guild_id,
            due_at=desk.now(),
            key=f"{TOLD}:{branch.guild_id}:{desk.lots.getrandbits(64):016x}",  # it outlives them, so it names none
            payload={"numbers": hidden},
        )


async def _catch_up(desk: Desk, tx: Connection, branch: Branch, job: Job) -> None:
    """Show what was withdrawn since the last round, and what has no post because the desk could not be used.

    Also what stands in another channel than the desk: that may be gone, and its posts with it.
    """
    since = date.fromisoformat(str(job.payload.get("since", date.min.isoformat())))
    was_unwell, desk_channel = await facts.get(tx, _unwell(branch.guild_id)), branch.channels.get(Use.DESK)
    for report in await store.list_(tx, branch.guild_id, (*OPEN, Status.WITHDRAWN)):
        if report.closed_on is not None:
            is_behind = report.closed_on >= since and report.message_id is not None
        else:
            is_behind = bool(was_unwell) or report.channel_id != desk_channel or report.message_lost
        if is_behind and reports.is_for_all(desk, report):
            await reports.refresh(tx, report, desk.now())


async def _tell(desk: Desk, tx: Connection, branch: Branch, problem: BranchError | None) -> None:
    """Put on record what is in the way, once until it is another or gone."""
    key = NOTHING if problem is None else problem.key
    told = await facts.get(tx, _unwell(branch.guild_id)) or NOTHING
    if key == told:
        return
    await facts.put(tx, _unwell(branch.guild_id), key)
    if problem is not None:
        why = key.replace(".", "-").replace("_", "-")  # a sentence selects by it, and typed text would be escaped
        await records.note(tx, desk.now(), branch.guild_id, "feedback.desk_unusable", about="feedback", why=why)


def _as_released(desk: Desk, branch: Branch, sent: Sent, today: date) -> Report:
    guild_id, member_id = branch.guild_id, sent.member_id
    return Report(
        guild_id=guild_id,
        number=sent.number,
        door=sent.door,
        category=sent.category,
        office=sent.office,
        is_urgent=sent.is_urgent,
        week=reports.week(desk, branch),  # not when it was sent: on a Monday that would part those of one round
        released_on=today,
        code=sent.code,
        head=reports.seal_head(desk, guild_id, sent.number, sent.head),
        name=None if member_id is None else reports.seal_name(desk, guild_id, sent.number, member_id),
        entries=0,
    )


def _unwell(guild_id: GuildId) -> str:
    return f"feedback.unwell:{guild_id}"
