"""Things done twice, at once, or at the very last moment: each counts once, and everybody hears the truth."""

import asyncio
from collections import Counter

from bot.i18n import say
from tests.e2e.bad_days import until
from tests.e2e.living import Branch, poll_id


async def test_two_presses_at_the_same_moment_are_one_vote(branch: Branch) -> None:
    post = await branch.open_poll()
    replies = await asyncio.gather(*(branch.ann.press(post, "For") for _ in range(10)))
    assert all(reply.is_private for reply in replies)
    assert sum("Recorded: **For**" in reply.text for reply in replies) == 1
    assert sum("already **For**" in reply.text for reply in replies) == 9
    assert await branch.votes() == {0: 1, 1: 1, 2: 0, 3: 0}


async def test_on_two_devices_the_last_choice_stands_and_each_device_says_what_it_did(branch: Branch) -> None:
    post = await branch.open_poll()
    phone, laptop = await asyncio.gather(branch.ann.press(post, "For"), branch.ann.press(post, "Against"))
    votes = await branch.votes()
    assert votes[0] == votes[1] + votes[2] == 1
    last = laptop if "Changed" in laptop.text else phone
    assert ("Changed to **Against**" in last.text) == bool(votes[2])


async def test_the_same_press_delivered_again_changes_nothing(branch: Branch) -> None:
    post = await branch.open_poll()
    pressed = await branch.ann.press(post, "For")
    answers = len(branch.discord.requests)
    await branch.ann.replay(pressed)
    await until(lambda: len(branch.discord.requests) > answers)
    assert await branch.votes() == {0: 1, 1: 1, 2: 0, 3: 0}


async def test_the_same_open_it_delivered_again_posts_one_poll(branch: Branch) -> None:
    preview = await branch.draft()
    pressed = await branch.rob.press(preview, say("poll.open-it"))
    answers = len(branch.discord.requests)
    await branch.rob.replay(pressed)
    await until(lambda: len(branch.discord.requests) > answers)
    await branch.settle()
    assert len(branch.posts()) == 1


async def test_two_hundred_members_at_once_are_each_counted_once(branch: Branch) -> None:
    post = await branch.open_poll(live="yes")
    crowd = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(200)]
    choices = ["For" if number % 3 else "Against" for number in range(200)]
    replies = await asyncio.gather(*(who.press(post, what) for who, what in zip(crowd, choices, strict=True)))
    assert Counter(reply.text.partition(".")[0] for reply in replies) == {
        "Recorded: **For**": choices.count("For"),
        "Recorded: **Against**": choices.count("Against"),
    }
    assert await branch.votes() == {0: 200, 1: choices.count("For"), 2: choices.count("Against"), 3: 0}
    assert branch.edits_of(post) == 0
    await branch.pass_(seconds=5)
    assert branch.edits_of(post) == 1
    assert f"For: **{choices.count('For')}**" in post.text
    assert "200 of 6" not in post.text  # the eligible were counted at the opening


async def test_the_post_is_edited_every_five_seconds_at_most(branch: Branch) -> None:
    post = await branch.open_poll(live="yes")
    for second in range(30):
        await branch.ann.press(post, ("For", "Against")[second % 2])
        await branch.pass_(seconds=1)
    assert 1 <= branch.edits_of(post) <= 7
    await branch.pass_(seconds=5)
    assert "For: **0**" in post.text
    assert "Against: **1**" in post.text


async def test_open_it_pressed_twice_opens_once(branch: Branch) -> None:
    preview = await branch.draft()
    replies = await asyncio.gather(*(branch.rob.press(preview, say("poll.open-it")) for _ in range(3)))
    await branch.settle()
    assert len(branch.posts()) == 1
    assert sum(say("poll.already_opened") in reply.text for reply in replies) == 2
    again = await branch.rob.press(preview, custom_id="poll:open:1") if preview.buttons else None
    assert again is None or again.text == say("poll.already_opened")


async def test_finish_pressed_twice_is_one_set_up(new_branch: Branch) -> None:
    panel = await new_branch.sue.slash("branch setup")
    finish = say("branch.finish")
    replies = await asyncio.gather(new_branch.sue.press(panel, finish), new_branch.sue.press(panel, finish))
    assert all(say("branch.set_up-title") in reply.text for reply in replies)
    record = await new_branch.sue.slash("branch audit")
    assert record.text.count("set the branch up") == 1


async def test_two_officers_set_up_at_once(new_branch: Branch) -> None:
    eve = new_branch.guild.member("eve", administrator=True)
    one, other = await asyncio.gather(new_branch.sue.slash("branch setup"), eve.slash("branch setup"))
    assert len((await new_branch.rows("branches"))["branches"]) == 1
    await new_branch.sue.press(one, say("branch.finish"))
    assert (await eve.press(other, say("ui.next"))).updated


async def test_close_pressed_twice_is_one_result(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    sure = await branch.rob.slash("poll close", poll=str(poll_id(post)))
    label = say("poll.close-sure")
    replies = await asyncio.gather(branch.rob.press(sure, label), branch.rob.press(sure, label))
    assert sorted("Closed. The result is being posted" in reply.text for reply in replies) == [False, True]
    await branch.settle()
    await branch.close_in_time()
    assert len(branch.results()) == 1
    record = await branch.sue.slash("branch audit")
    assert record.text.count("before its time") == 1


async def test_closing_early_and_cancelling_at_once_leaves_one_end(branch: Branch) -> None:
    post = await branch.open_poll()
    sure = await branch.rob.slash("poll close", poll="1")
    await asyncio.gather(
        branch.rob.press(sure, say("poll.close-sure")),
        branch.sue.slash("poll cancel", poll="1", reason="Withdrawn"),
    )
    await branch.settle()
    assert len(branch.results()) + ("**Cancelled:**" in post.text) == 1


async def test_votes_at_the_closing_instant_are_late_and_all_hear_the_same(branch: Branch) -> None:
    post = await branch.open_poll(closes="in 1 day")
    branch.clock.move(days=1)
    settling = asyncio.create_task(branch.settle())
    crowd = (branch.ann, branch.bob, branch.cat, branch.dan)
    replies = await asyncio.gather(*(person.press(post, "For") for person in crowd))
    await settling
    assert all(reply.text.startswith("This poll closed") for reply in replies)
    (result,) = branch.results()
    assert "0 of 6 eligible here voted" in result.text


async def test_votes_up_to_an_early_close_are_in_and_later_ones_are_told(branch: Branch) -> None:
    post = await branch.open_poll()
    crowd = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(40)]
    sure = await branch.rob.slash("poll close", poll="1")
    presses = [asyncio.create_task(each.press(post, "For")) for each in crowd[:20]]
    closing = asyncio.create_task(branch.rob.press(sure, say("poll.close-sure")))
    presses += [asyncio.create_task(each.press(post, "For")) for each in crowd[20:]]
    replies = await asyncio.gather(*presses)
    await closing
    await branch.settle()
    told = sum("Recorded" in reply.text for reply in replies)
    assert told + sum(reply.text.startswith("This poll closed") for reply in replies) == 40
    (result,) = branch.results()
    assert f"For {told}" in result.text
    assert (await branch.votes())[0] == told


async def test_two_reps_remind_at_once_and_members_are_called_once(branch: Branch) -> None:
    await branch.open_poll()
    eve = branch.guild.member("eve", roles=[branch.reps, branch.members])
    await asyncio.gather(branch.rob.slash("poll remind", poll="1"), eve.slash("poll remind", poll="1"))
    await branch.settle()
    assert sum(bool(post.pinged) for post in branch.posts()) == 1
