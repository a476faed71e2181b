"""What Steward says about polls unprompted: each a job, delivered once."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot import voice
from bot.actions import ballots, closing, drafts, letters, polls, reminders
from bot.actions.letters import AT_ONCE, Progress
from bot.actions.polls import Eligible, Standing
from bot.i18n import in_short, say
from bot.ids import ChannelId, MemberId, PollId
from bot.rules.branches import Use
from bot.rules.polls import Poll, Status
from bot.scheduler import Hopeless, Job, Later
from bot.ui import plain, stamp
from cogs import _rooms
from cogs._widgets import card, server
from cogs.polls import _cards as cards
from cogs.polls._proofs import TOO_LARGE
from cogs.polls._publishing import Publishing
from cogs.polls._roll import eligible, everybody, holders

if TYPE_CHECKING:
    from bot.app import App

COUNTED_WITHIN = 10.0


class Speaking:
    """A handler for each kind of job of a poll."""

    def __init__(self, app: "App", publishing: Publishing) -> None:
        self._app = app
        self._publishing = publishing
        app.handle("poll.forget", self._forget)
        app.handle("poll.erase", self._erase)
        app.handle("poll.open", self._open)
        app.handle("poll.refresh", self._refresh)
        app.handle("poll.turnout", self._turnout)
        app.handle("poll.close", self._close)
        app.handle("poll.announce", self._announce)
        app.handle("poll.extended", self._extended)
        app.handle("poll.cancelled", self._cancelled)
        app.handle("poll.enrolled", self._enrolled)
        app.handle("poll.remind", self._remind)
        app.handle("poll.remind_each", self._remind_each)

    async def _forget(self, job: Job) -> None:
        await drafts.forget(self._app.desk, job.guild_id, _poll_id(job))

    async def _erase(self, job: Job) -> None:
        await closing.erase(self._app.desk, job.guild_id, _poll_id(job))

    async def _open(self, job: Job) -> None:
        """Open the poll and post it; members can vote from the moment it is seen."""
        poll = (await self._standing(job)).poll
        roll = await self._eligible(job, poll)
        if poll.is_secret and poll.status is Status.SCHEDULED:
            listed = await self._listed(job, poll) if poll.frozen else None
            roll = roll if listed is None else Eligible(len(listed))
            await ballots.prepare(self._app.desk, poll, listed)
        standing = await polls.begin(self._app.desk, job.guild_id, poll.id, roll)
        if standing is None or standing.poll.message_id is not None:
            return
        shown, where = cards.post(standing), self._place(job, standing)
        message_id = await voice.post_once(self._app, job, where, cards.mark(poll, "post"), **shown)
        await polls.posted(self._app.desk, job.guild_id, poll.id, where, message_id)

    async def _listed(self, job: Job, poll: Poll) -> list[MemberId]:
        """Everybody who may vote, once and for all."""
        if not self._app.settings.members_intent:
            raise Hopeless("job.no_members_intent")
        return [MemberId(member.id) async for member in holders(self._server(job), poll)]

    async def _refresh(self, job: Job) -> None:
        """Bring the public post up to date; a deleted one is noted, and the poll goes on."""
        standing = await self._standing(job)
        poll = standing.poll
        if poll.message_id is None or poll.message_lost:
            return
        there = await voice.edit(self._app, job, poll.channel_id, poll.message_id, **cards.post(standing))
        if not there:
            await polls.lost(self._app.desk, job.guild_id, poll.id)

    async def _turnout(self, job: Job) -> None:
        """Let a secret poll's turnout move on in steps."""
        await ballots.show_turnout(self._app.desk, job.guild_id, _poll_id(job))

    async def _close(self, job: Job) -> None:
        """Count the poll. Votes stopped at its closing time, whenever this runs."""
        poll = (await self._standing(job)).poll
        if poll.status is Status.OPEN:
            await closing.conclude(self._app.desk, job.guild_id, poll.id, await self._eligible_at_close(job, poll))

    async def _announce(self, job: Job) -> None:
        """Post the result with its files, or without them rather than not at all."""
        standing = await self._standing(job)
        channel = self._server(job).get_channel(self._place(job, standing))
        may_attach = channel is None or "attach_files" not in voice.lacking(channel)
        try:
            await self._announce_with(job, standing, "" if may_attach else say("poll.no_files_here"))
        except discord.HTTPException as error:
            if error.status != TOO_LARGE:
                raise
            await self._announce_with(job, standing, say("poll.files_refused"))

    async def _announce_with(self, job: Job, standing: Standing, without_files: str) -> None:
        published = await self._publishing.of(standing.poll, without_files)
        if published is None:
            return
        parts: dict[str, Any] = {"embed": published.card, "view": cards.after(standing.poll)}
        if published.files:
            parts["files"] = published.files
        await self._post(job, standing, "result", **parts)

    async def _extended(self, job: Job) -> None:
        standing = await self._standing(job)
        poll = standing.poll
        if poll.status is Status.OPEN:
            text = say(
                "poll.extended-post",
                question=plain(poll.question),
                at=stamp(poll.closes_at),
                ago=stamp(poll.closes_at, "R"),
            )
            await self._post(job, standing, "extended", of=poll.closes_at, embed=card("", text))

    async def _cancelled(self, job: Job) -> None:
        standing = await self._standing(job)
        poll = standing.poll
        text = say("poll.cancelled-post", question=plain(poll.question), reason=cards.why_cancelled(poll))
        await self._post(job, standing, "cancelled", embed=card("", text))

    async def _enrolled(self, job: Job) -> None:
        """Say how many were added to the roll and by which two officers; who was added is not said."""
        standing = await self._standing(job)
        officers = [f"<@{job.payload[name]}>" for name in ("asked_by", "agreed_by")]
        text = say(
            "agreement.enrolled-post",
            number=job.payload["number"],
            question=plain(standing.poll.question),
            officers=say("poll.list-and").join(officers),
        )
        at = datetime.fromisoformat(str(job.payload["at"]))
        await self._post(job, standing, "enrolled", of=at, embed=card("", text))

    async def _remind(self, job: Job) -> None:
        """Mention who may vote, once, and say how many have not."""
        standing = await self._standing(job)
        poll = standing.poll
        if poll.status is not Status.OPEN:
            return
        known = poll.eligible is not None and poll.eligible_exact and not poll.is_secret  # its turnout is an old one
        left = max(0, (poll.eligible or 0) - standing.voted) if known else None
        text = say(
            "poll.reminder-post",
            question=plain(poll.question),
            link=cards.link(poll),
            at=stamp(poll.closes_at),
            ago=stamp(poll.closes_at, "R"),
            known="no" if left is None else "yes",
            left=left or 0,
        )
        roles = [discord.Object(role_id) for role_id in poll.role_ids if role_id != poll.guild_id]
        await self._post(
            job,
            standing,
            "reminder",
            of=poll.reminded_at,
            content=cards.voters(poll) if roles else None,
            embed=card("", text),
            allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=roles),
        )

    async def _remind_each(self, job: Job) -> None:
        """Write to those who have not voted, in an order that stays, so that a restart goes on where it was."""
        poll = (await self._standing(job)).poll
        server = self._server(job)
        progress = Progress.of(job)
        is_over = poll.status is not Status.OPEN or poll.closes_at <= self._app.desk.now()
        if is_over and progress == Progress():
            return
        waiting = [] if is_over else await self._waiting(server, poll, progress)
        for mark, member in waiting[:AT_ONCE]:
            if poll.closes_at <= self._app.desk.now():
                break
            text = say(
                "poll.reminder-each",
                branch=plain(server.name),
                link=cards.link(poll),
                at=stamp(poll.closes_at),
                ago=stamp(poll.closes_at, "R"),
            )
            progress = progress.after(mark, arrived=await voice.whisper(member, job, content=text))
            await letters.keep(self._app.desk, job, progress)
        else:
            if len(waiting) > AT_ONCE:
                raise Later(1.0)
        await reminders.reminded(self._app.desk, job, poll, progress)

    async def _waiting(
        self, server: discord.Guild, poll: Poll, progress: Progress
    ) -> Sequence[tuple[int | str, discord.Member]]:
        """Who has still to be written to, each with the place where it stands in the order."""
        if not poll.is_secret:
            voted = await reminders.voters(self._app.desk, poll.guild_id, poll.id)
            after = int(progress.last)
            found = [(m.id, m) async for m in holders(server, poll) if m.id not in voted and m.id > after]
            return sorted(found, key=lambda each: each[0])
        # On a roll that is listed stays who has lost the role since.
        asked = everybody(server) if poll.frozen else holders(server, poll)
        members = {MemberId(member.id): member async for member in asked}
        waiting = await ballots.not_voted(self._app.desk, poll, members, after=str(progress.last or ""))
        return [(mark, members[member_id]) for mark, member_id in waiting]

    async def _standing(self, job: Job) -> Standing:
        return await polls.standing(self._app.desk, job.guild_id, _poll_id(job))

    def _place(self, job: Job, standing: Standing) -> ChannelId:
        """The poll's channel; where that is gone, the one the branch has chosen for polls since."""
        return _rooms.place(self._server(job), standing.branch, Use.POLLS, standing.poll.channel_id)

    def _server(self, job: Job) -> discord.Guild:
        return server(self._app, job)

    async def _eligible_at_close(self, job: Job, poll: Poll) -> polls.Eligible:
        """The number now; from the second try on, what Discord said at the opening will do rather than no result.

        Also where a role is gone: nobody holds it now, and a quorum would be of those who are left.
        """
        if any(self._server(job).get_role(role_id) is None for role_id in poll.role_ids):
            return polls.Eligible(None)
        try:
            async with asyncio.timeout(COUNTED_WITHIN):
                return await self._eligible(job, poll)
        except (discord.DiscordServerError, aiohttp.ClientError, OSError):
            if job.attempts == 1:
                raise
            return polls.Eligible(None)

    async def _eligible(self, job: Job, poll: Poll) -> polls.Eligible:
        return await eligible(self._app, self._server(job), poll)

    async def _post(
        self, job: Job, standing: Standing, what: str, *, embed: discord.Embed, of: datetime | None = None, **parts: Any
    ) -> None:
        """Post under the poll's own message; what may be posted again is told apart by the moment it is `of`."""
        poll, where = standing.poll, self._place(job, standing)
        each = "" if of is None else f" · {in_short(of, standing.branch.zone)}"
        embed.set_footer(text=cards.mark(poll, what) + each)
        if poll.message_id is not None and not poll.message_lost and where == poll.channel_id:
            parts |= _rooms.under(poll.guild_id, poll.channel_id, poll.message_id)
        await voice.post_once(self._app, job, where, str(embed.footer.text), embed=embed, **parts)


def _poll_id(job: Job) -> PollId:
    return PollId(int(str(job.payload["poll"])))
