"""What is kept about one person: all of it is exported, what can be erased is, and of the rest it is said why not."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from bot import keys
from bot.actions import holdings, leavers, reports
from bot.desk import Desk
from bot.ids import MemberId
from bot.render import holdings as render
from bot.rules.holdings import HOLDINGS, Held
from bot.rules.polls import KEPT_UNNAMED
from bot.rules.reports import Door, Head, Kind
from bot.store import jobs, workload
from bot.store import posted as posted_store
from bot.store import reports as reports_store
from tests.actions.announced import GUILD
from tests.actions.lives import OTHER, PAT, QUIN, Lives, lives
from tests.actions.reported import a_sent, released, wait
from tests.builders import Clock, traces

ERASABLE = {"called", "followed", "looks", "asked", "posted", "desk", "returns"}


@pytest.fixture
async def life(desk: Desk, clock: Clock) -> Lives:
    return await lives(desk, clock)


async def held(life: Lives, member_id: MemberId) -> dict[str, Held]:
    return {each.holding.key: each for each in await holdings.look(life.desk, life.asker(member_id)) if each.items}


async def erase(life: Lives, member_id: MemberId) -> None:
    await holdings.erase(life.desk, life.asker(member_id))
    await holdings.fold(life.desk)


async def where(desk: Desk, member_id: MemberId) -> set[str]:
    """In which columns this id stands, in numbers and in JSON."""
    found: set[str] = set()
    async with desk.db.reading() as conn:
        tables = [row[0] for row in await conn.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in await conn.execute_fetchall(f"SELECT * FROM {table}"):  # noqa: S608
                found |= {f"{table}.{name}" for name in row.keys() if str(member_id) in str(row[name])}  # noqa: SIM118
    return found


async def test_of_whom_nothing_must_be_kept_no_byte_in_any_file_is_left(life: Lives, tmp_path: Path):
    await life.member_of_everything(QUIN)
    assert traces(tmp_path, QUIN) != []
    assert await held(life, QUIN) != {}
    await erase(life, QUIN)
    assert await held(life, QUIN) == {}
    assert traces(tmp_path, QUIN) == []
    await erase(life, QUIN)  # pressed twice


async def test_their_tags_are_gone_too_and_the_key_finds_nothing(life: Lives):
    await life.member_of_everything(QUIN)
    await erase(life, QUIN)
    async with life.desk.db.reading() as conn:
        tag = keys.tag(life.desk.outside_keys.read(life.dispute.id), QUIN)
        assert await posted_store.of(conn, life.dispute.id, [tag]) == {}
        (month,) = await workload.open_(conn)
        assert await workload.returns(conn, month.id) == {}
    assert month.id in life.desk.return_keys.held()


async def test_who_did_much_keeps_only_what_is_said_to_stay(life: Lives):
    await life.rep_of_everything(PAT)
    await life.close_polls()
    await erase(life, PAT)
    left = await held(life, PAT)
    staying = {column for each in left.values() for column in each.holding.columns}
    assert await where(life.desk, PAT) <= staying
    assert {each.erasable for each in left.values()} == {0}
    assert all(each.holding.stays is not None for each in left.values())
    kept = {"votes", "crossed_off", "answers", "check_ins", "owned", "campaigns", "reports_named", "record"}
    assert left.keys() == kept
    assert {key for key in kept if left[key].ends_at is not None} == {"votes", "crossed_off", "answers"}


async def test_erasing_one_member_takes_nothing_from_another(life: Lives):
    for each in (PAT, OTHER):
        await life.rep_of_everything(each)
    before = await held(life, OTHER)
    await erase(life, PAT)
    assert await held(life, OTHER) == before
    assert (await life.desk.boxes.held()) != set()


async def test_numbers_that_members_see_follow_an_answer_that_is_taken_back_and_no_other(life: Lives):
    await life.rep_of_everything(PAT)
    async with life.desk.db.reading() as conn:
        counts = "SELECT sum(number) FROM meeting_counts WHERE what = ?"
        (before,) = [await conn.execute_fetchall(counts, (what,)) for what in ("apologies",)]
    await erase(life, PAT)
    async with life.desk.db.reading() as conn:
        ((coming,),) = await conn.execute_fetchall(counts, ("coming",))
        assert (coming, await conn.execute_fetchall(counts, ("apologies",))) == (0, before)
        assert await jobs.state(conn, f"meeting.refresh:{life.meeting.id}") == "waiting"


async def test_an_export_has_everything_and_nobody_else(life: Lives):
    await life.member_of_everything(OTHER)
    await life.rep_of_everything(PAT)
    found = render.files(await holdings.export(life.desk, life.asker(PAT)))
    told = json.loads(found["mydata.json"])
    kept = {"votes", "crossed_off", "answers", "check_ins", "owned", "campaigns", "reports_named", "record"}
    assert told["held"].keys() == kept | ERASABLE | {"drafts", "queue"}
    assert told["member_id"] == str(PAT)
    assert told["made_at"].endswith("Z")
    (vote,) = told["held"]["votes"]["items"]
    assert (vote["question"], vote["chosen"]) == ("The open one?", ["For"])
    (secret,) = told["held"]["crossed_off"]["items"]
    assert secret["has_voted"] is True
    assert not secret.keys() & {"chosen", "choices", "paper"}
    assert [each["in_words"] for each in told["held"]["record"]["items"]]
    (report,) = told["held"]["reports_named"]["items"]
    assert report["thread"] == ["Five caseloads are covered by one officer."]
    for data in found.values():
        assert str(OTHER) not in data.decode()
        assert "What of my increment? 0" in data.decode()
    text = found["mydata.txt"].decode()
    assert "How you voted" not in text
    assert "Number of the poll: 1" in text
    assert "Chosen: For" in text


async def test_a_report_in_confidence_is_in_its_senders_export_alone_and_without_what_organisers_noted(life: Lives):
    desk = life.desk
    report, _ = await released(desk, "K7QD", "It is mine.", by=PAT)
    await released(desk, "M3XT", "It is another's.", by=OTHER)
    await released(desk, "N4YV", "It is nobody's.")
    async with desk.db.transaction() as tx:
        for kind, text in ((Kind.NOTE, "Among us."), (Kind.ANSWER, "To you.")):
            report = await reports.add_entry(
                desk, tx, report, kind, text, week="2026-W47", author_id=OTHER, written_on=date(2026, 11, 21)
            )
        await reports_store.save(tx, report)
    head = Head(frozenset({OTHER}), opener_id=QUIN, by_letter=True)
    mine = a_sent(desk, "AAAA", text="On its way.", door=Door.CONFIDENTIAL, member_id=PAT, head=head)
    await wait(desk, mine, a_sent(desk, "BBBB", text="On its way as well."))
    found = (await held(life, PAT))["reports_named"]
    assert [each.values["thread"] for each in found.items] == [["It is mine.", "To you."], ["On its way."]]
    chosen = {name: found.items[1].values[name] for name in ("opener", "by_letter", "not_to")}
    assert chosen == {"opener": str(QUIN), "by_letter": True, "not_to": [str(OTHER)]}
    assert "reports_named" not in await held(life, QUIN)


async def test_who_has_left_no_trace_gets_files_that_say_so(life: Lives):
    found = render.files(await holdings.export(life.desk, life.asker(QUIN)))
    assert json.loads(found["mydata.json"])["held"] == {}
    assert str(QUIN) in found["mydata.txt"].decode()


async def test_what_is_too_large_for_discord_is_packed_and_not_cut(life: Lives, monkeypatch: pytest.MonkeyPatch):
    await life.rep_of_everything(PAT)
    whole = render.files(await holdings.export(life.desk, life.asker(PAT)))
    monkeypatch.setattr(render, "LARGEST", 1000)
    packed = render.files(await holdings.export(life.desk, life.asker(PAT)))
    assert {name: gzip.decompress(data) for name, data in packed.items()} == {f"{n}.gz": d for n, d in whole.items()}


async def test_an_export_is_on_no_record_and_changes_nothing(life: Lives):
    await life.rep_of_everything(PAT)
    before = await where(life.desk, PAT)
    async with life.desk.db.reading() as conn:
        counted = list(await conn.execute_fetchall("SELECT count(*) FROM audit"))
    await holdings.export(life.desk, life.asker(PAT))
    await holdings.erase(life.desk, life.asker(OTHER))
    async with life.desk.db.reading() as conn:
        assert list(await conn.execute_fetchall("SELECT count(*) FROM audit")) == counted
    assert await where(life.desk, PAT) == before


async def test_who_is_on_a_list_and_has_not_voted_is_told_so_until_the_key_is_gone(life: Lives):
    poll = await life.open_secretly([QUIN, PAT])
    assert [key for key in await held(life, QUIN) if key in {"roll", "crossed_off"}] == ["roll"]
    await life.close_polls()
    (item,) = (await held(life, QUIN))["roll"].items
    assert (item.values["question"], item.is_erasable, item.ends_at) == (
        "The secret one?",
        False,
        poll.closes_at + KEPT_UNNAMED,
    )
    assert "roll" not in await held(life, OTHER)
    life.desk.keys.destroy(poll.id)
    assert await held(life, QUIN) == {}


async def test_a_member_is_not_found_where_a_key_is_gone_and_the_rest_is_shown(life: Lives):
    await life.rep_of_everything(PAT)
    for key in life.desk.keys.held():
        life.desk.keys.destroy(key)
    life.desk.outside_keys.destroy(life.dispute.id)
    found = await held(life, PAT)
    assert not found.keys() & {"crossed_off", "posted"}
    assert "votes" in found


async def test_who_has_left_is_forgotten_but_for_what_goes_in_its_own_time(life: Lives):
    await life.rep_of_everything(PAT)
    await leavers.forget(life.desk, GUILD, PAT)
    left = await held(life, PAT)
    forgotten = {each.key for each in HOLDINGS if each.is_forgotten and each.stays is None}
    assert not left.keys() & forgotten
    assert {"posted", "returns", "drafts", "votes", "record"} <= left.keys()
    assert not left["owned"].erasable
    assert not left["answers"].erasable


async def test_those_are_looked_for_of_whom_something_is_kept_that_need_not_be_a_page_at_a_time(life: Lives):
    for each in (QUIN, PAT, OTHER):
        await life.member_of_everything(each)
    async with life.desk.db.transaction() as tx:
        await leavers.begin(tx, GUILD, life.clock.now())
        job = await jobs.get(tx, f"mydata.sweep:{GUILD}")
    assert job is not None
    assert await leavers.next_(life.desk, job, 2) == [QUIN, PAT]
    await leavers.reached(life.desk, job, PAT)
    async with life.desk.db.reading() as conn:
        job = await jobs.get(conn, job.key)
    assert job is not None
    assert await leavers.next_(life.desk, job, 2) == [OTHER]
    await leavers.finished(life.desk, job)
    for each in (QUIN, PAT, OTHER):
        await leavers.forget(life.desk, GUILD, each)
    async with life.desk.db.reading() as conn:
        job = await jobs.get(conn, job.key)
    assert job is not None
    assert (job.payload, await leavers.next_(life.desk, job, 2)) == ({}, [])


async def test_who_is_said_to_have_left_is_asked_about_once_whoever_else_leaves_meanwhile(life: Lives):
    await leavers.left(life.desk, GUILD, QUIN)
    await leavers.left(life.desk, GUILD, PAT)
    async with life.desk.db.reading() as conn:
        job = await jobs.get(conn, f"mydata.leave:{GUILD}")
    assert job is not None
    assert await leavers.reported(life.desk, job) == [QUIN, PAT]
    await leavers.left(life.desk, GUILD, OTHER)
    await leavers.settled(life.desk, job, [QUIN, PAT])
    assert await leavers.reported(life.desk, job) == [OTHER]
