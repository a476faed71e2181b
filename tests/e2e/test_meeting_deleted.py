"""Somebody deletes a notice: the meeting stands, officers read of it, and a rep has the notice posted again."""

from datetime import UTC, datetime

from bot.i18n import in_full, say
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch
from tests.e2e.meetings import LONDON, announce, meeting_id

BEGINS = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)


async def opened_by(member: Member) -> Reply:
    """The meeting, as somebody sees it who opens it from the list."""
    listed = await member.slash("meeting list")
    return await member.select(listed, say("meeting.list-open"), "Branch meeting · Thursday 10 December 2026")


def described(post: Message) -> str:
    return str(post.embeds[0]["description"])


async def test_a_rep_posts_a_deleted_notice_again_and_it_still_says_when_notice_was_given(branch: Branch) -> None:
    rob, sue, check = branch.rob, branch.sue, "branch check"
    post = await announce(branch)
    number = str(meeting_id(post))
    post.delete()
    await branch.pass_(days=2)
    await rob.submit(await rob.slash("meeting agenda", meeting=number), agenda="Pay claim")
    await branch.settle()
    gone = say("branch.check-no_notice", title="Branch meeting", at=in_full(BEGINS, LONDON))
    assert gone in (await sue.slash(check)).text

    again = say("notice.post_again")
    opened = {each: await opened_by(each) for each in (branch.ann, rob)}
    assert all(say("meeting.list-lost") in each.text for each in opened.values())
    assert again not in branch.labels(opened[branch.ann])
    done = await rob.press(opened[rob], again)
    (new,) = branch.posts(branch.notices)
    link = f"https://discord.com/channels/{branch.guild.id}/{branch.notices.id}/{new.id}"
    assert (done.text, done.is_private) == (say("notice.posted", title="Branch meeting", link=link), True)
    assert (await rob.press(opened[rob], again)).text == say("notice.stands")

    await branch.ann.press(new, "Coming")
    await branch.pass_(seconds=6)
    assert branch.posts(branch.notices) == [new]
    assert "18 clear days; the rule asks for 14." in described(new)
    assert "**Coming:** 1" in described(new)
    assert gone not in (await sue.slash(check)).text
    assert 'had the notice of "Branch meeting" posted again' in branch.posts(branch.audit)[-1].text
