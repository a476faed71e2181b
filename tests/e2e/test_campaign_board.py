"""A campaign is started, and its board stands in the campaign's channel."""

from bot.i18n import say
from tests.e2e.campaigns import boards, draft_campaign, start_campaign
from tests.e2e.living import Branch


async def test_a_rep_starts_a_campaign_after_seeing_its_board(branch: Branch):
    preview = await draft_campaign(branch)
    assert "Nothing is posted until you press Start it" in preview.text
    assert boards(branch) == []
    done = await branch.rob.press(preview, say("campaign.start_it"))
    assert "Started." in done.text
    post = boards(branch)[-1]
    assert post.text.startswith("Branch campaign")
    assert "8% or at least £2,500" in post.text
    assert len(boards(branch)) == 1


async def test_a_campaign_started_through_the_helper_has_its_board(branch: Branch):
    assert "Stage: claim" in (await start_campaign(branch)).text
