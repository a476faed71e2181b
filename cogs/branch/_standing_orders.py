"""What standing orders say of each kind of meeting: a private page of `/branch setup`, and a form for each kind."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import branches
from bot.i18n import say
from bot.rules import standing_orders
from bot.rules.meetings import Kind, Rule
from bot.ui import Interaction, Typed, button, caller, choice_field, form, replace, rows, text_field, typed
from cogs._widgets import card

if TYPE_CHECKING:
    from bot.app import App

YES, NO = "yes", "no"


class StandingOrders:
    """The page and its forms. Each rule is saved as its form is sent."""

    def __init__(self, app: "App", last_page: int) -> None:
        self._app = app
        self._back = f"branch:page:{last_page}"
        app.doors.on("branch:meetings", self._show)
        app.doors.on("branch:meeting", self._change, Kind)
        app.doors.on_form("branch:meeting_rule", self._form, self._changed, Kind)

    async def _show(self, interaction: Interaction) -> None:
        rules = await branches.meeting_rules(self._app.desk, caller(interaction))
        await replace(interaction, **self._page(rules))

    async def _change(self, interaction: Interaction, kind: Kind) -> None:
        await self._app.doors.show(interaction, f"branch:meeting_rule:{kind}")

    async def _form(self, interaction: Interaction, before: Typed, kind: Kind) -> discord.ui.Modal:
        rule = (await branches.meeting_rules(self._app.desk, caller(interaction)))[kind]
        allowed = {YES: say("standing_orders.form-short-yes"), NO: say("standing_orders.form-short-no")}
        return form(
            say(f"standing_orders.kind-{kind}"),
            f"branch:meeting_rule:{kind}",
            _field("notice", before, str(rule.notice_days), most=30, required=True),
            choice_field(
                "short",
                say("standing_orders.form-short"),
                allowed,
                before.get("short", YES if rule.short_allowed else NO),
            ),
            _field("quorum", before, _quorum_as_typed(rule), most=30),
            _field("deadlines", before, standing_orders.as_typed(rule.deadlines), most=standing_orders.LONGEST_TYPED),
        )

    async def _changed(self, interaction: Interaction, kind: Kind) -> None:
        fields = typed(interaction)
        rules = await branches.rule_meetings(
            self._app.desk,
            caller(interaction),
            kind,
            notice=fields.get("notice", ""),
            short_allowed=fields.get("short") == YES,
            quorum=fields.get("quorum", ""),
            deadlines=fields.get("deadlines", ""),
        )
        if interaction.message is None:
            await interaction.response.send_message(ephemeral=True, **self._page(rules))
        else:
            await replace(interaction, **self._page(rules))

    def _page(self, rules: Mapping[Kind, Rule]) -> dict[str, Any]:
        lines = [say("standing_orders.intro"), "", *summary(rules)]
        kinds = [button(say(f"standing_orders.kind-{kind}"), f"branch:meeting:{kind}") for kind in rules]
        back = [button(say("ui.back"), self._back)]
        return {"embed": card(say("standing_orders.title"), *lines), "view": rows(kinds, back)}


def summary(rules: Mapping[Kind, Rule]) -> Sequence[str]:
    """Each kind's rule in a line."""
    return [_line(kind, rule) for kind, rule in rules.items()]


def _field(name: str, before: Typed, now: str, *, most: int, required: bool = False) -> discord.ui.Label[Any]:
    label, help_ = say(f"standing_orders.form-{name}"), say(f"standing_orders.form-{name}-help")
    return text_field(name, label, value=before.get(name, now), help_=help_, most=most, required=required)


def _line(kind: Kind, rule: Rule) -> str:
    deadlines = [say("standing_orders.deadline", deadline=each.value, days=n) for each, n in rule.deadlines.items()]
    values = {
        "kind": say(f"standing_orders.kind-{kind}"),
        "notice": say("standing_orders.notice", days=rule.notice_days),
        "quorum": _quorum(rule),
        "deadlines": ", ".join(deadlines) or say("standing_orders.deadlines-none"),
    }
    how = "none" if not rule.notice_days else "short" if rule.short_allowed else "strict"
    return say(f"standing_orders.line-{how}", **values)


def _quorum(rule: Rule) -> str:
    number, unit = rule.quorum.number, rule.quorum.unit
    if not number:
        return say("standing_orders.quorum-none")
    key = "standing_orders.quorum-percent" if unit == "percent" else "standing_orders.quorum-people"
    return say(key, number=number)


def _quorum_as_typed(rule: Rule) -> str:
    if not rule.quorum.number:
        return ""
    return f"{rule.quorum.number}%" if rule.quorum.unit == "percent" else str(rule.quorum.number)
