"""`/feedback pause`: two officers close the doors for a while, one opens them again; members read why."""

from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import branches, pauses
from bot.i18n import in_short, say
from bot.ids import Asker
from bot.rules.branches import Use
from bot.rules.pauses import Pause
from bot.rules.reports import REASON_LENGTH
from bot.scheduler import Hopeless, Job
from bot.ui import Interaction, Typed, answer, button, form, plain, rows, stamp, text_field, typed, whole
from cogs._widgets import asker, card, server, turn

if TYPE_CHECKING:
    from bot.app import App

DANGER, SUCCESS = discord.ButtonStyle.danger, discord.ButtonStyle.success


class Pausing:
    """The screens of the officers, and the notice to members."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("feedback:pause-ask", self._open_form)
        app.doors.on_form("feedback:pause-asked", self._form, self._ask)
        app.doors.on("feedback:pause-agree", self._agree, whole)
        app.doors.on("feedback:pause-end", self._end, whole)
        app.handle("feedback.pause_notice", self._tell)

    async def show(self, interaction: Interaction) -> None:
        """Whether the doors are open, and what this officer can do about it."""
        who, _ = await asker(self._app, interaction)
        await answer(interaction, **_screen(who, await pauses.look(self._app.desk, who)))

    async def _open_form(self, interaction: Interaction) -> None:
        await self._app.doors.show(interaction, "feedback:pause-asked")

    async def _form(self, interaction: Interaction, before: Typed) -> discord.ui.Modal:
        who, _ = await asker(self._app, interaction)
        await pauses.may_ask(self._app.desk, who)
        reason = text_field(
            "reason",
            say("pause.form-reason"),
            value=before.get("reason", ""),
            help_=say("pause.form-reason-help"),
            most=REASON_LENGTH,
            long=True,
        )
        return form(say("pause.form-title"), "feedback:pause-asked", reason)

    async def _ask(self, interaction: Interaction) -> None:
        who, _ = await asker(self._app, interaction)
        pause = await pauses.ask(self._app.desk, who, typed(interaction).get("reason", ""))
        await turn(interaction, **_screen(who, pause))

    async def _agree(self, interaction: Interaction, moment: int) -> None:
        who, _ = await asker(self._app, interaction)
        pause = await pauses.agree(self._app.desk, who, moment)
        await turn(interaction, **_screen(who, pause))

    async def _end(self, interaction: Interaction, moment: int) -> None:
        who, _ = await asker(self._app, interaction)
        how = await pauses.end(self._app.desk, who, moment)
        await turn(interaction, text=say(f"pause.done-{how}"))

    async def _tell(self, job: Job) -> None:
        """Say to members whether they can report, unless it has changed again since."""
        said = pauses.Said(str(job.payload["said"]))
        branch = await branches.get(self._app.desk, job.guild_id)
        pause = await pauses.closed(self._app.desk, job.guild_id)
        if (pause is not None) is not (said is pauses.Said.CLOSED):
            return
        server(self._app, job)
        channel_id = None if branch is None else branch.channels.get(Use.NOTICES)
        if branch is None or channel_id is None:
            raise Hopeless("job.channel_gone")
        text = say("pause.notice-open") if pause is None else say("pause.notice", reason=plain(pause.reason))
        mark = say(f"pause.mark-{said}", at=in_short(job.due_at, branch.zone))
        embed = card(say(f"pause.title-{said}"), text, footer=mark)
        await voice.post_once(self._app, job, channel_id, mark, embed=embed)


def _screen(who: Asker, pause: Pause | None) -> dict[str, Any]:
    if pause is None:
        ask = button(say("pause.ask"), "feedback:pause-ask", DANGER)
        return {"embed": card(say("pause.title-open"), say("pause.explained")), "view": rows([ask])}
    moment = pauses.moment_of(pause)
    asked = say("pause.asked", who=f"<@{pause.asked_by}>", at=stamp(pause.asked_at), reason=plain(pause.reason))
    if pause.is_in_force:
        agreed = say("pause.agreed", who=f"<@{pause.agreed_by}>", at=stamp(pause.agreed_at or pause.asked_at))
        reopen = button(say("pause.reopen"), f"feedback:pause-end:{moment}", SUCCESS)
        return {"embed": card(say("pause.title-closed"), asked, agreed), "view": rows([reopen])}
    if pause.asked_by == who.member_id:
        withdraw = button(say("pause.withdraw"), f"feedback:pause-end:{moment}")
        return {"embed": card(say("pause.title-asked"), asked, say("pause.waits")), "view": rows([withdraw])}
    agree = button(say("pause.agree"), f"feedback:pause-agree:{moment}", DANGER)
    refuse = button(say("pause.refuse"), f"feedback:pause-end:{moment}")
    return {"embed": card(say("pause.title-asked"), asked, say("pause.consequences")), "view": rows([agree, refuse])}
