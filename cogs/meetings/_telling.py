"""A meeting was moved or cancelled: said under its notice, and privately to everybody who had answered it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import changes, letters
from bot.actions.letters import AT_ONCE, Progress
from bot.actions.meetings import Standing
from bot.i18n import in_full, say
from bot.render.markup import plain
from bot.rules.branches import Branch
from bot.rules.meetings import Meeting, Status
from bot.rules.moves import is_news, is_other_place
from bot.scheduler import Job, Later
from bot.ui import stamp
from cogs._widgets import card, server, still_here
from cogs.meetings import _cards as cards
from cogs.meetings._calendar import file
from cogs.meetings._posting import place, post_under, standing_of, stands

if TYPE_CHECKING:
    from bot.app import App


class Telling:
    """A handler for each way in which it is said."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("meeting.moved", self._moved)
        app.handle("meeting.cancelled", self._cancelled)
        app.handle("meeting.tell_each", self._tell_each)

    async def _moved(self, job: Job) -> None:
        standing = await standing_of(self._app, job)
        meeting = standing.meeting
        if meeting.status is Status.ANNOUNCED and meeting.message_id is not None:  # else its notice will say so
            await self._post(job, standing, "moved")

    async def _cancelled(self, job: Job) -> None:
        standing = await standing_of(self._app, job)
        if standing.meeting.message_id is not None:  # else nobody has heard of it
            await self._post(job, standing, "cancelled")

    async def _post(self, job: Job, standing: Standing, what: str) -> None:
        """Say it under the notice, unless it is no news any more."""
        meeting, branch = standing.meeting, standing.branch
        if not is_news(meeting, self._app.desk.now()):
            return
        parts: dict[str, Any] = {}
        home = server(self._app, job)
        room = home.get_channel(place(home, standing))
        if room is None or "attach_files" not in voice.lacking(room):
            parts["file"] = await file(meeting, branch)
        await post_under(
            self._app,
            job,
            standing,
            what,
            of=int(str(job.payload["sequence"])),
            content=_first_line(meeting, branch),
            embed=card(plain(meeting.title), *_news(home, standing), *(_calendar(meeting) if parts else [])),
            **parts,
        )

    async def _tell_each(self, job: Job) -> None:
        """Write to everybody who answered, in an order that stays, so that a restart goes on where it was."""
        standing, home = await standing_of(self._app, job), server(self._app, job)
        progress = Progress.of(job)
        waiting = await changes.waiting(self._app.desk, job, standing.meeting, progress)
        for member_id in waiting[:AT_ONCE]:
            if not await changes.is_wanted(self._app.desk, job):
                break
            member = await still_here(home, standing.branch, member_id)
            arrived = member is not None and await voice.whisper(member, job, **await _letter(home, standing))
            progress = progress.after(member_id, arrived=arrived)
            await letters.keep(self._app.desk, job, progress)
        else:
            if len(waiting) > AT_ONCE:
                raise Later(1.0)
        await changes.told(self._app.desk, job, standing.meeting, progress)


async def _letter(home: discord.Guild, standing: Standing) -> dict[str, Any]:
    meeting, branch = standing.meeting, standing.branch
    whence = say("change.whence", branch=plain(home.name))
    return {
        "content": _first_line(meeting, branch),
        "embed": card(plain(meeting.title), *_news(home, standing), *_calendar(meeting), "", whence),
        "file": await file(meeting, branch),
    }


def _first_line(meeting: Meeting, branch: Branch) -> str:
    what = "cancelled" if meeting.status is Status.CANCELLED else "place" if is_other_place(meeting) else "moved"
    return say(f"change.{what}-first", kind=meeting.kind, at=in_full(meeting.starts_at, branch.zone))


def _news(home: discord.Guild, standing: Standing) -> Sequence[str]:
    """What has changed and why, as members read it."""
    meeting, branch = standing.meeting, standing.branch
    at = in_full(meeting.starts_at, branch.zone)
    if meeting.status is Status.CANCELLED:
        return [say("change.off", at=at), *_why(meeting.cancel_reason)]
    told = _place_news(meeting, branch) if is_other_place(meeting) else _time_news(meeting, branch)
    return [*told, "", _answers_stay(home, meeting)]


def _time_news(meeting: Meeting, branch: Branch) -> Sequence[str]:
    return [
        say("change.now", at=in_full(meeting.starts_at, branch.zone)),
        _yours(meeting),
        *_time_before(meeting, branch),
        say("change.where", place=plain(meeting.place)),
        *_place_before(meeting),
        *_why(meeting.why_moved),
        *([cards.notice_line(meeting, branch)] if meeting.is_short else []),
    ]


def _place_news(meeting: Meeting, branch: Branch) -> Sequence[str]:
    """With what is known of the time: whoever had not heard of a move before hears of it in this."""
    return [
        say("change.place-now", place=plain(meeting.place)),
        *_place_before(meeting),
        *_why(meeting.place_reason),
        say("change.when", at=in_full(meeting.starts_at, branch.zone)),
        _yours(meeting),
        *_time_before(meeting, branch),
    ]


def _yours(meeting: Meeting) -> str:
    return say("change.yours", at=stamp(meeting.starts_at), ago=stamp(meeting.starts_at, "R"))


def _time_before(meeting: Meeting, branch: Branch) -> Sequence[str]:
    before = meeting.moved_from
    return [] if before is None else [say("change.before", before=in_full(before, branch.zone))]


def _place_before(meeting: Meeting) -> Sequence[str]:
    return [] if meeting.place_from is None else [say("change.place-before", before=plain(meeting.place_from))]


def _answers_stay(home: discord.Guild, meeting: Meeting) -> str:
    new = "place" if is_other_place(meeting) else "time"
    if stands(home, meeting):
        return say("change.answers_stay", new=new, link=cards.link(meeting))
    return say("change.answers_stay-no_notice", new=new)


def _why(reason: str | None) -> Sequence[str]:
    return [] if reason is None else [say("change.reason", reason=plain(reason))]


def _calendar(meeting: Meeting) -> Sequence[str]:
    if meeting.status is Status.CANCELLED:
        return [say("change.calendar-cancelled")]
    return [say("change.calendar-place" if is_other_place(meeting) else "change.calendar-moved")]
