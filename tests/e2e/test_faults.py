"""Bad days: Discord breaks off, errs, forgets to answer, takes a channel away; the disk is full. All is said once."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from bot import app as running
from bot.desk import Desk
from bot.i18n import say
from bot.standin import Discord
from bot.store.folder import DATABASE
from tests.e2e.bad_days import bad_days, recover, until
from tests.e2e.living import Branch


def nothing_said_twice(branch: Branch) -> bool:
    """Whether each thing stands once in the polls channel and once in the record."""
    said = [post.embeds[0]["footer"]["text"] for post in branch.posts()]
    record = "\n".join(post.text for post in branch.posts(branch.audit))
    assert len(set(said)) == len(said), said
    return all(record.count(act) <= 1 for act in ("made the poll", "opened the poll", "closed the poll"))


@bad_days
async def test_a_poll_is_posted_once_although_discord(branch: Branch, bad_day: Callable[[Discord], Any]) -> None:
    branch.expect_error("failed, try 1")
    preview = await branch.draft()
    bad_day(branch.discord)
    opening = asyncio.create_task(branch.rob.press(preview, say("poll.open-it")))
    await until(lambda: "poll.open for poll:1" in branch.log.text or len(branch.posts()) > 0)
    await recover(branch)
    assert (await opening).is_private
    (post,) = branch.posts()
    assert nothing_said_twice(branch)
    assert "Recorded" in (await branch.ann.press(post, "For")).text


@bad_days
async def test_a_result_is_posted_once_although_discord(branch: Branch, bad_day: Callable[[Discord], Any]) -> None:
    branch.expect_error("failed, try 1")
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    bad_day(branch.discord)
    await branch.close_in_time()
    await recover(branch)
    (result,) = branch.results()
    assert "1 of 6 eligible here voted" in result.text
    assert [file.name for file in result.files] == ["result-1.png"]
    assert result.files[0].description
    assert nothing_said_twice(branch)
    assert "**Closed**" in post.text
    assert "opened the poll" in "\n".join(each.text for each in branch.posts(branch.audit))


async def test_discord_does_not_say_who_is_eligible_at_the_close_but_said_at_the_opening(branch: Branch) -> None:
    branch.expect_error("failed, try 1")
    await branch.open_poll()
    branch.discord.faults.error("GET", "*member-counts", times=2, status=503)
    await branch.close_in_time()
    await recover(branch)
    (result,) = branch.results()
    assert "0 of 6 eligible here voted" in result.text


async def test_nobody_waits_long_for_what_discord_is_slow_to_say(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("cogs.branch._check", "cogs.polls._drafts", "cogs.polls._listing"):
        monkeypatch.setattr(f"{module}.ASKED_WITHIN", 0.05)
    await branch.open_poll("Accept the offer?")
    branch.discord.faults.slow(30.0, "GET", "*member-counts", times=2)
    branch.discord.faults.slow(30.0, "GET", "/channels/{channel_id}/messages/{message_id}")
    async with asyncio.timeout(20):
        preview = await branch.draft("Another one?")
        check = await branch.sue.slash("branch check")
        listed = await branch.ann.slash("poll list")
    assert "Discord does not say how many" in preview.text
    assert say("branch.check-discord_away") in check.text
    assert "Accept the offer?" in listed.text


async def test_a_failed_refresh_of_the_numbers_is_made_up_for(branch: Branch) -> None:
    branch.expect_error("failed, try 1")
    post = await branch.open_poll(live="yes")
    await branch.ann.press(post, "For")
    branch.discord.faults.error("PATCH", status=503)
    await branch.pass_(seconds=6)
    assert "For: **0**" in post.text
    await recover(branch)
    assert "For: **1**" in post.text


async def test_a_vote_whose_answer_is_lost_is_counted_once(branch: Branch) -> None:
    post = await branch.open_poll()
    branch.discord.faults.lose_answer("POST", "*/callback", status=503)
    await branch.ann.press(post, "For")
    again = await branch.ann.press(post, "For")
    assert "already **For**" in again.text
    assert (await branch.votes())[0] == 1


# Channels and permissions taken away


async def test_a_result_that_may_not_be_posted_waits_for_the_permission(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.polls.deny(branch.guild.everyone, "send_messages")
    await branch.close_in_time()
    assert branch.results() == []
    check = await branch.sue.slash("branch check")
    what = say("job-kind.poll.announce")
    assert say("branch.check-failed", what=what, why=say("job.no_permission")) in check.text
    assert "could not do something it had to" in (await branch.sue.slash("branch audit")).text
    branch.polls.allow(branch.guild.everyone, "send_messages")
    again = await branch.sue.press(check, say("branch.try_again"))
    assert again.is_private
    await branch.settle()
    (result,) = branch.results()
    assert "1 of 6 eligible here voted" in result.text
    assert "had one thing that had failed tried again" in (await branch.sue.slash("branch audit")).text
    assert say("branch.check-well") in (await branch.sue.slash("branch check")).text
    nothing = await branch.sue.press(check, say("branch.try_again"))
    assert nothing.text == say("branch.tried_again", number=0)


async def test_a_result_whose_channel_is_gone_goes_where_an_officer_says(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.polls.delete()
    await branch.close_in_time()
    check = await branch.sue.slash("branch check")
    assert say("branch.channel_gone", what="polls") in check.text
    assert say("job.channel_gone") in check.text
    hall = branch.guild.channel("hall")
    panel = await branch.sue.press(await branch.sue.slash("branch setup"), say("ui.next"))
    await branch.sue.select(panel, say("branch.choose-polls"), hall)
    await branch.sue.press(check, say("branch.try_again"))
    await branch.settle()
    (result,) = branch.posts(hall)
    assert "1 of 6 eligible here voted" in result.text
    assert say("branch.check-well") in (await branch.sue.slash("branch check")).text


async def test_a_result_is_under_no_post_when_the_post_was_deleted(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    post.delete()
    await branch.close_in_time()
    (result,) = branch.results()
    assert result.replies_to is None
    await recover(branch)
    assert len(branch.posts()) == 1


async def test_an_audit_channel_taken_away_disturbs_nothing_else(branch: Branch) -> None:
    branch.audit.delete()
    await branch.open_poll()
    await branch.close_in_time()
    assert len(branch.results()) == 1
    assert say("job-kind.audit.post") in (await branch.sue.slash("branch check")).text


# The gateway


@pytest.mark.parametrize("code", [4000, 1001, None])
async def test_a_press_during_a_broken_connection_arrives_with_the_resume(branch: Branch, code: int | None) -> None:
    post = await branch.open_poll()
    branch.discord.faults.drop_gateway(code)
    reply = await branch.ann.press(post, "For")
    assert "Recorded" in reply.text
    assert (await branch.votes())[0] == 1


async def test_a_refused_resume_is_a_new_start_that_loses_nothing(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    (before,) = branch.discord.gateway.sessions
    branch.discord.faults.refuse_resume()
    branch.discord.faults.drop_gateway(4000)
    await until(lambda: before not in branch.discord.gateway.sessions and bool(branch.discord.gateway.connected))
    await until(lambda: branch.app.get_guild(branch.guild.id) is not None)
    assert "Recorded" in (await branch.bob.press(post, "Against")).text
    await branch.close_in_time()
    (result,) = branch.results()
    assert "2 of 6 eligible here voted" in result.text


async def test_a_branch_in_an_outage_gets_its_result_afterwards(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.guild.outage()
    await until(lambda: (guild := branch.app.get_guild(branch.guild.id)) is None or guild.unavailable)
    branch.clock.move(days=4)
    await branch.settle()
    branch.guild.outage(over=True)
    await until(lambda: branch.app.get_guild(branch.guild.id) is not None)
    await recover(branch)
    assert len(branch.results()) == 1


async def test_a_start_without_discord_keeps_trying_and_says_so(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.stop()
    branch.discord.faults.unreachable()
    desk = await Desk.open(branch.folder, branch.clock.now)
    stop = asyncio.Event()
    serving = asyncio.create_task(running.serve(branch.settings, desk, stop))
    await until(lambda: "Discord cannot be reached" in branch.log.text)
    branch.discord.faults.calm()
    await until(lambda: bool(branch.discord.gateway.connected))
    assert "Recorded" in (await branch.ann.press(post, "For")).text
    stop.set()
    async with asyncio.timeout(5):
        await serving
    await desk.close()


# The disk


async def test_a_locked_database_is_admitted_and_the_vote_is_not_counted(branch: Branch) -> None:
    post = await branch.open_poll()
    other = sqlite3.connect(branch.folder / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    replies = await asyncio.gather(*(each.press(post, "For") for each in (branch.ann, branch.bob, branch.cat)))
    for reply in replies:
        assert (reply.is_private, reply.text) == (True, say("store.unavailable"))
    other.execute("ROLLBACK")
    other.close()
    assert (await branch.votes())[0] == 0
    assert "Recorded" in (await branch.ann.press(post, "For")).text


async def test_on_a_full_disk_each_member_is_told_the_truth(branch: Branch) -> None:
    post = await branch.open_poll()
    crowd = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(400)]
    async with branch.desk.db.transaction() as tx:
        (pages,) = await (await tx.execute("PRAGMA page_count")).fetchone()  # pyright: ignore[reportGeneralTypeIssues]
        await tx.execute(f"PRAGMA max_page_count = {pages}")

    async def everybody_votes() -> list[str]:
        told: list[str] = []
        for first in range(0, 400, 40):
            replies = await asyncio.gather(*(each.press(post, "For") for each in crowd[first : first + 40]))
            told += [reply.text for reply in replies]
        return told

    told = await everybody_votes()
    counted = sum("Recorded" in text for text in told)
    assert counted + told.count(say("store.unavailable")) == 400
    assert 0 < counted < 400
    assert (await branch.votes())[0] == counted
    async with branch.desk.db.transaction() as tx:
        await tx.execute("PRAGMA max_page_count = 1000000")
    assert all("**For**" in text for text in await everybody_votes())
    assert (await branch.votes())[0] == 400


async def test_a_poll_is_counted_although_discord_no_longer_says_how_many_may_vote(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.discord.faults.error("GET", "*member-counts", times=1000, status=503)
    branch.expect_error("poll.close for")
    await branch.close_in_time()
    await recover(branch)
    (result,) = branch.results()
    assert "1 of 6 eligible here voted" in result.text
