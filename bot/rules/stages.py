"""A move from stage to stage as a rep types it: on which day, why, and action only after its notice."""

from collections.abc import Collection
from datetime import date

from bot.errors import Invalid
from bot.rules import campaign_dates
from bot.rules.campaign_dates import CampaignDate, Kind
from bot.rules.campaigns import Campaign, Move, Stage


def read_day(text: str, last: Move, today: date) -> date:
    """The day on which it came about; raises Invalid for one to come, and for one before the last move."""
    on, _ = campaign_dates.read_day(text, today, has_been=True)
    if on > today:
        raise Invalid("campaign.stage_in_future", on=on, today=campaign_dates.as_typed(today, None))
    if on < last.moved_on:
        raise Invalid("campaign.stage_before_last", on=on, last_on=last.moved_on)
    return on


def check_notice(campaign: Campaign, stage: Stage, on: date, dates: Collection[CampaignDate]) -> None:
    """Refuse to say that there is action unless the dates say on which day notice of it was given, in time."""
    if stage is Stage.ACTION and notice_on(campaign, on, dates) is None:
        raise Invalid("campaign.stage_needs_notice", on=on)


def notice_on(campaign: Campaign, on: date, dates: Collection[CampaignDate]) -> date | None:
    """The day on which notice was given of action from that day on, as the dates have it."""
    action = CampaignDate(campaign.id, Kind.ACTION_DAY, on, campaign.made_at)
    return campaign_dates.notice_of(action, dates, campaign.nation)
