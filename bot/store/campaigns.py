"""Campaigns: what they are, their moves from stage to stage, and what has changed for whoever reads their board."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import cast

from bot.errors import NotFound
from bot.ids import CampaignId, ChannelId, GuildId, MemberId, MessageId
from bot.rules.campaigns import Campaign, Move, Nation, Outcome, Stage, Status, Vote
from bot.store import facts
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none
from bot.store.jobs import JSON

_GET = "SELECT * FROM campaigns WHERE id = ? AND guild_id = ?"
_LIST = """
    SELECT * FROM campaigns WHERE guild_id = ? AND status IN (SELECT value FROM json_each(?))
    ORDER BY closed_at IS NOT NULL, closed_at DESC, id DESC LIMIT ?
"""
# Where a backup was restored, ids go on well after it: what was made since is gone, but its buttons are still in chat.
_INSERT = """
    INSERT INTO campaigns (id, guild_id, author_id, status, stage, nation, title, employer, claim, contact, channel_id,
        made_at)
    VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM campaigns), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        :guild_id, :author_id, 'draft', 'claim', :nation, :title, :employer, :claim, :contact, :channel_id, :made_at
    ) RETURNING id
"""
_SAVE = """
    UPDATE campaigns SET status = :status, stage = :stage, nation = :nation, title = :title, employer = :employer,
        claim = :claim, contact = :contact, target = :target, full_time = :full_time, channel_id = :channel_id,
        message_id = :message_id, message_lost = :message_lost, pin_problem = :pin_problem, started_at = :started_at,
        closed_at = :closed_at, outcome = :outcome, terms = :terms, vote = :vote, reminded_at = :reminded_at
    WHERE id = :id AND guild_id = :guild_id
"""
_DROP_DRAFT = "DELETE FROM campaigns WHERE id = ? AND guild_id = ? AND status = 'draft'"
_MOVE = "INSERT INTO campaign_moves (campaign_id, stage, moved_on, reason, actor_id, at) VALUES (?, ?, ?, ?, ?, ?)"
_MOVES = "SELECT * FROM campaign_moves WHERE campaign_id = ? ORDER BY id"
_CHANGE = "INSERT INTO campaign_changes (campaign_id, at, what, detail) VALUES (?, ?, ?, ?)"
_CHANGES = "SELECT * FROM campaign_changes WHERE campaign_id = ? AND id > ? ORDER BY id DESC LIMIT ?"
_SEEN = "SELECT change_id FROM campaign_looks WHERE campaign_id = ? AND member_id = ?"
_SEE = """
    INSERT INTO campaign_looks (campaign_id, member_id, change_id) VALUES (?, ?, ?)
    ON CONFLICT (campaign_id, member_id) DO UPDATE SET change_id = excluded.change_id
"""
_FORGET_LOOKS = "DELETE FROM campaign_looks WHERE campaign_id = ?"


@dataclass(frozen=True)
class Change:
    """Something that whoever reads the board would want to know: a message key and what its sentence needs."""

    id: int
    at: datetime
    what: str
    detail: Mapping[str, JSON]


async def get(conn: Connection, guild_id: GuildId, campaign_id: CampaignId) -> Campaign:
    """The branch's campaign; another branch's is not found, like one that never was."""
    rows = list(await conn.execute_fetchall(_GET, (campaign_id, guild_id)))
    if not rows:
        raise NotFound("campaign.not_found")
    return _campaign(rows[0])


async def list_(conn: Connection, guild_id: GuildId, statuses: Collection[Status], limit: int) -> Sequence[Campaign]:
    """The branch's campaigns in these states: those under way first, the latest first."""
    async with conn.execute(_LIST, (guild_id, json.dumps(sorted(statuses)), limit)) as found:
        return [_campaign(row) async for row in found]


async def add(
    tx: Connection,
    guild_id: GuildId,
    author_id: MemberId,
    *,
    nation: Nation,
    title: str,
    employer: str,
    claim: str,
    contact: str,
    channel_id: ChannelId,
    now: datetime,
) -> Campaign:
    """A new draft."""
    values = {
        "guild_id": guild_id,
        "author_id": author_id,
        "nation": nation,
        "title": title,
        "employer": employer,
        "claim": claim,
        "contact": contact,
        "channel_id": channel_id,
        "made_at": to_ms(now),
    }
    async with tx.execute(_INSERT, values) as made:
        row = await made.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row or raises
    return await get(tx, guild_id, CampaignId(row["id"]))


async def save(tx: Connection, campaign: Campaign) -> None:
    """Store the campaign as it is now."""
    await tx.execute(_SAVE, _values(campaign))


async def drop_draft(tx: Connection, guild_id: GuildId, campaign_id: CampaignId) -> None:
    """Forget a draft, whose number no other gets; a campaign that was started stays."""
    async with tx.execute(_DROP_DRAFT, (campaign_id, guild_id)) as done:
        if done.rowcount:
            await facts.keep_free(tx, campaign_id)


async def add_move(tx: Connection, campaign_id: CampaignId, move: Move) -> None:
    """Put on record that it came to this stage."""
    values = (campaign_id, move.stage, move.moved_on.isoformat(), move.reason, move.actor_id, to_ms(move.at))
    await tx.execute(_MOVE, values)


async def moves(conn: Connection, campaign_id: CampaignId) -> Sequence[Move]:
    """Its way so far, the first stage first."""
    async with conn.execute(_MOVES, (campaign_id,)) as found:
        return [
            Move(
                Stage(row["stage"]),
                date.fromisoformat(row["moved_on"]),
                row["reason"],
                MemberId(row["actor_id"]),
                from_ms(row["at"]),
            )
            async for row in found
        ]


async def add_change(
    tx: Connection, campaign_id: CampaignId, now: datetime, what: str, detail: Mapping[str, JSON]
) -> None:
    """What a reader of its board would want to know."""
    await tx.execute(_CHANGE, (campaign_id, to_ms(now), what, json.dumps(detail, ensure_ascii=False)))


async def changes(conn: Connection, campaign_id: CampaignId, after: int, limit: int) -> Sequence[Change]:
    """What has changed since that change, the last first, at most so many."""
    async with conn.execute(_CHANGES, (campaign_id, after, limit)) as found:
        return [
            Change(row["id"], from_ms(row["at"]), row["what"], cast("dict[str, JSON]", json.loads(row["detail"])))
            async for row in found
        ]


async def seen(conn: Connection, campaign_id: CampaignId, member_id: MemberId) -> int | None:
    """The last change that this member has seen; None for who has never looked."""
    rows = list(await conn.execute_fetchall(_SEEN, (campaign_id, member_id)))
    return rows[0]["change_id"] if rows else None


async def see(tx: Connection, campaign_id: CampaignId, member_id: MemberId, change_id: int) -> None:
    """This member has seen everything up to this change."""
    await tx.execute(_SEE, (campaign_id, member_id, change_id))


async def forget_looks(tx: Connection, campaign_id: CampaignId) -> int:
    """Who has looked at it is forgotten; how many that were."""
    async with tx.execute(_FORGET_LOOKS, (campaign_id,)) as forgotten:
        return forgotten.rowcount


def vote_to_json(vote: Vote | None) -> str | None:
    """The vote as the tables keep it."""
    return None if vote is None else json.dumps(asdict(vote))


def _values(campaign: Campaign) -> dict[str, object]:
    return {
        **asdict(campaign),
        "vote": vote_to_json(campaign.vote),
        "made_at": to_ms(campaign.made_at),
        "started_at": to_ms_or_none(campaign.started_at),
        "closed_at": to_ms_or_none(campaign.closed_at),
        "reminded_at": to_ms_or_none(campaign.reminded_at),
    }


def _campaign(row: sqlite3.Row) -> Campaign:
    message_id, outcome, vote = (row[name] for name in ("message_id", "outcome", "vote"))
    return Campaign(
        id=CampaignId(row["id"]),
        guild_id=GuildId(row["guild_id"]),
        author_id=MemberId(row["author_id"]),
        status=Status(row["status"]),
        stage=Stage(row["stage"]),
        nation=Nation(row["nation"]),
        title=row["title"],
        employer=row["employer"],
        claim=row["claim"],
        contact=row["contact"],
        channel_id=ChannelId(row["channel_id"]),
        made_at=from_ms(row["made_at"]),
        target=row["target"],
        full_time=row["full_time"],
        message_id=None if message_id is None else MessageId(message_id),
        message_lost=bool(row["message_lost"]),
        pin_problem=row["pin_problem"],
        started_at=from_ms_or_none(row["started_at"]),
        closed_at=from_ms_or_none(row["closed_at"]),
        outcome=None if outcome is None else Outcome(outcome),
        terms=row["terms"],
        vote=None if vote is None else Vote(**json.loads(vote)),
        reminded_at=from_ms_or_none(row["reminded_at"]),
    )
