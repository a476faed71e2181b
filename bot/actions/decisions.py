"""What was decided stays visible, with an owner and a date, until somebody says what became of it; and then for good.

A decision is recorded by a rep, at a meeting or between two. An owner who is a member of this server is reminded once a
week of all that is theirs, in one message; the owner or a rep says how it ended.

One job a branch: it writes to the owners one after the other, and then waits for the next week.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

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
BEFORE_EVERYBODY = MemberId(0)


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


@dataclass(frozen=True)
class Letter:
    """All that one owner is to be reminded of."""

    owner_id: MemberId
    register: Register


@dataclass(frozen=True)
class Round:
    """How far a week's letters have come, kept in their job: owners are written to in the order of their ids."""

    began_at: datetime
    last: MemberId

    @classmethod
    def of(cls, job: jobs.Job, now: datetime) -> "Round":
        """Where an earlier try stopped; from the beginning where that one began more than two days ago."""
        began_at = datetime.fromisoformat(str(job.payload.get("began_at", now.isoformat())))
        if began_at + rules.LEFT_ALONE < now:
            return cls(now, BEFORE_EVERYBODY)
        return cls(began_at, MemberId(int(str(job.payload.get("last", BEFORE_EVERYBODY)))))


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


async def theirs(desk: Desk, who: Asker) -> Register:
    """What this owner still has to see to, for them alone; also in a private message, where nobody has a role."""
    async with desk.db.reading() as conn:
        found = [each for each in await store.open_(conn, who.guild_id) if each.owner.member_id == who.member_id]
        return await _read(desk, conn, await branches.present(conn, who.guild_id), rules.in_order(found))


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
        await _remind(tx, decision, now, branch.zone)
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
        await _remind(tx, decision, desk.now(), branch.zone)
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
        await _note(tx, desk.now(), who, decision, f"decision.{status}")
        return await _entry(tx, decision)


# The weekly reminder


async def next_letter(desk: Desk, job: jobs.Job, last: MemberId) -> Letter | None:
    """Whom to write to after this owner, and about what; None once everybody was written to, and at night.

    Then the job waits: for the morning, or for the next week if there is anything to remind of. However many weeks
    Steward was away, it is one letter.
    """
    now = desk.now()
    async with desk.db.transaction() as tx:
        branch = await branches.present(tx, job.guild_id)
        if reminding.is_quiet(now, branch.zone):
            await jobs.reschedule(tx, job.key, rules.morning_after(now, branch.zone))
            return None
        decisions = await store.open_(tx, job.guild_id)
        for owner_id, found in rules.to_remind_of(decisions, now).items():
            if owner_id > last:
                return Letter(owner_id, await _read(desk, tx, branch, found))
        await jobs.keep(tx, job, {})  # nobody's id stays with what is done
        if any(map(rules.is_reminded_of, decisions)):
            await jobs.reschedule(tx, job.key, rules.next_reminders(now, branch.zone))
        return None


async def written_to(
    desk: Desk, job: jobs.Job, before: Round, owner_id: MemberId, silence: Silence | None = None
) -> Round:
    """This owner was reminded, or cannot be, which the register then says; a restart goes on from here."""
    reached = replace(before, last=owner_id)
    async with desk.db.transaction() as tx:
        await store.set_silence(tx, job.guild_id, owner_id, silence)
        await jobs.keep(tx, job, {"began_at": reached.began_at.isoformat(), "last": reached.last})
    return reached


async def keep_the_hour(tx: Connection, guild_id: GuildId, before: ZoneInfo) -> None:
    """The branch's clock is another: owners are reminded when that one reads what the clock before would have read."""
    at = await jobs.due_at(tx, key(guild_id))
    if at is not None:
        zone = (await branches.present(tx, guild_id)).zone
        await jobs.reschedule(tx, key(guild_id), rules.same_hour(at, before, zone))


def key(guild_id: GuildId) -> str:
    """The key of the branch's one job, and its subject: a round of letters holds up nothing else."""
    return f"decision.remind:{guild_id}"


def _has_begun(meeting: Meeting, desk: Desk) -> bool:
    return meeting.status in (MeetingStatus.ANNOUNCED, MeetingStatus.HELD) and meeting.starts_at <= desk.now()


async def _remind(tx: Connection, decision: Decision, now: datetime, zone: ZoneInfo) -> None:
    """Have its owner reminded from now on, with whoever is already."""
    if rules.is_reminded_of(decision):
        await jobs.add(
            tx,
            kind="decision.remind",
            subject=key(decision.guild_id),
            guild_id=decision.guild_id,
            due_at=rules.next_reminders(now, zone),
            key=key(decision.guild_id),
            again=True,
        )


async def _register(desk: Desk, conn: Connection, who: Asker, decisions: Sequence[Decision]) -> Register:
    branch = await branches.present(conn, who.guild_id)
    access.require_member(who, branch.holders(Power.MEMBER))
    return await _read(desk, conn, branch, decisions)


async def _read(desk: Desk, conn: Connection, branch: Branch, decisions: Sequence[Decision]) -> Register:
    known = {each.meeting_id for each in decisions if each.meeting_id is not None}
    held = {meeting_id: await meetings.get(conn, branch.guild_id, meeting_id) for meeting_id in known}
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
