"""`/branch`: setting the branch up, what is wrong with it, and what was done in it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot import voice
from bot.actions import boards, branches, notices, records, releasing, report_settings
from bot.i18n import day_in_full, say
from bot.ids import Power
from bot.rules import access
from bot.rules.branches import LARGEST_MEMBERSHIP
from bot.scheduler import Job
from bot.ui import Interaction, Markup, answer, button, caller, replace, rows, spoken, stamp, think, whole
from cogs._widgets import asker, card, guild, pages
from cogs.branch import _reports as reports
from cogs.branch import _standing_orders as standing_orders
from cogs.branch._check import problems, remarks
from cogs.branch._panel import Panel, membership_line, summary

if TYPE_CHECKING:
    from bot.app import App


FOR_OFFICERS = {"power": Power.OFFICER}


def setup(app: "App") -> None:
    """Add `/branch`, its buttons, and the audit channel's job."""
    app.tree.add_command(BranchCommands(app))


@app_commands.guild_only()
class BranchCommands(
    app_commands.Group, name="branch", description="Set Steward up for your branch and see that all is well"
):
    """For officers: the set-up and its health."""

    def __init__(self, app: "App") -> None:
        super().__init__()
        self._app = app
        self._panel = Panel(app)
        app.doors.on("branch:audit", self._turn_audit, whole)
        app.doors.on("branch:retry", self._retry)
        app.handle("audit.post", self._post_audit)

    @app_commands.command(extras=FOR_OFFICERS)
    async def setup(self, interaction: Interaction) -> None:
        """Choose who is who, which channel is for what, and the branch's name (officers)"""
        await self._panel.open(interaction)

    @app_commands.command(extras=FOR_OFFICERS)
    async def settings(self, interaction: Interaction) -> None:
        """Show how the branch is set up (officers)"""
        who, branch = await asker(self._app, interaction)
        access.require(who, Power.OFFICER)
        orders = await branches.meeting_rules(self._app.desk, caller(interaction))
        chosen = reports.summary(await report_settings.look(self._app.desk, caller(interaction)))
        lines = [*summary(branch, guild(interaction)), "", *standing_orders.summary(orders), "", *chosen]
        await answer(interaction, embed=card(say("branch.settings-title"), *lines))

    @app_commands.command(extras=FOR_OFFICERS)
    @app_commands.describe(number="How many members the branch has on the union's books")
    async def membership(
        self, interaction: Interaction, number: app_commands.Range[int, 1, LARGEST_MEMBERSHIP]
    ) -> None:
        """Enter the true number of members on the union's books (officers)"""
        await asker(self._app, interaction)
        branch = await branches.update_membership(self._app.desk, caller(interaction), number)
        await answer(interaction, membership_line(branch))

    @app_commands.command(extras=FOR_OFFICERS)
    async def check(self, interaction: Interaction) -> None:
        """List every problem with the set-up, each with its remedy (officers)"""
        who, branch = await asker(self._app, interaction)
        access.require(who, Power.OFFICER)
        await think(interaction)
        failed = await branches.stuck(self._app.desk, who.guild_id)
        orders = await branches.meeting_rules(self._app.desk, caller(interaction))
        found = await problems(
            branch,
            guild(interaction),
            self._app.desk.now(),
            orders.values(),
            deleted=await notices.deleted(self._app.desk, who),
            unpinned=await boards.unpinned(self._app.desk, who.guild_id),
            is_sealed_off=await releasing.is_sealed_off(self._app.desk, who.guild_id),
            failed=[(job.kind, job.problem or "job.unknown") for job in failed],
        )
        lines = [f"{number}. {sentence}" for number, sentence in enumerate(found, 1)] or [say("branch.check-well")]
        lines += [line for remark in remarks(guild(interaction)) for line in ("", remark)]
        again = rows([button(say("branch.try_again"), "branch:retry", discord.ButtonStyle.primary)]) if failed else None
        await replace(interaction, embed=card(say("branch.check-title", number=len(found)), *lines), view=again)

    @app_commands.command(extras=FOR_OFFICERS)
    async def audit(self, interaction: Interaction) -> None:
        """Page through what was done, by whom and when (officers)"""
        who, _ = await asker(self._app, interaction)
        page = _audit_page(await records.page(self._app.desk, who))
        await interaction.response.send_message(ephemeral=True, **page)

    async def _turn_audit(self, interaction: Interaction, before: int) -> None:
        who, _ = await asker(self._app, interaction)
        # Zero stands for the newest page: nothing is older than the first entry, and nobody asks for that.
        await replace(
            interaction, **_audit_page(await records.page(self._app.desk, who, before or None), newest=not before)
        )

    async def _retry(self, interaction: Interaction) -> None:
        who, _ = await asker(self._app, interaction)
        number = await branches.try_again(self._app.desk, who)
        await answer(interaction, say("branch.tried_again", number=number))

    async def _post_audit(self, job: Job) -> None:
        """Repeat in the audit channel what it has not had yet, twenty entries to a post."""
        while (batch := await records.unposted(self._app.desk, job.guild_id)) is not None:
            lines = pages([entry_line(entry) for entry in batch.entries], len(batch.entries))[0]
            first, last = batch.entries[0].id, batch.entries[len(lines) - 1].id
            embed = card("", *lines, footer=say("branch.audit-mark", first=first, last=last))
            await voice.post_once(self._app, job, batch.channel_id, str(embed.footer.text), embed=embed)
            await records.posted(self._app.desk, job.guild_id, last)


def entry_line(entry: records.Entry) -> str:
    """One entry as a sentence: when, who, what."""
    who = say("audit.steward") if entry.actor is None else f"<@{entry.actor}>"
    detail = {"about": entry.about.replace(":", " "), **entry.detail}
    values = spoken("en", {name: _value(name, value) for name, value in detail.items()})
    return say("audit.line", at=stamp(entry.at, "f"), who=who, what=say(f"audit.{entry.what}", **values))


def _value(name: str, value: object) -> object:
    """Details are kept as plain data; ids are shown as Discord shows them."""
    if name == "roles" and isinstance(value, list):
        return Markup(" ".join(f"<@&{role_id}>" for role_id in value) or say("branch.none"))
    named = {
        "power": "branch.roles",
        "use": "branch.channel",
        "kind": "job-kind",
        "date_kind": "campaign_date.kind",
    }.get(name)
    if named is not None:
        return Markup(say(f"{named}-{value}"))
    if name in ("closes_at", "due_at", "planned", "starts_at"):
        return Markup(stamp(datetime.fromisoformat(str(value))))
    if name == "on":
        return day_in_full(date.fromisoformat(str(value)))
    if name == "channel":
        return Markup(f"<#{value}>" if value else say("branch.none"))
    return value


def _audit_page(entries: Sequence[records.Entry], *, newest: bool = True) -> dict[str, Any]:
    if not entries:
        return {"embed": card(say("branch.audit-title"), say("branch.audit-empty")), "view": rows()}
    lines = pages([entry_line(entry) for entry in entries], records.PAGE)[0]
    is_oldest = len(lines) == len(entries) < records.PAGE
    older = button(say("branch.audit-older"), f"branch:audit:{entries[len(lines) - 1].id}", disabled=is_oldest)
    newer = button(say("branch.audit-newest"), "branch:audit:0", disabled=newest)
    return {"embed": card(say("branch.audit-title"), *lines), "view": rows([newer, older])}
