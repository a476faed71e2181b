"""What two officers do together, on a real database and real boxes, without Discord."""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest

from bot.actions import agreements, asking, ballots, branches, closing, drafts, polls, records, statements
from bot.actions.agreements import What
from bot.actions.asking import Appeal, Settled
from bot.actions.ballots import Ballots
from bot.actions.polls import Eligible
from bot.desk import Desk
from bot.errors import AlreadyDone, BranchError, Invalid, NotAllowed, NotFound, TooLate, Unavailable
from bot.ids import Asker, Caller, ChannelId, GuildId, MemberId, MessageId, PollId, Power, RoleId
from bot.rules.branches import Branch, Use
from bot.rules.polls import Kind, Poll, Status
from bot.store import jobs
from bot.store.jobs import Job
from tests.builders import Clock

GUILD, ELSEWHERE = GuildId(7), GuildId(8)
MEMBERS, REPS, OFFICERS = RoleId(11), RoleId(12), RoleId(13)
SUE = Caller(GUILD, MemberId(1), frozenset(), administrator=True)


@pytest.fixture
async def branch(desk: Desk) -> Branch:
    roles = {Power.MEMBER: [MEMBERS], Power.REP: [REPS], Power.OFFICER: [OFFICERS]}
    await branches.begin(desk, SUE, name="Leeds", roles=roles, channels={Use.POLLS: ChannelId(5)})
    await branches.require_two(desk, SUE, two_officers=True)
    return await branches.finish(desk, SUE)


@pytest.fixture
def sue(branch: Branch) -> Asker:
    return branches.identify(branch, SUE)


@pytest.fixture
def rob(branch: Branch) -> Asker:
    return branches.identify(branch, Caller(GUILD, MemberId(2), frozenset({REPS, MEMBERS})))


@pytest.fixture
def olga(branch: Branch) -> Asker:
    return branches.identify(branch, Caller(GUILD, MemberId(3), frozenset({OFFICERS})))


@pytest.fixture
def ann(branch: Branch) -> Asker:
    return branches.identify(branch, Caller(GUILD, MemberId(4), frozenset({MEMBERS})))


class People(NamedTuple):
    """Those of the stories in which many act."""

    sue: Asker
    rob: Asker
    olga: Asker
    ann: Asker


@pytest.fixture
def people(sue: Asker, rob: Asker, olga: Asker, ann: Asker) -> People:
    return People(sue, rob, olga, ann)


async def a_draft(desk: Desk, rob: Asker, branch: Branch, kind: Kind = Kind.SECRET) -> Poll:
    options = "Ann Archer\nBob Baker" if kind is Kind.RANKED else "For\nAgainst"
    return await drafts.make(desk, rob, branch, kind, question="Accept it?", options=options, closes="in 3 days")


@pytest.fixture
async def asked(desk: Desk, rob: Asker, branch: Branch) -> Poll:
    """A draft whose opening waits for a second officer."""
    draft = await a_draft(desk, rob, branch)
    return await drafts.open_(desk, rob, draft.id, 9)


async def listed_poll(desk: Desk, rob: Asker, branch: Branch, on_it: range = range(100, 106)) -> Poll:
    """An open secret poll with these members on its roll; the rule of two officers is off."""
    await branches.require_two(desk, SUE, two_officers=False)
    draft = await a_draft(desk, rob, branch)
    await drafts.freeze(desk, rob, draft.id, frozen=True)
    poll = await drafts.open_(desk, rob, draft.id, len(on_it))
    await ballots.prepare(desk, poll, [MemberId(number) for number in on_it])
    standing = await polls.begin(desk, GUILD, poll.id, Eligible(len(on_it)))
    assert standing is not None
    return standing.poll


async def request(desk: Desk, poll_id: PollId, what: What = What.OPEN) -> agreements.Request:
    found = await agreements.asked(desk, GUILD, poll_id, what)
    assert found is not None
    return found


async def record(desk: Desk, sue: Asker) -> list[str]:
    return [entry.what for entry in await records.page(desk, sue)]


async def take(desk: Desk, clock: Clock) -> list[Job]:
    """The jobs that are due now, taken as done."""
    found: list[Job] = []
    async with desk.db.transaction() as tx:
        while (job := await jobs.claim(tx, clock.now(), timedelta(hours=1))) is not None:
            found.append(job)
            await jobs.finish(tx, job, clock.now())
    return found


async def due(desk: Desk, clock: Clock) -> set[str]:
    """The kinds of jobs that are due now."""
    return {job.kind for job in await take(desk, clock)}


async def appeals(desk: Desk, clock: Clock) -> list[tuple[Job, Appeal]]:
    """The jobs that ask officers, as they are due now."""
    return [(job, Appeal.of(job)) for job in await take(desk, clock) if job.kind == "poll.ask"]


# Asking and agreeing


async def test_a_poll_whose_opening_waits_is_still_a_draft(desk: Desk, asked: Poll, rob: Asker):
    assert asked.status is Status.DRAFT
    assert (await request(desk, asked.id)).asked_by == rob.member_id
    assert (await drafts.get(desk, rob, asked.id)).status is Status.DRAFT


@pytest.mark.parametrize("kind", [Kind.SECRET, Kind.RANKED])
async def test_it_becomes_its_authors_poll_when_an_officer_agrees(
    desk: Desk, people: People, branch: Branch, kind: Kind
):
    draft = await a_draft(desk, people.rob, branch, kind)
    await drafts.open_(desk, people.rob, draft.id, 9)
    moment = (await request(desk, draft.id)).moment
    poll = await agreements.agree(desk, people.olga, draft.id, What.OPEN, moment=moment, eligible=9)
    assert poll.status is Status.SCHEDULED
    entries = {entry.what: entry.actor for entry in await records.page(desk, people.sue)}
    assert entries["poll.made"] == entries["poll.asked_open"] == people.rob.member_id
    assert entries["poll.agreed_open"] == people.olga.member_id
    with pytest.raises(NotFound) as gone:
        await agreements.agree(desk, people.sue, draft.id, What.OPEN, moment=moment, eligible=9)
    assert gone.value.key == "agreement.gone"


async def test_nobody_agrees_to_what_they_asked_for_nor_without_the_office(
    desk: Desk, branch: Branch, olga: Asker, rob: Asker, ann: Asker
):
    draft = await a_draft(desk, olga, branch)
    await drafts.open_(desk, olga, draft.id, 9)
    moment = (await request(desk, draft.id)).moment
    for who, key in ((olga, "agreement.own"), (rob, "access.needs"), (ann, "access.needs")):
        with pytest.raises(NotAllowed) as refused:
            await agreements.agree(desk, who, draft.id, What.OPEN, moment=moment, eligible=9)
        assert refused.value.key == key
    assert await agreements.asked(desk, GUILD, draft.id, What.OPEN) is not None


async def test_another_branchs_officers_neither_see_nor_settle_it(desk: Desk, asked: Poll, olga: Asker):
    stranger = replace(olga, guild_id=ELSEWHERE)
    moment = (await request(desk, asked.id)).moment
    assert list(await agreements.waiting(desk, stranger)) == []
    for act in (
        agreements.look(desk, stranger, asked.id, What.OPEN),
        agreements.agree(desk, stranger, asked.id, What.OPEN, moment=moment),
        agreements.refuse(desk, stranger, asked.id, What.OPEN, moment=moment),
    ):
        with pytest.raises(NotFound):
            await act


async def test_officers_see_everything_that_waits_and_others_what_they_asked_for(
    desk: Desk, asked: Poll, olga: Asker, rob: Asker, ann: Asker
):
    for who, number in ((olga, 1), (rob, 1), (ann, 0), (replace(rob, member_id=MemberId(9)), 0)):
        assert len(await agreements.waiting(desk, who)) == number
    assert (await agreements.look(desk, rob, asked.id, What.OPEN)).poll == asked
    with pytest.raises(NotAllowed):
        await agreements.look(desk, ann, asked.id, What.OPEN)


async def test_too_few_voters_leave_the_request_as_it_is(desk: Desk, asked: Poll, olga: Asker):
    moment = (await request(desk, asked.id)).moment
    with pytest.raises(Invalid) as refused:
        await agreements.agree(desk, olga, asked.id, What.OPEN, moment=moment, eligible=4)
    assert refused.value.key == "ballot.too_few_eligible"
    poll = await agreements.agree(desk, olga, asked.id, What.OPEN, moment=moment, eligible=5)
    assert poll.status is Status.SCHEDULED


async def test_a_draft_whose_time_went_by_is_not_opened_and_goes_on_waiting(
    desk: Desk, asked: Poll, olga: Asker, sue: Asker, clock: Clock
):
    moment = (await request(desk, asked.id)).moment
    clock.move(days=3)
    with pytest.raises(TooLate) as late:
        await agreements.agree(desk, olga, asked.id, What.OPEN, moment=moment, eligible=9)
    assert late.value.key == "agreement.out_of_time"
    assert "poll.agreed_open" not in await record(desk, sue)
    await request(desk, asked.id)


async def test_a_draft_asked_for_anew_is_not_agreed_to_by_the_old_button(
    desk: Desk, asked: Poll, rob: Asker, olga: Asker, clock: Clock
):
    old = (await request(desk, asked.id)).moment
    await drafts.rewrite(desk, rob, asked.id, question="Reject it?", options="For\nAgainst")
    clock.move(seconds=1)
    await drafts.open_(desk, rob, asked.id, 9)
    for act in (agreements.agree, agreements.refuse):
        with pytest.raises(NotFound) as gone:
            await act(desk, olga, asked.id, What.OPEN, moment=old)
        assert gone.value.key == "agreement.gone"
    assert (await drafts.get(desk, rob, asked.id)).question == "Reject it?"


async def test_asking_twice_asks_once(desk: Desk, asked: Poll, rob: Asker, sue: Asker, clock: Clock):
    with pytest.raises(AlreadyDone):
        await drafts.open_(desk, rob, asked.id, 9)
    assert (await record(desk, sue)).count("poll.asked_open") == 1
    assert len(await appeals(desk, clock)) == 1


async def test_where_the_rule_has_ended_meanwhile_the_author_opens_it_alone(desk: Desk, asked: Poll, rob: Asker):
    await branches.require_two(desk, SUE, two_officers=False)
    poll = await drafts.open_(desk, rob, asked.id, 9)
    assert poll.status is Status.SCHEDULED
    assert await agreements.asked(desk, GUILD, asked.id, What.OPEN) is None


async def test_refusing_is_told_from_withdrawing(desk: Desk, asked: Poll, people: People):
    moment = (await request(desk, asked.id)).moment
    with pytest.raises(NotAllowed):
        await agreements.refuse(desk, people.ann, asked.id, What.OPEN, moment=moment)
    assert await agreements.refuse(desk, people.rob, asked.id, What.OPEN, moment=moment) is Settled.WITHDRAWN
    await drafts.open_(desk, people.rob, asked.id, 9)
    moment = (await request(desk, asked.id)).moment
    assert await agreements.refuse(desk, people.olga, asked.id, What.OPEN, moment=moment) is Settled.REFUSED
    assert {"poll.withdrawn_open", "poll.refused_open"} <= set(await record(desk, people.sue))


async def test_a_draft_that_waits_is_forgotten_after_three_days_instead_of_one_and_that_is_said(
    desk: Desk, asked: Poll, sue: Asker, clock: Clock
):
    clock.move(days=2, hours=23)
    assert "poll.forget" not in await due(desk, clock)
    clock.move(hours=1)
    assert "poll.forget" in await due(desk, clock)
    await drafts.forget(desk, GUILD, asked.id)
    assert "poll.lapsed_open" in await record(desk, sue)
    assert await agreements.asked(desk, GUILD, asked.id, What.OPEN) is None


async def test_a_draft_that_nobody_asked_about_is_forgotten_without_a_word(
    desk: Desk, rob: Asker, branch: Branch, sue: Asker
):
    draft = await a_draft(desk, rob, branch)
    before = await record(desk, sue)
    await drafts.forget(desk, GUILD, draft.id)
    assert await record(desk, sue) == before


# The post that asks


async def test_its_job_knows_how_it_ended_and_where_the_post_is(
    desk: Desk, asked: Poll, olga: Asker, rob: Asker, clock: Clock
):
    ((job, appeal),) = await appeals(desk, clock)
    assert (appeal.asked_by, appeal.settled, appeal.message_id) == (rob.member_id, None, None)
    await asking.posted(desk, job, ChannelId(55), MessageId(66))
    moment = (await request(desk, asked.id)).moment
    await agreements.refuse(desk, olga, asked.id, What.OPEN, moment=moment)
    ((_, appeal),) = await appeals(desk, clock)
    assert (appeal.settled, appeal.settled_by) == (Settled.REFUSED, olga.member_id)
    assert (appeal.channel_id, appeal.message_id) == (ChannelId(55), MessageId(66))


async def test_its_job_outlives_the_draft(desk: Desk, asked: Poll, rob: Asker, clock: Clock):
    ((job, _),) = await appeals(desk, clock)
    await drafts.discard(desk, rob, asked.id)
    await asking.posted(desk, job, ChannelId(55), MessageId(66))  # its answer came late
    ((_, appeal),) = await appeals(desk, clock)
    assert (appeal.settled, appeal.message_id) == (Settled.WITHDRAWN, MessageId(66))


# Statements


async def test_statements_of_a_draft_are_read_by_officers_only_while_they_are_asked(
    desk: Desk, rob: Asker, olga: Asker, ann: Asker, branch: Branch
):
    draft = await a_draft(desk, rob, branch, Kind.RANKED)
    await statements.write(desk, rob, draft.id, 1, "I would listen.")
    with pytest.raises(NotFound):
        await statements.read(desk, olga, draft.id)
    await drafts.open_(desk, rob, draft.id, 9)
    assert await statements.read(desk, olga, draft.id) == {"Ann Archer": "I would listen."}
    with pytest.raises(NotFound):
        await statements.read(desk, ann, draft.id)
    assert (await agreements.look(desk, olga, draft.id, What.OPEN)).poll.stated


# A roll that is a list


async def test_only_those_who_are_missing_are_asked_for(desk: Desk, rob: Asker, olga: Asker, branch: Branch):
    poll = await listed_poll(desk, rob, branch)
    with pytest.raises(AlreadyDone):
        await agreements.enrol(desk, olga, poll.id, [MemberId(100), MemberId(105)])
    found = await agreements.enrol(desk, olga, poll.id, [MemberId(100), MemberId(300)])
    assert found.members == {300}


async def test_whoever_has_voted_is_on_the_roll_and_nobody_learns_that(
    desk: Desk, rob: Asker, olga: Asker, branch: Branch
):
    poll = await listed_poll(desk, rob, branch)
    box = Ballots(desk)
    await box.cast(Caller(GUILD, MemberId(100), frozenset({MEMBERS})), poll.id, (1,))
    await box.finish()
    for member in (100, 101):
        with pytest.raises(AlreadyDone) as refused:
            await agreements.enrol(desk, olga, poll.id, [MemberId(member)])
        assert (refused.value.key, refused.value.values) == ("agreement.all_listed", {})


async def test_an_addition_lets_them_vote_once_and_grows_the_number_who_may(
    desk: Desk, rob: Asker, olga: Asker, sue: Asker, branch: Branch
):
    poll = await listed_poll(desk, rob, branch)
    outsider = Caller(GUILD, MemberId(300), frozenset())
    box = Ballots(desk)
    found = await agreements.enrol(desk, olga, poll.id, [outsider.member_id])
    with pytest.raises(NotAllowed):
        await box.cast(outsider, poll.id, (1,))
    grown = await agreements.agree(desk, sue, poll.id, What.ENROL, moment=found.moment)
    assert grown.eligible == 7
    assert await box.cast(outsider, poll.id, (1,))
    with pytest.raises(AlreadyDone):
        await box.cast(outsider, poll.id, (1,))
    await box.finish()
    assert (await desk.boxes.turnout(poll.id)).listed == 7


async def test_an_addition_that_could_not_be_stored_is_asked_for_still(
    desk: Desk, rob: Asker, olga: Asker, sue: Asker, branch: Branch
):
    poll = await listed_poll(desk, rob, branch)
    found = await agreements.enrol(desk, olga, poll.id, [MemberId(300)])
    desk.keys.destroy(poll.id)
    with pytest.raises(Unavailable):
        await agreements.agree(desk, sue, poll.id, What.ENROL, moment=found.moment)
    assert (await request(desk, poll.id, What.ENROL)).members == {300}
    assert "poll.agreed_enrol" not in await record(desk, sue)


async def test_a_refused_addition_leaves_no_name_behind(
    desk: Desk, rob: Asker, olga: Asker, sue: Asker, branch: Branch
):
    poll = await listed_poll(desk, rob, branch)
    found = await agreements.enrol(desk, olga, poll.id, [MemberId(123456789)])
    await agreements.refuse(desk, sue, poll.id, What.ENROL, moment=found.moment)
    async with desk.db.reading() as conn:
        tables = await conn.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables:
            rows = await conn.execute_fetchall(f"SELECT * FROM {table}")  # noqa: S608
            assert "123456789" not in str([tuple(row) for row in rows]), table


@pytest.mark.parametrize("members", [[], [MemberId(300)]])
async def test_nobody_is_added_where_there_is_no_list(
    desk: Desk, rob: Asker, olga: Asker, branch: Branch, members: list[MemberId]
):
    await branches.require_two(desk, SUE, two_officers=False)
    draft = await a_draft(desk, rob, branch)
    poll = await drafts.open_(desk, rob, draft.id, 9)
    await ballots.prepare(desk, poll, None)
    await polls.begin(desk, GUILD, poll.id, Eligible(9))
    with pytest.raises(BranchError) as refused:
        await agreements.enrol(desk, olga, poll.id, members)
    assert refused.value.key == ("box.no_list" if members else "agreement.nobody")
    assert not agreements.may_enrol(olga, poll, desk.now())


async def test_who_may_ask_for_an_addition_and_until_when(
    desk: Desk, rob: Asker, olga: Asker, branch: Branch, clock: Clock
):
    poll = await listed_poll(desk, rob, branch)
    assert agreements.may_enrol(olga, poll, desk.now())
    assert not agreements.may_enrol(rob, poll, desk.now())
    with pytest.raises(NotAllowed):
        await agreements.roll(desk, rob, poll.id)
    clock.move(days=3)
    assert not agreements.may_enrol(olga, poll, desk.now())
    with pytest.raises(TooLate):
        await agreements.roll(desk, olga, poll.id)


async def test_the_close_ends_whatever_was_asked_for(desk: Desk, people: People, branch: Branch, clock: Clock):
    poll = await listed_poll(desk, people.rob, branch)
    await branches.require_two(desk, SUE, two_officers=True)
    addition = await agreements.enrol(desk, people.olga, poll.id, [MemberId(300)])
    assert (await polls.close_early(desk, people.rob, poll.id)).closes_at == poll.closes_at
    clock.move(days=3)
    await closing.conclude(desk, GUILD, poll.id, Eligible(6))
    assert list(await agreements.waiting(desk, people.sue)) == []
    assert {"poll.overtaken_close", "poll.overtaken_enrol"} <= set(await record(desk, people.sue))
    with pytest.raises(NotFound):
        await agreements.agree(desk, people.sue, poll.id, What.ENROL, moment=addition.moment)


async def test_agreeing_to_close_closes_at_that_moment(
    desk: Desk, rob: Asker, sue: Asker, branch: Branch, clock: Clock
):
    poll = await listed_poll(desk, rob, branch)
    await branches.require_two(desk, SUE, two_officers=True)
    await polls.close_early(desk, rob, poll.id)
    clock.move(hours=5)
    moment = (await request(desk, poll.id, What.CLOSE)).moment
    closed = await agreements.agree(desk, sue, poll.id, What.CLOSE, moment=moment)
    assert closed.closes_at == clock.now()
