"""What people and the clock do to a poll, on a real database, without Discord."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bot.actions import branches, closing, drafts, polls, reminders
from bot.actions.polls import Eligible
from bot.actions.votes import Votes
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound, TooLate
from bot.ids import Asker, Caller, ChannelId, GuildId, MemberId, Power, RoleId
from bot.rules.branches import Branch, Use
from bot.rules.numbers import Threshold
from bot.rules.polls import Outcome, Poll, Status
from bot.store import jobs
from bot.store import polls as store
from tests.builders import Clock, traces

GUILD, ELSEWHERE = GuildId(7), GuildId(8)
MEMBERS, REPS = RoleId(11), RoleId(12)
SUE = Caller(GUILD, MemberId(1), frozenset(), administrator=True)


@pytest.fixture
async def branch(desk: Desk) -> Branch:
    await branches.begin(
        desk, SUE, name="Leeds", roles={Power.MEMBER: [MEMBERS], Power.REP: [REPS]}, channels={Use.POLLS: ChannelId(5)}
    )
    return await branches.finish(desk, SUE)


@pytest.fixture
async def rob(desk: Desk, branch: Branch) -> Asker:
    return branches.identify(branch, Caller(GUILD, MemberId(2), frozenset({REPS, MEMBERS})))


def member(number: int, guild: GuildId = GUILD) -> Caller:
    return Caller(guild, MemberId(100 + number), frozenset({MEMBERS}))


async def a_draft(desk: Desk, rob: Asker, branch: Branch, options: str = "For\nAgainst\nAbstain") -> Poll:
    return await drafts.make(desk, rob, branch, question="Accept the offer?", options=options, closes="in 3 days")


@pytest.fixture
async def poll(desk: Desk, rob: Asker, branch: Branch) -> Poll:
    draft = await a_draft(desk, rob, branch)
    await drafts.open_(desk, rob, draft.id)
    standing = await polls.begin(desk, GUILD, draft.id, Eligible(63))
    assert standing is not None
    return standing.poll


@pytest.fixture
async def votes(desk: Desk) -> AsyncIterator[Votes]:
    box = Votes(desk)
    yield box
    await box.finish()


async def test_a_member_who_is_no_rep_cannot_make_a_poll(desk: Desk, branch: Branch):
    ann = branches.identify(branch, member(1))
    with pytest.raises(NotAllowed):
        await a_draft(desk, ann, branch)


async def test_nobody_else_sees_or_opens_a_draft(desk: Desk, rob: Asker, branch: Branch):
    draft = await a_draft(desk, rob, branch)
    other = replace(rob, member_id=MemberId(3))
    for act in (
        drafts.get(desk, other, draft.id),
        drafts.open_(desk, other, draft.id),
        polls.look(desk, other, draft.id),
    ):
        with pytest.raises(NotFound):
            await act


async def test_a_draft_opened_twice_is_one_poll(desk: Desk, rob: Asker, branch: Branch):
    draft = await a_draft(desk, rob, branch)
    await drafts.open_(desk, rob, draft.id)
    with pytest.raises(AlreadyDone):
        await drafts.open_(desk, rob, draft.id)


async def test_a_draft_whose_time_ran_out_while_it_lay_there_is_refused(
    desk: Desk, rob: Asker, branch: Branch, clock: Clock
):
    draft = await a_draft(desk, rob, branch)
    clock.move(days=3)
    with pytest.raises(Invalid):
        await drafts.open_(desk, rob, draft.id)


async def test_a_forgotten_draft_is_dropped_but_an_opened_poll_stays(
    desk: Desk, rob: Asker, branch: Branch, poll: Poll
):
    draft = await a_draft(desk, rob, branch)
    await drafts.forget(desk, GUILD, draft.id)
    await drafts.forget(desk, GUILD, poll.id)
    with pytest.raises(NotFound):
        await drafts.get(desk, rob, draft.id)
    assert (await polls.look(desk, rob, poll.id)).poll == poll
    assert (await a_draft(desk, rob, branch)).id > draft.id  # whose buttons may still be on a screen


async def test_fewer_options_leave_no_choice_that_is_gone(desk: Desk, rob: Asker, branch: Branch):
    draft = await a_draft(desk, rob, branch, "Red\nGreen\nBlue")
    await drafts.rerule(desk, rob, draft.id, choices="2-3", quorum="", threshold="simple", count_abstentions=False)
    fewer = await drafts.rewrite(desk, rob, draft.id, question="Which?", options="Red\nGreen")
    assert (fewer.min_choices, fewer.max_choices) == (2, 2)


async def test_a_change_of_mind_moves_the_vote_and_is_counted_once(desk: Desk, votes: Votes, poll: Poll, rob: Asker):
    await votes.cast(member(1), poll.id, (1,))
    changed = await votes.cast(member(1), poll.id, (2,))
    assert (changed.before, changed.options) == ((1,), (2,))
    assert (await polls.look(desk, rob, poll.id)).votes == {0: 1, 1: 0, 2: 1, 3: 0}


async def test_a_thousand_members_at_once_share_a_few_commits_and_are_each_counted_once(
    desk: Desk, votes: Votes, poll: Poll, rob: Asker
):
    await asyncio.gather(*(votes.cast(member(n), poll.id, (1 + n % 3,)) for n in range(1000)))
    assert (await polls.look(desk, rob, poll.id)).votes == {0: 1000, 1: 334, 2: 333, 3: 333}


async def test_one_member_pressing_twice_in_one_batch_has_one_vote_the_last(
    desk: Desk, votes: Votes, poll: Poll, rob: Asker
):
    await asyncio.gather(*(votes.cast(member(1), poll.id, (option,)) for option in (1, 2, 3)))
    assert (await polls.look(desk, rob, poll.id)).votes == {0: 1, 1: 0, 2: 0, 3: 1}


async def test_a_refused_vote_in_a_batch_disturbs_nobody_else(desk: Desk, votes: Votes, poll: Poll, rob: Asker):
    outsider = Caller(GUILD, MemberId(99), frozenset())
    given = await asyncio.gather(
        votes.cast(member(1), poll.id, (1,)),
        votes.cast(outsider, poll.id, (1,)),
        votes.cast(member(2), poll.id, (9,)),
        votes.cast(member(3, ELSEWHERE), poll.id, (1,)),
        votes.cast(member(4), poll.id, (2,)),
        return_exceptions=True,
    )
    assert [type(answer).__name__ for answer in given] == ["Recorded", "NotAllowed", "Invalid", "NotFound", "Recorded"]
    assert (await polls.look(desk, rob, poll.id)).voted == 2


async def test_a_vote_at_the_closing_moment_is_late_even_if_nobody_has_counted_yet(
    votes: Votes, poll: Poll, clock: Clock
):
    clock.move(days=3)
    with pytest.raises(TooLate):
        await votes.cast(member(1), poll.id, (1,))


async def test_a_poll_is_counted_once_however_often_it_is_concluded(
    desk: Desk, votes: Votes, poll: Poll, clock: Clock, rob: Asker
):
    await votes.cast(member(1), poll.id, (1,))
    clock.move(days=3)
    await closing.conclude(desk, GUILD, poll.id, Eligible(63))
    clock.move(hours=1)
    await closing.conclude(desk, GUILD, poll.id, Eligible(5))
    closed = (await polls.look(desk, rob, poll.id)).poll
    assert closed.result is not None
    assert (closed.status, closed.ended_at, closed.result.outcome) == (Status.CLOSED, poll.closes_at, Outcome.CARRIED)
    assert closed.result.turnout.eligible == 63


async def test_a_poll_extended_while_it_was_being_counted_goes_on(desk: Desk, poll: Poll, rob: Asker, branch: Branch):
    await polls.extend(desk, rob, branch, poll.id, "in 5 days")
    await closing.conclude(desk, GUILD, poll.id, Eligible(63))
    assert (await polls.look(desk, rob, poll.id)).poll.status is Status.OPEN


async def test_what_discord_said_at_the_opening_stands_in_for_what_it_does_not_say_at_the_close(
    desk: Desk, votes: Votes, poll: Poll, clock: Clock, rob: Asker
):
    clock.move(days=3)
    await closing.conclude(desk, GUILD, poll.id, Eligible(None))
    closed = (await polls.look(desk, rob, poll.id)).poll
    assert closed.result is not None
    assert closed.result.turnout.eligible == 63


async def test_a_cancelled_poll_has_nothing_left_to_do_but_to_say_so(desk: Desk, poll: Poll, rob: Asker):
    await polls.cancel(desk, rob, poll.id, "The offer was withdrawn")
    async with desk.db.reading() as conn:
        assert await jobs.state(conn, polls.key(poll, "poll.cancelled")) == "waiting"
        assert await jobs.state(conn, polls.key(poll, "poll.close")) in (None, "dropped")


async def test_a_poll_cancelled_before_it_opens_never_opens(desk: Desk, rob: Asker, branch: Branch):
    draft = await a_draft(desk, rob, branch)
    await drafts.retime(desk, rob, branch, draft.id, opens="in 1 day", closes="in 3 days")
    await drafts.open_(desk, rob, draft.id)
    await polls.cancel(desk, rob, draft.id, "No longer needed")
    assert await polls.begin(desk, GUILD, draft.id, Eligible(63)) is None


async def test_members_are_reminded_once_a_day_at_most(desk: Desk, poll: Poll, rob: Asker, clock: Clock):
    await reminders.remind(desk, rob, poll.id, by_message=False)
    clock.move(hours=23)
    with pytest.raises(TooLate):
        await reminders.remind(desk, rob, poll.id, by_message=False)
    clock.move(hours=1)
    await reminders.remind(desk, rob, poll.id, by_message=False)


async def test_the_counts_of_a_poll_that_shows_them_at_the_close_are_nobodys_before(
    desk: Desk, votes: Votes, poll: Poll, rob: Asker
):
    await votes.cast(member(1), poll.id, (1,))
    with pytest.raises(NotAllowed):
        await polls.names(desk, rob, poll.id)


async def test_another_branch_finds_none_of_our_polls(desk: Desk, poll: Poll):
    stranger = Asker(ELSEWHERE, MemberId(2), frozenset({REPS}), frozenset(Power))
    for typed in (str(poll.id), poll.question):
        with pytest.raises(NotFound):
            await polls.find(desk, stranger, typed)
    assert await polls.list_(desk, ELSEWHERE, set(Status)) == []


async def test_a_poll_is_found_by_its_question_typed_by_hand(desk: Desk, poll: Poll, rob: Asker):
    assert (await polls.find(desk, rob, " accept the OFFER? ")).id == poll.id


@pytest.mark.parametrize("typed", ["", "0", "-1", "9" * 30, "٤", "another", "1; DROP TABLE polls"])
async def test_what_is_typed_instead_of_chosen_is_not_found(desk: Desk, poll: Poll, rob: Asker, typed: str):
    with pytest.raises(NotFound):
        await polls.find(desk, rob, typed)


async def test_a_poll_whose_whole_time_passed_while_the_bot_was_down_is_not_opened(
    desk: Desk, rob: Asker, branch: Branch, clock: Clock
):
    draft = await a_draft(desk, rob, branch)
    await drafts.retime(desk, rob, branch, draft.id, opens="in 1 day", closes="in 3 days")
    await drafts.open_(desk, rob, draft.id)
    clock.move(days=4)
    assert await polls.begin(desk, GUILD, draft.id, Eligible(63)) is None
    assert (await polls.look(desk, rob, draft.id)).poll.status is Status.CANCELLED


async def test_who_chose_what_is_forgotten_a_fortnight_after_the_close_and_the_numbers_stay(
    desk: Desk, votes: Votes, poll: Poll, clock: Clock, rob: Asker
):
    await votes.cast(member(1), poll.id, (1,))
    clock.move(days=3)
    await closing.conclude(desk, GUILD, poll.id, Eligible(63))
    async with desk.db.reading() as conn:
        assert await jobs.state(conn, polls.key(poll, "poll.erase")) == "waiting"
    await closing.erase(desk, GUILD, poll.id)
    assert await reminders.voters(desk, GUILD, poll.id) == frozenset()
    assert (await polls.look(desk, rob, poll.id)).voted == 1


async def test_once_forgotten_no_byte_in_any_file_tells_who_voted(
    desk: Desk, votes: Votes, poll: Poll, clock: Clock, tmp_path: Path
):
    voters = [MemberId(1063746298317291520 + number) for number in (7919, 7920)]
    for voter in voters:
        await votes.cast(Caller(GUILD, voter, frozenset({MEMBERS})), poll.id, (1,))
    clock.move(days=3)
    await closing.conclude(desk, GUILD, poll.id, Eligible(63))
    assert traces(tmp_path, *voters) != []
    await closing.erase(desk, GUILD, poll.id)
    assert traces(tmp_path, *voters) == []
    await closing.erase(desk, GUILD, poll.id)  # tried once more, as after a restart


async def test_nothing_of_a_cancelled_polls_votes_is_kept(
    desk: Desk, votes: Votes, poll: Poll, rob: Asker, tmp_path: Path
):
    voter = MemberId(1063746298317291520 + 7919)
    await votes.cast(Caller(GUILD, voter, frozenset({MEMBERS})), poll.id, (1,))
    await polls.cancel(desk, rob, poll.id, "The offer was withdrawn")
    assert await reminders.voters(desk, GUILD, poll.id) == frozenset()
    async with desk.db.reading() as conn:
        assert await jobs.state(conn, polls.key(poll, "poll.erase")) == "waiting"
    await closing.erase(desk, GUILD, poll.id)
    assert traces(tmp_path, voter) == []


async def test_a_recorded_vote_is_not_shown_once_it_is_forgotten(
    desk: Desk, votes: Votes, rob: Asker, branch: Branch, clock: Clock
):
    draft = await a_draft(desk, rob, branch)
    await drafts.reveal(desk, rob, draft.id, live=False, named=True)
    await drafts.open_(desk, rob, draft.id)
    await polls.begin(desk, GUILD, draft.id, Eligible(63))
    await votes.cast(member(1), draft.id, (1,))
    clock.move(days=3)
    await closing.conclude(desk, GUILD, draft.id, Eligible(63))
    _, shown = await polls.names(desk, rob, draft.id)
    assert len(shown) == 1
    clock.move(days=365)
    with pytest.raises(TooLate):
        await polls.names(desk, rob, draft.id)


async def test_two_polls_that_ask_the_same_are_not_told_apart_by_a_typed_question(
    desk: Desk, poll: Poll, rob: Asker, branch: Branch
):
    second = await drafts.open_(desk, rob, (await a_draft(desk, rob, branch)).id)
    with pytest.raises(NotFound):
        await polls.find(desk, rob, "Accept the offer?")
    assert (await polls.find(desk, rob, str(second.id))).id == second.id


async def test_roles_chosen_but_not_finished_give_nobody_power(desk: Desk):
    officers = RoleId(13)
    pat = Caller(GUILD, MemberId(3), frozenset({officers}))
    await branches.begin(desk, SUE, name="Leeds", roles={Power.OFFICER: [officers]}, channels={})
    with pytest.raises(NotAllowed):
        await branches.choose_roles(desk, pat, Power.REP, [officers])
    await branches.finish(desk, SUE)
    await branches.choose_roles(desk, pat, Power.REP, [officers])


async def test_a_draft_is_judged_again_when_it_is_opened_and_not_only_when_it_was_typed(
    desk: Desk, rob: Asker, branch: Branch
):
    faults: tuple[dict[str, Any], ...] = (
        {"threshold": Threshold(over=True, fraction=Fraction(1, 3))},
        {"question": "Strike ballot?"},
    )
    for wrong in faults:
        draft = await a_draft(desk, rob, branch)
        async with desk.db.transaction() as tx:
            await store.save(tx, replace(draft, **wrong), draft)
        with pytest.raises(Invalid):
            await drafts.open_(desk, rob, draft.id)
        assert (await drafts.get(desk, rob, draft.id)).status is Status.DRAFT


async def test_what_is_opened_or_cancelled_leaves_nothing_to_be_done_to_it(desk: Desk, rob: Asker, branch: Branch):
    draft = await a_draft(desk, rob, branch)
    await drafts.retime(desk, rob, branch, draft.id, opens="in 1 day", closes="in 3 days")
    poll = await drafts.open_(desk, rob, draft.id)
    async with desk.db.reading() as conn:
        states = [await jobs.state(conn, polls.key(poll, kind)) for kind in ("poll.forget", "poll.open")]
    assert states == [None, "waiting"]
    await polls.cancel(desk, rob, poll.id, "Withdrawn")
    async with desk.db.reading() as conn:
        assert await jobs.state(conn, polls.key(poll, "poll.open")) is None
