"""Numbers of a month: as they are typed, and what may be published of them; a reader tries to work the others out."""

import json
import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.rules.workload import (
    NOT_SAID,
    Measure,
    Published,
    Return,
    Sums,
    first_of,
    month_of,
    must_be_now,
    read_month,
    read_return,
    revived,
    stored,
    summarise,
)
from tests.rules.samples import RETURN, refused, thoroughly

TYPED = {"caseload": "35", "high_risk": "12", "hours_over": "14", "vacancies": "1", "leave_refused": "2"}
COUNTED_ON = date(2026, 12, 1)


def counted(returns: list[Return], *listed: str, least: int = 5) -> Published:
    return summarise(returns, listed, membership=212, membership_at=None, counted_on=COUNTED_ON, least=least)


def some(number: int, office: str | None = None, **changes: int) -> list[Return]:
    return [replace(RETURN, office=office, **changes)] * number


# As typed


def test_a_return_is_five_whole_numbers():
    assert read_return(TYPED) == Return(35, 12, 14, 1, 2)


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), (" 7 ", 7), ("1,000", 1000), ("1 000", 1000), ("007", 7), ("1000", 1000)],
)
def test_a_number_is_read_as_people_type_it(text: str, number: int):
    assert read_return({**TYPED, "caseload": text, "high_risk": "0"}).caseload == number


@pytest.mark.parametrize("text", ["", "about 30", "-1", "٣٥", "3e1", "1,00,0", "30-40", "²", "９"])
def test_what_is_no_number_is_refused_by_the_name_and_the_range_of_its_field(text: str):
    values = refused("workload.unreadable", lambda: read_return({**TYPED, "hours_over": text}))
    assert values == {"field": Measure.HOURS_OVER, "most": 400}


@pytest.mark.parametrize("text", ["2.5", "2,5", "2½", "½", "7:30", ".5"])
def test_half_an_hour_is_asked_for_as_a_whole_one(text: str):
    refused("workload.not_whole", lambda: read_return({**TYPED, "hours_over": text}))


@pytest.mark.parametrize("measure", Measure)
def test_a_number_beyond_its_range_is_refused_and_the_last_within_it_is_not(measure: Measure):
    whole = {**TYPED, "caseload": "1000"}
    assert read_return({**whole, measure: str(measure.most)}).number(measure) == measure.most
    for text in (str(measure.most + 1), "9" * 4000):
        values = refused("workload.too_large", partial(read_return, {**whole, measure: text}))
        assert values == {"field": measure, "most": measure.most}


def test_no_more_cases_are_of_high_risk_than_there_are():
    assert read_return({**TYPED, "high_risk": "35"}).high_risk == 35
    refused("workload.more_than_caseload", lambda: read_return({**TYPED, "high_risk": "36"}))


@thoroughly
@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(text: str):
    try:
        read = read_return({**TYPED, "vacancies": text})
    except Invalid:
        return
    assert 0 <= read.vacancies <= 100


def test_a_month_is_named_by_its_first_day_and_taken_back_only_while_it_lasts():
    assert month_of(date(2026, 11, 21)) == "2026-11"
    assert first_of("2026-11") == date(2026, 11, 1)
    must_be_now("2026-11", date(2026, 11, 30))
    refused("workload.month_over", lambda: must_be_now("2026-11", date(2026, 12, 1)))
    assert read_month("2026-12") == "2026-12"
    for text in ("2026-13", "2026-1", "now", "2026-11\n"):
        with pytest.raises(ValueError, match=re.escape(text)):
            read_month(text)


# What is published


def test_offices_with_five_returns_are_shown_with_their_sums():
    published = counted([*some(5, "Leeds"), *some(7, "York", caseload=50), *some(6)], "Leeds", "York")
    assert published.offices == {
        NOT_SAID: Sums(6, 240, 60, 36, 6, 0),
        "Leeds": Sums(5, 200, 50, 30, 5, 0),
        "York": Sums(7, 350, 70, 42, 7, 0),
    }
    assert (published.others, published.together) == (None, Sums(18, 790, 180, 108, 18, 0))


def test_an_office_with_four_is_in_one_row_with_the_next_smallest_and_neither_is_named():
    published = counted([*some(4, "Leeds"), *some(6, "York"), *some(9, "Hull"), *some(8)], "Hull", "Leeds", "York")
    assert published.offices.keys() == {NOT_SAID, "Hull"}
    assert published.others == Sums(10, 400, 100, 60, 10, 0)
    assert "Leeds" not in json.dumps(stored(published))


def test_an_office_from_which_nothing_came_is_withheld_like_one_with_four():
    published = counted([*some(6, "York"), *some(9, "Hull"), *some(8)], "Hull", "Leeds", "York")
    assert (published.offices.keys(), published.others) == ({NOT_SAID, "Hull"}, Sums(6, 240, 60, 36, 6, 0))


def test_where_every_office_is_small_there_is_the_branch_alone():
    published = counted([*some(3, "Leeds"), *some(4, "York")], "Leeds", "York")
    assert (published.offices, published.others, published.together) == ({}, None, Sums(7, 280, 70, 42, 7, 0))


def test_of_four_returns_in_the_whole_branch_not_even_their_number_is_published():
    published = counted(some(4), "Leeds")
    assert (published.offices, published.others, published.together) == ({}, None, None)
    assert counted([]).together is None


def test_a_branch_without_a_list_of_offices_has_one_row():
    assert counted(some(5)).offices == {NOT_SAID: Sums(5, 200, 50, 30, 5, 0)}


def test_averages_are_in_tenths_with_halves_rounded_up():
    assert [Sums(20, total, 0, 0, 0, 0).average(Measure.CASELOAD) for total in (0, 1, 3, 800, 801)] == [
        0,
        1,
        2,
        400,
        401,
    ]


@thoroughly
@given(st.integers(1, 300), st.integers(0, 300_000))
def test_an_average_is_never_further_than_half_a_tenth_from_the_truth(returns: int, total: int):
    average = Sums(returns, total, 0, 0, 0, 0).average(Measure.CASELOAD)
    assert abs(2 * average * returns - 20 * total) <= returns


@thoroughly
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=6))
def test_what_is_published_comes_to_the_whole_and_has_no_small_row_and_survives_json(offices: list[tuple[int, bool]]):
    returns = [each for place, (number, _) in enumerate(offices) for each in some(number, f"Office {place}")]
    published = counted(returns, *(f"Office {place}" for place, (_, listed) in enumerate(offices) if listed))
    rows = [*published.offices.values(), *filter(None, (published.others, published.together))]
    assert all(row.returns >= 5 for row in rows)
    if published.offices and published.together:
        assert sum(row.returns for row in rows) == 2 * published.together.returns
    assert revived(json.loads(json.dumps(stored(published)))) == published
    at = datetime(2026, 11, 3, tzinfo=UTC)
    dated = summarise(returns, (), membership=None, membership_at=at, counted_on=COUNTED_ON)
    assert revived(json.loads(json.dumps(stored(dated)))) == dated


@pytest.mark.parametrize(("offices", "most", "least"), [(1, 12, 5), (2, 10, 4), (2, 12, 5), (3, 5, 2), (3, 6, 3)])
def test_who_knows_the_rules_and_every_row_works_out_no_small_number_of_returns(offices: int, most: int, least: int):
    names = [*(f"Office {place}" for place in range(offices)), NOT_SAID]
    said: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for world in product(range(most + 1), repeat=len(names)):
        returns = [each for name, number in zip(names, world, strict=True) for each in some(number, name or None)]
        published = counted(returns, *names[:-1], least=least)
        if published.together is not None and published.together.returns <= most:  # else not every world is listed
            said[json.dumps(stored(published))].append(world)
    assert len(said) > 5
    for worlds in said.values():
        for numbers in zip(*worlds, strict=True):
            assert len(set(numbers)) > 1 or numbers[0] >= least, worlds
