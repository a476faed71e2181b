"""Meetings that repeat, on a real database: announced one by one for years, left out, missed, ended."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.actions import branches, meetings, notices, series
from bot.desk import Desk
from bot.errors import AlreadyDone, BranchError, Invalid, NotAllowed, NotFound, TooLate
from bot.i18n import say
from bot.ids import Asker, ChannelId, SeriesId
from bot.rules.branches import Branch, Use
from bot.rules.meetings import Kind, Meeting, Status
from bot.rules.notices import clear_days, local_date
from bot.rules.times import local
from bot.store import audit, jobs
from bot.store import series as store
from tests.actions.announced import GUILD, SUE, Hall, member
from tests.builders import Clock

LONDON, ST_JOHNS = ZoneInfo("Europe/London"), ZoneInfo("America/St_Johns")
DAY = timedelta(days=1)
EVERYTHING = set(Status) - {Status.DRAFT}


class Repeating:
    """A branch with a series of meetings, and the clock that it runs by."""

    def __init__(self, desk: Desk, clock: Clock, branch: Branch, rob: Asker) -> None:
        self.desk, self.clock, self.branch, self.rob = desk, clock, branch, rob

    async def begin(self, when: str, rule: str, kind: Kind = Kind.GENERAL, reason: str | None = None) -> SeriesId:
        """Its first meeting is announced."""
        draft = await notices.make(
            self.desk,
            self.rob,
            self.branch,
            title="Branch meeting",
            when=when,
            place="Room 2",
            agenda="Pay claim (20 min)",
            kind=kind,
        )
        await notices.repeat(self.desk, self.rob, self.branch, draft.id, rule)
        first = await notices.announce(self.desk, self.rob, self.branch, draft.id, reason=reason)
        assert first.series_id is not None
        return first.series_id

    async def due(self, series_id: SeriesId) -> datetime | None:
        """When the series is to go on."""
        async with self.desk.db.reading() as conn:
            question = "SELECT due_at FROM jobs WHERE key = ? AND state = 'waiting'"
            rows = list(await conn.execute_fetchall(question, (f"meeting.occur:{series_id}",)))
        return datetime.fromtimestamp(rows[0][0] / 1000, UTC) if rows else None

    async def go_on(self, series_id: SeriesId) -> None:
        """What its job does, at the time at which it stands."""
        await series.occur(self.desk, GUILD, series_id, late=say("series.late"))

    async def pass_(self, series_id: SeriesId, until: datetime) -> None:
        """Let time go by, each job at its time."""
        while (due_at := await self.due(series_id)) is not None and due_at <= until:
            self.clock.move(seconds=max(0, (due_at - self.clock.now()).total_seconds()))
            await self.go_on(series_id)
        self.clock.move(seconds=max(0, (until - self.clock.now()).total_seconds()))

    async def announced(self) -> Sequence[Meeting]:
        """Every meeting that was announced, in the order in which they are held."""
        found = await meetings.list_(self.desk, GUILD, EVERYTHING, 1000)
        return sorted(found, key=lambda each: each.starts_at)

    async def days(self) -> Sequence[date]:
        """The days of these."""
        return [local_date(each.starts_at, self.branch.zone) for each in await self.announced()]

    async def record(self) -> Sequence[str]:
        """What was done to series, as it is on record."""
        async with self.desk.db.reading() as conn:
            entries = await audit.since(conn, GUILD, after=0, limit=1000)
        return [entry.what for entry in entries if entry.what.startswith("series.")]

    async def failing(self) -> Sequence[str]:
        """What waits to be told to officers."""
        async with self.desk.db.reading() as conn:
            rows = await conn.execute_fetchall("SELECT key FROM jobs WHERE kind = 'meeting.unannounced'")
        return [row[0] for row in rows]


@pytest.fixture
def branch(hall: Hall, rob: Asker) -> Repeating:
    return Repeating(hall.desk, hall.clock, hall.branch, rob)


async def in_zone(branch: Repeating, zone: ZoneInfo) -> None:
    branch.branch = await branches.describe(branch.desk, SUE, name="Leeds", zone=zone.key, membership="212")


@pytest.mark.parametrize("zone", [LONDON, ST_JOHNS], ids=str)
async def test_for_ten_years_each_last_thursday_is_called_in_time_and_begins_at_half_past_six(
    branch: Repeating, zone: ZoneInfo
):
    await in_zone(branch, zone)
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    await branch.pass_(series_id, datetime(2036, 12, 1, tzinfo=UTC))
    found = await branch.announced()
    assert len(found) == 120
    for before, after in pairwise(found):
        days = after.starts_at - before.starts_at
        assert timedelta(days=27) < days < timedelta(days=36)
    for each in found:
        begins = local(each.starts_at, zone)
        assert (begins.hour, begins.minute, begins.weekday()) == (18, 30, 3)
        assert (begins.date() + 7 * DAY).month != begins.month
        assert not each.is_short
    for each in found[1:]:
        assert each.announced_at is not None
        given = local(each.announced_at, zone)
        assert (given.hour, given.minute) == (9, 0)
        assert clear_days(given.date(), local_date(each.starts_at, zone)) == 16  # two more than the rule asks for
        assert (each.title, each.place, each.agenda, each.lasts_for) == (
            found[0].title,
            found[0].place,
            found[0].agenda,
            found[0].lasts_for,
        )
    assert len({each.uid for each in found}) == 120


async def test_every_two_weeks_goes_on_over_the_weeks_in_which_the_clocks_change(branch: Repeating):
    series_id = await branch.begin("10 Dec 2026 18:30", "every 2 weeks")
    await branch.pass_(series_id, datetime(2028, 1, 1, tzinfo=UTC))
    days = await branch.days()
    assert all(after - before == 14 * DAY for before, after in pairwise(days))
    assert {local(each.starts_at, LONDON).time().isoformat() for each in await branch.announced()} == {"18:30:00"}


async def test_a_rule_that_has_an_end_ends(branch: Repeating):
    series_id = await branch.begin("10 Dec 2026 18:30", "every 2 weeks, 4 times")
    await branch.pass_(series_id, datetime(2028, 1, 1, tzinfo=UTC))
    assert len(await branch.days()) == 4
    assert await branch.due(series_id) is None
    assert await series.list_(branch.desk, branch.rob) == []


async def test_done_again_after_a_crash_the_job_announces_nothing_twice(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "monthly on the last Thursday")
    due_at = await branch.due(series_id)
    assert due_at is not None
    branch.clock.move(seconds=(due_at - branch.clock.now()).total_seconds())
    for _ in range(3):
        await branch.go_on(series_id)
    assert await branch.days() == [date(2026, 12, 31), date(2027, 1, 28)]
    assert (await branch.due(series_id) or due_at) > branch.clock.now()


async def test_done_too_early_the_job_waits_for_the_morning_on_which_notice_is_due(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "monthly on the last Thursday")
    await branch.go_on(series_id)
    assert len(await branch.days()) == 1
    assert await branch.due(series_id) == datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


async def test_meetings_that_steward_slept_through_are_passed_over_and_the_next_is_announced_alone(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    branch.clock.move(days=(datetime(2027, 5, 1, 12, tzinfo=UTC) - branch.clock.now()).days)
    await branch.go_on(series_id)
    assert await branch.days() == [date(2026, 12, 31)]  # 27 May is nearly four weeks off
    assert await branch.record() == ["series.begun", *["series.missed"] * 4]
    await branch.pass_(series_id, datetime(2027, 6, 30, tzinfo=UTC))
    assert await branch.days() == [date(2026, 12, 31), date(2027, 5, 27), date(2027, 6, 24)]
    assert (await branch.record()).count("series.missed") == 4


async def test_a_late_notice_says_that_it_is_late_where_the_rule_allows_that(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    branch.clock.move(days=(datetime(2027, 1, 20, 12, tzinfo=UTC) - branch.clock.now()).days)
    await branch.go_on(series_id)
    late = (await branch.announced())[-1]
    assert late.occurs_on == date(2027, 1, 28)
    assert late.short_reason == say("series.late")


async def test_a_late_notice_waits_for_the_morning(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    branch.clock.move(seconds=(datetime(2027, 1, 11, 23, tzinfo=UTC) - branch.clock.now()).total_seconds())
    await branch.go_on(series_id)
    assert len(await branch.days()) == 1
    assert await branch.due(series_id) == datetime(2027, 1, 12, 8, 0, tzinfo=UTC)


async def test_where_the_rule_allows_no_short_notice_officers_are_told_and_the_series_goes_on(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month", Kind.ANNUAL)
    branch.clock.move(days=(datetime(2027, 1, 15, 12, tzinfo=UTC) - branch.clock.now()).days)
    await branch.go_on(series_id)
    await branch.go_on(series_id)
    assert await branch.days() == [date(2026, 12, 31)]
    assert await branch.record() == ["series.begun", "series.unannounced"]
    assert await branch.failing() == [f"meeting.unannounced:{series_id}:2027-01-28"]
    assert await series.is_unannounced(branch.desk, GUILD, series_id, date(2027, 1, 28))
    with pytest.raises(Invalid):
        await series.unskip(branch.desk, branch.rob, series_id, date(2027, 1, 28))
    await branch.pass_(series_id, datetime(2027, 2, 1, tzinfo=UTC))
    assert await branch.days() == [date(2026, 12, 31), date(2027, 2, 25)]
    assert not await series.is_unannounced(branch.desk, GUILD, series_id, date(2027, 1, 28))


async def test_officers_who_then_allow_short_notice_can_have_it_held_after_all(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month", Kind.ANNUAL)
    branch.clock.move(days=(datetime(2027, 1, 15, 12, tzinfo=UTC) - branch.clock.now()).days)
    await branch.go_on(series_id)
    await branches.rule_meetings(
        branch.desk, SUE, Kind.ANNUAL, notice="28", short_allowed=True, quorum="", deadlines=""
    )
    await series.unskip(branch.desk, branch.rob, series_id, date(2027, 1, 28))
    assert not await series.is_unannounced(branch.desk, GUILD, series_id, date(2027, 1, 28))
    await branch.go_on(series_id)
    assert (await branch.announced())[-1].occurs_on == date(2027, 1, 28)


async def test_a_day_that_is_skipped_has_no_meeting_and_can_be_taken_back(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    january, february = date(2027, 1, 28), date(2027, 2, 25)
    after = await series.skip(branch.desk, branch.rob, series_id, january)
    assert [each.on for each in after.left_out(branch.clock.now())] == [january]
    with pytest.raises(AlreadyDone):
        await series.skip(branch.desk, branch.rob, series_id, january)
    await series.skip(branch.desk, branch.rob, series_id, february)
    await series.unskip(branch.desk, branch.rob, series_id, february)
    with pytest.raises(AlreadyDone):
        await series.unskip(branch.desk, branch.rob, series_id, february)
    await branch.pass_(series_id, datetime(2027, 2, 28, tzinfo=UTC))
    assert await branch.days() == [date(2026, 12, 31), february]
    assert "series.missed" not in await branch.record()


async def test_a_skipped_day_taken_back_after_its_follower_was_announced_is_announced_as_well(branch: Repeating):
    series_id = await branch.begin("10 Dec 2026 18:30", "weekly")
    await series.skip(branch.desk, branch.rob, series_id, date(2026, 12, 17))
    await branch.pass_(series_id, datetime(2026, 12, 8, tzinfo=UTC))
    assert await branch.days() == [date(2026, 12, 10), date(2026, 12, 24)]
    await series.unskip(branch.desk, branch.rob, series_id, date(2026, 12, 17))
    await branch.pass_(series_id, datetime(2026, 12, 9, tzinfo=UTC))
    assert await branch.days() == [date(2026, 12, 10), date(2026, 12, 17), date(2026, 12, 24)]


async def test_what_is_announced_past_or_never_was_is_not_skipped(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    refusals: dict[date, type[BranchError]] = {
        date(2026, 12, 31): TooLate,
        date(2027, 1, 27): NotFound,
        date(2025, 1, 30): TooLate,
        date.min: TooLate,
        date.max: NotFound,
    }
    for on, refusal in refusals.items():
        with pytest.raises(refusal):
            await series.skip(branch.desk, branch.rob, series_id, on)
    await branch.pass_(series_id, datetime(2027, 2, 2, tzinfo=UTC))
    with pytest.raises(TooLate):
        await series.skip(branch.desk, branch.rob, series_id, date(2027, 1, 28))
    assert await branch.record() == ["series.begun"]


async def test_a_series_that_was_stopped_announces_nothing_more_and_what_was_announced_stands(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    await branch.pass_(series_id, datetime(2027, 1, 12, tzinfo=UTC))
    await series.stop(branch.desk, branch.rob, series_id)
    assert await branch.due(series_id) is None
    await branch.go_on(series_id)
    assert [each.status for each in await branch.announced()] == [Status.ANNOUNCED, Status.ANNOUNCED]
    for act in (series.stop, series.look):
        with pytest.raises(AlreadyDone):
            await act(branch.desk, branch.rob, series_id)
    with pytest.raises(AlreadyDone):
        await series.skip(branch.desk, branch.rob, series_id, date(2027, 2, 25))
    assert await branch.record() == ["series.begun", "series.stopped"]


async def test_only_reps_change_a_series_and_only_their_own_branchs(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    ann = branches.identify(branch.branch, member(1))
    on = date(2027, 1, 28)
    for act in (series.stop(branch.desk, ann, series_id), series.skip(branch.desk, ann, series_id, on)):
        with pytest.raises(NotAllowed):
            await act
    for act in (series.look(branch.desk, ann, series_id), series.unskip(branch.desk, ann, series_id, on)):
        with pytest.raises(NotAllowed):
            await act
    with pytest.raises(NotFound):
        await series.stop(branch.desk, branch.rob, SeriesId(99))
    assert len(await series.list_(branch.desk, branch.rob)) == 1
    assert await series.list_(branch.desk, ann) == []


async def test_a_branch_that_moves_to_another_time_zone_meets_at_the_same_hour_there(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    await in_zone(branch, ST_JOHNS)
    assert await branch.due(series_id) == datetime(2027, 1, 11, 12, 30, tzinfo=UTC)  # nine o'clock there
    await branch.pass_(series_id, datetime(2027, 1, 13, tzinfo=UTC))
    first, second = await branch.announced()
    assert first.starts_at == datetime(2026, 12, 31, 18, 30, tzinfo=UTC)  # announced: it stands
    assert second.starts_at == datetime(2027, 1, 28, 22, 0, tzinfo=UTC)
    assert local(second.starts_at, ST_JOHNS).time().isoformat() == "18:30:00"


async def test_a_rule_that_asks_for_more_notice_from_now_on_is_kept_by_the_next_meeting(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    await branches.rule_meetings(
        branch.desk, SUE, Kind.GENERAL, notice="21", short_allowed=False, quorum="", deadlines=""
    )
    await branch.pass_(series_id, datetime(2027, 1, 12, tzinfo=UTC))
    second = (await branch.announced())[-1]
    assert second.announced_at == datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    assert (second.rule.notice_days, second.is_short) == (21, False)


async def test_notice_leaves_a_week_until_the_first_deadline(branch: Repeating):
    await branches.rule_meetings(
        branch.desk, SUE, Kind.GENERAL, notice="14", short_allowed=True, quorum="", deadlines="motions 14"
    )
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    assert await branch.due(series_id) == datetime(2027, 1, 7, 9, 0, tzinfo=UTC)


async def test_without_a_channel_for_notices_the_next_is_called_where_the_last_one_was(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    await branches.choose_channel(branch.desk, SUE, Use.NOTICES, None)
    await branch.pass_(series_id, datetime(2027, 1, 12, tzinfo=UTC))
    first, second = await branch.announced()
    assert second.channel_id == first.channel_id
    await branches.choose_channel(branch.desk, SUE, Use.NOTICES, ChannelId(6))
    await branch.pass_(series_id, datetime(2027, 2, 12, tzinfo=UTC))
    assert (await branch.announced())[-1].channel_id == ChannelId(6)


async def test_a_repeated_meeting_is_one_entry_in_calendars_and_each_of_the_next_another(branch: Repeating):
    series_id = await branch.begin("31 Dec 2026 18:30", "last Thursday of the month")
    await branch.pass_(series_id, datetime(2027, 1, 12, tzinfo=UTC))
    async with branch.desk.db.reading() as conn:
        uid = (await store.get(conn, GUILD, series_id)).uid
        assert await jobs.state(conn, f"meeting.occur:{series_id}") == "waiting"
    assert [each.uid for each in await branch.announced()] == [uid, f"{uid}-20270128"]
