"""Reminding members of a poll: in public where it is, and privately whoever has not voted."""

from dataclasses import replace
from datetime import datetime

from bot.actions import letters, polls
from bot.actions.letters import Progress
from bot.desk import Desk
from bot.ids import Asker, GuildId, MemberId, PollId, Power
from bot.rules import access
from bot.rules import ballots as secrecy
from bot.rules import polls as rules
from bot.rules.polls import Poll
from bot.store import branches
from bot.store import polls as store
from bot.store.db import Connection
from bot.store.jobs import Job


async def remind(desk: Desk, who: Asker, poll_id: PollId, *, by_message: bool) -> datetime | None:
    """Remind those who may vote, once a day at most; with `by_message` also each who has not, privately.

    When these are written to: of a secret poll at the next fixed hour, and nobody if it closes before that.
    """
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, poll_id)
        rules.may_remind(before, now)
        poll = replace(before, reminded_at=now)
        await store.save(tx, poll, before)
        await polls.queue(tx, poll, "poll.remind", now, each=now)
        at = await _written_to_at(tx, poll, now) if by_message else None
        if at is not None:
            await polls.queue(tx, poll, "poll.remind_each", at, each=now)
        await polls.note(tx, now, poll, "poll.reminded", who)
    return at


async def voters(desk: Desk, guild_id: GuildId, poll_id: PollId) -> frozenset[MemberId]:
    """Who has voted, so that Steward leaves them alone. Never shown to anybody."""
    async with desk.db.reading() as conn:
        poll = await store.get(conn, guild_id, poll_id)
        return frozenset(member_id for member_id, _ in await store.all_votes(conn, poll.id))


async def reminded(desk: Desk, job: Job, poll: Poll, progress: Progress) -> None:
    """Put on record how many private reminders arrived and how many members accept none; no names.

    Of a secret poll not even how many: whoever hands out its roles could make it a number of one person. Nor does the
    last one's mark stay.
    """
    async with desk.db.transaction() as tx:
        if poll.is_secret:
            await letters.forget_last(tx, job, letters.AFTER_EVERY_MARK)
        else:
            await polls.note(tx, desk.now(), poll, "poll.reminders_sent", sent=progress.sent, refused=progress.refused)


async def _written_to_at(tx: Connection, poll: Poll, now: datetime) -> datetime | None:
    if not poll.is_secret:
        return now
    at = secrecy.next_reminder_at(now, (await branches.present(tx, poll.guild_id)).zone)
    return at if at < poll.closes_at else None
