"""A branch's rules for its meetings, as an officer types them."""

import pytest

from bot.rules import standing_orders as rules
from bot.rules.meetings import USUAL, Rule
from bot.rules.notices import Deadline
from bot.rules.numbers import NO_QUORUM, Quorum
from tests.rules.samples import refused


def read(notice: str = "14", quorum: str = "", deadlines: str = "") -> Rule:
    return rules.read_rule(notice, True, quorum, deadlines)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("14", 14), (" 14 days ", 14), ("14 clear days", 14), ("21d", 21), ("0", 0), ("", 0), ("None", 0)],
)
def test_a_notice_period_is_read_as_it_is_said(typed: str, days: int):
    assert read(typed).notice_days == days


def test_deadlines_are_read_in_any_order_and_kept_from_the_first_to_close():
    rule = read("28", "5%", "Amendments 7, motions: 21 days before; nomination 14")
    assert list(rule.deadlines.items()) == [
        (Deadline.MOTIONS, 21),
        (Deadline.NOMINATIONS, 14),
        (Deadline.AMENDMENTS, 7),
    ]
    assert rule.quorum == Quorum(5, "percent")


def test_no_quorum_and_no_deadlines_are_fair_answers():
    assert read("7", "none", "none") == Rule(7, True, NO_QUORUM, {})


@pytest.mark.parametrize("rule", USUAL.values())
def test_a_rule_shown_to_be_corrected_is_read_as_it_was(rule: Rule):
    assert read(str(rule.notice_days), deadlines=rules.as_typed(rule.deadlines)).deadlines == rule.deadlines


def test_motions_cannot_close_before_members_must_have_been_told():
    values = refused("standing_orders.before_notice", lambda: read("14", deadlines="motions 21"))
    assert values == {"deadline": "motions", "days": 21, "notice": 14}


@pytest.mark.parametrize("typed", ["two weeks", "-3", "14.5", "²", "9" * 30])
def test_what_is_no_number_of_days_is_refused(typed: str):
    refused("standing_orders.days_unreadable", lambda: read(typed))


def test_a_year_of_notice_is_a_slip():
    refused("standing_orders.too_many_days", lambda: read("365"))


def test_a_deadline_is_one_steward_knows_and_stands_once():
    refused("standing_orders.deadline_unreadable", lambda: read(deadlines="reports 7"))
    refused("standing_orders.deadline_twice", lambda: read(deadlines="motions 7, motion 5"))
    refused("standing_orders.days_unreadable", lambda: read(deadlines="motions soon"))
