"""A campaign's stages: which moves are usual, which need a reason, and what is typed about it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import MemberId
from bot.rules import campaigns as rules
from bot.rules import stages
from bot.rules.campaign_dates import CampaignDate, Kind
from bot.rules.campaigns import NEXT, Campaign, Move, Nation, Stage, Status
from tests.rules.samples import CAMPAIGN, NOW, a_campaign, refused, thoroughly

stage = st.sampled_from(Stage)
TODAY = date(2026, 11, 21)
CLOSED = a_campaign(status=Status.CLOSED, stage=Stage.CLOSED, closed_at=NOW)


def notice(on: date) -> CampaignDate:
    return CampaignDate(CAMPAIGN.id, Kind.NOTICE_GIVEN, on, NOW)


@thoroughly
@given(stage.filter(lambda each: each is not Stage.CLOSED), stage)
def test_a_usual_move_needs_no_reason_and_any_other_but_the_end_needs_one(before: Stage, after: Stage) -> None:
    campaign = a_campaign(stage=before)
    if after is before:
        refused("campaign.stage_already", lambda: rules.may_move(campaign, after, "Because"))
    elif after is Stage.CLOSED:
        refused("campaign.stage_close_instead", lambda: rules.may_move(campaign, after, "Because"))
    elif after in NEXT[before]:
        rules.may_move(campaign, after, None)
    else:
        refused("campaign.stage_needs_reason", lambda: rules.may_move(campaign, after, None))
        rules.may_move(campaign, after, "Because")


def test_every_stage_is_reached_by_usual_moves_from_the_claim() -> None:
    reached, waiting = set[Stage](), [Stage.CLAIM]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += NEXT[here]
    assert reached == set(Stage) - {Stage.CLOSED}


@pytest.mark.parametrize(
    ("campaign", "key"), [(CLOSED, "campaign.closed"), (a_campaign(status=Status.DRAFT), "campaign.not_started")]
)
def test_a_campaign_that_is_over_or_not_begun_stays_as_it_is(campaign: Campaign, key: str) -> None:
    refused(key, lambda: rules.may_change(campaign))
    refused(key, lambda: rules.may_move(campaign, Stage.TALKS, "Because"))


def test_what_is_typed_of_a_campaign_has_words_and_calls_nobody_out() -> None:
    assert rules.read_title("  Pay   2026 ") == "Pay 2026"
    assert rules.read_claim("8%\r\nor £2,500") == "8%\nor £2,500"
    assert rules.read_contact("Any rep 📞") == "Any rep 📞"
    assert rules.read_reason("  \n") is None
    for read in (rules.read_title, rules.read_employer, rules.read_claim, rules.read_contact):
        refused("text.empty", lambda read=read: read(" "))
        refused("text.mention", lambda read=read: read("Ask @everyone"))
    for read in (rules.read_title, rules.read_employer, rules.read_claim, rules.read_contact):
        refused("text.no_words", lambda read=read: read("🎉"))
        refused("call.for_action", lambda read=read: read("All out on Monday!"))
    for line in (rules.read_reason, rules.read_contact):
        refused("call.for_action", lambda read=line: read("Everybody must strike now"))
    assert refused("text.too_long", lambda: rules.read_claim("a" * 1001))["over"] == 1


@pytest.mark.parametrize("text", ["21 Nov 2026", "today", "2026-11-20", "20/11/2026"])
def test_a_move_is_of_a_day_that_has_come_and_not_before_the_last(text: str) -> None:
    last = Move(Stage.CLAIM, date(2026, 11, 20), None, MemberId(2), NOW)
    assert stages.read_day(text, last, TODAY) <= TODAY


@pytest.mark.parametrize(
    ("text", "on"),
    [("yesterday", 20), ("20 Nov", 20), ("Friday", 20), ("today", 21), ("Saturday", 21), ("21 Nov", 21), ("Mon", 16)],
)
def test_a_day_without_a_year_is_the_last_one_of_what_has_come_about_already(text: str, on: int) -> None:
    last = Move(Stage.CLAIM, date(2026, 11, 1), None, MemberId(2), NOW)
    assert stages.read_day(text, last, TODAY) == date(2026, 11, on)


def test_a_day_to_come_or_before_the_last_move_is_refused_with_the_day() -> None:
    last = Move(Stage.CLAIM, date(2026, 11, 20), None, MemberId(2), NOW)
    for text in ("tomorrow", "20 Nov 2027"):
        refused("campaign.stage_in_future", lambda text=text: stages.read_day(text, last, TODAY))
    values = refused("campaign.stage_before_last", lambda: stages.read_day("19 Nov 2026", last, TODAY))
    assert values == {"on": date(2026, 11, 19), "last_on": date(2026, 11, 20)}
    refused("campaign_date.unreadable", lambda: stages.read_day("lately", last, TODAY))


@pytest.mark.parametrize(
    ("nation", "days"), [(Nation.ENGLAND_WALES, 10), (Nation.SCOTLAND, 10), (Nation.NORTHERN_IRELAND, 7)]
)
def test_action_stands_on_the_board_only_after_notice_of_it_in_time(nation: Nation, days: int) -> None:
    campaign, given_on = a_campaign(nation=nation), TODAY - timedelta(days=days)
    stages.check_notice(campaign, Stage.ACTION, TODAY, [notice(given_on)])
    assert stages.notice_on(campaign, TODAY, [notice(given_on), notice(TODAY)]) == given_on
    for late in ([], [notice(given_on + timedelta(days=1))]):
        refused(
            "campaign.stage_needs_notice",
            lambda late=late: stages.check_notice(campaign, Stage.ACTION, TODAY, late),
        )
    for other in set(Stage) - {Stage.ACTION}:
        stages.check_notice(replace(campaign), other, TODAY, [])
