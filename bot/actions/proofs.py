"""What anybody can check of a secret poll: receipts, papers to count again, a scrutineer's look before that."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from bot import keys
from bot.desk import Desk
from bot.errors import NotAllowed, NotFound, TooLate
from bot.ids import Asker, GuildId, PollId
from bot.rules import ballots as secrecy
from bot.rules import polls as rules
from bot.rules.polls import Poll, Status
from bot.store import polls as store
from bot.store import tallies
from bot.store.box import Check
from bot.store.tallies import Tally

__all__ = ["Check", "Inclusion", "Tally", "check", "look_up", "questions", "recount", "tally"]


class Inclusion(StrEnum):
    """What can be said of a receipt."""

    INCLUDED = "included"
    NOT_INCLUDED = "not_included"
    STILL_OPEN = "still_open"  # not among those published, and a poll that is not closed may have it


async def check(desk: Desk, who: Asker, poll_id: PollId) -> Check:
    """For a scrutineer: how many are crossed off, and whether receipts, papers and these agree; nothing more.

    While it is open: the result says both to everybody.
    """
    poll = await _secret(desk, who, poll_id)
    if who.member_id not in poll.scrutineers:
        raise NotAllowed("ballot.not_a_scrutineer")
    if poll.status is not Status.OPEN:
        raise NotFound("poll.no_tally")
    return await desk.boxes.check(poll_id)


async def tally(desk: Desk, guild_id: GuildId, poll_id: PollId) -> Tally:
    """What is published of a closed secret poll, for anybody in the branch; raises NotFound."""
    async with desk.db.reading() as conn:
        await store.get(conn, guild_id, poll_id)
        return await tallies.get(conn, poll_id)


async def questions(desk: Desk, guild_id: GuildId, statuses: Collection[Status]) -> Sequence[tuple[PollId, str]]:
    """What the branch's secret polls and elections in these states ask."""
    async with desk.db.reading() as conn:
        return await store.questions(conn, guild_id, statuses, secret=True)


async def recount(desk: Desk, who: Asker, poll_id: PollId) -> tuple[Poll, Tally]:
    """The same with its papers, for those who may vote in it and its scrutineers; raises NotAllowed.

    Of a poll in which under five voted there are no papers: NotAllowed as well.
    """
    poll = await _secret(desk, who, poll_id)
    if poll.status is Status.OPEN:
        raise NotAllowed("box.still_open")
    if not (rules.is_eligible(poll, who.role_ids) or who.member_id in poll.scrutineers):
        raise NotAllowed("poll.recount_not_eligible", role_ids=poll.role_ids)
    if poll.status is Status.CANCELLED:
        raise NotFound("poll.recount_cancelled")
    published = await tally(desk, who.guild_id, poll_id)
    if 0 < published.crossed_off < secrecy.LEAST_VOTES:
        raise NotAllowed("ballot.too_few_to_recount", least=secrecy.LEAST_VOTES)
    return poll, published


async def look_up(desk: Desk, who: Asker, receipt: str, among: Poll | None = None) -> tuple[Inclusion, Poll | None]:
    """Whether a vote with this receipt is in the count of a closed poll of the branch, and of which.

    Before the close nobody learns anything. With `among`, only of this poll. Raises Invalid for what is no receipt,
    NotFound or TooLate for a poll that gives none.
    """
    keys.read_receipt(receipt)
    if among is not None:
        _check_receipts(among)
    async with desk.db.reading() as conn:
        every = [among] if among else await store.secret(conn, (Status.CLOSED, Status.OPEN))
        ours = [poll for poll in every if poll.guild_id == who.guild_id]
        for poll in ours:
            digest = keys.receipt_hash(poll.id, receipt)
            if poll.status is Status.CLOSED and await tallies.has_receipt(conn, poll.id, digest):
                return Inclusion.INCLUDED, poll
    still = any(poll.status is Status.OPEN for poll in ours)
    return (Inclusion.STILL_OPEN if still else Inclusion.NOT_INCLUDED), among


def _check_receipts(poll: Poll) -> None:
    """Refuse a poll that has given no receipts, or in which none means anything any more."""
    if not poll.is_secret:
        raise NotFound("poll.not_secret")
    if poll.status is Status.CANCELLED:
        raise NotFound("poll.receipt_cancelled")
    if poll.status is Status.SCHEDULED:
        raise TooLate("poll.not_open_yet", opens_at=poll.opens_at)


async def _secret(desk: Desk, who: Asker, poll_id: PollId) -> Poll:
    async with desk.db.reading() as conn:
        poll = await store.get(conn, who.guild_id, poll_id)
    if not poll.is_secret:
        raise NotFound("poll.not_secret")
    return poll
