"""Bad days around a meeting: whatever Discord or the disk does, all is said once, and nobody is told what is not so."""

import asyncio
import sqlite3
from collections import deque

import pytest

from bot.i18n import say
from bot.rules.meetings import Answer
from bot.store.folder import DATABASE
from tests.e2e.bad_days import BAD_DAYS, recover, through, until
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, cancel, cancelling, draft_meeting, meeting_id, move, moving, said

COMING, ONLINE, APOLOGIES, UNSURE = (say(f"meeting.answer-{answer}") for answer in Answer)
CHECK_IN = say("meeting.check_in")


async def send_move(branch: Branch, title: str, when: str) -> None:
    await branch.rob.submit(await moving(branch.rob, title, when), reason="The hall is taken")


async def send_cancellation(branch: Branch, title: str) -> None:
    await branch.rob.submit(await cancelling(branch.rob, title), reason="The hall is flooded")


async def test_a_notice_a_move_a_reminder_and_an_end_are_told_once_each_whatever_days_discord_has(
    branch: Branch,
) -> None:
    branch.expect_error("failed, try 1")
    people = (branch.ann, branch.bob)
    days = deque(BAD_DAYS.values())
    for title in ("First meeting", "Second meeting", "Third meeting"):
        branch.clock.move(hours=(34 - branch.clock.now().hour) % 24)  # ten in the morning
        preview = await draft_meeting(branch, title, "in 20 days")
        await through(branch, days[0], branch.rob.press(preview, say("notice.post_it")))
        post = branch.posts(branch.notices)[-1]
        assert said(branch, post) == [f"Meeting {meeting_id(post)}"]
        branch.discord.faults.drop_gateway()
        for each in people:
            assert "down as coming" in (await each.press(post, COMING)).text
        before = len(branch.ann.dms)
        await through(branch, days[1], send_move(branch, title, "in 22 days"))
        assert [len(each.dms) for each in people] == [before + 1] * 2
        days[2](branch.discord)
        await branch.pass_(days=16)  # on from the first of its reminders
        await recover(branch)
        await through(branch, days[3], send_cancellation(branch, title))
        assert [len(each.dms) for each in people] == [before + 2] * 2
        marks = said(branch, post)
        number = meeting_id(post)
        assert [mark for mark in marks if "Reminder" not in mark] == [
            f"Meeting {number}",
            f"Meeting {number} · moved · 1",
            f"Meeting {number} · cancelled · 2",
        ]
        assert len(marks) == 4
        assert say("meeting.state-cancelled", reason="The hall is flooded") in post.text
        days.rotate(-2)


async def test_while_the_database_is_locked_or_the_disk_full_everybody_is_told_the_truth_and_nothing_is_half_done(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs._rooms.POSTED_WITHIN", 0.05)
    post = await announce(branch, "First meeting", "in 20 minutes", kind="emergency")
    preview = await draft_meeting(branch, "Second meeting")
    posting = str(next(each.custom_id for each in preview.buttons if each.label == say("notice.post_it")))
    shown = await branch.rob.slash("meeting move", meeting="First meeting", when="in 25 minutes")
    moving = await branch.rob.press(shown, say("change.move_it"))
    tables = ("meetings", "meeting_answers", "meeting_counts", "meeting_checkins", "meeting_minutes", "jobs")
    before = await branch.rows(*tables)
    other = sqlite3.connect(branch.folder / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    replies = await asyncio.gather(
        branch.ann.press(post, COMING),
        branch.bob.press(post, CHECK_IN),
        branch.rob.press(preview, say("notice.post_it")),
        branch.sue.raw_press(post, custom_id=f"meeting:follow:{branch.guild.id}:on"),
    )
    assert all(say("store.unavailable") in (reply.followups or [reply])[-1].text for reply in replies)
    assert all(reply.is_private for reply in replies)
    other.execute("ROLLBACK")
    other.close()
    assert await branch.rows(*tables) == before

    async with branch.desk.db.transaction() as tx:
        (pages,) = await (await tx.execute("PRAGMA page_count")).fetchone()  # pyright: ignore[reportGeneralTypeIssues]
        await tx.execute(f"PRAGMA max_page_count = {pages}")
    branch.clock.move(minutes=21)
    long = ("minutes.txt", b"What was said. " * 20_000)
    refused = await branch.rob.slash("meeting minutes", meeting="First meeting", file=long)
    assert say("store.unavailable") in refused.text
    crowd = [branch.guild.member(f"zq-{number}", roles=[branch.members]) for number in range(150)]
    told = [each.text for each in await asyncio.gather(*(each.press(post, APOLOGIES) for each in crowd))]
    counted = sum("apologies are recorded" in text for text in told)
    assert counted + told.count(say("store.unavailable")) == 150
    answer = (await branch.rob.raw_press(preview, custom_id=posting)).text
    assert any(text in answer for text in (say("store.unavailable"), "Posted", "is being posted"))
    async with branch.desk.db.transaction() as tx:
        await tx.execute("PRAGMA max_page_count = 1000000")
    rows = await branch.rows(*tables)
    assert rows["meeting_minutes"] == []
    assert len(rows["meeting_answers"]) == counted
    assert (meeting_id(post), "apologies", counted) in rows["meeting_counts"]
    late = await branch.rob.submit(moving, reason="The train")
    assert "This meeting began" in late.text
    assert all(
        "apologies" in reply.text for reply in await asyncio.gather(*(each.press(post, APOLOGIES) for each in crowd))
    )
    branch.discord.faults.cut("GET", "/ephemeral-attachments/*", times=2)  # aiohttp asks once more by itself
    unread = await branch.rob.slash("meeting minutes", meeting="First meeting", file=long)
    assert unread.text == say("ui.not_fetched")
    kept = await branch.rob.slash("meeting minutes", meeting="First meeting", file=long)
    assert branch.rob.open(await branch.rob.press(kept, say("minutes.open_file"))) == long[1]
    await branch.rob.raw_press(preview, custom_id=posting)
    await branch.settle()
    titles = [each.embeds[0]["title"] for each in branch.posts(branch.notices)]
    assert titles == ["First meeting", "Second meeting"]


async def test_where_the_channel_is_gone_everything_else_about_the_meeting_is_said_in_the_one_chosen_instead(
    branch: Branch,
) -> None:
    post = await announce(branch)
    await branch.ann.press(await branch.ann.press(post, COMING), say("follow.on_button"))
    branch.notices.delete()
    await branch.pass_(days=12)
    check = await branch.sue.slash("branch check")
    assert say("branch.channel_gone", what="notices") in check.text
    assert len(branch.ann.dms) == 1  # whoever asked for it hears of the meeting all the same
    hall = branch.guild.channel("hall")
    panel = await branch.sue.press(await branch.sue.slash("branch setup"), say("ui.next"))
    await branch.sue.select(panel, say("branch.choose-notices"), hall)
    branch.guild.outage()
    await until(lambda: (guild := branch.app.get_guild(branch.guild.id)) is None or guild.unavailable)
    await branch.pass_(days=6)
    branch.guild.outage(over=True)
    await until(lambda: branch.app.get_guild(branch.guild.id) is not None)
    await branch.pass_(minutes=1)
    await move(branch, "Branch meeting", "Thu 10 Dec 2026 19:30")
    await branch.pass_(seconds=1)
    await cancel(branch, "Branch meeting")
    await branch.settle()
    assert len([each for each in branch.posts(hall) if "Reminder of meeting" in each.text]) == 1
    assert all(each.replies_to is None for each in branch.posts(hall))
    assert [each.preview.partition(":")[0] for each in branch.posts(hall)[1:]] == ["Moved", "Cancelled"]
    assert [each.preview.partition(" ")[0] for each in branch.ann.dms] == ["General", "General", "Moved:", "Cancelled:"]
    assert say("branch.check-well") in (await branch.sue.slash("branch check")).text
