"""Secret votes in numbers, handed in past the screens; how the screens are used is `test_secret_vote.py`'s story."""

from collections.abc import Sequence

from bot.actions.ballots import Ballots
from bot.ids import Caller, GuildId, MemberId, PollId, RoleId
from bot.standin import Member, Message
from tests.e2e.living import Branch, poll_id


def crowd(branch: Branch, number: int) -> list[Member]:
    """So many members who may vote, those of the other stories first."""
    known = [branch.ann, branch.bob, branch.cat, branch.dan, branch.sue, branch.rob]
    here = {member.name: member for member in branch.guild.members.values()}
    further = [f"member {each}" for each in range(number - len(known))]
    return [*known, *(here.get(name) or branch.guild.member(name, roles=[branch.members]) for name in further)][:number]


def caller(member: Member) -> Caller:
    """Who is calling, as Discord would say."""
    roles = frozenset(RoleId(role.id) for role in member.roles)
    return Caller(GuildId(member.guild.id), MemberId(member.id), roles)


async def vote(branch: Branch, post: Message, papers: Sequence[tuple[Member, Sequence[int]]]) -> list[str]:
    """These members cast these papers, in this order; the receipts."""
    ballots = Ballots(branch.desk)
    receipts = [await ballots.cast(caller(member), PollId(poll_id(post)), paper) for member, paper in papers]
    await ballots.finish()
    return receipts
