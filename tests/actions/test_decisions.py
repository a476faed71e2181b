"""The register of decisions: recorded, corrected, ended, its owners reminded; a real database, without Discord."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.actions import branches, decisions, meetings
from bot.actions.decisions import Entry, Round
from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound
from bot.ids import Asker, Caller, MeetingId, MemberId
from bot.rules.decisions import Decision, Owner, Silence, Status
from bot.scheduler import Scheduler
from bot.store import jobs
from tests.actions.announced import ELSEWHERE, GUILD, SUE, Hall, member
from tests.builders import Clock

ANN, BOB = MemberId(101), MemberId(102)


async def recorded(
    hall: Hall,
    rob: Asker,
    what: str = "Write to the employer",
    *,
    owner_id: MemberId | None = ANN,
    owner: str = "",
    due: str = "in 2 weeks",
    meeting_id: MeetingId | None = None,
) -> Decision:
    entry = await decisions.record(
        hall.desk, rob, hall.branch, meeting_id, what=what, owner_id=owner_id, owner=owner, due=due
    )
    return entry.decision


async def open_(hall: Hall, who: Asker) -> list[str]:
    return [each.decision.what for each in (await decisions.open_(hall.desk, who)).entries]


class Post:
    """Stands where Discord is: keeps when which owner was reminded of what, and stops where it is told to."""

    def __init__(self, hall: Hall, silence: Silence | None = None) -> None:
        self.hall, self.silence = hall, silence
        self.letters: list[tuple[datetime, MemberId, list[str]]] = []
        self.breaks_before: MemberId | None = None
        self.scheduler = Scheduler(hall.desk, jitter=lambda _: 0.0)
        self.scheduler.handle("decision.remind", self._remind)
        self.scheduler.handle("audit.post", self._ignore)

    @property
    def reminders(self) -> list[datetime]:
        return [at for at, _, _ in self.letters]

    async def until(self, end: datetime) -> None:
        """Carry out what falls due, hour by hour, until then."""
        while self.hall.clock.now() < end:
            self.hall.clock.move(hours=1)
            await self.scheduler.settle()

    async def _ignore(self, job: jobs.Job) -> None: ...

    async def _remind(self, job: jobs.Job) -> None:
        reached = Round.of(job, self.hall.clock.now())
        while (letter := await decisions.next_letter(self.hall.desk, job, reached.last)) is not None:
            if letter.owner_id == self.breaks_before:
                raise ConnectionError
            what = [each.decision.what for each in letter.register.entries]
            self.letters.append((self.hall.clock.now(), letter.owner_id, what))
            reached = await decisions.written_to(self.hall.desk, job, reached, letter.owner_id, self.silence)


def monday(day: int, hour: int = 10) -> datetime:
    """A moment in November 2026; 23, 30 and 37 are Mondays."""
    return datetime(2026, 11, 1, hour, 30, tzinfo=UTC) + timedelta(days=day - 1)


async def payload(hall: Hall) -> dict[str, object]:
    """What the branch's job keeps."""
    async with hall.desk.db.reading() as conn:
        (row,) = await conn.execute_fetchall("SELECT payload FROM jobs WHERE key = ?", (decisions.key(GUILD),))
    return json.loads(row[0])


async def test_only_reps_record_and_correct_decisions_and_members_read_them(hall: Hall, rob: Asker, ann: Asker):
    decision = await recorded(hall, rob)
    with pytest.raises(NotAllowed):
        await recorded(hall, ann)
    with pytest.raises(NotAllowed):
        await decisions.correct(hall.desk, ann, hall.branch, decision.id, owner_id=None, owner="The chair", due="")
    assert await open_(hall, ann) == ["Write to the employer"]
    stranger = branches.identify(hall.branch, Caller(GUILD, MemberId(9), frozenset()))
    for read in (decisions.open_(hall.desk, stranger), decisions.ended(hall.desk, stranger)):
        with pytest.raises(NotAllowed):
            await read


async def test_the_register_shows_what_is_overdue_first_then_by_day_then_what_has_none(
    hall: Hall, rob: Asker, clock: Clock
):
    await recorded(hall, rob, "Undated", due="")
    await recorded(hall, rob, "Later", due="in 3 weeks")
    await recorded(hall, rob, "Soon", due="tomorrow")
    assert await open_(hall, rob) == ["Soon", "Later", "Undated"]
    clock.move(days=2)
    found = await decisions.open_(hall.desk, rob)
    assert [each.decision.is_overdue(found.today) for each in found.entries] == [True, False, False]


async def test_a_decision_says_which_meeting_took_it_if_one_did_and_only_one_that_has_begun(
    hall: Hall, rob: Asker, clock: Clock
):
    older = await hall.announce(clock.now() + timedelta(days=1))
    clock.move(hours=1)
    newer = await hall.announce(clock.now() + timedelta(days=2))
    clock.move(days=3)
    to_come = await hall.announce()
    assert [each.id for each in await meetings.begun(hall.desk, GUILD)] == [newer.id, older.id]
    await recorded(hall, rob, "At the meeting", meeting_id=older.id, due="")
    await recorded(hall, rob, "Between meetings", due="")
    for meeting_id in (to_come.id, MeetingId(99)):
        with pytest.raises(NotFound):
            await recorded(hall, rob, meeting_id=meeting_id)
    found = (await decisions.open_(hall.desk, rob)).entries
    assert [None if each.meeting is None else each.meeting.id for each in found] == [older.id, None]
    of_meeting = (await decisions.of_meeting(hall.desk, rob, older.id)).entries
    assert [each.decision.what for each in of_meeting] == ["At the meeting"]


async def test_the_day_is_read_on_the_branchs_own_calendar(hall: Hall, rob: Asker, clock: Clock):
    clock.move(days=-143, hours=5)  # 1 July, half past eleven in the evening UTC: half past midnight in London
    assert (await recorded(hall, rob, due="today")).due_on == date(2026, 7, 2)


@pytest.mark.parametrize(
    "typed",
    [
        ("", ANN, "", ""),
        ("x" * 301, ANN, "", ""),
        ("Write", None, "", ""),
        ("Write", ANN, "The chair", ""),
        ("Write", ANN, "", "yesterday"),
        ("Write", ANN, "", "20 Nov 2026"),
        ("Write", ANN, "", "30 Feb"),
    ],
)
async def test_what_cannot_be_read_is_refused_and_nothing_is_recorded(
    hall: Hall, rob: Asker, typed: tuple[str, MemberId | None, str, str]
):
    what, owner_id, owner, due = typed
    with pytest.raises(Invalid):
        await recorded(hall, rob, what, owner_id=owner_id, owner=owner, due=due)
    assert await open_(hall, rob) == []


async def test_the_owner_says_what_became_of_it_and_it_stays_in_the_register(hall: Hall, rob: Asker, ann: Asker):
    decision = await recorded(hall, rob)
    bob = branches.identify(hall.branch, member(2))
    with pytest.raises(NotAllowed):
        await decisions.end(hall.desk, bob, decision.id, Status.DONE, "I did it")
    with pytest.raises(Invalid):
        await decisions.end(hall.desk, ann, decision.id, Status.DONE, " ")
    # In a private message nobody has a role: the owner is known by the id alone.
    in_private = Asker(GUILD, ANN, frozenset())
    await decisions.end(hall.desk, in_private, decision.id, Status.DONE, "Sent on 24 November")
    assert await open_(hall, rob) == []
    (entry,) = (await decisions.ended(hall.desk, ann)).entries
    assert (entry.decision.status, entry.decision.outcome) == (Status.DONE, "Sent on 24 November")
    for act in (
        decisions.end(hall.desk, rob, decision.id, Status.DROPPED, "No"),
        decisions.correct(hall.desk, rob, hall.branch, decision.id, owner_id=None, owner="The chair", due=""),
        decisions.look(hall.desk, ann, decision.id),
    ):
        with pytest.raises(AlreadyDone):
            await act


async def test_a_rep_corrects_the_owner_and_keeps_a_day_that_is_past(hall: Hall, rob: Asker, clock: Clock):
    decision = await recorded(hall, rob, due="25 Nov 2026")
    clock.move(days=7)
    entry: Entry = await decisions.correct(
        hall.desk, rob, hall.branch, decision.id, owner_id=None, owner="The treasurer", due="25 Nov 2026"
    )
    assert (entry.decision.owner, entry.decision.due_on) == (Owner(name="The treasurer"), date(2026, 11, 25))
    post = Post(hall)
    await post.until(clock.now() + timedelta(days=8))
    assert post.reminders == []  # an office has no private messages


async def test_another_branch_finds_none_of_our_decisions(hall: Hall, rob: Asker):
    decision = await recorded(hall, rob)
    stranger = replace(rob, guild_id=ELSEWHERE)
    with pytest.raises(NotFound):
        await decisions.end(hall.desk, stranger, decision.id, Status.DONE, "Done")


async def test_an_owner_of_many_is_reminded_of_all_at_once_on_mondays_at_ten_until_they_are_done(
    hall: Hall, rob: Asker, ann: Asker, clock: Clock
):
    first, post = await recorded(hall, rob, "First", due=""), Post(hall)
    await recorded(hall, rob, "Bob's", owner_id=BOB)
    await recorded(hall, rob, "Second", due="in 1 week")
    await post.until(monday(29))
    await recorded(hall, rob, "Too new", due="in 2 days")
    await post.until(monday(30))
    assert post.letters == [(monday(30), ANN, ["Second", "First"]), (monday(30), BOB, ["Bob's"])]
    await decisions.end(hall.desk, ann, first.id, Status.DROPPED, "The employer has given in")
    await post.until(monday(37))
    assert post.letters[2:] == [(monday(37), ANN, ["Second", "Too new"]), (monday(37), BOB, ["Bob's"])]
    for each in (await decisions.open_(hall.desk, rob)).entries:
        await decisions.end(hall.desk, rob, each.decision.id, Status.DONE, "It is done")
    await post.until(monday(51))
    assert len(post.letters) == 4
    async with hall.desk.db.reading() as conn:
        assert await jobs.state(conn, decisions.key(GUILD)) == "done"
    await recorded(hall, rob, "Another", due="")
    await post.until(monday(58))
    assert post.letters[4:] == [(monday(58), ANN, ["Another"])]


async def test_after_three_weeks_away_there_is_one_reminder_not_at_night_and_the_next_not_the_day_after(
    hall: Hall, rob: Asker, clock: Clock
):
    await recorded(hall, rob)
    await recorded(hall, rob, "Find a room")
    post = Post(hall)
    clock.move(days=21, hours=4)  # half past ten in the evening of Saturday 12 December
    await post.until(clock.now() + timedelta(days=6))
    assert post.reminders == [datetime(2026, 12, 13, 10, 30, tzinfo=UTC)]
    await post.until(clock.now() + timedelta(days=7))
    assert post.reminders[1:] == [datetime(2026, 12, 21, 10, 30, tzinfo=UTC)]


async def test_a_restart_in_the_middle_writes_to_nobody_twice_and_no_id_stays_once_all_are_written_to(
    hall: Hall, rob: Asker
):
    await recorded(hall, rob)
    await recorded(hall, rob, owner_id=BOB)
    post = Post(hall)
    post.breaks_before = BOB
    await post.until(monday(30, 12))
    assert [owner for _, owner, _ in post.letters] == [ANN]
    assert (await payload(hall))["last"] == ANN
    again = Post(hall)
    await again.until(monday(31))
    assert [owner for _, owner, _ in again.letters] == [BOB]
    assert await payload(hall) == {}
    await again.until(monday(37))
    assert [owner for _, owner, _ in again.letters[1:]] == [ANN, BOB]


async def test_whoever_was_written_to_weeks_ago_is_written_to_again_with_the_rest(hall: Hall, rob: Asker, clock: Clock):
    await recorded(hall, rob)
    await recorded(hall, rob, owner_id=BOB)
    post = Post(hall)
    post.breaks_before = BOB
    await post.until(monday(30))
    clock.move(days=15)
    post.breaks_before = None
    await post.until(monday(47))
    assert [owner for _, owner, _ in post.letters] == [ANN, ANN, BOB]


async def test_an_owner_who_takes_no_messages_is_tried_every_week_and_one_who_left_no_more(hall: Hall, rob: Asker):
    await recorded(hall, rob)
    await recorded(hall, rob, "Find a room")
    post = Post(hall, Silence.REFUSED)
    await post.until(monday(37))
    assert len(post.reminders) == 2
    assert await silences(hall, rob) == [Silence.REFUSED, Silence.REFUSED]
    post.silence = None
    await post.until(monday(44))
    assert await silences(hall, rob) == [None, None]
    post.silence = Silence.LEFT
    await post.until(monday(72))
    assert len(post.reminders) == 4
    assert await silences(hall, rob) == [Silence.LEFT, Silence.LEFT]


async def silences(hall: Hall, who: Asker) -> list[Silence | None]:
    return [each.decision.silence for each in (await decisions.open_(hall.desk, who)).entries]


async def test_a_new_owner_is_reminded_after_the_old_one_has_left(hall: Hall, rob: Asker):
    decision, post = await recorded(hall, rob), Post(hall, Silence.LEFT)
    await post.until(monday(31))
    post.silence = None
    await decisions.correct(hall.desk, rob, hall.branch, decision.id, owner_id=BOB, owner="", due="")
    await post.until(monday(44))
    assert [(at, owner) for at, owner, _ in post.letters] == [
        (monday(30), ANN),
        (monday(37), BOB),
        (monday(44), BOB),
    ]
    assert await silences(hall, rob) == [None]


async def test_a_branch_in_another_time_zone_is_reminded_at_ten_by_its_own_clocks(hall: Hall, rob: Asker):
    await branches.describe(hall.desk, SUE, name="Leeds", zone="Asia/Kolkata", membership="")  # nobody to remind yet
    await branches.describe(hall.desk, SUE, name="Leeds", zone="Europe/London", membership="")
    await recorded(hall, rob)
    post = Post(hall)
    await post.until(monday(29))
    await branches.describe(hall.desk, SUE, name="Leeds", zone="Asia/Kolkata", membership="")
    await post.until(monday(37))
    assert post.reminders == [monday(30, 4), monday(37, 4)]  # the clock here moves by the hour: 10:00 there is 4:30
