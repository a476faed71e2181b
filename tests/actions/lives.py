"""A branch in which people have left traces everywhere that Steward keeps any: the real actions and the database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot import keys
from bot.actions import answers as answering
from bot.actions import ballots, branches, closing, decisions, drafts, following, meetings, polls, questions, updates
from bot.actions import posted as posting
from bot.actions.ballots import Ballots
from bot.actions.polls import Eligible
from bot.actions.questions import Asking
from bot.actions.votes import Votes
from bot.desk import Desk
from bot.ids import Asker, Caller, ChannelId, MemberId
from bot.rules.branches import Use
from bot.rules.decisions import Status as Done
from bot.rules.following import Topic
from bot.rules.meetings import Answer, Meeting
from bot.rules.meetings import Status as MeetingStatus
from bot.rules.polls import Kind, Poll
from bot.rules.workload import Return
from bot.store import answers, campaigns, desk_organisers, workload
from bot.store import meetings as meetings_store
from tests.actions.announced import GUILD, MEMBERS, REPS, SUE, Hall
from tests.actions.ballots_elsewhere import Dispute, a_dispute
from tests.actions.reported import released
from tests.builders import Clock

# As long as Discord's, so that no other number is taken for theirs.
QUIN, PAT, OTHER = (MemberId(1063746298317291520 + number) for number in (7919, 7920, 7921))


def caller(member_id: MemberId, *, is_rep: bool = False) -> Caller:
    return Caller(GUILD, member_id, frozenset({MEMBERS, REPS} if is_rep else {MEMBERS}))


@dataclass
class Lives:
    """The branch, with a campaign and a ballot held elsewhere under way."""

    desk: Desk
    clock: Clock
    dispute: Dispute
    meeting: Meeting
    """To come."""

    def asker(self, member_id: MemberId, *, is_rep: bool = False) -> Asker:
        return branches.identify(self.dispute.branch, caller(member_id, is_rep=is_rep))

    async def member_of_everything(self, member_id: MemberId) -> None:
        """What a member leaves behind that can all be erased."""
        desk, who, campaign = self.desk, self.asker(member_id), self.dispute.standing.campaign
        await answering.follow(desk, who)
        await following.follow(desk, who, [Topic.UPDATES, Topic.ANSWERS])
        await posting.silence(desk, GUILD, member_id)
        await self._answer(member_id, self.meeting, Answer.COMING)
        async with desk.db.transaction() as tx:
            await campaigns.see(tx, campaign.id, member_id, 1)
            await desk_organisers.seen(tx, GUILD, member_id, date(2026, 11, 23))
            month = await workload.month(tx, GUILD, "2026-11") or await workload.begin(tx, GUILD, "2026-11")
            tag = keys.tag(desk.return_keys.make(month.id), member_id)
            await workload.put(tx, month.id, {**await workload.returns(tx, month.id), tag: Return(41, 9, 12, 1, 0)})
        asking = Asking(desk)
        await asking.ask(who, campaign.id, f"What of my increment? {member_id % 10}", is_named=True)
        answered = await asking.ask(who, campaign.id, f"And of my hours? {member_id % 10}", is_named=True)
        await questions.drop(desk, self.dispute.rob, answered.id, "Asked and answered before")
        done = await self._decide(member_id, "Book the hall")
        await decisions.end(desk, self.dispute.rob, done, Done.DONE, "Booked")
        await self.dispute.posted.say(caller(member_id), self.dispute.id)

    async def rep_of_everything(self, member_id: MemberId) -> None:
        """And what stays for a while or for good, after votes, an office and reports."""
        desk, who, campaign = self.desk, self.asker(member_id, is_rep=True), self.dispute.standing.campaign
        await self.member_of_everything(member_id)
        await self._vote(member_id)
        await self._vote_secretly(member_id)
        held = await self._held()
        await self._answer(member_id, held, Answer.APOLOGIES)
        async with desk.db.transaction() as tx:
            await answers.check_in(tx, self.meeting.id, member_id)
            await meetings_store.save(tx, replace(held, status=MeetingStatus.HELD, ended_at=self.clock.now()))
            await meetings.queue(tx, held, "meeting.erase", self.clock.now() + timedelta(days=400))
        await self._decide(member_id, "Write to the employer")
        await drafts.make(desk, who, self.dispute.branch, question="A draft?", options="Yes\nNo", closes="in 3 days")
        await updates.draft(desk, who, campaign.id, text="Not yet.", office="Chair")
        said = await updates.draft(desk, who, campaign.id, text="Talks begin.", office="Chair")
        await updates.post(desk, who, said.update.id)
        await released(desk, f"K7Q{member_id % 10}", by=member_id)

    async def _answer(self, member_id: MemberId, meeting: Meeting, answer: Answer) -> None:
        async with self.desk.db.transaction() as tx:
            await answers.record(tx, meeting.id, {member_id: answer}, {answer: 1})

    async def _held(self) -> Meeting:
        self.clock.move(minutes=1)  # the uid of a meeting here is its moment
        return await Hall(self.desk, self.clock, self.dispute.branch).announce(self.clock.now() + timedelta(days=1))

    async def _decide(self, owner_id: MemberId, what: str):
        entry = await decisions.record(
            self.desk, self.dispute.rob, self.dispute.branch, None, what=what, owner_id=owner_id, owner="", due=""
        )
        return entry.decision.id

    async def _vote(self, member_id: MemberId) -> None:
        votes, poll = Votes(self.desk), await self._open(Kind.OPEN)
        await votes.cast(caller(member_id), poll.id, (1,))
        await votes.finish()

    async def _vote_secretly(self, member_id: MemberId) -> None:
        box, poll = Ballots(self.desk), await self._open(Kind.SECRET)
        await box.cast(caller(member_id), poll.id, (2,))
        await box.finish()

    async def open_secretly(self, listed: Sequence[MemberId]) -> Poll:
        """A secret poll whose roll is a list."""
        return await self._open(Kind.SECRET, listed)

    async def _open(self, kind: Kind, listed: Sequence[MemberId] | None = None) -> Poll:
        """Asked by rob, and open."""
        desk, rob = self.desk, self.dispute.rob
        words: dict[str, Any] = {"question": f"The {kind} one?", "options": "For\nAgainst", "closes": "in 3 days"}
        draft = await drafts.make(desk, rob, self.dispute.branch, kind, **words)
        if listed is not None:
            await drafts.freeze(desk, rob, draft.id, frozen=True)
        await drafts.open_(desk, rob, draft.id, 63)
        if kind is not Kind.OPEN:
            await ballots.prepare(desk, draft, listed)
        found = await polls.begin(desk, GUILD, draft.id, Eligible(63))
        assert found is not None
        return found.poll

    async def close_polls(self) -> None:
        """Four days later every poll is over."""
        self.clock.move(days=4)
        for poll in await polls.list_(self.desk, GUILD, (polls.Status.OPEN,)):
            await closing.conclude(self.desk, GUILD, poll.id, Eligible(63))


async def lives(desk: Desk, clock: Clock) -> Lives:
    """The branch before anybody has done anything in it but rob."""
    dispute = await a_dispute(desk, clock)
    dispute.branch = await branches.choose_channel(desk, SUE, Use.POLLS, ChannelId(5))
    hall = Hall(desk, clock, dispute.branch)
    return Lives(desk, clock, dispute, await hall.announce())
