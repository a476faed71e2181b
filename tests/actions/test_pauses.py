"""Two officers close the doors for reports, and one opens them again."""

from datetime import timedelta

import pytest

from bot.actions import branches, feedback_posts, pauses
from bot.errors import BranchError
from bot.ids import Asker, Caller, ChannelId, GuildId, MemberId
from bot.store import jobs
from tests.actions.announced import ELSEWHERE, GUILD, SUE, Hall

REASON = "No organiser can read the desk this week."


@pytest.fixture
def sue(hall: Hall) -> Asker:
    return branches.identify(hall.branch, SUE)


@pytest.fixture
def max_(hall: Hall) -> Asker:
    return branches.identify(hall.branch, Caller(GUILD, MemberId(3), frozenset(), administrator=True))


async def may_send(hall: Hall, guild_id: GuildId = GUILD) -> str | None:
    async with hall.desk.db.reading() as conn:
        try:
            await pauses.refuse_closed(conn, guild_id)
        except BranchError as error:
            return error.key
    return None


async def refused(act) -> str:
    with pytest.raises(BranchError) as caught:
        await act
    return caught.value.key


async def test_the_doors_are_closed_only_when_a_second_officer_agrees(hall: Hall, sue: Asker, max_: Asker):
    asked = await pauses.ask(hall.desk, sue, REASON)
    assert await may_send(hall) is None
    assert await refused(pauses.agree(hall.desk, sue, pauses.moment_of(asked))) == "pause.own"
    assert await may_send(hall) is None
    await pauses.agree(hall.desk, max_, pauses.moment_of(asked))
    assert await may_send(hall) == "pause.closed"
    assert await may_send(hall, ELSEWHERE) is None
    assert (await pauses.look(hall.desk, max_) or asked).agreed_by == max_.member_id


async def test_one_officer_opens_the_doors_again_and_members_are_told_both_times(hall: Hall, sue: Asker, max_: Asker):
    moment = pauses.moment_of(await pauses.ask(hall.desk, sue, REASON))
    await pauses.agree(hall.desk, max_, moment)
    hall.clock.move(hours=1)
    assert await pauses.end(hall.desk, sue, moment) is pauses.Ended.OPENED
    assert await may_send(hall) is None
    assert await refused(pauses.end(hall.desk, sue, moment)) == "pause.gone"
    told = 0
    while job := await _next(hall):
        told += job.kind == "feedback.pause_notice"
    assert told == 2


async def test_what_one_asks_for_is_withdrawn_or_refused_and_can_be_asked_again(hall: Hall, sue: Asker, max_: Asker):
    for officer, how in ((sue, pauses.Ended.WITHDRAWN), (max_, pauses.Ended.REFUSED)):
        asked = await pauses.ask(hall.desk, sue, REASON)
        assert await refused(pauses.ask(hall.desk, max_, REASON)) == "pause.asked_already"
        assert await pauses.end(hall.desk, officer, pauses.moment_of(asked)) is how
        hall.clock.move(minutes=1)


async def test_a_screen_of_an_earlier_request_closes_nothing(hall: Hall, sue: Asker, max_: Asker):
    first = await pauses.ask(hall.desk, sue, REASON)
    await pauses.end(hall.desk, sue, pauses.moment_of(first))
    hall.clock.move(minutes=1)
    await pauses.ask(hall.desk, sue, "Another reason.")
    assert await refused(pauses.agree(hall.desk, max_, pauses.moment_of(first))) == "pause.gone"
    assert await may_send(hall) is None


async def test_two_officers_agree_at_once_and_members_are_told_once(hall: Hall, sue: Asker, max_: Asker):
    asked = await pauses.ask(hall.desk, sue, REASON)
    await pauses.agree(hall.desk, max_, pauses.moment_of(asked))
    assert await refused(pauses.agree(hall.desk, max_, pauses.moment_of(asked))) == "pause.closed_already"
    assert await refused(pauses.ask(hall.desk, max_, REASON)) == "pause.closed_already"


async def test_only_officers_close_and_open_the_doors_and_post_the_way_there(hall: Hall, rob: Asker, sue: Asker):
    asked = await pauses.ask(hall.desk, sue, REASON)
    moment = pauses.moment_of(asked)
    acts = [pauses.look(hall.desk, rob), pauses.ask(hall.desk, rob, REASON), pauses.agree(hall.desk, rob, moment)]
    assert [await refused(act) for act in (*acts, pauses.end(hall.desk, rob, moment))] == ["access.needs"] * 4
    posting = [feedback_posts.may_post(hall.desk, rob), feedback_posts.make(hall.desk, rob, ChannelId(5))]
    assert [await refused(act) for act in posting] == ["access.needs"] * 2


async def test_a_reason_has_words_in_it(hall: Hall, sue: Asker):
    assert await refused(pauses.ask(hall.desk, sue, " ")) == "text.empty"
    assert await pauses.look(hall.desk, sue) is None


async def _next(hall: Hall) -> jobs.Job | None:
    async with hall.desk.db.transaction() as tx:
        job = await jobs.claim(tx, hall.clock.now(), timedelta(minutes=1))
        if job is not None:
            await jobs.finish(tx, job, hall.clock.now())
    return job
