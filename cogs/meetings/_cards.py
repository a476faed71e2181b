"""What a meeting looks like: its public notice and the buttons under it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.actions.meetings import Standing
from bot.i18n import day_in_full, in_full, say
from bot.ids import MeetingId
from bot.render.markup import plain
from bot.rules import agendas, attendance
from bot.rules import meetings as rules
from bot.rules.branches import Branch
from bot.rules.meetings import Answer, Meeting, Status
from bot.rules.notices import to_come
from bot.rules.recurrences import Recurrence, words
from bot.rules.times import HOUR, MINUTE, local
from bot.ui import button, rows, stamp
from cogs._widgets import card, jump

LONGEST_NAME = 100
STYLES = {Answer.COMING: discord.ButtonStyle.success}


def mark(meeting: Meeting, what: str) -> str:
    """The footer by which Steward knows its own post again after a crash."""
    return say(f"meeting.mark-{what}", meeting=str(meeting.id))


def first_line(meeting: Meeting, branch: Branch) -> str:
    """What a locked phone may show of it: kind and time, never the title."""
    return say("meeting.first_line", kind=meeting.kind, at=in_full(meeting.starts_at, branch.zone))


def told_apart(meetings: Sequence[Meeting], branch: Branch) -> dict[MeetingId, str]:
    """Each meeting's name in a menu: its title cut to fit, its day, and its number where two would read alike."""
    names = {each.id: _named(each, branch) for each in meetings}
    twice = {name for name, number in Counter(names.values()).items() if number > 1}
    numbered = {each.id: _named(each, branch, f" · {mark(each, 'post')}") for each in meetings}
    return {meeting_id: numbered[meeting_id] if name in twice else name for meeting_id, name in names.items()}


def _named(meeting: Meeting, branch: Branch, number: str = "") -> str:
    day = f" · {day_in_full(local(meeting.starts_at, branch.zone).date())}{number}"
    return meeting.title[: LONGEST_NAME - len(day)] + day


def link(meeting: Meeting) -> str:
    """Where the meeting is: its notice, or its channel where there is no such post."""
    return jump(meeting.guild_id, meeting.channel_id, None if meeting.message_lost else meeting.message_id)


def post(standing: Standing, now: datetime) -> dict[str, Any]:
    """The notice as it stands: a discreet first line, everything else below it, and the ways to answer."""
    meeting, branch = standing.meeting, standing.branch
    lines = [*state(meeting, branch), *facts(standing), *_deadlines(meeting, branch, now), *agenda(meeting, branch)]
    last = [*total(meeting), "", *presence(standing, now), answers_line(standing)]
    embed = card(plain(meeting.title), *lines, last=last, footer=mark(meeting, "post"))
    return {"content": first_line(meeting, branch), "embed": embed, "view": controls(meeting, now)}


def state(meeting: Meeting, branch: Branch) -> Sequence[str]:
    """What has become of it, if anything has."""
    if meeting.status is Status.CANCELLED:
        return [say("meeting.state-cancelled", reason=plain(meeting.cancel_reason or "")), ""]
    if meeting.status is Status.HELD:
        return [say("meeting.state-held"), ""]
    lines = [*_moved(meeting, branch), *_elsewhere(meeting)]
    return [*lines, ""] if lines else []


def _moved(meeting: Meeting, branch: Branch) -> Sequence[str]:
    if meeting.moved_from is None:
        return []
    before, why = in_full(meeting.moved_from, branch.zone), plain(meeting.why_moved or "")
    return [say("meeting.state-moved_because" if why else "meeting.state-moved", before=before, reason=why)]


def _elsewhere(meeting: Meeting) -> Sequence[str]:
    if meeting.place_from is None:
        return []
    before, why = plain(meeting.place_from), plain(meeting.place_reason or "")
    return [say("meeting.state-place_because" if why else "meeting.state-place", before=before, reason=why)]


def facts(standing: Standing) -> Sequence[str]:
    """Its kind, when and where it is, how much notice was given, and its quorum."""
    meeting, zone = standing.meeting, standing.branch.zone
    return [
        f"**{say('meeting.kind', kind=meeting.kind)}**",
        say("meeting.when", at=in_full(meeting.starts_at, zone), length=length(meeting.lasts_for)),
        say("meeting.when-yours", at=stamp(meeting.starts_at), ago=stamp(meeting.starts_at, "R")),
        say("meeting.where", place=plain(meeting.place)),
        notice_line(meeting, standing.branch),
        quorum_line(meeting, standing.branch),
    ]


def notice_line(meeting: Meeting, branch: Branch) -> str:
    """How much notice was given; where it is less than the rule asks for, why."""
    notice = rules.given(meeting, meeting.announced_at or meeting.made_at, branch.zone)
    if meeting.short_reason is None:
        return say("meeting.notice", days=notice.days, asked=notice.asked)
    return say("meeting.notice-short", days=notice.days, asked=notice.asked, reason=plain(meeting.short_reason))


def quorum_line(meeting: Meeting, branch: Branch) -> str:
    """How many have to be there, of how many."""
    quorum = meeting.rule.quorum
    membership = meeting.membership or branch.membership
    if not quorum.number:
        return say("meeting.quorum-none")
    if quorum.unit == "voters":
        return say("meeting.quorum", number=quorum.number)
    needed = quorum.needed(membership)
    if needed is None:
        return say("meeting.quorum-share", share=quorum.number)
    return say("meeting.quorum-share_of", share=quorum.number, number=needed, membership=membership or 0)


def _deadlines(meeting: Meeting, branch: Branch, now: datetime) -> Sequence[str]:
    """What has still to be sent in, and until which day."""
    if meeting.status is not Status.ANNOUNCED:
        return []
    days = to_come(rules.deadlines(meeting, branch.zone), branch.zone, now)
    return [say("meeting.deadline", what=what, on=day_in_full(on)) for what, on in days.items()]


def agenda(meeting: Meeting, branch: Branch) -> Sequence[str]:
    """The items in their order, each with the time it begins where that is planned."""
    if not meeting.agenda:
        return ["", say("meeting.agenda-none")]
    heading = say("meeting.agenda")
    if meeting.agenda_at is not None:
        heading = say("meeting.agenda-as_of", at=stamp(meeting.agenda_at, "f"))
    begins = agendas.begins(meeting.agenda) if agendas.planned(meeting.agenda) else (None,) * len(meeting.agenda)
    numbered = enumerate(zip(meeting.agenda, begins, strict=True), 1)
    items = [f"{number}. {_item(item, after, meeting, branch)}" for number, (item, after) in numbered]
    return ["", heading, *items]


def _item(item: agendas.Item, after: int | None, meeting: Meeting, branch: Branch) -> str:
    text = plain(item.text)
    if item.minutes is not None:
        text = say("meeting.item-timed", item=text, minutes=item.minutes)
    if after is None:
        return text
    begins = local(meeting.starts_at + after * MINUTE, branch.zone)
    return say("meeting.item-begins", item=text, at=f"{begins:%H:%M}")


def total(meeting: Meeting) -> Sequence[str]:
    """What the items' minutes come to, against the meeting's length; nothing where none are planned."""
    planned = agendas.planned(meeting.agenda)
    if planned is None:
        return []
    untimed = sum(item.minutes is None for item in meeting.agenda)
    over = planned * MINUTE - meeting.lasts_for
    lasts = length(meeting.lasts_for)
    if over > timedelta(0):
        return [say("meeting.total-over", planned=length(planned * MINUTE), length=lasts, over=length(over))]
    return [say("meeting.total", planned=length(planned * MINUTE), length=lasts, untimed=untimed)]


def length(lasts_for: timedelta) -> str:
    """A length of time in words: "1 hour 30 minutes"."""
    hours, rest = divmod(lasts_for, HOUR)
    minutes = rest // MINUTE
    form = "both" if hours and minutes else "hours" if hours else "minutes"
    return say("meeting.length", form=form, hours=hours, minutes=minutes)


def rule(recurrence: Recurrence) -> str:
    """By which rule meetings repeat, in words, with its end if it has one."""
    return " ".join(say(key, **values) for key, values in words(recurrence))


def answers_line(standing: Standing) -> str:
    """How many answered what; their names are for reps."""
    counts = standing.counts
    return say(
        "meeting.answers",
        coming=counts.coming,
        online=counts.online,
        apologies=counts.apologies,
        unsure=counts.unsure,
    )


def presence(standing: Standing, now: datetime) -> Sequence[str]:
    """How many are there, against the quorum: while members can check in, and of a meeting that was held."""
    meeting = standing.meeting
    found = attendance.attendance(meeting, standing.counts, standing.branch.membership)
    if meeting.status is Status.HELD:
        key, quorum, form = "attendance.present-at_the_end", "attendance.quorum-at_the_end", found.form_at_the_end
    elif attendance.is_open(meeting, now):
        key, quorum, form = "attendance.present", "attendance.quorum", found.form
    else:
        return []
    values = found.values | {"form": form}
    return [say(key, **values), *([] if form == "none" else [say(quorum, **values)])]


# Buttons


def controls(meeting: Meeting, now: datetime) -> discord.ui.View:
    """The ways to answer until it is over, and to take it into one's own calendar; none once it is cancelled."""
    if meeting.status is Status.CANCELLED:
        return rows()
    if meeting.status is Status.HELD or now >= meeting.over_at:
        return rows([calendar_button(meeting)])
    check_in = [check_in_button(meeting)] if now >= meeting.check_in_from else []
    return rows(answers(meeting), [calendar_button(meeting), *check_in])


def answers(meeting: Meeting, *, disabled: bool = False) -> list[discord.ui.Button[Any]]:
    """The four answers; a preview shows them disabled."""
    return [
        button(
            say(f"meeting.answer-{answer}"),
            f"meeting:answer:{meeting.id}:{answer}",
            STYLES.get(answer, discord.ButtonStyle.secondary),
            disabled=disabled,
        )
        for answer in Answer
    ]


def calendar_button(meeting: Meeting) -> discord.ui.Button[Any]:
    """Add it to one's own calendar."""
    return button(say("meeting.add_to_calendar"), f"meeting:ics:{meeting.id}")


def check_in_button(meeting: Meeting) -> discord.ui.Button[Any]:
    """Say that one is there."""
    return button(say("meeting.check_in"), f"meeting:checkin:{meeting.id}", discord.ButtonStyle.primary)


def choices(meetings: Sequence[Meeting], branch: Branch, typed: str, most: int) -> Mapping[MeetingId, str]:
    """The meetings whose name has this in it, up to so many."""
    wanted = typed.casefold().strip()
    named = told_apart(meetings, branch)
    return dict([each for each in named.items() if wanted in each[1].casefold()][:most])
