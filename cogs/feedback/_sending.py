"""`/feedback send`: two doors, a form, a look at it, and the code. Until it is sent it is in memory alone."""

import asyncio
from asyncio import Task
from collections.abc import Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import TYPE_CHECKING

import discord

from bot.actions import branches
from bot.actions.limits import Senders
from bot.actions.sending import Sending
from bot.errors import BranchError, Invalid, NotFound, TooLate
from bot.ids import Asker, MemberId, Power
from bot.render.markup import Markup
from bot.rules import content_check
from bot.rules import sending as rules
from bot.rules.branches import Branch
from bot.rules.content_check import Finding
from bot.rules.reports import Door
from bot.rules.sending import Choices, Draft
from bot.ui import Interaction, Typed, answer, caller, replace, said, typed, whole
from cogs._rooms import desk_problem
from cogs._widgets import asker, chosen_members, guild, is_private, members_here, outcome, would_call_here
from cogs.feedback import _sending_cards as cards
from cogs.feedback._kept_reports import Writing, Writings

if TYPE_CHECKING:
    from bot.app import App

# How long the code can be shown again, to who has pressed twice or has hidden it from somebody who came in.
SHOWN_AGAIN_FOR = 600.0


@dataclass(frozen=True)
class Sent:
    """What is shown of a report that was sent."""

    code: str = field(repr=False)
    door: Door


class SendingScreens:
    """The screens between the two doors and the code."""

    def __init__(self, app: "App", senders: Senders) -> None:
        self._app = app
        self._sending = Sending(app.desk, senders)
        self._kept = Writings(app.desk.now)
        self._codes: dict[tuple[MemberId, str], Task[Sent]] = {}
        app.closers.append(self._finish)
        doors = app.doors
        doors.on("feedback:send-open", self.begin)
        doors.on("feedback:door", self._open_form, Door)
        doors.on_form("feedback:written", self._form, self._write, Door)
        doors.on("feedback:edit", self._open_form_again, str)
        doors.on_form("feedback:rewritten", self._form_again, self._rewrite, str)
        doors.on("feedback:not-to", self._keep_from, str)
        doors.on("feedback:letter", self._switch_letters, str)
        doors.on("feedback:drop", self._drop, str)
        doors.on("feedback:send", self._send, str)
        doors.on("feedback:hide", self._hide, str)
        doors.on("feedback:show", self._show_code, str)

    # Writing it

    async def begin(self, interaction: Interaction) -> None:
        """Show the two doors, and what is and is not protected behind each."""
        branch, _ = await self._admit(interaction)
        await answer(interaction, **cards.doors(branch, self._app.desk.now()))

    async def _open_form(self, interaction: Interaction, door: Door) -> None:
        await self._app.doors.show(interaction, f"feedback:written:{door}")

    async def _form(self, interaction: Interaction, before: Typed, door: Door) -> discord.ui.Modal:
        _, choices = await self._admit(interaction)
        return cards.form_to_write(f"feedback:written:{door}", door, choices, before)

    async def _write(self, interaction: Interaction, door: Door) -> None:
        branch, choices = await self._admit(interaction)
        draft = _read(interaction, branch, choices, door)
        await self._show(interaction, branch, Writing(draft, await _findings(draft, choices)))

    async def _open_form_again(self, interaction: Interaction, token: str) -> None:
        await self._app.doors.show(interaction, f"feedback:rewritten:{token}")

    async def _form_again(self, interaction: Interaction, before: Typed, token: str) -> discord.ui.Modal:
        draft = self._writing(interaction, token).draft
        _, choices = await self._admit(interaction)
        typed_before = before or cards.as_typed(draft)
        return cards.form_to_write(f"feedback:rewritten:{token}", draft.door, choices, typed_before)

    async def _rewrite(self, interaction: Interaction, token: str) -> None:
        before = self._writing(interaction, token)
        branch, choices = await self._admit(interaction)
        draft = rules.rewritten(before.draft, _read(interaction, branch, choices, before.draft.door))
        findings = await _findings(draft, choices)
        await self._show(interaction, branch, changed(before, draft=draft, findings=findings))

    async def _admit(self, interaction: Interaction) -> tuple[Branch, Choices]:
        """What can be reported, and where; raises where this person can send nothing as things are."""
        who, branch = await asker(self._app, interaction)
        choices = await self._sending.admit(who)
        _refuse_open_desk(interaction, branch)
        return branch, choices

    # Looking at it

    async def _keep_from(self, interaction: Interaction, token: str) -> None:
        writing = self._writing(interaction, token)
        _, branch = await asker(self._app, interaction)
        try:
            organisers = [_organiser(interaction, branch, each) for each in chosen_members(interaction)]
            draft = rules.kept_from(writing.draft, organisers)
        except Invalid as refusal:  # the menu must not go on showing somebody who was refused
            await self._show(interaction, branch, writing, refusal)
        else:
            await self._show(interaction, branch, changed(writing, draft=draft))

    async def _switch_letters(self, interaction: Interaction, token: str) -> None:
        writing = self._writing(interaction, token)
        _, branch = await asker(self._app, interaction)
        draft = changed(writing.draft, by_letter=not writing.draft.by_letter)
        await self._show(interaction, branch, changed(writing, draft=draft))

    async def _drop(self, interaction: Interaction, token: str) -> None:
        self._kept.end(caller(interaction).member_id, self._writing(interaction, token))
        await replace(interaction, **cards.thrown_away())

    async def _show(
        self, interaction: Interaction, branch: Branch, writing: Writing, refusal: BranchError | None = None
    ) -> None:
        token = self._kept.keep(caller(interaction).member_id, writing)
        now = self._app.desk.now()
        await replace(interaction, **cards.preview(writing, token, branch, now, refusal))

    def _writing(self, interaction: Interaction, token: str) -> Writing:
        """What the private message that was pressed on shows; raises NotFound."""
        _refuse_public(interaction)
        return self._kept.find(caller(interaction).member_id, token)

    # Sending it

    async def _send(self, interaction: Interaction, token: str) -> None:
        """Whoever presses twice waits for the same code; it is shown after the report is on the disk."""
        _refuse_public(interaction)
        who, branch = await asker(self._app, interaction)
        sending = self._codes.get((who.member_id, token))
        if sending is None:
            writing = self._writing(interaction, token)
            try:
                _refuse_open_desk(interaction, branch)
                sent = await outcome(interaction, self._begin(who, branch, token, writing))
            except BranchError as refusal:
                await self._show(interaction, branch, writing, refusal)
                return
        else:
            sent = await outcome(interaction, sending)
        await replace(interaction, **cards.code(sent.code, sent.door, token))

    def _begin(self, who: Asker, branch: Branch, token: str, writing: Writing) -> Task[Sent]:
        self._codes[who.member_id, token] = sending = asyncio.create_task(self._hand_in(who, branch, token, writing))
        return sending

    async def _hand_in(self, who: Asker, branch: Branch, token: str, writing: Writing) -> Sent:
        place = (who.member_id, token)
        try:
            code = await self._sending.send(who, branch, writing.draft)
        except BaseException:
            del self._codes[place]  # what was written is kept, and may be sent again
            raise
        self._kept.end(who.member_id, writing)
        asyncio.get_running_loop().call_later(SHOWN_AGAIN_FOR, self._codes.pop, place, None)
        return Sent(code, writing.draft.door)

    async def _hide(self, interaction: Interaction, token: str) -> None:
        self._code(interaction, token)
        await replace(interaction, **cards.hidden(token, int(SHOWN_AGAIN_FOR // 60)))

    async def _show_code(self, interaction: Interaction, token: str) -> None:
        sent = await self._code(interaction, token)
        await replace(interaction, **cards.code(sent.code, sent.door, token))

    def _code(self, interaction: Interaction, token: str) -> Task[Sent]:
        """The code of what was sent from this screen; raises NotFound once it is not known any more."""
        _refuse_public(interaction)
        sending = self._codes.get((caller(interaction).member_id, token))
        if sending is None:
            raise NotFound("sending.code_gone")
        return sending

    async def _finish(self) -> None:
        if self._codes:
            await asyncio.wait(self._codes.values())
        await self._sending.finish()


def _read(interaction: Interaction, branch: Branch, choices: Choices, door: Door) -> Draft:
    """What came back in the form; raises Invalid."""
    fields = typed(interaction)
    chosen = members_here(interaction, _ids(fields.get("opener", "")))
    return rules.read(
        choices,
        door,
        category=fields.get("category", ""),
        office=cards.office_chosen(fields.get("office", "")),
        is_urgent=fields.get("urgent") == cards.SAFETY,
        text=fields.get("text", ""),
        opener_id=next((_organiser(interaction, branch, each) for each in chosen), None),
    )


async def _findings(draft: Draft, choices: Choices) -> Sequence[Finding]:
    """What the content check finds; in a thread, for it takes a while and others want an answer."""
    return await asyncio.to_thread(content_check.check, draft.text, choices.offices)


def _ids(text: str) -> Sequence[int]:
    try:
        return [whole(each) for each in text.split()]
    except ValueError:
        raise NotFound("ui.unknown_button") from None


def _organiser(interaction: Interaction, branch: Branch, member_id: MemberId) -> MemberId:
    """This member, who was chosen; raises Invalid for who is no organiser."""
    if Power.ORGANISER not in branches.identify(branch, would_call_here(interaction, member_id)).powers:
        raise Invalid("sending.not_an_organiser", who=Markup(f"<@{member_id}>"))
    return member_id


def _refuse_open_desk(interaction: Interaction, branch: Branch) -> None:
    if (problem := desk_problem(guild(interaction), branch)) is not None:
        raise TooLate("sending.desk_unusable", why=Markup(said(problem)))


def _refuse_public(interaction: Interaction) -> None:
    """What is written is only ever shown in a private message."""
    if not is_private(interaction):
        raise NotFound("ui.unknown_button")
