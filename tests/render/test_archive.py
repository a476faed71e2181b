"""A campaign for the archive: complete, safe in a spreadsheet, and without anybody's name but who noted its stages."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from zoneinfo import ZoneInfo

from bot.ids import CampaignId, MemberId, ProposalId, QuestionId, UpdateId
from bot.render import archive
from bot.render.archive import Archive, Held
from bot.rules.campaign_dates import CampaignDate, Kind
from bot.rules.campaigns import Move, Outcome, Stage, Status, Vote
from bot.rules.pay import Kind as Proposed
from bot.rules.pay import Proposal, Rise
from bot.rules.questions import Question
from bot.rules.questions import Status as Asked
from bot.rules.updates import Status as Posted
from bot.rules.updates import Text, Update
from tests.rules.samples import NOW, OUTSIDE_BALLOT, a_campaign, a_decision

ROB = MemberId(10**17 + 7)
CAMPAIGN = a_campaign(
    id=CampaignId(3),
    title="Pay *2026*",
    status=Status.CLOSED,
    stage=Stage.CLOSED,
    closed_at=NOW + timedelta(days=40),
    outcome=Outcome.SETTLED,
    terms="5% from April.",
    vote=Vote(151, 22, 2, 200),
)
UPDATE = Update(
    UpdateId(1),
    CAMPAIGN.id,
    Posted.POSTED,
    ROB,
    NOW,
    (
        Text(1, "We meet on *Monday*.\nBring questions.", "Branch secretary", ROB, NOW),
        Text(2, "We meet on Tuesday.", "Branch secretary", ROB, NOW + timedelta(days=1), "The day was wrong"),
    ),
    posted_at=NOW,
)
FULL = Archive(
    campaign=CAMPAIGN,
    branch="Riverside",
    zone=ZoneInfo("Europe/London"),
    membership=212,
    moves=[
        Move(Stage.CLAIM, date(2026, 11, 21), None, ROB, NOW),
        Move(Stage.DISPUTE, date(2026, 12, 1), "=cmd: the offer was imposed", ROB, NOW),
    ],
    updates=[UPDATE],
    dates=[CampaignDate(CAMPAIGN.id, Kind.OFFER_EXPIRES, date(2026, 12, 1), NOW, note="at noon")],
    proposals=[
        Proposal(
            ProposalId(1),
            Proposed.OFFER,
            "First offer",
            date(2026, 11, 20),
            (Rise(percent=Decimal(5)),),
            {"Band 2": (Rise(percent=Decimal(6)),)},
        )
    ],
    ballots=[
        Held(
            replace(OUTSIDE_BALLOT, shown=140, entitled=200),
            [(date(2026, 12, 1), 90), (date(2026, 12, 2), 140)],
            [("Leeds", 80), ("Wakefield", None)],
            50,
        )
    ],
    decisions=[a_decision(what="Ask for arbitration")],
    questions=[
        Question(
            QuestionId(1),
            CAMPAIGN.id,
            "What did rob say?",
            NOW,
            Asked.ANSWERED,
            asker_id=MemberId(10**17 + 9),
            wording="What of increments?",
            answer="They stay.",
            is_rumour=True,
            source="Circular 12",
        )
    ],
)


def table(name: str, of: Archive = FULL) -> list[list[str]]:
    """A table as a spreadsheet reads it."""
    text = archive.files(of)[f"campaign-3-{name}.csv"].decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def test_the_text_says_everything_that_members_could_read_and_what_was_corrected() -> None:
    text = archive.text(FULL)
    for part in (
        "# Pay \\*2026\\* (Riverside)",
        "**Settled**",
        "5% from April.",
        "151 for, 22 against, 2 spoilt",
        "175 of 200 who were sent a paper voted (88%); branch membership 212, so 83% of the branch.",
        "Tuesday 1 December 2026: Dispute. Why: =cmd: the offer was imposed",
        "Branch secretary",
        "We meet on Tuesday.",
        "The day was wrong Before that it said:",
        "> We meet on \\*Monday\\*.",
        "> Bring questions.",
        "(at noon)",
        "First offer, an offer of Friday 20 November 2026: 5%. Band 2: 6%",
        "Leeds: 80 have posted",
        "Wakefield: withheld",
        "Ask for arbitration",
        "**What of increments?**",
        "Source: Circular 12",
    ):
        assert part in text, part
    assert "What did rob say?" not in text


def test_a_ballot_short_of_what_the_law_asks_for_never_looks_as_if_it_were_not() -> None:
    result = Vote(300, 98, 0, 800)
    ballot = replace(OUTSIDE_BALLOT, shown=0, entitled=800, result=result)
    settled = replace(CAMPAIGN, vote=result)
    text = archive.text(replace(FULL, campaign=settled, membership=900, ballots=[Held(ballot, [], [], 50)]))
    assert "398 of 800 who were sent a paper voted (49.75%); branch membership 900, so 44% of the branch." in text
    assert "398 of 800 entitled to vote did so (49.75%); branch membership 900, so 44% of the branch." in text
    assert "Fewer than five say so far that they have posted their papers; branch membership 900." in text


def test_what_does_not_exist_is_said_not_to() -> None:
    nothing = dict.fromkeys(("moves", "updates", "dates", "proposals", "ballots", "decisions", "questions"), ())
    running = replace(CAMPAIGN, status=Status.RUNNING, closed_at=None, outcome=None, terms=None, vote=None)
    text = archive.text(replace(FULL, campaign=running, **nothing))
    assert text.count("Nothing.") == len(nothing)
    assert "still under way" in text


def test_the_tables_open_in_a_spreadsheet_and_nothing_typed_runs_there() -> None:
    assert table("stages")[2] == ["2026-12-01", "Dispute", "'=cmd: the offer was imposed", str(ROB)]
    assert [row[1] for row in table("updates")[1:]] == ["1", "2"]
    days = [["2026-12-01", "90", "200", "212"], ["2026-12-02", "140", "200", "212"]]
    assert [row[1:] for row in table("turnout")[1:]] == days
    assert table("decisions")[1][1:3] == ["Ask for arbitration", "still to be done"]
    assert table("dates")[1][0] == "2026-12-01"
    assert {len(row) for row in table("updates")} == {5}


def test_no_member_is_in_it_but_who_noted_a_stage() -> None:
    files = archive.files(FULL)
    assert [name for name, data in files.items() if str(ROB).encode() in data] == ["campaign-3-stages.csv"]
    assert not any(str(10**17 + 9).encode() in data for data in files.values())
