"""The computer loses its power again and again through a whole campaign: nothing is lost, and nothing is said twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk import wall_clock
from bot.i18n import say
from bot.standin import Reply
from tests.e2e.power_cuts import Story, telling
from tests.e2e.test_campaign_ballot_kill import POSTED, counted, labels, press

FOLLOWERS = 16
WEEKS = timedelta(days=17)  # by then a reminder to post is due, and a date is near


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    async with telling(Story, tmp_path) as made:
        yield made


async def draft_ballot(story: Story) -> Reply:
    """The preview of a ballot whose papers went out yesterday."""
    opened = f"{wall_clock() - timedelta(days=1):%d %b %Y %H:%M}"
    given = {"scrutineer": "NB", "replacement": "Ring.", "opens": opened, "closes": "in 30 days", "entitled": "200"}
    form = await story.sue.press(await story.sue.slash("campaign ballot"), say("outside.new"))
    return await story.sue.submit(form, **given)


async def test_nothing_of_a_campaign_is_lost_or_said_twice_however_often_the_power_goes(story: Story) -> None:
    followers = story.crowd[:FOLLOWERS]
    for each in followers[::2]:
        each.close_dms()
    update = await story.draft_update(FOLLOWERS)
    story.cuts_soon(1, "Update of campaign")
    await story.through(story.sue.press(update, say("update.post_it")))
    await story.done("campaign.update_post", "campaign.board", "campaign.letters")
    ballot = await draft_ballot(story)
    story.cuts_soon(1, "Ballot of campaign")
    await story.through(story.sue.press(ballot, say("outside.post_it")))
    await story.done("campaign.ballot_post", "campaign.ballot_open", "campaign.board")

    post = next(each for each in story.posts(story.campaign) if POSTED in labels(each))
    pressing = [*followers[:8], *story.crowd[60:80]]
    burst = [asyncio.ensure_future(press(each, post)) for each in pressing]
    await asyncio.sleep(story.dice.uniform(0.0, 0.2))
    story.cut()
    await story.power_is_back()
    told = {who for who, was_told in await asyncio.gather(*burst) if was_told}
    assert told <= counted(story) <= {each.id for each in pressing}
    for each in followers[:8]:
        assert (await press(each, post))[0] in counted(story)

    story.ahead.write_text(str(WEEKS.total_seconds()))
    story.cut()
    await story.next_bot()
    for _ in range(4):
        story.cuts_soon(4)
        await story.next_bot()
    await story.done("campaign.ladder", "campaign.ladder_each", "campaign.remind", "campaign.letters")

    form = await story.sue.press(await story.sue.slash("campaign close"), say("campaign.close_it"))
    story.cuts_soon(1, "Settled")
    await story.through(story.sue.submit(form, outcome="settled", terms="5%", vote=""))
    await story.done("campaign.board", "campaign.ballot_post")
    said = [each.rpartition(" ")[0] for each in story.marks()]
    assert said[:3] == ["Campaign", "Update of campaign 1 ·", "Ballot of campaign 1 ·"]
    assert set(Counter(story.marks()).values()) == {1}
    (board,) = story.campaign.pins
    assert "**Settled.**" in board.text
    for number, each in enumerate(followers):
        reminded = [say("ladder.first_line")] * (number >= len(followers) // 2)
        firsts = sorted(dm.preview.partition("\n")[0] for dm in each.dms)
        assert firsts == sorted([] if number % 2 == 0 else [say("letter.first_line")] * 2 + reminded)
        assert len({dm.embeds[0]["footer"]["text"] for dm in each.dms}) == len(each.dms)
    assert not any(each.dms for each in story.crowd[FOLLOWERS:])
