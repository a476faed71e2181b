"""From what a rep types to a meeting that was announced, on a real database, without Discord."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.actions import branches, meetings, notices, records
from bot.errors import AlreadyDone, BranchError, Invalid, NotAllowed, NotFound, TooLate
from bot.ids import Asker, ChannelId, MemberId, MessageId
from bot.rules.agendas import Item
from bot.rules.branches import Use
from bot.rules.meetings import USUAL, Kind, Meeting, Rule, Status, agenda_version, given
from bot.store import jobs, meeting_rules
from bot.store import meetings as store
from tests.actions.announced import GUILD, SUE, Hall, member
from tests.builders import Clock

TYPED = {
    "title": "Branch meeting",
    "when": "10 Dec 2026 18:30",  # on 21 November that is eighteen clear days' notice
    "place": "Room 2",
    "agenda": "Apologies (5 min)\nPay claim",
    "kind": Kind.GENERAL,
}


async def a_draft(hall: Hall, rob: Asker, **typed: Any) -> Meeting:
    return await notices.make(hall.desk, rob, hall.branch, **{**TYPED, **typed})


async def announced(hall: Hall, rob: Asker, **typed: Any) -> Meeting:
    draft = await a_draft(hall, rob, **typed)
    return await notices.announce(hall.desk, rob, hall.branch, draft.id)


async def waiting(hall: Hall, meeting: Meeting, *kinds: str) -> list[str | None]:
    """How it stands with these jobs of the meeting."""
    async with hall.desk.db.reading() as conn:
        return [await jobs.state(conn, meetings.key(meeting, kind)) for kind in kinds]


async def on_record(hall: Hall) -> list[str]:
    """What was noted of meetings, newest first."""
    entries = await records.page(hall.desk, branches.identify(hall.branch, SUE))
    return [entry.what for entry in entries if entry.about.startswith("meeting:")]


def refused(error: pytest.ExceptionInfo[BranchError]) -> str:
    return error.value.key


# The draft


async def test_what_was_typed_is_kept_as_a_draft(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob, with_event=True)
    assert (draft.status, draft.title, draft.place) == (Status.DRAFT, "Branch meeting", "Room 2")
    assert draft.starts_at == datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
    assert draft.agenda == (Item("Apologies", 5), Item("Pay claim"))
    assert (draft.channel_id, draft.rule, draft.with_event) == (ChannelId(5), USUAL[Kind.GENERAL], True)
    assert await notices.get(hall.desk, rob, draft.id) == draft


async def test_two_meetings_are_two_entries_in_a_calendar(hall: Hall, rob: Asker):
    assert (await a_draft(hall, rob)).uid != (await a_draft(hall, rob)).uid


async def test_a_member_who_is_no_rep_cannot_call_a_meeting(hall: Hall, rob: Asker):
    ann = branches.identify(hall.branch, member(1))
    with pytest.raises(NotAllowed):
        await a_draft(hall, ann)
    meeting = await announced(hall, rob)
    with pytest.raises(NotAllowed):
        await notices.edit_agenda(hall.desk, ann, meeting.id, "Nothing")


async def test_a_rep_who_is_one_no_longer_cannot_announce_the_draft(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob)
    with pytest.raises(NotAllowed):
        await notices.announce(hall.desk, replace(rob, powers=frozenset()), hall.branch, draft.id)


async def test_nobody_else_sees_changes_or_announces_a_draft(hall: Hall, rob: Asker):
    draft, other = await a_draft(hall, rob), replace(rob, member_id=MemberId(3))
    for act in (
        notices.get(hall.desk, other, draft.id),
        notices.replan(hall.desk, other, hall.branch, draft.id, "Nothing"),
        notices.announce(hall.desk, other, hall.branch, draft.id),
        notices.discard(hall.desk, other, draft.id),
        meetings.look(hall.desk, other, draft.id),
    ):
        with pytest.raises(NotFound):
            await act


async def test_without_a_channel_for_notices_nothing_is_begun(hall: Hall, rob: Asker):
    branch = await branches.choose_channel(hall.desk, SUE, Use.NOTICES, None)
    with pytest.raises(Invalid) as error:
        await notices.make(hall.desk, rob, branch, **TYPED)  # pyright: ignore[reportArgumentType]
    assert refused(error) == "meeting.no_channel"
    with pytest.raises(Invalid):
        notices.may_make(rob, branch)  # before anybody has filled in a form for nothing


BAD = {
    "a time gone by": ({"when": "20 Nov 2026 18:30"}, "meeting.in_the_past"),
    "this minute": ({"when": "21 Nov 2026 18:30"}, "meeting.in_the_past"),
    "31 February": ({"when": "31 Feb 2027 18:30"}, "time.no_such_date"),
    "an hour that the clocks skip": ({"when": "28 Mar 2027 01:30"}, "time.skipped"),
    "an hour that comes twice": ({"when": "31 Oct 2027 01:30"}, "time.twice"),
    "three years ahead": ({"when": "10 Dec 2029 18:30"}, "meeting.too_far"),
    "no time of day": ({"when": "Thursday"}, "time.needs_time"),
    "sixty items": ({"agenda": "Item\n" * 60}, "agenda.too_many"),
    "an item that never ends": ({"agenda": "Reports (9999 min)"}, "agenda.minutes"),
    "an item that is too long": ({"agenda": "Short\n" + "x" * 101}, "text.too_long"),
    "everyone called by an item": ({"agenda": "Thanks to @everyone"}, "text.mention"),
    "a role called by the place": ({"place": "<@&123456789012345678>"}, "text.mention"),
    "no place": ({"place": "  "}, "text.empty"),
    "a title of emoji": ({"title": "🎉"}, "text.no_words"),
    "an annual meeting in eighteen days": ({"kind": Kind.ANNUAL}, "meeting.short_notice"),
}


@pytest.mark.parametrize(("typed", "key"), BAD.values(), ids=BAD.keys())
async def test_what_cannot_be_read_or_held_is_refused_and_nothing_is_kept(
    hall: Hall, rob: Asker, typed: dict[str, Any], key: str
):
    with pytest.raises(BranchError) as error:
        await a_draft(hall, rob, **typed)
    assert refused(error) == key
    assert await meetings.list_(hall.desk, GUILD, set(Status)) == []


async def test_an_item_that_cannot_be_read_is_named_by_its_number(hall: Hall, rob: Asker):
    with pytest.raises(Invalid) as error:
        await a_draft(hall, rob, agenda=f"Apologies\n\n{'x' * 101}\nClose")
    assert error.value.values["number"] == 2  # the empty line is no item


async def test_a_draft_is_changed_as_often_as_wanted(hall: Hall, rob: Asker):
    desk, branch, draft = hall.desk, hall.branch, await a_draft(hall, rob)
    await notices.rewrite(desk, rob, branch, draft.id, title="Committee", place="Online", kind=Kind.COMMITTEE)
    await notices.retime(desk, rob, branch, draft.id, when="3 Dec 2026 19:00", length="1h15")
    await notices.replan(desk, rob, branch, draft.id, "")
    changed = await notices.accompany(desk, rob, branch, draft.id, with_event=True)
    assert (changed.title, changed.place, changed.kind) == ("Committee", "Online", Kind.COMMITTEE)
    assert changed.rule == USUAL[Kind.COMMITTEE]
    assert changed.ends_at == datetime(2026, 12, 3, 20, 15, tzinfo=UTC)
    assert (changed.agenda, changed.with_event) == ((), True)
    assert await notices.get(desk, rob, draft.id) == changed


@pytest.mark.parametrize(
    ("length", "key"),
    [("25 hours", "meeting.odd_length"), ("4", "meeting.odd_length"), ("long", "time.length_unreadable")],
)
async def test_a_meeting_lasts_five_minutes_to_a_day(hall: Hall, rob: Asker, length: str, key: str):
    draft = await a_draft(hall, rob)
    with pytest.raises(Invalid) as error:
        await notices.retime(hall.desk, rob, hall.branch, draft.id, when="10 Dec 2026 18:30", length=length)
    assert refused(error) == key
    assert await notices.get(hall.desk, rob, draft.id) == draft


async def test_a_change_that_leaves_too_little_notice_is_refused(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob)
    with pytest.raises(Invalid) as error:
        await notices.rewrite(hall.desk, rob, hall.branch, draft.id, title="AGM", place="Hall", kind=Kind.ANNUAL)
    assert refused(error) == "meeting.short_notice"
    assert await notices.get(hall.desk, rob, draft.id) == draft


async def test_a_draft_that_nobody_announces_is_forgotten_but_a_meeting_stays(hall: Hall, rob: Asker):
    draft, meeting = await a_draft(hall, rob), await announced(hall, rob)
    assert await waiting(hall, draft, "meeting.forget") == ["waiting"]
    assert await waiting(hall, meeting, "meeting.forget") == [None]
    for each in (draft, meeting):
        await notices.forget(hall.desk, GUILD, each.id)
    with pytest.raises(NotFound):
        await notices.get(hall.desk, rob, draft.id)
    assert (await meetings.look(hall.desk, rob, meeting.id)).meeting == meeting


async def test_a_discarded_draft_leaves_nothing(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob)
    await notices.discard(hall.desk, rob, draft.id)
    assert await waiting(hall, draft, "meeting.forget") == [None]
    with pytest.raises(NotFound):
        await notices.announce(hall.desk, rob, hall.branch, draft.id)


# Announcing


async def test_announcing_queues_everything_that_is_to_happen(hall: Hall, rob: Asker, clock: Clock):
    meeting = await announced(hall, rob, with_event=True)
    assert (meeting.status, meeting.announced_at, meeting.short_reason) == (Status.ANNOUNCED, clock.now(), None)
    kinds = ("meeting.announce", "meeting.remind", "meeting.open_checkin", "meeting.end")
    assert await waiting(hall, meeting, *kinds) == ["waiting"] * 4
    assert await on_record(hall) == ["meeting.announced"]


async def test_a_draft_announced_twice_is_one_meeting(hall: Hall, rob: Asker):
    meeting = await announced(hall, rob)
    with pytest.raises(AlreadyDone):
        await notices.announce(hall.desk, rob, hall.branch, meeting.id)
    with pytest.raises(AlreadyDone):
        await notices.retime(hall.desk, rob, hall.branch, meeting.id, when="in 3 weeks", length="90")
    assert await on_record(hall) == ["meeting.announced"]
    assert await meetings.list_(hall.desk, GUILD, set(Status)) == [meeting]


async def test_short_notice_needs_a_reason_which_is_put_on_record(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob, when="30 Nov 2026 18:30")
    for reason in (None, " "):
        with pytest.raises(Invalid):
            await notices.announce(hall.desk, rob, hall.branch, draft.id, reason=reason)
    meeting = await notices.announce(hall.desk, rob, hall.branch, draft.id, reason="The offer ends on Friday")
    assert meeting.short_reason == "The offer ends on Friday"
    assert await on_record(hall) == ["meeting.announced_short"]


async def test_a_reason_is_not_kept_where_the_notice_is_not_short(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob)
    meeting = await notices.announce(hall.desk, rob, hall.branch, draft.id, reason="To be safe")
    assert meeting.short_reason is None


async def test_the_first_day_in_order_is_in_order_and_the_day_before_is_not(hall: Hall, rob: Asker):
    with pytest.raises(Invalid) as error:
        await a_draft(hall, rob, kind=Kind.ANNUAL)
    earliest = error.value.values["earliest"]
    assert earliest == date(2026, 12, 20)  # 28 clear days lie between 21 November and it
    with pytest.raises(Invalid):
        await a_draft(hall, rob, kind=Kind.ANNUAL, when="19 Dec 2026 23:30")
    meeting = await announced(hall, rob, kind=Kind.ANNUAL, when="20 Dec 2026 00:30")
    assert not given(meeting, hall.clock.now(), hall.branch.zone).is_short


async def test_days_of_notice_are_days_of_the_branch(hall: Hall, rob: Asker, clock: Clock):
    clock.move(days=200, hours=5)  # 23:30 UTC on 9 June 2027 is the 10th in London
    draft = await a_draft(hall, rob, when="25 Jun 2027 18:30")
    assert given(draft, clock.now(), hall.branch.zone).days == 14
    clock.move(hours=-1)
    assert given(draft, clock.now(), hall.branch.zone).days == 15


async def test_a_draft_that_lay_until_its_notice_was_short_is_asked_why(hall: Hall, rob: Asker, clock: Clock):
    draft, annual = await a_draft(hall, rob), await a_draft(hall, rob, kind=Kind.ANNUAL, when="20 Dec 2026 18:30")
    clock.move(days=5)
    with pytest.raises(Invalid) as error:
        await notices.announce(hall.desk, rob, hall.branch, draft.id)
    assert refused(error) == "notice.needs_reason"
    with pytest.raises(Invalid) as error:
        await notices.announce(hall.desk, rob, hall.branch, annual.id, reason="We forgot")
    assert refused(error) == "meeting.short_notice"


async def test_a_draft_whose_time_went_by_while_it_lay_there_is_refused(hall: Hall, rob: Asker, clock: Clock):
    draft = await a_draft(hall, rob)
    clock.move(days=30)
    with pytest.raises(Invalid) as error:
        await notices.announce(hall.desk, rob, hall.branch, draft.id, reason="Late")
    assert refused(error) == "meeting.in_the_past"


async def test_the_rule_is_the_one_of_the_day_of_the_notice(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob)
    async with hall.desk.db.transaction() as tx:
        await meeting_rules.set_(tx, GUILD, Kind.GENERAL, Rule(21, short_allowed=True))
    with pytest.raises(Invalid):
        await notices.announce(hall.desk, rob, hall.branch, draft.id)
    meeting = await notices.announce(hall.desk, rob, hall.branch, draft.id, reason="The rule is new")
    async with hall.desk.db.transaction() as tx:
        await meeting_rules.set_(tx, GUILD, Kind.GENERAL, Rule(2, short_allowed=True))
    assert (await meetings.look(hall.desk, rob, meeting.id)).meeting.rule.notice_days == 21


async def test_a_notice_that_discord_held_up_counts_from_the_day_it_was_there(hall: Hall, rob: Asker, clock: Clock):
    meeting = await announced(hall, rob)
    clock.move(days=1)
    await meetings.posted(hall.desk, GUILD, meeting.id, ChannelId(5), MessageId(6))
    posted = (await meetings.look(hall.desk, rob, meeting.id)).meeting
    assert posted.announced_at == clock.now()
    clock.move(days=1)
    await meetings.posted(hall.desk, GUILD, meeting.id, ChannelId(5), MessageId(7))  # somebody had deleted it
    assert (await meetings.look(hall.desk, rob, meeting.id)).meeting.announced_at == posted.announced_at


# Repeating


async def test_how_it_repeats_is_kept_as_a_rule(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob)
    repeating = await notices.repeat(hall.desk, rob, hall.branch, draft.id, "second Thursday of the month")
    assert repeating.repeats == "FREQ=MONTHLY;BYDAY=2TH"
    assert (await notices.repeat(hall.desk, rob, hall.branch, draft.id, " ")).repeats is None


async def test_a_date_that_is_not_on_its_rule_is_refused(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob)
    with pytest.raises(Invalid) as error:
        await notices.repeat(hall.desk, rob, hall.branch, draft.id, "last Thursday of the month")
    assert refused(error) == "repeat.not_on_rule"
    repeating = await notices.repeat(hall.desk, rob, hall.branch, draft.id, "second Thursday of the month")
    with pytest.raises(Invalid) as error:
        await notices.retime(hall.desk, rob, hall.branch, draft.id, when="17 Dec 2026 18:30", length="90")
    assert refused(error) == "notice.off_its_rule"
    assert await notices.get(hall.desk, rob, draft.id) == repeating


async def test_announcing_a_meeting_that_repeats_begins_a_series(hall: Hall, rob: Asker):
    draft = await a_draft(hall, rob)
    await notices.repeat(hall.desk, rob, hall.branch, draft.id, "every 2 weeks")
    meeting = await notices.announce(hall.desk, rob, hall.branch, draft.id)
    assert (meeting.status, meeting.occurs_on) == (Status.ANNOUNCED, date(2026, 12, 10))
    assert meeting.series_id is not None
    assert (await meetings.look(hall.desk, rob, meeting.id)).meeting == meeting


# The agenda afterwards


async def test_a_changed_agenda_is_shown_recorded_and_taken_over_by_calendars(hall: Hall, rob: Asker, clock: Clock):
    before = await announced(hall, rob)
    clock.move(days=3)
    after = await notices.edit_agenda(hall.desk, rob, before.id, "1. Pay claim (45 min)\n2. Apologies")
    assert after.agenda == (Item("Pay claim", 45), Item("Apologies"))
    assert (after.agenda_at, after.sequence) == (clock.now(), before.sequence + 1)
    assert await waiting(hall, after, "meeting.refresh") == ["waiting"]
    assert await on_record(hall) == ["meeting.agenda_changed", "meeting.announced"]
    assert (await meetings.look(hall.desk, rob, before.id)).meeting == after


async def test_the_same_agenda_once_more_changes_nothing(hall: Hall, rob: Asker):
    meeting = await announced(hall, rob)
    with pytest.raises(AlreadyDone):
        await notices.edit_agenda(hall.desk, rob, meeting.id, TYPED["agenda"])  # pyright: ignore[reportArgumentType]
    assert (await meetings.look(hall.desk, rob, meeting.id)).meeting == meeting
    assert await on_record(hall) == ["meeting.announced"]


async def test_an_agenda_that_another_rep_has_changed_meanwhile_is_not_overwritten(
    hall: Hall, rob: Asker, clock: Clock
):
    before = await announced(hall, rob)
    clock.move(minutes=1)
    after = await notices.edit_agenda(hall.desk, rob, before.id, "Rob", version=agenda_version(before))
    with pytest.raises(TooLate) as error:
        await notices.edit_agenda(hall.desk, rob, before.id, "Sue", version=agenda_version(before))
    assert refused(error) == "agenda.changed_meanwhile"
    clock.move(minutes=1)
    later = await notices.edit_agenda(hall.desk, rob, before.id, "Sue", version=agenda_version(after))
    assert later.agenda == (Item("Sue"),)


async def test_the_agenda_of_a_meeting_that_is_over_or_cancelled_stays(hall: Hall, rob: Asker, clock: Clock):
    meeting, cancelled = await announced(hall, rob), await announced(hall, rob)
    async with hall.desk.db.transaction() as tx:
        await store.save(tx, replace(cancelled, status=Status.CANCELLED))
    with pytest.raises(AlreadyDone):
        await notices.edit_agenda(hall.desk, rob, cancelled.id, "Nothing")
    clock.move(days=19)  # it begins
    await notices.edit_agenda(hall.desk, rob, meeting.id, "Thanks")
    clock.move(hours=4)
    with pytest.raises(TooLate):
        await notices.edit_agenda(hall.desk, rob, meeting.id, "Nothing")
