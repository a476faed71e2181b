"""Workload returns as people give them in the stories: through the real command and form."""

import asyncio

from bot.actions import branches, workplaces
from bot.actions.workload import Returns
from bot.i18n import say
from bot.ids import Caller, GuildId, MemberId, RoleId
from bot.rules.workload import month_of, read_return
from bot.standin import Member, Reply
from bot.store import workplaces as store
from tests.e2e.living import Branch

NUMBERS = {"caseload": "52", "high_risk": "20", "hours_over": "14", "vacancies": "1", "leave_refused": "2"}


async def list_offices(branch: Branch, *names: str) -> None:
    """The branch's list of workplaces, as sue keeps it."""
    sue = Caller(GuildId(branch.guild.id), MemberId(branch.sue.id), frozenset(), administrator=True)
    who, _ = await branches.asker(branch.desk, sue)
    await workplaces.put(branch.desk, who, "\n".join(names))


async def give(branch: Branch, member: Member, office: str = "", **changes: str) -> Reply:
    """A member gives numbers; what they are told."""
    screen = await member.slash("feedback workload", in_channel=branch.lobby)
    if office:
        form = await member.select(screen, str(screen.selects[0].placeholder), [office])
    else:
        label = "workload.without_office" if screen.selects else "workload.begin"
        form = await member.press(screen, say(label))
    return await member.submit(form, **{**NUMBERS, **changes})


async def crowd(branch: Branch, number: int, office: str = "", **changes: str) -> None:
    """So many members more give the same numbers; without their forms, which take a while together."""
    returns, month = Returns(branch.desk), month_of(branch.clock.now().date())
    async with branch.desk.db.reading() as conn:
        listed = {each.name: each.id for each in await store.all_(conn, GuildId(branch.guild.id))}
    people = [branch.guild.member(f"m{len(branch.guild.members)}", roles=[branch.members]) for _ in range(number)]
    callers = [
        Caller(GuildId(branch.guild.id), MemberId(each.id), frozenset({RoleId(branch.members.id)})) for each in people
    ]
    numbers = read_return({**NUMBERS, **changes})
    await asyncio.gather(*(returns.hand_in(each, month, numbers, listed.get(office)) for each in callers))
    await returns.finish()
