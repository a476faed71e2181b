"""Steward reminds members to post their papers: privately, at a pace, never who has said so or wants no reminders."""

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

import discord

from bot import voice
from bot.actions import ballot_reminders, branches, campaign_letters
from bot.actions.ballot_reminders import Mailing
from bot.actions.letters import Progress
from bot.i18n import say
from bot.ids import MemberId, Power
from bot.render.markup import plain
from bot.rules.branches import Branch
from bot.rules.times import local
from bot.scheduler import Job, Later
from bot.ui import rows, stamp, would_call
from cogs._widgets import card, server, still_here
from cogs.campaigns import _ballot_cards as cards
from cogs.campaigns._ballots import ballot_id
from cogs.campaigns._cards import letter_mark
from cogs.campaigns._posted import letter_buttons

if TYPE_CHECKING:
    from bot.app import App

AT_ONCE = 50  # and not more than a minute's; then whatever else there is to write has its turn


class Ladder:
    """The handlers of a ballot's reminders."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.handle("campaign.ladder", self._step)
        app.handle("campaign.ladder_each", self._write)

    async def _step(self, job: Job) -> None:
        await ballot_reminders.remind(self._app.desk, job.guild_id, ballot_id(job))

    async def _write(self, job: Job) -> None:
        """Write to the next few, in the order of their tags; who comes after them waits for another turn."""
        home, everybody = server(self._app, job), self._app.settings.members_intent
        members = await _members(home, await self._branch(job)) if everybody else None
        a_minute = self._app.settings.letters_a_minute
        found = await ballot_reminders.to_write_to(self._app.desk, job, members, min(AT_ONCE, a_minute))
        if found.waiting and (night := found.not_before - self._app.desk.now()).total_seconds() > 0:
            raise Later(night.total_seconds())
        progress = Progress.of(job)
        if not found.waiting:
            await ballot_reminders.finished(self._app.desk, job, progress)
            return
        letter = self._letter(job, home, found)
        for mark, member_id in found.waiting:
            in_doubt, began = campaign_letters.is_in_doubt(job, progress, mark), monotonic()
            if not await ballot_reminders.still_waits(self._app.desk, job.guild_id, ballot_id(job), member_id):
                progress = progress.past(mark)  # has pressed a moment ago
                continue
            progress = progress.about_to(mark)
            if not await campaign_letters.intend(self._app.desk, job, progress):
                return
            member = await still_here(home, found.standing.branch, member_id)
            if member is None:
                progress = progress.past(mark)
                continue
            arrived = await voice.write_once(member, job, letter_mark(job), in_doubt=in_doubt, **letter)
            progress = progress.after(mark, arrived=arrived)
            await asyncio.sleep(max(0.0, 60 / a_minute - (monotonic() - began)))
        await campaign_letters.put_down(self._app.desk, job, progress)

    async def _branch(self, job: Job) -> Branch | None:
        return await branches.get(self._app.desk, job.guild_id)

    def _letter(self, job: Job, home: discord.Guild, found: Mailing) -> dict[str, Any]:
        standing = found.standing
        ballot, now = standing.ballot, self._app.desk.now()
        everybody = "yes" if self._app.settings.members_intent else "no"
        whence = say(
            "ladder.whence",
            all=everybody,
            branch=plain(home.name),
            link=cards.link(standing),
            step=int(str(job.payload["step"])),
        )
        lines = [
            say("outside.closes", at=stamp(ballot.closes_at), ago=stamp(ballot.closes_at, "R")),
            *cards.days(standing, local(now, standing.branch.zone).date()),
            say("outside.replacement", replacement=plain(ballot.replacement)),
            "",
            say("ladder.ask"),
        ]
        title = say("outside.title", title=plain(standing.campaign.title))
        return {
            "content": say("ladder.first_line"),
            "embed": card(title, *lines, last=["", whence], footer=letter_mark(job)),
            "view": rows(letter_buttons(ballot.guild_id, ballot.id)),
        }


async def _members(home: discord.Guild, branch: Branch | None) -> list[MemberId]:
    """Everybody of the branch, as Discord has it now. Needs the members intent."""
    everybody = [member async for member in home.fetch_members(limit=None) if not member.bot]
    return [
        MemberId(member.id)
        for member in everybody
        if Power.MEMBER in branches.identify(branch, would_call(member)).powers
    ]
