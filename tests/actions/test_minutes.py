"""Minutes are drafted, posted and approved, and names are erased; on a real database, without Discord."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.actions import branches, meetings, minutes
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound, TooLate
from bot.ids import Asker, Caller, ChannelId, MemberId, MessageId
from bot.rules.meetings import Answer, Meeting, Status
from bot.rules.minutes import Minutes
from bot.rules.minutes import Status as Standing
from bot.store import answers, audit, jobs
from bot.store import meetings as store
from tests.actions.announced import ELSEWHERE, GUILD, Hall
from tests.builders import Clock, traces

PDF = b"%PDF-1.7 minutes"
# Ids as Discord's are, which no byte of anything else looks like.
ANN, BOB = MemberId(1234567890123456789), MemberId(1234567890987654321)


@pytest.fixture
async def meeting(hall: Hall) -> Meeting:
    """A meeting that has begun: Ann is there, Bob sent apologies."""
    meeting = await hall.announce(hall.clock.now() + timedelta(hours=1))
    hall.clock.move(hours=1)
    async with hall.desk.db.transaction() as tx:
        await answers.record(tx, meeting.id, {BOB: Answer.APOLOGIES}, {Answer.APOLOGIES: 1})
        await answers.check_in(tx, meeting.id, ANN)
    return meeting


async def kept(hall: Hall, rob: Asker, meeting: Meeting) -> Minutes:
    found = (await minutes.look(hall.desk, rob, meeting.id)).minutes
    assert found is not None
    return found


async def approved(hall: Hall, rob: Asker, meeting: Meeting) -> Minutes:
    draft = await kept(hall, rob, meeting)
    found = (await minutes.approve(hall.desk, rob, meeting.id, draft.version)).minutes
    assert found is not None
    return found


async def waiting(hall: Hall, kind: str) -> list[datetime]:
    """When the jobs of this kind fall due."""
    async with hall.desk.db.reading() as conn:
        found = await conn.execute_fetchall("SELECT due_at FROM jobs WHERE kind = ? AND state = 'waiting'", (kind,))
    return [jobs.from_ms(row[0]) for row in found]


async def test_only_a_rep_keeps_minutes_and_only_of_a_meeting_that_has_begun(
    hall: Hall, rob: Asker, ann: Asker, meeting: Meeting
):
    to_come = await hall.announce()
    for act in (
        minutes.write(hall.desk, ann, meeting.id, "Present: 23."),
        minutes.attach(hall.desk, ann, meeting.id, "minutes.pdf", PDF),
        minutes.look(hall.desk, ann, meeting.id),
        minutes.file(hall.desk, ann, meeting.id),
        minutes.post(hall.desk, ann, meeting.id),
        minutes.approve(hall.desk, ann, meeting.id, 0),
    ):
        with pytest.raises(NotAllowed):
            await act
    with pytest.raises(TooLate):
        await minutes.write(hall.desk, rob, to_come.id, "Present: 23.")
    with pytest.raises(NotFound):
        await minutes.look(hall.desk, replace(rob, guild_id=ELSEWHERE), meeting.id)
    assert (await minutes.look(hall.desk, rob, meeting.id)).minutes is None


async def test_nobody_keeps_minutes_of_a_meeting_that_was_cancelled(hall: Hall, rob: Asker, meeting: Meeting):
    async with hall.desk.db.transaction() as tx:
        await store.save(tx, replace(meeting, status=Status.CANCELLED, ended_at=hall.clock.now()))
    with pytest.raises(AlreadyDone):
        await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")


async def test_a_draft_is_a_text_or_a_file_and_the_last_one_counts(hall: Hall, rob: Asker, meeting: Meeting):
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    with pytest.raises(NotFound):
        await minutes.file(hall.desk, rob, meeting.id)
    await minutes.attach(hall.desk, rob, meeting.id, "Minutes.PDF", PDF)
    assert await minutes.file(hall.desk, rob, meeting.id) == minutes.File("Minutes.pdf", PDF)
    assert (await kept(hall, rob, meeting)).text == ""
    await minutes.write(hall.desk, rob, meeting.id, "Present: 24.")
    found = await kept(hall, rob, meeting)
    assert (found.text, found.file_name, found.status) == ("Present: 24.", None, Standing.DRAFT)
    assert await waiting(hall, "meeting.minutes") == []  # nobody has asked for it to be posted


async def test_a_refused_file_leaves_the_draft_as_it_was(hall: Hall, rob: Asker, meeting: Meeting):
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    for name, data in (("minutes.exe", b"MZ"), ("minutes.pdf", b"MZ"), ("minutes.pdf", PDF + bytes(2**23))):
        with pytest.raises(Invalid):
            await minutes.attach(hall.desk, rob, meeting.id, name, data)
    assert (await kept(hall, rob, meeting)).text == "Present: 23."


async def test_a_draft_that_is_posted_is_posted_anew_when_it_is_replaced(
    hall: Hall, rob: Asker, meeting: Meeting, clock: Clock
):
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    await minutes.post(hall.desk, rob, meeting.id)
    assert len(await waiting(hall, "meeting.minutes")) == 1
    await minutes.posted(hall.desk, meeting.id, ChannelId(5), MessageId(6))
    clock.move(hours=1)
    await minutes.attach(hall.desk, rob, meeting.id, "minutes.pdf", PDF)
    assert len(await waiting(hall, "meeting.minutes")) == 2
    shown, file = await minutes.to_post(hall.desk, GUILD, meeting.id)
    assert shown.minutes is not None
    assert (shown.minutes.is_posted, file) == (True, minutes.File("minutes.pdf", PDF))


async def test_what_is_approved_is_what_the_rep_has_seen(hall: Hall, rob: Asker, meeting: Meeting, clock: Clock):
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    seen = await kept(hall, rob, meeting)
    clock.move(minutes=1)
    await minutes.write(hall.desk, rob, meeting.id, "Present: 2.")
    with pytest.raises(TooLate):
        await minutes.approve(hall.desk, rob, meeting.id, seen.version)
    assert (await kept(hall, rob, meeting)).status is Standing.DRAFT


async def test_approved_minutes_say_who_and_when_and_never_change_again(
    hall: Hall, rob: Asker, meeting: Meeting, clock: Clock
):
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    clock.move(days=28)
    found = await approved(hall, rob, meeting)
    assert (found.approved_at, found.approved_by) == (clock.now(), rob.member_id)
    assert len(await waiting(hall, "meeting.minutes")) == 1
    for act in (
        minutes.write(hall.desk, rob, meeting.id, "Present: 99."),
        minutes.attach(hall.desk, rob, meeting.id, "minutes.pdf", PDF),
        minutes.approve(hall.desk, rob, meeting.id, found.version),
    ):
        with pytest.raises(AlreadyDone):
            await act
    assert await kept(hall, rob, meeting) == found


@pytest.mark.parametrize(("planned_in", "erased_in"), [(400, 30), (10, 10)])
async def test_names_go_30_days_after_the_approval_unless_they_go_earlier_anyway(
    hall: Hall, rob: Asker, meeting: Meeting, planned_in: int, erased_in: int
):
    async with hall.desk.db.transaction() as tx:
        planned = hall.clock.now() + timedelta(days=planned_in)
        await meetings.queue(tx, meeting, "meeting.erase", planned)
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    await approved(hall, rob, meeting)
    assert await waiting(hall, "meeting.erase") == [hall.clock.now() + timedelta(days=erased_in)]


async def test_an_approval_before_the_end_is_planned_for_is_not_put_off_by_it(hall: Hall, rob: Asker, meeting: Meeting):
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    await approved(hall, rob, meeting)
    async with hall.desk.db.transaction() as tx:
        await meetings.queue(tx, meeting, "meeting.erase", hall.clock.now() + timedelta(days=400))
    assert await waiting(hall, "meeting.erase") == [hall.clock.now() + timedelta(days=30)]


async def test_members_find_who_was_there_behind_posted_minutes_and_nobody_else_does(
    hall: Hall, rob: Asker, ann: Asker, meeting: Meeting
):
    with pytest.raises(NotFound):
        await minutes.present(hall.desk, ann, meeting.id)
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    with pytest.raises(NotFound):
        await minutes.present(hall.desk, ann, meeting.id)
    await minutes.posted(hall.desk, meeting.id, ChannelId(5), MessageId(6))
    found = await minutes.present(hall.desk, ann, meeting.id)
    assert (found.present, found.apologies, found.kept.present) == ([ANN], [BOB], 1)
    stranger = branches.identify(hall.branch, Caller(GUILD, MemberId(9), frozenset()))
    with pytest.raises(NotAllowed):
        await minutes.present(hall.desk, stranger, meeting.id)


async def test_once_erased_no_byte_in_any_file_tells_who_answered_and_the_numbers_stay(
    hall: Hall, rob: Asker, ann: Asker, meeting: Meeting, tmp_path: Path
):
    await minutes.write(hall.desk, rob, meeting.id, "Present: 23.")
    await minutes.posted(hall.desk, meeting.id, ChannelId(5), MessageId(6))
    await minutes.erase(hall.desk, GUILD, await another(hall))
    assert traces(tmp_path, ANN, BOB) != []
    async with hall.desk.db.transaction() as tx:
        await meetings.queue(tx, meeting, "meeting.tell_each", hall.clock.now(), each=hall.clock.now(), last=BOB)
        job = await jobs.claim(tx, hall.clock.now(), timedelta(hours=1))
        while job is not None:
            await jobs.finish(tx, job, hall.clock.now())
            job = await jobs.claim(tx, hall.clock.now(), timedelta(hours=1))
    await minutes.erase(hall.desk, GUILD, meeting.id)
    assert traces(tmp_path, ANN, BOB) == []
    found = await minutes.present(hall.desk, ann, meeting.id)
    assert (found.present, found.apologies) == ([], [])
    assert (found.kept.present, found.kept.standing.counts.apologies) == (1, 1)
    assert found.kept.meeting.erased_at == hall.clock.now()


async def another(hall: Hall):
    """A meeting whose names are erased beside ours: ours stay."""
    return (await hall.announce()).id


async def test_names_are_erased_once_however_often_the_job_is_tried(hall: Hall, meeting: Meeting, clock: Clock):
    await minutes.erase(hall.desk, GUILD, meeting.id)
    clock.move(hours=1)
    await minutes.erase(hall.desk, GUILD, meeting.id)
    async with hall.desk.db.reading() as conn:
        entries = await audit.since(conn, GUILD, after=0, limit=100)
    assert [each.what for each in entries].count("meeting.names_erased") == 1
