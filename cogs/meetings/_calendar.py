"""A meeting as a file for people's own calendars, and everything to come as one."""

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from bot.actions import diary, meetings
from bot.actions.diary import Planned
from bot.i18n import in_full, say
from bot.ids import MeetingId
from bot.render import ics
from bot.render.ics import Entry, Method
from bot.rules import agendas
from bot.rules import series as rules
from bot.rules.branches import Branch
from bot.rules.meetings import Kind, Meeting, Status
from bot.ui import Interaction, answer, replace, think, whole
from cogs._widgets import asker
from cogs.meetings import _cards as cards

if TYPE_CHECKING:
    from bot.app import App

FILE_NAME, EVERYTHING = "meeting.ics", "meetings.ics"


class Calendars:
    """*Add to calendar* under a notice, and `/meeting calendar`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("meeting:ics", self._one, whole)

    async def everything(self, interaction: Interaction) -> None:
        """Give a file of everything to come, announced or planned."""
        who, _ = await asker(self._app, interaction)
        await think(interaction)
        found = await diary.calendar(self._app.desk, who.guild_id)
        now = self._app.desk.now()
        entries = [entry(each, found.branch) for each in found.meetings]
        entries += [planned(each, found.branch, now) for each in found.planned]
        if not entries:
            await replace(interaction, say("calendar.empty"))
            return
        data = await asyncio.to_thread(ics.calendar, entries, name=found.branch.name, method=Method.PUBLISH)
        counted = {
            "called": sum(each.status is Status.ANNOUNCED for each in found.meetings),
            "planned": sum(not each.is_off for each in found.planned),
        }
        await replace(
            interaction, say("calendar.everything", **counted), file=discord.File(io.BytesIO(data), EVERYTHING)
        )

    async def _one(self, interaction: Interaction, meeting_id: int) -> None:
        """Give the file of one meeting; whoever is in the server may have it, before and after."""
        who, branch = await asker(self._app, interaction)
        meeting = (await meetings.look(self._app.desk, who, MeetingId(meeting_id))).meeting
        text = say("calendar.take_away") if meeting.status is Status.CANCELLED else say("calendar.add")
        await answer(interaction, text, file=await file(meeting, branch))


def entry(meeting: Meeting, branch: Branch) -> Entry:
    """The meeting as its calendar entry: the same one for good, whatever it is moved to."""
    is_cancelled = meeting.status is Status.CANCELLED
    return Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        summary=say("calendar.cancelled", title=meeting.title) if is_cancelled else meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=branch.zone,
        alarm=cards.first_line(meeting, branch),
        stamped_at=changed_at(meeting),
        status=ics.Status.CANCELLED if is_cancelled else ics.Status.CONFIRMED,
        location=meeting.place,
        description="\n".join(_description(meeting, branch)),
        url=cards.link(meeting),
    )


def planned(each: Planned, branch: Branch, now: datetime) -> Entry:
    """A meeting that is not announced yet: the entry that it will have when it is, as far as it is known.

    It is as old as the question, so that it gives way to nothing older and to everything that is said later.
    """
    series, occurrence = each.series, each.occurrence
    about = (
        [say("calendar.skipped")]
        if each.is_off
        else [*_about(series.kind, series.agenda, branch), say("calendar.planned")]
    )
    return Entry(
        uid=rules.uid_on(series, occurrence.on),
        sequence=0,
        summary=say("calendar.cancelled", title=series.title) if each.is_off else series.title,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.starts_at + series.lasts_for,
        zone=branch.zone,
        alarm=say("meeting.first_line", kind=series.kind, at=in_full(occurrence.starts_at, branch.zone)),
        stamped_at=now,
        status=ics.Status.CANCELLED if each.is_off else ics.Status.TENTATIVE,
        location=series.place,
        description="\n".join(about),
    )


async def file(meeting: Meeting, branch: Branch) -> discord.File:
    """The file that brings a calendar up to date: it adds the meeting, moves it, or takes it away."""
    method = Method.CANCEL if meeting.status is Status.CANCELLED else Method.PUBLISH
    # In a thread, because the first file after a start loads the library.
    data = await asyncio.to_thread(ics.calendar, [entry(meeting, branch)], name=branch.name, method=method)
    return discord.File(io.BytesIO(data), FILE_NAME)


def changed_at(meeting: Meeting) -> datetime:
    """When anything that a calendar shows was last changed."""
    moments = (meeting.made_at, meeting.announced_at, meeting.agenda_at, meeting.moved_at, meeting.place_at)
    ended = meeting.ended_at if meeting.status is Status.CANCELLED else None
    return max(at for at in (*moments, ended) if at is not None)


def _description(meeting: Meeting, branch: Branch) -> Sequence[str]:
    """What it is, its agenda, and where to answer; no markdown, which a calendar would show as it stands."""
    if meeting.status is Status.CANCELLED:
        return [say("calendar.reason", reason=meeting.cancel_reason or "")]
    return [*_about(meeting.kind, meeting.agenda, branch), say("calendar.answer", link=cards.link(meeting))]


def _about(kind: Kind, agenda: Sequence[agendas.Item], branch: Branch) -> Sequence[str]:
    items = [f"{number}. {item.text}" for number, item in enumerate(agenda, 1)]
    return [say("calendar.about", kind=kind, branch=branch.name), *([say("calendar.agenda"), *items] if items else [])]
