"""What is published of a ballot held elsewhere, and when; the rules of it are in tests/rules."""

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

import pytest

from bot.actions import turnout
from bot.actions.turnout import Progress
from bot.ids import Asker, CampaignId, ChannelId, MemberId, OutsideBallotId
from bot.rules.campaigns import Vote
from bot.rules.outside_ballots import Status as Ballot
from bot.store import campaigns, jobs, outside_ballots, posted, workplaces
from tests.actions.announced import GUILD, Hall, a_campaign

PLACES = {"Leeds": 40, "Hull": 12, "York": None, "Selby": None}


@dataclass
class Count:
    """A ballot that opened just now, and who says to have posted: numbers, as tags are."""

    hall: Hall
    campaign: CampaignId
    ballot: OutsideBallotId
    pressed: int = 0

    async def press(self, number: int, at: str | None = None) -> None:
        """So many more have posted, and work there."""
        tags = [sha256(str(self.pressed + each).encode()).digest() for each in range(number)]
        self.pressed += number
        async with self.hall.desk.db.transaction() as tx:
            await posted.record(tx, self.ballot, tags)
            if at is not None:
                listed = {each.name: each.id for each in await workplaces.all_(tx, GUILD)}
                await posted.choose(tx, self.ballot, dict.fromkeys(tags, listed[at]))

    async def look(self, **later: float) -> Progress:
        """What is published after so long a time."""
        self.hall.clock.move(**later)
        await turnout.look(self.hall.desk, GUILD, self.ballot)
        return await self.progress()

    async def progress(self) -> Progress:
        """What anybody reads."""
        return await turnout.progress(self.hall.desk, GUILD, self.campaign)

    async def next_look(self) -> timedelta | None:
        """How long it is until the next look."""
        key = f"campaign.turnout:{self.campaign}:{self.ballot}"
        async with self.hall.desk.db.reading() as conn:
            due_at = await jobs.due_at(conn, key)
        return None if due_at is None else due_at - self.hall.clock.now()

    async def end(self) -> Progress:
        """The ballot is over."""
        now = self.hall.clock.now()
        async with self.hall.desk.db.transaction() as tx:
            found = await turnout.outside_ballots.standing_in(tx, GUILD, self.ballot)
            ended = replace(found.ballot, status=Ballot.CLOSED, ended_at=now)
            await outside_ballots.save(tx, await turnout.last(tx, found, ended, now))
        return await self.progress()


@pytest.fixture
async def count(hall: Hall) -> Count:
    campaign = (await a_campaign(hall)).id
    now = hall.clock.now()
    async with hall.desk.db.transaction() as tx:
        draft = await outside_ballots.add(
            tx,
            GUILD,
            campaign,
            MemberId(2),
            scrutineer="Northern Ballots",
            replacement="Ring them",
            entitled=200,
            opens_at=now,
            closes_at=now + timedelta(days=20),
            channel_id=ChannelId(5),
            now=now,
        )
        await outside_ballots.save(tx, replace(draft, status=Ballot.OPEN))
        await workplaces.put(tx, GUILD, PLACES, now)
    return Count(hall, campaign, draft.id)


def table(progress: Progress) -> dict[str, int | None]:
    return {each.workplace.name: each.number for each in progress.places}


async def test_the_first_four_are_not_shown_and_the_fifth_shows_all(count: Count):
    await count.press(4)
    assert (await count.look(hours=2)).ballot.shown == 0
    await count.press(1)
    assert (await count.look(minutes=1)).ballot.shown == 5


async def test_the_number_moves_in_steps_and_is_looked_at_again_when_the_next_may_be_due(count: Count):
    await count.press(7)
    assert (await count.look(minutes=1)).ballot.shown == 7
    await count.press(2)
    assert (await count.look(minutes=1)).ballot.shown == 7
    assert timedelta(0) < (await count.next_look() or timedelta(0)) <= timedelta(minutes=15)
    found = await count.look(minutes=15)
    assert found.ballot.shown == 9
    assert [number for _, number in found.days] == [9]


async def test_where_nothing_is_unshown_the_next_look_is_the_morning_table(count: Count):
    await count.press(7)
    await count.look(minutes=1)
    assert await count.next_look() == timedelta(hours=13, minutes=29)  # from 18:31 to 08:00


async def test_the_table_is_published_each_morning_without_small_numbers(count: Count):
    for place, number in {"Leeds": 20, "Hull": 9, "York": 3, "Selby": 6}.items():
        await count.press(number, place)
    await count.press(8)
    assert (await count.look(minutes=1)).places == ()
    found = await count.look(hours=14)
    # York is small, and Hull has 9 of 12: each covers the other.
    assert table(found) == {"Hull": None, "Leeds": 20, "Selby": 6, "York": None}
    assert found.rest == 12
    await count.press(5, "Leeds")
    assert table(await count.look(hours=1)) == table(found)
    assert table(await count.look(days=1))["Leeds"] == 25


async def test_a_place_that_left_the_list_still_counts_where_it_was_chosen(count: Count):
    await count.press(6, "Selby")
    async with count.hall.desk.db.transaction() as tx:
        await workplaces.put(tx, GUILD, {"Leeds": 40}, count.hall.clock.now())
    await count.press(9, "Leeds")
    assert table(await count.look(days=1)) == {"Leeds": 9, "Selby": 6}


async def test_at_the_end_the_last_number_and_the_last_table_stay_without_the_tags(count: Count):
    await count.press(6, "Selby")
    await count.press(9, "Leeds")
    await count.look(minutes=1)
    await count.press(1, "Leeds")
    before = await count.end()
    async with count.hall.desk.db.transaction() as tx:
        await posted.erase(tx, count.ballot)
    after = await count.progress()
    assert before.ballot.shown == after.ballot.shown == 16
    # Nobody has posted at Hull or York: of these alone, 0 together, nothing is said.
    assert table(before) == table(after) == {"Hull": None, "Leeds": 10, "Selby": None, "York": None}
    assert after.pace is None


async def test_fewer_than_five_stay_unseen_at_the_end_too(count: Count):
    await count.press(4)
    found = await count.end()
    assert (found.ballot.shown, [number for _, number in found.days]) == (0, [0])


async def test_after_the_close_nothing_is_published_any_more(count: Count):
    await count.press(7)
    count.hall.clock.move(days=21)
    assert (await count.look()).ballot.shown == 0
    assert await count.next_look() is None


async def test_everybody_reads_how_many_more_it_takes(count: Count):
    await count.press(60)
    await count.look(minutes=1)
    count.hall.clock.move(days=2)
    found = await count.progress()
    assert found.target is not None
    assert found.legal is not None
    assert (found.target.more(60), found.legal.more(60)) == (100, 40)
    assert found.pace is not None
    assert found.share(99) == "49.5%"
    assert turnout.declared(found.standing, Vote(60, 30, 9, 200))["here"] == "49.5%"
    assert found.values["branch_form"] == "unknown"


async def test_a_rep_sets_the_target_and_the_board_says_so(count: Count, rob: Asker):
    after = await turnout.set_target(count.hall.desk, rob, count.campaign, 75)
    assert after.target == 75
    async with count.hall.desk.db.reading() as conn:
        change = (await campaigns.changes(conn, count.campaign, 0, 1))[0]
    assert (change.what, change.detail) == ("campaign.change_target", {"target": 75})
