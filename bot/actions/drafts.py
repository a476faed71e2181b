"""A poll before anybody sees it: typed, previewed, changed, and opened."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions import asking, attendance, polls, records
from bot.actions.asking import Settled
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotFound
from bot.ids import Asker, GuildId, MeetingId, MemberId, PollId, Power, RoleId
from bot.rules import access, elections, numbers, times
from bot.rules import ballots as secrecy
from bot.rules import polls as rules
from bot.rules.branches import Branch, Use
from bot.rules.polls import Kind, Poll, Status
from bot.store import jobs
from bot.store import polls as store
from bot.store.agreements import What
from bot.store.db import Connection

DRAFTS_ARE_KEPT_FOR = timedelta(days=1)
REQUESTS_ARE_KEPT_FOR = timedelta(days=3)  # officers have jobs, and weekends


async def make(
    desk: Desk,
    who: Asker,
    branch: Branch,
    kind: Kind = Kind.OPEN,
    *,
    question: str,
    options: str,
    closes: str,
    seats: str = "1",
    meeting_id: MeetingId | None = None,
) -> Poll:
    """A private draft from what was typed; raises Invalid, and NotAllowed for who is no rep.

    In an election the options are the candidates, as many as there are can be ranked, and seats are filled. From a
    meeting it is made only while members can check in there (TooLate).
    """
    access.require(who, Power.REP)
    channel_id = branch.channels.get(Use.POLLS)
    if channel_id is None:
        raise Invalid("poll.no_channel")
    now = desk.now()
    read_question, read_options = _read(question, options)
    read_seats = elections.read_seats(seats)
    if kind is Kind.RANKED:
        elections.check_candidates(read_options, read_seats)
    closes_at = times.read(closes, now=now, zone=branch.zone)
    rules.check_times(None, closes_at, now)
    async with desk.db.transaction() as tx:
        if meeting_id is not None:
            await attendance.check_asking(tx, who, meeting_id, now)
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
            kind=kind,
            max_choices=len(read_options) if kind is Kind.RANKED else 1,
            seats=read_seats,
            meeting_id=meeting_id,
        )
        await polls.queue(tx, poll, "poll.forget", now + DRAFTS_ARE_KEPT_FOR)
    return poll


async def get(desk: Desk, who: Asker, poll_id: PollId) -> Poll:
    """The asker's own draft; raises AlreadyDone once it was opened."""
    async with desk.db.reading() as conn:
        return await _draft(conn, who, poll_id)


async def expected(desk: Desk, poll: Poll) -> Poll:
    """The draft as it would be if it opened now: with how many are at the meeting it is opened from."""
    if poll.meeting is None:
        return poll
    async with desk.db.reading() as conn:
        return await attendance.as_opened(conn, poll, desk.now())


async def rewrite(desk: Desk, who: Asker, poll_id: PollId, *, question: str, options: str) -> Poll:
    """Another question or other options, with the choices that still fit them."""
    read_question, read_options = _read(question, options)

    def change(poll: Poll) -> Poll:
        most = max(1, min(poll.max_choices, rules.most_choices(read_options)))
        if poll.kind is Kind.RANKED:
            most = len(read_options)
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
        if poll.kind is Kind.RANKED:
            raise NotFound("ui.unknown_button")
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


async def rerule_election(desk: Desk, who: Asker, poll_id: PollId, *, seats: str, quorum: str) -> Poll:
    """Other rules for an election: how many seats, the quorum."""
    read_seats, read_quorum = elections.read_seats(seats), numbers.read_quorum(quorum)

    def change(poll: Poll) -> Poll:
        if poll.kind is not Kind.RANKED:
            raise NotFound("ui.unknown_button")
        return replace(poll, seats=read_seats, quorum=read_quorum)

    return await _edit(desk, who, poll_id, change)


async def reveal(desk: Desk, who: Asker, poll_id: PollId, *, live: bool, named: bool) -> Poll:
    """What is shown: counts while it is open, and who chose what. Of a secret poll neither ever is."""

    def change(poll: Poll) -> Poll:
        return poll if poll.is_secret else replace(poll, live=live, named=named)

    return await _edit(desk, who, poll_id, change)


async def switch(desk: Desk, who: Asker, poll_id: PollId, kind: Kind) -> Poll:
    """Vote on the same question secretly, or in the open; candidates stay candidates."""

    def change(poll: Poll) -> Poll:
        if Kind.RANKED in (kind, poll.kind):
            return poll
        return replace(poll, kind=kind, live=False, named=False, frozen=False, scrutineers=frozenset())

    return await _edit(desk, who, poll_id, change)


async def freeze(desk: Desk, who: Asker, poll_id: PollId, *, frozen: bool) -> Poll:
    """Whether the roll of a secret poll is listed at its opening."""
    return await _edit(desk, who, poll_id, lambda poll: replace(poll, frozen=frozen and poll.is_secret))


async def appoint(desk: Desk, who: Asker, poll_id: PollId, scrutineers: Collection[MemberId]) -> Poll:
    """Who may see how many are crossed off the roll, and whether receipts agree; raises Invalid for more than two."""
    if len(scrutineers) > secrecy.MOST_SCRUTINEERS:
        raise Invalid("ballot.too_many_scrutineers", most=secrecy.MOST_SCRUTINEERS)

    def change(poll: Poll) -> Poll:
        return replace(poll, scrutineers=frozenset(scrutineers)) if poll.is_secret else poll

    return await _edit(desk, who, poll_id, change)


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
        poll = await take_up(tx, desk.now(), who, poll_id)
        await store.drop_draft(tx, who.guild_id, poll_id)
        await jobs.drop(tx, polls.key(poll, "poll.forget"))


async def forget(desk: Desk, guild_id: GuildId, poll_id: PollId) -> None:
    """Forget a draft that nobody opened; anything else stays.

    Where an officer was asked to agree to its opening, it is said that nobody did.
    """
    async with desk.db.transaction() as tx:
        for request in await asking.of_poll(tx, guild_id, poll_id):
            if request.what is What.OPEN:
                poll = await store.get(tx, guild_id, poll_id)
                await asking.settle(tx, desk.now(), poll, What.OPEN, Settled.LAPSED)
        await store.drop_draft(tx, guild_id, poll_id)


async def withdraw(desk: Desk, who: Asker, poll_id: PollId) -> Poll:
    """Take back that an officer was asked to agree to its opening; the draft stays."""
    async with desk.db.transaction() as tx:
        return await take_up(tx, desk.now(), who, poll_id)


async def open_(desk: Desk, who: Asker, poll_id: PollId, eligible: int | None = None) -> Poll:
    """Let the draft become a poll at its opening time, or now; raises AlreadyDone for a second press.

    Of a secret poll that an officer has to agree to, this asks for it: what comes back is then still a draft.
    `eligible`: how many may vote, where it is known.
    """
    access.require(who, Power.REP)
    async with desk.db.transaction() as tx:
        before = await _draft(tx, who, poll_id)
        check(before, desk.now())
        if before.is_secret:
            secrecy.check_electorate(eligible)
        if await asking.is_needed(tx, before):
            await asking.ask(tx, desk.now(), who, before, What.OPEN)
            await jobs.reschedule(tx, polls.key(before, "poll.forget"), desk.now() + REQUESTS_ARE_KEPT_FOR)
            return before
        await _withdraw(tx, desk.now(), before)
        return await launch(desk, tx, before)


def check(poll: Poll, now: datetime) -> None:
    """Refuse what could not run as it stands."""
    rules.guard(poll.question, poll.options)
    rules.check_rule(poll)
    rules.check_times(poll.opens_at, poll.closes_at, now)


async def launch(desk: Desk, tx: Connection, before: Poll) -> Poll:
    """The draft becomes a poll, within the transaction of whoever decided it; raises Invalid for one that cannot run.

    Its opening time may have gone by while it waited for a second officer, and it may have been opened already.
    """
    if before.status is not Status.DRAFT:
        raise AlreadyDone("poll.already_opened")
    now = desk.now()
    check(before, now)
    poll = replace(before, status=Status.SCHEDULED, opens_at=before.opens_at or now)
    await store.save(tx, poll, before)
    await jobs.drop(tx, polls.key(poll, "poll.forget"))
    await polls.queue(tx, poll, "poll.open", poll.opens_at or now)
    # Its author made it, whoever agreed to it.
    detail = {"question": poll.question, "closes_at": poll.closes_at.isoformat()}
    about = f"poll:{poll.id}"
    await records.note(tx, now, poll.guild_id, "poll.made", actor=poll.author_id, about=about, **detail)
    return poll


async def take_up(tx: Connection, now: datetime, who: Asker, poll_id: PollId) -> Poll:
    """The asker's own draft, to be changed; raises NotFound, and AlreadyDone once it was opened.

    What an officer was asked to agree to is then withdrawn.
    """
    poll = await _draft(tx, who, poll_id)
    await _withdraw(tx, now, poll)
    return poll


def _read(question: str, options: str) -> tuple[str, tuple[str, ...]]:
    read_question, read_options = rules.read_question(question), rules.read_options(options)
    rules.guard(read_question, read_options)
    return read_question, read_options


async def _edit(desk: Desk, who: Asker, poll_id: PollId, change: Callable[[Poll], Poll]) -> Poll:
    async with desk.db.transaction() as tx:
        before = await take_up(tx, desk.now(), who, poll_id)
        poll = change(before)
        rules.check_rule(poll)
        await store.save(tx, poll, before)
    return poll


async def _withdraw(tx: Connection, now: datetime, poll: Poll) -> None:
    """A second officer agrees to what it said when it was asked for, and to nothing else."""
    await asking.settle(tx, now, poll, What.OPEN, Settled.WITHDRAWN, by=poll.author_id)


async def _draft(conn: Connection, who: Asker, poll_id: PollId) -> Poll:
    access.require(who, Power.REP)
    poll = await store.get(conn, who.guild_id, poll_id)
    if poll.author_id != who.member_id:
        raise NotFound("poll.not_found")
    if poll.status is not Status.DRAFT:
        raise AlreadyDone("poll.already_opened")
    return poll
