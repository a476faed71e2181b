"""When the dates of a campaign are over, and when members are reminded of them: at nine on the branch's clock.

One that is put down late is reminded of from then on: what would have been said before is not made up for.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.campaign_dates import CampaignDate, Kind, notice_of
from bot.rules.campaigns import Campaign, Nation
from bot.rules.notices import closes_at
from bot.rules.times import instant_at, local

AT = time(9)
BEFORE = (7, 1, 0)  # days
SOON = timedelta(days=max(BEFORE))


def moments(each: CampaignDate, zone: ZoneInfo) -> Sequence[datetime]:
    """When members are reminded of this date: those moments that came after it was put down; of a notice never."""
    if each.kind is Kind.NOTICE_GIVEN:
        return ()
    days = (each.falls_on - timedelta(days=before) for before in BEFORE)
    found = (instant_at(datetime.combine(on, AT), zone) for on in days)
    return tuple(moment for moment in found if each.put_at < moment < over_at(each, zone))


def next_moment(dates_: Iterable[CampaignDate], zone: ZoneInfo, after: datetime) -> datetime | None:
    """The first moment after this one at which any of them is reminded of; None if there is no more."""
    found = (moment for each in dates_ for moment in moments(each, zone))
    return min((moment for moment in found if moment > after), default=None)


def reminded_until(campaign: Campaign) -> datetime:
    """Up to when whatever fell due has been said."""
    return max(at for at in (campaign.made_at, campaign.started_at, campaign.reminded_at) if at is not None)


def over_at(each: CampaignDate, zone: ZoneInfo) -> datetime:
    """When this date has gone by: at its time of day, or else when its day is over."""
    if each.at is None:
        return closes_at(each.falls_on, zone)
    return instant_at(datetime.combine(each.falls_on, each.at), zone)


def in_order(dates: Iterable[CampaignDate], zone: ZoneInfo, now: datetime) -> Sequence[CampaignDate]:
    """Those to come, the next first, then those that have gone by, the last first."""
    ordered = sorted(dates, key=lambda each: over_at(each, zone))
    coming = [each for each in ordered if over_at(each, zone) > now]
    return [*coming, *reversed(ordered[: len(ordered) - len(coming)])]


def to_come(dates_: Collection[CampaignDate], nation: Nation, zone: ZoneInfo, now: datetime) -> Sequence[CampaignDate]:
    """What members are shown: those that have not gone by, the next first, and no day of action without its notice."""
    found = [each for each in dates_ if over_at(each, zone) > now and each.kind is not Kind.NOTICE_GIVEN]
    told = [each for each in found if each.kind is not Kind.ACTION_DAY or notice_of(each, dates_, nation) is not None]
    return sorted(told, key=lambda each: (over_at(each, zone), tuple(Kind).index(each.kind)))


def soon(dates_: Collection[CampaignDate], nation: Nation, zone: ZoneInfo, now: datetime) -> Sequence[CampaignDate]:
    """Those of them within a week, the next first."""
    last = local(now, zone).date() + SOON
    return [each for each in to_come(dates_, nation, zone, now) if each.falls_on <= last]
