"""`/meeting decisions`: the register, how it is kept, and the weekly reminder to who sees to something."""

import asyncio
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import branches, decisions, meetings
from bot.actions.decisions import Letter, Register, Round
from bot.actions.letters import AT_ONCE
from bot.errors import Invalid, NotAllowed, NotFound, Unavailable
from bot.i18n import day_in_full, say
from bot.ids import Asker, DecisionId, GuildId, MeetingId, MemberId, Power
from bot.render.markup import plain
from bot.rules import access
from bot.rules import decisions as rules
from bot.rules.branches import Branch
from bot.rules.decisions import Silence
from bot.rules.times import local
from bot.scheduler import Job, Later
from bot.ui import Interaction, Typed, answer, replace, typed, whole
from cogs._widgets import ASKED_WITHIN, asker, chosen_ids, members_here, server, still_here, turn, would_call_here
from cogs.meetings import _register as cards
from cogs.meetings._register import Which

if TYPE_CHECKING:
    from bot.app import App


class Deciding:
    """The register's pages and forms, what a meeting decided, and the reminder."""

    def __init__(self, app: "App") -> None:
        self._app = app
        doors = app.doors
        doors.on("decision:register", self._turn, Which, whole)
        doors.on("decision:of", self._of_meeting, whole)
        doors.on("decision:of-turn", self._turn_of_meeting, whole, whole)
        doors.on("decision:add", self._open_new, whole)
        doors.on_form("decision:new", self._new, self._record, whole)
        doors.on("decision:pick", self._open_end, whole)
        doors.on("decision:close", self._close, whole, whole)
        doors.on_form("decision:end", self._ending, self._end, whole, whole)
        doors.on("decision:fix", self._open_correction)
        doors.on_form("decision:correct", self._correction, self._correct, whole)
        app.handle("decision.remind", self._remind)

    # Reading

    async def show(self, interaction: Interaction) -> None:
        """Show what is still to be done, overdue first."""
        who, _ = await asker(self._app, interaction)
        await answer(interaction, **await self._page(who, Which.OPEN, 0))

    async def _turn(self, interaction: Interaction, which: Which, number: int) -> None:
        who, _ = await asker(self._app, interaction)
        await turn(interaction, **await self._page(who, which, number))

    async def _page(self, who: Asker, which: Which, number: int, done: str = "") -> dict[str, Any]:
        read = decisions.open_ if which is Which.OPEN else decisions.ended
        return cards.register(await read(self._app.desk, who), who, which, number, done)

    async def _of_meeting(self, interaction: Interaction, number: int) -> None:
        await answer(interaction, **await self._meeting_page(interaction, number, 0))

    async def _turn_of_meeting(self, interaction: Interaction, number: int, page: int) -> None:
        await turn(interaction, **await self._meeting_page(interaction, number, page))

    async def _meeting_page(self, interaction: Interaction, number: int, page: int) -> dict[str, Any]:
        who, _ = await asker(self._app, interaction)
        found = await decisions.of_meeting(self._app.desk, who, MeetingId(number))
        return cards.of_meeting(found, who, MeetingId(number), page)

    # Recording

    async def _open_new(self, interaction: Interaction, number: int) -> None:
        await self._app.doors.show(interaction, f"decision:new:{number}")

    async def _new(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        who, branch = await asker(self._app, interaction)
        access.require(who, Power.REP)
        begun = await meetings.begun(self._app.desk, who.guild_id)
        return cards.new(number, begun, branch, before)

    async def _record(self, interaction: Interaction, number: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        owner_id = _owner(interaction, fields)
        entry = await decisions.record(
            self._app.desk,
            who,
            branch,
            _meeting(fields.get("meeting", cards.NO_MEETING)),
            what=fields.get("what", ""),
            owner_id=owner_id,
            owner=fields.get("name", ""),
            due=fields.get("due", ""),
        )
        told = _told(interaction, branch, owner_id)
        found = self._register_of(branch, entry)
        await answer(interaction, **cards.recorded(entry, found, who, number, told))

    # What became of it

    async def _open_end(self, interaction: Interaction, guild_id: int) -> None:
        await self._app.doors.show(interaction, f"decision:end:{guild_id}:{_picked(interaction)}")

    async def _close(self, interaction: Interaction, guild_id: int, number: int) -> None:
        await self._app.doors.show(interaction, f"decision:end:{guild_id}:{number}")

    async def _ending(self, interaction: Interaction, before: Typed, guild_id: int, number: int) -> discord.ui.Modal:
        who = await self._known(interaction, GuildId(guild_id))
        entry = await decisions.look(self._app.desk, who, DecisionId(number))
        return cards.ending(entry.decision, before)

    async def _end(self, interaction: Interaction, guild_id: int, number: int) -> None:
        who = await self._known(interaction, GuildId(guild_id))
        if interaction.guild_id is None:
            await self._refuse_who_has_left(who)
        fields = typed(interaction)
        status, outcome = rules.read_end(fields.get("status", "")), fields.get("outcome", "")
        await decisions.end(self._app.desk, who, DecisionId(number), status, outcome)
        if interaction.guild_id is None:
            await replace(interaction, say("decision.ended-thanks"), **await self._still_to_do(who))
        else:
            await turn(interaction, **await self._page(who, Which.OPEN, 0, say("decision.ended-done")))

    async def _still_to_do(self, who: Asker) -> dict[str, Any]:
        left = await decisions.theirs(self._app.desk, who)
        return cards.letter(left, who.guild_id) if left.entries else {}

    async def _known(self, interaction: Interaction, guild_id: GuildId) -> Asker:
        """Who is asking; in a private message, where nobody has a role, known by the id alone."""
        if interaction.guild_id is None:
            return Asker(guild_id, MemberId(interaction.user.id), frozenset())
        who, _ = await asker(self._app, interaction)
        if who.guild_id != guild_id:
            raise NotFound("decision.not_found")
        return who

    async def _refuse_who_has_left(self, who: Asker) -> None:
        """A reminder stays in the private messages of somebody who left; the register is the branch's."""
        here, branch = self._app.get_guild(who.guild_id), await branches.get(self._app.desk, who.guild_id)
        if here is None or here.unavailable or branch is None:
            raise Unavailable("ui.server_away")
        async with asyncio.timeout(ASKED_WITHIN):
            if await still_here(here, branch, who.member_id) is None:
                raise NotAllowed("decision.you_left")

    # Correcting

    async def _open_correction(self, interaction: Interaction) -> None:
        await self._app.doors.show(interaction, f"decision:correct:{_picked(interaction)}")

    async def _correction(self, interaction: Interaction, before: Typed, number: int) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        access.require(who, Power.REP)
        entry = await decisions.look(self._app.desk, who, DecisionId(number))
        return cards.correction(entry.decision, before)

    async def _correct(self, interaction: Interaction, number: int) -> None:
        who, branch = await asker(self._app, interaction)
        fields = typed(interaction)
        owner_id = _owner(interaction, fields)
        await decisions.correct(
            self._app.desk,
            who,
            branch,
            DecisionId(number),
            owner_id=owner_id,
            owner=fields.get("name", ""),
            due=fields.get("due", ""),
        )
        done = f"{say('decision.corrected')} {_told(interaction, branch, owner_id)}".strip()
        await turn(interaction, **await self._page(who, Which.OPEN, 0, done))

    # The reminder

    async def _remind(self, job: Job) -> None:
        """Write to each owner, once however long Steward was away; who takes no messages is shown in the register."""
        here, reached = server(self._app, job), Round.of(job, self._app.desk.now())
        for _ in range(AT_ONCE):
            letter = await decisions.next_letter(self._app.desk, job, reached.last)
            if letter is None:
                return
            silence = await self._tell(job, here, letter)
            reached = await decisions.written_to(self._app.desk, job, reached, letter.owner_id, silence)
        raise Later(1.0)

    async def _tell(self, job: Job, here: discord.Guild, letter: Letter) -> Silence | None:
        found = letter.register
        member = await still_here(here, found.branch, letter.owner_id)
        if member is None:
            return Silence.LEFT
        # With the day, so that the same words next week are not taken for these.
        first = say("decision.reminder-first_line", branch=plain(here.name), on=day_in_full(found.today))
        arrived = await voice.whisper(member, job, content=first, **cards.letter(found, job.guild_id))
        return None if arrived else Silence.REFUSED

    def _register_of(self, branch: Branch, entry: decisions.Entry) -> Register:
        return Register(branch, local(self._app.desk.now(), branch.zone).date(), [entry])


def _picked(interaction: Interaction) -> int:
    """The decision chosen from a menu."""
    return next(iter(chosen_ids(interaction)), 0)


def _owner(interaction: Interaction, fields: Typed) -> MemberId | None:
    """The member chosen in the form; raises Invalid for a bot, and for somebody who is not in this server."""
    try:
        ids = [whole(value) for value in fields.get("owner", "").split()]
    except ValueError:
        raise Invalid("decision.one_owner") from None
    return next(iter(members_here(interaction, ids)), None)


def _told(interaction: Interaction, branch: Branch, owner_id: MemberId | None) -> str:
    """Whether the owner who was chosen is reminded; nothing of a name, which nobody expects to be."""
    if owner_id is None:
        return ""
    is_member = Power.MEMBER in branches.identify(branch, would_call_here(interaction, owner_id)).powers
    return say("decision.reminded_weekly" if is_member else "decision.reminded_never")


def _meeting(value: str) -> MeetingId | None:
    """The meeting chosen in the form, None for no meeting."""
    try:
        return MeetingId(whole(value)) if value and value != cards.NO_MEETING else None
    except ValueError:
        raise NotFound("meeting.not_found") from None
