"""Dates on a campaign's board and when they are reminded of, by the real queue; only Discord is left out."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.actions import (
    boards,
    branches,
    campaign_dates,
    date_reminders,
    following,
    outside_ballots,
    settling,
    stages,
    starting,
)
from bot.actions.campaign_dates import Plan
from bot.desk import Desk
from bot.errors import BranchError
from bot.ids import Asker, CampaignId, ChannelId
from bot.rules import campaign_dates as rules
from bot.rules.branches import Use
from bot.rules.campaign_dates import CampaignDate, Kind
from bot.rules.campaigns import Campaign, Nation, Outcome, Stage
from bot.rules.date_reminding import to_come
from bot.rules.following import Topic
from bot.rules.times import local
from bot.scheduler import Job, Scheduler
from bot.store import audit
from bot.store import campaign_dates as store
from bot.store import campaigns as campaigns_store
from tests.actions.announced import GUILD, SUE, Hall
from tests.actions.ballots_elsewhere import a_dispute
from tests.builders import Clock

WORDS = {"title": "Pay 2026", "employer": "Riverside Probation", "claim": "8%", "contact": "Any rep"}
TODAY = date(2026, 11, 21)


@dataclass
class Town(Hall):
    """A branch in a campaign whose queue is carried out; what is said of dates is written down with the time."""

    rob: Asker
    campaign: Campaign
    said: list[str] = field(default_factory=list[str])
    near: list[list[Kind]] = field(default_factory=list[list[Kind]])
    fails: int = 0

    def begin(self) -> None:
        self.scheduler = Scheduler(self.desk)
        self.scheduler.handle("campaign.remind", self.remind)
        for kind in ("campaign.board", "campaign.new_day", "campaign.round", "campaign.letters", "audit.post"):
            self.scheduler.handle(kind, self.nothing)

    async def nothing(self, _: Job) -> None:
        pass

    async def remind(self, _: Job) -> None:
        reminder = await date_reminders.due(self.desk, GUILD, self.campaign.id)
        if reminder is None:
            return
        if self.fails:
            self.fails -= 1
            raise OSError
        self.said.append(f"{local(self.clock.now(), self.branch.zone):%a %d %b %H:%M}")
        self.near.append([each.kind for each in reminder.near])
        await date_reminders.given(self.desk, reminder)

    async def passes(self, *, days: float = 0, hours: float = 0, steps: int = 1) -> None:
        for _ in range(steps):
            self.clock.move(days=days / steps, hours=hours / steps)
            await self.scheduler.settle()

    async def type_(self, kind: Kind, day: str, note: str = "", before: tuple[Kind, date] | None = None) -> Plan:
        plan = await campaign_dates.read(
            self.desk, self.rob, self.campaign.id, kind=kind.value, day=day, note=note, before=before
        )
        return await campaign_dates.save(self.desk, self.rob, self.campaign.id, plan.new, before)

    async def dates(self) -> list[CampaignDate]:
        async with self.desk.db.reading() as conn:
            return list(await store.of(conn, self.campaign.id))

    async def job(self) -> tuple[str, datetime] | None:
        async with self.desk.db.reading() as conn:
            found = await conn.execute_fetchall(
                "SELECT state, due_at FROM jobs WHERE kind = 'campaign.remind' AND state = 'waiting'"
            )
        return next(((row["state"], row["due_at"]) for row in found), None)


def refused(key: str) -> "pytest.RaisesExc[BranchError]":
    return pytest.raises(BranchError, match=f"^{re.escape(key)}$")


@pytest.fixture
async def town(hall: Hall, rob: Asker) -> Town:
    desk = hall.desk
    await branches.choose_channel(desk, SUE, Use.CAMPAIGN, ChannelId(6))
    branch = replace(await branches.finish(desk, SUE))
    draft = await starting.make(desk, rob, branch, nation=Nation.ENGLAND_WALES, **WORDS)
    campaign = await starting.start(desk, rob, branch, draft.id)
    found = Town(desk, hall.clock, branch, rob, campaign)
    found.begin()
    return found


async def test_a_date_is_on_the_board_in_the_record_and_in_what_has_changed(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026 17:00", "By e-mail")
    board = await boards.board(town.desk, GUILD, town.campaign.id)
    (each,) = to_come(board.dates, Nation.ENGLAND_WALES, town.branch.zone, town.clock.now())
    assert (each.kind, each.falls_on, each.at, each.note) == (
        Kind.OFFER_EXPIRES,
        date(2026, 12, 4),
        time(17),
        "By e-mail",
    )
    assert board.change is not None
    assert board.change.what == "campaign.change_date"
    async with town.desk.db.reading() as conn:
        (entry, *_) = await audit.page(conn, GUILD, before=None, limit=1)
    assert (entry.what, entry.detail["date_kind"], entry.detail["on"]) == (
        "campaign.date_put",
        "offer_expires",
        "2026-12-04",
    )


async def test_only_reps_keep_dates_and_only_of_a_campaign_under_way(town: Town, ann: Asker):
    named = (Kind.OFFER_EXPIRES, TODAY)
    for act in (
        campaign_dates.of(town.desk, ann, town.campaign.id),
        campaign_dates.get(town.desk, ann, town.campaign.id, named),
        campaign_dates.remove(town.desk, ann, town.campaign.id, named),
    ):
        with refused("access.needs"):
            await act
    with refused("campaign.not_found"):
        await campaign_dates.of(town.desk, town.rob, CampaignId(99))
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026")
    await settling.close(
        town.desk, town.rob, town.branch, town.campaign.id, outcome=Outcome.SETTLED, terms="5% for a year"
    )
    with refused("campaign.closed"):
        await town.type_(Kind.BALLOT_CLOSES, "10 Dec 2026")
    with refused("campaign.closed"):
        await campaign_dates.remove(town.desk, town.rob, town.campaign.id, (Kind.OFFER_EXPIRES, date(2026, 12, 4)))
    assert len(await town.dates()) == 1
    assert await town.job() is None


async def test_what_is_refused_changes_nothing(town: Town):
    await town.type_(Kind.BALLOT_CLOSES, "17 Dec 2026")
    before = await town.dates()
    for kind, day, key in (
        (Kind.PAPERS_POSTED, "18 Dec 2026", "campaign_date.order"),
        (Kind.ACTION_DAY, "18 Dec 2026", "campaign_date.needs_notice"),
        (Kind.OFFER_EXPIRES, "1 Nov 2026", "campaign_date.past"),
        (Kind.POST_BY, "13 Dec 2026", "campaign_date.no_post"),
    ):
        with refused(key):
            await town.type_(kind, day)
    assert await town.dates() == before


async def test_notice_stays_while_the_campaign_stands_at_action_by_it(town: Town):
    await town.type_(Kind.NOTICE_GIVEN, "10 Nov 2026")
    move = {"on": "21 Nov 2026", "reason": "The employer did not answer", "before": Stage.CLAIM}
    await stages.move(town.desk, town.rob, town.branch, town.campaign.id, Stage.ACTION, **move)
    named = (Kind.NOTICE_GIVEN, date(2026, 11, 10))
    with refused("campaign.stage_needs_notice"):
        await campaign_dates.remove(town.desk, town.rob, town.campaign.id, named)
    with refused("campaign.stage_needs_notice"):
        await town.type_(Kind.NOTICE_GIVEN, "20 Nov 2026", before=named)
    await town.type_(Kind.NOTICE_GIVEN, "9 Nov 2026", before=named)
    assert (await boards.board(town.desk, GUILD, town.campaign.id)).notice_on == date(2026, 11, 9)


async def test_between_a_preview_and_its_button_the_rules_are_asked_again(town: Town):
    plan = await campaign_dates.read(
        town.desk, town.rob, town.campaign.id, kind="papers_posted", day="14 Dec 2026", note="", before=None
    )
    await town.type_(Kind.BALLOT_CLOSES, "11 Dec 2026")
    with refused("campaign_date.order"):
        await campaign_dates.save(town.desk, town.rob, town.campaign.id, plan.new, None)
    await town.type_(Kind.OFFER_EXPIRES, "11 Dec 2026")
    with refused("campaign_date.twice"):
        await town.type_(Kind.OFFER_EXPIRES, "11 Dec 2026")


async def test_a_date_that_is_moved_stands_once_and_one_with_another_note_where_it_stood(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026")
    named = (Kind.OFFER_EXPIRES, date(2026, 12, 4))
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026 17:00", "By e-mail", named)
    (each,) = await town.dates()
    assert (each.at, each.note) == (time(17), "By e-mail")
    moved = await town.type_(Kind.OFFER_EXPIRES, "11 Dec 2026", "", named)
    assert moved.before is not None
    (each,) = await town.dates()
    assert (each.falls_on, each.at, each.note) == (date(2026, 12, 11), None, "")
    with refused("campaign_date.not_found"):
        await town.type_(Kind.OFFER_EXPIRES, "12 Dec 2026", "", named)


async def test_a_ballot_keeps_its_own_dates_and_takes_them_with_it(desk: Desk, clock: Clock):
    dispute = await a_dispute(desk, clock)
    campaign = dispute.standing.campaign.id
    found = (await campaign_dates.of(desk, dispute.rob, campaign)).every
    own = {each.kind: each for each in found if each.ballot_id == dispute.id}
    assert own[Kind.BALLOT_CLOSES].falls_on == date(2026, 12, 21)
    assert own[Kind.BALLOT_CLOSES].at == time(12)
    with refused("campaign_date.of_ballot"):
        await campaign_dates.remove(desk, dispute.rob, campaign, (Kind.BALLOT_CLOSES, date(2026, 12, 21)))
    async with desk.db.transaction() as tx:
        standing = await outside_ballots.standing_in(tx, GUILD, dispute.id)
        later = date(2026, 12, 22)
        await campaign_dates.put(tx, clock.now(), standing.campaign, Kind.BALLOT_CLOSES, later, ballot_id=dispute.id)
    found = (await campaign_dates.of(desk, dispute.rob, campaign)).every
    assert [each.falls_on for each in found if each.kind is Kind.BALLOT_CLOSES] == [later]
    async with desk.db.transaction() as tx:
        await campaign_dates.drop_of_ballot(tx, clock.now(), standing.campaign, dispute.id)
    assert (await campaign_dates.of(desk, dispute.rob, campaign)).every == []


@pytest.mark.parametrize("kind", Kind)
async def test_every_kind_of_date_can_be_kept(town: Town, kind: Kind):
    async with town.desk.db.transaction() as tx:
        await campaign_dates.put(tx, town.clock.now(), town.campaign, kind, TODAY, at=time(9, 5), note="By post")
    (each,) = await town.dates()
    assert each == CampaignDate(town.campaign.id, kind, TODAY, town.clock.now(), time(9, 5), "By post")


# Reminders


async def test_a_date_is_reminded_of_a_week_before_a_day_before_and_in_the_morning(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026")
    await town.passes(days=14, steps=14 * 24)
    assert town.said == ["Fri 27 Nov 09:30", "Thu 03 Dec 09:30", "Fri 04 Dec 09:30"]
    assert await town.job() is None


async def test_dates_that_are_near_together_are_one_reminder(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026")
    await town.type_(Kind.BALLOT_CLOSES, "4 Dec 2026 12:00")
    await town.passes(days=14, steps=14 * 24)
    assert town.near == [[Kind.BALLOT_CLOSES, Kind.OFFER_EXPIRES]] * 3


async def test_reminders_missed_over_a_stop_are_one_that_says_what_is_true_now(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "30 Nov 2026")
    await town.type_(Kind.BALLOT_CLOSES, "2 Dec 2026")
    await town.passes(days=10)  # Tuesday 1 December, 18:30
    assert town.said == ["Tue 01 Dec 18:30"]
    assert town.near == [[Kind.BALLOT_CLOSES]]


async def test_at_night_a_late_reminder_waits_for_the_morning(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026")
    await town.passes(days=6, hours=4)  # Friday 27 November, 22:30
    assert town.said == []
    await town.passes(hours=12, steps=24)
    assert town.said == ["Sat 28 Nov 08:00"]


async def test_a_reminder_that_fails_is_tried_again_and_said_once(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026")
    town.fails = 2
    await town.passes(days=5, hours=15)
    await town.passes(hours=5, steps=60)
    assert len(town.said) == 1


async def test_nothing_is_said_of_a_date_that_was_taken_out_or_moved_away(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026")
    await town.type_(Kind.BALLOT_CLOSES, "4 Dec 2026")
    await campaign_dates.remove(town.desk, town.rob, town.campaign.id, (Kind.OFFER_EXPIRES, date(2026, 12, 4)))
    await town.type_(Kind.BALLOT_CLOSES, "18 Dec 2026", "", (Kind.BALLOT_CLOSES, date(2026, 12, 4)))
    await town.passes(days=21, steps=84)
    assert town.near == [[Kind.BALLOT_CLOSES]]
    assert town.said == ["Fri 11 Dec 12:30"]


async def test_who_follows_dates_is_written_to_after_the_channel_and_a_later_reminder_takes_the_place_of_an_earlier(
    town: Town, ann: Asker
):
    await following.follow(town.desk, ann, [Topic.DATES])
    await town.type_(Kind.OFFER_EXPIRES, "28 Nov 2026")
    town.clock.move(days=5, hours=15)
    reminder = await date_reminders.due(town.desk, GUILD, town.campaign.id)
    assert reminder is not None
    await date_reminders.given(town.desk, reminder)
    assert await waiting_letters(town) == 1
    town.clock.move(days=1)
    again = await date_reminders.due(town.desk, GUILD, town.campaign.id)
    assert again is not None
    await date_reminders.given(town.desk, again)
    assert await waiting_letters(town) == 1
    near = await date_reminders.near(town.desk, GUILD, town.campaign.id)
    assert near is not None
    town.clock.move(days=3)
    assert await date_reminders.near(town.desk, GUILD, town.campaign.id) is None


async def waiting_letters(town: Town) -> int:
    async with town.desk.db.reading() as conn:
        found = await conn.execute_fetchall(
            "SELECT count(*) AS number FROM jobs WHERE kind = 'campaign.letters' AND state = 'waiting'"
        )
    return next(iter(found))["number"]


async def test_of_a_day_of_action_whose_notice_is_gone_nothing_is_said(town: Town):
    await town.type_(Kind.NOTICE_GIVEN, "20 Nov 2026")
    await town.type_(Kind.ACTION_DAY, "30 Nov 2026")
    async with town.desk.db.transaction() as tx:
        await store.remove(tx, town.campaign.id, Kind.NOTICE_GIVEN, date(2026, 11, 20))
    await town.passes(days=10, steps=40)
    assert town.said == []
    async with town.desk.db.reading() as conn:
        campaign = await campaigns_store.get(conn, GUILD, town.campaign.id)
    assert campaign.reminded_at is not None
    assert rules.notice_of((await town.dates())[0], await town.dates(), Nation.ENGLAND_WALES) is None


async def test_a_date_is_not_reminded_of_twice_however_often_its_job_runs(town: Town):
    await town.type_(Kind.OFFER_EXPIRES, "4 Dec 2026")
    town.clock.move(days=5, hours=15)
    first = await date_reminders.due(town.desk, GUILD, town.campaign.id)
    town.clock.move(hours=1)
    again = await date_reminders.due(town.desk, GUILD, town.campaign.id)
    assert first is not None
    assert again is not None
    assert first.moment == again.moment
    await date_reminders.given(town.desk, again)
    assert await date_reminders.due(town.desk, GUILD, town.campaign.id) is None
    assert town.clock.now() - first.moment < timedelta(hours=2)
