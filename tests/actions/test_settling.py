"""A campaign from its start to a month after its end, by the real actions; only Discord is left out."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.actions import (
    archives,
    boards,
    branches,
    campaign_dates,
    campaigns,
    following,
    offers,
    outside_ballots,
    outside_endings,
    questions,
    settling,
    stages,
    starting,
    turnout,
    updates,
)
from bot.desk import Desk
from bot.errors import BranchError
from bot.ids import Asker, CampaignId, ChannelId, MessageId, PayDraftId
from bot.rules.branches import Branch
from bot.rules.campaign_dates import Kind
from bot.rules.campaigns import Campaign, Nation, Outcome, Stage
from bot.rules.following import Topic
from bot.rules.updates import Status
from bot.store import branches as branches_store
from bot.store import jobs, silenced
from tests.actions.announced import GUILD, SUE, Hall

WORDS = {"title": "Pay 2026", "employer": "Riverside Probation", "claim": "8%", "contact": "Any rep"}
CHANNEL = ChannelId(5)
OFFER = {"kind": "offer", "name": "First offer", "made_on": "20 Nov 2026", "terms": "5%"}
BALLOT = {
    "scrutineer": "Northern Ballots",
    "opens": "23 Nov 2026 09:00",
    "closes": "21 Dec 2026 12:00",
    "replacement": "Ring them.",
    "entitled": "800",
}


@pytest.fixture
async def branch(hall: Hall) -> Branch:
    """The branch, which has chosen a channel for its campaigns."""
    async with hall.desk.db.transaction() as tx:
        await branches_store.set_channel(tx, GUILD, branches_store.Use.CAMPAIGN, CHANNEL)
        return await branches_store.present(tx, GUILD)


@pytest.fixture
async def campaign(desk: Desk, rob: Asker, branch: Branch) -> Campaign:
    draft = await starting.make(desk, rob, branch, nation=Nation.ENGLAND_WALES, **WORDS)
    return await starting.start(desk, rob, branch, draft.id)


async def refused(key: str, doing: Callable[[], Awaitable[object]]) -> None:
    with pytest.raises(BranchError) as refusal:
        await doing()
    assert refusal.value.key == key


async def close(desk: Desk, rob: Asker, branch: Branch, campaign_id: CampaignId) -> Campaign:
    return await settling.close(desk, rob, branch, campaign_id, outcome=Outcome.LOST, terms="The offer was imposed.")


async def silent(desk: Desk, who: Asker) -> bool:
    async with desk.db.reading() as conn:
        return who.member_id in await silenced.of(conn, GUILD, [who.member_id])


async def test_a_draft_is_its_authors_alone_and_no_campaign_yet(
    desk: Desk, rob: Asker, ann: Asker, branch: Branch
) -> None:
    draft = await starting.make(desk, rob, branch, nation=Nation.SCOTLAND, **WORDS)
    sue = Asker(GUILD, ann.member_id, rob.role_ids, rob.powers)
    await refused("campaign.no_draft", lambda: starting.get(desk, sue, draft.id))
    await refused("access.needs", lambda: starting.get(desk, ann, draft.id))
    await refused("campaign.not_found", lambda: boards.look(desk, ann, draft.id))
    await refused("campaign.not_found", lambda: archives.gather(desk, rob, draft.id))
    await refused("campaign.none", lambda: campaigns.find_to_show(desk, ann, None))
    assert (await starting.start(desk, rob, branch, draft.id)).nation is Nation.SCOTLAND
    await refused("campaign.already_started", lambda: starting.start(desk, rob, branch, draft.id))
    await starting.forget(desk, GUILD, draft.id)
    assert (await boards.board(desk, GUILD, draft.id)).move.stage is Stage.CLAIM


async def test_a_branch_without_a_channel_for_campaigns_is_told_how_to_choose_one(
    desk: Desk, rob: Asker, hall: Hall
) -> None:
    await refused("campaign.no_channel", lambda: starting.make(desk, rob, hall.branch, nation=Nation.SCOTLAND, **WORDS))


async def test_of_two_reps_who_move_it_at_once_the_second_is_told_of_the_first(
    desk: Desk, rob: Asker, branch: Branch, campaign: Campaign
) -> None:
    async def move(stage: Stage) -> object:
        return await stages.move(desk, rob, branch, campaign.id, stage, on="today", before=Stage.CLAIM)

    await move(Stage.TALKS)
    await refused("campaign.stage_meanwhile", lambda: move(Stage.TALKS))
    board = await boards.board(desk, GUILD, campaign.id)
    assert (board.campaign.stage, board.move.actor_id) == (Stage.TALKS, rob.member_id)
    assert board.change is not None
    assert board.change.detail == {"stage": "talks", "moved_on": "2026-11-21"}


async def test_a_board_that_was_posted_anew_meanwhile_has_still_to_be_pinned(desk: Desk, campaign: Campaign) -> None:
    await boards.posted(desk, GUILD, campaign.id, CHANNEL, MessageId(6))
    first = (await boards.board(desk, GUILD, campaign.id)).campaign
    await boards.posted(desk, GUILD, campaign.id, CHANNEL, MessageId(7))
    await boards.pinned(desk, first, None)
    assert (await boards.board(desk, GUILD, campaign.id)).campaign.pin_problem == boards.PIN_WAITING
    assert await boards.unpinned(desk, GUILD) == []
    await boards.pinned(desk, (await boards.board(desk, GUILD, campaign.id)).campaign, "campaign.pin_full")
    assert [each.id for each in await boards.unpinned(desk, GUILD)] == [campaign.id]


async def test_nothing_in_a_closed_campaign_changes_any_more(
    desk: Desk, rob: Asker, branch: Branch, campaign: Campaign, hall: Hall
) -> None:
    number, asking = campaign.id, questions.Asking(desk)
    draft = (await updates.draft(desk, rob, number, text="We meet on Monday.", office="Secretary")).update
    posted = (await updates.draft(desk, rob, number, text="We have met.", office="Secretary")).update
    await updates.post(desk, rob, posted.id)
    waiting = (await updates.draft(desk, rob, number, text="They answer.", office="Secretary")).update
    await updates.schedule(desk, rob, branch, waiting.id, "30 Nov 2026 12:00")
    question = await asking.ask(rob, number, "What of increments?", is_named=True)
    offer = await offers.read_offer(desk, rob, number, OFFER)
    assert offer.draft_id is not None
    ballot = (await outside_ballots.make(desk, rob, branch, number, BALLOT)).ballot
    await outside_ballots.announce(desk, rob, ballot.id)
    date_ = await campaign_dates.read(desk, rob, number, kind="offer_expires", day="1 Dec 2026", note="", before=None)
    (target, reply) = (turnout.set_target, {"wording": "Increments?", "answer": "They stay.", "source": ""})

    closed = await close(desk, rob, branch, number)
    every: Mapping[str, Callable[[], Awaitable[object]]] = {
        "move": lambda: stages.move(desk, rob, branch, number, Stage.TALKS, on="today", before=Stage.CLOSED),
        "look at a move": lambda: stages.movable(desk, rob, number),
        "close": lambda: close(desk, rob, branch, number),
        "look at closing": lambda: settling.plan(desk, rob, branch, number),
        "write": lambda: updates.draft(desk, rob, number, text="And on Tuesday.", office="Secretary"),
        "post": lambda: updates.post(desk, rob, draft.id),
        "correct": lambda: updates.correctable(desk, rob, posted.id),
        "set a target": lambda: target(desk, rob, number, 70),
        "ask": lambda: asking.ask(rob, number, "And of hours?", is_named=False),
        "answer": lambda: questions.answer(desk, rob, question.id, is_rumour=False, office="Secretary", **reply),
        "drop": lambda: questions.drop(desk, rob, question.id, "It is not about pay"),
        "type an offer": lambda: offers.read_offer(desk, rob, number, OFFER),
        "keep an offer": lambda: offers.keep(desk, rob, number, offer.draft_id or PayDraftId(0)),
        "announce a ballot": lambda: outside_ballots.make(desk, rob, branch, number, BALLOT),
        "change a ballot": lambda: outside_ballots.rewrite(desk, rob, ballot.id, BALLOT),
        "declare": lambda: outside_endings.declare(
            desk, rob, ballot.id, {"for": "1", "against": "0", "spoilt": "", "issued": ""}
        ),
        "put a date": lambda: campaign_dates.save(desk, rob, number, date_.new, None),
        "take a date out": lambda: campaign_dates.remove(desk, rob, number, (Kind.BALLOT_CLOSES, date(2026, 12, 21))),
    }
    for doing in every.values():
        await refused("campaign.closed", doing)
    hall.clock.move(days=60)
    await updates.fall_due(desk, GUILD, waiting.id)
    assert (await boards.board(desk, GUILD, number)).campaign == closed
    assert (await updates.standing(desk, GUILD, waiting.id)).update.status is Status.WITHDRAWN


async def test_followers_stay_while_a_campaign_is_under_way_and_go_a_month_after_the_last(
    hall: Hall, rob: Asker, ann: Asker, branch: Branch, campaign: Campaign
) -> None:
    desk = hall.desk
    await following.follow(desk, ann, [Topic.DATES])
    await following.unfollow(desk, GUILD, rob.member_id)  # and is silent about ballots
    await boards.look(desk, ann, campaign.id)
    plan = await settling.plan(desk, rob, branch, campaign.id)
    assert plan.forgets_on == date(2026, 12, 21)
    await close(desk, rob, branch, campaign.id)
    other = await starting.make(desk, rob, branch, nation=Nation.ENGLAND_WALES, **(WORDS | {"title": "Hours"}))
    await starting.start(desk, rob, branch, other.id)
    hall.clock.move(days=30)
    await settling.erase(desk, GUILD, campaign.id)
    assert (await boards.look(desk, ann, campaign.id)).is_first
    assert (await boards.look(desk, ann, campaign.id)).is_first  # who looks at what is over is not noted
    assert await following.topics(desk, ann) == {Topic.DATES}
    await close(desk, rob, branch, other.id)
    await settling.erase(desk, GUILD, campaign.id)
    assert await following.topics(desk, ann) == {Topic.DATES}
    hall.clock.move(seconds=timedelta(days=30).total_seconds())
    assert await silent(desk, rob)
    await settling.erase(desk, GUILD, other.id)
    assert await following.topics(desk, ann) == frozenset()
    assert not await silent(desk, rob)


async def test_with_one_campaign_nobody_has_to_choose_and_with_several_everybody_has_to(
    desk: Desk, rob: Asker, branch: Branch, campaign: Campaign
) -> None:
    assert (await campaigns.find_to_show(desk, rob, None)).id == campaign.id
    await close(desk, rob, branch, campaign.id)
    assert (await campaigns.find_to_show(desk, rob, None)).id == campaign.id
    await refused("campaign.none", lambda: campaigns.find(desk, rob, None))
    for title in ("Hours", "Pensions"):
        draft = await starting.make(desk, rob, branch, nation=Nation.SCOTLAND, **(WORDS | {"title": title}))
        await starting.start(desk, rob, branch, draft.id)
    await refused("campaign.choose_from_list", lambda: campaigns.find_to_show(desk, rob, None))
    assert (await campaigns.find_to_show(desk, rob, "hours")).title == "Hours"
    assert (await campaigns.find_to_show(desk, rob, str(campaign.id))).id == campaign.id
    await refused("campaign.none_of_that_name", lambda: campaigns.find(desk, rob, str(campaign.id)))


async def test_a_branch_that_moves_to_another_time_zone_has_its_days_by_that_one(
    desk: Desk, branch: Branch, campaign: Campaign
) -> None:
    async def midnight() -> datetime | None:
        async with desk.db.reading() as conn:
            return await jobs.due_at(conn, campaigns.key(campaign, "campaign.new_day"))

    assert await midnight() == datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
    await branches.describe(desk, SUE, name=branch.name, zone="America/New_York", membership="")
    assert await midnight() == datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    await boards.new_day(desk, GUILD, campaign.id)
    assert await midnight() == datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
