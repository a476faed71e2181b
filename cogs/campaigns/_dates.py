"""`/campaign date`: the dates, a form, a private preview with what follows from it; and reminding of what is near."""

from typing import TYPE_CHECKING

import discord

from bot.actions import campaign_dates, campaigns, date_reminders
from bot.actions.campaign_dates import Named, Plan
from bot.actions.date_reminders import Reminder
from bot.errors import NotFound
from bot.i18n import say
from bot.ids import CampaignId
from bot.render.markup import plain
from bot.rules.campaign_dates import CampaignDate
from bot.scheduler import Hopeless, Job
from bot.ui import Interaction, Typed, replace, typed, whole
from cogs._widgets import asker, card, chosen, turn
from cogs.campaigns import _cards as cards
from cogs.campaigns import _date_cards as shown
from cogs.campaigns._posting import campaign_id, post

if TYPE_CHECKING:
    from datetime import time

    from bot.app import App


class Dating:
    """The screens of `/campaign date`, and the job that reminds."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors, name, clock = app.doors, shown.read_named, shown.read_clock
        doors.on("campaign:dates", self._turn, whole, whole)
        doors.on("campaign:date_add", self._add, whole)
        doors.on_form("campaign:date_new", self._blank, self._make, whole)
        doors.on("campaign:date_pick", self._pick, whole)
        doors.on("campaign:date_change", self._change, whole, name)
        doors.on_form("campaign:date_edit", self._filled, self._edit, whole, name)
        doors.on("campaign:date_remove", self._remove, whole, name)
        doors.on("campaign:date_put", self._put, whole, name, clock, name)
        doors.on("campaign:date_fix", self._fix, whole, name, clock, name)
        app.handle("campaign.remind", self._remind)

    async def show(self, interaction: Interaction, campaign: str | None) -> None:
        """All dates of this campaign."""
        who, _ = await asker(self._app, interaction)
        found = await campaigns.find(self._app.desk, who, campaign)
        await self._turn(interaction, found.id, 0)

    async def _turn(self, interaction: Interaction, campaign: int, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        found = await campaign_dates.of(self._app.desk, who, CampaignId(campaign))
        await turn(interaction, **shown.listing(found, number))

    # The form

    async def _add(self, interaction: Interaction, campaign: int) -> None:
        await self._app.doors.show(interaction, f"campaign:date_new:{campaign}")

    async def _change(self, interaction: Interaction, campaign: int, old: Named | None) -> None:
        await self._app.doors.show(interaction, f"campaign:date_edit:{campaign}:{_name(old)}")

    async def _fix(
        self, interaction: Interaction, campaign: int, new: Named | None, at: "time | None", old: Named | None
    ) -> None:
        before = shown.as_typed(self._date(interaction, campaign, new, at))
        way = f"campaign:date_new:{campaign}" if old is None else f"campaign:date_edit:{campaign}:{_name(old)}"
        await self._app.doors.show(interaction, way, before)

    async def _blank(self, interaction: Interaction, before: Typed, campaign: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        await campaign_dates.of(self._app.desk, who, CampaignId(campaign))  # refuses who may not, and one that is over
        return shown.date_form(f"campaign:date_new:{campaign}", before)

    async def _filled(
        self, interaction: Interaction, before: Typed, campaign: int, old: Named | None
    ) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        each = await campaign_dates.get(self._app.desk, who, CampaignId(campaign), _some(old))
        return shown.date_form(f"campaign:date_edit:{campaign}:{_name(old)}", before or shown.as_typed(each))

    async def _make(self, interaction: Interaction, campaign: int) -> None:
        await self._preview(interaction, campaign, None)

    async def _edit(self, interaction: Interaction, campaign: int, old: Named | None) -> None:
        await self._preview(interaction, campaign, _some(old))

    async def _preview(self, interaction: Interaction, campaign: int, old: Named | None) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        plan = await campaign_dates.read(
            self._app.desk,
            who,
            CampaignId(campaign),
            kind=fields.get("kind", ""),
            day=fields.get("day", ""),
            note=fields.get("note", ""),
            before=old,
        )
        await turn(interaction, **shown.preview(plan, branch))

    # What is done

    async def _pick(self, interaction: Interaction, campaign: int) -> None:
        who, _ = await asker(self._app, interaction)
        try:
            name = _some(shown.read_named("".join(chosen(interaction))))
        except ValueError:
            raise NotFound("ui.unknown_button") from None
        found = await campaign_dates.of(self._app.desk, who, CampaignId(campaign))
        each = await campaign_dates.get(self._app.desk, who, found.campaign.id, name)
        await turn(interaction, **shown.one(found, each))

    async def _put(
        self, interaction: Interaction, campaign: int, new: Named | None, at: "time | None", old: Named | None
    ) -> None:
        who, _ = await asker(self._app, interaction)
        each = self._date(interaction, campaign, new, at)
        plan: Plan = await campaign_dates.save(self._app.desk, who, CampaignId(campaign), each, old)
        await replace(interaction, say("campaign_date.done", link=cards.link(plan.campaign)))

    async def _remove(self, interaction: Interaction, campaign: int, old: Named | None) -> None:
        who, _ = await asker(self._app, interaction)
        await campaign_dates.remove(self._app.desk, who, CampaignId(campaign), _some(old))
        found = await campaigns.standing(self._app.desk, who.guild_id, CampaignId(campaign))
        await replace(interaction, say("campaign_date.removed", link=cards.link(found.campaign)))

    def _date(self, interaction: Interaction, campaign: int, name: Named | None, at: "time | None") -> CampaignDate:
        """The date that stands in the preview that was pressed on; its note stands in the foot."""
        embeds = [] if interaction.message is None else interaction.message.embeds
        note = (embeds[0].footer.text or "") if embeds else ""
        kind, on = _some(name)
        return CampaignDate(CampaignId(campaign), kind, on, self._app.desk.now(), at, note)

    # What Steward says unprompted

    async def _remind(self, job: Job) -> None:
        """Say once which dates are near, however many moments were missed; nobody is pinged."""
        reminder = await date_reminders.due(self._app.desk, job.guild_id, campaign_id(job))
        if reminder is None:
            return
        try:
            await self._say(job, reminder)
        except Hopeless:
            # The channel is closed to Steward: who follows the dates hears of it all the same.
            await date_reminders.given(self._app.desk, reminder)
            raise
        await date_reminders.given(self._app.desk, reminder)

    async def _say(self, job: Job, reminder: Reminder) -> None:
        embed = card(plain(reminder.standing.campaign.title), *shown.reminder(reminder))
        where = {"of": reminder.moment, "content": cards.first_line()}
        await post(self._app, job, reminder.standing, "dates", embed=embed, **where)


def _some(name: Named | None) -> Named:
    """The date that is named; raises NotFound where a button of ours would have named one."""
    if name is None:
        raise NotFound("ui.unknown_button")
    return name


def _name(name: Named | None) -> str:
    kind, on = _some(name)
    return f"{kind}.{on:{shown.ISO_DAY}}"
