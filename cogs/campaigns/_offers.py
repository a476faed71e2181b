"""`/campaign offer`: bands, the claim and the offers, typed or from a file; shown as read before they count."""

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from bot.actions import campaigns, offers
from bot.actions.offers import OnTable, Reading
from bot.errors import Invalid
from bot.i18n import say
from bot.ids import CampaignId, PayDraftId, ProposalId
from bot.rules import offers as rules
from bot.rules.offers import LONGEST_LINES, Given
from bot.rules.pay import NAME_LENGTH, Kind, Proposal
from bot.rules.payslips import hours_text
from bot.rules.spreadsheets import check_size
from bot.scheduler import Job
from bot.ui import Interaction, Typed, answer, choice_field, form, replace, text_field, think, typed, whole
from cogs._widgets import asker, chosen_ids, fetched, guild, turn
from cogs.campaigns import _offer_cards as cards
from cogs.campaigns import _offer_tables as tables
from cogs.campaigns._posting import campaign_id, not_yet, obstacle, place, post, room, standing_of

if TYPE_CHECKING:
    from bot.app import App

LONGEST_DAY = 40
LONGEST_HOURS = 10
NEW = 0  # no proposal has this number


class Offering:
    """The screens of `/campaign offer`, and the jobs that post a comparison and forget what was not kept."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on("campaign:offer_panel", self._panel, whole)
        doors.on("campaign:offer", self._open_form, whole, whole)
        doors.on_form("campaign:offer_form", self._form, self._read_offer, whole, whole)
        doors.on("campaign:offer_change", self._change, whole, whole)
        doors.on("campaign:offer_bands", self._open_bands, whole)
        doors.on_form("campaign:offer_table", self._bands_form, self._read_table, whole)
        doors.on("campaign:offer_week", self._open_week, whole)
        doors.on_form("campaign:offer_hours", self._week_form, self._set_week, whole)
        doors.on("campaign:offer_keep", self._keep, whole, whole)
        doors.on("campaign:offer_discard", self._discard, whole)
        doors.on("campaign:offer_pick", self._pick, whole)
        doors.on("campaign:offer_remove", self._ask, whole, whole)
        doors.on("campaign:offer_removed", self._remove, whole, whole)
        doors.on("campaign:offer_file", self._file, whole)
        doors.on("campaign:offers", self._compare, whole, whole)
        doors.on("campaign:offers_post", self._post, whole)
        app.handle("campaign.offers", self._publish)
        app.handle("campaign.offer_forget", self._forget)

    async def open(self, interaction: Interaction, campaign: str | None, file: discord.Attachment | None) -> None:
        """What is on the table and what can be done with it; with a file, what was read of it."""
        who, _ = await asker(self._app, interaction)
        found = await offers.look(self._app.desk, who, (await campaigns.find(self._app.desk, who, campaign)).id)
        if file is None:
            await answer(interaction, **cards.panel(found))
            return
        check_size(file.size)
        await think(interaction)
        read = await offers.read_table(self._app.desk, who, found.campaign.id, await fetched(file))
        await replace(interaction, **cards.reading(_without_problems(read)))

    async def _panel(self, interaction: Interaction, number: int) -> None:
        await turn(interaction, **cards.panel(await self._found(interaction, number)))

    # A claim or an offer

    async def _open_form(self, interaction: Interaction, number: int, proposal_id: int) -> None:
        await self._app.doors.show(interaction, f"campaign:offer_form:{number}:{proposal_id}")

    async def _form(self, interaction: Interaction, before: Typed, number: int, proposal_id: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        if proposal_id == NEW:
            await self._found(interaction, number)
            return _form(number, NEW, before)
        found, proposal = await offers.one(self._app.desk, who, CampaignId(number), ProposalId(proposal_id))
        return _form(number, proposal_id, before or _as_typed(rules.as_given(proposal), found))

    async def _read_offer(self, interaction: Interaction, number: int, proposal_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        was = None if proposal_id == NEW else ProposalId(proposal_id)
        read = await offers.read_offer(self._app.desk, who, CampaignId(number), typed(interaction), was)
        await turn(interaction, **cards.reading(read))

    async def _change(self, interaction: Interaction, number: int, draft_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        read = await offers.reading(self._app.desk, who, CampaignId(number), PayDraftId(draft_id))
        if read.draft.bands is not None:
            lines = {"table": tables.as_lines(read.draft.bands)}
            await self._app.doors.show(interaction, f"campaign:offer_table:{number}", lines)
            return
        before = _as_typed(read.draft.given[0], read.table)
        await self._app.doors.show(interaction, f"campaign:offer_form:{number}:{read.draft.was or NEW}", before)

    async def _pick(self, interaction: Interaction, number: int) -> None:
        found, proposal = await self._one(interaction, number, next(iter(chosen_ids(interaction)), NEW))
        can_correct = len(_as_typed(rules.as_given(proposal), found)["terms"]) <= LONGEST_LINES
        await turn(interaction, **cards.one(found, proposal, can_correct=can_correct))

    async def _ask(self, interaction: Interaction, number: int, proposal_id: int) -> None:
        found, proposal = await self._one(interaction, number, proposal_id)
        await replace(interaction, **cards.removal(found.campaign, proposal))

    async def _remove(self, interaction: Interaction, number: int, proposal_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        after = await offers.remove(self._app.desk, who, CampaignId(number), ProposalId(proposal_id))
        await replace(interaction, **cards.panel(after, say("offer.removed")))

    # The table of pay

    async def _open_bands(self, interaction: Interaction, number: int) -> None:
        await self._app.doors.show(interaction, f"campaign:offer_table:{number}")

    async def _bands_form(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        found = await self._found(interaction, number)
        field = text_field(
            "table",
            say("offer.bands-form-table"),
            value=before.get("table", tables.as_lines(found.bands)),
            hint=say("offer.bands-form-table-hint"),
            help_=say("offer.bands-form-table-help"),
            most=tables.LONGEST_TABLE,
            long=True,
        )
        return form(say("offer.bands-form-title"), f"campaign:offer_table:{number}", field)

    async def _read_table(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        pasted = typed(interaction).get("table", "")
        read = await offers.read_table(self._app.desk, who, CampaignId(number), pasted)
        await turn(interaction, **cards.reading(_without_problems(read)))

    async def _open_week(self, interaction: Interaction, number: int) -> None:
        await self._app.doors.show(interaction, f"campaign:offer_hours:{number}")

    async def _week_form(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        found = await self._found(interaction, number)
        field = text_field(
            "hours",
            say("offer.week-form-hours"),
            value=before.get("hours", hours_text(found.campaign.full_time)),
            hint=say("offer.week-form-hours-hint"),
            most=LONGEST_HOURS,
        )
        return form(say("offer.week"), f"campaign:offer_hours:{number}", field)

    async def _set_week(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        hours = typed(interaction).get("hours", "")
        await turn(
            interaction, **cards.panel(await offers.set_full_time(self._app.desk, who, CampaignId(number), hours))
        )

    async def _file(self, interaction: Interaction, number: int) -> None:
        found = await self._found(interaction, number)
        await answer(interaction, file=await asyncio.to_thread(tables.table, found))

    # Keeping what was read

    async def _keep(self, interaction: Interaction, number: int, draft_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        after = await offers.keep(self._app.desk, who, CampaignId(number), PayDraftId(draft_id))
        await replace(interaction, **cards.panel(after, cards.kept(after)))

    async def _discard(self, interaction: Interaction, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        await offers.discard(self._app.desk, who, CampaignId(number))
        await replace(interaction, **cards.panel(await self._found(interaction, number), say("offer.discarded")))

    async def _forget(self, _: Job) -> None:
        await offers.forget(self._app.desk)

    # Side by side

    async def _compare(self, interaction: Interaction, number: int, page: int) -> None:
        found = await self._found(interaction, number)
        offers.may_compare(found)
        await turn(interaction, **tables.comparison(found, page))

    async def _post(self, interaction: Interaction, number: int) -> None:
        who, branch = await asker(self._app, interaction)
        found = await self._found(interaction, number)
        here = guild(interaction)
        if (refusal := obstacle(room(here, branch, found.campaign))) is not None:
            raise refusal
        await interaction.response.defer()
        found, posting = await offers.post(self._app.desk, who, found.campaign.id)
        why = await not_yet(self._app, interaction, branch, found.campaign, posting)
        await replace(
            interaction,
            **cards.panel(found, why or say("offer.posted", channel=f"<#{place(here, found.campaign, branch)}>")),
        )

    async def _publish(self, job: Job) -> None:
        """Post the comparison as it stands now, if there is still something to say."""
        found = await offers.to_post(self._app.desk, job.guild_id, campaign_id(job))
        if found is not None:
            parts = tables.post(found, await asyncio.to_thread(tables.compared, found))
            asked_at = datetime.fromisoformat(str(job.payload["asked_at"]))
            await post(self._app, job, await standing_of(self._app, job), "offers", of=asked_at, **parts)

    # Finding it

    async def _found(self, interaction: Interaction, number: int) -> OnTable:
        who, _ = await asker(self._app, interaction)
        return await offers.look(self._app.desk, who, CampaignId(number))

    async def _one(self, interaction: Interaction, number: int, proposal_id: int) -> tuple[OnTable, Proposal]:
        who, _ = await asker(self._app, interaction)
        return await offers.one(self._app.desk, who, CampaignId(number), ProposalId(proposal_id))


def _without_problems(read: Reading) -> Reading:
    """What was read, if every line of it could be."""
    if read.problems:
        raise Invalid("offer.table_problems", number=len(read.problems), lines=cards.problems(read.problems))
    return read


def _as_typed(given: Given, found: OnTable) -> dict[str, str]:
    """The claim or the offer as its form has it."""
    return {
        "kind": given.kind.value,
        "name": given.name,
        "made": rules.date_as_typed(given.made_on),
        "terms": rules.as_typed(given.general, given.special, [band.name for band in found.bands]),
    }


def _form(number: int, proposal_id: int, before: Typed) -> discord.ui.Modal:
    kinds = {kind.value: say(f"offer.form-kind-{kind}") for kind in Kind}
    return form(
        say("offer.form-title"),
        f"campaign:offer_form:{number}:{proposal_id}",
        choice_field("kind", say("offer.form-kind"), kinds, before.get("kind", Kind.OFFER)),
        text_field(
            "name",
            say("offer.form-name"),
            value=before.get("name", ""),
            hint=say("offer.form-name-hint"),
            most=NAME_LENGTH,
        ),
        text_field(
            "made",
            say("offer.form-made"),
            value=before.get("made", ""),
            hint=say("offer.form-made-hint"),
            help_=say("offer.form-made-help"),
            most=LONGEST_DAY,
            required=False,
        ),
        text_field(
            "terms",
            say("offer.form-terms"),
            value=before.get("terms", ""),
            hint=say("offer.form-terms-hint"),
            help_=say("offer.form-terms-help"),
            most=LONGEST_LINES,
            long=True,
        ),
    )
