"""People look at what is kept about them, take it away and have it erased; and who leaves is forgotten."""

import json

from bot.i18n import say
from bot.ids import MemberId
from bot.rules.holdings import HOLDINGS, Part
from bot.standin import Member, Message, Reply
from bot.store import jobs
from tests.builders import traces
from tests.e2e.bad_days import until
from tests.e2e.campaigns import start_campaign
from tests.e2e.living import Branch
from tests.e2e.meetings import announce

COMING = say("meeting.answer-coming")
ERASE, SURE = say("mydata.erase"), say("mydata.erase_now")


async def take_part(branch: Branch, *members: Member) -> Message:
    """These answer a notice, follow meetings and the campaign, look at it, and ask; the notice."""
    notice = await announce(branch)
    board = await start_campaign(branch)
    for each in members:
        said = await each.press(notice, COMING)
        await each.press(said, say("follow.on_button"))
        await each.press(await each.slash("campaign follow"), say("letter.follow_all"))
        await each.press(board, say("campaign.look"))
    await branch.settle()
    return notice


async def erase(member: Member) -> Reply:
    """Through both screens; the last."""
    return await member.press(await member.press(await member.slash("mydata erase"), ERASE), SURE)


def left(branch: Branch, member: Member) -> list[str]:
    """The files in which there is something of them."""
    return traces(branch.folder, MemberId(member.id))


def told(member: Member, reply: Reply) -> tuple[dict[str, object], str]:
    """What stands in the two files of an export."""
    found = reply.followups[-1] if reply.followups else reply
    data = json.loads(member.open(found, "mydata.json"))
    return data["held"], member.open(found, "mydata.txt").decode()


async def test_anybody_reads_what_is_kept_part_by_part(branch: Branch) -> None:
    page = await branch.tim.slash("privacy")  # who has no role of the branch's
    assert page.is_private
    read = page.text
    for _ in range(len(Part) - 1):
        page = await branch.tim.press(page, say("ui.next"))
        read += page.text
    assert say("ui.next") not in branch.labels(page)
    assert say("ui.cut_short") not in read
    for each in HOLDINGS:
        assert say(f"privacy.{each.key}-until") in read


async def test_a_member_takes_away_all_of_it_and_has_it_erased_through_a_restart(branch: Branch) -> None:
    ann, bob = branch.ann, branch.bob
    notice = await take_part(branch, ann, bob)
    poll = await branch.open_poll()
    await ann.press(poll, "For")
    kept, text = told(ann, await ann.slash("mydata export"))
    assert kept.keys() >= {"votes", "answers", "called", "followed", "looks"}
    assert str(bob.id) not in json.dumps(kept) + text
    assert "Chosen: For" in text
    screen = await ann.slash("mydata erase")
    assert screen.is_private
    assert say("mydata.stays-votes") in screen.text
    sure = await ann.press(screen, ERASE)
    await branch.restart()
    done = await ann.press(sure, SURE)
    assert done.is_private
    assert say("mydata.erased") in done.text
    assert say("mydata.stays-votes") in done.text
    assert branch.labels(done) == []
    await branch.pass_(seconds=5)
    assert "**Coming:** 1" in notice.text, notice.text
    assert told(ann, await ann.slash("mydata export"))[0].keys() == {"votes"}
    assert told(bob, await bob.slash("mydata export"))[0].keys() == kept.keys() - {"votes"}
    assert say("mydata.can-none") in (await ann.slash("mydata erase")).text
    assert "mydata" not in str(await branch.rows("audit"))


async def test_nothing_is_erased_by_who_thinks_again_or_by_somebody_elses_screen(branch: Branch) -> None:
    ann, bob = branch.ann, branch.bob
    await take_part(branch, ann)
    assert say("mydata.nothing") in (await bob.slash("mydata erase")).text
    sure = await ann.press(await ann.slash("mydata erase"), ERASE)
    await bob.raw_press(sure, custom_id="mydata:sure")  # no client of Discord's would; it is bob's nothing that goes
    assert "answers" in told(ann, await ann.slash("mydata export"))[0]
    sure = await ann.press(await ann.slash("mydata erase"), ERASE)
    assert (await ann.press(sure, say("mydata.keep"))).text == say("mydata.kept")
    assert "answers" in told(ann, await ann.slash("mydata export"))[0]


async def test_once_erased_no_byte_is_left_of_who_did_nothing_that_stays(branch: Branch) -> None:
    await take_part(branch, branch.ann)
    await erase(branch.ann)
    await branch.pass_(minutes=1)
    assert left(branch, branch.ann) == []
    assert say("mydata.nothing") in (await branch.ann.slash("mydata erase")).text


async def test_who_has_left_is_forgotten_within_a_week_and_who_is_back_is_not(branch: Branch) -> None:
    ann, bob, cat = branch.ann, branch.bob, branch.cat
    notice = await take_part(branch, ann, bob, cat)
    bob.leave()
    cat.leave()
    await branch.pass_(days=6)
    branch.guild.add_member(cat)
    branch.discord.faults.refuse(10013, "GET", "*/members/*", times=1)  # ann's, who is asked about first
    await branch.pass_(days=1, minutes=1)
    assert left(branch, bob) == []
    for each in (ann, cat):
        assert {"answers", "called", "followed", "looks"} <= told(each, await each.slash("mydata export"))[0].keys()
    await branch.pass_(seconds=5)
    assert "**Coming:** 2" in notice.text, notice.text


async def test_nobody_is_forgotten_because_discord_or_the_server_is_away(branch: Branch) -> None:
    ann = branch.ann
    await take_part(branch, ann)
    branch.discord.faults.error("GET", "*/members/*", times=1, status=400)
    await branch.pass_(days=7)
    await branch.pass_(minutes=11)
    async with branch.desk.db.reading() as conn:
        assert await jobs.state(conn, f"mydata.sweep:{branch.guild.id}") == "waiting"
    server = branch.app.get_guild(branch.guild.id)
    assert server is not None
    branch.guild.outage()
    await until(lambda: server.unavailable)
    ann.leave()
    await branch.pass_(days=7)
    assert left(branch, ann) != []
    branch.guild.outage(over=True)
    await until(lambda: not server.unavailable)
    await branch.pass_(days=8)
    await branch.pass_(minutes=11)
    assert left(branch, ann) == []


async def test_with_the_members_intent_who_leaves_is_forgotten_at_once(listed_branch: Branch) -> None:
    branch = listed_branch
    await take_part(branch, branch.ann, branch.bob)
    branch.ann.leave()
    await until(lambda: "mydata.leave for" in branch.log.text)
    await branch.settle()
    assert left(branch, branch.ann) == []
    assert left(branch, branch.bob) != []


async def test_a_branch_set_up_by_an_older_steward_forgets_who_has_left_too(branch: Branch) -> None:
    async with branch.desk.db.transaction() as tx:
        await tx.execute("DELETE FROM jobs WHERE kind = 'mydata.sweep'")
    await branch.restart()
    async with branch.desk.db.reading() as conn:
        assert await jobs.state(conn, f"mydata.sweep:{branch.guild.id}") == "waiting"
