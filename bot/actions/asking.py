"""Asking a second officer: put down once, settled once, and its post in chat kept true to how it stands.

What happens when an officer agrees is `bot.actions.agreements`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.actions import records
from bot.desk import Desk
from bot.errors import AlreadyDone
from bot.ids import Asker, ChannelId, GuildId, MemberId, MessageId, PollId
from bot.rules.polls import Kind, Poll
from bot.store import agreements, branches, jobs
from bot.store.agreements import Request, What
from bot.store.db import Connection
from bot.store.jobs import JSON, Job


class Settled(StrEnum):
    """How it ended that a second officer was asked."""

    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by who asked, or because the draft was changed
    LAPSED = "lapsed"  # nobody agreed in time
    OVERTAKEN = "overtaken"  # the poll ended


@dataclass(frozen=True)
class Appeal:
    """The post by which officers are asked, as far as it has come; its job keeps it."""

    poll_id: PollId
    kind: Kind
    what: What
    asked_by: MemberId
    asked_at: datetime
    settled: Settled | None
    settled_by: MemberId | None
    channel_id: ChannelId | None
    message_id: MessageId | None

    @classmethod
    def of(cls, job: Job) -> "Appeal":
        """What this job knows."""
        known = {name: str(value) for name, value in job.payload.items() if value is not None}
        by, channel, message = (known.get(name) for name in ("settled_by", "channel", "message"))
        return cls(
            poll_id=PollId(int(known["poll"])),
            kind=Kind(known["kind"]),
            what=What(known["what"]),
            asked_by=MemberId(int(known["asked_by"])),
            asked_at=datetime.fromisoformat(known["asked_at"]),
            settled=Settled(known["settled"]) if "settled" in known else None,
            settled_by=None if by is None else MemberId(int(by)),
            channel_id=None if channel is None else ChannelId(int(channel)),
            message_id=None if message is None else MessageId(int(message)),
        )


async def is_needed(tx: Connection, poll: Poll) -> bool:
    """Whether the branch's rule has an officer agree before this poll opens, or closes early."""
    return poll.is_secret and (await branches.present(tx, poll.guild_id)).two_officers


async def ask(  # noqa: PLR0917 - in the order in which it is said
    tx: Connection, now: datetime, who: Asker, poll: Poll, what: What, members: Collection[MemberId] = ()
) -> None:
    """Put down what an officer other than the asker has to agree to, and have the officers asked; or AlreadyDone."""
    if any(each.what is what for each in await of_poll(tx, poll.guild_id, poll.id)):
        raise AlreadyDone("agreement.already_asked")
    await agreements.ask(tx, poll.guild_id, poll.id, what, who.member_id, members, now)
    request = await agreements.get(tx, poll.guild_id, poll.id, what)
    known: dict[str, JSON] = {"poll": poll.id, "kind": poll.kind.value, "what": what.value}
    await _post(tx, request, now, known | {"asked_by": who.member_id, "asked_at": request.asked_at.isoformat()})
    await _note(tx, now, poll, f"poll.asked_{what}", who.member_id)


async def settle(
    tx: Connection, now: datetime, poll: Poll, what: What, how: Settled, *, by: MemberId | None = None
) -> None:
    """It is agreed to, refused, or no longer wanted: on record, and its post says so. Nothing asked: nothing done."""
    for request in await of_poll(tx, poll.guild_id, poll.id):
        if request.what is what:
            await agreements.drop(tx, poll.id, what)
            await jobs.amend(tx, _key(request), {"settled": how.value, "settled_by": by})
            await _post(tx, request, now)
            await _note(tx, now, poll, f"poll.{how}_{what}", by)


async def settle_all(tx: Connection, now: datetime, poll: Poll) -> None:
    """The poll has ended: whatever was asked about it is overtaken."""
    for what in What:
        await settle(tx, now, poll, what, Settled.OVERTAKEN)


async def posted(desk: Desk, job: Job, channel_id: ChannelId, message_id: MessageId) -> None:
    """The officers are asked by this post."""
    async with desk.db.transaction() as tx:
        await jobs.amend(tx, job.key, {"channel": channel_id, "message": message_id})


async def of_poll(tx: Connection, guild_id: GuildId, poll_id: PollId) -> Collection[Request]:
    """What is asked for about this poll."""
    return [each for each in await agreements.waiting(tx, guild_id) if each.poll_id == poll_id]


def _key(request: Request) -> str:
    return f"poll.ask:{request.poll_id}:{request.what}:{request.asked_at.timestamp():.3f}"


async def _post(tx: Connection, request: Request, now: datetime, known: Mapping[str, JSON] | None = None) -> None:
    """One job for the post of one request: it makes the post, and later brings it up to date."""
    await jobs.add(
        tx,
        kind="poll.ask",
        subject=f"poll:{request.poll_id}",
        guild_id=request.guild_id,
        due_at=now,
        key=_key(request),
        payload=known,
        again=True,
    )


async def _note(tx: Connection, now: datetime, poll: Poll, what: str, actor: MemberId | None) -> None:
    await records.note(tx, now, poll.guild_id, what, actor=actor, about=f"poll:{poll.id}", question=poll.question)
