"""The turnout of a ballot held elsewhere: what is published of who says to have posted, in steps, and its goals.

The number moves after five more or a quarter of an hour, the table by workplace each morning, in which small numbers
are withheld (`bot.rules.suppression`). Who has chosen no workplace is in the number and not in the table. What is
published is stored, so that everybody reads the same, also after the tags are gone.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.actions import campaigns, outside_ballots
from bot.actions.outside_ballots import Standing
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, CampaignId, GuildId, OutsideBallotId, Power, WorkplaceId
from bot.rules import access, law, suppression
from bot.rules import campaigns as campaign_rules
from bot.rules import pace as rules
from bot.rules.campaigns import Campaign, Vote
from bot.rules.law import Figure, Subject
from bot.rules.numbers import Turnout
from bot.rules.outside_ballots import OutsideBallot, Status, Workplace
from bot.rules.pace import Goal, Pace
from bot.rules.settling import cast
from bot.rules.suppression import Cell, Table
from bot.rules.times import local
from bot.store import campaigns as campaigns_store
from bot.store import outside_ballots as store
from bot.store import posted, workplaces
from bot.store.db import Connection


@dataclass(frozen=True)
class Place:
    """A workplace in the table: how many have posted there, or None where that is withheld."""

    workplace: Workplace
    number: int | None


@dataclass(frozen=True)
class Progress:
    """How far a ballot has come, by what is published."""

    standing: Standing
    days: Sequence[tuple[date, int]]
    pace: Pace | None
    figure: Figure | None
    """What the law asks for where the ballot is held; None where that is not known."""
    places: Sequence[Place]
    rest: int | None
    """How many have posted at the workplaces that are withheld, together."""

    @property
    def ballot(self) -> OutsideBallot:
        """The ballot itself."""
        return self.standing.ballot

    @property
    def target(self) -> Goal | None:
        """The branch's own goal; None where it is not known how many were sent a paper."""
        of = self.ballot.entitled
        return None if of is None else Goal(self.standing.campaign.target, of)

    @property
    def legal(self) -> Goal | None:
        """What the law asks for, of those here; None where that or the number of papers is not known."""
        of = self.ballot.entitled
        return None if of is None or self.figure is None else Goal(self.figure.number, of)

    @property
    def values(self) -> Mapping[str, object]:
        """What the sentence "turnout.posted" needs."""
        return said(self.standing)

    def share(self, number: int) -> str:
        """So many of those who were sent a paper, never as much as the law asks for if it is less; "" if unknown."""
        of = self.ballot.entitled
        return "" if of is None else rules.share(number, of, None if self.figure is None else self.figure.number)


def said(found: Standing) -> Mapping[str, object]:
    """How many say that they have posted, against both denominators: what the sentence "turnout.posted" needs."""
    ballot, branch = found.ballot, found.branch
    turnout = Turnout(ballot.shown, ballot.entitled, True, branch.membership, branch.membership_at)
    return rules.against(turnout, _per_cent(found))


def declared(found: Standing, result: Vote) -> Mapping[str, object]:
    """How many voted by the scrutineer's result, in the same way: what "outside.result-turnout" needs."""
    branch = found.branch
    of = result.issued or found.ballot.entitled
    turnout = Turnout(cast(result), of, True, branch.membership, branch.membership_at)
    return rules.against(turnout, _per_cent(found))


async def progress(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> Progress:
    """How far the campaign's latest ballot has come; raises NotFound where there was none."""
    async with desk.db.reading() as conn:
        await campaigns_store.get(conn, guild_id, campaign_id)
        found = await progress_in(conn, guild_id, campaign_id, desk.now())
    if found is None:
        raise NotFound("turnout.no_ballot")
    return found


async def progress_in(conn: Connection, guild_id: GuildId, campaign_id: CampaignId, now: datetime) -> Progress | None:
    """The same within a transaction; None where no ballot was held."""
    held = await store.of(conn, campaign_id, (Status.OPEN, Status.CLOSED))
    return await progress_of(conn, held[0], now) if held else None


async def progress_of(conn: Connection, ballot: OutsideBallot, now: datetime) -> Progress:
    """The same of this ballot."""
    guild_id = ballot.guild_id
    found = await outside_ballots.standing_in(conn, guild_id, ballot.id)
    table = _revived(found.ballot.workplaces)
    listed = await workplaces.all_(conn, guild_id) if table is not None else ()
    days = await posted.days(conn, found.ballot.id)
    return Progress(
        standing=found,
        days=days,
        pace=rules.pace(found.ballot, days, now, found.branch.zone),
        figure=_figure(found),
        places=_places(table, listed),
        rest=None if table is None else table.rest,
    )


async def set_target(desk: Desk, who: Asker, campaign_id: CampaignId, per_cent: int) -> Campaign:
    """The share of those sent a paper who are to have posted it; raises Invalid, NotAllowed, TooLate, AlreadyDone."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await campaigns_store.get(tx, who.guild_id, campaign_id)
        campaign_rules.may_change(before)
        after = replace(before, target=rules.read_target(per_cent, before))
        await campaigns_store.save(tx, after)
        await campaigns.changed(tx, now, after, "campaign.change_target", {"target": after.target})
        await campaigns.note(tx, now, after, "campaign.target_set", who, target=after.target)
    return after


async def post(desk: Desk, who: Asker, ballot_id: OutsideBallotId) -> str:
    """Have it posted in the campaign's channel as it then is; the key of the job that does it."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await outside_ballots.standing_in(tx, who.guild_id, ballot_id)
        campaign_rules.may_change(found.campaign)
        await campaigns.queue(tx, found.campaign, "campaign.turnout_post", now, each=now, at=now.isoformat())
        await campaigns.note(tx, now, found.campaign, "campaign.turnout_posted", who)
    return campaigns.key(found.campaign, "campaign.turnout_post", now)


# What the clock publishes


async def look(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId) -> None:
    """Publish the number if a step is due, the table if its morning has come, and look again when the next may be."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await outside_ballots.standing_in(tx, guild_id, ballot_id)
        before, zone = found.ballot, found.branch.zone
        if before.status is not Status.OPEN or now >= before.closes_at:
            return
        number = await posted.total(tx, ballot_id)
        ballot = await _stepped(tx, found, number, now)
        if rules.is_table_due(ballot, now, zone):
            ballot = await _tabled(tx, found, ballot, now)
        if ballot != before:
            await store.save(tx, ballot)
            await outside_ballots.refresh(tx, found.campaign, ballot, now)
            await campaigns.refresh(tx, found.campaign, now)
        next_at = rules.next_table_at(now, zone)
        if rules.publishable(number) != ballot.shown:
            next_at = min(next_at, rules.look_at(number, ballot, now))
        await outside_ballots.queue(tx, found.campaign, ballot, "campaign.turnout", next_at, again=True)


async def last(tx: Connection, found: Standing, ended: OutsideBallot, now: datetime) -> OutsideBallot:
    """The ballot with the number and the table that stay: nobody can press any more."""
    number = rules.publishable(await posted.total(tx, ended.id))
    await posted.put_day(tx, ended.id, _day(found, ended.ended_at or now), number)
    return await _tabled(tx, found, replace(ended, shown=number, shown_at=now), now)


async def _stepped(tx: Connection, found: Standing, number: int, now: datetime) -> OutsideBallot:
    before = found.ballot
    shown = rules.step(number, before, now)
    if shown == before.shown:
        return before
    await posted.put_day(tx, before.id, _day(found, now), shown)
    return replace(before, shown=shown, shown_at=now)


async def _tabled(tx: Connection, found: Standing, ballot: OutsideBallot, now: datetime) -> OutsideBallot:
    totals = await posted.totals(tx, ballot.id)
    listed = await workplaces.all_(tx, found.branch.guild_id)
    cells = {each.id: Cell(totals.get(each.id, 0), each.members) for each in listed if _counts(each, totals)}
    table = suppression.suppress(cells, _revived(ballot.workplaces))
    return replace(ballot, workplaces=_stored(table), workplaces_on=_day(found, now))


def _counts(workplace: Workplace, totals: Mapping[WorkplaceId | None, int]) -> bool:
    """Whether it belongs in the table: it can be chosen, or it was."""
    return not workplace.is_gone or workplace.id in totals


def _day(found: Standing, at: datetime) -> date:
    return local(at, found.branch.zone).date()


# What people read


def _per_cent(found: Standing) -> int | None:
    figure = _figure(found)
    return None if figure is None else figure.number


def _figure(found: Standing) -> Figure | None:
    return law.figure(Subject.BALLOT_TURNOUT, found.campaign.nation, _day(found, found.ballot.opens_at))


def _places(table: Table[WorkplaceId] | None, listed: Sequence[Workplace]) -> Sequence[Place]:
    """The table in the order of the list."""
    if table is None:
        return ()
    named = table.withheld | table.shown.keys()
    return [Place(each, table.shown.get(each.id)) for each in listed if each.id in named]


def _stored(table: Table[WorkplaceId]) -> str:
    plain = {
        "shown": sorted(table.shown.items()),
        "withheld": sorted(table.withheld),
        "rest": table.rest,
        "for_good": sorted(table.for_good),
    }
    return json.dumps(plain)


def _revived(text: str) -> Table[WorkplaceId] | None:
    """From what `_stored` made of it; None before the first table."""
    plain = json.loads(text)
    if not plain:
        return None
    return Table(
        shown={WorkplaceId(each): number for each, number in plain["shown"]},
        withheld=frozenset(map(WorkplaceId, plain["withheld"])),
        rest=plain["rest"],
        for_good=frozenset(map(WorkplaceId, plain["for_good"])),
    )
