"""A campaign is closed: the board says how it ended, nothing in it changes any more, and names are forgotten."""

from bot.i18n import say
from bot.standin import Message, Reply
from bot.store import jobs
from tests.e2e.campaigns import board_now, boards, start_campaign
from tests.e2e.living import Branch

TERMS = "5% from 1 April 2026, and 35 hours from October.\nNo one-off."
VOTE = "151 for, 22 against, 2 spoilt, 200 sent"
BALLOT = {
    "scrutineer": "Northern Ballots",
    "opens": "23 Nov 2026 09:00",
    "closes": "21 Dec 2026 12:00",
    "replacement": "Ring Northern Ballots.",
    "entitled": "800",
}


async def lively_campaign(branch: Branch) -> tuple[Message, Message, Reply]:
    """A campaign in which everything is still to come; its board, the post of its ballot, a scheduled update."""
    rob = branch.rob
    post = await start_campaign(branch)
    await branch.ann.press(await branch.ann.slash("campaign follow"), say("letter.follow_all"))
    await branch.ann.press(post, say("campaign.look"))
    form = await rob.press(await rob.slash("campaign ballot"), say("outside.new"))
    await rob.press(await rob.submit(form, **BALLOT), say("outside.post_it"))
    await branch.settle()
    ballot = branch.posts(branch.campaign)[-1]
    draft = await rob.submit(await rob.slash("campaign update"), update="We meet on Monday.", office="Secretary")
    update = await rob.submit(await rob.press(draft, say("update.schedule")), when="30 Nov 2026 12:00")
    return post, ballot, update


async def close(branch: Branch, **fields: str) -> Reply:
    """Rob closes it; the last answer."""
    screen = await branch.rob.slash("campaign close")
    form = await branch.rob.press(screen, say("campaign.close_it"))
    done = await branch.rob.submit(form, **({"outcome": "settled", "terms": TERMS, "vote": VOTE} | fields))
    await branch.settle()
    return done


async def test_closing_shows_what_it_comes_to_and_leaves_nothing_to_be_done(branch: Branch) -> None:
    rob, ann = branch.rob, branch.ann
    assert (await ann.raw_slash("campaign close")).text == say("access.needs", power="rep")
    post, ballot, update = await lively_campaign(branch)
    screen = await rob.slash("campaign close")
    for part in (
        say("campaign.closing-freezes"),
        say("campaign.closing-updates", number=1),
        say("campaign.closing-ballot"),
        "is forgotten on Monday 21 December 2026",
    ):
        assert part in screen.text
    refused = await close(branch, vote="88% for, 12% against")
    assert refused.text == say("campaign.vote_unreadable")
    await rob.submit(await rob.press(refused, say("ui.correct_it")), vote=VOTE)
    shown = await board_now(branch)
    assert shown is post
    for part in (
        "Closed",
        "Settled",
        "35 hours",
        "151 for, 22 against, 2 spoilt",
        "175 of 200",
        "(88%)",
        "of the branch",
    ):
        assert part in shown.text
    assert branch.labels(shown) == [say("campaign.look")]
    assert branch.campaign.pins == [post]

    async with branch.desk.db.reading() as conn:
        waiting = await jobs.kinds_waiting(conn)
    assert {each for each in waiting if each.startswith("campaign.")} == {"campaign.erase", "campaign.purge"}
    said = len(branch.posts(branch.campaign))
    await branch.pass_(days=20)
    assert len(branch.posts(branch.campaign)) == said
    assert ann.dms == []
    for command in ("stage", "update", "ballot", "date", "offer", "ask", "answer", "close", "turnout"):
        answered = await rob.slash(f"campaign {command}")
        assert (answered.text == say("campaign.none")) is (command != "turnout"), command
    assert branch.labels(ballot) == []
    pressed = await ann.raw_press(ballot, custom_id="campaign:posted:1")
    for text in (pressed.text, ballot.text):
        assert "The ballot itself goes on without it" in text, text
    assert (await rob.press(screen, say("campaign.close_it"))).text == say("campaign.closed")
    assert (await rob.press(update, say("update.withdraw"))).text == say("update.withdrawn_already")
    assert "35 hours" in (await ann.slash("campaign status")).text
    assert 'closed the campaign "Pay 2026": settled' in "".join(each.text for each in branch.posts(branch.audit))


async def test_who_looked_and_who_followed_is_forgotten_a_month_later_unless_another_campaign_is_under_way(
    branch: Branch,
) -> None:
    await lively_campaign(branch)
    await close(branch, outcome="lost", vote="")
    await branch.pass_(days=29)
    assert {name: len(found) for name, found in (await branch.rows(*NAMED)).items()} == {
        "campaign_looks": 1,
        "campaign_followers": 4,
    }
    await start_campaign(branch)
    assert (await branch.ann.slash("campaign turnout")).text == say("turnout.no_ballot")  # that of the one under way
    both = ["Pay 2026 · Campaign 2", "Pay 2026 · Campaign 1"]
    for command, titles in (("stage", ["Pay 2026"]), ("status", both)):
        offered = await branch.rob.autocomplete(f"campaign {command}", "campaign", "pay")
        assert [name for name, _ in offered] == titles
    await branch.pass_(days=1)
    assert {name: len(found) for name, found in (await branch.rows(*NAMED)).items()} == {
        "campaign_looks": 0,
        "campaign_followers": 4,
    }
    await branch.rob.press(await branch.rob.press(boards(branch)[-1], say("campaign.look")), say("campaign.export"))
    await close(branch, outcome="dropped", vote="")
    await branch.restart()
    await branch.pass_(days=30)
    assert not any((await branch.rows(*NAMED)).values())


NAMED = ("campaign_looks", "campaign_followers")


async def test_a_rep_takes_everything_that_is_kept_of_a_campaign_for_the_archive(branch: Branch) -> None:
    rob = branch.rob
    await lively_campaign(branch)
    await branch.pass_(days=10)
    done = await close(branch)
    archive = (await rob.press(done, say("campaign.export"))).message
    assert archive is not None
    files = {each.name: each.data.decode("utf-8-sig") for each in archive.files}
    assert list(files) == [
        "campaign-1.md",
        "campaign-1-stages.csv",
        "campaign-1-updates.csv",
        "campaign-1-dates.csv",
        "campaign-1-decisions.csv",
        "campaign-1-turnout.csv",
    ]
    text = files["campaign-1.md"]
    for part in (
        "# Pay 2026",
        "**Settled**",
        "35 hours",
        "We meet on Monday.",
        "Northern Ballots",
        "175 of 200",
        "Nothing.",
    ):
        assert part in text
    assert files["campaign-1-updates.csv"].splitlines()[1].split(",")[-3:] == ["Secretary", "We meet on Monday.", ""]
    assert str(branch.ann.id) not in "".join(files.values())
    status = await branch.ann.slash("campaign status")
    assert say("campaign.export") not in branch.labels(status)
    assert say("campaign.export") in branch.labels(await rob.slash("campaign status"))
    refused = await branch.ann.raw_press(status, custom_id="campaign:export:1")
    assert refused.text == say("access.needs", power="rep")
