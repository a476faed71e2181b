"""Meetings that repeat: each announced by a job, and what a rep does to those that are not announced yet."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import series
from bot.actions.series import Outlook
from bot.i18n import day_in_full, in_full, say
from bot.ids import SeriesId
from bot.render.markup import plain
from bot.rules import series as rules
from bot.rules.series import Occurrence
from bot.scheduler import Hopeless, Job
from bot.ui import Interaction, answer, button, menu, replace, rows, stamp, whole
from cogs._widgets import asker, card, chosen_ids
from cogs.meetings import _cards as cards

if TYPE_CHECKING:
    from bot.app import App

LONGEST_NAME = 100
IN_A_ROW = 5
OFFERED = 20  # days left out that have a button: four rows
DANGER = discord.ButtonStyle.danger


class Repeating:
    """The jobs of series, and the buttons under one of them."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("meeting.occur", self._occur)
        app.handle("meeting.unannounced", self._unannounced)
        app.doors.on("meeting:series", self._open)
        app.doors.on("meeting:skip", self._skip, whole, date.fromisoformat)
        app.doors.on("meeting:unskip", self._unskip, whole, date.fromisoformat)
        app.doors.on("meeting:stop", self._ask_to_stop, whole)
        app.doors.on("meeting:stop_now", self._stop, whole)

    async def _occur(self, job: Job) -> None:
        """Announce the next meeting of a series, and wait for the one after it."""
        await series.occur(self._app.desk, job.guild_id, _series_id(job), late=say("series.late"))

    async def _unannounced(self, job: Job) -> None:
        """Have officers told of a meeting that could not be announced, until it is, or would be over."""
        on = date.fromisoformat(str(job.payload["on"]))
        if await series.is_unannounced(self._app.desk, job.guild_id, _series_id(job), on):
            raise Hopeless("series.too_late")

    async def _open(self, interaction: Interaction) -> None:
        """Show one series with what can be done to it."""
        who, _ = await asker(self._app, interaction)
        series_id = next(iter(chosen_ids(interaction)), 0)
        await answer(interaction, **self._shown(await series.look(self._app.desk, who, SeriesId(series_id))))

    async def _skip(self, interaction: Interaction, series_id: int, on: date) -> None:
        who, _ = await asker(self._app, interaction)
        after = await series.skip(self._app.desk, who, SeriesId(series_id), on)
        await replace(interaction, say("series.skipped", on=day_in_full(on)), **self._shown(after))

    async def _unskip(self, interaction: Interaction, series_id: int, on: date) -> None:
        who, _ = await asker(self._app, interaction)
        after = await series.unskip(self._app.desk, who, SeriesId(series_id), on)
        await replace(interaction, say("series.unskipped", on=day_in_full(on)), **self._shown(after))

    async def _ask_to_stop(self, interaction: Interaction, series_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        found = await series.look(self._app.desk, who, SeriesId(series_id))
        sure = button(say("series.stop-sure"), f"meeting:stop_now:{series_id}", DANGER)
        await replace(interaction, say("series.stop-question", title=plain(found.series.title)), view=rows([sure]))

    async def _stop(self, interaction: Interaction, series_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        ended = await series.stop(self._app.desk, who, SeriesId(series_id))
        await replace(interaction, say("series.stop-done", title=plain(ended.title)))

    def _shown(self, found: Outlook) -> dict[str, Any]:
        now = self._app.desk.now()
        left_out = found.left_out(now)[:OFFERED]
        lines = [*about(found, self._app), "", say("series.what_stands")]
        buttons = [
            button(say("series.hold", on=day_in_full(each.on)), f"meeting:unskip:{found.series.id}:{each.on}")
            for each in left_out
        ]
        return {
            "embed": card(plain(found.series.title), *lines),
            "view": rows(
                _controls(found, found.next_after(now)),
                *(buttons[n : n + IN_A_ROW] for n in range(0, OFFERED, IN_A_ROW)),
            ),
        }


def about(found: Outlook, app: "App") -> Sequence[str]:
    """By which rule it repeats, its next meeting that is not announced, and the days that are left out."""
    now, zone = app.desk.now(), found.zone
    lines = [say("series.repeats", rule=cards.rule(found.series.repeats), at=f"{found.series.first:%H:%M}")]
    coming = found.next_after(now)
    if coming is None:
        lines.append(say("series.next-none"))
    else:
        notice_at = rules.notice_at(coming, found.rule, zone, now)
        lines.append(say("series.next", at=in_full(coming.starts_at, zone), notice=stamp(notice_at, "D")))
    days = [day_in_full(each.on) for each in found.left_out(now)]
    return [*lines, *([say("series.left_out", days="; ".join(days))] if days else [])]


def choose(found: Sequence[Outlook]) -> list[discord.ui.Select[Any]]:
    """A select of these series, for a rep: choosing one shows what can be done to it."""
    titles = {str(each.series.id): each.series.title for each in found}
    rules = {str(each.series.id): cards.rule(each.series.repeats) for each in found}
    return [menu("meeting:series", say("series.choose"), titles, rules)] if found else []


def _controls(found: Outlook, coming: Occurrence | None) -> list[discord.ui.Button[Any]]:
    stop = button(say("series.stop"), f"meeting:stop:{found.series.id}", DANGER)
    if coming is None:
        return [stop]
    return [button(say("series.skip", on=day_in_full(coming.on)), f"meeting:skip:{found.series.id}:{coming.on}"), stop]


def _series_id(job: Job) -> SeriesId:
    return SeriesId(int(str(job.payload["series"])))
