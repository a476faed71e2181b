"""Members give numbers of their work: privately, once a month, and nobody finds out who did."""

import asyncio

from bot.i18n import say
from tests.e2e.living import Branch
from tests.e2e.workloads import NUMBERS, give, list_offices


async def test_a_member_gives_numbers_changes_them_and_takes_them_back(branch: Branch):
    before = {room.name: len(branch.posts(room)) for room in (branch.lobby, branch.desk_channel, branch.audit)}
    told = await give(branch, branch.ann)
    assert told.is_private
    assert "Your numbers for November 2026 are kept." in told.text
    assert "Caseload: how many cases you hold: 52" in told.text
    assert "Office: not said" in told.text
    await branch.restart()
    form = await branch.ann.press(told, say("workload.change"))
    refused = await branch.ann.submit(form, **{**NUMBERS, "hours_over": "7.5"})
    assert "round half an hour up" in refused.text
    form = await branch.ann.press(refused, say("ui.correct_it"))
    assert "'value': '7.5'" in str(form.modal)  # as it was left
    told = await branch.ann.submit(form, **{**NUMBERS, "hours_over": "8"})
    assert "Your numbers for November 2026 replace those you gave before." in told.text
    assert len((await branch.rows("workload_returns"))["workload_returns"]) == 1
    taken = await branch.ann.press(told, say("workload.take_back"))
    assert taken.text == say("workload.taken_back", month="November 2026")
    assert (await branch.rows("workload_returns"))["workload_returns"] == []
    again = await branch.ann.press(
        await branch.ann.slash("feedback workload", in_channel=branch.lobby), say("workload.take_back")
    )
    assert again.text == say("workload.was_none", month="November 2026")
    await branch.settle()
    assert {room.name: len(branch.posts(room)) for room in (branch.lobby, branch.desk_channel, branch.audit)} == before


async def test_an_office_is_chosen_from_twenty_five_and_who_is_no_member_is_refused(branch: Branch):
    names = [f"Office {number:02} of the Riverside and Hills division"[:40] for number in range(25)]
    await list_offices(branch, *names)
    told = await give(branch, branch.bob, names[24])
    assert f"Office: {names[24]}" in told.text
    assert "Office: not said" in (await give(branch, branch.bob)).text
    screen = await branch.cat.slash("feedback workload", in_channel=branch.lobby)
    await list_offices(branch, *names[:24])
    form = await branch.cat.select(screen, str(screen.selects[0].placeholder), [names[24]])
    gone = await branch.cat.submit(form, **NUMBERS)
    assert say("workload.office_gone") in gone.text
    refused = await branch.tim.slash("feedback workload", in_channel=branch.lobby)
    assert refused.text == say("access.not_a_member", roles=f"<@&{branch.members.id}>")


async def test_a_month_that_ends_between_form_and_answer_takes_nothing_and_is_counted_over_night(branch: Branch):
    await asyncio.gather(*(give(branch, each) for each in (branch.ann, branch.bob, branch.cat, branch.dan)))
    screen = await branch.rob.slash("feedback workload", in_channel=branch.lobby)
    form = await branch.rob.press(screen, say("workload.begin"))
    await give(branch, branch.sue)
    await branch.pass_(days=10)
    assert (await branch.rows("workload_returns"))["workload_returns"] == []  # the night has counted them
    late = await branch.rob.submit(form, **NUMBERS)
    again = await branch.rob.press(late, say("ui.correct_it"))
    for refusal in (late, again, await branch.rob.press(screen, say("workload.begin"))):
        assert say("workload.month_over") in refusal.text
    await branch.restart()
    rows = await branch.rows("workload_months", "workload_returns")
    assert [(row[2], row[3]) for row in rows["workload_months"]] == [("2026-11", 0), ("2026-12", 1)]
    assert rows["workload_returns"] == []
    assert '"returns": 5' in str(rows["workload_months"][0])
    await branch.settle()
    record = branch.posts(branch.audit)[-1].text
    assert "2026-11" in record
