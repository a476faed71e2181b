"""The posts with buttons that open the doors for reports: made by officers, kept true, forgotten once deleted."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions import records
from bot.desk import Desk
from bot.errors import TooLate
from bot.ids import Asker, ChannelId, FeedbackPostId, GuildId, MessageId, Power
from bot.rules import access
from bot.rules.pauses import Pause
from bot.store import branches, feedback_pauses, jobs
from bot.store import feedback_posts as store
from bot.store.db import Connection
from bot.store.feedback_posts import FeedbackPost
from bot.store.jobs import JSON, Job

POST = "feedback.post"


@dataclass(frozen=True)
class Shown:
    """A post, and what it has to say."""

    post: FeedbackPost
    pause: Pause | None
    """Why nothing can be sent for now, if so."""
    is_asked_for: bool
    """Whether an officer wants it there: deleted before, it is posted anew. Else who deleted it is right."""


async def may_post(desk: Desk, who: Asker) -> None:
    """Refuse whoever is no officer, and where nobody would read what is sent."""
    access.require(who, Power.OFFICER)
    async with desk.db.reading() as conn:
        await _with_a_desk(conn, who.guild_id)


async def make(desk: Desk, who: Asker, channel_id: ChannelId) -> str:
    """Have the post stand in this channel; the key of the job that posts it. Raises NotAllowed, TooLate."""
    access.require(who, Power.OFFICER)
    now = desk.now()
    async with desk.db.transaction() as tx:
        await _with_a_desk(tx, who.guild_id)
        post = await store.put(tx, who.guild_id, channel_id, who.member_id, now)
        await records.note(
            tx, now, who.guild_id, "feedback.posted", actor=who.member_id, about="feedback", channel=channel_id
        )
        # A key of its own: a pause that begins meanwhile must not turn it into a mere update, and a post of the same
        # channel that was deleted is not the same post.
        return await _queue(tx, post, now, f"{POST}:{post.id}:{now.timestamp()}", asked=True)


async def refresh(tx: Connection, guild_id: GuildId, now: datetime) -> None:
    """Bring every post of the branch up to date, within the transaction of what has changed."""
    for post in await store.all_(tx, guild_id):
        await _queue(tx, post, now, f"{POST}:{post.id}")


async def shown(desk: Desk, job: Job) -> Shown | None:
    """What this job has to show; None where the post is forgotten."""
    async with desk.db.reading() as conn:
        post = await store.get(conn, FeedbackPostId(int(str(job.payload["post"]))))
        pause = await feedback_pauses.now_of(conn, job.guild_id)
    in_force = pause if pause is not None and pause.is_in_force else None
    return None if post is None else Shown(post, in_force, bool(job.payload.get("asked")))


async def posted(desk: Desk, post: FeedbackPost, message_id: MessageId) -> None:
    """It stands in its channel as this message."""
    async with desk.db.transaction() as tx:
        await store.posted(tx, post.id, message_id)


async def forget(desk: Desk, post: FeedbackPost) -> None:
    """Somebody has deleted it: it is not posted again unless an officer asks."""
    async with desk.db.transaction() as tx:
        await store.forget(tx, post.id)


async def _with_a_desk(conn: Connection, guild_id: GuildId) -> None:
    if not (await branches.present(conn, guild_id)).has_desk:
        raise TooLate("sending.no_desk")


async def _queue(tx: Connection, post: FeedbackPost, now: datetime, key: str, **payload: JSON) -> str:
    await jobs.add(
        tx,
        kind="feedback.post",
        subject=f"feedback.post:{post.id}",
        guild_id=post.guild_id,
        due_at=now,
        key=key,
        payload={"post": post.id, **payload},
        again=True,
    )
    return key
