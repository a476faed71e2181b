"""What organisers do with reports: who may, what becomes of the report, what is on record, and what nobody is shown."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from bot.actions import casework, openings
from bot.actions.limits import Senders
from bot.actions.openings import Openings
from bot.actions.reading import Reading
from bot.errors import TooLate
from bot.ids import Asker, CaseNumber, MemberId, Power
from bot.rules.casework import Which
from bot.rules.reports import Kind, Status
from tests.actions.announced import GUILD
from tests.actions.desk_work import (
    ANN,
    EVERY_ACT,
    K7QD,
    OLA,
    OLI,
    OLU,
    changes_nothing,
    everything,
    jobs,
    kept,
    last_entry,
    on_record,
    organiser,
    put,
)
from tests.actions.reported import TEXT, released


@pytest.fixture
def oli() -> Asker:
    return organiser(OLI)


@pytest.fixture
def ola() -> Asker:
    return organiser(OLA)


@pytest.mark.parametrize("act", EVERY_ACT)
async def test_who_is_no_organiser_is_refused_whatever_else_they_are(hall, act):
    await released(hall.desk, by=ANN, opener=OLI)
    officer = Asker(GUILD, OLI, frozenset(), frozenset({Power.OFFICER, Power.REP, Power.MEMBER, Power.FULL_MEMBER}))
    refusal = await changes_nothing(hall, "access.needs", lambda: EVERY_ACT[act](hall, officer))
    assert refusal.values == {"power": "organiser"}


async def test_who_is_no_organiser_is_shown_no_list(hall):
    officer = Asker(GUILD, OLI, frozenset(), frozenset({Power.OFFICER, Power.REP, Power.MEMBER}))
    await changes_nothing(hall, "access.needs", lambda: openings.list_(hall.desk, officer, Which.OPEN))


@pytest.mark.parametrize("act", EVERY_ACT)
async def test_for_an_organiser_who_must_not_see_it_a_report_is_as_one_that_never_was(hall, oli, act):
    never = await changes_nothing(hall, "report.not_found", lambda: EVERY_ACT[act](hall, oli))
    await released(hall.desk, by=ANN, opener=OLI, not_to=frozenset({OLI}))
    hidden = await changes_nothing(hall, "report.not_found", lambda: EVERY_ACT[act](hall, oli))
    assert (hidden.key, hidden.values) == (never.key, never.values)


async def test_a_report_of_another_branch_is_not_found(hall):
    await released(hall.desk)
    stranger = replace(organiser(OLI), guild_id=8)
    await changes_nothing(hall, "report.not_found", lambda: casework.to_work_on(hall.desk, stranger, K7QD))


async def test_a_report_not_all_may_see_stands_on_record_without_its_number_and_in_no_post(hall, ola):
    await released(hall.desk, by=ANN, opener=OLA, not_to=frozenset({OLI}))
    await Openings(hall.desk).open_(ola, K7QD)
    await casework.set_status(hall.desk, ola, K7QD, Status.IN_HAND)
    await casework.answer(hall.desk, ola, K7QD, "We look into it.", seen=1)
    await casework.note(hall.desk, ola, K7QD, "Ask the safety rep.")
    await casework.pass_to(hall.desk, ola, K7QD, organiser(OLU))
    await casework.take_back(hall.desk, ola, K7QD)
    await casework.close(hall.desk, ola, K7QD, "done", "It is settled.", seen=3)
    await casework.reopen(hall.desk, ola, K7QD)
    await casework.mute(hall.desk, Senders(hall.clock.now, 5), ola, K7QD)
    await casework.open_name(hall.desk, ola, K7QD, "To offer a rep at the hearing")
    assert len(await on_record(hall)) == 10
    assert "K7QD" not in str((await everything(hall))["audit"])
    assert await jobs(hall) == ["feedback.passed"]


# What the reporter is told


async def test_an_answer_takes_the_report_in_hand_and_waits_for_the_reporter(hall, oli):
    report, _ = await released(hall.desk)
    await put(hall, report, reply_waits=True)
    case = await casework.answer(hall.desk, oli, K7QD, "  We look into it.\n", seen=1)
    (entry,) = case.thread[1:]
    assert (entry.kind, entry.text, entry.author_id) == (Kind.ANSWER, "We look into it.", OLI)
    assert (entry.written_on, entry.week) == (date(2026, 11, 21), "2026-W47")
    after = await kept(hall)
    assert (after.status, after.reply_waits, after.answer_waits) == (Status.IN_HAND, False, True)
    assert await on_record(hall) == ["feedback.answered"]
    assert await jobs(hall) == ["feedback.card"]


async def test_an_answer_of_two_thousand_characters_goes_and_a_longer_one_comes_back(hall, oli):
    await released(hall.desk)
    await changes_nothing(hall, "text.too_long", lambda: casework.answer(hall.desk, oli, K7QD, "a" * 2001, seen=1))
    await changes_nothing(hall, "text.empty", lambda: casework.answer(hall.desk, oli, K7QD, " \n ", seen=1))
    await changes_nothing(hall, "text.mention", lambda: casework.answer(hall.desk, oli, K7QD, "@everyone look", seen=1))
    case = await casework.answer(hall.desk, oli, K7QD, "a" * 2000, seen=1)
    assert len(case.thread[-1].text) == 2000


async def test_two_organisers_answer_at_once_and_the_second_is_told_to_look_first(hall, oli, ola):
    await released(hall.desk)
    opened = Openings(hall.desk)
    seen = [opened.seen(who, (await opened.open_(who, K7QD)).opened) for who in (oli, ola)]
    assert seen == [1, 1]
    await casework.answer(hall.desk, oli, K7QD, "We look into it.", seen=1)
    second = partial(casework.answer, hall.desk, ola, K7QD, "Talk to me.", seen=1)
    await changes_nothing(hall, "casework.moved_on", second)
    assert opened.seen(ola, await casework.to_answer(hall.desk, ola, K7QD)) == 1
    await opened.look(ola, K7QD)
    assert opened.seen(ola, await casework.to_answer(hall.desk, ola, K7QD)) == 2
    await casework.answer(hall.desk, ola, K7QD, "Talk to me.", seen=2)


async def test_an_answer_that_is_sent_twice_is_given_once(hall, oli):
    await released(hall.desk)
    sending = partial(casework.answer, hall.desk, oli, K7QD, "We look into it.", seen=1)
    await sending()
    await changes_nothing(hall, "casework.said_already", sending)


async def test_what_was_closed_or_withdrawn_meanwhile_is_not_answered(hall, oli, ola):
    report, _ = await released(hall.desk)
    answering = partial(casework.answer, hall.desk, ola, K7QD, "We look into it.", seen=1)
    await casework.close(hall.desk, oli, K7QD, "done", "It is settled.", seen=1)
    await changes_nothing(hall, "casework.is_closed", answering)
    await put(hall, report, status=Status.WITHDRAWN, closed_on=date(2026, 11, 21))
    await changes_nothing(hall, "report.withdrawn", answering)
    await changes_nothing(hall, "report.withdrawn", lambda: casework.to_answer(hall.desk, ola, K7QD))


@pytest.mark.parametrize(
    ("door", "letters"),
    [({}, 0), ({"by": ANN, "opener": OLI}, 0), ({"by": ANN, "opener": OLI, "by_letter": True}, 1)],
)
async def test_an_answer_also_goes_by_letter_to_who_reported_in_confidence_and_chose_so(hall, oli, door, letters):
    await released(hall.desk, **door)
    await casework.answer(hall.desk, oli, K7QD, "We look into it.", seen=1)
    assert (await jobs(hall)).count("feedback.letter") == letters
    async with hall.desk.db.reading() as conn:
        rows = await conn.execute_fetchall("SELECT key, payload FROM jobs WHERE kind = 'feedback.letter'")
    assert str(ANN) not in str([tuple(row) for row in rows])


@pytest.mark.parametrize("outcome", [Status.DONE, Status.NO_ACTION])
async def test_closing_tells_the_reporter_why_and_says_when_the_text_is_erased(hall, oli, outcome):
    await released(hall.desk)
    case = await casework.close(hall.desk, oli, K7QD, outcome, "The employer has agreed.", seen=1)
    assert (case.thread[-1].kind, case.thread[-1].text) == (Kind.ANSWER, "The employer has agreed.")
    assert case.erased_on == date(2026, 11, 21) + timedelta(days=90)
    after = await kept(hall)
    assert (after.status, after.closed_on, after.answer_waits) == (outcome, date(2026, 11, 21), True)
    assert await on_record(hall) == [f"feedback.closed_{outcome}"]


async def test_closing_asks_for_an_outcome_and_a_reason(hall, oli):
    await released(hall.desk)
    for outcome, reason, key in [
        ("done", " ", "text.empty"),
        ("no_action", "a" * 301, "text.too_long"),
        ("withdrawn", "Because", "casework.choose_outcome"),
        ("", "Because", "casework.choose_outcome"),
    ]:
        await changes_nothing(hall, key, partial(casework.close, hall.desk, oli, K7QD, outcome, reason, seen=1))


async def test_a_closed_report_is_opened_again_and_its_text_is_kept(hall, oli):
    await released(hall.desk)
    await casework.close(hall.desk, oli, K7QD, "done", "It is settled.", seen=1)
    case = await casework.reopen(hall.desk, oli, K7QD)
    assert (case.report.status, case.report.closed_on, case.erased_on) == (Status.READ, None, None)
    assert [each.text for each in case.thread] == [TEXT, "It is settled."]
    assert (await on_record(hall))[-1] == "feedback.reopened"
    await changes_nothing(hall, "casework.is_open", lambda: casework.reopen(hall.desk, oli, K7QD))


async def test_the_status_is_set_by_hand(hall, oli):
    await released(hall.desk)
    await casework.set_status(hall.desk, oli, K7QD, Status.IN_HAND)
    setting = partial(casework.set_status, hall.desk, oli, K7QD, Status.IN_HAND)
    await changes_nothing(hall, "casework.same_status", setting)
    await casework.set_status(hall.desk, oli, K7QD, Status.READ)
    assert await on_record(hall) == ["feedback.set_in_hand", "feedback.set_read"]
    assert not (await kept(hall)).answer_waits


# Among organisers


async def test_a_note_is_for_organisers_and_nothing_waits_for_the_reporter(hall, oli):
    await released(hall.desk)
    case = await casework.note(hall.desk, oli, K7QD, "Ask the safety rep.")
    assert (case.thread[-1].kind, case.thread[-1].author_id) == (Kind.NOTE, OLI)
    after = await kept(hall)
    assert (after.status, after.answer_waits, after.entries) == (Status.NEW, False, 2)
    again = partial(casework.note, hall.desk, oli, K7QD, "Ask the safety rep.")
    await changes_nothing(hall, "casework.said_already", again)
    await changes_nothing(hall, "text.too_long", lambda: casework.note(hall.desk, oli, K7QD, "a" * 1001))


async def test_the_reporter_is_shown_no_note_whatever_else_is_written(hall, oli, ann):
    _, code = await released(hall.desk)
    await casework.note(hall.desk, oli, K7QD, "Could be the north office.")
    await casework.answer(hall.desk, oli, K7QD, "We look into it.", seen=2)
    await casework.note(hall.desk, oli, K7QD, "Ask the safety rep.")
    found = await Reading(hall.desk, Senders(hall.clock.now, 5)).find(ann, code)
    assert [each.text for each in found.thread] == [TEXT, "We look into it."]
    assert "north office" not in f"{found} {found.thread}"


async def test_a_note_can_still_be_written_on_a_closed_report(hall, oli):
    await released(hall.desk)
    await casework.close(hall.desk, oli, K7QD, "done", "It is settled.", seen=1)
    assert (await casework.note(hall.desk, oli, K7QD, "Look again in May.")).report.status is Status.DONE


async def test_nothing_written_lies_open_in_the_folder(hall, oli, tmp_path):
    await released(hall.desk, by=ANN, opener=OLI)
    await casework.answer(hall.desk, oli, K7QD, "We shall look into it on Monday.", seen=1)
    await casework.note(hall.desk, oli, K7QD, "Ask the safety rep of the north office.")
    held = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    for text in (TEXT, "We shall look into it on Monday.", "Ask the safety rep of the north office."):
        assert text.encode() not in held


async def test_a_report_is_passed_on_and_its_new_holder_is_told(hall, oli):
    await released(hall.desk)
    case = await casework.pass_to(hall.desk, oli, K7QD, organiser(OLA))
    assert case.report.holder_id == OLA
    assert "feedback.passed" in await jobs(hall)
    assert await casework.still_holds(hall.desk, GUILD, K7QD, OLA) is not None
    assert await casework.still_holds(hall.desk, GUILD, CaseNumber("M3XT"), OLA) is None  # erased meanwhile
    again = partial(casework.pass_to, hall.desk, oli, K7QD, organiser(OLA))
    await changes_nothing(hall, "casework.holds_it", again)
    await casework.take_back(hall.desk, oli, K7QD)
    assert (await kept(hall)).holder_id is None
    assert await casework.still_holds(hall.desk, GUILD, K7QD, OLA) is None
    await changes_nothing(hall, "casework.nobody_holds_it", lambda: casework.take_back(hall.desk, oli, K7QD))
    assert await on_record(hall) == ["feedback.passed", "feedback.taken_back"]


async def test_whoever_takes_a_report_needs_no_message(hall, oli):
    await released(hall.desk)
    await casework.pass_to(hall.desk, oli, K7QD, oli)
    assert await jobs(hall) == ["feedback.card"]


async def test_a_report_is_passed_neither_to_others_than_organisers_nor_to_who_must_not_see_it(hall, oli):
    await released(hall.desk, not_to=frozenset({OLA}))
    rep = Asker(GUILD, OLU, frozenset(), frozenset({Power.REP, Power.MEMBER}))
    await changes_nothing(hall, "casework.not_an_organiser", lambda: casework.pass_to(hall.desk, oli, K7QD, rep))
    hidden = partial(casework.pass_to, hall.desk, oli, K7QD, organiser(OLA))
    await changes_nothing(hall, "casework.not_to_them", hidden)


# The two rare things


async def test_muting_stops_whoever_sent_it_today_and_stands_on_record_by_number(hall, oli):
    await released(hall.desk)
    senders = Senders(hall.clock.now, 5)
    with senders.turn(hall.branch, ANN) as note:
        note(K7QD)
    await casework.mute(hall.desk, senders, oli, K7QD)
    with pytest.raises(TooLate):
        senders.check(hall.branch, ANN)
    senders.check(hall.branch, MemberId(102))
    entry = await last_entry(hall)
    assert (entry.what, entry.detail) == ("feedback.muted", {"number": "K7QD"})
    hall.clock.move(hours=6)  # past midnight
    senders.check(hall.branch, ANN)


async def test_muting_says_the_same_where_nobody_knows_who_sent_it(hall, oli):
    await released(hall.desk)
    await casework.mute(hall.desk, Senders(hall.clock.now, 5), oli, K7QD)
    assert await on_record(hall) == ["feedback.muted"]


async def test_the_opener_alone_opens_the_name_with_a_reason_each_time_on_record(hall, oli, ola):
    await released(hall.desk, by=ANN, opener=OLI)
    reason = "To offer a rep at the hearing"
    refusal = await changes_nothing(
        hall, "casework.not_the_opener", lambda: casework.open_name(hall.desk, ola, K7QD, reason)
    )
    assert refusal.values == {"opener": str(OLI)}
    await changes_nothing(hall, "text.empty", lambda: casework.open_name(hall.desk, oli, K7QD, " "))
    for _ in range(2):
        assert await casework.open_name(hall.desk, oli, K7QD, reason) == ANN
    assert await on_record(hall) == ["feedback.name_opened"] * 2
    entry = await last_entry(hall)
    assert (entry.actor, entry.detail) == (OLI, {"number": "K7QD", "reason": reason})
    assert str(ANN) not in str(await everything(hall))


async def test_a_report_without_a_name_has_none_to_open(hall, oli):
    await released(hall.desk)
    await changes_nothing(hall, "report.no_name", lambda: casework.may_open_name(hall.desk, oli, K7QD))
    await changes_nothing(hall, "report.no_name", lambda: casework.open_name(hall.desk, oli, K7QD, "Who is it?"))
