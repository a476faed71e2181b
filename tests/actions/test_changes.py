"""What moving and cancelling does to a meeting, on a real database, without Discord."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.actions import branches, changes, meetings
from bot.actions.letters import Progress
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound, TooLate
from bot.ids import Asker, Caller, ChannelId, GuildId, MemberId, SeriesId
from bot.rules.branches import Branch
from bot.rules.meetings import NAMES_KEPT, USUAL, Answer, Counts, Kind, Meeting, Status
from bot.store import answers, audit, jobs
from bot.store import meetings as store
from bot.store.jobs import Job
from tests.actions.announced import GUILD, MEMBERS, Hall
from tests.builders import Clock

LONDON = ZoneInfo("Europe/London")
FIRST = datetime(2026, 12, 17, 18, 30, tzinfo=UTC)  # a Thursday; it is 21 November
LATER = datetime(2027, 1, 14, 18, 30, tzinfo=UTC)
ANN, BOB, CAT = MemberId(101), MemberId(102), MemberId(103)


@pytest.fixture
def branch(hall: Hall) -> Branch:
    return hall.branch


async def announced(desk: Desk, kind: Kind = Kind.GENERAL, starts_at: datetime = FIRST, **more: Any) -> Meeting:
    """A meeting to which ann, bob and cat have answered."""
    async with desk.db.transaction() as tx:
        draft = await store.add(
            tx,
            GUILD,
            MemberId(2),
            kind=kind,
            title="November meeting",
            place="Room 4",
            agenda=(),
            starts_at=starts_at,
            lasts_for=timedelta(minutes=90),
            rule=USUAL[kind],
            uid=f"{kind}-{starts_at:%Y%m%d}",
            channel_id=ChannelId(5),
            now=desk.now(),
            **more,
        )
        meeting = await meetings.publish(tx, desk.now(), draft)
        given = {ANN: Answer.COMING, BOB: Answer.APOLOGIES, CAT: Answer.UNSURE}
        await answers.record(tx, meeting.id, given, {"coming": 1, "apologies": 1, "unsure": 1})
    return meeting


@pytest.fixture
async def meeting(desk: Desk, branch: Branch) -> Meeting:
    return await announced(desk)


async def queue(desk: Desk) -> dict[str, tuple[str, int]]:
    """What waits: each key to its payload and when it is due."""
    async with desk.db.reading() as conn:
        rows = await conn.execute_fetchall("SELECT key, payload, due_at FROM jobs WHERE state = 'waiting'")
    return {key: (payload, due_at) for key, payload, due_at in rows}


async def waiting(desk: Desk, kind: str) -> list[str]:
    return sorted(key for key in await queue(desk) if key.split(":")[0] == kind)


async def due(desk: Desk, kind: str) -> datetime:
    ((_, due_at),) = [job for key, job in (await queue(desk)).items() if key.split(":")[0] == kind]
    return datetime.fromtimestamp(due_at / 1000, UTC)


async def begun(desk: Desk, kind: str) -> Job:
    """The next job of this kind, claimed; those before it are done."""
    while True:
        async with desk.db.transaction() as tx:
            job = await jobs.claim(tx, desk.now(), timedelta(hours=1))
            assert job is not None, f"no {kind} is due"
            if job.kind == kind:
                return job
            await jobs.finish(tx, job, desk.now())


async def stored(desk: Desk, meeting: Meeting) -> Meeting:
    async with desk.db.reading() as conn:
        return await store.get(conn, GUILD, meeting.id)


async def on_record(desk: Desk) -> list[str]:
    async with desk.db.reading() as conn:
        return [entry.what for entry in await audit.since(conn, GUILD, after=0, limit=50)]


# Moving


async def test_a_moved_meeting_keeps_its_answers_and_everything_happens_at_the_new_time(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting, clock: Clock
):
    clock.move(days=1)
    await changes.move(desk, rob, branch, meeting.id, LATER, reason="The hall is taken.")
    moved = await stored(desk, meeting)
    assert (moved.starts_at, moved.moved_from, moved.moved_at) == (LATER, FIRST, clock.now())
    assert (moved.move_reason, moved.short_reason, moved.sequence) == ("The hall is taken.", None, 1)
    assert (moved.status, moved.uid, moved.announced_at) == (Status.ANNOUNCED, meeting.uid, clock.now())
    found = await meetings.look(desk, rob, meeting.id)
    assert found.counts == Counts(coming=1, apologies=1, unsure=1)
    assert await due(desk, "meeting.open_checkin") == moved.check_in_from
    assert await due(desk, "meeting.end") == moved.over_at
    assert await due(desk, "meeting.remind") > FIRST
    for kind in ("meeting.refresh", "meeting.moved", "meeting.tell_each"):
        assert len(await waiting(desk, kind)) == 1
    assert await waiting(desk, "meeting.event") == []
    assert (await on_record(desk))[-2:] == ["meeting.announced", "meeting.moved"]


async def test_an_event_that_was_wanted_follows_the_move(desk: Desk, rob: Asker, branch: Branch):
    meeting = await announced(desk, with_event=True)
    await changes.move(desk, rob, branch, meeting.id, LATER)
    assert await waiting(desk, "meeting.event") == [f"meeting.event:{meeting.id}"]


async def test_another_place_changes_nothing_of_what_the_clock_does_and_nobodys_answer(
    desk: Desk, rob: Asker, branch: Branch, clock: Clock
):
    meeting = await announced(desk, with_event=True)
    async with desk.db.transaction() as tx:
        await meetings.queue(tx, meeting, "meeting.remind_each", clock.now(), each=clock.now())
    clock.move(days=1)
    before = await queue(desk)
    planned = await changes.plan(desk, rob, branch, meeting.id, None, where="Room 5")
    assert (planned.told, planned.move.needs_reason, planned.move.is_new_notice) == (3, False, False)
    await changes.move(desk, rob, branch, meeting.id, None, where="Room 5")
    there = await stored(desk, meeting)
    assert there == replace(meeting, place="Room 5", place_from="Room 4", place_at=clock.now(), sequence=1)
    assert (await meetings.look(desk, rob, meeting.id)).counts == Counts(coming=1, apologies=1, unsure=1)
    after = await queue(desk)
    for kind in ("meeting.open_checkin", "meeting.end", "meeting.remind", "meeting.remind_each"):
        ((key, job),) = [each for each in before.items() if each[0].split(":")[0] == kind]
        assert after[key] == job
    for kind in ("meeting.refresh", "meeting.moved", "meeting.tell_each", "meeting.event"):
        assert len(await waiting(desk, kind)) == 1
    assert (await on_record(desk))[-1] == "meeting.place_changed"
    with pytest.raises(AlreadyDone, match=r"change\.same_place"):
        await changes.move(desk, rob, branch, meeting.id, None, where="Room 5")
    assert await stored(desk, meeting) == there


async def test_changes_in_the_same_moment_are_told_as_different_ones(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting
):
    await changes.move(desk, rob, branch, meeting.id, LATER, where="Room 5")
    first = await begun(desk, "meeting.tell_each")
    await changes.cancel(desk, rob, meeting.id, "The hall is flooded.")
    assert not await changes.is_wanted(desk, first)
    assert (await on_record(desk))[-3:] == ["meeting.moved", "meeting.place_changed", "meeting.cancelled"]


async def test_too_little_notice_of_the_new_date_needs_a_reason_that_members_read(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting
):
    soon = datetime(2026, 12, 5, 18, 30, tzinfo=UTC)  # 13 clear days; the rule asks for 14
    planned = await changes.plan_at(desk, rob, branch, meeting.id, soon)
    assert (planned.move.notice.days, planned.move.needs_reason, planned.told) == (13, True, 3)
    with pytest.raises(Invalid, match=r"change\.reason_needed"):
        await changes.move(desk, rob, branch, meeting.id, soon, reason="  ")
    assert await stored(desk, meeting) == meeting
    await changes.move(desk, rob, branch, meeting.id, soon, reason="The offer runs out.")
    assert (await stored(desk, meeting)).short_reason == "The offer runs out."
    fourteen = soon + timedelta(days=1)
    await changes.move(desk, rob, branch, meeting.id, fourteen)
    assert (await stored(desk, meeting)).short_reason is None


async def test_an_annual_meeting_is_never_moved_to_a_day_of_too_little_notice(
    desk: Desk, rob: Asker, branch: Branch, clock: Clock
):
    meeting = await announced(desk, Kind.ANNUAL, FIRST + timedelta(days=7))
    clock.move(days=10)  # the day itself had its 28 days, and three weeks are left: a move counts from now
    with pytest.raises(Invalid, match=r"meeting\.short_notice"):
        await changes.move(desk, rob, branch, meeting.id, meeting.starts_at + timedelta(days=1), reason="The hall")
    with pytest.raises(Invalid, match=r"meeting\.short_notice"):
        await changes.move(desk, rob, branch, meeting.id, meeting.starts_at - timedelta(hours=1), reason="The hall")
    await changes.move(desk, rob, branch, meeting.id, meeting.starts_at + timedelta(hours=1))
    later = await stored(desk, meeting)
    assert (later.announced_at, later.sequence) == (meeting.announced_at, 1)


async def test_a_later_hour_of_the_same_day_leaves_the_reason_for_short_notice_as_it_was(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting
):
    soon = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)
    await changes.move(desk, rob, branch, meeting.id, soon, reason="The offer runs out.")
    await changes.move(desk, rob, branch, meeting.id, soon + timedelta(hours=1))
    moved = await stored(desk, meeting)
    assert (moved.short_reason, moved.move_reason, moved.sequence) == ("The offer runs out.", None, 2)


async def test_what_cannot_be_is_refused_and_changes_nothing(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting, clock: Clock
):
    ann = branches.identify(branch, Caller(GUILD, ANN, frozenset({MEMBERS})))
    elsewhere = Asker(GuildId(8), rob.member_id, rob.role_ids, rob.powers)
    before = await queue(desk)
    for who, starts_at, refusal in (
        (ann, LATER, NotAllowed),
        (elsewhere, LATER, NotFound),
        (rob, clock.now() - timedelta(days=1), Invalid),
        (rob, clock.now(), Invalid),
        (rob, clock.now() + timedelta(days=3000), Invalid),
        (rob, FIRST, AlreadyDone),
    ):
        with pytest.raises(refusal):
            await changes.plan_at(desk, who, branch, meeting.id, starts_at)
        with pytest.raises(refusal):
            await changes.move(desk, who, branch, meeting.id, starts_at, reason="Why not")
    for typed in ("31 February 18:30", "28 Mar 2027 01:30", "yesterday 18:30", "soonish"):
        with pytest.raises(Invalid):
            await changes.plan(desk, rob, branch, meeting.id, typed)
    with pytest.raises(NotAllowed):
        await changes.cancel(desk, ann, meeting.id, "Why not")
    with pytest.raises(Invalid):
        await changes.cancel(desk, rob, meeting.id, " ")
    assert await stored(desk, meeting) == meeting
    assert await queue(desk) == before


async def test_a_time_is_read_on_the_branchs_clock_on_both_sides_of_its_change(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting, clock: Clock
):
    clock.move(seconds=20)
    assert (await changes.plan(desk, rob, branch, meeting.id, "in 30 days")).move.meeting.starts_at.second == 0
    winter = await changes.plan(desk, rob, branch, meeting.id, "Sat 27 Mar 2027 18:30")
    summer = await changes.plan(desk, rob, branch, meeting.id, "Sun 28 Mar 2027 18:30")
    assert summer.move.meeting.starts_at - winter.move.meeting.starts_at == timedelta(hours=23)


async def test_once_it_has_begun_it_is_neither_moved_nor_cancelled(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting, clock: Clock
):
    clock.move(days=26, minutes=1)
    for act in (
        changes.plan_at(desk, rob, branch, meeting.id, LATER),
        changes.move(desk, rob, branch, meeting.id, LATER, reason="Late"),
        changes.changeable(desk, rob, meeting.id),
        changes.cancel(desk, rob, meeting.id, "Late"),
    ):
        with pytest.raises(TooLate):
            await act


async def test_who_has_only_checked_in_is_told_too_and_their_name_does_not_stay_with_the_letters(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting, clock: Clock
):
    eve, door = MemberId(104), MemberId(90)
    clock.move(days=25, hours=23, minutes=40)
    async with desk.db.transaction() as tx:
        for member_id in (ANN, eve, door):
            await answers.check_in(tx, meeting.id, member_id)
    moved = (await changes.move(desk, rob, branch, meeting.id, LATER, reason="Flooded")).meeting
    job = await begun(desk, "meeting.tell_each")
    assert await changes.waiting(desk, job, moved, Progress()) == [door, ANN, BOB, CAT, eve]
    assert await changes.waiting(desk, job, moved, Progress(CAT, 4)) == [eve]
    await changes.told(desk, job, moved, Progress(eve, 5))
    async with desk.db.reading() as conn:
        assert await answers.present(conn, meeting.id) == []
        ((kept,),) = await conn.execute_fetchall("SELECT payload FROM jobs WHERE kind = 'meeting.tell_each'")
    assert "there" not in str(kept)


async def test_an_occurrence_of_a_series_stays_the_one_of_its_day(desk: Desk, rob: Asker, branch: Branch):
    async with desk.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO meeting_series (id, guild_id, author_id, uid, kind, title, place, minutes, with_event, first,"
            " repeats, made_at) VALUES (1, 7, 2, 'u', 'general', 'M', 'R', 90, 0, '2026-12-17T18:30', 'FREQ=DAILY', 0)"
        )
    one = await announced(desk, series_id=SeriesId(1), occurs_on=FIRST.date())
    other = await announced(desk, starts_at=LATER, series_id=SeriesId(1), occurs_on=LATER.date())
    await changes.move(desk, rob, branch, one.id, FIRST + timedelta(days=1))
    assert (await stored(desk, one)).occurs_on == FIRST.date()
    await changes.cancel(desk, rob, one.id, "The hall is flooded.")
    assert await stored(desk, other) == other


# Telling those who answered


async def test_a_meeting_moved_twice_is_told_once_with_its_last_time(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting, clock: Clock
):
    await changes.move(desk, rob, branch, meeting.id, LATER)
    clock.move(seconds=20)
    await changes.move(desk, rob, branch, meeting.id, LATER + timedelta(days=7))
    assert len(await waiting(desk, "meeting.moved")) == len(await waiting(desk, "meeting.tell_each")) == 1
    ((payload, _),) = [job for key, job in (await queue(desk)).items() if key.startswith("meeting.moved")]
    assert '"sequence": 2' in payload


async def test_whoever_is_being_told_of_a_move_stops_when_there_is_a_later_one(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting, clock: Clock
):
    await changes.move(desk, rob, branch, meeting.id, LATER)
    job = await begun(desk, "meeting.tell_each")
    moved = await stored(desk, meeting)
    assert await changes.waiting(desk, job, moved, Progress()) == [ANN, BOB, CAT]
    assert await changes.waiting(desk, job, moved, Progress(ANN, 1)) == [BOB, CAT]
    clock.move(seconds=1)
    await changes.cancel(desk, rob, meeting.id, "The hall is flooded.")
    assert not await changes.is_wanted(desk, job)
    assert await changes.waiting(desk, job, moved, Progress(ANN, 1)) == []
    async with desk.db.transaction() as tx:
        await jobs.finish(tx, job, desk.now())
    last = await begun(desk, "meeting.tell_each")
    assert last.key != job.key
    assert await changes.waiting(desk, last, await stored(desk, meeting), Progress.of(last)) == [ANN, BOB, CAT]


async def test_nobody_is_told_when_it_would_be_over_already(
    desk: Desk, rob: Asker, branch: Branch, meeting: Meeting, clock: Clock
):
    await changes.cancel(desk, rob, meeting.id, "The hall is flooded.")
    clock.move(days=27)
    job = await begun(desk, "meeting.tell_each")
    assert await changes.waiting(desk, job, await stored(desk, meeting), Progress()) == []


# Cancelling


async def test_of_a_cancelled_meeting_the_clock_does_nothing_more_and_names_go_after_thirty_days(
    desk: Desk, rob: Asker, branch: Branch, clock: Clock
):
    meeting = await announced(desk, with_event=True)
    async with desk.db.transaction() as tx:
        await meetings.queue(tx, meeting, "meeting.remind_each", clock.now(), each=clock.now())
    await changes.move(desk, rob, branch, meeting.id, LATER)
    assert await waiting(desk, "meeting.remind_each") == []
    await changes.cancel(desk, rob, meeting.id, "The hall is flooded.")
    cancelled = await stored(desk, meeting)
    assert (cancelled.status, cancelled.ended_at, cancelled.sequence) == (Status.CANCELLED, clock.now(), 2)
    assert cancelled.cancel_reason == "The hall is flooded."
    left = {key.split(":")[0] for key in await queue(desk) if key.startswith("meeting.")} - {"meeting.announce"}
    assert left == {"meeting.refresh", "meeting.cancelled", "meeting.tell_each", "meeting.event", "meeting.erase"}
    assert await due(desk, "meeting.erase") == clock.now() + NAMES_KEPT
    with pytest.raises(AlreadyDone):
        await changes.cancel(desk, rob, meeting.id, "Twice")
    with pytest.raises(AlreadyDone):
        await changes.move(desk, rob, branch, meeting.id, FIRST)
