"""What everything said of a campaign shares: its mark, the way to it, its name in a menu, what has changed."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from bot.i18n import say
from bot.ids import CampaignId
from bot.render.markup import plain
from bot.rules.campaigns import Campaign
from bot.scheduler import Job
from cogs._widgets import jump

LONGEST_NAME = 100
# What a sentence selects on is no text that anybody typed.
SELECTED = {"stage", "before", "after", "kind", "form", "outcome", "measure"}


def mark(campaign: Campaign, what: str) -> str:
    """The footer by which Steward knows its own post again after a crash."""
    return say(f"campaign.mark-{what}", campaign=str(campaign.id))


def letter_mark(job: Job) -> str:
    """The same in a letter, also after a backup was restored; it tells whoever looks on nothing."""
    return say("letter.mark", number=hashlib.sha256(job.key.encode()).hexdigest()[:8].upper())


def first_line() -> str:
    """What a locked phone may show of it: neither the title nor the stage."""
    return say("campaign.first_line")


def link(campaign: Campaign) -> str:
    """Where the campaign is: its board, or its channel where there is no such post."""
    return jump(campaign.guild_id, campaign.channel_id, None if campaign.message_lost else campaign.message_id)


def choices(campaigns: Sequence[Campaign], typed: str, most: int) -> Mapping[CampaignId, str]:
    """The campaigns whose title has this in it, up to so many; those of one title by the number on their boards too."""
    wanted = typed.casefold().strip()
    found = [each for each in campaigns if wanted in each.title.casefold()]
    titles = Counter(each.title.casefold() for each in found)
    return {each.id: _name(each, is_alone=titles[each.title.casefold()] == 1) for each in found[:most]}


def _name(campaign: Campaign, *, is_alone: bool) -> str:
    return (campaign.title if is_alone else f"{campaign.title} · {mark(campaign, 'board')}")[:LONGEST_NAME]


def change_text(what: str, detail: Mapping[str, object]) -> str:
    """What has changed, as a sentence."""
    return say(what, **{name: _value(name, value) for name, value in detail.items()})


def _value(name: str, value: object) -> object:
    if name.endswith("_on"):
        return date.fromisoformat(str(value))
    return plain(value) if isinstance(value, str) and name not in SELECTED else value
