"""The preview of a draft: what is said above the notice as it will be, and everything its author can change."""

from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

import discord

from bot.actions.meetings import Standing
from bot.i18n import day_in_full, in_full, say
from bot.render.markup import Markup, plain
from bot.rules import meetings as rules
from bot.rules.branches import Branch, Use
from bot.rules.meetings import Counts, Meeting, Status
from bot.rules.notices import gone_by
from bot.rules.recurrences import Recurrence, walls
from bot.rules.times import instant_at
from bot.ui import button, rows, stamp
from cogs.meetings import _cards as cards
from cogs.meetings._posting import obstacle, room

SUCCESS, DANGER = discord.ButtonStyle.success, discord.ButtonStyle.danger
DATES_SHOWN = 3
EVENT_NEEDS = "create_events"


def can_make_events(server: discord.Guild) -> bool:
    """Whether Discord lets Steward make an event there."""
    return server.me.guild_permissions.create_events


def is_event_usual(server: discord.Guild, branch: Branch) -> bool:
    """Whether an event is made unless its author says otherwise.

    Everybody in the server sees an event, with its title and its place: so only where everybody sees the notices.
    """
    channel = server.get_channel(branch.channels.get(Use.NOTICES, 0))
    return can_make_events(server) and channel is not None and _is_open(channel)


def _is_open(channel: discord.abc.GuildChannel) -> bool:
    return channel.permissions_for(channel.guild.default_role).view_channel


def heading(draft: Meeting, branch: Branch, server: discord.Guild, now: datetime) -> str:
    """What its author has to know: where it goes, when it is, what notice that is, and what stands in its way."""
    channel = room(server, branch, draft)
    where = f"<#{draft.channel_id}>" if channel is None else channel.mention
    refusal = obstacle(channel)
    lines = [
        say("notice.preview", channel=where),
        say("notice.preview-first_line", line=cards.first_line(draft, branch)),
        _times_line(draft, branch),
        _notice_line(draft, branch, now),
        *_missed(draft, branch, now),
        *cards.total(draft),
        *_repeats(draft, branch),
        _event_line(draft, server, channel),
        *([] if refusal is None else [say(refusal.key, **refusal.values)]),
    ]
    return "\n".join(lines)


def post(draft: Meeting, branch: Branch, now: datetime) -> discord.Embed:
    """The notice as it would be if it were posted now; where a reason is still to be given, it says so."""
    is_short = rules.given(draft, now, branch.zone).is_short
    expected = replace(
        draft,
        status=Status.ANNOUNCED,
        announced_at=now,
        short_reason=say("notice.reason-to_come") if is_short else None,
    )
    return cards.post(Standing(expected, branch, Counts()), now)["embed"]


def controls(draft: Meeting, branch: Branch, server: discord.Guild, now: datetime) -> discord.ui.View:
    """The answers as they will be (not in use yet), what can be changed, and Post it."""
    changes = [
        button(say(f"notice.change-{what}"), f"meeting:change:{what}:{draft.id}")
        for what in ("words", "times", "items", "repeat")
    ]
    is_short = rules.given(draft, now, branch.zone).is_short
    label = say("notice.post_short") if is_short else say("notice.post_it")
    return rows(
        cards.answers(draft, disabled=True),
        [*changes, *_event_button(draft, server)],
        [
            button(label, f"meeting:post:{draft.id}", SUCCESS),
            button(say("notice.discard"), f"meeting:discard:{draft.id}", DANGER),
        ],
    )


def _times_line(draft: Meeting, branch: Branch) -> str:
    return say(
        "notice.times",
        begins=in_full(draft.starts_at, branch.zone),
        ends=in_full(draft.ends_at, branch.zone),
        at=stamp(draft.starts_at),
        until=stamp(draft.ends_at),
        ago=stamp(draft.starts_at, "R"),
    )


def _notice_line(draft: Meeting, branch: Branch, now: datetime) -> str:
    notice = rules.given(draft, now, branch.zone)
    key = "notice.given-short" if notice.is_short else "notice.given"
    return say(key, kind=draft.kind, days=notice.days, asked=notice.asked)


def _missed(draft: Meeting, branch: Branch, now: datetime) -> list[str]:
    """The deadlines that will have passed when members read of the meeting: the notice does not name them."""
    missed = gone_by(rules.deadlines(draft, branch.zone), branch.zone, now)
    return [say("notice.deadline-past", what=what, on=day_in_full(on)) for what, on in missed.items()]


def _repeats(draft: Meeting, branch: Branch) -> list[str]:
    """By which rule it repeats, and when that would be next, so that everybody means the same by it."""
    if draft.repeats is None:
        return []
    rule = Recurrence.from_text(draft.repeats)
    following = islice(walls(rule, rules.wall(draft, branch.zone)), 1, 1 + DATES_SHOWN)
    dates = [in_full(instant_at(wall, branch.zone), branch.zone) for wall in following]
    return [say("notice.repeats", rule=cards.rule(rule), dates="; ".join(dates))]


def _event_line(draft: Meeting, server: discord.Guild, channel: discord.abc.GuildChannel | None) -> str:
    if not can_make_events(server):
        return say("notice.event-not_allowed", permission=Markup(say(f"permission.{EVENT_NEEDS}")))
    if not draft.with_event:
        return say("notice.event-off")
    return say("notice.event-on" if channel is None or _is_open(channel) else "notice.event-seen_by_all")


def _event_button(draft: Meeting, server: discord.Guild) -> list[discord.ui.Button[Any]]:
    if not (draft.with_event or can_make_events(server)):
        return []
    label = say("notice.event-leave_out") if draft.with_event else say("notice.event-make")
    return [button(label, f"meeting:accompany:{int(not draft.with_event)}:{draft.id}")]


def posted(meeting: Meeting) -> str:
    """What to tell whoever has announced it, once its notice is there."""
    lines = [say("notice.posted", link=cards.link(meeting), title=plain(meeting.title))]
    if meeting.series_id is not None:
        lines.append(say("notice.posted-repeats"))
    if meeting.event_problem is not None:
        lines.append(say("notice.event-problem", problem=say(meeting.event_problem)))
    return "\n".join(lines)
