"""What people read about their data is what Steward does: one table, told in three places.

`.venv/bin/python -m tests.test_privacy` writes it into PRIVACY.md.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.i18n import say
from bot.render import acts
from bot.render.holdings import table
from bot.rules.holdings import HOLDINGS, Held, Item, Part, Stays, erasure
from bot.store import held_in_branch, held_in_campaigns, held_in_meetings, held_in_polls, held_in_reports
from cogs import mydata
from cogs.privacy import PARTS

ROOT = Path(__file__).parent.parent
WHERE = {
    **held_in_polls.WHERE,
    **held_in_meetings.WHERE,
    **held_in_campaigns.WHERE,
    **held_in_reports.WHERE,
    **held_in_branch.WHERE,
}


PAGE = ROOT / "PRIVACY.md"


def told() -> str:
    """The page with the table as it should be."""
    page = PAGE.read_text(encoding="utf-8")
    return re.sub(r"(## What is kept\n(?:\n[^|\n].*)*\n+)(?:\|.*\n)+", lambda found: found[1] + table(), page)


def test_the_table_of_the_privacy_page_is_the_one_that_erasure_uses():
    assert PAGE.read_text(encoding="utf-8") == told(), "run .venv/bin/python -m tests.test_privacy"
    assert table() in told()


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


def member_of_everything() -> list[Held]:
    """One of each, of which half can be erased."""
    at = datetime(2026, 12, 5, tzinfo=UTC)
    return [
        Held(each, [Item({}, each.is_erased, None), Item({}, each.stays is None, at)])
        for each in HOLDINGS
        if each.is_erased or each.stays is not None
    ]


def test_the_screen_of_who_did_everything_is_not_cut():
    shown = mydata.screen(member_of_everything()).description or ""
    assert say("ui.cut_short") not in shown
    assert shown.count("\n- ") == sum(each.is_erased for each in HOLDINGS) + sum(bool(each.stays) for each in HOLDINGS)


def test_an_act_on_record_reads_in_a_file_as_officers_read_it():
    act = {"at": datetime(2026, 11, 28, 18, 30, tzinfo=UTC), "about": "poll:3"}
    said = {
        "branch.roles_chosen": ({"power": "rep", "roles": [11, 12]}, "11, 12"),
        "branch.channel_chosen": ({"use": "polls", "channel": 0}, say("branch.none")),
        "poll.extended": ({"question": "Accept?", "closes_at": "2026-12-01T17:00:00+00:00"}, "1 December 2026, 17:00"),
        "job.failed": ({"kind": "poll.close", "problem": "job.channel_gone"}, say("job-kind-poll-close")),
    }
    for what, (detail, part) in said.items():
        line = acts.in_words({**act, "what": what, "detail": detail}, ZoneInfo("Europe/London"))
        assert line.startswith("Saturday 28 November 2026, 18:30 (GMT): ")
        assert part in line


def test_when_the_last_goes_is_said_only_where_it_is_known_of_all():
    at = datetime(2026, 12, 5, tzinfo=UTC)
    known, unknown, gone = Item({}, False, at), Item({}, False, None), Item({}, True, None)
    votes = HOLDINGS[0]
    assert Held(votes, [known, gone]).ends_at == at
    assert Held(votes, [known, unknown]).ends_at is None
    assert Held(votes, []).ends_at is None


if __name__ == "__main__":
    PAGE.write_text(told(), encoding="utf-8")
