"""A whole campaign in one story, with a restart: the claim, a ballot won, notice given, the settlement."""

import asyncio

from bot.i18n import say
from bot.standin import Message, Reply
from tests.e2e.campaigns import board_now, boards, start_campaign
from tests.e2e.living import Branch

TABLE = b"Band,2021,Current,Claim,Offer\r\nBand 2,20000,22000,8%,2%\r\nBand 4,28000,31000,8%,2%\r\n"
BALLOT = {
    "scrutineer": "Northern Ballots",
    "opens": "7 Dec 2026 09:00",
    "closes": "4 Jan 2027 12:00",
    "replacement": "Ring Northern Ballots.",
    "entitled": "40",
}


async def move(branch: Branch, stage: str, on: str, reason: str = "") -> None:
    done = await branch.rob.submit(await branch.rob.slash("campaign stage"), stage=stage, on=on, reason=reason)
    assert done.text.startswith("Noted:"), done.text


async def put_date(branch: Branch, kind: str, day: str) -> Reply:
    """What the form answers: a preview, or why it may not be."""
    form = await branch.rob.press(await branch.rob.slash("campaign date"), say("campaign_date.add"))
    preview = await branch.rob.submit(form, kind=kind, day=day)
    put = say("campaign_date.put")
    return await branch.rob.press(preview, put) if put in branch.labels(preview) else preview


async def hold_ballot(branch: Branch) -> Message:
    """The ballot is announced, opens, and is posted in; its post."""
    form = await branch.rob.press(await branch.rob.slash("campaign ballot"), say("outside.new"))
    await branch.rob.press(await branch.rob.submit(form, **BALLOT), say("outside.post_it"))
    await branch.pass_(days=9)
    post = next(each for each in branch.posts(branch.campaign) if "Ballot of campaign" in str(each.embeds))
    people = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(30)]
    await asyncio.gather(*(each.press(post, say("outside.button")) for each in people))
    await branch.pass_(minutes=20)
    return post


async def from_talks_to_an_offer(branch: Branch) -> None:
    """The offer is in a table; ann sees what it means for her, and is written to."""
    rob, ann = branch.rob, branch.ann
    await move(branch, "talks", "21 Nov 2026")
    await branch.pass_(days=6)
    preview = await rob.slash("campaign offer", file=("pay.csv", TABLE))
    await rob.press(preview, say("offer.keep"))
    await move(branch, "offer", "27 Nov 2026")
    shown = await board_now(branch)
    assert "**Stage: offer.**" in shown.text
    form = await ann.select(await ann.press(shown, say("campaign.open_pay")), say("pay.choose_band"), "Band 4")
    assert "£31,000 a year" in (await ann.submit(form, hours="37")).text
    draft = await rob.submit(
        await rob.slash("campaign update"), update="The offer is 2%. Tell us what you think.", office="Secretary"
    )
    await rob.press(draft, say("update.post_it"))
    await branch.pass_(hours=18)
    assert any("The offer is 2%" in each.text for each in ann.dms)


async def from_a_dispute_to_a_ballot_won(branch: Branch) -> None:
    """Nobody hears how anybody voted, and everybody how many have posted."""
    for stage in ("consultation", "dispute", "ballot"):
        await move(branch, stage, "28 Nov 2026")
    post = await hold_ballot(branch)
    await branch.restart()
    shown = await board_now(branch)
    for part in ("**Stage: ballot.**", "30 of 40", "(75%)", "Last safe posting day"):
        assert part in shown.text, part
    await branch.pass_(days=32)
    assert branch.labels(post) == []
    form = await branch.rob.press(await branch.rob.slash("campaign ballot"), say("outside.enter_result"))
    await branch.rob.submit(form, **{"for": "28", "against": "3", "spoilt": "1", "issued": "40"})


async def from_notice_to_terms(branch: Branch) -> None:
    """No day of action is on the board without the day on which notice of it was given."""
    refused = await put_date(branch, "action_day", "25 Jan 2027")
    assert "notice" in refused.text.casefold()
    await put_date(branch, "notice_given", "7 Jan 2027")
    await move(branch, "notice", "7 Jan 2027")
    await put_date(branch, "action_day", "25 Jan 2027")
    assert "otice given on Thursday 7 January 2027" in (await board_now(branch)).text
    await move(branch, "talks", "7 Jan 2027")
    await move(branch, "settlement", "7 Jan 2027", "The employer came back with more")


async def settle(branch: Branch) -> str:
    """What the archive has of it, as one text."""
    form = await branch.rob.press(await branch.rob.slash("campaign close"), say("campaign.close_it"))
    vote = "25 for, 4 against, 1 spoilt, 40 sent"
    done = await branch.rob.submit(form, outcome="settled", terms="6% from 1 April 2026.", vote=vote)
    archive = (await branch.rob.press(done, say("campaign.export"))).message
    assert archive is not None
    return next(each.data.decode() for each in archive.files if each.name.endswith(".md"))


async def test_a_campaign_from_the_claim_to_the_settlement(branch: Branch) -> None:
    ann, board = branch.ann, await start_campaign(branch)
    await ann.press(await ann.press(board, say("letter.follow")), say("letter.follow_all"))
    await from_talks_to_an_offer(branch)
    await from_a_dispute_to_a_ballot_won(branch)
    await from_notice_to_terms(branch)
    archive = await settle(branch)
    for part in (
        "2%",
        "Northern Ballots",
        "28 yes, 3 no",
        "The offer is 2%",
        "action, notice given on Thursday 7 January 2027",
        "Settlement",
    ):
        assert part in archive, part
    shown = await board_now(branch)
    for part in ("**Settled.**", "6% from 1 April 2026.", "30 of 40 who were sent a paper voted (75%)", "28 yes, 3 no"):
        assert part in shown.text, part
    assert boards(branch) == branch.campaign.pins == [board] == [shown]
    written = len(ann.dms)
    await branch.pass_(days=31)
    assert len(ann.dms) == written
    named = ("campaign_looks", "campaign_followers", "campaign_silenced", "posted")
    assert not any((await branch.rows(*named)).values())
