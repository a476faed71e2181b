"""`/poll`: votes in chat."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

from bot.actions import agreements, ballots, polls, reminders
from bot.actions.agreements import What
from bot.desk import Desk
from bot.errors import BranchError
from bot.i18n import in_full, say
from bot.ids import GuildId, MessageId, PollId, Power
from bot.rules import access
from bot.rules.drafts import REASON_LENGTH
from bot.rules.polls import Kind, Poll, Status, may_close
from bot.ui import Interaction, answer, button, plain, replace, rows, stamp, think, whole
from cogs._widgets import ASKED_WITHIN, asker, card, guild
from cogs.polls import _cards as cards
from cogs.polls._agreeing import Agreeing, asked_for, withdrawal
from cogs.polls._drafts import Drafts
from cogs.polls._forms import LONGEST_TIME
from cogs.polls._paper import BallotPapers
from cogs.polls._proofs import Proofs
from cogs.polls._publishing import Publishing
from cogs.polls._reading import Reading
from cogs.polls._speaking import Speaking
from cogs.polls._statements import Statements
from cogs.polls._voting import Voting

if TYPE_CHECKING:
    from bot.app import App

SUGGESTED = 25
LOOK_EVERY = timedelta(minutes=1)  # Discord limits how often messages are fetched; a branch may list its polls at once
RUNNING = (Status.SCHEDULED, Status.OPEN)
SHOWN = (Status.SCHEDULED, Status.OPEN, Status.CLOSED, Status.CANCELLED)
RECENT = 10
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
        self._agreeing = Agreeing(app)
        self._voting = Voting(app)
        self._papers = BallotPapers(app)
        self._statements = Statements(app)
        publishing, self._proofs = Publishing(app), Proofs(app)
        self._reading = Reading(app, publishing, self._proofs)
        self._looked: dict[MessageId, datetime] = {}
        self._speaking = Speaking(app, publishing)
        app.doors.on("poll:close", self._close, whole)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(kind="How members vote: in the open, secretly, or by ranking candidates (secretly)")
    @app_commands.choices(kind=KINDS)
    async def create(self, interaction: Interaction, kind: app_commands.Choice[str] | None = None) -> None:
        """Write a poll and see a private preview; nothing is posted until you open it (reps)"""  # noqa: D400 - shown by Discord
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        await self._drafts.start(interaction, Kind.OPEN if kind is None else Kind(kind.value))

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(poll="The poll to close now")
    async def close(self, interaction: Interaction, poll: str) -> None:
        """Close a poll before its time and post the result (reps)"""  # noqa: D400
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
        """Keep a poll open for longer, and say so where it was posted (reps)"""  # noqa: D400
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
        """Call a poll off, with the reason; nothing is counted (reps)"""  # noqa: D400
        who, _ = await asker(self._app, interaction)
        found = await polls.find(self._app.desk, who, poll)
        await polls.cancel(self._app.desk, who, found.id, reason)
        await answer(interaction, say("poll.cancelled-done", question=plain(found.question)))

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(poll="The poll whose result you want to see")
    async def results(self, interaction: Interaction, poll: str) -> None:
        """Show a poll's result, or its turnout while it is open"""  # noqa: D400
        who, _ = await asker(self._app, interaction)
        found = await polls.find(self._app.desk, who, poll)
        await self._reading.results(interaction, found.id)

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(code="The receipt you were shown when you voted", poll="To ask about one poll only")
    async def receipt(
        self, interaction: Interaction, code: app_commands.Range[str, 1, LONGEST_CODE], poll: str | None = None
    ) -> None:
        """See whether your secret vote is in the count, by the receipt you kept"""  # noqa: D400
        await self._proofs.receipt(interaction, code, poll)

    @app_commands.command(extras=FOR_EVERYONE)
    @app_commands.describe(poll="The closed secret poll or election to count again")
    async def recount(self, interaction: Interaction, poll: str) -> None:
        """Get everything it takes to count a secret poll or an election again yourself"""  # noqa: D400
        await self._proofs.recount(interaction, poll)

    @app_commands.command(name="list", extras=FOR_EVERYONE)
    async def list_(self, interaction: Interaction) -> None:
        """Show open, scheduled and recent polls, and vote"""  # noqa: D400
        who, _ = await asker(self._app, interaction)
        await think(interaction)
        running = await polls.list_(self._app.desk, who.guild_id, RUNNING)
        ended = await polls.list_(self._app.desk, who.guild_id, (Status.CLOSED, Status.CANCELLED))
        running = await asyncio.gather(*map(self._still_posted, running))
        now = self._app.desk.now()
        lines = [_list_line(poll, now) for poll in [*running, *ended[:RECENT]]] or [say("poll.list-empty")]
        waiting, menu = await self._agreeing.waiting(who)
        view = rows(_papers(running, now), menu)
        await replace(interaction, embed=card(say("poll.list-title"), *waiting, *lines), view=view)

    @app_commands.command(extras=FOR_REPS)
    @app_commands.describe(poll="The poll to remind of")
    async def remind(self, interaction: Interaction, poll: str) -> None:
        """Remind those who may vote, once a day at most (reps)"""  # noqa: D400
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
        return await self._suggest(interaction, typed, (Status.OPEN, Status.CLOSED), ballots.questions)

    @recount.autocomplete("poll")
    async def _suggest_counted(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, (Status.CLOSED,), ballots.questions)

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

    async def _still_posted(self, poll: Poll) -> Poll:
        """The poll as it is after asking Discord whether its post is still there."""
        if poll.status is not Status.OPEN or poll.message_id is None or poll.message_lost:
            return poll
        now = self._app.desk.now()
        if now - self._looked.get(poll.message_id, datetime.min.replace(tzinfo=UTC)) < LOOK_EVERY:
            return poll
        self._looked[poll.message_id] = now  # before asking: a crowd that lists the polls asks once
        channel = self._app.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)
        try:
            async with asyncio.timeout(ASKED_WITHIN):
                await channel.fetch_message(poll.message_id)
        except discord.NotFound:
            await polls.lost(self._app.desk, poll.guild_id, poll.id)
            return (await polls.standing(self._app.desk, poll.guild_id, poll.id)).poll
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            return poll  # not known: say nothing about it
        return poll


def _list_line(poll: Poll, now: datetime) -> str:
    times = {
        Status.SCHEDULED: poll.opens_at or poll.closes_at,
        Status.OPEN: poll.closes_at,
        Status.CLOSED: poll.ended_at or poll.closes_at,
        Status.CANCELLED: poll.ended_at or poll.closes_at,
    }
    counting = cards.is_being_counted(poll, now)
    state = "counting" if counting else poll.status.value
    line = say(f"poll.list-{state}", question=plain(poll.question), link=cards.link(poll), at=stamp(times[poll.status]))
    lost = poll.message_lost and poll.status is Status.OPEN and not counting
    kind = [say(f"poll.list-kind_{poll.kind}")] if poll.is_secret else []
    return " ".join([line, *kind, *([say("poll.list-lost")] if lost else [])])


def _papers(running: Sequence[Poll], now: datetime) -> list[discord.ui.Select[Any]]:
    """A select of the open polls: choosing one gives its ballot paper privately."""
    votable = [poll for poll in running if poll.status is Status.OPEN and not cards.is_being_counted(poll, now)]
    names = cards.told_apart([(poll.id, poll.question) for poll in votable])
    options = [discord.SelectOption(label=name, value=str(poll_id)) for poll_id, name in names.items()]
    if not options:
        return []
    placeholder = say("poll.list-vote")
    return [discord.ui.Select(custom_id="poll:paper:list", placeholder=placeholder, options=options[:SUGGESTED])]


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
