"""When members are reminded of a meeting, by the real queue on a real database; only Discord is left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest

from bot.actions import answers, branches, letters, meeting_reminders, meetings
from bot.actions.answers import Answers
from bot.actions.letters import Progress
from bot.ids import MeetingId, MemberId
from bot.rules.meetings import Answer, Meeting, Status
from bot.rules.notices import Deadline
from bot.rules.times import instant_at, local
from bot.scheduler import Job, Later, Scheduler
from bot.store import audit
from bot.store import meetings as store
from tests.actions.announced import GUILD, Hall, member

KINDS = ("meeting.announce", "meeting.open_checkin", "meeting.end", "audit.post", "meeting.refresh")


@dataclass
class Town(Hall):
    """A branch whose queue is carried out; what is said, and to whom, is written down with the time on its clock."""

    said: list[str] = field(default_factory=list[str])
    closing: list[dict[Deadline, date]] = field(default_factory=list[dict[Deadline, date]])
    written: list[tuple[str, MemberId]] = field(default_factory=list[tuple[str, MemberId]])
    refusing: Sequence[MemberId] = ()

    def begin(self) -> None:
        self.scheduler = Scheduler(self.desk)
        self.scheduler.handle("meeting.remind", self.remind)
        self.scheduler.handle("meeting.remind_each", self.remind_each)
        for kind in KINDS:
            self.scheduler.handle(kind, self.nothing)

    async def nothing(self, _: Job) -> None:
        pass

    def reads(self) -> str:
        return f"{local(self.clock.now(), self.branch.zone):%a %d %b %H:%M}"

    async def remind(self, job: Job) -> None:
        reminder = await meeting_reminders.due(self.desk, GUILD, MeetingId(int(str(job.payload["meeting"]))))
        if reminder is not None:
            self.said.append(self.reads())
            self.closing.append(dict(reminder.deadlines))
            await meeting_reminders.given(self.desk, reminder)

    async def remind_each(self, job: Job) -> None:
        progress = Progress.of(job)
        found = await meeting_reminders.to_write_to(self.desk, job, progress, 2)
        if found.not_before > self.clock.now():
            raise Later((found.not_before - self.clock.now()).total_seconds())
        for member_id in found.waiting:
            self.written.append((self.reads(), member_id))
            progress = progress.after(member_id, arrived=member_id not in self.refusing)
            await letters.keep(self.desk, job, progress)
        if len(found.waiting) == 2:
            raise Later(1.0)
        await meeting_reminders.finished(self.desk, job, found.standing.meeting, progress)

    async def passes(self, *, days: float = 0, hours: float = 0, steps: int = 1) -> None:
        """Time, in so many steps, in each of which the bot does what is due."""
        for _ in range(steps):
            self.clock.move(days=days / steps, hours=hours / steps)
            await self.scheduler.settle()

    async def whole_time(self, meeting: Meeting) -> None:
        """Minute by quarter hour until the meeting begins."""
        while self.clock.now() < meeting.starts_at:
            await self.passes(hours=0.25)

    async def change(self, meeting: Meeting, **changes: object) -> None:
        """What moves or cancels it, as `actions.changes` does."""
        async with self.desk.db.transaction() as tx:
            now = self.clock.now()
            changed = replace(await store.get(tx, GUILD, meeting.id), **changes)  # pyright: ignore[reportArgumentType]
            await store.save(tx, changed)
            if changed.status is Status.ANNOUNCED:
                await meetings.schedule(tx, changed, now)


def at(*reading: int, zone: Town) -> datetime:
    return instant_at(datetime(*reading), zone.branch.zone)  # noqa: DTZ001  # pyright: ignore[reportArgumentType]


@pytest.fixture
def town(hall: Hall) -> Town:
    made = Town(hall.desk, hall.clock, hall.branch)
    made.begin()
    return made


async def test_members_are_reminded_a_week_a_day_and_an_hour_before_and_on_the_day_of_a_deadline(town: Town):
    meeting = await town.announce(at(2026, 12, 10, 18, 30, zone=town), {Deadline.MOTIONS: 7, Deadline.AMENDMENTS: 3})
    town.clock.move(days=11)
    await town.whole_time(meeting)
    assert town.said == [
        "Thu 03 Dec 09:00",
        "Mon 07 Dec 09:00",
        "Wed 09 Dec 18:30",
        "Thu 10 Dec 17:30",
    ]
    both = {Deadline.MOTIONS: date(2026, 12, 3), Deadline.AMENDMENTS: date(2026, 12, 7)}
    assert town.closing == [both, {Deadline.AMENDMENTS: date(2026, 12, 7)}, {}, {}]


async def test_a_bot_that_was_down_over_three_reminders_says_one_thing_and_goes_on_as_planned(town: Town):
    meeting = await town.announce(at(2026, 12, 10, 18, 30, zone=town), {Deadline.MOTIONS: 4})
    town.clock.move(days=18, hours=2)  # over a week before, the deadline, and a day before
    await answers.follow(town.desk, branches.identify(town.branch, member(1)))
    await town.scheduler.settle()
    assert town.said == ["Wed 09 Dec 20:30"]
    await town.whole_time(meeting)
    assert town.said == ["Wed 09 Dec 20:30", "Thu 10 Dec 17:30"]
    assert [when for when, _ in town.written] == town.said


async def test_a_bot_that_comes_back_in_the_night_waits_for_the_morning(town: Town):
    meeting = await town.announce(at(2026, 12, 10, 18, 30, zone=town))
    town.clock.move(days=18, hours=5)  # 23:30, the night before
    await town.scheduler.settle()
    assert town.said == []
    await town.whole_time(meeting)
    assert town.said == ["Thu 10 Dec 08:00", "Thu 10 Dec 17:30"]


async def test_at_night_only_what_belongs_to_the_last_hour_is_said(town: Town):
    meeting = await town.announce(at(2026, 12, 10, 7, 30, zone=town))
    town.clock.move(days=11)
    await town.whole_time(meeting)
    assert town.said == ["Thu 03 Dec 08:00", "Wed 09 Dec 08:00", "Thu 10 Dec 06:30"]


async def test_a_bot_that_comes_back_after_the_beginning_says_nothing(town: Town):
    await town.announce(at(2026, 12, 10, 18, 30, zone=town))
    await answers.follow(town.desk, branches.identify(town.branch, member(1)))
    town.clock.move(days=19)
    await town.scheduler.settle()
    assert (town.said, town.written) == ([], [])


async def test_of_a_cancelled_meeting_nobody_is_reminded(town: Town):
    meeting = await town.announce(at(2026, 12, 10, 18, 30, zone=town))
    await town.change(meeting, status=Status.CANCELLED, cancel_reason="The hall is flooded")
    await town.passes(days=19, steps=19)
    assert town.said == []


async def test_reminders_follow_a_meeting_that_is_moved_and_none_is_made_up_for_that_the_move_itself_said(town: Town):
    meeting = await town.announce(at(2026, 12, 10, 18, 30, zone=town))
    town.clock.move(days=12)  # Thursday 3 December, 18:30: a week before, but the bot has not come round to it
    later, now = at(2026, 12, 5, 10, 0, zone=town), town.clock.now()
    await town.change(meeting, starts_at=later, moved_from=meeting.starts_at, moved_at=now)
    await town.whole_time(replace(meeting, starts_at=later))
    assert town.said == ["Fri 04 Dec 10:00", "Sat 05 Dec 09:00"]


async def test_in_the_week_the_clocks_change_a_day_before_is_the_same_time_on_the_clock(town: Town):
    town.clock.move(days=119)
    meeting = await town.announce(at(2027, 3, 28, 10, 0, zone=town))
    await town.whole_time(meeting)
    assert town.said == ["Sun 21 Mar 10:00", "Sat 27 Mar 10:00", "Sun 28 Mar 09:00"]


async def test_those_who_follow_are_written_to_in_order_but_not_who_sent_apologies(town: Town):
    meeting = await town.announce(at(2026, 12, 10, 18, 30, zone=town))
    for number in range(1, 7):
        await answers.follow(town.desk, branches.identify(town.branch, member(number)))
    box = Answers(town.desk)
    for number, said in ((1, Answer.APOLOGIES), (3, Answer.COMING), (6, Answer.APOLOGIES)):
        await box.answer(member(number), meeting.id, said)
    await box.finish()
    town.refusing = [member(4).member_id]
    town.clock.move(days=12)
    for _ in range(4):
        await town.passes(hours=0.01)
    assert [who for _, who in town.written] == [member(number).member_id for number in (2, 3, 4, 5)]
    async with town.desk.db.reading() as conn:
        noted = await audit.page(conn, GUILD, before=None, limit=10)
        kept = await conn.execute_fetchall("SELECT payload FROM jobs WHERE kind = 'meeting.remind_each'")
    (entry,) = [each for each in noted if each.what == "meeting.reminders_sent"]
    assert (entry.detail["sent"], entry.detail["refused"]) == (3, 1)
    ids = [str(member(number).member_id) for number in range(1, 7)]
    assert not [number for number in ids if number in str(entry.detail) or number in str([tuple(row) for row in kept])]


async def test_private_reminders_that_come_late_wait_for_the_morning_and_make_way_for_the_next(town: Town):
    await town.announce(at(2026, 12, 10, 18, 30, zone=town), {Deadline.MOTIONS: 6})
    for number in range(1, 4):
        await answers.follow(town.desk, branches.identify(town.branch, member(number)))
    town.clock.move(days=12, hours=2.4)  # 20:54: late, but not yet night
    await town.scheduler.settle()
    assert len(town.written) == 2  # then Discord asked for a pause, into the night
    await town.passes(hours=3)
    await town.passes(hours=6)
    assert len(town.written) == 2
    await town.passes(hours=3.2)  # 09:06, when the next reminder is due as well
    await town.passes(hours=0.01)
    assert [who for _, who in town.written[2:]] == [member(number).member_id for number in (1, 2, 3)]


async def test_a_reminder_tried_again_makes_up_for_the_same_moment_until_it_is_given(town: Town):
    meeting = await town.announce(at(2026, 12, 10, 18, 30, zone=town))
    town.clock.move(days=12)
    first = await meeting_reminders.due(town.desk, GUILD, meeting.id)
    town.clock.move(hours=1)
    again = await meeting_reminders.due(town.desk, GUILD, meeting.id)
    assert first is not None
    assert again is not None
    assert first.moment == again.moment == meeting.starts_at - timedelta(days=7)
    await meeting_reminders.given(town.desk, again)
    assert await meeting_reminders.due(town.desk, GUILD, meeting.id) is None
