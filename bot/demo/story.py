"""The evening in order: the branch is set up, asks in the open and in secret, elects, meets, campaigns, and is told.

How it reads on a terminal is left to `bot.demo.telling`; the secret poll, the election, the meeting, the campaign and
what members report are scenes of their own.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.demo import campaign, election, figures, meeting, outside, reports, secret
from bot.demo.spans import ZONE
from bot.demo.stage import Stage
from bot.standin.messages import Message
from bot.standin.people import Member

BEGINS = datetime(2026, 11, 19, 18, 30, tzinfo=ZONE).astimezone(UTC)
MEMBERSHIP = "96"
QUESTION = "Should the branch ask the executive to reject the pay offer?"
VIEWS = ("For", "For", "Against", "For", "Abstain", "For", "For", "Against", "For")


@dataclass
class Evening:
    """From an empty server to three decisions on the record, a campaign in the archive, and figures in hand."""

    stage: Stage

    async def play(self) -> dict[str, bytes]:
        """Everything, in order; the pictures that Steward posted, by the name of the file to put each in."""
        self.stage.tell.aside(
            "Riverside Branch does not exist. Forty members are in its Discord server, and a guest from another "
            f"branch; {MEMBERSHIP} are on the union's books. Whatever Steward says below, the real bot said."
        )
        await self._set_up()
        await self._ask()
        await self._vote()
        await self._remind()
        result = await self._close()
        await secret.play(self.stage)
        count = await election.play(self.stage)
        await self._look_back()
        await meeting.play(self.stage)
        await campaign.play(self.stage)
        await outside.play(self.stage)
        await reports.play(self.stage)
        await figures.play(self.stage)
        return {"result.png": result} | {f"count-{n}.png": picture for n, picture in enumerate(count, 1)}

    async def _set_up(self) -> None:
        sue, tell = self.stage.cast.sue, self.stage.tell
        tell.chapter("Sue, the branch secretary, sets Steward up")
        panel = await sue.slash("branch setup")
        tell.does(sue, "types /branch setup")
        tell.answers(sue, panel)
        panel = await sue.press(await sue.press(panel, "Next"), "Next")
        form = await sue.press(panel, "Name, time zone, membership")
        panel = await sue.submit(form, membership=MEMBERSHIP)
        tell.does(sue, "presses Next twice, then “Name, time zone, membership”")
        tell.fills_in(sue, form, membership=MEMBERSHIP)
        tell.does(sue, "presses Finish")
        tell.answers(sue, await sue.press(panel, "Finish"))

    async def _ask(self) -> None:
        rob, tell = self.stage.cast.rob, self.stage.tell
        self.stage.clock.move(minutes=10)
        tell.chapter("Rob, a rep, asks the branch something")
        form = await rob.slash("poll create")
        tell.does(rob, "types /poll create")
        tell.fills_in(rob, form, question="Strike ballot", closes="in 2 hours")
        refused = await rob.submit(form, question="Strike ballot", closes="in 2 hours")
        tell.answers(rob, refused)
        form = await rob.press(refused, "Correct it")
        tell.does(rob, "presses Correct it; the form opens again as he left it")
        tell.fills_in(rob, form, question=QUESTION)
        draft = await rob.submit(form, question=QUESTION)
        form = await rob.press(draft, "Choices and rule")
        draft = await rob.submit(form, quorum="50%")
        tell.does(rob, "presses “Choices and rule”")
        tell.fills_in(rob, form, quorum="50%")
        tell.answers(rob, draft, below="the post as everyone will see it")
        tell.does(rob, "presses Open it")
        tell.answers(rob, await rob.press(draft, "Open it"))
        await self.stage.news()

    async def _vote(self) -> None:
        ann, bob, *others = self.stage.cast.members
        self.stage.clock.move(minutes=2)
        self.stage.tell.chapter("The branch votes")
        for who, choice, how in (
            (ann, "For", "presses For"),
            (bob, "Against", "presses Against"),
            (ann, "Against", "changes her mind and presses Against"),
            (self.stage.cast.tim, "For", "(the guest) presses For"),
        ):
            reply = await who.press(self._post, choice)
            self.stage.tell.does(who, how)
            self.stage.tell.answers(who, reply)
            self.stage.clock.move(minutes=1)
        await self._all_press(others[1:28])
        self.stage.clock.move(seconds=6)
        await self.stage.app.scheduler.settle()
        self.stage.tell.aside("Twenty-seven more press at the same moment. Each gets an answer that nobody else sees.")
        self.stage.tell.changes(self._post, "Turnout so far")

    async def _remind(self) -> None:
        rob, tell = self.stage.cast.rob, self.stage.tell
        self.stage.clock.move(minutes=70)
        tell.chapter("Rob reminds those who have not voted")
        reply = await rob.slash("poll remind", poll=QUESTION)
        tell.does(rob, "types /poll remind and chooses the poll")
        tell.answers(rob, reply)
        await self.stage.news()
        self.stage.clock.move(minutes=5)
        await self._all_press(self.stage.cast.members[30:34])
        tell.aside("Four more vote.")

    async def _close(self) -> bytes:
        huw, tell = self.stage.cast.members[2], self.stage.tell
        self.stage.clock.move(minutes=39)
        tell.chapter("The poll closes by itself, at 20:40")
        reply = await huw.press(self._post, "For")
        tell.does(huw, "presses For, six seconds too late")
        tell.answers(huw, reply)
        await self.stage.news()
        return self.stage.posts[-1].files[0].data

    async def _look_back(self) -> None:
        sue, tell = self.stage.cast.sue, self.stage.tell
        self.stage.clock.move(minutes=5)
        tell.chapter("Sue looks at what is on record: what was done, and nobody's vote")
        reply = await sue.slash("branch audit")
        tell.does(sue, "types /branch audit")
        tell.answers(sue, reply)
        tell.does(sue, "presses Older")
        tell.answers(sue, await sue.press(reply, "Older"))

    @property
    def _post(self) -> Message:
        return self.stage.posts[0]

    async def _all_press(self, members: Sequence[Member]) -> None:
        presses = [member.press(self._post, VIEWS[n % len(VIEWS)]) for n, member in enumerate(members)]
        await asyncio.gather(*presses)
