"""How far a ballot has come: for one's own eyes, on the board, and posted for everyone; small numbers never."""

import asyncio

from bot.i18n import say
from bot.render.charts import LIMIT_SECONDS
from bot.standin import Member, Message, Reply
from tests.e2e.campaigns import board_now, start_campaign
from tests.e2e.living import Branch

PNG = b"\x89PNG"
BALLOT = {
    "scrutineer": "Northern Ballots",
    "opens": "22 Nov 2026 09:00",
    "closes": "20 Dec 2026 12:00",
    "replacement": "Ring Northern Ballots",
    "entitled": "40",
}


async def announce(branch: Branch, **changes: str) -> Message:
    """A ballot that opens tomorrow morning; its post, once it is open."""
    panel = await branch.rob.slash("campaign ballot", in_channel=branch.lobby)
    form = await branch.rob.press(panel, say("outside.new"))
    preview = await branch.rob.submit(form, **{**BALLOT, **changes})
    await branch.rob.press(preview, say("outside.post_it"))
    await branch.pass_(days=1)
    return [each for each in branch.posts(branch.campaign) if "Ballot of campaign" in str(each.embeds)][-1]


async def list_workplaces(branch: Branch, *lines: str) -> None:
    panel = await branch.sue.slash("campaign ballot", in_channel=branch.lobby)
    await branch.sue.submit(await branch.sue.press(panel, say("outside.workplaces")), list="\n".join(lines))


async def press(branch: Branch, post: Message, number: int, at: str = "") -> list[Member]:
    """So many members more say that they have posted, and where they work."""
    people = [branch.guild.member(f"m{len(branch.guild.members)}", roles=[branch.members]) for _ in range(number)]
    noted = await asyncio.gather(*(each.press(post, say("outside.button")) for each in people))
    if at:
        chosen = (
            each.select(reply, str(reply.selects[0].custom_id), [at]) for each, reply in zip(people, noted, strict=True)
        )
        await asyncio.gather(*chosen)
    return people


async def turnout(branch: Branch, who: Member) -> Reply:
    seen = await who.slash("campaign turnout", in_channel=branch.lobby)
    return await seen.wait(LIMIT_SECONDS)  # for its pictures, on a busy machine


async def test_everybody_sees_how_many_have_posted_and_how_many_more_it_takes(branch: Branch):
    await start_campaign(branch)
    post = await announce(branch)
    early = await press(branch, post, 4)
    await branch.pass_(minutes=20)
    assert "Fewer than five say so far" in (await turnout(branch, branch.ann)).text
    await press(branch, post, 8)
    await branch.pass_(minutes=1)
    seen = await turnout(branch, branch.ann)
    assert seen.is_private
    assert "12 of 40 who were sent a paper say they have posted it (30%); branch membership 212, so 6%" in seen.text
    assert "**8 more** needed here for 50% (20), the turnout that the law asks for (last checked on " in seen.text
    assert "**20 more** for the branch's target, 80% (32)." in seen.text
    assert "last checked on" in seen.text
    assert "beaten" not in seen.text
    (picture,) = seen.files
    assert picture.data.startswith(PNG)
    assert "12 of 40" in str(picture.description)
    assert say("turnout.post_button") not in branch.labels(seen)
    assert "12 of 40" in (await board_now(branch)).text
    assert not any(each.name in seen.text for each in early)


async def test_a_workplace_with_few_is_not_shown_nor_the_one_that_would_tell(branch: Branch):
    await start_campaign(branch)
    await list_workplaces(branch, "Hull", "Leeds: 20", "Selby", "York")
    post = await announce(branch)
    await press(branch, post, 6, "Hull")
    await press(branch, post, 9, "Leeds")
    await press(branch, post, 7, "Selby")
    await press(branch, post, 2, "York")
    await branch.pass_(hours=14)
    seen = await turnout(branch, branch.ann)
    text = seen.text
    assert "Leeds: 9 of 20 (45%)" in text
    assert "Hull: not shown" in text
    assert "York: not shown" in text
    assert "Those not shown have 8 together." in text
    assert [str(file.description).partition(" chart")[0] for file in seen.files] == ["Column", "Bar"]
    assert "Leeds: 9 · 45%; Selby: 7" in str(seen.files[1].description)
    assert not any("York" in str(file.description) for file in seen.files)


async def test_a_rep_posts_it_for_everyone_once_and_a_member_cannot(branch: Branch):
    await start_campaign(branch)
    post = await announce(branch)
    await press(branch, post, 6)
    await branch.pass_(days=2)
    seen = await turnout(branch, branch.rob)
    assert "At the pace of the last 2 days" in seen.text
    done = await branch.rob.press(seen, say("turnout.post_button"))
    assert "Posted in" in done.text
    posted = branch.posts(branch.campaign)[-1]
    assert posted.text.startswith("Branch campaign")
    assert "6 of 40" in posted.text
    assert [file.data[:4] for file in posted.files] == [PNG]
    refused = await branch.ann.raw_press(posted, custom_id="campaign:turnout_post:1")
    assert "rep" in refused.text
    assert branch.posts(branch.campaign)[-1] is posted


async def test_a_rep_sets_the_target_and_a_restart_between_press_and_look_loses_nothing(branch: Branch):
    await start_campaign(branch)
    assert say("turnout.no_ballot") in (await turnout(branch, branch.ann)).text
    post = await announce(branch)
    done = await branch.rob.slash("campaign target", in_channel=branch.lobby, per_cent=75)
    assert done.text == say("turnout.target_set", target=75)
    assert "75%" in (await board_now(branch)).text
    again = await branch.rob.slash("campaign target", in_channel=branch.lobby, per_cent=75)
    assert again.text == say("turnout.target_same", target=75)
    await press(branch, post, 5)
    await branch.restart()
    await branch.pass_(minutes=1)
    assert "**25 more** for the branch's target, 75% (30)." in (await board_now(branch)).text
