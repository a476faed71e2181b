"""`/feedback desk` and everything organisers do with a report; each press asks for their power anew."""

from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import branches, casework, openings
from bot.actions.casework import Case
from bot.actions.limits import Senders
from bot.actions.openings import Openings
from bot.actions.reports import Opened
from bot.errors import NotFound
from bot.i18n import say
from bot.ids import Asker, CaseNumber, MemberId
from bot.render.markup import plain
from bot.rules.casework import OUTCOMES, Which
from bot.rules.reports import Status, read_number
from bot.scheduler import Job
from bot.ui import Interaction, Typed, answer, typed, whole
from cogs._rooms import desk_problem
from cogs._widgets import asker, chosen, chosen_members, guild, server, turn, would_call_here
from cogs.feedback import _desk_cards as cards
from cogs.feedback._organisers import organiser

if TYPE_CHECKING:
    from bot.app import App

UNKNOWN = 0  # the form itself says how much of the report was seen


class AtDesk:
    """The organisers' list, the screen of one report, and what is done from there."""

    def __init__(self, app: "App", senders: Senders) -> None:
        self._app = app
        self._senders = senders
        self._openings = Openings(app.desk)
        doors = app.doors
        doors.on("feedback:desk", self._turn_list, Which, whole)
        doors.on("feedback:look", self._choose)
        doors.on("feedback:open", self._open, read_number)
        doors.on("feedback:thread", self._turn_thread, read_number, whole)
        doors.on("feedback:answer", self._open_answering, read_number)
        doors.on_form("feedback:answered", self._answering, self._answer, read_number, whole)
        doors.on("feedback:status", self._choose_status, read_number)
        doors.on("feedback:status-set", self._set_status, read_number)
        doors.on("feedback:close", self._open_closing, read_number)
        doors.on_form("feedback:closed", self._closing, self._close, read_number, whole)
        doors.on("feedback:reopen", self._reopen, read_number)
        doors.on("feedback:note", self._open_noting, read_number)
        doors.on_form("feedback:noted", self._noting, self._note, read_number)
        doors.on("feedback:pass", self._choose_organiser, read_number)
        doors.on("feedback:pass-on", self._pass, read_number)
        doors.on("feedback:take-back", self._take_back, read_number)
        doors.on("feedback:mute", self._ask_to_mute, read_number)
        doors.on("feedback:mute-now", self._mute, read_number)
        doors.on("feedback:who", self._open_reason, read_number)
        doors.on_form("feedback:named", self._reason, self._name, read_number)
        app.handle("feedback.passed", self._tell_holder)

    # Looking

    async def show(self, interaction: Interaction) -> None:
        """Show an organiser what waits, the longest waiting first."""
        await answer(interaction, **await self._list(interaction, Which.OPEN, 0))

    async def _turn_list(self, interaction: Interaction, which: Which, page: int) -> None:
        await turn(interaction, **await self._list(interaction, which, page))

    async def _list(self, interaction: Interaction, which: Which, page: int) -> dict[str, Any]:
        who, branch = await asker(self._app, interaction)
        found = await openings.list_(self._app.desk, who, which)
        return cards.listed(found, page, desk_problem(guild(interaction), branch))

    async def _choose(self, interaction: Interaction) -> None:
        await self._open(interaction, _read(next(iter(chosen(interaction)), "")))

    async def _open(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        await turn(interaction, **cards.case(await self._openings.open_(who, number)))

    async def _turn_thread(self, interaction: Interaction, number: CaseNumber, page: int) -> None:
        who, _ = await asker(self._app, interaction)
        await turn(interaction, **cards.case(await self._openings.look(who, number), page))

    # What the reporter is told

    async def _open_answering(self, interaction: Interaction, number: CaseNumber) -> None:
        await self._app.doors.show(interaction, f"feedback:answered:{number}:{UNKNOWN}")

    async def _answering(self, interaction: Interaction, before: Typed, number: CaseNumber, _: int) -> discord.ui.Modal:
        found, seen = await self._to_answer(interaction, before, number)
        return cards.form_to_answer(found.report, before, seen)

    async def _answer(self, interaction: Interaction, number: CaseNumber, seen: int) -> None:
        who, _ = await asker(self._app, interaction)
        text = typed(interaction).get("text", "")
        found = await casework.answer(self._app.desk, who, number, text, seen=seen)
        await self._done(interaction, who, found, cards.done_answered(found))

    async def _choose_status(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        await turn(interaction, **cards.statuses(await casework.to_answer(self._app.desk, who, number)))

    async def _set_status(self, interaction: Interaction, number: CaseNumber) -> None:
        wanted = next(iter(chosen(interaction)), "")
        if wanted in OUTCOMES:
            await self._app.doors.show(interaction, f"feedback:closed:{number}:{UNKNOWN}", {"outcome": wanted})
            return
        who, _ = await asker(self._app, interaction)
        found = await casework.set_status(self._app.desk, who, number, _status(wanted))
        await self._done(interaction, who, found, say("casework.done-status"))

    async def _open_closing(self, interaction: Interaction, number: CaseNumber) -> None:
        await self._app.doors.show(interaction, f"feedback:closed:{number}:{UNKNOWN}")

    async def _closing(self, interaction: Interaction, before: Typed, number: CaseNumber, _: int) -> discord.ui.Modal:
        found, seen = await self._to_answer(interaction, before, number)
        return cards.form_to_close(found.report, before, seen)

    async def _close(self, interaction: Interaction, number: CaseNumber, seen: int) -> None:
        who, _ = await asker(self._app, interaction)
        fields = typed(interaction)
        outcome, text = fields.get("outcome", ""), fields.get("text", "")
        found = await casework.close(self._app.desk, who, number, outcome, text, seen=seen)
        await self._done(interaction, who, found, cards.done_closed(found))

    async def _reopen(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        found = await casework.reopen(self._app.desk, who, number)
        await self._done(interaction, who, found, say("casework.done-reopened"))

    async def _to_answer(self, interaction: Interaction, before: Typed, number: CaseNumber) -> tuple[Opened, int]:
        """The report, and how much of it was seen: all of it by who corrects what they typed, being told to look."""
        who, _ = await asker(self._app, interaction)
        found = await casework.to_answer(self._app.desk, who, number)
        return found, found.report.entries if "text" in before else self._openings.seen(who, found)

    # Among organisers

    async def _open_noting(self, interaction: Interaction, number: CaseNumber) -> None:
        await self._app.doors.show(interaction, f"feedback:noted:{number}")

    async def _noting(self, interaction: Interaction, before: Typed, number: CaseNumber) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        await casework.to_work_on(self._app.desk, who, number)
        return cards.form_to_note(number, before)

    async def _note(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        found = await casework.note(self._app.desk, who, number, typed(interaction).get("text", ""))
        await self._done(interaction, who, found, say("casework.done-noted"))

    async def _choose_organiser(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        await turn(interaction, **cards.passing(await casework.to_work_on(self._app.desk, who, number)))

    async def _pass(self, interaction: Interaction, number: CaseNumber) -> None:
        who, branch = await asker(self._app, interaction)
        await casework.to_work_on(self._app.desk, who, number)  # to who may see it: whom they chose is no matter yet
        found = chosen_members(interaction)
        if not found:
            raise NotFound("ui.unknown_button")
        to = branches.identify(branch, would_call_here(interaction, found[0]))
        case = await casework.pass_to(self._app.desk, who, number, to)
        is_own = to.member_id == who.member_id
        await self._done(interaction, who, case, say("casework.done-taken" if is_own else "casework.done-passed"))

    async def _take_back(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        found = await casework.take_back(self._app.desk, who, number)
        await self._done(interaction, who, found, say("casework.done-taken_back"))

    async def _tell_holder(self, job: Job) -> None:
        """Tell an organiser that something was passed to them, unless it is theirs no longer, or they are none."""
        member_id = MemberId(int(str(job.payload["member"])))
        number = CaseNumber(str(job.payload["number"]))
        branch = await casework.still_holds(self._app.desk, job.guild_id, number, member_id)
        home = server(self._app, job)
        member = None if branch is None else await organiser(home, branch, member_id)
        if member is not None:
            await voice.whisper(member, job, content=say("casework.passed_to_you", branch=plain(home.name)))

    # The two rare things

    async def _ask_to_mute(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        await casework.to_work_on(self._app.desk, who, number)
        await turn(interaction, **cards.muting(number))

    async def _mute(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        await casework.mute(self._app.desk, self._senders, who, number)
        await turn(interaction, **cards.muted(number))

    async def _open_reason(self, interaction: Interaction, number: CaseNumber) -> None:
        await self._app.doors.show(interaction, f"feedback:named:{number}")

    async def _reason(self, interaction: Interaction, before: Typed, number: CaseNumber) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        await casework.may_open_name(self._app.desk, who, number)
        return cards.form_to_open_name(number, before)

    async def _name(self, interaction: Interaction, number: CaseNumber) -> None:
        who, _ = await asker(self._app, interaction)
        reason = typed(interaction).get("reason", "")
        name = await casework.open_name(self._app.desk, who, number, reason)
        await answer(interaction, cards.named(number, name))

    async def _done(self, interaction: Interaction, who: Asker, found: Case, said: str) -> None:
        if self._openings.has_open(who, found):
            await turn(interaction, **cards.case(found, said=said))
        else:
            await turn(interaction, **cards.done(found, said))


def _read(text: str) -> CaseNumber:
    try:
        return read_number(text)
    except ValueError:
        raise NotFound("ui.unknown_button") from None


def _status(text: str) -> Status:
    try:
        return Status(text)
    except ValueError:
        raise NotFound("ui.unknown_button") from None
