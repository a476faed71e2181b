"""What a reporter can do with the code, and when it is refused."""

from dataclasses import replace
from datetime import date

import pytest

from bot.ids import Asker, GuildId, MemberId, Power
from bot.rules import reading
from bot.rules.reports import Door, Entry, Head, Kind, Sent, Status
from tests.rules.samples import a_report, refused

TODAY = date(2026, 11, 23)
OLI, OLA, ANN = MemberId(21), MemberId(22), MemberId(101)
HEAD = Head(frozenset({OLA}), OLI, by_letter=True)
WITHDRAWN = a_report(status=Status.WITHDRAWN, closed_on=TODAY)
NAMED = a_report(door=Door.CONFIDENTIAL, name=b"sealed")
SENT = Sent(
    number=NAMED.number,
    door=Door.CONFIDENTIAL,
    category="Workload",
    office=None,
    week="2026-W47",
    code=bytes(32),
    head=HEAD,
    text="Five caseloads.",
    member_id=ANN,
)


def asker(member_id: MemberId, *powers: Power) -> Asker:
    return Asker(GuildId(7), member_id, frozenset(), frozenset({Power.MEMBER, *powers}))


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.WITHDRAWN])
def test_a_report_that_the_desk_has_can_be_replied_to_even_when_it_is_closed(status: Status):
    reading.may_reply(a_report(status=status, closed_on=TODAY if status.is_closed else None), waits=False)


def test_one_reply_at_a_time_whether_it_waits_for_its_round_or_for_its_answer():
    refused("reading.one_at_a_time", lambda: reading.may_reply(a_report(), waits=True))
    refused("reading.one_at_a_time", lambda: reading.may_reply(a_report(reply_waits=True), waits=False))


def test_what_the_desk_does_not_have_yet_or_not_any_more_cannot_be_replied_to():
    refused("reading.no_reply_yet", lambda: reading.may_reply(SENT, waits=False))
    refused("reading.is_withdrawn", lambda: reading.may_reply(WITHDRAWN, waits=False))


def test_nothing_waits_and_no_name_stays_once_a_report_is_withdrawn():
    report = replace(NAMED, reply_waits=True, answer_waits=True, holder_id=OLI)
    withdrawn = reading.withdrawn(report, TODAY)
    assert withdrawn.status is Status.WITHDRAWN
    assert withdrawn.closed_on == TODAY
    assert (withdrawn.name, withdrawn.holder_id) == (None, None)
    assert not (withdrawn.reply_waits or withdrawn.answer_waits)
    refused("reading.is_withdrawn", lambda: reading.withdrawn(withdrawn, TODAY))


def test_a_closed_report_that_is_withdrawn_is_withdrawn_from_that_day_on():
    closed = a_report(status=Status.DONE, closed_on=date(2026, 10, 1))
    assert reading.withdrawn(closed, TODAY).closed_on == TODAY


def test_another_organiser_can_be_given_the_name_and_nobody_else():
    ola = asker(OLA, Power.ORGANISER)
    assert reading.entrusted(Head(opener_id=OLI), ola) == Head(opener_id=OLA)
    refused("reading.not_to_them", lambda: reading.entrusted(HEAD, ola))
    refused("reading.no_organiser", lambda: reading.entrusted(HEAD, asker(ANN, Power.OFFICER)))
    refused("reading.same_opener", lambda: reading.entrusted(HEAD, asker(OLI, Power.ORGANISER)))


def test_only_a_report_with_a_name_has_anybody_to_be_entrusted_with_it():
    assert reading.may_change_head(NAMED) is NAMED
    refused("report.no_name", lambda: reading.may_change_head(a_report()))
    refused("reading.no_change_yet", lambda: reading.may_change_head(SENT))
    refused("reading.is_withdrawn", lambda: reading.may_change_head(WITHDRAWN))


def test_the_desks_answers_stand_with_the_last_first_and_its_notes_not_among_them():
    kinds = [Kind.REPORT, Kind.ANSWER, Kind.NOTE, Kind.REPLY, Kind.ANSWER]
    thread = [Entry(position, kind, "", "2026-W47") for position, kind in enumerate(kinds, 1)]
    assert [each.position for each in reading.last_answers(thread)] == [5, 2]


@pytest.mark.parametrize("text", ["See https://example.org/?K7QD", "HTTP://EXAMPLE.ORG", "(http://[::1])"])
def test_an_answer_with_a_link_is_known_for_one(text):
    assert reading.has_link(text)


@pytest.mark.parametrize("text", ["See example.org.", "The https one", "ring: 020 7946 0000"])
def test_an_answer_without_one_is_not(text):
    assert not reading.has_link(text)
