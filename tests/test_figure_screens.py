"""The page for the employer says how its numbers were made, when, and what they do not show."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.actions.figures import Counted, InNumbers
from bot.i18n import say
from bot.ids import GuildId
from bot.render.charts import Evidence
from bot.rules import report_figures
from bot.rules.branches import Branch
from bot.rules.workload import summarise
from cogs.feedback import _evidence as evidence
from tests.rules.samples import RETURN

BRANCH = Branch(GuildId(7), "Riverside", ZoneInfo("Europe/London"))
TODAY = date(2026, 11, 22)
BY_CATEGORY = {
    "2026-09": {"Workload": 18, "Bullying": 3, "Pay": 2},
    "2026-10": {"Workload": 15, "Bullying": 0, "Pay": 7},
}
BY_OFFICE = {"2026-09": {"Leeds City": 17, "York": 3, "": 3}, "2026-10": {"Leeds City": 16, "York": 2, "": 4}}


def of_year(*, began_anew: bool = False) -> InNumbers:
    given = [
        replace(RETURN, office=office) for office, number in (("Leeds City", 7), ("York", 3)) for _ in range(number)
    ]
    published = summarise(
        given, ["Leeds City", "York"], membership=None, membership_at=None, counted_on=date(2026, 11, 1)
    )
    return InNumbers(
        branch=BRANCH,
        today=TODAY,
        years=[2026],
        reports=report_figures.figures(2026, "2026-11", BY_CATEGORY, BY_OFFICE),
        workload=[Counted(date(2026, 10, 1), published, began_anew)],
        has_offices=True,
    )


def written(sheet: Evidence) -> str:
    """All that stands on the page."""
    sections = [f"{each.heading} {each.lines} {each.columns} {each.rows} {each.notes}" for each in sheet.sections]
    return "\n".join([sheet.title, *sheet.lines, *sections, *sheet.notes, sheet.footer])


def test_the_method_its_limits_and_every_date_stand_on_the_sheet():
    page = written(evidence.sheet(of_year()))
    for part in ("method", "rule", "limits"):
        assert say(f"evidence.{part}") in page
    for on in ("January to October 2026", "Made on Sunday 22 November 2026", "Counted on Sunday 1 November 2026"):
        assert on in page
    assert "A number under five is not shown" in page
    assert "a report counts in the month in which the organisers were given it" in page


def test_that_counting_began_anew_is_said_to_the_employer_too():
    anew = say("figures.anew", month="October 2026")
    assert anew in written(evidence.sheet(of_year(began_anew=True)))
    assert anew not in written(evidence.sheet(of_year()))


def test_no_cell_of_the_sheet_is_a_number_of_people_under_five():
    sheet = evidence.sheet(of_year())
    assert "York" not in written(sheet)
    assert "Bullying" not in written(sheet)
    tables = {each.heading: each.rows for each in sheet.sections if each.rows}
    of_people = {
        heading: [[cell.text for cell in (row.cells[:1] if "Workload" in heading else row.cells)] for row in rows]
        for heading, rows in tables.items()
    }
    assert of_people == {
        "Workload in October 2026": [["10"]],
        "Workload month by month, all offices": [["10"]],
        "Reports by category": [["18", "15"], ["5", "7"], ["23", "22"]],
        "Reports by office": [["17", "16"], ["6", "6"], ["23", "22"]],
    }
