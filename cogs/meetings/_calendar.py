"""A meeting as a file for people's own calendars."""

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime

import discord

from bot.i18n import say
from bot.render import ics
from bot.render.ics import Entry, Method
from bot.rules.branches import Branch
from bot.rules.meetings import Meeting, Status
from cogs.meetings import _cards as cards

FILE_NAME = "meeting.ics"


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


async def file(meeting: Meeting, branch: Branch) -> discord.File:
    """The file that brings a calendar up to date: it adds the meeting, moves it, or takes it away."""
    method = Method.CANCEL if meeting.status is Status.CANCELLED else Method.PUBLISH
    # In a thread, because the first file after a start loads the library.
    data = await asyncio.to_thread(ics.calendar, [entry(meeting, branch)], name=branch.name, method=method)
    return discord.File(io.BytesIO(data), FILE_NAME)


def changed_at(meeting: Meeting) -> datetime:
    """When anything that a calendar shows was last changed."""
    moments = (meeting.made_at, meeting.announced_at, meeting.agenda_at, meeting.moved_at)
    ended = meeting.ended_at if meeting.status is Status.CANCELLED else None
    return max(at for at in (*moments, ended) if at is not None)


def _description(meeting: Meeting, branch: Branch) -> Sequence[str]:
    """What it is, its agenda, and where to answer; no markdown, which a calendar would show as it stands."""
    if meeting.status is Status.CANCELLED:
        return [say("calendar.reason", reason=meeting.cancel_reason or "")]
    items = [f"{number}. {item.text}" for number, item in enumerate(meeting.agenda, 1)]
    agenda = [say("calendar.agenda"), *items] if items else []
    heading = say("calendar.about", kind=meeting.kind, branch=branch.name)
    return [heading, *agenda, say("calendar.answer", link=cards.link(meeting))]
