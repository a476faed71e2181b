"""`/feedback read` and `/feedback withdraw`: coming back with a code, what is possible then, and what the night erases.

A code is typed into a form and nowhere else: an option of a command stays in the history of what was typed. No button
has it, or anything made from it: each has a token of its screen, and the rest is in memory for an hour.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import branches, report_letters, retention
from bot.actions.limits import Senders
from bot.actions.reading import Found, Reading
from bot.errors import BranchError, NotFound, TooLate
from bot.i18n import say
from bot.ids import Asker
from bot.rules import content_check, reminding
from bot.rules import reports as rules
from bot.rules.branches import Branch
from bot.rules.content_check import Finding
from bot.scheduler import Job, Later
from bot.ui import Interaction, Markup, Typed, caller, report, said, typed, whole
from bot.ui import replace as show
from cogs._kept import Kept
from cogs._rooms import desk_problem
from cogs._widgets import asker, chosen_members, guild, is_private, server, still_here, turn, would_call_here
from cogs.feedback import _reading_cards as cards

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True)
class Screen:
    """What a screen is about: a report, by its code as an HMAC, and a reply that is written and not yet sent."""

    code: bytes = field(repr=False)
    text: str = field(default="", repr=False)
    findings: Sequence[Finding] = field(default=(), repr=False)


class ReadingScreens:
    """The screens of who has a code, and what goes out or away without being asked for."""

    def __init__(self, app: "App", senders: Senders) -> None:
        self._app = app
        self._reading = Reading(app.desk, senders)
        self._kept: Kept[Screen] = Kept(app.desk.now, "reading.forgotten", "reading.over")
        doors = app.doors
        doors.on("feedback:read-open", self.begin)
        doors.on("feedback:withdraw-open", self.begin_withdrawing)
        doors.on_form("feedback:read", self._form_to_read, self._read)
        doors.on_form("feedback:withdraw", self._form_to_withdraw, self._read_to_withdraw)
        doors.on("feedback:mine", self._show, str)
        doors.on("feedback:mine-thread", self._turn_thread, str, whole)
        doors.on("feedback:mine-reply", self._open_reply, str)
        doors.on_form("feedback:mine-replied", self._form_to_reply, self._write_reply, str)
        doors.on("feedback:mine-drop", self._drop_reply, str)
        doors.on("feedback:mine-send", self._send_reply, str)
        doors.on("feedback:mine-withdraw", self._ask_to_withdraw, str)
        doors.on("feedback:mine-withdrawn", self._withdraw, str)
        doors.on("feedback:mine-opener", self._choose_opener, str)
        doors.on("feedback:mine-opened_by", self._entrust, str)
        doors.on("feedback:mine-letters", self._switch_letters, str)
        app.handle("feedback.letter", self._write_letter)
        app.handle("feedback.night", self._hold_night)

    # The code

    async def begin(self, interaction: Interaction) -> None:
        """Ask for the code, to read."""
        await self._app.doors.show(interaction, f"feedback:{cards.READ}")

    async def begin_withdrawing(self, interaction: Interaction) -> None:
        """Ask for the code, to withdraw."""
        await self._app.doors.show(interaction, f"feedback:{cards.WITHDRAW}")

    async def _form_to_read(self, interaction: Interaction, _: Typed) -> discord.ui.Modal:
        await asker(self._app, interaction)
        return cards.form_for_code(cards.READ)

    async def _form_to_withdraw(self, interaction: Interaction, _: Typed) -> discord.ui.Modal:
        await asker(self._app, interaction)
        return cards.form_for_code(cards.WITHDRAW)

    async def _read(self, interaction: Interaction) -> None:
        found = await self._typed(interaction, cards.READ)
        if found is not None:
            await turn(interaction, **await self._report(found, self._keep(interaction, found)))

    async def _read_to_withdraw(self, interaction: Interaction) -> None:
        found = await self._typed(interaction, cards.WITHDRAW)
        if found is not None:
            await turn(interaction, **cards.withdrawal(found, self._keep(interaction, found)))

    async def _typed(self, interaction: Interaction, why: str) -> Found | None:
        """What the code leads to that came in the form; None where it was refused, which is answered.

        Here and not by the doors, which would keep what was typed, and put it into the form again.
        """
        try:
            who, _ = await asker(self._app, interaction)
            return await self._reading.find(who, typed(interaction).get("code", ""))
        except BranchError as refusal:
            await report(interaction, refusal, cards.ask_again(why))
            return None

    # The report

    async def _show(self, interaction: Interaction, token: str) -> None:
        who, _, screen = await self._screen(interaction, token)
        await show(interaction, **await self._report(await self._reading.look(who, screen.code), token))

    async def _turn_thread(self, interaction: Interaction, token: str, page: int) -> None:
        who, _, screen = await self._screen(interaction, token)
        found = await self._reading.fetch(await self._reading.look(who, screen.code))
        await show(interaction, **cards.thread(found, token, page))

    async def _report(self, found: Found, token: str, done: str = "") -> dict[str, Any]:
        return cards.report(await self._reading.fetch(found), token, self._app.desk.now(), done)

    # A reply

    async def _open_reply(self, interaction: Interaction, token: str) -> None:
        await self._app.doors.show(interaction, f"feedback:mine-replied:{token}")

    async def _form_to_reply(self, interaction: Interaction, before: Typed, token: str) -> discord.ui.Modal:
        who, branch, screen = await self._screen(interaction, token)
        await self._reading.may_reply(who, branch, screen.code)
        _refuse_open_desk(interaction, branch)
        return cards.form_to_reply(token, screen.text, before)

    async def _write_reply(self, interaction: Interaction, token: str) -> None:
        who, _, screen = await self._screen(interaction, token)
        text = rules.read_text(typed(interaction).get("text", ""))
        offices = await self._reading.offices(who)
        findings = await asyncio.to_thread(content_check.check, text, offices)  # others want an answer meanwhile
        written = replace(screen, text=text, findings=findings)
        token = self._kept.keep(who.member_id, written)
        await show(interaction, **cards.reply(text, written.findings, token))

    async def _send_reply(self, interaction: Interaction, token: str) -> None:
        """Whatever is in the way, what was written stays on the screen."""
        who, branch, screen = await self._screen(interaction, token)
        try:
            _refuse_open_desk(interaction, branch)
            found = await self._reading.reply(who, branch, screen.code, screen.text)
        except BranchError as refusal:
            await show(interaction, **cards.reply(screen.text, screen.findings, token, refusal))
            return
        await self._end_reply(interaction, who, found, say("reading.reply_taken"))

    async def _drop_reply(self, interaction: Interaction, token: str) -> None:
        who, _, screen = await self._screen(interaction, token)
        found = await self._reading.look(who, screen.code)
        await self._end_reply(interaction, who, found, say("sending.thrown_away"))

    async def _end_reply(self, interaction: Interaction, who: Asker, found: Found, done: str) -> None:
        """What was written is not kept any longer."""
        self._kept.spend(who.member_id, lambda each: each.code == found.code and bool(each.text))
        await show(interaction, **await self._report(found, self._keep(interaction, found), done))

    # Withdrawing

    async def _ask_to_withdraw(self, interaction: Interaction, token: str) -> None:
        who, _, screen = await self._screen(interaction, token)
        await show(interaction, **cards.withdrawal(await self._reading.look(who, screen.code), token))

    async def _withdraw(self, interaction: Interaction, token: str) -> None:
        who, _, screen = await self._screen(interaction, token)
        await self._reading.withdraw(who, screen.code)
        self._kept.spend(who.member_id, lambda each: each.code == screen.code)
        await show(interaction, **cards.withdrawn())

    # In confidence

    async def _choose_opener(self, interaction: Interaction, token: str) -> None:
        who, _, screen = await self._screen(interaction, token)
        await show(interaction, **cards.choose_opener(await self._reading.look(who, screen.code), token))

    async def _entrust(self, interaction: Interaction, token: str) -> None:
        who, branch, screen = await self._screen(interaction, token)
        chosen = chosen_members(interaction)
        if not chosen:
            raise NotFound("ui.unknown_button")
        to = branches.identify(branch, would_call_here(interaction, chosen[0]))
        found = await self._reading.entrust(who, screen.code, to)
        done = say("reading.entrusted", who=f"<@{to.member_id}>")
        await show(interaction, **await self._report(found, token, done))

    async def _switch_letters(self, interaction: Interaction, token: str) -> None:
        who, _, screen = await self._screen(interaction, token)
        before = await self._reading.look(who, screen.code)
        found = await self._reading.set_letters(who, screen.code, wanted=not before.head.by_letter)
        await show(interaction, **await self._report(found, token))

    # By itself

    async def _write_letter(self, job: Job) -> None:
        """An answer in confidence, by day. Nothing is kept of whether it arrived: the code leads to it all the same."""
        letter = await report_letters.of_job(self._app.desk, job)
        if letter is None:
            return
        now, home = self._app.desk.now(), server(self._app, job)
        if (night := reminding.by_day(now, letter.branch.zone) - now).total_seconds() > 0:
            raise Later(night.total_seconds())
        member = await still_here(home, letter.branch, letter.to)
        if member is not None:
            one = replace(job, key=f"{job.key}:{job.payload['entry']}")  # each answer is a message of its own
            await voice.whisper(member, one, **cards.letter(letter.text, home.name))

    async def _hold_night(self, job: Job) -> None:
        self._reading.end_day(job.guild_id)
        await retention.hold_night(self._app.desk, job)

    # What is kept between two screens

    def _keep(self, interaction: Interaction, found: Found) -> str:
        return self._kept.keep(caller(interaction).member_id, Screen(found.code))

    async def _screen(self, interaction: Interaction, token: str) -> tuple[Asker, Branch, Screen]:
        """Who presses, and what the private message is about; raises NotFound once it is not known any more."""
        if not is_private(interaction):
            raise NotFound("ui.unknown_button")
        who, branch = await asker(self._app, interaction)
        return who, branch, self._kept.find(who.member_id, token)


def _refuse_open_desk(interaction: Interaction, branch: Branch) -> None:
    if (problem := desk_problem(guild(interaction), branch)) is not None:
        raise TooLate("sending.desk_unusable", why=Markup(said(problem))) from problem
