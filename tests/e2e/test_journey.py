"""From an empty server to a result that can be read aloud: what a branch goes through in its first week."""

import csv
import io

from bot.i18n import say
from bot.standin import Reply
from tests.e2e.living import MOTION, Branch

PNG = b"\x89PNG\r\n\x1a\n"


def preset(panel: Reply, menu: str) -> list[int]:
    """The roles or channels already chosen in a menu."""
    held = next(each.held for each in panel.selects if each.placeholder == menu)
    return [int(each["id"]) for each in held.get("default_values") or []]


# Setting up


async def test_before_the_set_up_everybody_is_told_who_can_do_it(new_branch: Branch) -> None:
    for person in (new_branch.rob, new_branch.ann):
        reply = await person.slash("poll list")
        assert (reply.is_private, reply.text) == (True, say("branch.not_set_up"))
    assert (await new_branch.rob.slash("poll create")).text == say("branch.not_set_up")
    assert not any((await new_branch.rows(but={"facts"})).values())


async def test_only_an_administrator_sets_a_new_branch_up(new_branch: Branch) -> None:
    reply = await new_branch.rob.slash("branch setup")
    assert reply.is_private
    assert reply.text == say("access.needs", power="officer")
    assert (await new_branch.rows("branches"))["branches"] == []


async def test_the_panel_guesses_roles_and_channels_from_their_names(new_branch: Branch) -> None:
    sue, branch = new_branch.sue, new_branch
    panel = await sue.slash("branch setup")
    assert panel.is_private
    assert preset(panel, say("branch.choose-officer")) == [branch.officers.id]
    assert preset(panel, say("branch.choose-rep")) == [branch.reps.id]
    assert preset(panel, say("branch.choose-organiser")) == [branch.organisers.id]
    assert preset(panel, say("branch.choose-member")) == [branch.members.id]
    panel = await sue.press(panel, say("ui.next"))
    assert panel.updated
    assert preset(panel, say("branch.choose-notices")) == [branch.notices.id]
    assert preset(panel, say("branch.choose-polls")) == [branch.polls.id]
    assert preset(panel, say("branch.choose-campaign")) == [branch.campaign.id]
    assert preset(panel, say("branch.choose-desk")) == [branch.desk_channel.id]
    panel = await sue.press(panel, say("ui.next"))
    assert preset(panel, say("branch.choose-audit")) == [branch.audit.id]
    assert preset(panel, say("branch.choose-full_member")) == []


async def test_guesses_give_nobody_power_until_sue_presses_finish(new_branch: Branch) -> None:
    panel = await new_branch.sue.slash("branch setup")
    assert (await new_branch.rob.slash("poll create")).text == say("branch.not_set_up")
    done = await new_branch.sue.press(panel, say("branch.finish"))
    assert say("branch.set_up-title") in done.text
    assert (await new_branch.rob.slash("poll create")).is_modal


async def test_the_whole_set_up_takes_four_presses_and_a_form(new_branch: Branch) -> None:
    sue = new_branch.sue
    panel = await sue.slash("branch setup")
    panel = await sue.press(await sue.press(panel, say("ui.next")), say("ui.next"))
    form = await sue.press(panel, say("branch.describe"))
    panel = await sue.submit(form, name="Riverside & Hills", zone="london", membership="1,204")
    assert "Riverside & Hills" in panel.text
    assert "1,204" in panel.text
    done = await sue.press(panel, say("branch.finish"))
    assert done.updated
    assert "1,204" in done.text
    settings = await sue.slash("branch settings")
    assert settings.is_private
    for part in ("Riverside & Hills", "Europe/London", "1,204", new_branch.reps.mention, new_branch.polls.mention):
        assert part in settings.text


async def test_each_choice_is_saved_when_it_is_made(new_branch: Branch) -> None:
    sue, branch = new_branch.sue, new_branch
    convenors = branch.guild.role("Convenors")
    panel = await sue.slash("branch setup")
    await sue.select(panel, say("branch.choose-rep"), [branch.reps, convenors])
    await branch.restart()  # sue's phone ran out, and the bot was restarted
    panel = await sue.slash("branch setup")
    assert set(preset(panel, say("branch.choose-rep"))) == {branch.reps.id, convenors.id}
    panel = await sue.press(panel, say("ui.next"))
    panel = await sue.select(panel, say("branch.choose-campaign"), [])
    assert say("branch.no_channel", what=say("branch.channel-campaign")) in panel.text
    assert preset(panel, say("branch.choose-polls")) == [branch.polls.id]


async def test_setting_up_again_loses_nothing(branch: Branch) -> None:
    before = await branch.rows("branches", "branch_roles")
    panel = await branch.sue.slash("branch setup")
    panel = await branch.sue.press(await branch.sue.press(panel, say("ui.next")), say("ui.next"))
    panel = await branch.sue.press(panel, say("ui.back"))
    await branch.sue.press(panel, say("branch.finish"))
    assert await branch.rows("branches", "branch_roles") == before


async def test_a_missing_permission_is_named_the_moment_a_channel_is_chosen(new_branch: Branch) -> None:
    sue, branch = new_branch.sue, new_branch
    hall = branch.guild.channel("hall")
    hall.deny(branch.guild.everyone, "send_messages", "attach_files")
    panel = await sue.press(await sue.slash("branch setup"), say("ui.next"))
    panel = await sue.select(panel, say("branch.choose-polls"), hall)
    assert say("permission.send_messages") in panel.text
    assert hall.mention in panel.text
    hall.allow(branch.guild.bot_role, "send_messages", "attach_files", "embed_links")
    panel = await sue.select(panel, say("branch.choose-polls"), hall)
    assert say("permission.send_messages") not in panel.text


async def test_a_desk_that_everybody_reads_is_named(new_branch: Branch) -> None:
    panel = await new_branch.sue.press(await new_branch.sue.slash("branch setup"), say("ui.next"))
    panel = await new_branch.sue.select(panel, say("branch.choose-desk"), new_branch.lobby)
    assert say("room.desk_public", channel=new_branch.lobby.mention, roles="@everyone") in panel.text


async def test_an_unknown_time_zone_is_refused_and_can_be_corrected_without_typing_again(new_branch: Branch) -> None:
    sue = new_branch.sue
    panel = await sue.slash("branch setup")
    panel = await sue.press(await sue.press(panel, say("ui.next")), say("ui.next"))
    form = await sue.press(panel, say("branch.describe"))
    refused = await sue.submit(form, name="Hills", zone="Atlantis", membership="77")
    assert (refused.is_private, refused.text) == (True, say("branch.no_such_zone"))
    again = await sue.press(refused, say("ui.correct_it"))
    await sue.submit(again, zone="Europe/London")
    assert "Hills" in (await sue.press(panel, say("branch.finish"))).text
    assert "77" in (await sue.slash("branch settings")).text


async def test_the_membership_is_entered_with_its_date(branch: Branch) -> None:
    branch.clock.move(days=40)
    reply = await branch.sue.slash("branch membership", number=1204)
    assert reply.is_private
    assert "1,204" in reply.text
    assert "31 December 2026" in reply.text
    assert (await branch.ann.slash("branch membership", number=3)).text == say("access.needs", power="officer")
    assert "1,204" in (await branch.sue.slash("branch settings")).text


# A poll from its form to its result


async def test_nothing_is_posted_before_open_it(branch: Branch) -> None:
    form = await branch.rob.slash("poll create")
    assert form.is_modal
    preview = await branch.rob.submit(form, question="Accept the offer?", closes="Fri 17:00")
    await branch.settle()
    assert preview.is_private
    assert branch.posts() == []
    assert f"until you press {say('poll.open-it')} " in preview.text
    for part in ("Accept the offer?", "Friday 27 November 2026, 17:00 (GMT)", branch.polls.mention, "6 people"):
        assert part in preview.text
    assert all(button.disabled for button in preview.buttons[:3])
    assert branch.labels(preview)[-2:] == [say("poll.open-it"), say("poll.discard")]


async def test_a_discarded_draft_leaves_nothing(branch: Branch) -> None:
    preview = await branch.draft()
    gone = await branch.rob.press(preview, say("poll.discard"))
    assert gone.updated
    assert gone.text == say("poll.discarded")
    assert (await branch.rows("polls"))["polls"] == []


async def test_a_forgotten_draft_is_gone_after_a_day(branch: Branch) -> None:
    preview = await branch.draft()
    await branch.pass_(hours=25)
    assert (await branch.rows("polls"))["polls"] == []
    reply = await branch.rob.press(preview, say("poll.open-it"))
    assert reply.text == say("poll.not_found")
    assert branch.posts() == []


async def test_the_post_says_everything_a_voter_needs(branch: Branch) -> None:
    post = await branch.open_poll("Accept the 3.5% offer?")
    for part in ("Accept the 3.5% offer?", "For", "Against", branch.members.mention, say("poll.guard")):
        assert part in post.text.replace("\\", "")
    assert branch.labels(post) == list(MOTION)
    assert "0 of 6 eligible here voted (0%); branch membership 212, so 0% of the branch." in post.text
    assert not post.pinged


async def test_a_member_votes_and_changes_her_mind(branch: Branch) -> None:
    post = await branch.open_poll()
    first = await branch.ann.press(post, "For")
    assert first.is_private
    assert "Recorded: **For**" in first.text
    second = await branch.ann.press(post, "Against")
    assert "Changed to **Against** (it was **For**)" in second.text
    third = await branch.ann.press(post, "Against")
    assert "already **Against**" in third.text
    assert await branch.votes() == {0: 1, 1: 0, 2: 1, 3: 0}
    await branch.pass_(seconds=6)
    assert "1 of 6 eligible here voted (17%)" in post.text


async def test_somebody_without_the_role_cannot_vote(branch: Branch) -> None:
    post = await branch.open_poll()
    reply = await branch.tim.press(post, "For")
    assert (reply.is_private, reply.text) == (True, say("poll.not_eligible"))
    branch.tim.add_role(branch.members)
    assert "Recorded" in (await branch.tim.press(post, "For")).text
    assert (await branch.votes())[0] == 1


async def test_nobody_votes_from_the_closing_second_on(branch: Branch) -> None:
    post = await branch.open_poll(closes="in 3 days")
    branch.clock.move(days=3, seconds=-0.001)
    assert "Recorded" in (await branch.ann.press(post, "For")).text
    branch.clock.move(seconds=0.001)
    late = await branch.bob.press(post, "For")
    assert late.is_private
    assert late.text.startswith("This poll closed")
    assert (await branch.votes())[0] == 1


async def test_the_result_has_both_denominators_and_a_picture_in_words(branch: Branch) -> None:
    post = await branch.open_poll()
    for person, choice in ((branch.ann, "For"), (branch.bob, "For"), (branch.cat, "Against"), (branch.dan, "Abstain")):
        await person.press(post, choice)
    await branch.close_in_time()
    (result,) = branch.results()
    assert "4 of 6 eligible here voted (67%); branch membership 212, so 2% of the branch." in result.text
    assert "For 2 (50%), against 1 (25%), abstentions 1 (25%)." in result.text
    assert "Outcome: carried." in result.text
    assert say("poll.guard") in result.text
    assert result.replies_to is post
    assert not result.pinged
    (picture,) = result.files
    assert picture.data.startswith(PNG)
    assert picture.description is not None
    assert "For 2 (50%), against 1 (25%), abstentions 1 (25%)." in picture.description
    assert "4 of 6 eligible here voted (67%)" in picture.description
    assert "**Closed**" in post.text
    assert branch.labels(post) == [say("poll.results-button")]


async def test_everybody_reads_the_result_and_reps_get_the_table(branch: Branch) -> None:
    post = await branch.open_poll("=Accept?")
    await branch.ann.press(post, "For")
    await branch.close_in_time()
    for person, names in ((branch.ann, ["result-1.png"]), (branch.rob, ["result-1.png", "result-1.csv"])):
        shown = await person.slash("poll results", poll="=Accept?")
        assert shown.is_private
        assert "1 of 6 eligible here voted (17%); branch membership 212" in shown.text
        assert [file.name for file in shown.files] == names
    table = list(csv.reader(io.StringIO(shown.files[1].data.decode("utf-8-sig"))))
    assert table[1:4] == [["1", "For", "1"], ["2", "Against", "0"], ["3", "Abstain", "0"]]
    assert table[4:] == [
        ["", say("poll.table-voted"), "1"],
        ["", say("poll.table-eligible"), "6"],
        ["", say("poll.table-membership"), "212"],
    ]
    pressed = await branch.bob.press(post, say("poll.results-button"))
    assert pressed.is_private
    assert "Result: " in pressed.text


# The record


async def test_what_was_done_is_on_record_for_officers_alone(branch: Branch) -> None:
    post = await branch.open_poll("Accept the offer?")
    await branch.ann.press(post, "For")
    await branch.close_in_time()
    record = await branch.sue.slash("branch audit")
    assert record.is_private
    lines = record.text.splitlines()
    assert [line for line in lines if "closed the poll" in line and "1 voted" in line]
    assert [line for line in lines if "made the poll" in line and branch.rob.mention in line]
    assert [line for line in lines if "entered the branch membership: 212" in line and branch.sue.mention in line]
    assert branch.ann.mention not in record.text  # that she voted is nobody's business
    assert (await branch.rob.slash("branch audit")).text == say("access.needs", power="officer")


async def test_the_audit_channel_repeats_the_record_once(branch: Branch) -> None:
    await branch.open_poll("Accept the offer?")
    await branch.close_in_time()
    await branch.restart()
    await branch.pass_(hours=1)
    said = "\n".join(post.text for post in branch.posts(branch.audit))
    for act in ("set the branch up", "made the poll", "opened the poll", "closed the poll"):
        assert said.count(act) == 1
    assert not any(post.pinged for post in branch.posts(branch.audit))


async def test_an_officer_turns_the_pages_of_the_record(branch: Branch) -> None:
    for number in range(12):
        await branch.sue.slash("branch membership", number=100 + number)
    page = await branch.sue.slash("branch audit")
    assert "111 (before: 110)" in page.text
    older = await branch.sue.press(page, say("branch.audit-older"))
    assert older.updated
    assert "set the branch up" in older.text
    newest = await branch.sue.press(older, say("branch.audit-newest"))
    assert "111 (before: 110)" in newest.text


async def test_check_says_what_is_wrong_and_that_all_is_well(branch: Branch) -> None:
    check = await branch.sue.slash("branch check")
    assert check.is_private
    assert say("branch.check-well") in check.text
    branch.polls.deny(branch.guild.everyone, "embed_links")
    branch.notices.delete()
    branch.organisers.delete()
    branch.clock.move(days=400)
    check = await branch.sue.slash("branch check")
    for part in ("5 things", say("permission.embed_links"), say("branch.role_gone", what="organisers"), "400 days"):
        assert part in check.text
    assert (await branch.rob.slash("branch check")).text == say("access.needs", power="officer")
