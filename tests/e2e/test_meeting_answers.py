"""Members answer a meeting's notice: numbers for everybody, names for nobody in public."""

import asyncio

from bot.i18n import say
from bot.rules.meetings import Answer
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, meeting_id
from tests.e2e.neighbours import Neighbour

COMING, ONLINE, APOLOGIES, UNSURE = (say(f"meeting.answer-{answer}") for answer in Answer)
UNTIL_REFRESHED = 5


def numbers(coming: int = 0, online: int = 0, apologies: int = 0, unsure: int = 0) -> str:
    return say("meeting.answers", coming=coming, online=online, apologies=apologies, unsure=unsure)


async def answers(branch: Branch) -> list[tuple[object, ...]]:
    return (await branch.rows("meeting_answers"))["meeting_answers"]


async def test_ann_answers_and_changes_her_mind_and_the_notice_shows_numbers_only(branch: Branch) -> None:
    post = await announce(branch)
    first = await branch.ann.press(post, COMING)
    assert first.is_private
    assert first.text.startswith(say("answer.recorded", answer="coming"))
    assert branch.labels(first) == [say("meeting.add_to_calendar"), say("follow.on_button")]
    assert (await branch.ann.press(post, COMING)).text.startswith(say("answer.same", answer="coming"))
    changed = await branch.ann.press(post, APOLOGIES)
    assert changed.text.startswith(say("answer.changed", answer="apologies", before="coming"))
    await branch.bob.press(post, ONLINE)
    assert numbers() in post.text
    await branch.pass_(seconds=UNTIL_REFRESHED)
    assert numbers(online=1, apologies=1) in post.text
    assert not any(str(each.id) in post.text for each in (branch.ann, branch.bob))


async def test_who_is_no_member_is_told_which_role_is_missing_and_an_officer_without_it_is_one(branch: Branch) -> None:
    post = await announce(branch)
    refused = await branch.tim.press(post, COMING)
    assert refused.is_private
    assert refused.text == say("access.not_a_member", roles=f"<@&{branch.members.id}>")
    assert await answers(branch) == []
    branch.sue.remove_role(branch.members)
    assert (await branch.sue.press(post, COMING)).text.startswith(say("answer.recorded", answer="coming"))


async def test_buttons_work_after_a_restart_and_until_the_meeting_is_over(branch: Branch) -> None:
    post = await announce(branch)
    reply = await branch.ann.press(post, UNSURE)
    await branch.restart()
    assert say("follow.on") in (await branch.ann.press(reply, say("follow.on_button"))).text
    again = await branch.ann.press(post, COMING)
    assert again.text.startswith(say("answer.changed", answer="coming", before="unsure"))
    assert branch.labels(again) == [say("meeting.add_to_calendar"), say("follow.off_button")]
    branch.clock.move(days=19, hours=2)  # under way, a little late
    assert (await branch.bob.press(post, APOLOGIES)).text.startswith(say("answer.recorded", answer="apologies"))
    branch.clock.move(hours=2)
    late = await branch.cat.press(post, APOLOGIES)
    assert late.text == say("meeting.over")
    assert len(await answers(branch)) == 2


async def test_a_crowd_that_answers_in_twenty_seconds_edits_the_notice_four_times(branch: Branch) -> None:
    post = await announce(branch)
    crowd = [branch.guild.member(f"zq-{number}", roles=[branch.members]) for number in range(40)]
    for number in range(0, 40, 2):
        await asyncio.gather(*(each.press(post, COMING) for each in crowd[number : number + 2]))
        await branch.pass_(seconds=1)
    await branch.pass_(seconds=UNTIL_REFRESHED)
    assert numbers(coming=40) in post.text
    assert 1 <= branch.edits_of(post) <= 25 // UNTIL_REFRESHED


async def test_ann_asks_to_be_written_to_and_stops_it_wherever_she_presses(branch: Branch) -> None:
    post = await announce(branch)
    following = await branch.ann.press(await branch.ann.press(post, COMING), say("follow.on_button"))
    assert following.is_private
    assert branch.labels(following) == [say("follow.off_button")]
    assert len((await branch.rows("meeting_followers"))["meeting_followers"]) == 1
    stopped = await branch.ann.press(following, say("follow.off_button"))
    assert say("follow.off") in stopped.text
    assert (await branch.rows("meeting_followers"))["meeting_followers"] == []
    ann_is_told = await branch.ann.press(stopped, say("follow.on_button"))
    branch.ann.remove_role(branch.members)
    assert say("follow.off") in (await branch.ann.press(ann_is_told, say("follow.off_button"))).text
    refused = await branch.ann.press(stopped, say("follow.on_button"))
    assert refused.text == say("access.not_a_member", roles=f"<@&{branch.members.id}>")


async def test_a_button_that_steward_never_made_is_answered(branch: Branch) -> None:
    post = await announce(branch)
    for nonsense in ("meeting:answer:1:maybe", "meeting:answer:1", "meeting:follow:1:perhaps"):
        assert (await branch.ann.raw_press(post, custom_id=nonsense)).text == say("ui.unknown_button")


async def test_another_branch_can_neither_answer_nor_follow(branch: Branch) -> None:
    post, there = await announce(branch), Neighbour(branch)
    panel = await there.una.slash("branch setup")
    await there.una.press(panel, say("branch.finish"))
    shown = await there.mia.slash("poll list")
    refused = await there.mia.raw_press(shown, custom_id=f"meeting:answer:{meeting_id(post)}:coming")
    assert refused.text == say("meeting.not_found")
    elsewhere = await there.mia.raw_press(shown, custom_id=f"meeting:follow:{branch.guild.id}:on")
    assert elsewhere.text == say("follow.elsewhere")
    rows = await branch.rows("meeting_answers", "meeting_followers")
    assert rows == {"meeting_answers": [], "meeting_followers": []}


async def test_nobody_reads_in_public_or_in_the_log_who_answered_what(branch: Branch) -> None:
    post = await announce(branch)
    crowd = [branch.guild.member(f"zq-voter-{number:02}", roles=[branch.members]) for number in range(8)]
    for number, each in enumerate(crowd):
        reply = await each.press(post, (COMING, ONLINE, APOLOGIES, UNSURE)[number % 4])
        if number % 2:
            await each.press(reply, say("follow.on_button"))
    await branch.pass_(days=11, hours=14, minutes=30)
    assert sum(len(each.dms) for each in crowd) == 4
    rooms = [room for room in branch.discord.world.channels.values() if room.guild is not None]
    public = [each for room in rooms for each in room.messages.values() if not each.is_private]
    said = "\n".join(f"{each.text} {each.embeds} {each.components}" for each in public)
    assert len(public) > 3
    for who in crowd:
        for trace in (who.name, str(who.id)):
            assert trace not in said
            assert trace not in branch.log.text
    assert not any(answer in branch.log.text for answer in ("apologies", "unsure", "online"))
    assert "meeting.remind" in branch.log.text
