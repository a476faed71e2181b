"""What the stories of two officers share: who the other is, what asks, and what is looked at."""

from bot.i18n import say
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch

LOOK, AGREE, REFUSE, WITHDRAW = (f"agreement.{name}" for name in ("look", "agree", "refuse", "withdraw"))


def olga(branch: Branch) -> Member:
    """An officer besides sue, who reads the record too; the same one each time."""
    branch.audit.allow(branch.officers, "view_channel")
    known = {member.name: member for member in branch.guild.members.values()}
    return known.get("olga") or branch.guild.member("olga", roles=[branch.officers, branch.members])


def pleas(branch: Branch) -> list[Message]:
    """The posts by which officers are asked."""
    return [post for post in branch.posts(branch.audit) if "asked 2" in str(post.embeds[0].get("footer"))]


async def agree_again(who: Member, seen: Reply, custom_id: str) -> str:
    """What is said to a press that comes after the button has gone, or a second time."""
    late = await who.raw_press(seen, custom_id=custom_id)
    return late.followups[-1].text if late.followups else late.text


def agreeing(seen: Reply) -> str:
    """The custom id behind I agree."""
    return str(next(each.custom_id for each in seen.buttons if each.label == say(AGREE)))


async def look(branch: Branch, who: Member) -> Reply:
    """What the newest post that asks shows this person."""
    return await who.press(pleas(branch)[-1], say(LOOK))
