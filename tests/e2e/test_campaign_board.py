"""A campaign's board: started after a preview, moved from stage to stage, pinned, and true whatever happens to it."""

from typing import Any

import pytest

from bot.actions import campaigns
from bot.i18n import say
from bot.ids import GuildId
from bot.standin import Member, Reply, rest_messages
from bot.store import campaigns as store
from tests.e2e.campaigns import board_now, boards, campaign_id, draft_campaign, start_campaign
from tests.e2e.living import Branch


async def move(rep: Member, stage: str, *, on: str = "21 Nov 2026", reason: str = "") -> Reply:
    """The rep notes that it has come to this stage."""
    form = await rep.slash("campaign stage")
    return await rep.submit(form, stage=stage, on=on, reason=reason)


async def test_a_rep_starts_a_campaign_after_seeing_its_board_and_members_cannot(branch: Branch) -> None:
    assert (await branch.ann.raw_slash("campaign start")).text == say("access.needs", power="rep")
    preview = await draft_campaign(branch, claim="Walk out on Monday!")
    assert boards(branch) == []
    assert preview.text == say("call.for_action")
    preview = await draft_campaign(branch)
    assert preview.text.startswith(say("campaign.preview", channel=branch.campaign.mention))
    changed = await branch.rob.submit(
        await branch.rob.press(preview, say("campaign.change_words")), title="Pay 2027", nation="scotland"
    )
    assert "Pay 2027" in changed.text
    assert say("campaign.preview-nation", nation="scotland") in changed.text
    assert boards(branch) == []
    done = await branch.rob.press(changed, say("campaign.start_it"))
    (post,) = boards(branch)
    link = f"https://discord.com/channels/{branch.guild.id}/{branch.campaign.id}/{post.id}"
    assert done.text == say("campaign.started", title="Pay 2027", link=link)
    assert post.preview.startswith(say("campaign.first_line"))
    assert "Pay" not in post.content
    assert "8% or at least £2,500" in post.text
    assert branch.campaign.pins == [post]
    assert 'started the campaign "Pay 2027"' in branch.posts(branch.audit)[-1].text


async def test_a_draft_that_nobody_starts_is_forgotten_after_a_day_or_at_once(branch: Branch) -> None:
    rob = branch.rob
    longest: dict[str, Any] = {
        "title": "a" + "*" * 99,
        "employer": "a" + "*" * 99,
        "claim": "a" + "*" * 999,
        "contact": "a" + "*" * 199,
    }
    preview = await draft_campaign(branch, **longest)
    assert preview.text.endswith("\\*" * 199 + "\nCampaign 1")  # the claim may be cut, where to ask is not
    assert (await rob.press(preview, say("campaign.discard"))).text == say("campaign.discarded")
    preview = await draft_campaign(branch)
    await branch.pass_(days=1)
    assert (await branch.rows("campaigns"))["campaigns"] == []
    assert (await rob.press(preview, say("campaign.start_it"))).text == say("campaign.no_draft")
    assert (await rob.slash("campaign status")).text == say("campaign.none")


async def test_the_board_follows_the_campaign_and_is_edited_every_five_seconds_at_most(branch: Branch) -> None:
    rob, post = branch.rob, await start_campaign(branch)
    assert "Stage: claim" in post.text
    for stage in ("talks", "offer", "consultation"):
        await move(rob, stage)
        await branch.settle()
    assert branch.edits_of(post) == 0
    assert "Stage: consultation" in (await board_now(branch)).text
    assert branch.edits_of(post) == 1

    back = await move(rob, "claim")
    assert back.text == say("campaign.stage_needs_reason", before="consultation", after="claim")
    assert (
        say("campaign.moved", stage="claim", on="", link="").split(",")[0]
        in (
            await rob.submit(await rob.press(back, say("ui.correct_it")), reason="The employer withdrew its offer")
        ).text
    )
    shown = (await board_now(branch)).text
    for part in ("Stage: claim", "The employer withdrew its offer", f"Noted by <@{rob.id}>"):
        assert part in shown
    assert (await move(rob, "talks", on="5 Dec 2026")).text.startswith("Saturday 5 December 2026 is still to come")
    assert "before the last move" in (await move(rob, "talks", on="1 Nov 2026")).text
    assert "notice of it was given" in (await move(rob, "action", reason="The ballot was won")).text
    for seconds in range(20):
        await move(rob, *(("claim",) if seconds % 2 else ("talks",)), reason=f"Number {seconds}")
        await branch.pass_(seconds=1)
    assert branch.edits_of(post) <= 2 + 20 // 5 + 1
    assert "Stage: claim" in (await board_now(branch)).text


async def test_everyone_sees_privately_what_has_changed_since_they_last_looked(branch: Branch) -> None:
    post = await start_campaign(branch, claim="a" + "*" * 999)
    first = await branch.ann.press(post, say("campaign.look"))
    assert first.is_private
    assert say("campaign.news-first") in first.text
    assert say("campaign.change_started") in first.text
    await move(branch.rob, "talks")
    second = await branch.ann.slash("campaign status")
    assert say("campaign.news-since") in second.text
    assert say("campaign.change_started") not in second.text
    assert "the union and the employer talk, since Saturday 21 November 2026" in second.text
    assert say("campaign.news-none") in (await branch.ann.slash("campaign status")).text
    assert "Stage: talks" in second.text
    async with branch.desk.db.transaction() as tx:
        campaign = await store.get(tx, GuildId(branch.guild.id), campaign_id(post))
        for number in range(12):
            question = {"question": f"{number} " + "*" * 290}
            await campaigns.changed(tx, branch.clock.now(), campaign, "campaign.change_answered", question)
    many = await branch.ann.slash("campaign status")
    assert 'a question was answered: "11 ' in many.text
    assert 'a question was answered: "0 ' not in many.text
    assert say("campaign.news-more") in many.text


async def test_a_board_that_somebody_deletes_is_posted_anew_and_in_another_channel_if_need_be(branch: Branch) -> None:
    (await start_campaign(branch)).delete()
    await branch.restart()
    await branch.pass_(days=1)  # at midnight, though nobody has changed anything
    (again,) = boards(branch)
    assert branch.campaign.pins == [again]
    lost = branch.campaign
    lost.delete()
    branch.campaign = branch.guild.channel("pay")
    panel = await branch.sue.slash("branch setup", in_channel=branch.lobby)
    panel = await branch.sue.press(panel, say("ui.next"))
    await branch.sue.select(panel, "branch:channel:campaign", [branch.campaign])
    await move(branch.rob, "talks")
    moved = await board_now(branch)
    assert (campaign_id(moved), branch.campaign.pins) == (1, [moved])
    assert "Stage: talks" in moved.text


async def test_a_board_that_discord_does_not_let_steward_pin_is_named_and_pinned_later(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch.campaign.deny(branch.guild.bot_role, "pin_messages")
    post = await start_campaign(branch)
    assert branch.campaign.pins == []
    check = await branch.sue.slash("branch check")
    assert say("branch.check-not_pinned", title="Pay 2026", why=say("campaign.pin_forbidden")) in check.text
    branch.campaign.allow(branch.guild.bot_role, "pin_messages")
    with monkeypatch.context() as full:
        full.setattr(rest_messages, "PINS_MOST", 0)
        await branch.pass_(days=1)
        check = await branch.sue.slash("branch check")
    assert say("branch.check-not_pinned", title="Pay 2026", why=say("campaign.pin_full")) in check.text
    await move(branch.rob, "talks")
    assert await board_now(branch) is post
    assert branch.campaign.pins == [post]
    assert "is not pinned" not in (await branch.sue.slash("branch check")).text
    await branch.pass_(days=1)
    assert len([each for each in branch.campaign.messages.values() if each.is_of_discord]) == 1
