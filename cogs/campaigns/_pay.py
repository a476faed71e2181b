"""`/campaign pay`: what the claim and the offers mean for one member's own pay.

Nothing of it is kept. Which band, which hours and which year are in the buttons of a message that only its reader sees;
no job, no record and no log has them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import campaigns, pay
from bot.actions.pay import Facts
from bot.errors import BranchError, NotFound
from bot.i18n import say
from bot.ids import Asker, CampaignId, Power
from bot.render import charts
from bot.render.markup import plain
from bot.rules import payslips
from bot.rules.pay import mark, pounds
from bot.rules.payslips import LONGEST_HOURS, Payslip
from bot.ui import Interaction, Typed, answer, button, form, menu, replace, rows, text_field, think, typed, whole
from cogs._widgets import asker, card, chosen_ids, on_page, pages, turn, turns
from cogs.campaigns import _payslips as shown
from cogs.campaigns._pay_chart import chart, file, has_chart
from cogs.campaigns._payslips import Pages

if TYPE_CHECKING:
    from bot.app import App

ON_A_PAGE = 25
LONGEST_YEAR = 4
LISTED = 10


class Paying:
    """The screens of `/campaign pay`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on("campaign:pay", self._bands, whole, whole)
        doors.on("campaign:pay_band", self._choose, whole)
        doors.on("campaign:pay_change", self._change, whole, whole, whole, whole, whole)
        doors.on("campaign:pay_slip", self._again, whole, whole, whole, whole, whole, whole)
        doors.on("campaign:pay_sums", self._sums, whole, whole, whole, whole, whole, whole)
        doors.on("campaign:pay_chart", self._chart, whole, whole, whole, whole, whole)
        doors.on_form("campaign:pay_form", self._form, self._work_out, whole, whole)

    async def open(self, interaction: Interaction, campaign: str | None, band: str | None) -> None:
        """Ask for the band; where it was chosen from the list, for the hours."""
        who, _ = await asker(self._app, interaction)
        found = await pay.facts(self._app.desk, who, (await campaigns.find(self._app.desk, who, campaign)).id)
        if band is None:
            await answer(interaction, **_bands(who, found, 0))
        else:
            marked = mark(found.named(band))
            await self._app.doors.show(interaction, f"campaign:pay_form:{found.campaign.id}:{marked}")

    async def suggest(self, interaction: Interaction, campaign: str | None, typed: str) -> Sequence[str]:
        """The names of the bands that have this in them."""
        try:
            who, _ = await asker(self._app, interaction)
            found = await pay.facts(self._app.desk, who, (await campaigns.find(self._app.desk, who, campaign)).id)
        except BranchError:
            return []
        wanted = typed.casefold().strip()
        return [each.name for each in found.bands if wanted in each.name.casefold()][:ON_A_PAGE]

    async def _bands(self, interaction: Interaction, campaign_id: int, page: int) -> None:
        who, found = await self._facts(interaction, campaign_id)
        await turn(interaction, **_bands(who, found, page))

    async def _choose(self, interaction: Interaction, campaign_id: int) -> None:
        marked = next(iter(chosen_ids(interaction)), 0)
        await self._app.doors.show(interaction, f"campaign:pay_form:{campaign_id}:{marked}")

    async def _change(self, interaction: Interaction, campaign_id: int, marked: int, *numbers: int) -> None:
        _, found, slip = await self._slip(interaction, campaign_id, marked, *numbers)
        before = {
            "hours": payslips.hours_as_typed(slip.hours, found.campaign.full_time),
            "since": str(slip.since or ""),
        }
        await self._app.doors.show(interaction, f"campaign:pay_form:{campaign_id}:{marked}", before)

    async def _form(self, interaction: Interaction, before: Typed, campaign_id: int, marked: int) -> discord.ui.Modal:
        _, found = await self._facts(interaction, campaign_id)
        band = found.band(marked)
        years = payslips.years_to_choose(band, found.levels)
        full_time = payslips.hours_text(found.campaign.full_time)
        usual = payslips.usual_year(band, found.levels)
        since = text_field(
            "since",
            say("pay.form-since"),
            value=before.get("since", str(usual or "")),
            help_=say("pay.form-since-help", years=_listed(years)),
            most=LONGEST_YEAR,
            required=False,
        )
        return form(
            band.name[: shown.LONGEST_FORM_TITLE],
            f"campaign:pay_form:{campaign_id}:{marked}",
            text_field(
                "hours",
                say("pay.form-hours"),
                value=before.get("hours", full_time),
                help_=say("pay.form-hours-help", full=full_time),
                most=LONGEST_HOURS,
                required=False,
            ),
            *([since] if years else []),
        )

    async def _work_out(self, interaction: Interaction, campaign_id: int, marked: int) -> None:
        who, found = await self._facts(interaction, campaign_id)
        fields = typed(interaction)
        hours = payslips.read_hours(fields.get("hours", ""), found.campaign.full_time)
        band = found.band(marked)
        slip = found.payslip(band, hours, payslips.read_since(fields.get("since", ""), band, found.levels))
        await turn(interaction, **_shown(who, found, slip))

    async def _again(self, interaction: Interaction, campaign_id: int, marked: int, *numbers: int) -> None:
        *asked, page = numbers
        who, found, slip = await self._slip(interaction, campaign_id, marked, *asked)
        await turn(interaction, **_shown(who, found, slip, page))

    async def _sums(self, interaction: Interaction, campaign_id: int, marked: int, *numbers: int) -> None:
        *asked, page = numbers
        _, found, slip = await self._slip(interaction, campaign_id, marked, *asked)
        embed, ways = _paged(shown.sums(slip), page, _key("pay_sums", found, slip))
        back = button(say("pay.back"), f"{_key('pay_slip', found, slip)}:0")
        await turn(interaction, embed=embed, view=rows(ways, [back]))

    async def _chart(self, interaction: Interaction, campaign_id: int, marked: int, *numbers: int) -> None:
        _, _, slip = await self._slip(interaction, campaign_id, marked, *numbers)
        if not has_chart(slip):
            raise NotFound("pay.no_chart")
        await think(interaction)
        try:
            await replace(interaction, file=file(await charts.png(chart(slip)), slip))
        except charts.ChartFailed:
            await replace(interaction, say("pay.chart-failed"))

    async def _slip(
        self, interaction: Interaction, campaign_id: int, marked: int, *numbers: int
    ) -> tuple[Asker, Facts, Payslip]:
        worked, full, since = numbers
        who, found = await self._facts(interaction, campaign_id)
        return who, found, found.payslip(found.band(marked), payslips.check_hours(worked, full), since or None)

    async def _facts(self, interaction: Interaction, campaign_id: int) -> tuple[Asker, Facts]:
        who, _ = await asker(self._app, interaction)
        return who, await pay.facts(self._app.desk, who, CampaignId(campaign_id))


def _bands(who: Asker, found: Facts, number: int) -> dict[str, Any]:
    every = pages([each.name for each in found.bands], ON_A_PAGE)
    number = min(number, len(every) - 1)
    here = {str(mark(band)): band for band in on_page(found.bands, every, number)}
    names = {marked: band.name for marked, band in here.items()}
    now = {marked: say("pay.band-now", pay=pounds(band.current)) for marked, band in here.items()}
    select = menu(f"campaign:pay_band:{found.campaign.id}", say("pay.choose_band"), names, now)
    ways = turns(every, number, f"campaign:pay:{found.campaign.id}")
    embed = card(
        say("pay.title"),
        say("pay.intro", title=plain(found.campaign.title)),
        *([say("pay.many_bands", number=len(found.bands))] if len(every) > 1 else []),
        say("pay.nothing_kept"),
    )
    return {"embed": embed, "view": rows([select], [*ways, *_for_reps(who)])}


def _shown(who: Asker, found: Facts, slip: Payslip, page: int = 0) -> dict[str, Any]:
    embed, ways = _paged(shown.slip(slip), page, _key("pay_slip", found, slip))
    seen = [button(say("pay.sums"), f"{_key('pay_sums', found, slip)}:0")]
    if has_chart(slip):
        seen.append(button(say("pay.chart"), _key("pay_chart", found, slip)))
    change = button(say("pay.change"), _key("pay_change", found, slip))
    other = button(
        say("pay.other_band"), f"campaign:pay:{found.campaign.id}:{found.bands.index(slip.band) // ON_A_PAGE}"
    )
    return {"embed": embed, "view": rows(ways, seen, [change, other, *_for_reps(who)])}


def _paged(told: Pages, page: int, here: str) -> tuple[discord.Embed, list[discord.ui.Button[Any]]]:
    title, every = told
    page = min(page, len(every) - 1)
    return card(title, *every[page]), turns(every, page, here)


def _for_reps(who: Asker) -> list[discord.ui.Button[Any]]:
    return [button(say("prices.open"), "campaign:prices")] if Power.REP in who.powers else []


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years)) if len(years) <= LISTED else f"{years[0]}–{years[-1]}"


def _key(what: str, found: Facts, slip: Payslip) -> str:
    hours = slip.hours
    return f"campaign:{what}:{found.campaign.id}:{mark(slip.band)}:{hours.worked}:{hours.full_time}:{slip.since or 0}"
