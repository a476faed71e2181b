"""`/feedback workload`: five numbers a month, given without a name, shown to nobody else and once to who gave them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import workload
from bot.actions.workload import Asked, Kept, Returns
from bot.i18n import month_in_full, say
from bot.ids import WorkplaceId
from bot.render.markup import plain
from bot.rules.outside_ballots import Workplace
from bot.rules.workload import Measure, Return, counted_from, first_of, month_of, must_be_now, read_month, read_return
from bot.ui import Interaction, Typed, answer, button, caller, form, menu, rows, text_field, typed, whole
from cogs._widgets import asker, card, chosen_ids, turn

if TYPE_CHECKING:
    from bot.app import App

IN_A_MENU = 25
NO_OFFICE = 0
LONGEST_NUMBER = 12  # typed with spaces and commas
PRIMARY = discord.ButtonStyle.primary


class WorkloadScreens:
    """The screen that says what it is, the form, and what is kept."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._returns = Returns(app.desk)
        app.closers.append(self._returns.finish)
        app.doors.on("feedback:workload", self._open_form, read_month, whole)
        app.doors.on("feedback:workload-office", self._open_form_there, read_month, whole)
        app.doors.on("feedback:workload-back", self._take_back, read_month)
        app.doors.on_form("feedback:workload-given", self._form, self._give, read_month, whole)

    async def begin(self, interaction: Interaction) -> None:
        """Say what is asked and what becomes of it, before any number is typed."""
        who, _ = await asker(self._app, interaction)
        await answer(interaction, **_screen(await workload.ask(self._app.desk, who)))

    async def _open_form(self, interaction: Interaction, month: str, office: int) -> None:
        await self._app.doors.show(interaction, f"feedback:workload-given:{month}:{office}")

    async def _open_form_there(self, interaction: Interaction, month: str, _: int) -> None:
        office = next(iter(chosen_ids(interaction)), NO_OFFICE)
        await self._open_form(interaction, month, office)

    async def _form(self, interaction: Interaction, before: Typed, month: str, office: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        asked = await workload.ask(self._app.desk, who)  # who may not is told before anything is typed
        must_be_now(month, asked.month)  # an old screen's button, or *Correct it* after midnight
        fields = [_field(measure, before) for measure in Measure]
        title = say("workload.form_title", month=month_in_full(first_of(month)))
        return form(title, f"feedback:workload-given:{month}:{office}", *fields)

    async def _give(self, interaction: Interaction, month: str, office: int) -> None:
        numbers = read_return(typed(interaction))
        at = WorkplaceId(office) if office != NO_OFFICE else None
        kept = await self._returns.hand_in(caller(interaction), month, numbers, at)
        await turn(interaction, **_receipt(kept, office))

    async def _take_back(self, interaction: Interaction, month: str) -> None:
        kept = await self._returns.take_back(caller(interaction), month)
        named = month_in_full(kept.month)
        done = say("workload.taken_back", month=named) if kept.was_given else say("workload.was_none", month=named)
        await turn(interaction, text=done)


def _screen(asked: Asked) -> dict[str, Any]:
    """What it is, and the ways on: by office where the branch has listed some."""
    named, month = month_in_full(asked.month), month_of(asked.month)
    lines = [
        *([say("workload.anew"), ""] if asked.began_anew else []),
        say("workload.about", month=named, counted_on=counted_from(asked.month)),
        *(["", say("workload.choose_office")] if asked.offices else []),
    ]
    groups = [asked.offices[at : at + IN_A_MENU] for at in range(0, len(asked.offices), IN_A_MENU)]
    menus = [[_offices(f"feedback:workload-office:{month}:{at}", group)] for at, group in enumerate(groups)]
    label = say("workload.without_office" if asked.offices else "workload.begin")
    style = discord.ButtonStyle.secondary if asked.offices else PRIMARY
    begin = button(label, f"feedback:workload:{month}:{NO_OFFICE}", style)
    view = rows(*menus, [begin, _back(month)])
    return {"embed": card(say("workload.title", month=named), *lines), "view": view}


def _offices(custom_id: str, offices: Sequence[Workplace]) -> discord.ui.Select[Any]:
    first, last = offices[0].name, offices[-1].name
    same = "yes" if len(offices) == 1 else "no"
    placeholder = say("workload.office_menu", same=same, first=first, last=last)
    return menu(custom_id, placeholder, {str(each.id): each.name for each in offices})


def _field(measure: Measure, before: Typed) -> discord.ui.Label[Any]:
    is_hours = measure is Measure.HOURS_OVER
    help_ = say("workload.field_help_hours" if is_hours else "workload.field_help", most=measure.most)
    label = say(f"workload.field-{measure}")
    return text_field(measure, label, value=before.get(measure, ""), help_=help_, most=LONGEST_NUMBER)


def _receipt(kept: Kept, office: int) -> dict[str, Any]:
    """What is kept of this member's, the only time it is shown."""
    assert kept.given is not None  # noqa: S101 - it was just given
    named, month, given = month_in_full(kept.month), month_of(kept.month), kept.given
    lines = [
        say("workload.replaced" if kept.was_given else "workload.kept", month=named),
        "",
        *(
            say("workload.kept_line", what=say(f"workload.field-{measure}"), number=given.number(measure))
            for measure in Measure
        ),
        _office(given),
        "",
        say("workload.kept_until"),
    ]
    change = button(say("workload.change"), f"feedback:workload:{month}:{office}")
    embed = card(say("workload.kept_title", month=named), *lines)
    return {"embed": embed, "view": rows([change, _back(month)])}


def _office(given: Return) -> str:
    if given.office is None:
        return say("workload.kept_no_office")
    return say("workload.kept_office", office=plain(given.office))


def _back(month: str) -> discord.ui.Button[Any]:
    return button(say("workload.take_back"), f"feedback:workload-back:{month}")
