"""The rounds: what the desk is given when, in which order, and what is kept where it can be given nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from bot.actions import branches, desk_posts, releasing, report_hours, reports
from bot.desk import Desk
from bot.errors import Invalid, Unavailable
from bot.ids import CaseNumber, ChannelId, GuildId, MemberId, Power, RoleId
from bot.rules.branches import Use
from bot.rules.reports import Door, Head, Kind, Sent, SentReply, Status, Tray, Wait
from bot.seals import Seals
from bot.store import audit, desk_organisers, folder, jobs
from bot.store import report_counts as counts
from bot.store import reports as store
from bot.store.jobs import Job
from tests.actions.announced import GUILD, SUE, Hall, a_hall
from tests.actions.reported import a_sent, released, wait
from tests.builders import Clock

ORGANISERS = RoleId(13)
NUMBERS = ("AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF")


@pytest.fixture
async def hall(desk: Desk, clock: Clock) -> Hall:
    """A branch with a desk; it is Saturday evening, half an hour after a round."""
    made = await a_hall(replace(desk, lots=Random(7)), clock)  # noqa: S311 - so that every run draws the same
    await branches.choose_roles(made.desk, SUE, Power.ORGANISER, {ORGANISERS})
    made.branch = await branches.choose_channel(made.desk, SUE, Use.DESK, ChannelId(9))
    return made


def sent(hall: Hall, number: str, **changes: object) -> Sent:
    return a_sent(hall.desk, number, **{"text": f"What {number} tells", **changes})


async def the_round(hall: Hall) -> Job:
    """The next round, once its time has come; nothing else that is due meanwhile is done."""
    async with hall.desk.db.reading() as conn:
        job = await jobs.get(conn, f"feedback.round:{GUILD}")
    assert job is not None
    hall.clock.move(seconds=max(0, (job.due_at - hall.clock.now()).total_seconds()))
    async with hall.desk.db.transaction() as tx:
        while (claimed := await jobs.claim(tx, hall.clock.now(), timedelta(minutes=1))) is not None:
            if claimed.kind == releasing.ROUND:
                job = claimed
    return job


async def hold_round(hall: Hall, problem: Invalid | None = None) -> Job:
    """Let the time of the next round come, and hold it."""
    job = await the_round(hall)
    await releasing.hold_round(hall.desk, job, problem)
    async with hall.desk.db.transaction() as tx:
        await jobs.finish(tx, job, hall.clock.now())
    return job


async def at_the_desk(hall: Hall) -> dict[str, Status]:
    async with hall.desk.db.reading() as conn:
        return {each.number: each.status for each in await store.list_(conn, GUILD, list(Status))}


async def waiting(hall: Hall) -> Tray:
    async with hall.desk.db.reading() as conn:
        return await reports.read_tray(hall.desk, conn, GUILD)


async def queued(hall: Hall, kind: str) -> list[str]:
    """The case numbers of the jobs of this kind, in the order in which they were queued."""
    async with hall.desk.db.reading() as conn:
        found = await conn.execute_fetchall("SELECT key FROM jobs WHERE kind = ? ORDER BY id", (kind,))
    return [str(row["key"]).rpartition(":")[2] for row in found]


async def on_record(hall: Hall, what: str) -> list[str]:
    async with hall.desk.db.reading() as conn:
        found = await audit.page(conn, GUILD, before=None, limit=100)
    return [str(each.detail.get("why", "")) for each in found if each.what == what]


async def told(hall: Hall) -> list[MemberId]:
    """Whom the organisers' private messages about a hidden report would go to; from then on it has been done."""
    async with hall.desk.db.reading() as conn:
        *_, row = await conn.execute_fetchall("SELECT key FROM jobs WHERE kind = 'feedback.told' ORDER BY id")
        job = await jobs.get(conn, row["key"])
    assert job is not None
    found = await desk_posts.hidden(hall.desk, job)
    assert bool(found.number) is bool(found.organisers)  # done already: nobody is told, and not that nobody could be
    await desk_posts.told(hall.desk, job, len(found.organisers))
    return list(found.organisers)


async def drawn_orders(hall: Hall, times: int) -> Sequence[tuple[str, ...]]:
    """In which orders the same six reports come to the desk, releasing them again and again."""
    found: list[tuple[str, ...]] = []
    for _ in range(times):
        async with hall.desk.db.transaction() as tx:
            await tx.execute("DELETE FROM reports")
            await tx.execute("DELETE FROM jobs WHERE kind = 'feedback.card'")
            await releasing.release(hall.desk, tx, hall.branch, [sent(hall, number) for number in NUMBERS])
        found.append(tuple(await queued(hall, "feedback.card")))
    return found


async def test_two_go_together_with_the_next_round(hall):
    await wait(hall.desk, sent(hall, "AAAA"), sent(hall, "BBBB", office="Leeds", is_urgent=True))
    assert await at_the_desk(hall) == {}
    await hold_round(hall)
    assert await at_the_desk(hall) == {"AAAA": Status.NEW, "BBBB": Status.NEW}
    assert (await waiting(hall)).is_empty
    async with hall.desk.db.reading() as conn:
        report = await store.get(conn, GUILD, CaseNumber("BBBB"))
        (entry,) = await reports.thread(hall.desk, conn, report)
    assert (entry.kind, entry.text, entry.week) == (Kind.REPORT, "What BBBB tells", "2026-W47")
    assert (report.office, report.is_urgent, report.released_on) == ("Leeds", True, date(2026, 11, 22))


async def test_one_alone_waits_for_company_a_day_at_most(hall):
    await wait(hall.desk, sent(hall, "AAAA"))
    first = (await hold_round(hall)).due_at
    for _ in range(2):
        await hold_round(hall)
        assert await at_the_desk(hall) == {}
    assert (await hold_round(hall)).due_at == first + timedelta(days=1)
    assert list(await at_the_desk(hall)) == ["AAAA"]


async def test_one_that_waits_goes_with_the_next_that_comes(hall):
    await wait(hall.desk, sent(hall, "AAAA"))
    await hold_round(hall)
    await wait(hall.desk, sent(hall, "BBBB"))
    await hold_round(hall)
    assert list(await at_the_desk(hall)) == ["AAAA", "BBBB"]


async def test_the_order_at_the_desk_is_drawn_and_every_order_comes_up(hall):
    orders = await drawn_orders(hall, 60)
    assert {tuple(sorted(order)) for order in orders} == {NUMBERS}
    places = [order.index(NUMBERS[0]) for order in orders]
    assert all(3 <= places.count(place) <= 20 for place in range(len(NUMBERS)))  # 10 each is to be expected


async def test_the_same_lots_draw_the_same_order_whatever_was_sent(hall):
    hall.desk.lots.seed(3)
    first = await drawn_orders(hall, 4)
    hall.desk.lots.seed(3)
    assert await drawn_orders(hall, 4) == first
    assert len(set(first)) == len(first)


async def test_a_confidential_report_comes_with_its_name_sealed(hall):
    ann = MemberId(101)
    named = sent(hall, "AAAA", door=Door.CONFIDENTIAL, member_id=ann, head=Head(opener_id=MemberId(5)))
    await wait(hall.desk, named, sent(hall, "BBBB"))
    await hold_round(hall)
    async with hall.desk.db.reading() as conn:
        report = await store.get(conn, GUILD, CaseNumber("AAAA"))
    assert reports.name_of(hall.desk, report) == ann
    assert reports.head_of(hall.desk, report).opener_id == MemberId(5)


async def test_a_round_that_is_repeated_after_a_crash_releases_nothing_twice(hall):
    await wait(hall.desk, sent(hall, "AAAA"), sent(hall, "BBBB"))
    job = await the_round(hall)
    await releasing.hold_round(hall.desk, job, None)
    before = await queued(hall, "feedback.card")
    await releasing.hold_round(hall.desk, job, None)
    assert await queued(hall, "feedback.card") == before
    assert list(await at_the_desk(hall)) == ["AAAA", "BBBB"]
    async with hall.desk.db.reading() as conn:
        assert (await counts.of(conn, GUILD, "category"))["2026-11"]["Workload"] == 2


async def test_a_reply_comes_to_its_report_and_opens_it_again(hall):
    closed = {"status": Status.DONE, "closed_on": date(2026, 11, 20)}
    await released(hall.desk, "AAAA", **closed)
    await released(hall.desk, "BBBB", status=Status.IN_HAND)
    await wait(hall.desk, *(SentReply(CaseNumber(number), "2026-W47", "It goes on.") for number in ("AAAA", "BBBB")))
    await hold_round(hall)
    assert await at_the_desk(hall) == {"AAAA": Status.READ, "BBBB": Status.IN_HAND}
    async with hall.desk.db.reading() as conn:
        report = await store.get(conn, GUILD, CaseNumber("AAAA"))
        *_, reply = await reports.thread(hall.desk, conn, report)
    assert (report.closed_on, report.reply_waits, reply.kind, reply.text) == (None, True, Kind.REPLY, "It goes on.")
    assert sorted(await queued(hall, "feedback.card")) == ["AAAA", "BBBB"]


async def test_a_reply_to_what_was_withdrawn_or_erased_meanwhile_goes_nowhere(hall):
    await released(hall.desk, "AAAA", status=Status.WITHDRAWN, closed_on=date(2026, 11, 21))
    await wait(hall.desk, *(SentReply(CaseNumber(number), "2026-W47", "It goes on.") for number in ("AAAA", "GONE")))
    await hold_round(hall)
    assert await at_the_desk(hall) == {"AAAA": Status.WITHDRAWN}
    assert (await waiting(hall)).is_empty
    async with hall.desk.db.reading() as conn:
        assert len(await store.thread(conn, GUILD, CaseNumber("AAAA"))) == 1


async def test_months_are_counted_by_category_and_by_office_apart(hall):
    given = [sent(hall, "AAAA", office="Leeds"), sent(hall, "BBBB", category="Pay"), sent(hall, "CCCC")]
    await wait(hall.desk, *given)
    await hold_round(hall)
    hall.clock.move(days=14)
    await wait(hall.desk, sent(hall, "DDDD", office="Leeds"), sent(hall, "EEEE"))
    await hold_round(hall)
    async with hall.desk.db.reading() as conn:
        by_category = await counts.of(conn, GUILD, "category")
        by_office = await counts.of(conn, GUILD, "office")
    unchosen = {"Bullying": 0, "Health and safety": 0, "Other": 0, "Pay": 0}  # as much a number as any other
    assert by_category == {
        "2026-11": {**unchosen, "Workload": 2, "Pay": 1},
        "2026-12": {**unchosen, "Workload": 2},
    }
    assert by_office == {"2026-11": {"": 2, "Leeds": 1}, "2026-12": {"": 1, "Leeds": 1}}


async def test_a_desk_that_cannot_be_used_is_given_nothing_and_officers_are_told_once(hall):
    await wait(hall.desk, sent(hall, "AAAA"), sent(hall, "BBBB"))
    for _ in range(2):
        await hold_round(hall, Invalid("room.gone"))
    assert await at_the_desk(hall) == {}
    assert await on_record(hall, "feedback.desk_unusable") == ["room-gone"]
    await hold_round(hall, Invalid("room.closed"))
    await hold_round(hall)
    assert list(await at_the_desk(hall)) == ["AAAA", "BBBB"]
    await hold_round(hall, Invalid("room.gone"))
    assert await on_record(hall, "feedback.desk_unusable") == ["room-gone", "room-closed", "room-gone"]


async def test_a_desk_that_is_well_again_is_shown_everything_that_is_open(hall):
    shown = {"channel_id": ChannelId(9), "message_id": 1}
    await released(hall.desk, "AAAA", **shown)
    await released(hall.desk, "BBBB", **shown, status=Status.DONE, closed_on=date(2026, 11, 20))
    await hold_round(hall)
    assert await queued(hall, "feedback.card") == []
    await hold_round(hall, Invalid("room.gone"))
    await hold_round(hall)
    assert await queued(hall, "feedback.card") == ["AAAA"]


async def test_replies_wait_and_come_in_an_order_that_is_drawn(hall):
    for number in NUMBERS:
        await released(hall.desk, number, channel_id=ChannelId(9), message_id=1)
    waited, shown = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for _ in range(6):
        await wait(hall.desk, *(SentReply(CaseNumber(number), "2026-W47", "It goes on.") for number in NUMBERS))
        waited.add(tuple(each.number for each in (await waiting(hall)).replies))
        await hold_round(hall)
        shown.add(tuple(await queued(hall, "feedback.card")))
        async with hall.desk.db.transaction() as tx:
            await tx.execute("DELETE FROM jobs WHERE kind = 'feedback.card'")
    assert {tuple(sorted(each)) for each in waited | shown} == {NUMBERS}
    assert min(len(waited), len(shown)) > 3


async def test_what_nobody_can_open_is_shown_to_nobody(hall):
    report, _ = await released(hall.desk, "AAAA", answer_waits=True)
    async with hall.desk.db.transaction() as tx:  # whom it must not be shown to can no longer be read
        await tx.execute("UPDATE reports SET head = ?", (hall.desk.seals.seal(b"{}", "elsewhere"),))
        await reports.refresh(tx, report, hall.clock.now())
        job = await jobs.get(tx, f"feedback.card:{GUILD}:AAAA")
        await tx.execute("DELETE FROM jobs WHERE kind = 'feedback.card'")
    await hold_round(hall)
    assert await queued(hall, "feedback.card") == []
    assert await desk_posts.digest(hall.desk, GUILD) is None
    assert (await desk_posts.answers_waiting(hall.desk, GUILD))[1] == 0
    assert job is not None
    with pytest.raises(Unavailable, match=r"report\.damaged"):
        await desk_posts.shown(hall.desk, job)


async def test_a_report_whose_post_could_not_be_made_has_it_with_the_next_round(hall):
    await released(hall.desk, "AAAA")
    await released(hall.desk, "BBBB", not_to=frozenset({MemberId(5)}))
    await hold_round(hall)
    assert await queued(hall, "feedback.card") == ["AAAA"]


async def test_what_was_withdrawn_is_shown_with_the_next_round_and_not_again_after_that_day(hall):
    await hold_round(hall)
    withdrawn = {"status": Status.WITHDRAWN, "closed_on": date(2026, 11, 22), "channel_id": ChannelId(9)}
    await released(hall.desk, "AAAA", **withdrawn, message_id=1)
    await released(hall.desk, "BBBB", **withdrawn)
    assert await queued(hall, "feedback.card") == []
    await hold_round(hall)
    assert await queued(hall, "feedback.card") == ["AAAA"]
    for _ in range(2):
        await hold_round(hall)
    async with hall.desk.db.transaction() as tx:
        await tx.execute("DELETE FROM jobs WHERE kind = 'feedback.card'")
    await hold_round(hall)
    assert await queued(hall, "feedback.card") == []


async def test_a_branch_that_does_not_use_its_desk_is_not_told_of_it(hall):
    await branches.choose_channel(hall.desk, SUE, Use.DESK, None)
    await hold_round(hall, Invalid("room.no_desk"))
    assert await on_record(hall, "feedback.desk_unusable") == []
    await wait(hall.desk, sent(hall, "AAAA"), sent(hall, "BBBB"))
    await hold_round(hall, Invalid("room.no_desk"))
    assert await on_record(hall, "feedback.desk_unusable") == ["room-no-desk"]


async def test_nothing_is_lost_with_a_key_that_is_put_back(hall, tmp_path):
    await wait(hall.desk, sent(hall, "AAAA"), sent(hall, "BBBB"))
    kept = tmp_path / "data" / folder.KEYS
    (file,) = kept.glob("*.seal")
    key = file.read_bytes()
    file.unlink()
    as_restarted = replace(hall, desk=replace(hall.desk, seals=Seals(kept)))
    await report_hours.take_stock(as_restarted.desk)
    for _ in range(2):
        await hold_round(as_restarted)
    assert await releasing.is_sealed_off(as_restarted.desk, GUILD)
    assert await at_the_desk(hall) == {}
    assert await on_record(hall, "feedback.desk_unusable") == ["report-key-lost"]
    file.write_bytes(key)
    file.chmod(0o600)
    await hold_round(as_restarted)
    assert list(await at_the_desk(hall)) == ["AAAA", "BBBB"]
    assert not await releasing.is_sealed_off(as_restarted.desk, GUILD)


async def test_a_round_whose_newest_key_is_torn_takes_nothing_out_of_the_tray_and_goes_on_with_the_next(hall, tmp_path):
    await wait(hall.desk, sent(hall, "AAAA"), sent(hall, "BBBB"))
    hall.desk.seals.renew()
    file = tmp_path / "data" / folder.KEYS / "2.seal"
    key = file.read_bytes()
    file.write_bytes(key[:7])
    as_restarted = replace(hall, desk=replace(hall.desk, seals=Seals(file.parent)))
    await hold_round(as_restarted)
    assert await at_the_desk(hall) == {}
    assert await on_record(hall, "feedback.desk_unusable") == ["report-key-lost"]
    file.write_bytes(key)
    await hold_round(as_restarted)
    assert list(await at_the_desk(hall)) == ["AAAA", "BBBB"]


async def test_of_a_report_kept_from_somebody_the_others_are_told_and_nothing_kept_names_who_not(hall):
    oli, ola, una = MemberId(10_000_005), MemberId(10_000_006), MemberId(10_000_007)
    async with hall.desk.db.transaction() as tx:
        for organiser in (oli, ola):
            await desk_organisers.seen(tx, GUILD, organiser, date(2026, 11, 1))
    await wait(hall.desk, sent(hall, "AAAA", head=Head(not_to=frozenset({oli, una}))), sent(hall, "BBBB"))
    await hold_round(hall)
    assert await queued(hall, "feedback.card") == ["BBBB"]
    async with hall.desk.db.reading() as conn:
        payloads = [row["payload"] for row in await conn.execute_fetchall("SELECT payload FROM jobs")]
    assert not any(str(each) in payload for payload in payloads for each in (oli, ola, una))
    assert await told(hall) == [ola]
    assert await told(hall) == []
    digest = await desk_posts.digest(hall.desk, GUILD)
    assert digest is not None
    assert [each.number for each in digest.open_] == ["BBBB"]


async def test_a_report_that_cannot_be_opened_keeps_nobody_from_being_told_of_another(hall):
    oli, ola = MemberId(10_000_005), MemberId(10_000_006)
    async with hall.desk.db.transaction() as tx:
        await desk_organisers.seen(tx, GUILD, ola, date(2026, 11, 1))
    hidden = Head(not_to=frozenset({oli}))
    await wait(hall.desk, sent(hall, "AAAA", head=hidden), sent(hall, "BBBB", head=hidden))
    await hold_round(hall)
    async with hall.desk.db.transaction() as tx:
        await store.save(tx, replace(await store.get(tx, GUILD, CaseNumber("AAAA")), head=b"damaged"))
    assert await told(hall) == [ola]


async def test_the_weekly_list_counts_by_how_long_they_wait(hall):
    assert await desk_posts.digest(hall.desk, GUILD) is None
    for number, on in (("AAAA", 21), ("BBBB", 15), ("CCCC", 14), ("DDDD", 1)):
        await released(hall.desk, number, released_on=date(2026, 11, on))
    await released(hall.desk, "EEEE", released_on=date(2026, 10, 24))
    await released(hall.desk, "FFFF", status=Status.DONE, closed_on=date(2026, 11, 2))
    digest = await desk_posts.digest(hall.desk, GUILD)
    assert digest is not None
    assert {each: digest.waiting(each) for each in Wait} == {Wait.NEW: 2, Wait.WEEKS: 2, Wait.LONG: 1}
    assert digest.open_[0].number == "EEEE"


async def due(hall: Hall) -> dict[str, str]:
    """When what happens at fixed hours falls due, on the clock of Greenwich."""
    async with hall.desk.db.reading() as conn:
        found = {kind: await jobs.due_at(conn, f"{kind}:{GUILD}") for kind in report_hours.HOURS}
    return {kind: f"{at:%a %H:%M}" for kind, at in found.items() if at is not None}


async def test_the_hours_exist_from_the_set_up_on_and_go_by_the_branchs_clock(hall):
    expected = {
        "feedback.round": "Sun 08:00",
        "feedback.digest": "Mon 09:00",
        "feedback.waiting": "Tue 12:00",
        "feedback.night": "Sun 04:00",
    }
    assert await due(hall) == expected
    await branches.describe(hall.desk, SUE, name="Leeds", zone="Europe/Berlin", membership="")
    assert await due(hall) == {
        "feedback.round": "Sun 07:00",
        "feedback.digest": "Mon 08:00",
        "feedback.waiting": "Tue 11:00",
        "feedback.night": "Sun 03:00",
    }


async def test_a_branch_set_up_before_there_were_reports_has_the_hours_from_the_next_start_on(hall):
    async with hall.desk.db.transaction() as tx:
        await tx.execute("DELETE FROM jobs")
    await branches.begin(hall.desk, replace(SUE, guild_id=GuildId(8)), name="Not yet", roles={}, channels={})
    await report_hours.take_stock(hall.desk)
    assert set(await due(hall)) == set(report_hours.HOURS)
    async with hall.desk.db.reading() as conn:
        assert await jobs.due_at(conn, "feedback.round:8") is None


async def test_an_hour_that_is_late_stays_due_whatever_the_start_or_the_clock_says(hall):
    hall.clock.move(days=1)
    await report_hours.take_stock(hall.desk)
    await branches.describe(hall.desk, SUE, name="Leeds", zone="Europe/Berlin", membership="")
    assert (await due(hall))["feedback.round"] == "Sun 08:00"
