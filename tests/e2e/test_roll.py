"""Adding to a roll that was listed at the opening: always two officers, and announced."""

import pytest

from bot.i18n import say
from bot.standin import Member, Reply
from tests.e2e.living import Branch
from tests.e2e.officers import AGREE, REFUSE, look, olga, pleas


@pytest.fixture
async def listed(listed_branch: Branch) -> Branch:
    """A branch with a secret poll whose roll was listed, and a second officer."""
    olga(listed_branch)
    preview = await listed_branch.draft(kind="secret")
    preview = await listed_branch.rob.press(preview, say("poll.do-list"))
    await listed_branch.rob.press(preview, say("poll.open-it"))
    await listed_branch.settle()
    return listed_branch


async def add(branch: Branch, who: Member, *people: Member) -> Reply:
    """The answer to asking for these people to be added."""
    shown = await who.slash("poll results", poll="1")
    menu = await who.press(shown, say("agreement.enrol"))
    return await who.select(menu, say("agreement.choose-people"), list(people))


async def test_two_officers_add_people_and_members_are_told_how_many(listed: Branch) -> None:
    branch, post = listed, listed.posts()[0]
    assert (await branch.cast(branch.tim, post, "For")).text.endswith(say("box.not_on_roll"))
    asked = await add(branch, branch.sue, branch.tim, branch.ann)
    assert asked.text == say("agreement.asked-enrol", number=1)  # ann is on it
    await branch.settle()
    (plea,) = pleas(branch)
    assert branch.tim.mention not in plea.text
    seen = await look(branch, olga(branch))
    assert branch.tim.mention in seen.text
    assert "whether or not they hold one of the poll's roles" in seen.text
    assert (await branch.cast(branch.tim, post, "For")).text.endswith(say("box.not_on_roll"))
    done = await olga(branch).press(seen, say(AGREE))
    assert done.text == say("agreement.enrolled-done", number=1)
    await branch.settle()
    told = branch.posts()[-1]
    assert "1 person was added to the roll" in told.text
    assert branch.sue.mention in told.text
    assert olga(branch).mention in told.text
    assert branch.tim.mention not in told.text
    assert "of 8 eligible here" in post.text  # seven, and tim
    assert "```" in (await branch.cast(branch.tim, post, "For")).text
    await branch.close_in_time()
    assert "1 of 8 eligible here voted" in branch.results()[0].text


async def test_people_on_the_roll_bots_and_strangers_are_not_added(listed: Branch) -> None:
    assert (await add(listed, listed.sue, listed.ann, listed.bob)).text == say("agreement.all_listed")
    assert (await add(listed, listed.sue, listed.guild.me)).text == say("ui.bot_chosen", who=listed.guild.me.mention)
    shown = await listed.sue.slash("poll results", poll="1")
    forged = await listed.sue.raw_press(shown, custom_id="poll:enlist:1", component_type=5, values=["77"])
    assert forged.text == say("ui.not_here", who="<@77>")
    nobody = await listed.sue.raw_press(shown, custom_id="poll:enlist:1", component_type=5, values=[])
    assert nobody.text == say("agreement.nobody")
    assert (await listed.rows("agreements"))["agreements"] == []


async def test_only_officers_add_and_only_to_a_listed_roll_that_is_open(listed: Branch) -> None:
    shown = await listed.rob.slash("poll results", poll="1")
    assert say("agreement.enrol") not in listed.labels(shown)
    for custom_id in ("poll:enrol:1", "poll:enlist:1"):
        forged = await listed.rob.raw_press(shown, custom_id=custom_id, component_type=5, values=[])
        assert forged.text == say("access.needs", power="officer")
    await listed.open_poll("Another?", kind="secret")
    shown = await listed.sue.slash("poll results", poll="2")
    assert say("agreement.enrol") not in listed.labels(shown)
    assert (await listed.sue.raw_press(shown, custom_id="poll:enrol:2")).text == say("box.no_list")
    await listed.close_in_time()
    shown = await listed.sue.slash("poll results", poll="1")
    assert say("agreement.enrol") not in listed.labels(shown)
    assert (await listed.sue.raw_press(shown, custom_id="poll:enrol:1")).text.startswith("This poll closed")


async def test_an_addition_is_refused_and_nobody_is_added(listed: Branch) -> None:
    await add(listed, listed.sue, listed.tim)
    await listed.settle()
    seen = await look(listed, olga(listed))
    await olga(listed).press(seen, say(REFUSE))
    await listed.settle()
    assert "Nobody was added" in pleas(listed)[-1].text
    assert (await listed.cast(listed.tim, listed.posts()[0], "For")).text.endswith(say("box.not_on_roll"))
    assert (await listed.rows("agreements"))["agreements"] == []


async def test_nobody_is_added_after_the_close(listed: Branch) -> None:
    await add(listed, listed.sue, listed.tim)
    await listed.settle()
    seen = await look(listed, olga(listed))
    listed.clock.move(days=4)
    late = await olga(listed).press(seen, say(AGREE))
    said = late.followups[-1].text if late.followups else late.text
    assert said.startswith("This poll closed") or said == say("agreement.gone")
    await listed.settle()
    assert "0 of 7 eligible here voted" in listed.results()[0].text
    assert "nobody was added" in pleas(listed)[-1].text


async def test_adding_one_after_the_other_is_announced_each_time(listed: Branch) -> None:
    for number, person in enumerate((listed.tim, listed.guild.member("una")), 1):
        await add(listed, listed.sue, person)
        await listed.settle()
        await olga(listed).press(await look(listed, olga(listed)), say(AGREE))
        await listed.settle()
        assert sum("added to the roll" in post.text for post in listed.posts()) == number
        listed.clock.move(minutes=1)
