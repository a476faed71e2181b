"""What may be asked of a secret poll's box, and when, on real files, without Discord."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot import keys
from bot.actions import ballots, branches, closing, drafts, letters, polls, proofs, records
from bot.actions.ballots import Ballots
from bot.actions.polls import Eligible
from bot.actions.proofs import Inclusion
from bot.desk import Desk
from bot.errors import Invalid, NotAllowed, NotFound, TooLate, Unavailable
from bot.ids import Asker, Caller, ChannelId, GuildId, MemberId, PollId, Power, RoleId
from bot.rules.branches import Branch, Use
from bot.rules.polls import Kind, Poll, Status
from bot.store.ballot import Check
from tests.builders import Clock

GUILD, ELSEWHERE = GuildId(7), GuildId(8)
MEMBERS, REPS = RoleId(11), RoleId(12)
SUE = Caller(GUILD, MemberId(1), frozenset(), administrator=True)
ROB = Caller(GUILD, MemberId(2), frozenset({REPS, MEMBERS}))
FOR, AGAINST = (1,), (2,)
PEOPLE = [MemberId(100 + number) for number in range(9)]


@pytest.fixture
async def branch(desk: Desk) -> Branch:
    await branches.begin(
        desk, SUE, name="Leeds", roles={Power.MEMBER: [MEMBERS], Power.REP: [REPS]}, channels={Use.POLLS: ChannelId(5)}
    )
    return await branches.finish(desk, SUE)


@pytest.fixture
async def rob(branch: Branch) -> Asker:
    return branches.identify(branch, ROB)


@pytest.fixture
async def box(desk: Desk) -> AsyncIterator[Ballots]:
    box = Ballots(desk)
    yield box
    await box.finish()


def member(member_id: MemberId, guild: GuildId = GUILD) -> Caller:
    return Caller(guild, member_id, frozenset({MEMBERS}))


async def opened(desk: Desk, rob: Asker, branch: Branch, *, scrutineer: int = 0, listed: int = 0) -> Poll:
    """A secret poll that is open; its roll is listed if so many are on the list."""
    draft = await drafts.make(
        desk, rob, branch, Kind.SECRET, question="Accept?", options="For\nAgainst", closes="in 3 days"
    )
    await drafts.appoint(desk, rob, draft.id, [MemberId(scrutineer)] if scrutineer else [])
    await drafts.freeze(desk, rob, draft.id, frozen=bool(listed))
    poll = await drafts.open_(desk, rob, draft.id, 9)
    await ballots.prepare(desk, poll, PEOPLE[:listed] if listed else None)
    standing = await polls.begin(desk, GUILD, poll.id, Eligible(9))
    assert standing is not None
    return standing.poll


async def vote(box: Ballots, poll: Poll, papers: Sequence[tuple[int, ...]]) -> list[str]:
    return [await box.cast(member(who), poll.id, paper) for who, paper in zip(PEOPLE, papers, strict=False)]


async def closed(desk: Desk, clock: Clock, poll: Poll) -> Poll:
    clock.move(days=4)
    await closing.conclude(desk, GUILD, poll.id, Eligible(9))
    return (await polls.standing(desk, GUILD, poll.id)).poll


async def test_a_receipt_is_found_after_the_close_and_nothing_is_learned_before(
    desk: Desk, rob: Asker, branch: Branch, box: Ballots, clock: Clock
):
    poll = await opened(desk, rob, branch)
    receipts = await vote(box, poll, [FOR] * 6)
    for receipt in (*receipts, keys.new_code()):
        assert await proofs.look_up(desk, rob, receipt) == (Inclusion.STILL_OPEN, None)
        assert await proofs.look_up(desk, rob, receipt, poll) == (Inclusion.STILL_OPEN, poll)
    poll = await closed(desk, clock, poll)
    for receipt in receipts:
        assert await proofs.look_up(desk, rob, receipt) == (Inclusion.INCLUDED, poll)
    assert await proofs.look_up(desk, rob, keys.new_code()) == (Inclusion.NOT_INCLUDED, None)
    assert await proofs.look_up(desk, rob, keys.new_code(), poll) == (Inclusion.NOT_INCLUDED, poll)


async def test_a_receipt_is_nothing_in_another_branch(
    desk: Desk, rob: Asker, branch: Branch, box: Ballots, clock: Clock
):
    poll = await opened(desk, rob, branch)
    (receipt,) = await vote(box, poll, [FOR])
    await closed(desk, clock, poll)
    stranger = replace(rob, guild_id=ELSEWHERE)
    assert await proofs.look_up(desk, stranger, receipt) == (Inclusion.NOT_INCLUDED, None)


@pytest.mark.parametrize("typed", ["", "ABC", "0" * 20, "I" * 22, "🦄"])
async def test_what_is_no_receipt_is_refused_before_anything_is_looked_at(desk: Desk, rob: Asker, typed: str):
    with pytest.raises(Invalid):
        await proofs.look_up(desk, rob, typed)


async def test_nobody_but_a_scrutineer_sees_how_many_are_crossed_off_and_a_scrutineer_no_more(
    desk: Desk, rob: Asker, branch: Branch, box: Ballots, clock: Clock
):
    poll = await opened(desk, rob, branch, scrutineer=PEOPLE[8])
    scrutineer = replace(rob, member_id=PEOPLE[8])
    await vote(box, poll, [FOR, AGAINST])
    assert await proofs.check(desk, scrutineer, poll.id) == Check(2, 2, 2, 2)
    for other in (rob, branches.identify(branch, SUE)):
        with pytest.raises(NotAllowed):
            await proofs.check(desk, other, poll.id)
    with pytest.raises(NotFound):
        await proofs.tally(desk, GUILD, poll.id)
    await closed(desk, clock, poll)
    with pytest.raises(NotFound):  # the result says it to everybody
        await proofs.check(desk, scrutineer, poll.id)


async def test_reminders_go_by_marks_to_who_can_still_vote(desk: Desk, rob: Asker, branch: Branch, box: Ballots):
    poll = await opened(desk, rob, branch)
    await vote(box, poll, [FOR] * 4)
    waiting = await ballots.not_voted(desk, poll, PEOPLE)
    marks = [mark for mark, _ in waiting]
    assert {who for _, who in waiting} == set(PEOPLE[4:])
    assert marks == sorted(marks)
    assert await ballots.not_voted(desk, poll, PEOPLE, after=marks[1]) == waiting[2:]
    assert await ballots.not_voted(desk, poll, PEOPLE, after=letters.AFTER_EVERY_MARK) == []


async def test_of_a_listed_roll_only_those_on_it_are_reminded(desk: Desk, rob: Asker, branch: Branch, box: Ballots):
    poll = await opened(desk, rob, branch, listed=6)
    await vote(box, poll, [FOR])
    assert {who for _, who in await ballots.not_voted(desk, poll, PEOPLE)} == set(PEOPLE[1:6])


async def test_papers_are_for_who_may_vote_after_the_close_and_only_where_five_voted(
    desk: Desk, rob: Asker, branch: Branch, box: Ballots, clock: Clock
):
    poll = await opened(desk, rob, branch)
    await vote(box, poll, [FOR] * 5)
    with pytest.raises(NotAllowed, match=r"box\.still_open"):
        await proofs.recount(desk, rob, poll.id)
    few = await opened(desk, rob, branch)
    await vote(box, few, [FOR] * 4)
    for each in (poll, few):
        await closed(desk, clock, each)
    _, tally = await proofs.recount(desk, rob, poll.id)
    assert (tally.papers, tally.crossed_off, tally.agrees) == ({FOR: 5}, 5, True)
    with pytest.raises(NotAllowed, match=r"ballot\.too_few_to_recount"):
        await proofs.recount(desk, rob, few.id)
    assert (await proofs.tally(desk, GUILD, few.id)).papers == {}
    with pytest.raises(NotAllowed, match=r"poll\.recount_not_eligible"):
        await proofs.recount(desk, replace(rob, role_ids=frozenset()), poll.id)
    with pytest.raises(NotFound):
        await proofs.recount(desk, replace(rob, guild_id=ELSEWHERE), poll.id)


async def test_a_cancelled_poll_has_nothing_to_recount_and_no_key(desk: Desk, rob: Asker, branch: Branch, box: Ballots):
    poll = await opened(desk, rob, branch)
    await vote(box, poll, [FOR] * 5)
    await polls.cancel(desk, rob, poll.id, "Withdrawn")
    await closing.erase(desk, GUILD, poll.id)
    await closing.erase(desk, GUILD, poll.id)
    assert (desk.keys.held(), await desk.boxes.held()) == (set(), set())
    with pytest.raises(NotFound, match=r"poll\.recount_cancelled"):
        await proofs.recount(desk, rob, poll.id)
    with pytest.raises((NotFound, Unavailable)):
        await ballots.not_voted(desk, poll, PEOPLE)


class Overtaken(Ballots):
    """The poll is cancelled between the look at it and the box."""

    rob: Asker

    async def _enter(self, caller: Caller, poll_id: PollId) -> tuple[Poll, bytes]:
        entered = await super()._enter(caller, poll_id)
        await polls.cancel(self._desk, self.rob, poll_id, "Withdrawn")
        await closing.erase(self._desk, GUILD, poll_id)
        return entered


async def test_whoever_casts_while_it_is_cancelled_is_told_so_and_no_damage_is_on_record(
    desk: Desk, rob: Asker, branch: Branch
):
    poll = await opened(desk, rob, branch)
    box = Overtaken(desk)
    box.rob = rob
    with pytest.raises(TooLate, match=r"poll\.cancelled"):
        await box.cast(member(PEOPLE[0]), poll.id, FOR)
    assert "poll.box_damaged" not in await record(desk, branch)
    assert await desk.boxes.held() == set()


async def test_that_the_key_was_destroyed_is_on_record_once_also_where_the_box_was_in_the_way(
    desk: Desk, rob: Asker, branch: Branch, tmp_path: Path
):
    poll = await opened(desk, rob, branch)
    await polls.cancel(desk, rob, poll.id, "Withdrawn")
    put_back = in_the_way(tmp_path, f"{poll.id}.db")
    with pytest.raises(OSError, match="directory"):
        await closing.erase(desk, GUILD, poll.id)
    assert desk.keys.held() == set()
    put_back()
    for _ in range(2):
        await closing.erase(desk, GUILD, poll.id)
    assert await desk.boxes.held() == set()
    assert (await record(desk, branch)).count("poll.key_destroyed") == 1


def in_the_way(folder: Path, name: str) -> Callable[[], object]:
    """A folder where the file is; what is returned puts the file back."""
    (file,) = folder.rglob(name)
    away = file.rename(folder / "away")
    file.mkdir()
    return lambda: (file.rmdir(), away.rename(file))


async def record(desk: Desk, branch: Branch) -> list[str]:
    return [entry.what for entry in await records.page(desk, branches.identify(branch, SUE))]


async def test_no_election_has_the_lot_of_another(desk: Desk, rob: Asker, branch: Branch):
    seeds: set[bytes | None] = set()
    for question in ("Chair?", "Secretary?"):
        draft = await drafts.make(
            desk, rob, branch, Kind.RANKED, question=question, options="Moira\nAisha", closes="in 3 days"
        )
        await drafts.open_(desk, rob, draft.id, 9)
        standing = await polls.begin(desk, GUILD, draft.id, Eligible(9))
        assert standing is not None
        seeds.add(standing.poll.seed)
    assert len(seeds - {None}) == 2


async def test_the_lists_to_choose_from_hold_secret_polls_only(desk: Desk, rob: Asker, branch: Branch, clock: Clock):
    poll = await opened(desk, rob, branch)
    draft = await drafts.make(desk, rob, branch, question="Openly?", options="For\nAgainst", closes="in 3 days")
    await drafts.open_(desk, rob, draft.id)
    assert await proofs.questions(desk, GUILD, [Status.OPEN, Status.CLOSED, Status.SCHEDULED]) == [(poll.id, "Accept?")]
    assert await proofs.questions(desk, GUILD, [Status.CLOSED]) == []
    assert await proofs.questions(desk, ELSEWHERE, list(Status)) == []


async def test_a_poll_in_the_open_gives_no_receipts_and_no_papers(desk: Desk, rob: Asker, branch: Branch):
    draft = await drafts.make(desk, rob, branch, question="Openly?", options="For\nAgainst", closes="in 3 days")
    poll = await drafts.open_(desk, rob, draft.id)
    with pytest.raises(NotFound, match=r"poll\.not_secret"):
        await proofs.look_up(desk, rob, keys.new_code(), poll)
    with pytest.raises(NotFound, match=r"poll\.not_secret"):
        await proofs.recount(desk, rob, PollId(poll.id))
