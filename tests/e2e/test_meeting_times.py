"""Time plays tricks on a meeting: the clocks change, Steward was off, the zone was wrong. Nothing untrue is said."""

from datetime import UTC, datetime

import pytest

from bot.i18n import say
from bot.rules.meetings import Answer
from tests.e2e.bad_days import recover, until
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, cancel, draft_meeting, follow, meeting_id, move, reminders

COMING, ONLINE, APOLOGIES, UNSURE = (say(f"meeting.answer-{answer}") for answer in Answer)
CHECK_IN = say("meeting.check_in")


def on(branch: Branch, at: datetime) -> None:
    """It is this time now."""
    branch.clock.move(seconds=(at - branch.clock.now()).total_seconds())


async def test_in_the_week_the_clocks_change_the_meeting_is_at_the_hour_that_was_announced(branch: Branch) -> None:
    on(branch, datetime(2027, 3, 20, 12, tzinfo=UTC))
    skipped = await draft_meeting(branch, "At night", "Sun 28 Mar 2027 01:30", kind="emergency")
    assert skipped.is_private
    assert "The clocks go forward that day" in skipped.text
    assert (await branch.rows("meetings"))["meetings"] == []
    post = await announce(branch, "On Sunday", "Sun 28 Mar 2027 18:30", kind="committee", event=True)
    begins = datetime(2027, 3, 28, 17, 30, tzinfo=UTC)  # a day before is 24 hours less one
    assert "Sunday 28 March 2027, 18:30 (BST)" in post.preview
    (event,) = branch.ann.events
    assert event.begins == begins
    await follow(post, branch.ann)
    for at, number in (
        (datetime(2027, 3, 21, 18, 29, tzinfo=UTC), 0),
        (datetime(2027, 3, 21, 18, 30, tzinfo=UTC), 1),
        (datetime(2027, 3, 27, 18, 30, tzinfo=UTC), 2),
        (datetime(2027, 3, 28, 16, 29, tzinfo=UTC), 2),
        (datetime(2027, 3, 28, 16, 30, tzinfo=UTC), 3),
    ):
        on(branch, at)
        await branch.settle()
        assert len(reminders(branch)) == len(branch.ann.dms) == number, at
    assert all("18:30 (BST)" in each.preview for each in (*reminders(branch), *branch.ann.dms))
    on(branch, datetime(2027, 3, 28, 17, 0, tzinfo=UTC))
    await branch.settle()
    assert say("attendance.checked_in") in (await branch.ann.press(post, CHECK_IN)).text


async def test_steward_is_off_from_before_the_notice_until_after_the_end_and_says_nothing_that_is_no_longer_so(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs._rooms.POSTED_WITHIN", 0.05)
    branch.expect_error("failed, try 1")
    branch.discord.faults.error("POST", "/channels/{channel_id}/messages", status=503, times=1000)
    drafts = [
        await draft_meeting(branch, "Over by then", "in 25 minutes", kind="emergency", event=True),
        await draft_meeting(branch, "Later on", "Thu 10 Dec 2026 18:30"),
    ]
    form = await branch.rob.press(drafts[0], say("notice.post_short"))
    await branch.rob.submit(form, reason="The letters came today")
    assert "is being posted" in (await branch.rob.press(drafts[1], say("notice.post_it"))).text
    await until(lambda: "meeting.announce for meeting:2 failed" in branch.log.text)
    await branch.stop()
    branch.discord.faults.calm()
    branch.clock.move(days=2)
    await branch.start()
    await branch.settle()
    (post,) = branch.posts(branch.notices)
    assert "Later on" in post.text
    assert say("meeting.notice", days=16, asked=14) in post.text  # from the day on which members could read it
    assert branch.ann.events == []
    assert 'could not post the notice of "Over by then"' in (await branch.sue.slash("branch audit")).text
    assert say("branch.check-well") in (await branch.sue.slash("branch check")).text


async def test_what_is_moved_or_cancelled_before_discord_took_its_notice_is_news_to_nobody(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs._rooms.POSTED_WITHIN", 0.05)
    branch.expect_error("failed, try 1")
    branch.discord.faults.error("POST", "/channels/{channel_id}/messages", status=503, times=1000)
    for title in ("Moved before", "Cancelled before"):
        await branch.rob.press(await draft_meeting(branch, title), say("notice.post_it"))
    await until(lambda: branch.log.text.count("meeting.announce for meeting") == 2)
    await move(branch, "Moved before", "Thu 14 Jan 2027 19:00")
    await cancel(branch, "Cancelled before")
    branch.discord.faults.calm()
    await recover(branch)
    (post,) = branch.posts(branch.notices)
    assert "Thursday 14 January 2027, 19:00" in post.preview
    assert (await branch.ann.press(post, COMING)).is_private


async def test_steward_is_off_over_a_meeting_and_its_move_reminds_nobody_afterwards_and_opens_no_check_in(
    branch: Branch,
) -> None:
    on(branch, datetime(2026, 11, 21, 12, tzinfo=UTC))
    post = await announce(branch, event=True)
    await follow(post, branch.ann)
    moved = await announce(branch, "Put off", "Thu 10 Dec 2026 18:30", event=True)
    await branch.stop()
    on(branch, datetime(2026, 12, 10, 23, tzinfo=UTC))
    await branch.start()
    await branch.settle()
    assert reminders(branch) == branch.ann.dms == []
    assert CHECK_IN not in branch.labels(post)
    assert say("meeting.state-held") in post.text
    late = await branch.bob.raw_press(post, custom_id=f"meeting:checkin:{meeting_id(post)}")
    assert late.text == say("meeting.over")
    assert "by hand" not in (await branch.sue.slash("branch audit")).text
    assert say("meeting.state-held") in moved.text


async def test_a_branch_whose_zone_was_wrong_holds_its_meeting_when_it_was_called_and_reads_the_right_hour(
    branch: Branch,
) -> None:
    post = await announce(branch, "From Auckland", "Thu 10 Dec 2026 18:30")
    await follow(post, branch.ann)
    panel = await branch.sue.slash("branch setup")
    form = await branch.sue.raw_press(panel, custom_id="branch:describe")
    await branch.sue.submit(form, zone="Pacific/Auckland")
    await branch.settle()
    assert "07:30 (NZDT)" in post.preview
    await branch.pass_(days=12, hours=2)
    await branch.pass_(days=6, hours=21)
    said = [post, *reminders(branch), *branch.ann.dms]
    assert len(said) == 5
    begins = int(datetime(2026, 12, 10, 18, 30, tzinfo=UTC).timestamp())
    for shown in said:
        assert f"<t:{begins}" in shown.text
        assert "Friday 11 December 2026, 07:30 (NZDT)" in shown.preview
