"""Organisers put the branch's work into numbers that the employer can be given: never one under five."""

import csv
import json
from dataclasses import replace
from io import StringIO

from bot.i18n import say
from bot.ids import GuildId
from bot.render.charts import LIMIT_SECONDS
from bot.rules.workload import first_of, stored, summarise
from bot.standin import Member, Message, Reply
from bot.store import report_counts, workload
from tests.e2e.living import Branch
from tests.e2e.workloads import crowd, list_offices
from tests.rules.samples import RETURN

OFFICES = ("Leeds City", "York", "Hull")


async def reported(branch: Branch, month: str, category: str, number: int, office: str = "") -> None:
    """So many reports, as the rounds of a month have counted them."""
    async with branch.desk.db.transaction() as tx:
        guild_id = GuildId(branch.guild.id)
        for _ in range(number):
            await report_counts.add(tx, guild_id, month, category=category, office=office)
        await report_counts.list_(tx, guild_id, month, "category", ["Workload", "Pay", "Bullying"])
        await report_counts.list_(tx, guild_id, month, "office", ["", *OFFICES])


async def figures(branch: Branch, who: Member) -> Reply:
    return await who.slash("feedback figures", in_channel=branch.lobby)


async def made(branch: Branch, card: Reply, label: str) -> Reply:
    """What a button of the card makes, also on a busy machine."""
    return await (await branch.oli.press(card, label)).wait(LIMIT_SECONDS)


def table(reply: Reply | Message, name: str) -> list[list[str]]:
    (file,) = [each for each in reply.files if each.name == name]
    return list(csv.reader(StringIO(file.data.decode("utf-8-sig"))))


async def test_an_organiser_makes_tables_pictures_and_a_sheet_of_a_year(branch: Branch):
    await list_offices(branch, *OFFICES)
    await crowd(branch, 6, "Leeds City", caseload="61")
    await crowd(branch, 7, "York", caseload="44")
    await crowd(branch, 3, "Hull", caseload="97")
    await crowd(branch, 2, caseload="88")
    for month, number in (("2026-08", 3), ("2026-09", 1), ("2026-10", 9), ("2026-11", 8)):
        await reported(branch, month, "Workload", number, "York")
        await reported(branch, month, "Pay", number // 2)
    await reported(branch, "2026-11", "Bullying", 1, "Hull")
    await branch.pass_(days=14)
    await branch.restart()
    await reported(branch, "2026-12", "Bullying", 40)  # this month is not over
    card = await figures(branch, branch.oli)
    assert card.is_private
    assert "31 reports by the end of November 2026. January to September: 5; October: 13; November: 13." in card.text
    assert "By category, January to November, 31 reports: Workload 21 (68%); all others together 10 (32%)." in card.text
    assert "By office, January to November, 31 reports: York 21 (68%); all others together 10 (32%)." in card.text
    assert "Leeds City: 6 returns; average caseload 61.0; high risk 33% (120 of 366 cases)" in card.text
    assert "Other offices together: 5 returns; average caseload 93.4" in card.text
    assert "All offices: 18 returns" in card.text
    assert "Hull" not in card.text
    assert "Bullying" not in card.text
    assert (
        "18 returns; branch membership 212 (as given on Saturday 21 November 2026), so 8% of the branch." in card.text
    )

    tables = await made(branch, card, say("figures.table_button"))
    reports, workload = table(tables, "reports-2026.csv"), table(tables, "workload-2026.csv")
    assert [row[0] for row in reports[1:]] == ["By month"] * 3 + ["By category"] * 2 + ["By office"] * 2
    assert ["2026-11", "York", "7", "44.0", "308", "140", "45%", "14.0", "1.0", "2.0", "212", "2026-12-05"] in workload
    assert "Hull" not in str(reports + workload)
    picture = await made(branch, card, say("figures.map_button"))
    (file,) = picture.files
    assert (file.data[:4], file.name) == (b"\x89PNG", "workload-2026.png")
    assert "York: Caseload 44.0, High risk 45%" in str(file.description)
    printed = await made(branch, card, say("figures.sheet_button"))
    (file,) = printed.files
    assert (file.data[:5], file.name) == (b"%PDF-", "evidence-2026.pdf")
    assert branch.posts(branch.lobby) == []


async def counted(branch: Branch, name: str, *offices: str) -> None:
    """A month that was counted: from the first of these offices six returns, from the next seven and so on."""
    given = [replace(RETURN, office=each) for more, each in enumerate(offices) for _ in range(6 + more)]
    published = summarise(
        [*given, RETURN, RETURN], offices, membership=800, membership_at=branch.clock.now(), counted_on=first_of(name)
    )
    async with branch.desk.db.transaction() as tx:
        month = await workload.begin(tx, GuildId(branch.guild.id), name)
        await workload.close(tx, month.id, json.dumps(stored(published)))


async def test_a_full_year_of_twenty_five_offices_is_shown_uncut_and_what_was_typed_cannot_run_in_a_table(
    branch: Branch,
):
    offices = [f"=Office {number:02} of the Riverside and Hills"[:40] for number in range(25)]
    for number in range(1, 11):
        await counted(branch, f"2026-{number:02}", *offices[: 15 + number])
        await reported(branch, f"2026-{number:02}", '=HYPERLINK("x")', 12, offices[0])
        await reported(branch, f"2026-{number:02}", "Workload", 15, offices[1])
    card = await figures(branch, branch.oli)
    assert say("ui.cut_short") not in card.text
    assert say("figures.more_offices", number=18) in card.text
    assert say("figures.older_months", number=6) in card.text
    tables = await branch.oli.press(card, say("figures.table_button"))
    cells = [cell for name in ("reports", "workload") for row in table(tables, f"{name}-2026.csv") for cell in row]
    assert f"'{offices[3]}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert len(table(tables, "workload-2026.csv")) > 150
    months = await branch.oli.select(card, say("figures.measure_menu"), [say("figures.measure-caseload")])
    (file,) = (await months.wait(LIMIT_SECONDS)).files
    assert file.name == "workload-2026-caseload.png"
    assert f"{offices[5]}: May (312) 40.0, Jun (338) 40.0" in str(file.description)
    forced = await branch.oli.raw_press(card, custom_id="feedback:figures-map:1999")
    assert forced.text == say("figures.nothing", year="1999")


async def test_of_a_branch_that_has_nothing_yet_nothing_can_be_made_and_members_are_refused(branch: Branch):
    card = await figures(branch, branch.oli)
    assert say("figures.no_periods", year="2026") in card.text
    assert say("figures.no_workload") in card.text
    assert [button.disabled for button in card.buttons] == [True] * 3
    forced = await branch.oli.raw_press(card, custom_id="feedback:figures-sheet:2026")
    assert forced.text == say("figures.nothing", year="2026")
    assert "organiser" in (await figures(branch, branch.ann)).text
    assert "organiser" in (await branch.ann.raw_press(card, custom_id="feedback:figures-table:2026")).text


async def test_an_earlier_year_is_chosen_and_the_present_one_again(branch: Branch):
    await reported(branch, "2025-06", "Workload", 25)
    card = await figures(branch, branch.ola)
    card = await branch.ola.select(card, say("figures.year_menu"), ["2025"])
    assert "25 reports by the end of June 2025" in card.text
    assert say("figures.next_period") not in card.text
    assert [button.disabled for button in card.buttons] == [False, True, False]  # no workload: no heat map
    printed = await (await branch.ola.press(card, say("figures.sheet_button"))).wait(LIMIT_SECONDS)
    assert [file.name for file in printed.files] == ["evidence-2025.pdf"]
    card = await branch.ola.select(card, say("figures.year_menu"), ["2026"])
    assert say("figures.no_periods", year="2026") in card.text
