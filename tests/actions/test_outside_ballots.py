"""A ballot held elsewhere on a real database, without Discord: announced, changed, over, and what the clock does."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.actions import campaigns, outside_ballots, outside_endings
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound, TooLate
from bot.ids import Asker, MemberId
from bot.rules.campaign_dates import Kind
from bot.rules.campaigns import Vote
from bot.rules.outside_ballots import KEPT_FOR, Status
from bot.store import campaign_dates, jobs
from bot.store import campaigns as campaigns_store
from tests.actions.announced import GUILD, member
from tests.actions.ballots_elsewhere import WORDS, Dispute, a_dispute
from tests.builders import Clock

RESULT = {"for": "410", "against": "22", "spoilt": "", "issued": "800"}


@pytest.fixture
async def dispute(desk: Desk, clock: Clock) -> AsyncIterator[Dispute]:
    found = await a_dispute(desk, clock)
    yield found
    await found.posted.finish()


async def due(dispute: Dispute, kind: str) -> datetime | None:
    """When this job of the ballot is carried out; None where it does not wait."""
    async with dispute.desk.db.reading() as conn:
        return await jobs.due_at(conn, outside_ballots.key(dispute.standing.campaign, dispute.standing.ballot, kind))


async def dated(dispute: Dispute) -> dict[str, str]:
    """The ballot's dates as the board has them."""
    async with dispute.desk.db.reading() as conn:
        found = await campaign_dates.of(conn, dispute.standing.campaign.id)
    return {each.kind.value: f"{each.falls_on}" for each in found if each.ballot_id == dispute.id}


async def changes(dispute: Dispute) -> list[str]:
    """What members read on the board to have changed, the last first."""
    async with dispute.desk.db.reading() as conn:
        found = await campaigns_store.changes(conn, dispute.standing.campaign.id, 0, 9)
    return [each.what for each in found]


async def test_an_announced_ballot_has_its_dates_on_the_board_and_its_jobs_in_the_queue(dispute: Dispute):
    ballot = dispute.standing.ballot
    assert await dated(dispute) == {
        Kind.PAPERS_POSTED: "2026-11-23",
        Kind.REPLACEMENT_BY: "2026-12-09",
        Kind.POST_BY: "2026-12-14",
        Kind.BALLOT_CLOSES: "2026-12-21",
    }
    assert await due(dispute, "campaign.ballot_close") == ballot.closes_at
    assert await due(dispute, "campaign.ladder") == dispute.standing.moments[0]
    assert dispute.desk.outside_keys.held() == {dispute.id}


async def test_another_close_moves_its_dates_its_jobs_and_its_reminders(dispute: Dispute):
    found = await outside_ballots.rewrite(
        dispute.desk, dispute.rob, dispute.id, {**WORDS, "closes": "11 Jan 2027 12:00", "entitled": ""}
    )
    assert (found.ballot.entitled, found.ballot.status) == (None, Status.OPEN)
    assert (await dated(dispute))[Kind.BALLOT_CLOSES] == "2027-01-11"
    assert len(await dated(dispute)) == 4
    assert await due(dispute, "campaign.ballot_close") == found.ballot.closes_at
    assert (await changes(dispute))[0] == "campaign.change_ballot_changed"
    dispute.clock.move(days=29)
    await outside_endings.close(dispute.desk, GUILD, dispute.id)  # the old job, late
    assert (await dispute.ballot()).status is Status.OPEN
    before = await changes(dispute)
    await outside_ballots.rewrite(
        dispute.desk, dispute.rob, dispute.id, {**WORDS, "closes": "11 Jan 2027 12:00", "entitled": ""}
    )
    assert await changes(dispute) == before  # nothing new, nothing said


async def test_a_ballot_that_becomes_too_short_loses_the_dates_it_has_no_time_for(dispute: Dispute):
    await outside_ballots.rewrite(dispute.desk, dispute.rob, dispute.id, {**WORDS, "closes": "25 Nov 2026 12:00"})
    assert await dated(dispute) == {Kind.PAPERS_POSTED: "2026-11-23", Kind.BALLOT_CLOSES: "2026-11-25"}
    assert await due(dispute, "campaign.ladder") is None


async def test_what_cannot_be_changed_is_refused_and_stays(dispute: Dispute):
    before = await dispute.ballot()
    for words, error in (
        ({**WORDS, "opens": "24 Nov 2026 09:00"}, TooLate),
        ({**WORDS, "closes": "23 Nov 2026 10:00"}, Invalid),
        ({**WORDS, "scrutineer": " "}, Invalid),
        ({**WORDS, "replacement": "!!!"}, Invalid),
    ):
        with pytest.raises(error):
            await outside_ballots.rewrite(dispute.desk, dispute.rob, dispute.id, words)
    ann = Asker(GUILD, MemberId(101), frozenset())
    with pytest.raises(NotAllowed):
        await outside_ballots.rewrite(dispute.desk, ann, dispute.id, WORDS)
    with pytest.raises(NotAllowed):
        await outside_endings.call_off(dispute.desk, ann, dispute.id)
    with pytest.raises(NotAllowed):
        await outside_ballots.latest(dispute.desk, ann, dispute.standing.campaign.id)
    assert await dispute.ballot() == before


async def test_a_draft_is_its_makers_alone_and_is_announced_once(dispute: Dispute):
    await outside_endings.call_off(dispute.desk, dispute.rob, dispute.id)
    campaign = dispute.standing.campaign
    draft = await outside_ballots.make(dispute.desk, dispute.rob, dispute.branch, campaign.id, WORDS)
    with pytest.raises(NotFound):
        await outside_ballots.get(dispute.desk, dispute.sue, draft.ballot.id)
    with pytest.raises(NotFound):
        await outside_ballots.announce(dispute.desk, dispute.sue, draft.ballot.id)
    await outside_ballots.announce(dispute.desk, dispute.rob, draft.ballot.id)
    for act in (outside_ballots.announce, outside_ballots.discard):
        with pytest.raises(AlreadyDone):
            await act(dispute.desk, dispute.rob, draft.ballot.id)
    await outside_ballots.forget(dispute.desk, GUILD, draft.ballot.id)  # the draft's job, late
    assert draft.ballot.id in dispute.desk.outside_keys.held()


async def test_a_draft_is_not_announced_after_its_close(dispute: Dispute):
    await outside_endings.call_off(dispute.desk, dispute.rob, dispute.id)
    campaign = dispute.standing.campaign
    draft = await outside_ballots.make(dispute.desk, dispute.rob, dispute.branch, campaign.id, WORDS)
    dispute.clock.move(days=40)
    with pytest.raises(Invalid, match=r"outside\.closes_past"):
        await outside_ballots.announce(dispute.desk, dispute.rob, draft.ballot.id)
    await outside_ballots.discard(dispute.desk, dispute.rob, draft.ballot.id)
    assert draft.ballot.id not in dispute.desk.outside_keys.held()


async def test_at_its_close_the_number_stays_and_the_purge_waits_two_weeks(dispute: Dispute):
    for number in range(7):
        await dispute.posted.say(member(number), dispute.id)
    with pytest.raises(TooLate, match=r"outside\.not_closed"):
        await outside_endings.declare(dispute.desk, dispute.rob, dispute.id, RESULT)
    dispute.clock.move(days=30)
    await outside_endings.close(dispute.desk, GUILD, dispute.id)
    ballot = await dispute.ballot()
    assert (ballot.status, ballot.shown, ballot.ended_at) == (Status.CLOSED, 7, ballot.closes_at)
    assert await due(dispute, "campaign.purge") == ballot.closes_at + KEPT_FOR
    assert [await due(dispute, kind) for kind in ("campaign.ladder", "campaign.turnout")] == [None, None]
    found = await outside_endings.declare(dispute.desk, dispute.rob, dispute.id, RESULT)
    assert found.ballot.result == Vote(410, 22, 0, 800)
    with pytest.raises(AlreadyDone):
        await outside_endings.declare(dispute.desk, dispute.rob, dispute.id, RESULT)
    await outside_endings.declare(dispute.desk, dispute.rob, dispute.id, {**RESULT, "for": "411"})  # a typing mistake
    assert (await changes(dispute))[:3] == [
        "campaign.change_ballot_result",
        "campaign.change_ballot_result",
        "campaign.change_ballot_closed",
    ]


async def test_a_campaign_that_ends_takes_its_open_ballot_with_it(dispute: Dispute):
    await dispute.posted.say(member(1), dispute.id)
    now = dispute.clock.now()
    async with dispute.desk.db.transaction() as tx:
        campaign = await campaigns_store.get(tx, GUILD, dispute.standing.campaign.id)
        await outside_endings.wind_up(tx, now, campaign)
        await outside_endings.wind_up(tx, now, campaign)
    ballot = await dispute.ballot()
    assert (ballot.status, ballot.ended_at) == (Status.CLOSED, now)
    assert await due(dispute, "campaign.purge") == now + KEPT_FOR
    with pytest.raises(TooLate):
        await dispute.posted.say(member(2), dispute.id)


async def test_a_ballot_that_is_called_off_leaves_the_board_and_another_can_be_announced(dispute: Dispute):
    await outside_endings.call_off(dispute.desk, dispute.rob, dispute.id)
    assert await dated(dispute) == {}
    with pytest.raises(TooLate, match=r"outside\.cancelled"):
        await outside_endings.call_off(dispute.desk, dispute.rob, dispute.id)
    with pytest.raises(TooLate, match=r"outside\.cancelled"):
        await outside_endings.declare(dispute.desk, dispute.rob, dispute.id, RESULT)
    made = await outside_ballots.make(dispute.desk, dispute.rob, dispute.branch, dispute.standing.campaign.id, WORDS)
    after = await outside_ballots.announce(dispute.desk, dispute.rob, made.ballot.id)
    latest = await outside_ballots.latest(dispute.desk, dispute.rob, dispute.standing.campaign.id)
    assert latest is not None
    assert (latest.id, latest.status) == (after.ballot.id, Status.OPEN)
    with pytest.raises(AlreadyDone, match=r"outside\.one_open"):
        await outside_ballots.make(dispute.desk, dispute.rob, dispute.branch, dispute.standing.campaign.id, WORDS)


async def test_papers_that_turn_out_to_be_on_their_way_already_are_said_to_be(desk: Desk, clock: Clock):
    early = await a_dispute(desk, clock, opened=False)
    found = await outside_ballots.rewrite(desk, early.rob, early.id, {**WORDS, "opens": "20 Nov 2026 09:00"})
    assert await due(early, "campaign.ballot_open") == clock.now() > found.ballot.opens_at
    await outside_ballots.open_(desk, GUILD, early.id)
    assert (await changes(early))[0] == "campaign.change_ballot_opened"
    await early.posted.finish()


async def test_the_board_says_once_that_papers_are_out(desk: Desk, clock: Clock):
    early = await a_dispute(desk, clock, opened=False)
    await outside_ballots.open_(desk, GUILD, early.id)  # too early: its opening was put off
    assert (await changes(early))[0] == "campaign.change_ballot_announced"
    clock.move(days=2)
    await outside_ballots.open_(desk, GUILD, early.id)
    assert (await changes(early))[0] == "campaign.change_ballot_opened"
    found = await campaigns.standing(desk, GUILD, early.standing.campaign.id)
    assert found.campaign.id == early.standing.campaign.id
    clock.move(days=40)
    before = await changes(early)
    await outside_ballots.open_(desk, GUILD, early.id)  # a bot that slept through the whole of it
    assert await changes(early) == before
    assert early.standing.ballot.closes_at < clock.now() - timedelta(days=1)
    await early.posted.finish()
