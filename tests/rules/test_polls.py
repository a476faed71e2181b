from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import AlreadyDone, NotAllowed, TooLate
from bot.ids import RoleId
from bot.rules.numbers import SIMPLE, read_threshold
from bot.rules.polls import (
    Stance,
    Status,
    admit,
    check_rule,
    check_times,
    chosen,
    counts_may_be_seen,
    erase_at,
    is_eligible,
    may_cancel,
    may_close,
    may_edit,
    may_extend,
    may_remind,
    read_vote,
    stance_of,
)
from tests.rules.samples import MEMBERS, NOW, a_poll, refused, thoroughly

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HELD = frozenset({MEMBERS})
SOME = a_poll(options=("Talks", "Petition", "Rally", "Abstain"), min_choices=2, max_choices=3)


# What a poll is


@pytest.mark.parametrize(
    ("option", "stance"),
    [
        *[
            (text, Stance.FOR)
            for text in ("For", "YES", "✅ Yes!", "In favour", "Accept", "Accept the offer", "Aye", "O blaid")
        ],
        *[
            (text, Stance.AGAINST)
            for text in ("Against", "no.", "❌ No", "Reject the pay offer", "Disagree", "Yn erbyn")
        ],
        *[(text, Stance.ABSTAIN) for text in ("Abstain", "I abstain", "abstention", "Ymatal")],
        *[(text, Stance.OPTION) for text in ("Yes, but", "Not sure", "Monday", "Norwich", "Forward", "None")],
    ],
)
def test_the_side_an_option_takes_is_read_from_its_exact_words(option: str, stance: Stance):
    assert stance_of(option) is stance


@pytest.mark.parametrize(
    "options", [("For", "Against"), ("No", "Yes", "Abstain"), ("Accept", "Reject"), ("Yn erbyn", "O blaid", "Ymatal")]
)
def test_for_and_against_make_a_motion(options: tuple[str, ...]):
    assert a_poll(options=options).is_motion


@pytest.mark.parametrize(
    "options",
    [("Yes", "No", "Not sure"), ("Yes", "For"), ("Mon", "Tue"), ("Yes", "No", "Abstain", "Ymatal"), ("No", "Abstain")],
)
def test_anything_else_is_a_choice(options: tuple[str, ...]):
    assert not a_poll(options=options).is_motion


def test_a_motion_of_several_choices_is_none():
    assert not a_poll(max_choices=2).is_motion


def test_a_motion_cannot_be_carried_by_less_than_half():
    refused("poll.threshold_below_half", lambda: check_rule(a_poll(threshold=read_threshold("40%"))))
    check_rule(a_poll(threshold=SIMPLE))
    check_rule(a_poll(threshold=read_threshold("40%"), options=("Mon", "Tue", "Wed")))


# When it runs


def test_a_poll_may_run_for_a_minute_to_a_year():
    check_times(None, NOW + MINUTE, NOW)
    check_times(NOW + DAY, NOW + DAY + timedelta(days=366), NOW)


def test_a_poll_that_could_not_run_is_refused():
    refused("poll.closes_in_past", lambda: check_times(None, NOW, NOW))
    refused("poll.opens_in_past", lambda: check_times(NOW - SECOND, NOW + DAY, NOW))
    refused("poll.opens_after_close", lambda: check_times(NOW + DAY, NOW + HOUR, NOW))
    refused("poll.opens_after_close", lambda: check_times(NOW + DAY, NOW + DAY, NOW))
    refused("poll.closes_too_soon", lambda: check_times(None, NOW + MINUTE - SECOND, NOW))
    refused("poll.closes_too_soon", lambda: check_times(NOW + DAY, NOW + DAY + SECOND, NOW))
    refused("poll.too_long", lambda: check_times(None, NOW + timedelta(days=367), NOW))
    refused("poll.too_long", lambda: check_times(NOW + timedelta(days=367), NOW + timedelta(days=368), NOW))


# Who may vote


def test_a_member_with_the_role_may_vote_until_the_last_second():
    poll = a_poll()
    admit(poll, HELD, poll.closes_at - SECOND)


def test_a_vote_at_the_closing_second_is_late():
    poll = a_poll()
    assert refused("poll.closed", lambda: admit(poll, HELD, poll.closes_at)) == {"closed_at": poll.closes_at}


def test_a_member_without_the_role_may_not_vote():
    with pytest.raises(NotAllowed):
        admit(a_poll(), frozenset({RoleId(99)}), NOW)
    refused("poll.not_eligible", lambda: admit(a_poll(), frozenset(), NOW))


def test_a_poll_for_everyone_admits_somebody_without_roles():
    admit(a_poll(role_ids=frozenset({RoleId(7)})), frozenset(), NOW)


def test_a_poll_for_nobody_admits_nobody():
    assert not is_eligible(a_poll(role_ids=frozenset()), HELD)


def test_a_vote_before_the_opening_is_told_when():
    poll = a_poll(status=Status.SCHEDULED, opens_at=NOW + HOUR)
    assert refused("poll.not_open_yet", lambda: admit(poll, HELD, NOW)) == {"opens_at": NOW + HOUR}


def test_a_vote_in_a_draft_is_refused():
    refused("poll.draft", lambda: admit(a_poll(status=Status.DRAFT), HELD, NOW))


def test_a_vote_in_a_cancelled_or_closed_poll_is_refused():
    refused("poll.cancelled", lambda: admit(a_poll(status=Status.CANCELLED), HELD, NOW))
    ended = a_poll(status=Status.CLOSED, ended_at=NOW - HOUR)
    assert refused("poll.closed", lambda: admit(ended, HELD, NOW)) == {"closed_at": NOW - HOUR}


def test_somebody_not_eligible_learns_first_that_it_is_closed():
    refused("poll.closed", lambda: admit(a_poll(status=Status.CLOSED), frozenset(), NOW))


# What a paper says


def test_a_paper_is_the_bits_of_its_options():
    assert read_vote(a_poll(), [1]) == 0b001
    assert read_vote(SOME, [3, 1]) == 0b101
    assert chosen(0b101) == (1, 3)
    assert chosen(0) == ()


def test_a_choice_typed_twice_counts_once():
    refused("poll.too_few_choices", lambda: read_vote(SOME, [1, 1]))


def test_an_option_that_is_not_there_is_refused():
    for gone in (0, 4, -1, 99):
        refused("poll.no_such_option", lambda gone=gone: read_vote(a_poll(), [gone]))


def test_too_few_and_too_many_choices_are_refused():
    assert refused("poll.too_few_choices", lambda: read_vote(SOME, [1])) == {"choices": 1, "least": 2}
    assert refused("poll.too_many_choices", lambda: read_vote(a_poll(), [1, 2])) == {"choices": 2, "most": 1}
    refused("poll.too_few_choices", lambda: read_vote(a_poll(), []))


def test_an_abstention_stands_alone_and_always_may():
    assert read_vote(SOME, [4]) == 0b1000
    refused("poll.abstain_alone", lambda: read_vote(SOME, [1, 4]))


@thoroughly
@given(st.sets(st.integers(1, 25)))
def test_a_paper_is_read_back_as_it_was_marked(numbers: set[int]):
    poll = a_poll(options=tuple(f"Option {number}" for number in range(1, 26)), min_choices=0, max_choices=25)
    assert chosen(read_vote(poll, numbers)) == tuple(sorted(numbers))


# What may still be done to it


def test_a_draft_may_be_edited_and_nothing_else():
    may_edit(a_poll(status=Status.DRAFT))
    refused("poll.not_a_draft", lambda: may_edit(a_poll()))
    refused("poll.not_a_draft", lambda: may_edit(a_poll(status=Status.SCHEDULED)))
    refused("poll.closed", lambda: may_edit(a_poll(status=Status.CLOSED)))


def test_an_open_poll_may_be_closed_early_once():
    may_close(a_poll(), NOW)
    with pytest.raises(AlreadyDone):
        may_close(a_poll(status=Status.CLOSED), NOW)
    refused("poll.already_closed", lambda: may_close(a_poll(), a_poll().closes_at))
    refused("poll.cancelled", lambda: may_close(a_poll(status=Status.CANCELLED), NOW))
    refused("poll.never_opened", lambda: may_close(a_poll(status=Status.SCHEDULED, opens_at=NOW + HOUR), NOW))


def test_a_poll_may_be_made_longer_and_never_shorter():
    poll = a_poll()
    may_extend(poll, poll.closes_at + SECOND, NOW)
    may_extend(a_poll(status=Status.SCHEDULED, opens_at=NOW + HOUR, opened_at=None), poll.closes_at + DAY, NOW)
    refused("poll.extend_not_later", lambda: may_extend(poll, poll.closes_at, NOW))
    refused("poll.too_long", lambda: may_extend(poll, NOW + timedelta(days=367), NOW))
    refused("poll.closes_too_soon", lambda: may_extend(poll, poll.closes_at + SECOND, poll.closes_at - SECOND))


def test_a_poll_is_not_extended_once_it_has_closed_or_before_it_is_told():
    poll = a_poll()
    refused("poll.closed", lambda: may_extend(poll, poll.closes_at + DAY, poll.closes_at))
    refused("poll.cancelled", lambda: may_extend(a_poll(status=Status.CANCELLED), poll.closes_at + DAY, NOW))
    refused("poll.still_a_draft", lambda: may_extend(a_poll(status=Status.DRAFT), poll.closes_at + DAY, NOW))


def test_a_poll_may_be_cancelled_before_its_end_only():
    poll = a_poll()
    for status in (Status.DRAFT, Status.SCHEDULED, Status.OPEN):
        may_cancel(a_poll(status=status), NOW)
    refused("poll.closed", lambda: may_cancel(poll, poll.closes_at))
    refused("poll.closed", lambda: may_cancel(a_poll(status=Status.CLOSED), NOW))
    refused("poll.already_cancelled", lambda: may_cancel(a_poll(status=Status.CANCELLED), NOW))


def test_members_are_reminded_at_most_once_a_day():
    may_remind(a_poll(), NOW)
    may_remind(a_poll(reminded_at=NOW - DAY), NOW)
    values = refused("poll.reminded", lambda: may_remind(a_poll(reminded_at=NOW - HOUR), NOW))
    assert values == {"again_at": NOW - HOUR + DAY}


def test_members_are_reminded_only_while_it_is_open():
    poll = a_poll()
    refused("poll.closed", lambda: may_remind(poll, poll.closes_at))
    refused("poll.never_opened", lambda: may_remind(a_poll(status=Status.SCHEDULED), NOW))
    refused("poll.cancelled", lambda: may_remind(a_poll(status=Status.CANCELLED), NOW))


def test_counts_are_seen_after_the_close_or_while_open_where_that_was_said():
    seen = {
        (status, live): counts_may_be_seen(a_poll(status=status, live=live))
        for status in Status
        for live in (True, False)
    }
    assert {state for state, is_seen in seen.items() if is_seen} == {
        (Status.OPEN, True),
        (Status.CLOSED, True),
        (Status.CLOSED, False),
    }


@pytest.mark.parametrize("status", Status)
def test_no_ended_poll_can_be_changed(status: Status):
    poll = a_poll(status=status)
    if status in (Status.CLOSED, Status.CANCELLED):
        for act in (
            lambda: may_edit(poll),
            lambda: may_close(poll, NOW),
            lambda: may_extend(poll, poll.closes_at + DAY, NOW),
            lambda: may_cancel(poll, NOW),
            lambda: may_remind(poll, NOW),
            lambda: admit(poll, HELD, NOW),
        ):
            with pytest.raises((TooLate, AlreadyDone)):
                act()


def test_who_chose_what_is_kept_a_fortnight_and_a_year_where_members_were_told_it_is_shown():
    closed = a_poll(status=Status.CLOSED, ended_at=NOW)
    assert erase_at(closed) == NOW + 14 * DAY
    assert erase_at(a_poll(status=Status.CLOSED, ended_at=NOW, named=True)) == NOW + 365 * DAY
