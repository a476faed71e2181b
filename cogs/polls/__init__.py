"""`/poll`: votes in chat. Here are the commands; what they show, and what every button does, is found like this.

- making a poll: `_drafts` takes what is typed and pressed, `_forms` and `_preview` show it; `_statements` of candidates
- a second officer agrees, also to adding to a roll: `_agreeing`
- the public post, its words and its buttons: `_cards`; `/poll list`: `_listing`
- voting in the open: `_voting`
- voting in secret: `_paper` has the screens, `_election_paper` those of a ranking, `_kept_papers` what is marked so far
- the result: in words `_results` and `_election_results`, with pictures and files `_publishing`, to who asks `_reading`
- what proves a secret count, receipts and the recount: `_proofs`
- what Steward says and does unprompted: `_speaking`, which asks `_roll` who may vote
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.actions import agreements, polls, proofs, reminders
from bot.actions.agreements import What
from bot.desk import Desk
from bot.errors import BranchError
from bot.i18n import in_full, say
from bot.ids import GuildId, PollId, Power
from bot.rules import access
from bot.rules.drafts import REASON_LENGTH
from bot.rules.polls import Kind, Poll, Status, may_close
from bot.ui import Interaction, answer, button, plain, replace, rows, stamp, whole
from cogs._widgets import asker, guild
from cogs.polls import _cards as cards
from cogs.polls._agreeing import Agreeing, asked_for, withdrawal
from cogs.polls._drafts import Drafts
from cogs.polls._forms import LONGEST_TIME
from cogs.polls._listing import RUNNING, SUGGESTED, Listing
from cogs.polls._paper import BallotPapers
from cogs.polls._proofs import Proofs
from cogs.polls._publishing import Publishing
from cogs.polls._reading import Reading
from cogs.polls._speaking import Speaking
from cogs.polls._statements import Statements
from cogs.polls._voting import Voting

if TYPE_CHECKING:
    from bot.app import App

SHOWN = (Status.SCHEDULED, Status.OPEN, Status.CLOSED, Status.CANCELLED)
LONGEST_CODE = 100
Questions = Callable[[Desk, GuildId, Sequence[Status]], Awaitable[Sequence[tuple[PollId, str]]]]
KINDS = [
    app_commands.Choice(name="open: votes can be changed, and are kept with the member for a while", value="open"),
    app_commands.Choice(name="secret: nobody in the branch can see who voted how", value="secret"),
    app_commands.Choice(name="ranked: elect people by ranking them, secretly", value="ranked"),
]
FOR_REPS, FOR_EVERYONE = {"power": Power.REP}, {"power": Power.MEMBER}


def setup(app: "App") -> None:
    """Add `/poll`, its buttons and its jobs."""
    app.tree.add_command(PollCommands(app))


@app_commands.guild_only()
class PollCommands(app_commands.Group, name="poll", description="Ask the branch, vote, and see results"):
    """For reps to run polls; for everyone to vote and to see results."""

    def __init__(self, app: "App") -> None:
        super().__init__()
        self._app = app
        self._drafts = Drafts(app)
        self._listing = Listing(app, Agreeing(app))
        self._voting = Voting(app)
        self._papers = BallotPapers(app)
        self._statements = Statements(app)
        publishing, self._proofs = Publishing(app), Proofs(app)
        self._reading = Reading(app, publishing, self._proofs)
        self._speaking = Speaking(app, publishing)
        app.doors.on("poll:close", self._close, whole)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(kind="How members vote: in the open, secretly, or by ranking candidates (secretly)")
    @app_commands.choices(kind=KINDS)
    async def create(self, interaction: Interaction, kind: app_commands.Choice[str] | None = None) -> None:
        """Write a poll and see a private preview; nothing is posted until you open it (reps)"""
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        await self._drafts.start(interaction, Kind.OPEN if kind is None else Kind(kind.value))

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(poll="The poll to close now")
    async def close(self, interaction: Interaction, poll: str) -> None:
        """Close a poll before its time and post the result (reps)"""
        who, branch = await asker(self._app, interaction)
        access.require(who, Power.REP)
        found = await polls.find(self._app.desk, who, poll)
        may_close(found, self._app.desk.now())
        sure = button(say("poll.close-sure"), f"poll:close:{found.id}", discord.ButtonStyle.danger)
        question = "agreement.close-question" if found.is_secret and branch.two_officers else "poll.close-question"
        text = say(question, question=plain(found.question), at=stamp(found.closes_at))
        await answer(interaction, text, view=rows([sure]))

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(
        poll="The poll to keep open for longer", closes="When it is to close: Fri 17:00, in 2 days, 28 Nov 2026 18:30"
    )
    async def extend(
        self, interaction: Interaction, poll: str, closes: app_commands.Range[str, 1, LONGEST_TIME]
    ) -> None:
        """Keep a poll open for longer, and say so where it was posted (reps)"""
        who, branch = await asker(self._app, interaction)
        found = await polls.find(self._app.desk, who, poll)
        extended = await polls.extend(self._app.desk, who, branch, found.id, closes)
        await answer(
            interaction,
            say("poll.extended-done", at=in_full(extended.closes_at, branch.zone), ago=stamp(extended.closes_at, "R")),
        )

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(poll="The poll to call off", reason="Why, as members will read it")
    async def cancel(
        self, interaction: Interaction, poll: str, reason: app_commands.Range[str, 1, REASON_LENGTH]
    ) -> None:
        """Call a poll off, with the reason; nothing is counted (reps)"""
        who, _ = await asker(self._app, interaction)
        found = await polls.find(self._app.desk, who, poll)
        await polls.cancel(self._app.desk, who, found.id, reason)
        await answer(interaction, say("poll.cancelled-done", question=plain(found.question)))

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(poll="The poll whose result you want to see")
    async def results(self, interaction: Interaction, poll: str) -> None:
        """Show a poll's result, or its turnout while it is open"""
        who, _ = await asker(self._app, interaction)
        found = await polls.find(self._app.desk, who, poll)
        await self._reading.results(interaction, found.id)

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(code="The receipt you were shown when you voted", poll="To ask about one poll only")
    async def receipt(
        self, interaction: Interaction, code: app_commands.Range[str, 1, LONGEST_CODE], poll: str | None = None
    ) -> None:
        """See whether your secret vote is in the count, by the receipt you kept"""
        await self._proofs.receipt(interaction, code, poll)

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(poll="The closed secret poll or election to count again")
    async def recount(self, interaction: Interaction, poll: str) -> None:
        """Get everything it takes to count a secret poll or an election again yourself"""
        await self._proofs.recount(interaction, poll)

    @app_commands.command(name="list", extras=FOR_EVERYONE)
    async def list_(self, interaction: Interaction) -> None:
        """Show open, scheduled and recent polls, and vote"""
        await self._listing.show(interaction)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(poll="The poll to remind of")
    async def remind(self, interaction: Interaction, poll: str) -> None:
        """Remind those who may vote, once a day at most (reps)"""
        who, _ = await asker(self._app, interaction)
        server, each = guild(interaction), self._app.settings.members_intent
        found = await polls.find(self._app.desk, who, poll)
        at = await reminders.remind(self._app.desk, who, found.id, by_message=each)
        await answer(interaction, "\n".join([_reminded(found, each, at), *_unheard(server, found)]))

    @close.autocomplete("poll")
    @extend.autocomplete("poll")
    @cancel.autocomplete("poll")
    @remind.autocomplete("poll")
    async def _suggest_running(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, RUNNING)

    @results.autocomplete("poll")
    async def _suggest_any(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, SHOWN)

    @receipt.autocomplete("poll")
    async def _suggest_secret(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, (Status.OPEN, Status.CLOSED), proofs.questions)

    @recount.autocomplete("poll")
    async def _suggest_counted(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, (Status.CLOSED,), proofs.questions)

    async def _suggest(
        self, interaction: Interaction, typed: str, statuses: Sequence[Status], among: Questions = polls.questions
    ) -> list[app_commands.Choice[str]]:
        """The branch's polls whose question has what was typed; none rather than a fault, which nobody would see."""
        try:
            who, _ = await asker(self._app, interaction)
            found = await among(self._app.desk, who.guild_id, statuses)
        except BranchError:
            return []
        wanted = typed.casefold().strip()
        names = cards.told_apart([each for each in found if wanted in each[1].casefold()][:SUGGESTED])
        return [app_commands.Choice(name=name, value=str(poll_id)) for poll_id, name in names.items()]

    async def _close(self, interaction: Interaction, poll_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        poll = await polls.close_early(self._app.desk, who, PollId(poll_id))
        request = await agreements.asked(self._app.desk, who.guild_id, PollId(poll_id), What.CLOSE)
        # An earlier request may wait although the rule has ended since: what was done is what the poll says.
        if request is None or poll.closes_at <= self._app.desk.now():
            await replace(interaction, say("poll.closed-done"))
        else:
            await replace(interaction, asked_for(request), view=rows([withdrawal(request)]))


def _reminded(poll: Poll, each: bool, at: datetime | None) -> str:
    """What a reminder does: whom it reaches, and when those who have not voted are written to."""
    if not each:
        return say("poll.reminded-post")
    if at is None:
        return say("poll.reminded-too_late")
    return say("poll.reminded-at", at=stamp(at)) if poll.is_secret else say("poll.reminded-each")


def _unheard(server: discord.Guild, poll: Poll) -> list[str]:
    """The roles that a reminder cannot reach, because Discord lets Steward mention them only with a permission."""
    channel = server.get_channel(poll.channel_id)
    if channel is None or channel.permissions_for(server.me).mention_everyone:
        return []
    mute = [role for role_id in sorted(poll.role_ids) if (role := server.get_role(role_id)) and not role.mentionable]
    return [say("poll.roles_unheard", roles=" ".join(role.mention for role in mute))] if mute else []
