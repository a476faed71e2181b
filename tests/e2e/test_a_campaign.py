"""A whole campaign: from the claim to the settlement, with a restart after every step, and nobody's name at its end."""

from collections.abc import Awaitable, Callable

from bot.actions import boards
from bot.i18n import say
from bot.ids import CampaignId, GuildId
from bot.standin import Member
from cogs.campaigns import _board as shown
from tests.e2e import campaigns
from tests.e2e.campaigns import board_now, start_campaign
from tests.e2e.living import Branch
from tests.e2e.test_campaign_ballot import POSTED, announce, posts, reminders
from tests.e2e.test_campaign_dates import put_date, type_date
from tests.e2e.test_campaign_questions import answer, ask
from tests.e2e.test_campaign_updates import post_update, updates_of
from tests.e2e.test_secrecy import folder, found, written

TABLE = b"Band,2021,Current,Claim,Offer\r\nBand 2,20000,22000,8%,2%\r\nBand 4,28000,31000,8%,2%\r\n"
TERMS = "6% from 1 April 2026, and 35 hours from October."
KEPT = "campaign-1.md"


class Campaign:
    """One campaign step by step, and its people: half of them accept no private messages."""

    def __init__(self, branch: Branch) -> None:
        self.branch, self.rob = branch, branch.rob
        self.crowd = [branch.guild.member(f"zq-member-{number:02}", roles=[branch.members]) for number in range(12)]
        for each in self.crowd[::2]:
            each.close_dms()

    @property
    def reached(self) -> list[Member]:
        """Who accepts private messages."""
        return self.crowd[1::2]

    async def move(self, stage: str, on: str, reason: str = "") -> None:
        form = await self.rob.slash("campaign stage")
        done = await self.rob.submit(form, stage=stage, on=on, reason=reason)
        assert done.text.startswith("Noted"), done.text

    # The steps, in order

    async def members_follow_it(self) -> None:
        for each in self.crowd:
            await each.press(campaigns.board(self.branch), say("campaign.look"))
            await each.press(await each.slash("campaign follow"), say("letter.follow_all"))

    async def the_talks_begin(self) -> None:
        await self.move("talks", "21 Nov 2026")

    async def members_ask(self) -> None:
        await ask(self.branch, self.crowd[1], "Is it backdated?")
        await ask(self.branch, self.crowd[3], "May they sack us?", named=False)

    async def a_rep_answers(self) -> None:
        await self.branch.pass_(days=1, hours=16)  # Monday morning
        await answer(self.branch, "Is it backdated?", wording="Is it backdated?", answer="To April.")
        await answer(self.branch, "May they sack us?", wording="May they sack us?", answer="Ask a rep, please.")
        await self.branch.settle()
        assert [sum("To April." in dm.text for dm in each.dms) for each in self.reached] == [1] * 6

    async def an_offer_comes(self) -> None:
        await self.move("offer", "23 Nov 2026")
        preview = await self.rob.slash("campaign offer", file=("pay.csv", TABLE))
        await self.rob.press(preview, say("offer.keep"))
        form = await self.crowd[2].select(await self.crowd[2].slash("campaign pay"), say("pay.choose_band"), "Band 4")
        assert "£31,000 a year" in (await self.crowd[2].submit(form, hours="37")).text

    async def an_update_is_posted(self) -> None:
        await post_update(self.branch, "The offer is 2%. We recommend to reject it.")
        assert [sum("The offer is 2%" in dm.text for dm in each.dms) for each in self.reached] == [1] * 6
        assert not any(each.dms for each in self.crowd[::2])
        assert len(updates_of(self.branch)) == 1

    async def a_ballot_is_announced(self) -> None:
        for stage in ("consultation", "dispute", "ballot"):
            await self.move(stage, "23 Nov 2026")
        await announce(self.branch, opens="24 Nov 2026 09:00", closes="22 Dec 2026 12:00", entitled="16")

    async def members_post_their_papers(self) -> None:
        (post,) = posts(self.branch)
        for each in self.crowd[:8]:
            assert say("posted.noted") in (await each.press(post, POSTED)).text
        noted = await self.crowd[7].press(post, POSTED)
        await self.crowd[7].press(noted, say("posted.mistake"))
        await self.branch.pass_(minutes=20)
        assert "7 of 16" in (await board_now(self.branch)).text

    async def the_others_are_reminded(self) -> None:
        await self.branch.pass_(days=8)
        await self.branch.pass_(days=8)
        assert [len(reminders(each)) for each in self.crowd] == [0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, 2]
        await self.crowd[9].press(reminders(self.crowd[9])[0], POSTED)
        await self.crowd[11].press(reminders(self.crowd[11])[0], say("ladder.stop"))

    async def the_ballot_is_won(self) -> None:
        await self.branch.pass_(days=14)
        assert self.branch.labels(posts(self.branch)[0]) == []
        form = await self.rob.press(await self.rob.slash("campaign ballot"), say("outside.enter_result"))
        await self.rob.submit(form, **{"for": "11", "against": "2", "spoilt": "1", "issued": "16"})

    async def notice_is_given(self) -> None:
        alone = await type_date(self.branch, "action_day", "25 Jan 2027")
        assert "only with the day on which notice was given" in alone.text
        await put_date(self.branch, "notice_given", "24 Dec 2026")
        await self.move("notice", "24 Dec 2026")
        await put_date(self.branch, "action_day", "25 Jan 2027")
        assert "notice given on Thursday 24 December 2026" in (await board_now(self.branch)).text

    async def terms_are_agreed(self) -> None:
        await self.move("settlement", "24 Dec 2026", "The employer came back with more")

    async def it_is_closed(self) -> None:
        form = await self.rob.press(await self.rob.slash("campaign close"), say("campaign.close_it"))
        vote = "12 for, 3 against, 1 spoilt, 16 sent"
        done = await self.rob.submit(form, outcome="settled", terms=TERMS, vote=vote)
        files = {each.name: each.data.decode() for each in (await self.rob.press(done, say("campaign.export"))).files}
        for part in (
            *("8% or at least £2,500", "The employer came back with more", "The offer is 2%", "notice given on"),
            *("Northern Ballots", "11 yes, 2 no", "7", "35 hours", "12 for, 3 against"),
        ):
            assert part in files[KEPT], part
        assert all(len(text.splitlines()) > 1 for name, text in files.items() if "decisions" not in name)
        for part in ("Settled", "35 hours", "11 yes, 2 no"):
            assert part in (await board_now(self.branch)).text, part

    # What must be true after each

    async def is_true(self) -> None:
        """There is one board; it says what is so, and is pinned."""
        post = await board_now(self.branch)
        board = await boards.board(self.branch.desk, GuildId(self.branch.guild.id), CampaignId(1))
        assert post.embeds[0]["description"] == shown.post(board, self.branch.clock.now())["embed"].description
        assert campaigns.boards(self.branch) == self.branch.campaign.pins == [post]


async def test_a_campaign_from_the_claim_to_the_settlement_and_then_nobody_in_it_can_be_found(
    listed_branch: Branch,
) -> None:
    branch, it = listed_branch, Campaign(listed_branch)
    await start_campaign(branch)
    steps: list[Callable[[], Awaitable[None]]] = [
        *(it.members_follow_it, it.the_talks_begin, it.members_ask, it.a_rep_answers, it.an_offer_comes),
        *(it.an_update_is_posted, it.a_ballot_is_announced, it.members_post_their_papers),
        *(it.the_others_are_reminded, it.the_ballot_is_won, it.notice_is_given, it.terms_are_agreed, it.it_is_closed),
    ]
    for step in steps:
        await step()
        await branch.restart()
        await it.is_true()
    people = {f"{each.name} {form}": text for each in it.crowd for form, text in written(each.id, each.name)}
    assert found(folder(branch.folder), people) != []
    await branch.pass_(days=31)
    assert found(folder(branch.folder), people) == []
    assert found({"log": branch.log.text.encode()}, people) == []
    assert not list(branch.folder.glob("keys/*.outside"))
    await branch.restart()
    await it.is_true()
    assert found(folder(branch.folder), people) == []
