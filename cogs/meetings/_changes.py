"""`/meeting move` and `/meeting cancel`: what it comes to first, then the reason; `_telling` says it to everybody."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import changes, meetings
from bot.actions.changes import Plan
from bot.actions.meetings import Standing
from bot.i18n import day_in_full, in_full, say
from bot.ids import MeetingId, Power
from bot.render.markup import plain
from bot.rules import access
from bot.rules import moves as rules
from bot.rules.branches import Branch
from bot.rules.meetings import REASON_LENGTH
from bot.rules.moves import Move
from bot.ui import Interaction, Typed, answer, button, form, replace, rows, stamp, text_field, typed, whole
from cogs._widgets import asker, guild
from cogs.meetings import _cards as cards
from cogs.meetings._forms import place_field
from cogs.meetings._posting import obstacle, room, stands

if TYPE_CHECKING:
    from bot.app import App

SUCCESS, DANGER = discord.ButtonStyle.success, discord.ButtonStyle.danger
MINUTE = 60


def number(starts_at: datetime | None) -> int:
    """The instant as it stands in a button: the number of its minute; 0 where the time is to stay, whatever it is."""
    return 0 if starts_at is None else int(starts_at.timestamp()) // MINUTE


def minute(text: str) -> datetime | None:
    """The instant that stands there; raises ValueError for what we never wrote."""
    if text == "0":
        return None
    try:
        return datetime.fromtimestamp(whole(text) * MINUTE, UTC)
    except (OverflowError, OSError):
        raise ValueError(text) from None


class Changes:
    """The private screens before a change."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("meeting:move", self._ask_why_moved, whole, minute)
        app.doors.on_form("meeting:moved", self._move_form, self._move, whole, minute)
        app.doors.on("meeting:cancel", self._ask_why_cancelled, whole)
        app.doors.on_form("meeting:cancelled", self._cancel_form, self._cancel, whole)

    # Moving

    async def show_move(self, interaction: Interaction, meeting: str, when: str | None, where: str | None) -> None:
        """What moving it comes to, with the button that does it; or why it cannot be."""
        who, branch = await asker(self._app, interaction)
        access.require(who, Power.REP)
        found = await meetings.find(self._app.desk, who, meeting)
        plan = await changes.plan(self._app.desk, who, branch, found.id, when, where=where)
        starts_at = plan.move.meeting.starts_at if plan.move.has_new_time else None
        press = button(say("change.move_it"), f"meeting:move:{found.id}:{number(starts_at)}", SUCCESS)
        parts = _places(plan.move) if plan.move.has_new_place else {}
        await answer(interaction, "\n".join(_plan(plan, branch, self._app.desk.now())), view=rows([press]), **parts)

    async def _ask_why_moved(self, interaction: Interaction, meeting_id: int, starts_at: datetime | None) -> None:
        await self._app.doors.show(
            interaction, f"meeting:moved:{meeting_id}:{number(starts_at)}", _recalled(interaction)
        )

    async def _move_form(
        self, interaction: Interaction, before: Typed, meeting_id: int, starts_at: datetime | None
    ) -> discord.ui.Modal:
        who, branch = await asker(self._app, interaction)
        found = await changes.changeable(self._app.desk, who, MeetingId(meeting_id))
        needs_reason = False
        if starts_at is not None:
            plan = await changes.plan_at(self._app.desk, who, branch, found.meeting.id, starts_at)
            needs_reason = plan.move.needs_reason
        place = before.get("place", found.meeting.place if starts_at is None else None)
        fields = [] if place is None else [place_field(place)]
        custom_id = f"meeting:moved:{meeting_id}:{number(starts_at)}"
        return form(say("change.form-move"), custom_id, *fields, _reason(before, required=needs_reason))

    async def _move(self, interaction: Interaction, meeting_id: int, starts_at: datetime | None) -> None:
        who, branch = await asker(self._app, interaction)
        given, desk = typed(interaction), self._app.desk
        reason, where = given.get("reason", ""), given.get("place")
        move = await changes.move(desk, who, branch, MeetingId(meeting_id), starts_at, where=where, reason=reason)
        found = await meetings.look(desk, who, MeetingId(meeting_id))
        await replace(interaction, "\n".join([*_done(move, branch), *_outcome(guild(interaction), found)]))

    # Cancelling

    async def show_cancel(self, interaction: Interaction, meeting: str) -> None:
        """What cancelling it comes to, with the button that does it; or why it cannot be."""
        who, branch = await asker(self._app, interaction)
        access.require(who, Power.REP)
        found = await meetings.find(self._app.desk, who, meeting)
        standing = await changes.changeable(self._app.desk, who, found.id)
        press = button(say("change.cancel_it"), f"meeting:cancel:{found.id}", DANGER)
        await answer(interaction, "\n".join(_cancel_plan(standing, branch)), view=rows([press]))

    async def _ask_why_cancelled(self, interaction: Interaction, meeting_id: int) -> None:
        await self._app.doors.show(interaction, f"meeting:cancelled:{meeting_id}")

    async def _cancel_form(self, interaction: Interaction, before: Typed, meeting_id: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        await changes.changeable(self._app.desk, who, MeetingId(meeting_id))
        return form(say("change.form-cancel"), f"meeting:cancelled:{meeting_id}", _reason(before, required=True))

    async def _cancel(self, interaction: Interaction, meeting_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        reason = typed(interaction).get("reason", "")
        await changes.cancel(self._app.desk, who, MeetingId(meeting_id), reason)
        found = await meetings.look(self._app.desk, who, MeetingId(meeting_id))
        done = say("change.cancelled-done", title=plain(found.meeting.title))
        await replace(interaction, "\n".join([done, *_outcome(guild(interaction), found)]))


def _places(move: Move) -> dict[str, Any]:
    """Both places, and the new one in the foot as it was typed, where nothing is read as markdown.

    There the form finds it again: it is too long for a button, and outlives a restart in the screen itself.
    """
    before, after = plain(move.before.place), plain(move.meeting.place)
    lines = [
        say("change.plan-place_from", place=before),
        say("change.plan-place_to", place=after),
        say("change.plan-place_typed"),
    ]
    return {"embed": discord.Embed(description="\n".join(lines)).set_footer(text=move.meeting.place)}


def _recalled(interaction: Interaction) -> Typed:
    """The place that stands in the screen that was pressed on, if one was typed."""
    embeds = [] if interaction.message is None else interaction.message.embeds
    place = embeds[0].footer.text if embeds else None
    return {} if place is None else {"place": place}


def _plan(plan: Plan, branch: Branch, now: datetime) -> Sequence[str]:
    meeting = plan.move.meeting
    return [
        say("change.plan", button=say("change.move_it")),
        "",
        say("change.plan-meeting", title=plain(meeting.title)),
        *_times(plan.move, branch),
        _notice(plan),
        *_missed(plan, branch, now),
        say("change.plan-told", told=plan.told),
        *([] if meeting.series_id is None else [say("change.plan-series")]),
        *([] if meeting.event_problem is None else [say("change.plan-event", problem=say(meeting.event_problem))]),
    ]


def _times(move: Move, branch: Branch) -> Sequence[str]:
    before, starts_at, zone = move.before.starts_at, move.meeting.starts_at, branch.zone
    at, shown, ago = in_full(starts_at, zone), stamp(starts_at), stamp(starts_at, "R")
    if not move.has_new_time:
        return [say("change.plan-when", at=at, stamp=shown, ago=ago)]
    return [
        say("change.plan-from", at=in_full(before, zone), stamp=stamp(before)),
        say("change.plan-to", at=at, stamp=shown, ago=ago),
    ]


def _notice(plan: Plan) -> str:
    notice = plan.move.notice
    if not plan.move.has_new_time:
        return say("change.plan-same_time")
    if not plan.move.is_new_notice:
        return say("change.plan-same_day")
    key = "change.plan-short" if notice.is_short else "change.plan-notice"
    return say(key, days=notice.days, asked=notice.asked)


def _missed(plan: Plan, branch: Branch, now: datetime) -> Sequence[str]:
    """The days for motions and the like that the move would take from members."""
    missed = rules.missed(plan.move, now, branch.zone)
    return [say("change.plan-deadline", what=what, on=day_in_full(on)) for what, on in missed.items()]


def _cancel_plan(standing: Standing, branch: Branch) -> Sequence[str]:
    meeting = standing.meeting
    at = in_full(meeting.starts_at, branch.zone)
    return [
        say("change.plan", button=say("change.cancel_it")),
        "",
        say("change.plan-meeting", title=plain(meeting.title)),
        say("change.plan-when", at=at, stamp=stamp(meeting.starts_at), ago=stamp(meeting.starts_at, "R")),
        say("change.plan-told_cancelled", told=changes.answered(standing.counts)),
        *([] if meeting.series_id is None else [say("change.plan-series_cancelled")]),
        say("change.plan-for_good"),
    ]


def _done(move: Move, branch: Branch) -> Sequence[str]:
    title, at = plain(move.meeting.title), in_full(move.meeting.starts_at, branch.zone)
    return [
        *([say("change.moved-done", title=title, at=at)] if move.has_new_time else []),
        *([say("change.place-done", title=title, place=plain(move.meeting.place))] if move.has_new_place else []),
    ]


def _outcome(server: discord.Guild, found: Standing) -> Sequence[str]:
    """Where members read of it, and how many are written to."""
    told = changes.answered(found.counts)
    return [_where_said(server, found), *([say("change.told", told=told)] if told else [])]


def _where_said(server: discord.Guild, found: Standing) -> str:
    """The notice; where that is gone, a post in its place, or why there is none."""
    if stands(server, found.meeting):
        return say("change.notice_says", link=cards.link(found.meeting))
    refusal = obstacle(room(server, found.branch, found.meeting))
    if refusal is not None:
        return say("change.not_posted", problem=say(refusal.key, **refusal.values))
    return say("change.notice_gone")


def _reason(before: Typed, *, required: bool) -> discord.ui.Label[Any]:
    return text_field(
        "reason",
        say("change.form-reason"),
        value=before.get("reason", ""),
        help_=say("change.form-reason-help"),
        most=REASON_LENGTH,
        long=True,
        required=required,
    )
