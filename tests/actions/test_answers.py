"""Members answer a meeting's notice, on a real database, without Discord."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions import answers, branches, meetings
from bot.actions.answers import Answers, Recorded
from bot.desk import Desk
from bot.errors import AlreadyDone, NotAllowed, TooLate
from bot.ids import Caller, MemberId
from bot.rules.meetings import Answer, Counts, Meeting, Status
from bot.store import jobs
from bot.store import meetings as store
from tests.actions.announced import ELSEWHERE, GUILD, MEMBERS, REPS, Hall, a_hall, member
from tests.builders import Clock

COMING, ONLINE, APOLOGIES, UNSURE = Answer


@pytest.fixture
async def meeting(hall: Hall) -> Meeting:
    return await hall.announce()


@pytest.fixture
async def box(desk: Desk) -> AsyncIterator[Answers]:
    made = Answers(desk)
    yield made
    await made.finish()


async def as_it_is(hall: Hall, meeting: Meeting, status: Status) -> None:
    async with hall.desk.db.transaction() as tx:
        await store.save(tx, replace(meeting, status=status))


async def test_a_member_says_what_she_does_and_changes_her_mind(hall: Hall, box: Answers, meeting: Meeting):
    first = await box.answer(member(1), meeting.id, COMING)
    assert (first.answer, first.before, first.follows) == (COMING, None, False)
    second = await box.answer(member(1), meeting.id, APOLOGIES)
    assert (second.answer, second.before) == (APOLOGIES, COMING)
    assert await hall.counts(meeting) == Counts(apologies=1)
    assert await hall.names(meeting) == {member(1).member_id: APOLOGIES}


async def test_the_same_answer_again_changes_nothing_and_is_shown_to_her(hall: Hall, box: Answers, meeting: Meeting):
    for before in (None, ONLINE):
        assert (await box.answer(member(1), meeting.id, ONLINE)).before is before
    assert await hall.counts(meeting) == Counts(online=1)


async def test_somebody_without_the_members_role_is_told_which_it_is(hall: Hall, box: Answers, meeting: Meeting):
    tim = Caller(GUILD, MemberId(9), frozenset())
    with pytest.raises(NotAllowed) as refused:
        await box.answer(tim, meeting.id, COMING)
    assert (refused.value.key, refused.value.values) == ("access.not_a_member", {"roles": frozenset({MEMBERS})})
    rep = replace(tim, role_ids=frozenset({REPS}))  # holds an office, so is of the branch
    assert (await box.answer(rep, meeting.id, COMING)).answer is COMING


@pytest.mark.parametrize(
    ("status", "refusal"), [(Status.DRAFT, TooLate), (Status.CANCELLED, AlreadyDone), (Status.HELD, TooLate)]
)
async def test_there_is_no_answering_before_the_notice_nor_after_the_end(
    hall: Hall, box: Answers, meeting: Meeting, status: Status, refusal: type[Exception]
):
    await as_it_is(hall, meeting, status)
    with pytest.raises(refusal):
        await box.answer(member(1), meeting.id, COMING)
    assert await hall.counts(meeting) == Counts()


async def test_a_latecomer_sends_apologies_until_the_meeting_is_over(
    hall: Hall, box: Answers, meeting: Meeting, clock: Clock
):
    clock.move(days=21, hours=3)
    await box.answer(member(1), meeting.id, APOLOGIES)
    clock.move(minutes=30)
    with pytest.raises(TooLate):
        await box.answer(member(2), meeting.id, APOLOGIES)
    assert await hall.counts(meeting) == Counts(apologies=1)


async def test_a_refused_answer_in_a_batch_disturbs_nobody_else(hall: Hall, box: Answers, meeting: Meeting):
    outcomes = await asyncio.gather(
        box.answer(member(1), meeting.id, COMING),
        box.answer(Caller(GUILD, MemberId(9), frozenset()), meeting.id, COMING),
        box.answer(member(3, ELSEWHERE), meeting.id, COMING),
        box.answer(member(1), meeting.id, UNSURE),
        box.answer(member(4), meeting.id, ONLINE),
        return_exceptions=True,
    )
    assert [type(each).__name__ for each in outcomes] == ["Recorded", "NotAllowed", "NotFound", "Recorded", "Recorded"]
    assert await hall.counts(meeting) == Counts(online=1, unsure=1)


async def test_a_thousand_members_at_once_share_a_few_commits_and_are_each_counted_once(
    hall: Hall, box: Answers, meeting: Meeting
):
    await asyncio.gather(*(box.answer(member(n), meeting.id, list(Answer)[n % 4]) for n in range(1000)))
    assert await hall.counts(meeting) == Counts(250, 250, 250, 250)


async def test_answers_bring_the_notice_up_to_date_in_five_seconds_and_no_sooner(
    hall: Hall, box: Answers, meeting: Meeting, clock: Clock
):
    before = clock.now()
    await box.answer(member(1), meeting.id, COMING)
    clock.move(seconds=4)
    await box.answer(member(2), meeting.id, COMING)
    async with hall.desk.db.reading() as conn:
        due = await conn.execute_fetchall("SELECT due_at FROM jobs WHERE kind = 'meeting.refresh'")
    assert [row[0] for row in due] == [(before.timestamp() + 5) * 1000]


async def test_an_answer_that_changed_nothing_edits_no_notice(hall: Hall, box: Answers, meeting: Meeting):
    await box.answer(member(1), meeting.id, COMING)
    key = meetings.key(meeting, "meeting.refresh")
    async with hall.desk.db.transaction() as tx:
        await jobs.drop(tx, key)
    await box.answer(member(1), meeting.id, COMING)
    async with hall.desk.db.reading() as conn:
        assert await jobs.state(conn, key) is None


async def test_who_follows_is_told_so_with_the_answer_and_only_members_can(hall: Hall, box: Answers, meeting: Meeting):
    ann = branches.identify(hall.branch, member(1))
    await answers.follow(hall.desk, ann)
    await answers.follow(hall.desk, ann)
    assert (await box.answer(member(1), meeting.id, COMING)).follows
    assert not (await box.answer(member(2), meeting.id, COMING)).follows
    with pytest.raises(NotAllowed):
        await answers.follow(hall.desk, branches.identify(hall.branch, Caller(GUILD, MemberId(9), frozenset())))
    assert await hall.followers(meeting) == [ann.member_id]
    for _ in range(2):
        await answers.unfollow(hall.desk, GUILD, ann.member_id)
    assert await hall.followers(meeting) == []


steps = st.lists(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(Answer)), min_size=1, max_size=6), max_size=5)


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, Hall]]:
    """One branch for many meetings, and the loop it lives in."""
    clock = Clock()
    with asyncio.Runner() as runner:
        desk = runner.run(Desk.open(tmp_path_factory.mktemp("evening") / "data", clock.now))
        yield runner, runner.run(a_hall(desk, clock))
        runner.run(desk.close())


@settings(max_examples=25, deadline=None)
@given(steps)
def test_the_public_numbers_are_those_of_the_names_whoever_answers_what_however_often(
    evening: tuple[asyncio.Runner, Hall], batches: list[list[tuple[int, Answer]]]
):
    runner, hall = evening
    hall.clock.move(seconds=1)
    runner.run(they_answer(hall, batches))


async def they_answer(hall: Hall, batches: list[list[tuple[int, Answer]]]) -> None:
    meeting, last = await hall.announce(), dict[MemberId, Answer]()
    for batch in batches:
        box = Answers(hall.desk)
        told: Sequence[Recorded] = await asyncio.gather(
            *(box.answer(member(who), meeting.id, said) for who, said in batch)
        )
        for (who, said), recorded in zip(batch, told, strict=True):
            assert (recorded.answer, recorded.before) == (said, last.get(member(who).member_id))
            last[member(who).member_id] = said
        await box.finish()
        assert await hall.names(meeting) == last
        numbers = Counter(last.values())
        assert asdict(await hall.counts(meeting)) == {**{each: numbers[each] for each in Answer}, "present": 0}
