"""A poll before anybody sees it: typed, previewed, changed, and opened."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta

from bot.actions import polls
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotFound
from bot.ids import Asker, GuildId, PollId, Power, RoleId
from bot.rules import access, numbers, times
from bot.rules import polls as rules
from bot.rules.branches import Branch, Use
from bot.rules.polls import Poll, Status
from bot.store import jobs
from bot.store import polls as store
from bot.store.db import Connection

DRAFTS_ARE_KEPT_FOR = timedelta(days=1)


async def make(desk: Desk, who: Asker, branch: Branch, *, question: str, options: str, closes: str) -> Poll:
    """A private draft from what was typed; raises Invalid, and NotAllowed for who is no rep."""
    access.require(who, Power.REP)
    channel_id = branch.channels.get(Use.POLLS)
    if channel_id is None:
        raise Invalid("poll.no_channel")
    now = desk.now()
    read_question, read_options = _read(question, options)
    closes_at = times.read(closes, now=now, zone=branch.zone)
    rules.check_times(None, closes_at, now)
    async with desk.db.transaction() as tx:
        poll = await store.add(
            tx,
            who.guild_id,
            who.member_id,
            question=read_question,
            options=read_options,
            role_ids=branch.voters,
            closes_at=closes_at,
            channel_id=channel_id,
            now=now,
        )
        await polls.queue(tx, poll, "poll.forget", now + DRAFTS_ARE_KEPT_FOR)
    return poll


async def get(desk: Desk, who: Asker, poll_id: PollId) -> Poll:
    """The asker's own draft; raises AlreadyDone once it was opened."""
    async with desk.db.reading() as conn:
        return await _draft(conn, who, poll_id)


async def rewrite(desk: Desk, who: Asker, poll_id: PollId, *, question: str, options: str) -> Poll:
    """Another question or other options, with the choices that still fit them."""
    read_question, read_options = _read(question, options)

    def change(poll: Poll) -> Poll:
        most = max(1, min(poll.max_choices, rules.most_choices(read_options)))
        return replace(
            poll,
            question=read_question,
            options=read_options,
            max_choices=most,
            min_choices=min(poll.min_choices, most),
        )

    return await _edit(desk, who, poll_id, change)


async def retime(desk: Desk, who: Asker, branch: Branch, poll_id: PollId, *, opens: str, closes: str) -> Poll:
    """Other times, as typed; nothing typed for the opening means at once."""
    now = desk.now()
    opens_at = times.read(opens, now=now, zone=branch.zone) if opens.strip() else None
    closes_at = times.read(closes, now=now, zone=branch.zone)
    rules.check_times(opens_at, closes_at, now)
    return await _edit(desk, who, poll_id, lambda poll: replace(poll, opens_at=opens_at, closes_at=closes_at))


async def rerule(
    desk: Desk, who: Asker, poll_id: PollId, *, choices: str, quorum: str, threshold: str, count_abstentions: bool
) -> Poll:
    """Other rules: how many choices, the quorum, the threshold, whether abstentions count."""
    read_quorum, read_threshold = numbers.read_quorum(quorum), numbers.read_threshold(threshold)

    def change(poll: Poll) -> Poll:
        least, most = rules.read_choices(choices, poll.options)
        return replace(
            poll,
            min_choices=least,
            max_choices=most,
            quorum=read_quorum,
            threshold=read_threshold,
            count_abstentions=count_abstentions,
        )

    return await _edit(desk, who, poll_id, change)


async def reveal(desk: Desk, who: Asker, poll_id: PollId, *, live: bool, named: bool) -> Poll:
    """What is shown: counts while it is open, and who chose what."""
    return await _edit(desk, who, poll_id, lambda poll: replace(poll, live=live, named=named))


async def enfranchise(desk: Desk, who: Asker, poll_id: PollId, role_ids: Collection[RoleId]) -> Poll:
    """Who may vote: whoever holds any of these roles; raises Invalid for none."""
    if not role_ids:
        raise Invalid("poll.no_voters")
    return await _edit(desk, who, poll_id, lambda poll: replace(poll, role_ids=frozenset(role_ids)))


async def enfranchise_full_members(desk: Desk, who: Asker, branch: Branch, poll_id: PollId) -> Poll:
    """Full members only; raises Invalid where the branch has not said which roles they hold."""
    access.require(who, Power.REP)
    roles = branch.holders(Power.FULL_MEMBER)
    if not roles:
        raise Invalid("poll.no_full_members")
    return await enfranchise(desk, who, poll_id, roles)


async def discard(desk: Desk, who: Asker, poll_id: PollId) -> None:
    """Forget the draft."""
    async with desk.db.transaction() as tx:
        poll = await _draft(tx, who, poll_id)
        await store.drop_draft(tx, who.guild_id, poll_id)
        await jobs.drop(tx, polls.key(poll, "poll.forget"))


async def forget(desk: Desk, guild_id: GuildId, poll_id: PollId) -> None:
    """Forget a draft that nobody opened; anything else stays."""
    async with desk.db.transaction() as tx:
        await store.drop_draft(tx, guild_id, poll_id)


async def open_(desk: Desk, who: Asker, poll_id: PollId) -> Poll:
    """Let the draft become a poll at its opening time, or now; raises AlreadyDone for a second press."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await _draft(tx, who, poll_id)
        rules.guard(before.question, before.options)
        rules.check_rule(before)
        rules.check_times(before.opens_at, before.closes_at, now)
        poll = replace(before, status=Status.SCHEDULED, opens_at=before.opens_at or now)
        await store.save(tx, poll, before)
        await jobs.drop(tx, polls.key(poll, "poll.forget"))
        await polls.queue(tx, poll, "poll.open", poll.opens_at or now)
        await polls.note(tx, now, poll, "poll.made", who, closes_at=poll.closes_at.isoformat())
    return poll


def _read(question: str, options: str) -> tuple[str, tuple[str, ...]]:
    read_question, read_options = rules.read_question(question), rules.read_options(options)
    rules.guard(read_question, read_options)
    return read_question, read_options


async def _edit(desk: Desk, who: Asker, poll_id: PollId, change: Callable[[Poll], Poll]) -> Poll:
    async with desk.db.transaction() as tx:
        before = await _draft(tx, who, poll_id)
        poll = change(before)
        rules.check_rule(poll)
        await store.save(tx, poll, before)
    return poll


async def _draft(conn: Connection, who: Asker, poll_id: PollId) -> Poll:
    access.require(who, Power.REP)
    poll = await store.get(conn, who.guild_id, poll_id)
    if poll.author_id != who.member_id:
        raise NotFound("poll.not_found")
    if poll.status is not Status.DRAFT:
        raise AlreadyDone("poll.already_opened")
    return poll
