"""`/campaign ballot`: announcing a ballot held elsewhere, changing it, calling it off, its result, the workplaces."""

from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import campaigns, outside_ballots, outside_endings, workplaces
from bot.actions.outside_ballots import Standing
from bot.i18n import say
from bot.ids import CampaignId, OutsideBallotId, Power
from bot.rules import access
from bot.rules.campaigns import Campaign
from bot.rules.outside_ballots import MOST_WORKPLACES, WORKPLACE_LENGTH, Status, workplaces_as_typed
from bot.scheduler import Job
from bot.ui import Interaction, Typed, answer, form, replace, text_field, typed, whole
from cogs._widgets import asker, guild, turn
from cogs.campaigns import _ballot_cards as cards
from cogs.campaigns._posting import anew, not_yet, obstacle, post, room

if TYPE_CHECKING:
    from bot.app import App

LONGEST_LIST = min(4000, MOST_WORKPLACES * (WORKPLACE_LENGTH + 10))


class Ballots:
    """The screens of a ballot, and the jobs of its post, its opening, its close and its purge."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on("campaign:ballot_new", self._new, whole)
        doors.on_form("campaign:ballot_make", self._blank, self._make, whole)
        doors.on("campaign:ballot_change", self._change, whole)
        doors.on_form("campaign:ballot_words", self._words, self._rewrite, whole)
        doors.on("campaign:ballot_post_it", self._announce, whole)
        doors.on("campaign:ballot_discard", self._discard, whole)
        doors.on("campaign:ballot_off", self._ask_off, whole)
        doors.on("campaign:ballot_keep", self._keep)
        doors.on("campaign:ballot_off_sure", self._call_off, whole)
        doors.on("campaign:ballot_result", self._open_result, whole)
        doors.on_form("campaign:ballot_declare", self._result, self._declare, whole)
        doors.on("campaign:workplaces", self._open_workplaces)
        doors.on_form("campaign:workplaces_put", self._workplaces, self._put_workplaces)
        app.handle("campaign.ballot_forget", self._forget)
        app.handle("campaign.ballot_post", self._post)
        app.handle("campaign.ballot_open", self._open)
        app.handle("campaign.ballot_close", self._close)
        app.handle("campaign.purge", self._purge)

    async def show(self, interaction: Interaction, chosen: str | None) -> None:
        """The campaign's latest ballot, or how to announce one."""
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        campaign = await campaigns.find(self._app.desk, who, chosen)
        ballot = await outside_ballots.latest(self._app.desk, who, campaign.id)
        if ballot is None:
            await turn(interaction, **cards.none_yet(campaign.id))
            return
        found = await outside_ballots.standing(self._app.desk, who.guild_id, ballot.id)
        await answer(interaction, **cards.panel(found, self._app.desk.now(), intent=self._intent))

    # The form and the preview

    async def _new(self, interaction: Interaction, campaign_id: int) -> None:
        await self._app.doors.show(interaction, f"campaign:ballot_make:{campaign_id}")

    async def _blank(self, _: Interaction, before: Typed, campaign_id: int) -> discord.ui.Modal:
        return cards.words_form(f"campaign:ballot_make:{campaign_id}", before)

    async def _make(self, interaction: Interaction, campaign_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = _fields(interaction, "scrutineer", "opens", "closes", "replacement", "entitled")
        draft = await outside_ballots.make(self._app.desk, who, branch, CampaignId(campaign_id), fields)
        await turn(interaction, **self._preview(interaction, draft))

    async def _change(self, interaction: Interaction, ballot_id: int) -> None:
        await self._app.doors.show(interaction, f"campaign:ballot_words:{ballot_id}")

    async def _words(self, interaction: Interaction, before: Typed, ballot_id: int) -> discord.ui.Modal:
        found = await self._found(interaction, ballot_id)
        return cards.words_form(f"campaign:ballot_words:{ballot_id}", before or cards.as_typed(found))

    async def _rewrite(self, interaction: Interaction, ballot_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        fields = _fields(interaction, "scrutineer", "opens", "closes", "replacement", "entitled")
        found = await outside_ballots.rewrite(self._app.desk, who, OutsideBallotId(ballot_id), fields)
        if found.ballot.status is Status.DRAFT:
            await turn(interaction, **self._preview(interaction, found))
        else:
            await turn(interaction, text=say("outside.changed", link=cards.link(found)))

    async def _announce(self, interaction: Interaction, ballot_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        draft = await self._found(interaction, ballot_id)
        if (refusal := obstacle(room(guild(interaction), branch, draft.campaign))) is not None:
            raise refusal
        await interaction.response.defer()
        found = await outside_ballots.announce(self._app.desk, who, OutsideBallotId(ballot_id))
        key = outside_ballots.key(found.campaign, found.ballot, "campaign.ballot_post")
        why = await not_yet(self._app, interaction, branch, found.campaign, key)
        if why is None:
            there = await outside_ballots.standing(self._app.desk, who.guild_id, found.ballot.id)
            why = cards.announced(there)
        await replace(interaction, why)

    async def _discard(self, interaction: Interaction, ballot_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await outside_ballots.discard(self._app.desk, who, OutsideBallotId(ballot_id))
        await replace(interaction, say("outside.discarded"))

    # Its end

    async def _ask_off(self, interaction: Interaction, ballot_id: int) -> None:
        await turn(interaction, **cards.sure(await self._found(interaction, ballot_id)))

    async def _keep(self, interaction: Interaction) -> None:
        await replace(interaction, say("outside.kept"))

    async def _call_off(self, interaction: Interaction, ballot_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await outside_endings.call_off(self._app.desk, who, OutsideBallotId(ballot_id))
        await replace(interaction, say("outside.called_off"))

    async def _open_result(self, interaction: Interaction, ballot_id: int) -> None:
        await self._app.doors.show(interaction, f"campaign:ballot_declare:{ballot_id}")

    async def _result(self, interaction: Interaction, before: Typed, ballot_id: int) -> discord.ui.Modal:
        ballot = (await self._found(interaction, ballot_id)).ballot
        known = cards.result_as_typed(ballot.result, ballot.entitled)
        return cards.result_form(f"campaign:ballot_declare:{ballot_id}", before or known)

    async def _declare(self, interaction: Interaction, ballot_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        fields = _fields(interaction, "for", "against", "spoilt", "issued")
        await outside_endings.declare(self._app.desk, who, OutsideBallotId(ballot_id), fields)
        await turn(interaction, text=say("outside.declared"))

    # The workplaces

    async def _open_workplaces(self, interaction: Interaction) -> None:
        await self._app.doors.show(interaction, "campaign:workplaces_put")

    async def _workplaces(self, interaction: Interaction, before: Typed) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        listed = workplaces_as_typed(await workplaces.list_(self._app.desk, who))
        return form(
            say("workplace.form-title"),
            "campaign:workplaces_put",
            text_field(
                "list",
                say("workplace.form-list"),
                value=before.get("list", listed),
                hint=say("workplace.form-list-hint"),
                help_=say("workplace.form-list-help"),
                most=LONGEST_LIST,
                long=True,
                required=False,
            ),
        )

    async def _put_workplaces(self, interaction: Interaction) -> None:
        who, _ = await asker(self._app, interaction)
        listed = await workplaces.put(self._app.desk, who, typed(interaction).get("list", ""))
        sized = sum(each.members is not None for each in listed)
        await turn(interaction, text=say("workplace.kept", number=len(listed), sized=sized))

    # What happens by the clock

    async def _forget(self, job: Job) -> None:
        await outside_ballots.forget(self._app.desk, job.guild_id, ballot_id(job))

    async def _post(self, job: Job) -> None:
        """Post it, or bring its post up to date; one that was deleted is posted anew while the ballot is open."""
        found = await outside_ballots.standing(self._app.desk, job.guild_id, ballot_id(job))
        ballot, parts = found.ballot, cards.post(found, self._app.desk.now())
        if ballot.message_id is not None and not ballot.message_lost:
            if await voice.edit(self._app, job, ballot.channel_id, ballot.message_id, **parts):
                return
            await outside_ballots.lost(self._app.desk, job.guild_id, ballot.id)
        if ballot.status is Status.OPEN:
            standing = campaigns.Standing(found.campaign, found.branch)
            job = anew(job, ballot.message_id)
            there = await post(self._app, job, standing, "ballot", of=ballot.id, **parts)
            await outside_ballots.posted(self._app.desk, job.guild_id, ballot.id, *there)

    async def _open(self, job: Job) -> None:
        await outside_ballots.open_(self._app.desk, job.guild_id, ballot_id(job))

    async def _close(self, job: Job) -> None:
        await outside_endings.close(self._app.desk, job.guild_id, ballot_id(job))

    async def _purge(self, job: Job) -> None:
        await outside_endings.purge(self._app.desk, job.guild_id, ballot_id(job))

    async def _found(self, interaction: Interaction, number: int) -> Standing:
        who, _ = await asker(self._app, interaction)
        return await outside_ballots.get(self._app.desk, who, OutsideBallotId(number))

    def _preview(self, interaction: Interaction, draft: Standing) -> dict[str, Any]:
        channel = room(guild(interaction), draft.branch, draft.campaign)
        where = _mention(draft.campaign) if channel is None else channel.mention
        return cards.preview(draft, self._app.desk.now(), where, intent=self._intent)

    @property
    def _intent(self) -> bool:
        return self._app.settings.members_intent


def ballot_id(job: Job) -> OutsideBallotId:
    """The ballot that this job is about."""
    return OutsideBallotId(int(str(job.payload["ballot"])))


def _fields(interaction: Interaction, *names: str) -> dict[str, str]:
    given = typed(interaction)
    return {name: given.get(name, "") for name in names}


def _mention(campaign: Campaign) -> str:
    return f"<#{campaign.channel_id}>"
