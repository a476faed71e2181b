"""Ballots held elsewhere: what members were told of each, and what is published of who has posted."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from json import dumps, loads

from bot.errors import NotFound
from bot.ids import CampaignId, ChannelId, GuildId, MemberId, MessageId, OutsideBallotId
from bot.rules.campaigns import Vote
from bot.rules.outside_ballots import OutsideBallot, Status
from bot.store import facts
from bot.store.campaigns import vote_to_json
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none

_GET = """
    SELECT ballot.*, guild_id FROM outside_ballots AS ballot JOIN campaigns ON campaigns.id = campaign_id
    WHERE ballot.id = ? AND guild_id = ?
"""
_OF = """
    SELECT ballot.*, guild_id FROM outside_ballots AS ballot JOIN campaigns ON campaigns.id = campaign_id
    WHERE campaign_id = ? AND ballot.status IN (SELECT value FROM json_each(?)) ORDER BY ballot.id DESC
"""
_UNPURGED = """
    SELECT ballot.*, guild_id FROM outside_ballots AS ballot JOIN campaigns ON campaigns.id = campaign_id
    WHERE ballot.status <> 'draft' AND purged_at IS NULL ORDER BY ballot.id
"""
# Where a backup was restored, ids go on well after it: what was made since is gone, but its buttons are still in chat.
_INSERT = """
    INSERT INTO outside_ballots (id, campaign_id, status, scrutineer, replacement, entitled, opens_at, closes_at,
        channel_id, made_at, made_by)
    VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM outside_ballots), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        :campaign_id, 'draft', :scrutineer, :replacement, :entitled, :opens_at, :closes_at, :channel_id, :made_at,
        :made_by
    ) RETURNING id
"""
_SAVE = """
    UPDATE outside_ballots SET status = :status, scrutineer = :scrutineer, replacement = :replacement,
        entitled = :entitled, opens_at = :opens_at, closes_at = :closes_at, channel_id = :channel_id,
        message_id = :message_id, message_lost = :message_lost, reminders = :reminders,
        reminded_at = :reminded_at, unreachable = :unreachable,
        shown = :shown, shown_at = :shown_at, workplaces = :workplaces, workplaces_on = :workplaces_on,
        began_anew_at = :began_anew_at, ended_at = :ended_at, purged_at = :purged_at, result = :result
    WHERE id = :id
"""
_NUMBERS = "SELECT id FROM outside_ballots"
_DROP_DRAFT = "DELETE FROM outside_ballots WHERE id = ? AND status = 'draft'"
TOLD = (Status.OPEN, Status.CLOSED, Status.CANCELLED)


async def get(conn: Connection, guild_id: GuildId, ballot_id: OutsideBallotId) -> OutsideBallot:
    """The branch's ballot; another branch's is not found, like one that never was."""
    rows = list(await conn.execute_fetchall(_GET, (ballot_id, guild_id)))
    if not rows:
        raise NotFound("outside.not_found")
    return _ballot(rows[0])


async def of(conn: Connection, campaign_id: CampaignId, statuses: Collection[Status] = TOLD) -> Sequence[OutsideBallot]:
    """The campaign's ballots in these states, the latest first."""
    async with conn.execute(_OF, (campaign_id, dumps(sorted(statuses)))) as found:
        return [_ballot(row) async for row in found]


async def unpurged(conn: Connection) -> Sequence[OutsideBallot]:
    """Every ballot, of whichever branch, whose tags are not gone yet."""
    async with conn.execute(_UNPURGED) as found:
        return [_ballot(row) async for row in found]


async def numbers(conn: Connection) -> frozenset[OutsideBallotId]:
    """The number of every ballot that is known, of whichever branch."""
    return frozenset([OutsideBallotId(number) for (number,) in await conn.execute_fetchall(_NUMBERS)])


async def add(
    tx: Connection,
    guild_id: GuildId,
    campaign_id: CampaignId,
    by: MemberId,
    *,
    scrutineer: str,
    replacement: str,
    entitled: int | None,
    opens_at: datetime,
    closes_at: datetime,
    channel_id: ChannelId,
    now: datetime,
) -> OutsideBallot:
    """A new draft."""
    values = {
        "campaign_id": campaign_id,
        "scrutineer": scrutineer,
        "replacement": replacement,
        "entitled": entitled,
        "opens_at": to_ms(opens_at),
        "closes_at": to_ms(closes_at),
        "channel_id": channel_id,
        "made_at": to_ms(now),
        "made_by": by,
    }
    async with tx.execute(_INSERT, values) as made:
        row = await made.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row or raises
    return await get(tx, guild_id, OutsideBallotId(row["id"]))


async def save(tx: Connection, ballot: OutsideBallot) -> None:
    """Store the ballot as it is now."""
    await tx.execute(_SAVE, _values(ballot))


async def drop_draft(tx: Connection, ballot_id: OutsideBallotId) -> None:
    """Forget a draft, whose number no other gets; a ballot that members know of stays."""
    async with tx.execute(_DROP_DRAFT, (ballot_id,)) as done:
        if done.rowcount:
            await facts.keep_free(tx, ballot_id)


def _values(ballot: OutsideBallot) -> dict[str, object]:
    instants = ("opens_at", "closes_at", "reminded_at", "shown_at", "began_anew_at", "ended_at", "purged_at")
    return {
        **asdict(ballot),
        **{name: to_ms_or_none(getattr(ballot, name)) for name in instants},
        "workplaces_on": None if ballot.workplaces_on is None else ballot.workplaces_on.isoformat(),
        "made_at": to_ms(ballot.made_at),
        "result": vote_to_json(ballot.result),
    }


def _ballot(row: sqlite3.Row) -> OutsideBallot:
    message_id, result, table_on = (row[name] for name in ("message_id", "result", "workplaces_on"))
    return OutsideBallot(
        id=OutsideBallotId(row["id"]),
        campaign_id=CampaignId(row["campaign_id"]),
        guild_id=GuildId(row["guild_id"]),
        status=Status(row["status"]),
        scrutineer=row["scrutineer"],
        replacement=row["replacement"],
        opens_at=from_ms(row["opens_at"]),
        closes_at=from_ms(row["closes_at"]),
        channel_id=ChannelId(row["channel_id"]),
        made_at=from_ms(row["made_at"]),
        made_by=MemberId(row["made_by"]),
        entitled=row["entitled"],
        message_id=None if message_id is None else MessageId(message_id),
        message_lost=bool(row["message_lost"]),
        reminders=row["reminders"],
        reminded_at=from_ms_or_none(row["reminded_at"]),
        unreachable=row["unreachable"],
        shown=row["shown"],
        shown_at=from_ms_or_none(row["shown_at"]),
        workplaces=row["workplaces"],
        workplaces_on=None if table_on is None else date.fromisoformat(table_on),
        began_anew_at=from_ms_or_none(row["began_anew_at"]),
        ended_at=from_ms_or_none(row["ended_at"]),
        purged_at=from_ms_or_none(row["purged_at"]),
        result=None if result is None else Vote(**loads(result)),
    )
