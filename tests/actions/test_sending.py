"""Sending a report: what is stored, what is refused with nothing changed, and many at once."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot.actions import branches, releasing, reports
from bot.actions.limits import Senders
from bot.actions.sending import Sending
from bot.desk import Desk
from bot.errors import BranchError
from bot.ids import Asker, Caller, ChannelId, MemberId, Power, RoleId
from bot.rules.branches import Use
from bot.rules.reports import NUMBER_SYMBOLS, Door, Status, Tray
from bot.rules.sending import A_DAY, Draft
from bot.seals import Seals
from bot.store import folder, jobs
from bot.store import reports as store
from tests.actions.announced import GUILD, SUE, Hall, a_hall, member
from tests.builders import Clock

ORGANISERS = RoleId(13)
DRAFT = Draft(Door.UNNAMED, "Workload", None, is_urgent=False, text="Five caseloads are covered by one officer.")


async def with_a_desk(desk: Desk, clock: Clock) -> Hall:
    """A branch with organisers and their channel."""
    hall = await a_hall(desk, clock)
    await branches.choose_roles(desk, SUE, Power.ORGANISER, {ORGANISERS})
    hall.branch = await branches.choose_channel(desk, SUE, Use.DESK, ChannelId(9))
    return hall


@pytest.fixture
async def hall(desk: Desk, clock: Clock) -> Hall:
    return await with_a_desk(replace(desk, lots=Random(7)), clock)  # noqa: S311 - every run draws the same


@pytest.fixture
def sending(hall: Hall) -> Sending:
    return Sending(hall.desk, Senders(hall.clock.now, A_DAY))


def somebody(hall: Hall, number: int) -> Asker:
    return branches.identify(hall.branch, member(number))


async def tray(hall: Hall) -> Tray:
    async with hall.desk.db.reading() as conn:
        return await reports.read_tray(hall.desk, conn, GUILD)


async def everything(hall: Hall) -> list[str]:
    """All that the database holds, as text."""
    async with hall.desk.db.reading() as conn:
        names = [row[0] for row in await conn.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            f"{name} {tuple(row)}"
            for name in names
            for row in await conn.execute_fetchall(f"SELECT * FROM {name}")  # noqa: S608
        ]


async def refused(key: str, doing: Awaitable[object]) -> None:
    with pytest.raises(BranchError) as refusal:
        await doing
    assert refusal.value.key == key


async def test_a_report_waits_in_the_tray_and_nothing_else_is_written(hall: Hall, sending: Sending) -> None:
    before = await everything(hall)
    code = await sending.send(somebody(hall, 1), hall.branch, DRAFT)
    added = [each for each in await everything(hall) if each not in before]
    assert [each.partition(" ")[0] for each in added] == ["report_trays"]
    assert set(before) < set(await everything(hall))
    (sent,) = (await tray(hall)).reports
    assert (sent.text, sent.door, sent.week, sent.member_id) == (DRAFT.text, Door.UNNAMED, "2026-W47", None)
    assert sent.code == hall.desk.seals.tag_of_typed(GUILD, code)


async def test_two_hundred_at_once_are_all_there_each_with_its_own_number_and_code_and_at_the_desk_with_the_round(
    hall: Hall, sending: Sending
) -> None:
    drafts = [replace(DRAFT, text=f"Report {number}.") for number in range(200)]
    going = [sending.send(somebody(hall, number), hall.branch, each) for number, each in enumerate(drafts)]
    codes = await asyncio.gather(*going)
    kept = (await tray(hall)).reports
    assert {each.text for each in kept} == {each.text for each in drafts}
    assert len({each.number for each in kept}) == len(set(codes)) == 200
    assert {each.code for each in kept} == {hall.desk.seals.tag_of_typed(GUILD, code) for code in codes}
    async with hall.desk.db.reading() as conn:
        job = await jobs.get(conn, f"{releasing.ROUND}:{GUILD}")
    assert job is not None
    await releasing.hold_round(hall.desk, job, None)
    async with hall.desk.db.reading() as conn:
        at_the_desk = {each.number: each.code for each in await store.list_(conn, GUILD, [Status.NEW])}
        posts = await conn.execute_fetchall("SELECT key FROM jobs WHERE kind = 'feedback.card'")
    assert at_the_desk == {each.number: each.code for each in kept}
    assert {row["key"].rpartition(":")[2] for row in posts} == at_the_desk.keys()
    assert (await tray(hall)).is_empty


async def test_a_number_that_waits_or_is_at_the_desk_is_not_drawn_again(hall: Hall, monkeypatch) -> None:
    monkeypatch.setattr("bot.rules.reports.NUMBER_SYMBOLS", NUMBER_SYMBOLS[:2])  # sixteen numbers
    sending = Sending(hall.desk, Senders(hall.clock.now, A_DAY))
    for number in range(8):
        await sending.send(somebody(hall, number), hall.branch, replace(DRAFT, is_urgent=number % 2 == 0))
    await asyncio.gather(*(sending.send(somebody(hall, 10 + number), hall.branch, DRAFT) for number in range(8)))
    async with hall.desk.db.reading() as conn:
        released = {each.number for each in await store.list_(conn, GUILD, list(Status))}
    assert len(released) == 4
    assert len(released | {each.number for each in (await tray(hall)).reports}) == 16


async def test_what_is_urgent_is_at_the_desk_at_once_and_its_post_is_due(hall: Hall, sending: Sending) -> None:
    code = await sending.send(somebody(hall, 1), hall.branch, replace(DRAFT, is_urgent=True))
    assert (await tray(hall)).is_empty
    async with hall.desk.db.reading() as conn:
        report = await store.by_code(conn, GUILD, hall.desk.seals.tag_of_typed(GUILD, code))
        assert report is not None
        assert report.is_urgent
        assert await jobs.get(conn, f"feedback.card:{GUILD}:{report.number}") is not None


async def test_who_is_no_member_and_what_the_branch_does_not_list_is_refused_alone_in_a_crowd(
    hall: Hall, sending: Sending
) -> None:
    stranger = branches.identify(hall.branch, Caller(GUILD, MemberId(99), frozenset()))
    await refused("access.not_a_member", sending.admit(stranger))
    outcomes = await asyncio.gather(
        sending.send(stranger, hall.branch, DRAFT),
        sending.send(somebody(hall, 1), hall.branch, replace(DRAFT, category="Weather")),
        sending.send(somebody(hall, 2), hall.branch, replace(DRAFT, office="Atlantis")),
        sending.send(somebody(hall, 3), hall.branch, DRAFT),
        return_exceptions=True,
    )
    assert [str(each) for each in outcomes[:3]] == [
        "access.not_a_member",
        "sending.category_gone",
        "sending.office_gone",
    ]
    assert len((await tray(hall)).reports) == 1


async def test_where_nobody_would_read_it_nothing_is_sent(hall: Hall, sending: Sending) -> None:
    ann = somebody(hall, 1)
    assert (await sending.admit(ann)).categories[0] == "Workload"
    await branches.choose_channel(hall.desk, SUE, Use.DESK, None)
    await refused("sending.no_desk", sending.admit(ann))
    await refused("sending.no_desk", sending.send(ann, hall.branch, DRAFT))
    await branches.choose_channel(hall.desk, SUE, Use.DESK, ChannelId(9))
    await branches.choose_roles(hall.desk, SUE, Power.ORGANISER, ())
    await refused("sending.no_desk", sending.send(ann, hall.branch, DRAFT))
    assert (await tray(hall)).is_empty


@pytest.mark.parametrize("kind", ["seal", "codes"])
async def test_where_a_key_is_lost_nothing_is_sent_nothing_is_changed_and_no_turn_is_lost(
    desk: Desk, tmp_path: Path, clock: Clock, kind: str
) -> None:
    hall = await with_a_desk(desk, clock)
    await Sending(desk, Senders(clock.now, A_DAY)).send(somebody(hall, 1), hall.branch, DRAFT)
    key = tmp_path / "data" / folder.KEYS / f"1.{kind}"
    kept = key.read_bytes()
    key.unlink()
    fresh = replace(desk, seals=Seals(tmp_path / "data" / folder.KEYS))
    fresh.seals.expect(1)
    senders = Senders(clock.now, 1)
    sending, before = Sending(fresh, senders), await everything(hall)
    await refused("report.key_lost", sending.send(somebody(hall, 2), hall.branch, DRAFT))
    assert await everything(hall) == before
    key.write_bytes(kept)
    key.chmod(0o600)
    fresh = replace(desk, seals=Seals(tmp_path / "data" / folder.KEYS))
    await Sending(fresh, senders).send(somebody(hall, 2), hall.branch, DRAFT)


@pytest.mark.parametrize("kind", ["seal", "codes"])
async def test_where_no_key_can_be_made_nothing_is_sent_and_with_room_again_the_same_report_goes(
    desk: Desk, tmp_path: Path, clock: Clock, kind: str
) -> None:
    hall, keys = await with_a_desk(desk, clock), tmp_path / "other keys"
    sending = Sending(replace(desk, seals=Seals(keys)), Senders(clock.now, 1))
    in_the_way = keys / f"1.{kind}.part"
    in_the_way.mkdir()  # no file can be made there, whoever tries
    before = await everything(hall)
    await refused("store.unavailable", sending.send(somebody(hall, 1), hall.branch, DRAFT))
    assert await everything(hall) == before
    in_the_way.rmdir()
    assert await sending.send(somebody(hall, 1), hall.branch, DRAFT)


async def test_a_muted_sender_sends_nothing_more_today(hall: Hall) -> None:
    senders = Senders(hall.clock.now, A_DAY)
    sending = Sending(hall.desk, senders)
    await sending.send(somebody(hall, 1), hall.branch, DRAFT)
    (sent,) = (await tray(hall)).reports
    senders.mute(hall.branch, sent.number)
    await refused("sending.muted", sending.send(somebody(hall, 1), hall.branch, DRAFT))
    await refused("sending.muted", sending.admit(somebody(hall, 1)))
    await sending.send(somebody(hall, 2), hall.branch, DRAFT)
    hall.clock.move(hours=6)
    await sending.send(somebody(hall, 1), hall.branch, DRAFT)
