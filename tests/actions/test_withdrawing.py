"""Replying with the code, withdrawing, and choosing anew who may open the name: nothing else tells that it was done."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.actions import branches, pauses, report_letters, reports
from bot.actions.limits import Senders
from bot.actions.reading import Reading
from bot.desk import Desk
from bot.ids import Asker, Caller, CaseNumber, JobId, MemberId
from bot.rules.reports import Kind, Report, SentReply, Status, Tray
from bot.store import facts
from bot.store import reports as store
from bot.store.jobs import Job
from tests.actions.announced import GUILD, SUE, Hall
from tests.actions.reported import TEXT, released, wait
from tests.actions.test_reading import OLA, OLI, but_for, organiser, refused, stored, tray, waiting, wrote
from tests.actions.test_retention import lies_in, sealed
from tests.rules.samples import NOW


@pytest.fixture
def reading(hall: Hall) -> Reading:
    return Reading(hall.desk, Senders(hall.clock.now, 2))


@pytest.fixture
def tim(hall: Hall) -> Asker:
    return branches.identify(hall.branch, Caller(GUILD, MemberId(400), frozenset()))


async def code_of(reading: Reading, who: Asker, code: str) -> bytes:
    return (await reading.find(who, code)).code


# Replying


async def test_a_reply_waits_in_the_tray_and_nothing_else_is_written(hall: Hall, reading: Reading, ann: Asker):
    _, code = await released(hall.desk)
    found = await reading.find(ann, code)
    before = await but_for(hall.desk, "report_trays")
    await reading.reply(ann, hall.branch, found.code, "It is six by now.")
    assert await but_for(hall.desk, "report_trays") == before
    assert (await tray(hall.desk)).replies == (SentReply(CaseNumber("K7QD"), "2026-W47", "It is six by now."),)
    found = await reading.look(ann, found.code)
    assert found.reply_waits
    assert [each.text for each in found.thread] == [TEXT, "It is six by now."]


async def test_one_reply_at_a_time_until_the_desk_has_answered(hall: Hall, reading: Reading, ann: Asker):
    report, typed = await released(hall.desk)
    code = await code_of(reading, ann, typed)
    await reading.reply(ann, hall.branch, code, "It is six by now.")
    assert await refused(reading.reply(ann, hall.branch, code, "Seven.")) == "reading.one_at_a_time"
    assert await refused(reading.may_reply(ann, hall.branch, code)) == "reading.one_at_a_time"
    await put_tray(hall.desk, Tray())
    await save(hall.desk, replace(report, reply_waits=True))
    assert await refused(reading.reply(ann, hall.branch, code, "Seven.")) == "reading.one_at_a_time"
    await save(hall.desk, replace(report, reply_waits=False))
    await reading.reply(ann, hall.branch, code, "Seven.")


async def test_replies_count_among_what_one_may_send_a_day_and_refused_ones_do_not(
    hall: Hall, reading: Reading, ann: Asker
):
    codes = [await code_of(reading, ann, (await released(hall.desk, number))[1]) for number in ("A111", "B222", "C333")]
    await reading.reply(ann, hall.branch, codes[0], "One.")
    for _ in range(3):
        assert await refused(reading.reply(ann, hall.branch, codes[0], "Again.")) == "reading.one_at_a_time"
        assert await refused(reading.reply(ann, hall.branch, codes[1], " ")) == "text.empty"
    await reading.reply(ann, hall.branch, codes[1], "Two.")
    assert await refused(reading.reply(ann, hall.branch, codes[2], "Three.")) == "sending.enough_today"
    assert await refused(reading.may_reply(ann, hall.branch, codes[2])) == "sending.enough_today"
    assert len((await tray(hall.desk)).replies) == 2


async def test_whoever_replied_today_can_be_muted_by_the_case_number(hall: Hall, ann: Asker):
    senders = Senders(hall.clock.now, 5)
    reading = Reading(hall.desk, senders)
    one, other = [await code_of(reading, ann, (await released(hall.desk, number))[1]) for number in ("A111", "B222")]
    await reading.reply(ann, hall.branch, one, "One.")
    senders.mute(hall.branch, CaseNumber("A111"))
    assert await refused(reading.reply(ann, hall.branch, other, "Two.")) == "sending.muted"


async def test_while_the_doors_are_closed_answers_are_read_and_no_reply_is_taken(
    hall: Hall, reading: Reading, ann: Asker
):
    _, typed = await released(hall.desk)
    sue = branches.identify(hall.branch, SUE)
    max_ = branches.identify(hall.branch, Caller(GUILD, MemberId(3), frozenset(), administrator=True))
    asked = await pauses.ask(hall.desk, sue, "No organiser can read the desk this week.")
    await pauses.agree(hall.desk, max_, pauses.moment_of(asked))
    code = await code_of(reading, ann, typed)
    assert await refused(reading.may_reply(ann, hall.branch, code)) == "pause.closed"
    assert await refused(reading.reply(ann, hall.branch, code, "Six.")) == "pause.closed"
    await reading.withdraw(ann, code)


async def test_who_is_not_of_the_branch_any_more_withdraws_and_does_not_reply(hall: Hall, reading: Reading, tim: Asker):
    _, typed = await released(hall.desk)
    code = await code_of(reading, tim, typed)
    assert await refused(reading.reply(tim, hall.branch, code, "Six.")) == "access.needs"
    await reading.withdraw(tim, code)
    assert (await stored(hall.desk)).status is Status.WITHDRAWN


# Withdrawing


async def test_a_withdrawn_text_is_nowhere_at_once_and_the_desk_still_has_the_row(
    hall: Hall, reading: Reading, ann: Asker, tmp_path: Path
):
    report, typed = await released(hall.desk, text="Five caseloads " * 200, by=MemberId(101), opener=OLI)
    report = await wrote(hall.desk, report, Kind.ANSWER, "We raise it.")
    seals = [*await sealed(hall.desk, report), report.name or b""]
    code = await code_of(reading, ann, typed)
    await wait(hall.desk, SentReply(report.number, "2026-W47", "Six."))
    await reading.withdraw(ann, code)
    row = await stored(hall.desk)
    assert (row.status, row.closed_on, row.name) == (Status.WITHDRAWN, reports.today(hall.desk, hall.branch), None)
    assert not row.answer_waits
    for seal in seals:
        if seal != row.head:
            assert lies_in(tmp_path / "data", seal[:40]) == []
    assert (await tray(hall.desk)).is_empty
    found = await reading.look(ann, code)
    assert found.thread == []
    assert await refused(reading.withdraw(ann, code)) == "reading.is_withdrawn"
    assert await refused(reading.reply(ann, hall.branch, code, "And yet.")) == "reading.is_withdrawn"


async def test_no_job_and_nothing_on_record_tells_that_something_was_withdrawn(
    hall: Hall, reading: Reading, ann: Asker
):
    _, typed = await released(hall.desk)
    code = await code_of(reading, ann, typed)
    before = await but_for(hall.desk, "reports", "report_entries", "facts")
    await reading.withdraw(ann, code)
    assert await but_for(hall.desk, "reports", "report_entries", "facts") == before
    async with hall.desk.db.reading() as conn:
        assert await facts.get(conn, "reports.vacuum_due") == "1"


async def test_what_the_desk_never_had_leaves_nothing_when_it_is_withdrawn(hall: Hall, reading: Reading, ann: Asker):
    before = await but_for(hall.desk)
    typed, _ = await waiting(hall.desk), await waiting(hall.desk, "P4RS")
    await reading.withdraw(ann, await code_of(reading, ann, typed))
    assert [each.number for each in (await tray(hall.desk)).reports] == ["P4RS"]
    assert await but_for(hall.desk, "report_trays") == {k: v for k, v in before.items() if k != "report_trays"}
    assert await refused(reading.find(ann, typed)) == "reading.unknown_code"


async def test_a_text_that_cannot_be_opened_any_more_can_still_be_erased(hall: Hall, reading: Reading, ann: Asker):
    report, typed = await released(hall.desk)
    code = await code_of(reading, ann, typed)
    async with hall.desk.db.transaction() as tx:
        await tx.execute("UPDATE report_entries SET sealed = zeroblob(600)")
    assert await refused(reading.look(ann, code)) == "report.damaged"
    await reading.withdraw(ann, code)
    async with hall.desk.db.reading() as conn:
        assert await store.thread(conn, GUILD, report.number) == []


# In confidence


async def test_another_organiser_is_entrusted_with_the_name_and_the_first_no_longer(
    hall: Hall, reading: Reading, ann: Asker
):
    report, typed = await released(hall.desk, by=MemberId(101), opener=OLI, not_to=frozenset({MemberId(23)}))
    code = await code_of(reading, ann, typed)
    before = await but_for(hall.desk, "reports")
    found = await reading.entrust(ann, code, organiser(OLA))
    assert found.head == replace(reports.head_of(hall.desk, report), opener_id=OLA)
    assert reports.head_of(hall.desk, await stored(hall.desk)) == found.head
    assert reports.name_of(hall.desk, await stored(hall.desk)) == MemberId(101)
    assert await but_for(hall.desk, "reports") == before
    assert await refused(reading.entrust(ann, code, organiser(MemberId(23)))) == "reading.not_to_them"
    assert await refused(reading.entrust(ann, code, ann)) == "reading.no_organiser"


async def test_a_report_without_a_name_has_nobody_to_be_entrusted_with_it(hall: Hall, reading: Reading, ann: Asker):
    code = await code_of(reading, ann, (await released(hall.desk))[1])
    assert await refused(reading.entrust(ann, code, organiser(OLA))) == "report.no_name"
    assert await refused(reading.set_letters(ann, code, wanted=True)) == "report.no_name"


def a_letter(entry: int) -> Job:
    payload = {"number": "K7QD", "entry": entry}
    return Job(JobId(1), "k", "feedback.letter", "s", GUILD, payload, NOW, 1, None, None, None)


async def test_a_letter_has_the_answer_and_knows_whom_to_only_when_it_is_written(
    hall: Hall, reading: Reading, ann: Asker
):
    report, typed = await released(hall.desk, by=MemberId(101), opener=OLI, by_letter=True)
    report = await wrote(hall.desk, report, Kind.NOTE, "Ask the rep at Leeds.")
    report = await wrote(hall.desk, report, Kind.ANSWER, "We raise it.")
    letter = await report_letters.of_job(hall.desk, a_letter(3))
    assert letter is not None
    assert (letter.to, letter.text) == (MemberId(101), "We raise it.")
    assert "We raise it." not in repr(letter)
    assert "101" not in repr(letter)
    assert await report_letters.of_job(hall.desk, a_letter(2)) is None, "a note is nobody's letter"
    code = await code_of(reading, ann, typed)
    await reading.set_letters(ann, code, wanted=False)
    assert await report_letters.of_job(hall.desk, a_letter(3)) is None
    await reading.set_letters(ann, code, wanted=True)
    await reading.withdraw(ann, code)
    assert await report_letters.of_job(hall.desk, a_letter(3)) is None
    async with hall.desk.db.transaction() as tx:
        await store.erase(tx, GUILD, report.number)
    assert await report_letters.of_job(hall.desk, a_letter(3)) is None


async def test_nobody_is_written_to_about_a_report_without_a_name(hall: Hall):
    report, _ = await released(hall.desk)
    await wrote(hall.desk, report, Kind.ANSWER, "We raise it.")
    assert await report_letters.of_job(hall.desk, a_letter(2)) is None


async def put_tray(desk: Desk, content: Tray) -> None:
    async with desk.db.transaction() as tx:
        await reports.put_tray(desk, tx, GUILD, content)


async def save(desk: Desk, report: Report) -> None:
    async with desk.db.transaction() as tx:
        await store.save(tx, report)
