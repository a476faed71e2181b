"""The dates of a campaign: putting them on its board, changing them and taking them out.

An outside ballot keeps its own dates here too, by `put`; who types a date sees first what follows from it (`plan`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.actions import campaigns
from bot.desk import Desk
from bot.ids import Asker, CampaignId, OutsideBallotId, Power
from bot.rules import access, date_reminding, stages
from bot.rules import campaign_dates as rules
from bot.rules.branches import Branch
from bot.rules.campaign_dates import CampaignDate, Kind, Problem
from bot.rules.campaigns import Campaign, Stage, may_change
from bot.rules.notices import local_date
from bot.rules.working_days import working_days_between
from bot.store import campaign_dates as store
from bot.store import campaigns as campaigns_store
from bot.store import jobs
from bot.store.db import Connection

Named = tuple[Kind, date]
"""What tells one date of a campaign from another: there is one of a kind on a day."""


@dataclass(frozen=True)
class Dates:
    """A campaign's dates as whoever keeps them sees them."""

    campaign: Campaign
    branch: Branch
    every: Sequence[CampaignDate]


@dataclass(frozen=True)
class Plan:
    """What putting a date on the board comes to."""

    campaign: Campaign
    new: CampaignDate
    before: CampaignDate | None
    every: Sequence[CampaignDate]
    """Those there will be."""
    computed: Mapping[Kind, date]
    """The days that follow from it."""
    remarks: Sequence[Problem]
    working_days: int
    """From tomorrow to that day; none for a day gone by."""


async def of(desk: Desk, who: Asker, campaign_id: CampaignId) -> Dates:
    """The campaign's dates for who keeps them: those to come, then those gone by; raises NotAllowed."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        found = await campaigns.standing_in(conn, who.guild_id, campaign_id)
        may_change(found.campaign)
        every = date_reminding.in_order(await store.of(conn, campaign_id), found.branch.zone, desk.now())
        return Dates(found.campaign, found.branch, every)


async def get(desk: Desk, who: Asker, campaign_id: CampaignId, named: Named) -> CampaignDate:
    """One of them; raises NotFound for what is not there any more."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        await campaigns.standing_in(conn, who.guild_id, campaign_id)
        return await store.get(conn, campaign_id, *named)


async def read(
    desk: Desk, who: Asker, campaign_id: CampaignId, *, kind: str, day: str, note: str, before: Named | None
) -> Plan:
    """What was typed, and what putting it on the board would come to; raises Invalid."""
    now, chosen, said = desk.now(), rules.read_kind(kind), rules.read_note(note)
    branch = (await of(desk, who, campaign_id)).branch
    on, at = rules.read_day(day, local_date(now, branch.zone), has_been=chosen is Kind.NOTICE_GIVEN)
    return await plan(desk, who, campaign_id, CampaignDate(campaign_id, chosen, on, now, at, said), before)


async def plan(desk: Desk, who: Asker, campaign_id: CampaignId, new: CampaignDate, before: Named | None) -> Plan:
    """What putting this date on the board would come to; raises Invalid where it may not be."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        return await _plan(conn, who, campaign_id, new, before, now=desk.now())


async def save(desk: Desk, who: Asker, campaign_id: CampaignId, new: CampaignDate, before: Named | None) -> Plan:
    """Put this date on the board, in the place of the one before if it changes one."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await _plan(tx, who, campaign_id, new, before, now=now)
        if before is not None and before != (new.kind, new.falls_on):
            await store.remove(tx, campaign_id, *before)
        await put(tx, now, found.campaign, new.kind, new.falls_on, at=new.at, note=new.note)
        await _tell(tx, now, found, who)
    return found


async def remove(desk: Desk, who: Asker, campaign_id: CampaignId, named: Named) -> CampaignDate:
    """Take a date out; raises Invalid where others hang on it, and NotFound for one that is gone."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await campaigns.standing_in(tx, who.guild_id, campaign_id)
        may_change(found.campaign)
        gone = await store.get(tx, campaign_id, *named)
        others = [each for each in await store.of(tx, campaign_id) if each != gone]
        rules.may_replace(gone, None, others, found.campaign.nation, local_date(now, found.branch.zone))
        await _check_stage(tx, found.campaign, gone, others)
        await store.remove(tx, campaign_id, *named)
        await schedule(tx, now, found.campaign)
        about = _about(gone, [*others, gone], found.campaign)
        await campaigns.changed(tx, now, found.campaign, "campaign.change_date_gone", about)
        kind, on = gone.kind.value, gone.falls_on.isoformat()
        await campaigns.note(tx, now, found.campaign, "campaign.date_removed", who, date_kind=kind, on=on)
    return gone


async def put(
    tx: Connection,
    now: datetime,
    campaign: Campaign,
    kind: Kind,
    on: date,
    *,
    at: time | None = None,
    note: str = "",
    ballot_id: OutsideBallotId | None = None,
) -> CampaignDate:
    """Put this date on the board and remind of it; of a ballot's own dates of this kind it is the only one.

    Whether it may be is for the caller to ask: `bot.rules.campaign_dates.may_put`.
    """
    if ballot_id is not None:
        await store.keep_only(tx, ballot_id, kind, on)
    kept = await store.put(tx, campaign.id, kind, on, at=at, note=note, ballot_id=ballot_id, now=now)
    await schedule(tx, now, campaign)
    return kept


async def drop_of_ballot(tx: Connection, now: datetime, campaign: Campaign, ballot_id: OutsideBallotId) -> None:
    """A ballot that is not held after all takes its own dates with it."""
    await store.remove_of_ballot(tx, ballot_id)
    await schedule(tx, now, campaign)


async def schedule(tx: Connection, now: datetime, campaign: Campaign) -> None:
    """Bring the board up to date, and remind at the first moment that has not been reminded of."""
    found = await campaigns.standing_in(tx, campaign.guild_id, campaign.id)
    await campaigns.refresh(tx, campaign, now)
    dates = await store.of(tx, campaign.id)
    moment = date_reminding.next_moment(dates, found.branch.zone, date_reminding.reminded_until(found.campaign))
    if moment is None:
        await jobs.drop(tx, campaigns.key(campaign, "campaign.remind"))
    else:
        await campaigns.queue(tx, campaign, "campaign.remind", moment, again=True)


async def _tell(tx: Connection, now: datetime, plan: Plan, who: Asker) -> None:
    """Whoever reads the board sees what has changed, and officers who did it."""
    new, old = plan.new, plan.before
    about = _about(new, plan.every, plan.campaign)
    if old is None or old.falls_on == new.falls_on:
        await campaigns.changed(tx, now, plan.campaign, "campaign.change_date", about)
    else:
        moved = {**about, "before_on": old.falls_on.isoformat()}
        await campaigns.changed(tx, now, plan.campaign, "campaign.change_date_moved", moved)
    what = "campaign.date_put" if old is None else "campaign.date_changed"
    await campaigns.note(tx, now, plan.campaign, what, who, date_kind=new.kind.value, on=new.falls_on.isoformat())


def _about(each: CampaignDate, every: Sequence[CampaignDate], campaign: Campaign) -> dict[str, str]:
    """What the line about it needs; a day of action is never named without the day notice was given."""
    given_on = rules.notice_of(each, every, campaign.nation) if each.kind is Kind.ACTION_DAY else None
    notice = {} if given_on is None else {"notice_on": given_on.isoformat()}
    return {"kind": each.kind.value, "date_on": each.falls_on.isoformat(), **notice}


async def _plan(
    conn: Connection, who: Asker, campaign_id: CampaignId, new: CampaignDate, before: Named | None, *, now: datetime
) -> Plan:
    found = await campaigns.standing_in(conn, who.guild_id, campaign_id)
    campaign, today = found.campaign, local_date(now, found.branch.zone)
    may_change(campaign)
    every = await store.of(conn, campaign_id)
    old = None if before is None else await store.get(conn, campaign_id, *before)
    others = [each for each in every if each != old]
    if old is None:
        rules.may_put(new, others, campaign.nation, today)
    else:
        rules.may_replace(old, new, others, campaign.nation, today)
    will_be = [*others, new]
    if old is not None:
        await _check_stage(conn, campaign, old, will_be)
    computed = rules.computed_from(new, will_be, campaign.nation, today)
    remarks = rules.remarks(new, will_be, campaign.nation)
    left = working_days_between(today, new.falls_on, campaign.nation)
    return Plan(campaign, new, old, will_be, computed, remarks, left)


async def _check_stage(conn: Connection, campaign: Campaign, gone: CampaignDate, left: Sequence[CampaignDate]) -> None:
    """Refuse to take away the notice by which the campaign stands at action."""
    if campaign.stage is Stage.ACTION and gone.kind is Kind.NOTICE_GIVEN:
        move = (await campaigns_store.moves(conn, campaign.id))[-1]
        stages.check_notice(campaign, campaign.stage, move.moved_on, left)
