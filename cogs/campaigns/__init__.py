"""`/campaign`: a pay campaign from the claim to the settlement. Here are the commands; what they show is in:

- starting one: `_start`; moving it from stage to stage: `_stages`; closing it: `_closing`; its archive: `_archive`
- its board, section by section: `_board`; the board privately, `/campaign status`: `_status`; pinning it: `_pinning`
- dates, and reminding of them: `_dates`, shown by `_date_cards`; what the law says beside them: `_law`
- questions: `_questions` takes what is asked and answered, `_question_cards` shows it
- updates: `_updates`, shown by `_update_cards`; who is written to: `_following`; the letters themselves: `_letters`
- a ballot held elsewhere: `_ballots` takes what is typed and pressed, `_ballot_cards` shows it; *I've posted it*:
  `_posted`; reminders: `_ladder`; how far it has come: `_turnout`, in words and pictures `_turnout_cards`
- bands, the claim and the offers: `_offers`, shown by `_offer_cards`, in words `_offer_words`; side by side and as
  tables `_offer_tables`
- one member's pay, `/campaign pay`: `_pay`, in words `_payslips`, as a picture `_pay_chart`; index levels: `_prices`
- what everything said of a campaign shares: `_cards`; where it is said: `_posting`
- what Steward says and does unprompted: of the board `_speaking`; other jobs stand with their screens
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.actions import campaigns, starting
from bot.errors import BranchError
from bot.ids import Power
from bot.rules.campaigns import Status
from bot.ui import Interaction
from cogs._widgets import asker
from cogs.campaigns import _cards as cards
from cogs.campaigns._archive import Archiving
from cogs.campaigns._ballots import Ballots
from cogs.campaigns._closing import Closing
from cogs.campaigns._dates import Dating
from cogs.campaigns._following import Following
from cogs.campaigns._ladder import Ladder
from cogs.campaigns._letters import Letters
from cogs.campaigns._offers import Offering
from cogs.campaigns._pay import Paying
from cogs.campaigns._posted import Pressing
from cogs.campaigns._prices import Pricing
from cogs.campaigns._questions import Questions
from cogs.campaigns._speaking import Speaking
from cogs.campaigns._stages import Moving
from cogs.campaigns._start import Starting
from cogs.campaigns._status import Looking
from cogs.campaigns._turnout import Counting
from cogs.campaigns._updates import Updating

if TYPE_CHECKING:
    from bot.app import App

SUGGESTED, SEARCHED = 25, 1000
RUNNING, STARTED = (Status.RUNNING,), (Status.RUNNING, Status.CLOSED)
FOR_REPS, FOR_EVERYONE = {"power": Power.REP}, {"power": Power.MEMBER}


def setup(app: "App") -> None:
    """Add `/campaign`, its buttons and its jobs."""
    app.tree.add_command(CampaignCommands(app))


@app_commands.guild_only()
class CampaignCommands(app_commands.Group, name="campaign", description="Pay campaigns: the board, dates, pay, ballot"):
    """For reps to run a campaign; for everyone to see where it stands."""

    def __init__(self, app: "App") -> None:
        super().__init__()
        self._app = app
        self._starting = Starting(app)
        self._speaking = Speaking(app)
        self._looking = Looking(app)
        self._moving = Moving(app)
        self._closing = Closing(app)
        self._archiving = Archiving(app)
        self._dating = Dating(app)
        self._updating = Updating(app)
        self._following = Following(app)
        self._letters = Letters(app)
        self._questions = Questions(app)
        self._offering = Offering(app)
        self._paying = Paying(app)
        self._pricing = Pricing(app)
        self._ballots = Ballots(app)
        self._pressing = Pressing(app)
        self._ladder = Ladder(app)
        self._counting = Counting(app)

    @app_commands.command(extras=FOR_REPS)
    async def start(self, interaction: Interaction) -> None:
        """Start a pay campaign: a form, a private preview, and nothing posted until you press Start it (reps)"""
        who, branch = await asker(self._app, interaction)
        starting.may_make(who, branch)
        await self._starting.start(interaction)

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(campaign="The campaign, where there is more than one")
    async def status(self, interaction: Interaction, campaign: str | None = None) -> None:
        """See where the campaign stands, and what has changed since you last looked"""
        await self._looking.show(interaction, campaign)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(campaign="The campaign, where there is more than one")
    async def date(self, interaction: Interaction, campaign: str | None = None) -> None:
        """Keep the campaign's dates: add one, see what follows from it, change it, take it out (reps)"""
        await self._dating.show(interaction, campaign)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(
        campaign="The campaign, where there is more than one",
        earlier="An update that is posted or waits for its time: to correct, withdraw or watch it",
    )
    async def update(self, interaction: Interaction, campaign: str | None = None, earlier: str | None = None) -> None:
        """Write an update, see a private preview, post it or schedule it; correct an earlier one (reps)"""
        await self._updating.open(interaction, campaign, earlier)

    @update.autocomplete("earlier")
    async def _suggest_updates(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            found = await self._updating.suggest(interaction, interaction.namespace.campaign, typed, SUGGESTED)
        except BranchError:
            return []
        return [app_commands.Choice(name=name, value=number) for name, number in found]

    @app_commands.command(extras=FOR_EVERYONE)
    async def follow(self, interaction: Interaction) -> None:
        """Choose what Steward writes to you about privately, or have it all in the channel only"""
        await self._following.show(interaction)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(
        campaign="The campaign, where there is more than one",
        file="The table of pay as CSV: Band, Current pay; earlier years, Claim and Offer if you like",
    )
    async def offer(
        self, interaction: Interaction, campaign: str | None = None, file: discord.Attachment | None = None
    ) -> None:
        """Keep the bands, what is claimed and what is offered; compare offers and post the comparison (reps)"""
        await self._offering.open(interaction, campaign, file)

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(campaign="The campaign, where there is more than one", band="Your band or pay point")
    async def pay(self, interaction: Interaction, campaign: str | None = None, band: str | None = None) -> None:
        """See privately what the claim and the offers mean for your pay, and what that is worth against prices"""
        await self._paying.open(interaction, campaign, band)

    @pay.autocomplete("band")
    async def _suggest_bands(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        named = await self._paying.suggest(interaction, interaction.namespace.campaign, typed)
        return [app_commands.Choice(name=name, value=name) for name in named]

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(campaign="The campaign, where there is more than one")
    async def ask(self, interaction: Interaction, campaign: str | None = None) -> None:
        """Read what has been asked and answered, or ask: with your name or without it"""
        await self._questions.ask(interaction, campaign)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(campaign="The campaign, where there is more than one")
    async def answer(self, interaction: Interaction, campaign: str | None = None) -> None:
        """Answer members' questions, the longest waiting first; correct an answer (reps)"""
        await self._questions.answer(interaction, campaign)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(campaign="The campaign, where there is more than one")
    async def close(self, interaction: Interaction, campaign: str | None = None) -> None:
        """Close the campaign for good, after showing you what that comes to: settled, lost or given up (reps)"""
        await self._closing.show(interaction, campaign)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(campaign="The campaign, where there is more than one")
    async def stage(self, interaction: Interaction, campaign: str | None = None) -> None:
        """Move the campaign to its next stage, or back with a reason that members read (reps)"""
        await self._moving.open(interaction, campaign)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(campaign="The campaign, where there is more than one")
    async def ballot(self, interaction: Interaction, campaign: str | None = None) -> None:
        """Announce the scrutineer's ballot with the button I've posted it; change it, enter its result (reps)"""
        await self._ballots.show(interaction, campaign)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(
        per_cent="The share of those who were sent a paper who are to have posted it: 80",
        campaign="The campaign, where there is more than one",
    )
    async def target(
        self, interaction: Interaction, per_cent: app_commands.Range[int, 1, 100], campaign: str | None = None
    ) -> None:
        """Set how many are to have posted their papers, in per cent of those who were sent one (reps)"""
        await self._counting.set_target(interaction, per_cent, campaign)

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(campaign="The campaign, where there is more than one")
    async def turnout(self, interaction: Interaction, campaign: str | None = None) -> None:
        """See how many have posted their papers, how many more it takes, day by day and by workplace"""
        await self._counting.show(interaction, campaign)

    @turnout.autocomplete("campaign")
    @status.autocomplete("campaign")
    async def _suggest_started(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, STARTED)

    # Of every command that takes a campaign under way; the commands themselves stand above.
    @date.autocomplete("campaign")
    @update.autocomplete("campaign")
    @ballot.autocomplete("campaign")
    @target.autocomplete("campaign")
    @offer.autocomplete("campaign")
    @pay.autocomplete("campaign")
    @ask.autocomplete("campaign")
    @answer.autocomplete("campaign")
    @stage.autocomplete("campaign")
    @close.autocomplete("campaign")
    async def _suggest_running(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, RUNNING)

    async def _suggest(
        self, interaction: Interaction, typed: str, statuses: Collection[Status]
    ) -> list[app_commands.Choice[str]]:
        try:
            who, _ = await asker(self._app, interaction)
            found = await campaigns.list_(self._app.desk, who.guild_id, statuses, SEARCHED)
        except BranchError:
            return []
        named = cards.choices(found, typed, SUGGESTED)
        return [app_commands.Choice(name=name, value=str(campaign_id)) for campaign_id, name in named.items()]
