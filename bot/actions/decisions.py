"""What was decided stays visible, with an owner and a date, until somebody says what became of it; and then for good.

A decision is recorded by a rep, at a meeting or between two. Its owner, if a member of this server, is reminded once a
week; the owner or a rep says how it ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.actions import records
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, DecisionId, GuildId, MeetingId, MemberId, Power
from bot.rules import access, reminding
from bot.rules import decisions as rules
from bot.rules.branches import Branch
from bot.rules.decisions import Decision, Silence, Status
from bot.rules.meetings import Meeting
from bot.rules.meetings import Status as MeetingStatus
from bot.rules.times import local
from bot.store import branches, jobs, meetings
from bot.store import decisions as store
from bot.store.db import Connection

ENDED_LISTED = 1000  # of the last ones: decades of a branch's


@dataclass(frozen=True)
class Entry:
    """A decision and the meeting that took it, if one did."""

    decision: Decision
    meeting: Meeting | None


@dataclass(frozen=True)
class Register:
    """Some of the branch's decisions, in the order in which they are read."""

    branch: Branch
    today: date
    entries: Sequence[Entry]


async def open_(desk: Desk, who: Asker) -> Register:
    """What is still to be done, overdue first; for members."""
    async with desk.db.reading() as conn:
        return await _register(desk, conn, who, rules.in_order(await store.open_(conn, who.guild_id)))


async def ended(desk: Desk, who: Asker) -> Register:
    """What became of the rest, the last first; for members."""
    async with desk.db.reading() as conn:
        return await _register(desk, conn, who, await store.ended(conn, who.guild_id, ENDED_LISTED))


async def of_meeting(desk: Desk, who: Asker, meeting_id: MeetingId) -> Register:
    """What this meeting decided, open or ended, as it was recorded; for members."""
    async with desk.db.reading() as conn:
        return await _register(desk, conn, who, await store.of_meeting(conn, who.guild_id, meeting_id))


async def record(
    desk: Desk,
    who: Asker,
    branch: Branch,
    meeting_id: MeetingId | None,
    *,
    what: str,
    owner_id: MemberId | None,
    owner: str,
    due: str,
) -> Entry:
    """Put what was decided in the register, as typed; raises Invalid, and NotAllowed for who is no rep."""
    access.require(who, Power.REP)
    now = desk.now()
    read_what, read_owner = rules.read_what(what), rules.read_owner(owner_id, owner)
    due_on = rules.read_due(due, local(now, branch.zone).date())
    async with desk.db.transaction() as tx:
        meeting = None if meeting_id is None else await meetings.get(tx, who.guild_id, meeting_id)
        if meeting is not None and not _has_begun(meeting, desk):
            raise NotFound("meeting.not_found")
        decision = await store.add(
            tx, who.guild_id, meeting_id, what=read_what, owner=read_owner, due_on=due_on, by=who.member_id, now=now
        )
        await _remind(tx, desk, branch, decision)
        await _note(tx, now, who, decision, "decision.recorded")
    return Entry(decision, meeting)


async def look(desk: Desk, who: Asker, decision_id: DecisionId) -> Entry:
    """The decision, for whoever may say what became of it; raises NotAllowed, or AlreadyDone once it has ended."""
    async with desk.db.reading() as conn:
        decision = await store.get(conn, who.guild_id, decision_id)
        rules.may_end(decision, who)
        return await _entry(conn, decision)


async def correct(
    desk: Desk, who: Asker, branch: Branch, decision_id: DecisionId, *, owner_id: MemberId | None, owner: str, due: str
) -> Entry:
    """Another owner or another day, as typed; for reps, and only while it is open."""
    access.require(who, Power.REP)
    read_owner = rules.read_owner(owner_id, owner)
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, decision_id)
        rules.may_correct(before)
        today = local(desk.now(), branch.zone).date()
        due_on = rules.read_due(due, today, before.due_on)
        decision = replace(before, owner=read_owner, due_on=due_on, silence=None)
        await store.save(tx, decision)
        await _remind(tx, desk, branch, decision)
        await _note(tx, desk.now(), who, decision, "decision.corrected")
        return await _entry(tx, decision)


async def end(desk: Desk, who: Asker, decision_id: DecisionId, status: Status, outcome: str) -> Entry:
    """It is done, or will not be done, and this is what became of it; said by its owner or a rep, once."""
    read_outcome = rules.read_outcome(outcome)
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, decision_id)
        rules.may_end(before, who)
        decision = replace(before, status=status, outcome=read_outcome, ended_at=desk.now())
        await store.save(tx, decision)
        await jobs.drop(tx, key(decision))
        await _note(tx, desk.now(), who, decision, f"decision.{status}")
        return await _entry(tx, decision)


# The weekly reminder


async def to_remind(desk: Desk, guild_id: GuildId, decision_id: DecisionId) -> Register | None:
    """The decision whose owner is to be reminded now, None where there is nobody to remind or it is night.

    However many weeks Steward was away, it is one reminder; one that would come at night is put off to the morning.
    """
    async with desk.db.transaction() as tx:
        decision, now = await store.get(tx, guild_id, decision_id), desk.now()
        branch = await branches.present(tx, guild_id)
        if not rules.is_reminded_of(decision):
            return None
        if reminding.is_quiet(now, branch.zone):
            await jobs.reschedule(tx, key(decision), rules.morning_after(now, branch.zone))
            return None
        return Register(branch, local(now, branch.zone).date(), [await _entry(tx, decision)])


async def reminded(desk: Desk, guild_id: GuildId, decision_id: DecisionId, silence: Silence | None) -> None:
    """The owner was reminded, or why that could not be; the next time is in a week, unless the owner has left."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, decision_id)
        if not rules.is_reminded_of(before):
            return
        if before.silence is not silence:
            await store.save(tx, replace(before, silence=silence))
        if silence is not Silence.LEFT:
            zone = (await branches.present(tx, guild_id)).zone
            await jobs.reschedule(tx, key(before), rules.next_reminder(before, desk.now(), zone))


def key(decision: Decision) -> str:
    """The key of its one job."""
    return f"decision.remind:{decision.id}"


def _has_begun(meeting: Meeting, desk: Desk) -> bool:
    return meeting.status in (MeetingStatus.ANNOUNCED, MeetingStatus.HELD) and meeting.starts_at <= desk.now()


async def _remind(tx: Connection, desk: Desk, branch: Branch, decision: Decision) -> None:
    """Have its owner reminded from now on, in the place of an earlier one."""
    await jobs.drop(tx, key(decision))
    if not rules.is_reminded_of(decision):
        return
    await jobs.add(
        tx,
        kind="decision.remind",
        subject=f"decision:{decision.id}",
        guild_id=decision.guild_id,
        due_at=rules.next_reminder(decision, desk.now(), branch.zone),
        key=key(decision),
        payload={"decision": decision.id},
        again=True,
    )


async def _register(desk: Desk, conn: Connection, who: Asker, decisions: Sequence[Decision]) -> Register:
    branch = await branches.present(conn, who.guild_id)
    access.require_member(who, branch.holders(Power.MEMBER))
    known = {each.meeting_id for each in decisions if each.meeting_id is not None}
    held = {meeting_id: await meetings.get(conn, who.guild_id, meeting_id) for meeting_id in known}
    entries = [Entry(each, None if each.meeting_id is None else held[each.meeting_id]) for each in decisions]
    return Register(branch, local(desk.now(), branch.zone).date(), entries)


async def _entry(conn: Connection, decision: Decision) -> Entry:
    if decision.meeting_id is None:
        return Entry(decision, None)
    return Entry(decision, await meetings.get(conn, decision.guild_id, decision.meeting_id))


async def _note(tx: Connection, now: datetime, who: Asker, decision: Decision, what: str) -> None:
    # Without its owner: what is on record stays, and a name that was corrected need not.
    about = f"decision:{decision.id}"
    await records.note(tx, now, decision.guild_id, what, actor=who.member_id, about=about, decision=decision.what)
