"""Updates of a campaign and everything they have said."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import asdict

from bot.errors import NotFound
from bot.ids import CampaignId, ChannelId, GuildId, MemberId, MessageId, UpdateId
from bot.rules.updates import Status, Text, Update
from bot.store import facts
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none

_GET = """
    SELECT updates.* FROM updates JOIN campaigns ON campaigns.id = updates.campaign_id
    WHERE updates.id = ? AND campaigns.guild_id = ?
"""
_LIST = """
    SELECT * FROM updates WHERE campaign_id = ? AND status IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?
"""
_TEXTS = """
    SELECT * FROM update_texts WHERE update_id IN (SELECT value FROM json_each(?)) ORDER BY update_id, number
"""
# Where a backup was restored, ids go on well after it: what was made since is gone, but its buttons are still in chat.
_INSERT = """
    INSERT INTO updates (id, campaign_id, status, author_id, made_at) VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM updates), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        :campaign_id, 'draft', :author_id, :made_at
    ) RETURNING id
"""
_WRITE = """
    INSERT INTO update_texts (update_id, number, text, office, author_id, reason, written_at)
    VALUES (:update_id, :number, :text, :office, :author_id, :reason, :written_at)
    ON CONFLICT (update_id, number) DO UPDATE
    SET text = excluded.text, office = excluded.office, author_id = excluded.author_id, reason = excluded.reason,
        written_at = excluded.written_at
"""
_SAVE = """
    UPDATE updates SET status = :status, author_id = :author_id, due_at = :due_at, posted_at = :posted_at,
        channel_id = :channel_id, message_id = :message_id, message_lost = :message_lost
    WHERE id = :id
"""
_DROP_DRAFT = """
    DELETE FROM updates WHERE id = ? AND status = 'draft'
        AND campaign_id IN (SELECT id FROM campaigns WHERE guild_id = ?)
"""
_LAST_OFFICE = """
    SELECT office FROM update_texts JOIN updates ON updates.id = update_texts.update_id
        JOIN campaigns ON campaigns.id = updates.campaign_id
    WHERE campaigns.guild_id = ? AND update_texts.author_id = ? ORDER BY written_at DESC, update_id DESC LIMIT 1
"""


async def get(conn: Connection, guild_id: GuildId, update_id: UpdateId) -> Update:
    """The branch's update; another branch's is not found, like one that never was."""
    rows = list(await conn.execute_fetchall(_GET, (update_id, guild_id)))
    if not rows:
        raise NotFound("update.not_found")
    return (await _with_texts(conn, rows))[0]


async def list_(
    conn: Connection, campaign_id: CampaignId, statuses: Collection[Status], limit: int
) -> Sequence[Update]:
    """The campaign's updates in these states, the last one first."""
    found = await conn.execute_fetchall(_LIST, (campaign_id, json.dumps(sorted(statuses)), limit))
    return await _with_texts(conn, list(found))


async def add(tx: Connection, guild_id: GuildId, campaign_id: CampaignId, text: Text) -> Update:
    """A new draft that says this."""
    values = {"campaign_id": campaign_id, "author_id": text.author_id, "made_at": to_ms(text.written_at)}
    async with tx.execute(_INSERT, values) as made:
        row = await made.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row or raises
    await write(tx, UpdateId(row["id"]), text)
    return await get(tx, guild_id, UpdateId(row["id"]))


async def write(tx: Connection, update_id: UpdateId, text: Text) -> None:
    """It says this as well, or instead where this number is written already."""
    values = asdict(text) | {"update_id": update_id, "written_at": to_ms(text.written_at)}
    await tx.execute(_WRITE, values)


async def save(tx: Connection, update: Update) -> None:
    """Store where it stands now; its texts have `write`."""
    values = {
        "id": update.id,
        "status": update.status,
        "author_id": update.author_id,
        "due_at": to_ms_or_none(update.due_at),
        "posted_at": to_ms_or_none(update.posted_at),
        "channel_id": update.channel_id,
        "message_id": update.message_id,
        "message_lost": update.message_lost,
    }
    await tx.execute(_SAVE, values)


async def drop_draft(tx: Connection, guild_id: GuildId, update_id: UpdateId) -> None:
    """Forget a draft, whose number no other gets; anything else stays."""
    async with tx.execute(_DROP_DRAFT, (update_id, guild_id)) as done:
        if done.rowcount:
            await facts.keep_free(tx, update_id)


async def last_office(conn: Connection, guild_id: GuildId, member_id: MemberId) -> str | None:
    """As which this member signed last in this branch."""
    rows = list(await conn.execute_fetchall(_LAST_OFFICE, (guild_id, member_id)))
    return rows[0]["office"] if rows else None


async def _with_texts(conn: Connection, rows: Sequence[sqlite3.Row]) -> Sequence[Update]:
    texts: dict[int, list[Text]] = {row["id"]: [] for row in rows}
    for row in await conn.execute_fetchall(_TEXTS, (json.dumps(list(texts)),)):
        texts[row["update_id"]].append(
            Text(
                number=row["number"],
                text=row["text"],
                office=row["office"],
                author_id=MemberId(row["author_id"]),
                written_at=from_ms(row["written_at"]),
                reason=row["reason"],
            )
        )
    return [_update(row, texts[row["id"]]) for row in rows]


def _update(row: sqlite3.Row, texts: Sequence[Text]) -> Update:
    channel_id, message_id = row["channel_id"], row["message_id"]
    return Update(
        id=UpdateId(row["id"]),
        campaign_id=CampaignId(row["campaign_id"]),
        status=Status(row["status"]),
        author_id=MemberId(row["author_id"]),
        made_at=from_ms(row["made_at"]),
        texts=tuple(texts),
        due_at=from_ms_or_none(row["due_at"]),
        posted_at=from_ms_or_none(row["posted_at"]),
        channel_id=None if channel_id is None else ChannelId(channel_id),
        message_id=None if message_id is None else MessageId(message_id),
        message_lost=bool(row["message_lost"]),
    )
