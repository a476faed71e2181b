"""The dates of campaigns."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, time

from bot.errors import NotFound
from bot.ids import CampaignId, OutsideBallotId
from bot.rules.campaign_dates import CampaignDate, Kind
from bot.store.db import Connection
from bot.store.instants import from_ms, to_ms

_OF = "SELECT * FROM campaign_dates WHERE campaign_id = ? ORDER BY falls_on, at IS NULL, at, kind"
_GET = "SELECT * FROM campaign_dates WHERE campaign_id = ? AND kind = ? AND falls_on = ?"
# The same day of the same kind is the same date, whoever put it down: a ballot's own stays the ballot's.
_PUT = """
    INSERT INTO campaign_dates (campaign_id, kind, falls_on, at, note, ballot_id, put_at)
    VALUES (:campaign_id, :kind, :falls_on, :at, :note, :ballot_id, :put_at)
    ON CONFLICT (campaign_id, kind, falls_on) DO UPDATE SET at = excluded.at, note = excluded.note,
        ballot_id = coalesce(excluded.ballot_id, ballot_id)
    RETURNING *
"""
_REMOVE = "DELETE FROM campaign_dates WHERE campaign_id = ? AND kind = ? AND falls_on = ?"
_KEEP_ONLY = "DELETE FROM campaign_dates WHERE ballot_id = ? AND kind = ? AND falls_on <> ?"
_REMOVE_OF_BALLOT = "DELETE FROM campaign_dates WHERE ballot_id = ?"


async def of(conn: Connection, campaign_id: CampaignId) -> Sequence[CampaignDate]:
    """The campaign's dates, the first to come first."""
    return [_date(row) for row in await conn.execute_fetchall(_OF, (campaign_id,))]


async def get(conn: Connection, campaign_id: CampaignId, kind: Kind, falls_on: date) -> CampaignDate:
    """This date; one that was taken out, or is another campaign's, is not found."""
    rows = list(await conn.execute_fetchall(_GET, (campaign_id, kind, falls_on.isoformat())))
    if not rows:
        raise NotFound("campaign_date.not_found")
    return _date(rows[0])


async def put(
    tx: Connection,
    campaign_id: CampaignId,
    kind: Kind,
    falls_on: date,
    *,
    at: time | None,
    note: str,
    ballot_id: OutsideBallotId | None,
    now: datetime,
) -> CampaignDate:
    """A new date; the same day of the same kind again has only its time and its note changed."""
    values = {"campaign_id": campaign_id, "kind": kind, "falls_on": falls_on.isoformat(), "at": _clock(at)}
    async with tx.execute(_PUT, {**values, "note": note, "ballot_id": ballot_id, "put_at": to_ms(now)}) as made:
        row = await made.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row or raises
    return _date(row)


async def remove(tx: Connection, campaign_id: CampaignId, kind: Kind, falls_on: date) -> None:
    """Take this date out."""
    await tx.execute(_REMOVE, (campaign_id, kind, falls_on.isoformat()))


async def keep_only(tx: Connection, ballot_id: OutsideBallotId, kind: Kind, falls_on: date) -> None:
    """Of this ballot's own dates of this kind only that day stays."""
    await tx.execute(_KEEP_ONLY, (ballot_id, kind, falls_on.isoformat()))


async def remove_of_ballot(tx: Connection, ballot_id: OutsideBallotId) -> None:
    """Take out this ballot's own dates."""
    await tx.execute(_REMOVE_OF_BALLOT, (ballot_id,))


def _clock(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"


def _date(row: sqlite3.Row) -> CampaignDate:
    at, ballot_id = row["at"], row["ballot_id"]
    return CampaignDate(
        campaign_id=CampaignId(row["campaign_id"]),
        kind=Kind(row["kind"]),
        falls_on=date.fromisoformat(row["falls_on"]),
        put_at=from_ms(row["put_at"]),
        at=None if at is None else time.fromisoformat(at),
        note=row["note"],
        ballot_id=None if ballot_id is None else OutsideBallotId(ballot_id),
    )
