"""What is shown of who is at a meeting: in public numbers only; to reps their live panel, and names in pages."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import discord

from bot.actions.attendance import Live, Names
from bot.actions.check_ins import Pressed
from bot.actions.meetings import Standing
from bot.i18n import in_full, say
from bot.ids import MemberId
from bot.render.tables import csv_bytes
from bot.rules import attendance as rules
from bot.rules.attendance import Change
from bot.rules.meetings import Answer, Meeting, Status
from bot.ui import button, form, plain, rows, stamp, text_field
from cogs._widgets import card
from cogs.meetings import _cards as cards

PRIMARY, DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.danger
LONGEST_NUMBER = 6


# In the room


def mark(meeting: Meeting) -> str:
    """The footer by which Steward knows its check-in post again after a crash."""
    return say("attendance.mark", meeting=str(meeting.id))


def room(standing: Standing, now: datetime) -> dict[str, Any]:
    """The check-in post as it stands; once nobody can check in any more it has no button."""
    meeting = standing.meeting
    is_open = rules.is_open(meeting, now)
    what_to_do = say("attendance.room") if is_open else say("attendance.room-closed")
    embed = card(plain(meeting.title), what_to_do, "", *cards.presence(standing, now), footer=mark(meeting))
    view = rows([cards.check_in_button(meeting)] if is_open else [])
    return {"content": cards.first_line(meeting, standing.branch), "embed": embed, "view": view}


# To the member who presses


def checked_in(pressed: Pressed) -> dict[str, Any]:
    """That a member is counted, and how to say that one leaves."""
    text = say("attendance.checked_in") if pressed.is_new else say("attendance.checked_in-before")
    if pressed.took_back:
        text = say("attendance.checked_in-took_back")
    leave = button(say("attendance.leave-button"), f"meeting:checkout:{pressed.meeting.id}")
    return {"text": text, "view": rows([leave])}


def checked_out(meeting: Meeting, *, is_new: bool) -> dict[str, Any]:
    """That a member is no longer counted, and the way back."""
    text = say("attendance.left") if is_new else say("attendance.left-before")
    return {"text": text, "view": rows([button(say("attendance.back-button"), f"meeting:checkin:{meeting.id}")])}


# The rep's panel


def panel(live: Live, now: datetime) -> dict[str, Any]:
    """Everything a rep has to see while a meeting is held, and to do."""
    meeting = live.meeting
    numbers = [*cards.presence(live.standing, now), cards.answers_line(live.standing)]
    title = say("attendance.panel", title=plain(meeting.title))
    return {
        "embed": card(title, _state(meeting, now), "", *numbers, *_changes(live)),
        "view": _controls(meeting, now),
    }


def _state(meeting: Meeting, now: datetime) -> str:
    if meeting.status is Status.CANCELLED:
        return say("attendance.panel-cancelled")
    if meeting.status is Status.HELD or now >= meeting.over_at:
        return say("attendance.panel-held", at=stamp(meeting.ended_at or meeting.over_at))
    if now < meeting.check_in_from:
        return say("attendance.panel-before", at=stamp(meeting.check_in_from), ago=stamp(meeting.check_in_from, "R"))
    if now < meeting.starts_at:
        begins = stamp(meeting.starts_at, "R")
        return say("attendance.panel-open", at=stamp(meeting.check_in_from, "t"), begins=begins)
    return say("attendance.panel-under_way", at=stamp(meeting.starts_at, "t"))


def _changes(live: Live) -> Sequence[str]:
    """When the quorum was reached and lost; nothing where it never was."""
    if not live.changes:
        return []
    return ["", say("attendance.panel-changes"), *map(_change_line, live.changes)]


def _change_line(change: Change) -> str:
    key = "attendance.change-met" if change.is_met else "attendance.change-lost"
    return say(key, at=stamp(change.at, "f"), present=change.present, needed=change.needed)


def _controls(meeting: Meeting, now: datetime) -> discord.ui.View:
    refresh = button(say("attendance.refresh-button"), f"meeting:live:{meeting.id}")
    if not rules.is_open(meeting, now):
        return rows([refresh])
    end = [button(say("attendance.end-button"), f"meeting:end:{meeting.id}", DANGER)]
    return rows(
        [
            button(say("attendance.here-button"), f"meeting:here:{meeting.id}", PRIMARY),
            button(say("attendance.count-button"), f"meeting:room-form:{meeting.id}"),
            refresh,
        ],
        [
            button(say("attendance.poll-button"), f"meeting:poll:{meeting.id}"),
            *(end if rules.is_under_way(meeting, now) else []),
        ],
    )


def room_form(meeting: Meeting, typed: str | None) -> discord.ui.Modal:
    """How many are in the room without Discord."""
    field = text_field(
        "number",
        say("attendance.count-field"),
        value=str(meeting.in_room) if typed is None else typed,
        help_=say("attendance.count-help"),
        most=LONGEST_NUMBER,
    )
    return form(say("attendance.count-title"), f"meeting:room:{meeting.id}", field)


def ending(live: Live) -> dict[str, Any]:
    """Whether it is meant: an ended meeting does not begin again."""
    question = say("attendance.end-question", title=plain(live.meeting.title), present=live.attendance.present)
    sure = button(say("attendance.end-sure"), f"meeting:end-sure:{live.meeting.id}", DANGER)
    return {"text": question, "view": rows([sure])}


# Names


def name_lines(names: Names, now: datetime) -> list[str]:
    """The meeting, the numbers, then who was there and who answered what; of erased names only that they are."""
    live, zone = names.live, names.live.standing.branch.zone
    meeting = live.meeting
    heading = say("attendance.names-heading", title=plain(meeting.title), at=in_full(meeting.starts_at, zone))
    said = [heading, *cards.presence(live.standing, now), cards.answers_line(live.standing), ""]
    if meeting.erased_at is not None:
        return [*said, say("attendance.names-erased", at=stamp(meeting.erased_at))]
    groups = _groups(names)
    for group, members in groups.items():
        if members:
            key = f"attendance.names-{group}{_absent(group, meeting, now)}"
            said += [say(key, number=len(members)), *(f"<@{each}>" for each in members)]
    return said if any(groups.values()) else [*said, say("attendance.names-nobody")]


def _absent(group: str, meeting: Meeting, now: datetime) -> str:
    """Whether it is worth a word that those who wanted to come are not checked in: once they could have been."""
    could = meeting.status is not Status.CANCELLED and now >= meeting.check_in_from
    return "-absent" if could and group in (Answer.COMING, Answer.ONLINE) else ""


def _groups(names: Names) -> Mapping[str, Sequence[MemberId]]:
    """Who was there; of the others, who answered what."""
    absent = {who: answer for who, answer in names.answers.items() if who not in names.present}
    return {
        "present": sorted(names.present),
        **{answer: [who for who, said in absent.items() if said is answer] for answer in Answer},
    }


def export_row(names: Names) -> list[discord.ui.Button[Any]]:
    """The way to the table, where there is anybody in it."""
    meeting = names.live.meeting
    if meeting.erased_at is not None or not (names.answers or names.present):
        return []
    return [button(say("attendance.export-button"), f"meeting:attendance-csv:{meeting.id}")]


def table(names: Names, called: Mapping[MemberId, str]) -> discord.File:
    """Everybody who answered or was there, and how many were in the room besides; `called` are their names."""
    header = [say(f"attendance.table-{each}") for each in ("member", "name", "answer", "present")]
    everybody = sorted(names.answers.keys() | names.present)
    found = [
        [
            str(who),
            called.get(who, ""),
            say(f"attendance.table-{names.answers.get(who, 'none')}"),
            say("attendance.table-yes") if who in names.present else say("attendance.table-no"),
        ]
        for who in everybody
    ]
    room_ = ["", say("attendance.table-in_room"), "", names.live.attendance.in_room]
    # Named by its number: a file's name is seen over one's shoulder.
    return discord.File(io.BytesIO(csv_bytes(header, [*found, room_])), f"attendance-{names.live.meeting.id}.csv")
