"""Between what was read and what is kept: other officers, other tables, the end of the campaign."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

import pytest

from bot.actions import branches, offers
from bot.actions.offers import OnTable, Reading
from bot.errors import BranchError
from bot.i18n import say
from bot.ids import Asker, Caller, MemberId, PayDraftId
from bot.rules.campaigns import Campaign, Stage, Status
from bot.store import campaigns as store
from tests.actions.announced import GUILD, MEMBERS, REPS, Hall
from tests.actions.test_questions import a_campaign

TABLE = "SCP,Pay,2021\n2,24413,18333\n43,54495,46845\n44,55631,\n"
SPLIT = {"kind": "offer", "name": "First offer", "made": "", "terms": "3.2%\nSCP 2 to 43: £1,290"}


@pytest.fixture
async def campaign(hall: Hall) -> Campaign:
    return await a_campaign(hall)


@pytest.fixture
def sue(hall: Hall) -> Asker:
    return branches.identify(hall.branch, Caller(GUILD, MemberId(3), frozenset({REPS, MEMBERS})))


async def refused(key: str, doing: Awaitable[object]) -> None:
    with pytest.raises(BranchError) as refusal:
        await doing
    assert refusal.value.key == key
    assert say(key, **refusal.value.values)


def draft_of(read: Reading) -> PayDraftId:
    assert read.draft_id is not None
    return read.draft_id


async def keep(hall: Hall, who: Asker, campaign: Campaign, read: Reading) -> OnTable:
    return await offers.keep(hall.desk, who, campaign.id, draft_of(read))


async def test_two_reps_are_each_shown_their_own_and_what_was_kept_first_is_checked_against_by_the_second(
    hall: Hall, campaign: Campaign, rob: Asker, sue: Asker
) -> None:
    await keep(hall, rob, campaign, await offers.read_table(hall.desk, rob, campaign.id, TABLE))
    of_rob = await offers.read_offer(hall.desk, rob, campaign.id, SPLIT)
    of_sue = await offers.read_table(hall.desk, sue, campaign.id, "SCP,Pay\n2,24413\n43,54495\n")
    await refused("offer.draft_gone", offers.keep(hall.desk, sue, campaign.id, draft_of(of_rob)))
    assert [band.name for band in (await keep(hall, sue, campaign, of_sue)).bands] == ["SCP 2", "SCP 43"]
    after = await keep(hall, rob, campaign, of_rob)
    assert list(after.proposals[0].special) == ["SCP 2", "SCP 43"]
    # The other way round it would leave terms for a band that is gone.
    table = await offers.read_table(hall.desk, sue, campaign.id, TABLE)
    gone = await offers.read_table(hall.desk, rob, campaign.id, "SCP,Pay\n2,24413\n43,54495\n")
    await keep(hall, sue, campaign, table)
    own = {**SPLIT, "terms": "SCP 44: 3%"}
    await keep(hall, sue, campaign, await offers.read_offer(hall.desk, sue, campaign.id, own))
    await refused("offer.band_not_in_table", keep(hall, rob, campaign, gone))
    assert len((await offers.look(hall.desk, sue, campaign.id)).bands) == 3


async def test_two_presses_on_keep_keep_it_once(hall: Hall, campaign: Campaign, rob: Asker) -> None:
    read = await offers.read_offer(hall.desk, rob, campaign.id, {**SPLIT, "terms": "3.2%"})
    both = await asyncio.gather(
        *(offers.keep(hall.desk, rob, campaign.id, draft_of(read)) for _ in range(2)), return_exceptions=True
    )
    assert [type(each).__name__ for each in both] == ["OnTable", "NotFound"]
    async with hall.desk.db.reading() as conn:
        changes = await store.changes(conn, campaign.id, 0, 10)
    assert [change.what for change in changes] == ["campaign.change_offer"]


async def test_a_table_replaces_the_bands_with_their_past_and_brings_offers_under_their_names(
    hall: Hall, campaign: Campaign, rob: Asker
) -> None:
    await keep(hall, rob, campaign, await offers.read_table(hall.desk, rob, campaign.id, TABLE))
    await keep(hall, rob, campaign, await offers.read_offer(hall.desk, rob, campaign.id, SPLIT))
    new = "SCP,Pay,first offer,Claim %\n2,24500,£1300,5\n43,54500,3%,5\n"
    before = (await offers.look(hall.desk, rob, campaign.id)).proposals
    after = await keep(hall, rob, campaign, await offers.read_table(hall.desk, rob, campaign.id, new.encode("utf-16")))
    assert [dict(band.past) for band in after.bands] == [{}, {}]
    assert [each.name for each in after.proposals] == ["Claim", "first offer"]
    assert after.proposals[1].id == before[0].id
    assert after.proposals[1].general is None


async def test_once_the_campaign_is_closed_nothing_is_read_kept_or_removed(
    hall: Hall, campaign: Campaign, rob: Asker, ann: Asker
) -> None:
    await keep(hall, rob, campaign, await offers.read_table(hall.desk, rob, campaign.id, TABLE))
    after = await keep(
        hall, rob, campaign, await offers.read_offer(hall.desk, rob, campaign.id, {**SPLIT, "terms": "3%"})
    )
    assert await offers.to_post(hall.desk, GUILD, campaign.id) == after
    read = await offers.read_table(hall.desk, rob, campaign.id, TABLE)
    async with hall.desk.db.transaction() as tx:
        await store.save(tx, replace(campaign, status=Status.CLOSED, stage=Stage.CLOSED, closed_at=hall.clock.now()))
    await refused("campaign.closed", keep(hall, rob, campaign, read))
    await refused("campaign.closed", offers.read_table(hall.desk, rob, campaign.id, TABLE))
    await refused("campaign.closed", offers.remove(hall.desk, rob, campaign.id, after.proposals[0].id))
    await refused("campaign.closed", offers.post(hall.desk, rob, campaign.id))
    await refused("access.needs", offers.look(hall.desk, ann, campaign.id))
    assert await offers.to_post(hall.desk, GUILD, campaign.id) is None  # what was asked for just before


async def test_what_takes_the_place_of_a_removed_offer_is_not_removed_by_an_old_button(
    hall: Hall, campaign: Campaign, rob: Asker
) -> None:
    first = {**SPLIT, "terms": "3%"}
    gone = (await keep(hall, rob, campaign, await offers.read_offer(hall.desk, rob, campaign.id, first))).proposals[0]
    await offers.remove(hall.desk, rob, campaign.id, gone.id)
    await keep(hall, rob, campaign, await offers.read_offer(hall.desk, rob, campaign.id, first))
    await refused("offer.not_found", offers.remove(hall.desk, rob, campaign.id, gone.id))
    assert len((await offers.look(hall.desk, rob, campaign.id)).proposals) == 1


async def test_lines_with_problems_leave_nothing_to_be_kept(hall: Hall, campaign: Campaign, rob: Asker) -> None:
    read = await offers.read_table(hall.desk, rob, campaign.id, "SCP,Pay\n2,24413\n3,abc\n")
    assert (read.draft_id, [problem.line for problem in read.problems]) == (None, [3])
    await refused("offer.no_bands", offers.post(hall.desk, rob, campaign.id))
    await keep(hall, rob, campaign, await offers.read_table(hall.desk, rob, campaign.id, TABLE))
    await refused("offer.no_proposals", offers.post(hall.desk, rob, campaign.id))
