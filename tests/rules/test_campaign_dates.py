from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.i18n import say
from bot.ids import CampaignId, OutsideBallotId
from bot.rules import campaign_dates as rules
from bot.rules import law
from bot.rules.campaign_dates import CampaignDate, Kind
from bot.rules.campaigns import Nation
from tests.rules.samples import refused, thoroughly

ENGLAND, ULSTER = Nation.ENGLAND_WALES, Nation.NORTHERN_IRELAND
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def a_date(kind: Kind, on: date, at: time | None = None, put_at: datetime = NOW, **more: object) -> CampaignDate:
    return CampaignDate(CampaignId(1), kind, on, put_at, at, **more)  # pyright: ignore[reportArgumentType]


def put(kind: Kind, on: date, *others: CampaignDate, nation: Nation = ENGLAND, at: time | None = None) -> None:
    rules.may_put(a_date(kind, on, at), others, nation, TODAY)


CLOSES = a_date(Kind.BALLOT_CLOSES, date(2026, 12, 17), time(12))
NOTICE = a_date(Kind.NOTICE_GIVEN, date(2026, 11, 20))
ACTION = a_date(Kind.ACTION_DAY, date(2026, 11, 30))


# As people type them


@pytest.mark.parametrize(
    ("typed", "on", "at"),
    [
        ("10 Dec 2026", date(2026, 12, 10), None),
        ("Thu 10 Dec", date(2026, 12, 10), None),
        ("10/12/2026 17:00", date(2026, 12, 10), time(17)),
        ("10 Dec 2026 noon", date(2026, 12, 10), time(12)),
        ("tomorrow", date(2026, 11, 22), None),
        ("in 3 weeks", date(2026, 12, 12), None),
        ("1 Nov 2026", date(2026, 11, 1), None),
    ],
)
def test_a_day_is_read_as_people_type_it_with_a_time_or_without(typed: str, on: date, at: time | None):
    assert rules.read_day(typed, TODAY) == (on, at)


@pytest.mark.parametrize("typed", ["", "soon", "17:00", "10 Dec and 11 Dec", "x" * 200])
def test_what_is_no_day_is_refused_with_an_example(typed: str):
    refused("campaign_date.unreadable", lambda: rules.read_day(typed, TODAY))


def test_a_day_that_does_not_exist_or_is_too_far_is_refused():
    refused("time.no_such_date", lambda: rules.read_day("31 Nov 2026", TODAY))
    refused("time.too_far", lambda: rules.read_day("10 Dec 2040", TODAY))
    refused("time.weekday", lambda: rules.read_day("Fri 10 Dec 2026", TODAY))


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.none() | st.times())
@thoroughly
def test_a_date_that_is_shown_in_the_form_again_is_read_as_it_was(on: date, at: time | None):
    at = None if at is None else at.replace(second=0, microsecond=0)
    assume(at != time(0))
    assert rules.read_day(rules.as_typed(on, at), TODAY) == (on, at)


def test_a_note_is_one_line_that_calls_nobody_to_anything():
    assert rules.read_note("  Ring the\nscrutineer ") == "Ring the scrutineer"
    assert rules.read_note("  ") == ""
    refused("call.for_action", lambda: rules.read_note("All out on Monday!"))
    refused("call.how_voted", lambda: rules.read_note("Tell us how you voted"))


def test_a_kind_is_chosen_from_the_list():
    assert rules.read_kind("post_by") is Kind.POST_BY
    refused("campaign_date.no_such_kind", lambda: rules.read_kind("strike"))


# What may be


@pytest.mark.parametrize("kind", sorted(set(Kind) - rules.MAY_BE_PAST))
def test_what_is_announced_is_still_to_come(kind: Kind):
    refused("campaign_date.past", lambda: put(kind, TODAY - DAY))


def test_what_others_are_counted_from_may_have_been():
    put(Kind.PAPERS_POSTED, date(2026, 11, 20))
    put(Kind.NOTICE_GIVEN, date(2026, 11, 20))
    put(Kind.NOTICE_GIVEN, TODAY)
    put(Kind.BALLOT_CLOSES, date(2026, 11, 5))


def test_notice_is_put_down_once_it_was_given():
    refused("campaign_date.notice_to_come", lambda: put(Kind.NOTICE_GIVEN, TODAY + DAY))


@pytest.mark.parametrize("on", [date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 25), date(2026, 12, 28)])
def test_nobody_is_told_to_post_on_a_day_without_post(on: date):
    refused("campaign_date.no_post", lambda: put(Kind.POST_BY, on))
    refused("campaign_date.no_post", lambda: put(Kind.PAPERS_POSTED, on))
    put(Kind.OFFER_EXPIRES, on)
    put(Kind.BALLOT_CLOSES, on)


def test_bank_holidays_are_those_of_the_campaigns_nation():
    put(Kind.POST_BY, date(2026, 11, 30))
    refused("campaign_date.no_post", lambda: put(Kind.POST_BY, date(2026, 11, 30), nation=Nation.SCOTLAND))


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (Kind.CONSULTATION_CLOSES, Kind.OFFER_EXPIRES),
        (Kind.PAPERS_POSTED, Kind.REPLACEMENT_BY),
        (Kind.PAPERS_POSTED, Kind.POST_BY),
        (Kind.PAPERS_POSTED, Kind.BALLOT_CLOSES),
        (Kind.REPLACEMENT_BY, Kind.BALLOT_CLOSES),
        (Kind.POST_BY, Kind.BALLOT_CLOSES),
        (Kind.BALLOT_CLOSES, Kind.MANDATE_EXPIRES),
    ],
)
def test_dates_in_the_wrong_order_are_refused_whichever_is_typed_last(first: Kind, later: Kind):
    early, late = date(2026, 12, 1), date(2026, 12, 8)
    put(first, early, a_date(later, late))
    put(later, late, a_date(first, early))
    put(first, early, a_date(later, early))
    refused("campaign_date.order", lambda: put(first, late, a_date(later, early)))
    refused("campaign_date.order", lambda: put(later, early, a_date(first, late)))


def test_notice_follows_the_close_of_the_ballot():
    refused("campaign_date.order", lambda: put(Kind.NOTICE_GIVEN, TODAY, CLOSES))
    put(Kind.NOTICE_GIVEN, TODAY, a_date(Kind.BALLOT_CLOSES, TODAY))


def test_a_second_ballot_has_its_own_dates_beside_those_of_the_first():
    first = [a_date(Kind.PAPERS_POSTED, date(2026, 9, 1)), a_date(Kind.BALLOT_CLOSES, date(2026, 9, 30))]
    put(Kind.PAPERS_POSTED, date(2026, 12, 1), *first)
    second = [*first, a_date(Kind.PAPERS_POSTED, date(2026, 12, 1))]
    put(Kind.BALLOT_CLOSES, date(2026, 12, 22), *second)
    put(Kind.POST_BY, date(2026, 12, 15), *second)
    mandate = a_date(Kind.MANDATE_EXPIRES, date(2027, 1, 15))
    put(Kind.BALLOT_CLOSES, date(2027, 1, 29), *first, NOTICE, ACTION, mandate)


def test_where_a_second_ballot_seems_too_late_the_close_of_the_first_puts_it_right():
    again, mandate = a_date(Kind.BALLOT_CLOSES, date(2027, 3, 1)), a_date(Kind.MANDATE_EXPIRES, date(2027, 2, 1))
    values = refused("campaign_date.order", lambda: put(Kind.MANDATE_EXPIRES, mandate.falls_on, again))
    assert "the day on which the earlier ballot closed" in say("campaign_date.order", **values)
    put(Kind.BALLOT_CLOSES, date(2026, 2, 2), again)
    put(Kind.MANDATE_EXPIRES, mandate.falls_on, again, a_date(Kind.BALLOT_CLOSES, date(2026, 2, 2)))


def test_no_day_of_action_lies_after_the_mandate():
    mandate = a_date(Kind.MANDATE_EXPIRES, date(2026, 12, 10))
    put(Kind.ACTION_DAY, date(2026, 12, 10), NOTICE, mandate)
    refused("campaign_date.order", lambda: put(Kind.ACTION_DAY, date(2026, 12, 11), NOTICE, mandate))
    over = a_date(Kind.MANDATE_EXPIRES, date(2026, 11, 1))
    refused("campaign_date.order", lambda: put(Kind.ACTION_DAY, date(2026, 12, 11), NOTICE, over))


def test_the_same_day_of_the_same_kind_stands_once_but_there_may_be_several_days_of_action():
    refused("campaign_date.twice", lambda: put(Kind.BALLOT_CLOSES, CLOSES.falls_on, CLOSES))
    put(Kind.ACTION_DAY, date(2026, 12, 1), NOTICE, ACTION)


def test_there_is_a_most_to_the_dates_of_one_campaign():
    many = [a_date(Kind.OFFER_EXPIRES, TODAY + number * DAY) for number in range(rules.MOST)]
    refused("campaign_date.too_many", lambda: put(Kind.BALLOT_CLOSES, date(2027, 6, 1), *many))


# Action and its notice


def test_a_day_of_action_needs_a_notice_and_enough_of_it():
    refused("campaign_date.needs_notice", lambda: put(Kind.ACTION_DAY, date(2026, 12, 10)))
    values = refused("campaign_date.too_little_notice", lambda: put(Kind.ACTION_DAY, date(2026, 11, 29), NOTICE))
    checked_on = values.pop("checked_on")
    assert checked_on == law.needed(law.Subject.ACTION_NOTICE, ENGLAND, NOTICE.falls_on).checked_on
    assert values == {"on": date(2026, 11, 29), "given": NOTICE.falls_on, "days": 10, "first": date(2026, 11, 30)}
    put(Kind.ACTION_DAY, date(2026, 11, 30), NOTICE)


def test_in_northern_ireland_the_notice_is_shorter():
    put(Kind.ACTION_DAY, date(2026, 11, 27), NOTICE, nation=ULSTER)
    refused("campaign_date.too_little_notice", lambda: put(Kind.ACTION_DAY, date(2026, 11, 26), NOTICE, nation=ULSTER))


def test_of_several_notices_the_latest_that_was_in_time_is_the_one_named():
    later = a_date(Kind.NOTICE_GIVEN, date(2026, 11, 21))
    assert rules.notice_of(ACTION, [NOTICE, later, ACTION], ENGLAND) == NOTICE.falls_on
    second = a_date(Kind.ACTION_DAY, date(2026, 12, 1))
    assert rules.notice_of(second, [NOTICE, later, second], ENGLAND) == later.falls_on
    assert rules.notice_of(ACTION, [later, ACTION], ENGLAND) is None


def test_a_notice_stays_while_a_day_of_action_hangs_on_it():
    later = a_date(Kind.NOTICE_GIVEN, date(2026, 11, 21))
    key = "campaign_date.needs_notice"
    refused(key, lambda: rules.may_replace(NOTICE, None, [ACTION], ENGLAND, TODAY))
    key = "campaign_date.too_little_notice"
    refused(key, lambda: rules.may_replace(NOTICE, later, [ACTION], ENGLAND, TODAY))
    rules.may_replace(NOTICE, a_date(Kind.NOTICE_GIVEN, date(2026, 11, 19)), [ACTION], ENGLAND, TODAY)
    rules.may_replace(ACTION, None, [NOTICE], ENGLAND, TODAY)
    rules.may_replace(NOTICE, None, [], ENGLAND, TODAY)


def test_a_ballots_own_date_changes_with_the_ballot_only():
    own = a_date(Kind.POST_BY, date(2026, 12, 10), ballot_id=OutsideBallotId(3))
    refused("campaign_date.of_ballot", lambda: rules.may_replace(own, None, [], ENGLAND, TODAY))


def test_a_date_that_has_gone_by_can_still_have_its_note_put_right_and_be_taken_out():
    gone = a_date(Kind.OFFER_EXPIRES, TODAY - DAY)
    rules.may_replace(gone, a_date(Kind.OFFER_EXPIRES, TODAY - DAY, note="It was extended"), [], ENGLAND, TODAY)
    rules.may_replace(gone, None, [], ENGLAND, TODAY)
    refused(
        "campaign_date.past",
        lambda: rules.may_replace(gone, a_date(Kind.OFFER_EXPIRES, TODAY - 2 * DAY), [], ENGLAND, TODAY),
    )


def test_what_was_wrong_already_keeps_nobody_from_putting_something_else_right():
    wrong = [a_date(Kind.PAPERS_POSTED, date(2026, 12, 22)), CLOSES]
    offer = a_date(Kind.OFFER_EXPIRES, date(2026, 12, 4))
    rules.may_replace(offer, a_date(Kind.OFFER_EXPIRES, date(2026, 12, 5)), wrong, ENGLAND, TODAY)
    rules.may_replace(offer, None, wrong, ENGLAND, TODAY)


kinds_and_days = st.tuples(st.sampled_from(Kind), st.dates(date(2026, 10, 1), date(2027, 12, 31)))


@given(st.lists(kinds_and_days, max_size=12), st.sampled_from(Nation))
@thoroughly
def test_whatever_is_typed_no_day_of_action_stands_without_its_notice_or_before_its_time(
    typed: list[tuple[Kind, date]], nation: Nation
):
    kept: list[CampaignDate] = []
    for kind, on in typed:
        try:
            rules.may_put(a_date(kind, on), kept, nation, TODAY)
        except Invalid:
            continue
        kept.append(a_date(kind, on))
    for each in kept:
        if each.kind is Kind.ACTION_DAY:
            given_on = rules.notice_of(each, kept, nation)
            assert given_on is not None
            assert each.falls_on - given_on >= (7 if nation is ULSTER else 10) * DAY
            assert not any(other.kind is Kind.MANDATE_EXPIRES for other in kept) or any(
                other.falls_on >= each.falls_on for other in kept if other.kind is Kind.MANDATE_EXPIRES
            )
    assert rules.problems(kept, nation, TODAY) == []


@given(st.lists(kinds_and_days, max_size=8, unique=True), st.sampled_from(Nation), st.randoms(use_true_random=False))
@thoroughly
def test_what_is_wrong_does_not_depend_on_the_order_in_which_dates_were_typed(
    typed: list[tuple[Kind, date]], nation: Nation, chance: object
):
    every = [a_date(kind, on) for kind, on in typed]
    shuffled = sorted(every, key=lambda each: (each.falls_on, each.kind), reverse=True)
    assert set(rules.problems(every, nation, TODAY)) == set(rules.problems(shuffled, nation, TODAY))


# What follows


def test_from_the_close_of_a_ballot_follow_the_posting_days_and_the_mandate():
    opened = a_date(Kind.PAPERS_POSTED, date(2026, 11, 30))
    found = rules.computed_from(CLOSES, [opened], ENGLAND, TODAY)
    assert found == {
        Kind.REPLACEMENT_BY: date(2026, 12, 7),
        Kind.POST_BY: date(2026, 12, 10),
        Kind.MANDATE_EXPIRES: date(2027, 12, 16),
    }
    assert Kind.MANDATE_EXPIRES not in rules.computed_from(CLOSES, [], ULSTER, TODAY)
    closed = a_date(Kind.BALLOT_CLOSES, date(2026, 11, 5))
    assert rules.computed_from(closed, [], ENGLAND, TODAY) == {Kind.MANDATE_EXPIRES: date(2027, 11, 4)}


def test_a_mandate_is_of_the_law_of_the_day_the_ballot_opened():
    assert rules.mandate_until(date(2026, 2, 18), date(2026, 3, 31), ENGLAND) == date(2027, 3, 30)
    assert rules.mandate_until(date(2026, 2, 17), date(2026, 3, 31), ENGLAND) == date(2026, 9, 29)
    assert rules.mandate_until(date(2028, 2, 1), date(2028, 2, 29), ENGLAND) == date(2029, 2, 27)


def test_from_a_notice_follows_the_first_day_of_action():
    given = a_date(Kind.NOTICE_GIVEN, TODAY)
    assert rules.computed_from(given, [], ENGLAND, TODAY) == {Kind.ACTION_DAY: date(2026, 12, 1)}
    assert rules.computed_from(ACTION, [NOTICE], ENGLAND, TODAY) == {}


def keys(new: CampaignDate, *others: CampaignDate) -> list[str]:
    return [each.key for each in rules.remarks(new, others, ENGLAND)]


def test_what_is_allowed_and_unwise_is_remarked_on():
    assert keys(a_date(Kind.POST_BY, date(2026, 12, 10)), CLOSES) == []
    assert keys(a_date(Kind.POST_BY, date(2026, 12, 11)), CLOSES) == ["campaign_date.remark-not_safe"]
    assert keys(a_date(Kind.POST_BY, date(2026, 12, 11))) == []
    assert keys(a_date(Kind.BALLOT_CLOSES, date(2026, 12, 13))) == ["campaign_date.remark-no_work"]
    assert keys(a_date(Kind.REPLACEMENT_BY, date(2026, 12, 25))) == ["campaign_date.remark-no_work"]
