"""Members are reminded of meetings: once, whatever happens in between, and privately only who asked for it."""

from bot.i18n import say
from bot.rules.meetings import Answer
from bot.standin import Request
from tests.e2e.bad_days import LETTERS, MESSAGES, recover, sent
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, follow, reminders

COMING, APOLOGIES = say(f"meeting.answer-{Answer.COMING}"), say(f"meeting.answer-{Answer.APOLOGIES}")
FIRST_LINE = "General meeting, Thursday 10 December 2026, 18:30 (GMT)"
A_WEEK_BEFORE = {"days": 12}  # Thursday 3 December, 18:30, also the day on which motions close


async def record(branch: Branch) -> str:
    return (await branch.sue.slash("branch audit")).text


async def test_a_week_before_it_is_said_under_the_notice_and_privately_to_who_asked(branch: Branch) -> None:
    post = await announce(branch, "Shall we strike?")
    await follow(post, branch.ann)
    await follow(post, branch.bob, said=Answer.APOLOGIES)
    await branch.cat.press(post, COMING)
    await branch.pass_(**A_WEEK_BEFORE)
    (reminder,) = reminders(branch)
    assert reminder.reference is not None
    assert not reminder.pinged
    for told in (reminder, *branch.ann.dms):
        assert told.content == FIRST_LINE  # all that a locked phone shows of it
        assert "Shall we strike?" in told.text
        assert say("reminder.closes_today", what="motions") in told.text
    assert say("meeting.answers", coming=2, online=0, apologies=1, unsure=0) in reminder.text
    assert len(branch.labels(reminder)) == len(Answer)
    assert [len(each.dms) for each in (branch.ann, branch.bob, branch.cat)] == [1, 0, 0]
    assert branch.labels(branch.ann.dms[0]) == [say("follow.off_button")]
    assert "wrote to 1 who asked" in await record(branch)
    assert say("answer.same", answer="coming") in (await branch.cat.press(reminder, COMING)).text


async def test_one_press_in_the_private_message_ends_them_even_for_who_has_lost_the_role(branch: Branch) -> None:
    post = await announce(branch)
    await follow(post, branch.ann, branch.bob)
    await branch.pass_(**A_WEEK_BEFORE)
    branch.bob.remove_role(branch.members)
    for each in (branch.ann, branch.bob):
        stopped = await each.press(each.dms[0], say("follow.off_button"))
        assert say("follow.off") in stopped.text
        assert branch.labels(stopped) == []
    assert (await branch.rows("meeting_followers"))["meeting_followers"] == []
    again = await branch.ann.raw_press(branch.ann.dms[0], custom_id=f"meeting:follow:{branch.guild.id}:on")
    assert again.text == say("branch.only_in_a_server")
    written = len(branch.ann.dms)
    await branch.pass_(days=6)
    assert len(reminders(branch)) == 2
    assert len(branch.ann.dms) == written


async def test_a_bot_that_was_off_over_three_reminders_gives_one_when_it_is_back(branch: Branch) -> None:
    post = await announce(branch)
    await follow(post, branch.ann)
    await branch.stop()
    branch.clock.move(days=18, hours=2)  # over the motions' day, a week before, and a day before
    await branch.start()
    await branch.settle()
    assert len(reminders(branch)) == len(branch.ann.dms) == 1
    assert "Wednesday" not in reminders(branch)[0].text
    await branch.restart()
    await branch.pass_(hours=20)
    assert len(reminders(branch)) == 1
    await branch.pass_(hours=1)  # an hour before
    assert len(reminders(branch)) == len(branch.ann.dms) == 2


async def test_a_restart_between_the_public_reminder_and_the_private_ones_loses_none_and_repeats_none(
    branch: Branch,
) -> None:
    branch.expect_error("meeting.remind_each for meeting.remind_each:1 failed, try 1")
    post = await announce(branch)
    people = [branch.ann, branch.bob, branch.cat, branch.dan]
    await follow(post, *people)

    def break_off(_: Request) -> None:
        if len(sent(branch, "POST", LETTERS)) == 2 and not branch.discord.faults.orders:
            branch.discord.faults.error("POST", LETTERS, status=503)

    branch.discord.records.listeners.append(break_off)
    await branch.pass_(**A_WEEK_BEFORE)
    assert sorted(len(each.dms) for each in people) == [0, 0, 1, 1]
    await branch.restart()
    branch.discord.records.listeners.remove(break_off)
    branch.discord.faults.calm()
    await recover(branch)
    assert [len(each.dms) for each in people] == [1] * 4
    assert "wrote to 4 who asked" in await record(branch)
    assert len(reminders(branch)) == 1


async def test_who_takes_no_messages_is_counted_and_who_left_is_forgotten(branch: Branch) -> None:
    post = await announce(branch)
    people = [branch.ann, branch.bob, branch.cat, branch.dan]
    await follow(post, *people)
    branch.ann.close_dms()
    branch.bob.leave()
    branch.cat.remove_role(branch.members)
    await branch.pass_(**A_WEEK_BEFORE)
    assert [len(each.dms) for each in people] == [0, 0, 0, 1]
    assert "wrote to 1 who asked" in (told := await record(branch))
    assert "1 accepts no messages" in told
    kept = (await branch.rows("meeting_followers"))["meeting_followers"]
    assert {row[1] for row in kept} == {branch.ann.id, branch.dan.id}
    tried = len(sent(branch, "POST", LETTERS))
    await recover(branch)
    assert len(sent(branch, "POST", LETTERS)) == tried


async def test_a_reminder_that_was_posted_before_the_computer_went_off_is_not_posted_again(branch: Branch) -> None:
    branch.expect_error("meeting.remind for meeting:1 failed, try 1")
    post = await announce(branch)
    await follow(post, branch.ann)
    branch.discord.faults.cut(*MESSAGES)  # Discord has it, and Steward never hears so
    await branch.pass_(**A_WEEK_BEFORE)
    assert len(reminders(branch)) == 1
    assert branch.ann.dms == []
    await branch.restart()
    await recover(branch)
    (reminder,) = reminders(branch)
    assert reminder.edits > 0
    assert len(branch.ann.dms) == 1


async def test_where_the_notice_was_deleted_the_reminder_stands_by_itself(branch: Branch) -> None:
    post = await announce(branch)
    post.delete()
    await branch.pass_(**A_WEEK_BEFORE)
    (reminder,) = reminders(branch)
    assert reminder.reference is None
    assert (await branch.ann.press(reminder, COMING)).is_private


async def test_where_steward_may_not_post_those_who_asked_hear_of_it_and_the_next_one_is_posted(branch: Branch) -> None:
    await follow(await announce(branch), branch.ann)
    branch.notices.deny(branch.guild.bot_role, "send_messages")
    await branch.pass_(**A_WEEK_BEFORE)
    assert (len(reminders(branch)), len(branch.ann.dms)) == (0, 1)
    branch.notices.allow(branch.guild.bot_role, "send_messages")
    await branch.pass_(days=6)
    assert (len(reminders(branch)), len(branch.ann.dms)) == (1, 2)
