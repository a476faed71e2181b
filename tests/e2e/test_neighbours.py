"""Two branches share one bot and never hear of each other; and nobody makes the bot shout."""

import pytest

from bot.i18n import say
from bot.standin import Message
from tests.e2e.living import Branch, poll_id
from tests.e2e.neighbours import Neighbour


async def two(branch: Branch) -> tuple[Message, Neighbour]:
    """A poll in the first branch, and a second branch that is set up."""
    post = await branch.open_poll("Is Riverside content?")
    other = Neighbour(branch)
    panel = await other.una.slash("branch setup")
    await other.una.press(panel, say("branch.finish"))
    await branch.settle()
    return post, other


async def test_lists_and_suggestions_are_each_branchs_own(branch: Branch) -> None:
    _, other = await two(branch)
    assert say("poll.list-empty") in (await other.rex.slash("poll list")).text
    for command in ("close", "results", "extend", "cancel", "remind"):
        assert await other.rex.autocomplete(f"poll {command}", "poll", "") == []
    assert (await branch.rob.autocomplete("poll close", "poll", "")) == [("Is Riverside content?", "1")]


async def test_a_neighbours_poll_is_like_one_that_never_was(branch: Branch) -> None:
    post, other = await two(branch)
    before = await branch.rows("polls", "poll_votes", "poll_counts", "jobs")
    number = str(poll_id(post))
    commands = {"results": {}, "close": {}, "remind": {}, "cancel": {"reason": "x"}, "extend": {"closes": "in 9 days"}}
    for typed in (number, "Is Riverside content?"):
        for command, more in commands.items():
            reply = await other.una.slash(f"poll {command}", poll=typed, **more)
            assert reply.is_private
            assert reply.text in {say("poll.not_found"), say("poll.choose_from_list")}
    listed = await other.una.slash("poll list")
    made_up = ("vote:1:1", "results:1", "names:1:0", "close:1", "open:1", "discard:1", "change:words:1", "full:1")
    for custom_id in made_up:
        for person in (other.una, other.mia):
            reply = await person.raw_press(listed, custom_id=f"poll:{custom_id}")
            assert reply.is_private
            assert "Riverside" not in reply.text
    assert await branch.rows("polls", "poll_votes", "poll_counts", "jobs") == before


async def test_somebody_in_both_branches_votes_where_the_poll_is(branch: Branch) -> None:
    post, other = await two(branch)
    await branch.ann.press(post, "For")
    listed = await other.una.slash("poll list")
    assert (await other.ann.raw_press(listed, custom_id="poll:vote:1:2")).text == say("poll.not_found")
    forged = await other.ann.raw_press(listed, custom_id="poll:paper:list", component_type=3, values=["1"])
    assert forged.text == say("poll.not_found")
    assert await branch.votes() == {0: 1, 1: 1, 2: 0, 3: 0}


async def test_the_record_and_the_check_are_each_branchs_own(branch: Branch) -> None:
    _, other = await two(branch)
    branch.polls.delete()
    for command in ("branch audit", "branch settings", "branch check"):
        shown = await other.una.slash(command)
        assert "Riverside" not in shown.text
        assert str(branch.guild.id) not in shown.text
    assert all("Hillside" not in post.text for post in branch.posts(branch.audit))


async def test_an_officer_of_one_branch_is_nobody_in_the_other(branch: Branch) -> None:
    _, other = await two(branch)
    guest = other.guild.member(branch.sue.user)
    assert (await guest.slash("branch audit")).text == say("access.needs", power="officer")
    assert (await guest.slash("poll create")).text == say("access.needs", power="rep")


async def test_a_branch_that_throws_the_bot_out_does_not_disturb_the_other(branch: Branch) -> None:
    post, other = await two(branch)
    form = await other.rex.slash("poll create")
    preview = await other.rex.submit(form, question="Is Hillside content?", closes="in 1 day")
    await other.rex.press(preview, say("poll.open-it"))
    await branch.settle()
    other.guild.leave()
    await branch.ann.press(post, "For")
    await branch.pass_(days=4)
    assert len(branch.results()) == 1
    assert say("branch.check-well") in (await branch.sue.slash("branch check")).text


# Nobody makes the bot shout

SHOUTS = ("@everyone", "@here", "@\u200beveryone", "@everyone!", "(@here)", "＠everyone", "<@&{role}>", "<@{person}>")


@pytest.mark.parametrize("shout", SHOUTS)
async def test_nothing_typed_makes_the_bot_ping(branch: Branch, shout: str) -> None:
    branch.guild.bot_role.grant("mention_everyone")
    text = f"Hear {shout.format(role=branch.members.id, person=branch.sue.id)} now"
    form = await branch.rob.slash("poll create")
    for question, options in ((text, "Yes\nNo"), ("Content?", f"Yes {text}\nNo {text}")):
        preview = await branch.rob.submit(form, question=question, options=options, closes="in 3 days")
        if not preview.buttons or say("ui.correct_it") in branch.labels(preview):
            continue  # refused, which is fine
        await branch.rob.press(preview, say("poll.open-it"))
        await branch.settle()
        post = branch.posts()[-1]
        if post.selects:
            continue
        await branch.rob.slash("poll extend", poll=str(poll_id(post)), closes="in 4 days")
    panel = await branch.sue.slash("branch setup")
    panel = await branch.sue.press(await branch.sue.press(panel, say("ui.next")), say("ui.next"))
    await branch.sue.submit(await branch.sue.press(panel, say("branch.describe")), name=text[:60], zone="London")
    await branch.open_poll("Content at last?", roles=[branch.reps])
    await branch.sue.slash("poll cancel", poll="Content at last?", reason=text)
    await branch.pass_(days=5)
    said = [post for channel in branch.guild.channels.values() for post in branch.posts(channel)]
    assert said
    assert not any(post.pinged for post in said)


async def test_a_server_with_a_shouting_name_is_quiet(branch: Branch) -> None:
    branch.guild.name = "@everyone strike @here"
    await branch.restart()
    await branch.open_poll()
    await branch.rob.slash("poll remind", poll="1")
    await branch.pass_(days=4)
    assert not any(post.pinged.everyone for post in branch.posts())
