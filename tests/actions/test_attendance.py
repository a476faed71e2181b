"""Who comes to a meeting and who leaves it, on a real database, without Discord."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.actions import attendance, branches, changes, drafts, meetings, polls
from bot.actions.answers import Answers
from bot.actions.check_ins import CheckIns
from bot.actions.polls import Eligible
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound, TooLate
from bot.ids import Asker, ChannelId, MemberId, MessageId, RoleId
from bot.rules.branches import Use
from bot.rules.meetings import NAMES_KEPT_AT_MOST, Answer, Counts, Meeting, Status
from bot.rules.numbers import Quorum
from bot.rules.polls import Poll
from bot.rules.polls import Status as Stage
from bot.store import answers, audit, jobs
from bot.store import branches as branch_store
from tests.actions.announced import ELSEWHERE, GUILD, SUE, Hall, member
from tests.builders import Clock

THREE, FIVE_PERCENT = Quorum(3, "voters"), Quorum(5, "percent")
ROOM, POST = ChannelId(9), MessageId(90)


@pytest.fixture
async def check_ins(desk: Desk) -> AsyncIterator[CheckIns]:
    made = CheckIns(desk)
    yield made
    await made.finish()


@pytest.fixture
async def meeting(hall: Hall) -> Meeting:
    """Ten minutes before its start; it needs three."""
    return await begun(hall, THREE, minutes=-10)


async def begun(hall: Hall, quorum: Quorum, *, minutes: float = 1) -> Meeting:
    """A meeting that began so many minutes ago."""
    made = await hall.announce(quorum=quorum)
    hall.clock.move(seconds=(made.starts_at - hall.clock.now()).total_seconds(), minutes=minutes)
    return made


async def arrive(check_ins: CheckIns, meeting: Meeting, *numbers: int) -> None:
    await asyncio.gather(*(check_ins.check_in(member(number), meeting.id) for number in numbers))


async def noted(desk: Desk, rob: Asker, meeting: Meeting) -> list[tuple[bool, int, int, datetime]]:
    live = await attendance.look(desk, rob, meeting.id)
    return [(each.is_met, each.present, each.needed, each.at) for each in live.changes]


# Checking in


async def test_a_member_who_presses_twice_is_counted_once(hall: Hall, check_ins: CheckIns, meeting: Meeting):
    assert (await check_ins.check_in(member(1), meeting.id)).is_new
    assert not (await check_ins.check_in(member(1), meeting.id)).is_new
    both = await asyncio.gather(*(check_ins.check_in(member(2), meeting.id) for _ in range(2)))
    assert sorted(each.is_new for each in both) == [False, True]
    assert (await hall.counts(meeting)).present == 2


async def test_a_member_who_leaves_is_no_longer_counted(hall: Hall, check_ins: CheckIns, meeting: Meeting):
    assert not (await check_ins.check_out(member(1), meeting.id)).is_new
    await arrive(check_ins, meeting, 1, 2)
    assert (await check_ins.check_out(member(1), meeting.id)).is_new
    assert not (await check_ins.check_out(member(1), meeting.id)).is_new
    assert (await hall.counts(meeting)).present == 1
    assert (await check_ins.check_in(member(1), meeting.id)).is_new


async def test_whoever_sent_apologies_and_comes_all_the_same_is_in_the_minutes_once(
    hall: Hall, check_ins: CheckIns, meeting: Meeting
):
    box = Answers(hall.desk)
    for number, said in ((1, Answer.APOLOGIES), (2, Answer.APOLOGIES), (3, Answer.ONLINE)):
        await box.answer(member(number), meeting.id, said)
    pressed = await asyncio.gather(*(check_ins.check_in(member(number), meeting.id) for number in (1, 1, 3)))
    assert [each.took_back for each in pressed] == [True, False, False]
    assert await hall.counts(meeting) == Counts(coming=1, online=1, apologies=1, present=2)
    with pytest.raises(AlreadyDone) as refused:
        await box.answer(member(1), meeting.id, Answer.APOLOGIES)
    assert refused.value.key == "answer.is_there"
    await check_ins.check_out(member(1), meeting.id)
    await box.answer(member(1), meeting.id, Answer.APOLOGIES)
    assert await hall.counts(meeting) == Counts(online=1, apologies=2, present=1)
    await box.finish()


async def test_check_in_opens_half_an_hour_before_and_closes_with_the_meeting(
    hall: Hall, check_ins: CheckIns, clock: Clock
):
    meeting = await begun(hall, THREE, minutes=-30)
    clock.move(seconds=-1)
    with pytest.raises(TooLate) as early:
        await check_ins.check_in(member(1), meeting.id)
    assert (early.value.key, early.value.values) == ("meeting.check_in_later", {"opens_at": meeting.check_in_from})
    clock.move(seconds=1)
    await arrive(check_ins, meeting, 1)
    clock.move(seconds=(meeting.over_at - clock.now()).total_seconds())
    with pytest.raises(TooLate) as late:
        await check_ins.check_in(member(2), meeting.id)
    assert late.value.key == "meeting.over"
    assert (await hall.counts(meeting)).present == 1


async def test_of_those_who_press_together_each_gets_an_answer_of_their_own(
    hall: Hall, check_ins: CheckIns, meeting: Meeting
):
    stranger = replace(member(3), role_ids=frozenset({RoleId(99)}))
    answers = await asyncio.gather(
        check_ins.check_in(member(1), meeting.id),
        check_ins.check_in(stranger, meeting.id),
        check_ins.check_in(member(4, ELSEWHERE), meeting.id),
        check_ins.check_out(member(5), meeting.id),
        check_ins.check_in(member(2), meeting.id),
        return_exceptions=True,
    )
    assert [getattr(each, "key", getattr(each, "is_new", None)) for each in answers] == [
        True,
        "access.not_a_member",
        "meeting.not_found",
        False,
        True,
    ]
    assert (await hall.counts(meeting)).present == 2


async def test_the_public_numbers_follow_at_most_every_five_seconds(
    desk: Desk, check_ins: CheckIns, meeting: Meeting, clock: Clock
):
    await attendance.posted(desk, meeting.id, ROOM, POST)
    await finish_all(desk, clock)
    await arrive(check_ins, meeting, 1)
    clock.move(seconds=2)
    await arrive(check_ins, meeting, 2, 3)
    async with desk.db.reading() as conn:
        assert await jobs.next_due(conn, clock.now()) == clock.now() + timedelta(seconds=3)
        for kind in ("meeting.refresh", "meeting.refresh_checkin"):
            assert await jobs.state(conn, f"{kind}:{meeting.id}") == "waiting"


async def finish_all(desk: Desk, clock: Clock) -> None:
    """Carry out what is due by doing nothing."""
    async with desk.db.transaction() as tx:
        while job := await jobs.claim(tx, clock.now(), timedelta(hours=1)):
            await jobs.finish(tx, job, clock.now())


# The quorum


async def test_that_the_quorum_is_reached_and_lost_is_noted_with_the_time(
    desk: Desk, rob: Asker, check_ins: CheckIns, meeting: Meeting, clock: Clock
):
    await arrive(check_ins, meeting, 1, 2)
    assert await noted(desk, rob, meeting) == []
    reached_at = clock.move(minutes=11)
    await arrive(check_ins, meeting, 3, 4)
    clock.move(minutes=1)
    await arrive(check_ins, meeting, 5)
    lost_at = clock.move(minutes=30)
    await asyncio.gather(*(check_ins.check_out(member(number), meeting.id) for number in (1, 2, 3)))
    assert await noted(desk, rob, meeting) == [(True, 4, 3, reached_at), (False, 2, 3, lost_at)]
    back_at = clock.move(minutes=5)
    await attendance.count_room(desk, rob, meeting.id, "1")
    assert (await noted(desk, rob, meeting))[2:] == [(True, 3, 3, back_at)]
    await attendance.count_room(desk, rob, meeting.id, "1")
    assert len(await noted(desk, rob, meeting)) == 3


async def test_the_room_is_counted_by_reps_and_on_record(
    desk: Desk, hall: Hall, rob: Asker, check_ins: CheckIns, meeting: Meeting
):
    ann = branches.identify(hall.branch, member(1))
    with pytest.raises(NotAllowed):
        await attendance.count_room(desk, ann, meeting.id, "6")
    with pytest.raises(Invalid):
        await attendance.count_room(desk, rob, meeting.id, "a few")
    await arrive(check_ins, meeting, 1)
    live = await attendance.count_room(desk, rob, meeting.id, "6")
    assert (live.attendance.present, live.attendance.checked_in, live.attendance.in_room) == (7, 1, 6)
    await attendance.count_room(desk, rob, meeting.id, "6")
    await attendance.count_room(desk, rob, meeting.id, "4")
    async with desk.db.reading() as conn:
        entries = [e for e in await audit.page(conn, GUILD, before=None, limit=10) if e.what == "meeting.room_counted"]
    assert [(e.actor, e.detail["number"], e.detail["before"]) for e in entries] == [(2, 4, 6), (2, 6, 0)]


async def test_a_quorum_in_per_cent_is_known_from_when_the_membership_is_entered(
    desk: Desk, hall: Hall, rob: Asker, check_ins: CheckIns, clock: Clock
):
    meeting = await begun(hall, FIVE_PERCENT)
    await arrive(check_ins, meeting, 1)
    assert (await attendance.look(desk, rob, meeting.id)).attendance.form == "unknown"
    await branches.update_membership(desk, SUE, 40)
    await arrive(check_ins, meeting, 2)
    clock.move(minutes=5)
    await branches.update_membership(desk, SUE, 60)
    reached, lost = await noted(desk, rob, meeting)
    assert (reached[:3], lost) == ((True, 2, 2), (False, 2, 3, clock.now()))


async def test_only_reps_see_who_is_there(desk: Desk, hall: Hall, rob: Asker, check_ins: CheckIns, meeting: Meeting):
    async with desk.db.transaction() as tx:
        await answers.record(tx, meeting.id, {MemberId(109): Answer.APOLOGIES}, {"apologies": 1})
    await arrive(check_ins, meeting, 1)
    ann = branches.identify(hall.branch, member(1))
    for refused in (attendance.look(desk, ann, meeting.id), attendance.names(desk, ann, meeting.id)):
        with pytest.raises(NotAllowed):
            await refused
    names = await attendance.names(desk, rob, meeting.id)
    assert (names.present, names.answers) == ({101}, {109: Answer.APOLOGIES})
    with pytest.raises(NotFound):
        await attendance.look(desk, replace(rob, guild_id=ELSEWHERE), meeting.id)


async def test_the_meeting_to_look_at_is_the_one_that_can_be_checked_in_to(desk: Desk, hall: Hall, rob: Asker):
    first = await hall.announce()
    with pytest.raises(Invalid):
        await attendance.current(desk, rob)
    hall.clock.move(days=20, hours=23, minutes=30)
    assert await attendance.current(desk, rob) == first.id
    await hall.announce(hall.clock.now() + timedelta(minutes=20))
    with pytest.raises(Invalid):
        await attendance.current(desk, rob)


# Its end


async def test_the_meeting_ends_by_itself_once_with_the_quorum_as_it_stood(
    desk: Desk, hall: Hall, rob: Asker, check_ins: CheckIns, clock: Clock
):
    await branches.update_membership(desk, SUE, 40)
    meeting = await begun(hall, FIVE_PERCENT)
    await arrive(check_ins, meeting, 1, 2)
    await attendance.end(desk, GUILD, meeting.id)
    assert (await attendance.look(desk, rob, meeting.id)).meeting.status is Status.ANNOUNCED
    clock.move(hours=4)
    await attendance.end(desk, GUILD, meeting.id)
    await branches.update_membership(desk, SUE, 4000)
    await attendance.end(desk, GUILD, meeting.id)
    live = await attendance.look(desk, rob, meeting.id)
    assert (live.meeting.status, live.meeting.ended_at, live.meeting.membership) == (Status.HELD, meeting.over_at, 40)
    assert live.attendance.form == "met"
    async with desk.db.reading() as conn:
        assert await jobs.state(conn, f"meeting.erase:{meeting.id}") == "waiting"
        held = [e for e in await audit.page(conn, GUILD, before=None, limit=10) if e.what == "meeting.held"]
    assert [(e.actor, e.detail["present"]) for e in held] == [(None, 2)]


async def test_a_rep_ends_it_once_it_has_begun(
    desk: Desk, hall: Hall, rob: Asker, check_ins: CheckIns, meeting: Meeting
):
    await arrive(check_ins, meeting, 1, 2, 3)
    with pytest.raises(TooLate) as early:
        await attendance.end_now(desk, rob, meeting.id)
    assert early.value.key == "attendance.not_begun"
    ended_at = hall.clock.move(minutes=40)
    with pytest.raises(NotAllowed):
        await attendance.end_now(desk, branches.identify(hall.branch, member(1)), meeting.id)
    live = await attendance.end_now(desk, rob, meeting.id)
    assert (live.meeting.status, live.meeting.ended_at) == (Status.HELD, ended_at)
    for refused in (
        attendance.end_now(desk, rob, meeting.id),
        attendance.count_room(desk, rob, meeting.id, "9"),
        attendance.post_here(desk, rob, meeting.id, ROOM),
        check_ins.check_out(member(1), meeting.id),
    ):
        with pytest.raises(TooLate):
            await refused
    assert (await hall.counts(meeting)).present == 3
    async with desk.db.reading() as conn:
        assert await jobs.state(conn, f"meeting.end:{meeting.id}") is None
        waiting = await conn.execute_fetchall("SELECT due_at FROM jobs WHERE kind = 'meeting.erase'")
    assert [row[0] for row in waiting] == [int((ended_at + NAMES_KEPT_AT_MOST).timestamp() * 1000)]


async def test_whoever_came_for_a_meeting_that_is_put_off_is_not_there_on_the_other_day(
    desk: Desk, hall: Hall, rob: Asker, check_ins: CheckIns, meeting: Meeting
):
    await arrive(check_ins, meeting, 1, 2)
    await attendance.count_room(desk, rob, meeting.id, "5")
    in_a_moment = meeting.starts_at + timedelta(minutes=15)
    await changes.move(desk, rob, hall.branch, meeting.id, in_a_moment, reason="The lift is stuck")
    assert (await attendance.look(desk, rob, meeting.id)).attendance.present == 7
    await changes.move(desk, rob, hall.branch, meeting.id, meeting.starts_at + timedelta(days=14), reason="No heating")
    live = await attendance.look(desk, rob, meeting.id)
    assert (live.attendance.present, [each.is_met for each in live.changes]) == (0, [True, False])
    async with desk.db.reading() as conn:
        assert await answers.present(conn, meeting.id) == []


async def test_a_check_in_post_is_remembered_until_it_is_gone(desk: Desk, rob: Asker, meeting: Meeting):
    key = await attendance.post_here(desk, rob, meeting.id, ROOM)
    async with desk.db.reading() as conn:
        assert await jobs.state(conn, key) == "waiting"
    await attendance.posted(desk, meeting.id, ROOM, POST)
    await attendance.posted(desk, meeting.id, ROOM, MessageId(91))
    await attendance.lost(desk, meeting.id, ROOM, POST)  # an answer that comes late is about the old one
    assert await attendance.posts(desk, meeting.id) == {ROOM: 91}
    await attendance.lost(desk, meeting.id, ROOM, MessageId(91))
    assert await attendance.posts(desk, meeting.id) == {}


# Polls opened from it


async def a_poll(desk: Desk, hall: Hall, rob: Asker, meeting: Meeting) -> Poll:
    async with desk.db.transaction() as tx:
        await branch_store.set_channel(tx, GUILD, Use.POLLS, ChannelId(5))
        branch = await branch_store.present(tx, GUILD)
    question = "Should the branch oppose the move?"
    return await drafts.make(
        desk, rob, branch, question=question, options="For\nAgainst", closes="in 1 hour", meeting_id=meeting.id
    )


async def opened(desk: Desk, rob: Asker, draft: Poll) -> Poll:
    await drafts.open_(desk, rob, draft.id)
    standing = await polls.begin(desk, GUILD, draft.id, Eligible(63))
    assert standing is not None
    return standing.poll


async def test_a_poll_from_an_inquorate_meeting_decides_nothing_even_if_more_come_later(
    desk: Desk, hall: Hall, rob: Asker, check_ins: CheckIns
):
    meeting = await begun(hall, THREE)
    await arrive(check_ins, meeting, 1, 2)
    draft = await a_poll(desk, hall, rob, meeting)
    expected = await drafts.expected(desk, draft)
    assert (expected.decides, draft.decides) == (False, True)
    poll = await opened(desk, rob, draft)
    await arrive(check_ins, meeting, 3, 4)
    assert poll.meeting is not None
    assert (poll.meeting.title, poll.meeting.present, poll.meeting.needed) == (meeting.title, 2, 3)
    assert not (await polls.standing(desk, GUILD, poll.id)).poll.decides


async def test_a_poll_is_as_quorate_as_its_meeting_was_when_it_opened(
    desk: Desk, hall: Hall, rob: Asker, check_ins: CheckIns
):
    meeting = await begun(hall, THREE)
    draft = await a_poll(desk, hall, rob, meeting)
    await arrive(check_ins, meeting, 1, 2, 3)
    poll = await opened(desk, rob, draft)
    await check_ins.check_out(member(1), meeting.id)
    assert (await polls.standing(desk, GUILD, poll.id)).poll.decides


async def test_a_poll_that_opens_when_its_meeting_is_over_says_nothing_of_its_quorum(
    desk: Desk, hall: Hall, rob: Asker, clock: Clock
):
    meeting = await begun(hall, THREE)
    draft = await a_poll(desk, hall, rob, meeting)
    await attendance.end_now(desk, rob, meeting.id)
    poll = await opened(desk, rob, draft)
    assert poll.status is Stage.OPEN
    assert (poll.decides, poll.meeting and poll.meeting.form) == (True, "elsewhen")


async def test_no_poll_is_made_from_a_meeting_that_is_far_off_over_or_elsewhere(desk: Desk, hall: Hall, rob: Asker):
    far = await hall.announce()
    with pytest.raises(TooLate):
        await a_poll(desk, hall, rob, far)
    with pytest.raises(NotFound):
        await a_poll(desk, hall, rob, replace(far, id=far.id + 1))
    hall.clock.move(days=21)
    await attendance.end_now(desk, rob, far.id)
    with pytest.raises(TooLate):
        await a_poll(desk, hall, rob, far)
    assert (await meetings.standing(desk, GUILD, far.id)).meeting.status is Status.HELD
