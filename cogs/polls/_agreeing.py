"""Two officers together: one is asked in a post without the poll's content, looks at it privately, and decides."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import agreements, asking, branches, drafts
from bot.actions.agreements import Pending, Request, What
from bot.actions.asking import Appeal
from bot.errors import NotFound
from bot.i18n import in_short, say
from bot.ids import Asker, ChannelId, PollId
from bot.rules.branches import Branch, Use
from bot.rules.polls import Poll
from bot.scheduler import Hopeless, Job, Later
from bot.ui import Interaction, answer, button, menu, plain, replace, rows, stamp, think, whole
from cogs._widgets import asker, card, chosen, chosen_members, guild
from cogs.polls import _preview as preview
from cogs.polls._drafts import ask_eligible, opened

if TYPE_CHECKING:
    from bot.app import App

MOST_WAITING = 25
MOST_ENROLLED = 25
SUCCESS, DANGER = discord.ButtonStyle.success, discord.ButtonStyle.danger


class Agreeing:
    """The post that asks, what is looked at, and its two buttons; and asking for somebody to be added to a roll."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("poll.ask", self._ask)
        app.doors.on("poll:look", self._look, whole, What)
        app.doors.on("poll:waiting", self._choose, str)
        app.doors.on("poll:agree", self._agree, whole, What, whole)
        app.doors.on("poll:refuse", self._refuse, whole, What, whole)
        app.doors.on("poll:enrol", self._open_roll, whole)
        app.doors.on("poll:enlist", self._enrol, whole)

    # The post

    async def _ask(self, job: Job) -> None:
        """Ask the officers; once it is settled, say in the same post how."""
        appeal = Appeal.of(job)
        branch = await branches.get(self._app.desk, job.guild_id)
        if branch is None:
            raise Hopeless("job.channel_gone")
        parts = _post(appeal, branch)
        if appeal.channel_id is not None and appeal.message_id is not None:
            await voice.edit(self._app, job, appeal.channel_id, appeal.message_id, **parts)
        elif appeal.settled is None or job.attempts > 1:  # settled before it was posted: nobody need be asked
            where = self._place(job, branch)
            message_id = await voice.post_once(self._app, job, where, _mark(appeal, branch), **parts)
            await asking.posted(self._app.desk, job, where, message_id)

    def _place(self, job: Job, branch: Branch) -> ChannelId:
        """Where officers read the record, else where polls are."""
        server = self._app.get_guild(job.guild_id)
        if server is None or server.unavailable:  # else its channels would seem to be gone
            raise Later(voice.GUILD_AWAY)
        for use in (Use.AUDIT, Use.POLLS):
            channel_id = branch.channels.get(use)
            if channel_id is not None and server.get_channel(channel_id) is not None:
                return channel_id
        raise Hopeless("job.channel_gone")

    # Looking

    async def waiting(self, who: Asker) -> tuple[Sequence[str], Sequence[discord.ui.Item[Any]]]:
        """For `/poll list`: what this person may look at because it waits for a second officer, and the menu for it."""
        pending = list(await agreements.waiting(self._app.desk, who))[:MOST_WAITING]
        if not pending:
            return [], []
        choices = {f"{each.poll.id} {each.request.what}": _named(each) for each in pending}
        lines = [say("agreement.list-line", what=plain(_named(each))) for each in pending]
        return lines, [menu("poll:waiting:list", say("agreement.choose"), choices)]

    async def _choose(self, interaction: Interaction, _: str) -> None:
        typed_id, _, typed_what = next(iter(chosen(interaction)), "").partition(" ")
        try:
            poll_id, what = whole(typed_id), What(typed_what)
        except ValueError:
            raise NotFound("ui.unknown_button") from None
        await self._look(interaction, poll_id, what)

    async def _look(self, interaction: Interaction, poll_id: int, what: What) -> None:
        """Exactly what would be posted or done, to an officer or whoever asked for it."""
        who, branch = await asker(self._app, interaction)
        pending = await agreements.look(self._app.desk, who, PollId(poll_id), what)
        await think(interaction)
        shown = await self._opening(interaction, branch, pending) if what is What.OPEN else _act(pending)
        await replace(interaction, **shown, view=rows(_choices(who, pending)))

    async def _opening(self, interaction: Interaction, branch: Branch, pending: Pending) -> dict[str, Any]:
        poll, request = pending.poll, pending.request
        roll = await ask_eligible(self._app, interaction, poll)
        facts = preview.facts(poll, branch, roll, has_list=self._app.settings.members_intent)
        asked = say("agreement.look-open", who=f"<@{request.asked_by}>", at=stamp(request.asked_at))
        expected = await drafts.expected(self._app.desk, poll)
        return {"text": "\n".join([asked, *facts]), "embed": preview.post(expected, branch, roll)}

    # Deciding

    async def _agree(self, interaction: Interaction, poll_id: int, what: What, moment: int) -> None:
        who, branch = await asker(self._app, interaction)
        pending = await agreements.look(self._app.desk, who, PollId(poll_id), what)
        await interaction.response.defer()
        number = await self._may_open(interaction, branch, pending.poll) if what is What.OPEN else None
        poll = await agreements.agree(self._app.desk, who, PollId(poll_id), what, moment=moment, eligible=number)
        await replace(interaction, await self._agreed(interaction, branch, poll, pending.request))

    async def _may_open(self, interaction: Interaction, branch: Branch, poll: Poll) -> int | None:
        has_list = self._app.settings.members_intent
        preview.refuse_unready(guild(interaction), branch, poll, has_list=has_list)
        return (await ask_eligible(self._app, interaction, poll)).number

    async def _agreed(self, interaction: Interaction, branch: Branch, poll: Poll, request: Request) -> str:
        if request.what is What.OPEN:
            return await opened(self._app, interaction, branch, poll)
        if request.what is What.CLOSE:
            return say("poll.closed-done")
        return say("agreement.enrolled-done", number=len(request.members))

    async def _refuse(self, interaction: Interaction, poll_id: int, what: What, moment: int) -> None:
        who, _ = await asker(self._app, interaction)
        how = await agreements.refuse(self._app.desk, who, PollId(poll_id), what, moment=moment)
        await replace(interaction, say(f"agreement.done-{how}"))

    # Adding to a roll

    async def _open_roll(self, interaction: Interaction, poll_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        poll = await agreements.roll(self._app.desk, who, PollId(poll_id))
        people = discord.ui.UserSelect[Any](
            custom_id=f"poll:enlist:{poll_id}",
            placeholder=say("agreement.choose-people"),
            min_values=1,
            max_values=MOST_ENROLLED,
        )
        await answer(interaction, say("agreement.about-enrolling", question=plain(poll.question)), view=rows([people]))

    async def _enrol(self, interaction: Interaction, poll_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        request = await agreements.enrol(self._app.desk, who, PollId(poll_id), chosen_members(interaction))
        await replace(interaction, asked_for(request), view=rows([withdrawal(request)]))


def enrol_rows(who: Asker, poll: Poll, now: datetime) -> list[discord.ui.Button[Any]]:
    """For `/poll results`: the way for an officer to have somebody added to a frozen roll."""
    if not agreements.may_enrol(who, poll, now):
        return []
    return [button(say("agreement.enrol"), f"poll:enrol:{poll.id}")]


def asked_for(request: Request) -> str:
    """What happens next, told to whoever has asked."""
    return say(f"agreement.asked-{request.what}", number=len(request.members))


def withdrawal(request: Request) -> discord.ui.Button[Any]:
    """The way back for whoever has asked."""
    return button(say("agreement.withdraw"), f"poll:refuse:{_name(request)}")


def _choices(who: Asker, pending: Pending) -> list[discord.ui.Button[Any]]:
    """Whoever asked can only take it back."""
    request = pending.request
    read = (
        [button(say("paper.statements-button"), f"poll:statements:{request.poll_id}:0")] if pending.poll.stated else []
    )
    if request.asked_by == who.member_id:
        return [withdrawal(request), *read]
    agree = button(say("agreement.agree"), f"poll:agree:{_name(request)}", SUCCESS)
    return [agree, button(say("agreement.refuse"), f"poll:refuse:{_name(request)}", DANGER), *read]


def _name(request: Request) -> str:
    """In a button: this request, and none that is made later for the same."""
    return f"{request.poll_id}:{request.what}:{request.moment}"


def _post(appeal: Appeal, branch: Branch) -> dict[str, Any]:
    """Without the poll's content: in the channel for polls everybody reads it."""
    values = {"kind": appeal.kind.value, "who": f"<@{appeal.asked_by}>"}
    if appeal.settled is None:
        text, buttons = say(f"agreement.post-{appeal.what}", **values), [_look_button(appeal)]
    else:
        by = "" if appeal.settled_by is None else f"<@{appeal.settled_by}>"
        text, buttons = say(f"agreement.settled-{appeal.settled}", what=appeal.what.value, by=by, **values), []
    return {"embed": card("", text, footer=_mark(appeal, branch)), "view": rows(buttons)}


def _look_button(appeal: Appeal) -> discord.ui.Button[Any]:
    return button(say("agreement.look"), f"poll:look:{appeal.poll_id}:{appeal.what}")


def _mark(appeal: Appeal, branch: Branch) -> str:
    at = in_short(appeal.asked_at, branch.zone)
    return say("agreement.mark", poll=str(appeal.poll_id), what=appeal.what.value, at=at)


def _named(pending: Pending) -> str:
    return say("agreement.named", what=pending.request.what.value, question=pending.poll.question)


def _act(pending: Pending) -> dict[str, Any]:
    """What would be done to a poll that is open."""
    poll, request = pending.poll, pending.request
    people = [f"<@{member_id}>" for member_id in sorted(request.members)]
    text = say(
        f"agreement.look-{request.what}",
        who=f"<@{request.asked_by}>",
        at=stamp(request.asked_at),
        question=plain(poll.question),
        closes=stamp(poll.closes_at),
        number=len(people),
        people=" ".join(people),
    )
    return {"text": text}
