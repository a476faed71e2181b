"""What the branch has chosen about reports: a private page of `/branch setup`, and its form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import report_settings
from bot.actions.report_settings import Chosen
from bot.i18n import say
from bot.rules.outside_ballots import workplaces_as_typed
from bot.rules.reports import LEAST_KEPT, MOST_KEPT
from bot.ui import Interaction, Typed, button, caller, form, plain, replace, rows, text_field, typed
from cogs._widgets import card

if TYPE_CHECKING:
    from bot.app import App

LONGEST_CATEGORIES, LONGEST_DAYS, LONGEST_WORKPLACES = 1000, 4, 2000


class Reports:
    """The page and its form, saved as it is sent."""

    def __init__(self, app: "App", last_page: int) -> None:
        self._app = app
        self._back = f"branch:page:{last_page}"
        app.doors.on("branch:reports", self._show)
        app.doors.on("branch:reports_change", self._open)
        app.doors.on_form("branch:reports_put", self._form, self._put)

    async def _show(self, interaction: Interaction) -> None:
        await replace(interaction, **self._page(await report_settings.look(self._app.desk, caller(interaction))))

    async def _open(self, interaction: Interaction) -> None:
        await self._app.doors.show(interaction, "branch:reports_put")

    async def _form(self, interaction: Interaction, before: Typed) -> discord.ui.Modal:
        chosen = await report_settings.look(self._app.desk, caller(interaction))
        now = {
            "categories": "\n".join(chosen.settings.categories),
            "retention": str(chosen.settings.retention_days),
            "workplaces": workplaces_as_typed(chosen.workplaces),
        }
        return form(
            say("report_settings.form-title"),
            "branch:reports_put",
            text_field(
                "categories",
                say("report_settings.form-categories"),
                value=before.get("categories", now["categories"]),
                help_=say("report_settings.form-categories-help"),
                most=LONGEST_CATEGORIES,
                long=True,
            ),
            text_field(
                "retention",
                say("report_settings.form-retention"),
                value=before.get("retention", now["retention"]),
                help_=say("report_settings.form-retention-help", least=LEAST_KEPT, most=MOST_KEPT),
                most=LONGEST_DAYS,
            ),
            text_field(
                "workplaces",
                say("report_settings.form-workplaces"),
                value=before.get("workplaces", now["workplaces"]),
                hint=say("workplace.form-list-hint"),
                help_=say("report_settings.form-workplaces-help"),
                most=LONGEST_WORKPLACES,
                long=True,
                required=False,
            ),
        )

    async def _put(self, interaction: Interaction) -> None:
        fields = typed(interaction)
        chosen = await report_settings.put(
            self._app.desk,
            caller(interaction),
            categories=fields.get("categories", ""),
            retention=fields.get("retention", ""),
            workplaces=fields.get("workplaces", ""),
        )
        if interaction.message is None:
            await interaction.response.send_message(ephemeral=True, **self._page(chosen))
        else:
            await replace(interaction, **self._page(chosen))

    def _page(self, chosen: Chosen) -> dict[str, Any]:
        change = button(say("report_settings.change"), "branch:reports_change", discord.ButtonStyle.primary)
        back = button(say("ui.back"), self._back)
        lines = [say("report_settings.intro"), "", *summary(chosen)]
        return {"embed": card(say("report_settings.title"), *lines), "view": rows([back, change])}


def summary(chosen: Chosen) -> Sequence[str]:
    """What is chosen, in lines."""
    categories = ", ".join(map(plain, chosen.settings.categories))
    workplaces = ", ".join(plain(each.name) for each in chosen.workplaces)
    return [
        say("report_settings.categories", categories=categories),
        say("report_settings.retention", days=chosen.settings.retention_days),
        say("report_settings.workplaces", workplaces=workplaces or say("report_settings.no_workplaces")),
    ]
