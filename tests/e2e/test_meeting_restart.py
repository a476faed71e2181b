"""The bot is stopped and started again between any two steps of a meeting's life: nobody notices."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction

from bot.i18n import say
from bot.rules.meetings import Answer
from bot.standin import Message, Reply
from tests.e2e.living import Branch
from tests.e2e.meetings import AGENDA, WHEN

COMING, ONLINE, APOLOGIES, UNSURE = (say(f"meeting.answer-{answer}") for answer in Answer)
TITLE = "Branch meeting"


class Life:
    """What is on people's screens between two steps; no step settles what it has caused."""

    def __init__(self, branch: Branch) -> None:
        self.branch, self.rob, self.ann = branch, branch.rob, branch.ann
        self.shown: Reply

    @property
    def post(self) -> Message:
        """The notice in its channel."""
        return self.branch.posts(self.branch.notices)[0]

    async def press(self, label: str) -> None:
        """Rob presses what he sees."""
        self.shown = await self.rob.press(self.shown, say(label))

    async def submit(self, **typed: str) -> None:
        """Rob sends the form that he sees."""
        self.shown = await self.rob.submit(self.shown, **typed)

    async def ask_for_the_form(self) -> None:
        self.shown = await self.rob.slash("meeting notice")

    async def send_the_form(self) -> None:
        await self.submit(title=TITLE, when=WHEN, place="Room 2", agenda=AGENDA, kind="committee")

    async def ask_for_the_times(self) -> None:
        self.preview = self.shown
        await self.press("notice.change-times")

    async def send_the_times(self) -> None:
        await self.submit(length="2 hours")

    async def post_it(self) -> None:
        await self.press("notice.post_it")

    async def ann_answers_and_follows(self) -> None:
        await self.branch.settle()
        self.shown = await self.ann.press(self.post, APOLOGIES)

    async def ann_follows_and_changes_her_mind(self) -> None:
        assert say("follow.on") in (await self.ann.press(self.shown, say("follow.on_button"))).text
        assert "(before: apologies)" in (await self.ann.press(self.post, COMING)).text

    async def rob_asks_for_the_agenda(self) -> None:
        self.shown = await self.rob.slash("meeting agenda", meeting=TITLE)

    async def rob_sends_the_agenda(self) -> None:
        await self.submit(agenda="Pay claim (100 min)")

    async def rob_asks_what_a_move_comes_to(self) -> None:
        self.shown = await self.rob.slash("meeting move", meeting=TITLE, when="Thu 17 Dec 2026 18:30")

    async def rob_moves_it(self) -> None:
        await self.press("change.move_it")

    async def rob_says_why(self) -> None:
        await self.submit(reason="Snow")

    async def it_is_a_week_before(self) -> None:
        self.branch.clock.move(days=19)

    async def it_is_the_evening(self) -> None:
        await self.branch.settle()
        self.branch.clock.move(days=6, hours=23, minutes=45)
        await self.branch.settle()

    async def ann_and_bob_come(self) -> None:
        for each in (self.ann, self.branch.bob):
            assert (await each.press(self.post, say("meeting.check_in"))).text == say("attendance.checked_in")

    async def rob_watches(self) -> None:
        self.shown = self.panel = await self.rob.slash("meeting checkin")

    async def rob_has_the_check_in_posted(self) -> None:
        await self.rob.press(self.panel, say("attendance.here-button"))

    async def rob_counts(self) -> None:
        await self.press("attendance.count-button")

    async def rob_types_the_number(self) -> None:
        await self.submit(number="4")

    async def it_has_begun(self) -> None:
        self.branch.clock.move(minutes=30)

    async def rob_wants_to_end_it(self) -> None:
        self.shown = await self.rob.press(self.panel, say("attendance.refresh-button"))
        await self.press("attendance.end-button")

    async def rob_ends_it(self) -> None:
        await self.press("attendance.end-sure")

    async def rob_begins_the_minutes(self) -> None:
        self.shown = await self.rob.slash("meeting minutes", meeting=TITLE)

    async def rob_types_the_minutes(self) -> None:
        await self.submit(text="The claim was agreed.")

    async def rob_posts_them(self) -> None:
        await self.press("minutes.post")

    async def rob_wants_to_approve_them(self) -> None:
        await self.branch.settle()
        await self.press("minutes.approve")

    async def rob_approves_them(self) -> None:
        await self.press("minutes.approve-sure")

    async def the_queue_is_worked_off(self) -> None:
        await self.branch.settle()

    async def a_month_goes_by(self) -> None:
        self.branch.clock.move(days=31)


STEPS: list[Callable[[Life], Awaitable[None]]] = [
    step for name, step in vars(Life).items() if iscoroutinefunction(step) and name not in ("press", "submit")
]


async def test_a_restart_between_any_two_steps_is_not_noticed(branch: Branch) -> None:
    life = Life(branch)
    for step in STEPS:
        await step(life)
        await branch.restart()
    await branch.pass_(minutes=20)
    marks = [str(each.embeds[0]["footer"]["text"]) for each in branch.posts(branch.notices)]
    assert [mark.partition(" · 1")[0] for mark in marks] == [
        *(
            "Meeting 1",
            "Meeting 1 · moved · 2",
            "Reminder of meeting 1",
            "Reminder of meeting 1",
            "Minutes of meeting 1",
        ),
    ]
    assert [each.preview.partition(":")[0] for each in branch.ann.dms].count("Moved") == 1
    assert len(branch.ann.dms) == 3
    assert "**Present at the end: 6** (2 checked in, 4 counted in the room)" in life.post.text
    assert "for 2 hours" in life.post.text
    assert "Pay claim (100 min)" in life.post.text
    said = "\n".join(post.text for post in branch.posts(branch.audit))
    for act in ("called the meeting", "moved the meeting", "ended the meeting", "are approved", "erased who answered"):
        assert said.count(act) == 1, act
    assert (await branch.rows("meeting_answers"))["meeting_answers"] == []
