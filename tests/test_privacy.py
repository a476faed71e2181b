"""What people read about their data is what Steward does: one table, told in three places."""

from pathlib import Path

import pytest

from bot.i18n import say
from bot.render.holdings import table
from bot.rules.holdings import HOLDINGS, Part, Stays, erasure
from bot.store import held_in_branch, held_in_campaigns, held_in_meetings, held_in_polls, held_in_reports
from cogs.privacy import PARTS

ROOT = Path(__file__).parent.parent
WHERE = {
    **held_in_polls.WHERE,
    **held_in_meetings.WHERE,
    **held_in_campaigns.WHERE,
    **held_in_reports.WHERE,
    **held_in_branch.WHERE,
}


def test_the_table_of_the_privacy_page_is_the_one_that_erasure_uses():
    page = (ROOT / "PRIVACY.md").read_text(encoding="utf-8")
    assert table() in page, "its rows are the sentences of bot/locales/en/privacy.ftl; it should read:\n\n" + table()


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda each: each.key)
def test_every_kind_of_thing_that_is_kept_is_told_of_and_what_cannot_be_erased_has_its_reason(holding):
    for part in ("what", "why", "until"):
        assert say(f"privacy.{holding.key}-{part}").strip(".") == say(f"privacy.{holding.key}-{part}")
    assert say(f"privacy.erasure-{erasure(holding)}")
    if holding.is_erased or holding.stays is not None:
        assert say(f"mydata.name-{holding.key}")
    if holding.stays is not None:
        assert say(f"mydata.stays-{holding.key}").endswith(".")


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda each: each.key)
def test_what_is_said_to_be_erased_has_something_that_erases_it(holding):
    by_hand = {"posted", "returns"}  # under a tag, by bot/actions/tagged.py
    where = WHERE.get(holding.key)
    erases = where is not None and bool(where.erase)
    assert erases == (holding.is_erased and holding.key not in by_hand)
    # What is on a person's way to a job, or in a draft, is short-lived: nobody is looked for because of it.
    assert (where is not None and bool(where.holders)) == (holding.is_forgotten and holding.key != "queue")


def test_what_nobody_can_have_erased_stays_for_a_while_or_for_good():
    personal = [each for each in HOLDINGS if each.columns and not each.is_erased]
    assert all(each.stays in tuple(Stays) for each in personal)


def test_every_part_has_a_page():
    assert {each.part for each in HOLDINGS} == set(PARTS) == set(Part)
