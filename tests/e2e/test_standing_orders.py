"""An officer tells Steward what the standing orders say of meetings."""

import pytest

from bot.actions import branches
from bot.errors import NotAllowed
from bot.i18n import say
from bot.ids import Caller, GuildId, MemberId, RoleId
from bot.rules.meetings import Kind
from bot.standin import Reply
from tests.e2e.living import Branch

KIND = say("standing_orders.kind-general")


async def orders(branch: Branch) -> Reply:
    panel = await branch.sue.slash("branch setup")
    for _ in range(2):
        panel = await branch.sue.press(panel, say("ui.next"))
    return await branch.sue.press(panel, say("standing_orders.title"))


async def test_an_officer_changes_the_rule_for_general_meetings_and_it_is_on_record(branch: Branch):
    shown = await orders(branch)
    assert "14 clear days' notice; shorter for a stated reason; quorum 5% of the branch membership" in shown.text
    form = await branch.sue.press(shown, KIND)
    shown = await branch.sue.submit(form, notice="7", short="no", quorum="20", deadlines="motions 5")
    assert "7 clear days' notice, never shorter; quorum 20 members; motions close 5 days before" in shown.text
    assert shown.is_private
    await branch.restart()
    for again in (await orders(branch), await branch.sue.slash("branch settings")):
        assert "7 clear days' notice, never shorter; quorum 20 members" in again.text
    record = (await branch.sue.slash("branch audit")).text
    assert "changed the rule for general meetings: 7 clear days' notice." in record


async def test_a_rule_that_cannot_work_is_refused_and_can_be_corrected(branch: Branch):
    form = await branch.sue.press(await orders(branch), KIND)
    refusal = await branch.sue.submit(form, notice="7", short="yes", quorum="20", deadlines="motions 21")
    assert "Motions would close 21 days before" in refusal.text
    form = await branch.sue.press(refusal, say("ui.correct_it"))
    shown = await branch.sue.submit(form, deadlines="motions 7")
    assert "motions close 7 days before" in shown.text
    form = await branch.sue.press(shown, KIND)
    shown = await branch.sue.submit(form, notice="none", quorum="20", deadlines="")
    assert f"**{KIND}:** no notice period; quorum 20 members; no deadlines." in shown.text


async def test_a_rep_does_not_change_standing_orders(branch: Branch):
    rob = Caller(GuildId(branch.guild.id), MemberId(branch.rob.id), frozenset({RoleId(branch.reps.id)}))
    with pytest.raises(NotAllowed):
        await branches.meeting_rules(branch.desk, rob)
    typed = {"notice": "0", "short_allowed": True, "quorum": "", "deadlines": ""}
    with pytest.raises(NotAllowed):
        await branches.rule_meetings(branch.desk, rob, Kind.GENERAL, **typed)
