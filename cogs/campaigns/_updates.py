"""Updates: one form, a private preview, nothing posted until *Post it*; then corrected, or withdrawn while it waits."""

from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import campaign_letters, campaigns, updates
from bot.actions.updates import Standing
from bot.errors import NotFound
from bot.i18n import say
from bot.ids import Asker, CampaignId, UpdateId
from bot.rules.branches import Branch
from bot.rules.updates import OFFICE_LENGTH, REASON_LENGTH, TEXT_LENGTH, Status
from bot.scheduler import Job
from bot.ui import Interaction, Typed, answer, form, replace, text_field, typed, whole
from cogs._widgets import asker, guild, turn
from cogs.campaigns import _update_cards as cards
from cogs.campaigns._posting import anew, not_yet, obstacle, post, room, standing_of

if TYPE_CHECKING:
    from bot.app import App

LONGEST_TIME = 60


class Updating:
    """The forms and screens of `/campaign update`, and the jobs that post."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on_form("campaign:update", self._blank, self._make, whole)
        doors.on_form("campaign:update_words", self._words, self._rewrite, whole)
        doors.on_form("campaign:update_when", self._when, self._schedule, whole)
        doors.on_form("campaign:correct", self._correction, self._correct, whole, whole)
        doors.on("campaign:update_change", self._change, whole)
        doors.on("campaign:update_time", self._time, whole)
        doors.on("campaign:update_post", self._post_it, whole)
        doors.on("campaign:update_discard", self._discard, whole)
        doors.on("campaign:update_look", self._look_again, whole)
        doors.on("campaign:update_correct", self._begin_correction, whole)
        doors.on("campaign:update_withdraw", self._withdraw, whole)
        doors.on("campaign:update_reopen", self._reopen, whole)
        doors.on("campaign:earlier", self._earlier, whole)
        app.handle("campaign.update_post", self._post)
        app.handle("campaign.update_due", self._fall_due)
        app.handle("campaign.update_forget", self._forget)

    async def open(self, interaction: Interaction, campaign: str | None, chosen: str | None) -> None:
        """A new update's form, or an earlier update to look after."""
        who, branch = await asker(self._app, interaction)
        found = await campaigns.find(self._app.desk, who, campaign)
        if chosen is None:
            await updates.last_office(self._app.desk, who)  # refuses who is no rep before a form is shown
            await self._app.doors.show(interaction, f"campaign:update:{found.id}")
            return
        update_id = _number(chosen)
        await updates.list_(self._app.desk, who, found.id)
        await turn(interaction, **await self._screen(who, branch, update_id))

    async def suggest(
        self, interaction: Interaction, campaign: str | None, typed_: str, most: int
    ) -> list[tuple[str, str]]:
        """The updates of that campaign to choose from: each one's name, and what it is chosen by."""
        who, branch = await asker(self._app, interaction)
        found = await campaigns.find(self._app.desk, who, campaign)
        every = await updates.list_(self._app.desk, who, found.id)
        return [(name, str(number)) for number, name in cards.choices(every, branch, typed_, most).items()]

    # The forms, as they are opened

    async def _blank(self, interaction: Interaction, before: Typed, campaign_id: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        office = await updates.last_office(self._app.desk, who)
        return _form(f"campaign:update:{campaign_id}", {"office": office, **before})

    async def _words(self, interaction: Interaction, before: Typed, update_id: int) -> discord.ui.Modal:
        found, _, _ = await self._draft(interaction, update_id)
        now = {"update": found.update.text.text, "office": found.update.text.office}
        return _form(f"campaign:update_words:{update_id}", before or now)

    async def _when(self, interaction: Interaction, before: Typed, update_id: int) -> discord.ui.Modal:
        field = text_field(
            "when",
            say("update.form-when"),
            value=before.get("when", ""),
            hint=say("update.form-when-hint"),
            most=LONGEST_TIME,
        )
        return form(say("update.schedule"), f"campaign:update_when:{update_id}", field)

    async def _correction(
        self, interaction: Interaction, before: Typed, update_id: int, number: int
    ) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        text = (await updates.look(self._app.desk, who, UpdateId(update_id))).update.text
        return _form(
            f"campaign:correct:{update_id}:{number}",
            before or {"update": text.text, "office": text.office},
            text_field(
                "reason",
                say("update.form-reason"),
                value=before.get("reason", ""),
                help_=say("update.form-reason-help"),
                most=REASON_LENGTH,
            ),
        )

    # What comes back

    async def _make(self, interaction: Interaction, campaign_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        found = await updates.draft(self._app.desk, who, CampaignId(campaign_id), **_said(typed(interaction)))
        await turn(interaction, **self._preview(interaction, branch, found))

    async def _rewrite(self, interaction: Interaction, update_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        found = await updates.rewrite(self._app.desk, who, UpdateId(update_id), **_said(typed(interaction)))
        await turn(interaction, **self._preview(interaction, branch, found))

    async def _schedule(self, interaction: Interaction, update_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        when = typed(interaction).get("when", "")
        await updates.schedule(self._app.desk, who, branch, UpdateId(update_id), when)
        await turn(interaction, **await self._screen(who, branch, UpdateId(update_id)))

    async def _correct(self, interaction: Interaction, update_id: int, number: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        await updates.correct(
            self._app.desk,
            who,
            UpdateId(update_id),
            number=number,
            reason=fields.get("reason", ""),
            **_said(fields),
        )
        await turn(interaction, **await self._screen(who, branch, UpdateId(update_id)))

    # Buttons

    async def _change(self, interaction: Interaction, update_id: int) -> None:
        await self._app.doors.show(interaction, f"campaign:update_words:{update_id}")

    async def _time(self, interaction: Interaction, update_id: int) -> None:
        await self._draft(interaction, update_id)
        await self._app.doors.show(interaction, f"campaign:update_when:{update_id}")

    async def _begin_correction(self, interaction: Interaction, update_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        found = await updates.correctable(self._app.desk, who, UpdateId(update_id))
        await self._app.doors.show(interaction, f"campaign:correct:{update_id}:{found.update.text.number}")

    async def _discard(self, interaction: Interaction, update_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await updates.discard(self._app.desk, who, UpdateId(update_id))
        await replace(interaction, say("update.discarded"))

    async def _withdraw(self, interaction: Interaction, update_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        await updates.withdraw(self._app.desk, who, UpdateId(update_id))
        await turn(interaction, **await self._screen(who, branch, UpdateId(update_id)))

    async def _reopen(self, interaction: Interaction, update_id: int) -> None:
        """Change what is scheduled: until it is posted or scheduled again it is a draft."""
        who, branch = await asker(self._app, interaction)
        found = await updates.take_back(self._app.desk, who, UpdateId(update_id))
        await turn(interaction, **self._preview(interaction, branch, found))

    async def _look_again(self, interaction: Interaction, update_id: int) -> None:
        who, branch = await asker(self._app, interaction)
        await turn(interaction, **await self._screen(who, branch, UpdateId(update_id)))

    async def _earlier(self, interaction: Interaction, update_id: int) -> None:
        """What it said before, to anybody who can read the post."""
        who, branch = await asker(self._app, interaction)
        found = await updates.look(self._app.desk, who, UpdateId(update_id))
        await answer(interaction, embed=cards.earlier(found.update, branch))

    async def _post_it(self, interaction: Interaction, update_id: int) -> None:
        found, who, branch = await self._draft(interaction, update_id)
        if (refusal := obstacle(room(guild(interaction), branch, found.campaign))) is not None:
            raise refusal
        await interaction.response.defer()
        found = await updates.post(self._app.desk, who, found.update.id)
        why = await not_yet(self._app, interaction, branch, found.campaign, updates.posting(found))
        shown = await self._screen(who, branch, found.update.id)
        await turn(interaction, **{**shown, "text": shown["text"] if why is None else why})

    # What Steward does unprompted

    async def _post(self, job: Job) -> None:
        """Post it or bring its post up to date; one that was deleted is posted again where there is something new."""
        standing, now = await standing_of(self._app, job), self._app.desk.now()
        found = await updates.standing(self._app.desk, job.guild_id, cards.update_id(job))
        update = found.update
        if update.status is not Status.POSTED:
            return
        shown = cards.post(found, standing.branch, now)
        if update.has_post and update.channel_id is not None and update.message_id is not None:
            if await voice.edit(self._app, job, update.channel_id, update.message_id, **shown):
                return
            await updates.lost(self._app.desk, job.guild_id, update.id)
        job = anew(job, update.message_id)
        where, message_id = await post(self._app, job, standing, "update", of=update.id, **shown)
        await updates.posted(self._app.desk, job.guild_id, update.id, where, message_id)

    async def _fall_due(self, job: Job) -> None:
        await updates.fall_due(self._app.desk, job.guild_id, cards.update_id(job))

    async def _forget(self, job: Job) -> None:
        await updates.forget(self._app.desk, job.guild_id, cards.update_id(job))

    # Showing it

    async def _draft(self, interaction: Interaction, update_id: int) -> tuple[Standing, Asker, Branch]:
        who, branch = await asker(self._app, interaction)
        return await updates.get_draft(self._app.desk, who, UpdateId(update_id)), who, branch

    def _preview(self, interaction: Interaction, branch: Branch, found: Standing) -> dict[str, Any]:
        channel = room(guild(interaction), branch, found.campaign)
        name = f"<#{found.campaign.channel_id}>" if channel is None else channel.mention
        return cards.preview(found, branch, self._app.desk.now(), name)

    async def _screen(self, who: Asker, branch: Branch, update_id: UpdateId) -> dict[str, Any]:
        found = await updates.look(self._app.desk, who, update_id)
        key = updates.letters_key(found)
        tally = await campaign_letters.tally(self._app.desk, who.guild_id, key)
        return cards.screen(found, tally, self._app.settings.letters_a_minute, branch)


def _number(chosen: str) -> UpdateId:
    try:
        return UpdateId(whole(chosen))
    except ValueError:
        raise NotFound("update.choose_from_list") from None


def _said(fields: Typed) -> dict[str, str]:
    return {"text": fields.get("update", ""), "office": fields.get("office", "")}


def _form(custom_id: str, before: Typed, *more: discord.ui.Item[Any]) -> discord.ui.Modal:
    return form(
        say("update.form-title"),
        custom_id,
        text_field(
            "update",
            say("update.form-text"),
            value=before.get("update", ""),
            help_=say("update.form-text-help"),
            most=TEXT_LENGTH,
            long=True,
        ),
        text_field(
            "office",
            say("update.form-office"),
            value=before.get("office", ""),
            hint=say("update.form-office-hint"),
            most=OFFICE_LENGTH,
        ),
        *more,
    )
