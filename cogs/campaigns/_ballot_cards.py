"""The words of a ballot held elsewhere: its post, what a rep sees of it, its forms."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.actions import turnout
from bot.actions.outside_ballots import Standing
from bot.i18n import day_in_full, in_full, say
from bot.ids import CampaignId
from bot.render.markup import plain
from bot.rules import ladder
from bot.rules import outside_ballots as rules
from bot.rules.campaigns import Stage, Vote
from bot.rules.outside_ballots import REPLACEMENT_LENGTH, SCRUTINEER_LENGTH, Status
from bot.rules.times import local
from bot.ui import Typed, button, form, rows, stamp, text_field
from cogs._widgets import card, jump
from cogs.campaigns import _cards as cards

LONGEST_TIME, LONGEST_NUMBER = 60, 12
_PRESS = discord.ButtonStyle.primary


def post(found: Standing, now: datetime) -> dict[str, Any]:
    """The ballot's public post, with its one button while it is open."""
    ballot = found.ballot
    is_over = ballot.status in (Status.CLOSED, Status.CANCELLED)
    pressed = [] if is_over else [button(say("outside.button"), f"campaign:posted:{ballot.id}", _PRESS)]
    footer = f"{cards.mark(found.campaign, 'ballot')} · {ballot.id}"
    embed = card(say("outside.title", title=plain(found.campaign.title)), *lines(found, now), footer=footer)
    return {"content": cards.first_line(), "embed": embed, "view": rows(pressed)}


def lines(found: Standing, now: datetime) -> Sequence[str]:
    """What the post says: first what a member needs to do with the paper, at the end the button's promise."""
    ballot = found.ballot
    held_by = say("outside.held_by", scrutineer=plain(ballot.scrutineer))
    if ballot.status is Status.CANCELLED:
        return [say("outside.is_cancelled", at=stamp(ballot.ended_at or now)), held_by]
    if ballot.status is Status.CLOSED:
        return [_over(found), held_by, *result(found)]
    so_far = [say("turnout.posted", **turnout.said(found))] if ballot.shown else []
    anew = [] if ballot.began_anew_at is None else [say("outside.anew", at=stamp(ballot.began_anew_at))]
    return [
        held_by,
        say("outside.opens", at=stamp(ballot.opens_at), ago=stamp(ballot.opens_at, "R")),
        say("outside.closes", at=stamp(ballot.closes_at), ago=stamp(ballot.closes_at, "R")),
        *days(found, local(now, found.branch.zone).date()),
        say("outside.replacement", replacement=plain(ballot.replacement)),
        "",
        say("outside.question"),
        *so_far,
        *anew,
    ]


def _over(found: Standing) -> str:
    """That it is over; of one whose campaign was closed before, that papers still count elsewhere."""
    ballot = found.ballot
    at = stamp(ballot.ended_at or ballot.closes_at)
    if ballot.ended_early:
        return say("outside.over-early", at=at, closes_at=stamp(ballot.closes_at))
    return say("outside.over", at=at)


def days(found: Standing, today: date) -> Sequence[str]:
    """The last days to post and to ask for another paper, while they are to come."""
    post_by, ask_by = found.days.post_by, found.days.replacement_by
    return [
        *([] if post_by is None or post_by < today else [say("outside.post_by", on=day_in_full(post_by))]),
        *([] if ask_by is None or ask_by < today else [say("outside.ask_by", on=day_in_full(ask_by))]),
    ]


def result(found: Standing) -> Sequence[str]:
    """What the scrutineer declared, as numbers and against both denominators; nothing before that."""
    vote = found.ballot.result
    if vote is None:
        return []
    numbers = say("outside.result", **{"for": vote.for_, "against": vote.against, "spoilt": vote.spoilt})
    return [numbers, say("outside.result-turnout", **turnout.declared(found, vote))]


def link(found: Standing) -> str:
    """Where its post is; its channel where there is no such post."""
    ballot = found.ballot
    return jump(ballot.guild_id, ballot.channel_id, None if ballot.message_lost else ballot.message_id)


# What a rep sees


def panel(found: Standing, now: datetime, *, intent: bool) -> dict[str, Any]:
    """A ballot that members know of, and what can be done about it."""
    ballot = found.ballot
    embed = card(
        say("outside.title", title=plain(found.campaign.title)),
        say("outside.state", status=ballot.status.value, link=link(found)),
        *lines(found, now),
        "",
        *_reminders(found, now, intent=intent),
        say("outside.nobody_sees"),
        *_forgetting(found),
    )
    return {"embed": embed, "view": rows(_ways(found, now), [workplaces_button()])}


def none_yet(campaign_id: CampaignId) -> dict[str, Any]:
    """There is no ballot in this campaign so far."""
    return {"text": say("outside.none"), "view": rows([new_button(campaign_id), workplaces_button()])}


def preview(found: Standing, now: datetime, channel: str, *, intent: bool) -> dict[str, Any]:
    """A draft as members would see it, with when they would be reminded."""
    ballot = found.ballot
    moments = [at for at in found.moments if at > now]
    text = [
        say("outside.preview", channel=channel),
        say("outside.preview-reminders", number=len(moments)),
        *(f"- {in_full(at, found.branch.zone)}" for at in moments),
        *([] if intent else [say("outside.no_intent", number=found.followers)]),
    ]
    controls = rows(
        [button(say("outside.change"), f"campaign:ballot_change:{ballot.id}")],
        [
            button(say("outside.post_it"), f"campaign:ballot_post_it:{ballot.id}", discord.ButtonStyle.success),
            button(say("outside.discard"), f"campaign:ballot_discard:{ballot.id}", discord.ButtonStyle.danger),
        ],
    )
    return {"text": "\n".join(text), "embed": post(found, now)["embed"], "view": controls}


def announced(found: Standing) -> str:
    """Where its post is; and that the board's stage is another."""
    behind = [] if found.campaign.stage is Stage.BALLOT else [say("outside.stage_behind")]
    return "\n".join([say("outside.announced", link=link(found)), *behind])


def sure(found: Standing) -> dict[str, Any]:
    """Once more, before it is called off."""
    keep = button(say("outside.keep"), "campaign:ballot_keep")
    off = f"campaign:ballot_off_sure:{found.ballot.id}"
    return {
        "text": say("outside.sure"),
        "view": rows([keep, button(say("outside.sure-button"), off, discord.ButtonStyle.danger)]),
    }


def new_button(campaign_id: CampaignId) -> discord.ui.Button[Any]:
    """Announce a ballot."""
    return button(say("outside.new"), f"campaign:ballot_new:{campaign_id}", discord.ButtonStyle.primary)


def workplaces_button() -> discord.ui.Button[Any]:
    """The branch's list of workplaces, for officers."""
    return button(say("outside.workplaces"), "campaign:workplaces")


def words_form(custom_id: str, before: Typed) -> discord.ui.Modal:
    """The form of a ballot."""
    return form(
        say("outside.form-title"),
        custom_id,
        _field(
            "scrutineer", before, SCRUTINEER_LENGTH, say("outside.form-scrutineer"), say("outside.form-scrutineer-hint")
        ),
        _field("opens", before, LONGEST_TIME, say("outside.form-opens"), say("outside.form-opens-hint")),
        text_field(
            "closes",
            say("outside.form-closes"),
            value=before.get("closes", ""),
            hint=say("outside.form-closes-hint"),
            help_=say("outside.form-closes-help"),
            most=LONGEST_TIME,
        ),
        text_field(
            "replacement",
            say("outside.form-replacement"),
            value=before.get("replacement", ""),
            hint=say("outside.form-replacement-hint"),
            most=REPLACEMENT_LENGTH,
            long=True,
        ),
        text_field(
            "entitled",
            say("outside.form-entitled"),
            value=before.get("entitled", ""),
            help_=say("outside.form-entitled-help"),
            most=LONGEST_NUMBER,
            required=False,
        ),
    )


def as_typed(found: Standing) -> Mapping[str, str]:
    """The ballot as somebody might have typed it."""
    ballot, zone = found.ballot, found.branch.zone
    return {
        "scrutineer": ballot.scrutineer,
        "replacement": ballot.replacement,
        "opens": _time_as_typed(ballot.opens_at, zone),
        "closes": _time_as_typed(ballot.closes_at, zone),
        "entitled": "" if ballot.entitled is None else str(ballot.entitled),
    }


def result_form(custom_id: str, before: Typed) -> discord.ui.Modal:
    """The form of a result."""
    return form(
        say("outside.form-result"),
        custom_id,
        _field("for", before, LONGEST_NUMBER, say("outside.form-for")),
        _field("against", before, LONGEST_NUMBER, say("outside.form-against")),
        _field("spoilt", before, LONGEST_NUMBER, say("outside.form-spoilt")),
        text_field(
            "issued",
            say("outside.form-issued"),
            value=before.get("issued", ""),
            help_=say("outside.form-issued-help"),
            most=LONGEST_NUMBER,
            required=False,
        ),
    )


def result_as_typed(vote: Vote | None, entitled: int | None) -> Mapping[str, str]:
    """The result as somebody might have typed it."""
    if vote is None:
        return {"issued": "" if entitled is None else str(entitled)}
    issued = "" if vote.issued is None else str(vote.issued)
    return {"for": str(vote.for_), "against": str(vote.against), "spoilt": str(vote.spoilt), "issued": issued}


def _reminders(found: Standing, now: datetime, *, intent: bool) -> Sequence[str]:
    ballot = found.ballot
    if ballot.status is not Status.OPEN:
        return []
    at = ladder.next_moment(found.moments, ballot, now)
    next_ = say("outside.reminder_none") if at is None else say("outside.reminder_next", at=stamp(at))
    few = [say("outside.unreachable", number=ballot.unreachable)] if ballot.unreachable else []
    return [
        f"{say('outside.reminders', reminders=ballot.reminders)} {next_}",
        *few,
        *([] if intent else [say("outside.no_intent", number=found.followers)]),
    ]


def _forgetting(found: Standing) -> Sequence[str]:
    if found.ballot.purged_at is not None:
        return [say("outside.purged")]
    return [say("outside.purge", at=stamp(rules.purge_at(found.ballot)))]


def _ways(found: Standing, now: datetime) -> Sequence[discord.ui.Button[Any]]:
    ballot = found.ballot
    if ballot.status is Status.OPEN and now < ballot.closes_at:
        return [
            button(say("outside.change"), f"campaign:ballot_change:{ballot.id}"),
            button(say("outside.call_off"), f"campaign:ballot_off:{ballot.id}", discord.ButtonStyle.danger),
        ]
    declare = button(say("outside.enter_result"), f"campaign:ballot_result:{ballot.id}", discord.ButtonStyle.primary)
    return [*([] if ballot.status is Status.CANCELLED else [declare]), new_button(found.campaign.id)]


def _field(name: str, before: Typed, most: int, label: str, hint: str = "") -> discord.ui.Label[Any]:
    return text_field(name, label, value=before.get(name, ""), hint=hint, most=most)


def _time_as_typed(instant: datetime, zone: ZoneInfo) -> str:
    at = local(instant, zone)
    return f"{at.day} {at:%b %Y %H:%M}"
