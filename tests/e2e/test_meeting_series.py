"""Meetings that repeat: each gets its own notice in time; reps skip one, or stop them; a computer that was off."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.i18n import day_in_full, in_full, say
from tests.e2e.living import Branch
from tests.e2e.meetings import CHOOSE_SERIES, announce, of_series, repeat, wait_until

LONDON = ZoneInfo("Europe/London")
STOP = say("series.stop")
POST = say("notice.post_it")


def notices(branch: Branch) -> list[str]:
    """The first lines of all the notices, each of a meeting of its own."""
    found = [
        post for post in branch.posts(branch.notices) if str(post.embeds[0]["footer"]["text"]).startswith("Meeting ")
    ]
    return [post.content for post in found if len(str(post.embeds[0]["footer"]["text"]).split()) == 2]


async def test_every_two_weeks_each_meeting_has_its_own_notice_and_the_clocks_change_nothing(branch: Branch) -> None:
    branch.clock.move(days=90)
    first = await repeat(branch, "every 2 weeks", "Thu 11 Mar 2027 18:30")
    reply = await branch.ann.press(first, "Coming")
    await wait_until(branch, 2027, 3, 23)
    assert notices(branch) == [
        "General meeting, Thursday 11 March 2027, 18:30 (GMT)",
        "General meeting, Thursday 25 March 2027, 18:30 (GMT)",
        "General meeting, Thursday 8 April 2027, 18:30 (BST)",
    ]
    assert reply.is_private
    second = next(post for post in branch.posts(branch.notices) if "25 March" in post.content)
    assert "**Notice:** 16 clear days; the rule asks for 14." in second.text
    assert "Coming:** 0" in second.text  # another meeting, another answer
    assert "Pay claim" in second.text
    await branch.ann.press(second, "Apologies")
    shown = (await branch.ann.slash("meeting list")).text
    assert say("meeting.list-yours", answer="apologies") in shown
    assert say("meeting.list-yours", answer="coming") not in shown  # the first is over


async def test_a_computer_that_was_off_over_two_meetings_announces_the_next_one_alone(branch: Branch) -> None:
    await repeat(branch, "last Thursday of the month", "Thu 31 Dec 2026 18:30")
    await branch.stop()
    branch.clock.move(days=(datetime(2027, 3, 3, 12, tzinfo=UTC) - branch.clock.now()).days)
    await branch.start()
    await branch.settle()
    assert notices(branch)[1:] == []
    await wait_until(branch, 2027, 3, 10)
    assert notices(branch)[1:] == ["General meeting, Thursday 25 March 2027, 18:30 (GMT)"]
    audit = (await branch.sue.slash("branch audit")).text
    assert audit.count("Steward was not running before it") == 2
    assert day_in_full(datetime(2027, 1, 28, tzinfo=UTC).date()) in audit
    await branch.restart()
    await wait_until(branch, 2027, 3, 12)
    assert len(notices(branch)) == 2


async def test_a_notice_that_comes_late_says_so(branch: Branch) -> None:
    await repeat(branch, "last Thursday of the month", "Thu 31 Dec 2026 18:30")
    await branch.stop()
    branch.clock.move(days=(datetime(2027, 1, 19, 12, tzinfo=UTC) - branch.clock.now()).days)
    await branch.start()
    await branch.settle()
    late = branch.posts(branch.notices)[-1]
    assert late.content == "General meeting, Thursday 28 January 2027, 18:30 (GMT)"
    assert say("series.late") in late.text
    assert "the rule asks for 14" in late.text


async def test_where_no_short_notice_is_allowed_officers_find_out_and_the_series_goes_on(
    branch: Branch,
) -> None:
    await repeat(branch, "last Thursday of the month", "Thu 31 Dec 2026 18:30", kind="annual")
    await branch.stop()
    branch.clock.move(days=(datetime(2027, 1, 12, 12, tzinfo=UTC) - branch.clock.now()).days)
    await branch.start()
    await branch.settle()
    assert len(notices(branch)) == 1
    what, why = say("job-kind-meeting-unannounced"), say("series.too_late")
    check = await branch.sue.slash("branch check")
    assert say("branch.check-failed", what=what, why=why) in check.text
    shown = await of_series(branch)
    january, hold = day_in_full(datetime(2027, 1, 28, tzinfo=UTC).date()), "Hold Thursday 28 January 2027 after all"
    assert say("series.left_out", days=january) in shown.text
    refusal = await branch.rob.press(shown, hold)
    assert "allows no less" in refusal.text
    assert len(notices(branch)) == 1
    await wait_until(branch, 2027, 2, 1)
    assert notices(branch)[1:] == ["Annual general meeting, Thursday 25 February 2027, 18:30 (GMT)"]
    await branch.sue.press(await branch.sue.slash("branch check"), say("branch.try_again"))
    await branch.settle()
    assert why not in (await branch.sue.slash("branch check")).text  # it has gone by: nothing is left to be done


async def test_a_rep_skips_the_next_meeting_takes_it_back_and_stops_them_all(branch: Branch) -> None:
    await repeat(branch, "last Thursday of the month, until 31 Dec 2028", "Thu 31 Dec 2026 18:30")
    assert CHOOSE_SERIES not in [menu.placeholder for menu in (await branch.ann.slash("meeting list")).selects]
    shown = await of_series(branch)
    assert shown.is_private
    coming = in_full(datetime(2027, 1, 28, 18, 30, tzinfo=UTC), LONDON)
    assert coming in shown.text
    january, february = "Thursday 28 January 2027", "Thursday 25 February 2027"
    other = await of_series(branch)
    once = await branch.rob.press(shown, f"Skip {january}")
    assert say("series.left_out", days=january) in once.text
    assert f"Skip {february}" in branch.labels(once)
    again = await branch.rob.press(other, f"Skip {january}")  # a screen that was opened before
    assert again.text == say("series.already_skipped")
    back = await branch.rob.press(once, f"Hold {january} after all")
    assert f"Skip {january}" in branch.labels(back)
    skipped = await branch.rob.press(back, f"Skip {january}")
    await branch.restart()
    question, other = await branch.rob.press(skipped, STOP), await branch.rob.press(await of_series(branch), STOP)
    assert len(notices(branch)) == 1
    done = await branch.rob.press(question, say("series.stop-sure"))
    assert done.text == say("series.stop-done", title="Branch meeting")
    assert (await branch.rob.press(other, say("series.stop-sure"))).text == say("series.stopped")
    await wait_until(branch, 2027, 3, 1)
    assert len(notices(branch)) == 1
    assert CHOOSE_SERIES not in [menu.placeholder for menu in (await branch.rob.slash("meeting list")).selects]


async def test_only_a_rep_changes_a_series_and_an_announced_meeting_of_it_is_cancelled_instead(branch: Branch) -> None:
    await repeat(branch, "weekly", "Thu 10 Dec 2026 18:30")
    screen = await of_series(branch)
    branch.rob.remove_role(branch.reps)
    refusal = await branch.rob.press(screen, "Skip Thursday 17 December 2026")
    assert say("power.rep") in refusal.text
    branch.rob.add_role(branch.reps)
    await wait_until(branch, 2026, 12, 1)
    assert len(notices(branch)) == 2
    late = await branch.rob.press(screen, "Skip Thursday 17 December 2026")
    assert late.text == say("series.already_announced")
    await announce(branch, "Single meeting", "Thu 17 Dec 2026 20:30")
    assert len(notices(branch)) == 3
