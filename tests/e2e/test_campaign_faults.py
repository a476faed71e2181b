"""Bad days in a campaign: whatever Discord or the disk does, all is said once, and nobody is told what is not so."""

import asyncio
import sqlite3
from collections import Counter, deque
from collections.abc import Sequence

import pytest

from bot.i18n import say
from bot.standin import Reply
from bot.store.folder import DATABASE
from tests.e2e.bad_days import BAD_DAYS, recover, through
from tests.e2e.campaigns import board_now, boards, draft_campaign, start_campaign
from tests.e2e.living import Branch
from tests.e2e.test_campaign_ballot import announce, preview
from tests.e2e.test_campaign_board import move
from tests.e2e.test_campaign_closing import close
from tests.e2e.test_campaign_questions import ask
from tests.e2e.test_campaign_updates import correct, follow, updates_of, write

POSTED = say("outside.button")
PATCHED, PINNED = ("PATCH", "/channels/*/messages/*"), ("PUT", "/channels/*/pins/*")


def marks(branch: Branch) -> list[str]:
    """What was said in the campaign's channel but of its dates, by the marks it bears."""
    said = [str(each.embeds[0]["footer"]["text"]) for each in branch.posts(branch.campaign)]
    return [each for each in said if not each.startswith("Dates of")]


async def test_everything_of_a_campaign_is_told_once_whatever_days_discord_has(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs._rooms.POSTED_WITHIN", 0.05)
    branch.expect_error("failed, try 1")
    rob, people = branch.rob, (branch.ann, branch.bob)
    branch.clock.move(hours=16)  # half past ten in the morning
    await follow(*people)
    days = deque(day for name, day in BAD_DAYS.items() if name != "is slow")
    draft = await draft_campaign(branch)
    branch.discord.faults.lose_answer(*PINNED, times=6, status=503)
    await through(branch, days[0], rob.press(draft, say("campaign.start_it")))
    (board,) = boards(branch)
    assert branch.campaign.pins == [board]

    text = await write(branch, "They meet us on Monday.")
    days[1](branch.discord)  # it is there, and Steward does not know it when it is corrected
    screen = await rob.press(text, say("update.post_it"))
    branch.discord.faults.drop_gateway()
    await through(branch, days[2], correct(branch, screen, "They meet us on Tuesday."))
    ballot = await preview(branch, opens="in 10 minutes", closes="in 30 days")
    await through(branch, days[3], rob.press(ballot, say("outside.post_it")))
    post = branch.posts(branch.campaign)[-1]
    days[4](branch.discord)
    assert say("posted.noted") in (await branch.ann.press(post, POSTED)).text
    await recover(branch)
    branch.discord.faults.calm()
    branch.discord.faults.error(*PATCHED, times=6, status=503)
    await move(rob, "talks")
    await recover(branch)
    branch.discord.faults.calm()
    await through(branch, days[0], close(branch))
    assert marks(branch) == ["Campaign 1", "Update of campaign 1 · 1", "Ballot of campaign 1 · 1"]
    assert "They meet us on Tuesday." in updates_of(branch)[0].text
    assert branch.labels(post) == []
    shown = await board_now(branch)
    assert shown is board
    for part in ("**Settled.**", "35 hours"):
        assert part in shown.text
    assert len([each for each in branch.campaign.messages.values() if each.is_of_discord]) == 1
    for each in people:
        days_read = [next(day for day in ("Monday", "Tuesday") if f"on {day}." in dm.text) for dm in each.dms]
        assert days_read in (["Tuesday"], ["Monday", "Tuesday"])  # the first may have been on its way


async def test_while_the_database_is_locked_or_the_disk_full_everybody_is_told_the_truth_and_nothing_is_half_done(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs._rooms.POSTED_WITHIN", 0.05)
    rob, ann = branch.rob, branch.ann
    await start_campaign(branch)
    post = await announce(branch)
    update, other = await write(branch, "They meet us on Monday."), await draft_campaign(branch, "Hours 2026")
    stage, closing = await rob.slash("campaign stage", campaign="Pay 2026"), await rob.slash("campaign close")
    closing = await rob.press(closing, say("campaign.close_it"))
    asking = await ann.press(await ann.slash("campaign ask"), say("question.ask-named"))
    before = await branch.rows(but=("sqlite_sequence",))

    async def everything() -> Sequence[Reply]:
        """What each of them does, at once; the same buttons and forms work again afterwards."""
        return await asyncio.gather(
            ann.press(post, POSTED),
            ann.submit(asking, question="What of my increment?"),
            rob.submit(stage, stage="talks", on="23 Nov 2026"),
            rob.raw_press(update, custom_id=named(update, "update.post_it")),
            rob.raw_press(other, custom_id=named(other, "campaign.start_it")),
        )

    lock = sqlite3.connect(branch.folder / DATABASE, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    ending = rob.submit(closing, outcome="lost", terms="Nothing was won.")
    others, closed = await asyncio.gather(everything(), ending)
    replies = [*others, closed]
    lock.execute("ROLLBACK")
    lock.close()
    assert [say("store.unavailable") in last(each) for each in replies] == [True] * 6
    assert all(each.is_private for each in replies)
    assert await branch.rows(but=("sqlite_sequence",)) == before

    async with branch.desk.db.transaction() as tx:
        (pages,) = await (await tx.execute("PRAGMA page_count")).fetchone()  # pyright: ignore[reportGeneralTypeIssues]
        await tx.execute(f"PRAGMA max_page_count = {pages}")
    table = ("pay.csv", b"Band,Pay\n" + b"".join(b"Band %d,%d\n" % (each, 20_000 + each) for each in range(2000)))
    refused = await rob.slash("campaign offer", campaign="Pay 2026", file=table)
    crowd = [branch.guild.member(f"zq-{number}", roles=[branch.members]) for number in range(150)]
    told = [each.text for each in await asyncio.gather(*(each.press(post, POSTED) for each in crowd))]
    counted = sum(say("posted.noted") in text for text in told)
    assert counted + told.count(say("store.unavailable")) == 150
    assert counted < 150
    assert refused.text == say("store.unavailable")
    async with branch.desk.db.transaction() as tx:
        await tx.execute("PRAGMA max_page_count = 1000000")
    assert len((await branch.rows("posted"))["posted"]) == counted

    replies = await everything()
    assert not any(say("store.unavailable") in last(each) for each in replies)
    await asyncio.gather(*(each.press(post, POSTED) for each in crowd))
    await branch.settle()
    assert len((await branch.rows("posted"))["posted"]) == 151
    await board_now(branch)
    assert "Stage: talks" in boards(branch)[0].text
    assert set(Counter(marks(branch)).values()) == {1}
    assert [each.embeds[0]["title"] for each in boards(branch)] == ["Pay 2026", "Hours 2026"]
    assert len(updates_of(branch)) == len((await branch.rows("questions"))["questions"]) == 1


async def test_what_somebody_deletes_is_posted_anew_at_once_and_where_the_channel_is_gone_that_is_said(
    branch: Branch,
) -> None:
    rob, ann = branch.rob, branch.ann
    board, post = await start_campaign(branch), await announce(branch)
    screen = await rob.press(await write(branch), say("update.post_it"))
    await branch.settle()
    (update,) = updates_of(branch)
    for each in (board, post, update):
        each.delete()
    branch.discord.faults.drop_gateway()
    await correct(branch, screen, "They meet us on Tuesday.")
    panel = await rob.slash("campaign ballot")
    form = await rob.press(panel, say("outside.change"))
    await rob.submit(form, replacement="Ask the office.")
    await move(rob, "talks")
    assert "Stage: talks" in (await board_now(branch)).text
    assert Counter(marks(branch)) == {"Campaign 1": 1, "Update of campaign 1 · 1": 1, "Ballot of campaign 1 · 1": 1}
    assert branch.campaign.pins == [boards(branch)[-1]]
    post = next(each for each in branch.posts(branch.campaign) if POSTED in branch.labels(each))
    assert say("posted.noted") in (await ann.press(post, POSTED)).text

    update = await write(branch, "Nobody can read this.")
    branch.campaign.delete()
    assert say("room.gone", use="campaign") in last(await rob.press(update, say("update.post_it")))
    moved = await move(rob, "offer")
    assert "Noted" in moved.text
    assert "under your name" in (await ask(branch, ann)).text
    await board_now(branch)
    check = await branch.sue.slash("branch check", in_channel=branch.lobby)
    assert say("branch.channel_gone", what="campaign") in check.text
    assert "Stage: offer" in (await ann.slash("campaign status", in_channel=branch.lobby)).text
    branch.campaign = branch.guild.channel("pay")
    panel = await branch.sue.press(await branch.sue.slash("branch setup", in_channel=branch.lobby), say("ui.next"))
    await branch.sue.select(panel, "branch:channel:campaign", [branch.campaign])
    await rob.press(update, say("update.post_it"))
    await branch.pass_(days=1)
    assert Counter(marks(branch)) == {"Campaign 1": 1, "Update of campaign 1 · 2": 1, "Ballot of campaign 1 · 1": 1}
    assert "Stage: offer" in boards(branch)[0].text
    assert branch.campaign.pins == boards(branch)
    assert say("branch.check-well") in (await branch.sue.slash("branch check", in_channel=branch.lobby)).text


def named(reply: Reply, label: str) -> str:
    """The custom id of the button that is labelled so."""
    return next(str(each.custom_id) for each in reply.buttons if each.label == say(label))


def last(reply: Reply) -> str:
    """What somebody reads in the end."""
    return (reply.followups or [reply])[-1].text
