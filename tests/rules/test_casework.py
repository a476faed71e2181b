"""Which step of the organisers' work may follow which."""

import pytest

from bot.ids import Asker, GuildId, MemberId, Power
from bot.rules import casework
from bot.rules.casework import Which
from bot.rules.reports import Door, Entry, Head, Kind, Status
from tests.rules.samples import NOW, a_report, refused

OLI, OLA = MemberId(3), MemberId(4)
TODAY = NOW.date()
OPEN = (Status.NEW, Status.READ, Status.IN_HAND)
WITHDRAWN = a_report(status=Status.WITHDRAWN, closed_on=TODAY)
CLOSED = [a_report(status=each, closed_on=TODAY) for each in casework.OUTCOMES]


def test_opening_makes_a_new_report_read_and_changes_no_other():
    assert casework.opened(a_report(status=Status.NEW)).status is Status.READ
    for status in set(Status) - {Status.NEW}:
        assert casework.opened(a_report(status=status)).status is status


@pytest.mark.parametrize("status", OPEN)
def test_an_answer_takes_a_report_in_hand_and_waits_for_the_reporter(status: Status):
    after = casework.answered(a_report(status=status, reply_waits=True))
    assert (after.status, after.reply_waits, after.answer_waits) == (Status.IN_HAND, False, True)


@pytest.mark.parametrize("outcome", casework.OUTCOMES)
def test_closing_notes_the_day_and_its_reason_waits_for_the_reporter(outcome: Status):
    after = casework.closed(a_report(status=Status.IN_HAND, reply_waits=True), outcome, TODAY)
    assert (after.status, after.closed_on) == (outcome, TODAY)
    assert (after.reply_waits, after.answer_waits) == (False, True)


def test_what_is_closed_is_neither_answered_nor_moved_nor_closed_again_but_reopened():
    for report in CLOSED:
        refused("casework.is_closed", lambda report=report: casework.answered(report))
        refused("casework.is_closed", lambda report=report: casework.moved(report, Status.READ))
        refused("casework.is_closed", lambda report=report: casework.closed(report, Status.DONE, TODAY))
        after = casework.reopened(report)
        assert (after.status, after.closed_on) == (Status.READ, None)


def test_what_was_withdrawn_is_nobodys_to_work_on():
    for act in (casework.answered, casework.reopened, casework.taken_back):
        refused("report.withdrawn", lambda act=act: act(WITHDRAWN))
    refused("report.withdrawn", lambda: casework.moved(WITHDRAWN, Status.READ))
    refused("report.withdrawn", lambda: casework.closed(WITHDRAWN, Status.DONE, TODAY))
    refused("report.withdrawn", lambda: casework.passed(WITHDRAWN, Head(), OLI))
    refused("report.withdrawn", lambda: casework.may_open_name(WITHDRAWN, Head(opener_id=OLI), OLI))


def test_what_is_open_is_not_reopened():
    for status in OPEN:
        refused("casework.is_open", lambda status=status: casework.reopened(a_report(status=status)))


def test_by_hand_a_report_is_set_to_read_or_in_hand_and_to_nothing_else():
    assert casework.moved(a_report(status=Status.IN_HAND), Status.READ).status is Status.READ
    refused("casework.same_status", lambda: casework.moved(a_report(status=Status.READ), Status.READ))
    for status in set(Status) - set(casework.BY_HAND):
        refused("casework.choose_status", lambda status=status: casework.moved(a_report(), status))


def test_a_form_closes_a_report_as_done_or_without_action_and_in_no_other_way():
    assert [casework.read_outcome(each) for each in ("done", "no_action")] == [Status.DONE, Status.NO_ACTION]
    for wrong in ("", "withdrawn", "read", "Done", "done "):
        refused("casework.choose_outcome", lambda wrong=wrong: casework.read_outcome(wrong))


def test_a_report_is_passed_to_who_may_see_it_and_back_to_nobody():
    head, report = Head(not_to=frozenset({OLA})), a_report()
    refused("casework.not_to_them", lambda: casework.passed(report, head, OLA))
    held = casework.passed(report, head, OLI)
    assert held.holder_id == OLI
    refused("casework.holds_it", lambda: casework.passed(held, head, OLI))
    assert casework.taken_back(held).holder_id is None
    refused("casework.nobody_holds_it", lambda: casework.taken_back(report))


def test_only_an_organiser_can_hold_a_report():
    for power in set(Power) - {Power.ORGANISER}:
        who = Asker(GuildId(7), OLA, frozenset(), frozenset({power}))
        refused("casework.not_an_organiser", lambda who=who: casework.may_hold(who))
    casework.may_hold(Asker(GuildId(7), OLA, frozenset(), frozenset({Power.ORGANISER})))


def test_the_same_words_twice_are_said_once_and_words_begun_before_another_entry_are_held_back():
    thread = [
        Entry(1, Kind.REPORT, "Too much work", "2026-W47"),
        Entry(2, Kind.ANSWER, "We ask", "2026-W47", OLI, TODAY),
    ]
    refused("casework.said_already", lambda: casework.may_add(thread, "We ask", Kind.ANSWER, 2))
    refused("casework.said_already", lambda: casework.may_add(thread, "We ask", Kind.ANSWER, 1))
    refused("casework.moved_on", lambda: casework.may_add(thread, "We look", Kind.ANSWER, 1))
    casework.may_add(thread, "We look", Kind.ANSWER, 2)
    casework.may_add(thread, "We ask", Kind.NOTE, 2)
    casework.may_add([], "We ask", Kind.ANSWER, 0)


def test_the_name_is_opened_by_the_one_organiser_the_reporter_named_and_by_nobody_where_there_is_none():
    report = a_report(door=Door.CONFIDENTIAL, name=b"sealed")
    casework.may_open_name(report, Head(opener_id=OLI), OLI)
    told = refused("casework.not_the_opener", lambda: casework.may_open_name(report, Head(opener_id=OLI), OLA))
    assert told == {"opener": str(OLI)}
    refused("casework.not_the_opener", lambda: casework.may_open_name(report, Head(), OLA))
    refused("report.no_name", lambda: casework.may_open_name(a_report(), Head(), OLI))


def test_every_status_is_in_one_of_the_two_lists():
    assert [*Which.OPEN.statuses, *Which.CLOSED.statuses] == list(Status)
    assert list(Which.OPEN.statuses) == list(OPEN)
