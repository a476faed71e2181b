"""An officer says which categories reports have, how long texts are kept, and which workplaces there are."""

from bot.i18n import say
from bot.standin import Reply
from tests.e2e.living import Branch


async def page(branch: Branch) -> Reply:
    panel = await branch.sue.slash("branch setup")
    for _ in range(2):
        panel = await branch.sue.press(panel, say("ui.next"))
    return await branch.sue.press(panel, say("report_settings.title"))


async def test_an_officer_changes_what_reports_are_about_and_it_is_on_record(branch: Branch):
    shown = await page(branch)
    assert "Workload, Health and safety, Bullying, Pay, Other" in shown.text
    form = await branch.sue.press(shown, say("report_settings.change"))
    given = {"categories": "Workload\nCourt cover", "retention": "30", "workplaces": "Leeds City: 41\nWakefield"}
    shown = await branch.sue.submit(form, **given)
    await branch.restart()
    for again in (shown, await page(branch), await branch.sue.slash("branch settings")):
        assert "Reports can be about: Workload, Court cover" in again.text
        assert "erased 30 days after" in again.text
        assert "Leeds City, Wakefield" in again.text
    record = (await branch.sue.slash("branch audit")).text
    assert "changed what is set for reports: 2 categories; texts are erased 30 days" in record


async def test_a_number_of_days_outside_the_limits_is_refused_and_nothing_is_changed(branch: Branch):
    form = await branch.sue.press(await page(branch), say("report_settings.change"))
    refusal = await branch.sue.submit(form, categories="Pay", retention="7", workplaces="Leeds City")
    assert say("report.retention_unreadable", least=30, most=365) in refusal.text
    assert "Workload, Health and safety" in (await page(branch)).text
    too_long = await branch.sue.submit(form, categories=f"Pay\n{'x' * 41}", retention="60", workplaces="Leeds City")
    assert "The category in line 2 is 1 character too long." in too_long.text
    corrected = await branch.sue.press(refusal, say("ui.correct_it"))
    assert "Leeds City" in (await branch.sue.submit(corrected, retention="60")).text


async def test_a_desk_that_members_can_read_is_refused_at_the_set_up(new_branch: Branch):
    sue = new_branch.sue
    panel = await sue.press(await sue.slash("branch setup"), say("ui.next"))
    refusal = await sue.select(panel, say("branch.choose-desk"), [new_branch.lobby])
    assert refusal.is_private
    assert "not only organisers can read it" in refusal.text
    assert (await new_branch.rows("branches"))["branches"][0][8] == new_branch.desk_channel.id


async def test_a_branch_without_a_desk_is_told_that_reports_are_refused(new_branch: Branch):
    sue = new_branch.sue
    panel = await sue.press(await sue.slash("branch setup"), say("ui.next"))
    panel = await sue.select(panel, say("branch.choose-desk"), [])
    done = await sue.press(panel, say("branch.finish"))
    assert say("branch.no_reports", why=say("room.no_desk")) in done.text
    assert say("room.no_desk") in (await sue.slash("branch check")).text


async def test_officers_are_told_when_too_few_are_there_to_read_reports(branch: Branch):
    roles = branch.organisers.mention
    assert say("branch.check-well") in (await branch.sue.slash("branch check")).text
    for organiser, left in ((branch.oli, 1), (branch.ola, 0)):
        organiser.remove_role(branch.organisers)
        told = say("branch.check-few_organisers", number=left, roles=roles)
        assert told in (await branch.sue.slash("branch check")).text
