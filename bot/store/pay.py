"""What a campaign's claim and offers are about: bands with their pay, proposals, and what was read but not yet kept."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from bot.errors import NotFound
from bot.ids import CampaignId, MemberId, PayDraftId, ProposalId
from bot.rules.offers import Given
from bot.rules.pay import Band, Kind, Proposal, in_order
from bot.rules.pay_terms import from_json, to_json
from bot.store import facts
from bot.store.db import Connection
from bot.store.instants import to_ms

_BANDS = "SELECT position, name, current FROM pay_bands WHERE campaign_id = ? ORDER BY position"
_PAST = "SELECT position, year, pay FROM pay_past WHERE campaign_id = ? ORDER BY year"
_DROP_BANDS = "DELETE FROM pay_bands WHERE campaign_id = ?"
_DROP_PAST = "DELETE FROM pay_past WHERE campaign_id = ?"
_ADD_BAND = "INSERT INTO pay_bands (campaign_id, position, name, current) VALUES (?, ?, ?, ?)"
_ADD_PAST = "INSERT INTO pay_past (campaign_id, position, year, pay) VALUES (?, ?, ?, ?)"
_PROPOSALS = "SELECT * FROM pay_proposals WHERE campaign_id = ?"
_PROPOSAL = "SELECT * FROM pay_proposals WHERE campaign_id = ? AND id = ?"
# Where a backup was restored, ids go on well after it: what was made since is gone, but buttons may still name it.
_ADD_PROPOSAL = """
    INSERT INTO pay_proposals (id, campaign_id, kind, name, made_on, terms) VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM pay_proposals), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        :campaign_id, :kind, :name, :made_on, :terms
    )
"""
_SAVE_PROPOSAL = """
    UPDATE pay_proposals SET kind = :kind, name = :name, made_on = :made_on, terms = :terms
    WHERE campaign_id = :campaign_id AND id = :id
"""
_DROP_PROPOSAL = "DELETE FROM pay_proposals WHERE campaign_id = ? AND id = ?"
_PUT_DRAFT = """
    INSERT OR REPLACE INTO pay_drafts (id, campaign_id, author_id, made_at, content) VALUES (?, ?, ?, ?, ?)
"""
_DRAFT = "SELECT content FROM pay_drafts WHERE id = ? AND campaign_id = ? AND author_id = ? AND made_at > ?"
_DROP_DRAFT = "DELETE FROM pay_drafts WHERE campaign_id = ? AND author_id = ?"
_FORGET_DRAFTS = "DELETE FROM pay_drafts WHERE made_at <= ?"


async def bands(conn: Connection, campaign_id: CampaignId) -> Sequence[Band]:
    """The bands in the order of their table, each with what it was paid in earlier years."""
    past: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for row in await conn.execute_fetchall(_PAST, (campaign_id,)):
        past[row["position"]][row["year"]] = row["pay"]
    found = await conn.execute_fetchall(_BANDS, (campaign_id,))
    return [Band(row["name"], row["current"], past[row["position"]]) for row in found]


async def put_bands(tx: Connection, campaign_id: CampaignId, table: Sequence[Band]) -> None:
    """These are the bands from now on, in this order, instead of those there were."""
    await tx.execute(_DROP_PAST, (campaign_id,))
    await tx.execute(_DROP_BANDS, (campaign_id,))
    numbered = list(enumerate(table, 1))
    await tx.executemany(_ADD_BAND, [(campaign_id, at, band.name, band.current) for at, band in numbered])
    past = [(campaign_id, at, year, pay) for at, band in numbered for year, pay in band.past.items()]
    await tx.executemany(_ADD_PAST, past)


async def proposals(conn: Connection, campaign_id: CampaignId) -> Sequence[Proposal]:
    """The claim first, then the offers as they were made."""
    async with conn.execute(_PROPOSALS, (campaign_id,)) as found:
        return in_order([_proposal(row) async for row in found])


async def proposal(conn: Connection, campaign_id: CampaignId, proposal_id: ProposalId) -> Proposal:
    """The campaign's claim or offer; raises NotFound."""
    rows = list(await conn.execute_fetchall(_PROPOSAL, (campaign_id, proposal_id)))
    if not rows:
        raise NotFound("offer.not_found")
    return _proposal(rows[0])


async def put_proposal(tx: Connection, campaign_id: CampaignId, given: Given, instead_of: ProposalId | None) -> None:
    """This claim or offer stands from now on, a new one or instead of another."""
    values = {
        "campaign_id": campaign_id,
        "id": instead_of,
        "kind": given.kind,
        "name": given.name,
        "made_on": given.made_on.isoformat(),
        "terms": to_json(given.general, given.special),
    }
    await tx.execute(_ADD_PROPOSAL if instead_of is None else _SAVE_PROPOSAL, values)


async def drop_proposal(tx: Connection, campaign_id: CampaignId, proposal_id: ProposalId) -> None:
    """This claim or offer is gone, and no other gets its number."""
    async with tx.execute(_DROP_PROPOSAL, (campaign_id, proposal_id)) as done:
        if done.rowcount:
            await facts.keep_free(tx, proposal_id)


async def put_draft(
    tx: Connection, draft_id: PayDraftId, *, campaign_id: CampaignId, author_id: MemberId, now: datetime, content: str
) -> None:
    """What this officer has had read and is being shown, instead of what they were shown before."""
    await tx.execute(_PUT_DRAFT, (draft_id, campaign_id, author_id, to_ms(now), content))


async def draft(
    conn: Connection, draft_id: PayDraftId, *, campaign_id: CampaignId, author_id: MemberId, made_after: datetime
) -> str:
    """What was read; raises NotFound once it was kept, replaced or forgotten."""
    rows = list(await conn.execute_fetchall(_DRAFT, (draft_id, campaign_id, author_id, to_ms(made_after))))
    if not rows:
        raise NotFound("offer.draft_gone")
    return rows[0]["content"]


async def drop_draft(tx: Connection, campaign_id: CampaignId, author_id: MemberId) -> None:
    """What this officer was shown is forgotten."""
    await tx.execute(_DROP_DRAFT, (campaign_id, author_id))


async def forget_drafts(tx: Connection, made_by: datetime) -> None:
    """Whatever was read up to this moment and never kept is forgotten."""
    await tx.execute(_FORGET_DRAFTS, (to_ms(made_by),))


def _proposal(row: sqlite3.Row) -> Proposal:
    general, special = from_json(row["terms"])
    made_on = date.fromisoformat(row["made_on"])
    return Proposal(ProposalId(row["id"]), Kind(row["kind"]), row["name"], made_on, general, special)
