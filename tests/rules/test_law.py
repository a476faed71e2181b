from datetime import date

import pytest

from bot.i18n import say
from bot.rules import law
from bot.rules.campaigns import Nation
from bot.rules.law import Jurisdiction, Subject
from tests.rules.samples import refused

ENGLAND, SCOTLAND, ULSTER = Nation.ENGLAND_WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND
AUTUMN = date(2026, 11, 22)


def number(subject: Subject, nation: Nation = ENGLAND, on: date = AUTUMN) -> int | None:
    found = law.figure(subject, nation, on)
    return None if found is None else found.number


def test_the_figures_of_great_britain_are_those_that_were_checked_in_autumn_2026():
    for nation in (ENGLAND, SCOTLAND):
        assert number(Subject.BALLOT_TURNOUT, nation) == 50
        assert number(Subject.ACTION_NOTICE, nation) == 10
        assert number(Subject.MANDATE, nation) == 12


def test_what_began_before_a_change_in_the_law_follows_the_law_of_its_day():
    the_day_before, the_day = date(2026, 2, 17), date(2026, 2, 18)
    assert (number(Subject.ACTION_NOTICE, on=the_day_before), number(Subject.ACTION_NOTICE, on=the_day)) == (14, 10)
    assert (number(Subject.MANDATE, on=the_day_before), number(Subject.MANDATE, on=the_day)) == (6, 12)


def test_northern_ireland_has_its_own_law_and_what_is_not_known_of_it_is_not_guessed():
    assert number(Subject.ACTION_NOTICE, ULSTER) == 7
    assert number(Subject.BALLOT_TURNOUT, ULSTER) is None
    assert number(Subject.MANDATE, ULSTER) is None
    assert refused("law.not_known", lambda: law.needed(Subject.MANDATE, ULSTER, AUTUMN))
    for subject in (Subject.BALLOT_TURNOUT, Subject.ACTION_NOTICE, Subject.MANDATE):
        assert "legal officer" in say("law.unknown", subject=subject.value)


def test_the_post_is_the_same_in_all_nations():
    assert {number(Subject.POST_SAFE, nation) for nation in Nation} == {5}
    assert {number(Subject.POST_USUAL, nation) for nation in Nation} == {3}


def test_nothing_is_known_of_a_time_before_the_first_figure():
    assert number(Subject.BALLOT_TURNOUT, on=date(2010, 1, 1)) is None
    assert number(Subject.POST_SAFE, on=date(2025, 7, 27)) is None


@pytest.mark.parametrize(
    "each", law.figures(), ids=lambda each: f"{each.jurisdiction}-{each.subject}-{each.in_force_on}"
)
def test_every_figure_has_its_source_the_day_it_was_checked_and_a_sentence(each: law.Figure):
    assert each.number > 0
    assert len(each.source) > 20
    assert each.in_force_on <= each.checked_on
    assert str(each.number) in say(f"law.figure-{each.subject}", number=each.number)
    shown = say("law.source", source=each.source, in_force_on=each.in_force_on, checked_on=each.checked_on)
    assert each.source in shown
    assert "not advice" in shown


def test_no_figure_stands_twice_with_the_same_day():
    keys = [(each.subject, each.jurisdiction, each.in_force_on) for each in law.figures()]
    assert len(set(keys)) == len(keys)
    assert {each.jurisdiction for each in law.figures()} == set(Jurisdiction)
