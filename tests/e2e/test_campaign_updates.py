"""A rep tells the branch what is new: dated and signed, to who asked for it, and corrected for all to see."""

from pathlib import Path
from time import monotonic
from typing import Any

from bot import operate
from bot.i18n import say
from bot.standin import Member, Message, Reply
from tests.e2e.bad_days import LETTERS, recover, sent
from tests.e2e.campaigns import board_now, start_campaign
from tests.e2e.living import Branch

TEXT = "The employer has agreed to meet us on Monday. Nothing is offered yet."
FIRST_LINE = say("letter.first_line")
EVERYTHING = say("letter.follow_all")
POST_IT, CORRECT = say("update.post_it"), say("update.correct")


async def follow(*people: Member) -> None:
    for each in people:
        await each.press(await each.slash("campaign follow"), EVERYTHING)


async def write(branch: Branch, text: str = TEXT, office: str = "Branch secretary", by: Member | None = None) -> Reply:
    """The preview of an update."""
    rep = by or branch.rob
    return await rep.submit(await rep.slash("campaign update", in_channel=branch.lobby), update=text, office=office)


async def post_update(branch: Branch, text: str = TEXT, **given: Any) -> Reply:
    """What a rep sees once it is posted."""
    screen = await branch.rob.press(await write(branch, text, **given), POST_IT)
    await branch.settle()
    return screen


async def correct(branch: Branch, screen: Reply, text: str, reason: str = "The day was wrong") -> Reply:
    done = await branch.rob.submit(await branch.rob.press(screen, CORRECT), update=text, reason=reason)
    await branch.settle()
    return done


def updates_of(branch: Branch) -> list[Message]:
    return [each for each in branch.posts(branch.campaign) if "Update of campaign" in each.text]


async def record(branch: Branch) -> str:
    return (await branch.sue.slash("branch audit")).text


async def test_an_update_is_previewed_posted_signed_and_sent_to_who_follows_updates(branch: Branch) -> None:
    await start_campaign(branch)
    await follow(branch.ann)
    dates_only = await branch.bob.slash("campaign follow")
    await branch.bob.select(dates_only, say("letter.choose"), [say("letter.topic", topic="dates")])
    preview = await write(branch)
    assert "Nothing is posted until you press Post it" in preview.text
    assert updates_of(branch) == []
    screen = await branch.rob.press(preview, POST_IT)
    await branch.settle()
    assert say("update.posted", link="").strip() in screen.text
    (post,) = updates_of(branch)
    (letter,) = branch.ann.dms
    for told in (post, letter):
        assert TEXT in told.text
        assert "Branch secretary, Saturday 21 November 2026" in told.text
    assert letter.content == FIRST_LINE  # all that a locked phone shows of it
    assert branch.bob.dms == []
    assert "1 sent" in (await branch.rob.press(screen, say("update.refresh"))).text
    assert "an update was posted (Branch secretary)" in (await board_now(branch)).text
    assert "wrote to 1 who follow the campaign" in await record(branch)
    form = await branch.rob.slash("campaign update", in_channel=branch.lobby)
    assert '"Branch secretary"' in str(form.modal).replace("'", '"')  # as this rep signed last
    refused = await branch.ann.slash("campaign update", in_channel=branch.lobby)
    assert refused.modal is None
    assert not refused.text.startswith("The application")


async def test_a_correction_says_so_and_the_earlier_text_stays_behind_a_button(branch: Branch) -> None:
    await start_campaign(branch)
    await follow(branch.ann)
    screen = await post_update(branch)
    meanwhile = await branch.rob.press(screen, CORRECT)
    done = await correct(branch, screen, "The employer has agreed to meet us on Tuesday.")
    (post,) = updates_of(branch)
    for told in (post, branch.ann.dms[1]):
        assert "meet us on Tuesday" in told.text
        assert "Corrected on Saturday 21 November 2026" in told.text
        assert "The day was wrong" in told.text
        assert "Monday" not in told.text
    assert len(branch.ann.dms) == 2
    before = await branch.cat.press(post, say("update.earlier"))
    assert before.is_private
    assert "meet us on Monday" in before.text
    late = await branch.rob.submit(meanwhile, update="They meet us on Friday.", reason="No idea")
    assert say("update.changed_meanwhile") in late.text
    same = await branch.rob.submit(await branch.rob.press(done, CORRECT), reason="No idea")
    assert say("update.same") in same.text
    assert "Tuesday" in updates_of(branch)[0].text
    assert "an update was corrected" in (await board_now(branch)).text


async def test_a_scheduled_update_is_posted_in_its_time_by_whichever_bot_runs_then_or_withdrawn_before(
    branch: Branch,
) -> None:
    await start_campaign(branch)
    await follow(branch.ann)
    preview = await write(branch)
    late = await branch.rob.submit(await branch.rob.press(preview, say("update.schedule")), when="20 Nov 2026 09:00")
    assert "gone by" in late.text
    form = await branch.rob.press(preview, say("update.schedule"))
    screen = await branch.rob.submit(form, when="Mon 23 Nov 2026 07:30")
    assert "Monday 23 November 2026, 07:30 (GMT)" in screen.text
    preview = await branch.rob.press(screen, say("update.reopen"))
    form = await branch.rob.press(preview, say("update.change"))
    preview = await branch.rob.submit(form, update="The employer answers on Monday, they say.")
    form = await branch.rob.press(preview, say("update.schedule"))
    screen = await branch.rob.submit(form, when="Mon 23 Nov 2026 07:30")
    other = await write(branch, "This one is withdrawn in time.")
    other = await branch.rob.submit(await branch.rob.press(other, say("update.schedule")), when="tomorrow 9am")
    chosen = await branch.rob.autocomplete("campaign update", "earlier", "withdrawn")
    assert len(chosen) == 1
    again = await branch.rob.slash("campaign update", in_channel=branch.lobby, earlier=chosen[0][1])
    assert say("update.withdrawn") in (await branch.rob.press(again, say("update.withdraw"))).text
    await branch.restart()
    await branch.pass_(days=1, hours=12, minutes=59)
    assert updates_of(branch) == []
    await branch.pass_(minutes=1)
    (post,) = updates_of(branch)
    assert "they say.\n\n" in post.text
    assert "Monday 23 November 2026" in post.text
    assert branch.ann.dms == []  # it is before eight
    waiting = await branch.rob.slash("campaign update", in_channel=branch.lobby, earlier="1")
    assert "It is night" in waiting.text
    await branch.pass_(minutes=30)
    assert len(branch.ann.dms) == 1
    assert say("update.posted_already") in (await branch.rob.press(screen, say("update.withdraw"))).text
    assert len(updates_of(branch)) == 1


async def test_one_press_in_the_private_message_ends_them_all_even_for_who_has_lost_the_role(branch: Branch) -> None:
    await start_campaign(branch)
    people = [branch.ann, branch.bob, branch.cat, branch.dan]
    await follow(*people)
    branch.cat.close_dms()
    branch.dan.leave()
    screen = await post_update(branch)
    assert [len(each.dms) for each in people] == [1, 1, 0, 0]
    shown = await branch.rob.press(screen, say("update.refresh"))
    assert "2 sent; 1 member accepts none" in shown.text
    assert say("letter.all_written") in shown.text
    branch.bob.remove_role(branch.members)
    for each in (branch.ann, branch.bob):
        stopped = await each.press(each.dms[0], say("letter.stop"))
        assert say("letter.stopped") in stopped.text
    kept = (await branch.rows("campaign_followers"))["campaign_followers"]
    assert {row[1] for row in kept} == {branch.cat.id}
    await post_update(branch, "There is an offer.")
    assert not any("There is an offer." in dm.text for each in people for dm in each.dms)
    only = await branch.cat.press(await branch.cat.slash("campaign follow"), say("letter.follow_none"))
    assert say("letter.channel_only") in only.text
    assert (await branch.rows("campaign_followers"))["campaign_followers"] == []
    assert str(branch.ann.id) not in str(await branch.rows("jobs"))


async def test_discord_finding_steward_too_fast_costs_nobody_a_letter_and_nobody_two(branch: Branch) -> None:
    branch.expect_error("campaign.letters for letters")
    await start_campaign(branch)
    people = [branch.ann, branch.bob, branch.cat, branch.dan]
    await follow(*people)
    branch.discord.faults.refuse(40003, "POST", LETTERS)
    screen = await post_update(branch)
    assert [len(each.dms) for each in people] == [0] * 4
    branch.discord.faults.cut("POST", "/channels/{channel_id}/messages")  # the first arrives, and Steward never hears
    await branch.pass_(minutes=11)
    branch.discord.faults.refuse(20026, "POST", LETTERS)
    await recover(branch)
    before = [len(each.dms) for each in people]
    assert sum(before) < len(people)
    stuck = await branch.rob.press(screen, say("update.refresh"))
    assert say("job.flagged")[:40] in stuck.text
    panel = await branch.sue.slash("branch check", in_channel=branch.lobby)
    await branch.sue.press(panel, say("branch.try_again"))
    await recover(branch)
    assert [len(each.dms) for each in people] == [1] * 4
    looked = sent(branch, "GET", "/channels/{channel_id}/messages")
    assert "wrote to 4 who follow" in await record(branch)
    assert len({each.path for each in looked}) <= 2  # only whoever was in doubt is looked up


async def test_an_update_that_calls_for_action_is_refused_and_a_deleted_one_is_posted_again_when_corrected(
    branch: Branch,
) -> None:
    await start_campaign(branch)
    refused = await write(branch, "Walk out at noon tomorrow, everybody!")
    assert refused.modal is None
    assert say("ui.correct_it") in branch.labels(refused)
    assert (await branch.rows("updates"))["updates"] == []
    screen = await post_update(branch)
    updates_of(branch)[0].delete()
    await correct(branch, screen, "They meet us on Tuesday.")
    (post,) = updates_of(branch)
    assert "Tuesday" in post.text
    discarded = await branch.rob.press(await write(branch, "A draft."), say("campaign.discard"))
    assert say("update.discarded") in discarded.text
    await write(branch, "Another draft.")
    await branch.pass_(days=1)
    assert len((await branch.rows("updates"))["updates"]) == 1


async def test_letters_of_a_restored_backup_go_to_nobody_who_has_them_already(branch: Branch, tmp_path: Path) -> None:
    await start_campaign(branch)
    people = [branch.ann, branch.bob]
    await follow(*people)
    branch.clock.move(hours=4)
    preview = await write(branch)
    await post_update(branch, "It is late, and letters wait for the morning.")
    made = operate.backup(branch.folder, tmp_path / "backups", 9, branch.clock.now()).file
    await branch.pass_(hours=10)
    assert [len(each.dms) for each in people] == [1, 1]
    branch.bob.dms[0].delete()  # as if he had not had it before the computer broke
    await branch.stop()
    branch.clock.move(hours=1)
    operate.restore(made, branch.folder, branch.clock.now())
    await branch.start()
    await branch.settle()
    assert [len(each.dms) for each in people] == [1, 1]
    assert "wrote to 2 who follow" in await record(branch)
    forgotten = await branch.rob.press(preview, POST_IT)
    assert say("update.no_draft") in forgotten.text


async def test_letters_keep_the_pace_that_whoever_runs_steward_has_set(branch: Branch) -> None:
    branch.settings = branch.settings.model_copy(update={"letters_a_minute": 300})
    await branch.restart()
    await start_campaign(branch)
    people = [branch.ann, branch.bob, branch.cat]
    await follow(*people)
    began = monotonic()
    await post_update(branch)
    assert [len(each.dms) for each in people] == [1, 1, 1]
    assert monotonic() - began >= len(people) * 60 / 300
