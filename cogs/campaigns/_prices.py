"""The prices that pay is held against: what is entered, and the officer's form for each measure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import prices
from bot.i18n import month_in_full, say
from bot.ids import Asker, Power
from bot.render.markup import plain
from bot.rules.prices import LONGEST_SOURCE, LONGEST_TYPED, Level, Measure, as_typed
from bot.ui import Interaction, Typed, answer, button, form, rows, text_field, typed
from cogs._widgets import asker, card, turn

if TYPE_CHECKING:
    from bot.app import App


class Pricing:
    """The page of prices, for reps to read and for officers to change."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("campaign:prices", self._show)
        app.doors.on("campaign:prices_of", self._change, Measure)
        app.doors.on_form("campaign:prices_form", self._form, self._changed, Measure)

    async def _show(self, interaction: Interaction) -> None:
        who, _ = await asker(self._app, interaction)
        await answer(interaction, **_page(who, await prices.look(self._app.desk, who)))

    async def _change(self, interaction: Interaction, measure: Measure) -> None:
        await self._app.doors.show(interaction, f"campaign:prices_form:{measure}")

    async def _form(self, interaction: Interaction, before: Typed, measure: Measure) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        levels = await prices.of(self._app.desk, who, measure)
        return form(
            say("prices.form-title", measure=measure.name),
            f"campaign:prices_form:{measure}",
            text_field(
                "levels",
                say("prices.form-levels"),
                value=before.get("levels", as_typed(levels)),
                help_=say("prices.form-levels-help"),
                hint=say("prices.form-levels-hint"),
                most=LONGEST_TYPED,
                long=True,
            ),
            text_field(
                "source",
                say("prices.form-source"),
                value=before.get("source", ""),
                help_=say("prices.form-source-help"),
                most=LONGEST_SOURCE,
            ),
        )

    async def _changed(self, interaction: Interaction, measure: Measure) -> None:
        who, _ = await asker(self._app, interaction)
        fields = typed(interaction)
        revised = await prices.revise(self._app.desk, who, measure, fields.get("levels", ""), fields.get("source", ""))
        text = say("prices.revised", measure=measure.name, written=revised.written, removed=revised.removed)
        await turn(interaction, text=text, **_page(who, await prices.look(self._app.desk, who)))


def _page(who: Asker, levels: Sequence[Level]) -> dict[str, Any]:
    lines = [
        line for measure in Measure for line in _measure(measure, [each for each in levels if each.measure is measure])
    ]
    is_officer = Power.OFFICER in who.powers
    end = say("prices.press") if is_officer else say("prices.officers_type")
    ways = [button(say("prices.change", measure=each.name), f"campaign:prices_of:{each}") for each in Measure]
    return {
        "embed": card(say("prices.title"), say("prices.intro"), "", *lines, last=["", end]),
        "view": rows(ways if is_officer else []),
    }


def _measure(measure: Measure, levels: Sequence[Level]) -> Sequence[str]:
    if not levels:
        return [say("prices.measure-none", measure=measure.name)]
    first, newest = levels[0], levels[-1]
    return [
        say(
            "prices.measure",
            measure=measure.name,
            number=len(levels),
            first=month_in_full(first.month.first),
            newest=month_in_full(newest.month.first),
            level=newest.text,
            source=plain(newest.source),
            on=newest.typed_on,
        )
    ]
