"""The dates of a campaign: putting them on its board, changing them and taking them out.

An outside ballot keeps its own dates here too, by `put`; who types a date sees first what follows from it (`plan`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.actions import campaigns
from bot.ids import CampaignId, OutsideBallotId
from bot.rules import campaign_dates as rules
from bot.rules.campaign_dates import CampaignDate, Kind, Problem
from bot.rules.campaigns import Campaign
from bot.rules.notices import local_date
from bot.store import branches
from bot.store import campaign_dates as store
from bot.store.db import Connection


@dataclass(frozen=True)
class Dates:
    """A campaign's dates as whoever keeps them sees them."""

    campaign: Campaign
    zone: ZoneInfo
    now: datetime
    every: Sequence[CampaignDate]

    @property
    def today(self) -> date:
        """The day it is in the branch."""
        return local_date(self.now, self.zone)


@dataclass(frozen=True)
class Plan:
    """What putting a date on the board comes to."""

    dates: Dates
    new: CampaignDate
    before: CampaignDate | None
    following: Mapping[Kind, date]
    remarks: Sequence[Problem]


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


async def next_(conn: Connection, campaign_id: CampaignId, zone: ZoneInfo, now: datetime) -> Sequence[CampaignDate]:
    """The dates to come, the next first, for the board."""
    return rules.to_come(await store.of(conn, campaign_id), zone, now)


async def schedule(tx: Connection, now: datetime, campaign: Campaign) -> None:
    """Bring the board up to date, also when its next date is over, and remind at the next moment."""
    zone = (await branches.present(tx, campaign.guild_id)).zone
    await campaigns.refresh(tx, campaign, now)
    moment = rules.next_moment(await store.of(tx, campaign.id), zone, now)
    if moment is not None:
        await campaigns.queue(tx, campaign, "campaign.remind", moment, again=True)
