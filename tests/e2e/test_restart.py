"""The bot is stopped and started again between any two steps of a poll's life: nobody notices."""

from collections.abc import Awaitable, Callable

import pytest

from bot.i18n import say
from bot.standin import Message, Reply
from tests.e2e.living import Branch, poll_id

# A poll's life, step by step. Each step leaves on the screen (or in the channel) what the next one uses, and no step
# settles what it has caused: the queue has to survive as well.


class Life:
    """What is on people's screens between two steps."""

    def __init__(self, branch: Branch) -> None:
        self.branch = branch
        self.shown: Reply

    @property
    def post(self) -> Message:
        """The poll in its channel."""
        return self.branch.posts()[0]

    async def ask_for_the_panel(self) -> None:
        self.shown = await self.branch.sue.slash("branch setup")

    async def choose_reps(self) -> None:
        self.shown = await self.branch.sue.select(self.shown, say("branch.choose-rep"), self.branch.reps)

    async def finish(self) -> None:
        await self.branch.sue.press(self.shown, say("branch.finish"))
        await self.branch.sue.slash("branch membership", number=212)

    async def ask_for_the_form(self) -> None:
        self.shown = await self.branch.rob.slash("poll create")

    async def send_the_form(self) -> None:
        self.shown = await self.branch.rob.submit(self.shown, question="Accept the offer?", closes="in 3 days")

    async def ask_for_the_rules(self) -> None:
        self.preview = self.shown
        self.shown = await self.branch.rob.press(self.shown, say("poll.change-rules"))

    async def send_the_rules(self) -> None:
        self.shown = await self.branch.rob.submit(self.shown, quorum="2")

    async def open_it(self) -> None:
        await self.branch.rob.press(self.shown, say("poll.open-it"))

    async def ann_votes(self) -> None:
        await self.branch.settle()
        assert "Recorded" in (await self.branch.ann.press(self.post, "Against")).text

    async def ann_changes_her_mind(self) -> None:
        reply = await self.branch.ann.press(self.post, "For")
        assert "Changed to **For** (it was **Against**)" in reply.text

    async def bob_takes_a_paper_from_the_list(self) -> None:
        listed = await self.branch.bob.slash("poll list")
        self.shown = await self.branch.bob.select(listed, say("poll.list-vote"), "Accept the offer?")

    async def bob_votes(self) -> None:
        await self.branch.bob.press(self.shown, "For")

    async def rob_reminds(self) -> None:
        await self.branch.rob.slash("poll remind", poll="1")

    async def rob_extends(self) -> None:
        await self.branch.rob.slash("poll extend", poll="1", closes="in 4 days")

    async def rob_is_asked_whether_to_close(self) -> None:
        self.branch.clock.move(days=3.5)
        self.shown = await self.branch.rob.slash("poll close", poll="1")

    async def time_passes(self) -> None:
        self.branch.clock.move(days=3)

    async def the_queue_is_worked_off(self) -> None:
        await self.branch.settle()


STEPS: tuple[Callable[[Life], Awaitable[None]], ...] = (
    Life.ask_for_the_panel,
    Life.choose_reps,
    Life.finish,
    Life.ask_for_the_form,
    Life.send_the_form,
    Life.ask_for_the_rules,
    Life.send_the_rules,
    Life.open_it,
    Life.ann_votes,
    Life.ann_changes_her_mind,
    Life.bob_takes_a_paper_from_the_list,
    Life.bob_votes,
    Life.rob_reminds,
    Life.rob_extends,
    Life.rob_is_asked_whether_to_close,
    Life.time_passes,
    Life.the_queue_is_worked_off,
)
LIVES = 4  # between any two steps there is a restart in one of them, with three steps in a row before the next


@pytest.mark.parametrize("first", range(1, 1 + LIVES))
async def test_a_restart_between_two_steps_is_not_noticed(new_branch: Branch, first: int) -> None:
    branch, life = new_branch, Life(new_branch)
    for number, step in enumerate(STEPS):
        if number in range(first, len(STEPS), LIVES):
            await branch.restart()
        await step(life)
    await branch.pass_(minutes=20)
    assert len([post for post in branch.posts() if post.text.startswith("Accept the offer?")]) == 1
    assert sum("**Still open:**" in post.text for post in branch.posts()) == 1
    assert sum("**Open for longer:**" in post.text for post in branch.posts()) == 1
    (result,) = branch.results()
    assert "2 of 6 eligible here voted (33%); branch membership 212" in result.text
    assert "For 2 (100%), against 0" in result.text
    assert "Quorum: 2 needed, 2 voted: met." in result.text
    assert "**Closed**" in life.post.text
    said = "\n".join(post.text for post in branch.posts(branch.audit))
    for act in ("set the branch up", "made the poll", "opened the poll", "extended the poll", "closed the poll"):
        assert said.count(act) == 1, act
    assert "Result: Accept" in (await branch.cat.press(life.post, say("poll.results-button"))).text


async def test_buttons_of_last_week_work_after_many_restarts(branch: Branch) -> None:
    post = await branch.open_poll(closes="in 20 days")
    for _ in range(3):
        branch.clock.move(days=4)
        await branch.restart()
    assert "Recorded" in (await branch.ann.press(post, "For")).text


async def test_a_close_while_the_bot_was_off_happens_once_and_in_order(branch: Branch) -> None:
    post = await branch.open_poll(closes="in 1 day")
    await branch.ann.press(post, "For")
    await branch.rob.slash("poll remind", poll=str(poll_id(post)))
    await branch.stop()
    branch.clock.move(days=3)
    await branch.start()
    await branch.settle()
    await branch.pass_(minutes=20)
    texts = [each.text for each in branch.posts()]
    assert sum(text.startswith("Result:") for text in texts) == 1
    assert "1 of 6 eligible here voted" in texts[-1]
    assert sum("**Still open:**" in text for text in texts) <= 1  # before the stop, or not at all
    assert (await branch.bob.press(post, say("poll.results-button"))).is_private


async def test_a_scheduled_poll_whose_hour_came_while_the_bot_was_off_is_posted_late(branch: Branch) -> None:
    preview = await branch.draft(opens="in 1 hour", closes="in 3 days")
    await branch.rob.press(preview, say("poll.schedule-it"))
    await branch.stop()
    branch.clock.move(hours=5)
    await branch.start()
    await branch.settle()
    (post,) = branch.posts()
    assert "Recorded" in (await branch.ann.press(post, "For")).text


async def test_a_poll_that_was_slept_through_is_not_announced_as_a_result(branch: Branch) -> None:
    preview = await branch.draft(opens="in 1 hour", closes="in 3 hours")
    await branch.rob.press(preview, say("poll.schedule-it"))
    await branch.stop()
    branch.clock.move(hours=5)
    await branch.start()
    await branch.settle()
    assert branch.results() == []
    assert "could not open the poll" in (await branch.sue.slash("branch audit")).text


async def test_roles_and_counts_are_known_from_the_first_press_after_a_start(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.stop()
    branch.cat.remove_role(branch.members)
    await branch.start()
    assert (await branch.cat.press(post, "For")).text == say("poll.not_eligible")
    assert "Recorded" in (await branch.dan.press(post, "For")).text
