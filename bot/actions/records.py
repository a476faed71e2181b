"""What was done, by whom, when: noted with the act itself, shown to officers, repeated in the audit channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk import Desk
from bot.ids import Asker, ChannelId, GuildId, MemberId, Power
from bot.rules import access
from bot.rules.branches import Use
from bot.store import audit, branches, facts, jobs
from bot.store.audit import Entry
from bot.store.db import Connection
from bot.store.jobs import JSON

PAGE = 10
POSTED_AT_ONCE = 20


@dataclass(frozen=True)
class Batch:
    """Entries that the audit channel has not had yet, oldest first."""

    channel_id: ChannelId
    entries: Sequence[Entry]


async def note(
    tx: Connection,
    now: datetime,
    guild_id: GuildId,
    what: str,
    *,
    actor: MemberId | None = None,
    about: str = "",
    **detail: JSON,
) -> None:
    """Note an act in the transaction that does it, and queue its repetition in the audit channel."""
    await audit.note(tx, now, guild_id, what, actor=actor, about=about, **detail)
    await jobs.add(
        tx,
        kind="audit.post",
        subject=f"audit:{guild_id}",
        guild_id=guild_id,
        due_at=now,
        key=f"audit.post:{guild_id}",
        again=True,
    )


async def page(desk: Desk, who: Asker, before: int | None = None) -> Sequence[Entry]:
    """Up to PAGE entries of the asker's branch, newest first, older than `before`; raises NotAllowed."""
    access.require(who, Power.OFFICER)
    async with desk.db.reading() as conn:
        return await audit.page(conn, who.guild_id, before=before, limit=PAGE)


async def unposted(desk: Desk, guild_id: GuildId) -> Batch | None:
    """The next entries for the audit channel; None when there are none or the branch has no such channel.

    The same ones until they are `posted`, whatever is noted meanwhile: a repetition must know its own post again.
    """
    async with desk.db.transaction() as tx:
        branch = await branches.get(tx, guild_id)
        if branch is None or branch.set_up_at is None or Use.AUDIT not in branch.channels:
            return None
        after = int(await facts.get(tx, _posted(guild_id)) or 0)
        entries = await audit.since(tx, guild_id, after=after, limit=POSTED_AT_ONCE)
        begun = int(await facts.get(tx, _begun(guild_id)) or 0)
        if begun > after:
            entries = [entry for entry in entries if entry.id <= begun]
        elif entries:
            await facts.put(tx, _begun(guild_id), str(entries[-1].id))
    return Batch(branch.channels[Use.AUDIT], entries) if entries else None


async def posted(desk: Desk, guild_id: GuildId, last: int) -> None:
    """The audit channel has had everything up to this entry."""
    async with desk.db.transaction() as tx:
        await facts.put(tx, _posted(guild_id), str(last))


def _posted(guild_id: GuildId) -> str:
    return f"audit.posted:{guild_id}"


def _begun(guild_id: GuildId) -> str:
    return f"audit.begun:{guild_id}"
