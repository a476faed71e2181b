"""A branch in the middle of a ballot held elsewhere: the real actions and database; only Discord is left out."""

from dataclasses import dataclass, replace
from pathlib import Path

from bot import keys
from bot.actions import branches, outside_ballots, starting, workplaces
from bot.actions.outside_ballots import Standing
from bot.actions.posted import Posted
from bot.desk import Desk
from bot.ids import Asker, Caller, ChannelId, MemberId, OutsideBallotId, WorkplaceId
from bot.rules.branches import Branch, Use
from bot.rules.campaigns import Nation
from bot.rules.outside_ballots import OutsideBallot, Workplace
from bot.store import outside_ballots as store
from bot.store import posted as posted_store
from tests.actions.announced import GUILD, MEMBERS, REPS, SUE, a_hall
from tests.builders import Clock

WORDS = {
    "scrutineer": "Northern Ballots",
    "opens": "23 Nov 2026 09:00",
    "closes": "21 Dec 2026 12:00",
    "replacement": "Ring Northern Ballots.",
    "entitled": "800",
}


@dataclass
class Dispute:
    """The branch, its clock, and its campaign with a ballot in it."""

    desk: Desk
    clock: Clock
    branch: Branch
    rob: Asker
    sue: Asker
    standing: Standing
    posted: Posted

    @property
    def id(self) -> OutsideBallotId:
        """The ballot's number."""
        return self.standing.ballot.id

    async def ballot(self) -> OutsideBallot:
        """The ballot as it is stored now."""
        async with self.desk.db.reading() as conn:
            return await store.get(conn, GUILD, self.id)

    async def totals(self) -> dict[WorkplaceId | None, int]:
        """How many have posted, by workplace."""
        async with self.desk.db.reading() as conn:
            return await posted_store.totals(conn, self.id)

    async def list_workplaces(self, text: str) -> list[Workplace]:
        """The branch's list as sue types it."""
        return list(await workplaces.put(self.desk, self.sue, text))

    def tag(self, who: Caller) -> bytes:
        """What stands in the table for this member."""
        return keys.tag(self.desk.outside_keys.read(self.id), who.member_id)


async def a_dispute(desk: Desk, clock: Clock, *, opened: bool = True) -> Dispute:
    """A ballot that has been announced, and opened unless told."""
    hall = await a_hall(desk, clock)
    await branches.choose_channel(desk, SUE, Use.CAMPAIGN, ChannelId(6))
    branch = replace(await branches.finish(desk, SUE))
    rob = branches.identify(hall.branch, Caller(GUILD, MemberId(2), frozenset({REPS, MEMBERS})))
    words = {"title": "Pay 2026", "employer": "The employer", "claim": "8%", "contact": "Any rep"}
    draft = await starting.make(desk, rob, branch, nation=Nation.ENGLAND_WALES, **words)
    campaign = await starting.start(desk, rob, branch, draft.id)
    made = await outside_ballots.make(desk, rob, branch, campaign.id, WORDS)
    found = await outside_ballots.announce(desk, rob, made.ballot.id)
    if opened:
        clock.move(days=2)
    return Dispute(desk, clock, branch, rob, branches.identify(branch, SUE), found, Posted(desk))


def bytes_of(folder: Path) -> bytes:
    """Everything that lies in the data folder but the keys."""
    files = (each for each in folder.rglob("*") if each.is_file() and each.parent.name != "keys")
    return b"\0\0".join(each.read_bytes() for each in files)
